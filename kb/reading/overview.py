"""The record seen from above: who takes which stance, and of what, where and when claims speak, read once and kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kb import resources
from kb.namespaces import expand
from kb.reading.facts import Facts, Reference
from kb.reading.nodes import facts
from kb.store.protocol import Store

SUBJECT, OBJECT, PLACE = expand("rdf:subject"), expand("rdf:object"), expand("elbe:place")
TOOK_PLACE_IN, PUBLISHED_ON = expand("elbe:tookPlaceIn"), expand("elbe:publishedOn")
DATING = frozenset(map(expand, ("elbe:occurredOn", "elbe:beganOn", "elbe:endedOn", "elbe:publishedOn")))
"""The predicates that date their subjects."""


@dataclass(frozen=True)
class Taken:
    """A stance that somebody takes on a claim; several speakers of one utterance are several of these."""

    claim: str
    utterance: str
    stance: str
    speaker: str
    manner: str
    source: str


@dataclass(frozen=True)
class Dated:
    """A time of which a claim holds, or that it states, as EDTF, with its bounds as dates; empty for none."""

    claim: str
    edtf: str
    begin: str
    end: str
    is_stated: bool
    """Whether the claim states it of its subject, and does not only hold of it."""


class Overview:
    """What is above all asked of all claims of a store that does not change."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.named: dict[str, Reference] = {}
        """What was named already."""
        self._read: dict[str, list[tuple[str, ...]]] = {}

    def _rows(self, name: str) -> list[tuple[str, ...]]:
        """The rows of a query, as text, in order; it is asked once."""
        if name not in self._read:
            found = self.store.select(resources.query("reading", f"facets/{name}"))
            self._read[name] = sorted(tuple(term.value if term else "" for term in row) for row in found)
        return self._read[name]

    @cached_property
    def taken(self) -> list[Taken]:
        """All stances."""
        return [Taken(*row) for row in self._rows("stances")]

    @cached_property
    def taken_on(self) -> Mapping[str, list[Taken]]:
        """The stances on each claim that somebody takes one on."""
        found: dict[str, list[Taken]] = {}
        for taken in self.taken:
            found.setdefault(taken.claim, []).append(taken)
        return found

    @cached_property
    def questions(self) -> Mapping[str, str]:
        """The question that each claim answers."""
        return {claim: question for claim, question, _ in self._rows("questions")}

    @cached_property
    def status(self) -> Mapping[str, str]:
        """How the question stands that each claim answers."""
        return {claim: status for claim, _, status in self._rows("questions") if status}

    @cached_property
    def spoken_of(self) -> Mapping[str, dict[str, str]]:
        """The things of which each claim speaks, with the property by which it does."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for claim, _, role, thing in self._rows("spoken_of"):
            found[claim][thing] = role
        return found

    @cached_property
    def predicates(self) -> Mapping[str, str]:
        """What each claim says of its subject."""
        return {claim: predicate for claim, predicate, _, _ in self._rows("spoken_of")}

    @cached_property
    def classes(self) -> Mapping[str, list[str]]:
        """The classes of things."""
        found: dict[str, list[str]] = defaultdict(list)
        for thing, class_, _ in self._rows("things"):
            found[thing].append(class_)
        return found

    @cached_property
    def linked(self) -> frozenset[str]:
        """The things that are linked to the same elsewhere."""
        return frozenset(thing for thing, _, is_linked in self._rows("things") if is_linked == "true")

    @cached_property
    def wider(self) -> Mapping[str, str]:
        """All places, each with the one within which it lies today, or none."""
        return {row[0]: row[1] for row in self._rows("places")}

    @cached_property
    def points(self) -> Mapping[str, tuple[float, float]]:
        """Latitude and longitude of places, in degrees."""
        return {place: (float(latitude), float(longitude)) for place, latitude, longitude in self._rows("points")}

    @cached_property
    def dates(self) -> Mapping[str, list[Dated]]:
        """The times of each claim: those of which it holds, that it states, or that any claim states of its subject."""
        own: dict[str, list[Dated]] = defaultdict(list)
        for claim, role, _, edtf, begin, end in self._rows("times"):
            if role != OBJECT or self.predicates.get(claim) in DATING:
                own[claim].append(Dated(claim, edtf, begin, end, role == OBJECT))
        of_events = self._stated_of_events(own)
        found = {claim: list(times) for claim, times in own.items()}
        for claim, things in self.spoken_of.items():
            for event in (thing for thing, role in things.items() if role == SUBJECT):
                found.setdefault(claim, []).extend(of_events.get(event, ()))
        return {claim: list(dict.fromkeys(times)) for claim, times in found.items() if times}

    def _stated_of_events(self, own: Mapping[str, list[Dated]]) -> Mapping[str, list[Dated]]:
        """The dates that claims give for things, but for those on which something was published."""
        found: dict[str, list[Dated]] = defaultdict(list)
        for claim, times in own.items():
            if self.predicates.get(claim) != PUBLISHED_ON:
                for subject in (thing for thing, role in self.spoken_of[claim].items() if role == SUBJECT):
                    found[subject] += [time for time in times if time.is_stated]
        return found

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """The places of each claim: those of which it speaks, and those where any claim puts an event it speaks of."""
        put: dict[str, set[str]] = defaultdict(set)
        for claim, predicate in self.predicates.items():
            if predicate == TOOK_PLACE_IN:
                at = {thing for thing, role in self.spoken_of[claim].items() if role == OBJECT}
                for event in (thing for thing, role in self.spoken_of[claim].items() if role == SUBJECT):
                    put[event] |= at
        found = {}
        for claim, things in self.spoken_of.items():
            at = {thing for thing in things if thing in self.wider}
            if self.predicates[claim] != TOOK_PLACE_IN:
                at |= {place for thing, role in things.items() if role != PLACE for place in put.get(thing, ())}
            found[claim] = frozenset(place for place in at if place in self.wider)
        return found

    def outermost(self, place: str) -> str:
        """The outermost place within which a place lies."""
        seen = {place}
        while (wider := self.wider.get(place)) and wider not in seen:
            seen.add(place := wider)
        return place

    def names(self, iris: Iterable[str]) -> dict[str, Reference]:
        """How things are called."""
        wanted = list(dict.fromkeys(iris))
        nodes = [NamedNode(iri) for iri in wanted if iri not in self.named]
        quads = facts(self.store, "lists/names_of_things", nodes)
        told = Facts.of((quad.triple for each in quads.values() for quad in each), terms=self.store.terms)
        self.named |= {node.value: told.reference(node.value) for node in nodes}
        return {iri: self.named[iri] for iri in wanted}
