"""What the rules for conflicts find, and what they leave alone, in records made for each."""

from dataclasses import dataclass, field

import pytest
from support.small_record import FILES, write_seeds

from kb.authoring.loader import load
from kb.derivation.derive import derive
from kb.model.questions import expected
from kb.namespaces import expand
from kb.reading.conflicts import conflicts
from kb.store.embedded import EmbeddedStore

UTTERANCES = "sources/chronicle/utterances.yaml"
HEADER = FILES[UTTERANCES].partition("- id: utterance/")[0]
RETREAT = "- id: event/retreat\n  prefLabel: {en: Troops go back}\n  eventType: event-type/military-operation\n"


@dataclass(frozen=True)
class Said:
    """One claim, first made here unless it has no content, with who says it and how."""

    claim: str
    predicate: str = ""
    object: str = ""
    speaker: str = "person/anna"
    stance: str = "asserts"
    manner: str = "encyclopedic"
    subject: str = "event/crossing"
    unit: str = ""
    more: dict[str, str] = field(default_factory=dict)
    utterance: str = ""


def utterance(said: Said, order: int) -> str:
    """The utterance in YAML, the order-th of its source."""
    lines = [
        f"- id: utterance/chronicle/said-{order}",
        f"  speaker: {said.speaker}",
        f"  manner: manner/{said.manner}",
        f"  passage: {{start: {order * 10}, end: {order * 10 + 9}, sha256: {format(order, 'x') * 64}}}",
        *([f"  {said.utterance}"] if said.utterance else []),
    ]
    if not said.object:
        return "\n".join([*lines, f"  {said.stance}: claim/{said.claim}\n"])
    content = {
        "answers": expected(said.subject, expand(said.predicate), f"unit/{said.unit}" if said.unit else None),
        "subject": said.subject,
        "predicate": said.predicate,
        "object": said.object,
        "gist": f"This is {said.claim}.",
    } | said.more
    body = [f"      {key}: {value}" for key, value in content.items()]
    return "\n".join([*lines, f"  {said.stance}:", f"    - id: claim/{said.claim}", *body, ""])


@pytest.fixture
def found(tmp_path):
    """A finder of the conflicts in a record that says just this."""

    def find(*all_said: Said, authority: str = ""):
        told = HEADER + "".join(utterance(said, order) for order, said in enumerate(all_said, 1))
        files = FILES | {UTTERANCES: told, "authority/all.yaml": FILES["authority/all.yaml"] + RETREAT + authority}
        authored = load(write_seeds(tmp_path / "seeds", files)).default_graph()
        return conflicts(EmbeddedStore.holding([*authored, *derive(authored)]))

    return find


def types(found) -> set[str]:
    return {conflict.type for conflict in found}


def count(claim: str, figure: str, unit: str = "person", **more: str) -> Said:
    said = {key: more.pop(key) for key in ("speaker", "stance", "manner", "subject") if key in more}
    return Said(claim, "elbe:personCount", f"{{{figure}, unit: unit/{unit}}}", unit=unit, more=more, **said)


def dated(claim: str, predicate: str, edtf: str, **more: str) -> Said:
    return Said(claim, predicate, f'{{date: "{edtf}"}}', **more)


def framed(claim: str, framing: str, **more: str) -> Said:
    return Said(claim, "elbe:framedAs", f"framing/{framing}", **more)


EXACTLY = 'value: "1200", precision: precision/exact'


@pytest.mark.parametrize(
    ("figure", "kinds"),
    [
        ('value: "1300", precision: precision/exact', {"figures"}),
        ('value: "1100", precision: precision/exact', {"figures"}),
        ('lower: "1201", precision: precision/at-least', {"figures"}),
        ('lower: "1200", precision: precision/more-than', {"figures"}),
        ('upper: "1200", precision: precision/less-than', {"figures"}),
        ('lower: "1300", upper: "1400", precision: precision/range', {"figures"}),
        ('lower: "1200", precision: precision/at-least', set()),
        ('upper: "1200", precision: precision/up-to', set()),
        ('lower: "1000", upper: "1400", precision: precision/range', set()),
        ('value: "9000", precision: precision/approximate', set()),
    ],
)
def test_figures_conflict_if_their_bounds_exclude_each_other(found, figure, kinds):
    assert types(found(count("one", EXACTLY), count("other", figure))) == kinds


