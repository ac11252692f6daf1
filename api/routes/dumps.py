"""The files of the release: `/dumps/` lists them, with sizes and checksums."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from api.http.framework import Route
from api.http.openapi import Schema
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import is_known, write_json
from api.http.representations import HTML, JSON, offers
from api.pages.render import render
from kb.release.release import MANIFEST

OFFERS = offers(HTML, JSON)
PARTS: dict[int | str, Schema] = {
    206: {"description": "The part of the file that Range asks for."},
    416: {"description": "The file has no such part.", "content": {"text/plain": {}}},
}


class Dumps:
    """Answers with files of the release, and with none but those that its manifest names."""

    tag = "downloads"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.release = publication, publication.release

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route("/dumps/", self.listing, "The files of the release", "The list", OFFERS)
        yield Route(
            "/dumps/{name}",
            self.file,
            "A file of the release",
            "The file",
            examples={"name": "elbe.nq"},
            errors=(404,),
            others=PARTS,
        )

    def listing(self, request: Request) -> Response:
        """The files with their sizes and checksums."""
        form, files = OFFERS.choose(request.scope), list(self.release.downloads.values())
        if form == HTML:
            body = render("dumps.html", self.publication.root, release=self.release, files=files)
        else:
            body = write_json({"release": self.release.id, "files": files})
        return self.publication.reply(body, form.media_type).response(request.headers)

    def file(self, name: str, request: Request) -> Response:
        """A file, or part of it."""
        if name not in self.release.downloads and name != MANIFEST:
            raise NotFound(f"The release has no file {name!r}; /dumps/ lists those it has.")
        manifest = {"path": MANIFEST, "mediaType": JSON.media_type, "sha256": self.release.id}
        facts = self.release.downloads.get(name, manifest)
        max_age = self.publication.answers.max_age
        headers = {"etag": f'"{facts["sha256"]}"', "cache-control": f"public, max-age={max_age}"}
        if is_known(request.headers, headers["etag"], self.publication.modified):
            return Response(status_code=304, headers=headers)
        return FileResponse(self.release.folder / facts["path"], headers=headers, media_type=facts["mediaType"])
