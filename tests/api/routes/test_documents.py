"""Things and their documents, on the project's own record."""

import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from support.live_service import serving

from api.settings import Settings
from kb.namespaces import BASE, ID, ONTOLOGY, PREFIXES

CLAIM = "claim/soldiers-need-rest-after-war"
PERSON = "person/joseph-stalin"
UTTERANCE = "utterance/serbia-wiki/stalin-excuses-soldiers"
SPOKEN = f"{UTTERANCE}/stalin"
SOURCE = "source/serbia-wiki"
EVENT = "event/soviet-rapes-in-serbia-1944"
DISPUTED = "question/event/killing-in-przyszowice-1945/person-count/killed-person"
CLAIMED, RIVAL = "claim/przyszowice-54-killed", "claim/przyszowice-more-than-60-killed"
CONFLICT = "conflict/figures/event/killing-in-przyszowice-1945/person-count/killed-person"
THINGS = [
    CLAIM,
    PERSON,
    UTTERANCE,
    SPOKEN,
    SOURCE,
    EVENT,
    "agent/serbia-wiki-authors",
    "unit/rape",
    "manner/encyclopedic",
    DISPUTED,
    RIVAL,
    CONFLICT,
    "rule/question-status",
]
FORMS = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def triples(answer):
    assert answer.status == 200, answer.text
    return {tuple(quad)[:3] for quad in parse(answer.body, RdfFormat.from_media_type(answer.media_type))}


class Page(HTMLParser):
    """The text of a page with the language of each piece, and its links."""

    VOID = frozenset({"meta", "link", "br", "input", "hr"})

    def __init__(self, html):
        super().__init__()
        self.open, self.texts, self.links, self.ids = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.links += [values["href"]] if "href" in values and tag == "a" else []
        self.ids += [values["id"]] if "id" in values else []
        if tag not in self.VOID:
            self.open.append((tag, values.get("lang") or (self.open[-1][1] if self.open else "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] not in {"style", "title"}:
            self.texts.append((" ".join(data.split()), self.open[-1][1]))

    @property
    def text(self):
        return " ".join(text for text, _ in self.texts)


def statements(record, thing):
    """All parts of the page of all statements of a thing, as one."""
    whole, number = Page(""), 1
    while number:
        part = Page(record.get(f"/statements/{thing}?page={number}").text)
        whole.texts += part.texts
        whole.links += part.links
        number = number + 1 if f"/statements/{thing}?page={number + 1}" in part.links else 0
    return whole


def address(iri):
    """Where a thing is told of."""
    path = iri.removeprefix(ID)
    return f"/questions/{path.removeprefix('question/')}" if path.startswith("question/") else f"/doc/{path}"


def links(answer):
    """The links of a Link header, as relation and target."""
    return [(relation, target) for target, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["link"])]


# the way from a thing to its document


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("*/*", ""),
        (BROWSER, ""),
        *((accept, f".{extension}") for accept, extension in FORMS.items() if extension != "html"),
    ],
)
def test_a_thing_leads_to_its_document(record, accept, target):
    answer = record.get(f"/id/{PERSON}", Accept=accept)

    assert answer.status == 303
    assert answer.headers["location"] == f"/doc/{PERSON}{target}"
    assert "Accept" in answer.headers["vary"]
    assert record.get(answer.headers["location"], Accept=accept).status == 200


@pytest.mark.parametrize(
    "spelling", ["person%2Fjoseph-stalin", "Person/Joseph-Stalin", "person/joseph-stalin/", "person//joseph-stalin"]
)
def test_every_spelling_of_a_thing_leads_to_the_one_document(record, spelling):
    assert record.get(f"/id/{spelling}").headers["location"] == f"/doc/{PERSON}"
    moved = record.get(f"/doc/{spelling}")
    assert (moved.status, moved.headers["location"]) == (301, f"/doc/{PERSON}")


def test_an_inner_node_leads_into_the_document_of_its_thing(record):
    answer = record.get(f"/id/{UTTERANCE}%23passage.selector", Accept="text/html")

    assert answer.headers["location"] == f"/statements/{UTTERANCE}#passage.selector"
    assert "passage.selector" in Page(record.get(f"/statements/{UTTERANCE}").text).ids


