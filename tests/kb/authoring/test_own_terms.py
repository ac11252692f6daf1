"""Words that are a corpus's own, beside those that all records share."""

import pytest
from support.small_record import AUTHORITY, CORPUS, FILES, UTTERANCES, write_seeds

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.errors import SeedErrors
from kb.model import context
from kb.rdf.graphs import HeldGraph
from kb.rdf.turtle import serialize_turtle

BASE = "https://example.org/river/"
OWN = """\
@prefix elbe: <https://w3id.org/elbe/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix river: <https://example.org/river/terms#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<unit/barge> skos:prefLabel "barge"@en ; skos:definition "A flat boat."@en .
river:FerryHouse a rdfs:Class ; rdfs:subClassOf elbe:Place ; rdfs:label "ferry house"@en .
river:soldTo a elbe:ClaimPredicate, rdf:Property ; elbe:singleValued true ; schema:rangeIncludes elbe:Person ;
    rdfs:label "sold to"@en ; elbe:phrase "{subject}: sold to {object}"@en ; elbe:questionPhrase "To whom was {subject} sold?"@en .
"""
SOLD = """\
    - id: claim/ferry-house-sold
      subject: ferry-house/anna-s
      predicate: river:soldTo
      object: person/boris
      gist: The ferry house was sold to Boris.
    - id: claim/barges
      subject: event/crossing
      predicate: elbe:amount
      object: {value: "3", unit: unit/barge}
      gist: Three barges crossed.
  reports:
"""


@pytest.fixture
def own(tmp_path):
    """A maker of a corpus of its own base and words, with one thing changed in these."""

    def make(old: str = "", new: str = ""):
        files = FILES | {
            "elbe.toml": CORPUS.replace("https://w3id.org/elbe/", BASE) + '[terms]\nprefix = "river"\n',
            "terms/river.ttl": OWN.replace(old, new) if old else OWN,
            "authority/all.yaml": AUTHORITY + "- id: ferry-house/anna-s\n  prefLabel: {en: Anna's ferry house}\n",
            "sources/chronicle/utterances.yaml": UTTERANCES.replace("  reports:\n", "  asserts:\n" + SOLD, 1),
        }
        files["dataset.ttl"] = FILES["dataset.ttl"].replace("https://w3id.org/elbe/", BASE)
        return write_seeds(tmp_path / "seeds", files)

    return make


def test_kinds_predicates_and_entries_of_its_own_stand_beside_those_of_the_core(own):
    record = load(own())
    quads = record.default_graph()
    graph = [*quads, *derive(quads, record.terms)]

    text = b"".join(serialize_turtle(HeldGraph(quads), context.words(record.terms))).decode()
    assert "<ferry-house/anna-s>" in text or "ferry-house:anna-s" in text
    assert "a river:FerryHouse" in text
    assert "rdf:predicate river:soldTo" in text
    assert 'skos:prefLabel "To whom was Anna\'s ferry house sold?"@en' in text
    assert {q.subject.value for q in quads if q.object.value == "https://w3id.org/elbe/id/scheme/unit"} >= {
        f"{BASE}id/unit/barge",
        "https://w3id.org/elbe/id/unit/person",
    }
    assert {q.graph_name.value for q in graph[len(quads) :]} == {f"{BASE}graph/derived"}


def test_nothing_of_a_record_but_terms_and_lists_of_the_core_lies_below_another_base(own):
    record = load(own())
    quads = record.default_graph()
    listed = {triple.subject.value for triple in record.terms.listed}

    for quad in [*quads, *derive(quads, record.terms)]:
        for term in (quad.subject, quad.object):
            if term.value.startswith("https://w3id.org/elbe/id/"):
                assert term.value in listed or "/scheme/" in term.value


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('skos:prefLabel "barge"@en ; ', "", "seeds/terms/river.ttl:7: unit/barge has no skos:prefLabel"),
        ("<unit/barge>", "<units/barge>", "seeds/terms/river.ttl:7: there is no list 'units': there are "),
        ("<unit/barge>", "elbe:personCount", "seeds/terms/river.ttl:7: elbe:personCount is one of the core's: call yours otherwise"),
        ("river:FerryHouse", "schema:FerryHouse", "seeds/terms/river.ttl:8: https://schema.org/FerryHouse is none of the corpus's own terms: begin it with https://example.org/river/terms#"),
        ('elbe:phrase "{subject}: sold to {object}"@en ; ', "", "seeds/terms/river.ttl:9: https://example.org/river/terms#soldTo has no elbe:phrase"),
        ("river:soldTo a", "river:soldTo an", "seeds/terms/river.ttl:9: not Turtle: "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_term_is_told_in_its_line(own, old, new, message):
    folder = own(old, new)

    with pytest.raises(SeedErrors) as caught:
        load(folder)
    assert any(str(problem).replace(str(folder), "seeds").startswith(message) for problem in caught.value.problems), [
        *map(str, caught.value.problems)
    ]
