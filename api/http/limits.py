"""The limits of the service as its clients are told of them."""

from dataclasses import dataclass

from api.settings import Rate, Settings


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


def limits_of(settings: Settings) -> list[Limit]:
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
            "at-once",
            query.workers * settings.processes.workers,
            "queries",
            "Queries that run at the same time; others wait.",
        ),
        Limit(
            "waiting",
            query.queue * settings.processes.workers,
            "queries",
            "Queries that may wait; one more is turned away (503).",
        ),
        Limit("names", settings.reconciliation.reconcile_queries, "names", "A larger batch is refused (413)."),
        *_rate_limits(settings.rate, settings.processes.workers),
        Limit(
            "sending", settings.requests.answer_seconds, "seconds", "An answer that takes longer to send is broken off."
        ),
    ]


def _rate_limits(rate: Rate, processes: int) -> list[Limit]:
    """How often one client may ask, where that is limited."""
    if not rate.client_rate:
        return []
    meaning = "A client that asks more often is turned away (429)."
    often, burst = rate.client_rate * processes, rate.client_burst * processes
    return [
        Limit("rate", often, "requests a second", meaning),
        Limit("burst", burst, "requests", "What a client may ask at once."),
    ]
