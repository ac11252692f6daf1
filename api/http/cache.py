"""Answers that are remembered, and work that several ask for at once, done once."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from kb.errors import QueryError

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
V = TypeVar("V", bound="_Whole")
OVERHEAD = 1024
"""Bytes for what goes with an answer that is kept: its key, its headers, its place."""


class _Whole(Protocol):
    """An answer whose bytes are all there."""

    @property
    def body(self) -> bytes:
        """The bytes."""


class Kept(Generic[K, V]):
    """Answers that are remembered, the latest asked for, up to so many bytes."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self.hits = self.misses = 0
        self.answers: OrderedDict[K, V] = OrderedDict()

    def find(self, key: K) -> V | None:
        """The answer of that key, if it is remembered."""
        if key in self.answers:
            self.answers.move_to_end(key)
            self.hits += 1
        else:
            self.misses += 1
        return self.answers.get(key)

    def keep(self, key: K, answer: V) -> None:
        """Remembers an answer; forgets those that were not asked for longest."""
        if key not in self.answers:
            self.answers[key] = answer
            self.size += len(answer.body) + OVERHEAD
        while self.size > self.limit:
            _, forgotten = self.answers.popitem(last=False)
            self.size -= len(forgotten.body) + OVERHEAD


class Workshop(Generic[K, V]):
    """Makes answers, two at a time, and remembers them.

    Making a page is work for Python: more at once would only be slower, and nobody else would be answered meanwhile.
    """

    def __init__(self, limit: int) -> None:
        self.kept: Kept[K, V] = Kept(limit)
        self.places = asyncio.Semaphore(2)

    async def get(self, key: K, make: Callable[[], V]) -> V:
        """The answer of that key: one that is remembered, maybe made by another while this waited, or a new one."""
        if known := self.kept.find(key):
            return known
        async with self.places:
            if made := self.kept.answers.get(key):
                return made
            made = await asyncio.to_thread(make)
        self.kept.keep(key, made)
        return made


class Flights(Generic[T]):
    """What is being worked at, by its keys."""

    def __init__(self) -> None:
        self.under_way: dict[str, Flight[T]] = {}

    async def join(self, key: str) -> T | None:
        """What others get who work at the same, raised where that is an error; None where it is to be done oneself."""
        while flight := self.under_way.get(key):
            await asyncio.wait([flight.result])
            if flight.result.cancelled():
                continue  # whoever worked at it has gone away
            result = flight.result.result()
            if isinstance(result, QueryError):
                raise result
            return result
        return None

    def begin(self, key: str) -> "Flight[T]":
        """Work that others may join, while the block runs, or until it has landed."""
        return Flight(self, key)


class Flight(Generic[T]):
    """One piece of work."""

    def __init__(self, flights: Flights[T], key: str) -> None:
        self.flights, self.key = flights, key
        self.result: asyncio.Future[T | QueryError | None] = asyncio.get_running_loop().create_future()

    def __enter__(self) -> Self:
        self.flights.under_way.setdefault(self.key, self)
        return self

    def land(self, result: T | QueryError | None) -> None:
        """Hands the result to all who wait for it; None tells them to get it themselves."""
        if self.flights.under_way.get(self.key) is self:
            del self.flights.under_way[self.key]
        if not self.result.done():
            self.result.set_result(result)

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> None:
        if self.result.done():
            return
        if not isinstance(error, QueryError):
            self.result.cancel()
        self.land(error if isinstance(error, QueryError) else None)
