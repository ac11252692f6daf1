"""The record as a release holds it: in each format, as a table, as a store and as an index of names."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad

from kb import files
from kb.model import context
from kb.rdf import formats
from kb.rdf import graphs as ground
from kb.reading.aloud import statements
from kb.search.ranking import index
from kb.store.embedded import EmbeddedStore

STORE = "store"
SEARCH = "search.sqlite"


def make(folder: Path, store: EmbeddedStore) -> None:
    """Writes what a store holds into a folder.

    Raises Unwritable for what a format can't hold, and OSError where nothing can be written.
    """
    quads = list(store.store)
    for path, data in dumps(quads):
        files.put(folder / "dumps" / path, data)
    files.put(folder / "dumps" / "claims.csv", statements.to_csv(statements.statements(store)))
    kept = pyoxigraph.Store(str(folder / STORE))
    kept.bulk_extend(quads)
    kept.optimize()
    kept.flush()
    index.build(store, folder / SEARCH)


def dumps(quads: list[Quad]) -> Iterator[tuple[str, bytes]]:
    """The quads in each format, by the name of the file."""
    graphs, words = ground.graphs(quads), context.document()
    computed = [triple for triples in graphs.named.values() for triple in triples]
    for format in formats.FORMATS:
        if format.dataset:
            yield f"elbe.{format.extension}", formats.write_dataset(graphs, format, context=words)
        else:
            yield f"elbe.{format.extension}", formats.write_graph(graphs.default, format.media_type, context=words)
            yield f"elbe-derived.{format.extension}", formats.write_graph(computed, format.media_type, context=words)
