"""The sources of the record, and the passages that cite them."""

from dataclasses import dataclass

from kb import resources
from kb.errors import EntityNotFound
from kb.model.passages import Passage, Span
from kb.store.protocol import Store


@dataclass(frozen=True)
class Source:
    """A source text: its IRI, name, digest of its file and length in code points."""

    iri: str
    label: str
    sha256: str
    code_points: int


def sources(store: Store) -> dict[str, Source]:
    """The sources by the slug at the end of their IRI."""
    rows = store.select(resources.query("reading", "sources"))
    rows.sort(key=lambda row: (row["source"].value, -store.terms.rank(row["label"].language)))
    found = (Source(r["source"].value, r["label"].value, r["sha256"].value, int(r["codePoints"].value)) for r in rows)
    return {source.iri.removeprefix(f"{store.terms.id}source/"): source for source in found}


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
        for row in store.select(resources.query("reading", "passages"))
    ]
