"""What is known of each request when it has been answered: a line in the log, and a share of the figures."""

import logging
import time
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.scope import QUERY, REQUEST_ID, ROUTE
from api.server.logs import request_id
from api.server.metrics import Metrics
from api.settings import Logs

logger = logging.getLogger(__name__)
UNKNOWN = "(none)"
"""The route of what no part answers, so that nobody can make routes up."""
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class Requests:
    """Wraps the service; gives each request an id, and tells of it when it has been answered."""

    def __init__(self, app: ASGIApp, metrics: Metrics, logs: Logs) -> None:
        self.app, self.metrics, self.logs = app, metrics, logs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        id = request_id(scope)
        REQUEST_ID.set(id)
        outlet = _Outlet(send, id)
        began = time.perf_counter()
        try:
            await self.app(scope, receive, outlet)
        finally:
            self.tell(scope, outlet, time.perf_counter() - began)

    def tell(self, scope: Scope, outlet: "_Outlet", seconds: float) -> None:
        """Tells of a request."""
        route, method = _route_of(scope), scope["method"] if scope["method"] in METHODS else "other"
        self.metrics.count(route, method, outlet.outcome, seconds)
        if not self.logs.log_requests:
            return
        facts = {
            "method": scope["method"],
            "route": route,
            "path": scope["path"],
            "status": outlet.status,
            "complete": outlet.is_complete,
            "seconds": round(seconds, 6),
            "bytes": 0 if scope["method"] == "HEAD" else outlet.bytes,
            "mediaType": outlet.media_type,
        }
        if self.logs.log_clients:
            facts["client"] = (scope.get("client") or [None])[0]
        if self.logs.log_queries:
            facts["parameters"] = scope["query_string"].decode("latin-1")
            facts["query"] = scope.get(QUERY)
        logger.info("request", extra={"facts": facts})


@dataclass
class _Outlet:
    """Sends messages on, with the request's id, and notes what was sent."""

    send: Send
    id: str
    status: int | None = None
    media_type: str | None = None
    bytes: int = 0
    is_complete: bool = False

    async def __call__(self, message: Message) -> None:
        """Sends one message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.media_type = next((v.decode("latin-1") for n, v in message["headers"] if n == b"content-type"), None)
            message["headers"] = [*message["headers"], (b"x-request-id", self.id.encode())]
            await self.send(message)
        else:
            await self.send(message)
            self.bytes += len(message.get("body", b""))
            self.is_complete = not message.get("more_body", False)

    @property
    def outcome(self) -> str:
        """The status of the answer, or that it was cut."""
        return str(self.status) if self.is_complete else "cut"


def _route_of(scope: Scope) -> str:
    """The template of the address of a request, of which there are a few, as opposed to addresses."""
    route = scope.get("route")
    return str(scope.get(ROUTE) or getattr(route, "path", UNKNOWN))
