"""Filtered lists over HTTP, on the project's own record."""

import csv
import io
import re
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from support.live_service import serving
from support.words import KINDS

from api.settings import Settings
from kb.namespaces import ID, term
from kb.reading.filters import FILTERS, LISTS
from kb.reading.tables import COLUMNS

HYDRA = "http://www.w3.org/ns/hydra/core#"
MEDIA_TYPES = ["application/ld+json", "text/html", "text/csv"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SERBIA = "/claims?place=place%2Fserbia"


def links(answer):
    """The links between pages."""
    found = {}
    for link in answer.headers["link"].split(", "):
        target, _, relation = link.partition("; rel=")
        if "alternate" not in relation:
            found[relation.strip('"')] = target.strip("<>")
    return found


def members(answer):
    assert answer.status == 200, answer.text
    return [member["id"] for member in answer.json["member"]]


def table(answer):
    assert (answer.status, answer.media_type) == (200, "text/csv"), answer.text
    return list(csv.DictReader(io.StringIO(answer.body.decode(), newline="")))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_each_list_comes_in_each_representation_and_can_be_kept(record, name, media_type):
    answer = record.get(f"/{name}", Accept=media_type)

    assert (answer.status, answer.media_type, answer.headers["vary"]) == (200, media_type, "Accept, Accept-Encoding")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age" in answer.headers["cache-control"]
    again = record.get(f"/{name}", Accept=media_type, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = record.send("HEAD", f"/{name}", Accept=media_type)
    assert (head.status, head.headers["content-length"], head.body) == (200, str(len(answer.body)), b"")
    assert record.send("OPTIONS", f"/{name}", Origin="x", Access_Control_Request_Method="GET").status == 204


def test_representations_have_entity_tags_of_their_own(record):
    tags = {record.get("/claims", Accept=media_type).headers["etag"] for media_type in MEDIA_TYPES}

    assert len(tags) == 3


def test_programs_get_json_ld_and_browsers_a_page(record):
    assert record.get("/claims").media_type == "application/ld+json"
    assert record.get("/claims", Accept="application/json").media_type == "application/ld+json"
    assert record.get("/claims", Accept=BROWSER).media_type == "text/html"
    assert record.get("/claims?format=csv", Accept=BROWSER).media_type == "text/csv"


@pytest.mark.parametrize("name", LISTS)
def test_the_links_lead_through_the_whole_list_and_back(record, name):
    address, seen, steps = f"/{name}?limit=100", [], 0
    first = record.get(address)
    while address:
        answer = record.get(address)
        seen += members(answer)
        last, address, steps = address, links(answer).get("next"), steps + 1
    total = first.json["totalItems"]

    assert len(seen) == len(set(seen)) == total == int(first.headers["x-total-count"])
    assert steps == -(-total // 100)
    while back := links(record.get(last)).get("prev"):
        last, steps = back, steps - 1
    assert steps == 1
    assert members(record.get(last)) == members(first)


def test_a_page_says_of_itself_which_part_of_which_collection_it_is(record):
    answer = record.get(links(record.get(f"{SERBIA}&limit=5"))["next"])
    quads = {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.JSON_LD)}
    view, collection = (NamedNode(record.url + path) for path in (answer.json["view"]["id"][len(record.url) :], SERBIA))

    def objects(subject, word):
        return [o for s, p, o in quads if (s, p) == (subject, NamedNode(HYDRA + word))]

    assert objects(collection, "view") == [view]
    assert objects(collection, "totalItems") == [Literal(answer.json["totalItems"])]
    assert len(objects(collection, "member")) == 5
    assert (collection, term("rdf:type"), NamedNode(HYDRA + "Collection")) in quads
    for word, relation in (("first", "first"), ("previous", "prev"), ("next", "next")):
        assert objects(view, word) == [NamedNode(record.url + links(answer)[relation])]


def test_json_ld_holds_only_triples_of_the_record(record, release):
    known = {tuple(quad)[:3] for quad in parse(path=release.folder / "dumps/elbe.nq", format=RdfFormat.N_QUADS)}
    for name in LISTS:
        told = {tuple(quad)[:3] for quad in parse(record.get(f"/{name}?limit=20").body, RdfFormat.JSON_LD)}
        ours = {triple for triple in told if HYDRA not in str(triple)}

        assert len(ours) > 50
        assert ours <= known


def test_each_claim_is_told_with_its_speakers_chain_and_passage(record):
    told = record.get("/claims?speaker=person/joseph-stalin&source=source/serbia-wiki").json["member"]
    claim = next(member for member in told if member["id"] == "claim/soldiers-need-rest-after-war")
    utterances, chain = claim["assertedBy"], []
    while utterances:
        [shown] = utterances
        chain.append((*(speaker["label"]["en"] for speaker in shown["speaker"]), shown["remove"]))
        utterances = shown.get("reportedBy")

    assert chain == [
        ("Joseph Stalin", 3),
        ("Jovanka Broz", 2),
        ("Senad Pećanin", 1),
        ("Authors of the wiki article on Serbia", 0),
    ]
    assert shown["passage"]["selector"]["start"] == 858
    assert claim["gist"]["en"] == "The Soviet soldiers in Yugoslavia in 1944 and 1945 need some rest."


def test_filters_given_together_narrow_the_list(record):
    answer = record.get(
        "/claims?speaker=person/joseph-stalin&stance=asserts&place=place/serbia"
        "&source=source/serbia-wiki&from=1944&disputed=false&q=soldiers&limit=100"
    )
    claims, alone = set(members(answer)), set(members(record.get("/claims?speaker=person/joseph-stalin&limit=100")))

    assert claims <= alone
    assert set(members(record.get("/claims?speaker=person/joseph-stalin&stance=denies&limit=100"))) <= alone


def test_a_list_that_nothing_is_left_of_is_an_empty_page(record):
    for media_type in MEDIA_TYPES:
        answer = record.get("/claims?q=zzzzzz", Accept=media_type)

        assert (answer.status, answer.headers["x-total-count"]) == (200, "0")
        assert set(links(answer)) == {"first"}


def test_filters_without_a_value_say_nothing(record):
    form = urlencode(
        dict.fromkeys((filter.name for filter in FILTERS if "claims" in filter.lists), "") | {"place": "place/serbia"}
    )

    assert members(record.get(f"/claims?{form}")) == members(record.get(SERBIA))


# tables


@pytest.mark.parametrize("name", LISTS)
def test_a_table_has_the_columns_and_items_of_the_list(record, name):
    answer = record.get(f"/{name}?format=csv&limit=100")
    listed = members(record.get(f"/{name}?limit=100"))

    assert b"\n" not in answer.body.replace(b"\r\n", b"")
    header = next(csv.reader(io.StringIO(answer.text)))
    assert header == [column.name for column in COLUMNS[name]]
    assert [row[header[0]] for row in table(answer)] == [ID + path for path in listed]


def test_a_row_tells_the_figure_and_who_says_it(record):
    rows = table(record.get("/claims?question=question/event/soviet-rapes-in-serbia-1944/case-count/rape&format=csv"))
    row = next(row for row in rows if row["claim"] == f"{ID}claim/serbia-rapes-end-of-1944")

    assert (row["value"], row["unit"], row["time"], row["time_end"]) == ("1219", "rape", "/1944-12", "1944-12-31")
    assert row["time_begin"] == row["lower"] == row["upper"] == row["denied_by"] == ""
    assert row["asserted_by"] == "Authors of the wiki article on Serbia"
    assert row["source"] == f"{ID}source/serbia-wiki"


def test_a_row_puts_a_denial_in_a_column_of_its_own(record):
    rows = table(record.get("/claims?speaker=person/nikita-bondarev&stance=denies&format=csv"))

    assert rows
    for row in rows:
        assert "Nikita Bondarev" in row["denied_by"]
        assert "Nikita Bondarev" not in row["asserted_by"]


# pages


@pytest.mark.parametrize("name", LISTS)
def test_a_page_has_a_form_with_a_label_for_each_filter_and_keeps_what_was_asked(record, name):
    text = record.get(f"/{name}?about=person/ivan-konev&q=%3Cb%3E%22&stance=asserts", Accept="text/html").text

    for filter in FILTERS:
        assert (f'<label for="{filter.name}">' in text) == (name in filter.lists)
    assert 'value="person/ivan-konev"' in text
    assert 'value="&lt;b&gt;&#34;"' in text
    assert '<option value="asserts" selected>' in text


def test_the_query_on_a_page_can_be_asked(record):
    answer = record.get(f"{SERBIA}&limit=100", Accept="text/html")
    query = answer.text.partition('name="query" value="')[2].partition('"')[0]
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        query = query.replace(entity, character)

    assert {row["claim"].removeprefix(ID) for row in record.rows(query)} == set(
        members(record.get(f"{SERBIA}&limit=100"))
    )


def test_links_hold_to_the_path_that_the_service_is_reached_under(release):
    with serving(release, Settings.of(public_url="https://example.org/elbe")) as running:
        answer = running.get(SERBIA)

        assert links(answer)["next"].startswith("/elbe/claims?")
        assert answer.json["view"]["next"].startswith("https://example.org/elbe/claims?")


# what can't be


@pytest.mark.parametrize(
    ("query", "kind", "detail"),
    [
        ("about=person/konev", "bad-filter", "did you mean person/ivan-konev"),
        ("from=1944-13", "bad-filter", "write it as 1944-10-20, 1944-10 or 1944"),
        ("plaze=place/serbia", "bad-filter", "did you mean place?"),
        ("about=%00%FF", "bad-filter", "the record has no"),
        ("stance=asserts&stance=said", "bad-filter", "is not one of"),
        ("limit=0", "bad-request", "from 1 to 100"),
        ("limit=101", "bad-request", "from 1 to 100"),
        ("limit=1&limit=2", "bad-request", "limit is given 2 times"),
        ("limit=%D9%A1", "bad-request", "from 1 to 100"),
        ("format=xml", "bad-request", "jsonld, html, csv"),
        ("cursor=abc", "bad-cursor", "was not given out"),
    ],
)
def test_what_a_list_can_not_be_asked_is_a_400_problem(record, query, kind, detail):
    answer = record.get(f"/claims?{query}")

    assert (answer.status, answer.media_type) == (400, "application/problem+json")
    assert answer.json["type"].endswith(f"/problems/{kind}")
    assert detail in answer.json["detail"]


def test_a_cursor_of_another_release_other_filters_or_a_forged_place_is_a_400_problem(record, release):
    given = record.get(f"{SERBIA}&limit=5").json["view"]["next"].rpartition("cursor=")[2]
    head, offset, seal = given.split("-")
    other = "00000000" if head != "00000000" else "11111111"

    assert record.get(f"{SERBIA}&limit=5&cursor={given}").status == 200
    assert record.get(f"{SERBIA}&limit=7&cursor={given}").status == 200
    for address, detail in (
        (f"{SERBIA}&cursor={other}-{offset}-{seal}", f"is of release {other}; this is {release.id[:8]}"),
        (f"{SERBIA}&cursor={head}-{int(offset) + 1}-{seal}", "was not given out"),
        (f"/claims?cursor={given}", "was not given out"),
        (f"/entities?place=place/serbia&cursor={given}", "was not given out"),
    ):
        answer = record.get(address)
        assert (answer.status, answer.json["type"].rpartition("/")[2]) == (400, "bad-cursor")
        assert detail in answer.json["detail"]


def test_a_list_in_no_accepted_form_is_a_406_problem(record):
    assert record.get("/claims", Accept="image/png").status == 406


def test_a_list_is_only_read(record):
    answer = record.send("POST", "/claims", b"")

    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("list_name", LISTS)
def test_every_name_in_a_table_is_a_name_and_no_id(record, list_name):
    path, rows = f"/{list_name}?format=csv&limit=100", []
    while path:
        answer = record.get(path)
        rows += csv.DictReader(io.StringIO(answer.text, newline=""))
        path = links(answer).get("next")

    values = {value for row in rows for name, value in row.items() if name.endswith("name")}
    assert len(rows) == int(answer.headers["x-total-count"])
    assert {value for value in values if value.partition("/")[0] in KINDS} == set()


# what people find


def test_a_field_takes_a_name_in_the_place_of_a_path(record):
    by_name = record.get("/claims?speaker=Milovan+Djilas&limit=100")

    assert members(by_name) == members(record.get("/claims?speaker=person/milovan-djilas&limit=100"))
    assert "speaker=person%2Fmilovan-djilas" in by_name.json["view"]["id"]


def test_a_name_of_several_things_is_asked_about_in_the_form(record):
    answer = record.get("/claims?about=Reports&q=women", Accept="text/html")

    assert answer.status == 400
    assert 'aria-invalid="true"' in answer.text
    assert "Which of these is meant?" in answer.text
    assert 'value="women"' in answer.text
    assert '<a href="/claims?about=event%2F' in answer.text


def test_what_is_wrong_stands_in_the_form_and_in_a_problem_for_programs(record):
    page, problem = (record.get("/claims?from=1944-13", Accept=each) for each in ("text/html", "application/json"))

    assert (page.status, problem.status) == (400, 400)
    assert '<div class="warning" role="alert"><p>from: &#39;1944-13&#39; is no day' in page.text
    assert 'value="1944-13"' in page.text
    assert problem.media_type == "application/problem+json"


def test_facets_are_links_with_counts(record):
    page = record.get("/claims?about=person/ivan-konev", Accept="text/html").text
    path, count = re.search(r'<a href="(/claims\?[^"]*source=[^"]*)">[^<]*</a> <small>(\d+)</small>', page).groups()

    assert record.get(path.replace("&amp;", "&")).json["totalItems"] == int(count)


def test_four_fields_stand_open_and_the_rest_is_folded_unless_it_is_used(record):
    plain, used = (record.get(path, Accept="text/html").text for path in ("/claims", "/claims?stance=denies"))

    assert plain.partition("<details>\n<summary>More fields")[0].count("<label ") == 4
    assert "<details open>\n<summary>More fields" in used


def test_words_find_in_a_list_what_they_find_in_the_search(record):
    found = record.get("/search?q=women+raped+Hungary&kind=question", Accept="application/ld+json")

    assert set(members(record.get("/questions?q=women+raped+Hungary"))) == set(members(found))
