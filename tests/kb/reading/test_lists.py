"""Lists and their filters, on the project's own record and on claims made for their times."""

import re

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kb import resources
from kb.derivation.derive import derive
from kb.errors import FilterInvalid
from kb.model.edtf import bounds
from kb.namespaces import ID, ONTOLOGY, PREFIXES, term
from kb.reading.filters import FILTERS, LISTS
from kb.reading.lists import Lists
from kb.store.embedded import EmbeddedStore

FOLDERS = [resources.folder(f"kb/reading/{name}") for name in ("answers", "filters", "lists")]
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.rq"))]
THINGS = {
    "claim": ["claim/soldiers-need-rest-after-war"],
    "person": ["person/ivan-konev", "person/joseph-stalin"],
    "place": ["place/serbia"],
    "question": [
        "question/event/soviet-rapes-in-serbia-1944/case-count/rape",
        "question/event/soviet-rapes-in-serbia-1944/had-extent",
    ],
    "source": ["source/serbia-wiki"],
}
"""Things of our record in the place of those that queries have as examples."""
IN_EVERY_SOURCE = {("sources", "from"), ("sources", "to"), ("sources", "disputed")}
"""Filters whose example leaves all sources, since each has such a claim."""


@pytest.fixture(scope="module")
def store(record):
    quads = record.default_graph()
    return EmbeddedStore.holding([*quads, *derive(quads)])


@pytest.fixture(scope="module")
def lists(store, record):
    return Lists(store, record.corpus.examples)


@pytest.fixture(scope="module")
def found(lists):
    """Asks for the paths of the items that filters leave."""

    def ask(list_name: str, **filters: str | list[str]) -> list[str]:
        given = {name.rstrip("_"): [v] if isinstance(v, str) else v for name, v in filters.items()}
        return [item.value.removeprefix(ID) for item in lists.items(list_name, given)]

    return ask


