"""Things found by their names: `/search`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from api.http import paging
from api.http.framework import Route
from api.http.openapi import parameter
from api.http.paging import HYDRA_TERMS, LINKED, make_cursor, read_cursor, read_limit, single
from api.http.parameters import is_follower
from api.http.problems import BadRequest
from api.http.publication import Publication
from api.http.replies import Reply
from api.http.representations import CSV, HTML, LISTED, Representation
from api.pages.render import render
from kb.hints import nearest
from kb.model.vocabulary import Terms
from kb.rdf.compaction import Context
from kb.rdf.jsonld import serialize
from kb.reading.tables import write_csv
from kb.search.asking import QUESTION, Asking
from kb.search.ranking import LONGEST, Found, Hit, Search

TAKEN = ("q", "kind", "limit", "cursor", "format")
SHOWN = 5
"""How much of each kind is shown where all kinds are."""

COLUMNS = ("thing", "label", "class", "name", "language", "predicate", "match", "transliterated", "score")
TERMS: dict[str, Any] = {**HYDRA_TERMS, "found": None}
"""The words of an answer; how a thing was found is for its reader, and no statement about the thing."""


@dataclass(frozen=True)
class _Asked:
    """What a request asks for."""

    text: str
    kinds: tuple[str, ...]
    limit: int
    format: str | None

    @property
    def facts(self) -> tuple[object, ...]:
        """What tells this search from others."""
        return "search", self.text, self.kinds

    def address(self, cursor: str | None = None, format: str | None = None) -> str:
        """The path and query of this search, or of another part or form of its answer."""
        more = {"limit": str(self.limit), "cursor": cursor, "format": format or self.format}
        return self.whole([(name, text) for name, text in more.items() if text])

    def whole(self, more: Sequence[tuple[str, str]] = ()) -> str:
        """The path and query of the whole answer, and more parameters."""
        return "/search?" + urlencode([("q", self.text), *(("kind", kind) for kind in self.kinds), *more])


@dataclass(frozen=True)
class _Group:
    """What is found of one kind: the best of it, how much there is, and the path of all."""

    kind: str
    hits: Sequence[Hit]
    total: int
    path: str


@dataclass(frozen=True)
class _Page:
    """A part of what a search finds, with the paths of itself and of other parts."""

    asked: _Asked
    hits: Sequence[Hit]
    offset: int
    total: int
    is_whole: bool
    paths: dict[str, str]
    groups: Sequence["_Group"]


class SearchRoute:
    """Answers searches."""

    tag = "lists"

    def __init__(self, publication: Publication, search: Search) -> None:
        self.publication, self.root = publication, publication.root
        self.search, self.asking = search, Asking(search)
        self.words = self.publication.words

    def routes(self) -> Iterable[Route]:
        """The routes."""
        kinds = {"type": "array", "items": {"type": "string", "enum": self.search.kinds}}
        words = {"type": "string", "maxLength": LONGEST}
        example = self.publication.release.examples.get("q")
        yield Route(
            "/search",
            self.answer,
            "Things by their names, in any script",
            "What the words find, best first",
            LISTED,
            parameters=(
                parameter("q", "Words of a name, title or gist, in any script.", words, example),
                parameter("kind", "The kinds of things sought, such as person; any if not given.", kinds),
                *paging.controls(self.publication.answers),
            ),
            headers=LINKED,
            refuses=False,
        )

    def answer(self, request: Request) -> Response:
        """What the words find: best first, with the name that they match, and how well."""
        form = LISTED.choose(request.scope)
        asked, cursor = self.asked(request.query_params)
        if not asked.text and form != HTML:
            raise BadRequest("The request has no words to search for: put them into the parameter 'q'.")
        offset = read_cursor(cursor, self.publication.release.id, *asked.facts) if cursor else 0
        page = self.page(asked, offset) if asked.text else None
        return self.reply(page, asked, form, self.publication.url(request.scope)).response(request.headers)

    def asked(self, parameters: QueryParams) -> tuple[_Asked, str | None]:
        """What the parameters of a request ask for, and the cursor."""
        if unknown := [name for name in parameters if name not in TAKEN and not is_follower(name)]:
            near, taken = nearest(unknown[0], TAKEN), ", ".join(TAKEN)
            raise BadRequest(f"/search takes no {unknown[0][:100]!r}{near}; it takes {taken}.")
        given = {name: tuple(text.strip() for text in parameters.getlist(name) if text.strip()) for name in TAKEN}
        kinds = tuple(sorted(set(given.pop("kind"))))
        one = {name: single(name, texts) for name, texts in given.items()}
        return _Asked(one["q"] or "", kinds, read_limit(one["limit"], self.publication.answers), one["format"]), one[
            "cursor"
        ]

    def page(self, asked: _Asked, offset: int) -> _Page:
        """A part of what is found."""
        found = self.asking.find(asked.text, asked.kinds)
        return _Page(
            asked=asked,
            hits=found.hits[offset : offset + asked.limit],
            offset=offset,
            total=len(found.hits),
            is_whole=found.is_whole,
            paths=self.paths(asked, offset, found),
            groups=() if asked.kinds or offset else _groups(asked, found.hits),
        )

    def paths(self, asked: _Asked, offset: int, found: Found) -> dict[str, str]:
        """The paths of a part, of the parts around it, and of its other forms."""

        def path(offset: int, format: str | None = None) -> str:
            return asked.address(make_cursor(offset, self.publication.release.id, *asked.facts), format)

        paths = {"self": path(offset), "first": path(0)} | {name: path(offset, name) for name in LISTED.endings}
        if offset:
            paths["prev"] = path(offset - asked.limit)
        if offset + asked.limit < len(found.hits):
            paths["next"] = path(offset + asked.limit)
        return paths

    def reply(self, page: _Page | None, asked: _Asked, form: Representation, url: str) -> Reply:
        """A part in one representation; without one, the form for people."""
        if form == HTML:
            terms = self.publication.terms
            classes = {kind: terms.labels.get(terms.expand(curie), kind) for kind, curie in terms.kinds.items()}
            kinds = {kind: classes.get(kind, kind.replace("-", " ").capitalize()) for kind in self.search.kinds}
            body = render(
                "search.html", self.publication.site, asked=asked, page=page, kinds=kinds, labels=terms.labels
            )
        else:
            assert page
            body = _to_csv(page.hits, self.publication.terms) if form == CSV else _to_jsonld(page, url, self.words)
        links = paging.links(page.paths, form, self.root) if page else ()
        total = page.total if page and page.is_whole else None
        return self.publication.reply(body, form.media_type, links=links, total=total)


def _groups(asked: _Asked, hits: Sequence[Hit]) -> list[_Group]:
    """What is found by kinds: what is called so, questions, other things, and last what is only spoken of."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.thing.kind, []).append(hit)
    return [
        _Group(kind, found[:SHOWN], len(found), replace(asked, kinds=(kind,)).whole())
        for kind, found in sorted(by_kind.items(), key=lambda group: _place(group[1][0]))
    ]


