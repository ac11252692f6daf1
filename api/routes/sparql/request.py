"""What a request of the protocol asks for: https://www.w3.org/TR/sparql11-protocol/#query-operation."""

import re
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode
from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from api.http import bodies
from api.http.negotiation import negotiate as best
from api.http.parameters import parse_parameters
from api.http.problems import (
    AddressTooLong,
    BadRequest,
    BodyTooLarge,
    UnsupportedMediaType,
    UpdateRefused,
)
from api.http.replies import make_etag
from api.http.representations import (
    CSV,
    JSON_LD,
    JSON_RESULTS,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TSV,
    TURTLE,
    XML_RESULTS,
    Offers,
    Representation,
    offers,
)
from api.settings import Requests
from kb import __version__
from kb.hints import nearest
from kb.model.vocabulary import Terms
from kb.store.protocol import Query

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
SOLUTIONS = offers(JSON_RESULTS, XML_RESULTS, CSV, TSV)
GRAPHS = offers(TURTLE, N_TRIPLES, JSON_LD, RDF_XML, TRIG, N_QUADS)
VOLATILE = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID)\b|\\u", re.IGNORECASE)
"""Functions whose value differs from one time to the next, so that an answer is not to be kept; they may be escaped."""
TAKEN = ("query", "default-graph-uri", "named-graph-uri", "format")
OTHERS = {"output", "results", "timeout", "infer", "queryLn", "debug"}
"""What clients send who know other endpoints, and what changes no answer here: it is passed over."""
Pairs = list[tuple[str, str]]
MOST_PARAMETERS = 1000


@dataclass(frozen=True)
class Operation:
    """A query as requested, and the media types under which its answer is sent."""

    release: str
    query: Query
    solutions: str | None
    graph: str | None

    def media_type(self, written: str) -> str:
        """The media type under which a serialization is sent: that which was asked for, if it has several."""
        accepted = self.solutions if self.query.solutions == written else self.graph
        media_type = accepted or written
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type

    @cached_property
    def etag(self) -> str | None:
        """The weak entity tag of the answer, which the release and the query determine; None where they do not."""
        if VOLATILE.search(self.query.text):
            return None
        parts = (__version__, self.release, str(vars(self.query)), str(self.solutions), str(self.graph))
        return "W/" + make_etag(*(part.encode("utf-8", "surrogatepass") for part in parts))


@dataclass(frozen=True)
class Reader:
    """Reads what is asked of a release, within bounds."""

    release: str
    terms: Terms
    bounds: Requests
    query_bytes: int
    is_union: bool = True

    def read_address(self, address: bytes) -> Pairs:
        """The parameters in the address."""
        longest = self.bounds.address_bytes
        if len(address) > longest:
            raise AddressTooLong(f"The address takes {longest} bytes at most; send longer queries with POST.")
        return parse_parameters(address, MOST_PARAMETERS)

    async def read_body(self, scope: Scope, receive: Receive) -> Pairs:
        """The parameters in the body of a POST, in either of its two forms."""
        headers = Headers(scope=scope)
        media_type, charset = _content_type(headers)
        if media_type == UPDATE:
            raise UnsupportedMediaType(
                "This service is read-only: it takes queries, not updates.", accept=f"{FORM}, {DIRECT}"
            )
        if media_type not in {FORM, DIRECT} or charset not in {"utf-8", "utf8", "us-ascii"}:
            given = headers.get("content-type", "unnamed")
            raise UnsupportedMediaType(
                f"The body of a POST is {FORM} or {DIRECT}, in UTF-8, not {given!r}.", accept=f"{FORM}, {DIRECT}"
            )
        if (coding := headers.get("content-encoding", "identity").lower()) != "identity":
            raise UnsupportedMediaType(
                f"The body of a POST is sent as it is, not as {coding}.", accept_encoding="identity"
            )
        most = self.query_bytes if media_type == DIRECT else 3 * self.query_bytes
        body = await bodies.read(scope, receive, most, self.bounds)
        return [("query", bodies.decode(body))] if media_type == DIRECT else parse_parameters(body, MOST_PARAMETERS)

    def find_operation(self, address: bytes, accept: str) -> Operation | None:
        """The operation that an address and an Accept header ask for; None where they ask for no query."""
        pairs = self.read_address(address)
        is_query = any(name != "format" and name not in OTHERS for name, _ in pairs)
        return self.operation(pairs, accept) if is_query else None

    def operation(self, pairs: Pairs, accept: str) -> Operation:
        """The operation that parameters describe."""
        if any(name == "update" for name, _ in pairs):
            raise UpdateRefused("This service answers queries; it takes no updates.")
        for name, _ in pairs:
            if name not in TAKEN and name not in OTHERS:
                raise BadRequest(f"/sparql takes no {name[:100]!r}{nearest(name, TAKEN)}; it takes {', '.join(TAKEN)}.")
        text = _single(pairs, "query")
        if text is None:
            raise BadRequest("The request has no parameter 'query'.")
        if len(text.encode()) > self.query_bytes:
            raise BodyTooLarge(f"A query may have {self.query_bytes} bytes.")
        names = [each for name, value in pairs if name == "format" for each in value.split(",") if each]
        (solutions, under_solutions), (graph, under_graph) = _choose_formats(names, accept)
        query = Query(
            text=text,
            base=self.terms.id,
            solutions=solutions.media_type if solutions else None,
            graph=graph.media_type if graph else None,
            default_graphs=_graph_names(pairs, "default-graph-uri"),
            named_graphs=_graph_names(pairs, "named-graph-uri"),
            is_union=self.is_union,
            record_graph=self.terms.record_graph.value,
        )
        return Operation(self.release, query, under_solutions, under_graph)


