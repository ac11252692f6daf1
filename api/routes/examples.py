"""The named queries: `/queries` lists them, `/queries/<name>` answers one, as a table or for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.openapi import Schema, parameter, problems
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.replies import Link
from api.http.representations import (
    CSV,
    GRAPHS,
    HTML,
    JSON_RESULTS,
    SPARQL,
    TSV,
    XML_RESULTS,
    Representation,
    offers,
)
from api.pages.render import render
from kb.examples import Example, Parameter
from kb.model import context
from kb.model.vocabulary import Terms
from kb.namespaces import PREFIXES
from kb.rdf.compaction import Context
from kb.rdf.formats import write_graph
from kb.reading.asked import asked, example_of
from kb.reading.facts import Reference
from kb.reading.lists import Lists
from kb.store.protocol import Engine, Query

ALL = offers(HTML, *GRAPHS)
TABLES = (JSON_RESULTS, CSV, TSV, XML_RESULTS)
ONE = offers(HTML, *TABLES, *GRAPHS, SPARQL)
SHOWN = 1000
"""How many rows a page shows."""
SCHEMAS: dict[str, Schema] = {"date": {"type": "string", "format": "date"}}


class Queries:
    """Answers with the named queries, and answers them."""

    tag = "queries"

    def __init__(self, publication: Publication, engine: Engine, lists: Lists) -> None:
        self.publication, self.root = publication, publication.root
        self.engine, self.lists = engine, lists
        self.examples = publication.queries

    def routes(self) -> Iterable[Route]:
        """The routes: one for each query, which has its own parameters, and one that says what others there are."""
        yield Route("/queries", self.listing, "The named queries", "All of them, as data or as a page", ALL)
        for query in self.examples.values():
            yield Route(
                f"/queries/{query.name}",
                partial(self.query, query.name),
                query.question,
                "The answer, as a page that also has the query, or for programs; or the query itself, as data",
                ONE,
                parameters=tuple(map(_told, query.parameters)),
            )
        yield Route("/queries/{name}", self.unknown, status=404, others=problems(404), refuses=False)

    def listing(self, request: Request) -> Response:
        """All queries."""
        form, queries = ALL.choose(request.scope), list(self.examples.values())
        if form == HTML:
            return self.reply(render("queries.html", self.publication.site, queries=queries), form, request)
        return self.reply(self.graph(queries, form, request), form, request)

    def unknown(self, name: str) -> Response:
        """The answer where there is no such query."""
        raise NotFound(f"There is no query {name[:100]!r}; /queries lists those there are.")

    async def query(self, name: str, request: Request) -> Response:
        """One query: its answer with what is put into it, or what it is."""
        form, query = ONE.choose(request.scope), self.examples[name]
        given = _given(query.parameters, request)
        text = asked(query, given, self.lists)
        if form == HTML:
            return self.reply(await self.page(query, given, text, request), form, request)
        if form in TABLES:
            return self.reply(await self.ask(text, form), form, request)
        body = text.encode() if form == SPARQL else self.graph([query], form, request)
        return self.reply(body, form, request)

    async def ask(self, text: str, form: Representation) -> bytes:
        """The answer of a query, whole."""
        terms, is_union = self.publication.terms, self.publication.answers.union
        asked = Query(text, terms.id, form.media_type, is_union=is_union, record_graph=terms.record_graph.value)
        async with self.engine.answer(asked) as answer:
            return b"".join([piece async for piece in answer.pieces()])

    async def page(self, query: Example, given: Mapping[str, Sequence[str]], text: str, request: Request) -> bytes:
        """A page with the answer as a table, a form for what is put into the query, and the query."""
        results = json.loads(await self.ask(text, JSON_RESULTS))
        rows = results["results"]["bindings"]
        names = results["head"]["vars"]
        return render(
            "query.html",
            self.publication.site,
            query=query,
            text=text,
            fields=[(each, ", ".join(given.get(each.name, ())) or example_of(each)) for each in query.parameters],
            names=names,
            rows=[[_cell(row.get(name)) for name in names] for row in rows[:SHOWN]],
            total=len(rows),
            shown=SHOWN,
            address=f"{self.root}/queries/{query.name}?{_without_format(request)}",
            tables=TABLES,
        )

    def graph(self, queries: Sequence[Example], form: Representation, request: Request) -> bytes:
        """Queries as RDF."""
        return _write_examples(queries, form, f"{self.publication.url(request.scope)}/sparql", self.publication.terms)

    def reply(self, body: bytes, form: Representation, request: Request) -> Response:
        """Queries or answers in a representation."""
        links = (Link(f"{self.root}/sparql", "service"),)
        return self.publication.reply(body, form.media_type, links=links).response(request.headers)


def _told(asked: Parameter) -> Schema:
    """What OpenAPI says of a parameter of a query."""
    item = SCHEMAS.get(asked.type, {"type": "string"})
    told = f"{asked.meaning} Given several times, any of the values will do."
    return parameter(asked.name, told, {"type": "array", "items": item}) | {"example": [example_of(asked)]}


def _given(parameters: Iterable[Parameter], request: Request) -> dict[str, list[str]]:
    """What a request gives for each parameter; those without a value say nothing."""
    lists = {each.name: request.query_params.getlist(each.name) for each in parameters}
    return {name: [text.strip() for text in texts if text.strip()] for name, texts in lists.items()}


def _without_format(request: Request) -> str:
    """The parameters of a request but for `format`, ready for one more to follow."""
    pairs = [pair for pair in request.url.query.split("&") if pair and not pair.startswith("format=")]
    return "".join(f"{pair}&" for pair in pairs)


def _cell(term: dict[str, Any] | None) -> Reference | None:
    """A term of results as a page shows it."""
    if term is None:
        return None
    if term["type"] == "uri":
        return Reference(term["value"], term["value"])
    return Reference(term["value"], None, term.get("xml:lang", ""))


def _write_examples(queries: Sequence[Example], form: Representation, endpoint: str, terms: Terms) -> bytes:
    """Queries as RDF."""
    named = {NamedNode(f"{terms.base}queries/{query.name}"): query for query in queries}
    triples = [triple for iri, query in named.items() for triple in query.triples(iri, endpoint)]
    root = next(iter(named)) if len(queries) == 1 else None
    return write_graph(triples, form.media_type, root, context=_words(terms))


@lru_cache(maxsize=8)
def _words(terms: Terms) -> Context:
    """The context of the record, with the prefix of the words in which queries are described."""
    return Context({**context.document(), "sh": PREFIXES["sh"]}, terms.id, terms.own_prefixes)
