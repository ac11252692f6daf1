"""Scales of charts: where a value stands between the two ends of an axis, and what is written along it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

LOGARITHMIC_FROM = 100
"""By which factor the largest figure exceeds the smallest where a scale is logarithmic."""


@dataclass(frozen=True)
class Scale:
    """An axis: where a value stands, from 0 to 1, and the marks along it with their texts."""

    place: Callable[[float], float]
    marks: tuple[tuple[float, str], ...]
    is_logarithmic: bool = False


def of_figures(values: Sequence[float]) -> Scale:
    """A scale for figures: from nought where they are of one size, else logarithmic."""
    positive = [value for value in values if value > 0]
    top = max(positive, default=1.0)
    if positive and top / min(positive) > LOGARITHMIC_FROM and min(values) > 0:
        first, last = math.floor(math.log10(min(positive))), math.ceil(math.log10(top))
        powers = range(first, last + 1)
        marks = tuple(((power - first) / (last - first), f"{10**power:,}") for power in powers)
        return Scale(lambda value: (math.log10(max(value, 10**first)) - first) / (last - first), marks, True)
    step = _step(top / 4)
    end = step * math.ceil(top / step)
    count = round(end / step)
    return Scale(lambda value: value / end, tuple((at / count, f"{at * step:,.10g}") for at in range(count + 1)))


def of_days(days: Sequence[int]) -> Scale:
    """A scale for days, given as their ordinals; what is marked are years, months or days."""
    first, last = min(days), max(days)
    margin = max((last - first) // 12, 2)
    first, last = max(first - margin, 1), last + margin
    marks = tuple(((day.toordinal() - first) / (last - first), text) for day, text in _dates(first, last))
    return Scale(lambda value: (value - first) / (last - first), marks)


def _step(least: float) -> float:
    """The next of 1, 2 or 5 with noughts behind or before it."""
    power = 10 ** math.floor(math.log10(least))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * 0.999))


def _dates(first: int, last: int) -> list[tuple[date, str]]:
    """The dates to be marked between two days."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    if last - first > 3 * 365:
        step = max(1, math.ceil((end.year - begin.year) / 6))
        return [(date(year, 1, 1), str(year)) for year in range(begin.year + 1, end.year + 1) if year % step == 0]
    months = [(year, month) for year in range(begin.year, end.year + 1) for month in range(1, 13)]
    starts = [date(*each, 1) for each in months if begin <= date(*each, 1) <= end]
    if len(starts) >= 3:
        return [(day, f"{day:%b} {day.year}") for day in starts[:: max(1, math.ceil(len(starts) / 5))]]
    step = max(1, (last - first) // 4)
    return [(day, f"{day.day} {day:%b}") for day in map(date.fromordinal, range(first + step // 2, last, step))]
