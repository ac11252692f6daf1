"""The home page and the list of problems."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http import addresses
from api.http.limits import limits
from api.http.problems import KINDS
from api.http.replies import READ, Reply, make_etag
from api.pages.render import render, sample
from api.settings import Settings
from kb.release.release import Release


class Home:
    """Answers for what is not part of the record."""

    def __init__(self, release: Release, settings: Settings, dataset: Callable[[str], dict[str, Any]]) -> None:
        self.release, self.settings = release, settings
        self.dataset = dataset
        """The description of the dataset for search engines, by the address of the service."""
        self.root = addresses.prefix(settings)
        self.modified = addresses.modified(release)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter()
        routes.add_api_route("/", self.home, methods=READ, summary="What this is", response_class=Response)
        routes.add_api_route("/docs", self.docs, methods=READ, include_in_schema=False)
        routes.add_api_route("/problems/", self.problems, methods=READ, summary="Problems", response_class=Response)
        routes.add_api_route("/problems/{name}", self.problems, methods=READ, include_in_schema=False)
        return routes

    def home(self, request: Request) -> Response:
        """The home page."""
        url = addresses.public_url(request.scope, self.settings)
        facts = {"release": self.release, "limits": limits(self.settings), "sample": sample()}
        body = render("home.html", self.root, **facts, dataset=self.dataset(url))
        return self.page(f"home {url} {self.modified.isoformat()}", body).response(request.headers)

    def docs(self, request: Request) -> Response:
        """The routes with their parameters, as OpenAPI describes them."""
        facts = request.app.openapi()
        return self.page("docs", render("docs.html", self.root, **facts)).response(request.headers)

    def problems(self, request: Request) -> Response:
        """The kinds of problems."""
        kinds = sorted({kind.name: kind for kind in KINDS.values()}.values(), key=lambda kind: (kind.status, kind.name))
        return self.page("problems", render("problems.html", self.root, kinds=kinds)).response(request.headers)

    def page(self, name: str, body: bytes) -> Reply:
        """A page as a reply."""
        etag = make_etag(self.release.id, name, repr(self.settings))
        return Reply(body, "text/html", etag, self.modified, self.settings.max_age, vary=None)
