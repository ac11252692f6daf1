"""The matcher of names: what a name in any script and spelling may mean, with scores, and what they are made of.

A candidate is a match only where that is safe: each word of the name is one of the thing's name in some spelling and no
word is left, no other thing is nearly as good, and nothing that is known contradicts it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Self

from kb.model.vocabulary import Terms, core
from kb.namespaces import expand
from kb.search import contexts
from kb.search.contexts import ITEM, Context, Given, agreement
from kb.search.index import HIDDEN, Name, Thing
from kb.search.likeness import Likeness, Names
from kb.search.naming import Part, abbreviation, joined, parts

BY_PROPERTIES = 0.15
"""The part of a score that is made by properties, where some are given; half of it where nothing is known."""

CLEAR = 70.0
"""The score from which on it is not asked what else a word may be."""

LEAST_SCORE = 35.0
"""The score below which nothing is a candidate."""

MARGIN, MARGIN_BY_PROPERTIES = 10.0, 4.0
"""How much better than the next a match is, and one that properties tell apart from it."""

CONTRADICTED, SUPPORTED = 30.0, 80.0
"""The agreement of a property below which it speaks against a match, and above which it speaks for one."""

PLACE_SCORE = 85.0
"""From which score on a name of a place means a place."""

PERSON, PLACE, ENTITY = expand("elbe:Person"), expand("elbe:Place"), expand("elbe:Entity")


@dataclass(frozen=True)
class Candidate:
    """A thing that a name may mean."""

    name: Name
    """The name of it that is like the query."""
    score: float
    features: tuple[tuple[str, float], ...]
    """What the score is made of, each from 0 to 100."""
    match: bool = False

    @property
    def thing(self) -> Thing:
        """What may be meant."""
        return self.name.thing

    @property
    def rank(self) -> tuple[float | str, ...]:
        """The place among candidates."""
        return -self.score, -self.thing.importance, len(self.thing.label), self.thing.iri


class Matcher:
    """Finds what names mean, among the things of a record."""

    def __init__(self, names: Iterable[Name], known: Mapping[str, Context], terms: Terms | None = None) -> None:
        self.names, self.contexts, self.terms = Names(names), known, terms or core()
        self.labels = {each.name.thing.iri: each.name for each in reversed(self.names.known)}
        """The first name of each thing."""
        self.places = lru_cache(maxsize=10_000)(self._places)

    @classmethod
    def open(cls, path: Path, terms: Terms) -> Self:
        """The matcher of the entities in the index of a release."""
        index = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        try:
            return cls.of(index, terms)
        finally:
            index.close()

    @classmethod
    def of(cls, index: sqlite3.Connection, terms: Terms) -> Self:
        """The matcher of the entities in an index."""
        return cls(entity_names(index, terms), contexts.stored(index), terms)

    def candidates(
        self, query: str, classes: Collection[str] = (), given: Sequence[Given] = (), limit: int = 5
    ) -> list[Candidate]:
        """What a name may mean, best first, of some classes or of any; without a name, what has the item given."""
        asked = parts(query)
        if not asked:
            return self._linked(classes, given)[:limit]
        best = self._best(asked, classes)
        likely = sorted(best.values(), key=lambda likeness: -likeness.score)
        if not given:  # then scores stay, and no more are looked at than are shown, and one for the margin
            likely = likely[: limit + 1]
        found = sorted((self._candidate(likeness, given) for likeness in likely), key=lambda each: each.rank)
        found = [candidate for candidate in found if candidate.score >= LEAST_SCORE]
        if found and self._is_safe(found, best[found[0].thing.iri], given):
            found[0] = replace(found[0], match=True)
        return found[:limit]

    def _best(self, asked: list[Part], classes: Collection[str]) -> dict[str, Likeness]:
        """How a query is like the best name of each thing; what is nearly a word is sought where that is needed."""
        best: dict[str, Likeness] = {}
        for is_wide in (False, True):
            for reading in self._readings(asked):
                for likeness in self.names.alike(reading, classes, is_wide):
                    iri = likeness.known.name.thing.iri
                    if iri not in best or likeness.score > best[iri].score:
                        best[iri] = likeness
            if any(likeness.score >= CLEAR for likeness in best.values()):
                break
        return best

    def _readings(self, asked: list[Part]) -> list[list[Part]]:
        """The ways to read a name: as it stands, and with two words as one where one of them is known of no name."""
        asked = abbreviation(asked)
        is_known = [any(form in self.names.lexicon.by_form for form in part.forms) for part in asked]
        readings = [asked]
        for at, (first, second) in enumerate(pairwise(asked)):
            if not (is_known[at] and is_known[at + 1]) and "figure" not in (first.role, second.role):
                readings.append([*asked[:at], joined(first, second), *asked[at + 2 :]])
        return readings

    def _candidate(self, likeness: Likeness, given: Sequence[Given]) -> Candidate:
        """A candidate with its score, in which what is known of the thing has a part."""
        score, name = likeness.score, likeness.known.name
        features = {"name": score, "of-query": 100 * likeness.of_query, "of-name": 100 * likeness.of_name}
        if given:
            known = self.contexts.get(name.thing.iri)
            found = [agreement(each, name.thing.iri, known, self.places) for each in given]
            features |= {
                each.property: 100 * value for each, value in zip(given, found, strict=True) if value is not None
            }
            mean = sum(0.5 if value is None else value for value in found) / len(found)
            score = (1 - BY_PROPERTIES) * score + BY_PROPERTIES * 100 * mean
        return Candidate(name, round(score, 2), tuple((each, round(value, 1)) for each, value in features.items()))

    def _is_safe(self, found: list[Candidate], likeness: Likeness, given: Sequence[Given]) -> bool:
        """Whether the best candidate is a match."""
        best = found[0]
        values = {each: value for each, value in best.features if each in {each.property for each in given}}
        if any(value < CONTRADICTED for value in values.values()):
            return False
        if values.get("wikidata") == 100:
            return True
        is_supported = any(value > SUPPORTED for value in values.values())
        if not likeness.is_whole or likeness.known.name.predicate == HIDDEN:
            return False
        if best.thing.class_ == PERSON and self._full_words(likeness) < 2 and not is_supported:
            return False
        margin = MARGIN_BY_PROPERTIES if is_supported else MARGIN
        return len(found) == 1 or best.score - found[1].score >= margin

    def _full_words(self, likeness: Likeness) -> int:
        """How many words a name has that are no figures or mere letters."""
        words = self.names.lexicon.words
        return sum(words[word].role in ("word", "title") for word in likeness.known.words)

    def _linked(self, classes: Collection[str], given: Sequence[Given]) -> list[Candidate]:
        """What is linked to an item of Wikidata that is given."""
        items = {
            match[1]
            for each in given
            if each.property == "wikidata"
            for match in map(ITEM.fullmatch, each.values)
            if match
        }
        found = [
            Candidate(name, 100.0, (("wikidata", 100.0),))
            for iri, name in self.labels.items()
            if items and iri in self.contexts and not items.isdisjoint(self.contexts[iri].items)
            if not classes or name.thing.class_ in classes
        ]
        return [replace(found[0], match=True)] if len(found) == 1 else sorted(found, key=lambda each: each.rank)

    def _places(self, name: str) -> frozenset[str]:
        """The things that a name or an IRI of a place may mean."""
        if name in self.labels:
            return frozenset([name])
        found = self.candidates(name, self.terms.below(PLACE), limit=3)
        return frozenset(candidate.thing.iri for candidate in found if candidate.score >= PLACE_SCORE)


def entity_names(index: sqlite3.Connection, terms: Terms) -> list[Name]:
    """The names of entities in an index."""
    rows = index.execute(
        "SELECT iri, kind, class, label, things.language, predicate, name, names.language FROM names"
        " JOIN things ON things.id = names.thing ORDER BY names.rowid"
    )
    classes = terms.below(ENTITY)
    return [Name(Thing(*row[:5]), row[5], row[6], row[7], ()) for row in rows if row[2] in classes]
