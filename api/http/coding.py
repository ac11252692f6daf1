"""In which coding an answer is sent: gzip to those who take it.

https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding
"""

import asyncio
import gzip
import re
import zlib
from collections.abc import AsyncIterator
from functools import lru_cache

from starlette.datastructures import Headers

GZIP = "gzip"
LEAST = 1024
"""Bytes below which it is not worth while to code an answer: it fits into one packet."""
LEVEL = 5
LARGE = 32 * 1024
"""Bytes from which another thread does the work, so that others are answered meanwhile."""
CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?", re.IGNORECASE)


def takes_gzip(request: Headers) -> bool:
    """Whether the client takes gzip, and likes it no less than what is not coded."""
    return _takes_gzip(", ".join(request.getlist("accept-encoding")))


@lru_cache(maxsize=256)
def _takes_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip."""
    matches = (CODING.fullmatch(element) for element in header.split(","))
    liked = {match[1].lower(): _quality(match[2]) for match in matches if match}
    gzip = liked.get("gzip", liked.get("x-gzip", liked.get("*", 0.0)))
    return gzip > 0 and gzip >= liked.get("identity", 0.0)


def zip_whole(body: bytes) -> bytes:
    """A body coded; the same bytes for the same body, since no time enters."""
    return gzip.compress(body, LEVEL, mtime=0)


async def zip_pieces(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces of a body coded, as they come."""
    coder = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    async for piece in pieces:
        large = len(piece) >= LARGE
        if coded := await asyncio.to_thread(coder.compress, piece) if large else coder.compress(piece):
            yield coded
    yield coder.flush()


def _quality(text: str | None) -> float:
    """How much a coding is liked; what is no number says nothing."""
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
