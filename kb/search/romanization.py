"""How languages write Cyrillic names in Latin letters: the standards that libraries have, and tables of our own.

A text does not say by which of them its author or its seeker writes, so that a word is read by all.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import cyrtranslit
import iuliia
from iuliia.schema import TranslitSchema

from kb import resources

Romanize = Callable[[str], str]

PLAIN: Romanize = iuliia.WIKIPEDIA.translate
"""Popular English, by which words are shown and compared that are alike but not the same: Dyakonov, Zhukov."""

STANDARDS: tuple[Romanize, ...] = (
    PLAIN,
    iuliia.ALA_LC_ALT.translate,  # libraries: Diakonov
    iuliia.SCIENTIFIC.translate,  # scholars: Žukov, Xruščёv
    iuliia.ISO_9_1954.translate,  # scholars and librarians of Central Europe: Djakonov, Hruščëv
    iuliia.ICAO_DOC_9303.translate,  # passports: Ilia, Chernyshev
    iuliia.GOST_52535.translate,  # passports from 2010 to 2013: Kuznetcov
    iuliia.MVD_310.translate,  # passports before: Yury, Solov'ev
    iuliia.MVD_310_FR.translate,  # French, and Soviet passports: Joukov, Djilas
    *(partial(cyrtranslit.to_latin, lang_code=language) for language in ("sr", "mk", "bg", "ua", "by")),
)


class _Table:
    """One language's way, as the file of tables has it."""

    def __init__(self, name: str, table: dict[str, Any]) -> None:
        mappings = {key: _pairs(table.get(key, "")) for key in ("letters", "after", "before", "endings")}
        self.schema = TranslitSchema(
            name=name,
            mapping=mappings["letters"],
            prev_mapping=mappings["after"],
            next_mapping=mappings["before"],
            ending_mapping=mappings["endings"],
        )
        self.also = [(re.compile(pattern), instead) for pattern, instead in table.get("also", ())]

    def spellings(self, word: str) -> set[str]:
        """What the language makes of a word in lower case."""
        found = {self.schema.translate(word)}
        for pattern, instead in self.also:
            found |= {pattern.sub(instead, spelling) for spelling in found}
        return found


def romanizations(word: str) -> Iterator[str]:
    """The spellings of a Cyrillic word in lower case, some of them several times."""
    for standard in STANDARDS:
        yield standard(word)
    for table in _tables():
        yield from table.spellings(word)


@cache
def _tables() -> list[_Table]:
    """The tables of languages."""
    tables = tomllib.loads(resources.read_text("kb/search/romanizations.toml"))
    return [_Table(name, table) for name, table in tables.items()]


def _pairs(text: str) -> dict[str, str]:
    """What letters become: `ж=sch з=s`."""
    return dict(pair.split("=") for pair in text.split())
