"""The record as a release holds it: in each format, as a table, as a store and as an index of names."""

from pathlib import Path

import pyoxigraph

from kb import files
from kb.export.dumps import dumps
from kb.reading import statements
from kb.release.release import SEARCH, STORE
from kb.search import index
from kb.store.embedded import EmbeddedStore


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