@pytest.mark.parametrize("route", ["id", "doc", "linkset"])
@pytest.mark.parametrize("path", ["person/nobody", "nothing", "", "person/%ff", "person/..%2F..%2Fetc%2Fpasswd"])
def test_an_unknown_entity_is_a_404_problem(record, route, path):
    answer = record.get(f"/{route}/{path}")

    assert (answer.status, answer.media_type) == (404, "application/problem+json")
    assert answer.json["status"] == 404


def test_people_get_a_page_for_an_unknown_entity(record):
    answer = record.get("/id/person/nobody", Accept=BROWSER)

    assert (answer.status, answer.media_type) == (404, "text/html")
    assert "person/nobody" in Page(answer.text).text


@pytest.mark.parametrize("route", ["id", "doc"])
def test_a_document_in_no_accepted_form_is_a_406_problem(record, route):
    assert record.get(f"/{route}/{PERSON}", Accept="image/png").status == 406


@pytest.mark.parametrize("route", ["id", "doc"])
def test_documents_are_not_written(record, route):
    answer = record.send("PUT", f"/{route}/{PERSON}", b"")

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("route", ["id", "doc"])
def test_a_deprecated_entity_is_gone_and_names_its_successor(service, route):
    answer = service.get(f"/{route}/person/old-name")

    assert (answer.status, answer.media_type) == (410, "application/problem+json")
    assert answer.json["isReplacedBy"] == [f"{ID}person/new-name"]
    assert "It stood twice." in answer.json["detail"]
    assert ("successor-version", "/doc/person/new-name") in links(answer)
    assert "/id/person/new-name" in service.get(f"/{route}/person/old-name", Accept="text/html").text
    assert service.get(f"/{route}/person/no-name").json["isReplacedBy"] == []


# documents


@pytest.mark.parametrize("thing", THINGS)
def test_all_forms_of_a_document_hold_the_same_triples(record, thing):
    forms = [triples(record.get(f"/doc/{thing}", Accept=accept)) for accept in FORMS if accept != "text/html"]

    assert len(forms[0]) > 1
    assert all(form == forms[0] for form in forms)
    page = statements(record, thing)
    for subject, _, value in forms[0]:
        assert address(subject.value) in page.links
        if isinstance(value, Literal):
            assert (" ".join(value.value.split()), value.language or "en") in page.texts
        elif value.value.startswith(ID):
            assert address(value.value) in page.links


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize(("media_type", "extension"), FORMS.items())
def test_the_address_of_a_form_gives_what_negotiation_gives(record, thing, media_type, extension):
    negotiated, named = record.get(f"/doc/{thing}", Accept=media_type), record.get(f"/doc/{thing}.{extension}")
    if extension == "html" and thing.startswith("question/"):
        for answer in (negotiated, named):
            assert (answer.status, answer.headers["location"]) == (303, address(ID + thing))
        return

    assert negotiated.media_type == named.media_type == media_type
    assert negotiated.body == named.body
    assert negotiated.headers["etag"] == named.headers["etag"]
    assert negotiated.headers["content-location"] == f"/doc/{thing}.{extension}"


def test_the_document_of_a_claim_tells_who_says_it_and_on_whose_word(record):
    held = triples(record.get(f"/doc/{CLAIM}.nt"))
    speakers = {o.value for s, p, o in held if p.value == ONTOLOGY + "speaker"}
    selectors = {(p.value, o.value) for s, p, o in held if s.value == f"{ID}{UTTERANCE}#passage.selector"}

    assert {f"{ID}person/joseph-stalin", f"{ID}person/jovanka-broz", f"{ID}person/senad-pecanin"} <= speakers
    assert (PREFIXES["oa"] + "start", "858") in selectors
    assert (PREFIXES["oa"] + "end", "1229") in selectors


