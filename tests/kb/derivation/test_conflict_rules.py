"""What the rules for conflicts find, and what they leave alone, in records made for each."""

import random
from types import SimpleNamespace

import pytest
from support.made_record import Said, computed, count, dated, framed, made
from support.words import DERIVED_GRAPH

from kb.derivation.derive import derive
from kb.namespaces import expand
from kb.reading.conflicts import disputes
from kb.store.embedded import EmbeddedStore

GONE = " ; owl:deprecated true"
HEDGED = " ; elbe:hedge <hedge/usually>"


def found(*all_said: Said, more: str = ""):
    """The conflicts in a record that says just this."""
    record = made(all_said, more)
    return [
        SimpleNamespace(**dispute.head, sides=[SimpleNamespace(**side) for side in dispute.sides])
        for dispute in disputes(EmbeddedStore.holding([*record, *derive(record)]))
    ]


def types(found) -> set[str]:
    return {conflict.type for conflict in found}


def sides(conflict) -> set[str]:
    return {side.claim.removeprefix("claim/") for side in conflict.sides}


# Figures


@pytest.mark.parametrize(
    ("figure", "kinds"),
    [
        ("exact 1300", {"figures"}),
        ("exact 1100", {"figures"}),
        ("at-least 1201", {"figures"}),
        ("more-than 1200", {"figures"}),
        ("less-than 1200", {"figures"}),
        ("range 1300 1400", {"figures"}),
        ("nearly 1200", {"figures"}),
        ("just-over 1200", {"figures"}),
        ("at-least 1200", set()),
        ("up-to 1200", set()),
        ("range 1000 1400", set()),
        ("nearly 1300", set()),
        ("just-over 1100", set()),
        ("best-estimate 1100 1000", set()),
        ("best-estimate 1400 1300", {"figures"}),
        ("approximate 9000", set()),
    ],
)
def test_figures_conflict_if_their_bounds_exclude_each_other(figure, kinds):
    assert types(found(count("one", "exact 1200"), count("other", figure))) == kinds


def test_figures_of_one_question_are_one_conflict_whose_reason_tells_all_in_order_and_no_approximate_one():
    said = [
        count("c", "exact 1300"),
        count("b", "more-than 1200"),
        count("a", "up-to 900"),
        count("d", "approximate 9000"),
    ]

    (conflict,) = found(*said)

    assert conflict.conflict == "conflict/figures/event/crossing/person-count/person"
    assert conflict.reason == "Not all of these can hold: at most 900; more than 1200; 1300."
    assert sides(conflict) == {"a", "b", "c"}


def test_which_figures_exclude_each_other_is_told_pair_by_pair():
    said = [count("a", "exact 900"), count("b", "exact 1300"), count("c", "at-least 1000")]

    assert computed("elbe:conflictsWith", *said) == {
        (f"claim/{one}", f"claim/{other}") for one, other in ("ab", "ba", "ac", "ca")
    }


@pytest.mark.parametrize("stance", ["considers", "denies", "doubts"])
def test_a_figure_that_nobody_asserts_excludes_nothing(stance):
    assert "figures" not in types(found(count("one", "exact 1200"), count("other", "exact 1300", stance=stance)))


@pytest.mark.parametrize(
    ("less", "more", "conflict"),
    [
        ({"time": "1945-05"}, {}, True),
        ({}, {"time": "1945-05"}, True),
        ({"time": "1945-05"}, {"time": "1945-05-01/1945-05-31"}, True),
        ({"time": "1945"}, {"time": "1945-05"}, True),
        ({"time": "../1945-05"}, {"time": "1945-05"}, True),
        ({"time": "1945-05"}, {"time": "1945"}, False),
        ({"time": "1945-05"}, {"time": "../1945-05"}, False),
        ({"time": "1944/1945-05"}, {"time": "1945"}, False),
        ({"time": "1944"}, {"time": "1945"}, False),
        ({"place": "left-bank"}, {}, True),
        ({}, {"place": "left-bank"}, True),
        ({"place": "left-bank"}, {"place": "left-bank"}, True),
        ({"place": "valley"}, {"place": "left-bank"}, True),
        ({"place": "left-bank"}, {"place": "valley"}, False),
        ({"place": "left-bank"}, {"place": "right-bank"}, False),
        ({"place": "left-bank", "time": "1945"}, {"place": "left-bank", "time": "1946"}, False),
    ],
)
def test_a_larger_count_conflicts_unless_it_is_of_another_or_a_wider_time_or_place(less, more, conflict):
    said = [count("less", "exact 1200", **less), count("more", "exact 1300", **more)]

    assert types(found(*said)) == ({"figures"} if conflict else set())


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        ({"time": "1945-05"}, "Not all of these can hold: 1200 (time not stated); 1300 (May 1945)."),
        ({"time": "1944/1945"}, "Not all of these can hold: 1200 (time not stated); 1300 (1944 to 1945)."),
        ({"place": "valley"}, "Not all of these can hold: 1200 (place not stated); 1300 (Valley)."),
        (
            {"place": "valley", "time": "1945"},
            "Not all of these can hold: 1200 (place not stated, time not stated); 1300 (Valley, 1945).",
        ),
    ],
)
def test_the_reason_says_which_time_or_place_is_not_stated(scope, reason):
    (conflict,) = found(count("one", "exact 1200"), count("other", "exact 1300", **scope))

    assert conflict.reason == reason


