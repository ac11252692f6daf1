"""What is taken down, for the sake of persons or rights: a list beside the releases, which holds for each of them.

A line names a thing, by its path or IRI, and says why. Of a release that holds it a private copy of the store and the
index of names is made, without it and without what can't be told without it. Its files stay as they were built, and are
withheld. Labels that software composes are searched for its names; a gist or note of another thing may still name it,
and is listed by itself.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from kb.corpus import decode
from kb.errors import Problem, SeedErrors
from kb.model.stances import STANCES
from kb.model.vocabulary import Terms
from kb.namespaces import term
from kb.rdf import iris
from kb.rdf.iris import thing
from kb.release.release import MANIFEST, SEARCH, STORE, ZIPPED, Release

NAME = "taken-down.txt"
_TELLING = tuple(
    term(name)
    for name in (
        *("rdf:subject", "rdf:object", "elbe:onSubject", "elbe:speaker", "elbe:between", "elbe:onClaim"),
        *("elbe:onQuestion", "oa:hasTarget", "oa:hasBody", "oa:hasSource", "owl:annotatedSource"),
        *("elbe:candidate", "elbe:citedWork"),
    )
)  # fmt: skip
"""By which a thing can't be told without another: what is said of it, by it, on it, of its name."""
_STANCES = tuple(term(f"elbe:{stance}") for stance in STANCES)
_NAMES = tuple(term(name) for name in ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "elbe:gist"))
_COMPOSED = (term("skos:prefLabel"), term("elbe:reason"))
_KINDS_COMPOSED = ("utterance", "assessment", "question", "conflict")
"""The kinds of things of which software composes what they are called, out of other names."""
_COMPUTED = tuple(
    term(name)
    for name in ("elbe:status", "elbe:answerCount", "elbe:independentSources", "elbe:firstHand", "elbe:remove")
)
"""What rules have counted with what is taken down, and does not hold without it."""


def read(listing: Path, terms: Terms) -> dict[str, str]:
    """The IRIs of what is taken down, each with the reason; none without a list.

    Raises SeedErrors for a line that names no thing or no reason.
    """
    if not listing.is_file():
        return {}
    lines = enumerate(decode(listing.read_bytes(), str(listing)).splitlines(), 1)
    told = [(number, *line.partition(" ")[::2]) for number, line in lines if line.strip() and not line.startswith("#")]
    wanted = "write the path or IRI of a thing, a space, and why it is taken down"
    if wrong := [number for number, name, why in told if not why.strip() or not _is_thing(name, terms)]:
        raise SeedErrors(
            [Problem(str(listing), number, f"this names no thing, or no reason: {wanted}") for number in wrong]
        )
    return {terms.id + name.removeprefix(terms.id): why.strip() for _, name, why in told}


def without(release: Release, listed: dict[str, str], folder: Path) -> Release:
    """The same release without what is taken down, in a folder of its own; raises OSError if it can't be written."""
    for path in release.folder.iterdir():
        if path.name not in (MANIFEST, STORE, SEARCH, ZIPPED, "dumps"):
            (folder / path.name).symlink_to(path)
    shutil.copytree(release.store, folder / STORE)
    shutil.copyfile(release.search, folder / SEARCH)
    store = pyoxigraph.Store(str(folder / STORE))
    gone = _gone(store, listed)
    is_held = any(_quads_of(store, iri) for iri in listed)
    nameless = _unname(store, {name for iri in gone for name in _names(store, iri)}, release.terms)
    _purge(store, gone, release.terms)
    store.flush()
    del store
    _forget(folder / SEARCH, [*gone, *nameless])
    if not is_held:
        (folder / "dumps").symlink_to(release.dumps)
    kept = [file for file in release.manifest["files"] if not (is_held and file["path"].startswith("dumps/"))]
    manifest = release.manifest | {"files": kept, "takenDown": sorted(map(iris.path, gone))}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return Release.open(folder)