def test_a_chain_is_told_from_the_source_inward(record):
    text = Page(record.get(f"/doc/{CLAIM}.html").text).text
    names = [
        "Asserted by",
        "wrote that Senad Pećanin said that",
        "Jovanka Broz testified that Joseph Stalin",
        "characters 858",
    ]
    places = [text.index(name) for name in names]

    assert places == sorted(places)


def test_a_denial_is_not_told_as_an_assertion(record):
    page = Page(record.get(f"/doc/{EVENT}.html").text).text

    assert re.search(r"Denied by Nikita Bondarev", page)
    assert not re.search(r"mass occurrence\. Asserted by Nikita Bondarev", page)


def test_names_are_told_in_their_languages(record):
    page = Page(record.get(f"/doc/{PERSON}.html").text)

    assert ("Иосиф Сталин", "ru") in page.texts


@pytest.mark.parametrize("thing", [CLAIMED, RIVAL, DISPUTED])
def test_a_conflict_is_part_of_the_documents_that_it_concerns(record, thing):
    held = {(s.value, p.value, o.value) for s, p, o in triples(record.get(f"/doc/{thing}.ttl"))}
    conflict, term = ID + CONFLICT, ONTOLOGY.__add__

    assert (conflict, term("conflictType"), f"{ID}conflict-type/figures") in held
    assert (conflict, term("byRule"), f"{ID}rule/conflicting-figures") in held
    assert {o for s, p, o in held if (s, p) == (conflict, term("between"))} == {ID + CLAIMED, ID + RIVAL}
    assert {p for s, p, _ in held if s == f"{ID}rule/conflicting-figures"} >= {PREFIXES["owl"] + "versionInfo"}
    assert (ID + DISPUTED, term("status"), f"{ID}status/disputed") in held


def test_what_rules_computed_is_marked_on_pages(record):
    page = Page(record.get(address(ID + DISPUTED), Accept="text/html").text).text
    all_of_it = statements(record, DISPUTED).text

    assert "Computed from the record by rules; no source says it." in page
    assert "Disputed , as rules compute." in page
    assert "status (computed) disputed" in all_of_it
    assert "Conflict of figures" in page
    assert "gist (computed)" not in all_of_it
    told_once = f"SELECT ?q {{ ?q <{ONTOLOGY}status> <{ID}status/one-source> }} ORDER BY ?q LIMIT 1"
    question = record.rows(told_once)[0]["q"].removeprefix(ID)
    assert "status (computed) one source" in statements(record, question).text


def test_json_ld_is_one_nested_record_with_its_context_inlined(record):
    document = json.loads(record.get(f"/doc/{CLAIM}.jsonld").body)

    assert document["@context"]["@base"] == ID
    versioned = document["@context"]["contextVersion"]
    assert versioned.startswith(f"{BASE}ontology/")
    published = json.loads(record.get("/" + versioned.removeprefix(BASE)).body)["@context"]
    assert published.items() <= document["@context"].items()
    assert document["id"] == CLAIM
    assert "Joseph Stalin" in json.dumps(document, ensure_ascii=False)
    assert "@graph" not in document


def test_rdf_xml_is_well_formed(record):
    assert ElementTree.fromstring(record.get(f"/doc/{PERSON}.rdf").body).tag == f"{{{PREFIXES['rdf']}}}RDF"


def test_what_the_record_holds_is_shown_and_not_run(service):
    answer = service.get("/doc/person/new-name", Accept="text/html")

    assert "&lt;b&gt;New &amp; “bold”&lt;/b&gt;" in answer.text
    assert "<b>New" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


# headers