def test_an_amount_that_is_no_count_conflicts_only_for_the_same_time_and_place():
    def share(claim: str, figure: str, **more: str) -> Said:
        return count(claim, figure, "percent", "elbe:amount", **more)

    whole = share("whole", "exact 40", place="valley", time="1945")

    assert types(found(whole, share("same", "exact 60", place="valley", time="1945"))) == {"figures"}
    assert found(whole, share("part", "exact 60", place="left-bank", time="1945")) == []
    assert found(whole, share("month", "exact 60", place="valley", time="1945-05")) == []


def test_figures_of_other_units_do_not_conflict():
    assert found(count("one", "exact 1200"), count("other", "exact 1300", unit="soldier")) == []


# Dates


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("occurredOn", "1945-04-25"), ("occurredOn", "1945-04-26"), True),
        (("occurredOn", "1945-04-25"), ("occurredOn", "1945-04"), False),
        (("occurredOn", "1945-05"), ("occurredOn", "1945-04-25"), True),
        (("occurredOn", "1944-41"), ("occurredOn", "1944-10"), False),
        (("occurredOn", "1944-41"), ("occurredOn", "1944-02"), True),
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
        (("publishedOn", "1979-11"), ("publishedOn", "1989"), True),
        (("publishedOn", "1979-11"), ("occurredOn", "1941"), False),
    ],
)
def test_dates_conflict_if_no_course_of_things_fits_both(one, other, conflict):
    asked = [dated(f"c{n}", predicate, edtf) for n, (predicate, edtf) in enumerate((one, other))]

    assert types(found(*asked)) == ({"dates"} if conflict else set())


def test_dates_of_other_things_do_not_conflict():
    other = dated("other", "occurredOn", "1946", subject="event/retreat")

    assert found(dated("one", "occurredOn", "1945"), other) == []


def test_rival_dates_are_one_conflict_that_tells_all_of_them():
    said = [dated(name, "occurredOn", edtf) for name, edtf in (("a", "1918/1922"), ("b", "1917/1923"), ("c", "1919"))]

    (conflict,) = found(*said, dated("d", "occurredOn", "1925"))

    assert conflict.conflict == "conflict/dates/event/crossing/occurred-on"
    assert conflict.reason == (
        "Not all of these can hold: occurred: 1917 to 1923; occurred: 1918 to 1922; occurred: 1919; occurred: 1925."
    )


def test_dates_of_two_questions_are_one_conflict_that_stands_at_both():
    began, ended = found(dated("a", "endedOn", "/1944-09"), dated("b", "beganOn", "1944-10/.."))

    assert (began.conflict, ended.conflict) == ("conflict/dates/event/crossing/began-on",) * 2
    assert {began.question, ended.question} == {
        f"question/event/crossing/{asked}" for asked in ("began-on", "ended-on")
    }
    assert began.reason == "Not all of these can hold: ended: until September 1944; began: from October 1944 on."


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("occurredOn", "1944-10", None), ("occurredOn", "1944-11", "valley"), True),
        (("occurredOn", "1944-10", "left-bank"), ("occurredOn", "1944-11", "right-bank"), False),
        (("beganOn", "1944-10", "valley"), ("beganOn", "1944-11", "left-bank"), False),
        (("beganOn", "1944-10", "valley"), ("beganOn", "1944-09", "left-bank"), True),
        (("endedOn", "1944-10", "valley"), ("endedOn", "1944-09", "left-bank"), False),
        (("endedOn", "1944-10", "valley"), ("endedOn", "1944-11", "left-bank"), True),
    ],
)
def test_the_dates_of_a_part_conflict_with_those_of_the_whole_only_if_they_lie_beyond_them(one, other, conflict):
    said = [dated(f"c{n}", predicate, edtf, place=place) for n, (predicate, edtf, place) in enumerate((one, other))]

    assert types(found(*said)) == ({"dates"} if conflict else set())


