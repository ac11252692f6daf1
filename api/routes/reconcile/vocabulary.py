"""The types and properties that clients of reconciliation may name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kb.model.vocabulary import Terms
from kb.search.matching import ENTITY, Matcher

Json = dict[str, Any]


@dataclass(frozen=True)
class Property:
    """A property: its identifier, its name, what it is, and which values it has."""

    id: str
    name: str
    description: str
    values: str = "text"
    """text, thing, number or count; compared for what only candidates are compared by."""

    def as_json(self) -> Json:
        """The property as answers have it."""
        return {"id": self.id, "name": self.name, "description": self.description}


COMPARED = {
    "wikidata": Property(
        "wikidata", "item of Wikidata", "Q9161, or its IRI: the thing that is linked to it as the same.", "compared"
    ),
    "place": Property(
        "place",
        "place",
        "A name or identifier of a place, or latitude and longitude with a comma between: where it lies, or of which "
        "claims about it speak.",
        "compared",
    ),
    "date": Property("date", "date", "A text with years: those of which claims about it speak.", "compared"),
    "role": Property("role", "role", "Words of an office, rank or profession that it is said to have had.", "compared"),
}
"""The properties by which candidates are told apart, by the words that the matcher has for them."""

SYNONYMS = {
    "skos:exactMatch": "wikidata",
    "elbe:place": "place",
    "elbe:within": "place",
    "elbe:validTime": "date",
    "elbe:heldRole": "role",
}
"""Other identifiers of these."""

TOLD = {
    each.id: each
    for each in (
        Property("skos:prefLabel", "name", "What it is called, in all languages of the record or in one."),
        Property("skos:altLabel", "other names", "What it is also called."),
        Property("dcterms:title", "title", "The title of a work or source."),
        Property("skos:exactMatch", "same as", "The same thing in Wikidata, GeoNames and others."),
        Property("elbe:within", "within", "The place, of today's geography, that it lies in.", "thing"),
        Property("geo:lat", "latitude", "In degrees north.", "number"),
        Property("geo:long", "longitude", "In degrees east.", "number"),
        Property("elbe:eventType", "kind of event", "What kind of event it is, as spoken of.", "thing"),
        Property("claims", "claims", "The claims about it, by what they say.", "thing"),
    )
}
"""The properties with which tables are extended: what identifies things, and which claims there are about them.

What claims say is no property of a thing.
"""

FEATURES = {
    "name": "How like the name is to the best name of the thing: 55 parts by the words of the query that are in it, "
    "45 parts by the words of it that are in the query, less for names that are not the first.",
    "of-query": "How much of the query is found in the name, rare words counting more.",
    "of-name": "How much of the name is found in the query.",
    **{word: f"How well it agrees: {each.description}" for word, each in COMPARED.items()},
    "type": "Whether it is of a type that is asked for.",
}
"""What scores are made of; each goes from 0 to 100."""


class Types:
    """The kinds of entities that a record has."""

    def __init__(self, matcher: Matcher) -> None:
        self.terms = matcher.terms
        self.present = {name.thing.class_ for name in matcher.labels.values()}

    @cached_property
    def known(self) -> dict[str, str]:
        """The IRIs of types by the identifiers and words for them."""
        classes, terms = sorted(self.terms.below(ENTITY)), self.terms
        words = {kind: iri for kind, curie in terms.kinds.items() if (iri := terms.expand(curie)) in classes}
        return {terms.compact(iri): iri for iri in classes} | {iri: iri for iri in classes} | words

    @cached_property
    def default(self) -> list[str]:
        """The types of which there are things, by their names."""
        return sorted(self.present, key=lambda iri: self.terms.labels[iri])

    def classes(self, types: Iterable[str]) -> frozenset[str]:
        """The classes of things that are of any of some types; none for types that are unknown."""
        found = [self.terms.below(self.known[each]) for each in types if each in self.known]
        return frozenset().union(*found)

    def common(self, types: Iterable[str]) -> frozenset[str]:
        """The classes of things that are of all of some types."""
        found = [self.classes([each]) for each in types]
        return frozenset.intersection(*found) if found else frozenset()


def type_json(iri: str, terms: Terms) -> Json:
    """A type as candidates have it."""
    return {"id": terms.compact(iri), "name": terms.labels.get(iri, terms.compact(iri))}


def whole_type_json(iri: str, terms: Terms) -> Json:
    """A type with the types above it."""
    above = sorted(terms.broader.get(iri, frozenset()) & terms.below(ENTITY))
    return type_json(iri, terms) | ({"broader": [type_json(each, terms) for each in above]} if above else {})
