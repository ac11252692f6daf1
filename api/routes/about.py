"""Pages of words: how to read the record, what it does not cover, the works that are cited, how to report an error."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.publication import Publication
from api.http.representations import HTML
from api.pages.render import render
from kb.reading.bibliography import bibliography
from kb.reading.coverage import coverage

ABOUT = {
    "name": "about",
    "in": "query",
    "description": "The path of the thing that is wrong.",
    "schema": {"type": "string"},
}


class About:
    """Answers with pages of words."""

    tag = None

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route("/about/reading", self.reading)
        yield Route("/about/scope", self.scope)
        yield Route("/about/works", self.works)
        yield Route("/about/errors", self.errors, parameters=(ABOUT,))

    def reading(self, request: Request) -> Response:
        """How to read the record."""
        question = self.publication.release.examples.get("question", "")
        examples = {"question": question.replace("question/", "questions/", 1), "claim": ""}
        return self.page(request, "reading", examples=examples)

    def scope(self, request: Request) -> Response:
        """What the record does not cover."""
        return self.page(request, "scope", coverage=coverage(self.publication.store))

    def works(self, request: Request) -> Response:
        """The works that are cited."""
        return self.page(request, "works", works=bibliography(self.publication.store))

    def errors(self, request: Request) -> Response:
        """How to report an error, with the identifier of a thing filled in."""
        about = request.query_params.get("about", "")[:300].strip()
        return self.page(request, "errors", about=about and self.publication.terms.iri(about))

    def page(self, request: Request, name: str, **facts: Any) -> Response:
        """A page with the words of the record beside those of the software."""
        own = self.publication.release.pages.get(name, [])
        body = render(f"about_{name}.html", self.publication.site, own=own, **facts)
        return self.publication.reply(body, HTML.media_type, vary=None).response(request.headers)
