"""The rows that say which days come in, the file that they name as it was read, and what is known of its days."""

from pathlib import Path

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from mastery_tui import guide
from mastery_tui.coach.errors import JournalError
from mastery_tui.coach.import_views import (
    DateOrder,
    HabitKind,
    HabitView,
    ImportKind,
    JournalView,
    Reading,
    SourceView,
)
from mastery_tui.coach.importing import Importing
from mastery_tui.coach.typed.paths import path_of
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.background import in_background
from mastery_tui.tui.forms import import_rows
from mastery_tui.tui.key_queue import alive
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.path_field import PathField
from mastery_tui.tui.widgets.prose import Line, Prose
from mastery_tui.tui.widgets.row import Row

READ_AGAIN = ("format", "dates", "kind")
"""The rows that tell how the file is read, beside its path."""
ASKED = ("habit", "dates", "kind")
"""The rows that have to be answered where they show."""


class ImportDays(Vertical):
    """Format, path, habit, and what only a person can tell; below them what is known of the habit's days."""

    file = getters.query_one("#file", PathField)
    """The path."""
    habits = getters.query_one("#habit", import_rows.HabitChoice)
    """The habits of the file."""

    source: SourceView | None = None
    """The file as it was read."""
    whole: JournalView | None = None
    """What the journal of another place would bring."""
    _read: object = None
    """What was read last: format, path, and how."""

    def compose(self) -> ComposeResult:
        """The rows, and what is known of the days."""
        yield from import_rows.day_rows()
        yield Prose(id="facts")

    def _row(self, name: str) -> Row:
        return self.query_one(f"#{name}", Row)

    @property
    def is_journal(self) -> bool:
        """Whether the file is the journal of another place, of which nothing is asked."""
        return self._row("format").typed == ImportKind.MASTERY

    @property
    def path(self) -> Path:
        """The path that is typed."""
        return path_of(self.file.value)

    @property
    def habit(self) -> HabitView | None:
        """The habit that is chosen."""
        return self.habits.habit if self.source is not None else None

    @property
    def is_read(self) -> bool:
        """Whether the file was read as the rows have it now."""
        return self._read == self._wanted()

    # -- showing -----------------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Show the rows that the file asks for, and what is known of its days."""
        source, habit = self.source, self.habit
        shown = {
            "find": source is not None and len(source.habits) > import_rows.FEW,
            "habit": source is not None,
            "dates": source is not None and len(source.date_orders) > 1,
            "kind": habit is not None and (habit.asks_kind or bool(self._row("kind").typed)),
            "automatic": habit is not None and bool(habit.automatic),
            "notes": habit is not None and habit.same_note,
        }
        for name, show in shown.items():
            self._row(name).display = show
        self.query_one("#facts", Prose).entries = tuple(Line(text=line) for line in self._facts())

    def _facts(self) -> list[str]:
        habit, source = self.habit, self.source
        if source is None:
            return []
        if habit is None:
            return [guide.word("import_screen", "none_found"), *source.remarks]
        told = (habit.span, habit.numbers, habit.comments, habit.automatic, *habit.remarks, *source.remarks)
        return [line for line in told if line]

    def typed_in(self, row: Row) -> None:
        """Follow what was typed or chosen in a row.

        Args:
            row: which.
        """
        if row.id == "find" and self.source is not None:
            self.habits.offer(import_rows.found(self.source.habits, row.typed))
            if row.typed.strip() in self.habits.names:
                self.habits.put(row.typed.strip())
        if row is self.file:
            self._forget()
        self.offer()

    def clear(self) -> None:
        """No file is named any more."""
        self._forget()
        self.habits.offer(())

    def _forget(self) -> None:
        """Another file is being typed: what was read is not its."""
        self.source = self.whole = None
        self._read = None
        for name in ("dates", "kind"):
            self._row(name).put("")

    def unanswered(self) -> tuple[str, str]:
        """A row that only the person can answer and has not, and what is allowed there; '' and '' where none is."""
        for name in () if self.is_journal else ASKED:
            row = self._row(name)
            if row.display and not row.typed:
                return name, guide.word("import_screen", "choose")
        if not self.is_journal and (self.habit is None or not self.habit.days):
            return "habit", guide.word("import_screen", "no_days")
        return "", ""

    # -- reading -----------------------------------------------------------------------------------------------------

    def _wanted(self) -> object:
        """What is to be read: format, path, and how."""
        return tuple(self._row(name).typed.strip() for name in ("file", *READ_AGAIN))

    async def read(self, importing: Importing) -> bool:
        """Read the file, beside the app; what is refused is said below the path.

        Args:
            importing: who reads.

        Returns:
            Whether it could be read, and is still what is wanted.
        """
        if self.is_read:
            return True
        if not self.file.value.strip():
            self.file.error = guide.word("import_screen", "no_file")
            return False
        wanted, path = self._wanted(), self.path
        kind, told = ImportKind(self._row("format").typed), self._how()
        reading = Line(text=guide.word("import_screen", "reading"), quiet=True)
        self.query_one("#facts", Prose).entries = (reading,)
        source: SourceView | None = None
        whole: JournalView | None = None
        try:
            if kind is ImportKind.MASTERY:
                whole = importing.journal(path)
            else:
                source = await in_background(lambda: importing.read(kind, path, told))
        except (Refused, JournalError) as refused:
            if alive(self) and self._wanted() == wanted:
                self._forget()
                self.offer()
                self.file.error = guide.refusal(refused.code, **refused.facts)
            return False
        if not alive(self) or self._wanted() != wanted:
            return False
        self._take(source, whole, wanted)
        return True

    def _how(self) -> Reading:
        dates, kind = self._row("dates").typed, self._row("kind").typed
        return Reading(dates=DateOrder(dates) if dates else None, kind=HabitKind(kind) if kind else None)

    def _take(self, source: SourceView | None, whole: JournalView | None, wanted: object) -> None:
        self.source, self.whole, self._read = source, whole, wanted
        self.file.error = ""
        if source is not None:
            if source.date_orders and not self._row("dates").typed:
                import_rows.offer_dates(self.query_one("#dates", Choice), source)
            self.habits.offer(import_rows.found(source.habits, self._row("find").typed))
        self.offer()
