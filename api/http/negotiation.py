"""Which representation a client gets.

https://www.rfc-editor.org/rfc/rfc9110#name-content-negotiation
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers

ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*(?:;|$)")
QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True)
class _MediaRange:
    """One element of an Accept header."""

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely it names a media type: 3 exactly, 2 by its type, 1 as any, 0 not at all."""
        type_, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 3
        if self.subtype != "*" or self.type not in {"*", type_}:
            return 0
        return 2 if self.type == type_ else 1


def _media_ranges(accept: str) -> Iterator[_MediaRange]:
    """The elements of an Accept header; what is not one is passed over, and parameters but `q` are ignored."""
    for element in ELEMENT.findall(accept):
        if match := RANGE.match(element):
            quality = QUALITY.search(element)
            yield _MediaRange(match[1].lower(), match[2].lower(), float(quality[1]) if quality else 1.0)


def negotiate(accept: str | None, offers: Iterable[str]) -> str | None:
    """The offered media type that is liked best, the earlier one of equals; None where none is acceptable."""
    find = remembered_best if len(accept or "") <= SHORT else _best
    return find(accept or "", tuple(offers))


SHORT = 256
"""How long an Accept header may be to be remembered with its outcome: those of browsers have some 130 characters."""


def _best(accept: str, offered: tuple[str, ...]) -> str | None:
    """The media type that an Accept header likes best."""
    ranges = list(_media_ranges(accept))
    if not ranges:
        return offered[0]
    found = max(offered, key=lambda media_type: _quality(ranges, media_type))
    return found if _quality(ranges, found) > 0 else None


remembered_best = lru_cache(maxsize=1024)(_best)


def _quality(ranges: list[_MediaRange], media_type: str) -> float:
    """How much a media type is liked: what the closest range says of it."""
    closest = max((range_.specificity(media_type) for range_ in ranges), default=0)
    if closest == 0:
        return 0.0
    return max(range_.quality for range_ in ranges if range_.specificity(media_type) == closest)


def accept(request: Headers) -> str:
    """The Accept header, put together where it came in several lines."""
    return ", ".join(request.getlist("accept"))


def prefers_html(accept: str | None, other: str) -> bool:
    """Whether HTML is liked better than another representation, as browsers do."""
    ranges = list(_media_ranges(accept or ""))
    return _quality(ranges, "text/html") > _quality(ranges, other)
