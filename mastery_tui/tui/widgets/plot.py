"""A cycle's results over its days: range and middle of the baseline, target, trend, and each value as its mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Protocol

from textual.geometry import clamp

from mastery_tui import guide
from mastery_tui.tui.signs import MarkSet, plot_signs
from mastery_tui.tui.widgets.axis import Axis, mark_style
from mastery_tui.tui.widgets.cells import DOTS_ACROSS, DOTS_DOWN, Cells

if TYPE_CHECKING:
    from mastery_tui.coach.progress_views import Level, TrendLine
    from mastery_tui.practice.choices import Mark

BAND = "$surface"
_STEPS = 10
"""The ends of the scale are rounded outward to a tenth of the power of ten below what it spans."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies: rows from the top, 0 to `rows` - 1.

    Attributes:
        highest: the value that no other is above, rounded.
        lowest: the value that no other is below, rounded.
        rows: how many there are.
        knots: values from the top on, each in the middle of a row of its own; others lie evenly between two of them.
        middle: the value that has its row for itself, None for none.
    """

    highest: float
    lowest: float
    rows: int
    knots: tuple[tuple[float, int], ...]
    middle: float | None = None

    @classmethod
    def of(
        cls, values: Sequence[float], rows: int, middle: float | None = None, target: float | None = None
    ) -> "Scale":
        """The scale that holds some values.

        Args:
            values: at least one, with the next two.
            rows: its rows, 4 at least.
            middle: the value that has its row for itself.
            target: the value that shares its row with no other line.
        """
        top, bottom = max(values), min(values)
        unit = 10 ** floor(log10(top - bottom)) / _STEPS if top > bottom else 1.0
        if all(value == int(value) for value in values):
            unit = max(unit, 1.0)
        highest, lowest = ceil(top / unit) * unit, floor(bottom / unit) * unit
        if highest == lowest:
            highest, lowest = highest + unit, lowest - unit
        even = cls(highest, lowest, rows, ((highest, 0), (lowest, rows - 1)))
        lines = sorted({line for line in (middle, target) if line is not None}, reverse=True)
        placed: dict[float, int] = {}
        for at, line in enumerate(lines):
            most = rows - len(lines) + at - int(bottom < lines[-1])
            placed[line] = clamp(round(even.at(line)), at + int(top > lines[0]), most)
        if middle is not None and target is not None and middle != target and placed[middle] == placed[target]:
            placed[target] += 1 if target < middle else -1
        ends = [(value, row) for value, row in even.knots if row not in placed.values()]
        return cls(highest, lowest, rows, tuple(sorted([*placed.items(), *ends], reverse=True)), middle)

    def at(self, value: float) -> float:
        """Where a value lies between the rows; beyond the ends it goes on as before them."""
        pairs = list(pairwise(self.knots))
        (high, up), (low, down) = next((pair for pair in pairs if value >= pair[1][0]), pairs[-1])
        return up + (high - value) / (high - low) * (down - up)

    def row(self, value: float) -> int:
        """The row of a value: above the middle is above its row, below it is below."""
        row = clamp(round(self.at(value)), 0, self.rows - 1)
        if self.middle is None or value == self.middle:
            return row
        middle = round(self.at(self.middle))
        return min(row, middle - 1) if value > self.middle else max(row, middle + 1)


class Plotted(Protocol):
    """A day of the plot: its number, what became of it, and its result where it has one."""

    @property
    def number(self) -> int:
        """The plan day."""

    @property
    def mark(self) -> "Mark | None":
        """What became of it."""

    @property
    def result(self) -> float | None:
        """Its result, None where it has none."""


class Results(Protocol):
    """What is plotted: the page Progress, or the glance at it."""

    @property
    def columns(self) -> Sequence[Plotted]:
        """The days."""

    @property
    def levels(self) -> "Mapping[str, Level]":
        """The lines across all days, by name."""

    @property
    def trend(self) -> "TrendLine | None":
        """The line through the results."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What is plotted, and where.

    Attributes:
        view: the results.
        axis: the days.
        scale: the values.
        marks: the signs to draw with.
    """

    view: Results
    axis: Axis
    scale: Scale
    marks: MarkSet

    @classmethod
    def of(cls, view: Results, axis: Axis, rows: int, marks: MarkSet) -> "Plot | None":
        """The plot in some rows; None while there is no value to plot.

        Args:
            view: the results.
            axis: the days.
            rows: its rows.
            marks: the signs to draw with.
        """
        values = [column.result for column in view.columns if column.result is not None]
        if not values and "baseline" not in view.levels:
            return None
        values += [level.value for level in view.levels.values()]
        own = (view.levels.get(name) for name in ("baseline", "target"))
        middle, target = (None if level is None else level.value for level in own)
        return cls(view, axis, Scale.of(values, rows, middle, target), marks)

    @property
    def levels(self) -> "dict[int, tuple[str, Level]]":
        """The lines that are drawn, by row; of those in one row the first, for a label names each."""
        found: dict[int, tuple[str, Level]] = {}
        for name in ("target", "baseline", "highest", "lowest"):
            level = self.view.levels.get(name)
            if level is not None:
                found.setdefault(self.scale.row(level.value), (name, level))
        return found

    def labels(self, width: int) -> dict[int, str]:
        """What stands beside the rows, by row: the lines' labels, and the ends of the scale where nothing else does.

        Args:
            width: the cells of a label.
        """
        levels, found = self.levels, {}
        short = any(len(level.label) > width for _, level in levels.values())
        for row, (_, level) in levels.items():
            label = level.short if short else level.label
            found[row] = label if len(label) <= width else guide.number(level.value)
        target, middle = (self.view.levels.get(name) for name in ("target", "baseline"))
        if target is not None and middle is not None and target.value == middle.value:
            row = self.scale.row(target.value)
            found.setdefault(row + 1 if row + 1 < self.scale.rows else row - 1, guide.word("progress", "is_baseline"))
        taken = {self.scale.row(column.result) for column in self.view.columns if column.result is not None}
        for row, value in ((0, self.scale.highest), (self.scale.rows - 1, self.scale.lowest)):
            if row not in taken:
                found.setdefault(row, guide.number(int(value) if value == int(value) else value))
        return found

    def draw(self, cells: Cells) -> None:
        """Draw range, lines, trend and values, each over the one before.

        Args:
            cells: as many rows as the scale has.
        """
        signs, width = plot_signs(self.marks), self.axis.width
        highest, lowest = self.view.levels.get("highest"), self.view.levels.get("lowest")
        if highest is not None and lowest is not None:
            rows = range(self.scale.row(highest.value), self.scale.row(lowest.value) + 1)
            cells.ground(0, width, rows, BAND)
        drawn = {
            "highest": (signs.edge, "$faint-style"),
            "lowest": (signs.edge, "$faint-style"),
            "baseline": (signs.line, "$quiet"),
            "target": (signs.dashes, "$quiet"),
        }
        for row, (name, _) in self.levels.items():
            sign, style = drawn[name]
            cells.put(0, row, (sign * width)[:width], style)
        self._draw_trend(cells, signs.trend)
        for column in self.view.columns:
            if column.result is not None:
                x, y = self.axis.x(column.number), self.scale.row(column.result)
                cells.put(x, y, self.marks.of(column.mark), mark_style(column.mark))

    def _draw_trend(self, cells: Cells, sign: str) -> None:
        """The trend as far as the scale goes: a line takes no row from what was counted."""
        trend, axis, scale = self.view.trend, self.axis, self.scale
        if trend is None:
            return
        first, last = axis.x(trend.first), axis.x(trend.last)
        slope = (trend.at_last - trend.at_first) / max(1, last - first)
        for x in range(first, last + 1):
            if sign:
                cells.put(x, round(scale.at(trend.at_first + slope * (x - first))), sign, "$quiet")
                continue
            for part in range(DOTS_ACROSS):
                value = trend.at_first + slope * (x - first + part / DOTS_ACROSS)
                cells.dot(x * DOTS_ACROSS + part, floor((scale.at(value) + 0.5) * DOTS_DOWN), "$quiet")
