"""The files of the release: `/dumps/` lists them, with sizes and checksums."""

import json
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import FileResponse, Response

from api.http import addresses
from api.http.negotiation import negotiate
from api.http.openapi import named, representations
from api.http.problems import NotAcceptable, NotFound
from api.http.replies import READ, Reply, is_known, make_etag
from api.pages.render import render
from api.settings import Settings
from kb.release.release import MANIFEST, Release

LISTING = ("text/html", "application/json")
PARTS: dict[int | str, dict[str, Any]] = {
    206: {"description": "The part of the file that Range asks for."},
    416: {"description": "The file has no such part.", "content": {"text/plain": {}}},
}


class Dumps:
    """Answers with files of the release, and with none but those that its manifest names."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self.release, self.settings = release, settings
        self.files = listed(release)
        self.modified = addresses.modified(release)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["downloads"])
        for path, answer, summary, responses in (
            ("/dumps/", self.listing, "The files of the release", representations("The list", LISTING)),
            ("/dumps/{name}", self.file, "A file of the release", named("The file") | PARTS),
        ):
            routes.add_api_route(
                path, answer, methods=READ, summary=summary, response_class=Response, responses=responses
            )
        return routes

    def listing(self, request: Request) -> Response:
        """The files with their sizes and checksums."""
        media_type = negotiate(request.headers.get("accept"), LISTING)
        if media_type is None:
            raise NotAcceptable("The list of files comes as text/html or application/json.")
        files = list(self.files.values())
        if media_type == "text/html":
            body = render("dumps.html", addresses.prefix(self.settings), release=self.release, files=files)
        else:
            body = json.dumps({"release": self.release.id, "files": files}).encode()
        etag = make_etag(self.release.id, "dumps", media_type)
        return Reply(body, media_type, etag, self.modified, self.settings.max_age).response(request.headers)

    def file(self, name: Annotated[str, Path(examples=["elbe.nq"])], request: Request) -> Response:
        """A file, or part of it."""
        if name not in self.files and name != MANIFEST:
            raise NotFound(f"The release has no file {name!r}; /dumps/ lists those it has.")
        facts = self.files.get(name, {"path": MANIFEST, "mediaType": "application/json", "sha256": self.release.id})
        headers = {"etag": f'"{facts["sha256"]}"', "cache-control": f"public, max-age={self.settings.max_age}"}
        if is_known(request.headers, headers["etag"], self.modified):
            return Response(status_code=304, headers=headers)
        return FileResponse(self.release.folder / facts["path"], headers=headers, media_type=facts["mediaType"])


def listed(release: Release) -> dict[str, dict[str, Any]]:
    """The files below `dumps/` that the manifest names, by their names."""
    named = [(PurePosixPath(file["path"]), file) for file in release.manifest["files"]]
    return {path.name: {"name": path.name, **file} for path, file in named if path.parts[:-1] == ("dumps",)}
