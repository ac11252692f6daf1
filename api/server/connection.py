"""A connection that no client can hold for ever."""

import asyncio
import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from api.http.conditions import http_date
from api.http.problems import KINDS, MEDIA_TYPE, AddressTooLong, BadRequest, MethodUnknown, RequestError, document
from api.http.scope import ABORT
from api.settings import Requests
from kb.rdf.jsonld import serialize

logger = logging.getLogger(__name__)
LONG = "The address is too long; send long queries with POST."
NOT_ASCII = re.compile(rb"[\x80-\xff]")
METHOD = re.compile(rb"[\w!#$%&'*+.^`|~-]+(?= )", re.ASCII)
METHODS = {b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"CONNECT", b"OPTIONS", b"TRACE", b"PATCH"}
"""The methods of https://www.rfc-editor.org/rfc/rfc9110#section-9.3, and PATCH."""
ABSOLUTE = re.compile(rb"https?://([^/?#]*)", re.IGNORECASE)
LEAST_READ = 4096
"""How many bytes a client must take of what is sent to it, in the time it may leave it unread."""


def largest_head(requests: Requests) -> int:
    """How many bytes of a request's head are read: what is too large by less is answered for what it is."""
    return requests.address_bytes + 8 * requests.header_bytes


class Connection(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # h11's, or httptools' where that is installed
    """A connection that is closed when its client is slow to send the head of a request, or stops reading an answer."""

    requests: Requests
    most: int
    """How many connections there may be at once."""
    head_bytes: int = 0
    is_line: bool = True
    begun: bytes = b""
    """How the head that is arriving begins, as far as its method may reach."""
    """Whether the first line of a head is arriving."""
    head_timer: asyncio.TimerHandle | None = None
    read_timer: asyncio.TimerHandle | None = None
    unread: int = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begins to wait for the head of a request, unless there are too many connections."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.abort()
            return
        self.app_state: dict[str, Any] = {**self.app_state, ABORT: transport.abort}
        self.await_head()

    def data_received(self, data: bytes) -> None:
        """Stops the waiting once a request is being answered, and begins it again when the next begins to arrive."""
        before = self.cycle
        is_body = before is not None and before.more_body
        if not is_body:
            data = self.encode_line(data)
        super().data_received(data)
        self.head_bytes = 0 if is_body or self.cycle is not before else self.head_bytes + len(data)
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if self.head_bytes > largest_head(self.requests) and not self.transport.is_closing():
            self.send_400_response("The head is too large.")
        elif is_answering:
            self.stop_timer("head_timer")
        elif self.head_timer is None and not self.transport.is_closing():
            self.await_head()

    def encode_line(self, data: bytes) -> bytes:
        """What has come of a head, with its first line percent-encoded: people type addresses in all scripts.

        https://www.rfc-editor.org/rfc/rfc3986#section-2.1; the parser takes none but ASCII.
        """
        self.is_line = self.is_line or not self.head_bytes
        if not self.is_line:
            return data
        self.begun = (self.begun + data if self.head_bytes else data)[:64]
        line, end, rest = data.partition(b"\n")
        self.is_line = not end
        return NOT_ASCII.sub(lambda match: b"%%%02X" % match[0][0], line) + end + rest

    def on_headers_complete(self) -> None:
        """Begins to answer; a host that the address names is the one that is meant, whatever Host says.

        https://www.rfc-editor.org/rfc/rfc9112#name-absolute-form
        """
        if match := ABSOLUTE.match(self.url):
            self.headers[:] = [(b"host", match[1]), *(pair for pair in self.headers if pair[0] != b"host")]
        super().on_headers_complete()

    def await_head(self) -> None:
        """Sets the time within which the head of a request is to arrive."""
        self.head_timer = self.loop.call_later(self.requests.header_seconds, self.transport.abort)

    def pause_writing(self) -> None:
        """Begins to watch whether the client reads."""
        super().pause_writing()
        self.watch_reading()

    def watch_reading(self) -> None:
        """Sets the time within which the client is to read some of what is sent to it."""
        self.unread = self.transport.get_write_buffer_size()
        self.read_timer = self.loop.call_later(self.requests.stall_seconds, self.check_reading)

    def check_reading(self) -> None:
        """Breaks off a connection whose client does not read."""
        if self.unread - self.transport.get_write_buffer_size() < LEAST_READ:
            self.transport.abort()
        else:
            self.watch_reading()

    def resume_writing(self) -> None:
        """Stops watching."""
        super().resume_writing()
        self.stop_timer("read_timer")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets all timers."""
        super().connection_lost(exc)
        self.stop_timer("head_timer")
        self.stop_timer("read_timer")

    def stop_timer(self, name: str) -> None:
        """Stops one of the timers, if it runs."""
        if timer := getattr(self, name):
            timer.cancel()
            setattr(self, name, None)

    def send_400_response(self, msg: str) -> None:
        """Answers what is not HTTP, or too large to be read, as all errors are answered."""
        error = self.error()
        kind = KINDS[type(error)]
        logger.info("a request that could not be read", extra={"facts": {"status": kind.status}})
        body = serialize(document(kind, error))
        head = (
            f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}\r\n"
            f"date: {http_date(datetime.now(UTC))}\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
            "access-control-allow-origin: *\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def error(self) -> RequestError:
        """What is wrong with a head that could not be read."""
        method = METHOD.match(self.begun)
        if len(getattr(self, "url", b"")) > self.requests.address_bytes:
            return AddressTooLong(LONG)
        if method and method[0] not in METHODS:
            return MethodUnknown(f"{method[0].decode()} is no method that this service knows.")
        return BadRequest("The request is not HTTP/1.1, or its head is too large.")
