"""What the ontology declares that reading and checking the record need."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kb import resources
from kb.namespaces import BASE, ID, KINDS, ONTOLOGY_GRAPH, compact, expand

RANGE = expand("rdfs:range")
CLAIM_PREDICATE = expand("elbe:ClaimPredicate")
NEGATION_OF = expand("elbe:negationOf")
PHRASE = expand("elbe:phrase")
QUESTION_PHRASE = expand("elbe:questionPhrase")
PLURAL = expand("elbe:plural")
LABEL = expand("rdfs:label")
TYPE = expand("rdf:type")
DEPRECATED = expand("owl:deprecated")
PREF_LABEL = expand("skos:prefLabel")
SUBCLASS = NamedNode(expand("rdfs:subClassOf"))


@dataclass(frozen=True)
class Ontology:
    """The declared terms and concepts: their labels, the ranges of properties, the predicates of claims."""

    labels: dict[str, str]
    ranges: dict[str, str]
    predicates: frozenset[str]
    negations: dict[str, str]
    phrases: dict[str, str]
    question_phrases: dict[str, dict[str, str]]
    """By predicate and language."""
    names: dict[str, dict[str, str]]
    """What concepts are called, by language."""
    plurals: dict[str, dict[str, str]]
    """What several of a unit are called, by language."""
    broader: dict[str, frozenset[str]]
    """The classes that a class is a direct subclass of."""

    @cached_property
    def predicates_by_curie(self) -> dict[str, str]:
        """The predicates of claims by the CURIE that authors write."""
        return {compact(iri): iri for iri in self.predicates}

    @cached_property
    def positives_by_word(self) -> dict[str, str]:
        """The predicates that negate no other, by the word that stands for them in the IRIs of questions."""
        return {kebab(iri): iri for iri in self.predicates if iri not in self.negations}

    def positive(self, predicate: str) -> str:
        """The predicate itself, or the one that it is the negation of."""
        return self.negations.get(predicate, predicate)

    def below(self, iri: str) -> frozenset[str]:
        """A class with all that are below it."""
        found = {iri}
        while more := {each for each, above in self.broader.items() if each not in found and above & found}:
            found |= more
        return frozenset(found)


def kebab(iri: str) -> str:
    """The local name of a term as it stands in the IRIs of questions: `caseCount` as `case-count`."""
    local = re.split(r"[#/]", iri)[-1]
    return re.sub(r"(?<!^)(?=[A-Z])", "-", local).lower()


def triples(name: str) -> list[Triple]:
    """The triples of a file in `ontology/`."""
    quads = parse(resources.read_text(f"ontology/{name}"), RdfFormat.TURTLE, base_iri=BASE)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def graph() -> list[Quad]:
    """What the ontology declares, in the graph that a dataset has it in.

    Alignments are not in it: they are about the words of others, which the dataset does not use, and a unit that they
    match would stand among links that a mapping justifies.
    """
    return [Quad(t.subject, t.predicate, t.object, ONTOLOGY_GRAPH) for t in triples("elbe.ttl")]


@cache
def ontology() -> Ontology:
    """The ontology and its concept schemes."""
    declared = triples("elbe.ttl") + triples("schemes.ttl")
    return Ontology(
        labels=_values(declared, LABEL) | _values(declared, PREF_LABEL),
        ranges=_values(declared, RANGE),
        predicates=frozenset(_values(declared, expand("rdf:type"), keep=CLAIM_PREDICATE)),
        negations=_values(declared, NEGATION_OF),
        phrases=_values(declared, PHRASE),
        question_phrases=_texts(declared, QUESTION_PHRASE),
        names=_texts(declared, PREF_LABEL),
        plurals=_texts(declared, PLURAL),
        broader=_broader(declared),
    )


def _broader(declared: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """The classes above each class."""
    found: dict[str, set[str]] = {}
    for t in declared:
        if t.predicate == SUBCLASS and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            found.setdefault(t.subject.value, set()).add(t.object.value)
    return {iri: frozenset(above) for iri, above in found.items()}


@cache
def concepts() -> frozenset[str]:
    """The IRIs of all concepts of the closed lists."""
    return frozenset(str(t.subject.value) for t in triples("schemes.ttl") if isinstance(t.subject, NamedNode))


@cache
def concepts_of(class_: str) -> tuple[str, ...]:
    """The IRIs of the concepts of a class that are in use, in order."""
    declared = triples("schemes.ttl")
    gone = {t.subject for t in declared if t.predicate.value == DEPRECATED}
    of_class = (t for t in declared if t.predicate.value == TYPE and t.object == NamedNode(class_))
    return tuple(
        sorted(t.subject.value for t in of_class if t.subject not in gone and isinstance(t.subject, NamedNode))
    )


@cache
def kind_prefixes() -> dict[str, str]:
    """A prefix for each kind of thing and each closed list, with its namespace."""
    lists = {iri.removeprefix(ID).partition("/")[0] for iri in concepts() if iri.startswith(ID)}
    return {kind: f"{ID}{kind}/" for kind in sorted(lists | KINDS.keys())}


def _texts(declared: Iterable[Triple], predicate: str) -> dict[str, dict[str, str]]:
    """The texts that things have as value of a property, by subject and language."""
    found: dict[str, dict[str, str]] = {}
    for t in declared:
        if t.predicate.value == predicate and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            found.setdefault(t.subject.value, {})[t.object.language or ""] = t.object.value
    return found


def _values(declared: Iterable[Triple], predicate: str, keep: str | None = None) -> dict[str, str]:
    return {
        t.subject.value: t.object.value
        for t in declared
        if t.predicate.value == predicate
        and not isinstance(t.subject, Triple)
        and not isinstance(t.object, Triple)
        and keep in (None, t.object.value)
    }
