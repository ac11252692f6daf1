"""Bounds of dates and intervals in the Extended Date/Time Format (https://www.loc.gov/standards/datetime/)."""

import re
from calendar import monthrange
from datetime import date
from functools import cache

from edtf import EDTFParseException, parse_edtf

_LITERALS = {
    re.compile(r"\d{4}-\d{2}-\d{2}"): "xsd:date",
    re.compile(r"\d{4}-\d{2}"): "xsd:gYearMonth",
    re.compile(r"\d{4}"): "xsd:gYear",
}
_PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_NO_DATE = "{!r} is no date that exists: write EDTF, such as 1944-10-20, 1944-10 or 1944~"
_SEASON = re.compile(r"\d{4}-[2-4]\d")


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day that a date or interval can cover.

    An open (`..`) or unknown (empty) side has no bound, whatever the library makes of it. Raises ValueError for what
    is no EDTF, for a date that does not exist and for an interval that ends before it starts.
    """
    start, slash, end = edtf.partition("/")
    first = None if start in ("", "..") else _day(start, "lower_strict")
    last = None if (end if slash else start) in ("", "..") else _day(end if slash else start, "upper_strict")
    if first is None and last is None:
        raise ValueError(
            f"{edtf!r} names no date: write an EDTF date or interval, such as 1944-10-20 or 1944-10/1945-05"
        )
    if first and last and first > last:
        raise ValueError(f"{edtf!r} ends before it starts")
    return first, last


def is_day(text: str) -> bool:
    """Whether a text is one day that exists, as an `xsd:date` without time zone."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def datatype(edtf: str) -> str:
    """The datatype, as CURIE, of the literal that stands for a date: XML Schema's where it has one, else EDTF's."""
    bounds(edtf)
    if _SEASON.fullmatch(edtf):
        return "loc:EDTF"
    return next((name for form, name in _LITERALS.items() if form.fullmatch(edtf)), "loc:EDTF")


@cache
def _day(text: str, bound: str) -> date:
    if _PLAIN.fullmatch(text):
        return _plain_day(text, bound)
    try:
        day = getattr(parse_edtf(text), bound)()
        return date(day.tm_year, day.tm_mon, day.tm_mday)
    except (EDTFParseException, ValueError, AttributeError):
        raise ValueError(_NO_DATE.format(text)) from None


def _plain_day(text: str, bound: str) -> date:
    """The same for a day, month or year without further signs, which the library takes 200 times as long to read."""
    year, month, day = (int(part) if part else None for part in (text + "--").split("-")[:3])
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(_NO_DATE.format(text)) from None
    if bound == "lower_strict" or day:
        return first
    return first.replace(month=month or 12, day=monthrange(first.year, month or 12)[1])
