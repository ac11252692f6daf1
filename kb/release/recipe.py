"""What a release is made from, as two digests: of all that its bytes depend on, and of all that its caches do.

No clock is in either: the same inputs give the same bytes. Each names the rooms of the code that make something, so
that a new page makes no new release.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from kb import __version__, files, resources
from kb.corpus import RELEASES

LIBRARIES = ("orjson", "pyoxigraph", "pyyaml")
"""Those that read, check and write what a release holds."""

CODE = ("*.py", "*.rq", "*.sql", "*.toml")
INPUTS: dict[str, tuple[str, ...]] = {
    "seeds": ("*.rq", "*.toml", "*.yaml", "*.tsv", "*.ttl"),
    "ontology": ("*.ttl", "*.jsonld", "*.toml"),
    "shapes": ("*.ttl", "*.rq"),
    "kb/.": ("corpus.py", "namespaces.py"),
    "kb/authoring": CODE,
    "kb/derivation": CODE,
    "kb/export": CODE,
    "kb/model": CODE,
    "kb/rdf": CODE,
    "kb/reading": CODE,
    "kb/release": ("build.py", "release.py", "statistics.py", "*.rq"),
    "kb/store": CODE,
    "kb/validation": CODE,
}

CACHE_LIBRARIES = ("anyascii", "cyrtranslit", "iuliia", "pyoxigraph")
"""Those that fold the words of the index of names, and the engine of the store."""

CACHE_INPUTS: dict[str, tuple[str, ...]] = {
    "kb/.": ("namespaces.py",),
    "kb/model": ("declared.py", "vocabulary.py"),
    "kb/release": ("caches.py",),
    "kb/search": ("index.py", "romanization.py", "romanizations.toml", "spellings.py", "*.rq"),
}


def release_id(seeds: Path) -> str:
    """The digest of seeds, ontology, shapes, code, base, and the versions of Elbe and its libraries."""
    return _digest([__version__, sqlite3.sqlite_version, versions(LIBRARIES)], INPUTS, seeds)


@cache
def of_caches() -> str:
    """The digest of the code, the tables of characters and the versions of the libraries that caches depend on."""
    return _digest([unicodedata.unidata_version, versions(CACHE_LIBRARIES)], CACHE_INPUTS)


def versions(libraries: Iterable[str]) -> dict[str, str]:
    """The version of each library."""
    return {name: version(name) for name in libraries}


def _digest(facts: list[object], inputs: Mapping[str, tuple[str, ...]], seeds: Path | None = None) -> str:
    digest = sha256(json.dumps(facts).encode())
    for name, patterns in inputs.items():
        folder = seeds if seeds and name == "seeds" else resources.folder(name)
        find = folder.glob if name == "kb/." else folder.rglob
        found = {path for pattern in patterns for path in find(pattern)}
        for path in sorted(path for path in found if path.relative_to(folder).parts[0] != RELEASES or not seeds):
            digest.update(f"{name}/{path.relative_to(folder).as_posix()}\0{files.digest(path)}\n".encode())
    return digest.hexdigest()[:16]
