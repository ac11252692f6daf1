"""The bodies of requests, read within limits of size and time."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from api.http.problems import BadRequest, BodyTooLarge, RequestTimeout
from api.settings import Requests


async def read(scope: Scope, receive: Receive, limit: int, bounds: Requests) -> bytes:
    """The body of a request.

    What is too large is read nevertheless, up to another limit, and dropped: a client that is still sending when the
    connection closes would never see why.
    """
    if _too_large_to_drain(Headers(scope=scope), limit, bounds):
        raise BodyTooLarge(f"The body may have {limit} bytes.", connection="close")
    try:
        async with asyncio.timeout(bounds.body_seconds):
            body, size = await _drain(receive, limit, bounds.drained_bytes)
    except TimeoutError:
        raise RequestTimeout(f"The body did not arrive within {bounds.body_seconds:g} seconds.") from None
    if size > limit:
        raise BodyTooLarge(f"The body may have {limit} bytes; this has {size}.")
    return body


async def _drain(receive: Receive, limit: int, most: int) -> tuple[bytes, int]:
    """The body up to a limit, and its whole size; raises BodyTooLarge for more than is read at all."""
    body, size, more = bytearray(), 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadRequest("The client went away before its request was complete.")
        piece, more = message.get("body", b""), message.get("more_body", False)
        size += len(piece)
        if size <= limit:
            body += piece
        if size > most:
            raise BodyTooLarge(f"The body may have {limit} bytes.", connection="close")
    return bytes(body), size


def _too_large_to_drain(headers: Headers, limit: int, bounds: Requests) -> bool:
    """Whether a body is announced that need not be sent at all."""
    announced = headers.get("content-length", "")
    size = int(announced) if announced.isdecimal() else 0
    is_waiting = headers.get("expect", "").lower() == "100-continue"
    return size > bounds.drained_bytes or (size > limit and is_waiting)


def decode(body: bytes) -> str:
    """A body as text."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"The body is not UTF-8: byte {error.start} can't be decoded.") from None
