"""The files that pages are dressed with: the style sheet and the icons."""

from functools import cache
from hashlib import sha256
from importlib import resources

MEDIA_TYPES = {"elbe.css": "text/css", "favicon.svg": "image/svg+xml", "favicon.ico": "image/vnd.microsoft.icon"}


@cache
def read(name: str) -> bytes:
    """The bytes of one of the files."""
    return (resources.files("api.pages") / "static" / name).read_bytes()


@cache
def version(name: str) -> str:
    """What tells one state of a file from another, in the addresses by which pages name it."""
    return sha256(read(name)).hexdigest()[:12]
