"""The query operation of https://www.w3.org/TR/sparql11-protocol/ as an ASGI application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.http.cache import Flight, Flights, Kept
from api.http.limits import Limit
from api.http.negotiation import accept
from api.http.problems import ERRORS, BadRequest, MethodNotAllowed, problem
from api.http.publication import Publication
from api.http.replies import is_known
from api.http.scope import QUERY, abort
from api.routes.sparql.description import ServiceDescription
from api.routes.sparql.request import DIRECT, FORM, Operation, Reader
from api.settings import Requests
from kb.errors import QueryError, QueryStopped
from kb.sandbox.pool import Sandbox

logger = logging.getLogger(__name__)
METHODS = "GET, HEAD, POST, OPTIONS"
SHORT = 4096
"""How long a request may be for what it asks for to be remembered."""


@dataclass(frozen=True)
class _Held:
    """The answer of a query, whole, in the format that it was written in."""

    body: bytes
    media_type: str


class SparqlEndpoint:
    """Answers queries at one address; without a query, tells what it offers."""

    def __init__(self, sandbox: Sandbox, publication: Publication, requests: Requests, limits: Sequence[Limit]) -> None:
        self.sandbox, self.answers, self.answer_seconds = sandbox, publication.answers, requests.answer_seconds
        self.description = ServiceDescription(publication, limits)
        self.reader = Reader(publication.release.id, requests, sandbox.limits.query_bytes, publication.answers.union)
        self.kept: Kept[str, _Held] = Kept(self.answers.kept_query_bytes)
        self.flights: Flights[_Held] = Flights()
        self.known = lru_cache(maxsize=1024)(self.reader.find_operation)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        try:
            operation = await self.read(scope, receive)
            if isinstance(operation, Response):
                await operation(scope, receive, send)
            else:
                await _while_connected(receive, self.answer(operation, scope, send))
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
            pairs = self.reader.read_address(address)
            if any(name == "query" for name, _ in pairs):
                raise BadRequest("The query of a POST stands in its body, not in the address.")
            pairs += await self.reader.read_body(scope, receive)
            operation = self.reader.operation(pairs, accept(headers))
        elif found := self.find_operation(address, accept(headers)):
            operation = found
        else:
            return self.description.answer(scope)
        scope[QUERY] = operation.query.text
        if method != "POST" and operation.etag and is_known(headers, operation.etag):
            return Response(status_code=304, headers=self.headers(operation, method))
        return operation

    def find_operation(self, address: bytes, accept: str) -> Operation | None:
        """The operation that an address and an Accept header ask for, remembered where answers are."""
        is_short = len(address) + len(accept) <= SHORT
        is_kept = is_short and self.kept.limit
        return self.known(address, accept) if is_kept else self.reader.find_operation(address, accept)

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

    async def run(self, operation: Operation, scope: Scope, send: Send, flight: Flight[_Held] | None = None) -> None:
        """Runs a query and sends its answer: whole, if it is small, or as it comes."""
        async with self.sandbox.answer(operation.query) as answer:
            pieces = answer.pieces()
            is_old = scope["http_version"] == "1.0"
            begun = await _hold(pieces, self.answers.held_bytes_http_1_0 if is_old else self.answers.held_bytes)
            if not answer.is_whole:
                if flight:
                    flight.land(None)
                if is_old:
                    raise QueryStopped("The answer is too large for HTTP/1.0; ask with HTTP/1.1.")
                headers = self.headers(operation, scope["method"])
                headers["content-type"] = operation.media_type(answer.media_type)
                await self.stream(begun, pieces, headers, scope, send)
                return
        held = _Held(bytes(begun), answer.media_type)
        if flight:
            self.kept.keep(flight.key, held)
            flight.land(held)
        await self.send(held, operation, scope, send)

    async def send(self, held: _Held, operation: Operation, scope: Scope, send: Send) -> None:
        """Sends an answer that is there whole."""
        headers = self.headers(operation, scope["method"])
        headers["content-type"] = operation.media_type(held.media_type)
        headers["content-length"] = str(len(held.body))
        await _send_start(send, headers)
        await send({"type": "http.response.body", "body": held.body})

    async def stream(
        self, held: bytearray, pieces: AsyncIterator[bytes], headers: dict[str, str], scope: Scope, send: Send
    ) -> None:
        """Sends an answer as it comes; what goes wrong now breaks the connection off: no part passes for the whole."""
        try:
            async with asyncio.timeout(self.answer_seconds):
                await _send_start(send, headers)
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
        return {
            "vary": "Accept",
            "cache-control": f"public, max-age={self.answers.max_age}",
            "etag": operation.etag,
        }


async def _hold(pieces: AsyncIterator[bytes], limit: int) -> bytearray:
    """The pieces of an answer until it is whole, or larger than the limit."""
    held = bytearray()
    async for piece in pieces:
        held += piece
        if len(held) > limit:
            break
    return held


async def _send_start(send: Send, headers: dict[str, str]) -> None:
    """Sends the status of an answer, which is 200, and its headers."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})


PATIENCE = 0.02
"""Seconds of work after which it is worth while to watch whether the client is still there."""


async def _while_connected(receive: Receive, work: Coroutine[Any, Any, None]) -> None:
    """Does work for a client; stops it when the client goes away."""
    task, watchers = asyncio.current_task(), list[asyncio.Task[None]]()
    assert task is not None

    def watch() -> None:
        watchers.append(asyncio.ensure_future(_cancel_when_gone(receive, task)))

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


async def _cancel_when_gone(receive: Receive, task: asyncio.Task[Any]) -> None:
    """Waits until the client is gone, and cancels what is done for it."""
    while (await receive())["type"] != "http.disconnect":
        pass
    task.cancel()
