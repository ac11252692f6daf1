"""The words of a record: the core's, which all records share, and its own; where its things and graphs lie.

A value that is passed to whatever reads, checks, writes or tells a record: nothing else knows whose record it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kb import namespaces, resources
from kb.model.declared import texts, values
from kb.namespaces import BASE, ID, PREFIXES, expand

_KINDS = {
    "agent": "elbe:Authors",
    "assessment": "elbe:Assessment",
    "claim": "elbe:Claim",
    "mapping": "sssom:Mapping",
    "mention": "elbe:Mention",
    "question": "elbe:Question",
    "record": "elbe:Record",
    "role": "elbe:Role",
    "rule": "elbe:Rule",
    "software": "elbe:Software",
    "speaker": "elbe:UnidentifiedSpeaker",
    "utterance": "elbe:Utterance",
}
"""The class of a thing that is no entity, by the first segment of its path; a kind of entity is called as its class."""

_RANGE = expand("rdfs:range")
CLAIM_PREDICATE = expand("elbe:ClaimPredicate")
_NEGATION_OF = expand("elbe:negationOf")
_PHRASE = expand("elbe:phrase")
_QUESTION_PHRASE = expand("elbe:questionPhrase")
_PLURAL = expand("elbe:plural")
_LABEL = expand("rdfs:label")
_TYPE = expand("rdf:type")
_DEPRECATED = expand("owl:deprecated")
_PREF_LABEL = expand("skos:prefLabel")
_SUBCLASS_OF = NamedNode(expand("rdfs:subClassOf"))
_ENTITY = expand("elbe:Entity")
ENGLISH = "en"
"""The language of the ontology and of the core's lists."""


