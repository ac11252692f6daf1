"""How the service behaves: one frozen object, made by whoever starts it and passed in.

What each value means stands beside it, for `elbe serve --help` (see `api.cli.options`) and for readers.
"""

from dataclasses import dataclass, field

from kb.sandbox.query import MIB, Limits, setting


@dataclass(frozen=True)
class Settings:
    """The limits of queries, those of requests and answers, and where the service is reached."""

    query: Limits = field(default_factory=Limits)

    # where the service is reached
    public_url: str | None = setting(
        None, "The address under which clients reach the service; that of each request if not given."
    )
    trusted_proxies: str | None = setting(
        None,
        "Addresses or networks, with commas between, whose X-Forwarded-For and -Proto are believed; else nobody's.",
    )
    workers: int = setting(1, "Processes that serve; each has its own query processes, caches and rate limit.")
    connections: int = setting(4096, "Connections open at once in each process; one more is closed.")

    # answers
    held_bytes: int = setting(
        MIB, "How much of an answer is awaited before its status is sent: errors until then are 503."
    )
    held_bytes_http_1_0: int = setting(
        16 * MIB,
        "The same for HTTP/1.0, where a cut answer can't be told from a whole one: nothing longer is answered.",
    )
    document_claims: int = setting(500, "How many claims the document of one entity tells.")
    list_items: int = setting(25, "How many items a page of a list has where nothing else is asked for.")
    most_list_items: int = setting(100, "How many items a page of a list may have.")
    texts: str | None = setting(
        None, "The folder that holds the sources' texts, of which the words of passages are shown; none if not given."
    )
    quoted_points: int = setting(400, "How many code points of one passage are shown.")
    quoted_share: float = setting(0.25, "The part of a source's text that one document may show.")
    max_age: int = setting(60, "For how many seconds clients may use an answer again without asking.", least=0)
    kept_bytes: int = setting(32 * MIB, "The size of documents that are remembered once made.", least=0)
    kept_query_bytes: int = setting(
        32 * MIB, "The size of answers to queries that are remembered; 0 for none.", least=0
    )

    # how long clients may take
    header_seconds: float = setting(15, "How long a client may take to send a request's head.")
    body_seconds: float = setting(15, "How long a client may take to send a request's body.")
    stall_seconds: float = setting(15, "How long a client may leave what is sent to it unread.")
    answer_seconds: float = setting(600, "How long the sending of one answer may take.")

    # how much clients may send
    address_bytes: int = setting(32 * 1024, "The length of a request's address; longer queries are sent with POST.")
    header_bytes: int = setting(16 * 1024, "The size of all headers of a request together.")
    drained_bytes: int = setting(
        32 * MIB, "How much of a body that is too large is read, so that its sender sees the answer."
    )
    client_rate: float = setting(0, "Requests a second that one client may make on average; 0 for any number.", least=0)
    client_burst: int = setting(50, "Requests that one client may make at once where there is a rate.")
    clients: int = setting(10_000, "Clients whose rates are remembered.")

    # logs
    log_requests: bool = setting(True, "Log a line for each request.")
    log_clients: bool = setting(False, "Log the address of the client with each request.")
    log_queries: bool = setting(False, "Log the parameters and the query with each request.")

    # releases, and the end
    look_seconds: float = setting(1, "How often it is looked whether another release is current; SIGHUP looks at once.")
    unready_seconds: float = setting(
        0, "When told to end: for how long /ready says no and all else goes on, so that a balancer can notice.", least=0
    )
    stop_seconds: int = setting(15, "When told to end: how long answers that are under way may take.")