@pytest.mark.parametrize("extension", FORMS.values())
def test_a_document_that_is_known_is_not_sent_again(record, extension):
    path = f"/doc/{PERSON}.{extension}"
    answer = record.get(path)

    by_tag = record.get(path, If_None_Match=answer.headers["etag"])
    by_date = record.get(path, If_Modified_Since=answer.headers["last-modified"])
    assert (by_tag.status, by_date.status, by_tag.body) == (304, 304, b"")
    assert by_tag.headers["etag"] == answer.headers["etag"]
    assert record.get(path, If_None_Match='"another"').status == 200
    assert record.get(path, If_None_Match='"another"', If_Modified_Since=answer.headers["last-modified"]).status == 200
    assert record.get(path, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert record.get(path, If_Modified_Since="yesterday").status == 200


def test_each_form_has_its_own_tag(record):
    tags = {record.get(f"/doc/{PERSON}.{extension}").headers["etag"] for extension in FORMS.values()}

    assert len(tags) == len(FORMS)


def test_head_has_the_headers_of_get(record):
    get, head = record.get(f"/doc/{PERSON}.ttl"), record.send("HEAD", f"/doc/{PERSON}.ttl")

    assert head.body == b""
    for name in ("content-type", "content-length", "etag", "last-modified", "link", "vary", "cache-control"):
        assert head.headers[name] == get.headers[name]


def test_a_document_links_to_what_belongs_to_it(record):
    found = links(record.get(f"/doc/{PERSON}.html"))

    assert ("cite-as", f"{ID}{PERSON}") in found
    assert ("canonical", f"/doc/{PERSON}") in found
    assert {target for relation, target in found if relation == "describedby"} == {
        f"/doc/{PERSON}.{extension}" for extension in ("ttl", "jsonld", "nt", "rdf")
    }
    assert ("type", ONTOLOGY + "Person") in found
    assert ("type", "https://schema.org/AboutPage") in found
    assert ("license", "https://creativecommons.org/licenses/by-sa/4.0/") in found
    assert ("linkset", f"/linkset/{PERSON}") in found


def test_the_links_come_as_a_document_of_their_own(record):
    answer = record.get(f"/linkset/{PERSON}")
    (context,) = answer.json["linkset"]

    assert answer.media_type == "application/linkset+json"
    assert context["anchor"] == f"{record.url}/doc/{PERSON}"
    assert context["cite-as"] == [{"href": f"{ID}{PERSON}"}]
    assert {"href": f"/doc/{PERSON}.ttl", "type": "text/turtle"} in context["describedby"]


def test_pages_of_other_sites_may_read_documents(record):
    assert record.get(f"/doc/{PERSON}.jsonld").headers["access-control-allow-origin"] == "*"
    assert record.get(f"/id/{PERSON}").headers["access-control-allow-origin"] == "*"


def test_things_of_every_kind_have_their_documents(record):
    anywhere = "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }"
    ours = f"STRSTARTS(STR(?s), '{ID}') && !CONTAINS(STR(?s), '#')"
    rows = record.rows(f"SELECT DISTINCT ?s {{ {anywhere} FILTER({ours}) }} ORDER BY ?s")
    kinds = {}
    for row in rows:
        path = row["s"].removeprefix(ID)
        kinds.setdefault(path.partition("/")[0], []).append(path)
    some = [path for paths in kinds.values() for path in paths[:: len(paths) // 3 or 1]]

    answers = {path: record.get(address(ID + path), Accept="text/html").status for path in some}
    assert {path: status for path, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("thing", [CLAIM, CLAIMED, CONFLICT])
def test_no_link_of_a_page_leads_nowhere(record, thing):
    page = Page(record.get(f"/doc/{thing}.html").text)
    inside = {link.partition("#")[0] for link in page.links if link.startswith("/")}

    assert {
        link: status for link in inside if (status := record.get(link, Accept=BROWSER).status) not in {200, 303}
    } == {}


def test_links_hold_to_the_path_that_the_service_is_reached_under(release):
    with serving(release, Settings.of(public_url="https://example.org/elbe")) as running:
        page = Page(running.get(f"/doc/{PERSON}.html").text)

        assert all(link.startswith(("/elbe/", "#", "http")) for link in page.links)
        assert running.get(f"/id/{PERSON}").headers["location"] == f"/elbe/doc/{PERSON}"
        assert NamedNode("https://example.org/elbe/sparql") in {o for _, _, o in triples(running.get("/sparql"))}


def test_the_page_of_a_person_tells_where_sources_name_it(record):
    page = Page(record.get("/doc/person/ivan-konev.html").text)

    assert "Named in Encyclopedia article on Red Army atrocities , characters 47975–47986, 48036–48041" in page.text