def test_the_reason_of_figures_says_what_each_side_allows(found):
    (conflict,) = found(count("one", EXACTLY), count("other", 'lower: "1300", precision: precision/more-than'))

    assert conflict.reason == "One puts it at 1200, the other at more than 1300."
    assert conflict.conflict == "conflict/figures/one/other"


@pytest.mark.parametrize("more", [{"validTime": "1945-05"}, {"stance": "considers"}, {"stance": "denies"}])
def test_figures_of_other_times_or_that_nobody_asserts_exclude_nothing(found, more):
    assert "figures" not in types(found(count("one", EXACTLY), count("other", EXACTLY.replace("1200", "1300"), **more)))


def test_figures_of_other_units_do_not_conflict(found):
    assert found(count("one", EXACTLY), count("other", EXACTLY.replace("1200", "1300"), unit="soldier")) == []


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("occurredOn", "1945-04-25"), ("occurredOn", "1945-04-26"), True),
        (("occurredOn", "1945-04-25"), ("occurredOn", "1945-04"), False),
        (("occurredOn", "1945-05"), ("occurredOn", "1945-04-25"), True),
        (("occurredOn", "1944-41"), ("occurredOn", "1944-10"), False),
        (("occurredOn", "1919/1921"), ("occurredOn", "1919/1920"), True),
        (("occurredOn", "1919/1921"), ("occurredOn", "1918/1921"), True),
        (("occurredOn", "1919/1921"), ("occurredOn", "1919-02/1921-03"), False),
        (("occurredOn", "1919/1921"), ("occurredOn", "1920"), False),
        (("occurredOn", "1919/1921"), ("occurredOn", "1922"), True),
        (("occurredOn", "1919/1921~"), ("occurredOn", "1922"), False),
        (("occurredOn", "/1944-06"), ("occurredOn", "1944-07"), True),
        (("occurredOn", "/1944-06"), ("occurredOn", "1944-05"), False),
        (("endedOn", "/1944-12"), ("endedOn", "1945-01"), True),
        (("endedOn", "1944-12/1945-02"), ("endedOn", "1945-01"), False),
        (("beganOn", "1944-10"), ("endedOn", "1944-09"), True),
        (("beganOn", "1944-10"), ("endedOn", "1944-10"), False),
        (("beganOn", "1944-10"), ("occurredOn", "1944-09"), True),
        (("beganOn", "1944-10"), ("occurredOn", "1944-09/1944-12"), True),
        (("endedOn", "1944-10"), ("occurredOn", "1944-11"), True),
        (("beganOn", "1944-10"), ("occurredOn", "1944-11"), False),
    ],
)
def test_dates_conflict_if_no_course_of_things_fits_both(found, one, other, conflict):
    asked = [dated(f"c{n}", f"elbe:{predicate}", edtf) for n, (predicate, edtf) in enumerate((one, other))]

    assert types(found(*asked)) == ({"dates"} if conflict else set())


def test_dates_of_other_things_do_not_conflict(found):
    other = dated("other", "elbe:occurredOn", "1946", subject="event/retreat")

    assert found(dated("one", "elbe:occurredOn", "1945"), other) == []


def test_two_dates_are_one_conflict_with_one_reason(found):
    (conflict,) = found(dated("a", "elbe:occurredOn", "1918/1922"), dated("b", "elbe:occurredOn", "1917/1923"))

    assert conflict.conflict == "conflict/dates/a/b"
    assert conflict.reason == "By one it occurred on 1918 to 1922, by the other it occurred on 1917 to 1923."


