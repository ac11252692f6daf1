"""Where answers to queries are not those of SPARQL 1.1, as data: what is so, what is right, what to write instead."""

import tomllib
from dataclasses import dataclass
from functools import cache

from kb import resources


@dataclass(frozen=True)
class Departure:
    """One departure: an expression with its value here and the right one, and another that gives what is right."""

    name: str
    says: str
    clause: str
    expression: str
    here: str
    right: str
    remedy: str
    workaround: str
    workaround_gives: str | None = None
    """What the workaround gives where that is not what is right, but says the same."""
    upstream: str | None = None
    """Where the engine's authors are told of it."""


@cache
def departures() -> tuple[Departure, ...]:
    """All departures that are known."""
    told = tomllib.loads(resources.read_text("kb/sandbox/departures.toml"))
    return tuple(Departure(name, **facts) for name, facts in told.items())
