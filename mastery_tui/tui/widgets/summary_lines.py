"""The page Summary as lines: the numbers, and the words."""

from collections.abc import Iterable, Sequence

from mastery_tui import guide
from mastery_tui.coach.progress_views import ProgressView
from mastery_tui.coach.summary_views import SpanRow, SummaryView, Told
from mastery_tui.tui.signs import MarkSet, plot_signs
from mastery_tui.tui.widgets.axis import KEPT, Axis
from mastery_tui.tui.widgets.cells import Cells
from mastery_tui.tui.widgets.drawing import cut, fold, width_of
from mastery_tui.tui.widgets.drawn import Line
from mastery_tui.tui.widgets.plot import Plot

LABELS, NARROW_LABELS = 14, 12
"""Cells that labels take; the narrower column where the line is narrower than this many cells."""
WIDE_ENOUGH = 62
WEEK_CELLS = 12
MOST_ROWS, LEAST_ROWS = 9, 4
"""Rows of the plot; where there is no room for so many it is left out."""
MOST_SCALE, LEAST_SCALE = 32, 8
"""Cells of the scale on which results stand; under so few it is left out."""
BETWEEN = 2
PLAN_DAYS = 30


def numbers(view: SummaryView, width: int, marks: MarkSet) -> list[Line]:
    """What is counted and measured.

    Args:
        view: the page.
        width: the cells of a line.
        marks: the signs to draw with.
    """
    at = LABELS if width >= WIDE_ENOUGH else NARROW_LABELS
    lines = _head(view, width, marks)
    lines += [[], *_kept(view, at, width, marks)]
    lines += [[], *_results(view, at, width, marks)]
    lines += [[], *_weeks(view, at, width, marks)]
    return lines


def plot(view: ProgressView, width: int, rows: int, marks: MarkSet) -> list[Line]:
    """The results over their days, a cell a day; nothing where there is no result, or too little room.

    Args:
        view: what Progress shows of the same plan.
        width: the cells of a line.
        rows: how many lines there is room for, with the blank one above and the days below.
        marks: the signs to draw with.
    """
    at = LABELS if width >= WIDE_ENOUGH else NARROW_LABELS
    rows = min(rows - 2, MOST_ROWS)
    drawn = Plot.of(view, Axis(PLAN_DAYS, 1, at), rows, marks) if view.counted and rows >= LEAST_ROWS else None
    if drawn is None:
        return []
    cells = Cells(PLAN_DAYS, rows)
    drawn.draw(cells)
    beside = drawn.labels(at - BETWEEN)
    days = Cells(PLAN_DAYS, 1)
    for week in view.weeks:
        days.put(drawn.axis.x(week.first), 0, str(week.first), "$quiet")
    lines: list[Line] = [
        [(f"{beside.get(y, ''):>{at - BETWEEN}}{' ' * BETWEEN}", "$quiet"), *cells.line(y)] for y in range(rows)
    ]
    return [[], *lines, [(" " * at, ""), *days.line(0)]]


def told(view: SummaryView, width: int, marks: MarkSet) -> list[Line]:
    """What is said in words; what there is none of is left out.

    Args:
        view: the page.
        width: the cells of a line.
        marks: the signs to draw with.
    """
    at = LABELS if width >= WIDE_ENOUGH else NARROW_LABELS
    groups: list[list[Line]] = []
    if view.elsewhere:
        tests = [
            _told(at, width, marks, test.changed, test.text) + _parts(at, width, marks, test.told)
            for test in view.elsewhere
        ]
        groups += [[_heading("elsewhere"), *tests[0]], *tests[1:]]
    if view.changes:
        groups.append([_heading("changes"), *_parts(at, width, marks, view.changes, indent="")])
    if view.following or view.sentence:
        rows = [row for row in ((guide.word("summary", "following"), view.following),) if row[1]]
        sentence = [[(" " * at + line, "$foreground")] for line in _quoted(view.sentence, width - at)]
        groups.append([*_parts(at, width, marks, rows, indent=""), *sentence])
    lines: list[Line] = []
    for group in groups:
        lines += [[], *group] if lines else group
    return lines


def _heading(word: str) -> Line:
    return [(guide.word("summary", word), "bold $foreground")]


def _quoted(text: str, width: int) -> list[str]:
    """A person's sentences in quotation marks, paragraph by paragraph."""
    quoted = f"'{text.strip()}'" if text.strip() else ""
    return [line for paragraph in quoted.splitlines() for line in fold(paragraph, width)]


# -- the numbers -------------------------------------------------------------------------------------------------------


def _head(view: SummaryView, width: int, marks: MarkSet) -> list[Line]:
    gap = width - width_of(view.name) - width_of(view.dates)
    if gap >= BETWEEN:
        lines: list[Line] = [[(view.name, "bold $foreground"), (" " * gap, ""), (view.dates, "$quiet")]]
    else:
        lines = [[(line, "bold $foreground")] for line in fold(view.name, width)] + [[(view.dates, "$quiet")]]
    lines += [[(line, "$quiet")] for line in fold(view.standard, width)]
    lines += [[(line, "$primary")] for line in fold(view.state, width)]
    return lines


