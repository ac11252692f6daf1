"""A release as it is opened: one folder with dumps, store, index and a manifest of checksums."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pyoxigraph import RdfFormat, Triple, parse

from kb import files
from kb.corpus import Corpus
from kb.errors import CachesOutdated, OtherCorpus, ReleaseNotFound
from kb.model.vocabulary import Terms, joined
from kb.release import recipe

CURRENT = "current"
MANIFEST = "manifest.json"
VOID = "void.ttl"
OWN_TERMS = "terms.ttl"
"""The terms that are the record's own, beside those that all records share."""

STORE = "store"
QUERIES = "queries"
SEARCH = "search.sqlite"
ZIPPED = "zipped"
CACHES = "caches.json"
"""What a release holds outside its manifest: its caches, and by which recipe they were made."""


def citation(title: str, version: str, day: date, release: str) -> str:
    """How a release of a record is cited, with the digest that names its bytes."""
    return f"{title}. Version {version}, {day.isoformat()}, release {release}."


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

    @cached_property
    def terms(self) -> Terms:
        """The words of the record."""
        declared, listed = (_triples(self.ontology / name) for name in ("elbe.ttl", "schemes.ttl"))
        base, own = str(self.manifest["base"]), self.ontology / OWN_TERMS
        shared = Terms(base, declared, listed)
        said, languages = _triples(own) if own.is_file() else (), tuple(self.manifest.get("languages", ("en",)))
        return joined(base, shared, said, self.manifest.get("terms", {}), languages)

    @property
    def id(self) -> str:
        """The digest of the inputs."""
        return str(self.manifest["release"])

    @property
    def title(self) -> str:
        """What the corpus is called whose record it is."""
        return str(self.manifest["title"])

    @property
    def home(self) -> list[str]:
        """The paragraphs in which the record introduces itself."""
        return _paragraphs(str(self.manifest.get("home", "")))

    @property
    def pages(self) -> dict[str, list[str]]:
        """The paragraphs that the record adds to pages of words, by their names."""
        return {name: _paragraphs(str(text)) for name, text in self.manifest.get("pages", {}).items()}

    @property
    def licence(self) -> str | None:
        """The licence that whoever takes a file whole keeps to, if it is stated."""
        return self.manifest.get("licence") or None

    @property
    def licences(self) -> tuple[dict[str, str], ...]:
        """The licences of the parts of the record; the first is also that of what describes it."""
        return tuple(self.manifest.get("licences", ()))

    @property
    def examples(self) -> dict[str, str]:
        """What stands as example for a filter where its use is shown, by the filter's name."""
        return dict(self.manifest.get("examples", {}))

    @property
    def version(self) -> str:
        """The version of the record, as its authors count."""
        return str(self.manifest["version"])

    @property
    def date(self) -> date:
        """The day of the version, as its authors state it."""
        return date.fromisoformat(self.manifest["date"])

    @property
    def citation(self) -> str:
        """How the release is cited."""
        return citation(self.title, self.version, self.date, self.id)

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
    def queries(self) -> Path:
        """The folder of the queries that the corpus adds; it is not there where it adds none."""
        return self.folder / QUERIES

    @property
    def void(self) -> Path:
        """The description of the dataset, without the addresses of any service."""
        return self.folder / VOID

    @property
    def store(self) -> Path:
        """The folder of the Oxigraph store, a cache of the dumps; raises CachesOutdated."""
        return self._cache(STORE)

    @property
    def search(self) -> Path:
        """The index of names, a cache of the store; raises CachesOutdated."""
        return self._cache(SEARCH)

    def find_zipped(self, name: str) -> Path | None:
        """A file below `dumps/` compressed, which is a cache, if it is there."""
        path = self.folder / ZIPPED / f"{name}.gz"
        return path if name in self.downloads and path.is_file() else None

    def check_is_of(self, corpus: Corpus) -> None:
        """Raises OtherCorpus if the release is of another corpus."""
        if (base := str(self.manifest["base"])) != corpus.base:
            raise OtherCorpus(
                f"{self.folder} is a release of {self.title!r} ({base}), not of {corpus.title!r} ({corpus.base}): "
                "name another folder for the releases of that"
            )

    def is_intact(self) -> bool:
        """Whether each file has the digest that the manifest states."""
        return all(files.digest(self.folder / file["path"]) == file["sha256"] for file in self.manifest["files"])

    def has_caches(self) -> bool:
        """Whether the caches are there, made by the recipe of this version of Elbe."""
        try:
            made_by = json.loads((self.folder / CACHES).read_text(encoding="utf-8"))["recipe"]
        except (OSError, ValueError, KeyError, TypeError):
            return False
        is_there = (self.folder / STORE / "CURRENT").is_file() and (self.folder / SEARCH).is_file()
        return is_there and bool(made_by == recipe.of_caches())

    def _cache(self, name: str) -> Path:
        if not self.has_caches():
            raise CachesOutdated(
                f"{self.folder} has no store and index of names that this version of Elbe has made: "
                f"run `elbe build --out {self.folder.parent}`"
            )
        return self.folder / name


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in text.split("\n\n") if each.strip()]


def _triples(path: Path) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))