def test_dates_that_are_meant_for_other_times_do_not_conflict():
    said = [dated("one", "occurredOn", "1944", time="1944"), dated("other", "occurredOn", "1945", time="1945")]

    assert found(*said) == []


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
def test_a_length_conflicts_with_dates_that_do_not_hold_it(length, unit, dates, conflict):
    said = [
        count("length", f"exact {length}", unit, "elbe:amount"),
        *(dated(predicate.lower(), predicate, edtf) for predicate, edtf in dates.items()),
    ]

    conflicting = found(*said)

    assert [c.rule for c in conflicting] == (["rule/conflicting-length"] if conflict else [])
    assert all(sides(c) == {s.claim for s in said} for c in conflicting)


def test_the_reason_of_a_length_tells_the_dates_and_the_length():
    said = [
        count("length", "exact 6", "month", "elbe:amount"),
        dated("b", "beganOn", "1944-06"),
        dated("e", "endedOn", "1944-08"),
    ]

    (conflict,) = found(*said)

    assert conflict.conflict == "conflict/dates/event/crossing/amount/month"
    assert conflict.reason == "Not all of these can hold: began: June 1944; ended: August 1944; 6 months."
    assert found(*said[:2], dated("e", "endedOn", "1944-08", place="valley", more=HEDGED)) == []


# Denials


def test_a_denied_claim_is_one_conflict_that_counts_speakers_once():
    said = [
        framed("freed", "liberation"),
        Said("freed", manner="headline"),
        Said("freed", speaker="clara"),
        Said("freed", speaker="boris", stance="denies"),
    ]

    (conflict,) = found(*said)

    assert conflict.conflict == "conflict/denial/freed"
    assert conflict.reason == "2 speakers assert, 1 denies: This is freed."
    assert len(conflict.sides) == 4


@pytest.mark.parametrize("property", ["dependsOn", "endorses"])
def test_what_draws_on_or_endorses_another_who_says_the_same_is_not_counted(property):
    said = [
        framed("freed", "liberation"),
        Said("freed", speaker="clara", also=f"; elbe:{property} <utterance/chronicle/said-1>"),
        Said("freed", speaker="boris", stance="doubts", also=f"; elbe:{property} <utterance/chronicle/said-1>"),
    ]

    (conflict,) = found(*said)

    assert conflict.reason == "1 speaker asserts, 1 doubts: This is freed."


def test_a_denial_of_what_nobody_asserts_is_no_conflict():
    assert found(framed("freed", "liberation", stance="denies"), Said("freed", stance="considers")) == []


# Negations


def test_a_predicate_conflicts_with_its_negation():
    yes = Said("yes", "elbe:carriedOutBy", "<person/boris>")
    no = Said("no", "elbe:notCarriedOutBy", "<person/boris>", speaker="boris")

    (conflict,) = found(yes, no)

    assert (conflict.type, conflict.conflict) == ("negation", "conflict/negation/event/crossing/carried-out-by")
    assert conflict.reason == "Not all of these can hold: “This is no.”; “This is yes.”."


def test_a_negation_about_someone_else_is_no_conflict():
    yes = Said("yes", "elbe:carriedOutBy", "<person/boris>")

    assert found(yes, Said("no", "elbe:notCarriedOutBy", "<person/anna>")) == []


@pytest.mark.parametrize(
    ("yes", "no", "conflict"),
    [
        ({"place": "left-bank"}, {}, True),
        ({"place": "left-bank"}, {"place": "valley"}, True),
        ({"place": "valley"}, {"place": "left-bank"}, False),
        ({}, {"place": "left-bank"}, False),
        ({"time": "1945-05"}, {"time": "1945"}, True),
        ({"time": "1945"}, {"time": "1945-05"}, False),
        ({}, {"time": "1945-05"}, False),
        ({"more": HEDGED}, {}, False),
        ({}, {"more": HEDGED}, False),
    ],
)
def test_a_negation_excludes_what_lies_within_its_time_and_place_and_is_not_hedged(yes, no, conflict):
    said = [
        Said("yes", "elbe:carriedOutBy", "<person/boris>", **yes),
        Said("no", "elbe:notCarriedOutBy", "<person/boris>", **no),
    ]

    assert types(found(*said)) == ({"negation"} if conflict else set())


