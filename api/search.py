"""Things found by their names: `/search`.

Its JSON-LD says which part of the answer it is in the terms of Hydra (https://www.hydra-cg.com/spec/latest/core/).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import addresses, pages
from api.negotiation import negotiate
from api.openapi import representations
from api.problems import BadCursor, BadRequest, NotAcceptable
from api.replies import READ, Link, Reply, make_etag
from api.settings import Settings
from api.tables import write_csv
from kb import context
from kb.compaction import Context
from kb.names import PREFIXES, compact
from kb.ontology import ontology
from kb.reader import nearest
from kb.release import Release
from kb.search import Found, Hit, Search

FORMATS = {"jsonld": "application/ld+json", "html": "text/html", "csv": "text/csv"}
"""What `format` may say, with the media type; the first is that of those who have no preference."""
OFFERS = {media_type: media_type for media_type in FORMATS.values()} | {"application/json": "application/ld+json"}
CURSOR = re.compile(r"([0-9a-f]{8})-([0-9]{1,4})-([0-9a-f]{8})")
USUAL, MOST = 25, 100
COLUMNS = ("thing", "label", "class", "name", "language", "predicate", "match", "transliterated", "score")
TERMS = {
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "Collection": "hydra:Collection",
    "PartialCollectionView": "hydra:PartialCollectionView",
    "totalItems": {"@id": "hydra:totalItems", "@type": PREFIXES["xsd"] + "integer"},
    **{name: {"@id": f"hydra:{name}", "@type": "@id"} for name in ("view", "first", "next", "previous", "member")},
    "found": None,
}
"""The words of an answer; how a thing was found is for its reader, and no statement about the thing."""


@dataclass(frozen=True)
class Asked:
    """What a request asks for."""

    text: str
    kinds: tuple[str, ...]
    limit: int
    format: str | None

    def address(self, **more: str | None) -> str:
        """The path and query of this search, or of another part or format of its answer."""
        given = {"limit": str(self.limit) if self.limit != USUAL else None, "format": self.format} | more
        pairs = [("q", self.text), *(("kind", kind) for kind in self.kinds)]
        return "/search?" + urlencode([*pairs, *((name, value) for name, value in given.items() if value)])

    def cursor(self, offset: int, release: str) -> str | None:
        """What leads to the part that begins at an offset; None leads to the first."""
        facts = json.dumps([release, self.text, self.kinds, offset])
        return f"{release[:8]}-{offset}-{sha256(facts.encode()).hexdigest()[:8]}" if offset > 0 else None

    def offset(self, cursor: str | None, release: str) -> int:
        """Where the part begins that a cursor leads to."""
        if not cursor:
            return 0
        match = CURSOR.fullmatch(cursor)
        if not match or self.cursor(int(match[2]), release) != cursor:
            raise BadCursor("The cursor is not of this search in this release; begin again without it.")
        return int(match[2])


@dataclass(frozen=True)
class Page:
    """A part of what a search finds, with the paths of itself and of other parts."""

    asked: Asked
    hits: Sequence[Hit]
    offset: int
    total: int
    is_whole: bool
    paths: dict[str, str]


class SearchRoute:
    """Answers searches."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self.release, self.settings = release, settings
        self.search = Search.open(release.search)
        self.root = addresses.prefix(settings)
        self.modified = addresses.modified(release)

    def router(self) -> APIRouter:
        """The routes."""
        router = APIRouter(tags=["lists"])
        summary = "Things by their names, in any script"
        responses = representations("What the words find, best first", FORMATS.values())
        router.add_api_route(
            "/search", self.answer, methods=READ, summary=summary, response_class=Response, responses=responses
        )
        return router

    def answer(
        self,
        request: Request,
        q: Annotated[str, Query(description="Words of a name, title or gist, in any script.")] = "",
        kind: Annotated[list[str] | None, Query(description="The kinds of things sought, such as person.")] = None,
        limit: Annotated[int, Query(ge=1, le=MOST, description="How many things a page has.")] = USUAL,
        cursor: Annotated[str | None, Query(description="Where a page begins, as links to other pages say.")] = None,
        format: Annotated[str | None, Query(description="jsonld, html or csv; stronger than Accept.")] = None,
    ) -> Response:
        """What the words find: best first, with the name that they match, and how well."""
        media_type = chosen(request, format)
        kinds = tuple(sorted({each for each in kind or () if each}))
        asked = Asked(q.strip(), kinds, limit, format or None)
        url = addresses.public_url(request.scope, self.settings)
        if not asked.text and media_type != "text/html":
            raise BadRequest("The request has no words to search for: put them into the parameter 'q'.")
        page = self.page(asked, asked.offset(cursor, self.release.id)) if asked.text else None
        return self.reply(page, asked, media_type, url).response(request.headers)

    def page(self, asked: Asked, offset: int) -> Page:
        """A part of what is found."""
        found = self.search.find(asked.text, asked.kinds)
        return Page(
            asked=asked,
            hits=found.hits[offset : offset + asked.limit],
            offset=offset,
            total=len(found.hits),
            is_whole=found.is_whole,
            paths=self.paths(asked, offset, found),
        )

    def paths(self, asked: Asked, offset: int, found: Found) -> dict[str, str]:
        """The paths of a part, of the parts around it, and of its other formats."""

        def path(offset: int, **more: str | None) -> str:
            return asked.address(cursor=asked.cursor(offset, self.release.id), **more)

        paths = {"self": path(offset), "first": path(0)} | {name: path(offset, format=name) for name in FORMATS}
        if offset:
            paths["prev"] = path(max(0, offset - asked.limit))
        if offset + asked.limit < len(found.hits):
            paths["next"] = path(offset + asked.limit)
        return paths

    def reply(self, page: Page | None, asked: Asked, media_type: str, url: str) -> Reply:
        """A part in one representation; without one, the form for people."""
        links = []
        if page:
            links = [Link(self.root + page.paths[rel], rel) for rel in ("first", "prev", "next") if rel in page.paths]
            links += [Link(self.root + page.paths[f], "alternate", m) for f, m in FORMATS.items() if m != media_type]
        if media_type == "text/html":
            kinds = self.search.kinds
            body = pages.render("search.html", self.root, asked=asked, page=page, kinds=kinds, labels=ontology().labels)
        else:
            assert page
            body = to_csv(page.hits) if media_type == "text/csv" else to_jsonld(page, url)
        parts = (self.release.id, "search", repr(asked), str(page and page.offset), media_type, url)
        etag = make_etag(*parts, repr(self.settings))
        return Reply(body, media_type, etag, self.modified, self.settings.max_age, links=tuple(links))


