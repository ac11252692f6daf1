"""The files of the release: `/dumps/` lists them, with sizes and checksums."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.http.coding import GZIP, takes_gzip
from api.http.files import File
from api.http.framework import Route
from api.http.openapi import Schema, problems
from api.http.problems import NotFound, Withheld
from api.http.publication import Publication
from api.http.representations import HTML, JSON, offers
from api.pages.render import render
from kb.files import digest
from kb.rdf.jsonld import serialize
from kb.release.release import MANIFEST

OFFERS = offers(HTML, JSON)
PARTS: dict[int | str, Schema] = {
    206: {"description": "The part of the file that Range asks for."},
    **problems(416),
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
            errors=(404, 410),
            others=PARTS,
        )

    def listing(self, request: Request) -> Response:
        """The files with their sizes and checksums."""
        form, files = OFFERS.choose(request.scope), self.files
        if form == HTML:
            body = render("dumps.html", self.publication.site, release=self.release, files=files)
        else:
            body = serialize({"release": self.release.id, "files": files})
        return self.publication.reply(body, form.media_type).response(request.headers)

    @cached_property
    def files(self) -> list[dict[str, Any]]:
        """What is said of each file, and of the same compressed."""
        return [file | self.compressed(name) for name, file in self.release.downloads.items()]

    def compressed(self, name: str) -> dict[str, Any]:
        """What is said of a file compressed, if it is there."""
        path = self.release.find_zipped(name)
        if path is None:
            return {}
        return {"compressed": {"name": path.name, "bytes": path.stat().st_size, "sha256": digest(path)}}

    def file(self, name: str, request: Request) -> Response:
        """A file, or part of it; compressed where that is its name, or for those who take it so."""
        facts = {file["name"]: file for file in [*self.files, self.manifest]}
        if name in facts:
            return self.describe(facts[name], takes_gzip(request.headers)).response(request)
        plain = facts.get(name.removesuffix(".gz"), {})
        if name.endswith(".gz") and "compressed" in plain:
            return self.describe(plain["compressed"] | {"mediaType": "application/gzip"}, False).response(request)
        if taken := self.release.manifest.get("takenDown"):
            raise Withheld(
                f"The files of this release are withheld, since they hold what is taken down ({', '.join(taken[:5])}"
                f"{', …' * (len(taken) > 5)}); the next release is without it."
            )
        raise NotFound(f"The release has no file {name!r}; /dumps/ lists those it has.")

    def describe(self, facts: dict[str, Any], is_zipped: bool) -> File:
        """A file as it is sent."""
        compressed = facts.get("compressed")
        coded = compressed if is_zipped and compressed else facts
        return File(
            self.path_of(coded["name"]),
            facts["mediaType"],
            f'"{coded["sha256"]}{f"-{GZIP}" if coded is compressed else ""}"',
            self.publication.modified,
            self.publication.answers.max_age,
            vary="Accept-Encoding" if compressed else None,
            coding=GZIP if coded is compressed else None,
        )

    def path_of(self, name: str) -> Path:
        """Where a file that may be had lies."""
        if name == MANIFEST:
            return self.release.folder / MANIFEST
        zipped = self.release.find_zipped(name.removesuffix(".gz")) if name.endswith(".gz") else None
        return zipped or self.release.dumps / name

    @property
    def manifest(self) -> dict[str, Any]:
        """What is said of the manifest, which can't name itself."""
        return {"name": MANIFEST, "mediaType": JSON.media_type, "sha256": self.release.id}
