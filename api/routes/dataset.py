"""What the dataset is, for catalogues, crawlers and query engines: `/dataset`, `/void`, `/.well-known/void`.

DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.1/), VoID (https://www.w3.org/TR/void/), and schema.org in the
home page. What the release says is completed here by the addresses of this service.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.responses import Response

from api.http import addresses
from api.http.negotiation import negotiate
from api.http.openapi import representations
from api.http.problems import NotAcceptable
from api.http.replies import READ, Link, Reply, make_etag
from api.pages.render import render
from api.routes.dumps import listed
from api.routes.sparql.description import OFFERS
from api.settings import Settings
from kb.model import context
from kb.namespaces import BASE, DATASET, expand
from kb.rdf.formats import write_graph
from kb.rdf.triples import node, text, typed
from kb.release.release import Release

CATALOG = NamedNode(f"{DATASET.value}#catalog")
RIGHTS = NamedNode(f"{DATASET.value}#rights")
ONTOLOGY = NamedNode(BASE + "ontology")
WHOLE_LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
"""The licence that covers all of a file: the parts under others may be used under it too."""
METADATA_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
RDF_TYPES = {"application/n-quads", "application/trig", "application/ld+json", "text/turtle"} | {
    "application/n-triples",
    "application/rdf+xml",
}


class Dataset:
    """Answers with descriptions of the dataset."""

    def __init__(self, release: Release, settings: Settings) -> None:
        self.release, self.settings = release, settings
        self.files = list(listed(release).values())
        self.root = addresses.prefix(settings)
        self.modified = addresses.modified(release)

    def router(self) -> APIRouter:
        """The routes."""
        routes = APIRouter(tags=["downloads"])
        for path, answer, summary, offers in (
            ("/dataset", self.dataset, "The dataset in a catalogue of its own, as DCAT-AP", ["text/html", *OFFERS]),
            ("/void", self.void, "The dataset in numbers, as VoID", list(OFFERS)),
            ("/.well-known/void", self.void, "The same, where VoID has it", list(OFFERS)),
        ):
            responses = representations(summary, offers)
            routes.add_api_route(
                path, answer, methods=READ, summary=summary, response_class=Response, responses=responses
            )
        return routes

    @cached_property
    def described(self) -> list[Triple]:
        """What the release says of the dataset."""
        quads = parse(path=str(self.release.void), format=RdfFormat.TURTLE)
        return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]

    def dataset(self, request: Request) -> Response:
        """The catalogue."""
        url = addresses.public_url(request.scope, self.settings)
        page = render("dataset.html", self.root, **self.facts(url))
        return self.negotiated(request, "dataset", url, CATALOG, self.catalog, page)

    def void(self, request: Request) -> Response:
        """The numbers."""
        url = addresses.public_url(request.scope, self.settings)
        return self.negotiated(request, "void", url, DATASET, self.numbers)

    def negotiated(
        self,
        request: Request,
        name: str,
        url: str,
        root: NamedNode,
        triples: Callable[[str], Iterator[Triple]],
        page: bytes | None = None,
    ) -> Response:
        """A description in the representation asked for."""
        offers = [*OFFERS, "text/html"] if page else list(OFFERS)
        media_type = negotiate(", ".join(request.headers.getlist("accept")), offers)
        if media_type is None:
            raise NotAcceptable(f"This comes as {', '.join(offers)}.")
        if page and media_type == "text/html":
            body = page
        else:
            body = write_graph(triples(url), media_type, root, context=context.document())
        etag = make_etag(self.release.id, name, media_type, url, self.modified.isoformat(), repr(self.settings))
        links = (Link(DATASET.value, "describes"), Link(METADATA_LICENCE, "license"))
        location, max_age = f"{self.root}/{name}", self.settings.max_age
        return Reply(body, media_type, etag, self.modified, max_age, links, location=location).response(request.headers)

    def numbers(self, url: str) -> Iterator[Triple]:
        """VoID: what the release says, and where this service has it."""
        document, endpoint = NamedNode(f"{url}/void"), f"{url}/sparql"
        yield from self.described
        yield node(document, "rdf:type", "void:DatasetDescription")
        yield node(document, "foaf:primaryTopic", DATASET)
        yield node(document, "dcterms:license", METADATA_LICENCE)
        yield node(DATASET, "foaf:homepage", f"{url}/")
        yield node(DATASET, "void:sparqlEndpoint", endpoint)
        yield moment(DATASET, "dcterms:modified", self.modified)
        for file in self.files:
            if file["mediaType"] in RDF_TYPES:
                yield node(DATASET, "void:dataDump", f"{url}/dumps/{file['name']}")

    def catalog(self, url: str) -> Iterator[Triple]:
        """DCAT-AP: a catalogue of this dataset and this service."""
        endpoint = f"{url}/sparql"
        homepage, service = NamedNode(f"{url}/"), NamedNode(f"{endpoint}#service")
        yield from self.said()
        yield from self.catalog_itself(homepage, service)
        yield from self.dataset_itself(homepage)
        for file in self.files:
            yield from self.distribution(file, url)
        yield node(service, "rdf:type", "dcat:DataService")
        yield text(service, "dcterms:title", "The SPARQL endpoint of Elbe")
        yield text(service, "dcterms:description", "Answers SPARQL 1.1 queries about the dataset; it is read-only.")
        yield node(service, "dcat:endpointURL", endpoint)
        yield node(service, "dcat:endpointDescription", endpoint)
        yield node(service, "dcat:servesDataset", DATASET)
        yield node(service, "dcterms:license", WHOLE_LICENCE)
        yield node(service, "dcterms:conformsTo", PROTOCOL)
        yield node(PROTOCOL, "rdf:type", "dcterms:Standard")

    def said(self) -> Iterator[Triple]:
        """What the release says of the dataset in terms other than VoID's, and of what that leads to."""
        known = [DATASET]
        for subject in known:
            for triple in self.described:
                terms = (triple.predicate, triple.object)
                if triple.subject == subject and not any(str(term).startswith(f"<{expand('void:')}") for term in terms):
                    yield triple
                    if isinstance(triple.object, NamedNode) and triple.object not in known:
                        known.append(triple.object)

    def catalog_itself(self, homepage: NamedNode, service: NamedNode) -> Iterator[Triple]:
        """The catalogue, which has this one dataset."""
        yield node(CATALOG, "rdf:type", "dcat:Catalog")
        yield text(CATALOG, "dcterms:title", "Catalogue of Elbe")
        yield text(
            CATALOG, "dcterms:description", "The dataset of Elbe, its files, and the service that answers queries."
        )
        yield node(CATALOG, "dcterms:license", METADATA_LICENCE)
        yield node(CATALOG, "foaf:homepage", homepage)
        yield node(CATALOG, "dcat:dataset", DATASET)
        yield node(CATALOG, "dcat:service", service)
        yield moment(CATALOG, "dcterms:modified", self.modified)
        for publisher in self.values("dcterms:publisher"):
            yield node(CATALOG, "dcterms:publisher", publisher)
            yield node(service, "dcterms:publisher", publisher)

    def dataset_itself(self, homepage: NamedNode) -> Iterator[Triple]:
        """The dataset as this release has it."""
        yield typed(DATASET, "dcterms:identifier", DATASET.value, "xsd:anyURI")
        yield typed(DATASET, "dcat:version", self.release.id, "xsd:string")
        yield moment(DATASET, "dcterms:modified", self.modified)
        yield node(DATASET, "dcat:landingPage", homepage)
        yield node(homepage, "rdf:type", "foaf:Document")
        yield node(DATASET, "dcterms:conformsTo", ONTOLOGY)
        yield node(ONTOLOGY, "rdf:type", "dcterms:Standard")

    def distribution(self, file: dict[str, Any], url: str) -> Iterator[Triple]:
        """One file of the release."""
        distribution = NamedNode(f"{DATASET.value}#file-{file['name']}")
        checksum = NamedNode(f"{distribution.value}.checksum")
        address, media_type = f"{url}/dumps/{file['name']}", NamedNode(MEDIA_TYPES + file["mediaType"])
        yield node(DATASET, "dcat:distribution", distribution)
        yield node(distribution, "rdf:type", "dcat:Distribution")
        yield typed(distribution, "dcterms:title", file["name"], "xsd:string")
        yield node(distribution, "dcat:accessURL", address)
        yield node(distribution, "dcat:downloadURL", address)
        yield node(distribution, "dcat:mediaType", media_type)
        yield node(media_type, "rdf:type", "dcterms:MediaType")
        yield typed(distribution, "dcat:byteSize", str(file["bytes"]), "xsd:nonNegativeInteger")
        yield node(distribution, "dcterms:license", WHOLE_LICENCE)
        yield node(distribution, "dcterms:rights", RIGHTS)
        yield moment(distribution, "dcterms:modified", self.modified)
        yield node(distribution, "spdx:checksum", checksum)
        yield node(checksum, "rdf:type", "spdx:Checksum")
        yield node(checksum, "spdx:algorithm", "spdx:checksumAlgorithm_sha256")
        yield typed(checksum, "spdx:checksumValue", file["sha256"], "xsd:hexBinary")

    def facts(self, url: str) -> dict[str, Any]:
        """What the page shows."""
        return {
            "release": self.release,
            "modified": self.modified,
            "iri": DATASET.value,
            "files": self.files,
            "endpoint": f"{url}/sparql",
            "said": {name: self.texts(f"dcterms:{name}") for name in ("title", "description", "license")},
            "rights": self.texts("rdfs:label", RIGHTS),
            "classes": self.partitions("void:class", "void:entities"),
            "properties": self.partitions("void:property", "void:triples"),
            "formats": OFFERS,
        }

    def partitions(self, by: str, counted: str) -> list[tuple[str, int]]:
        """The classes or properties of the record with a number each, the greatest first."""
        counts = {t.subject: int(t.object.value) for t in self.having(counted) if isinstance(t.object, Literal)}
        prefix = f"{DATASET.value}#record-"
        found = [
            (triple.object.value, counts[triple.subject])
            for triple in self.having(by)
            if isinstance(triple.object, NamedNode)
            and isinstance(triple.subject, NamedNode)
            and triple.subject.value.startswith(prefix)
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def schema_org(self, url: str) -> dict[str, Any]:
        """The dataset in the words of schema.org, as search engines for data read it.

        https://schema.org/Dataset
        """
        begin, end = (self.texts(f"dcat:{side}Date", NamedNode(f"{DATASET.value}#period")) for side in ("start", "end"))
        return {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "@id": DATASET.value,
            "identifier": DATASET.value,
            "url": f"{url}/",
            "name": self.texts("dcterms:title")[0],
            "description": self.texts("dcterms:description")[0],
            "license": self.texts("dcterms:license"),
            "keywords": self.texts("dcat:keyword"),
            **({"temporalCoverage": f"{begin[0]}/{end[0]}"} if begin and end else {}),
            "version": self.release.id,
            "dateModified": self.modified.isoformat(),
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
        return [triple for triple in self.described if triple.predicate.value == expand(predicate)]

    def values(self, predicate: str, subject: NamedNode = DATASET) -> list[NamedNode]:
        """The nodes that a predicate leads to."""
        found = [triple.object for triple in self.having(predicate) if triple.subject == subject]
        return [value for value in found if isinstance(value, NamedNode)]

    def texts(self, predicate: str, subject: NamedNode = DATASET) -> list[str]:
        """The values of a predicate as text, in order."""
        found = [triple.object for triple in self.having(predicate) if triple.subject == subject]
        return sorted(value.value for value in found if isinstance(value, NamedNode | Literal))


def moment(subject: NamedNode, predicate: str, when: datetime) -> Triple:
    """A triple whose object is a moment."""
    return typed(subject, predicate, when.isoformat(), "xsd:dateTime")
