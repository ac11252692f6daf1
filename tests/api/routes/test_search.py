"""`/search`: what words find, for people and for programs."""

import csv
import io
import json
import re
from math import ceil
from urllib.parse import urlencode

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from kb.namespaces import ID, expand

DJILAS = "person/milovan-djilas"


def find(service, accept="application/ld+json", **parameters):
    return service.get("/search?" + urlencode(parameters, doseq=True), Accept=accept)


def members(answer):
    assert answer.status == 200, answer.text
    return answer.json["member"]


@pytest.mark.parametrize("name", ["Djilas", "Đilas", "Ђилас", "Джилас", "Gilas"])
def test_a_name_in_any_script_finds_its_person_first(record, name):
    first = members(find(record, q=name))[0]

    assert (first["id"], first["type"], first["prefLabel"]) == (DJILAS, "elbe:Person", {"en": "Milovan Djilas"})


def test_a_hit_tells_how_it_was_found(record):
    assert members(find(record, q="Milovan Dzhilas"))[0]["found"] == {
        "name": "Милован Джилас",
        "language": "ru",
        "predicate": "skos:prefLabel",
        "match": "exact",
        "isTransliterated": True,
        "score": 0.95,
    }


def test_a_hidden_label_is_in_no_representation(record):
    for accept in ("application/ld+json", "text/csv", "text/html"):
        answer = find(record, accept, q="alais", kind="place", limit=1)
        assert answer.status == 200
        answer = find(record, accept, q="palaisea", kind="place")
        assert "place/palese" in answer.text
        assert "PALAISEAU" not in answer.text


def test_the_answer_is_json_ld_that_other_processors_read_alike(record):
    answer = find(record, q="Tito", limit=5)
    theirs = jsonld.to_rdf(answer.json, {"format": "application/n-quads"})

    ours = {str(quad.triple) for quad in parse(answer.body, RdfFormat.JSON_LD)}
    assert ours == {str(quad.triple) for quad in parse(theirs.encode(), RdfFormat.N_QUADS)}
    assert any(expand("skos:prefLabel") in triple and "Josip Broz Tito" in triple for triple in ours)
    assert not [triple for triple in ours if "score" in triple]


def test_the_table_has_a_row_for_each_hit(record):
    answer = find(record, "text/csv", q="Tito", limit=7)
    rows = list(csv.DictReader(io.StringIO(answer.text)))

    assert answer.media_type == "text/csv"
    assert (rows[0]["thing"], rows[0]["class"], rows[0]["match"]) == (
        ID + "person/josip-broz-tito",
        "elbe:Person",
        "exact",
    )
    assert [row["thing"] for row in rows] == [ID + member["id"] for member in members(find(record, q="Tito", limit=7))]


def test_the_page_shows_a_form_and_what_was_found(record):
    answer = find(record, "text/html", q='Tito "& <b>')
    found = find(record, "text/html", q="Ђилас")

    assert answer.status == 200
    assert "Tito &#34;&amp; &lt;b&gt;" in answer.text
    assert f'<a href="/doc/{DJILAS}"' in found.text
    assert 'value="Ђилас"' in found.text


def test_the_page_without_words_is_the_form_alone(record):
    answer = record.get("/search", Accept="text/html")

    assert answer.status == 200
    assert 'name="q"' in answer.text
    assert "found" not in answer.text


def test_pages_follow_each_other_without_gap_or_repetition(record):
    whole = members(find(record, q="belgrade", limit=100))
    answer = find(record, q="belgrade", limit=7)
    pages = [answer]
    while "next" in answer.json["view"]:
        answer = record.get(answer.json["view"]["next"].removeprefix(record.url), Accept="application/ld+json")
        pages.append(answer)

    assert [member for page in pages for member in members(page)] == whole
    assert len(pages) == ceil(len(whole) / 7) > 2
    assert {page.json["totalItems"] for page in pages} == {len(whole)}
    assert 'rel="prev"' in pages[1].headers["link"]
    assert 'rel="next"' not in pages[-1].headers["link"]


@pytest.mark.parametrize("cursor", ["7", "00000000-7-00000000", "x" * 500, "'--", "00000000-7-0123456789abcdef"])
def test_a_cursor_of_another_search_or_release_is_a_400_problem(record, cursor):
    answer = find(record, q="belgrade", cursor=cursor)

    assert (answer.status, answer.media_type) == (400, "application/problem+json")


