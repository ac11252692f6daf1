"""The example queries: `/queries` lists them, `/queries/<name>` has one, ready to be asked."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.datastructures import Headers
from starlette.responses import Response

from api.http import addresses
from api.http.negotiation import negotiate
from api.http.openapi import named, representations
from api.http.problems import NotAcceptable, NotFound
from api.http.replies import READ, Link, Reply, make_etag
from api.pages.render import render
from api.settings import Settings
from kb.examples import Example, examples
from kb.model import context
from kb.namespaces import PREFIXES
from kb.rdf.formats import write_graph
from kb.release.release import Release

SPARQL = "application/sparql-query"
GRAPHS = ("text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples")
OFFERS = ("text/html", *GRAPHS)


class Queries:
    """Answers with the example queries."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self.release, self.settings = release, settings
        self.root = addresses.prefix(settings)
        self.modified = addresses.modified(release)
        self.examples = examples()

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["queries"])
        routes.add_api_route(
            "/queries",
            self.listing,
            methods=READ,
            summary="The example queries",
            response_class=Response,
            responses=representations("All of them, as data or as a page", OFFERS),
        )
        routes.add_api_route(
            "/queries/{name}",
            self.query,
            methods=READ,
            summary="One example query",
            response_class=Response,
            responses=named("The query: its text, as data, or as a page that asks it", (SPARQL, *OFFERS)),
        )
        return routes

    def listing(self, request: Request) -> Response:
        """All queries."""
        media_type = accepted(request.headers, OFFERS)
        queries = list(self.examples.values())
        page = render("queries.html", self.root, queries=queries) if media_type == "text/html" else None
        return self.reply("", queries, media_type, page, request)

    def query(self, name: Annotated[str, Path(examples=["02_stalins_reply"])], request: Request) -> Response:
        """One query."""
        if name not in self.examples:
            raise NotFound(f"There is no query {name[:100]!r}; /queries lists those there are.")
        media_type, query = accepted(request.headers, (*OFFERS, SPARQL)), self.examples[name]
        known = {"text/html": lambda: render("query.html", self.root, query=query), SPARQL: query.text.encode}
        body = known[media_type]() if media_type in known else None
        return self.reply(name, [query], media_type, body, request)

    def reply(
        self, name: str, queries: Sequence[Example], media_type: str, body: bytes | None, request: Request
    ) -> Response:
        """Queries in a representation: the one given, or a graph."""
        endpoint = f"{addresses.public_url(request.scope, self.settings)}/sparql"
        if body is None:
            body = graph(queries, media_type, endpoint)
        etag = make_etag(self.release.id, "queries", name, media_type, endpoint, repr(self.settings))
        links = (Link(f"{self.root}/sparql", "service"),)
        reply = Reply(body, media_type, etag, self.modified, self.settings.max_age, links=links)
        return reply.response(request.headers)


def accepted(request: Headers, offers: Sequence[str]) -> str:
    """The media type that a client likes best of those offered."""
    if (media_type := negotiate(", ".join(request.getlist("accept")), offers)) is None:
        raise NotAcceptable(f"This comes as {', '.join(offers)}.")
    return media_type


def graph(queries: Sequence[Example], media_type: str, endpoint: str) -> bytes:
    """Queries as RDF."""
    triples = [triple for query in queries for triple in query.triples(endpoint)]
    root = queries[0].iri if len(queries) == 1 else None
    return write_graph(triples, media_type, root, context={**context.document(), "sh": PREFIXES["sh"]})
