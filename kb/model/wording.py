"""What is said in a language where the record is read aloud: `ontology/words/<language>.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from kb import resources

Words = Mapping[str, Any]
"""Templates and lists of words, by key."""


_IN_BRACKETS = re.compile(r"\[([^][]*)\]")
_PLACE = re.compile(r"{(\w+)}")


@cache
def _languages() -> tuple[str, ...]:
    """The languages that have words, in the order of their tags."""
    return tuple(sorted(path.stem for path in resources.folder("ontology/words").glob("*.toml")))


def read_in(language: str) -> list[str]:
    """The languages in which a corpus is read aloud: its own, if that has words, and English."""
    return sorted({language, "en"} & set(_languages()))


@cache
def words(language: str, part: str) -> Words:
    """The words of one part, such as `times`, in a language that has them."""
    content: Words = tomllib.loads(resources.read_text(f"ontology/words/{language}.toml"))[part]
    return content


def filled(template: str, said: Mapping[str, str]) -> str:
    """A template with its places filled; what stands in square brackets goes where its places have nothing."""
    return _IN_BRACKETS.sub(lambda part: part[1] * all(map(said.get, _PLACE.findall(part[1]))), template).format(**said)
