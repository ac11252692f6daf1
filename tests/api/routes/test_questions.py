"""Rival answers side by side, on the project's own record."""

import csv
import io
from html import unescape

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kb import resources
from kb.namespaces import ID, term

HUNGARY = "event/soviet-rapes-in-hungary-1944/person-count/raped-woman"
BUDAPEST = "event/rapes-during-siege-of-budapest/person-count/raped-woman-or-girl"
SERBIA = "event/soviet-rapes-in-serbia-1944/had-extent"
BONDAREV = "utterance/serbia-wiki/bondarev-denies-mass-rapes/bondarev"
FORMATS = {
    "jsonld": "application/ld+json",
    "html": "text/html",
    "csv": "text/csv",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}


def rows(record, path):
    answer = record.get(f"/questions/{path}?format=csv")
    assert (answer.status, answer.media_type) == (200, "text/csv"), answer.text
    return list(csv.DictReader(io.StringIO(answer.body.decode(), newline="")))


def triples(answer):
    return {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(answer.media_type))}


@pytest.mark.parametrize(("format", "media_type"), FORMATS.items())
def test_answers_come_in_each_representation_and_can_be_kept(record, format, media_type):
    answer = record.get(f"/questions/{SERBIA}", Accept=media_type)

    assert (answer.status, answer.media_type, answer.headers["vary"]) == (200, media_type, "Accept, Accept-Encoding")
    assert record.get(f"/questions/{SERBIA}?format={format}").body == answer.body
    again = record.get(f"/questions/{SERBIA}", Accept=media_type, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = record.send("HEAD", f"/questions/{SERBIA}", Accept=media_type)
    assert (head.status, head.headers["content-length"], head.body) == (200, str(len(answer.body)), b"")


def test_each_graph_format_tells_the_same_triples_and_none_that_the_record_lacks(record, release):
    known = {tuple(quad)[:3] for quad in parse(path=release.folder / "dumps/elbe.nq", format=RdfFormat.N_QUADS)}
    told = [triples(record.get(f"/questions/{SERBIA}?format={format}")) for format in ("jsonld", "ttl", "nt")]

    assert told[0] == told[1] == told[2]
    assert len(told[0]) > 100
    assert told[0] <= known


def test_answers_of_another_scope_stand_beside_with_theirs(record):
    told = {row["question"].removeprefix(f"{ID}question/"): row for row in rows(record, HUNGARY)}

    assert told[HUNGARY]["relation"] == "asked"
    assert (told[HUNGARY]["lower"], told[HUNGARY]["upper"]) == ("50000", "500000")
    assert told[BUDAPEST]["relation"] == "narrower"
    assert [told[BUDAPEST][name] for name in ("value", "lower", "upper")] == ["50000", "5000", "200000"]
    assert told[BUDAPEST]["scope_subject_name"] != told[HUNGARY]["scope_subject_name"]
    assert {row["question"] for row in rows(record, BUDAPEST) if row["relation"] == "broader"} >= {
        f"{ID}question/{HUNGARY}"
    }


def test_a_denial_stands_beside_what_it_denies_each_with_its_chain(record):
    asked = [row for row in rows(record, SERBIA) if row["relation"] == "asked"]
    stances = {row["stance"] for row in asked}
    denial = next(row for row in asked if row["utterance"] == ID + BONDAREV)

    assert stances >= {"asserts", "denies"}
    assert {row["status"] for row in asked} == {"disputed"}
    assert (denial["stance"], denial["speakers"], denial["remove"]) == ("denies", "Nikita Bondarev", "1")
    assert denial["told_by"] == "Authors of the wiki article on Serbia"
    assert int(denial["start"]) < int(denial["end"])


def test_json_ld_tells_answers_within_the_question_and_others_beside_it(record):
    document = record.get(f"/questions/{HUNGARY}").json
    others = {other["id"]: other for other in document["@included"]}

    assert document["id"] == f"question/{HUNGARY}"
    assert [answer["object"]["upper"] for answer in document["answeredBy"]] == ["500000"]
    assert [answer["object"]["upper"] for answer in others[f"question/{BUDAPEST}"]["answeredBy"]] == ["200000"]


def test_json_ld_tells_the_conflicts_with_rule_and_sides(record):
    [conflict] = record.get(f"/questions/{SERBIA}").json["conflicts"]

    assert BONDAREV in {side["id"] for side in conflict["between"]}
    assert conflict["reason"]["en"]
    assert conflict["onClaim"]["id"] == "claim/serbia-rapes-mass"
    assert {NamedNode(ID + "rule/conflicting-denial")} == {
        o for _, p, o in triples(record.get(f"/questions/{SERBIA}")) if p == term("elbe:byRule")
    }


def test_a_page_tells_who_says_what_at_which_remove_and_what_conflicts(record):
    text = unescape(record.get(f"/questions/{SERBIA}", Accept="text/html").text)
    rule = resources.query("derivation/rules", "conflicting_denial").partition("\n")[0].removeprefix("# ")

    assert "Nikita Bondarev" in text
    assert "at 1 remove;" in text
    assert f"Rule: {rule}" in text
    assert f'href="/statements/question/{SERBIA}"' in text


def test_all_figures_of_one_thing_stand_in_one_chart_in_each_unit(record):
    counted = record.get("/questions/event/soviet-rapes-in-serbia-1944/case-count/rape", Accept="text/html").text
    chart = counted.partition("<svg")[2].partition("</svg>")[0]

    for said in (">1,219<", ">2,420–24,380<", ">Abused women<", "Yugoslav authorities"):
        assert said in chart
    assert "<desc" in chart
    assert "The same as a table" in counted


def test_answers_without_figures_stand_in_a_table_of_who_says_what(record):
    framed = record.get("/questions/event/red-army-enters-bulgaria-1944/framed-as", Accept="text/html").text

    assert "<svg" not in framed
    assert '<th scope="col">Answer</th><th scope="col">Asserted by</th><th scope="col">Denied by</th>' in framed


def test_every_question_that_is_disputed_has_a_page_and_a_table(record):
    for member in record.get("/questions?disputed=true&limit=100").json["member"]:
        path = member["id"].removeprefix("question/")

        assert record.get(f"/questions/{path}", Accept="text/html").status == 200
        assert rows(record, path)


def test_other_spellings_lead_to_the_one_path(record):
    for path in (f"/questions/{SERBIA}/", f"/questions/{SERBIA.upper()}", f"/questions/{SERBIA.replace('/', '%2F')}"):
        answer = record.get(path)

        assert (answer.status, answer.headers["location"]) == (301, f"/questions/{SERBIA}")


@pytest.mark.parametrize(
    "path", ["event/nothing/had-extent", "nothing", "..%2F..%2Fperson%2Fivan-konev", "%00", "a%20b/c"]
)
def test_an_unknown_question_is_a_404_problem(record, path):
    answer = record.get(f"/questions/{path}")

    assert (answer.status, answer.media_type) == (404, "application/problem+json")


def test_a_format_that_is_not_offered_is_a_problem(record):
    assert record.get(f"/questions/{SERBIA}?format=rdf").status == 400
    assert record.get(f"/questions/{SERBIA}", Accept="image/png").status == 406
