from dataclasses import replace
from time import process_time

import pytest
from pyoxigraph import Quad
from support.made_record import Said, computed, count, dated, framed, made
from support.words import DERIVED_GRAPH, ONTOLOGY_GRAPH

from kb import resources
from kb.authoring.loader import load
from kb.derivation.derive import FOLDER, derive
from kb.model.vocabulary import _triples
from kb.namespaces import ID, expand
from kb.store.embedded import EmbeddedStore

GONE = " ; owl:deprecated true"
HEDGED = " ; elbe:hedge <hedge/usually>"

ANNA = ID + "utterance/chronicle/anna-says/anna"
OUTER = ID + "utterance/chronicle/anna-says"


def derived(folder) -> set[tuple[str, str, str]]:
    return {(q.subject.value, q.predicate.value, q.object.value) for q in derive(load(folder).default_graph())}


def test_depth_counts_the_removes_from_the_source(small_seeds):
    quads = derived(small_seeds)

    assert (OUTER, expand("elbe:remove"), "0") in quads
    assert (ANNA, expand("elbe:remove"), "1") in quads


def test_depth_does_not_grow_with_the_number_of_joint_speakers(mended):
    joint = "speaker: [person/anna, person/boris]\n    spokeJointly: true"
    quads = derived(mended("utterances.yaml", "speaker: person/anna", joint))

    assert [o for s, p, o in quads if (s, p) == (ANNA, expand("elbe:remove"))] == ["1"]


def test_the_innermost_utterance_is_first_hand(small_seeds):
    assert (OUTER, expand("elbe:firstHand"), ANNA) in derived(small_seeds)


def test_a_reported_utterance_is_shown_in_the_source_of_its_reporter(small_seeds):
    assert (ANNA, expand("elbe:shownIn"), ID + "source/chronicle") in derived(small_seeds)


def test_only_what_a_source_shows_is_attributed(small_seeds):
    attributed = {s for s, p, _ in derived(small_seeds) if p == expand("prov:wasAttributedTo")}

    assert attributed == {OUTER, ID + "utterance/chronicle/strength"}


def test_only_direct_speech_is_a_quotation(small_seeds, mended):
    quoted = (OUTER, expand("prov:wasQuotedFrom"), ANNA)

    assert quoted in derived(small_seeds)
    assert quoted not in derived(mended("utterances.yaml", "rendering/direct-speech", "rendering/indirect-speech"))


def test_every_derived_property_names_its_rule_and_version(record):
    quads = derive(record.default_graph())
    computed = {q.object.value: q.subject for q in quads if q.predicate.value == expand("elbe:computes")}
    versioned = {q.subject for q in quads if q.predicate.value == expand("owl:versionInfo")}
    labels = {expand(name) for name in ("rdf:type", "skos:prefLabel", "owl:versionInfo", "elbe:computes")}

    assert {q.predicate.value for q in quads} - labels == set(computed)
    assert set(computed.values()) <= versioned


def test_all_that_is_derived_stands_in_the_derived_graph(record):
    assert {quad.graph_name for quad in derive(record.default_graph())} == {DERIVED_GRAPH}


@pytest.mark.parametrize(("more", "sources"), [("", "2"), ("  dependsOn: utterance/chronicle/strength\n", "1")])
def test_what_draws_on_another_source_is_not_counted_again(small_seeds, more, sources):
    (small_seeds / "sources/annals").mkdir()
    (small_seeds / "sources/annals/annals.yaml").write_text(
        "- id: source/annals\n  prefLabel: {en: Annals}\n"
        "- id: utterance/annals/strength\n  speaker: person/boris\n"
        f"  passage: {{start: 1, end: 9, sha256: {'d' * 64}}}\n{more}  asserts: claim/crossing-strength\n",
        encoding="utf-8",
    )

    counted = [o for s, p, o in derived(small_seeds) if p == expand("elbe:independentSources")]

    assert counted == [sources]