@pytest.fixture(scope="module")
def rows(store):
    """Asks a query of the test's own; the paths in its rows."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

    def ask(where: str) -> set[str]:
        text = f"{prefixes}BASE <{ID}>\nSELECT DISTINCT ?x WHERE {{ {where} }}"
        return {row["x"].value.removeprefix(ID) for row in store.select(text)}

    return ask


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_query_can_be_asked_as_it_stands_and_has_an_answer_for_such_things_as_its_examples(path, store):
    query = path.read_text(encoding="utf-8")
    for kind, things in THINGS.items():
        query = query.replace(f"<{kind}/example>", " ".join(f"<{thing}>" for thing in things))

    assert store.select(query)


@pytest.mark.parametrize(
    ("list_name", "name"),
    [
        (each, name)
        for each in LISTS
        for name in (filter.name for filter in FILTERS if each in filter.lists)
        if (each, name) not in IN_EVERY_SOURCE
    ],
)
def test_the_example_of_each_filter_leaves_some_items_and_not_all(found, lists, list_name, name):
    left, everything = found(list_name, **{name: lists.filters[name].example}), found(list_name)

    assert set(left) < set(everything)
    assert left == [item for item in everything if item in left]
    assert left


def test_every_claim_question_and_source_is_listed_once(found, rows):
    for list_name, curie in (("claims", "elbe:Claim"), ("questions", "elbe:Question"), ("sources", "elbe:Source")):
        listed = found(list_name)

        assert len(listed) == len(set(listed))
        assert set(listed) == rows(f"?x a {curie}")


def test_everything_that_claims_speak_of_is_an_entity_unless_it_is_a_claim_or_from_a_closed_list(found, rows):
    spoken_of = rows("?c rdf:subject|rdf:object ?x . ?x a ?any FILTER(!CONTAINS(STR(?x), '#'))")
    listed = rows("?x a elbe:Claim") | rows("?x skos:inScheme ?any")

    assert spoken_of - listed - set(found("entities")) == set()


def test_claims_that_answer_one_question_stand_side_by_side(found, rows):
    claims, question = found("claims"), "question/event/soviet-rapes-in-serbia-1944/case-count/rape"
    places = sorted(claims.index(claim) for claim in rows(f"?x elbe:answers <{question}>"))

    assert places == list(range(places[0], places[0] + len(places)))


def test_about_takes_a_path_or_an_iri(found, rows):
    about = found("claims", about="person/ivan-konev")

    assert set(about) == rows("{ ?x rdf:subject <person/ivan-konev> } UNION { ?x rdf:object <person/ivan-konev> }")
    assert found("claims", about=f"{ID}person/ivan-konev") == about


def test_a_place_takes_in_what_lies_within_it_and_the_events_that_claims_put_there(found, rows):
    inside = "?place elbe:within* <place/serbia> ."
    direct = rows(f"{inside} ?x rdf:subject|rdf:object|elbe:place ?place ; elbe:gist ?g")
    of_events = rows(f"{inside} ?c rdf:predicate elbe:tookPlaceIn ; rdf:object ?place ; rdf:subject/^rdf:subject ?x")

    left = set(found("claims", place="place/serbia"))
    elsewhere = rows("?x rdf:predicate elbe:tookPlaceIn") - direct
    assert (direct | of_events) - elsewhere <= left
    assert rows("?x rdf:object <place/belgrade>") <= left
    assert "claim/red-army-welcomed-in-bulgaria" in of_events - left
    assert of_events - direct
    assert left < set(found("claims"))


def test_speaker_and_stance_are_those_of_one_utterance(found, rows):
    both = rows("?a elbe:asserts ?x . ?b elbe:denies|elbe:doubts ?x")
    asserter, claim = next(
        (speaker, claim)
        for claim in sorted(both)
        for speaker in sorted(rows(f"?u elbe:asserts <{claim}> ; elbe:speaker ?x"))
        if speaker not in rows(f"?u elbe:denies|elbe:doubts <{claim}> ; elbe:speaker ?x")
    )

    assert claim in found("claims", speaker=asserter, stance="asserts")
    assert claim not in found("claims", speaker=asserter, stance=["denies", "doubts"])


def test_a_denied_claim_is_not_among_those_that_its_denier_asserts(found):
    denied = found("claims", speaker="person/nikita-bondarev", stance="denies")

    assert denied
    assert not set(denied) & set(found("claims", speaker="person/nikita-bondarev", stance="asserts"))


def test_answers_to_narrower_questions_count_as_answers(found, rows):
    question = "question/event/soviet-rapes-in-yugoslavia-1944/case-count/rape"
    narrower = rows(f"?q skos:broader+ <{question}> . ?x elbe:answers ?q")

    assert narrower
    assert narrower <= set(found("claims", question=question))


def test_disputed_and_undisputed_claims_are_all_claims(found):
    disputed, other = set(found("claims", disputed="true")), set(found("claims", disputed="false"))

    assert disputed
    assert not disputed & other
    assert disputed | other == set(found("claims"))


def test_words_are_found_in_any_name_and_each_of_them(found):
    assert found("entities", q="конев") == found("entities", q="КОНЕВ") == ["person/ivan-konev"]
    assert set(found("claims", q="serbia rapes")) == set(found("claims", q="serbia")) & set(found("claims", q="rapes"))
    assert found("claims", q='" } #') == []


def test_several_values_of_one_filter_are_alternatives(found):
    either = set(found("claims", speaker=["person/joseph-stalin", "person/nikita-bondarev"]))

    stalin, bondarev = (set(found("claims", speaker=f"person/{n}")) for n in ("joseph-stalin", "nikita-bondarev"))
    assert either == stalin | bondarev
    assert len(stalin) < len(either) > len(bondarev)


@pytest.mark.parametrize("list_name", ["entities", "questions", "sources"])
def test_other_lists_tell_of_what_the_claims_that_are_left_speak_of(list_name, found, rows):
    way = {
        "entities": "<CLAIM> rdf:subject|rdf:object|elbe:place ?x . ?x a ?class FILTER(!CONTAINS(STR(?x), '#'))",
        "questions": "<CLAIM> elbe:answers ?x",
        "sources": "?u elbe:denies <CLAIM> . GRAPH ?g { ?u elbe:shownIn ?x }",
    }[list_name]
    claims = found("claims", stance="denies")

    reached = {path for claim in claims for path in rows(way.replace("CLAIM", claim))}
    assert set(found(list_name, stance="denies")) == reached & set(found(list_name))


def test_the_query_that_is_shown_finds_what_the_list_has(store):
    known, filters = Lists(store), {"place": ["place/serbia"], "stance": ["asserts"], "q": ["rapes"], "to": ["1945"]}
    for list_name in LISTS:
        asked = {row[0] for row in store.select(known.query(list_name, filters))}

        assert asked == set(known.items(list_name, filters))


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"about": "person/konev"}, r"about: the record has no 'person/konev' \(did you mean person/ivan-konev"),
        ({"speaker": "place/serbia"}, "speaker: 'place/serbia' is of kind place. It takes"),
        ({"manner": "memoir"}, r"did you mean manner/memoir\?"),
        ({"place": "> } #"}, "place: the record has no '> } #'"),
        ({"question": f"{ID}claim/soldiers-need-rest-after-war"}, "is of kind claim"),
        ({"from_": "1944-02-30"}, "from: '1944-02-30' is no day, month or year that exists"),
        ({"to": "1944/1945"}, "to: '1944/1945' is no day"),
        ({"from_": "0000"}, "from: '0000' is no day"),
        ({"from_": "1945", "to": "1944"}, "ends, on 1944-12-31, before it starts, on 1945-01-01"),
        ({"stance": "says"}, "stance: 'says' is not one of asserts, denies, doubts, considers"),
        ({"disputed": "maybe"}, "disputed: 'maybe' is not one of true, false"),
        ({"to": ["1944", "1945"]}, "to is given 2 times"),
        ({"about": ["person/ivan-konev"] * 21}, "about is given 21 times"),
        ({"q": "word " * 21}, "q: at most 20 words"),
        ({"type": "person"}, "There is no 'type' here"),
        ({"speeker": "x"}, r"There is no 'speeker' here \(did you mean speaker\?\)"),
    ],
)
def test_a_wrong_value_is_an_error_that_says_what_is_taken(filters, message, found):
    with pytest.raises(FilterInvalid, match=message):
        found("claims", **filters)


# times


def claim_quads(name: str, time: str):
    """A claim that holds of a time, or one that dates its subject, for `=` and a date."""
    claim, thing = NamedNode(f"{ID}claim/{name}"), NamedNode(f"{ID}event/{name}")
    facts = [("elbe:gist", Literal(name, language="en")), ("elbe:answers", NamedNode(f"{ID}question/{name}"))]
    facts += [("rdf:subject", thing)]
    if time.startswith("="):
        facts += [
            ("rdf:predicate", NamedNode(ONTOLOGY + "occurredOn")),
            ("rdf:object", NamedNode(f"{claim.value}#object")),
        ]
        yield from span_quads(NamedNode(f"{claim.value}#object"), time[1:])
    elif time:
        facts += [("elbe:validTime", NamedNode(f"{claim.value}#validTime"))]
        yield from span_quads(NamedNode(f"{claim.value}#validTime"), time)
    for curie, value in facts:
        yield Quad(claim, term(curie), value, DefaultGraph())


def span_quads(span: NamedNode, edtf: str):
    """The text and bounds of a time."""
    yield Quad(span, term("elbe:edtf"), Literal(edtf), DefaultGraph())
    for name, day in zip(("P82a_begin_of_the_begin", "P82b_end_of_the_end"), bounds(edtf), strict=True):
        if day:
            literal = Literal(str(day), datatype=term("xsd:date"))
            yield Quad(span, term(f"crm:{name}"), literal, DefaultGraph())


TIMES = {
    "october": "1944-10-01/1944-10-31",
    "year": "1944-01-01/1944-12-31",
    "until": "/1944-06-30",
    "since": "1945-05-08/",
    "undated": "",
    "day": "=1944-10-20",
    "month": "=1944-10",
    "plain-year": "=1944",
    "about": "=1944~",
    "interval": "=1944-11/1945-02",
    "open": "=../1943",
    "half": "=1944-41",
}


@pytest.fixture(scope="module")
def timed():
    return Lists(EmbeddedStore.holding(quad for name, time in TIMES.items() for quad in claim_quads(name, time)))


@pytest.mark.parametrize(
    ("period", "left"),
    [
        (("1944-10-20", "1944-10-20"), {"october", "year", "day", "month", "plain-year", "about", "half"}),
        (("1944-11", None), {"year", "since", "plain-year", "about", "interval", "half"}),
        ((None, "1943"), {"until", "open"}),
        (("1945-03", "1945-04"), set()),
        (("1944-07", "1944-09"), {"year", "plain-year", "about", "half"}),
        (("1945-06", None), {"since"}),
        (("1800", "2000"), set(TIMES) - {"undated"}),
    ],
)
def test_a_claim_is_kept_where_its_time_may_lie_in_the_period(timed, period, left):
    filters = {name: [text] for name, text in zip(("from", "to"), period, strict=True) if text}

    kept = {item.value.rpartition("/")[2] for item in timed.items("claims", filters)}
    assert kept == left


def test_what_is_said_of_an_event_counts_as_of_the_date_that_a_claim_gives_it():
    other = [
        Quad(NamedNode(f"{ID}claim/other"), term(curie), value, DefaultGraph())
        for curie, value in {
            "rdf:subject": NamedNode(f"{ID}event/day"),
            "elbe:gist": Literal("other", language="en"),
            "elbe:answers": NamedNode(f"{ID}question/other"),
        }.items()
    ]
    known = Lists(EmbeddedStore.holding([*claim_quads("day", "=1944-10-20"), *other]))

    assert len(known.items("claims", {"from": ["1944-10"]})) == 2
    assert known.items("claims", {"from": ["1944-11"]}) == []


def test_no_query_of_a_list_pastes_text_that_was_given(store):
    text = Lists(store).query("claims", {"q": ['x" } UNION { ?claim ?p ?o . "']})

    assert re.search(r'VALUES \?word \{ "x\\"" \}|VALUES \?word \{ "x\\"', text)
    assert Lists(store).items("claims", {"q": ['x" } UNION { ?claim ?p ?o . "']}) == []
