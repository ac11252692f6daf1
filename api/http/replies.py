"""Answers that are whole, and what lets clients keep them.

https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from starlette.datastructures import Headers
from starlette.responses import Response

from api.http.coding import GZIP, LEAST, takes_gzip, zip_whole
from api.http.conditions import http_date, is_known

READ = ["GET", "HEAD"]
"""The methods of addresses that are only read."""


@dataclass(frozen=True)
class Link:
    """One link of a Link header.

    https://www.rfc-editor.org/rfc/rfc8288
    """

    target: str
    relation: str
    media_type: str | None = None

    def __str__(self) -> str:
        type_ = f'; type="{self.media_type}"' if self.media_type else ""
        return f'<{self.target}>; rel="{self.relation}"{type_}'


@dataclass(frozen=True)
class Reply:
    """A representation, before it is known whether the client has it already, and in which coding it is sent."""

    body: bytes
    media_type: str
    modified: datetime
    max_age: int
    links: tuple[Link, ...] = ()
    vary: str | None = "Accept"
    location: str | None = None
    total: int | None = None
    """How many items there are, of which this is a page."""
    coding: str | None = None

    @cached_property
    def etag(self) -> str:
        """The entity tag: whatever the bytes are made of, they have another one when they change, and only then."""
        return make_etag(self.media_type.encode(), self.body)

    @cached_property
    def zipped(self) -> "Reply":
        """The same, coded: another representation, with a tag of its own."""
        return replace(self, body=zip_whole(self.body), coding=GZIP)

    @property
    def is_zippable(self) -> bool:
        """Whether it is sent in a coding to those who take it."""
        return self.coding is not None or len(self.body) >= LEAST

    def response(self, request: Headers) -> Response:
        """The answer to a request: 304 where the client has this representation, else 200.

        Raises PreconditionFailed.
        """
        sent = self.zipped if self.is_zippable and takes_gzip(request) else self
        if is_known(request, sent.etag, sent.modified):
            return Response(status_code=304, headers=sent.headers())
        coding = {"content-encoding": sent.coding} if sent.coding else {}
        return Response(sent.body, headers=sent.headers() | coding, media_type=sent.media_type)

    def headers(self) -> dict[str, str]:
        """The headers that 200 and 304 share."""
        headers = {
            "etag": self.etag,
            "last-modified": http_date(self.modified),
            "cache-control": f"public, max-age={self.max_age}",
        }
        varies = [self.vary, "Accept-Encoding" if self.is_zippable else None]
        optional: dict[str, str | None] = {
            "vary": ", ".join(filter(None, varies)),
            "content-location": self.location,
            "link": ", ".join(map(str, self.links)),
        }
        optional["x-total-count"] = None if self.total is None else str(self.total)
        return headers | {name: value for name, value in optional.items() if value}


def make_etag(*parts: bytes) -> str:
    """A strong entity tag for what is made of these parts and nothing else."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return f'"{digest.hexdigest()[:32]}"'
