"""What becomes of days recorded elsewhere: a row a cycle with a cursor, or the days of one of them."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.import_views import ImportedDay, PreviewView
from mastery_tui.tui.signs import MarkSet, marks_of
from mastery_tui.tui.widgets.drawing import joined
from mastery_tui.tui.widgets.drawn import Line
from mastery_tui.tui.widgets.import_lines import CycleRows, day_lines, told

FEWEST_ROWS = 3
"""So many cycles are seen at once; where they have no room above the texts, all of it scrolls."""


class ImportSheet(Widget, can_focus=True):
    """Only what can be seen is drawn, of however many cycles."""

    DEFAULT_CSS = """
    ImportSheet {
        width: 1fr;
        height: 1fr;
        margin: 0 2 0 3;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """
    ALLOW_SELECT = False

    preview: reactive[PreviewView | None] = reactive[PreviewView | None](None)
    """What is shown."""
    cursor: reactive[int] = reactive(0)
    """The number of the cycle under the cursor, from 0."""
    looking: reactive[bool] = reactive(False, bindings=True)
    """Whether the days of that cycle are shown."""
    scrolled: reactive[int] = reactive(0)
    """Days above the first that is seen; or lines, where all of the page scrolls."""
    doing: reactive[str] = reactive("")
    """What is being done just now, in place of what was aimed at."""
    enter_word: reactive[str] = reactive("", bindings=True)
    """The word for Enter in the key bar."""

    days_of: Callable[[int], tuple[ImportedDay, ...]] | None = None
    """Gives the days of a cycle, by its number from 0."""

    @dataclass
    class Moved(Message):
        """The cursor is on another cycle."""

    @dataclass
    class Opened(Message):
        """A double click: the person wants to see the days of the cycle under the cursor."""

    # -- the cursor --------------------------------------------------------------------------------------------------

    @property
    def _count(self) -> int:
        return 0 if self.preview is None else len(self.preview.cycles)

    def validate_cursor(self, cursor: int) -> int:
        """Keep to the cycles there are."""
        return clamp(cursor, 0, max(0, self._count - 1))

    def watch_preview(self) -> None:
        """Keep the cursor among the cycles."""
        self.cursor = self.validate_cursor(self.cursor)
        self.looking = self.looking and self._count > 0
        self.post_message(self.Moved())

    def watch_cursor(self) -> None:
        """Begin at the first day."""
        self.scrolled = 0
        self.post_message(self.Moved())

    def watch_looking(self) -> None:
        """Begin at the first day."""
        self.scrolled = 0
        self.enter_word = "" if self.looking or not self._count else guide.word("keys", "import_look")

    def move(self, by: int) -> None:
        """Move the cursor, or read on where days are shown or the last row is passed.

        Args:
            by: rows or days, negative upwards.
        """
        before = self.cursor
        if not self.looking and not (by < 0 and self.scrolled):
            self.cursor += by
        if self.looking or self.cursor == before:
            self.scrolled = clamp(self.scrolled + by, 0, self._most_scrolled())

    @property
    def at_last(self) -> bool:
        """Whether the cursor is on the last cycle."""
        return self.cursor >= self._count - 1

    def turn(self, by: int) -> bool:
        """Show the days of the cycle beside.

        Args:
            by: 1 for the next one, -1 for the previous one.

        Returns:
            Whether there is one.
        """
        before = self.cursor
        self.cursor += by
        return self.cursor != before

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _marks(self) -> MarkSet:
        return marks_of(self.app)

    def _most_scrolled(self) -> int:
        lines, at = self._page()
        most = len(lines) - self.content_size.height
        if most <= 0:
            return 0
        return most + 1 if self.looking else most - self._base(at)

    def _base(self, at: int) -> int:
        """The first line that is seen while the cursor is on a line of the page."""
        return max(0, at - self.content_size.height + 1)

    def _page(self) -> tuple[list[Line], int]:
        """All lines where they scroll as one, and where the cursor is among them; none where they need not."""
        preview, (width, height) = self.preview, self.content_size
        if preview is None:
            return [], 0
        if self.looking:
            return self._days(preview, width), 0
        above, below = self._around(preview, width)
        room = height - len(above) - len(below)
        if room >= min(FEWEST_ROWS, self._count):
            return [], 0
        rows = CycleRows(preview, width, self._marks())
        cycles = [rows.row(cycle, chosen=at == self.cursor) for at, cycle in enumerate(preview.cycles)]
        return [*above, *cycles, *below], len(above) + self.cursor

    def _days(self, preview: PreviewView, width: int) -> list[Line]:
        cycle = preview.cycles[self.cursor]
        days = self.days_of(self.cursor) if self.days_of is not None else ()
        head: Line = [(cycle.title, "bold $foreground"), (f"   {cycle.dates}", "$quiet")]
        return [head, [], *day_lines(days, width, self._marks())]

    def _around(self, preview: PreviewView, width: int) -> tuple[list[Line], list[Line]]:
        rows = CycleRows(preview, width, self._marks())
        title: Line = [(preview.title, "bold $foreground"), (f"   {self.doing or preview.aim}", "$quiet")]
        above = [title, []]
        if self._count and rows.counted:
            above.append(rows.head())
        below = [rows.total(preview.counts), []] if self._count else []
        becomes, *others = preview.rows
        return above, [*below, *told((becomes, *(("", remark) for remark in preview.remarks), *others), width)]

    def render(self) -> Content:
        """The lines that can be seen."""
        return joined(self._seen())

    def _seen(self) -> list[Line]:
        preview, (width, height) = self.preview, self.content_size
        if preview is None or not height:
            return []
        lines, at = self._page()
        if self.looking:
            return self._window(lines[:3], lines[3:])
        if lines:
            first = self._base(at) + self.scrolled
            return lines[first : first + height]
        above, below = self._around(preview, width)
        rows, room = CycleRows(preview, width, self._marks()), height - len(above) - len(below)
        if room < self._count:
            room -= 1
        first = clamp(self.cursor - room // 2, 0, max(0, self._count - room))
        self._first, self._first_line = first, len(above)
        shown = preview.cycles[first : first + room]
        drawn = [rows.row(cycle, chosen=place == self.cursor) for place, cycle in enumerate(shown, first)]
        if room < self._count:
            left = self._count - first - len(drawn)
            drawn.append(
                self._more(guide.say("import_screen", "more_cycles", more=left)) if left else self._less(first)
            )
        return [*above, *drawn, *below]

    def _window(self, head: list[Line], days: list[Line]) -> list[Line]:
        room = self.content_size.height - len(head)
        if len(days) <= room:
            return [*head, *days]
        room -= 1
        first = clamp(self.scrolled, 0, len(days) - room)
        left = len(days) - first - room
        return [
            *head,
            *days[first : first + room],
            self._more(guide.say("import_screen", "more_days", more=left)) if left else self._less(first),
        ]

    def _more(self, said: str) -> Line:
        return [(f"    {self._marks().down} {said}", "$quiet")]

    def _less(self, count: int) -> Line:
        return [(f"    {self._marks().up} {guide.say('import_screen', 'above', more=count)}", "$quiet")]

    _first = 0
    _first_line = 0

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the row under the cursor is on the screen, for the terminal's own cursor."""
        line = 0 if self.looking else self._first_line + self.cursor - self._first
        return self.content_region.offset + Offset(0, clamp(line, 0, max(0, self.content_size.height - 1)))

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the pointer; a double click shows its days."""
        offset = event.get_content_offset(self)
        if offset is None or self.looking:
            return
        at = offset.y - self._first_line + self._first
        if offset.y >= self._first_line and 0 <= at < self._count:
            self.cursor = at
            if event.chain == 2:
                self.post_message(self.Opened())
