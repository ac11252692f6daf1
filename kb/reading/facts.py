"""The triples that are told of things, ready to be asked for what they say and how things are called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from pyoxigraph import Literal, NamedNode, Triple

from kb.model.passages import Quotation, quote_node
from kb.model.spoken import spoken
from kb.model.vocabulary import Terms, core
from kb.namespaces import expand, term

Value = NamedNode | Literal

EDTF = term("loc:EDTF")
LABELS = ("skos:prefLabel", "dcterms:title", "elbe:gist")
WORDS = ("rdf:value", "elbe:edtf")
"""What says of a node that it is a text or a time, which is called by its own words."""


@dataclass(frozen=True)
class Reference:
    """A thing or a value as it is called, in which language, and the IRI of what can be gone to."""

    text: str
    iri: str | None = None
    language: str = "en"


@dataclass
class Facts:
    """Triples by subject and by object, and how their nodes are named."""

    computed: frozenset[tuple[str, str]] = frozenset()
    """The nodes with those of their properties whose values rules computed."""
    quotations: Mapping[str, Quotation] = field(default_factory=dict)
    objects: dict[str, dict[str, list[Value]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    subjects: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, Reference] = field(default_factory=dict)
    terms: Terms = field(default_factory=core)

    @classmethod
    def of(
        cls,
        triples: Iterable[Triple],
        computed: Iterable[Triple] = (),
        quotations: Mapping[str, Quotation] | None = None,
        terms: Terms | None = None,
    ) -> Self:
        """The facts that triples state, which of them rules computed, and the words of passages that are at hand.

        What nothing names is called as in the words of the record, or in those that all records share.
        """
        pairs = ((t.subject.value, t.predicate.value) for t in computed if isinstance(t.subject, NamedNode))
        facts = cls(frozenset(pairs), quotations or {}, terms=terms or core())
        for triple in triples:
            facts._add(triple)
        return facts

    def _add(self, triple: Triple) -> None:
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            self.objects[subject.value][triple.predicate.value].append(value)
            self.subjects[triple.predicate.value, value.value].append(subject.value)

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages of the nodes that hold words of a source."""
        return {quote_node(passage).value: each.language for passage, each in self.quotations.items()}

    def values(self, node: str, *path: str) -> list[Value]:
        """The values at the end of a path of properties, given as CURIEs."""
        nodes = [node]
        found: list[Value] = []
        for curie in path:
            found = [
                value for node in nodes if node in self.objects for value in self.objects[node].get(expand(curie), ())
            ]
            nodes = [value.value for value in found]
        return found

    def first(self, node: str, *path: str) -> str:
        """The first value at the end of a path, as text; empty where there is none."""
        return next((value.value for value in self.values(node, *path)), "")

    def named(self, node: str, *path: str) -> Reference | None:
        """The first value at the end of a path, as it is called."""
        return next((self.value(value) for value in self.values(node, *path)), None)

    def having(self, curie: str, node: str) -> list[str]:
        """The subjects that have a node as value of a property."""
        return self.subjects.get((expand(curie), node), [])

    def value(self, value: Value) -> Reference:
        """A value as it is called."""
        if isinstance(value, NamedNode):
            return self.reference(value.value)
        if value.datatype == EDTF:
            return Reference(spoken(value.value))
        return Reference(value.value, None, value.language or "")

    def reference(self, iri: str) -> Reference:
        """A node as it is called."""
        if iri not in self.references:
            self.references[iri] = self._make_reference(iri)
        return self.references[iri]

    def _make_reference(self, iri: str) -> Reference:
        """A node by its label, in the record's language if it can be, else what the ontology calls it, else its IRI."""
        labels = [label for curie in LABELS for label in self.values(iri, curie) if isinstance(label, Literal)]
        if labels:
            label = min(labels, key=lambda label: self.terms.rank(label.language))
            return Reference(label.value, iri, label.language or "en")
        if words := [word for curie in WORDS for word in self.values(iri, curie) if isinstance(word, Literal)]:
            return replace(self.value(words[0]), iri=iri)
        if types := self.values(iri, "elbe:conflictType"):
            return Reference(f"Conflict of {self.value(types[0]).text}", iri)
        if speakers := self.values(iri, "elbe:speaker"):
            names = " and ".join(self.value(speaker).text for speaker in speakers)
            return Reference(f"Utterance of {names}", iri)
        return Reference(self.terms.labels.get(iri) or self.terms.compact(iri), iri)
