"""The earlier states of the journal, one below the other, with what the lit one is under them."""

from collections.abc import Sequence

from mastery_tui import guide
from mastery_tui.coach.file_views import BackupView
from mastery_tui.tui.widgets.drawing import width_of
from mastery_tui.tui.widgets.listing import Entry, Listing

_GAP = 3


class BackupList(Listing):
    """Lets one of the earlier states be chosen; those that cannot be read cannot."""

    def __init__(self, backups: Sequence[BackupView], *, id: str | None = None) -> None:
        """Take the states.

        Args:
            backups: newest first.
            id: the widget's id.
        """
        self.backups = tuple(backups)
        """The states."""
        ages = max((width_of(backup.age) for backup in backups), default=0)
        entries = [
            Entry(
                backup.age.ljust(ages + _GAP) + backup.holds,
                f"{backup.why}, {backup.revision}\n{backup.name}",
                backup.readable,
            )
            for backup in backups
        ]
        super().__init__(entries, enter_word=guide.word("keys", "restore"), id=id)

    @property
    def chosen(self) -> BackupView | None:
        """The state that is lit."""
        return None if self.lit is None else self.backups[self.lit]
