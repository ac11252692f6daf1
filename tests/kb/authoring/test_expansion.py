from kb.authoring.expansion import lost
from kb.authoring.loader import _quads
from kb.authoring.nodes import Reading
from kb.errors import Place


def told(**values: object) -> list[str]:
    reading = Reading(nodes=[{"id": "person/a", "type": "elbe:Person", **values}], defined={"person/a": Place("f", 3)})
    return [str(problem) for problem in lost(reading, _quads(reading.nodes, reading.terms))]


def test_values_of_every_kind_come_out_as_they_went_in():
    span = {"id": "person/a#validTime", "type": "crm:E52_Time-Span", "edtf": "1944"}

    assert (
        told(prefLabel={"en": "A", "sr-latn": "B"}, altLabel={"en": ["C", "D"]}, validTime=span, within=["place/b"])
        == []
    )


def test_a_value_that_the_expansion_drops_is_told_where_its_thing_is_defined():
    assert told(within=["https://example.org/a b"]) == [
        "f:3: the value 'https://example.org/a b' of 'within' makes no statement of RDF: write another"
    ]


def test_a_text_whose_language_is_none_is_told_with_its_language():
    assert told(prefLabel={"en": "A", "EN_us": "B"}) == [
        "f:3: the value 'B' of 'prefLabel' in the language 'EN_us' makes no statement of RDF: write another"
    ]


def test_a_text_in_indonesian_is_no_node_though_its_tag_is_id():
    assert told(prefLabel={"en": "A", "id": "B"}, altLabel={"id": ["C"]}) == []
