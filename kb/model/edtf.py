"""Bounds of times in the Extended Date/Time Format, levels 0 to 2 (https://www.loc.gov/standards/datetime/).

The format says which texts there are, and leaves open which months some of them cover. Here they are:

- Spring is March to May, summer June to August, autumn September to November, and winter December to February of the
  next year, as meteorologists count; with 29 to 32, half a year later, for the south. 21 to 24 are those of the north.
- `1950S2` covers what its two significant digits leave open: 1900 to 1999.

Years before 1 and after 9999 have no day here, so that texts with them are refused and told apart from those that are
no EDTF.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import product

from kb.model.times import NO_DATE, PLAIN, days

_DATE = re.compile(
    r"[?~%]?(?P<year>[0-9X]{4})(S(?P<digits>[1-4])(?!.*-))?[?~%]?"
    r"(-[?~%]?(?P<month>[0-9X]{2})[?~%]?(-[?~%]?(?P<day>[0-9X]{2})[?~%]?)?)?"
)
_TIME = re.compile(r"T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(Z|[+-]([01][0-9]|2[0-3])(:[0-5][0-9])?)?")
_FAR = re.compile(
    r"-(?!0000)[0-9X]{4}(S[0-9]+)?[?~%]?(-[?~%]?[0-9X]{2}[?~%]?){0,2}|Y-?[0-9]+(E[0-9]+)?(S[0-9]+)?[?~%]?"
)
"""Years with a sign, or with the letter by which EDTF begins those of more than four digits."""

_SPANS = (
    {21 + season: (3 + 3 * season, 3) for season in range(4)}
    | {25 + season: (3 + 3 * season, 3) for season in range(4)}
    | {29 + season: (1 + (8 + 3 * season) % 12, 3) for season in range(4)}
    | {33 + quarter: (1 + 3 * quarter, 3) for quarter in range(4)}
    | {37 + third: (1 + 4 * third, 4) for third in range(3)}
    | {40 + half: (1 + 6 * half, 6) for half in range(2)}
)
"""The first month of each season, quarter, third and half of a year, and how many months it has."""

_TOO_FAR = "{!r} is not supported: write years from 0001 to 9999"
_Day = tuple[int, int, int]
Bounds = tuple[date | None, date | None]


def bounds(edtf: str) -> Bounds:
    """The first and the last day that a time can cover.

    An open (`..`) or unknown (empty) side has no bound, nor has a year of which no digit is known. Raises ValueError
    for what is no EDTF or not supported, for a date that does not exist and for an interval that ends before it starts.
    """
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        return _set(edtf)
    return _interval(edtf, "/", edtf)


def _interval(text: str, between: str, edtf: str) -> Bounds:
    """The bounds of a date, or from those of the one to those of the other between which a sign stands."""
    start, sign, end = text.partition(between)
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(
            f"{edtf!r} names no date: write an EDTF date or interval, such as 1944-10-20 or 1944-10/1945-05"
        )
    first, last = _days(start)[0], _days(end if sign else start)[1]
    if first and last and first > last:
        raise ValueError(f"{edtf!r} ends before it starts")
    return first, last


def _set(edtf: str) -> Bounds:
    """The bounds of all members of a set, of which the first and the last may be open."""
    members = [member.strip(" ") for member in edtf[1:-1].split(",")]
    if any(member[:2] == ".." for member in members[1:]) or any(member[-2:] == ".." for member in members[:-1]):
        raise ValueError(f"{edtf!r}: only the first member of a set begins with two dots, and only the last ends so")
    all_bounds = [_interval(member, "..", edtf) for member in members]
    firsts, lasts = zip(*all_bounds, strict=True)
    return _unless_open(min, firsts), _unless_open(max, lasts)


def _unless_open(choose: Callable[[list[date]], date], found: tuple[date | None, ...]) -> date | None:
    known = [day for day in found if day]
    return choose(known) if len(known) == len(found) else None


@cache
def _days(text: str) -> Bounds:
    """The bounds of one date; plain ones, which are most, at once."""
    if text in ("", ".."):
        return None, None
    if PLAIN.fullmatch(text) and text[:4] != "0000":
        return days(text)
    day, time = (text[:10], text[10:]) if "T" in text else (text, "")
    parts = _DATE.fullmatch(day)
    if _FAR.fullmatch(text) or (parts and parts["year"] == "0000"):
        raise ValueError(_TOO_FAR.format(text))
    if not parts or (time and not (_TIME.fullmatch(time) and PLAIN.fullmatch(day))):
        raise ValueError(NO_DATE.format(text))
    return _covered(text, _year(parts["year"], parts["digits"]), parts["month"], parts["day"])


def _year(year: str, digits: str | None) -> str:
    """The year with an X for each digit that is not significant."""
    known = int(digits or 4)
    return year[:known] + "X" * (4 - known)


def _covered(text: str, year: str, month: str | None, day: str | None) -> Bounds:
    """The first and the last day that the digits leave open; raises ValueError if there is none."""
    years, spans = _values(year, 0, 9999), _spans(month, day)
    first = next((piece[0] for piece in _pieces(years, spans, day)), None)
    last = next((piece[1] for piece in _pieces(years[::-1], spans[::-1], day)), None)
    if not first or not last:
        raise ValueError(NO_DATE.format(text))
    if year == "XXXX":
        return None, None
    try:
        return date(*first), date(*last)
    except ValueError:
        raise ValueError(_TOO_FAR.format(text)) from None


def _spans(month: str | None, day: str | None) -> list[tuple[int, int]]:
    """The months that a text can stand for, each the first of so many; all twelve as one where there is none."""
    if month is None:
        return [(1, 12)]
    if day is None and month.isdecimal() and int(month) in _SPANS:
        return [_SPANS[int(month)]]
    return [(value, 1) for value in _values(month, 1, 12)]


def _pieces(years: list[int], spans: list[tuple[int, int]], day: str | None) -> Iterator[tuple[_Day, _Day]]:
    """The first and the last day of each stretch of months that has such days, as year, month and day."""
    for year, (month, length) in product(years, spans):
        over, before = divmod(month + length - 2, 12)
        end, length_of_end = (year + over, before + 1), monthrange(year + over, before + 1)[1]
        found = [1, length_of_end] if day is None else _values(day, 1, length_of_end)
        if found:
            yield (year, month, found[0]), (*end, found[-1])


def _values(digits: str, least: int, most: int) -> list[int]:
    """The numbers in a range that have these digits, where an X is any."""
    if digits.isdecimal():
        return [int(digits)] if least <= int(digits) <= most else []
    pattern = re.compile(digits.replace("X", "[0-9]"))
    return [value for value in range(least, most + 1) if pattern.fullmatch(f"{value:0{len(digits)}}")]
