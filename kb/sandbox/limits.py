"""What the answer of a stranger's query may use."""

from dataclasses import dataclass, field
from typing import Any

MIB = 2**20


def setting(default: Any, meaning: str, least: float | None = None) -> Any:
    """A field that whoever starts a program may set, with its meaning and the least that it may be."""
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True)
class Limits:
    """What one query may use, and how many may run."""

    seconds: float = setting(10, "Seconds that a query may take.")
    rows: int = setting(1_000_000, "Rows or triples that an answer may have.")
    bytes: int = setting(256 * MIB, "Bytes that an answer may have.")
    memory: int = setting(512 * MIB, "Bytes that a worker may allocate beyond the data that it shares.")
    query_bytes: int = setting(64 * 1024, "Bytes that the text of a query may have.")
    depth: int = setting(100, "How deep the brackets of a query may nest.")
    patterns: int = setting(100, "Triple patterns that a query may join.")
    workers: int = setting(4, "Queries that run at the same time, each in a process.")
    queue: int = setting(64, "Queries that may wait for a process; one more is turned away.", least=0)
    queue_seconds: float = setting(10, "Seconds that a query may wait.")
    quads_in_memory: int = setting(
        2_000_000, "Up to this size the data is loaded into memory, which workers share; above, each opens the store."
    )
