"""Files as they lie on the disk, whole or in part.

https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from api.http.conditions import http_date, is_known
from api.http.problems import RangeNotSatisfiable

RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)
"""One range; several are not taken, nor what is in no bytes: then the whole is sent."""


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    path: Path
    media_type: str
    etag: str
    modified: datetime
    max_age: int
    vary: str | None = None
    coding: str | None = None

    def response(self, request: Request) -> Response:
        """The answer to a request: 304 where the client has the file, else all of it, or the part that is asked for.

        Raises PreconditionFailed and RangeNotSatisfiable.
        """
        if is_known(request.headers, self.etag, self.modified):
            return Response(status_code=304, headers=self.headers())
        is_part = request.method == "GET" and self.has_part(request.headers)
        coding = {"content-encoding": self.coding} if self.coding else {}
        kind = FileResponse if is_part else _WholeFile
        return kind(self.path, headers=self.headers() | coding, media_type=self.media_type)

    def headers(self) -> dict[str, str]:
        """The headers that 200, 206 and 304 share."""
        headers = {
            "etag": self.etag,
            "last-modified": http_date(self.modified),
            "cache-control": f"public, max-age={self.max_age}",
        }
        return headers | ({"vary": self.vary} if self.vary else {})

    def has_part(self, request: Headers) -> bool:
        """Whether a part is asked for that can be sent; raises RangeNotSatisfiable where there is no such part."""
        match = RANGE.fullmatch(request.get("range", ""))
        if not match or match.groups() == ("", "") or not self.is_meant(request):
            return False
        first, last = (int(text) if text else None for text in match.groups())
        if first is not None and last is not None and first > last:
            return False
        size = self.path.stat().st_size
        if (last == 0 if first is None else first >= size) or size == 0:
            raise RangeNotSatisfiable(f"The file has {size} bytes.", content_range=f"bytes */{size}")
        return True

    def is_meant(self, request: Headers) -> bool:
        """Whether If-Range, if it is there, names this very file."""
        condition = request.get("if-range")
        return condition is None or condition.strip() in (self.etag, http_date(self.modified))


class _WholeFile(FileResponse):
    """A file of which no part is sent, whatever is asked for."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name not in (b"range", b"if-range")]
        await super().__call__({**scope, "headers": headers}, receive, send)