@dataclass(frozen=True, eq=False)
class Terms:
    """What is declared in the ontology and in the closed lists, and the base below which a record has its IRIs."""

    base: str
    declared: tuple[Triple, ...]
    """What says of terms what they mean; it is the ontology's graph."""
    listed: tuple[Triple, ...]
    """What says of the concepts of closed lists what they mean; it is part of the record."""
    own_prefixes: Mapping[str, str] = field(default_factory=dict)
    """The prefix of terms that are the record's own, with their namespace."""
    languages: tuple[str, ...] = (ENGLISH,)
    """The languages in which the record is written; the first is that of texts that name none."""

    def __reduce__(self) -> tuple[type["Terms"], tuple[object, ...]]:
        """What it is made of, without what has been found out about it."""
        return Terms, (self.base, self.declared, self.listed, dict(self.own_prefixes), self.languages)

    @property
    def id(self) -> str:
        """What the IRIs of the record's things begin with."""
        return self.base + "id/"

    @property
    def record_graph(self) -> NamedNode:
        """The name of the authored record, which is the default graph."""
        return NamedNode(self.base + "graph/record")

    @property
    def derived_graph(self) -> NamedNode:
        """The name of the graph of what is computed."""
        return NamedNode(self.base + "graph/derived")

    @property
    def ontology_graph(self) -> NamedNode:
        """The name of the graph of what terms mean."""
        return NamedNode(self.base + "graph/ontology")

    @property
    def dataset(self) -> NamedNode:
        """The name of the record as a dataset."""
        return NamedNode(self.base + "dataset")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of all terms, with their namespaces."""
        return {**PREFIXES, **self.own_prefixes}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The class of a thing, as a CURIE, by the first segment of its path."""
        entities = {kebab(iri): self.curie(iri) for iri in self.entity_classes}
        return dict(sorted((entities | _KINDS).items()))

    @cached_property
    def entity_classes(self) -> frozenset[str]:
        """The classes of entities."""
        return self.below(_ENTITY) - {_ENTITY}

    @cached_property
    def broader(self) -> dict[str, frozenset[str]]:
        """The classes that a class is a direct subclass of."""
        found: dict[str, set[str]] = {}
        for t in self.declared:
            if t.predicate == _SUBCLASS_OF and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
                found.setdefault(t.subject.value, set()).add(t.object.value)
        return {iri: frozenset(above) for iri, above in found.items()}

    def below(self, iri: str) -> frozenset[str]:
        """A class with all that are below it."""
        found = {iri}
        while more := {each for each, above in self.broader.items() if each not in found and above & found}:
            found |= more
        return frozenset(found)

    @cached_property
    def own_kinds(self) -> list[str]:
        """The classes of entities that are the record's own."""
        return sorted(self.entity_classes - core().entity_classes)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What terms and concepts are called."""
        return values(self.declared, _LABEL) | values(self.listed, _PREF_LABEL)

    @cached_property
    def ranges(self) -> dict[str, str]:
        """The classes of the values of properties."""
        return values(self.declared, _RANGE)

    @cached_property
    def predicates(self) -> frozenset[str]:
        """The predicates of claims."""
        return frozenset(values(self.declared, expand("rdf:type"), keep=CLAIM_PREDICATE))

    @cached_property
    def negations(self) -> dict[str, str]:
        """The predicates that negate others, with those."""
        return values(self.declared, _NEGATION_OF)

    @cached_property
    def phrases(self) -> dict[str, str]:
        """How predicates are said between subject and object."""
        return values(self.declared, _PHRASE)

    @cached_property
    def question_phrases(self) -> dict[str, dict[str, str]]:
        """How questions are asked, by predicate and language."""
        return texts(self.declared, _QUESTION_PHRASE)

    @cached_property
    def term_names(self) -> dict[str, dict[str, str]]:
        """What terms are called, by language."""
        return texts(self.declared, _LABEL)

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """What concepts are called, by language."""
        return texts(self.listed, _PREF_LABEL)

    @cached_property
    def plurals(self) -> dict[str, dict[str, str]]:
        """What several of a unit are called, by language."""
        return texts(self.listed, _PLURAL)

    @cached_property
    def predicates_by_curie(self) -> dict[str, str]:
        """The predicates of claims by the CURIE that authors write."""
        return {self.curie(iri): iri for iri in self.predicates}

    @cached_property
    def positives_by_word(self) -> dict[str, str]:
        """The predicates that negate no other, by the word that stands for them in the IRIs of questions."""
        return {kebab(iri): iri for iri in self.predicates if iri not in self.negations}

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The IRIs of all concepts of the closed lists."""
        return frozenset(str(t.subject.value) for t in self.listed if isinstance(t.subject, NamedNode))

    @cached_property
    def concept_paths(self) -> dict[str, str]:
        """The IRIs of the concepts of closed lists, by their paths."""
        return {self.path(iri): iri for iri in self.concepts}

    def concepts_of(self, class_: str) -> tuple[str, ...]:
        """The IRIs of the concepts of a class that are in use, in order."""
        gone = {t.subject for t in self.listed if t.predicate.value == _DEPRECATED}
        of_class = {t.subject for t in self.listed if t.predicate.value == _TYPE and t.object == NamedNode(class_)}
        return tuple(sorted(node.value for node in of_class - gone if isinstance(node, NamedNode)))

    def rank(self, language: str | None) -> int:
        """How early a text in a language is chosen: those of the record's languages, then English, the others."""
        order = (*self.languages, ENGLISH)
        return order.index(language) if language in order else len(order)

    def label(self, iri: str) -> str:
        """What a term or concept is called, in a language of the record if it can be."""
        called = self.term_names.get(iri) or self.names.get(iri) or {}
        return called[min(called, key=self.rank)] if called else self.compact(iri)

    def positive(self, predicate: str) -> str:
        """The predicate itself, or the one that it is the negation of."""
        return self.negations.get(predicate, predicate)

    def iri(self, path: str) -> str:
        """The IRI that a path stands for: that of a concept where a closed list has it, else below the base."""
        return self.concept_paths.get(path) or self.id + path

    def has(self, iri: str) -> bool:
        """Whether an IRI is that of a thing of the record, or of a concept."""
        return iri.startswith((self.id, ID))

    def path(self, iri: str) -> str:
        """The path that stands for the IRI of a thing or concept; any other IRI as it is."""
        return iri.removeprefix(self.id).removeprefix(ID)

    def curie(self, iri: str) -> str:
        """The CURIE of a term."""
        for prefix, space in self.own_prefixes.items():
            if iri.startswith(space):
                return f"{prefix}:{iri.removeprefix(space)}"
        return namespaces.compact(iri)

    def compact(self, iri: str) -> str:
        """The shortest name of an IRI for people: a path, a CURIE, or the IRI itself."""
        return self.path(iri) if self.has(iri) else self.curie(iri)

    def expand(self, curie: str) -> str:
        """The IRI that a CURIE stands for; raises KeyError for an unknown prefix."""
        prefix, _, local = curie.partition(":")
        return self.prefixes[prefix] + local

    def own(self) -> list[Triple]:
        """What says of the record's own terms what they mean."""
        shared = {*core(self.base).declared, *core(self.base).listed}
        return [triple for triple in (*self.declared, *self.listed) if triple not in shared]

    def graph(self) -> list[Quad]:
        """What terms mean, in the graph that a dataset has it in.

        Alignments are not in it: they are about the words of others, which the dataset does not use, and a unit that
        they match would stand among links that a mapping justifies.
        """
        return [Quad(t.subject, t.predicate, t.object, self.ontology_graph) for t in self.declared]

    def prefixes_of_things(self) -> dict[str, str]:
        """A prefix for each kind of thing and each closed list, with its namespace."""
        spaces = {kind: f"{self.id}{kind}/" for kind in self.kinds}
        for iri in sorted(self.concepts):
            list_name = self.path(iri).partition("/")[0]
            spaces.setdefault(list_name, iri[: len(iri) - len(self.path(iri))] + list_name + "/")
        return dict(sorted(spaces.items()))


def kebab(iri: str) -> str:
    """The local name of a term as it stands in the IRIs of things: `caseCount` as `case-count`."""
    local = re.split(r"[#/]", iri)[-1]
    return re.sub(r"(?<!^)(?=[A-Z])", "-", local).lower()


def _triples(name: str) -> tuple[Triple, ...]:
    """The triples of a file in `ontology/`."""
    quads = parse(resources.read_text(f"ontology/{name}"), RdfFormat.TURTLE, base_iri=BASE)
    return tuple(quad.triple for quad in quads)


@cache
def core(base: str = BASE) -> Terms:
    """The words that all records share, for a record without any of its own."""
    return Terms(base, _triples("elbe.ttl"), _triples("schemes.ttl"))


def joined(
    base: str,
    shared: Terms,
    own: Iterable[Triple],
    prefixes: Mapping[str, str],
    languages: tuple[str, ...] = (ENGLISH,),
) -> Terms:
    """The words that all records share, with those that are a record's own: entries of lists lie below its base."""
    listed, declared = list(shared.listed), list(shared.declared)
    for triple in own:
        is_listed = isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(shared.id)
        (listed if is_listed else declared).append(triple)
    return Terms(base, tuple(declared), tuple(listed), dict(prefixes), languages)
