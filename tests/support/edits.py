"""One or two edits in a text, of the kind that hands, editors and programs make."""

import re
from collections.abc import Sequence

from hypothesis import strategies as st

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_HARD = (
    *("", " ", "\t", "\n", "\r\n", "'", '"', "“", "\\", "#", ":", ": ", "- ", "?", "[", "]", "{", "}", "<", ">", "|", "&a", "*a"),
    *("!x", "%", "%zz", "@", "`", ",", ";", "~", "null", "true", "no", "\x00", "\x07", "\u00a0", "\u2028", "\ufeff", "e\u0301"),
    *("\ud7ff", "\U0001f600", "-1", "0", "1e400", "9" * 400, "1944-02-30", "1944-10-00", "-0044", "1984-1X", "..", "/", "../", "wd:Q1"),
    *("https://example.org/a b", "elbe:asserts", "_:b", "claim/crossing-strength", "id: ", "deprecated: true", "x" * 20_000, "(" * 60),
)  # fmt: skip
"""What is put into a text, or in the place of a word."""


class _Texts(tuple[str, ...]):
    """Texts that are not told whole by who names the strategy."""

    def __repr__(self) -> str:
        return f"<{len(self)} texts>"


def edited(texts: Sequence[str], hard: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """One of the texts with one or two edits."""
    return _edited(_Texts(texts), _Texts(hard))


@st.composite
def _edited(draw: st.DrawFn, texts: _Texts, hard: _Texts) -> str:
    tokens = _TOKEN.findall(draw(st.sampled_from(texts)))
    for _ in range(draw(st.integers(1, 2))):
        if not tokens:
            break
        words = [place for place, token in enumerate(tokens) if not token.isspace()] or [0]
        at, other = (draw(st.sampled_from(words)) for _ in range(2))
        token = draw(st.sampled_from([*_HARD, *hard]))
        kind = draw(st.sampled_from(_KINDS))
        tokens = _EDITS[kind](tokens, at, other, token)
    return "".join(tokens)


def _swapped(tokens: list[str], at: int, other: int, token: str) -> list[str]:
    changed = list(tokens)
    changed[at], changed[other] = tokens[other], tokens[at]
    return changed


def _cut(tokens: list[str], at: int, other: int, token: str) -> list[str]:
    """A word without its last letter, or with its case changed."""
    word = tokens[at]
    return [*tokens[:at], word[:-1] if at < other else word.swapcase(), *tokens[at + 1 :]]


def _alike(tokens: list[str], at: int, other: int, token: str) -> list[str]:
    """The next word after another place that is of the same kind, in the place of a word."""
    around = tokens[other:] + tokens[:other]
    return [*tokens[:at], *(each for each in around if _kind(each) == _kind(tokens[at]))][: at + 1] + tokens[at + 1 :]


def _kind(token: str) -> str:
    return "number" if token.isdecimal() else "word" if token.isalnum() else token


_EDITS = {
    "alike": _alike,
    "drop": lambda tokens, at, other, token: tokens[:at] + tokens[at + 1 :],
    "double": lambda tokens, at, other, token: [*tokens[: at + 1], *tokens[at:]],
    "move": lambda tokens, at, other, token: [*tokens[:at], tokens[other], *tokens[at + 1 :]],
    "swap": _swapped,
    "cut": _cut,
    "replace": lambda tokens, at, other, token: [*tokens[:at], token, *tokens[at + 1 :]],
    "insert": lambda tokens, at, other, token: [*tokens[:at], token, *tokens[at:]],
    "end": lambda tokens, at, other, token: tokens[: max(at, other)],
}
_KINDS = [*sorted(_EDITS), *["alike"] * 8]
"""The kinds of edits, of which half leave the form as it is."""
