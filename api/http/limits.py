"""The limits of the service as its clients are told of them."""

from dataclasses import dataclass

from api.settings import Settings


@dataclass(frozen=True)
class Limit:
    """One limit, with its unit and what happens when it is reached."""

    name: str
    value: float
    unit: str
    meaning: str

    @property
    def text(self) -> str:
        """The value with its unit, for people."""
        return f"{self.value:,.12g} {self.unit}"


def limits(settings: Settings) -> list[Limit]:
    """All limits that clients may meet."""
    query = settings.query
    return [
        Limit("time", query.seconds, "seconds", "A query that takes longer is stopped (503)."),
        Limit("rows", query.rows, "rows", "An answer with more rows or triples is stopped (503)."),
        Limit("size", query.bytes, "bytes", "A longer answer is stopped (503)."),
        Limit("memory", query.memory, "bytes", "A query that needs more is stopped (503)."),
        Limit("query-length", query.query_bytes, "bytes", "A longer query is refused (413 or 414)."),
        Limit("nesting", query.depth, "levels", "A query whose brackets nest deeper is refused (400)."),
        Limit("joins", query.patterns, "triple patterns", "A query that joins more is refused (400)."),
        Limit(
            "at-once", query.workers * settings.workers, "queries", "Queries that run at the same time; others wait."
        ),
        Limit(
            "waiting",
            query.queue * settings.workers,
            "queries",
            "Queries that may wait; one more is turned away (503).",
        ),
        *rate_limits(settings),
        Limit("sending", settings.answer_seconds, "seconds", "An answer that takes longer to send is broken off."),
    ]


def rate_limits(settings: Settings) -> list[Limit]:
    """How often one client may ask, where that is limited."""
    if not settings.client_rate:
        return []
    meaning = "A client that asks more often is turned away (429)."
    rate, burst = settings.client_rate * settings.workers, settings.client_burst * settings.workers
    return [
        Limit("rate", rate, "requests a second", meaning),
        Limit("burst", burst, "requests", "What a client may ask at once."),
    ]
