"""A release as it is opened: one folder with dumps, store, index and a manifest of checksums."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from kb import files
from kb.errors import ReleaseNotFound

CURRENT = "current"
MANIFEST = "manifest.json"
VOID = "void.ttl"
STORE = "store"
SEARCH = "search.sqlite"


@dataclass(frozen=True)
class Release:
    """A release in its folder."""

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> "Release":
        """The release in a folder, or the current one of a folder of releases.

        Raises ReleaseNotFound if there is none.
        """
        for candidate in (folder, folder / CURRENT):
            if (candidate / MANIFEST).is_file():
                return cls(candidate.resolve())
        raise ReleaseNotFound(f"{folder} holds no release: run `elbe build --out {folder}`")

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the release holds: its id, versions, triples per graph, and each file's size and digest."""
        manifest: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest

    @property
    def id(self) -> str:
        """The digest of the inputs."""
        return str(self.manifest["release"])

    @cached_property
    def downloads(self) -> dict[str, dict[str, Any]]:
        """The files below `dumps/` that the manifest names, by their names."""
        named = [(PurePosixPath(file["path"]), file) for file in self.manifest["files"]]
        return {path.name: {"name": path.name, **file} for path, file in named if path.parts[:-1] == ("dumps",)}

    @property
    def dumps(self) -> Path:
        """The folder of the record in each format."""
        return self.folder / "dumps"

    @property
    def ontology(self) -> Path:
        """The folder of the ontology, schemes, alignments and context."""
        return self.folder / "ontology"

    @property
    def void(self) -> Path:
        """The description of the dataset, without the addresses of any service."""
        return self.folder / VOID

    @property
    def store(self) -> Path:
        """The folder of the Oxigraph store: a cache of the dumps, outside the manifest."""
        return self.folder / STORE

    @property
    def search(self) -> Path:
        """The index of names: a cache of the store, outside the manifest."""
        return self.folder / SEARCH

    def is_whole(self) -> bool:
        """Whether each file has the digest that the manifest states, and its caches are there."""
        listed = all(files.digest(self.folder / file["path"]) == file["sha256"] for file in self.manifest["files"])
        return listed and (self.store / "CURRENT").is_file() and self.search.is_file()
