"""The parts of names as they are matched: words, and what each does in a name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kb import resources
from kb.search.spellings import Forms, forms, plain, split

FIGURE = re.compile(r"([0-9]+)(.*)")
DIGIT_LIKE = str.maketrans("0158", "olsb")
"""Letters for the digits that readers of print take them for."""
TWICE = re.compile(r"(.)\1+")
LEAST_OF_INITIALS = 3
"""How many single letters in a row are the letters of an abbreviation."""


@dataclass(frozen=True)
class Part:
    """A word of a name: its spellings, the one by which it is compared with what is only like it, and what it does."""

    forms: Forms
    plain: str
    role: str = "word"
    """word, figure, initial, particle or title."""


def parts(text: str) -> list[Part]:
    """The parts of a name; empty for a text without letters and digits."""
    kept: list[Part] = []
    for word in split(text):
        is_ending = kept and kept[-1].role == "figure" and word in _naming()["endings"]
        if not is_ending and (part := _part(word)):
            kept.append(part)
    return [part for part in kept if part.role != "particle"] or kept


@lru_cache(maxsize=50_000)
def _part(word: str) -> Part | None:
    """What a word is in a name; None for one without letters that can be compared."""
    naming = _naming()
    if word in naming["ordinals"]:
        figure = naming["ordinals"][word]
        return Part(frozenset([figure]), figure, "figure")
    if (match := FIGURE.fullmatch(word)) and (match[2] == "" or match[2] in naming["endings"]):
        return Part(frozenset([match[1]]), match[1], "figure")
    if any(c.isdigit() for c in word) and sum(c.isalpha() for c in word) > 1:
        word = word.translate(DIGIT_LIKE)
    spelled, one = forms(word), plain(word)
    if not spelled:
        return None
    if word in naming["titles"] or one in naming["titles"]:
        return Part(spelled, one, "title")
    if word in naming["particles"]:
        return Part(spelled, one, "particle")
    return Part(spelled, one, "initial" if len(word) == 1 else "word")


def joined(first: Part, second: Part) -> Part:
    """Two parts that may be one word, which a space or a hyphen parts by mistake."""
    together = frozenset(one + other for one in first.forms for other in second.forms)
    return Part(together, first.plain + second.plain)


def abbreviation(found: list[Part]) -> list[Part]:
    """The parts of a name in which all single letters that stand in a row are one word: `N.K.V.D.`."""
    run = [part for part in found if part.role in ("initial", "particle")]
    if len(run) < LEAST_OF_INITIALS or len(run) != len(found):
        return found
    return [Part(frozenset(["".join(part.plain for part in run)]), "".join(part.plain for part in run))]


@lru_cache(maxsize=200_000)
def sound(form: str) -> str:
    """A key that spellings of one name have in common which sound alike."""
    for letters, instead in _naming()["sounds"].items():
        form = form.replace(letters, instead)
    return TWICE.sub(r"\1", form)


@cache
def _naming() -> dict[str, Any]:
    """The tables, with sets of words."""
    tables = tomllib.loads(resources.read_text("kb/search/naming.toml"))
    sets = {name: frozenset(tables[name].split()) for name in ("titles", "particles", "endings")}
    return sets | {name: dict(pair.split("=") for pair in tables[name].split()) for name in ("ordinals", "sounds")}
