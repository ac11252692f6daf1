import pytest

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.namespaces import expand
from kb.reading.conflicts import COLUMNS, disputes, rows, tell, types
from kb.store.embedded import EmbeddedStore


def holding(authored) -> EmbeddedStore:
    return EmbeddedStore.holding([*authored, *derive(authored)])


@pytest.fixture
def small_store(small_seeds) -> EmbeddedStore:
    return holding(load(small_seeds).default_graph())


@pytest.fixture(scope="module")
def store(record) -> EmbeddedStore:
    return holding(record.default_graph())


def test_a_conflict_names_its_question_rule_version_reason_and_sides(small_store):
    (denial,) = disputes(small_store)
    conflict = denial.conflict

    assert (denial.on.iri, conflict.type.text) == (expand_id("question/event/crossing/person-count/person"), "denial")
    assert (conflict.conflict.iri, conflict.rule.iri) == (
        expand_id("conflict/denial/crossing-strength"),
        expand_id("rule/conflicting-denial"),
    )
    assert len(conflict.version) == 12
    assert conflict.reason == "1 speaker asserts, 1 denies: About 1,200 people crossed."
    assert [(side["speaker"], side["stance"]) for side in denial.sides] == [
        ("Authors of the chronicle", "asserts"),
        ("Anna", "denies"),
    ]


def test_conflicts_are_told_under_their_question(small_store):
    found = disputes(small_store)

    assert list(tell(found)) == [
        f"\n{found[0].title}  (question/event/crossing/person-count/person)",
        "  denial: 1 speaker asserts, 1 denies: About 1,200 people crossed."
        f"  [rule/conflicting-denial {found[0].conflict.version}]",
        "    Authors of the chronicle asserts: About 1,200 people crossed.",
        "    Anna denies: About 1,200 people crossed.",
    ]


def test_a_table_of_conflicts_has_a_row_for_each_thing_said(small_store):
    table = list(rows(disputes(small_store)))

    assert [(*row,) for row in table] == [COLUMNS, COLUMNS]
    assert [row["speaker"] for row in table] == ["Authors of the chronicle", "Anna"]


def test_every_conflict_of_the_record_is_listed(store, record):
    derived = {q.subject for q in derive(record.default_graph()) if q.predicate.value == expand("elbe:conflictType")}

    assert {found.conflict.conflict.iri for found in disputes(store)} == {iri.value for iri in derived}


def expand_id(path: str) -> str:
    return f"https://w3id.org/elbe/id/{path}"


@pytest.mark.parametrize("type", ["denial", "framing"])
def test_conflicts_of_one_type_are_those_among_all(store, type):
    found = disputes(store, type)

    assert found == [each for each in disputes(store) if each.conflict.type.text == type] != []


def test_a_claim_that_is_denied_is_one_conflict_however_many_speak_of_it(store):
    denied = [side for found in disputes(store, "denial") for side in {side["claim"] for side in found.sides}]

    assert len(denied) == len(set(denied))


def test_all_types_of_conflict_are_named(store):
    assert types(store) == ["dates", "denial", "figures", "framing", "heading", "negation", "rendering", "sum"]
