"""For those who read all pages one after another: `/sitemap.xml` and `/robots.txt`.

https://www.sitemaps.org/protocol.html, https://www.rfc-editor.org/rfc/rfc9309
"""

from collections.abc import Iterable
from functools import cached_property
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http import addresses
from api.http.openapi import problems
from api.http.paths import LOCAL
from api.http.problems import NotFound
from api.http.replies import READ, Reply, make_etag
from api.settings import Settings
from kb.namespaces import ID
from kb.reading.things import things
from kb.release.release import Release
from kb.store.protocol import Store

PAGES = ("/", "/dataset", "/dumps/", "/ontology", "/queries", "/shapes")
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

    def __init__(self, store: Store, release: Release, settings: Settings) -> None:
        self.store, self.release, self.settings = store, release, settings
        self.modified = addresses.modified(release)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["downloads"])
        for path, answer, summary, responses in (
            ("/sitemap.xml", self.sitemap, "The addresses of all pages, or of the maps that have them", {}),
            ("/sitemap-{number}.xml", self.part, "A part of the addresses of all pages", problems(404)),
            ("/robots.txt", self.robots, "What crawlers may read", {}),
        ):
            routes.add_api_route(
                path, answer, methods=READ, summary=summary, response_class=Response, responses=responses
            )
        return routes

    @cached_property
    def paths(self) -> list[str]:
        """The paths of all pages."""
        locals = (iri.removeprefix(ID) for iri in things(self.store))
        return [*PAGES, *(f"/doc/{local}" for local in locals if LOCAL.fullmatch(local))]

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
        url, date = addresses.public_url(request.scope, self.settings), self.modified.isoformat()
        entries = (f"<{element}><loc>{escape(url + path)}</loc><lastmod>{date}</lastmod></{element}>" for path in paths)
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">', *entries, f"</{root}>", ""]
        return self.reply(request, "\n".join(lines).encode(), "application/xml", url)

    def robots(self, request: Request) -> Response:
        """What crawlers may read, and where the map is."""
        url = addresses.public_url(request.scope, self.settings)
        body = ROBOTS.format(root=addresses.prefix(self.settings), url=url).encode()
        return self.reply(request, body, "text/plain", url)

    def reply(self, request: Request, body: bytes, media_type: str, url: str) -> Response:
        """A representation with what lets clients keep it."""
        etag = make_etag(self.release.id, request.url.path, url, self.modified.isoformat(), repr(self.settings))
        return Reply(body, media_type, etag, self.modified, self.settings.max_age, vary=None).response(request.headers)