@pytest.mark.parametrize(
    ("length", "unit", "dates", "conflict"),
    [
        ("2", "month", {"beganOn": "1944-06", "endedOn": "1944-08"}, False),
        ("2", "month", {"beganOn": "1944-06-22", "endedOn": "1944-08-19"}, False),
        ("6", "month", {"beganOn": "1944-06", "endedOn": "1944-08"}, True),
        ("2", "month", {"beganOn": "1944-06", "endedOn": "1945-06"}, True),
        ("2", "month", {"beganOn": "1944", "endedOn": "1945"}, False),
        ("3", "day", {"beganOn": "1945-09-22", "endedOn": "1945-09-25"}, False),
        ("3", "day", {"beganOn": "1945-09-22", "endedOn": "1945-09-30"}, True),
        ("45", "year", {"occurredOn": "1944/1989"}, False),
        ("40", "year", {"occurredOn": "1944/1989"}, True),
        ("45", "year", {"occurredOn": "1944"}, False),
        ("6", "month", {"beganOn": "1944-06", "endedOn": "1944-08~"}, False),
    ],
)
def test_a_length_conflicts_with_dates_that_do_not_hold_it(found, length, unit, dates, conflict):
    figure = f'{{value: "{length}", unit: unit/{unit}, precision: precision/exact}}'
    said = [
        Said("length", "elbe:amount", figure, unit=unit),
        *(dated(p.lower(), f"elbe:{p}", d) for p, d in dates.items()),
    ]

    conflicting = found(*said)

    assert [c.rule for c in conflicting] == (["rule/conflicting-length"] if conflict else [])
    assert all({side.claim for side in c.sides} == {f"claim/{s.claim}" for s in said} for c in conflicting)


def test_a_denied_claim_is_one_conflict_that_counts_speakers_once(found):
    said = [
        framed("freed", "liberation", speaker="person/anna"),
        Said("freed", speaker="person/anna", manner="headline"),
        Said("freed", speaker="agent/chronicle-authors"),
        Said("freed", speaker="person/boris", stance="denies"),
    ]

    (conflict,) = found(*said)

    assert conflict.conflict == "conflict/denial/freed"
    assert conflict.reason == "2 speakers assert, 1 denies: This is freed."
    assert len(conflict.sides) == 4


def test_what_draws_on_another_is_not_counted_among_those_who_assert(found):
    said = [
        framed("freed", "liberation"),
        Said("freed", speaker="agent/chronicle-authors", utterance="dependsOn: utterance/chronicle/said-1"),
        Said("freed", speaker="person/boris", stance="doubts"),
    ]

    (conflict,) = found(*said)

    assert conflict.reason == "1 speaker asserts, 1 doubts: This is freed."


def test_a_denial_of_what_nobody_asserts_is_no_conflict(found):
    assert found(framed("freed", "liberation", stance="denies"), Said("freed", stance="considers")) == []


def test_a_predicate_conflicts_with_its_negation(found):
    yes = Said("yes", "elbe:carriedOutBy", "person/boris")
    no = Said("no", "elbe:notCarriedOutBy", "person/boris", speaker="person/boris")

    (conflict,) = found(yes, no)

    assert (conflict.type, conflict.conflict) == ("negation", "conflict/negation/yes/no")
    assert conflict.reason == "“This is yes.” against “This is no.”"


def test_a_negation_about_someone_else_is_no_conflict(found):
    yes = Said("yes", "elbe:carriedOutBy", "person/boris")

    assert found(yes, Said("no", "elbe:notCarriedOutBy", "person/anna")) == []


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("liberation", "occupation", {"framing"}),
        ("invasion", "liberation", {"framing"}),
        ("conquest", "liberation", {"framing"}),
        ("conquest", "occupation", set()),
        ("massacre", "atrocity", set()),
    ],
)
def test_framings_conflict_if_they_exclude_each_other(found, one, other, kinds):
    assert types(found(framed("one", one), framed("other", other))) == kinds


LEFT_BANK = """
- id: place/left-bank
  prefLabel: {en: Left bank}
- id: place/right-bank
  prefLabel: {en: Right bank}
- id: question/event/crossing/framed-as/left-bank
  prefLabel: {en: What was the crossing on the left bank?}
  place: place/left-bank
  broader: question/event/crossing/framed-as
- id: question/event/crossing/framed-as/right-bank
  prefLabel: {en: What was the crossing on the right bank?}
  place: place/right-bank
  broader: question/event/crossing/framed-as
"""


def on(bank: str) -> dict[str, str]:
    return {"answers": f"question/event/crossing/framed-as/{bank}", "place": f"place/{bank}"}


def test_a_framing_of_the_whole_excludes_another_of_a_part_and_one_part_excludes_nothing_of_another(found):
    whole = framed("whole", "occupation")
    left, right = (framed(bank, "liberation", more=on(bank)) for bank in ("left-bank", "right-bank"))

    (conflict,) = found(whole, left, authority=LEFT_BANK)

    assert (conflict.question, conflict.conflict) == (
        "question/event/crossing/framed-as",
        "conflict/framing/whole/left-bank",
    )
    assert conflict.reason == "One calls it occupation, the other liberation, of a part."
    assert found(framed("left-bank", "occupation", more=on("left-bank")), right, authority=LEFT_BANK) == []