# Framings


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
def test_framings_conflict_if_they_exclude_each_other(one, other, kinds):
    assert types(found(framed("one", one), framed("other", other))) == kinds


def test_framings_of_one_question_are_one_conflict_that_tells_all_words():
    said = [framed("a", "occupation"), framed("b", "liberation"), framed("c", "conquest"), framed("d", "atrocity")]

    (conflict,) = found(*said)

    assert conflict.conflict == "conflict/framing/event/crossing/framed-as"
    assert conflict.reason == "Not all of these can hold: conquest; liberation; occupation."
    assert sides(conflict) == {"a", "b", "c"}


BANKS = "".join(
    f"<question/event/crossing/framed-as/{bank}> skos:broader <question/event/crossing/framed-as> .\n"
    for bank in ("left-bank", "right-bank")
)


def on(bank: str) -> dict[str, str]:
    return {"scope": f"/{bank}", "place": bank}


def test_a_framing_of_the_whole_excludes_another_of_a_part_and_one_part_excludes_nothing_of_another():
    whole = framed("whole", "occupation")
    left, right = (framed(bank, "liberation", **on(bank)) for bank in ("left-bank", "right-bank"))

    conflicting = found(whole, left, more=BANKS)

    assert {c.question.removeprefix("question/event/crossing/") for c in conflicting} == {
        "framed-as",
        "framed-as/left-bank",
    }
    assert {c.conflict for c in conflicting} == {"conflict/framing/event/crossing/framed-as"}
    assert conflicting[0].reason == "Not all of these can hold: liberation (Left bank); occupation (place not stated)."
    assert found(framed("left-bank", "occupation", **on("left-bank")), right, more=BANKS) == []


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ({"place": "left-bank"}, {"place": "valley"}, True),
        ({"place": "left-bank"}, {"place": "right-bank"}, False),
        ({"place": "left-bank"}, {}, True),
        ({"time": "1944"}, {"time": "1944-10/1945"}, True),
        ({"time": "1944"}, {"time": "1945/.."}, False),
        ({"time": "../1944"}, {"time": "1945"}, False),
        ({"more": HEDGED}, {}, False),
    ],
)
def test_framings_conflict_where_their_times_and_places_meet_and_neither_is_hedged(one, other, conflict):
    said = [framed("one", "liberation", **one), framed("other", "occupation", **other)]

    assert types(found(*said)) == ({"framing"} if conflict else set())


def test_a_framing_that_is_only_considered_excludes_nothing():
    assert found(framed("one", "liberation", stance="considers"), framed("other", "occupation")) == []


# Renderings

SPEECH = "; elbe:ofSpeech <event/crossing>"


def test_renderings_of_one_speech_that_differ_are_one_conflict():
    said = [framed(name, framing, also=SPEECH) for name, framing in (("a", "policy"), ("b", "crime"), ("c", "symbol"))]

    (conflict,) = found(*said)

    assert (conflict.question, conflict.conflict) == (None, "conflict/rendering/crossing")
    assert conflict.reason == "One speech is rendered in different ways: Troops cross the river"
    assert sides(conflict) == {"a", "b", "c"}


def test_renderings_that_say_the_same_do_not_conflict():
    assert found(framed("a", "policy", also=SPEECH), Said("a", also=SPEECH)) == []


@pytest.mark.parametrize("mark", ["byImplication", "byOurReading"])
def test_what_a_rendering_says_by_inference_makes_no_difference(mark):
    said = [
        framed("a", "policy", also=SPEECH),
        framed("b", "crime", also=f"{SPEECH} ; elbe:asserts <claim/a> ; elbe:{mark} <claim/b>"),
    ]

    assert found(*said) == []


# Sums


