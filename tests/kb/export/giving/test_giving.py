"""What is given to other datasets is what they can take in, and nothing that is contested, hedged or said by readers."""

import csv
import io
import re

import pytest
from support import vocabularies

from kb import resources
from kb.export.giving.files import files
from kb.export.giving.statements import REFERENCE, statements
from kb.namespaces import PREFIXES
from kb.store.embedded import EmbeddedStore

PROLOGUE = """
PREFIX elbe: <https://w3id.org/elbe/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX wd: <http://www.wikidata.org/entity/> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> BASE <https://w3id.org/elbe/id/>
"""
RECORD = """
  <source/paper> a elbe:Source ; skos:prefLabel "Paper"@en ; dcterms:title "The “big” day"@en ;
    dcterms:issued "2001-05-09"^^xsd:date ; schema:url "https://example.org/paper" .
  <assessment/paper> elbe:verdict <verdict/taken-as-reference> ; oa:hasTarget <source/paper> .
  <person/author> a elbe:Person ; skos:prefLabel "Ann Author"@en .
  <person/leader> a elbe:Person ; skos:prefLabel "Leader"@en ; skos:exactMatch wd:Q7 , <https://d-nb.info/gnd/118> .
  <military-unit/army> a elbe:MilitaryUnit ; skos:prefLabel "Army"@en ; skos:exactMatch wd:Q5 .
  <utterance/a> elbe:passage <utterance/a#passage> ; elbe:speaker <person/author> ; elbe:manner <manner/journalism> ;
    elbe:asserts <claim/led> , <claim/began> .
  <utterance/a#passage> oa:hasSource <source/paper> .
  <claim/led> rdf:subject <military-unit/army> ; rdf:predicate elbe:commandedBy ; rdf:object <person/leader> ;
    elbe:gist "The leader led the army."@en ; elbe:answers <question/led> .
  <claim/began> rdf:subject <military-unit/army> ; rdf:predicate elbe:beganOn ; rdf:object <claim/began#object> ;
    elbe:gist "The army began in May."@en ; elbe:answers <question/began> .
  <claim/began#object> elbe:edtf "1944-05" .
"""
REFERENCE_OF_PAPER = (
    ("P854", '"https://example.org/paper"'),
    ("P1476", 'en:"The “big” day"'),
    ("P577", "+2001-05-09T00:00:00Z/11"),
    ("P2093", '"Ann Author"'),
)


def store(more: str = "", without: str = "") -> EmbeddedStore:
    made = EmbeddedStore.holding([])
    assert without in RECORD
    made.store.update(f"{PROLOGUE} INSERT DATA {{ {RECORD.replace(without, '') if without else RECORD} {more} }}")
    return made


def claims(more: str = "", without: str = "") -> list[str]:
    return [each.claim.rpartition("/")[2] for each in statements(store(more, without))]


def given(name: str, more: str = "") -> str:
    return files(store(more), "A record", "2026-11-30")[name]().decode()


def test_a_claim_is_a_statement_with_the_reference_to_its_source():
    began, led = statements(store())

    assert (led.item, led.property, led.value, led.reference) == ("Q5", "P4791", "Q7", REFERENCE_OF_PAPER)
    assert (began.property, began.value) == ("P580", "+1944-05-00T00:00:00Z/10")


@pytest.mark.parametrize(
    "more",
    [
        "<claim/led> elbe:hedge <hedge/mostly> .",
        "<claim/led> elbe:place <place/x> .",
        "<utterance/b> elbe:denies <claim/led> .",
        "<utterance/b> elbe:doubts <claim/led> .",
        "<utterance/a> elbe:byImplication <claim/led> .",
        "<utterance/a> elbe:byOurReading <claim/led> .",
        "<claim/led> owl:deprecated true .",
        "GRAPH <../graph/derived> { <conflict/x> elbe:between <claim/led> }",
    ],
)
def test_what_is_contested_limited_or_inferred_is_not_given(more):
    assert claims(more) == ["began"]


@pytest.mark.parametrize(
    "more",
    [
        "<utterance/a> elbe:manner <manner/reader-comment> .",
        "<utterance/a> elbe:proviso <proviso/x> .",
        "<utterance/teller> elbe:reports <utterance/a> .",
    ],
)
def test_what_readers_comment_and_what_is_only_reported_is_not_given(more):
    assert claims(more) == []


@pytest.mark.parametrize(
    "without",
    [
        "<assessment/paper> elbe:verdict <verdict/taken-as-reference> ; oa:hasTarget <source/paper> .",
        "; skos:exactMatch wd:Q5",
    ],
)
def test_a_source_that_is_not_taken_and_a_thing_without_an_item_give_nothing(without):
    assert claims(without=without) == []


def test_where_a_place_lies_is_not_given_as_what_it_is_part_of():
    more = """<claim/in> rdf:subject <place/x> ; rdf:predicate elbe:belongedTo ; rdf:object <military-unit/army> ;
      elbe:gist "x"@en ; elbe:answers <question/x> . <utterance/a> elbe:asserts <claim/in> .
      <place/x> skos:exactMatch wd:Q9 ."""

    assert claims(more) == ["began", "in", "led"]
    assert claims(more + " <place/x> a elbe:Place .") == ["began", "led"]


@pytest.mark.parametrize(
    ("edtf", "qualifiers"),
    [
        ("1944", (("P585", "+1944-00-00T00:00:00Z/9"),)),
        ("1944-10/1945-05-09", (("P580", "+1944-10-00T00:00:00Z/10"), ("P582", "+1945-05-09T00:00:00Z/11"))),
    ],
)
def test_a_valid_time_is_a_qualifier(edtf, qualifiers):
    more = f"<claim/led> elbe:validTime <claim/led#t> . <claim/led#t> elbe:edtf '{edtf}' ."

    assert statements(store(more))[1].qualifiers == qualifiers


