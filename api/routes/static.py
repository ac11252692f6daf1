"""The files that pages are dressed with, at `/static/…` and, for browsers that look there, `/favicon.ico`."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.problems import NotFound
from api.http.publication import Publication
from api.pages import style


class Static:
    """Answers with style sheet and icons."""

    tag = None

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def routes(self) -> Iterable[Route]:
        """The routes; a style sheet is named with a digest, which a query of any name may be."""
        yield Route("/static/{name}", self.file, refuses=False)
        yield Route("/favicon.ico", self.icon)

    def file(self, name: str, request: Request) -> Response:
        """One of the files."""
        if name not in style.MEDIA_TYPES:
            raise NotFound(f"There is no {name[:50]!r}; there are {', '.join(style.MEDIA_TYPES)}.")
        reply = self.publication.reply(style.read(name), style.MEDIA_TYPES[name], vary=None)
        return reply.response(request.headers)

    def icon(self, request: Request) -> Response:
        """The icon of the site."""
        return self.file("favicon.ico", request)
