"""Charts of what several claims say of one thing: a row for each claim, with who says it beside it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.pages.scales import Scale
from kb.reading.facts import Reference
from kb.reading.figures import Extent

HEAD, SIDE = 46, 580
"""How high a heading is, and where the words at the right of a wide chart begin."""
SCOPE = 36
"""How many letters of its scope stand beside a row of a wide chart."""
ARROW = 16
"""How far an open end reaches where nothing else says how far."""


@dataclass(frozen=True)
class _Layout:
    """The measures of a chart: its width, where its plot begins and ends, and of a row its height and its letters."""

    width: int
    plot: tuple[int, int]
    row: int
    letters: int
    is_narrow: bool


_WIDE = _Layout(880, (210, 560), 40, 46, is_narrow=False)
_NARROW = _Layout(360, (14, 346), 66, 54, is_narrow=True)


@dataclass(frozen=True)
class Row:
    """One claim: what it says in words, how far that reaches, who says it, and where."""

    claim: Reference
    text: str
    extent: Extent | None
    """None where it can't be read."""
    said: str
    source: str
    scope: str = ""


@dataclass(frozen=True)
class Group:
    """The claims that are measured by one scale."""

    heading: str
    rows: tuple[Row, ...]
    scale: Scale


@dataclass(frozen=True)
class Mark:
    """A row as it is drawn: from where to where, which ends are open, and where its best value stands."""

    row: Row
    y: float
    left: float
    right: float
    is_open_left: bool
    is_open_right: bool
    best: float | None
    said: str
    source: str

    @property
    def is_point(self) -> bool:
        """Whether it is a single value."""
        return self.right - self.left < 1


@dataclass(frozen=True)
class Panel:
    """A group as it is drawn."""

    heading: str
    y: float
    bottom: float
    marks: tuple[tuple[float, str], ...]
    rows: tuple[Mark, ...]
    is_logarithmic: bool


@dataclass(frozen=True)
class Chart:
    """A chart as it is drawn, for wide screens and paper or for narrow screens."""

    width: int
    height: float
    plot: tuple[float, float]
    side: int
    row: int
    panels: tuple[Panel, ...]
    is_narrow: bool


def wide(groups: Sequence[Group]) -> Chart:
    """The chart with who says it at the right."""
    return _draw(groups, _WIDE)


def narrow(groups: Sequence[Group]) -> Chart:
    """The chart with all words above the marks."""
    return _draw(groups, _NARROW)


def _draw(groups: Sequence[Group], layout: _Layout) -> Chart:
    panels, y = list[Panel](), 4.0
    for group in groups:
        bottom = y + HEAD + layout.row * len(group.rows)
        rows = tuple(_mark(each, group, y + HEAD + layout.row * at, layout) for at, each in enumerate(group.rows))
        marks = _parted([(_across(at, layout.plot), text) for at, text in group.scale.marks])
        panels.append(Panel(group.heading, y, bottom, marks, rows, group.scale.is_logarithmic))
        y = bottom + 14
    return Chart(layout.width, y, layout.plot, SIDE, layout.row, tuple(panels), layout.is_narrow)


def _mark(row: Row, group: Group, y: float, layout: _Layout) -> Mark:
    plot, letters = layout.plot, layout.letters
    said, source = (textwrap.shorten(text, letters, placeholder=" …") for text in (row.said, row.source))
    room = letters - len(row.text) - 8 if layout.is_narrow else SCOPE
    row = replace(row, scope=textwrap.shorten(row.scope, room, placeholder=" …"))
    if row.extent is None:
        return Mark(row, y, plot[0], plot[0], False, False, None, said, source)
    extent, place = row.extent, group.scale.place
    left = _across(place(extent.low), plot) if extent.low is not None else float(plot[0])
    right = _across(place(extent.high), plot) if extent.high is not None else float(plot[1])
    best = _across(place(extent.best), plot) if extent.best is not None else None
    if extent.low is not None and extent.high is None:
        right = max(right, left + ARROW)
    return Mark(row, y, left, right, extent.low is None, extent.high is None, best, said, source)


def _across(at: float, plot: tuple[int, int]) -> float:
    """Where on the plot a part of the axis lies."""
    return round(plot[0] + at * (plot[1] - plot[0]), 1)


def _parted(marks: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The marks whose texts do not touch."""
    kept = list[tuple[float, str]]()
    for at, text in marks:
        if not kept or at - kept[-1][0] > 3.6 * (len(text) + len(kept[-1][1])) + 6:
            kept.append((at, text))
    return tuple(kept)
