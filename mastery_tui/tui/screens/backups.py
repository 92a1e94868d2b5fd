"""Going back to an earlier state of the journal."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import getters, on
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.keeping import BackupView, RestoredView
from mastery_tui.tui.own_app import OwnApp
from mastery_tui.tui.screens.asking import Asking
from mastery_tui.tui.widgets.backup_list import BackupList
from mastery_tui.tui.widgets.dialog import Dialog


class Backups(Dialog[str]):
    """The earlier states; Enter asks and restores one, and the dialog closes with what is to be said of it."""

    owner = getters.app(OwnApp)
    """The app."""
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, coach: Coach) -> None:
        """Open it.

        Args:
            coach: the Coach.
        """
        super().__init__()
        self._coach = coach
        self.dialog_title = guide.word("restore", "backups")

    def compose_body(self) -> Iterable[Widget]:
        """The states, or that there are none yet."""
        backups = self._coach.states()
        if backups:
            yield BackupList(backups)
        else:
            yield Static(guide.word("keeping", "no_backups"), markup=False)

    @on(BackupList.Chosen)
    def _chosen(self, event: BackupList.Chosen) -> None:
        line = guide.word("restore", "ask_backup" if self._coach.readable else "ask_kept")
        restore(self.owner, self, event.backup, line, self.dismiss)


def restore(app: OwnApp, screen: Screen[Any], backup: BackupView, line: str, done: Callable[[str], object]) -> None:
    """Ask once, and let the journal be as a backup has it.

    Args:
        app: the app.
        screen: who asks; where the person goes on before it could be done, nothing is.
        backup: which.
        line: what becomes of what stands now, a sentence.
        done: gets what is to be said.
    """

    def told(view: RestoredView) -> None:
        last = guide.word("restore", "undo") if view.undo else view.kept
        done(f"{view.what} {last}".rstrip())

    question = guide.say("restore", "ask", age=backup.age, holds=backup.holds)
    asked = Asking(guide.word("restore", "ask_title"), f"{question}\n{line}", guide.word("restore", "yes"))

    def answered(yes: bool | None) -> None:
        if yes:
            # The question is still on top while it is answered.
            app.call_later(lambda: app.save(lambda: app.coach.restore(backup.name), told, dialog=screen))

    app.push_screen(asked, answered)
