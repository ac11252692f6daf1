import pytest

from kb.derive import derive
from kb.loader import load
from kb.names import DERIVED_GRAPH, ID, expand

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


def second_claim(
    object_: str, manner: str = "encyclopedic", speaker: str = "agent/chronicle-authors", **more: str
) -> str:
    """A further utterance of the chronicle, with one claim on the same question."""
    lines = "".join(f"      {key}: {value}\n" for key, value in more.items())
    return f"""\
- id: utterance/chronicle/second
  speaker: {speaker}
  manner: manner/{manner}
  passage: {{start: 70, end: 90, sha256: cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc}}
  asserts:
    - id: claim/second
      answers: question/event/crossing/person-count/person
      subject: event/crossing
      predicate: elbe:personCount
      object: {object_}
      validTime: 1945-04
      gist: Another figure.
{lines}"""


def conflicts(folder) -> set[str]:
    return {o.removeprefix(ID + "conflict-type/") for _, p, o in derived(folder) if p == expand("elbe:conflictType")}


@pytest.fixture
def crossing(small_seeds):
    """A maker of the small record with an exact figure of 1,200, nobody's denial, and a further utterance."""

    def make(second: str):
        path = small_seeds / "sources/chronicle/utterances.yaml"
        text = path.read_text(encoding="utf-8").replace("precision/approximate", "precision/exact")
        path.write_text(text.replace("denies:", "considers:") + second, encoding="utf-8")
        return small_seeds

    return make


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ('{value: "1300", unit: unit/person, precision: precision/exact}', {"figures"}),
        ('{lower: "1201", unit: unit/person, precision: precision/at-least}', {"figures"}),
        ('{lower: "1200", unit: unit/person, precision: precision/more-than}', {"figures"}),
        ('{upper: "1200", unit: unit/person, precision: precision/less-than}', {"figures"}),
        ('{lower: "1300", upper: "1400", unit: unit/person, precision: precision/range}', {"figures"}),
        ('{lower: "1200", unit: unit/person, precision: precision/at-least}', set()),
        ('{lower: "1000", upper: "1400", unit: unit/person, precision: precision/range}', set()),
        ('{value: "9000", unit: unit/person, precision: precision/approximate}', set()),
    ],
)
def test_figures_conflict_if_their_bounds_exclude_each_other(crossing, figure, found):
    assert conflicts(crossing(second_claim(figure))) == found


def test_figures_of_other_times_do_not_conflict(crossing):
    other = second_claim('{value: "1300", unit: unit/person, precision: precision/exact}').replace("1945-04", "1945-05")

    assert conflicts(crossing(other)) == set()


@pytest.mark.parametrize(
    ("speaker", "found"),
    [("agent/chronicle-authors", {"figures", "heading"}), ("person/boris", {"figures"})],
)
def test_a_headline_conflicts_with_the_body_of_its_own_speaker_only(crossing, speaker, found):
    figure = '{value: "1300", unit: unit/person, precision: precision/exact}'

    assert conflicts(crossing(second_claim(figure, "headline", speaker))) == found


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


def test_addends_that_do_not_make_their_sum_conflict_with_it(crossing):
    part = second_claim(
        '{value: "700", unit: unit/person, precision: precision/approximate}', addendOf="claim/crossing-strength"
    )

    assert conflicts(crossing(part)) == {"sum"}


def test_who_denies_what_another_asserts_conflicts_with_them(small_seeds):
    assert conflicts(small_seeds) == {"denial"}


def test_a_question_is_disputed_as_soon_as_an_answer_is_denied(small_seeds, mended):
    disputed = {o for _, p, o in derived(small_seeds) if p == expand("elbe:status")}
    undisputed = {
        o for _, p, o in derived(mended("utterances.yaml", "denies:", "considers:")) if p == expand("elbe:status")
    }

    assert disputed == {ID + "status/disputed"}
    assert undisputed == {ID + "status/undisputed"}


def test_the_record_holds_conflicts_of_each_kind_that_it_should(record):
    kinds = {
        q.object.value.rpartition("/")[2]
        for q in derive(record.default_graph())
        if q.predicate.value == expand("elbe:conflictType")
    }

    assert kinds >= {"figures", "denial", "framing", "rendering"}
