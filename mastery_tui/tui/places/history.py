"""History: everything that was recorded, newest first, searched while one types."""

from collections.abc import Iterable
from time import perf_counter
from typing import ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.history import HistoryBook
from mastery_tui.coach.history_views import HistoryEntry, Opens
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets.drawing import Piece, cut
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.found_text import in_full, in_lines, in_one_line
from mastery_tui.tui.widgets.history_list import HistoryList
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.row import Row
from mastery_tui.tui.widgets.text_field import TextField
from mastery_tui.tui.widgets.told import Told

FIRST_READ = 60
"""Entries that are read before anything shows; more than a screen holds."""
SLICE = 0.006
"""Seconds of reading at a stretch, so that no key waits longer."""
PAUSE = 0.02
"""Seconds between two stretches."""
LONGEST = 200
ENTRY_LINES = 4
"""The lines of the entry where it stands below the list."""
ENTER_WORDS = {Opens.DAY: "open_day", Opens.TEXT: "read", Opens.SUMMARY: "summary"}
"""What Enter does, by the guide's key."""


class Find(TextField):
    """The field of the search: Esc leaves it for the list."""

    def leave(self) -> None:
        """Leave the text for the list."""
        self.screen.set_focus(self.screen.query_one(HistoryList))


class HistoryScreen(Place):
    """The search, the list, and the entry under the cursor in full."""

    NAME = "history"
    PLACE = "progress"
    CSS_PATH = "history.tcss"
    KEYS_OF = ("place", "history")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("history")

    field = getters.query_one(Find)
    """What is looked for."""
    listed = getters.query_one(HistoryList)
    """What was found."""

    def __init__(self) -> None:
        """Begin with everything."""
        super().__init__()
        self.book: HistoryBook | None = None
        """The history as it is shown."""
        self.chosen: HistoryEntry | None = None
        """The entry under the cursor."""
        self._reading: Timer | None = None

    def compose_page(self) -> Iterable[Widget]:
        """The search over the list; the entry below, or on the right of a wide terminal."""
        with Vertical(id="listed"):
            with Horizontal(id="search"):
                hint = guide.word("history", "placeholder")
                yield Find(guide.word("history", "find"), placeholder=hint, max_length=LONGEST, id="find")
                yield Told(id="found", markup=False)
            yield HistoryList(id="list")
        yield Drawn(id="entry")

    def on_mount(self) -> None:
        """Show the newest entries, with the keys in the search."""
        self.query_one("#entry", Drawn).drawing = self._entry
        self.field.enter()

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the history, where it is another one by now; the search and the cursor stay."""
        super().show()
        book = self.owner.attempt(self.coach.progress.history)
        if book is None or book is self.book:
            return
        self.book = book
        self._search()
        self._go_on_reading()

    def on_resize(self) -> None:
        """Fit the entry to the room there is."""
        self._show_entry()

    def _search(self) -> None:
        book, query = self.book, self.field.value
        if book is None:
            return
        listed, everything = self.listed, not query.strip()
        found = book.newest(max(FIRST_READ, listed.cursor + FIRST_READ)) if everything else book.find(query)
        words = ("empty",) if everything else ("none", "none_more")
        listed.empty = tuple(guide.word("history", word) for word in words)
        listed.found = found
        if book.complete:
            total = len(found) if everything else len(book.newest(0))
            self.query_one("#found", Static).update(guide.say("history", "found", found=len(found), count=total))
        self._show_entry()

    def _go_on_reading(self) -> None:
        """Read and put together the rest while nothing else is to be done."""
        if self.book is not None and not self.book.ready and self._reading is None:
            self._reading = self.set_timer(PAUSE, self._read_on)

    def _read_on(self) -> None:
        self._reading = None
        book = self.book
        if book is None:
            return
        reading, until = not book.complete, perf_counter() + SLICE
        while not book.go_on() and perf_counter() < until:
            pass
        if reading and book.complete:
            if book.refused is not None:
                self.owner.refuse(book.refused)
            self._search()
        self._go_on_reading()

    @on(HistoryList.Moved)
    def _moved(self) -> None:
        if self.book is not None and not self.book.complete:
            self._search()  # Quicker than the reading: the list goes on below the cursor all the same.
        else:
            self._show_entry()

    def _show_entry(self) -> None:
        found = self.listed.found
        self.chosen = found.entry(self.listed.cursor) if found else None
        opens = "" if self.chosen is None else guide.word("keys", ENTER_WORDS[self.chosen.opens])
        self.field.enter_word = opens
        self.query_one(KeyBar).words = {"history.open": opens}
        self.query_one("#entry", Drawn).redraw()
        self.refresh_bindings()

    def _entry(self, width: int) -> list[list[Piece]]:
        """The entry under the cursor: whole on a wide terminal, in a few lines on another."""
        entry = self.chosen
        if entry is None:
            return []
        return self._whole(entry, width) if self.wide else self._short(entry, width)

    def _whole(self, entry: HistoryEntry, width: int) -> list[list[Piece]]:
        head: list[Piece] = [(entry.title, "bold $foreground"), (f"   {entry.remark}", "$quiet")]
        return [head, [], *in_full(entry, width)]

    def _short(self, entry: HistoryEntry, width: int) -> list[list[Piece]]:
        marks = self.owner.mark_set
        head: list[Piece] = [(entry.title, "bold $foreground"), (f"   {entry.remark}   ", "$quiet")]
        used = sum(len(text) for text, _ in head)
        head += in_one_line(entry.what, width - used, "$foreground", marks)
        told = [text for text in (*entry.told, entry.contexts) if text.text]
        left = max(0, ENTRY_LINES - 1 - len(entry.written))
        lines = [head, *(in_one_line(text, width, "$quiet", marks) for text in told[:left])]
        for number, text in enumerate(entry.written):
            last = number == len(entry.written) - 1
            whole = in_lines(text, width, "$foreground") if last else []
            fits = whole and len(whole) <= ENTRY_LINES - len(lines)
            lines += whole if fits else [in_one_line(text, width, "$foreground", marks)]
        if len(lines) > ENTRY_LINES:
            shown = "".join(piece for piece, _ in lines[ENTRY_LINES - 1])
            lines[ENTRY_LINES - 1] = [(cut(f"{shown} {marks.ellipsis}", width, marks), "$foreground")]
        return lines[:ENTRY_LINES]

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open and move only where there is an entry; the history is open already."""
        if action in ("open_day", "step", "page"):
            return self.chosen is not None
        if action == "find":
            return not self.field.entry.has_focus
        return action != "history" and super().check_action(action, parameters)

    @on(FormField.Typed)
    def _typed(self) -> None:
        self.listed.cursor = 0
        self._search()

    def action_find(self) -> None:
        """Back into the search."""
        self.field.enter()

    def action_step(self, by: int) -> None:
        """Move the cursor by one entry.

        Args:
            by: 1 for down, -1 for up.
        """
        self.listed.step(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by what can be seen at once.

        Args:
            by: 1 for down, -1 for up.
        """
        self.listed.page(by)

    @on(Row.Next)
    @on(HistoryList.Opened)
    async def action_open_day(self) -> None:
        """Open what the entry under the cursor tells of: its day, its text, or its cycle's summary."""
        entry = self.chosen
        if entry is None:
            return
        if entry.opens is Opens.SUMMARY:
            whose = self.owner.attempt(lambda: self.coach.of_cycle(entry.number))
            if whose is not None:
                await self.owner.push_screen(self.owner.screen_of("summary", whose))
        elif entry.opens is Opens.TEXT:
            self.owner.open("entry", entry)
        else:
            await self.owner.open_day(entry.day, entry.number if entry.ended else 0)

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)
