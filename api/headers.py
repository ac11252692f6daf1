"""What all requests and answers have in common: bounds on headers, safety, and open CORS.

https://fetch.spec.whatwg.org/#http-cors-protocol
"""

import logging

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import HeadersTooLarge, problem
from api.settings import Settings

logger = logging.getLogger(__name__)

COMMON = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"*"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
PAGE = [
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
]
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
}
API_PAGES = frozenset({"/docs", "/redoc"})
"""Pages of the web framework, which need scripts."""


class CommonHeaders:
    """Wraps the service."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        outlet = Outlet(send, scope["path"])
        try:
            await self.serve(scope, receive, outlet)
        except Exception as error:  # whatever it is: the log gets the traceback, the client a problem
            logger.exception("%s %s failed", scope["method"], scope["path"])
            if not outlet.has_begun:
                await problem(scope, error)(scope, receive, outlet)

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what concerns all addresses, and hands the rest on."""
        headers = Headers(scope=scope)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self.settings.header_bytes:
            error = HeadersTooLarge(f"The headers may have {self.settings.header_bytes} bytes together.")
            await problem({**scope, "headers": []}, error)(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class Outlet:
    """Sends messages on, with the common headers in front of an answer."""

    def __init__(self, send: Send, path: str) -> None:
        self.send, self.path = send, path
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        """Sends one message."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            own = message["headers"]
            is_page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in own)
            message["headers"] = [*own, *COMMON, *(PAGE if is_page and self.path not in API_PAGES else ())]
        await self.send(message)