def chosen(request: Request, format: str | None) -> str:
    """The media type that a request asks for."""
    if format:
        if format not in FORMATS:
            raise BadRequest(
                f"There is no format {format[:50]!r}{nearest(format, FORMATS)}; there are {', '.join(FORMATS)}."
            )
        return FORMATS[format]
    accepted = negotiate(", ".join(request.headers.getlist("accept")), OFFERS)
    if accepted is None:
        raise NotAcceptable(f"What is found comes as {', '.join(FORMATS.values())}.")
    return OFFERS[accepted]


def to_jsonld(page: Page, url: str) -> bytes:
    """A part of what is found as JSON-LD."""
    words = Context(context.document())
    others = {word: url + page.paths[rel] for word, rel in VIEW.items() if rel in page.paths}
    document = {
        "@context": {**words.inlined(), **TERMS},
        "id": url + page.asked.address(format=None),
        "type": "Collection",
        **({"totalItems": page.total} if page.is_whole else {}),
        "view": {"id": url + page.paths["self"], "type": "PartialCollectionView", **others},
        "member": [as_object(hit, words) for hit in page.hits],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


VIEW = {"first": "first", "previous": "prev", "next": "next"}
"""The links between parts as Hydra calls them, and as https://www.rfc-editor.org/rfc/rfc8288 has them registered."""


def as_object(hit: Hit, words: Context) -> dict[str, Any]:
    """A thing that was found, with its label, and how it was found."""
    is_claim = hit.thing.kind == "claim"
    label = {"gist": hit.thing.label} if is_claim else {"prefLabel": {hit.thing.language: hit.thing.label}}
    return {
        "id": words.reference(hit.thing.iri),
        "type": words.word(hit.thing.class_),
        **label,
        "found": {
            "name": hit.shown_name,
            "language": hit.name.language if hit.shown_name else None,
            "predicate": hit.name.predicate,
            "match": hit.match,
            "isTransliterated": hit.is_transliterated,
            "score": hit.score,
        },
    }


def to_csv(hits: Sequence[Hit]) -> bytes:
    """What is found as a table."""
    return write_csv(COLUMNS, map(as_row, hits))


def as_row(hit: Hit) -> list[str]:
    """A thing that was found, and how it was found."""
    thing, name = hit.thing, hit.name
    found = [hit.shown_name or "", name.language, name.predicate, hit.match, str(hit.is_transliterated).lower()]
    return [thing.iri, thing.label, compact(thing.class_), *found, str(hit.score)]
