"""How the service behaves: frozen objects, made by whoever starts it, of which each part is given its own.

What each value means stands beside it, for `elbe serve --help` (see `api.cli.options`) and for readers.
"""

from dataclasses import Field, dataclass, field, fields
from typing import Any

from kb.sandbox.limits import MIB, Limits, setting


@dataclass(frozen=True)
class Reach:
    """Where the service is reached."""

    public_url: str | None = setting(
        None, "The address under which clients reach the service; that of each request if not given."
    )
    trusted_proxies: str | None = setting(
        None,
        "Addresses or networks, with commas between, whose X-Forwarded-For and -Proto are believed; else nobody's.",
    )


@dataclass(frozen=True)
class Processes:
    """The processes that serve: how many, with how many connections, and how they take up releases and end."""

    workers: int = setting(1, "Processes that serve; each has its own query processes, caches and rate limit.")
    connections: int = setting(4096, "Connections open at once in each process; one more is closed.")
    look_seconds: float = setting(1, "How often it is looked whether another release is current; SIGHUP looks at once.")
    unready_seconds: float = setting(
        0, "When told to end: for how long /ready says no and all else goes on, so that a balancer can notice.", least=0
    )
    stop_seconds: int = setting(15, "When told to end: how long answers that are under way may take.")


@dataclass(frozen=True)
class Answers:
    """How much an answer holds, and how long it is remembered."""

    union: bool = setting(
        True, "Ask queries that name no graph of all graphs together; else of the authored record alone."
    )
    document_claims: int = setting(500, "How many claims the document of one entity tells.")
    list_items: int = setting(25, "How many items a page of a list has where nothing else is asked for.")
    most_list_items: int = setting(100, "How many items a page of a list may have.")
    max_age: int = setting(60, "For how many seconds clients may use an answer again without asking.", least=0)
    kept_bytes: int = setting(32 * MIB, "The size of documents that are remembered once made.", least=0)
    kept_query_bytes: int = setting(
        32 * MIB, "The size of answers to queries that are remembered; 0 for none.", least=0
    )
    held_bytes: int = setting(
        MIB, "How much of an answer is awaited before its status is sent: errors until then are 503."
    )
    held_bytes_http_1_0: int = setting(
        16 * MIB,
        "The same for HTTP/1.0, where a cut answer can't be told from a whole one: nothing longer is answered.",
    )


@dataclass(frozen=True)
class Quoting:
    """Which words of the sources' texts are shown."""

    texts: str | None = setting(
        None, "The folder that holds the sources' texts, of which the words of passages are shown; none if not given."
    )
    quoted_points: int = setting(400, "How many code points of one passage are shown.")
    quoted_share: float = setting(0.25, "The part of a source's text that one document may show.")


@dataclass(frozen=True)
class Requests:
    """How long a request and its answer may take, and how much a client may send."""

    header_seconds: float = setting(15, "How long a client may take to send a request's head.")
    body_seconds: float = setting(15, "How long a client may take to send a request's body.")
    stall_seconds: float = setting(15, "How long a client may leave what is sent to it unread.")
    answer_seconds: float = setting(600, "How long the sending of one answer may take.")
    address_bytes: int = setting(32 * 1024, "The length of a request's address; longer queries are sent with POST.")
    header_bytes: int = setting(16 * 1024, "The size of all headers of a request together.")
    drained_bytes: int = setting(
        32 * MIB, "How much of a body that is too large is read, so that its sender sees the answer."
    )


@dataclass(frozen=True)
class Reconciliation:
    """How much may be reconciled at once."""

    reconcile_queries: int = setting(500, "How many names one request may reconcile, and how many rows it may extend.")
    reconcile_usual: int = setting(5, "How many candidates a name gets where nothing else is asked for.")
    reconcile_candidates: int = setting(50, "How many candidates a name may get.")
    reconcile_bytes: int = setting(2 * MIB, "The size of a request to reconcile.")


@dataclass(frozen=True)
class Rate:
    """How often one client may ask."""

    client_rate: float = setting(0, "Requests a second that one client may make on average; 0 for any number.", least=0)
    client_burst: int = setting(50, "Requests that one client may make at once where there is a rate.")
    clients: int = setting(10_000, "Clients whose rates are remembered.")


@dataclass(frozen=True)
class Logs:
    """What is logged of each request."""

    log_requests: bool = setting(True, "Log a line for each request.")
    log_clients: bool = setting(False, "Log the address of the client with each request.")
    log_queries: bool = setting(False, "Log the parameters and the query with each request.")


@dataclass(frozen=True)
class Settings:
    """All of it in groups, and the limits of queries."""

    query: Limits = field(default_factory=Limits)
    reach: Reach = field(default_factory=Reach)
    processes: Processes = field(default_factory=Processes)
    answers: Answers = field(default_factory=Answers)
    quoting: Quoting = field(default_factory=Quoting)
    requests: Requests = field(default_factory=Requests)
    reconciliation: Reconciliation = field(default_factory=Reconciliation)
    rate: Rate = field(default_factory=Rate)
    logs: Logs = field(default_factory=Logs)

    @classmethod
    def of(cls, query: Limits | None = None, **values: Any) -> "Settings":
        """The settings of which some are given, each by its name in whichever group has it."""
        if unknown := values.keys() - named_settings().keys():
            raise TypeError(f"there is no setting {', '.join(sorted(unknown))}")
        given: dict[str, Any] = {
            name: group(**{each.name: values[each.name] for each in fields(group) if each.name in values})
            for name, group in GROUPS.items()
        }
        return cls(query or Limits(), **given)


GROUPS: dict[str, Any] = {
    "reach": Reach,
    "processes": Processes,
    "answers": Answers,
    "quoting": Quoting,
    "requests": Requests,
    "reconciliation": Reconciliation,
    "rate": Rate,
    "logs": Logs,
}


def named_settings() -> dict[str, Field[Any]]:
    """The settings of all groups, whose names are different; those of queries are apart."""
    return {each.name: each for group in GROUPS.values() for each in fields(group)}
