"""The closed lists: what is broader than what, what fits the ontology, and what was replaced."""

import re

import pytest
from pyoxigraph import NamedNode

from kb.model.vocabulary import _triples
from kb.namespaces import ID, expand

BROADER, TYPE, IN_SCHEME = (expand(name) for name in ("skos:broader", "rdf:type", "skos:inScheme"))
DEPRECATED, SUCCESSOR = expand("owl:deprecated"), expand("dcterms:isReplacedBy")
HEADINGS = {
    "body-of-troops", "distance", "money", "occurrence", "person", "place", "rate", "sexual-violence", "share", "thing", "time"
}  # fmt: skip
"""The units that have none broader."""


def links(property: str) -> list[tuple[str, str]]:
    """Paths of concepts that the property joins."""
    return [
        (t.subject.value.removeprefix(ID), t.object.value.removeprefix(ID))
        for t in _triples("schemes.ttl")
        if t.predicate.value == property and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode)
    ]


def of_list(name: str) -> set[str]:
    """The local names of a list's concepts."""
    return {concept.partition("/")[2] for concept, scheme in links(IN_SCHEME) if scheme == f"scheme/{name}"}


def above(unit: str) -> set[str]:
    """The local names of all units that are broader than one."""
    direct = {broad.partition("/")[2] for narrow, broad in links(BROADER) if narrow == f"unit/{unit}"}
    return direct.union(*map(above, direct))


def test_each_unit_leads_to_a_heading_and_only_headings_have_none_broader() -> None:
    assert {unit for unit in of_list("unit") if not above(unit)} == HEADINGS


@pytest.mark.parametrize(
    ("unit", "broader"),
    [
        (
            "executed-civilian",
            {"killed-civilian", "executed-person", "dead-civilian", "killed-person", "death", "person"},
        ),
        ("missing-soldier-dead-in-captivity", {"dead-prisoner", "death", "captivity", "soldier", "person"}),
        ("rape-with-murder", {"rape", "sexual-violence", "occurrence"}),
        ("raped-woman", {"raped-woman-or-girl", "sexual-violence", "person"}),
        ("refugee", {"displacement", "person"}),
        ("po-2", {"aircraft", "vehicle", "thing"}),
        ("percent-of-slavs", {"percent", "share"}),
        ("month", {"time"}),
        ("kilometre", {"distance"}),
    ],
)
def test_a_unit_is_found_under_what_it_counts(unit: str, broader: set[str]) -> None:
    assert above(unit) == broader


def test_a_unit_that_may_count_two_things_is_below_neither() -> None:
    for unit in ("deported-or-imprisoned-person", "imprisoned-or-executed-person", "abused-woman"):
        assert above(unit) == {"person"}


def test_every_concept_is_called_by_its_list() -> None:
    assert [(id, list) for id, list in links(IN_SCHEME) if f"scheme/{id.partition('/')[0]}" != list] == []


def test_every_list_has_concepts_of_one_class() -> None:
    classes = dict(links(TYPE))
    lists = {
        list: {classes[concept] for concept, of in links(IN_SCHEME) if of == list}
        for list in classes
        if list.startswith("scheme/")
    }

    assert {list for list, found in lists.items() if len(found) != 1} == set()


@pytest.mark.parametrize(
    ("name", "concepts"),
    [
        ("hedge", {"usually", "mostly", "in-part", "among-others", "at-times", "often", "several", "seldom"}),
        ("proviso", {"in-own-view", "as-far-as-known", "as-it-seems"}),
        ("inference", {"implication", "our-reading"}),
    ],
)
def test_the_lists_of_what_limits_and_what_is_inferred_are_closed(name: str, concepts: set[str]) -> None:
    assert of_list(name) == concepts


def test_statuses_stand_in_the_order_in_which_they_are_asked() -> None:
    deprecated = {t.subject.value.removeprefix(ID) for t in _triples("schemes.ttl") if t.predicate.value == DEPRECATED}
    statuses = [
        concept for concept, scheme in links(IN_SCHEME) if scheme == "scheme/status" and concept not in deprecated
    ]

    assert [status.removeprefix("status/") for status in statuses] == [
        "withdrawn", "disputed", "several-answers", "unreadable", "agreeing-sources", "one-source", "not-maintained"
    ]  # fmt: skip


def test_the_old_statuses_name_those_in_their_place() -> None:
    successors = {old: {new for other, new in links(SUCCESSOR) if other == old} for old, _ in links(SUCCESSOR)}

    assert successors == {
        "status/undisputed": {
            f"status/{name}" for name in ("agreeing-sources", "one-source", "several-answers", "not-maintained")
        },
        "status/unresolved": {"status/unreadable"},
    }


def test_no_definition_ends_without_a_full_stop() -> None:
    texts = [t.object.value for t in _triples("schemes.ttl") if t.predicate.value == expand("skos:definition")]

    assert [text for text in texts if not re.fullmatch(r"[A-Z].*\.", text)] == []
