"""The terms of the record and the rules about it: `/ontology`, the JSON-LD context, `/shapes`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response

from api import addresses, pages
from api.negotiation import negotiate
from api.problems import NotAcceptable, NotFound
from api.replies import Reply, make_etag
from api.settings import Settings
from kb.names import BASE, PREFIXES, expand
from kb.release import Release

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
FILE_TYPES = {".ttl": "text/turtle", ".jsonld": "application/ld+json", ".rq": "application/sparql-query"}
SECTIONS = {
    "owl:NamedIndividual": "Individuals",
    "elbe:ClaimPredicate": "Predicates of claims",
    "rdf:Property": "Properties",
    "rdfs:Class": "Classes",
}
"""The headings for kinds of terms, the narrower kinds first; pages have them in the reverse order."""
NOTES = (
    *("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range"),
    *("schema:domainIncludes", "schema:rangeIncludes"),
    *("elbe:singleValued", "elbe:negationOf", "elbe:phrase", "skos:scopeNote", "skos:editorialNote"),
)


@dataclass(frozen=True)
class Term:
    """A term of the ontology as a page tells of it."""

    name: str
    iri: str
    label: str
    definition: str
    notes: tuple[tuple[str, str], ...]


def router(release: Release, settings: Settings) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["vocabulary"])
    modified = addresses.modified(release)
    root = addresses.prefix(settings)
    shapes = release.folder / "shapes"

    def reply(name: str, body: bytes, media_type: str, vary: str | None = None) -> Reply:
        etag = make_etag(release.id, name, media_type, repr(settings))
        return Reply(body, media_type, etag, modified, settings.max_age, vary=vary)

    def negotiated(name: str, files: list[Path], page: bytes, request: Headers) -> Response:
        media_type = negotiate(request.get("accept"), ["text/html", *FORMATS])
        if media_type is None:
            raise NotAcceptable(f"{name} comes as text/html, {', '.join(FORMATS)}.")
        if media_type == "text/html":
            return reply(name, page, media_type, "Accept").response(request)
        body = files[0].read_bytes() if media_type == "text/turtle" and len(files) == 1 else written(files, media_type)
        return reply(name, body, media_type, "Accept").response(request)

    def file(folder: Path, name: str, request: Headers) -> Response:
        paths = {path.name: path for path in folder.iterdir() if path.suffix in FILE_TYPES} if folder.is_dir() else {}
        if name not in paths:
            raise NotFound(f"There is no file {name!r} here; there are {', '.join(sorted(paths)) or 'none'}.")
        return reply(name, paths[name].read_bytes(), FILE_TYPES[paths[name].suffix]).response(request)

    @routes.api_route("/ontology", methods=["GET", "HEAD"], summary="The terms of the record", response_class=Response)
    def ontology(request: Request) -> Response:
        files = [release.ontology / "elbe.ttl"]
        page = pages.render("ontology.html", root, sections=sections(files), release=release)
        return negotiated("ontology", files, page, request.headers)

    @routes.api_route(
        "/ontology/{name}", methods=["GET", "HEAD"], summary="A file of the ontology", response_class=Response
    )
    def ontology_file(name: str, request: Request) -> Response:
        if name == release.manifest.get("elbe"):
            return RedirectResponse(f"{root}/ontology", 303)
        return file(release.ontology, name, request.headers)

    @routes.api_route(
        "/ontology/{version}/{name}", methods=["GET", "HEAD"], summary="A file of the ontology, by version"
    )
    def versioned_file(version: str, name: str, request: Request) -> Response:
        if version != release.manifest["elbe"]:
            raise NotFound(f"Version {version!r} of the ontology is not here; {release.manifest['elbe']} is.")
        return file(release.ontology, name, request.headers)

    @routes.api_route("/shapes", methods=["GET", "HEAD"], summary="The rules about the record", response_class=Response)
    def all_shapes(request: Request) -> Response:
        files = sorted(shapes.glob("*.ttl"))
        names = sorted(path.name for path in shapes.iterdir() if path.suffix in FILE_TYPES) if shapes.is_dir() else []
        return negotiated("shapes", files, pages.render("shapes.html", root, files=names), request.headers)

    @routes.api_route("/shapes/{name}", methods=["GET", "HEAD"], summary="A file of rules", response_class=Response)
    def shapes_file(name: str, request: Request) -> Response:
        return file(shapes, name, request.headers)

    return routes


def triples(files: Iterable[Path]) -> list[Triple]:
    """The triples of Turtle files; blank nodes of different files stay different."""
    read = (
        quad
        for path in files
        for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=BASE, rename_blank_nodes=True)
    )
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in read]


def written(files: Iterable[Path], media_type: str) -> bytes:
    """The triples of Turtle files as another format."""
    format = FORMATS[media_type]
    return serialize(sorted(triples(files), key=str), format=format, prefixes=PREFIXES) or b""


def sections(files: Iterable[Path]) -> dict[str, list[Term]]:
    """The terms of the ontology by the kind of term, each under the first that it belongs to."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples(files))
    found: dict[str, list[Term]] = {}
    seen: set[str] = set()
    for curie, heading in SECTIONS.items():
        kind = NamedNode(expand(curie))
        typed = store.quads_for_pattern(None, NamedNode(expand("rdf:type")), kind)
        iris = {quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)} - seen
        seen |= iris
        found[heading] = [term(store, iri) for iri in sorted(iris)]
    return dict(reversed(found.items()))


def term(store: Store, iri: str) -> Term:
    """One term with what the ontology says of it."""
    quads = list(store.quads_for_pattern(NamedNode(iri), None, None))
    label, definition = shown(quads, "rdfs:label"), shown(quads, "skos:definition")
    notes = [(curie.partition(":")[2], shown(quads, curie)) for curie in NOTES]
    name = iri.partition("#")[2] or iri
    return Term(name, iri, label, definition, tuple(note for note in notes if note[1]))


def shown(quads: Iterable[Quad], curie: str) -> str:
    """The values of a property as text."""
    values = [quad.object for quad in quads if quad.predicate.value == expand(curie)]
    return ", ".join(
        v.value if isinstance(v, Literal) else pages.short(v) for v in values if isinstance(v, NamedNode | Literal)
    )
