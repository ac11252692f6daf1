"""The example queries: `/queries` lists them, `/queries/<name>` has one, ready to be asked."""

from collections.abc import Iterable, Sequence
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import Link
from api.http.representations import GRAPHS, HTML, SPARQL, Representation, offers
from api.pages.render import render
from kb.examples import Example, examples
from kb.model import context
from kb.namespaces import PREFIXES
from kb.rdf.compaction import Context
from kb.rdf.formats import write_graph

ALL = offers(HTML, *GRAPHS)
ONE = offers(HTML, *GRAPHS, SPARQL)


class Queries:
    """Answers with the example queries."""

    tag = "queries"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.root = publication, publication.root
        self.examples = examples()

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route("/queries", self.listing, "The example queries", "All of them, as data or as a page", ALL)
        yield Route(
            "/queries/{name}",
            self.query,
            "One example query",
            "The query: its text, as data, or as a page that asks it",
            ONE,
            examples={"name": "02_stalins_reply"},
            errors=(404,),
        )

    def listing(self, request: Request) -> Response:
        """All queries."""
        form, queries = ALL.choose(request.scope), list(self.examples.values())
        if form == HTML:
            return self.reply(render("queries.html", self.root, queries=queries), form, request)
        return self.reply(self.graph(queries, form, request), form, request)

    def query(self, name: str, request: Request) -> Response:
        """One query."""
        if name not in self.examples:
            raise NotFound(f"There is no query {name[:100]!r}; /queries lists those there are.")
        form, query = ONE.choose(request.scope), self.examples[name]
        if form == HTML:
            return self.reply(render("query.html", self.root, query=query), form, request)
        body = query.text.encode() if form == SPARQL else self.graph([query], form, request)
        return self.reply(body, form, request)

    def graph(self, queries: Sequence[Example], form: Representation, request: Request) -> bytes:
        """Queries as RDF."""
        return _write_examples(queries, form, f"{self.publication.url(request.scope)}/sparql")

    def reply(self, body: bytes, form: Representation, request: Request) -> Response:
        """Queries in a representation."""
        links = (Link(f"{self.root}/sparql", "service"),)
        return self.publication.reply(body, form.media_type, links=links).response(request.headers)


def _write_examples(queries: Sequence[Example], form: Representation, endpoint: str) -> bytes:
    """Queries as RDF."""
    triples = [triple for query in queries for triple in query.triples(endpoint)]
    root = queries[0].iri if len(queries) == 1 else None
    return write_graph(triples, form.media_type, root, context=_words())


@cache
def _words() -> Context:
    """The context of the record, with the prefix of the words in which queries are described."""
    return Context({**context.document(), "sh": PREFIXES["sh"]})
