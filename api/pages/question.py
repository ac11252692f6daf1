"""What the page of a question shows: answers by stance, a chart of all figures or dates, what conflicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode

from api.pages import scales
from api.pages.chart import Chart, Group, Row, narrow, wide
from kb.model.stances import STANCES
from kb.namespaces import expand
from kb.reading.assessments import Assessment, read_assessment
from kb.reading.claims import Claim, Figure, read_claim
from kb.reading.conflicts import Conflict, read_conflict
from kb.reading.facts import Facts, Reference
from kb.reading.figures import Extent, counted, extent, number_in_words
from kb.reading.rivals import Answered
from kb.reading.telling import Telling, told

UNREADABLE = expand("elbe:unreadableValue")
HEADINGS = {
    "asked": "Answers",
    "broader": "Answers to a broader question",
    "narrower": "Answers to a narrower question",
    "beside": "Other answers on the same thing",
}
ASKED = {"elbe:onSubject": "about", "elbe:inUnit": "counted", "elbe:place": "place", "elbe:validTime": "time"}
"""What a question fixes, and how a page calls that."""


@dataclass(frozen=True)
class Answer:
    """A claim that answers the question, and who says so, by stance."""

    claim: Claim
    says: str
    """What it says in a word or two: its figure, time or object."""
    tellings: dict[str, list[Telling]]
    warnings: tuple[str, ...]

    @property
    def sources(self) -> int:
        """In how many sources it is asserted."""
        return len({shown.source.iri for each in self.tellings.get("asserts", ()) for shown in each.passages})


@dataclass(frozen=True)
class Questioned:
    """A question with its answers, and what it is to the one that was asked for."""

    relation: str
    question: Reference
    status: Reference | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Figures:
    """The chart of all figures, or of all dates, for wide and for narrow screens, with its rows for a table."""

    title: str
    description: str
    wide: Chart
    narrow: Chart
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class QuestionView:
    """The page of a question."""

    iri: str
    heading: Reference
    asked: Questioned
    fixed: tuple[tuple[str, tuple[Reference, ...]], ...]
    figures: Figures | None
    stances: tuple[str, ...]
    """The stances that are taken on some answer."""
    others: tuple[Questioned, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[Assessment, ...]


def question_view(facts: Facts, answered: Sequence[Answered]) -> QuestionView:
    """The page of the first of some questions, beside which the others stand."""
    questions = [_questioned(facts, each) for each in answered]
    asked, iri = questions[0], answered[0].question.value
    taken = {kind for answer in asked.answers for kind in answer.tellings}
    return QuestionView(
        iri=iri,
        heading=facts.reference(iri),
        asked=asked,
        fixed=tuple((name, found) for name, found in _fixed(facts, iri) if found),
        figures=_figures(facts, questions),
        stances=tuple(kind for kind in STANCES if kind in taken),
        others=tuple(each for each in questions[1:] if each.answers),
        conflicts=tuple(read_conflict(facts, node.value) for node in _each(each.conflicts for each in answered)),
        notes=tuple(read_assessment(facts, note.value) for note in answered[0].notes),
    )


def _each(groups: Iterable[Iterable[NamedNode]]) -> list[NamedNode]:
    return list(dict.fromkeys(node for group in groups for node in group))


def _fixed(facts: Facts, question: str) -> Iterable[tuple[str, tuple[Reference, ...]]]:
    """What the question fixes."""
    for curie, name in ASKED.items():
        yield name, tuple(facts.value(value) for value in facts.values(question, curie))


def _questioned(facts: Facts, answered: Answered) -> Questioned:
    question = answered.question.value
    answers = [_answer(facts, claim.value) for claim in answered.claims]
    return Questioned(
        answered.relation,
        facts.reference(question),
        facts.named(question, "elbe:status"),
        tuple(sorted(answers, key=_order)),
    )


def _answer(facts: Facts, iri: str) -> Answer:
    claim = read_claim(facts, iri)
    tellings = told(claim.stances)
    noted = [*claim.warnings, *(text for group in tellings.values() for each in group for text in each.warnings)]
    return Answer(claim, _says(claim), tellings, tuple(dict.fromkeys(noted)))


def _says(claim: Claim) -> str:
    """What a claim says in a word or two: its figure, its time, or what its object is called."""
    if claim.figure:
        return number_in_words(claim.figure)
    if claim.object and claim.object.iri == UNREADABLE:
        return "unreadable"
    return claim.object.text if claim.object else ""


def _order(answer: Answer) -> tuple[float, int, str]:
    """Figures by size and dates by day; other answers by how many assert them, the most first."""
    claim = answer.claim
    reach = _reach(claim)
    at = next((value for value in (reach.best, reach.low, reach.high) if value is not None), 0.0) if reach else 0.0
    return at, -len(answer.tellings.get("asserts", ())), claim.claim.iri or ""


def _reach(claim: Claim) -> Extent | None:
    """How far a figure reaches, or a time, whose days stand for their ordinals."""
    if claim.figure:
        return extent(claim.figure)
    if not (period := claim.period):
        return None
    low, high = (_ordinal(day) for day in (period.begin, period.end))
    is_day = low is not None and low == high
    return Extent(low, high, low if is_day else None, any(sign in period.edtf for sign in "~?%X"))


def _ordinal(day: str) -> float | None:
    try:
        return float(date.fromisoformat(day).toordinal())
    except ValueError:
        return None


def _figures(facts: Facts, questions: Sequence[Questioned]) -> Figures | None:
    """The chart of the figures or dates that questions ask for, if the first asks for such."""
    asked = [answer.claim for answer in questions[0].answers]
    if any(claim.figure for claim in asked):
        groups = _by_unit(facts, questions)
        title = "All figures side by side"
    elif any(claim.period for claim in asked):
        groups = _dates(questions)
        title = "All dates side by side"
    else:
        return None
    rows = sum(len(group.rows) for group in groups)
    if not rows:
        return None
    told_in = "The table below says the same." if rows > 1 else "The text below says the same."
    description = f"{rows} claim{'s' if rows > 1 else ''}, one a row, with who says so. {told_in}"
    return Figures(title, description, wide(groups), narrow(groups), tuple(groups))


def _by_unit(facts: Facts, questions: Sequence[Questioned]) -> list[Group]:
    """The figures by what they count; the question that was asked for comes first."""
    by_unit: dict[str, list[tuple[Questioned, Answer]]] = {}
    for questioned in questions:
        unread = next((a.claim.figure for a in questioned.answers if a.claim.figure), None)
        for answer in questioned.answers:
            figure = answer.claim.figure
            if figure or answer.says == "unreadable":
                by_unit.setdefault(_unit(facts, answer, unread), []).append((questioned, answer))
    by_rows = {
        unit: tuple(_row(questioned, answer, questions[0]) for questioned, answer in pairs)
        for unit, pairs in by_unit.items()
    }
    return [Group(unit, rows, scales.of_figures(_room(rows) or [1])) for unit, rows in by_rows.items()]


def _unit(facts: Facts, answer: Answer, other: Figure | None) -> str:
    """What a figure counts, by its name for several."""
    figure = answer.claim.figure or other
    unit = counted(figure, facts.terms) if figure else ""
    return unit[:1].upper() + unit[1:]


def _dates(questions: Sequence[Questioned]) -> list[Group]:
    """The dates by the question that they answer, on one scale."""
    dated = [(each, [answer for answer in each.answers if answer.claim.period]) for each in questions]
    groups = [(each, [_row(each, answer, questions[0]) for answer in answers]) for each, answers in dated if answers]
    days = [int(value) for _, rows in groups for value in _values(rows)]
    if not days:
        return []
    scale = scales.of_days(days)
    return [Group(each.question.text, tuple(rows), scale) for each, rows in groups]


def _values(rows: Iterable[Row]) -> list[float]:
    ends = (end for row in rows if row.extent for end in (row.extent.low, row.extent.high, row.extent.best))
    return [end for end in ends if end is not None]


def _room(rows: Iterable[Row]) -> list[float]:
    """The values with room beyond lower bounds that have no upper one."""
    given = list(rows)
    open_ends = (row.extent.low for row in given if row.extent and row.extent.high is None)
    return _values(given) + [low * 1.4 for low in open_ends if low is not None]


def _row(questioned: Questioned, answer: Answer, asked: Questioned) -> Row:
    """A claim as a row, with its scope where that is not the one asked for."""
    claim = answer.claim
    parts = [claim.time.text if claim.time else "", claim.place.text if claim.place else ""]
    asked_of = asked.answers[0].claim.subject if asked.answers else None
    if questioned.relation in ("broader", "narrower") and claim.subject and claim.subject != asked_of:
        parts.insert(0, claim.subject.text)
    return Row(
        claim.claim,
        answer.says,
        _reach(claim),
        _said_by(answer),
        ", ".join(
            dict.fromkeys(
                shown.source.text for group in answer.tellings.values() for t in group for shown in t.passages
            )
        ),
        ", ".join(filter(None, parts)),
    )


WORDS = {"asserts": "", "denies": "denied by ", "doubts": "doubted by ", "considers": "called possible by "}


def _said_by(answer: Answer) -> str:
    """Who takes which stance, in one line."""
    return "; ".join(
        WORDS[kind] + ", ".join(dict.fromkeys(speaker.text for each in group for speaker in each.speakers))
        for kind, group in answer.tellings.items()
    )
