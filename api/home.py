"""The home page, the list of problems, and whether the service lives."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api import addresses, pages
from api.limits import limits
from api.problems import KINDS, NotReady
from api.replies import READ, Reply, make_etag
from api.settings import Settings
from kb.errors import QueryError
from kb.names import ID
from kb.release import Release
from kb.sandbox import Query, Sandbox

NOT_KEPT = {"cache-control": "no-store"}


class Home:
    """Answers for what is not part of the record."""

    def __init__(self, release: Release, sandbox: Sandbox, settings: Settings) -> None:
        self.release, self.sandbox, self.settings = release, sandbox, settings
        self.root = addresses.prefix(settings)
        self.modified = addresses.modified(release)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter()
        routes.add_api_route("/", self.home, methods=READ, summary="What this is", response_class=Response)
        routes.add_api_route("/problems/", self.problems, methods=READ, summary="Problems", response_class=Response)
        routes.add_api_route("/problems/{name}", self.problems, methods=READ, include_in_schema=False)
        routes.add_api_route("/health", self.health, methods=READ, summary="Whether the service lives")
        routes.add_api_route("/ready", self.ready, methods=READ, summary="Whether queries are answered")
        return routes

    def home(self, request: Request) -> Response:
        """The home page."""
        facts = {"release": self.release, "limits": limits(self.settings), "sample": pages.sample()}
        return self.page("home", pages.render("home.html", self.root, **facts)).response(request.headers)

    def problems(self, request: Request) -> Response:
        """The kinds of problems."""
        kinds = sorted({kind.name: kind for kind in KINDS.values()}.values(), key=lambda kind: (kind.status, kind.name))
        return self.page("problems", pages.render("problems.html", self.root, kinds=kinds)).response(request.headers)

    def page(self, name: str, body: bytes) -> Reply:
        """A page as a reply."""
        etag = make_etag(self.release.id, name, repr(self.settings))
        return Reply(body, "text/html", etag, self.modified, self.settings.max_age, vary=None)

    def health(self) -> JSONResponse:
        """That the process answers."""
        return JSONResponse({"status": "alive", "release": self.release.id}, headers=NOT_KEPT)

    async def ready(self) -> JSONResponse:
        """That queries are answered; raises NotReady."""
        try:
            async with self.sandbox.answer(Query("ASK {}", ID)) as answer:
                async for _ in answer.pieces():
                    pass
        except QueryError as error:
            raise NotReady(f"Queries are not answered: {error}") from error
        return JSONResponse({"status": "ready", "release": self.release.id}, headers=NOT_KEPT)
