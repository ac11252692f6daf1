"""The files of the release: `/dumps/` lists them, with sizes and checksums."""

import json
from pathlib import PurePosixPath
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from api import addresses, pages
from api.negotiation import negotiate
from api.problems import NotAcceptable, NotFound
from api.replies import Reply, is_known, make_etag
from api.settings import Settings
from kb.release import Release

MANIFEST = "manifest.json"


def router(release: Release, settings: Settings) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["downloads"])
    files = listed(release)
    modified = addresses.modified(release)

    @routes.api_route("/dumps/", methods=["GET", "HEAD"], summary="The files of the release", response_class=Response)
    def listing(request: Request) -> Response:
        media_type = negotiate(request.headers.get("accept"), ["text/html", "application/json"])
        if media_type is None:
            raise NotAcceptable("The list of files comes as text/html or application/json.")
        if media_type == "text/html":
            body = pages.render("dumps.html", addresses.prefix(settings), release=release, files=list(files.values()))
        else:
            body = json.dumps({"release": release.id, "files": list(files.values())}).encode()
        etag = make_etag(release.id, "dumps", media_type)
        return Reply(body, media_type, etag, modified, settings.max_age).response(request.headers)

    @routes.api_route("/dumps/{name}", methods=["GET", "HEAD"], summary="One file", response_class=Response)
    def file(name: str, request: Request) -> Response:
        if name != MANIFEST and name not in files:
            raise NotFound(f"The release has no file {name!r}; /dumps/ lists those it has.")
        digest = release.id if name == MANIFEST else str(files[name]["sha256"])
        headers = {"etag": f'"{digest}"', "cache-control": f"public, max-age={settings.max_age}"}
        if is_known(request.headers, headers["etag"], modified):
            return Response(status_code=304, headers=headers)
        path = release.folder / (MANIFEST if name == MANIFEST else files[name]["path"])
        media_type = "application/json" if name == MANIFEST else files[name]["mediaType"]
        return FileResponse(path, headers=headers, media_type=media_type)

    return routes


def listed(release: Release) -> dict[str, dict[str, Any]]:
    """The files below `dumps/` that the manifest names, by their names."""
    named = [(PurePosixPath(file["path"]), file) for file in release.manifest["files"]]
    return {path.name: {"name": path.name, **file} for path, file in named if path.parts[:-1] == ("dumps",)}
