"""Search by name: an index of what things are called, and the things that some words find in it, best first.

The index is a full-text table of SQLite (https://www.sqlite.org/fts5.html), a cache of the record beside the store. How
many letters may be wrong grows with the length of a word; none of a figure, nor of fewer than four letters. What is not
found as it is written is left to the matcher of names, which also reconciles tables.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.errors import SearchRefused
from kb.hints import nearest
from kb.model.vocabulary import Terms
from kb.search.index import GIST, HIDDEN, SPELLINGS, Name, Thing
from kb.search.lexicon import letters_wrong
from kb.search.matching import Matcher
from kb.search.spellings import Forms, script, whole_figures, words

LONGEST, MOST_WORDS = 300, 40
"""How many characters and words a search may have."""

MOST_NAMES = 500
"""How many names are ranked; a search that finds more says so."""

LEAST = {"exact": 0.78, "words": 0.60, "alike": 0.54, "prefix": 0.42, "fuzzy": 0.24}
"""The least score of each way to match; what a score has above it says what was found, and how close it is."""

WAYS = tuple(LEAST)

EXACT = {"skos:prefLabel": 0.12, "dcterms:title": 0.12, "skos:altLabel": 0.06, HIDDEN: 0.0}
"""How much more is the score of a whole name, by the property that gives it."""

LEAST_OF_GIST = 0.06

LIKELY = 70.0
"""The score from which on the matcher's candidates are shown, where no name has all words as they are written."""

BY_IMPORTANCE, BY_CLOSENESS, BY_SCRIPT = 0.03, 0.02, 0.005

FIND = """
SELECT names.rowid, iri, kind, class, label, things.language, predicate, name, names.language, forms
FROM names JOIN things ON things.id = names.thing
WHERE names MATCH :words AND (:is_any OR kind IN (SELECT value FROM json_each(:kinds)))
ORDER BY names.rowid LIMIT :limit
"""


@dataclass(frozen=True)
class Hit:
    """A thing that was found, and the name that found it.

    The match is exact (all words of the name, in their order), words, prefix or fuzzy: that of the word which matches
    worst; or alike, of names that the matcher knows with titles, initials, words too many or in another spelling.
    """

    name: Name
    match: str
    is_transliterated: bool
    score: float

    @property
    def thing(self) -> Thing:
        """What was found."""
        return self.name.thing

    @property
    def shown_name(self) -> str | None:
        """The name that found it; None for a hidden label, which is to find and not to be shown."""
        return self.name.shown

    @property
    def rank(self) -> tuple[float | str, ...]:
        """The place among all that was found."""
        return -self.score, len(self.thing.label), self.thing.iri


@dataclass(frozen=True)
class Found:
    """The things that a search finds, best first; not all of them if there are more than are ranked."""

    hits: tuple[Hit, ...]
    is_whole: bool


class Word:
    """A word that is sought: its spellings, and the words of the index that are like it, with their similarity."""

    def __init__(self, forms: Forms, alike: dict[str, float], is_begun: bool = True) -> None:
        self.forms, self.alike, self.is_begun = forms, alike, is_begun
        self.matches: dict[str, tuple[int, float]] = {}
        """How words of names match that were met already."""

    def condition(self, is_fuzzy: bool) -> str:
        """What a name has to have, in the query language of FTS5; forms are letters and digits, so nothing escapes."""
        begun = [f'"{form}"{" *" if self.is_begun else ""}' for form in sorted(self.forms)]
        alike = [f'"{other}"' for other in sorted(self.alike)] if is_fuzzy else []
        return f"({' OR '.join(begun + alike)})"

    def match(self, word: str) -> tuple[int, float]:
        """The way in which it matches a word of a name, and how closely: not at all where the closeness is 0."""
        if word not in self.matches:
            self.matches[word] = self.compare(word.split(SPELLINGS))
        return self.matches[word]

    def compare(self, forms: list[str]) -> tuple[int, float]:
        """The same, found out."""
        if not self.forms.isdisjoint(forms):
            return WAYS.index("words"), 1.0
        begun = [len(own) / len(form) for own in self.forms for form in forms if form.startswith(own)]
        if begun and self.is_begun:
            return WAYS.index("prefix"), max(begun)
        return WAYS.index("fuzzy"), max(self.alike.get(form, 0.0) for form in forms)


