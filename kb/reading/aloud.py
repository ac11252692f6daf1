"""A source's record read aloud, in the order of the document, with the stretches that no claim rests on."""

from collections.abc import Iterator
from itertools import groupby

from kb import resources
from kb.model.ontology import ontology
from kb.namespaces import compact
from kb.reading.sources import Source
from kb.reading.statements import Statement, statements
from kb.store.protocol import Store


def read_aloud(store: Store, source: Source) -> Iterator[str]:
    """Lines that tell what a source says: passages with their chains of speakers, and the claims that they make."""
    sentences = _sentences(store)
    told = [statement for statement in statements(store) if statement.source == source.iri]
    yield f"{source.label} ({compact(source.iri)})"
    for (start, end, chain), group in groupby(told, key=lambda s: (s.start, s.end, s.chain)):
        yield f"\n{start}-{end}  {chain}"
        for statement in group:
            yield f"  {statement.stance}: {statement.gist}"
            yield f"    {sentences[statement.claim].format(object=_object(statement))}"


def _sentences(store: Store) -> dict[str, str]:
    """For each claim, its predicate's phrase with the subject filled in and the object left open."""
    sentences: dict[str, str] = {}
    for row in store.select(resources.query("reading", "propositions")):
        phrase = ontology().phrases[row["predicate"].value]
        place = f" [{row['place'].value}]" if row["place"] is not None else ""
        sentences[row["claim"].value] = phrase.format(subject=_plain(row["subject"].value), object="{object}") + _plain(
            place
        )
    return sentences


def _plain(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _object(statement: Statement) -> str:
    """The object of a statement in words, with its unit and the time it speaks of."""
    figures = [statement.value or _bounds(statement)]
    if statement.value and (statement.lower or statement.upper):
        figures.append(f"({_bounds(statement)})")
    if statement.precision not in ("", "exact", "range"):
        figures.insert(0, statement.precision)
    if statement.unit:
        figures += ["×", statement.unit]
    if statement.time:
        figures.append(f"({statement.time})")
    return " ".join(figures)


BOUNDING = {"at least", "more than", "up to", "less than"}
"""Names of precisions that say themselves on which side a figure is a bound."""


def _bounds(statement: Statement) -> str:
    """The range of a figure in words; where it is open on one side, its precision or a word tells on which."""
    if (statement.lower and statement.upper) or statement.precision in BOUNDING:
        return "-".join(filter(None, (statement.lower, statement.upper)))
    if statement.lower:
        return f"{statement.lower} or more"
    return f"{statement.upper} or less" if statement.upper else ""
