"""The caches of a release, outside its manifest: its store, its index of names, and its dumps compressed.

What is compressed differs with the library that does it, so that no digest of a release depends on it.
"""

import gzip
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kb import files
from kb.model.vocabulary import Terms
from kb.release import recipe
from kb.release.release import CACHES, SEARCH, STORE, ZIPPED
from kb.search import index
from kb.store.embedded import EmbeddedStore

ZIP_LEVEL = 6


def make(folder: Path, quads: Iterable[Quad], terms: Terms) -> None:
    """Writes the caches of quads into a folder, and last the recipe that they are made by."""
    store = pyoxigraph.Store(str(folder / STORE))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    index.build(EmbeddedStore(store, terms), folder / SEARCH)
    for dump in sorted((folder / "dumps").iterdir()):
        _zip_file(dump, folder / ZIPPED / f"{dump.name}.gz")
    stated = {"recipe": recipe.of_caches(), "versions": recipe.versions(recipe.CACHE_LIBRARIES)}
    files.put(folder / CACHES, (json.dumps(stated, indent=2) + "\n").encode())


def make_from_dumps(folder: Path, dumps: Path, terms: Terms) -> None:
    """Writes the caches of what the dumps of a release hold into a folder."""
    make(folder, pyoxigraph.parse(path=str(dumps / "elbe.nq"), format=RdfFormat.N_QUADS), terms)


def _zip_file(source: Path, target: Path) -> None:
    """Writes the bytes of a file compressed to another; no name and no time enters."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as plain, target.open("wb") as file:
        with gzip.GzipFile("", "wb", ZIP_LEVEL, file, mtime=0) as coded:
            shutil.copyfileobj(plain, coded, files.PIECE)
        file.flush()
        os.fsync(file.fileno())