@pytest.mark.parametrize("edtf", ["1944~", "1944-05?", "194X", "../1944", "1944/..", "1944-21", "{1944, 1945}"])
def test_a_claim_of_a_time_that_is_no_plain_date_or_two_is_not_given(edtf):
    assert claims(f"<claim/led> elbe:validTime <claim/led#t> . <claim/led#t> elbe:edtf '{edtf}' .") == ["began"]
    assert claims(
        f"<claim/began#object> elbe:edtf '{edtf}' .", without='<claim/began#object> elbe:edtf "1944-05" .'
    ) == ["led"]


def test_each_command_is_one_line_with_its_parts_between_tabs():
    lines = given("quickstatements-1.txt").splitlines()
    parts = [line.split("\t") for line in lines]

    assert [part[:3] for part in parts] == [
        ["Q5", "P580", "+1944-05-00T00:00:00Z/10"],
        ["Q5", "P4791", "Q7"],
    ]
    assert parts[0][3:5] == ["S854", '"https://example.org/paper"']
    assert parts[0][-1] == "/* The army began in May. https://w3id.org/elbe/id/claim/began */"


def test_the_table_of_commands_says_the_same():
    header, *rows = csv.reader(io.StringIO(given("quickstatements-2.csv")))
    by_property: dict[str, dict[str, str]] = {}
    for row in rows:
        last = ""
        for name, cell in zip(header[1:], row[1:], strict=True):
            last = name if re.fullmatch("P[0-9]+", name) else last
            if cell:
                by_property.setdefault(last, {})[name] = cell

    assert header[0] == "qid"
    assert [row[0] for row in rows] == ["Q5", "Q5"]
    assert all(re.fullmatch("P[0-9]+|qal[0-9]+|S[0-9]+|#", name) for name in header[1:])
    assert by_property["P4791"]["P4791"] == "Q7"
    assert by_property["P4791"]["S1476"] == 'en:"The “big” day"'
    assert by_property["P580"]["#"].endswith("claim/began")


def test_each_property_was_seen_and_each_predicate_is_aligned_with_the_one_it_becomes():
    query = resources.query("export/giving", "statements")
    pairs = re.findall(r"\((elbe:\w+) wd:(P\d+)\)", query)
    alignments = (resources.folder("ontology") / "alignments.ttl").read_text(encoding="utf-8")
    used = {key for _, key in pairs} | set(REFERENCE) | {"P585", "P580", "P582"}

    assert len(pairs) > 5
    assert vocabularies.unseen(PREFIXES["wd"] + key for key in used) == []
    for predicate, key in pairs:
        [told] = re.findall(rf"^{predicate} skos:closeMatch ([^;.]+)", alignments, re.MULTILINE)
        assert f"wd:{key}" in told.replace(",", " ").split()


def test_the_catalogue_has_a_line_for_each_thing_with_the_item_that_it_is():
    rows = list(csv.DictReader(io.StringIO(given("mixnmatch.tsv")), delimiter="\t"))

    assert [(row["id"], row["name"], row["desc"], row["q"]) for row in rows] == [
        ("military-unit/army", "Army", "military unit", "Q5"),
        ("person/author", "Ann Author", "person", ""),
        ("person/leader", "Leader", "person", "Q7"),
        ("source/paper", "Paper", "source", ""),
    ]
    assert rows[0]["url"] == "https://w3id.org/elbe/id/military-unit/army"


def test_the_catalogue_has_no_readers_and_nothing_that_is_only_described():
    more = """<utterance/r> elbe:speaker <person/reader> ; elbe:manner <manner/reader-comment> .
      <person/reader> a elbe:Person ; skos:prefLabel "Reader 01"@en .
      <person/silent> a elbe:Person ; skos:prefLabel "Silent"@en .
      <group/some> a elbe:Group ; skos:prefLabel "Some"@en ; elbe:anonymity <anonymity/described> ."""

    assert given("mixnmatch.tsv", more) == given("mixnmatch.tsv")


def test_a_link_dump_leads_from_each_identifier_to_the_thing():
    """https://gbv.github.io/beaconspec/beacon.html, sections 3.1 and 3.3"""
    head, links = given("beacon-gnd.txt").split("\n\n")
    fields = dict(line[1:].split(": ", 1) for line in head.splitlines())

    assert fields["FORMAT"] == "BEACON"
    assert fields["PREFIX"].replace("{ID}", "118") == "https://d-nb.info/gnd/118"
    assert links.splitlines() == ["118|1|person/leader"]
    assert fields["TARGET"].replace("{+ID}", "person/leader") == "https://w3id.org/elbe/id/person/leader"


def test_only_datasets_that_something_is_linked_to_have_a_link_dump():
    assert {name for name in files(store(), "", "") if name.startswith("beacon")} == {
        "beacon-gnd.txt",
        "beacon-wikidata.txt",
    }


def test_what_is_shipped_gives_nothing_from_readers_or_sources_that_are_not_taken(record):
    shipped = EmbeddedStore.holding(record.quads if hasattr(record, "quads") else record.default_graph(), record.terms)
    made = statements(shipped)

    assert made
    assert all(dict(each.reference)["P2093"] == '"Yaroslav Butakov"' for each in made)
    assert "Reader " not in files(shipped, "", "")["mixnmatch.tsv"]().decode().replace("Film to which Reader", "")
