r"""REGEX and REPLACE as the Recommendation has them, for calls that the engine's regular expressions answer otherwise.

https://www.w3.org/TR/sparql11-query/#func-regex, https://www.w3.org/TR/xpath-functions/#regex-syntax. The engine takes
them for those of Rust: it knows no back-references and no `\i`, and reads `$1x` and `\$` otherwise.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from elementpath.regex import RegexError, translate_pattern
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kb.namespaces import term
from kb.sandbox.mending import REGEX, REPLACE

Term = NamedNode | BlankNode | Literal | Triple
Function = Callable[..., Literal | None]

STRINGS = {term("xsd:string"), term("rdf:langString")}
FLAGS = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE, "x": re.NOFLAG, "q": re.NOFLAG}
SPACE_OR_CLASS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[ \t\r\n]+", re.DOTALL)
REFERENCE = re.compile(r"\\([\\$])|\$(\d+)|[\\$]|[^\\$]+", re.DOTALL)


def _matches(text: Term, pattern: Term, flags: Term | None = None) -> Literal | None:
    """Whether a text has what a pattern describes; None, which is an error, where an argument is wrong."""
    compiled = _compiled_of(text, pattern, flags)
    return compiled and Literal(compiled.search(_value(text)) is not None)


def _replaced(text: Term, pattern: Term, replacement: Term, flags: Term | None = None) -> Literal | None:
    """A text with what a pattern describes replaced; None where an argument is wrong, or where that may be nothing."""
    compiled = _compiled_of(text, pattern, flags)
    if compiled is None or compiled.search("") or not _is_simple(replacement):
        return None
    is_plain = flags is not None and "q" in _value(flags)
    parts = [_value(replacement)] if is_plain else _parts(_value(replacement), compiled.groups)
    if parts is None:
        return None
    put = compiled.sub(lambda match: "".join(_part(part, match) for part in parts), _value(text))
    return Literal(put, language=text.language) if isinstance(text, Literal) and text.language else Literal(put)


FUNCTIONS: dict[NamedNode, Function] = {NamedNode(REGEX): _matches, NamedNode(REPLACE): _replaced}
"""The functions by the IRIs that stand for them in a query that is mended."""


def _compiled_of(text: Term, pattern: Term, flags: Term | None) -> re.Pattern[str] | None:
    """The pattern to be found in a text; None where an argument is of the wrong kind, or the pattern is none."""
    is_right = isinstance(text, Literal) and text.datatype in STRINGS
    if not is_right or not _is_simple(pattern) or not (flags is None or _is_simple(flags)):
        return None
    return _compiled(_value(pattern), _value(flags) if flags else "")


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> re.Pattern[str] | None:
    r"""A pattern ready to be used; what XPath does not have, such as `\b`, is read as Python has it."""
    if not FLAGS.keys() >= set(flags):
        return None
    number = re.NOFLAG
    for flag in flags:
        number |= FLAGS[flag]
    try:
        if "q" in flags:
            return re.compile(re.escape(pattern), number)
        return re.compile(_translated(_spaceless(pattern) if "x" in flags else pattern, number), number)
    except (re.error, OverflowError, RecursionError):
        return None


def _translated(pattern: str, flags: re.RegexFlag) -> str:
    """A pattern in Python's words."""
    try:
        return translate_pattern(pattern, flags)
    except RegexError:
        return pattern


def _spaceless(pattern: str) -> str:
    """A pattern without the white space outside classes."""
    return SPACE_OR_CLASS.sub(lambda match: match[0].strip(" \t\r\n"), pattern)


def _parts(replacement: str, groups: int) -> list[str | int] | None:
    """The texts and the numbers of groups that make up a replacement; None where it is none."""
    parts: list[str | int] = []
    for match in REFERENCE.finditer(replacement):
        if match[0] in {"\\", "$"}:
            return None
        parts += _reference(match[2], groups) if match[2] else [match[1] or match[0]]
    return parts


def _reference(digits: str, groups: int) -> list[str | int]:
    """What `$` and digits mean: the longest number that a group has, and digits after it."""
    length = max((n for n in range(1, len(digits) + 1) if int(digits[:n]) <= groups), default=1)
    number, rest = int(digits[:length]), digits[length:]
    return [number if number <= groups else "", rest]


def _part(part: str | int, match: re.Match[str]) -> str:
    """What a part of a replacement puts in the place of a match."""
    return part if isinstance(part, str) else match[part] or ""


def _is_simple(value: Term) -> bool:
    """Whether a term is a text without language."""
    return isinstance(value, Literal) and value.datatype == term("xsd:string")


def _value(value: Term) -> str:
    """The text of a literal."""
    assert isinstance(value, Literal)
    return value.value
