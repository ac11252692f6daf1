"""The triples that are told of things, ready to be asked for what they say and how things are called."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from kb.model.ontology import ontology
from kb.model.passages import Quotation, quote_node
from kb.namespaces import ID, compact, expand

Value = NamedNode | Literal

LABELS = ("skos:prefLabel", "dcterms:title", "elbe:gist")


@dataclass(frozen=True)
class Reference:
    """A thing as a page names it; without `href` where there is nowhere to go."""

    text: str
    href: str | None = None
    language: str = "en"


@dataclass
class Facts:
    """The triples of a description, by subject and by object, and how their nodes are named."""

    root: str
    entity: str
    computed: frozenset[Triple] = frozenset()
    quotations: Mapping[str, Quotation] = field(default_factory=dict)
    objects: dict[str, dict[str, list[Value]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    subjects: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    references: dict[str, Reference] = field(default_factory=dict)

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages of the nodes that hold words of a source."""
        return {quote_node(passage).value: each.language for passage, each in self.quotations.items()}

    def add(self, triple: Triple) -> None:
        """Takes a triple in."""
        subject, value = triple.subject, triple.object
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            self.objects[subject.value][triple.predicate.value].append(value)
            self.subjects[triple.predicate.value, value.value].append(subject.value)

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

    def having(self, curie: str, node: str) -> list[str]:
        """The subjects that have a node as value of a property."""
        return self.subjects.get((expand(curie), node), [])

    def reference(self, iri: str) -> Reference:
        """A node as a page names it."""
        if iri not in self.references:
            self.references[iri] = self.make_reference(iri)
        return self.references[iri]

    def make_reference(self, iri: str) -> Reference:
        """A node by its English label, else another, else what the ontology calls it, else its IRI made short."""
        labels = [label for curie in LABELS for label in self.values(iri, curie) if isinstance(label, Literal)]
        if labels:
            label = min(labels, key=lambda label: (label.language or "") != "en")
            return Reference(label.value, self.href(iri), label.language or "en")
        if types := self.values(iri, "elbe:conflictType"):
            return Reference(f"Conflict of {self.value(types[0]).text}", self.href(iri))
        if speakers := self.values(iri, "elbe:speaker"):
            names = " and ".join(self.value(speaker).text for speaker in speakers)
            return Reference(f"Utterance of {names}", self.href(iri))
        return Reference(ontology().labels.get(iri) or compact(iri), self.href(iri))

    def href(self, iri: str) -> str | None:
        """Where a node is told of."""
        if iri.startswith(ID):
            thing, hash_sign, fragment = iri.partition("#")
            return f"{self.root}/doc/{thing.removeprefix(ID)}{hash_sign}{fragment}"
        return iri if iri.startswith(("http://", "https://")) else None

    def value(self, value: Value) -> Reference:
        """A value as a page shows it."""
        if isinstance(value, NamedNode):
            return self.reference(value.value)
        return Reference(value.value, None, value.language or "")
