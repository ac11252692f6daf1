import pytest

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.namespaces import DERIVED_GRAPH, ID, expand

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


def test_a_question_is_disputed_as_soon_as_an_answer_is_denied(small_seeds, mended):
    disputed = {o for _, p, o in derived(small_seeds) if p == expand("elbe:status")}
    undisputed = {
        o for _, p, o in derived(mended("utterances.yaml", "denies:", "considers:")) if p == expand("elbe:status")
    }

    assert disputed == {ID + "status/disputed"}
    assert undisputed == {ID + "status/undisputed"}


def test_a_question_is_unresolved_if_no_answer_can_be_read(mended):
    figure = '{value: "1200", unit: unit/person, precision: precision/approximate}'
    folder = mended("utterances.yaml", figure, "elbe:unreadableValue")
    path = folder / "sources/chronicle/utterances.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("denies:", "considers:"), encoding="utf-8")

    assert {o for _, p, o in derived(folder) if p == expand("elbe:status")} == {ID + "status/unresolved"}


def test_a_status_names_the_rule_that_gave_it(small_seeds):
    asked = ID + "question/event/crossing/person-count/person"

    assert (asked, expand("elbe:byRule"), ID + "rule/question-status") in derived(small_seeds)
