"""Answers that are whole, and what lets clients keep them.

https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

from starlette.datastructures import Headers
from starlette.responses import Response

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
    """A representation, before it is known whether the client has it already."""

    body: bytes
    media_type: str
    modified: datetime
    max_age: int
    links: tuple[Link, ...] = ()
    vary: str | None = "Accept"
    location: str | None = None
    total: int | None = None
    """How many items there are, of which this is a page."""

    @cached_property
    def etag(self) -> str:
        """The entity tag: whatever the bytes are made of, they have another one when they change, and only then."""
        return make_etag(self.media_type.encode(), self.body)

    def response(self, request: Headers) -> Response:
        """The answer to a request: 304 where the client has this representation, else 200."""
        if is_known(request, self.etag, self.modified):
            return Response(status_code=304, headers=self.headers())
        return Response(self.body, headers=self.headers(), media_type=self.media_type)

    def headers(self) -> dict[str, str]:
        """The headers that 200 and 304 share."""
        headers = {
            "etag": self.etag,
            "last-modified": _http_date(self.modified),
            "cache-control": f"public, max-age={self.max_age}",
        }
        optional: dict[str, str | None] = {
            "vary": self.vary,
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


def write_json(document: object) -> bytes:
    """A JSON document of the service's own, as UTF-8."""
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _http_date(moment: datetime) -> str:
    """A moment as HTTP writes it."""
    return format_datetime(moment, usegmt=True)


def is_known(request: Headers, etag: str, modified: datetime | None = None) -> bool:
    """Whether the client has this representation, by its tag, or by its date where it sends no tag."""
    if_none_match = request.get("if-none-match")
    if if_none_match is not None:
        return if_none_match.strip() == "*" or etag.removeprefix("W/") in _tags(if_none_match)
    since = _date(request.get("if-modified-since", ""))
    return since is not None and modified is not None and modified <= since


def _tags(header: str) -> set[str]:
    """The entity tags of an If-None-Match header, as compared weakly."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _date(text: str) -> datetime | None:
    """The moment that an HTTP date names; None for what is none."""
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC)
    except ValueError:
        return None