def _single(pairs: Pairs, name: str) -> str | None:
    """The value of a parameter that may be given once."""
    values = [value for key, value in pairs if key == name]
    if len(values) > 1:
        raise BadRequest(f"The request has {len(values)} parameters {name!r}; it takes one.")
    return values[0] if values else None


def _graph_names(pairs: Pairs, name: str) -> tuple[str, ...] | None:
    """The graph names of a parameter that may be given many times; None where it is not given."""
    names = tuple(value for key, value in pairs if key == name and value)
    for value in names:
        try:
            NamedNode(value)
        except ValueError as error:
            raise BadRequest(f"{name} is {value!r}, which is not an absolute IRI: {error}.") from None
    return names or None


Choice = tuple[Representation | None, str | None]
"""A representation, and the media type under which it is sent."""


def _choose_formats(names: list[str], accept: str) -> tuple[Choice, Choice]:
    """What is accepted for solutions and for graphs: what `format` names, else what the Accept header likes best.

    Some clients give `format` several times, by names of different kinds of endpoints, or by one that fits only the
    other kind of query: the first that is known and fits counts.
    """
    solutions, graphs = ([found for name in names if (found := _named(each, name))[0]] for each in (SOLUTIONS, GRAPHS))
    if names and not accept and not solutions and not graphs:
        known = [*dict.fromkeys([*SOLUTIONS.words, *GRAPHS.words])]
        hint = nearest(names[0], known)
        raise BadRequest(f"There is no format {names[0][:100]!r}{hint}; there are {', '.join(known)}.")
    return (
        solutions[0] if solutions else _negotiate(SOLUTIONS, accept),
        graphs[0] if graphs else _negotiate(GRAPHS, accept),
    )


def _negotiate(offers: Offers, accept: str) -> Choice:
    """What an Accept header likes best, under the name that it has there."""
    media_type = best(accept, offers.by_media_type)
    return (offers.by_media_type[media_type], media_type) if media_type else (None, None)


def _named(offers: Offers, name: str) -> Choice:
    """What `format` names; sent under that name where it is a media type."""
    form = offers.find(name)
    return form, (name if name in offers.by_media_type else form.media_type) if form else None


def _content_type(headers: Headers) -> tuple[str, str]:
    """The media type of a body and its charset, in lower case; UTF-8 where none is named."""
    media_type, *rest = headers.get("content-type", "").lower().split(";")
    values = dict(parameter.strip().partition("=")[::2] for parameter in rest)
    return media_type.strip(), values.get("charset", "utf-8").strip('"')
