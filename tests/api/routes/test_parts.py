"""What the dataset's own names lead to."""

import pytest
from pyoxigraph import RdfFormat, parse

from kb.namespaces import BASE

FILES = {"text/turtle": "ttl", "application/n-triples": "nt", "application/rdf+xml": "rdf"}


def below(iri):
    return "/" + iri.removeprefix(BASE)


@pytest.mark.parametrize("media_type", FILES)
def test_the_name_of_a_graph_leads_to_a_file_that_holds_it(record, release, media_type):
    for name, triples in release.manifest["graphs"].items():
        answer = record.get(below(name) if name != "default" else "/graph/record", Accept=media_type)
        assert (answer.status, answer.headers["vary"]) == (303, "Accept")

        file = record.get(answer.headers["location"])
        assert file.media_type == media_type
        assert sum(1 for _ in parse(file.body, RdfFormat.from_media_type(media_type))) == triples


def test_people_are_led_from_a_graph_to_what_is_told_of_the_dataset(record):
    assert record.get("/graph/derived", Accept="text/html").headers["location"] == "/dataset"


def test_a_graph_that_there_is_not_is_a_404_problem_that_names_those_there_are(record):
    answer = record.get("/graph/other")

    assert (answer.status, answer.json["detail"]) == (
        404,
        "The dataset has no graph 'other'; it has record, derived, ontology.",
    )


def test_every_path_of_the_manifest_has_the_bytes_that_it_states(record):
    manifest = record.get("/dumps/manifest.json").json

    for file in manifest["files"]:
        head = record.send("HEAD", f"/{file['path']}")
        assert (head.status, head.headers["content-length"]) == (200, str(file["bytes"])), file
        assert head.media_type == file["mediaType"], file
    assert record.get(below(manifest["base"])).status == 200


@pytest.mark.parametrize("media_type", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_the_report_on_the_validation_is_at_its_name(record, media_type):
    answer = record.get("/report", Accept=media_type)

    (conforms,) = [
        t.object.value
        for t in parse(answer.body, RdfFormat.from_media_type(media_type))
        if "conforms" in t.predicate.value
    ]
    assert (answer.media_type, conforms) == (media_type, "true")


def test_a_mapping_set_is_at_its_own_name(record):
    table = record.get("/links/wikidata.sssom.tsv")

    assert table.media_type == "text/tab-separated-values"
    assert f"#mapping_set_id: {BASE}links/wikidata.sssom.tsv" in table.text
    assert "wikidata.sssom.tsv" in record.get("/links/other.sssom.tsv").json["detail"]
