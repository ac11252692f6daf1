"""What the dataset is, for catalogues, crawlers and query engines: `/dataset`, `/void`, `/.well-known/void`.

DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.1/), VoID (https://www.w3.org/TR/void/), and schema.org in the
home page. What the release says is completed here by the addresses of this service.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import Response

from api.http.framework import Route
from api.http.publication import Publication
from api.http.replies import Link
from api.http.representations import GRAPHS, HTML, RDF, Offers, offers
from api.http.turtle import Values, fill
from api.pages.render import render
from kb.namespaces import BASE, expand, term
from kb.rdf.formats import write_graph

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
CATALOGUE, NUMBERS = offers(*GRAPHS, HTML), offers(*GRAPHS)
IN_CATALOG, IN_DISTRIBUTION, IN_VOID = (
    Path(__file__).with_name(f"{name}.ttl") for name in ("catalog", "distribution", "void")
)


class Dataset:
    """Answers with descriptions of the dataset."""

    tag = "downloads"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.release = publication, publication.release
        self.files = list(self.release.downloads.values())
        self.iri = publication.terms.dataset
        self.catalog_iri, self.rights_iri = (NamedNode(f"{self.iri.value}#{name}") for name in ("catalog", "rights"))

    def routes(self) -> Iterable[Route]:
        """The routes."""
        summary = "The dataset in a catalogue of its own, as DCAT-AP"
        yield Route("/dataset", self.dataset, summary, "The catalogue", CATALOGUE)
        for path, summary in (
            ("/void", "The dataset in numbers, as VoID"),
            ("/.well-known/void", "The same, where VoID has it"),
        ):
            yield Route(path, self.void, summary, "The numbers", NUMBERS)

    @cached_property
    def description(self) -> list[Triple]:
        """What the release says of the dataset."""
        quads = parse(path=str(self.release.void), format=RdfFormat.TURTLE)
        return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]

    def dataset(self, request: Request) -> Response:
        """The catalogue."""
        return self.answer(request, "dataset", CATALOGUE, self.catalog_iri, self.catalog)

    def void(self, request: Request) -> Response:
        """The numbers."""
        return self.answer(request, "void", NUMBERS, self.iri, self.numbers)

    def answer(
        self,
        request: Request,
        name: str,
        offers: Offers,
        root: NamedNode,
        triples: Callable[[str], Iterable[Triple]],
    ) -> Response:
        """A description in the representation asked for."""
        form, url = offers.choose(request.scope), self.publication.url(request.scope)
        if form == HTML:
            body = render(f"{name}.html", self.publication.site, **self.facts(url))
        else:
            body = write_graph(triples(url), form.media_type, root, context=self.publication.words)
        licences = (Link(each["iri"], "license") for each in self.release.licences[:1])
        links = (Link(self.iri.value, "describes"), *licences)
        location = f"{self.publication.root}/{name}"
        reply = self.publication.reply(body, form.media_type, links=links, location=location)
        return reply.response(request.headers)

    def numbers(self, url: str) -> Iterator[Triple]:
        """VoID: what the release says, and where this service has it."""
        types = {form.media_type for form in RDF.values()}
        dumps = [NamedNode(f"{url}/dumps/{file['name']}") for file in self.files if file["mediaType"] in types]
        yield from self.description
        yield from fill(IN_VOID, f"{url}/", self.values() | {"dump": dumps})

    def catalog(self, url: str) -> Iterator[Triple]:
        """DCAT-AP: a catalogue of this dataset and this service."""
        yield from self.authored()
        yield from fill(IN_CATALOG, f"{url}/", self.values())
        for file in self.files:
            yield from fill(IN_DISTRIBUTION, f"{url}/", self.values() | _file_values(file, url, self.iri))

    def authored(self) -> Iterator[Triple]:
        """What the release says of the dataset in terms other than VoID's, and of what that leads to."""
        known = [self.iri]
        for subject in known:
            for triple in self.description:
                terms = (triple.predicate, triple.object)
                if triple.subject == subject and not any(str(term).startswith(f"<{expand('void:')}") for term in terms):
                    yield triple
                    if isinstance(triple.object, NamedNode) and triple.object not in known:
                        known.append(triple.object)

    def values(self) -> dict[str, Values]:
        """What varies from release to release."""
        return {
            "dataset": self.iri,
            "catalog": self.catalog_iri,
            "rights": self.rights_iri,
            "licence": [NamedNode(self.release.licence)] if self.release.licence else [],
            "metadata-licence": [NamedNode(each["iri"]) for each in self.release.licences[:1]],
            "ontology": NamedNode(BASE + "ontology"),
            "publisher": self.nodes("dcterms:publisher"),
            "identifier": _literal(self.iri.value, "xsd:anyURI"),
            "version": _literal(self.release.version, "xsd:string"),
            "modified": _literal(self.publication.modified.isoformat(), "xsd:dateTime"),
        }

    def facts(self, url: str) -> dict[str, Any]:
        """What the page shows."""
        return {
            "release": self.release,
            "modified": self.publication.modified,
            "iri": self.iri.value,
            "files": self.files,
            "endpoint": f"{url}/sparql",
            "said": {name: self.texts(f"dcterms:{name}") for name in ("title", "description", "license")},
            "rights": self.texts("rdfs:label", self.rights_iri) or self.texts("dcterms:rights"),
            "classes": self.partitions("void:class", "void:entities"),
            "properties": self.partitions("void:property", "void:triples"),
            "formats": NUMBERS.forms,
        }

    def partitions(self, by: str, counted: str) -> list[tuple[str, int]]:
        """The classes or properties of the record with a number each, the greatest first."""
        counts = {
            triple.subject: int(triple.object.value)
            for triple in self.having(counted)
            if isinstance(triple.object, Literal) and triple.object.value.isdecimal()
        }
        prefix = f"{self.iri.value}#record-"
        found = [
            (triple.object.value, counts[triple.subject])
            for triple in self.having(by)
            if isinstance(triple.object, NamedNode)
            and isinstance(triple.subject, NamedNode)
            and triple.subject.value.startswith(prefix)
            and triple.subject in counts
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def schema_org(self, url: str) -> dict[str, Any]:
        """The dataset in the words of schema.org, as search engines for data read it.

        https://schema.org/Dataset
        """
        period = NamedNode(f"{self.iri.value}#period")
        begin, end = (self.texts(f"dcat:{side}Date", period) for side in ("start", "end"))
        return {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": self.iri.value,
            "identifier": self.iri.value,
            "url": f"{url}/",
            "name": self.texts("dcterms:title")[0],
            "description": self.texts("dcterms:description")[0],
            "license": self.texts("dcterms:license"),
            "keywords": self.texts("dcat:keyword"),
            **({"temporalCoverage": f"{begin[0]}/{end[0]}"} if begin and end else {}),
            "version": self.release.id,
            "dateModified": self.publication.modified.isoformat(),
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": file["name"],
                    "contentUrl": f"{url}/dumps/{file['name']}",
                    "encodingFormat": file["mediaType"],
                    "contentSize": f"{file['bytes']} B",
                    "sha256": file["sha256"],
                }
                for file in self.files
            ],
        }

    def having(self, predicate: str) -> list[Triple]:
        """The statements of the release's description with a predicate."""
        return [triple for triple in self.description if triple.predicate.value == expand(predicate)]

    def nodes(self, predicate: str) -> list[NamedNode]:
        """The nodes that a predicate leads to from the dataset."""
        found = [triple.object for triple in self.having(predicate) if triple.subject == self.iri]
        return [value for value in found if isinstance(value, NamedNode)]

    def texts(self, predicate: str, subject: NamedNode | None = None) -> list[str]:
        """The values of a predicate as text, in order."""
        found = [triple.object for triple in self.having(predicate) if triple.subject == (subject or self.iri)]
        return sorted(value.value for value in found if isinstance(value, NamedNode | Literal))


def _file_values(file: dict[str, Any], url: str, dataset: NamedNode) -> dict[str, Values]:
    """What varies from file to file."""
    distribution = f"{dataset.value}#file-{file['name']}"
    return {
        "distribution": NamedNode(distribution),
        "name": _literal(file["name"], "xsd:string"),
        "address": NamedNode(f"{url}/dumps/{file['name']}"),
        "media-type": NamedNode(MEDIA_TYPES + file["mediaType"]),
        "bytes": _literal(str(file["bytes"]), "xsd:nonNegativeInteger"),
        "checksum": NamedNode(f"{distribution}.checksum"),
        "sha256": _literal(file["sha256"], "xsd:hexBinary"),
    }


def _literal(text: str, datatype: str) -> Literal:
    """A literal of a datatype."""
    return Literal(text, datatype=term(datatype))
