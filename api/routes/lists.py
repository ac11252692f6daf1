"""Filtered lists for those who do not write SPARQL: `/claims`, `/entities`, `/questions`, `/sources`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from api.http import paging
from api.http.cache import Workshop
from api.http.filters import read_filters, read_given, read_texts
from api.http.framework import Route
from api.http.openapi import filter_parameter
from api.http.paging import HYDRA_TERMS, LINKED, make_cursor, read_cursor, read_limit, single
from api.http.problems import BadCursor
from api.http.publication import Publication
from api.http.replies import Reply
from api.http.representations import CSV, HTML, JSON_LD, LISTED, Representation
from api.pages.filter_form import NAMED, FilterForm
from api.pages.menu import PLACES
from api.pages.render import render
from kb.errors import FilterInvalid
from kb.model.vocabulary import Terms
from kb.rdf.compaction import Context
from kb.rdf.jsonld import rooted_objects, serialize
from kb.reading.claims import read_claim
from kb.reading.entries import Entry
from kb.reading.facets import Facets
from kb.reading.facts import Facts
from kb.reading.filters import LISTS
from kb.reading.lists import Lists
from kb.reading.overview import Overview
from kb.reading.tables import COLUMNS, Column, cell, row, write_csv

TITLES = {
    "claims": "Claims",
    "entities": "Persons, groups, places, events, works",
    "questions": "Questions",
    "sources": "Sources",
}
SUMMARIES = {
    "claims": "What is claimed, by whom, and in which source; those that answer one question side by side",
    "entities": "The things that such claims speak of",
    "questions": "The questions that such claims answer",
    "sources": "The sources that show such claims",
}


@dataclass(frozen=True)
class Part:
    """The part of a list that a request asks for."""

    list_name: str
    filters: Mapping[str, tuple[str, ...]]
    limit: int
    offset: int
    format: str | None

    def address(self, cursor: str | None = None, format: str | None = None) -> str:
        """The path and query of this part, or of the one that a cursor leads to."""
        more = {"limit": str(self.limit), "cursor": cursor, "format": format or self.format}
        return self.whole([(name, text) for name, text in more.items() if text])

    def whole(self, more: Iterable[tuple[str, str]] = ()) -> str:
        """The path and query of the list with these filters, and more parameters."""
        pairs = [(name, text) for name, texts in self.filters.items() for text in texts]
        query = urlencode([*pairs, *more])
        return f"/{self.list_name}{'?' if query else ''}{query}"

    def cursor(self, offset: int, release: str) -> str | None:
        """What leads to the part of the same list that begins at an offset; None leads to the first."""
        return make_cursor(offset, release, *self.facts)

    @property
    def facts(self) -> tuple[object, ...]:
        """What tells this list from others."""
        return self.list_name, sorted(self.filters.items())


@dataclass(frozen=True)
class Page:
    """A part of a list, with its items, and the addresses of this and other parts."""

    part: Part
    total: int
    entries: list[Entry]
    query: str
    addresses: dict[str, str]


class ListRoutes:
    """Answers with lists."""

    tag = "lists"

    def __init__(self, publication: Publication, lists: Lists, overview: Overview) -> None:
        self.publication, self.lists, self.root = publication, lists, publication.root
        self.facets, self.filter_form = Facets(lists, overview), FilterForm(lists, overview)
        self.workshop: Workshop[tuple[str, str, str], Reply] = Workshop(publication.answers.kept_bytes)

    def routes(self) -> Iterable[Route]:
        """The routes."""
        for name in LISTS:
            yield Route(
                f"/{name}",
                partial(self.answer, name),
                SUMMARIES[name],
                f"A page of the list of {name}",
                LISTED,
                parameters=(
                    *map(filter_parameter, self.lists.filters_of(name)),
                    *paging.controls(self.publication.answers),
                ),
                headers=LINKED,
                refuses=False,
            )

    async def answer(self, list_name: str, request: Request) -> Response:
        """A page of a list, made once while it is remembered."""
        form = LISTED.choose(request.scope)
        try:
            part = self.part(list_name, request.query_params)
            return await self.given(part, form, request)
        except FilterInvalid as error:
            if form != HTML:
                raise
            given = read_given(request.query_params, list_name, self.lists)
            body = self.form(list_name, given, error)
            return Response(body, 400, {"vary": "Accept"}, f"{HTML.media_type}")

    async def given(self, part: Part, form: Representation, request: Request) -> Response:
        """A page of a list in one representation."""
        url = self.publication.url(request.scope)
        reply = await self.workshop.get((str(part), form.name, url), lambda: self.make(part, form, url))
        return reply.response(request.headers)

    def part(self, list_name: str, parameters: QueryParams) -> Part:
        """The part of a list that the parameters of a request name; those without a value say nothing."""
        controls = {name: single(name, read_texts(parameters, name)) for name in ("limit", "cursor", "format")}
        filters = read_filters(f"/{list_name}", parameters, list_name, controls, self.lists)
        part = Part(list_name, filters, read_limit(controls["limit"], self.publication.answers), 0, controls["format"])
        if not controls["cursor"]:
            return part
        return replace(part, offset=read_cursor(controls["cursor"], self.publication.release.id, *part.facts))

    def make(self, part: Part, form: Representation, url: str) -> Reply:
        """A page of a list in one representation, with its headers."""
        page = self.page(part)
        body = {
            JSON_LD: lambda: _write_jsonld(page, url, self.publication.words),
            HTML: lambda: self.html(page),
            CSV: lambda: _write_rows(page, self.publication.terms),
        }[form]()
        links = paging.links(page.addresses, form, self.root)
        return self.publication.reply(body, form.media_type, links=links, total=page.total)

    def page(self, part: Part) -> Page:
        """The items of a part, and where other parts are."""
        items = self.lists.items(part.list_name, part.filters)
        if part.offset and part.offset >= len(items):
            raise BadCursor(f"The list has {len(items)} items; the cursor leads beyond them.")
        entries = self.lists.describe(part.list_name, items[part.offset : part.offset + part.limit])
        to = partial(part.cursor, release=self.publication.release.id)
        found = {"self": part.address(to(part.offset)), "first": part.address()}
        if part.offset:
            found["prev"] = part.address(to(part.offset - part.limit))
        if part.offset + part.limit < len(items):
            found["next"] = part.address(to(part.offset + part.limit))
        for format in LISTED.endings:
            found[format] = part.address(to(part.offset), format)
        return Page(part, len(items), entries, self.lists.query(part.list_name, part.filters), found)

    def html(self, page: Page) -> bytes:
        """A page for people, with a form for the filters."""
        name = page.part.list_name
        told = [(Facts.of(entry.triples, terms=self.publication.terms), entry.item.value) for entry in page.entries]
        cells = {column: [cell(facts, item, column) for facts, item in told] for column in _shown(name)}
        columns = [column for column, found in cells.items() if any(found)]
        return render(
            "list.html",
            self.publication.site,
            title=self.title(page.part),
            summary=SUMMARIES[name],
            list_name=name,
            page=page,
            error=None,
            **self.filter_form.fields(name, page.part.filters),
            facets=self._facets(page),
            columns=columns,
            rows=[[cells[column][row] for column in columns] for row in range(len(told))],
            claims=[read_claim(facts, item) for facts, item in told] if name == "claims" else [],
        )

    def title(self, part: Part) -> str:
        """What a list is called; one of a kind of things that the menu leads to, as there."""
        kinds = part.filters.get("type", ())
        place = f"/{part.list_name}?type={kinds[0]}" if len(kinds) == 1 else ""
        return next((item.text for item in PLACES if item.path == place), TITLES[part.list_name])

    def form(self, name: str, given: Mapping[str, tuple[str, ...]], error: FilterInvalid) -> bytes:
        """The form alone, with what is wrong in it."""
        wrong = str(error).partition(":")[0]
        filter = self.lists.filters.get(wrong)
        choices = []
        for path, label in error.choices.items() if filter else ():
            choices.append((Part(name, {**given, wrong: (path,)}, 0, 0, None).whole(), label))
        return render(
            "list.html",
            self.publication.site,
            title=TITLES[name],
            summary=SUMMARIES[name],
            list_name=name,
            page=None,
            error={"field": wrong if filter else "", "message": str(error), "choices": choices},
            **self.filter_form.fields(name, given),
        )

    def _facets(self, page: Page) -> list[dict[str, Any]]:
        """The facets of a page, each value with its link, and what is chosen, with the link that takes it away."""
        part = page.part
        found = self.facets.of(part.list_name, part.filters, self.lists.items(part.list_name, part.filters))
        return [
            {
                "name": NAMED[facet],
                "choices": [
                    (
                        choice,
                        replace(part, filters={**part.filters, **{k: (v,) for k, v in choice.filters.items()}}).whole(),
                    )
                    for choice in choices
                ],
            }
            for facet, choices in found.items()
            if len(choices) > 1 or facet == "disputed"
        ]


def _shown(name: str) -> list[Column]:
    """The columns that a page may show: no IRIs that another column has by name, and no names that are only to find."""
    if name == "claims":
        return []
    names = {column.path for column in COLUMNS[name] if column.is_named} | {"skos:hiddenLabel"}
    return [column for column in COLUMNS[name] if column.is_named or column.path not in names]


def _write_rows(page: Page, terms: Terms) -> bytes:
    """The items as CSV."""
    columns = COLUMNS[page.part.list_name]
    rows = [row(Facts.of(entry.triples, terms=terms), entry.item.value, columns) for entry in page.entries]
    return write_csv([column.name for column in columns], rows)


def _write_jsonld(page: Page, url: str, words: Context) -> bytes:
    """The items as JSON-LD, each with all that is told of it."""
    document = {
        "@context": {**words.inlined(), **HYDRA_TERMS},
        "id": url + page.part.whole(),
        "type": "Collection",
        "totalItems": page.total,
        "view": paging.view(page.addresses, url),
        "member": rooted_objects(((entry.item, entry.triples) for entry in page.entries), words),
    }
    return serialize(document)
