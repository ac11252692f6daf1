"""How the service behaves: one frozen object, made by whoever starts it and passed in."""

from dataclasses import dataclass, field

from kb.worker import Limits

MIB = 2**20


@dataclass(frozen=True)
class Settings:
    """The limits of queries, those of requests and answers, and where the service is reached."""

    query: Limits = field(default_factory=Limits)
    public_url: str | None = None
    """The address under which clients reach the service, without a slash at its end; None: that of each request."""
    held_bytes: int = MIB
    """How much of an answer is awaited before its status is sent: until then, what goes wrong is a 503."""
    held_bytes_http_1_0: int = 16 * MIB
    """The same for HTTP/1.0, where a cut answer can't be told from a whole one, so that nothing longer is answered."""
    answer_seconds: float = 600
    """How long the sending of one answer may take."""
    stall_seconds: float = 15
    """How long a client may leave what is sent to it unread."""
    body_seconds: float = 15
    """How long a client may take to send a request's body."""
    header_seconds: float = 15
    """How long a client may take to send a request's head."""
    address_bytes: int = 32 * 1024
    """The length of a request's address; longer queries are sent with POST."""
    header_bytes: int = 16 * 1024
    """The size of all headers of a request together."""
    drained_bytes: int = 32 * MIB
    """How much of a body that is too large is read, so that its sender sees the answer."""
    look_seconds: float = 1
    """How often it is looked whether another release is current."""
    unready_seconds: float = 0
    """For how long `/ready` says no, and all else is answered, before the service ends when told to."""
    stop_seconds: int = 15
    """How long answers that are under way may take to end when the service is told to."""
    connections: int = 4096
    """Connections open at once; one more is closed."""
    max_age: int = 60
    """For how many seconds an answer may be used again without asking."""
    kept_bytes: int = 32 * MIB
    """The size of documents that are remembered once made."""
    document_claims: int = 500
    """How many claims the document of one entity tells."""
    list_items: int = 25
    """How many items a page of a list has where nothing else is asked for."""
    most_list_items: int = 100
    """How many items a page of a list may have."""
