"""Releases: the record built, validated and published as one folder that nobody sees half written.

A release's id is a digest of all that its bytes depend on, and no clock: the same inputs give the same bytes.
"""

import gc
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Quad

from kb import __version__, files, resources
from kb.authoring import loader
from kb.derivation import derive
from kb.errors import Invalid
from kb.model import context
from kb.namespaces import BASE, DERIVED_GRAPH
from kb.rdf import formats
from kb.release import copies, statistics
from kb.release.folders import alone_in, draft_of, is_built, point
from kb.release.release import CURRENT, MANIFEST, SEARCH, STORE, VOID, Release
from kb.store.embedded import EmbeddedStore
from kb.validation import findings, process

RECIPE = ("anyascii", "cyrtranslit", "edtf", "iuliia", "orjson", "pyoxigraph", "pyshacl", "pyyaml", "rdflib")
"""The libraries on whose version the bytes of a release depend, or those of its caches."""


INPUTS = {
    "seeds": ("*.yaml", "*.tsv", "*.ttl"),
    "ontology": ("*.ttl", "*.jsonld"),
    "shapes": ("*.ttl", "*.rq"),
    "kb/.": ("*.py", "*.rq"),
}


Progress = Callable[[str], None]


def build(out: Path, seeds: Path | None = None, progress: Progress = lambda step: None) -> Release:
    """The release of the authored files, published as the current one of a folder of releases.

    Raises SeedErrors or Invalid, and OSError if it can't be written; whatever was current before then stays so.
    """
    seeds = seeds or resources.folder("seeds")
    out.mkdir(parents=True, exist_ok=True)
    with alone_in(out):
        id = release_id(seeds)
        if not is_built(out / id):
            with draft_of(out, id) as draft, _uncollected():
                _write(draft, id, seeds, progress)
        progress("publish")
        point(out / CURRENT, id)
    return Release.open(out / id)


def export(release: Release, folder: Path) -> list[Path]:
    """Copy a release without its store to a new folder, whole or not at all; the files copied."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        paths = [Path(file["path"]) for file in release.manifest["files"]] + [Path(MANIFEST)]
        for path in paths:
            files.put(draft / path, (release.folder / path).read_bytes())
        draft.chmod(0o755)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [folder / path for path in paths]


def release_id(seeds: Path) -> str:
    """The digest of seeds, ontology, shapes, queries, code, base, and the versions of Elbe and its libraries."""
    digest = sha256(json.dumps([BASE, __version__, {name: version(name) for name in RECIPE}]).encode())
    for name, patterns in INPUTS.items():
        folder = seeds if name == "seeds" else resources.folder(name)
        for path in sorted(path for pattern in patterns for path in folder.rglob(pattern)):
            if "data" not in path.relative_to(folder).parts[:1]:
                digest.update(f"{name}/{path.relative_to(folder).as_posix()}\0{files.digest(path)}\n".encode())
    return digest.hexdigest()[:16]


def _write(draft: Path, id: str, seeds: Path, progress: Progress) -> None:
    with process.started() as validating:
        progress("load")
        record = loader.load(seeds)
        authored = record.default_graph()
        validating.begin(authored)
        progress("derive")
        derived = derive.derive(authored)
        validating.complete(derived)
        progress("dump")
        store = EmbeddedStore.holding(authored + derived)
        copies.make(draft, store)
        described = statistics.describe(record.dataset, store)
        files.put(draft / VOID, formats.write_graph(described, "ttl", context=context.document()))
        for path in _rules_and_terms():
            files.put(draft / path.parent.name / path.name, path.read_bytes())
        progress("validate")
        broken = validating.findings()
    if broken:
        raise Invalid([finding.problem(record.place(finding.focus)) for finding in broken])
    files.put(draft / "report.ttl", findings.report(broken))
    files.put(draft / MANIFEST, _manifest(draft, id, authored, derived))


def _rules_and_terms() -> list[Path]:
    """The files of the ontology and the shapes."""
    paths = [path for folder in ("ontology", "shapes") for path in resources.folder(folder).iterdir()]
    return sorted(path for path in paths if path.suffix in (".ttl", ".rq", ".jsonld"))


def _manifest(draft: Path, id: str, authored: list[Quad], derived: list[Quad]) -> bytes:
    caches = {STORE, SEARCH}
    paths = sorted(p for p in draft.rglob("*") if p.is_file() and caches.isdisjoint(p.relative_to(draft).parts))
    manifest = {
        "release": id,
        "elbe": __version__,
        "base": BASE,
        "versions": {name: version(name) for name in RECIPE},
        "graphs": {"default": len(set(authored)), DERIVED_GRAPH.value: len(set(derived))},
        "files": [_entry(path, draft) for path in paths],
    }
    return (json.dumps(manifest, indent=2) + "\n").encode()


def _entry(path: Path, draft: Path) -> dict[str, str | int]:
    return {
        "path": path.relative_to(draft).as_posix(),
        "mediaType": MEDIA_TYPES[path.suffix.removeprefix(".")],
        "bytes": path.stat().st_size,
        "sha256": files.digest(path),
    }


MEDIA_TYPES = {format.extension: format.media_type for format in formats.FORMATS} | {
    "csv": "text/csv",
    "rq": "application/sparql-query",
}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave out the cyclic garbage collector, which else walks all terms again and again: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
