"""Rules take time in proportion to the record, not to its square; measured in processor time at two sizes, as a ratio."""

import time
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kb import resources
from kb.namespaces import ID, PREFIXES, term
from kb.validation.checks import _checks

GROWTH = 8
SMALL = 500
RULES = {check.name: check.query for check in _checks(resources.folder("shapes"))}
INTEGER = NamedNode(PREFIXES["xsd"] + "integer")
TYPE, OBJECT, SUBSET, ANSWERS, PLACE, WITHIN = (
    term(name) for name in ("rdf:type", "rdf:object", "elbe:subsetOf", "elbe:answers", "elbe:place", "elbe:within")
)
SOURCE, SELECTOR, START, END, SHA256 = (
    term(name) for name in ("oa:hasSource", "oa:hasSelector", "oa:start", "oa:end", "elbe:sha256")
)
DIMENSION = term("crm:E54_Dimension")
ASSERTS, IMPLIES = term("elbe:asserts"), term("elbe:byImplication")


def node(path: str) -> NamedNode:
    """A thing of the record."""
    return NamedNode(ID + path)


def parts(size: int) -> Iterator[Quad]:
    """So many figures, each a part of another."""
    for number in range(size):
        part, whole = node(f"claim/part-{number}"), node(f"claim/whole-{number}")
        yield Quad(part, SUBSET, whole)
        for claim in (part, whole):
            figure = NamedNode(claim.value + "#object")
            yield Quad(claim, OBJECT, figure)
            yield Quad(figure, TYPE, DIMENSION)


def passages(size: int) -> Iterator[Quad]:
    """So many passages in sources of 50, all of one form; each is there twice, with one digest."""
    for number in range(size):
        source, place = divmod(number, 50)
        for copy in "ab":
            passage = node(f"utterance/{source}/{place}-{copy}#passage")
            selector = NamedNode(passage.value + ".selector")
            yield Quad(passage, SOURCE, node(f"source/{source}"))
            yield Quad(passage, SHA256, Literal(f"{number:064x}"))
            yield Quad(passage, SELECTOR, selector)
            yield Quad(selector, START, Literal(str(place * 10), datatype=INTEGER))
            yield Quad(selector, END, Literal(str(place * 10 + 9), datatype=INTEGER))


def places(size: int) -> Iterator[Quad]:
    """So many claims about towns that answer questions about their country."""
    for number in range(size):
        claim, question, town = node(f"claim/{number}"), node(f"question/{number}"), node(f"place/town-{number}")
        yield Quad(claim, ANSWERS, question)
        yield Quad(claim, PLACE, town)
        yield Quad(question, PLACE, node(f"place/country-{number}"))
        yield Quad(town, WITHIN, node(f"place/country-{number}"))


def implications(size: int) -> Iterator[Quad]:
    """So many utterances that imply what they assert."""
    for number in range(size):
        for stance in (ASSERTS, IMPLIES):
            yield Quad(node(f"utterance/{number}"), stance, node(f"claim/{number}"))


def seconds(query: str, quads: list[Quad]) -> float:
    """The least processor time that the query takes of five runs; it finds nothing."""
    store = Store()
    store.bulk_extend(quads)
    times = []
    for _ in range(5):
        began = time.process_time()
        assert list(store.query(query)) == []
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize(
    ("rule", "record"),
    [
        ("part_without_figure", parts),
        ("span_with_two_digests", passages),
        ("answers_other_place", places),
        ("inferred_without_stance", implications),
    ],
)
def test_a_rule_grows_with_the_record_and_not_with_its_square(rule: str, record: object) -> None:
    assert callable(record)
    small, large = (seconds(RULES[rule], list(record(size))) for size in (SMALL, SMALL * GROWTH))

    assert large < small * GROWTH**1.5
