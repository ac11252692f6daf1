"""Work that several ask for at the same time, done once for all of them."""

import asyncio
from types import TracebackType
from typing import Generic, Self, TypeVar

from kb.errors import QueryError

T = TypeVar("T")


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
