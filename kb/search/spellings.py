"""The words of a text in any script as they are compared: in Latin letters without marks, in each usual spelling.

Cyrillic is read by several romanizations at once, since a text does not say which of them its author or its seeker has
in mind: those of scholars, of English and French writing, and of the languages that have a standard of their own.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from unicodedata import category, name, normalize

import cyrtranslit
import iuliia
from anyascii import anyascii

Forms = frozenset[str]
"""The spellings of one word; two words are the same if they have one in common."""

ROMANIZATIONS: tuple[Callable[[str], str], ...] = (
    iuliia.WIKIPEDIA.translate,  # popular English: Dyakonov, Zhukov
    iuliia.ALA_LC_ALT.translate,  # libraries: Diakonov
    iuliia.SCIENTIFIC.translate,  # scholars: Žukov, Xruščёv
    iuliia.ISO_9_1954.translate,  # scholars and librarians of Central Europe: Djakonov, Hruščëv
    iuliia.MVD_310_FR.translate,  # French: Joukov, Djilas
    *(partial(cyrtranslit.to_latin, lang_code=language) for language in ("sr", "mk", "bg", "ua", "by")),
)
CYRILLIC = re.compile("[\u0400-\u052f]")
WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc][^\W_]+)*")
TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"})
"""Letters that are also written as two where they can't be typed."""
OTHER = re.compile("[^a-z0-9]+")


def words(text: str) -> list[Forms]:
    """The words of a text; empty for a text without letters and digits."""
    plain = "".join(c for c in normalize("NFKC", text.casefold()) if category(c) != "Mn")
    return [found for word in WORD.findall(plain) if (found := _forms(word))]


@lru_cache(maxsize=20_000)
def _forms(word: str) -> Forms:
    """The spellings of a word, which is in lower case."""
    romanized = {romanize(word) for romanize in ROMANIZATIONS} if CYRILLIC.search(word) else set[str]()
    spelled = {spelling for latin in (word, *romanized) for spelling in (latin, latin.translate(TWO_LETTERS))}
    return frozenset(OTHER.sub("", anyascii(spelling).lower()) for spelling in spelled) - {""}


@lru_cache(maxsize=20_000)
def script(text: str) -> str:
    """The script of the first letter of a text, as Unicode names it; empty for a text without letters."""
    return next((name(c, "").partition(" ")[0] for c in text if c.isalpha()), "")