def test_a_framing_that_is_only_considered_excludes_nothing(found):
    assert found(framed("one", "liberation", stance="considers"), framed("other", "occupation")) == []


def test_renderings_of_one_speech_that_differ_are_one_conflict(found):
    speech = {"utterance": "ofSpeech: event/crossing"}
    said = [framed(name, framing, **speech) for name, framing in (("a", "policy"), ("b", "crime"), ("c", "symbol"))]

    (conflict,) = found(*said)

    assert (conflict.question, conflict.conflict) == (None, "conflict/rendering/crossing")
    assert {side.claim for side in conflict.sides} == {"claim/a", "claim/b", "claim/c"}


def test_renderings_that_say_the_same_do_not_conflict(found):
    speech = {"utterance": "ofSpeech: event/crossing"}

    assert found(framed("a", "policy", **speech), Said("a", **speech)) == []


@pytest.mark.parametrize(
    ("sum", "precision", "kinds"),
    [("900", "exact", set()), ("1000", "exact", {"sum"}), ("800", "exact", {"sum"}), ("1000", "approximate", set())],
)
def test_addends_that_do_not_make_their_sum_conflict_with_it(found, sum, precision, kinds):
    said = [
        count("whole", f'value: "{sum}", precision: precision/exact'),
        count(
            "first", f'value: "400", precision: precision/{precision}', subject="event/retreat", addendOf="claim/whole"
        ),
        count("second", 'value: "500", precision: precision/exact', unit="soldier", addendOf="claim/whole"),
    ]

    conflicting = found(*said)

    assert types(conflicting) == kinds
    assert all({side.claim for side in c.sides} == {"claim/whole", "claim/first", "claim/second"} for c in conflicting)


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ('value: "1300", precision: precision/exact', {"sum"}),
        ('lower: "1201", precision: precision/at-least', {"sum"}),
        ('value: "1200", precision: precision/exact', set()),
        ('lower: "1000", upper: "2000", precision: precision/range', set()),
        ('value: "1300", precision: precision/approximate', set()),
    ],
)
def test_a_part_conflicts_with_a_whole_that_it_exceeds(found, part, kinds):
    assert types(found(count("whole", EXACTLY), count("part", part, unit="soldier", subsetOf="claim/whole"))) == kinds


def test_the_answer_to_a_narrower_question_must_not_exceed_that_to_the_wider_one(found):
    narrower = (
        "- id: question/event/crossing/person-count/soldier\n  prefLabel: {en: How many soldiers?}\n"
        "  broader: question/event/crossing/person-count/person\n"
    )
    said = [count("whole", EXACTLY), count("part", EXACTLY.replace("1200", "1300"), unit="soldier")]

    assert found(*said) == []
    assert [conflict.conflict for conflict in found(*said, authority=narrower)] == ["conflict/sum/whole/part"]


@pytest.mark.parametrize(("speaker", "kinds"), [("person/anna", {"figures", "heading"}), ("person/boris", {"figures"})])
def test_a_headline_conflicts_with_the_body_of_its_own_speaker_only(found, speaker, kinds):
    headline = count("above", EXACTLY, manner="headline")

    assert types(found(headline, count("below", EXACTLY.replace("1200", "1300"), speaker=speaker))) == kinds


def test_a_headline_conflicts_with_a_denial_in_its_own_body(found):
    said = [framed("freed", "liberation", manner="headline"), Said("freed", stance="denies"), Said("freed")]

    assert [c.conflict for c in found(*said) if c.type == "heading"] == [
        "conflict/heading/chronicle/said-1/chronicle/said-2"
    ]


def test_two_headlines_are_no_heading_and_body(found):
    said = [
        count("above", EXACTLY, manner="headline"),
        count("below", EXACTLY.replace("1200", "1300"), manner="caption"),
    ]

    assert types(found(*said)) == {"figures"}


def test_the_record_holds_conflicts_of_each_kind_that_its_documents_give(record):
    authored = record.default_graph()

    kinds = types(conflicts(EmbeddedStore.holding([*authored, *derive(authored)])))

    assert kinds >= {"dates", "denial", "figures", "framing", "heading", "rendering", "sum"}
