import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kb.authoring.loader import load
from kb.model.passages import Quotation
from kb.namespaces import ID, expand, term
from kb.reading.assessments import assessments
from kb.reading.claims import Figure, read_all, read_answers, read_chain, read_claim
from kb.reading.facts import Facts
from kb.store.embedded import EmbeddedStore

RECORD = f"""
@base <{ID}> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix elbe: <https://w3id.org/elbe/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<utterance/w/a> elbe:speaker <agent/w> ; elbe:passage <utterance/w/a#passage> ; elbe:reports <utterance/w/a/b> .
<utterance/w/a#passage> oa:hasSource <source/w> ; oa:hasSelector <utterance/w/a#passage.selector> ; elbe:sha256 "5e" .
<utterance/w/a#passage.selector> oa:start 1 ; oa:end 9 .
<utterance/w/a/b> elbe:speaker <person/b> ; elbe:denies <claim/c> ; elbe:manner <manner/memoir> .
<utterance/w/d> elbe:speaker <person/d> ; elbe:asserts <claim/c> .
<claim/c> rdf:subject <event/e> ; elbe:gist "It was so."@en ; elbe:answers <question/q> ; elbe:place <place/p> .
<question/q> skos:prefLabel "How was it?"@en ; elbe:status <status/disputed> .
<person/b> skos:prefLabel "Bee"@en , "Б"@ru .
<assessment/x> oa:hasTarget <claim/c> ; elbe:reason "It is doubtful."@en ; elbe:verdict <verdict/unclear> ;
  dcterms:creator <software/y> ; dcterms:created "2026-11-01" .
"""


@pytest.fixture
def facts():
    return Facts.of(quad.triple for quad in parse(RECORD, RdfFormat.TURTLE))


def test_a_claim_is_read_with_the_stances_in_their_order_and_each_chain_from_the_speaker_to_the_source(facts):
    claim = read_claim(facts, ID + "claim/c")
    asserted, denied = claim.stances

    assert (claim.gist, claim.question.text, claim.place.iri) == ("It was so.", "How was it?", ID + "place/p")
    assert (asserted.kind, denied.kind) == ("asserts", "denies")
    assert [each.utterance.iri for each in denied.chain.utterances] == [ID + "utterance/w/a/b", ID + "utterance/w/a"]
    assert [speaker.text for speaker in denied.chain.utterances[0].speakers] == ["Bee"]
    assert (denied.chain.remove, denied.chain.utterances[0].manner.iri) == (1, ID + "manner/memoir")


def test_a_chain_names_the_passage_that_shows_its_outermost_utterance(facts):
    (shown,) = read_chain(facts, ID + "utterance/w/a/b").passages

    assert (shown.source.iri, shown.span.start, shown.span.end, shown.span.sha256) == (ID + "source/w", 1, 9, "5e")
    assert shown.quotation is None


def test_a_passage_has_the_words_that_are_at_hand():
    words = Quotation("so it was", 9, "en", "free")
    quoted = Facts.of(
        (quad.triple for quad in parse(RECORD, RdfFormat.TURTLE)),
        quotations={ID + "utterance/w/a#passage": words},
    )

    assert read_chain(quoted, ID + "utterance/w/a").passages[0].quotation == words


def test_a_chain_of_reports_that_bites_its_tail_ends(facts):
    circle = Triple(NamedNode(ID + "utterance/w/a/b"), term("elbe:reports"), NamedNode(ID + "utterance/w/a"))
    looped = Facts.of([*(quad.triple for quad in parse(RECORD, RdfFormat.TURTLE)), circle])

    assert read_chain(looped, ID + "utterance/w/a/b").remove == 1


def test_a_figure_is_read_in_its_parts(small_seeds):
    (claim,) = read_all(EmbeddedStore.holding(load(small_seeds).default_graph()))

    assert isinstance(claim.figure, Figure)
    assert (claim.figure.value, claim.figure.unit.text, claim.figure.precision.text) == (
        "1200",
        "person",
        "approximate",
    )
    assert (claim.time.text, claim.edtf) == ("April 1945", "1945-04")


def test_the_answers_to_a_question_stand_with_its_status(facts):
    answers = read_answers(facts, ID + "question/q", [ID + "claim/c"])

    assert (answers.question.text, answers.status.iri) == ("How was it?", ID + "status/disputed")
    assert [claim.gist for claim in answers.claims] == ["It was so."]


def test_what_editors_say_of_a_thing_is_apart_from_who_says_it(facts):
    (assessment,) = assessments(facts, ID + "claim/c")

    assert (assessment.reason, assessment.verdict.iri) == ("It is doubtful.", ID + "verdict/unclear")
    assert [target.text for target in assessment.targets] == ["It was so."]
    assert [each.iri for each in assessment.assessors] == [ID + "software/y"]
    assert assessments(facts, ID + "event/e") == []


def test_a_thing_is_called_by_its_english_name_before_others():
    node = ID + "person/b"
    names = Facts.of(Triple(NamedNode(node), term("skos:prefLabel"), Literal(n, language=n)) for n in ("ru", "en"))

    assert (names.reference(node).text, names.reference(node).iri) == ("en", node)
    assert names.reference(expand("elbe:asserts")).text == "asserts"