STATUSES = {
    "withdrawn": [framed("a", "liberation", more=GONE)],
    "disputed by a conflict": [framed("a", "liberation"), framed("b", "occupation")],
    "disputed by a denial": [framed("a", "liberation"), Said("a", stance="denies")],
    "disputed by a doubt": [framed("a", "liberation"), Said("a", stance="doubts")],
    "several-answers": [framed("a", "liberation"), framed("b", "policy")],
    "several-answers if one is hedged": [framed("a", "liberation"), framed("b", "occupation", more=HEDGED)],
    "several-answers if their times part them": [
        count("a", "exact 1", time="1944"),
        count("b", "exact 2", time="1945"),
    ],
    "several-answers if one is only denied": [framed("a", "liberation"), framed("b", "policy", stance="denies")],
    "unreadable": [Said("a", "elbe:describedAs", "<../ontology#unreadableValue>")],
    "agreeing-sources": [framed("a", "liberation"), Said("a", source="annals")],
    "one-source": [framed("a", "liberation"), Said("a", speaker="boris")],
    "one-source if the other draws on it": [
        framed("a", "liberation"),
        Said("a", source="annals", also="; elbe:dependsOn <utterance/chronicle/said-1>"),
    ],
    "one-source if the other endorses it": [
        framed("a", "liberation"),
        Said("a", source="annals", also="; elbe:endorses <utterance/chronicle/said-1>"),
    ],
    "one-source if each draws on the other": [
        framed("a", "liberation", also="; elbe:dependsOn <utterance/annals/said-2>"),
        Said("a", source="annals", also="; elbe:dependsOn <utterance/chronicle/said-1>"),
    ],
    "one-source if the other is deprecated": [framed("a", "liberation"), Said("a", source="annals", also=GONE)],
    "one-source if the other answer is deprecated": [framed("a", "liberation"), framed("b", "policy", more=GONE)],
    "one-source if who denies it is deprecated": [framed("a", "liberation"), Said("a", stance="denies", also=GONE)],
    "not-maintained": [framed("a", "liberation", stance="denies"), Said("a", stance="doubts")],
    "not-maintained if only considered": [framed("a", "liberation", stance="considers")],
    "not-maintained if who asserts it is deprecated": [framed("a", "liberation", also=GONE)],
}


@pytest.mark.parametrize("case", STATUSES)
def test_a_question_has_the_first_status_that_fits(case):
    (status,) = {given for _, given in computed("elbe:status", *STATUSES[case])}

    assert status == f"status/{case.partition(' ')[0]}"


@pytest.mark.parametrize(("more", "answers"), [("", "2"), (GONE, "1")])
def test_answers_are_counted_that_are_not_deprecated(more, answers):
    said = [framed("a", "liberation"), framed("b", "policy", more=more)]

    assert {n for _, n in computed("elbe:answerCount", *said)} == {answers}


def test_a_deprecated_question_has_no_status():
    asked = "<question/event/crossing/framed-as> owl:deprecated true ."

    assert computed("elbe:status", framed("a", "liberation"), more=asked) == set()


def test_who_only_endorses_adds_no_source():
    said = [
        framed("a", "liberation"),
        framed("b", "policy", source="annals", also="; elbe:endorses <utterance/chronicle/said-1>"),
    ]

    assert computed("elbe:independentSources", *said) == {("claim/a", "1"), ("claim/b", "1")}


@pytest.mark.parametrize(
    "property",
    [
        "prov:wasAttributedTo",
        "elbe:shownIn",
        "elbe:remove",
        "elbe:firstHand",
        "prov:wasQuotedFrom",
        "elbe:independentSources",
    ],
)
def test_nothing_is_derived_of_deprecated_utterances_nor_of_what_only_they_tell(property):
    said = [framed("a", "liberation", also="; elbe:reports <utterance/chronicle/inner>")]
    inner = (
        "<utterance/chronicle/inner> a elbe:ReportedUtterance ; elbe:speaker <person/boris> ; elbe:asserts <claim/a> ;"
        " elbe:rendering <rendering/direct-speech> .\n"
    )
    gone = "<utterance/chronicle/said-1> owl:deprecated true . <utterance/chronicle/inner> owl:deprecated true ."

    assert computed(property, *said, more=inner) != set()
    assert computed(property, *said, more=inner + gone) == set()


