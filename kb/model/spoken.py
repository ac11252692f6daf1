"""Times in words: what EDTF says (https://www.loc.gov/standards/datetime/), as people say it."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kb.model.edtf import bounds
from kb.model.wording import Words, words

_DATE = re.compile(
    r"(?P<before_year>[?~%]?)(?P<year>[0-9X]{4})(S(?P<digits>[1-4]))?(?P<after_year>[?~%]?)"
    r"(-(?P<before_month>[?~%]?)(?P<month>[0-9X]{2})(?P<after_month>[?~%]?)"
    r"(-(?P<before_day>[?~%]?)(?P<day>[0-9X]{2})(?P<after_day>[?~%]?))?)?"
    r"(T(?P<time>[0-9:]+)(?P<zone>Z|[+-][0-9:]+)?)?"
)
_PARTS = ("year", "month", "day")
_SIGNS = {"~": {"approximate"}, "?": {"uncertain"}, "%": {"approximate", "uncertain"}, "": set()}
_QUALIFIED = {frozenset({"approximate"}): "approximate", frozenset({"uncertain"}): "uncertain"}
_FIRST_PART, _FIRST_HALF = 21, 40


@dataclass(frozen=True)
class _Date:
    """One date of EDTF, and how sure each of its parts is."""

    text: str
    parts: dict[str, str]
    digits: str | None
    signs: tuple[frozenset[str], ...]
    time: str
    zone: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a year, month or day of which all is known."""
        return not (self.time or self.digits or "X" in self.text or self.is_part) and not any(self.signs)

    @property
    def is_part(self) -> bool:
        """Whether it is a season, quarter, third or half of a year."""
        return "day" not in self.parts and self.parts.get("month", "") >= str(_FIRST_PART) and "X" not in self.text


@cache
def spoken(edtf: str, language: str = "en") -> str:
    """A time in words of a language; the text itself where it is no EDTF that Elbe supports."""
    try:
        return _Speaking(words(language, "times")).time(edtf)
    except ValueError:
        return edtf


