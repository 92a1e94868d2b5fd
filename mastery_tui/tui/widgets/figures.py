"""The figures of Progress below its strip or beside it: weeks, since the baseline, contexts, earlier cycles."""

from typing import TYPE_CHECKING

from mastery_tui import guide
from mastery_tui.tui.signs import MarkSet, plot_signs
from mastery_tui.tui.widgets.axis import KEPT
from mastery_tui.tui.widgets.cells import Cells
from mastery_tui.tui.widgets.drawing import Piece, cut, fold, width_of

if TYPE_CHECKING:
    from mastery_tui.coach.progress_views import EarlierRow, EarlierView, ProgressView

Line = list[Piece]
LABELS, NARROW_LABELS = 14, 11
NAMED, FULL = 44, 74
"""So many cells have room for the weeks' numbers before their names, and for everything side by side."""
MARKS = 30
BOLD = "bold $foreground"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))


def _heading(text: str, told: str = "") -> Line:
    return [(text, BOLD), (f"   {told}" if told else "", "$quiet")]


# -- weeks -------------------------------------------------------------------------------------------------------------


def weeks(view: "ProgressView", width: int, marks: MarkSet) -> list[Line]:
    """What became of the days, week by week; a week that has not begun has its name alone."""
    wide = width >= FULL
    step, named = (4 if wide else 3), width >= NAMED
    labels = LABELS if named else 9
    head = "".join(_padded(marks.of(mark), step) for mark in view.marks) + guide.word("plan", "kept")
    lines = [_heading(guide.word("progress_below", "weeks")), [(" " * labels + head, "$quiet")]]
    for week in view.weeks:
        label = week.label if named else cut(week.short, labels - 1, marks)
        line: Line = [(_padded(label, labels), BOLD if week.current else "$quiet")]
        if week.begun:
            line += _counts(week.counts, step, marks, "$foreground")
            line.append((week.kept, "$foreground"))
        lines.append(line)
    total: Line = [(_padded(guide.word("progress_below", "all"), labels), "$quiet")]
    return [*lines, [*total, *_counts(view.totals, step, marks, BOLD), (view.kept_short, BOLD)]]


def _counts(counts: tuple[int, ...], step: int, marks: MarkSet, style: str) -> Line:
    return [(_padded(str(count or marks.dash), step), style if count else "$quiet") for count in counts]


# -- since the baseline ------------------------------------------------------------------------------------------------


def since(view: "ProgressView", width: int, marks: MarkSet) -> list[Line]:
    """Baseline, since then, and last, side by side; nothing where there is neither baseline nor result."""
    wide = width >= FULL
    labels, step = (LABELS, 14) if wide else (NARROW_LABELS, 9)
    lines: list[Line] = [_heading(guide.word("progress_below", "since_heading"))]
    if view.since:
        heads = [[head] if wide else head.split(", ") for head in view.since_head]
        step = max(step, *(width_of(head) + 1 for parts in heads for head in parts))
        for at in range(max(map(len, heads))):
            texts = (head[at] if at < len(head) else "" for head in heads)
            lines.append([(" " * labels + "".join(_padded(text, step) for text in texts), "$quiet")])
    for row in view.since:
        label = f"  {row.label}" if row.part else row.label
        cells = [_padded(cut(text or marks.dash, step - 1, marks), step) for text in row.cells]
        line: Line = [(_padded(cut(label, labels - 1, marks), labels), "$quiet")]
        for at, cell in enumerate(cells):
            # What the verdict speaks of.
            line.append((cell, "$quiet" if row.part else BOLD if at == 1 and row is view.since[0] else "$foreground"))
        lines.append(line)
    if view.trend_words:
        label = _padded(guide.word("progress", "trend"), labels)
        for at, text in enumerate(fold(view.trend_words, width - labels)):
            lines.append([(label if not at else " " * labels, "$quiet"), (text, "$foreground")])
    lines += [[(text, "$quiet")] for text in fold(view.since_note, width)]
    return lines if len(lines) > 1 else []


# -- contexts ----------------------------------------------------------------------------------------------------------


