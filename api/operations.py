"""Whether the service lives and answers, for those who run it."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from api.problems import NotReady
from api.replies import READ
from kb.errors import QueryError
from kb.names import ID
from kb.release import Release
from kb.sandbox import Query, Sandbox

NOT_KEPT = {"cache-control": "no-store"}


class Operations:
    """Answers for machines that watch the service."""

    def __init__(self, release: Release, sandbox: Sandbox) -> None:
        self.release, self.sandbox = release, sandbox

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["operations"])
        routes.add_api_route("/health", self.health, methods=READ, summary="Whether the service lives")
        routes.add_api_route("/ready", self.ready, methods=READ, summary="Whether queries are answered")
        return routes

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
