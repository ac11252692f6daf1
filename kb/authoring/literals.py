"""How authors write the literals of each datatype."""

import re
from collections.abc import Callable

from pyoxigraph import NamedNode

from kb.authoring.expansions import Malformed
from kb.authoring.syntax import Scalar
from kb.model import edtf, times

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")

_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//([/?#:]|$))")


def checked(value: Scalar, datatype: str | None) -> str:
    """The text of a literal; raises ValueError, with what to write instead, if its datatype has no such text."""
    if check := _CHECKS.get(datatype or ""):
        check(value)
    return str(value)


def iri(text: str) -> str:
    """The text, if it is an IRI (https://www.rfc-editor.org/rfc/rfc3987); raises Malformed if not."""
    try:
        NamedNode(text)
    except ValueError as error:
        why = str(error)[:1].lower() + str(error)[1:]
        raise Malformed(f"{text!r} is no IRI ({why}): percent-encode what an address can't hold") from None
    if not _HOST.match(text):
        raise Malformed(f"{text!r} is no IRI: it names no host behind ://")
    return text


def _check_address(value: Scalar) -> None:
    if not value.startswith(("http://", "https://")):
        raise Malformed(f"{str(value)!r} is no address: begin it with http:// or https://")
    iri(value)


def _check_whole_number(value: Scalar) -> None:
    if not (value.isascii() and value.isdecimal()):
        raise Malformed(f"{str(value)!r} is no whole number")


def _check_decimal(value: Scalar) -> None:
    if value.plain or not _DECIMAL.fullmatch(value):
        raise Malformed(f'{str(value)!r}: write decimals as quoted strings in canonical form, such as "1219" or "0.5"')


def _check_boolean(value: Scalar) -> None:
    if value not in ("true", "false"):
        raise Malformed(f"{str(value)!r} is neither true nor false")


def _check_date(value: Scalar) -> None:
    if not times.is_day(value):
        raise Malformed(f"{str(value)!r} is no full date, such as 2026-11-23")


def _check_edtf(value: Scalar) -> None:
    edtf.bounds(value)


_CHECKS: dict[str, Callable[[Scalar], None]] = {
    "xsd:integer": _check_whole_number,
    "xsd:decimal": _check_decimal,
    "xsd:boolean": _check_boolean,
    "xsd:date": _check_date,
    "xsd:anyURI": _check_address,
    "loc:EDTF": _check_edtf,
}
