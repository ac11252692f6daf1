"""What two releases of a record differ in: things that came, went, were withdrawn, or say something else now.

Both are read as sorted N-Quads, side by side, then once more for the names of what changed; no more is held than the
difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kb.errors import ReleaseDamaged
from kb.model.vocabulary import Terms
from kb.namespaces import expand
from kb.release.release import Release

DUMP = "elbe.nq"
TYPE, DEPRECATED = expand("rdf:type"), expand("owl:deprecated")
NAMES = {expand(curie) for curie in ("skos:prefLabel", "dcterms:title", "elbe:gist")}
COMPUTED = {expand(curie) for curie in ("elbe:byRule", "owl:versionInfo")}
"""What says of a thing by what it was computed, which is no change of the record."""

GROUPS = {
    "claim": "claims",
    "question": "questions",
    "utterance": "utterances",
    "source": "sources",
    "assessment": "assessments",
    "mapping": "links",
    "mention": "mentions",
    "conflict": "conflicts",
    "rule": "rules",
    "record": "files",
}
"""The groups in which things are told, by the first word of their path; all others are entities."""


@dataclass
class Change:
    """A thing that is not in both releases as it is in one: what it is called, and its values before and after."""

    iri: str
    group: str
    kind: str
    name: str = ""
    before: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def properties(self) -> list[str]:
        """The properties whose values differ, those of inner nodes behind the way to them."""
        return sorted(self.before.keys() | self.after.keys())


@dataclass(frozen=True)
class Difference:
    """The difference of two releases, told in the words of the newer."""

    old: str
    new: str
    terms: Terms
    changes: list[Change]

    def groups(self) -> dict[str, list[Change]]:
        """The changes by group, in the order in which groups are told."""
        order = [*GROUPS.values(), "passages", "entities"]
        found: dict[str, list[Change]] = defaultdict(list)
        for change in sorted(self.changes, key=lambda change: (order.index(change.group), change.iri)):
            found[change.group].append(change)
        return found


def difference(old: Release, new: Release) -> Difference:
    """What two releases differ in; raises ReleaseDamaged for a dump whose lines are not in order."""
    changes: dict[str, Change] = {}
    terms = new.terms
    with ExitStack() as files:
        before, after = (_in_order(files.enter_context((release.dumps / DUMP).open("rb"))) for release in (old, new))
        for line, is_new in _only_in_one(before, after):
            (quad,) = parse(line, RdfFormat.N_QUADS)
            _note(changes, quad, is_new, terms)
    for release in (old, new):
        _name(changes, release.dumps / DUMP, terms)
    return Difference(old.id, new.id, terms, [change for change in changes.values() if change.properties])


def _only_in_one(before: Iterable[bytes], after: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The lines of two sorted files that only one of them has, and whether that is the second."""
    olds, news = iter(before), iter(after)
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if old == new:
            old, new = next(olds, None), next(news, None)
        elif new is None or (old is not None and old < new):
            assert old is not None
            yield old, False
            old = next(olds, None)
        else:
            yield new, True
            new = next(news, None)


def _in_order(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, which must be sorted."""
    last = b""
    for number, line in enumerate(file, 1):
        if line < last:
            raise ReleaseDamaged(
                f"{file.name}:{number}: the line stands before the one above it: build the release anew"
            )
        yield line
        last = line


def _note(changes: dict[str, Change], quad: Quad, is_new: bool, terms: Terms) -> None:
    """Adds what only one release says to the change of the thing that it is said of."""
    assert isinstance(quad.subject, NamedNode)
    iri, _, inner = quad.subject.value.partition("#")
    if not iri.startswith(terms.id) or quad.predicate.value in COMPUTED:
        return
    group = GROUPS.get(terms.path(iri).partition("/")[0], "entities")
    part, _, rest = inner.partition(".")
    if part.startswith("passage"):
        iri, inner, group = f"{iri}#{part}", rest, "passages"
    change = changes.setdefault(iri, Change(iri, group, "changed"))
    property = ": ".join(filter(None, (inner.replace(".", ": "), terms.compact(quad.predicate.value))))
    (change.after if is_new else change.before)[property].append(_words(quad.object, terms))
    if not inner and quad.predicate.value == TYPE:
        change.kind = "added" if is_new else "removed"
    if not inner and quad.predicate.value == DEPRECATED and is_new:
        change.kind = "withdrawn"


def _name(changes: dict[str, Change], dump: Path, terms: Terms) -> None:
    """Says what things are called in a release, in the first of the record's languages that they have a name in."""
    ranks: dict[str, int] = {}
    with dump.open("rb") as file:
        for line in file:
            subject, predicate, _ = line.split(b" ", 2)
            iri = subject[1:-1].decode()
            if iri in changes and predicate[1:-1].decode() in NAMES:
                (quad,) = parse(line, RdfFormat.N_QUADS)
                name = quad.object
                assert isinstance(name, Literal)
                rank = terms.rank(name.language)
                if rank < ranks.get(iri, rank + 1):
                    ranks[iri], changes[iri].name = rank, name.value


def _words(value: object, terms: Terms) -> str:
    if isinstance(value, NamedNode):
        return terms.compact(value.value)
    assert isinstance(value, Literal)
    return f"{value.value} ({value.language})" if value.language else value.value
