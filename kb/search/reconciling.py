"""Tables reconciled: each row with the thing that it names, many at a time, in as many processes as are wanted."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from kb.errors import TableRefused
from kb.hints import nearest
from kb.model.vocabulary import Terms
from kb.search.contexts import Given
from kb.search.matching import Candidate, Matcher
from kb.search.tables import Row

COLUMNS = ("elbe_id", "elbe_label", "elbe_wikidata", "elbe_score", "elbe_match")
"""What is added to a table."""

NOTHING = ("",) * len(COLUMNS)
PIECE, AHEAD = 500, 4
"""How many rows a process takes at once, and how many pieces for each process are read ahead."""


@dataclass(frozen=True)
class Wanted:
    """What is reconciled: the place of the column of names, of that of dates if there is one, a type, and a place."""

    name: int
    date: int | None = None
    classes: frozenset[str] = frozenset()
    near: str | None = None


@dataclass(frozen=True)
class Index:
    """The index of a release, and the IRIs that its things have."""

    path: Path
    terms: Terms


@dataclass(frozen=True)
class Reconciled:
    """A row with what is added to it."""

    row: Row
    added: tuple[str, ...]


def wanted(
    columns: Sequence[str], name: str, date: str | None, type: str | None, near: str | None, terms: Terms
) -> Wanted:
    """What is reconciled, by the names of columns; raises TableRefused for those that are not there."""
    types = {kind: iri for kind, curie in terms.kinds.items() if (iri := terms.expand(curie)) in terms.entity_classes}
    if type and type not in types:
        known = ", ".join(types)
        raise TableRefused(f"there is no type {type[:50]!r}{nearest(type, types)}; there are {known}")
    places = [_place(columns, each) if each else None for each in (name, date)]
    assert places[0] is not None
    return Wanted(places[0], places[1], terms.below(types[type]) if type else frozenset(), near)


def _place(columns: Sequence[str], name: str) -> int:
    """The place of a column."""
    if name not in columns:
        raise TableRefused(f"the table has no column {name!r}{nearest(name, columns)}; it has {', '.join(columns)}")
    return list(columns).index(name)


def reconcile(index: Index, rows: Iterable[Row], wanted: Wanted, processes: int | None = None) -> Iterator[Reconciled]:
    """The rows in their order, with what is added to them; few rows are worth no process of their own."""
    pieces = _pieces(rows)
    first = list(islice(pieces, 1))
    second = list(islice(pieces, 1))
    many = processes or os.cpu_count() or 1
    if many == 1 or not second:
        work = _Work(index, wanted)
        for piece in chain(first, second, pieces):
            yield from _zipped(piece, work.added(piece))
        return
    with ProcessPoolExecutor(many, initializer=_start, initargs=(index, wanted)) as pool:
        waiting: deque[tuple[list[Row], Future[list[tuple[str, ...]]]]] = deque()
        for piece in chain(first, second, pieces):
            waiting.append((piece, pool.submit(_added, piece)))
            if len(waiting) > AHEAD * many:
                done, future = waiting.popleft()
                yield from _zipped(done, future.result())
        for done, future in waiting:
            yield from _zipped(done, future.result())


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows, some at a time."""
    source = iter(rows)
    while piece := list(islice(source, PIECE)):
        yield piece


def _zipped(rows: Iterable[Row], added: Iterable[tuple[str, ...]]) -> Iterator[Reconciled]:
    """Rows with what is added to each."""
    return (Reconciled(row, more) for row, more in zip(rows, added, strict=True))


class _Work:
    """What one process does."""

    def __init__(self, index: Index, wanted: Wanted) -> None:
        self.terms, self.wanted = index.terms, wanted
        self.matcher = Matcher.open(index.path, index.terms)
        self.find = lru_cache(maxsize=50_000)(self._find)

    def added(self, rows: Iterable[Row]) -> list[tuple[str, ...]]:
        """What is added to rows."""
        return [self.find(*self._asked(row)) for row in rows]

    def _asked(self, row: Row) -> tuple[str, str]:
        """The name and the date of a row; empty where it has none, and for a row that could not be read."""
        places = (self.wanted.name, self.wanted.date)
        name, date = (row.cells[at].strip() if at is not None and at < len(row.cells) else "" for at in places)
        return (name, date) if row.is_read else ("", "")

    def _find(self, name: str, date: str) -> tuple[str, ...]:
        """What is added for a name and a date."""
        given = [Given("place", (self.wanted.near,))] if self.wanted.near else []
        given += [Given("date", (date,))] if date else []
        found = self.matcher.candidates(name, self.wanted.classes, given, 1) if name else []
        return self._cells(found[0]) if found else NOTHING

    def _cells(self, candidate: Candidate) -> tuple[str, ...]:
        """A candidate as cells."""
        context = self.matcher.contexts.get(candidate.thing.iri)
        items = " ".join(sorted(context.items)) if context else ""
        score, match = f"{candidate.score:.1f}", str(candidate.match).lower()
        return self.terms.compact(candidate.thing.iri), candidate.thing.label, items, score, match


_working: list[_Work] = []
"""The work of this process."""


def _start(index: Index, wanted: Wanted) -> None:
    """Makes a process ready."""
    _working.append(_Work(index, wanted))


def _added(rows: list[Row]) -> list[tuple[str, ...]]:
    """What is added to rows, in a process that is ready."""
    return _working[0].added(rows)
