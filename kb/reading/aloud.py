"""A source's record read aloud, in the order of the document, with the stretches that no claim rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kb import resources
from kb.model.vocabulary import Terms
from kb.reading.claims import Claim, Figure, read_all
from kb.reading.facts import Reference
from kb.reading.sources import Source
from kb.reading.statements import Statement, statements
from kb.store.protocol import Store


@dataclass(frozen=True)
class _Read:
    """What is read of one passage: whose words it shows, and lines on what is said there."""

    span: tuple[int, int]
    heading: str
    lines: tuple[str, ...]


def read_aloud(store: Store, source: Source) -> Iterator[str]:
    """Lines that tell what a source says: passages with their chains of speakers, claims, and agreement with others."""
    told = [statement for statement in statements(read_all(store)) if statement.passage.source.iri == source.iri]
    read = [*(_statement(each, store.terms) for each in told), *_endorsements(store, source)]
    yield f"{source.label} ({store.terms.compact(source.iri)})"
    for (span, heading), group in groupby(
        sorted(read, key=lambda each: each.span), key=lambda each: (each.span, each.heading)
    ):
        yield f"\n{span[0]}-{span[1]}  {heading}"
        for each in group:
            yield from each.lines


def _statement(statement: Statement, terms: Terms) -> _Read:
    """One stance on one claim: what limits the speaking, by what step it is read out of the words, and what it says."""
    span, stance = statement.passage.span, statement.stance
    provisos = "".join(f" ({each.text})" for part in stance.chain.utterances for each in part.provisos)
    inferred = "".join(f", {each.text}" for each in stance.inferred)
    said = (f"  {stance.kind}{inferred}: {statement.claim.gist}", f"    {_sentence(statement, terms)}")
    return _Read((span.start, span.end), statement.chain + provisos, said)


def _endorsements(store: Store, source: Source) -> Iterator[_Read]:
    """Whom the utterances of a source agree with."""
    for row in store.select(resources.query("reading", "endorsements")):
        if row["source"].value == source.iri:
            span = (int(row["start"].value), int(row["end"].value))
            yield _Read(span, row["speaker"].value, (f"  agrees with: {row['endorsed'].value}",))


def _sentence(statement: Statement, terms: Terms) -> str:
    """What the claim says: its predicate's phrase, between subject and object, and where it holds."""
    claim = statement.claim
    subject, predicate = (part or Reference("") for part in (claim.subject, claim.predicate))
    phrase = terms.phrases[predicate.iri or ""].format(subject=subject.text, object=_object(statement, terms))
    hedges = "".join(f" ({hedge.text})" for hedge in claim.hedges)
    return phrase + hedges + (f" [{claim.place.text}]" if claim.place else "")


def _object(statement: Statement, terms: Terms) -> str:
    """The object of a claim in words, with its unit and the time it speaks of."""
    claim = statement.claim
    words = _quantity(claim.figure, terms) if claim.figure else [statement.value]
    return " ".join([*words, *_time(claim)])


def _time(claim: Claim) -> list[str]:
    return [f"({claim.time.text})"] if claim.time else []


def _quantity(figure: Figure, terms: Terms) -> list[str]:
    """A quantity in words, with its unit."""
    precision = figure.precision.text if figure.precision else ""
    bounds = _bounds(figure, precision)
    words = [precision] if precision not in ("", "exact", "range") else []
    words += [figure.value, f"({bounds})"] if figure.value and bounds else [figure.value or bounds]
    return [*words, _counted(figure, terms)]


def _counted(figure: Figure, terms: Terms) -> str:
    """What a figure counts: one of it, or several."""
    if not figure.unit:
        return ""
    plurals = terms.plurals.get(figure.unit.iri or "", {})
    return figure.unit.text if figure.value == "1" else plurals.get(figure.unit.language, figure.unit.text)


_BOUNDING = {"at least", "more than", "up to", "less than"}
"""Names of precisions that say themselves on which side a figure is a bound."""


def _bounds(figure: Figure, precision: str) -> str:
    """The range of a figure in words; where it is open on one side, its precision or a word tells on which."""
    if (figure.lower and figure.upper) or precision in _BOUNDING:
        return "-".join(filter(None, (figure.lower, figure.upper)))
    if figure.lower:
        return f"{figure.lower} or more"
    return f"{figure.upper} or less" if figure.upper else ""
