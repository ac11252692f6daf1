"""A search that forgives: words of questions are dropped, other endings fit as well, and most words are enough.

What is asked is sought as it stands first; only what that leaves unfound is sought with less.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import Any

from kb import resources
from kb.search.contexts import ITEM
from kb.search.index import GIST
from kb.search.ranking import Found, Hit, Search, Word, asked_words
from kb.search.spellings import Forms, forms, split, whole_figures

SHORTEST = 4
"""How many letters a word needs to be sought as the beginning of another."""

MOST = "most"
"""How what is found was matched where it has most words of what is asked, and not all."""

QUESTION, ASKED = "question", 3
"""The kind of questions, and from how many words on a text may ask one, which is found by most of them."""

MOST_COMBINED = 7
"""Of how many words any may be missing; of more, the last ones have to be missing."""


class Asking:
    """Answers what people ask of a search."""

    def __init__(self, search: Search) -> None:
        self.search = search

    def find(self, text: str, kinds: Collection[str] = ()) -> Found:
        """What a text finds among things of some kinds, or among all; raises SearchRefused."""
        strict = self.search.find(text, kinds, shortest=SHORTEST)
        levels = [self._items(text, kinds), list(strict.hits)]
        if content := _content(text):
            levels.append(self.search.hits([self.search.word(each, SHORTEST) for each in content], text, kinds))
        good = {hit.thing.kind for level in levels for hit in level if _is_good(hit)}
        if not good:
            levels.append(self._most(content, text, kinds))
        elif len(content) >= ASKED and QUESTION not in good and QUESTION in (kinds or [QUESTION]):
            levels.append(self._most(content, text, [QUESTION]))
        found = _best(hit for level in levels for hit in level)
        return Found(found, strict.is_whole) if found else self.search.find(text, kinds)

    def _items(self, text: str, kinds: Collection[str]) -> list[Hit]:
        """What is linked to the item of Wikidata that a text is."""
        match = ITEM.fullmatch(re.sub("^q", "Q", text.strip()))
        matcher = self.search.matcher
        return [
            Hit(name, "exact", is_transliterated=False, score=0.95 if match[1] in known.items else 0.9)
            for iri, known in (matcher.contexts.items() if match else ())
            if match and any(link.endswith(f"/{match[1]}") for link in known.links | known.near_links)
            for name in [matcher.labels.get(iri)]
            if name and (not kinds or name.thing.kind in kinds)
        ]

    def _most(self, content: list[Forms], text: str, kinds: Collection[str]) -> list[Hit]:
        """What has most of the words, as many as can be had."""
        words = [self.search.word(each, SHORTEST) for each in content]
        for count in range(len(words) - 1, len(words) // 2, -1):
            found = [
                hit for kept in _subsets(words, count) for hit in self.search.hits(kept, text, kinds, is_fuzzy=False)
            ]
            if found:
                share = count / len(words)
                return [replace(hit, match=MOST, score=round(hit.score * share, 4)) for hit in found]
        return []


def _subsets(words: list[Word], count: int) -> Iterator[list[Word]]:
    """Some of the words, in each way in which so many can be chosen."""
    if len(words) <= MOST_COMBINED:
        yield from map(list, combinations(words, count))
    else:
        yield words[:count]


def _is_good(hit: Hit) -> bool:
    """Whether a thing was found by all words as they stand, in what it is called."""
    return hit.match in ("exact", "words") and hit.name.predicate != GIST


def _best(hits: Iterator[Hit]) -> tuple[Hit, ...]:
    """The best hit of each thing, best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.thing.iri not in best or hit.score > best[hit.thing.iri].score:
            best[hit.thing.iri] = hit
    return tuple(sorted(best.values(), key=lambda hit: hit.rank))


def _content(text: str) -> list[Forms]:
    """The words of a text that say what is asked for, each with other endings; all words where none does."""
    asked_words(text)
    words = [word for word in split(whole_figures(text)) if forms(word)]
    kept = [word for word in words if word not in _language()["dropped"]] or words
    return [frozenset().union(*(forms(each) for each in _inflected(word))) for word in kept]


def _inflected(word: str) -> set[str]:
    """A word, and what it is with another ending, or changed."""
    language = _language()
    if word in language["irregular"]:
        return {word, *language["irregular"][word]}
    stems = {word.removesuffix(ending) + other for ending, other in language["endings"] if word.endswith(ending)}
    return {word, *(stem for stem in stems if len(stem) >= SHORTEST and not word.endswith("ss"))}


@cache
def _language() -> dict[str, Any]:
    """What is known of the words of languages."""
    data = tomllib.loads(resources.read_text("kb/search/asking.toml"))
    pairs = [pair.split("=") for text in data["irregular"].values() for pair in text.split()]
    irregular: dict[str, set[str]] = {}
    for changed, word in pairs:
        irregular.setdefault(changed, set()).add(word)
        irregular.setdefault(word, set()).add(changed)
    return {
        "dropped": {word for text in data["dropped"].values() for word in text.split()},
        "endings": [tuple(pair.split("=")) for text in data["endings"].values() for pair in text.split()],
        "irregular": irregular,
    }
