"""What those who run the service ask it: whether it lives, whether it answers, and its figures."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.problems import ERRORS, MethodNotAllowed, NotReady, problem
from api.http.replies import READ
from api.http.scope import ROUTE
from api.server import metrics
from api.server.editions import Editions
from api.server.metrics import Metrics
from kb.errors import QueryError
from kb.rdf.jsonld import serialize
from kb.store.protocol import Query

NOT_KEPT = {"cache-control": "no-store"}


class Operations:
    """Wraps the service with addresses that answer whatever the state of its releases, and for the process."""

    def __init__(self, app: ASGIApp, editions: Editions, metrics: Metrics) -> None:
        self.app, self.editions, self.metrics = app, editions, metrics
        self.answers: dict[str, Callable[[], Awaitable[Response]]] = {
            "/health": self.health,
            "/ready": self.ready,
            "/metrics": self.figures,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        answer = self.answers.get(scope["path"]) if scope["type"] == "http" else None
        if answer is None:
            await self.app(scope, receive, send)
            return
        scope[ROUTE] = scope["path"]
        try:
            if scope["method"] not in READ:
                raise MethodNotAllowed(f"{scope['path']} is read with GET.", allow=", ".join(READ))
            response = await answer()
        except ERRORS as error:
            response = problem(scope, error)
        await response(scope, receive, send)

    async def health(self) -> Response:
        """That the process answers."""
        current = self.editions.current
        release = {"release": current.release.id} if current else {}
        return _answer({"status": "alive", **release})

    async def ready(self) -> Response:
        """That queries are answered; raises NotReady."""
        if self.editions.is_stopping:
            raise NotReady("The service is about to end.")
        edition = self.editions.get_current()
        if self.editions.crew and not self.editions.crew.is_complete:
            raise NotReady("Another process that serves is loading a release.")
        try:
            async with edition.engine.answer(Query("ASK {}", edition.release.terms.id)) as answer:
                async for _ in answer.pieces():
                    pass
        except QueryError as error:
            raise NotReady(f"Queries are not answered: {error}") from error
        return _answer({"status": "ready", "release": edition.release.id})

    async def figures(self) -> Response:
        """The figures."""
        self.metrics.refresh()
        body = await asyncio.to_thread(self.metrics.exposition)
        return Response(body, headers=NOT_KEPT | {"content-type": metrics.MEDIA_TYPE})


def _answer(facts: dict[str, object]) -> Response:
    """An answer in JSON."""
    return Response(serialize(facts), headers=NOT_KEPT, media_type="application/json")
