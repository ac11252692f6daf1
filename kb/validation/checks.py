"""What a record breaks: shapes in its default graph, checks in the union of its graphs.

Both lie in `shapes/`. A check is a query that must return nothing, for what SHACL says badly. It selects ?focus and, as
far as they help, ?path, ?value, and in ?also a sentence that names the other side or what is allowed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, Quad, QuerySolution

from kb import resources
from kb.errors import MalformedShapes
from kb.model.vocabulary import Terms, core
from kb.store.binding import in_language
from kb.store.embedded import EmbeddedStore
from kb.validation import compiled, shapes
from kb.validation.engines import Engine
from kb.validation.findings import Finding, ordered
from kb.validation.results import Node


@dataclass(frozen=True)
class _Check:
    """A query that must return nothing, and what to tell a curator if it does."""

    name: str
    message: str
    query: str


def validate(
    record: Iterable[Quad],
    derived: Iterable[Quad],
    folder: Path | None = None,
    terms: Terms | None = None,
    engine: Engine = compiled.results,
) -> list[Finding]:
    """What a record and what is derived from it break, sorted.

    `record` is the default graph whole, closed lists included; `folder` holds shapes and checks, ours unless given.
    Raises MalformedShapes for a file of shapes or a check that can't be used.
    """
    folder, terms = folder or resources.folder("shapes"), terms or core()
    store = EmbeddedStore.holding([*_in_one(record), *(Quad(*triple) for triple in terms.declared)], terms)
    authored = list(shapes.broken(store, folder, terms, engine))
    store.store.bulk_extend(_in_one(derived))
    return ordered([*authored, *_failed(store, folder, terms)])


def _in_one(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _failed(store: EmbeddedStore, folder: Path, terms: Terms) -> Iterator[Finding]:
    """What fails a check in a store of the union of all graphs, which the ontology is beside."""
    for check in _checks(folder):
        try:
            rows = store.select(in_language(check.query, terms.languages[0]))
        except SyntaxError as error:
            raise MalformedShapes(f"{folder.name}/{check.name}.rq: {error}") from None
        for row in rows:
            also = _bound(row, "also")
            message = f"{check.message} {also.value}" if isinstance(also, Literal) else check.message
            yield Finding.of(row["focus"], check.name, message, _bound(row, "path"), _bound(row, "value"))


@cache
def _checks(folder: Path) -> tuple[_Check, ...]:
    """The checks of a folder, by name.

    Raises MalformedShapes for one that does not begin with what is wrong and the remedy.
    """
    return tuple(_check(path) for path in sorted(folder.glob("*.rq")))


def _check(path: Path) -> _Check:
    query = path.read_text(encoding="utf-8")
    heading = re.match(r"# (.+\.)\n# Remedy: (.+\.)\n", query)
    if not heading or not re.search(r"SELECT[^{]*\?focus", query):
        wanted = "begin with `# <what is wrong>.` and `# Remedy: <what to do>.`, and select ?focus"
        raise MalformedShapes(f"{path.parent.name}/{path.name}: {wanted}")
    return _Check(path.stem, f"{heading[1]} {heading[2]}", query)


def _bound(row: QuerySolution, variable: str) -> Node | None:
    try:
        term: Node | None = row[variable]
    except KeyError:  # the check does not select it
        return None
    return term
