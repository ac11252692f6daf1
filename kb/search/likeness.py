"""How names are like each other, word by word, and which of many names are like one that is asked for."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kb.search.index import HIDDEN, Name
from kb.search.lexicon import Lexicon
from kb.search.naming import Part, parts

OF_QUERY, OF_NAME = 0.55, 0.45
"""How much it counts that words of the query are in the name, and those of the name in the query."""

BY_ROLE = {"word": 1.0, "figure": 1.0, "initial": 0.35, "particle": 0.1, "title": 0.12}
"""How much a word of the query counts that is not found, by what it does."""

LEAST_WEIGHT = 0.2
"""How much a word of a name counts at least, however many names have it."""

OTHER_FIGURE = 0.6
"""What is left of a score where one of the two has a figure that the other lacks."""

MOST_NAMES, MOST_HELD = 60, 4000
"""How many names are compared word by word, and how many are looked at that have some word."""

BEHIND = {HIDDEN: 1.0, "skos:altLabel": 0.3}
"""By how much a name counts less that is not the first."""


@dataclass(frozen=True)
class Known:
    """A name of a thing, with the numbers of its words."""

    name: Name
    words: tuple[int, ...]


@dataclass(frozen=True)
class Likeness:
    """How a query is like a name, from 0 to 100, and how much of each is found in the other, from 0 to 1."""

    known: Known
    score: float
    of_query: float
    of_name: float
    is_whole: bool
    """Whether each word is one of the other's in some spelling, titles of the query aside."""


Pairing = dict[int, tuple[float, int]]
"""For the places of words in a query, how like they are to words of a name, and the places of those."""


class Names:
    """Many names, by their words."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.lexicon = Lexicon()
        self.known: list[Known] = []
        self.holders: dict[int, list[int]] = {}
        """The places of the names that hold a word, by its number."""
        for name in names:
            self._add(name)
        many = math.log(2 + len(self.known))
        self.weights = {
            word: max(LEAST_WEIGHT, math.log(1 + len(self.known) / len(places)) / many)
            for word, places in self.holders.items()
        }

    def _add(self, name: Name) -> None:
        """Takes in a name."""
        words = tuple(self.lexicon.add(part) for part in parts(name.text))
        for word in set(words):
            self.holders.setdefault(word, []).append(len(self.known))
        self.known.append(Known(name, words))

    def alike(self, asked: list[Part], classes: Collection[str], is_wide: bool) -> Iterator[Likeness]:
        """How a query is like the names of things of some classes, or of any, that have most of its words.

        Where it is wide, each of its words may be nearly one of theirs, also one that is the same as another's.
        """
        likes: dict[tuple[int, int], float] = {}
        votes = self._votes([self.lexicon.find(part, is_wide) for part in asked])
        fitting = (at for at, _ in votes.most_common() if not classes or self.known[at].name.thing.class_ in classes)
        for at, _ in zip(fitting, range(MOST_NAMES), strict=False):
            yield self._compare(asked, self.known[at], likes)

    def _votes(self, found: list[set[int]]) -> Counter[int]:
        """How much speaks for each name, by the words that it holds; the rarest words are asked first."""
        votes: Counter[int] = Counter()
        sizes = [sum(len(self.holders[word]) for word in words) for words in found]
        for size, words in sorted(zip(sizes, map(sorted, found), strict=True)):
            if size > MOST_HELD and len(votes) >= MOST_NAMES:
                break
            for word in words:
                weight = 1 + round(10 * self.weights[word])
                for at in self.holders[word][:MOST_HELD]:
                    votes[at] += weight
        return votes

    def _compare(self, asked: list[Part], known: Known, likes: dict[tuple[int, int], float]) -> Likeness:
        """How a query is like a name, where each word of the one stands for one of the other at most."""
        pairing = self._pair(asked, known, likes)
        of_query, of_name = self._share_of_query(asked, known, pairing), self._share_of_name(known, pairing)
        score = OF_QUERY * of_query + OF_NAME * of_name
        if self._has_other_figure(asked, known, pairing):
            score *= OTHER_FIGURE
        behind = BEHIND.get(known.name.predicate, 0.0)
        return Likeness(known, 100 * score - behind, of_query, of_name, _is_whole(asked, known, pairing))

    def _pair(self, asked: list[Part], known: Known, likes: dict[tuple[int, int], float]) -> Pairing:
        """Which word of a query stands for which word of a name, those first that are most alike."""
        pairs = []
        for i, part in enumerate(asked):
            for j, word in enumerate(known.words):
                if (i, word) not in likes:
                    likes[i, word] = self.lexicon.likeness(part, word)
                if like := likes[i, word]:
                    pairs.append((-like, i, j))
        pairing: Pairing = {}
        taken: set[int] = set()
        for unlike, i, j in sorted(pairs):
            if i not in pairing and j not in taken:
                pairing[i] = -unlike, j
                taken.add(j)
        return pairing

    def _share_of_query(self, asked: list[Part], known: Known, pairing: Pairing) -> float:
        """The part of a query that is found in a name, by the weight of its words."""
        found = whole = 0.0
        for at, part in enumerate(asked):
            like, place = pairing.get(at, (0.0, None))
            weight = BY_ROLE[part.role] if place is None else self.weights[known.words[place]]
            found, whole = found + weight * like, whole + weight
        return found / whole if whole else 0.0

    def _share_of_name(self, known: Known, pairing: Pairing) -> float:
        """The part of a name that is found in a query, by the weight of its words."""
        whole = sum(self.weights[word] for word in known.words)
        found = sum(self.weights[known.words[place]] * like for like, place in pairing.values())
        return found / whole if whole else 0.0

    def _has_other_figure(self, asked: list[Part], known: Known, pairing: Pairing) -> bool:
        """Whether one of the two has a figure that the other lacks."""
        if any(part.role == "figure" and at not in pairing for at, part in enumerate(asked)):
            return True
        taken = {place for _, place in pairing.values()}
        words = self.lexicon.words
        return any(words[word].role == "figure" and at not in taken for at, word in enumerate(known.words))


def _is_whole(asked: list[Part], known: Known, pairing: Pairing) -> bool:
    """Whether all words of a query, titles aside, and all words of a name are the same in some spelling."""
    same = {at: place for at, (like, place) in pairing.items() if like == 1.0}
    lacking = any(part.role != "title" and at not in same for at, part in enumerate(asked))
    return not lacking and len(same) == len(known.words)
