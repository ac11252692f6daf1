"""How authors write the literals of each datatype."""

import re
from collections.abc import Callable

from kb.authoring.expansions import Malformed
from kb.authoring.syntax import Scalar
from kb.model import edtf, times

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")


def checked(value: Scalar, datatype: str | None) -> str:
    """The text of a literal; raises ValueError, with what to write instead, if its datatype has no such text."""
    if check := _CHECKS.get(datatype or ""):
        check(value)
    return str(value)


def _check_whole_number(value: Scalar) -> None:
    if not value.isdecimal():
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
    "loc:EDTF": _check_edtf,
}
