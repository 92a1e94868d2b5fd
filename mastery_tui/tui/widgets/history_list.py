"""The list of the history: of however many entries only those are worded and drawn that can be seen."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset, clamp
from textual.message import Message
from textual.reactive import reactive

from mastery_tui.practice.choices import Mark
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import Piece, cut, fold, width_of
from mastery_tui.tui.widgets.found_text import in_one_line
from mastery_tui.tui.widgets.line_drawn import LineDrawn, Lines

if TYPE_CHECKING:
    from mastery_tui.coach.history import Found

DATE_AT, DAY_AT, MARK_AT, RESULT_AT = 2, 13, 17, 19
EFFORT_AT, FEELING_AT, TEXT_AT = 30, 34, 47
NARROW, NARROW_TEXT_AT = 66, 31
"""Under so many cells effort and feeling are left out, and the text begins further left."""
GAP = 3
LEAST_TITLE = 16
ROUND = 2
"""Lines around the entries of a cycle: its heading, and the blank one below them."""


class HistoryList(LineDrawn, can_focus=True):
    """Entries under the headings of their cycles, with a cursor."""

    DEFAULT_CSS = """
    HistoryList {
        height: 1fr;
        margin: 0 2 0 3;
        text-wrap: nowrap;
        text-overflow: clip;
        pointer: pointer;
    }
    """
    ALLOW_SELECT = False
    auto_links = False

    found: "reactive[Found | None]" = reactive["Found | None"](None)
    """What is shown."""
    cursor: reactive[int] = reactive(0)
    """The number of the entry under the cursor."""
    empty: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What stands here where there is no entry, line by line."""
    _top = 0
    """The first line that shows."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry."""

    @dataclass
    class Opened(Message):
        """A double click: the person wants to see the day of the entry under the cursor."""

    # -- the cursor --------------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        """Keep to the entries there are."""
        return clamp(cursor, 0, max(0, self._count - 1))

    def watch_found(self) -> None:
        """Keep the cursor among what was found, and in sight."""
        count = 0 if self.found is None else len(self.found.counts)
        sizes = (count + ROUND for count in (() if self.found is None else self.found.counts))
        self._begins = [0, *accumulate(sizes)][:count] if count else []
        self._firsts = [begin - ROUND * place for place, begin in enumerate(self._begins)]
        self.cursor = self.validate_cursor(self.cursor)
        self._show_cursor()

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keep the cursor in sight at the new size."""
        self._show_cursor()

    def step(self, by: int) -> None:
        """Move the cursor.

        Args:
            by: entries, negative upwards.
        """
        self.cursor += by

    def page(self, by: int) -> None:
        """Move the cursor by what can be seen at once.

        Args:
            by: 1 for down, -1 for up.
        """
        self.cursor += by * max(1, self.content_size.height - ROUND)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the entry under the pointer; open its day on a double click."""
        offset = event.get_content_offset(self)
        at = None if offset is None else self._entry_on(self._top + offset.y)
        if at is None:
            return
        self.cursor = at
        if event.chain == 2:
            self.post_message(self.Opened())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show lines further down."""
        self._scroll(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show lines further up."""
        self._scroll(event, -3)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        self._show_from(self._top + by)

    # -- lines -------------------------------------------------------------------------------------------------------

    _begins: list[int]
    """The line of each cycle's heading."""
    _firsts: list[int]
    """The number of each cycle's first entry."""

    @property
    def _count(self) -> int:
        return 0 if self.found is None else len(self.found)

    @property
    def _lines(self) -> int:
        """How many lines there are, without the blank one at the end."""
        return self._count + ROUND * len(self._begins) - 1 if self._count else 0

    def _line_of(self, at: int) -> int:
        """The line on which an entry stands."""
        section = bisect_right(self._firsts, at) - 1
        return self._begins[section] + 1 + at - self._firsts[section]

    def _entry_on(self, line: int) -> int | None:
        """The number of the entry on a line, None where none stands there."""
        section = bisect_right(self._begins, line) - 1 if self._count else -1
        if self.found is None or section < 0:
            return None
        within = line - self._begins[section]
        return self._firsts[section] + within - 1 if 1 <= within <= self.found.counts[section] else None

    def _show_cursor(self) -> None:
        height = self.content_size.height
        if self._count and height:
            line = self._line_of(self.cursor)
            # Over the first entry of a cycle its heading is in sight too.
            above = line - (line - 1 in self._begins and height > 1)
            self._top = clamp(self._top, line - height + 1, above)
        self._show_from(self._top)

    def _show_from(self, top: int) -> None:
        self._top = clamp(top, 0, max(0, self._lines - self.content_size.height))
        self.refresh()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the entry under the cursor stands on the screen, for the terminal's own cursor."""
        line = self._line_of(self.cursor) - self._top if self._count else 0
        return self.content_region.offset + Offset(0, clamp(line, 0, max(0, self.content_size.height - 1)))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def render(self) -> Lines:
        """The lines that can be seen."""
        width, height = self.content_size
        if self.found is None:
            return self.drawn([])
        if not self._count:
            first, *others = self.empty or ("",)
            told = [[(line, "$foreground")] for line in fold(first, width)]
            return self.drawn([*told, *([(line, "$quiet")] for other in others for line in fold(other, width))])
        lines = range(self._top, min(self._top + height, self._lines))
        return self.drawn(self._line(line, width) for line in lines)

    def _line(self, line: int, width: int) -> list[Piece]:
        at = self._entry_on(line)
        if at is not None:
            return self._row(at, width)
        return self._heading(self._begins.index(line), width) if line in self._begins else []

    def _heading(self, section: int, width: int) -> list[Piece]:
        assert self.found is not None
        heading, marks = self.found.section(section), marks_of(self.app)
        room = width - width_of(heading.dates) - GAP
        title = cut(heading.title, max(room, LEAST_TITLE), marks)
        return [(title, "bold $foreground"), (cut(" " * GAP + heading.dates, width - width_of(title), marks), "$quiet")]

    def _row(self, at: int, width: int) -> list[Piece]:
        chosen = at == self.cursor
        ground = " on $panel" if chosen else ""
        pieces, used = list(self._cells(at, width, chosen)), 0
        drawn: list[Piece] = []
        for place, parts in pieces:
            drawn.append((" " * (place - used), ""))
            drawn += parts
            used = max(place, used) + sum(width_of(text) for text, _ in parts)
        drawn.append((" " * (width - used), ""))
        return [(text, f"{style}{ground}".strip()) for text, style in drawn if text]

    def _cells(self, at: int, width: int, chosen: bool) -> Iterator[tuple[int, list[Piece]]]:
        """The cells of an entry, each with the column in which it begins."""
        assert self.found is not None
        row, marks = self.found.row(at), marks_of(self.app)
        narrow = width < NARROW
        text_at = NARROW_TEXT_AT if narrow else TEXT_AT
        yield 0, [(marks.pointer if chosen else " ", "$primary")]
        yield DATE_AT, in_one_line(row.date, DAY_AT - DATE_AT, "$quiet", marks)
        yield DAY_AT, [(f"{row.plan_day:>3}", "$quiet")]
        style = "$primary" if row.mark in (Mark.DONE, Mark.MINIMUM) else "$foreground"
        yield MARK_AT, [(row.sign, "bold $foreground") if row.mark is None else (marks.of(row.mark), style)]
        end = text_at if narrow else EFFORT_AT if row.mark is not None else TEXT_AT
        yield RESULT_AT, in_one_line(row.result, end - RESULT_AT - 1, "$foreground", marks)
        if row.mark is not None and not narrow:
            yield EFFORT_AT, in_one_line(row.effort, FEELING_AT - EFFORT_AT - 1, "$foreground", marks)
            yield FEELING_AT, in_one_line(row.feeling, TEXT_AT - FEELING_AT - 1, "$foreground", marks)
        yield text_at, in_one_line(row.text, width - text_at, "$quiet", marks)
