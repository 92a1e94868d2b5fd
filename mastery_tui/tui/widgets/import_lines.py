"""What becomes of days recorded elsewhere, as lines: a row a cycle, a line a day, and the counts."""

from collections.abc import Sequence

from mastery_tui import guide
from mastery_tui.coach.import_views import CountsView, ImportedCycle, ImportedDay, PreviewView
from mastery_tui.practice.choices import Mark
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.axis import mark_style
from mastery_tui.tui.widgets.drawing import Piece, cut, fold, width_of
from mastery_tui.tui.widgets.drawn import Line

CYCLE = 30
COUNT = 4
"""The fewest cells of a number of days."""
GAP = 2
THERE = "!"
"""Stands for a day that is recorded here already."""
SHOWN = (Mark.DONE, Mark.MINIMUM, Mark.PARTIAL, Mark.CANCELLED, Mark.REST, Mark.UNRECORDED)
"""The marks that are counted, in the order of the numbers."""
LABELS_AT = 10
"""Where the texts begin that stand beside a label below the rows."""
DAYS_NARROW = 64
"""Under so many cells the amount is left out of a day's line."""
FEWEST_OF_NOTE = 8
"""Where a note has fewer cells it is left out."""
THEIRS, NARROW_THEIRS = 12, 8


def counts_lines(counts: CountsView, width: int, marks: MarkSet) -> list[Line]:
    """How many days become what, as the legend of the marks too.

    Args:
        counts: the numbers.
        width: the cells of a line.
        marks: the signs to draw with.
    """
    lines: list[Line] = [[]]
    used = 0
    for mark, count, word in counts.words:
        text = f" {guide.number(count)} {word}"
        wide = 1 + width_of(text)
        if used and used + 3 + wide > width:
            lines.append([])
            used = 0
        if used:
            lines[-1].append(("   ", ""))
            used += 3
        lines[-1] += [(marks.of(mark), mark_style(mark)), (text, "$foreground")]
        used += wide
    if counts.open_words:
        lines.append([(marks.unrecorded, "$foreground"), (f" {counts.open_words}", "$quiet")])
    return lines


class CycleRows:
    """The rows of a preview at a width: number, first day, a mark a day, and the counts or how much was kept."""

    def __init__(self, preview: PreviewView, width: int, marks: MarkSet) -> None:
        self._width, self._marks, cycles = width, marks, preview.cycles
        self._number = max([2, *(len(str(cycle.number)) for cycle in cycles)])
        self._count = max(COUNT, *(width_of(guide.number(count)) + 1 for count in preview.counts.row))
        self._years = len({cycle.first.year for cycle in cycles}) > 1
        self._measure(cycles)
        self.counted = self._left + 1 + CYCLE + self._count * len(SHOWN) <= width
        """Whether there is room for the counts."""
        if not self.counted:
            self._years = False
            self._measure(cycles)
        beside = (
            self._count * len(SHOWN) if self.counted else 1 + max((width_of(each.kept) for each in cycles), default=0)
        )
        self._gap = min(GAP, max(1, width - self._left - CYCLE - beside))

    def _measure(self, cycles: Sequence[ImportedCycle]) -> None:
        """Find how wide the first days are, and what stands left of the strip."""
        labels = (guide.word("import_screen", "all"), *map(self._first_day, cycles))
        self._label = max(map(width_of, labels))
        self._left = self._number + GAP + self._label

    def _first_day(self, cycle: ImportedCycle) -> str:
        """The first day, with the last digits of its year where there are several."""
        return f"{cycle.label} {cycle.first.year % 100:02}" if self._years else cycle.label

    def head(self) -> Line:
        """The marks over the counts."""
        at = self._left + self._gap + CYCLE
        return [(" " * at, ""), *((self._marks.of(mark).rjust(self._count), "$quiet") for mark in SHOWN)]

    def row(self, cycle: ImportedCycle, *, chosen: bool) -> Line:
        """The row of a cycle.

        Args:
            cycle: the cycle.
            chosen: whether the cursor is on it.
        """
        label = "bold $foreground" if chosen else "$quiet"
        strip = self._strip(cycle)
        blank = " " * (CYCLE - len(cycle.marks))
        line: Line = [
            (f"{cycle.number:>{self._number}}{' ' * GAP}{self._first_day(cycle):<{self._label}}", label),
            (" " * self._gap, ""),
            *strip,
            (blank, ""),
            *self._numbers(cycle.counts.row, cycle.kept, "$foreground"),
        ]
        if not chosen:
            return line
        used = sum(width_of(text) for text, _ in line)
        line.append((" " * (self._width - used), ""))
        return [(text, f"{style} on $surface".strip()) for text, style in line]

    def total(self, counts: CountsView) -> Line:
        """The line of all of them."""
        at = self._number + GAP
        blank = " " * (self._label + self._gap + CYCLE - width_of(guide.word("import_screen", "all")))
        begin = [(" " * at, ""), (guide.word("import_screen", "all"), "$quiet"), (blank, "")]
        kept = guide.say("import_screen", "kept", kept=counts.done + counts.minimum)
        return [*begin, *self._numbers(counts.row, kept, "bold $foreground")]

    def _strip(self, cycle: ImportedCycle) -> list[Piece]:
        there = cycle.stays | cycle.written_over
        return [
            (THERE, "$foreground") if at in there else (self._marks.of(mark), _style(mark))
            for at, mark in enumerate(cycle.marks)
        ]

    def _numbers(self, counts: Sequence[int], kept: str, style: str) -> list[Piece]:
        if self.counted:
            return [(f"{guide.number(count):>{self._count}}", style) for count in counts]
        room = self._width - self._left - self._gap - CYCLE - 1
        return [(" " + cut(kept, room, self._marks), style)]


