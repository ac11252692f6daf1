"""`/reconcile`: the manifest, and the answers to batches of queries and to queries of data extension.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.http import bodies
from api.http.parameters import is_follower, parse_parameters
from api.http.problems import ERRORS, AddressTooLong, BadRequest, MethodNotAllowed, UnsupportedMediaType, problem
from api.http.publication import Publication
from api.http.scope import while_connected
from api.routes.reconcile.answers import Answering
from api.routes.reconcile.extension import extend
from api.routes.reconcile.manifest import manifest
from api.routes.reconcile.queries import read_batch
from api.settings import Reconciliation, Requests
from kb.hints import nearest
from kb.rdf.jsonld import serialize

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
METHODS = "GET, HEAD, POST, OPTIONS"
TAKEN = ("queries", "extend")
MOST_PARAMETERS = 100
AT_ONCE = 2
"""How many batches are worked at; others wait, so that other addresses are answered meanwhile."""


class ReconcileEndpoint:
    """Answers for one address, within bounds."""

    def __init__(
        self, publication: Publication, answering: Answering, requests: Requests, bounds: Reconciliation
    ) -> None:
        self.publication, self.answering = publication, answering
        self.requests, self.bounds = requests, bounds
        self.places = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        try:
            pairs = await self.read(scope, receive)
            await while_connected(receive, self.respond(pairs, scope, receive, send))
        except ERRORS as error:
            await problem(scope, error)(scope, receive, send)

    async def read(self, scope: Scope, receive: Receive) -> dict[str, str]:
        """The parameters of a request, from its address or, of a POST, from its body."""
        method = scope["method"]
        if method not in {"GET", "HEAD", "POST", "OPTIONS"}:
            raise MethodNotAllowed(f"Queries are sent with GET or POST, not {method}.", allow=METHODS)
        if len(scope["query_string"]) > self.requests.address_bytes:
            longest = self.requests.address_bytes
            raise AddressTooLong(f"The address takes {longest} bytes at most; send larger batches with POST.")
        pairs = parse_parameters(scope["query_string"], MOST_PARAMETERS)
        if method == "POST":
            pairs += parse_parameters(await self.read_body(scope, receive), MOST_PARAMETERS)
        return _single(pairs)

    async def read_body(self, scope: Scope, receive: Receive) -> bytes:
        """The form in the body of a POST."""
        headers = Headers(scope=scope)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            given = headers.get("content-type", "unnamed")
            raise UnsupportedMediaType(f"The body of a POST is {FORM}, not {given!r}.", accept=FORM)
        return await bodies.read(scope, receive, self.bounds.reconcile_bytes, self.requests)

    async def respond(self, pairs: dict[str, str], scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what is asked; without a question, tells what is offered."""
        try:
            response = await self.answer(pairs, scope)
        except ERRORS as error:
            response = problem(scope, error)
        await response(scope, receive, send)

    async def answer(self, pairs: dict[str, str], scope: Scope) -> Response:
        """The answer to a request."""
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers={"allow": METHODS, "accept-post": FORM})
        if "queries" in pairs:
            document = await self.work(lambda: self.reconcile(pairs["queries"]))
        elif "extend" in pairs:
            document = await self.work(lambda: extend(self.publication.store, pairs["extend"], self.bounds))
        elif scope["method"] == "POST":
            raise BadRequest("The body has no parameter 'queries' or 'extend'.")
        else:
            release, url = self.publication.release, self.publication.url(scope)
            document = manifest(release, url, self.answering.types)
        body = serialize(document)
        if scope["method"] == "POST":
            return Response(body, headers={"cache-control": "no-store"}, media_type=JSON)
        return self.publication.reply(body, JSON, vary=None).response(Headers(scope=scope))

    def reconcile(self, text: str) -> dict[str, Any]:
        """The answers to a batch."""
        return {key: self.answering.answer(query) for key, query in read_batch(text, self.bounds).items()}

    async def work(self, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """What takes time, done beside the loop, a few at a time."""
        async with self.places:
            return await asyncio.to_thread(make)


def _single(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The parameters, each of which may stand once, and one of which may be there."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if is_follower(name):
            continue
        if name == "callback":
            raise BadRequest("There is no JSONP: every origin may read the answers, by CORS.")
        if name not in TAKEN:
            raise BadRequest(f"/reconcile takes no {name[:100]!r}{nearest(name, TAKEN)}; it takes {', '.join(TAKEN)}.")
        if name in found:
            raise BadRequest(f"{name} is given several times; give it once.")
        found[name] = value
    if len(found) > 1:
        raise BadRequest("Give either 'queries' or 'extend'.")
    return found
