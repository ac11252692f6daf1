import pytest
from pyoxigraph import Literal, NamedNode

from kb.authoring.loader import load
from kb.errors import SeedErrors
from kb.namespaces import ID, expand, term

HEADER = "#curie_map:\n#  elbeid: https://w3id.org/elbe/id/\n"
COLUMNS = "record_id\tsubject_id\tpredicate_modifier\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
ROW = (
    "elbeid:mapping/anna\telbeid:person/anna\t\tskos:exactMatch\twd:Q1\tsemapv:BackgroundKnowledgeBasedMatching\t0.9\n"
)
ANNA, MAPPING = NamedNode(ID + "person/anna"), NamedNode(ID + "mapping/anna")


def load_with(folder, table: str):
    (folder / "links").mkdir()
    (folder / "links/wikidata.sssom.tsv").write_text(HEADER + COLUMNS + table, encoding="utf-8")
    return load(folder).quads


def errors_of(folder, table: str) -> list[str]:
    with pytest.raises(SeedErrors) as caught:
        load_with(folder, table)
    return [str(problem).replace(str(folder), "seeds") for problem in caught.value.problems]


def test_a_link_is_a_mapping_and_a_match(small_seeds):
    quads = {(q.subject, q.predicate.value, q.object) for q in load_with(small_seeds, ROW)}

    assert (ANNA, expand("skos:exactMatch"), term("wd:Q1")) in quads
    assert (MAPPING, expand("owl:annotatedSource"), ANNA) in quads
    assert (MAPPING, expand("sssom:confidence"), Literal("0.9", datatype=term("xsd:double"))) in quads


def test_a_rejected_link_is_a_mapping_and_no_match(small_seeds):
    quads = load_with(small_seeds, ROW.replace("\t\t", "\tNot\t"))

    assert not [q for q in quads if q.predicate.value == expand("skos:exactMatch")]
    modifiers = [q.object for q in quads if q.predicate.value == expand("sssom:predicate_modifier")]
    assert modifiers == [term("sssom:NegatedPredicate")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("person/anna\t", "person/ana\t", "unknown subject 'elbeid:person/ana'"),
        ("skos:exactMatch", "owl:sameAs", "predicate 'owl:sameAs' is none of skos:exactMatch, "),
        ("wd:Q1", "Q1", "'Q1': write IRIs, or CURIEs with one of "),
        ("elbeid:mapping/anna", "anna", "'anna': write IRIs, or CURIEs with one of "),
        ("\t0.9", "\tvery", "confidence 'very': write a number from 0 to 1 without needless digits, such as 0.85"),
        ("semapv:BackgroundKnowledgeBasedMatching", "", "the mapping lacks mapping_justification"),
    ],
)
def test_an_error_in_a_table_names_file_and_line(small_seeds, old, new, message):
    problems = errors_of(small_seeds, ROW.replace(old, new))

    assert problems[0].startswith(f"seeds/links/wikidata.sssom.tsv:4: {message}")


def test_a_record_id_that_stands_twice_is_refused(small_seeds):
    assert errors_of(small_seeds, ROW + ROW) == [
        "seeds/links/wikidata.sssom.tsv:5: record_id 'elbeid:mapping/anna' stands twice"
    ]
