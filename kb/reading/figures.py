"""Figures in words and as bounds: what a claim counts, as people write it and as a scale takes it."""

from dataclasses import dataclass

from kb.model.vocabulary import Terms
from kb.namespaces import ID
from kb.reading.claims import Figure

APPROXIMATE = frozenset(f"{ID}precision/{name}" for name in ("approximate", "nearly", "just-over"))
"""Precisions of figures that exclude no other."""
_BEFORE = {"exact": "", "range": "", "best-estimate": "", "approximate": "about "}
"""What stands before a figure for its precision, where that is not its name."""


@dataclass(frozen=True)
class Extent:
    """How far a figure reaches on a scale; a side that is None is open. `best` is its best value, if it has one."""

    low: float | None
    high: float | None
    best: float | None
    is_approximate: bool = False


def extent(figure: Figure) -> Extent | None:
    """How far a figure reaches; None where nothing of it is a number."""
    low, high, best = (_number(text) for text in (figure.lower, figure.upper, figure.value))
    if low is None and high is None and best is None:
        return None
    is_approximate = bool(figure.precision and figure.precision.iri in APPROXIMATE)
    if low is None and high is None:
        return Extent(best, best, best, is_approximate)
    return Extent(low, high, best, is_approximate)


def in_words(figure: Figure, terms: Terms) -> str:
    """A figure with its precision and what it counts, with the thousands of each number parted."""
    return " ".join(filter(None, (number_in_words(figure), counted(figure, terms))))


def number_in_words(figure: Figure) -> str:
    """A figure with its precision, without what it counts."""
    value, lower, upper = (_grouped(text) for text in (figure.value, figure.lower, figure.upper))
    name = (figure.precision.iri or "").rpartition("/")[2] if figure.precision else "exact"
    before = _BEFORE.get(name, f"{figure.precision.text} " if figure.precision else "")
    if value:
        between = f"{lower}–{upper}" if lower and upper else ""
        return f"{before}{value}" + (f" ({between})" if between else "")
    if lower and upper:
        return f"{before}{lower}–{upper}"
    if name in _BEFORE:
        return f"{before}{lower} or more" if lower else f"{before}{upper} or less"
    return f"{before}{lower or upper}"


def counted(figure: Figure, terms: Terms) -> str:
    """What a figure counts: one of it, or several."""
    if not figure.unit:
        return ""
    plurals = terms.plurals.get(figure.unit.iri or "", {})
    return figure.unit.text if figure.value == "1" else plurals.get(figure.unit.language, figure.unit.text)


def _grouped(text: str) -> str:
    """A number with its thousands parted by commas; any other text as it is."""
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() else text


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