class _Speaking:
    """The saying of times in one language."""

    def __init__(self, said: Words) -> None:
        self.said = said

    def say(self, key: str, **parts: str) -> str:
        """A template with its places filled."""
        return str(self.said[key]).format(**parts)

    def time(self, edtf: str) -> str:
        """Any time: a set, an interval or a date."""
        if edtf[:1] + edtf[-1:] in ("[]", "{}"):
            return self.members(
                [member.strip(" ") for member in edtf[1:-1].split(",")], "any" if edtf[0] == "[" else "all"
            )
        return self.interval(*edtf.split("/")) if "/" in edtf else self.date(_read(edtf))

    def interval(self, first: str, last: str) -> str:
        """An interval; a side that is open (`..`) or unknown (empty) is not named."""
        if first in ("", ".."):
            return self.say("until", last=self.date(_read(last), at_edge=True))
        if last in ("", ".."):
            return self.say("since" if last else "since_until_unknown", first=self.date(_read(first), at_edge=True))
        begin, end = _read(first), _read(last)
        if begin.is_plain and end.is_plain:
            return self.say("span", first=self.shortened(begin, end), last=self.date(end))
        return self.say("span", first=self.date(begin, at_edge=True), last=self.date(end, at_edge=True))

    def members(self, members: list[str], key: str) -> str:
        """A set of which all are meant, or one is."""
        said = [self.member(member) for member in members]
        if len(said) == 1:
            return said[0]
        return self.say(key, most=str(self.said["separator"]).join(said[:-1]), last=said[-1])

    def member(self, member: str) -> str:
        """One member of a set, which may be several in a row."""
        first, dots, last = member.partition("..")
        if not dots:
            return self.date(_read(member))
        if first and last:
            return self.interval(first, last)
        return (
            self.say("later", first=self.date(_read(first)))
            if first
            else self.say("earlier", last=self.date(_read(last)))
        )

    def date(self, date: _Date, at_edge: bool = False) -> str:
        """A date with how sure it is; a half year is said otherwise where it begins or ends a longer time."""
        bare = self.bare(date, at_edge)
        if not any(date.signs):
            return bare
        if len(set(date.signs)) == 1:
            return self.say(_QUALIFIED.get(date.signs[0], "both"), date=bare)
        parts = (
            self.say(f"part_{_QUALIFIED.get(signs, 'both')}", part=self.said["names"][part])
            for part, signs in zip(_PARTS, date.signs, strict=False)
            if signs
        )
        return self.say("in_part", date=bare, parts=str(self.said["separator"]).join(parts))

    def bare(self, date: _Date, at_edge: bool = False) -> str:
        """A date without how sure it is."""
        if date.digits:
            known = date.parts["year"][: int(date.digits)]
            first, last = (known.ljust(4, digit) for digit in "09")
            return self.say("estimate", first=_year(first), last=_year(last), date=_year(date.parts["year"]))
        if "X" in "".join(date.parts.values()):
            return self.unspecified(date)
        if date.is_part:
            return self.part(date.parts["year"], int(date.parts["month"]), at_edge)
        said = self.plain(date.parts, _PARTS[len(date.parts) - 1])
        if not date.time:
            return said
        time = date.time.removesuffix(":00") if date.time.count(":") == 2 else date.time
        zone = {"Z": "", "": None}.get(date.zone, date.zone)
        return self.say("clock", date=said, time=time if zone is None else self.say("zone", time=time, zone=zone))

    def part(self, year: str, number: int, at_edge: bool) -> str:
        """A season, quarter, third or half of a year."""
        if at_edge and number >= _FIRST_HALF:
            return str(self.said["half_at_edge"][number - _FIRST_HALF]).format(year=_year(year))
        template = str(self.said["parts"][number - _FIRST_PART])
        return template.format(year=_year(year), next=str(int(year) + 1))

    def plain(self, parts: dict[str, str], key: str) -> str:
        """A year, month or day, or a piece of one, by the key of its template."""
        numbered = {"year": _year(parts["year"])}
        if "month" in parts:
            numbered["month"] = self.said["months"][int(parts["month"]) - 1]
        if "day" in parts:
            numbered["day"] = str(int(parts["day"]))
        return self.say(key, **numbered)

    def shortened(self, begin: _Date, end: _Date) -> str:
        """The beginning of an interval without what its end says too."""
        ours, theirs = begin.parts, end.parts
        is_like = ours.keys() == theirs.keys() and ours["year"] == theirs["year"]
        if is_like and "day" in ours:
            return self.plain(ours, "day_alone" if ours["month"] == theirs["month"] else "day_and_month")
        return self.plain(ours, "month_alone") if is_like and "month" in ours else self.date(begin)

    def unspecified(self, date: _Date) -> str:
        """A date of which not all digits are known: what is known of it, or else the days between which it lies."""
        parts = date.parts
        year, month, day = (parts.get(part) for part in _PARTS)
        if re.fullmatch(r"[0-9]{3}X", parts["year"]) and not month:
            return self.say("decade", year=_year(parts["year"][:3] + "0"))
        if day == "XX" and "X" not in f"{year}{month}":
            return str(self.said["some"]["day"]).format(
                date=self.plain({"year": parts["year"], "month": str(month)}, "month")
            )
        if month == "XX" and day in (None, "XX") and "X" not in parts["year"]:
            template = self.said["some"]["day" if day else "month"]
            return str(template).format(date=self.plain({"year": parts["year"]}, "year"))
        if year == "XXXX" and month and "X" not in f"{month}{day or ''}":
            return self.say("unknown_year", date=self.plain(parts, "day_and_month" if day else "month_alone"))
        return self.bounded(date)

    def bounded(self, date: _Date) -> str:
        """The first and the last day that what is known of a date leaves open."""
        first, last = bounds(re.sub("[?~%]", "", date.text))
        if not first or not last:
            raise ValueError(f"no day of {date.text!r} is known")
        if "month" not in date.parts:
            return self.say("years", first=str(first.year), last=str(last.year))
        return self.say("between", first=self.on(first), last=self.on(last))

    def on(self, day: datetime.date) -> str:
        """One day."""
        return self.plain({"year": str(day.year), "month": str(day.month), "day": str(day.day)}, "day")


def _read(text: str) -> _Date:
    """A date of EDTF; raises ValueError for what is none."""
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no date")
    parts = {part: found[part] for part in _PARTS if found[part]}
    return _Date(
        text, parts, found["digits"], _signs(found.groupdict(""), parts), found["time"] or "", found["zone"] or ""
    )


def _signs(found: dict[str, str], parts: Iterable[str]) -> tuple[frozenset[str], ...]:
    """How sure each part is: by a sign before it, or one after it or a part that follows."""
    given = list(parts)
    after = [_SIGNS[found[f"after_{part}"]] for part in given]
    return tuple(frozenset(_SIGNS[found[f"before_{part}"]].union(*after[at:])) for at, part in enumerate(given))


def _year(year: str) -> str:
    return year.lstrip("0") or "0"
