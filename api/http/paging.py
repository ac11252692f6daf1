"""What answers that come in pages have in common: cursors, and the links between pages.

JSON-LD says which part of a list it is in the terms of Hydra (https://www.hydra-cg.com/spec/latest/core/#collections),
which generic clients of paged JSON-LD know; the words of ActivityStreams are about activities, and those of schema.org
know no pages.
"""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from api.http.openapi import integer, parameter
from api.http.problems import BadCursor, BadRequest
from api.http.replies import Link
from api.http.representations import LISTED, Representation
from api.settings import Answers
from kb.namespaces import PREFIXES

HYDRA_TERMS = {
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "Collection": "hydra:Collection",
    "PartialCollectionView": "hydra:PartialCollectionView",
    "totalItems": {"@id": "hydra:totalItems", "@type": PREFIXES["xsd"] + "integer"},
    **{name: {"@id": f"hydra:{name}", "@type": "@id"} for name in ("view", "first", "next", "previous", "member")},
}
VIEW = {"first": "first", "previous": "prev", "next": "next"}
"""The links between pages as Hydra calls them, and as https://www.rfc-editor.org/rfc/rfc8288 registers them."""
LINKED = {
    "Link": ("The first page, the one before (`prev`), the next, and other representations.", "string"),
    "X-Total-Count": ("How many items the list has.", "integer"),
}
CURSOR = re.compile(r"([0-9a-f]{8})-(\d{1,9})-([0-9a-f]{16})")


def make_cursor(offset: int, release: str, *facts: object) -> str | None:
    """What leads to the page that begins at an offset of the list that facts describe; None leads to the first."""
    if offset <= 0:
        return None
    digest = sha256(json.dumps([release, *facts, offset]).encode()).hexdigest()
    return f"{release[:8]}-{offset}-{digest[:16]}"


def read_cursor(cursor: str, release: str, *facts: object) -> int:
    """The offset at which the page begins that a cursor leads to; raises BadCursor for that of another list."""
    match = CURSOR.fullmatch(cursor)
    again = "Begin again without a cursor."
    if match and match[1] != release[:8]:
        raise BadCursor(f"The cursor is of release {match[1]}; this is {release[:8]}. {again}")
    if not match or make_cursor(int(match[2]), release, *facts) != cursor:
        raise BadCursor(f"The cursor was not given out for this list with these filters. {again}")
    return int(match[2])


def read_limit(text: str | None, answers: Answers) -> int:
    """How many items a page is to have."""
    most = answers.most_list_items
    if text is None:
        return answers.list_items
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise BadRequest(f"limit: {text[:100]!r} is no number from 1 to {most}.")
    return int(text)


def single(name: str, texts: tuple[str, ...]) -> str | None:
    """The value of a parameter that is given once, if it is given."""
    if len(texts) > 1:
        raise BadRequest(f"{name} is given {len(texts)} times; give it once.")
    return texts[0] if texts else None


def controls(answers: Answers) -> list[dict[str, Any]]:
    """The parameters of each list that say which page of it is wanted, as OpenAPI has them."""
    return [
        parameter("limit", "How many items a page has.", integer(1, answers.most_list_items, answers.list_items)),
        parameter(
            "cursor",
            "Where a page begins, as the links to other pages say. It holds while the release does.",
            {"type": "string", "pattern": f"^{CURSOR.pattern}$"},
        ),
    ]


def links(addresses: Mapping[str, str], form: Representation, root: str) -> tuple[Link, ...]:
    """The links of a page to others and to its other representations; `addresses` are paths below the root."""
    pages = [Link(root + addresses[name], name) for name in VIEW.values() if name in addresses]
    others = [Link(root + addresses[f.ending], "alternate", f.media_type) for f in LISTED.forms if f != form]
    return (*pages, *others)


def view(addresses: Mapping[str, str], url: str) -> dict[str, str]:
    """A page and the links to others, in the terms of Hydra."""
    others = {word: url + addresses[name] for word, name in VIEW.items() if name in addresses}
    return {"id": url + addresses["self"], "type": "PartialCollectionView", **others}
