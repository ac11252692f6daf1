"""The home page, the list of problems, and whether the service lives."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api import addresses, pages
from api.limits import limits
from api.problems import KINDS, NotReady
from api.replies import Reply, make_etag
from api.settings import Settings
from kb.errors import QueryError
from kb.names import ID
from kb.release import Release
from kb.sandbox import Query, Sandbox


def router(release: Release, sandbox: Sandbox, settings: Settings) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    root = addresses.prefix(settings)
    modified = addresses.modified(release)

    def page(name: str, body: bytes) -> Reply:
        return Reply(
            body, "text/html", make_etag(release.id, name, repr(settings)), modified, settings.max_age, vary=None
        )

    def home_page() -> bytes:
        return pages.render("home.html", root, release=release, limits=limits(settings), sample=pages.sample())

    def problems_page() -> bytes:
        kinds = sorted({kind.name: kind for kind in KINDS.values()}.values(), key=lambda kind: (kind.status, kind.name))
        return pages.render("problems.html", root, kinds=kinds)

    @routes.api_route("/", methods=["GET", "HEAD"], summary="What this is", response_class=Response)
    def home(request: Request) -> Response:
        return page("home", home_page()).response(request.headers)

    @routes.api_route("/problems/{name}", methods=["GET", "HEAD"], include_in_schema=False)
    @routes.api_route("/problems/", methods=["GET", "HEAD"], summary="Kinds of problems", response_class=Response)
    def problems(request: Request) -> Response:
        return page("problems", problems_page()).response(request.headers)

    @routes.api_route("/health", methods=["GET", "HEAD"], summary="Whether the service lives")
    def health() -> JSONResponse:
        return JSONResponse({"status": "alive", "release": release.id}, headers={"cache-control": "no-store"})

    @routes.api_route("/ready", methods=["GET", "HEAD"], summary="Whether queries are answered")
    async def ready() -> JSONResponse:
        try:
            async with sandbox.answer(Query("ASK {}", ID)) as answer:
                async for _ in answer.pieces():
                    pass
        except QueryError as error:
            raise NotReady(f"Queries are not answered: {error}") from error
        return JSONResponse({"status": "ready", "release": release.id}, headers={"cache-control": "no-store"})

    return routes