def _place(best: Hit) -> tuple[int, float]:
    """Where a group stands, by the best of it."""
    if best.match == "exact" and best.thing.importance == 1:
        return 0, -best.score
    if best.thing.kind == QUESTION:
        return 1, 0
    return 3 if best.thing.importance < 0.5 else 2, -best.score


def _to_jsonld(page: _Page, url: str, words: Context) -> bytes:
    """A part of what is found as JSON-LD."""
    document = {
        "@context": {**words.inlined(), **TERMS},
        "id": url + page.asked.whole(),
        "type": "Collection",
        **({"totalItems": page.total} if page.is_whole else {}),
        "view": paging.view(page.paths, url),
        "member": [_as_object(hit, words) for hit in page.hits],
    }
    return serialize(document)


def _as_object(hit: Hit, words: Context) -> dict[str, Any]:
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


def _to_csv(hits: Sequence[Hit], terms: Terms) -> bytes:
    """What is found as a table."""
    return write_csv(COLUMNS, (_as_row(hit, terms) for hit in hits))


def _as_row(hit: Hit, terms: Terms) -> list[str]:
    """A thing that was found, and how it was found."""
    thing, name = hit.thing, hit.name
    found = [hit.shown_name or "", name.language, name.predicate, hit.match, str(hit.is_transliterated).lower()]
    return [thing.iri, thing.label, terms.curie(thing.class_), *found, str(hit.score)]
