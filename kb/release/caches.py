"""The caches of a release, outside its manifest: the store in which it is asked, and the index of names."""

import json
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kb import files
from kb.release import recipe
from kb.release.release import CACHES, SEARCH, STORE
from kb.search import index
from kb.store.embedded import EmbeddedStore


def make(folder: Path, quads: Iterable[Quad]) -> None:
    """Writes the caches of quads into a folder, and last the recipe that they are made by."""
    store = pyoxigraph.Store(str(folder / STORE))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    index.build(EmbeddedStore(store), folder / SEARCH)
    stated = {"recipe": recipe.of_caches(), "versions": recipe.versions(recipe.CACHE_LIBRARIES)}
    files.put(folder / CACHES, (json.dumps(stated, indent=2) + "\n").encode())


def make_from_dumps(folder: Path, dumps: Path) -> None:
    """Writes the caches of what the dumps of a release hold into a folder."""
    make(folder, pyoxigraph.parse(path=str(dumps / "elbe.nq"), format=RdfFormat.N_QUADS))
