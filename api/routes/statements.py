"""All statements of a thing's document, for people, in parts: `/statements/<path>`."""

from collections.abc import Iterable

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.http.cache import Workshop
from api.http.framework import Route
from api.http.openapi import parameter
from api.http.paths import raw_path, thing_path
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import Reply
from api.http.representations import HTML
from api.pages.entity import Block, statements
from api.pages.render import render
from kb.reading.description import describe
from kb.reading.facts import Reference

PART = 240
"""How many values a part holds, unless one thing alone has more."""
PAGE = parameter("page", "Which part.", {"type": "integer", "minimum": 1}, "1")


class Statements:
    """Answers with all statements of a thing."""

    tag = "linked data"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.root = publication, publication.root
        self.workshop: Workshop[tuple[str, int], Reply] = Workshop(publication.answers.kept_bytes)

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route(
            "/statements/{path:path}",
            self.answer,
            "All statements of a thing's document, in parts",
            "The page",
            media_types=(HTML.media_type,),
            parameters=(PAGE,),
            examples={"path": self.publication.example},
            errors=(404, 410),
            others={301: {"description": "The same path, written as it is here."}},
        )

    async def answer(self, path: str, request: Request) -> Response:
        """One part of the statements."""
        raw = raw_path(request.scope).lstrip("/").partition("/")[2]
        asked = thing_path(raw)
        if asked is None:
            raise NotFound(f"{raw!r} is not the path of a thing, such as {self.publication.example}.")
        if asked.address("") != raw:
            return RedirectResponse(asked.address(f"{self.root}/statements/"), 301)
        said = request.query_params.get("page", "1")
        number = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
        reply = await self.workshop.get((asked.local, number), lambda: self.make(asked.local, number))
        return reply.response(request.headers)

    def make(self, local: str, number: int) -> Reply:
        """The page of one part."""
        terms, quotations = self.publication.terms, self.publication.quotations
        node = NamedNode(terms.iri(local))
        description = describe(self.publication.store, node, self.publication.answers.document_claims)
        description = quotations.told_with(description)
        blocks = statements(description, quotations.of(description), terms)
        parts = _parts(blocks)
        if not 1 <= number <= len(parts):
            raise NotFound(f"The statements of {local} have {len(parts)} parts, from 1 on.")
        site = self.publication.site
        body = render(
            "statements.html",
            site,
            local=local,
            heading=blocks[0].node.text,
            blocks=parts[number - 1],
            number=number,
            last=len(parts),
            page_of=site.href(Reference("", node.value)),
        )
        return self.publication.reply(body, HTML.media_type, vary=None)


def _parts(blocks: list[Block]) -> list[list[Block]]:
    """The blocks in parts of about one size."""
    parts, size = [list[Block]()], 0
    for block in blocks:
        values = sum(1 + len(each.values) for each in block.properties)
        if size and size + values > PART:
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += values
    return parts
