"""The words of a text in any script as they are compared: in Latin letters without marks, in each usual spelling."""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, name, normalize

from anyascii import anyascii

from kb.search.romanization import PLAIN, romanizations

Forms = frozenset[str]
"""The spellings of one word; two words are the same if they have one in common."""

CYRILLIC = re.compile("[\u0400-\u052f]")
WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc\u02b9\u02ba\u201d\"`][^\W_]+)*")
TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"})
"""Letters that are also written as two where they can't be typed."""
OTHER = re.compile("[^a-z0-9]+")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ ,.\u00a0\u2009\u202f]\d{3})+(?![\d.,]?\d)")
"""A figure whose thousands are set apart."""


def words(text: str) -> list[Forms]:
    """The words of a text; empty for a text without letters and digits."""
    return [found for word in split(text) if (found := forms(word))]


def split(text: str) -> list[str]:
    """The words of a text as they stand, in lower case and without marks that are written apart from their letters."""
    plain = "".join(c for c in normalize("NFKC", text.casefold()) if category(c) != "Mn")
    return WORD.findall(plain)


def whole_figures(text: str) -> str:
    """A text whose figures have nothing between their thousands, as they are searched for."""
    return THOUSANDS.sub(lambda figure: re.sub(r"\D", "", figure[0]), text)


@lru_cache(maxsize=50_000)
def forms(word: str) -> Forms:
    """The spellings of a word, which is in lower case."""
    return _fold((word, *romanizations(word)) if CYRILLIC.search(word) else (word,))


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """The one spelling by which a word is compared with others that are only like it; empty for what has none."""
    return OTHER.sub("", anyascii(PLAIN(word) if CYRILLIC.search(word) else word).lower())


def _fold(spellings: Iterable[str]) -> Forms:
    """Spellings in the letters a to z and digits, and those in which one letter is written as two."""
    spelled = {each for spelling in set(spellings) for each in (spelling, spelling.translate(TWO_LETTERS))}
    return frozenset(OTHER.sub("", anyascii(spelling).lower()) for spelling in spelled) - {""}


@lru_cache(maxsize=20_000)
def script(text: str) -> str:
    """The script of the first letter of a text, as Unicode names it; empty for a text without letters."""
    return next((name(c, "").partition(" ")[0] for c in text if c.isalpha()), "")
