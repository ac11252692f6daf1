"""What a client asks on condition.

https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
"""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.datastructures import Headers

from api.http.problems import PreconditionFailed

TAG = re.compile(r'(?:W/)?"[^"]*"')


def is_known(request: Headers, etag: str, modified: datetime | None = None) -> bool:
    """Whether the client has this representation, by its tag, or by its date where it sends no tag.

    Raises PreconditionFailed where it is asked for on condition that it is another one, in the order of
    https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions.
    """
    _protect(request, etag, modified)
    if "if-none-match" in request:
        return _names(request, "if-none-match", etag.removeprefix("W/"), is_weak=True)
    since = _date(request.get("if-modified-since", ""))
    return since is not None and modified is not None and modified <= since


def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it."""
    return format_datetime(moment, usegmt=True)


def _protect(request: Headers, etag: str, modified: datetime | None) -> None:
    """Raises PreconditionFailed where the client means another representation; a weak tag is the same as none."""
    if "if-match" in request:
        if not _names(request, "if-match", etag, is_weak=False):
            raise PreconditionFailed(f"If-Match names another representation; this is {etag}.")
    elif modified and (until := _date(request.get("if-unmodified-since", ""))) and modified > until:
        raise PreconditionFailed(f"This was made after the date of If-Unmodified-Since: {http_date(modified)}.")


def _names(request: Headers, header: str, etag: str, is_weak: bool) -> bool:
    """Whether a header names a tag, or any."""
    value = ", ".join(request.getlist(header))
    if value.strip() == "*":
        return True
    tags = TAG.findall(value)
    if is_weak:
        return etag in {tag.removeprefix("W/") for tag in tags}
    return etag in tags and not etag.startswith("W/")


def _date(text: str) -> datetime | None:
    """The moment that an HTTP date names; None for what is none."""
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
