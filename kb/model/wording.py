"""What is said in a language where the record is read aloud: `ontology/words/<language>.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from kb import resources

Words = Mapping[str, Any]
"""Templates and lists of words, by key."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that have words, in the order of their tags."""
    return tuple(sorted(path.stem for path in resources.folder("ontology/words").glob("*.toml")))


@cache
def words(language: str, part: str) -> Words:
    """The words of one part, such as `times`, in a language that has them."""
    content: Words = tomllib.loads(resources.read_text(f"ontology/words/{language}.toml"))[part]
    return content
