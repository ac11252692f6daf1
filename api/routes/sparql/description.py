"""What the SPARQL endpoint says of itself.

https://www.w3.org/TR/sparql11-service-description/
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from api.http.limits import Limit
from api.http.publication import Publication
from api.http.representations import GRAPHS, HTML, offers
from api.http.turtle import Values, fill
from api.pages.render import render, sample
from kb.namespaces import PREFIXES
from kb.rdf.formats import write_graph

OFFERS = offers(*GRAPHS, HTML)
SD = "http://www.w3.org/ns/sparql-service-description#"
SERVICE, LIMIT = (Path(__file__).with_name(f"{name}.ttl") for name in ("description", "limit"))


class ServiceDescription:
    """Answers where nothing is asked."""

    def __init__(self, publication: Publication, limits: Sequence[Limit]) -> None:
        self.publication, self.limits = publication, limits

    def answer(self, scope: Scope) -> Response:
        """The service description in the representation asked for: RDF, or a page with a form for people."""
        form = OFFERS.choose(scope)
        endpoint = self.publication.url(scope) + "/sparql"
        if form == HTML:
            body = self.page(endpoint)
        else:
            root = NamedNode(f"{endpoint}#service")
            body = write_graph(self.triples(endpoint), form.media_type, root, context=self.publication.words)
        return self.publication.reply(body, form.media_type).response(Headers(scope=scope))

    def page(self, endpoint: str) -> bytes:
        """The page with a form for queries."""
        terms = self.publication.terms
        return render(
            "sparql.html",
            self.publication.site,
            release=self.publication.release,
            endpoint=endpoint,
            is_union=self.publication.answers.union,
            limits=self.limits,
            sample=sample(),
            example=self.publication.example,
            examples=self.publication.queries.values(),
            prefixes=terms.prefixes | terms.prefixes_of_things(),
        )

    def triples(self, endpoint: str) -> Iterator[Triple]:
        """The service description."""
        terms, graphs = self.publication.terms, self.publication.release.manifest["graphs"]
        note = f"The authored record. FROM and default-graph-uri know it as {terms.record_graph.value}."
        union = [NamedNode(f"{SD}UnionDefaultGraph")] if self.publication.answers.union else []
        values: dict[str, Values] = {
            "union": union,
            "record-note": Literal(note, language="en"),
            "record-triples": Literal(graphs.get("default", 0)),
            "derived-graph": terms.derived_graph,
            "derived-triples": Literal(graphs.get(terms.derived_graph.value, 0)),
            "ontology-graph": terms.ontology_graph,
            "ontology-triples": Literal(graphs.get(terms.ontology_graph.value, 0)),
        }
        yield from fill(SERVICE, endpoint, values)
        for limit in self.limits:
            yield from fill(LIMIT, endpoint, _limit_values(limit, endpoint))


def _limit_values(limit: Limit, endpoint: str) -> dict[str, Values]:
    """What is said of a limit."""
    number = limit.value
    return {
        "limit": NamedNode(f"{endpoint}#service.limit-{limit.name}"),
        "name": Literal(limit.name, language="en"),
        "value": Literal(int(number)) if number == int(number) else Literal(f"{number}", datatype=DECIMAL),
        "unit": Literal(limit.unit, language="en"),
        "meaning": Literal(limit.meaning, language="en"),
    }


DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
