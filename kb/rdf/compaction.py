"""A JSON-LD context read backwards (https://www.w3.org/TR/json-ld11-api/#compaction): from IRIs and values to words.

A value goes to the first term of the context that stands for its property and gives the value back unchanged; what no
term covers is written in full under a prefixed name.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal, NamedNode

from kb import __version__
from kb.errors import Unwritable
from kb.namespaces import BASE, ID, PREFIXES, expand
from kb.rdf import iris

VERSIONED = f"{BASE}ontology/{__version__}/context.jsonld"
"""Where the context lies in this version, for ever."""

Reading = tuple[str, str]
"""What a term makes of a bare value, in the words of its definition: `("@type", "@id")` or `("@language", "en")`."""

REFERENCE, WORD, LANGUAGE_MAP = ("@type", "@id"), ("@type", "@vocab"), ("@container", "@language")

RDF_TYPE = expand("rdf:type")
XSD_STRING, XSD_BOOLEAN, XSD_INTEGER = (PREFIXES["xsd"] + name for name in ("string", "boolean", "integer"))
INTEGERS = {XSD_INTEGER, PREFIXES["xsd"] + "nonNegativeInteger", PREFIXES["xsd"] + "positiveInteger"}
EXACT_INTEGER = re.compile("0|-?[1-9][0-9]{0,14}")
"""Integers that every reader of JSON takes exactly and writes the same again."""

UNDERSTOOD = {"@id", "@reverse", "@type", "@language", "@container", "@prefix", "@protected"}
"""The parts of a definition; a term that has any other (a context of its own, an index, a nest) is left unused."""


@dataclass(frozen=True)
class Term:
    """A key of node objects: its place in the context, the property it stands for, and how its values are read."""

    name: str
    rank: int
    iri: str
    reading: Reading | None
    always_list: bool = False


class Context:
    """The terms and prefixes of a parsed context document (a top-level object, none that it refers to).

    Things are called by their paths below a base, and terms that are the record's own by prefixes of its own.
    """

    def __init__(
        self, document: Mapping[str, Any], base: str = ID, own_prefixes: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.definitions: Mapping[str, Any] = {**document.get("@context", document), **own_prefixes}
        self.base, self.own_prefixes = base, own_prefixes
        self.id = "@id"
        self.type = Term("@type", -1, RDF_TYPE, WORD)
        self.prefixes: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.terms: dict[str, list[Term]] = defaultdict(list)
        self.reverse_terms: list[Term] = []
        self._chosen: dict[tuple[str, Reading], Term] = {}
        for rank, name in enumerate(self.definitions):
            if not name.startswith("@") and self.definitions[name]:
                self._read(rank, name)
        self.terms[RDF_TYPE].insert(0, self.type)

    def inlined(self) -> dict[str, Any]:
        """The context as it stands in a document: with the base, which only an inlined one can set, and its version.

        The version is its address, under a term that no statement uses: a context can hold nothing but terms.
        """
        return {"@base": self.base, "contextVersion": VERSIONED, **self.definitions}

    def reference(self, iri: str) -> str:
        """An IRI as the id of a node: below the base, prefixed, or whole."""
        return iris.relative(iri, self.base) or self._spelled(iri)

    def is_thing(self, iri: str) -> bool:
        """Whether an IRI is that of a thing of the record, or of a concept that all records share."""
        return iri.startswith((self.base, ID))

    def word(self, iri: str) -> str:
        """An IRI as a word of the vocabulary: a term, prefixed, or whole."""
        return self.words.get(iri) or self._spelled(iri)

    def term(self, predicate: str, value: NamedNode | Literal) -> Term:
        """The key under which a node object has this value of this property."""
        kind = _kind(value)
        term = self._chosen.get((predicate, kind))
        if term is None:
            term = self._chosen[predicate, kind] = self._choose(predicate, kind)
        return term

    def value(self, term: Term, value: NamedNode | Literal) -> Any:
        """The JSON for a value of a term that is not a language map."""
        if isinstance(value, Literal):
            return self._literal(value, term.reading)
        if term.reading == WORD:
            return self.word(value.value)
        reference = self.reference(value.value)
        return reference if term.reading == REFERENCE else {self.id: reference}

    def _literal(self, literal: Literal, reading: Reading | None) -> Any:
        text, kind = literal.value, _kind(literal)
        native = _native(text, kind[1])
        if reading == kind:
            return text if native is None else native
        if kind[0] == "@language":
            return {"@value": text, "@language": kind[1]}
        if kind[1] == XSD_STRING and reading is None:
            return text
        if kind[1] in (XSD_INTEGER, XSD_BOOLEAN) and native is not None:
            return native
        return {"@value": text, "@type": self.word(kind[1])}

    def _choose(self, predicate: str, kind: Reading) -> Term:
        for reading in _fitting(kind):
            for term in self.terms.get(predicate, ()):
                if term.reading == reading:
                    return term
        return Term(self._spelled(predicate), len(self.definitions), predicate, self._reading({}))

    def _spelled(self, iri: str) -> str:
        curie = iris.curie(iri, self.prefixes)
        if curie and curie not in self.definitions:
            return curie
        scheme, _, rest = iri.partition(":")
        if iri in self.definitions or (self._is_prefix(scheme) and not rest.startswith("//")):
            raise Unwritable(f"<{iri}> would be read as a name of the JSON-LD context: use another format")
        return iri

    def _read(self, rank: int, name: str) -> None:
        definition, iri = _in_full(self.definitions[name]), self._expand(name)
        term = Term(name, rank, iri, self._reading(definition), "@set" in _containers(definition))
        if iri == "@id":
            self.id = name
        elif iri == "@type":
            self.type = Term(name, -1, RDF_TYPE, WORD, term.always_list)
        elif not UNDERSTOOD.issuperset(definition) or _containers(definition) - {"@set", "@language"}:
            return
        elif "@reverse" in definition:
            self.reverse_terms.append(term)
        else:
            self.terms[iri].append(term)
            self.words.setdefault(iri, name)
            if self._is_prefix(name):
                self.prefixes.setdefault(iri, name)

    def _reading(self, definition: Mapping[str, Any]) -> Reading | None:
        if "@language" in _containers(definition):
            return LANGUAGE_MAP
        if "@type" in definition:
            return "@type", self._expand(definition["@type"])
        language = definition.get("@language", self.definitions.get("@language"))
        return ("@language", language.lower()) if language else None

    def _is_prefix(self, name: str) -> bool:
        definition = self.definitions.get(name)
        if isinstance(definition, str):
            return self._expand(name).endswith(tuple(":/?#[]@"))
        return bool(definition and definition.get("@prefix"))

    def _expand(self, name: str) -> str:
        if name.startswith("@"):
            return name
        definition = _in_full(self.definitions.get(name) or {})
        meaning: str = definition.get("@reverse") or definition.get("@id") or name
        if meaning != name:
            return self._expand(meaning)
        prefix, colon, local = name.partition(":")
        if not colon:
            return str(self.definitions.get("@vocab", "")) + name
        return self._expand(prefix) + local if self._is_prefix(prefix) and not local.startswith("//") else name


def _in_full(definition: Any) -> Mapping[str, Any]:
    return {"@id": definition} if isinstance(definition, str) else definition


def _containers(definition: Mapping[str, Any]) -> set[str]:
    containers = definition.get("@container") or ()
    return {containers} if isinstance(containers, str) else set(containers)


def _kind(value: NamedNode | Literal) -> Reading:
    if isinstance(value, NamedNode):
        return REFERENCE
    return ("@language", value.language) if value.language else ("@type", value.datatype.value)


def _fitting(kind: Reading) -> list[Reading | None]:
    if kind == REFERENCE:
        return [REFERENCE, WORD, None]
    if kind[0] == "@language":
        return [LANGUAGE_MAP, kind, None]
    return [kind, None]


def _native(text: str, datatype: str) -> int | bool | None:
    if datatype == XSD_BOOLEAN:
        return {"true": True, "false": False}.get(text)
    return int(text) if datatype in INTEGERS and EXACT_INTEGER.fullmatch(text) else None
