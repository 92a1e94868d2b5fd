"""The rows that say what was asked of a habit then, and below them what its days count as by that."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from mastery_tui.coach.import_views import CountsView, HabitView
from mastery_tui.tui.forms import import_rows
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.drawing import fold
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.import_lines import counts_lines
from mastery_tui.tui.widgets.row import Row

ROWS = ("name", "standard", "unit", "target", "minimum", "better")
COUNTED = ROWS[2:]
"""The rows that only amounts have."""


class ImportAsked(Vertical):
    """Behavior, standard and amounts of a habit, with the counts that move as they are typed."""

    _begun: object = None
    """The habit that the rows began with."""

    def compose(self) -> ComposeResult:
        """The rows, and the counts."""
        yield from import_rows.asked_rows()
        yield Drawn(id="counts")

    def is_of(self, habit: HabitView) -> bool:
        """Whether the rows began with a habit: then what was typed for it stays."""
        return self._begun is habit.habit

    def begin(self, habit: HabitView, texts: Mapping[str, str]) -> None:
        """Let the rows begin with what is known of a habit.

        Args:
            habit: which.
            texts: what is known, by row.
        """
        self._begun = habit.habit
        for name in ROWS:
            row = self.query_one(f"#{name}", Row)
            if name in texts:
                row.put(texts[name])
            if name in COUNTED:
                row.display = habit.counted

    def clear(self) -> None:
        """Begin anew with whatever habit comes next."""
        self._begun = None

    def show(self, counts: CountsView, marks: MarkSet) -> None:
        """Show what the days count as.

        Args:
            counts: that.
            marks: the signs in use.
        """
        self.query_one(Drawn).drawing = lambda width: counts_lines(counts, width, marks)

    def say(self, sentence: str) -> None:
        """Say what has to be typed before they can be counted."""
        self.query_one(Drawn).drawing = lambda width: [[(line, "$quiet")] for line in fold(sentence, width)]
