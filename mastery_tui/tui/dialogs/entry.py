"""An entry of the history that has no form of its own, in full: to read."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from mastery_tui.coach.history_views import HistoryEntry
from mastery_tui.tui.dialogs.dialog import Dialog
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.found_text import in_full


class EntryDialog(Dialog[None]):
    """A reflection, a finding, an adjustment or a transfer test; up and down scroll, Esc closes."""

    NAME = "entry"
    WITH_COACH = False

    def __init__(self, entry: HistoryEntry) -> None:
        """Take what is read.

        Args:
            entry: the entry.
        """
        super().__init__()
        self.entry = entry

    @property
    def dialog_title(self) -> str:
        """The entry's date, and its plan day where it has one."""
        return ", ".join(part for part in (self.entry.title, self.entry.remark) if part)

    def compose_body(self) -> Iterable[Widget]:
        """The whole entry."""
        yield Drawn(id="text")

    def on_mount(self) -> None:
        """Fold it to the frame."""
        self.query_one("#text", Drawn).drawing = partial(in_full, self.entry)