class Search:
    """Finds things by their names in the index of a release; any number of threads may ask it."""

    def __init__(self, index: sqlite3.Connection, matcher: Matcher) -> None:
        self.index, self.matcher = index, matcher
        self.vocabulary: dict[int, list[str]] = defaultdict(list)
        for (word,) in index.execute("SELECT term FROM vocabulary ORDER BY term"):
            self.vocabulary[len(word)].append(word)

    @classmethod
    def open(cls, path: Path, terms: Terms) -> Self:
        """The index in a file, which is only read."""
        index = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)
        return cls(index, Matcher.of(index, terms))

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of things that can be found."""
        return [kind for (kind,) in self.index.execute("SELECT DISTINCT kind FROM things ORDER BY kind")]

    def find(self, text: str, kinds: Collection[str] = (), shortest: int = 1) -> Found:
        """What a text finds among things of some kinds, or among all; raises SearchRefused.

        Words of fewer letters than the shortest, and figures unless it is 1, are not sought as the beginning of others.
        """
        for unknown in sorted(set(kinds).difference(self.kinds)):
            hint = nearest(unknown, self.kinds)
            raise SearchRefused(f"There is no kind {unknown[:50]!r}{hint}; there are {', '.join(self.kinds)}.")
        sought = [self.word(forms, shortest) for forms in asked_words(text)]
        names = self.found(sought, kinds)
        hits = [hit for name in names.values() if (hit := _judge(name, sought, text))]
        if not any(hit.match in ("exact", "words") and hit.name.predicate != GIST for hit in hits):
            hits += self.alike_names(text, kinds)
        best = {hit.thing.iri: hit for hit in sorted(hits, key=lambda hit: (hit.score, text in hit.name.text))}
        return Found(tuple(sorted(best.values(), key=lambda hit: hit.rank)), is_whole=len(names) < MOST_NAMES)

    def word(self, forms: Forms, shortest: int = 1) -> Word:
        """A word to be sought."""
        return Word(forms, self.alike(forms), shortest == 1 or any(len(f) >= shortest and f.isalpha() for f in forms))

    def hits(self, sought: list[Word], text: str, kinds: Collection[str], is_fuzzy: bool = True) -> list[Hit]:
        """What some words find, in no order."""
        names = self.found(sought, kinds, is_fuzzy)
        return [hit for name in names.values() if (hit := _judge(name, sought, text))]

    def found(self, sought: list[Word], kinds: Collection[str], is_fuzzy: bool = True) -> dict[int, Name]:
        """The names that have all words, then those that have words like them, as many as are ranked."""
        names = dict(self.names(sought, kinds, is_fuzzy=False))
        if is_fuzzy and len(names) < MOST_NAMES and any(word.alike for word in sought):
            names |= self.names(sought, kinds, is_fuzzy=True, known=names)
        return names

    def names(
        self, sought: Iterable[Word], kinds: Collection[str], is_fuzzy: bool, known: Collection[int] = ()
    ) -> Iterator[tuple[int, Name]]:
        """The names that have all words, as many as are ranked, but for those known already, with their places."""
        rows = self.index.execute(
            FIND,
            {
                "words": " AND ".join(word.condition(is_fuzzy) for word in sought),
                "is_any": not kinds,
                "kinds": json.dumps(sorted(kinds)),
                "limit": MOST_NAMES,
            },
        )
        for place, *thing, predicate, text, language, forms in rows:
            if place not in known:
                yield place, Name(Thing(*thing), predicate, text, language, tuple(forms.split(" ")))

    def alike_names(self, text: str, kinds: Collection[str]) -> list[Hit]:
        """What the matcher of names takes a text for."""
        least = LEAST["alike"]
        return [
            Hit(
                each.name,
                "alike",
                script(each.name.text) != script(text),
                round(least + (LEAST["words"] - least) * each.score / 100, 4),
            )
            for each in self.matcher.candidates(text)
            if each.score >= LIKELY and (not kinds or each.thing.kind in kinds)
        ]

    def alike(self, forms: Forms) -> dict[str, float]:
        """The words of the index that are a mistyped letter or two away from one of some spellings."""
        found: dict[str, float] = {}
        for form in sorted(forms):
            if not (wrong := _letters_wrong(form)):
                continue
            lengths = range(len(form) - wrong, len(form) + wrong + 1)
            known = list(chain.from_iterable(self.vocabulary.get(length, ()) for length in lengths))
            near = process.extract(form, known, scorer=OSA.distance, score_cutoff=wrong, limit=None)
            for other, distance, _ in near:
                found[other] = max(found.get(other, 0.0), 1 - distance / max(len(form), len(other)))
        return found


def asked_words(text: str) -> list[Forms]:
    """The words of what is asked; raises SearchRefused for what is too long or has none."""
    if len(text) > LONGEST:
        raise SearchRefused(f"A search may have {LONGEST} characters; this has {len(text)}.")
    if not (found := words(whole_figures(text))):
        raise SearchRefused("A search needs a letter or a digit.")
    if len(found) > MOST_WORDS:
        raise SearchRefused(f"A search may have {MOST_WORDS} words; this has {len(found)}.")
    return found


def _judge(name: Name, sought: list[Word], text: str) -> Hit | None:
    """How well a name matches what is sought; None if it lacks a word."""
    matches = [_best_match(word, name) for word in sought]
    ways, closenesses, places = zip(*matches, strict=True)
    way = WAYS[max(ways)]
    if not all(closenesses) or (way == "fuzzy" and name.predicate == GIST):
        return None
    if way == "words" and places == tuple(range(len(name.words))):
        way = "exact"
    least = LEAST_OF_GIST if name.predicate == GIST else LEAST[way] + (EXACT[name.predicate] if way == "exact" else 0)
    closeness = sum(closenesses) / max(len(sought), len(name.words))
    is_transliterated = script(name.text) != script(text)
    more = BY_IMPORTANCE * name.thing.importance + BY_CLOSENESS * closeness + BY_SCRIPT * (not is_transliterated)
    return Hit(name, way, is_transliterated, round(least + more, 4))


def _best_match(word: Word, name: Name) -> tuple[int, float, int]:
    """How a word matches a name best: the way, the closeness, and the place of the word that it matches."""
    best = (len(WAYS) - 1, 0.0, 0)
    for place, other in enumerate(name.words):
        way, closeness = word.match(other)
        if closeness and (not best[1] or (way, -closeness) < (best[0], -best[1])):
            best = way, closeness, place
    return best


def _letters_wrong(form: str) -> int:
    """How many letters of a word may be wrong; none of a figure."""
    return min(2, letters_wrong(len(form))) if form.isalpha() else 0
