"""The strip of Progress: a column a day, one row for each thing that is told of it, and two lines on the day chosen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.geometry import clamp

from mastery_tui import guide
from mastery_tui.tui.signs import MarkSet, plot_signs
from mastery_tui.tui.widgets.axis import Axis, mark_style
from mastery_tui.tui.widgets.cells import Cells
from mastery_tui.tui.widgets.drawing import Piece, cursor, cut, fold, width_of
from mastery_tui.tui.widgets.plot import Plot

if TYPE_CHECKING:
    from mastery_tui.coach.progress_views import ColumnView, ProgressView

Line = list[Piece]

COLUMN = "$panel"
"""The ground of the chosen day."""
WIDE_LABELS, LABELS = 14, 12
GAP = 3
LEAST_PLOT, MOST_PLOT, EMPTY_PLOT = 5, 16, 4
GAPS_FROM, LANES_WITHOUT_PLOT_FROM, LANES_FROM, BARS_FROM = 24, 26, 34, 42
"""Lines of the terminal from which on groups are parted, feelings have a row each, and bars are several rows high."""
AROUND = 3
"""Lines of the terminal that are no page: the tabs, the blank line below them, and the keys."""
WEEK = 7
_EIGHTHS = 8
_MOST_EFFORT, _MOST_CONFIDENCE = 10, 5


def axis_for(view: "ProgressView", width: int, wide_step: bool = False) -> Axis:
    """The axis for a width.

    Args:
        view: the page.
        width: the cells of a line.
        wide_step: whether a day may have three cells.
    """
    for step, labels in ((3, WIDE_LABELS), (2, WIDE_LABELS), (2, LABELS)):
        if width >= labels + view.length * step and (step < 3 or wide_step):
            return Axis(view.length, step, labels)
    return Axis(view.length, 1, LABELS)


@dataclass(frozen=True, slots=True)
class DayStrip:
    """The strip at a size.

    Attributes:
        view: the page.
        axis: where the days stand.
        width: the cells of a line.
        lines: the lines of the whole terminal.
        marks: the signs to draw with.
        chosen: the plan day under the cursor, None for none.
    """

    view: "ProgressView"
    axis: Axis
    width: int
    lines: int
    marks: MarkSet
    chosen: int | None

    @property
    def column(self) -> "ColumnView | None":
        """The day under the cursor."""
        return next((column for column in self.view.columns if column.number == self.chosen), None)

    def drawn(self) -> list[Line]:
        """Every line of it."""
        gap: list[Line] = [[]] if self.lines >= GAPS_FROM else []
        in_column = [self._row("", self._cells()) for _ in gap]
        airy: list[Line] = [[]] if self.lines >= LANES_FROM else []
        airy_in_column = [self._row("", self._cells()) for _ in airy]
        above = [*self.kept(), *airy, *self.weeks(), *self.days(), *self.plan(), *in_column, *self.verdict()]
        below = [*self.numbers(), *airy_in_column, *self.efforts(), *self.feelings(), *self.confidences()]
        below += [*gap, *self.words()]
        room = self.lines - AROUND - len(gap) - len(above) - len(below)
        return [*above, *self.plot(clamp(room, LEAST_PLOT, MOST_PLOT)), *below]

    # -- what was kept -----------------------------------------------------------------------------------------------

    def kept(self) -> list[Line]:
        """How many days were kept, the rate at the right, and a sentence where the plan stands still."""
        view, labels = self.view, self.axis.labels
        first = [self._label(guide.word("progress", "kept"), "bold $foreground"), (view.kept, "$foreground")]
        left = self.axis.width + labels - sum(width_of(text) for text, _ in first) - width_of(view.rate)
        if left < GAP:
            left = self.width - sum(width_of(text) for text, _ in first) - width_of(view.rate)
        if left >= GAP:
            first.append((" " * left + view.rate, "$quiet"))
        indent = (" " * labels, "")
        state = [[indent, (line, "$primary")] for line in fold(view.state, self.width - labels)]
        return [first, *state]

    def weeks(self) -> list[Line]:
        """The names of the weeks that have begun, each over its first day; numbers where names have no room."""
        cells, room = Cells(self.width - self.axis.labels, 1), WEEK * self.axis.step - 1
        for week in self.view.weeks:
            if week.begun:
                last = week is self.view.weeks[-1]
                name = week.label if last or len(week.label) <= room else str(week.number)
                x = min(self.axis.x(week.first), cells.width - len(name))
                cells.put(x, 0, name, "bold $foreground" if week.current else "$quiet")
        return [self._row("", cells)]

    def days(self) -> list[Line]:
        """What became of each day; paused dates in the gap before the day that followed them."""
        cells = self._cells()
        for column in self.view.columns:
            x = self.axis.x(column.number)
            waits = column.today and column.mark is None
            sign = self.marks.pointer if waits else self.marks.of(column.mark)
            cells.put(x, 0, sign, "bold $primary" if waits else mark_style(column.mark, ahead=column.ahead))
            if column.paused_before and self.axis.step > 1:
                cells.put(x - 1, 0, self.marks.paused, "$foreground")
        begun = sum(not column.ahead for column in self.view.columns)
        for number in range(begun + 1, min(begun + self.view.paused_now, self.view.length) + 1):
            cells.put(self.axis.x(number), 0, self.marks.paused, "$foreground")
        return [self._row(guide.word("progress", "days"), cells)]

    def plan(self) -> list[Line]:
        """The plan's events by their keys, a line while an adjustment is tried, dashes while it is easier."""
        cells, signs = self._cells(), plot_signs(self.marks)
        for column in self.view.columns:
            x, step = self.axis.x(column.number), self.axis.step
            if column.trying or column.easier:
                line = signs.line if column.trying else signs.dashes
                cells.put(x, 0, (line * step)[:step], "$faint-style" if column.ahead else "$quiet")
            if column.paused_before and step == 1:
                cells.put(x, 0, self.marks.paused, "$foreground")
            cells.put(x, 0, column.events[:step], "bold $foreground")
        return [self._row(guide.word("progress", "plan"), cells)]

    # -- the results -------------------------------------------------------------------------------------------------

    def verdict(self) -> list[Line]:
        """What may be said of the results, and what it rests on."""
        verdict, detail, labels = self.view.verdict, self.view.detail, self.axis.labels
        lines: list[Line] = []
        left = len(verdict)
        for text in fold(f"{verdict}, {detail}" if detail else verdict, self.width - labels):
            label = self._label("" if lines else cut(self.view.label, labels - 1, self.marks), "bold $foreground")
            lines.append([label, (text[:left], "$foreground"), (text[left:], "$quiet")])
            left = max(0, left - len(text) - 1)
        return lines

    def plot(self, rows: int) -> list[Line]:
        """The results over the days; nothing where no number is counted.

        Args:
            rows: how many there is room for.
        """
        if not self.view.counted:
            return []
        plot = Plot.of(self.view, self.axis, rows, self.marks)
        if plot is None:
            indent = " " * self.axis.labels
            told = fold(self.view.first_value, self.width - self.axis.labels)
            lines: list[Line] = [[], *([(indent, ""), (line, "$quiet")] for line in told)]
            return [*lines, *[[]] * (EMPTY_PLOT - len(lines))]
        cells = self._cells(rows)
        plot.draw(cells)
        self._ground(cells)
        beside = plot.labels(self.axis.labels - 2)
        return [self._row(beside.get(row, "").rjust(self.axis.labels - 2), cells, row) for row in range(rows)]

    def numbers(self) -> list[Line]:
        """The first day of each week by its number, and the chosen one."""
        cells = Cells(self.width - self.axis.labels, 1)
        pieces = [] if self.chosen is None else cursor(str(self.chosen), self.marks)
        wide = sum(len(text) for text, _ in pieces)
        first = clamp(self.axis.x(self.chosen or 1) - 1, 0, max(0, cells.width - wide))
        for number in range(1, self.view.length + 1, WEEK):
            x, text = self.axis.x(number), str(number)
            if not pieces or x + len(text) < first or x > first + wide:
                cells.put(x, 0, text, "$quiet")
        for text, style in pieces:
            cells.put(first, 0, text, style)
            first += len(text)
        return [self._row("", cells)]

    # -- how it was --------------------------------------------------------------------------------------------------

    def efforts(self) -> list[Line]:
        """Effort as bars."""
        values = {column.number: column.effort for column in self.view.columns}
        return self._bars(guide.word("progress", "effort"), values, _MOST_EFFORT, 3)

    def confidences(self) -> list[Line]:
        """Confidence as bars."""
        values = {column.number: column.confidence for column in self.view.columns}
        return self._bars(guide.word("progress", "confidence"), values, _MOST_CONFIDENCE, 2)

    def _bars(self, label: str, values: dict[int, int | None], most: int, rows: int) -> list[Line]:
        signs = plot_signs(self.marks).bars
        rows = rows if signs and self.lines >= BARS_FROM else 1
        cells = self._cells(rows)
        for number, value in values.items():
            if value is None:
                continue
            if not signs:  # Ten has the key that stands for it.
                cells.put(self.axis.x(number), 0, str(value % _MOST_EFFORT), "$quiet")
                continue
            eighths = max(1, round(value / most * rows * _EIGHTHS))
            for row in range(rows):
                height = clamp(eighths - (rows - 1 - row) * _EIGHTHS, 0, _EIGHTHS)
                bar = signs[height - 1] if height else " "
                cells.put(self.axis.x(number), row, bar * max(1, self.axis.step - 1), "$quiet")
        return [self._row("" if row < rows - 1 else label, cells, row) for row in range(rows)]

    def feelings(self) -> list[Line]:
        """Each day's feeling by its letter; with room a row for each, and how strong the heavier ones were."""
        if self.lines < (LANES_FROM if self.view.counted else LANES_WITHOUT_PLOT_FROM):
            cells = self._cells()
            for column in self.view.columns:
                if column.feeling is not None:
                    heavy = column.feeling.has_strength
                    cells.put(
                        self.axis.x(column.number),
                        0,
                        column.feeling_letter,
                        "bold $foreground" if heavy else "$foreground",
                    )
            return [self._row(guide.word("progress", "feeling"), cells)]
        parting: list[Line] = [self._row("", self._cells())] if self.lines >= LANES_FROM else []
        return [*parting, *(self._lane(*lane) for lane in self.view.feelings), *parting]

    def _lane(self, feeling: str, name: str, count: int) -> Line:
        cells, felt = self._cells(), plot_signs(self.marks).felt
        for column in self.view.columns:
            if column.feeling == feeling:
                sign = felt if column.strength is None else str(column.strength)
                style = "bold $foreground" if column.feeling.has_strength else "$primary"
                cells.put(self.axis.x(column.number), 0, sign, style)
        room = self.axis.labels - 2
        return self._row(f"{name}{str(count or '').rjust(room - len(name))}", cells)

    # -- the day chosen ----------------------------------------------------------------------------------------------

    def words(self) -> list[Line]:
        """The day under the cursor in two lines; none without one."""
        column = self.column
        if column is None:
            return []
        mark = self.marks.of(column.mark)
        room = self.width - width_of(column.title) - GAP - (2 if column.mark is not None else 0)
        told = _as_much(room, (column.done, *column.felt))
        if len(told) < 1 + len(column.felt):
            told = max(told, _as_much(room, (column.brief, *column.felt)), key=len)
        first: Line = [(column.title, "bold $foreground"), (" " * GAP, "")]
        if column.mark is not None:
            first.append((f"{mark} ", mark_style(column.mark, ahead=column.ahead)))
        first.append((cut(", ".join(told), room, self.marks), "$foreground"))
        second: Line = [(column.contexts, "$quiet")]
        if column.contexts and column.second:
            second.append((" " * GAP, ""))
        second.append(
            (cut(column.second, self.width - sum(width_of(text) for text, _ in second), self.marks), "$foreground")
        )
        return [first, second]

    # -- shared ------------------------------------------------------------------------------------------------------

    def _label(self, text: str, style: str = "$quiet") -> Piece:
        return text + " " * (self.axis.labels - width_of(text)), style

    def _cells(self, rows: int = 1) -> Cells:
        """Blank cells of the days, with the chosen one on its ground."""
        cells = Cells(self.axis.width, rows)
        self._ground(cells)
        return cells

    def _ground(self, cells: Cells) -> None:
        if self.chosen is not None:
            cells.ground(self.axis.x(self.chosen), self.axis.step, range(cells.height), COLUMN)

    def _row(self, label: str, cells: Cells, row: int = 0) -> Line:
        return [self._label(label), *cells.line(row)]


def _as_much(room: int, parts: tuple[str, ...]) -> tuple[str, ...]:
    """As many parts of a sentence as there is room for; one at least."""
    while len(parts) > 1 and width_of(", ".join(parts)) > room:
        parts = parts[:-1]
    return parts
