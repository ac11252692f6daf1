"""Bounds of dates and intervals in the Extended Date/Time Format (https://www.loc.gov/standards/datetime/)."""

from datetime import date
from functools import cache
from time import struct_time

from edtf import EDTFParseException, parse_edtf

from kb.model.times import NO_DATE, PLAIN, days


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day that a date or interval can cover.

    An open (`..`) or unknown (empty) side has no bound, whatever the library makes of it. Raises ValueError for what
    is no EDTF, for a date that does not exist and for an interval that ends before it starts.
    """
    start, slash, end = edtf.partition("/")
    first, last = _days(start)[0], _days(end if slash else start)[1]
    if first is None and last is None:
        raise ValueError(
            f"{edtf!r} names no date: write an EDTF date or interval, such as 1944-10-20 or 1944-10/1945-05"
        )
    if first and last and first > last:
        raise ValueError(f"{edtf!r} ends before it starts")
    return first, last


@cache
def _days(text: str) -> tuple[date | None, date | None]:
    """The bounds of one side; plain ones are read without the library, which takes 200 times as long."""
    if text in ("", ".."):
        return None, None
    if PLAIN.fullmatch(text):
        return days(text)
    try:
        parsed = parse_edtf(text)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, AttributeError):
        raise ValueError(NO_DATE.format(text)) from None


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
