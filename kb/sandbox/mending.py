"""A query as the engine has to be given it to be understood as the Recommendation has it.

Calls of REGEX and REPLACE that the engine may read otherwise are led to `kb.sandbox.patterns`; it keeps the others,
which take it linear time. What stands for a word is as long as the word, so that errors keep their places.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from kb.sandbox.tokens import Token

REGEX, REPLACE = "x:m", "x:rep"
"""The IRIs of the functions that stand for the words."""
ARGUMENTS = {"REGEX": (2, 3), "REPLACE": (3, 4)}
OTHERWISE = re.compile(r"\\[^\WdDsSwWnrtbB]|\(\?|\[[^\]]*(?:\[|&&|--|~~)")
"""What the engine reads otherwise in a pattern: back-references, `\\i`, classes within classes."""
FLAGS = re.compile("[sim]*")
REPLACEMENT = re.compile(r"(?:[^\\$]|\$\d(?!\w))*")
"""A replacement that the engine reads as XPath has it."""


def mend(query: str, body: Sequence[Token]) -> str:
    """The query with calls that the engine reads otherwise led to functions of ours."""
    parts, end = [], 0
    for at, (token, next) in enumerate(pairwise(body)):
        word = token.text.upper() if token.kind == "word" and next.text == "(" else ""
        if word in ARGUMENTS and _is_otherwise(word, _arguments(body, at + 2)):
            parts += [query[end : token.start], f"<{REGEX if word == 'REGEX' else REPLACE}>"]
            end = token.start + len(token.text)
    return "".join([*parts, query[end:]])


def _is_otherwise(word: str, arguments: list[list[Token]]) -> bool:
    """Whether the engine may read a call otherwise; where it has too few arguments or too many, the engine says so."""
    if len(arguments) not in ARGUMENTS[word]:
        return False
    pattern, *flags = arguments[1:]
    if word == "REPLACE" and not _replaces_plainly(pattern, flags.pop(0)):
        return True
    return not _is_plain(pattern) or any(not _has_flags(each) for each in flags)


def _arguments(body: Sequence[Token], start: int) -> list[list[Token]]:
    """The tokens of each argument of a call."""
    arguments: list[list[Token]] = [[]]
    depth = 0
    for token in body[start:]:
        depth += (token.text in "({[") - (token.text in ")}]")
        if depth < 0:
            break
        if token.text == "," and not depth:
            arguments.append([])
        else:
            arguments[-1].append(token)
    return arguments


def _is_plain(pattern: list[Token]) -> bool:
    """Whether a pattern is a text that the engine reads as XPath has it."""
    text = _text(pattern)
    return text is not None and not OTHERWISE.search(text)


def _replaces_plainly(pattern: list[Token], replacement: list[Token]) -> bool:
    """Whether a replacement is one that the engine reads as XPath has it, of what is never nothing."""
    text, put = _text(pattern), _text(replacement)
    if text is None or put is None or not REPLACEMENT.fullmatch(put):
        return False
    try:
        return re.search(text, "") is None
    except (re.error, OverflowError, RecursionError):
        return False


def _has_flags(flags: list[Token]) -> bool:
    """Whether flags are a text that the engine reads as XPath has it."""
    text = _text(flags)
    return text is not None and FLAGS.fullmatch(text) is not None


def _text(argument: list[Token]) -> str | None:
    """The text that an argument is, each escaped backslash as one; None where it is no lone text."""
    if len(argument) != 1 or argument[0].kind != "string":
        return None
    return argument[0].text.strip("\"'").replace("\\\\", "\\")
