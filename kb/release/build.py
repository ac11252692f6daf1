"""Releases: the record built, validated and published as one folder that nobody sees half written.

One that is there already is not built again; only its caches are, where another version of Elbe has made them.
"""

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad

from kb import __version__, files, resources
from kb.authoring import loader, own_queries
from kb.corpus import Corpus
from kb.derivation import derive
from kb.errors import Invalid
from kb.export import dumps
from kb.export.tables import files as tables
from kb.model import context
from kb.rdf import formats
from kb.release import caches, copies, recipe, statistics
from kb.release.folders import alone_in, draft_of, intact, point
from kb.release.release import CACHES, CURRENT, MANIFEST, OWN_TERMS, QUERIES, SEARCH, STORE, VOID, ZIPPED, Release
from kb.store.embedded import EmbeddedStore
from kb.validation import findings, languages, process

Progress = Callable[[str], None]


def build(out: Path, seeds: Path, progress: Progress = lambda step: None) -> Release:
    """The release of a corpus, published as the current one of a folder of releases.

    Raises SeedErrors or Invalid, OtherCorpus, and OSError if it can't be written; what was current before then stays
    so.
    """
    corpus = Corpus.read(seeds)
    out.mkdir(parents=True, exist_ok=True)
    with alone_in(out):
        for folder in out.glob(f"*/{MANIFEST}"):
            with suppress(ValueError, KeyError):  # it is damaged, and made anew if it is ours
                Release(folder.parent).check_is_of(corpus)
        id = recipe.release_id(seeds)
        if not intact(out / id):
            with draft_of(out, id) as draft, _uncollected():
                _write(draft, id, seeds, progress)
        _renew_caches(out, progress)
        progress("publish")
        point(out / CURRENT, id)
    return Release.open(out / id)


def _renew_caches(out: Path, progress: Progress) -> None:
    """Makes the caches of each release anew that another version of Elbe has made, those of kept ones too."""
    for folder in sorted(path for path in out.iterdir() if path.is_dir() and not path.is_symlink()):
        if not Release(folder).has_caches() and (release := intact(folder)):
            progress("index")
            with draft_of(out, folder.name) as draft:
                copies.copy_files(release, draft)
                caches.make_from_dumps(draft, release.dumps, release.terms)


def _write(draft: Path, id: str, seeds: Path, progress: Progress) -> None:
    with process.started() as validating:
        progress("load")
        record = loader.load(seeds)
        queries = own_queries.read(seeds, record.corpus)
        authored = record.default_graph()
        terms = record.terms
        validating.begin(authored, terms)
        progress("derive")
        derived = derive.derive(authored, terms)
        validating.complete(derived)
        progress("dump")
        graphs = {"default": authored, terms.derived_graph.value: derived, terms.ontology_graph.value: terms.graph()}
        store = EmbeddedStore.holding(chain.from_iterable(graphs.values()), terms)
        dumps.write(draft / "dumps", store)
        tables.write(draft / "dumps", store, record.corpus, id)
        progress("index")
        caches.make(draft, store.store, terms)
        described = [*statistics.edition(record.corpus, id, terms.dataset), *statistics.describe(record.dataset, store)]
        files.put(draft / VOID, formats.write_graph(described, "ttl", context=context.words(terms)))
        for name, text in queries.items():
            files.put(draft / QUERIES / name, text)
        for path in [*_rules_and_terms(), *sorted((seeds / "links").glob("*.sssom.tsv"))]:
            files.put(draft / path.parent.name / path.name, path.read_bytes())
        if own := terms.own():
            files.put(draft / "ontology" / OWN_TERMS, formats.write_graph(own, "ttl", context=context.words(terms)))
        files.put(draft / "shapes" / languages.FILE, languages.turtle(terms.languages).encode())
        progress("validate")
        broken = validating.findings()
    if broken:
        raise Invalid([finding.problem(record.place(*finding.where), terms) for finding in broken])
    files.put(draft / "report.ttl", findings.report(broken, terms))
    files.put(draft / MANIFEST, _manifest(draft, id, record.corpus, graphs))


def _rules_and_terms() -> list[Path]:
    """The files of the ontology and the shapes."""
    paths = [path for folder in ("ontology", "shapes") for path in resources.folder(folder).iterdir()]
    return sorted(path for path in paths if path.suffix in (".ttl", ".rq", ".jsonld"))


def _manifest(draft: Path, id: str, corpus: Corpus, graphs: Mapping[str, list[Quad]]) -> bytes:
    unlisted = {STORE, SEARCH, ZIPPED, CACHES}
    paths = sorted(p for p in draft.rglob("*") if p.is_file() and unlisted.isdisjoint(p.relative_to(draft).parts))
    manifest = {
        "release": id,
        "elbe": __version__,
        "base": corpus.base,
        "title": corpus.title,
        "version": corpus.version,
        "date": corpus.date.isoformat(),
        "languages": corpus.languages,
        "terms": dict(corpus.terms),
        "home": corpus.home,
        "pages": dict(corpus.pages),
        "licence": corpus.licence,
        "licences": [dict(each) for each in corpus.licences],
        "examples": dict(corpus.examples),
        "versions": recipe.versions(recipe.LIBRARIES),
        "graphs": {name: len(set(quads)) for name, quads in graphs.items()},
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
    "json": "application/json",
    "rq": "application/sparql-query",
    "sqlite": "application/vnd.sqlite3",
    "tsv": "text/tab-separated-values",
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