def _gone(store: pyoxigraph.Store, listed: dict[str, str]) -> dict[str, str]:
    """What is taken down and what can't be told without it, each with the reason."""
    gone, new = dict(listed), list(listed)
    while new:
        iri = new.pop()
        for other in _going_with(store, iri, gone):
            if other not in gone:
                gone[other] = f"It can't be told without {iris.path(iri)}, which is taken down."
                new.append(other)
    return gone


def _going_with(store: pyoxigraph.Store, iri: str, gone: dict[str, str]) -> Iterator[str]:
    """What can't be told without a thing: what is said of it, what it reports, claims that nobody else makes."""
    for quad in _quads_of(store, iri):
        subject, other = _value(quad.subject), _value(quad.object)
        if thing(other) == iri and quad.predicate in _TELLING:
            yield thing(subject)
        elif subject == iri and quad.predicate == term("elbe:reports"):
            yield other
        elif subject == iri and quad.predicate in _STANCES:
            said = (said for stance in _STANCES for said in store.quads_for_pattern(None, stance, quad.object))
            if all(_value(each.subject) in gone for each in said):
                yield other


def _quads_of(store: pyoxigraph.Store, iri: str) -> list[Quad]:
    """All quads of a thing and its parts, and those that lead to them."""
    nodes, found = [NamedNode(iri)], list[Quad]()
    for node in nodes:
        about = list(store.quads_for_pattern(node, None, None))
        found += [*about, *store.quads_for_pattern(None, None, node)]
        parts = [q.object for q in about if isinstance(q.object, NamedNode) and q.object.value.startswith(f"{iri}#")]
        nodes += [part for part in parts if part not in nodes]
    return found


def _purge(store: pyoxigraph.Store, gone: dict[str, str], terms: Terms) -> None:
    """Takes all that out of a store, with what rules have counted with it, and leaves tombstones that tell why."""
    for iri, why in gone.items():
        for quad in _quads_of(store, iri):
            for other in (quad.subject, quad.object):
                if isinstance(other, NamedNode) and other.value not in gone:
                    _uncount(store, other, terms.derived_graph)
            store.remove(quad)
        store.add(Quad(NamedNode(iri), term("owl:deprecated"), Literal(True)))
        store.add(Quad(NamedNode(iri), term("elbe:reason"), Literal(why, language="en")))


def _names(store: pyoxigraph.Store, iri: str) -> Iterator[str]:
    """What a thing is called."""
    for name in _NAMES:
        for quad in store.quads_for_pattern(NamedNode(iri), name, None):
            if isinstance(quad.object, Literal):
                yield quad.object.value.removesuffix(".")


def _unname(store: pyoxigraph.Store, names: set[str], terms: Terms) -> list[str]:
    """Takes labels and reasons out that hold one of the names, of what is called by software; whose they were."""
    found = [quad for quad in _composed(store, terms) if any(name in _text(quad) for name in names)]
    for quad in found:
        store.remove(quad)
    return [_value(quad.subject) for quad in found]


def _composed(store: pyoxigraph.Store, terms: Terms) -> Iterator[Quad]:
    for predicate in _COMPOSED:
        for quad in store.quads_for_pattern(None, predicate, None):
            if _value(quad.subject).removeprefix(terms.id).partition("/")[0] in _KINDS_COMPOSED:
                yield quad


def _text(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _uncount(store: pyoxigraph.Store, node: NamedNode, derived: NamedNode) -> None:
    for predicate in _COMPUTED:
        for quad in list(store.quads_for_pattern(node, predicate, None, derived)):
            store.remove(quad)


def _forget(index: Path, gone: Iterable[str]) -> None:
    """Takes things out of an index of names."""
    with closing(sqlite3.connect(index)) as names:
        for iri in gone:
            for (id,) in names.execute("SELECT id FROM things WHERE iri = ?", (iri,)).fetchall():
                names.execute("DELETE FROM names WHERE thing = ?", (id,))
                names.execute("DELETE FROM things WHERE id = ?", (id,))
        names.commit()
        names.execute("VACUUM")


def _value(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _is_thing(name: str, terms: Terms) -> bool:
    path = name.removeprefix(terms.id)
    return "/" in path and ":" not in path and "#" not in path