def test_a_status_names_the_rule_that_gave_it(small_seeds):
    asked = ID + "question/event/crossing/person-count/person"

    assert (asked, expand("elbe:byRule"), ID + "rule/question-status") in derived(small_seeds)


def told(event: int) -> list[Said]:
    """What one speaker says in one source of one event, with something for every rule."""
    subject = f"event/event-{event}"

    def of(said: Said, **more: str) -> Said:
        return replace(said, claim=f"{said.claim}-{event}", subject=subject, **more)

    speech = f"; elbe:ofSpeech <{subject}>"
    report = f"; elbe:reports <utterance/chronicle/inner-{event}>"
    return [
        of(count("whole", "exact 1200"), time="1945", manner="headline"),
        of(count("rival", "exact 1300"), place="valley", also=f"; elbe:byOurReading <claim/rival-{event}>"),
        of(count("part", "exact 1400", unit="soldier"), more=f" ; elbe:subsetOf <claim/whole-{event}>"),
        of(count("addend", "exact 500", unit="soldier"), more=f" ; elbe:addendOf <claim/rival-{event}>"),
        of(count("length", "exact 6", "month", "elbe:amount")),
        of(dated("begin", "beganOn", "1944-06")),
        of(dated("end", "endedOn", "1944-08")),
        of(dated("course", "occurredOn", "1944-05/1944-09")),
        of(dated("cast", "amount", "1944")),
        of(dated("recast", "amount", "1946")),
        of(framed("freed", "liberation"), also=speech),
        of(framed("held", "occupation"), also=speech),
        of(Said("yes", "elbe:carriedOutBy", "<person/boris>"), also=report),
        of(Said("no", "elbe:notCarriedOutBy", "<person/boris>"), also="; elbe:dependsOn <utterance/chronicle/said-1>"),
        Said(f"freed-{event}", stance="denies"),
    ]


def store_of(events: int) -> EmbeddedStore:
    """The record of that many events, with what is derived of it."""
    inner = "".join(
        f"<utterance/chronicle/inner-{n}> a elbe:ReportedUtterance ; elbe:speaker <person/boris> ;"
        f' elbe:rendering <rendering/direct-speech> . <event/event-{n}> skos:prefLabel "Event {n}"@en .\n'
        for n in range(events)
    )
    record = made([said for event in range(events) for said in told(event)], inner)
    declared = [Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in _triples("elbe.ttl")]
    return EmbeddedStore.holding([*record, *declared, *derive(record)])


@pytest.fixture(scope="module")
def stores() -> list[EmbeddedStore]:
    """A record, and one that is eight times as long."""
    return [store_of(40), store_of(320)]


@pytest.mark.whole
@pytest.mark.parametrize("rule", sorted(path.stem for path in resources.folder(FOLDER).glob("*.rq")))
def test_a_rule_takes_time_that_grows_with_the_record(stores, rule):
    query = resources.read_text(f"{FOLDER}/{rule}.rq")

    def seconds(store: EmbeddedStore) -> float:
        start = process_time()
        assert store.construct(query)
        return process_time() - start

    small, large = (min(seconds(store) for _ in range(3)) for store in stores)

    # Eight times as long if it is linear, sixty-four times if it is quadratic.
    assert large < 24 * max(small, 0.0005)


def test_a_question_that_only_joins_narrower_ones_has_no_status():
    wider = '<question/event/war/framed-as> a elbe:Question ; skos:prefLabel "Wider"@en .\n'
    joined = "<question/event/crossing/framed-as> skos:broader <question/event/war/framed-as> ."

    statuses = dict(computed("elbe:status", framed("a", "liberation"), more=wider + joined))
    assert statuses.keys() == {"question/event/crossing/framed-as"}


@pytest.mark.whole
def test_each_disputed_question_has_a_conflict_that_says_why(record):
    computed = derive(record.default_graph())
    on, why = expand("elbe:onQuestion"), expand("elbe:reason")
    disputed = {
        q.subject for q in computed if q.predicate.value == expand("elbe:status") and "disputed" in q.object.value
    }
    reasoned = {q.subject for q in computed if q.predicate.value == why}

    assert disputed
    assert disputed - {q.object for q in computed if q.predicate.value == on and q.subject in reasoned} == set()
