"""The service as an ASGI application, made from a release and settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.documents import Documents
from api.dumps import Dumps
from api.headers import CommonHeaders
from api.home import Home
from api.problems import ERRORS, BadRequest, problem, translated
from api.settings import Settings
from api.sparql import SparqlEndpoint
from api.vocabulary import Vocabulary
from kb.release import Release
from kb.sandbox import Sandbox
from kb.store import EmbeddedStore

DESCRIPTION = """\
Who said what, on whose word, in which passage, against whom. Beside the routes listed here there are `/sparql`
(SPARQL 1.1 Protocol), `/id/…` (each thing, 303 to its document) and `/doc/…` (documents as HTML, Turtle, JSON-LD,
N-Triples and RDF/XML). Errors are `application/problem+json`; `/problems/` lists them.
"""


class Site:
    """Leads the busy addresses past the web framework, and the others to it."""

    def __init__(self, framework: ASGIApp, sparql: ASGIApp, documents: ASGIApp) -> None:
        self.framework = framework
        self.routes = {"sparql": sparql, "id": documents, "doc": documents, "linkset": documents}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or serves the lifespan."""
        await self.route(scope)(scope, receive, send)

    def route(self, scope: Scope) -> ASGIApp:
        """The application that answers a request."""
        if scope["type"] != "http":
            return self.framework
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        first, _, rest = path.removeprefix("/").partition("/")
        return self.framework if first == "sparql" and rest else self.routes.get(first, self.framework)


def create_app(release: Release, settings: Settings) -> ASGIApp:
    """The service for a release; its query processes start and stop with it."""
    sandbox = Sandbox(release.store, settings.query)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with sandbox:
            yield

    framework = FastAPI(
        title="Elbe",
        version=str(release.manifest["elbe"]),
        description=DESCRIPTION,
        lifespan=lifespan,
    )
    for part in (Home(release, sandbox, settings), Dumps(release, settings), Vocabulary(release, settings)):
        framework.include_router(part.router())
    handle_errors(framework)
    documents = Documents(EmbeddedStore.open(release.store), release, settings)
    return CommonHeaders(Site(framework, SparqlEndpoint(sandbox, release, settings), documents), settings)


def handle_errors(framework: FastAPI) -> None:
    """Lets the framework answer all errors as problems."""

    def ours(request: Request, error: Exception) -> Response:
        return problem(request.scope, error)

    def its(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return problem(request.scope, translated(request.scope, error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        details = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        return problem(request.scope, BadRequest("; ".join(details)))

    framework.add_exception_handler(HTTPException, its)
    framework.add_exception_handler(RequestValidationError, invalid)
    for family in (*ERRORS, Exception):
        framework.add_exception_handler(family, ours)
