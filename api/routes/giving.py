"""What the record gives to other datasets, as files: `/links/give/mixnmatch.tsv`."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.representations import CSV, TSV
from kb.hints import nearest

PLAIN = "text/plain"
MEDIA_TYPES = {"csv": CSV.media_type, "tsv": TSV.media_type, "txt": PLAIN}
"""The media type of a file, by the ending of its name."""


class Giving:
    """Answers with what other datasets can take in."""

    tag = "downloads"

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route(
            "/links/give/{name}",
            self.file,
            "What other datasets can take in: QuickStatements, Mix'n'match, BEACON",
            "The file",
            media_types=tuple(MEDIA_TYPES.values()),
            examples={"name": "mixnmatch.tsv"},
            errors=(404,),
        )

    def file(self, name: str, request: Request) -> Response:
        """One of the files."""
        given = self.publication.given
        if name not in given:
            there = ", ".join(sorted(given))
            raise NotFound(f"Nothing is given as {name[:50]!r}{nearest(name, given)}; there are {there}.")
        body, media_type = given[name](), MEDIA_TYPES[name.rpartition(".")[2]]
        return self.publication.reply(body, media_type, vary=None).response(request.headers)
