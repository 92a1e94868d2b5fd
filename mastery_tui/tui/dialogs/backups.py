"""Going back to an earlier state of the journal."""

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.file_views import BackupView
from mastery_tui.tui.dialogs.dialog import CoachDialog
from mastery_tui.tui.restoring import restore
from mastery_tui.tui.widgets.backup_list import BackupList
from mastery_tui.tui.widgets.listing import Listing


class Backups(CoachDialog[str]):
    """The earlier states; Enter asks and restores one, and the dialog closes with what is to be said of it."""

    NAME = "backups"
    TITLE_WORD = ("restore", "backups")

    def prepare(self) -> None:
        """Read the states."""
        self.states = self.coach.file.states()

    def compose_body(self) -> Iterable[Widget]:
        """The states, or that there are none yet."""
        yield BackupList(self.states) if self.states else Static(guide.word("keeping", "no_backups"), markup=False)

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self.owner.flow(self._restore(self.states[event.number]))

    async def _restore(self, backup: BackupView) -> None:
        line = guide.word("restore", "ask_backup" if self.coach.file.readable else "ask_kept")
        said = await restore(self.owner, self, backup, line)
        if said:
            self.dismiss(said)
