"""A SPARQL endpoint that stands in for Wikidata's, on this machine, with a few items made up in its shape."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QueryTriples, RdfFormat
from support.places import TESTS

from kb.namespaces import expand

BORN = "http://www.wikidata.org/prop/direct/P569"
CROWD, MADE = 20_000, 900_000_000_000
"""How many items are made besides those of the file, and the number of the first."""
FORMATS = {
    "text/csv": QueryResultsFormat.CSV,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/sparql-results+json": QueryResultsFormat.JSON,
}


class _Endpoint(BaseHTTPRequestHandler):
    """The SPARQL Protocol, as far as clients use it."""

    store: ClassVar[pyoxigraph.Store]
    asked: ClassVar[list[str]]

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_query = self.headers.get_content_type() == "application/sparql-query"
        self._answer({"query": [body]} if is_query else parse_qs(body))

    def _answer(self, form: dict[str, list[str]]) -> None:
        query = form.get("query", ["SELECT * {} LIMIT 0"])[0]
        self.asked.append(query)
        results = self.store.query(query)
        if isinstance(results, QueryTriples):
            media_type, body = "text/turtle", results.serialize(format=RdfFormat.TURTLE)
        else:
            accepted = self.headers.get("Accept", "")
            media_type = next((each for each in FORMATS if each in accepted), "application/sparql-results+json")
            body = results.serialize(format=FORMATS[media_type])
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _crowd() -> Iterator[Quad]:
    """So many made items that whoever asks for all of them without need is seen to."""
    for number in range(CROWD):
        born = Literal(f"{1000 + number % 900}-01-01T00:00:00Z", datatype=NamedNode(expand("xsd:dateTime")))
        yield Quad(NamedNode(expand(f"wd:Q{MADE + number}")), NamedNode(BORN), born)


@contextmanager
def stand_in() -> Iterator[tuple[str, list[str]]]:
    """The address of the endpoint, and the queries that it was asked."""
    store = pyoxigraph.Store()
    store.load(path=str(TESTS / "support/stand_in.ttl"), format=RdfFormat.TURTLE)
    store.extend(_crowd())
    asked: list[str] = []
    handler = type("Endpoint", (_Endpoint,), {"store": store, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        server.server_close()
