"""What a sentence says that nothing told on its stretch carries: numerals, names and words that limit it.

Told is what those utterances say whose passages reach into the sentence: whom and what they and their claims name, and
the words of gists, times and texts. Which words limit a sentence, what of the record carries each, and how numbers are
written in words is data by language (`ontology/words/`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import NamedNode

from kb import resources
from kb.model.wording import words as words_of
from kb.reading.sources import Source
from kb.store.binding import bind
from kb.store.protocol import Store
from kb.texts.mentions import labels, recorded

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*(?:\.\d+)?")
_SENTENCE_END = re.compile(r"[.!?…][”\"’)]*(?=\s+[^\sa-zа-я])|\n")


_CENTURY = re.compile(r"([12]\d)\d\d[-–]$")
_WORD = re.compile(r"[\s\u00a0-]+(\w+)")
_MARKER = re.compile(r"\[\d+\]")
"""The marker of a note, which is a citation."""


@dataclass(frozen=True, order=True)
class Uncarried:
    """A stretch of a text of one kind (`numeral`, `name` or `hedge`) that nothing told there carries."""

    start: int
    end: int
    kind: str

    def lies_in(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether one of some spans holds it."""
        return any(start <= self.start and self.end <= end for start, end in spans)


@dataclass
class _Told:
    """What is told on a stretch: the things and properties that it names, by their paths, and its words."""

    start: int
    end: int
    things: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)


def uncarried(store: Store, source: Source, text: str, language: str = "en") -> list[Uncarried]:
    """The numerals, names and limiting words of a source that nothing told on their sentence carries.

    What lies in no passage of an utterance is not looked at, since `coverage.gaps` lists it; nor what is set aside for
    a reason.
    """
    told, aside, carrying = _told(store, source), _set_aside(store, source), _Carrying(language)
    names = [(name.start, name.end, name.entity) for name in recorded(store, source.iri) if name.entity]
    called = _called(store)
    found: list[Uncarried] = []
    for start, end in _sentences(text):
        held = [each for each in told if each.start < end and start < each.end]
        things = {thing for each in held for thing in each.things}
        said = " ".join(part for each in held for part in each.texts)
        said = f" {said} {' '.join(name for thing in things for name in called.get(thing, ()))} ".casefold()
        left = [*carrying.numerals(text, start, end, said), *carrying.hedges(text, start, end, things, said)]
        left += [
            Uncarried(first, last, "name")
            for first, last, entity in names
            if start <= first and last <= end and entity not in things
            if not any(name.casefold() in said for name in (*called.get(entity, ()), text[first:last]))
        ]
        spans = [(each.start, each.end) for each in held]
        found += [each for each in left if each.lies_in(spans) and not each.lies_in(aside)]
    return sorted(found)


class _Carrying:
    """What carries numerals and limiting words in one language."""

    def __init__(self, language: str) -> None:
        self.limiting = {re.compile(rf"\b{words}\b"): by for words, by in words_of(language, "hedges").items()}
        self.in_words = {
            re.compile(rf"\b{words}\b", re.IGNORECASE): value for words, value in words_of(language, "numerals").items()
        }
        self.scales: Mapping[str, int] = words_of(language, "scales")

    def numerals(self, text: str, start: int, end: int, said: str) -> Iterator[Uncarried]:
        """The numerals of a sentence, in digits or in words, that what is said does not hold."""
        known = {value for _, _, values in self.numbers_in(said, 0, len(said)) for value in values}
        for first, last, values in self.numbers_in(text, start, end):
            if not values & known:
                yield Uncarried(first, last, "numeral")

    def numbers_in(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, set[Decimal]]]:
        """Where numbers stand, each with its value, alone and by a word such as million that follows."""
        for found in _NUMBER.finditer(text, start, end):
            if not _MARKER.fullmatch(text[max(0, found.start() - 1) : found.end() + 1]):
                yield *found.span(), self.scaled(_value(found, text), text[found.end() :][:12])
        for words, value in self.in_words.items():
            for found in words.finditer(text, start, end):
                yield *found.span(), self.scaled(Decimal(value), text[found.end() :][:12])

    def scaled(self, value: Decimal, following: str) -> set[Decimal]:
        """A number, alone and by the word that follows it."""
        word = _WORD.match(following)
        return {value, value * self.scales.get(word[1].casefold(), 1) if word else value}

    def hedges(self, text: str, start: int, end: int, things: set[str], said: str) -> Iterator[Uncarried]:
        """The words of a sentence that limit it, for which neither a thing nor a word of what is told stands."""
        for words, ways in self.limiting.items():
            if not any(_carries(way, things, said) for way in ways):
                yield from (Uncarried(*found.span(), "hedge") for found in words.finditer(text, start, end))


def _carries(way: str, things: set[str], said: str) -> bool:
    """Whether a list, a concept or property among things, or a word that begins so, is told."""
    return any(thing.startswith(way) or thing == f"elbe:{way}" for thing in things) or f" {way}" in said


def _value(found: re.Match[str], text: str) -> Decimal:
    """The number that was found; of a year that ends an interval and leaves out its century, with that."""
    digits = re.sub(r"[,\u00a0\u202f]|\.(?=\d{3}\b)", "", found[0])
    century = _CENTURY.search(text, max(0, found.start() - 5), found.start())
    return Decimal((century[1] if century and len(digits) == 2 else "") + digits)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, as offsets."""
    at = 0
    for found in _SENTENCE_END.finditer(text):
        yield at, found.end()
        at = found.end()
    yield at, len(text)


def _told(store: Store, source: Source) -> list[_Told]:
    """What is told on each stretch of a source."""
    told: dict[tuple[int, int], _Told] = {}
    query = bind(resources.query("texts", "carried"), "source", [NamedNode(source.iri)])
    for row in store.select(query):
        span = (int(row["start"].value), int(row["end"].value))
        each = told.setdefault(span, _Told(*span))
        each.things.add(store.terms.curie(row["property"].value))
        if isinstance(row["value"], NamedNode):
            each.things.add(store.terms.path(row["value"].value))
        else:
            each.texts.append(row["value"].value)
    return list(told.values())


def _set_aside(store: Store, source: Source) -> list[tuple[int, int]]:
    """The stretches of a source that hold no claim for a reason that is given."""
    query = bind(resources.query("texts", "set_aside"), "source", [NamedNode(source.iri)])
    return [(int(row["start"].value), int(row["end"].value)) for row in store.select(query)]


def _called(store: Store) -> dict[str, list[str]]:
    """What entities and concepts are called, by path."""
    found: dict[str, list[str]] = defaultdict(list)
    for label in labels(store):
        found[label.entity].append(label.text)
    for names in (store.terms.names, store.terms.plurals):
        for concept, by_language in names.items():
            found[store.terms.path(concept)] += by_language.values()
    return found