@pytest.mark.parametrize(
    ("sum", "first", "conflict"),
    [
        ("900", {}, False),
        ("1000", {}, True),
        ("800", {}, True),
        ("1000", {"figure": "approximate 400"}, False),
        ("1000", {"stance": "considers"}, False),
        ("1000", {"more": HEDGED}, False),
        ("1000", {"more": GONE}, False),
    ],
)
def test_addends_that_do_not_make_their_sum_conflict_with_it(sum, first, conflict):
    of_whole = " ; elbe:addendOf <claim/whole>"
    figure = {"figure": "exact 400", "subject": "event/retreat"} | first
    said = [
        count("whole", f"exact {sum}"),
        count("first", **figure | {"more": of_whole + first.get("more", "")}),
        count("second", "exact 500", unit="soldier", more=of_whole),
    ]

    conflicting = found(*said)

    assert types(conflicting) == ({"sum"} if conflict else set())
    assert all(sides(c) == {"whole", "first", "second"} for c in conflicting)
    assert all(c.reason == f"The parts, 400 + 500, come to 900, the whole is put at {sum}." for c in conflicting)


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("exact 1300", {"sum"}),
        ("at-least 1201", {"sum"}),
        ("just-over 1200", {"sum"}),
        ("exact 1200", set()),
        ("range 1000 2000", set()),
        ("approximate 1300", set()),
    ],
)
def test_a_part_conflicts_with_a_whole_that_it_exceeds(part, kinds):
    said = [count("whole", "exact 1200"), count("part", part, unit="soldier", more=" ; elbe:subsetOf <claim/whole>")]

    assert types(found(*said)) == kinds


NARROWER = (
    "<question/event/crossing/person-count/soldier> skos:broader <question/event/crossing/person-count/person> .\n"
)
KIND = "<unit/soldier> skos:broader <unit/person> .\n"


def test_the_answer_to_a_narrower_question_must_not_exceed_that_to_the_wider_one():
    said = [count("whole", "exact 1200"), count("part", "exact 1300", unit="soldier")]

    assert found(*said, more=KIND) == []
    conflicting = found(*said, more=NARROWER + KIND)
    assert {c.conflict for c in conflicting} == {"conflict/sum/event/crossing/person-count/person"}
    assert {c.question for c in conflicting} == {
        f"question/event/crossing/person-count/{unit}" for unit in ("person", "soldier")
    }
    assert conflicting[0].reason == "What is counted as a part, 1300, exceeds the whole, 1200."


def test_a_narrower_question_that_counts_another_thing_gives_no_part():
    said = [
        count("armed-forces", "exact 2652672", unit="prisoner-of-war"),
        count("registered", "exact 3127380", unit="registered-prisoner"),
    ]
    narrower = NARROWER.replace("/soldier>", "/registered-prisoner>").replace("/person>", "/prisoner-of-war>")

    assert found(*said, more=narrower) == []


@pytest.mark.parametrize(
    ("whole", "part", "conflict"),
    [
        ({"time": "1945"}, {"time": "1945-05"}, True),
        ({"time": "1945-05"}, {"time": "1945"}, False),
        ({"time": "1945"}, {}, False),
        ({}, {"time": "1945"}, True),
        ({"place": "valley"}, {"place": "left-bank"}, True),
        ({"place": "left-bank"}, {"place": "right-bank"}, False),
        ({"place": "valley"}, {}, False),
    ],
)
def test_the_answer_to_a_narrower_question_is_a_part_within_the_time_and_place_of_the_whole(whole, part, conflict):
    said = [count("whole", "exact 1200", **whole), count("part", "exact 1300", unit="soldier", **part)]

    assert types(found(*said, more=NARROWER + KIND)) == ({"sum"} if conflict else set())


# Headings


@pytest.mark.parametrize(("speaker", "kinds"), [("anna", {"figures", "heading"}), ("boris", {"figures"})])
def test_a_headline_conflicts_with_the_body_of_its_own_speaker_only(speaker, kinds):
    headline = count("above", "exact 1200", manner="headline")

    assert types(found(headline, count("below", "exact 1300", speaker=speaker))) == kinds


def test_a_headline_does_not_conflict_with_the_body_of_another_source():
    headline = count("above", "exact 1200", manner="headline")

    assert types(found(headline, count("below", "exact 1300", source="annals"))) == {"figures"}


def test_a_headline_that_fits_the_body_is_no_conflict_though_both_conflict_with_a_third():
    said = [
        count("above", "at-least 1200", manner="headline"),
        count("below", "exact 1300"),
        count("third", "exact 900", speaker="boris"),
    ]

    assert types(found(*said)) == {"figures"}


def test_a_headline_conflicts_with_a_denial_in_its_own_body():
    said = [framed("freed", "liberation", manner="headline"), Said("freed", stance="denies"), Said("freed")]

    (heading,) = [c for c in found(*said) if c.type == "heading"]

    assert heading.conflict == "conflict/heading/freed"
    assert [side.stance for side in heading.sides] == ["asserts", "denies"]


