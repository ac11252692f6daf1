"""The words of many names, and those of them that a word is, sounds like, or is nearly.

How many letters may be wrong grows with the length of a word; none may of a figure, nor of fewer than four letters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.search.naming import Part, sound

SOUNDS, INITIAL = 0.92, 0.8
"""How like a word is another that only sounds like it, and one that is its first letter."""

LEAST_LETTERS, LEAST_LIKE = 4, 0.6
"""Words of fewer letters, and words that are less alike, are not alike at all."""

GROUPS = ("aeiouyj", "bp", "ckqgh", "czstx", "dtj", "fvwu", "l", "mn", "r")
"""First letters that stand for each other in the spellings of languages."""

MOST_SCANNED = 1500
"""How many spellings of one group and length are compared; of more, those alone that have one end in common."""

END = 3
"""How many letters at its beginning or at its end a word has in common with those that are nearly the same."""


def letters_wrong(length: int) -> int:
    """How many letters of a word may be wrong."""
    return 0 if length < LEAST_LETTERS else 1 if length < 6 else 2 if length < 8 else 3


class Lexicon:
    """The words of names, each with a number."""

    def __init__(self) -> None:
        self.words: list[Part] = []
        self.numbers: dict[Part, int] = {}
        self.sounds: list[frozenset[str]] = []
        self.by_form: dict[str, list[int]] = defaultdict(list)
        self.by_sound: dict[str, list[int]] = defaultdict(list)
        self.spelled: dict[tuple[str, int], tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        """The spellings of words and their numbers, by their groups and ends and their length."""

    def add(self, part: Part) -> int:
        """The number of a word, which is new if it is not there yet."""
        if part in self.numbers:
            return self.numbers[part]
        number = self.numbers[part] = len(self.words)
        self.words.append(part)
        self.sounds.append(_sounds(part))
        for form in part.forms:
            self.by_form[form].append(number)
            for key in (*_groups(form), *_ends(form)) if part.role != "figure" else ():
                spellings, numbers = self.spelled[key, len(form)]
                spellings.append(form)
                numbers.append(number)
        for key in self.sounds[number]:
            self.by_sound[key].append(number)
        return number

    def find(self, part: Part, is_wide: bool) -> set[int]:
        """The numbers of the words that a word is; where there are none, or all are wanted, of those like it."""
        found = {number for form in part.forms for number in self.by_form.get(form, ())}
        if part.role in ("figure", "initial") or (found and not is_wide):
            return found
        alike = {number for key in _sounds(part) for number in self.by_sound.get(key, ())}
        return found | alike | set(self._nearly(part.plain))

    def _nearly(self, form: str) -> Iterator[int]:
        """The numbers of the words that have a spelling of which few letters are wrong."""
        length = len(form)
        reach = letters_wrong(length + 1)
        for other in range(length - reach, length + reach + 1):
            if not (wrong := letters_wrong(max(length, other))):
                continue
            for spellings, numbers in self._scanned(form, other):
                for _, _, at in process.extract(form, spellings, scorer=OSA.distance, score_cutoff=wrong, limit=None):
                    yield numbers[at]

    def _scanned(self, form: str, length: int) -> Iterator[tuple[Sequence[str], Sequence[int]]]:
        """The spellings of a length with which one is compared, and their numbers."""
        found = [self.spelled.get((group, length), ((), ())) for group in _groups(form)]
        if sum(len(spellings) for spellings, _ in found) > MOST_SCANNED:
            found = [self.spelled.get((end, length), ((), ())) for end in _ends(form)]
        yield from found

    def likeness(self, part: Part, number: int) -> float:
        """How like a word is to that of a number, from 0 to 1, which is the same word."""
        word = self.words[number]
        if not part.forms.isdisjoint(word.forms):
            return 1.0
        if "figure" in (part.role, word.role):
            return 0.0
        if "initial" in (part.role, word.role):
            return INITIAL if _is_initial(part, word) else 0.0
        if min(len(part.plain), len(word.plain)) < LEAST_LETTERS:
            return 0.0
        if not _sounds(part).isdisjoint(self.sounds[number]):
            return SOUNDS
        return max(_nearness(part.plain, word.forms), _nearness(word.plain, part.forms))


def _nearness(form: str, others: Iterable[str]) -> float:
    """How like a spelling is to the nearest of others; 0 where more letters are wrong than may be."""
    found = process.extractOne(form, others, scorer=OSA.distance, score_cutoff=letters_wrong(len(form) + 1))
    if not found:
        return 0.0
    longer = max(len(form), len(found[0]))
    like = 1 - found[1] / longer
    return like if found[1] <= letters_wrong(longer) and like >= LEAST_LIKE else 0.0


def _is_initial(one: Part, other: Part) -> bool:
    """Whether one of two parts is the first letter of the other."""
    short, long = (one, other) if one.role == "initial" else (other, one)
    return any(form.startswith(letter) for letter in short.forms for form in long.forms)


@lru_cache(maxsize=100_000)
def _sounds(part: Part) -> frozenset[str]:
    """The keys of a word's spellings; none of what is too short to be told apart by them."""
    if part.role in ("figure", "initial") or len(part.plain) < LEAST_LETTERS:
        return frozenset()
    return frozenset(key for form in part.forms if len(key := sound(form)) >= LEAST_LETTERS - 1)


def _ends(form: str) -> tuple[str, str]:
    """The beginning and the end of a spelling, of which few letters of a word that is nearly the same spare one."""
    size = min(END, len(form) // 2)
    return f"{form[:size]}-", f"-{form[-size:]}"


def _groups(form: str) -> Iterator[str]:
    """The groups to which the first letter of a spelling belongs."""
    return (group for group in GROUPS if form[0] in group)
