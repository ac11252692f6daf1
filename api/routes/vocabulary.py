"""The terms of the record and the rules about it: `/ontology`, the JSON-LD context, `/shapes`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.http.framework import Route
from api.http.problems import NotFound
from api.http.publication import Publication
from api.http.representations import FILE_TYPES, GRAPHS, HTML, TURTLE, Representation, offers
from api.pages.render import render
from kb.model.vocabulary import Terms
from kb.namespaces import BASE, PREFIXES, expand, term
from kb.rdf.formats import GRAPH_FORMATS
from kb.reading.facts import Reference

WHOLE = offers(HTML, *GRAPHS)
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
    *("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"),
    *("elbe:singleValued", "elbe:negationOf", "elbe:phrase", "skos:scopeNote", "skos:editorialNote"),
)


@dataclass(frozen=True)
class _Term:
    """A term of the ontology as a page tells of it."""

    name: str
    iri: str
    label: str
    definition: str
    notes: tuple[tuple[str, tuple[Reference, ...]], ...]


@dataclass(frozen=True)
class _ClosedList:
    """A concept scheme as a page tells of it: its name, meaning and concepts."""

    name: str
    label: str
    meaning: str
    concepts: tuple[tuple[Reference, str], ...]


class Vocabulary:
    """Answers with the ontology and the shapes of the release, whole or by file."""

    tag = "vocabulary"

    def __init__(self, publication: Publication) -> None:
        self.publication, self.release, self.root = publication, publication.release, publication.root
        self.version = str(self.release.manifest["elbe"])
        self.shapes_folder = self.release.folder / "shapes"

    def routes(self) -> Iterable[Route]:
        """The routes."""
        yield Route("/ontology", self.ontology, "The terms of the record", "The ontology", WHOLE)
        yield _file_route("/ontology/{name}", self.ontology_file, "A file of the ontology")
        yield _file_route("/ontology/{version}/{name}", self.versioned_file, "The same, by version")
        yield Route("/shapes", self.shapes, "The rules about the record", "The shapes", WHOLE)
        yield _file_route("/shapes/{name}", self.shapes_file, "A file of rules")

    def ontology(self, request: Request) -> Response:
        """The terms, for people and for machines."""
        page, terms = self.ontology_page, self.release.ontology / "elbe.ttl"
        return self.negotiate([terms], page, request)

    @cached_property
    def ontology_page(self) -> bytes:
        """What the terms mean, which other vocabularies they are aligned with, and the closed lists."""
        terms, lists, alignments = (self.release.ontology / f"{n}.ttl" for n in ("elbe", "schemes", "alignments"))
        return render(
            "ontology.html",
            self.publication.site,
            sections=_sections([terms, *([alignments] if alignments.is_file() else [])], self.publication.terms),
            lists=_closed_lists(lists, self.publication.terms),
            release=self.release,
        )

    def ontology_file(self, name: str, request: Request) -> Response:
        """A file of the ontology; its version leads to the whole."""
        if name == self.version:
            return RedirectResponse(f"{self.root}/ontology", 303)
        return self.file(self.release.ontology, name, request)

    def versioned_file(self, version: str, name: str, request: Request) -> Response:
        """A file of the ontology in the version that is served."""
        if version != self.version:
            raise NotFound(f"Version {version!r} of the ontology is not here; {self.version} is.")
        return self.file(self.release.ontology, name, request)

    def shapes(self, request: Request) -> Response:
        """The shapes, for people and for machines."""
        names = sorted(path.name for path in self.shapes_folder.iterdir() if path.suffix in FILE_TYPES)
        page = render("shapes.html", self.publication.site, files=names)
        return self.negotiate(sorted(self.shapes_folder.glob("*.ttl")), page, request)

    def shapes_file(self, name: str, request: Request) -> Response:
        """A file of shapes, or a rule."""
        return self.file(self.shapes_folder, name, request)

    def negotiate(self, files: list[Path], page: bytes, request: Request) -> Response:
        """Turtle files together in the format asked for, or a page that tells of them."""
        form = WHOLE.choose(request.scope)
        if form == HTML:
            body = page
        elif form == TURTLE and len(files) == 1:
            body = files[0].read_bytes()
        else:
            body = _convert(files, form)
        return self.publication.reply(body, form.media_type).response(request.headers)

    def file(self, folder: Path, name: str, request: Request) -> Response:
        """A file of a folder, if it is one that may be had."""
        paths = {path.name: path for path in folder.iterdir() if path.suffix in FILE_TYPES}
        if name not in paths:
            raise NotFound(f"There is no file {name!r} here; there are {', '.join(sorted(paths)) or 'none'}.")
        body, media_type = paths[name].read_bytes(), FILE_TYPES[paths[name].suffix].media_type
        return self.publication.reply(body, media_type, vary=None).response(request.headers)


def _file_route(path: str, answer: Callable[..., Response], summary: str) -> Route:
    """The route of files that may be had by name."""
    media_types = tuple(form.media_type for form in FILE_TYPES.values())
    return Route(path, answer, summary, "The file", media_types=media_types, errors=(404,))


def _triples(files: Iterable[Path]) -> list[Triple]:
    """The triples of Turtle files; blank nodes of different files stay different."""
    read = (
        quad
        for path in files
        for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=BASE, rename_blank_nodes=True)
    )
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in read]


def _convert(files: Iterable[Path], form: Representation) -> bytes:
    """The triples of Turtle files in another format."""
    format = GRAPH_FORMATS[form.media_type]
    return serialize(sorted(_triples(files), key=str), format=format, prefixes=PREFIXES) or b""


def _sections(files: Iterable[Path], terms: Terms) -> dict[str, list[_Term]]:
    """The terms of the ontology by the kind of term, each under the first that it belongs to."""
    store = Store()
    store.extend(Quad(*triple) for triple in _triples(files))
    found: dict[str, list[_Term]] = {}
    seen: set[str] = set()
    for curie, heading in SECTIONS.items():
        kind = term(curie)
        typed = store.quads_for_pattern(None, term("rdf:type"), kind)
        iris = {quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)} - seen
        seen |= iris
        found[heading] = [_term(store, iri, terms) for iri in sorted(iris)]
    return dict(reversed(found.items()))


def _term(store: Store, iri: str, terms: Terms) -> _Term:
    """One term with what the ontology says of it, and with the terms of other vocabularies that it is aligned with."""
    quads = list(store.quads_for_pattern(NamedNode(iri), None, None))
    label, definition = _shown(quads, "rdfs:label", terms), _shown(quads, "skos:definition", terms)
    notes = [(curie.partition(":")[2], _references(quads, curie, terms)) for curie in NOTES]
    name = iri.partition("#")[2] or iri
    return _Term(name, iri, label, definition, tuple(note for note in notes if note[1]))


def _closed_lists(path: Path, terms: Terms) -> list[_ClosedList]:
    """The concept schemes of a file, each with its concepts."""
    store = Store()
    store.extend(Quad(*triple) for triple in _triples([path]))
    in_scheme = term("skos:inScheme")
    found = []
    for scheme in _subjects(store, term("rdf:type"), term("skos:ConceptScheme")):
        said = list(store.quads_for_pattern(scheme, None, None))
        concepts = []
        for concept in _subjects(store, in_scheme, scheme):
            quads = list(store.quads_for_pattern(concept, None, None))
            label = Reference(_shown(quads, "skos:prefLabel", terms), concept.value)
            concepts.append((label, _shown(quads, "skos:definition", terms)))
        name = terms.compact(scheme.value).replace("/", "-")
        found.append(
            _ClosedList(
                name,
                _shown(said, "skos:prefLabel", terms),
                _shown(said, "dcterms:description", terms),
                tuple(concepts),
            )
        )
    return found


def _subjects(store: Store, predicate: NamedNode, value: NamedNode) -> list[NamedNode]:
    """What has a value, in the order of the IRIs."""
    found = {quad.subject for quad in store.quads_for_pattern(None, predicate, value)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _shown(quads: Iterable[Quad], curie: str, terms: Terms) -> str:
    """The values of a property as text."""
    return ", ".join(reference.text for reference in _references(quads, curie, terms))


def _references(quads: Iterable[Quad], curie: str, terms: Terms) -> tuple[Reference, ...]:
    """The values of a property."""
    values = [quad.object for quad in quads if quad.predicate.value == expand(curie)]
    found = [
        Reference(value.value) if isinstance(value, Literal) else Reference(terms.compact(value.value), value.value)
        for value in values
        if isinstance(value, NamedNode | Literal)
    ]
    return tuple(sorted(found, key=lambda reference: reference.text))
