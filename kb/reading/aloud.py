"""A source's record read aloud, in the order of the document, with the stretches that no claim rests on."""

from collections.abc import Iterator
from itertools import groupby

from kb.model.ontology import ontology
from kb.namespaces import compact
from kb.reading.claims import Claim, Figure, read_all
from kb.reading.facts import Reference
from kb.reading.sources import Source
from kb.reading.statements import Statement, statements
from kb.store.protocol import Store


def read_aloud(store: Store, source: Source) -> Iterator[str]:
    """Lines that tell what a source says: passages with their chains of speakers, and the claims that they make."""
    told = [statement for statement in statements(read_all(store)) if statement.passage.source.iri == source.iri]
    yield f"{source.label} ({compact(source.iri)})"
    for (span, chain), group in groupby(told, key=lambda each: (each.passage.span, each.chain)):
        yield f"\n{span.start}-{span.end}  {chain}"
        for statement in group:
            yield f"  {statement.stance.kind}: {statement.claim.gist}"
            yield f"    {_sentence(statement)}"


def _sentence(statement: Statement) -> str:
    """What the claim says: its predicate's phrase, between subject and object, and where it holds."""
    claim = statement.claim
    subject, predicate = (part or Reference("") for part in (claim.subject, claim.predicate))
    phrase = ontology().phrases[predicate.iri or ""].format(subject=subject.text, object=_object(statement))
    hedges = "".join(f" ({hedge.text})" for hedge in claim.hedges)
    return phrase + hedges + (f" [{claim.place.text}]" if claim.place else "")


def _object(statement: Statement) -> str:
    """The object of a claim in words, with its unit and the time it speaks of."""
    claim = statement.claim
    words = _quantity(claim.figure) if claim.figure else [statement.value]
    return " ".join([*words, *_time(claim)])


def _time(claim: Claim) -> list[str]:
    return [f"({claim.time.text})"] if claim.time else []


def _quantity(figure: Figure) -> list[str]:
    """A quantity in words, with its unit."""
    precision = figure.precision.text if figure.precision else ""
    bounds = _bounds(figure, precision)
    words = [precision] if precision not in ("", "exact", "range") else []
    words += [figure.value, f"({bounds})"] if figure.value and bounds else [figure.value or bounds]
    return [*words, "×", figure.unit.text if figure.unit else ""]


_BOUNDING = {"at least", "more than", "up to", "less than"}
"""Names of precisions that say themselves on which side a figure is a bound."""


def _bounds(figure: Figure, precision: str) -> str:
    """The range of a figure in words; where it is open on one side, its precision or a word tells on which."""
    if (figure.lower and figure.upper) or precision in _BOUNDING:
        return "-".join(filter(None, (figure.lower, figure.upper)))
    if figure.lower:
        return f"{figure.lower} or more"
    return f"{figure.upper} or less" if figure.upper else ""
