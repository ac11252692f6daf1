"""The representations in which answers come, the one way to choose among them, and which each address offers.

Who asks has three ways to say which: the parameter `format`, the ending of a path, and Accept; the first that is there
counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from starlette.datastructures import Headers, QueryParams
from starlette.types import Scope

from api.http.negotiation import accept, negotiate
from api.http.problems import BadRequest, NotAcceptable
from kb.hints import nearest
from kb.rdf.formats import FORMATS, RESULTS, Format, ResultsFormat


@dataclass(frozen=True)
class Representation:
    """A form in which answers come: its name, the media type under which it is sent, and the ending of its files."""

    name: str
    media_type: str
    ending: str
    synonyms: tuple[str, ...] = ()
    """Media types that it is also asked for by: old names, and general ones."""
    words: tuple[str, ...] = ()
    """What `format` may say besides the ending."""


SYNONYMS = {
    "Turtle": ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3"),
    "JSON-LD": ("application/json",),
    "N-Triples": ("text/plain",),
    "RDF/XML": ("application/xml", "text/xml"),
    "TriG": ("application/x-trig",),
    "N-Quads": ("text/x-nquads", "text/nquads"),
    "JSON results": ("application/json",),
    "XML results": ("application/xml", "text/xml"),
}
WORDS = {
    "Turtle": ("turtle", "n3"),
    "JSON-LD": ("json-ld",),
    "RDF/XML": ("rdfxml",),
    "JSON results": ("json",),
    "XML results": ("xml",),
}


def _represent(formats: Iterable[Format] | Iterable[ResultsFormat]) -> dict[str, Representation]:
    """The formats of a table as representations, by their names."""
    return {
        each.name: Representation(
            each.name, each.media_type, each.extension, SYNONYMS.get(each.name, ()), WORDS.get(each.name, ())
        )
        for each in formats
    }


RDF, TABLES = _represent(FORMATS), _represent(RESULTS)
"""The serializations of RDF, and those of the results of queries, as `kb.rdf.formats` has them."""
TURTLE, JSON_LD, N_TRIPLES, RDF_XML, TRIG, N_QUADS = (
    RDF[name] for name in ("Turtle", "JSON-LD", "N-Triples", "RDF/XML", "TriG", "N-Quads")
)
JSON_RESULTS, XML_RESULTS, CSV, TSV = (TABLES[name] for name in ("JSON results", "XML results", "CSV", "TSV"))
HTML = Representation("HTML", "text/html", "html")
JSON = Representation("JSON", "application/json", "json")
SPARQL = Representation("SPARQL", "application/sparql-query", "rq")
LINKSET = Representation("Linkset", "application/linkset+json", "linkset", ("application/json",))


@dataclass(frozen=True)
class Offers:
    """The representations of an address, the first of which they get who have no preference."""

    forms: tuple[Representation, ...]

    @cached_property
    def by_media_type(self) -> dict[str, Representation]:
        """The representations by all media types that they are asked for by; their own come before synonyms."""
        own = {form.media_type: form for form in self.forms}
        return own | {name: form for form in reversed(self.forms) for name in form.synonyms if name not in own}

    @cached_property
    def by_name(self) -> dict[str, Representation]:
        """The representations by what `format` may say: their endings, other words, media types."""
        endings = {form.ending: form for form in self.forms}
        words = {word: form for form in self.forms for word in form.words if word not in endings}
        return {**endings, **words, **self.by_media_type}

    @property
    def media_types(self) -> list[str]:
        """The media types under which they are sent."""
        return [form.media_type for form in self.forms]

    @property
    def endings(self) -> list[str]:
        """The endings of their files."""
        return [form.ending for form in self.forms]

    @property
    def words(self) -> list[str]:
        """What `format` may say, but for media types."""
        return [name for name in self.by_name if "/" not in name]

    def find(self, name: str) -> Representation | None:
        """The representation that `format` names; a plus sign may have come as a space, as in forms."""
        return self.by_name.get(name) or self.by_name.get(name.replace(" ", "+"))

    def choose(self, scope: Scope, ending: str | None = None) -> Representation:
        """The representation that a request asks for: by `format`, by the ending of its path, by what it accepts."""
        name = self.read_format(scope) or ending
        if not name:
            return self.negotiate(accept(Headers(scope=scope)))
        if form := self.find(name):
            return form
        known = ", ".join(self.endings)
        raise BadRequest(f"There is no format {name[:100]!r}{nearest(name, self.words)}; there are {known}.")

    def read_format(self, scope: Scope) -> str | None:
        """What the parameter `format` says, if it says something."""
        if not scope["query_string"]:
            return None
        said = [text.strip() for text in QueryParams(scope["query_string"]).getlist("format") if text.strip()]
        if len(said) > 1:
            raise BadRequest(f"format is given {len(said)} times; give it once.")
        return said[0] if said else None

    def negotiate(self, accept: str | None) -> Representation:
        """The representation that an Accept header likes best."""
        found = negotiate(accept, self.by_media_type)
        if found is None:
            raise NotAcceptable(f"This comes as {', '.join(self.media_types)}.")
        return self.by_media_type[found]


def offers(*forms: Representation) -> Offers:
    """The offers of an address, in their order."""
    return Offers(forms)


GRAPHS = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)
"""The serializations in which one graph is offered where it is the only thing that is."""
DOCUMENTS = offers(HTML, TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
"""The representations of what the record tells of a thing."""
LISTED = offers(JSON_LD, HTML, CSV)
"""The representations of lists and of what a search finds."""
FILE_TYPES: Mapping[str, Representation] = {f".{form.ending}": form for form in (TURTLE, JSON_LD, SPARQL)}
"""The representations of files of the ontology and of shapes, by the endings of their names."""
