"""The paths of things, in the one form that each has; all other spellings lead to it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from starlette.types import Scope

from api.http.representations import DOCUMENTS

LOCAL = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")


@dataclass(frozen=True)
class ThingPath:
    """The path of a thing or of its document: `person/anna`, with an extension and a fragment if it has them."""

    local: str
    extension: str | None = None
    fragment: str = ""

    def address(self, route: str) -> str:
        """The path below a route, as it is written in a link."""
        extension = f".{self.extension}" if self.extension else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{route}{self.local}{extension}{fragment}"


def thing_path(raw: str) -> ThingPath | None:
    """The path of a thing as requested: percent-encoded, in capitals, with slashes too many; None if it is none."""
    path, _, fragment = unquote(raw).partition("#")
    path = re.sub("/{2,}", "/", path).strip("/").lower()
    stem, dot, extension = path.rpartition(".")
    if dot and extension in DOCUMENTS.endings:
        path = stem
    else:
        extension = ""
    return ThingPath(path, extension or None, fragment) if LOCAL.fullmatch(path) else None


def raw_path(scope: Scope) -> str:
    """The path of a request as it was sent, below the service's own."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("ascii", "replace").partition("?")[0].removeprefix(scope.get("root_path", ""))
