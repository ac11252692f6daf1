"""Characters that no text of the record holds, or not where they stand (https://www.w3.org/TR/xml/#charsets)."""

import re
import unicodedata

_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200e\u200f"
"""White space of Unicode, with the marks of byte order and of direction, which nobody sees either."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNTIDY = re.compile(f"^[{_SPACE}]|[{_SPACE}]{{2}}|[{_SPACE}]\\Z")
_UNSEEN = re.compile("[\xad\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]")


def forbidden(text: str) -> str | None:
    """What is wrong with a text that holds what XML can't."""
    found = _FORBIDDEN.search(text)
    return f"the text holds {_code(found[0])}, which no XML can: take it out" if found else None


def untidy(text: str) -> str | None:
    """What is wrong with a text that is spaced as nobody sees, holds what nobody sees, or is not composed."""
    if found := _UNTIDY.search(text):
        return f"{text!r} has white space at an end, or two in a row ({_code(*found[0])}): write single spaces within"
    if found := _UNSEEN.search(text):
        return f"{text!r} holds {_code(found[0])}, which nobody sees: take it out"
    if not unicodedata.is_normalized("NFC", text):
        return f"{text!r} holds letters apart from their marks: write it composed, in Unicode's form NFC"
    return None


def _code(*characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in characters)
