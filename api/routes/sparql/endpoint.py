"""The query operation of https://www.w3.org/TR/sparql11-protocol/ as an ASGI application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.http.cache import Flight, Flights, Kept
from api.http.coding import GZIP, LEAST, takes_gzip, zip_pieces, zip_whole
from api.http.conditions import is_known
from api.http.limits import Limit
from api.http.negotiation import accept
from api.http.problems import ERRORS, BadRequest, MethodNotAllowed, problem
from api.http.publication import Publication
from api.http.scope import QUERY, abort, while_connected
from api.routes.sparql.description import ServiceDescription
from api.routes.sparql.request import DIRECT, FORM, Operation, Reader
from api.settings import Requests
from kb.errors import QueryError, QueryStopped
from kb.store.protocol import Engine

logger = logging.getLogger(__name__)
METHODS = "GET, HEAD, POST, OPTIONS"
SHORT = 4096
"""How long a request may be for what it asks for to be remembered."""


@dataclass(frozen=True)
class _Held:
    """The answer of a query, whole, in the format that it was written in."""

    body: bytes
    media_type: str

    @cached_property
    def zipped(self) -> bytes:
        """The bytes coded."""
        return zip_whole(self.body)


class SparqlEndpoint:
    """Answers queries at one address; without a query, tells what it offers."""

    def __init__(
        self, engine: Engine, publication: Publication, requests: Requests, limits: Sequence[Limit], query_bytes: int
    ) -> None:
        self.engine, self.answers, self.answer_seconds = engine, publication.answers, requests.answer_seconds
        self.description = ServiceDescription(publication, limits)
        release, is_union = publication.release, publication.answers.union
        self.reader = Reader(release.id, release.terms, requests, query_bytes, is_union)
        self.kept: Kept[str, _Held] = Kept(self.answers.kept_query_bytes)
        self.flights: Flights[_Held] = Flights()
        self.known = lru_cache(maxsize=1024)(self.reader.find_operation)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        try:
            answer = await self.read(scope, receive)
            if isinstance(answer, Response):
                await answer(scope, receive, send)
            else:
                await while_connected(receive, self.answer(answer, send))
        except ERRORS as error:
            await problem(scope, error)(scope, receive, send)

    async def read(self, scope: Scope, receive: Receive) -> "_Exchange | Response":
        """What a request asks for, or the answer that needs no query."""
        method, headers = scope["method"], Headers(scope=scope)
        if method == "OPTIONS":
            return Response(status_code=204, headers={"allow": METHODS, "accept-post": f"{FORM}, {DIRECT}"})
        if method not in {"GET", "HEAD", "POST"}:
            raise MethodNotAllowed(f"Queries are sent with GET or POST, not {method}.", allow=METHODS)
        operation = await (self.read_post if method == "POST" else self.read_get)(scope, receive)
        if operation is None:
            return self.description.answer(scope)
        scope[QUERY] = operation.query.text
        exchange = _Exchange(operation, scope, takes_gzip(headers), self.answers.max_age)
        if exchange.etag and is_known(headers, exchange.etag):
            return Response(status_code=304, headers=exchange.headers())
        return exchange

    async def read_post(self, scope: Scope, receive: Receive) -> Operation:
        """The operation that a POST asks for."""
        pairs = self.reader.read_address(scope["query_string"])
        if any(name == "query" for name, _ in pairs):
            raise BadRequest("The query of a POST stands in its body, not in the address.")
        pairs += await self.reader.read_body(scope, receive)
        return self.reader.operation(pairs, accept(Headers(scope=scope)))

    async def read_get(self, scope: Scope, receive: Receive) -> Operation | None:
        """The operation that an address asks for; None where it asks for no query."""
        return self.find_operation(scope["query_string"], accept(Headers(scope=scope)))

    def find_operation(self, address: bytes, accept: str) -> Operation | None:
        """The operation that an address and an Accept header ask for, remembered where answers are."""
        is_short = len(address) + len(accept) <= SHORT
        is_kept = is_short and self.kept.limit
        return self.known(address, accept) if is_kept else self.reader.find_operation(address, accept)

    async def answer(self, exchange: "_Exchange", send: Send) -> None:
        """Sends the answer of a query: one that is remembered, or that others are getting, or else its own."""
        key = exchange.operation.etag if self.kept.limit else None
        if key is None:
            await self.run(exchange, send)
        elif known := self.kept.find(key) or await self.flights.join(key):
            await self.send(known, exchange, send)
        else:
            with self.flights.begin(key) as flight:
                await self.run(exchange, send, flight)

    async def run(self, exchange: "_Exchange", send: Send, flight: Flight[_Held] | None = None) -> None:
        """Runs a query and sends its answer: whole, if it is small, or as it comes."""
        async with self.engine.answer(exchange.operation.query) as answer:
            pieces = answer.pieces()
            is_old = exchange.scope["http_version"] == "1.0"
            begun = await _hold(pieces, self.answers.held_bytes_http_1_0 if is_old else self.answers.held_bytes)
            if not answer.is_whole:
                if flight:
                    flight.land(None)
                if is_old:
                    raise QueryStopped("The answer is too large for HTTP/1.0; ask with HTTP/1.1.")
                await self.stream(_resume(begun, pieces), answer.media_type, exchange, send)
                return
        held = _Held(bytes(begun), answer.media_type)
        if flight:
            self.kept.keep(flight.key, held)
            flight.land(held)
        await self.send(held, exchange, send)

    async def send(self, held: _Held, exchange: "_Exchange", send: Send) -> None:
        """Sends an answer that is there whole."""
        is_zipped = exchange.is_zipped and len(held.body) >= LEAST
        body = held.zipped if is_zipped else held.body
        headers = exchange.headers(held.media_type, is_zipped) | {"content-length": str(len(body))}
        await _send_start(send, headers)
        await send({"type": "http.response.body", "body": body})

    async def stream(self, pieces: AsyncIterator[bytes], media_type: str, exchange: "_Exchange", send: Send) -> None:
        """Sends an answer as it comes; what goes wrong now breaks the connection off: no part passes for the whole."""
        try:
            async with asyncio.timeout(self.answer_seconds):
                await _send_start(send, exchange.headers(media_type, exchange.is_zipped))
                if exchange.scope["method"] != "HEAD":
                    async for piece in zip_pieces(pieces) if exchange.is_zipped else pieces:
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b""})
        except (QueryError, TimeoutError) as error:
            logger.warning("an answer was cut: %s", error or "it took too long to send")
            await abort(exchange.scope)


@dataclass(frozen=True)
class _Exchange:
    """A request for the answer of a query, and the headers of that answer."""

    operation: Operation
    scope: Scope
    is_zipped: bool
    """Whether the client takes gzip."""
    max_age: int

    @property
    def etag(self) -> str | None:
        """The entity tag, which is another one where the client takes gzip; None where the answer is not to be kept."""
        etag = self.operation.etag if self.scope["method"] != "POST" else None
        return f'{etag[:-1]}-{GZIP}"' if etag and self.is_zipped else etag

    def headers(self, media_type: str | None = None, is_zipped: bool = False) -> dict[str, str]:
        """The headers of an answer; without a media type, of that which the client has already."""
        headers = {"vary": "Accept, Accept-Encoding"}
        if self.etag:
            headers |= {"cache-control": f"public, max-age={self.max_age}", "etag": self.etag}
        else:
            headers["cache-control"] = "no-store"
        if media_type:
            headers["content-type"] = self.operation.media_type(media_type)
        return headers | ({"content-encoding": GZIP} if is_zipped else {})


async def _hold(pieces: AsyncIterator[bytes], limit: int) -> bytearray:
    """The pieces of an answer until it is whole, or larger than the limit."""
    held = bytearray()
    async for piece in pieces:
        held += piece
        if len(held) > limit:
            break
    return held


async def _resume(begun: bytearray, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces of an answer of which some are there."""
    yield bytes(begun)
    async for piece in rest:
        yield piece


async def _send_start(send: Send, headers: dict[str, str]) -> None:
    """Sends the status of an answer, which is 200, and its headers."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
