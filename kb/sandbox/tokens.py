"""The tokens of a query: https://www.w3.org/TR/sparql11-query/#sparqlGrammar."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.errors import QueryMalformed

IRI = r"""<[^<>"{}|^`\x00-\x20]*>"""
COMMENT = r"\#[^\r\n]*"
STRING = (
    r"""\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*+\"\"\" | \'\'\'(?:\'{0,2}(?:[^'\\]|\\.))*+\'\'\'"""
    r""" | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'"""
)
LOCAL_ESCAPE = r"""\\[_~.\-!$&'()*+,;=/?\#@%]"""
LOCAL = rf"%[0-9A-Fa-f]{{2}}|{LOCAL_ESCAPE}"
TOKEN = re.compile(
    rf"""
      (?P<space>   [ \t\r\n]+ | {COMMENT} )
    | (?P<iri>     {IRI} )
    | (?P<string>  {STRING} )
    | (?P<variable>[?$]\w+ )
    | (?P<blank>   _:\w(?:[\w.\-·]*[\w\-·])? )
    | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name>    (?:[^\W\d_](?:[\w.\-·]{{0,250}}[\w\-·])?)?:
                   (?:(?:[\w:]|{LOCAL})(?:(?:[\w:.\-·]|{LOCAL})*(?:[\w:\-·]|{LOCAL}))?)? )
    | (?P<word>    [A-Za-z_]\w* )
    | (?P<number>  \d+(?:\.\d+)?(?:[eE][+-]?\d+)? | \.\d+(?:[eE][+-]?\d+)? )
    | (?P<mark>    \^\^ | && | \|\| | . )
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(
    rf"""
      (?P<kept> {IRI} | {COMMENT} | {STRING} | {LOCAL_ESCAPE} )
    | \\u(?P<four>[0-9A-Fa-f]{{4}}) | \\U(?P<eight>[0-9A-Fa-f]{{8}})
    """,
    re.VERBOSE | re.DOTALL,
)
"""An escape of a code point, or what may hold one that the engine reads, or what looks like the begin of such."""


class Token(NamedTuple):
    """A token, by the name of its group in `TOKEN`, with its offset."""

    kind: str
    text: str
    start: int


def tokenize(query: str) -> Iterator[Token]:
    """The tokens of a query, white space and comments included."""
    for match in TOKEN.finditer(query):
        yield Token(match.lastgroup or "", match[0], match.start())


def place(query: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, both from 1."""
    return query.count("\n", 0, offset) + 1, offset - query.rfind("\n", 0, offset)


def decode(query: str) -> str:
    """A query whose escapes of code points are read: those outside texts and IRIs, in which the engine reads them.

    https://www.w3.org/TR/sparql11-query/#codepointEscape
    """
    if "\\u" in query or "\\U" in query:
        query = ESCAPE.sub(lambda match: match["kept"] or _character(query, match), query)
    offset = query.find("\0")
    if offset >= 0:
        raise QueryMalformed("The query holds the character U+0000, which no RDF term may.", *place(query, offset))
    return query


def _character(query: str, match: re.Match[str]) -> str:
    """The character that an escape stands for."""
    code = int(match["four"] or match["eight"], 16)
    if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        raise QueryMalformed(f"{match[0]} stands for no character.", *place(query, match.start()))
    return chr(code)
