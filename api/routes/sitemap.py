"""For those who read all pages one after another: `/sitemap.xml` and `/robots.txt`.

https://www.sitemaps.org/protocol.html, https://www.rfc-editor.org/rfc/rfc9309
"""

from collections.abc import Iterable
from functools import cached_property
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.paths import LOCAL
from api.http.problems import NotFound
from api.http.publication import Publication
from kb.reading.things import things

PAGES = ("/", "/dataset", "/dumps/", "/limits", "/ontology", "/queries", "/shapes")
MOST = 50_000
"""How many addresses one map may have."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROBOTS = """\
# Each thing has its own page, and the whole is at /dumps/: nothing is gained by asking for every query and list.
User-agent: *
Disallow: {root}/sparql?
Disallow: {root}/search?
Disallow: {root}/claims?
Disallow: {root}/entities?
Disallow: {root}/questions?
Disallow: {root}/sources?

Sitemap: {url}/sitemap.xml
"""


class Crawling:
    """Answers crawlers."""

    tag = "downloads"

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route(
            "/sitemap.xml", self.sitemap, "The addresses of all pages, or of the maps that have them", "The map"
        )
        yield Route(
            "/sitemap-{number}.xml", self.part, "A part of the addresses of all pages", "The map", errors=(404,)
        )
        yield Route("/robots.txt", self.robots, "What crawlers may read", "The rules")

    @cached_property
    def paths(self) -> list[str]:
        """The paths of all pages."""
        locals = (iri.removeprefix(self.publication.terms.id) for iri in things(self.publication.store))
        told = ((local, local.removeprefix("question/")) for local in locals if LOCAL.fullmatch(local))
        return [*PAGES, *(f"/doc/{local}" if local == rest else f"/questions/{rest}" for local, rest in told)]

    def sitemap(self, request: Request) -> Response:
        """The map of all pages, or of its parts."""
        if len(self.paths) <= MOST:
            return self.xml(request, "urlset", "url", self.paths)
        parts = range(1, -(-len(self.paths) // MOST) + 1)
        return self.xml(request, "sitemapindex", "sitemap", [f"/sitemap-{number}.xml" for number in parts])

    def part(self, number: str, request: Request) -> Response:
        """One part of the map, where it has several."""
        index = int(number) - 1 if number.isdecimal() and number.isascii() and len(number) < 6 else -1
        paths = self.paths[index * MOST : (index + 1) * MOST] if index >= 0 and len(self.paths) > MOST else []
        if not paths:
            raise NotFound(f"The map of all pages has no part {number[:20]!r}; /sitemap.xml names those it has.")
        return self.xml(request, "urlset", "url", paths)

    def xml(self, request: Request, root: str, element: str, paths: Iterable[str]) -> Response:
        """A map of addresses, each as new as the release."""
        url, date = self.publication.url(request.scope), self.publication.modified.isoformat()
        entries = (f"<{element}><loc>{escape(url + path)}</loc><lastmod>{date}</lastmod></{element}>" for path in paths)
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">', *entries, f"</{root}>", ""]
        return self.reply(request, "\n".join(lines).encode(), "application/xml")

    def robots(self, request: Request) -> Response:
        """What crawlers may read, and where the map is."""
        body = ROBOTS.format(root=self.publication.root, url=self.publication.url(request.scope)).encode()
        return self.reply(request, body, "text/plain")

    def reply(self, request: Request, body: bytes, media_type: str) -> Response:
        """A representation with what lets clients keep it."""
        return self.publication.reply(body, media_type, vary=None).response(request.headers)
