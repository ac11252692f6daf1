"""What all requests and answers have in common: bounds on headers, safety, and open CORS.

https://fetch.spec.whatwg.org/#http-cors-protocol
"""

import logging
import re

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import BadRequest, HeadersTooLarge, RequestError, VersionNotSupported, problem
from api.settings import Reach, Requests

logger = logging.getLogger(__name__)

COMMON = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "*",
    "cross-origin-resource-policy": "cross-origin",  # as open as CORS is
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
PAGE = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What goes with HTML, unless it says otherwise of itself."""
HTTPS = {"strict-transport-security": "max-age=31536000"}
"""What goes with all where the service is reached by https: https://www.rfc-editor.org/rfc/rfc6797"""
METHODS = "GET, HEAD, POST, OPTIONS"
VERSIONS = {"1.0", "1.1"}
HOST = re.compile(rb"(?:[\w.~!$&'()*+,;=%-]*|\[[0-9A-Za-z:.]+\])(?::\d*)?", re.ASCII)
"""https://www.rfc-editor.org/rfc/rfc9110#name-host-and-authority"""
PREFLIGHT = {
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
}

Raw = list[tuple[bytes, bytes]]


class CommonHeaders:
    """Wraps the service."""

    def __init__(self, app: ASGIApp, requests: Requests, reach: Reach) -> None:
        self.app, self.requests = app, requests
        self.common = _common_headers(reach)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        outlet = _Outlet(send, self.common)
        try:
            await self.serve(scope, receive, outlet)
        except Exception as error:  # whatever it is: the log gets the traceback, the client a problem
            logger.exception("%s %s failed", scope["method"], scope["path"])
            if not outlet.has_begun:
                await problem(scope, error)(scope, receive, outlet)

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what concerns all addresses, and hands the rest on."""
        if error := self.find_fault(scope):
            await problem({**scope, "headers": []}, error)(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
        elif scope["method"] == "OPTIONS" and scope["path"] == "*":
            await Response(status_code=204, headers={"allow": METHODS})(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def find_fault(self, scope: Scope) -> RequestError | None:
        """What no address can answer: too many headers, a version that is not spoken, no host or several."""
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self.requests.header_bytes:
            return HeadersTooLarge(f"The headers may have {self.requests.header_bytes} bytes together.")
        if scope["http_version"] not in VERSIONS:
            return VersionNotSupported(f"HTTP/{scope['http_version']} is not spoken here; HTTP/1.1 is.")
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) > 1 or (not hosts and scope["http_version"] != "1.0"):
            return BadRequest(f"A request names one host; this has {len(hosts)} headers Host.", connection="close")
        if hosts and not HOST.fullmatch(hosts[0]):
            return BadRequest(f"{hosts[0].decode('latin-1')[:100]!r} is no host.", connection="close")
        return None


def _common_headers(reach: Reach) -> Raw:
    """The headers of all answers."""
    is_https = (reach.public_url or "").startswith("https:")
    return raw(COMMON | (HTTPS if is_https else {}))


def raw(headers: dict[str, str]) -> Raw:
    """Headers as the server takes them."""
    return [(name.encode(), value.encode()) for name, value in headers.items()]


class _Outlet:
    """Sends messages on, with the common headers behind those of an answer."""

    def __init__(self, send: Send, common: Raw) -> None:
        self.send, self.common = send, common
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        """Sends one message."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            own = message["headers"]
            message["headers"] = [*own, *self.common, *_page_headers(own)]
        await self.send(message)


def _page_headers(own: Raw) -> Raw:
    """The headers of a page that it does not have of its own; none for what is no page."""
    if not any(name == b"content-type" and value.startswith(b"text/html") for name, value in own):
        return []
    names = {name for name, _ in own}
    return [(name, value) for name, value in PAGE_HEADERS if name not in names]


PAGE_HEADERS = raw(PAGE)