def told(rows: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Texts beside their labels.

    Args:
        rows: label and text of each.
        width: the cells of a line.
    """
    lines: list[Line] = []
    for label, text in rows:
        folded = fold(text, width - LABELS_AT) or [""]
        lines.append([(label.ljust(LABELS_AT), "$quiet"), (folded[0], "$foreground")])
        lines += [[(" " * LABELS_AT + more, "$foreground")] for more in folded[1:]]
    return lines


def day_lines(days: Sequence[ImportedDay], width: int, marks: MarkSet) -> list[Line]:
    """A line of heads, and one for each day of a cycle.

    Args:
        days: the days.
        width: the cells of a line.
        marks: the signs to draw with.
    """
    say, narrow = guide.words("import_screen"), width < DAYS_NARROW
    dates = max((width_of(day.date) for day in days), default=0)
    words = max((width_of(day.becomes) for day in days), default=0) + 2
    words = max(words, width_of(say["becomes"]))
    amounts = 0 if narrow else max((width_of(day.amount) for day in days), default=0)
    room = NARROW_THEIRS if narrow else THEIRS
    theirs = max(min(room, max((width_of(day.theirs) for day in days), default=0)), width_of(say["theirs"]))
    before = 2 + GAP + dates + GAP
    heads = " " * before + f"{say['theirs']:<{theirs}}{' ' * GAP}{say['becomes']:<{words}}"
    heads += " " * (GAP + amounts if amounts else 0)
    notes = width - width_of(heads) - GAP
    heads += " " * GAP + say["note"] if notes >= FEWEST_OF_NOTE else ""
    lines: list[Line] = [[(cut(heads, width, marks), "$quiet")]]
    for day in days:
        number = "" if day.plan_day is None else str(day.plan_day)
        sign, style = (THERE, "$foreground") if day.stays else (marks.of(day.mark), _style(day.mark))
        line: Line = [
            (f"{number:>2}{' ' * GAP}{day.date:<{dates}}{' ' * GAP}", "$quiet"),
            (_padded(cut(day.theirs, theirs, marks), theirs + GAP), "$foreground"),
            (sign, style),
            (_padded(f" {day.becomes}", words - 1), "$foreground"),
        ]
        if amounts:
            line.append((" " * GAP + " " * (amounts - width_of(day.amount)) + day.amount, "$quiet"))
        if day.note and notes >= FEWEST_OF_NOTE:
            line.append((" " * GAP + cut(day.note, notes, marks), "$quiet"))
        lines.append(line)
    return lines


def _style(mark: Mark) -> str:
    """Quieter than usual beside what is kept: what is recorded here already has the foreground."""
    style = mark_style(mark)
    return style if style == "$primary" else "$quiet"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))
