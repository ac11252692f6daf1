"""The query operation of https://www.w3.org/TR/sparql11-protocol/ as an ASGI application."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.http import bodies
from api.http.cache import Flight, Flights, Kept
from api.http.negotiation import negotiate
from api.http.problems import (
    ERRORS,
    AddressTooLong,
    BadRequest,
    BodyTooLarge,
    MethodNotAllowed,
    UnsupportedMediaType,
    UpdateRefused,
    problem,
)
from api.http.replies import is_known, make_etag
from api.http.scope import QUERY, abort
from api.routes.sparql import description
from api.settings import Settings
from kb.errors import QueryError, QueryStopped
from kb.namespaces import ID
from kb.release.release import Release
from kb.sandbox.pool import Sandbox
from kb.sandbox.query import Query

logger = logging.getLogger(__name__)
METHODS = "GET, HEAD, POST, OPTIONS"
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML, CSV, TSV = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
TURTLE, NTRIPLES, JSONLD, RDFXML, TRIG, NQUADS = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
)
SOLUTIONS = {m: m for m in (JSON, XML, CSV, TSV)} | {"application/json": JSON, "application/xml": XML, "text/xml": XML}
"""The media types in which solutions are offered, and that of the serialization."""
GRAPHS = {m: m for m in (TURTLE, NTRIPLES, JSONLD, RDFXML, TRIG, NQUADS)} | {
    "application/json": JSONLD,
    "application/xml": RDFXML,
    "text/xml": RDFXML,
    "text/plain": NTRIPLES,
}
"""The media types in which graphs are offered, and that of the serialization."""
FORMAT_NAMES: dict[str, tuple[str | None, str | None]] = {
    "json": (JSON, JSONLD),
    "xml": (XML, RDFXML),
    "csv": (CSV, None),
    "tsv": (TSV, None),
    "turtle": (None, TURTLE),
    "ttl": (None, TURTLE),
    "nt": (None, NTRIPLES),
    "jsonld": (None, JSONLD),
    "rdf": (None, RDFXML),
    "trig": (None, TRIG),
    "nq": (None, NQUADS),
}
"""What `?format=` may say, with the media type for solutions and that for graphs."""
VOLATILE = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID)\b|\\u", re.IGNORECASE)
"""Functions whose value differs from one time to the next, so that an answer is not to be kept; they may be escaped."""
SHORT = 4096
"""How long a request may be for what it asks for to be remembered."""


Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Operation:
    """A query as requested, and the media types under which its answer is sent."""

    release: str
    query: Query
    solutions: str | None
    graph: str | None

    def media_type(self, written: str) -> str:
        """The media type under which a serialization is sent: that which was asked for, if it has several."""
        accepted = self.solutions if SOLUTIONS.get(self.solutions or "") == written else self.graph
        media_type = accepted or written
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type

    @cached_property
    def etag(self) -> str | None:
        """The weak entity tag of the answer, which the release and the query determine; None where they do not."""
        if VOLATILE.search(self.query.text):
            return None
        return "W/" + make_etag(self.release, str(vars(self.query)), str(self.solutions), str(self.graph))


@dataclass(frozen=True)
class Held:
    """The answer of a query, whole, in the format that it was written in."""

    body: bytes
    media_type: str


class SparqlEndpoint:
    """Answers queries at one address; without a query, tells what it offers."""

    def __init__(self, sandbox: Sandbox, release: Release, settings: Settings) -> None:
        self.sandbox, self.release, self.settings = sandbox, release, settings
        self.kept: Kept[str, Held] = Kept(settings.kept_query_bytes)
        self.flights: Flights[Held] = Flights()
        self.known = lru_cache(maxsize=1024)(self.asked)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        try:
            operation = await self.read(scope, receive)
            if isinstance(operation, Response):
                await operation(scope, receive, send)
            else:
                await while_connected(receive, self.answer(operation, scope, send))
        except ERRORS as error:
            await problem(scope, error)(scope, receive, send)

    async def read(self, scope: Scope, receive: Receive) -> Operation | Response:
        """The operation that a request asks for, or the answer that needs no query."""
        method, headers = scope["method"], Headers(scope=scope)
        if method == "OPTIONS":
            return Response(status_code=204, headers={"allow": METHODS, "accept-post": f"{FORM}, {DIRECT}"})
        if method not in {"GET", "HEAD", "POST"}:
            raise MethodNotAllowed(f"Queries are sent with GET or POST, not {method}.", allow=METHODS)
        address: bytes = scope["query_string"]
        if method == "POST":
            pairs = self.address_parameters(address)
            if any(name == "query" for name, _ in pairs):
                raise BadRequest("The query of a POST stands in its body, not in the address.")
            pairs += await self.body_parameters(scope, receive, headers)
            operation = self.operation(pairs, accept(headers))
        elif found := self.remembered(address, accept(headers)):
            operation = found
        else:
            format_name = one(self.address_parameters(address), "format")
            return description.describe(scope, self.release, self.settings, format_name)
        scope[QUERY] = operation.query.text
        if method != "POST" and operation.etag and is_known(headers, operation.etag):
            return Response(status_code=304, headers=self.headers(operation, method))
        return operation

    def remembered(self, address: bytes, accept: str | None) -> Operation | None:
        """The operation that an address and an Accept header ask for, remembered where answers are."""
        is_short = len(address) + len(accept or "") <= SHORT
        return self.known(address, accept) if is_short and self.kept.limit else self.asked(address, accept)

    def asked(self, address: bytes, accept: str | None) -> Operation | None:
        """The operation that an address and an Accept header ask for; None where they ask for no query."""
        pairs = self.address_parameters(address)
        is_query = any(name != "format" for name, _ in pairs)
        return self.operation(pairs, accept) if is_query else None

    def address_parameters(self, address: bytes) -> Pairs:
        """The parameters in the address."""
        longest = self.settings.address_bytes
        if len(address) > longest:
            raise AddressTooLong(f"The address takes {longest} bytes at most; send longer queries with POST.")
        return parameters(address)

    async def body_parameters(self, scope: Scope, receive: Receive, headers: Headers) -> Pairs:
        """The parameters in the body of a POST, in either of its two forms."""
        media_type, charset = content_type(headers)
        if media_type == UPDATE:
            raise UnsupportedMediaType(
                "This service is read-only: it takes queries, not updates.", accept=f"{FORM}, {DIRECT}"
            )
        if media_type not in {FORM, DIRECT} or charset not in {"utf-8", "utf8", "us-ascii"}:
            message = (
                f"The body of a POST is {FORM} or {DIRECT}, in UTF-8, not {headers.get('content-type', 'unnamed')!r}."
            )
            raise UnsupportedMediaType(message, accept=f"{FORM}, {DIRECT}")
        if (coding := headers.get("content-encoding", "identity").lower()) != "identity":
            raise UnsupportedMediaType(
                f"The body of a POST is sent as it is, not as {coding}.", accept_encoding="identity"
            )
        query_bytes = self.settings.query.query_bytes
        body = await bodies.read(
            scope, receive, query_bytes if media_type == DIRECT else 3 * query_bytes, self.settings
        )
        return [("query", bodies.decode(body))] if media_type == DIRECT else parameters(body)

    def operation(self, pairs: Pairs, accept: str | None) -> Operation:
        """The operation that parameters describe."""
        if any(name == "update" for name, _ in pairs):
            raise UpdateRefused("This service answers queries; it takes no updates.")
        text = one(pairs, "query")
        if text is None:
            raise BadRequest("The request has no parameter 'query'.")
        if len(text.encode()) > self.settings.query.query_bytes:
            raise BodyTooLarge(f"A query may have {self.settings.query.query_bytes} bytes.")
        names = [each for name, value in pairs if name == "format" for each in value.split(",") if each]
        solutions, graph = accepted_formats(names, accept)
        query = Query(
            text=text,
            base=ID,
            solutions=SOLUTIONS.get(solutions or ""),
            graph=GRAPHS.get(graph or ""),
            default_graphs=graphs(pairs, "default-graph-uri"),
            named_graphs=graphs(pairs, "named-graph-uri"),
        )
        return Operation(self.release.id, query, solutions, graph)

    async def answer(self, operation: Operation, scope: Scope, send: Send) -> None:
        """Sends the answer of a query: one that is remembered, or that others are getting, or else its own."""
        key = operation.etag if self.kept.limit else None
        if key is None:
            await self.run(operation, scope, send)
        elif known := self.kept.find(key) or await self.flights.join(key):
            await self.send(known, operation, scope, send)
        else:
            with self.flights.begin(key) as flight:
                await self.run(operation, scope, send, flight)

    async def run(self, operation: Operation, scope: Scope, send: Send, flight: Flight[Held] | None = None) -> None:
        """Runs a query and sends its answer: whole, if it is small, or as it comes."""
        async with self.sandbox.answer(operation.query) as answer:
            pieces = answer.pieces()
            is_old = scope["http_version"] == "1.0"
            begun = await hold(pieces, self.settings.held_bytes_http_1_0 if is_old else self.settings.held_bytes)
            if not answer.is_whole:
                if flight:
                    flight.land(None)
                if is_old:
                    raise QueryStopped("The answer is too large for HTTP/1.0; ask with HTTP/1.1.")
                headers = self.headers(operation, scope["method"])
                headers["content-type"] = operation.media_type(answer.media_type)
                await self.stream(begun, pieces, headers, scope, send)
                return
        held = Held(bytes(begun), answer.media_type)
        if flight:
            self.kept.keep(flight.key, held)
            flight.land(held)
        await self.send(held, operation, scope, send)

    async def send(self, held: Held, operation: Operation, scope: Scope, send: Send) -> None:
        """Sends an answer that is there whole."""
        headers = self.headers(operation, scope["method"])
        headers["content-type"] = operation.media_type(held.media_type)
        headers["content-length"] = str(len(held.body))
        await send_start(send, headers)
        await send({"type": "http.response.body", "body": held.body})

    async def stream(
        self, held: bytearray, pieces: AsyncIterator[bytes], headers: dict[str, str], scope: Scope, send: Send
    ) -> None:
        """Sends an answer as it comes; what goes wrong now breaks the connection off: no part passes for the whole."""
        try:
            async with asyncio.timeout(self.settings.answer_seconds):
                await send_start(send, headers)
                if scope["method"] != "HEAD":
                    await send({"type": "http.response.body", "body": bytes(held), "more_body": True})
                    async for piece in pieces:
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b""})
        except (QueryError, TimeoutError) as error:
            logger.warning("an answer was cut: %s", error or "it took too long to send")
            await abort(scope)

    def headers(self, operation: Operation, method: str) -> dict[str, str]:
        """The headers of an answer, also where the client has it already."""
        if method == "POST" or operation.etag is None:
            return {"vary": "Accept", "cache-control": "no-store"}
        return {"vary": "Accept", "cache-control": f"public, max-age={self.settings.max_age}", "etag": operation.etag}


def parameters(encoded: bytes) -> Pairs:
    """The parameters of a query string or form, percent-decoded as UTF-8."""
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise BadRequest("The parameters are not percent-encoded UTF-8.") from None
    except ValueError as error:
        raise BadRequest(f"The parameters can't be read: {error}.") from None


def one(pairs: Pairs, name: str) -> str | None:
    """The value of a parameter that may be given once."""
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise BadRequest(f"The request has {len(values)} parameters {name!r}; it takes one.")
    return values[0] if values else None


def graphs(pairs: Pairs, name: str) -> tuple[str, ...] | None:
    """The graph names of a parameter that may be given many times; None where it is not given."""
    names = tuple(value for key, value in pairs if key == name and value)
    for value in names:
        try:
            NamedNode(value)
        except ValueError as error:
            raise BadRequest(f"{name} is {value!r}, which is not an absolute IRI: {error}.") from None
    return names or None


def accept(headers: Headers) -> str | None:
    """The Accept header, put together where it came in several lines."""
    return ", ".join(headers.getlist("accept")) or None


def accepted_formats(names: list[str], accept: str | None) -> tuple[str | None, str | None]:
    """The media types accepted for solutions and for graphs: those of `format`, else those of the Accept header.

    Some clients give `format` several times, by names of different kinds of endpoints; the first known here counts.
    """
    if not names:
        return negotiate(accept, SOLUTIONS), negotiate(accept, GRAPHS)
    for name in names:
        if name in FORMAT_NAMES:
            return FORMAT_NAMES[name]
        if name in SOLUTIONS or name in GRAPHS:
            return name if name in SOLUTIONS else None, name if name in GRAPHS else None
    raise BadRequest(f"There is no format {names[0]!r}; there are {', '.join(FORMAT_NAMES)}.")


def content_type(headers: Headers) -> tuple[str, str]:
    """The media type of a body and its charset, in lower case; UTF-8 where none is named."""
    media_type, *rest = headers.get("content-type", "").lower().split(";")
    values = dict(parameter.strip().partition("=")[::2] for parameter in rest)
    return media_type.strip(), values.get("charset", "utf-8").strip('"')


async def hold(pieces: AsyncIterator[bytes], limit: int) -> bytearray:
    """The pieces of an answer until it is whole, or larger than the limit."""
    held = bytearray()
    async for piece in pieces:
        held += piece
        if len(held) > limit:
            break
    return held


async def send_start(send: Send, headers: dict[str, str]) -> None:
    """Sends the status of an answer, which is 200, and its headers."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})


PATIENCE = 0.02
"""Seconds of work after which it is worth while to watch whether the client is still there."""


async def while_connected(receive: Receive, work: Coroutine[Any, Any, None]) -> None:
    """Does work for a client; stops it when the client goes away."""
    task, watchers = asyncio.current_task(), list[asyncio.Task[None]]()
    assert task is not None

    def watch() -> None:
        watchers.append(asyncio.ensure_future(cancel_when_gone(receive, task)))

    timer = asyncio.get_running_loop().call_later(PATIENCE, watch)
    try:
        await work
    except asyncio.CancelledError:
        if not any(watcher.done() for watcher in watchers):
            raise
        task.uncancel()
    finally:
        timer.cancel()
        for watcher in watchers:
            watcher.cancel()


async def cancel_when_gone(receive: Receive, task: asyncio.Task[Any]) -> None:
    """Waits until the client is gone, and cancels what is done for it."""
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()
