"""How a record is linked to other datasets: what is the same, what is near, what was rejected, what is still wanted."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolution

from kb import resources
from kb.namespaces import compact
from kb.reading.things import EXACT
from kb.store.protocol import Store

UNSEEN = "nowhere yet"
"""Where a thing was looked for of which nothing is said."""


@dataclass(frozen=True)
class Scheme:
    """A dataset whose identifiers things are linked to: the IRIs are made of a beginning, the identifier and an end."""

    name: str
    title: str
    begins: str
    pattern: str
    ends: str = ""
    kinds: tuple[str, ...] = ()
    """The kinds of things that it holds alone; none where it holds any."""

    def iri(self, identifier: str) -> str | None:
        """The IRI of an identifier; None for what can be none."""
        return f"{self.begins}{identifier}{self.ends}" if re.fullmatch(self.pattern, identifier) else None

    def identifier(self, iri: str) -> str | None:
        """The identifier in an IRI; None for an IRI of something else."""
        found = re.fullmatch(f"{re.escape(self.begins)}({self.pattern}){re.escape(self.ends)}", iri)
        return found[1] if found else None


SCHEMES = {
    each.name: each
    for each in (
        Scheme("wikidata", "Wikidata", "http://www.wikidata.org/entity/", "Q[1-9][0-9]{0,14}"),
        Scheme("geonames", "GeoNames", "https://sws.geonames.org/", "[1-9][0-9]{0,9}", "/", ("place",)),
        Scheme("viaf", "VIAF", "http://viaf.org/viaf/", "[1-9][0-9]{0,21}"),
        Scheme("gnd", "GND", "https://d-nb.info/gnd/", "[0-9X-]{3,12}"),
        Scheme("isni", "ISNI", "https://isni.org/isni/", "[0-9]{15}[0-9X]"),
        Scheme("loc", "Library of Congress", "http://id.loc.gov/authorities/names/", "[a-z]{1,3}[0-9]{8,10}"),
    )
}
"""The datasets by the first step of the addresses that lead from their identifiers to things."""


@dataclass(frozen=True)
class Link:
    """One mapping: a thing, how it is related to an item, whether that is denied, and the evidence."""

    mapping: str
    thing: str
    match: str
    item: str
    is_rejected: bool
    confidence: float
    """Not a number where none is stated."""
    comment: str
    label: str
    class_: str

    @property
    def state(self) -> str:
        """What the mapping says, in a word."""
        return "rejected" if self.is_rejected else state_of(self.match)


def state_of(match: str) -> str:
    """What a kind of match says, in a word."""
    return match.removeprefix("skos:").removesuffix("Match")


@dataclass(frozen=True)
class Wanted:
    """A thing that was looked for elsewhere and not found: why it is thought so, where it was sought, and when."""

    assessment: str
    thing: str
    class_: str
    reason: str
    where: str
    day: str


@dataclass(frozen=True)
class Coverage:
    """How many things of one class there are, and how they are linked to a dataset."""

    class_: str
    things: int
    exact: int
    near: int
    wanted: int

    @property
    def unsought(self) -> int:
        """How many are neither linked nor wanted."""
        return self.things - self.exact - self.near - self.wanted


class Links:
    """The links of a record, and what it wants."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def compact(self, iri: str) -> str:
        """An IRI as people write it."""
        return self.store.terms.compact(iri)

    @cached_property
    def links(self) -> list[Link]:
        """All mappings, in the order of their IRIs."""
        return [_link(row) for row in self.store.select(resources.query("reading", "links"))]

    @cached_property
    def wanted(self) -> list[Wanted]:
        """All that is wanted, in the order of the IRIs of assessments."""
        return [_wanted(row) for row in self.store.select(resources.query("reading", "links_wanted"))]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The names of each entity."""
        return {thing: names for thing, (_, names) in self._entities.items()}

    @cached_property
    def classes(self) -> dict[str, str]:
        """The class of each entity."""
        return {thing: class_ for thing, (class_, _) in self._entities.items()}

    @cached_property
    def described(self) -> frozenset[str]:
        """The entities that have no name of their own, so that they can't be looked for elsewhere."""
        rows = self.store.select(resources.query("reading", "links_entities"))
        return frozenset(row["thing"].value for row in rows if row["anonymity"])

    @cached_property
    def _entities(self) -> dict[str, tuple[str, list[str]]]:
        """The class and the names of each entity."""
        entities, found = self.store.terms.entity_classes, dict[str, tuple[str, list[str]]]()
        for row in self.store.select(resources.query("reading", "links_entities")):
            if row["class"].value in entities:
                _, names = found.setdefault(row["thing"].value, (row["class"].value, []))
                if row["name"]:
                    names.append(row["name"].value)
        return found

    @property
    def rejected(self) -> list[Link]:
        """The mappings that say that something is not what it looks like."""
        return [link for link in self.links if link.is_rejected]

    def unlinked(self, scheme: Scheme) -> list[str]:
        """The entities that are nothing in a dataset yet."""
        linked = {link.thing for link in self.links if link.match == EXACT and not link.is_rejected}
        there = {link.thing for link in self.links if scheme.identifier(link.item)}
        return sorted(thing for thing in self.classes if thing not in linked & there)

    def coverage(self, scheme: Scheme) -> list[Coverage]:
        """How the things of each class are linked to a dataset."""
        states: dict[str, set[str]] = defaultdict(set)
        for link in self.links:
            if not link.is_rejected and scheme.identifier(link.item):
                states[link.thing].add("exact" if link.match == EXACT else "near")
        wanted = {each.thing for each in self.wanted}
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for thing, class_ in self.classes.items():
            near = "near" if "near" in states[thing] else "wanted" if thing in wanted else "unsought"
            counts[class_]["exact" if "exact" in states[thing] else near] += 1
        return [
            Coverage(class_, sum(count.values()), count["exact"], count["near"], count["wanted"])
            for class_, count in sorted(counts.items())
        ]


def _link(row: QuerySolution) -> Link:
    """A mapping."""
    return Link(
        mapping=_text(row, "mapping"),
        thing=_text(row, "thing"),
        match=compact(_text(row, "match")),
        item=_text(row, "item"),
        is_rejected=bool(_text(row, "modifier")),
        confidence=float(_text(row, "confidence") or "nan"),
        comment=_text(row, "comment"),
        label=_text(row, "label"),
        class_=_text(row, "class"),
    )


def _wanted(row: QuerySolution) -> Wanted:
    """What is wanted."""
    where = _text(row, "where") or UNSEEN
    thing, class_ = _text(row, "thing"), _text(row, "class")
    return Wanted(_text(row, "assessment"), thing, class_, _text(row, "reason"), where, _text(row, "day"))


def _text(row: QuerySolution, name: str) -> str:
    """The value of a variable; empty where it has none."""
    value = row[name]
    return value.value if isinstance(value, NamedNode | Literal) else ""