def _kept(view: SummaryView, at: int, width: int, marks: MarkSet) -> list[Line]:
    label = guide.word("progress", "kept").ljust(at)
    rate = f"  {view.rate}" if view.rate else ""
    lines: list[Line] = [[(label, "bold $foreground"), (view.kept, "bold $foreground"), (rate, "$quiet")]]
    days: Line = [(" " * at, "")]
    for number, week in enumerate(view.marks):
        days += [("  ", "")] if number else []
        days += [(marks.of(mark), "$primary" if mark in KEPT else "$foreground") for mark in week]
    lines += [days] if view.marks else []
    return lines + [[(" " * at + line, "$quiet")] for line in fold(view.counts, width - at)]


def _results(view: SummaryView, at: int, width: int, marks: MarkSet) -> list[Line]:
    label = _cell(view.label, at, marks)
    detail = f", {view.detail}" if view.detail else ""
    lines: list[Line] = []
    for line in fold(view.verdict + detail, width - at):
        first = not lines
        said = [(line, "$quiet" if view.detail else "$foreground")]
        if first and view.detail:
            said = _verdict(line, view.verdict)
        lines.append([(label if first else " " * at, "bold $foreground"), *said])
    room = max((width_of(span.label) for span in view.spans), default=0)
    trend = guide.word("summary", "trend")
    room = max(room, width_of(trend)) + BETWEEN
    lines += [[(" " * at, ""), *line] for line in _scale(view.spans, room, width - at, marks)]
    for number, line in enumerate(fold(view.trend, width - at - room)):
        lines.append([(" " * at + ("" if number else trend).ljust(room), "$quiet"), (line, "$foreground")])
    return lines


def _verdict(line: str, verdict: str) -> Line:
    """The first line of what may be said, the verdict in it bold."""
    return [(line[: len(verdict)], "bold $foreground"), (line[len(verdict) :], "$quiet")]


def _scale(spans: Sequence[SpanRow], room: int, width: int, marks: MarkSet) -> Iterable[Line]:
    """Stretches and tests on one scale, each with its number."""
    if not spans:
        return
    middle = max(width_of(span.words) for span in spans)
    spread = max(width_of(span.range) for span in spans)
    cells = min(MOST_SCALE, width - room - middle - spread - 2 * BETWEEN)
    low, high = min(span.lowest for span in spans), max(span.highest for span in spans)
    for span in spans:
        strong = "bold $foreground" if span.since else "$foreground"
        drawn: Line = []
        if cells >= LEAST_SCALE:
            drawn = [*_bar(span, low, high, cells, marks), (" " * BETWEEN, "")]
        numbers: Line = [(span.words.rjust(middle), strong), (f"  {span.range}" if span.range else "", "$quiet")]
        yield [(span.label.ljust(room), "$quiet"), *drawn, *numbers]


def _bar(span: SpanRow, low: float, high: float, cells: int, marks: MarkSet) -> Line:
    def place(value: float) -> int:
        return (cells - 1) // 2 if high == low else round((value - low) / (high - low) * (cells - 1))

    signs = plot_signs(marks)
    first, at, last = place(span.lowest), place(span.middle), place(span.highest)
    if not span.range:
        return [(" " * at, ""), (signs.test, "$foreground"), (" " * (cells - at - 1), "")]
    style = "$primary" if span.since else "$quiet"
    line = (signs.strong if span.since else signs.line)[0]
    return [
        (" " * first + line * (at - first), style),
        (signs.value, "$primary" if span.since else "$foreground"),
        (line * (last - at) + " " * (cells - last - 1), style),
    ]


def _weeks(view: SummaryView, at: int, width: int, marks: MarkSet) -> list[Line]:
    weeks = view.weeks
    cells = min(WEEK_CELLS, (width - at) // len(weeks.heads))
    heads = weeks.heads if all(width_of(head) < cells for head in weeks.heads) else weeks.short
    lines: list[Line] = [[(" " * at, ""), *((_cell(head, cells, marks), "$quiet") for head in heads)]]
    for label, row in weeks.rows:
        texts = [text or marks.dash for text in row]
        lines.append(
            [
                (_cell(label, at, marks), "$quiet"),
                *((_cell(text, cells, marks), "$foreground") for text in texts),
            ]
        )
    return lines + [[(" " * at + line, "$quiet")] for line in fold(weeks.note, width - at)]


def _cell(text: str, cells: int, marks: MarkSet) -> str:
    """A text in so many cells, a blank one at its end."""
    shown = cut(text, cells - 1, marks)
    return shown + " " * (cells - width_of(shown))


# -- the words ---------------------------------------------------------------------------------------------------------


def _parts(at: int, width: int, marks: MarkSet, rows: Iterable[Told], indent: str = "  ") -> list[Line]:
    return [line for label, text in rows for line in _told(at, width, marks, indent + label, text)]


def _told(at: int, width: int, marks: MarkSet, label: str, text: str) -> list[Line]:
    """A label and its text, which folds in its own column."""
    lines, first = fold(text, width - at), _cell(label, at, marks)
    return [
        [(first, "$quiet") if not number else (" " * at, ""), (line, "$foreground")]
        for number, line in enumerate(lines)
    ]