def contexts(view: "ProgressView", width: int, marks: MarkSet) -> list[Line]:
    """Each context beside the days without it: what was kept, and the difference with its interval."""
    wide = width >= FULL
    told = guide.word("progress_below", "contexts_told") if wide and view.contexts else ""
    labels, step = (LABELS, 10) if wide else (13, 11)
    lines = [_heading(view.contexts_heading, told)]
    counted = any(row.with_tag for row in view.contexts)
    scale = 27 if wide else width - labels
    at = labels + 2 * step if wide else labels
    if counted:
        heads = (guide.word("progress_below", "with"), guide.word("progress_below", "without"))
        ends = _ends(scale) if wide and any(row.interval for row in view.contexts) else ""
        lines.append([(" " * labels + "".join(_padded(head, step) for head in heads) + ends, "$quiet")])
    for row in view.contexts:
        first: Line = [(_padded(cut(row.tag, labels - 1, marks), labels), "$foreground")]
        if counted:
            first.append((_padded(row.with_tag, step) + _padded(row.without, step), "$foreground"))
        drawn = [] if row.interval is None else [_interval(row.interval, scale, marks)]
        texts = fold(row.told, width - labels)
        if wide and drawn:
            lines += [[*first, *drawn[0]], *_indented(texts, labels)]
        elif wide and width_of(row.told) <= width - at:
            lines.append([*first, (row.told, "$quiet")])
        elif not counted:
            lines += [[*first, (texts[0], "$quiet")], *_indented(texts[1:], labels)]
        else:
            lines += [first, *([(" " * labels, ""), *pieces] for pieces in drawn), *_indented(texts, labels)]
    return lines + [[(text, "$quiet")] for text in fold(view.contexts_note, width)]


def _indented(texts: list[str], by: int) -> list[Line]:
    return [[(" " * by + text, "$quiet")] for text in texts]


def _ends(width: int) -> str:
    """The scale's ends and its middle, in points."""
    middle = width // 2
    return f"{'-100':<{middle}}{'0':<{width - middle - 4}}+100"


def _interval(interval: tuple[float, float, float], width: int, marks: MarkSet) -> Line:
    """A difference with its interval between -1 and 1, and where none would lie."""
    signs, cells = plot_signs(marks), Cells(width, 1)
    low, middle, high = (round((value + 1) / 2 * (width - 1)) for value in interval)
    cells.put(low, 0, (signs.line * width)[: high - low + 1], "$quiet")
    cells.put(width // 2, 0, signs.nought, "$quiet")
    cells.put(middle, 0, signs.value, "$primary")
    return list(cells.line(0))


# -- earlier cycles ----------------------------------------------------------------------------------------------------


def earlier(view: "EarlierView", width: int, marks: MarkSet) -> list[Line]:
    """A cycle a line: its days, what was kept, and range and middle of its results on one scale."""
    lines = [_heading(guide.word("progress_below", "earlier"))]
    ranges = [row.results for row in view.rows if row.results is not None]
    ends = (min(low for low, _, _ in ranges), max(high for _, _, high in ranges)) if ranges else (0.0, 0.0)
    for row in view.rows:
        lines += _cycle(row, ends, width, marks)
    return lines + [[(text, "$quiet")] for text in fold(view.more, width)]


def _cycle(row: "EarlierRow", ends: tuple[float, float], width: int, marks: MarkSet) -> list[Line]:
    style = BOLD if row.this else "$foreground"
    labels = LABELS if width >= FULL else 12
    title: Piece = (_padded(cut(row.title, labels - 1, marks), labels), BOLD if row.this else "$quiet")
    kept: Piece = (_padded(row.kept, 10), style)
    room = width - labels - 10 - 8 - (MARKS + 2 if width >= FULL else 0)
    results = [*_range(row, ends, room, marks), (row.median.rjust(8), style)]
    days = _marks(row, marks)
    if width >= FULL:
        return [[title, *days, ("  ", ""), kept, *results]]
    return [[title, kept, *results], [(" " * labels, ""), *days]]


def _marks(row: "EarlierRow", marks: MarkSet) -> Line:
    cells = Cells(MARKS, 1)
    for at, mark in enumerate(row.marks):
        kept = mark is not None and mark.value in KEPT
        cells.put(at, 0, marks.of(mark), "$primary" if kept else "$foreground")
    return list(cells.line(0))


def _range(row: "EarlierRow", ends: tuple[float, float], width: int, marks: MarkSet) -> Line:
    cells, signs = Cells(max(0, width), 1), plot_signs(marks)
    if row.results is not None and width > 0:
        across = max(ends[1] - ends[0], 1e-9)
        line = signs.strong if row.this else signs.line
        low, middle, high = (round((value - ends[0]) / across * (width - 1)) for value in row.results)
        cells.put(low, 0, (line * width)[: high - low + 1], "$primary" if row.this else "$quiet")
        cells.put(middle, 0, signs.value, "$primary" if row.this else "$foreground")
    return list(cells.line(0))