def test_the_cursor_of_one_search_leads_nowhere_in_another(record):
    following = find(record, q="belgrade", limit=7).json["view"]["next"]
    cursor = re.search("cursor=([^&]+)", following)[1]

    assert find(record, q="Belgrad", limit=7, cursor=cursor).status == 400


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("", "no words"),
        ("q=", "no words"),
        ("q=%21%3F", "needs a letter or a digit"),
        ("q=%F0%9F%98%80", "needs a letter or a digit"),
        ("q=%00", "needs a letter or a digit"),
        (f"q={'a' * 10_000}", "may have 300 characters"),
        (f"q={'a+' * 100}", "may have 40 words"),
        ("q=Tito&kind=persom", "did you mean person?"),
        ("q=Tito&limit=0", "limit"),
        ("q=Tito&limit=101", "limit"),
        ("q=Tito&limit=many", "limit"),
        ("q=Tito&format=cvs", "did you mean csv?"),
        ("q=Tito&kinds=person", "did you mean kind?"),
        ("q=Tito&q=Stalin", "is given 2 times"),
    ],
)
def test_what_can_not_be_searched_for_is_a_400_problem_that_says_why(record, query, detail):
    answer = record.get(f"/search?{query}", Accept="application/ld+json")

    assert (answer.status, answer.media_type) == (400, "application/problem+json")
    assert detail in answer.json["detail"]


@pytest.mark.parametrize(
    "text", ['"', "a* OR b", "NEAR(a b)", "forms:a -b", "'; DROP TABLE names", "a\x00b", "\u202e\u05d0b"]
)
def test_no_text_breaks_the_search(record, text):
    assert find(record, q=text).status in {200, 400}
    assert members(find(record, q="Djilas"))


def test_bytes_that_are_no_utf_8_are_read_as_unreadable(record):
    assert record.get("/search?q=%ff%fe", Accept="application/ld+json").status == 400
    assert members(record.get("/search?q=%ffDjilas", Accept="application/ld+json"))[0]["id"] == DJILAS


def test_the_answer_can_be_kept_and_comes_in_the_accepted_form_only(record):
    answer = find(record, q="Tito")

    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert (
        record.get("/search?q=Tito", Accept="application/ld+json", If_None_Match=answer.headers["etag"]).status == 304
    )
    assert find(record, "text/csv", q="Tito").headers["etag"] != answer.headers["etag"]
    assert find(record, q="Stalin").headers["etag"] != answer.headers["etag"]
    assert find(record, "image/png", q="Tito").status == 406
    assert find(record, "image/png", q="Tito", format="csv").media_type == "text/csv"
    head = record.send("HEAD", "/search?q=Tito", Accept="application/ld+json")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(answer.body)))


def test_more_hits_than_are_ranked_are_not_counted(record):
    assert "totalItems" not in find(record, q="sovi").json
    assert "More than" in find(record, "text/html", q="sovi").text


def test_the_search_is_described(record):
    parameters = record.get("/openapi.json").json["paths"]["/search"]["get"]["parameters"]

    assert [parameter["name"] for parameter in parameters] == ["q", "kind", "limit", "cursor", "format"]
    assert all(parameter["description"] for parameter in parameters)


def test_json_is_written_as_people_read_it(record):
    assert "Београд" in find(record, q="Београд").text
    assert json.loads(find(record, "application/json", q="Београд").text)["type"] == "Collection"


def test_the_page_puts_questions_first_and_groups_what_is_found_by_kind(record):
    page = find(record, "text/html", q="how many women were raped in Serbia").text

    headings = re.findall(r'<h3 id="of-([a-z-]+)">', page)
    assert headings[0] == "question"
    assert headings.index("event") < headings.index("claim")
    assert f'<a href="/questions/{members(find(record, q="women Serbia", kind="question"))[0]["id"][9:]}"' in page


def test_a_thing_of_that_very_name_stands_before_questions_about_it(record):
    assert re.findall(r'<h3 id="of-([a-z-]+)">', find(record, "text/html", q="Tito").text)[:2] == ["person", "question"]


def test_the_page_leads_to_all_of_a_kind(record):
    page = find(record, "text/html", q="Tito").text
    path, total = re.search(r'<a href="(/search\?[^"]*kind=claim)" aria-label="All (\d+) ', page).groups()

    assert f"<h2>{total} found" in record.get(path.replace("&amp;", "&"), Accept="text/html").text
