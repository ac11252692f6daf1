"""A source's record read aloud, in the order of the document, with the stretches that no claim rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kb import resources
from kb.errors import EntityNotFound
from kb.model.ontology import ontology
from kb.model.passages import Passage, Span
from kb.namespaces import ID, compact
from kb.statements import Statement, statements
from kb.store.protocol import Store


@dataclass(frozen=True)
class Source:
    """A source text: its IRI, English name, digest of its file and length in code points."""

    iri: str
    label: str
    sha256: str
    code_points: int


def sources(store: Store) -> dict[str, Source]:
    """The sources by the slug at the end of their IRI."""
    rows = store.select(resources.read_text("kb/queries/sources.rq"))
    found = (Source(r["source"].value, r["label"].value, r["sha256"].value, int(r["codePoints"].value)) for r in rows)
    return {source.iri.removeprefix(f"{ID}source/"): source for source in found}


def get_source(store: Store, slug: str) -> Source:
    """The source of that slug; raises EntityNotFound, naming those that there are."""
    known = sources(store)
    if slug.removeprefix("source/") not in known:
        raise EntityNotFound(f"no source is called {slug!r}: there are {', '.join(known)}")
    return known[slug.removeprefix("source/")]


def passages(store: Store) -> list[Passage]:
    """All passages of the record, source by source in order."""
    return [
        Passage(
            row["passage"].value,
            row["source"].value,
            Span(int(row["start"].value), int(row["end"].value), row["sha256"].value),
        )
        for row in store.select(resources.read_text("kb/queries/passages.rq"))
    ]


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


def gaps(store: Store, source: Source) -> list[tuple[int, int]]:
    """The stretches of a source, as offsets, that lie in no passage, and that nobody set aside with a reason."""
    rows = store.select(resources.read_text("kb/queries/stretches.rq"))
    stretches = [(int(r["start"].value), int(r["end"].value)) for r in rows if r["source"].value == source.iri]
    return list(_between(stretches, source.code_points))


def _between(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in spans:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def _sentences(store: Store) -> dict[str, str]:
    """For each claim, its predicate's phrase with the subject filled in and the object left open."""
    sentences: dict[str, str] = {}
    for row in store.select(resources.read_text("kb/queries/propositions.rq")):
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
