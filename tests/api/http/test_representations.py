"""Which representation a request gets, by `format`, by the ending of its path, and by what it accepts."""

import pytest

from api.http.problems import BadRequest, NotAcceptable
from api.http.representations import CSV, DOCUMENTS, HTML, JSON, JSON_LD, LISTED, RDF, TURTLE, offers
from kb.rdf.formats import FORMATS


def request(query="", *accept):
    headers = [(b"accept", line.encode()) for line in accept]
    return {"type": "http", "query_string": query.encode(), "headers": headers}


def test_each_serialization_of_the_record_is_a_representation():
    everything = offers(*RDF.values())

    for format in FORMATS:
        form = everything.find(format.media_type)
        assert form == everything.find(format.extension) == RDF[format.name]
        assert (form.media_type, form.ending) == (format.media_type, format.extension)


def test_the_parameter_is_stronger_than_the_ending_and_the_ending_than_accept():
    assert LISTED.choose(request("format=csv", "text/html"), "jsonld") == CSV
    assert LISTED.choose(request("", "text/html"), "jsonld") == JSON_LD
    assert LISTED.choose(request("", "text/html")) == HTML
    assert LISTED.choose(request()) == JSON_LD


@pytest.mark.parametrize("lines", [["image/png", "text/csv"], ["text/csv;q=0.5", "text/html;q=0.1"], ["text/csv"]])
def test_all_lines_of_accept_are_heard(lines):
    assert LISTED.choose(request("", *lines)) == CSV


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/n3", TURTLE), ("text/rdf+n3", TURTLE), ("application/x-turtle", TURTLE), ("application/json", JSON_LD),
    ],
)  # fmt: skip
def test_old_and_general_names_of_media_types_are_understood(accept, form):
    assert DOCUMENTS.choose(request("", accept)) == form


def test_the_name_of_a_representation_is_stronger_than_the_same_as_synonym_of_another():
    assert offers(JSON_LD, JSON).choose(request("", "application/json")) == JSON


@pytest.mark.parametrize("name", ["ttl", "turtle", "text/turtle", "n3"])
def test_a_format_has_several_names(name):
    assert DOCUMENTS.choose(request(f"format={name}")) == TURTLE


def test_a_plus_that_came_as_a_space_is_a_plus():
    assert DOCUMENTS.choose(request("format=application/ld+json")) == JSON_LD


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(BadRequest, match=r"no format 'cvs' \(did you mean csv\?\); there are jsonld, html, csv"):
        LISTED.choose(request("format=cvs"))
    with pytest.raises(BadRequest, match="given 2 times"):
        LISTED.choose(request("format=csv&format=html"))


def test_what_is_not_offered_is_not_acceptable():
    with pytest.raises(NotAcceptable, match="application/ld\\+json, text/html, text/csv"):
        LISTED.choose(request("", "image/png"))
