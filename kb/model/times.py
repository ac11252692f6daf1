"""Dates that need no library: days, months and years as they stand in data and in what people ask."""

import re
from calendar import monthrange
from datetime import date

PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
"""A year, month or day, without the signs that EDTF has beside them."""
NO_DATE = "{!r} is no date that exists: write EDTF, such as 1944-10-20, 1944-10 or 1944~"


def is_day(text: str) -> bool:
    """Whether a text is one day that exists, as an `xsd:date` without time zone."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def days(text: str) -> tuple[date, date]:
    """The first and the last day of a plain day, month or year; raises ValueError for one that does not exist."""
    year, month, day = (int(part) if part else None for part in (text + "--").split("-")[:3])
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(NO_DATE.format(text)) from None
    if day:
        return first, first
    return first, first.replace(month=month or 12, day=monthrange(first.year, month or 12)[1])