def test_two_headlines_are_no_heading_and_body():
    said = [count("above", "exact 1200", manner="headline"), count("below", "exact 1300", manner="caption")]

    assert types(found(*said)) == {"figures"}


# Inferences


def marked(mark: str, claim: str) -> str:
    return f"; elbe:{mark} <claim/{claim}>"


@pytest.mark.parametrize(
    ("mark", "inference"), [("byImplication", "inference/implication"), ("byOurReading", "inference/our-reading")]
)
def test_a_conflict_says_on_which_inference_it_rests(mark, inference):
    said = [framed("one", "liberation"), framed("other", "occupation", also=marked(mark, "other"))]

    assert computed("elbe:restsOnInference", *said) == {("conflict/framing/event/crossing/framed-as", inference)}


def test_a_conflict_that_stands_without_the_inference_does_not_rest_on_it():
    implied = framed("other", "occupation", also=marked("byImplication", "other"))
    outright = Said("other", speaker="boris")
    third = framed("third", "conquest")

    assert computed("elbe:restsOnInference", framed("one", "liberation"), implied, outright) == set()
    assert computed("elbe:restsOnInference", framed("one", "liberation"), implied, third) == set()


def test_a_denial_rests_on_inference_if_nobody_denies_outright():
    said = [
        framed("freed", "liberation"),
        Said("freed", speaker="boris", stance="denies", also=marked("byOurReading", "freed")),
    ]

    assert computed("elbe:restsOnInference", *said) == {("conflict/denial/freed", "inference/our-reading")}
    assert computed("elbe:restsOnInference", *said, Said("freed", speaker="clara", stance="doubts")) == set()


# What is common to all


EACH_KIND = {
    "figures": [count("one", "exact 1"), count("other", "exact 2")],
    "dates": [dated("one", "beganOn", "1945"), dated("other", "endedOn", "1944")],
    "length": [
        count("one", "exact 2", "year", "elbe:amount"),
        dated("other", "beganOn", "1939"),
        dated("end", "endedOn", "1945"),
    ],
    "denial": [framed("one", "liberation"), Said("one", speaker="boris", stance="denies")],
    "framing": [framed("one", "liberation"), framed("other", "occupation")],
    "negation": [
        Said("one", "elbe:carriedOutBy", "<person/boris>"),
        Said("other", "elbe:notCarriedOutBy", "<person/boris>"),
    ],
    "rendering": [framed("one", "policy", also=SPEECH), framed("other", "crime", also=SPEECH)],
    "sum": [count("one", "exact 1"), count("other", "exact 2", unit="soldier", more=" ; elbe:subsetOf <claim/one>")],
    "addends": [
        count("one", "exact 1"),
        count("other", "exact 2", unit="soldier", more=" ; elbe:addendOf <claim/one>"),
    ],
}


@pytest.mark.parametrize("kind", EACH_KIND)
@pytest.mark.parametrize(
    "gone",
    [
        "claim/one",
        "utterance/chronicle/said-1",
        "utterance/chronicle/said-2",
        "event/crossing",
    ],
)
def test_what_is_deprecated_takes_part_in_no_conflict(kind, gone):
    assert found(*EACH_KIND[kind]) != []
    assert found(*EACH_KIND[kind], more=f"<{gone}> owl:deprecated true .") == []


def test_what_is_computed_does_not_depend_on_the_order_of_the_record():
    said = [said for kind in EACH_KIND.values() for said in kind if said.object]
    said = [Said(**vars(s) | {"claim": f"{s.claim}-{n}"}) for n, s in enumerate(said)]
    record = made(said)
    shuffled = random.Random(7).sample(record, len(record))

    assert len([quad for quad in derive(record) if quad.predicate.value == expand("elbe:reason")]) >= 5
    assert sorted(map(str, derive(record))) == sorted(map(str, derive(shuffled)))


def test_all_that_a_rule_computes_of_conflicts_stands_in_the_derived_graph():
    assert {quad.graph_name for quad in derive(made(EACH_KIND["figures"]))} == {DERIVED_GRAPH}


def test_the_record_holds_conflicts_of_each_kind_that_its_documents_give(record):
    authored = record.default_graph()

    store = EmbeddedStore.holding([*authored, *derive(authored)])
    kinds = {dispute.conflict.type.text for dispute in disputes(store)}

    assert kinds >= {"denial", "figures", "framing", "heading", "rendering"}
