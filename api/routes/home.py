"""The home page, the API for people, and the list of problems."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.limits import Limit
from api.http.problems import KINDS
from api.http.publication import Publication
from api.http.representations import HTML, JSON
from api.pages.render import render, sample
from kb.rdf.jsonld import serialize


class Home:
    """Answers for what is not part of the record."""

    tag = None

    def __init__(
        self, publication: Publication, limits: Sequence[Limit], dataset: Callable[[str], dict[str, Any]]
    ) -> None:
        self.publication, self.limits = publication, limits
        self.dataset = dataset
        """The description of the dataset for search engines, by the address of the service."""

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route("/", self.home, "What this is", "The page")
        yield Route("/docs", self.docs)
        yield Route("/openapi.json", self.openapi)
        yield Route("/problems/", self.problems, "Problems", "The page")
        yield Route("/problems/{name}", self.problems)

    def home(self, request: Request) -> Response:
        """The home page."""
        dataset = self.dataset(self.publication.url(request.scope))
        release = self.publication.release
        return self.page(request, "home.html", release=release, limits=self.limits, sample=sample(), dataset=dataset)

    def docs(self, request: Request) -> Response:
        """The routes with their parameters, as OpenAPI describes them."""
        return self.page(request, "docs.html", **request.app.openapi())

    def openapi(self, request: Request) -> Response:
        """The same for programs."""
        return self.publication.reply(serialize(request.app.openapi()), JSON.media_type, vary=None).response(
            request.headers
        )

    def problems(self, request: Request) -> Response:
        """The kinds of problems."""
        kinds = sorted({kind.name: kind for kind in KINDS.values()}.values(), key=lambda kind: (kind.status, kind.name))
        return self.page(request, "problems.html", kinds=kinds)

    def page(self, request: Request, template: str, **facts: Any) -> Response:
        """A page made from a template."""
        body = render(template, self.publication.site, **facts)
        return self.publication.reply(body, HTML.media_type, vary=None).response(request.headers)
