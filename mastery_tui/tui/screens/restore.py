"""What was found where the journal cannot be read, or is gone and left its backups, and what can take its place."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.tui.restore_app import RestoreApp
from mastery_tui.tui.screens.backups import restore
from mastery_tui.tui.widgets.backup_list import BackupList
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.prose import Line, Prose


class RestoreScreen(Screen[None]):
    """Says what was found and offers the earlier states; nothing is written until one is chosen."""

    DEFAULT_CSS = """
    RestoreScreen {
        background: $background;
        color: $foreground;
        & > Page {
            padding: 1 2 0 3;
            scrollbar-size-vertical: 1;
            scrollbar-background: $background;
            scrollbar-color: $line;
        }
        & Prose { max-width: 88; margin: 0 0 1 0; }
        & BackupList { max-width: 88; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mend", "Mend", id="restore.mend"),
        Binding("n", "anew", "Begin anew", id="restore.anew"),
        Binding("escape,q", "app.leave", "Quit", id="restore.quit"),
    ]

    AUTO_FOCUS: ClassVar[str | None] = None

    owner = getters.app(RestoreApp)
    """The app."""

    def compose(self) -> ComposeResult:
        """What was found, the states, the keys."""
        with Page():
            yield Prose(tuple(self._lines()))
            yield BackupList(self.owner.coach.states())
        yield KeyBar()

    def _lines(self) -> list[Line]:
        gone = self.owner.offer.gone
        title, rest = ("title_gone", "rest_gone") if gone else ("title", "rest")
        lines = [Line(text=guide.word("restore", title), bold=True), Line(), Line(text=f"{self.owner.offer.found}.")]
        lines.append(Line(text=guide.word("restore", rest)))
        if self.owner.offer.mends:
            lines.append(Line(text=guide.word("restore", "mends")))
        return [*lines, Line(), Line(text=guide.word("restore", "choose"), quiet=True)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Mending only where it helps, beginning anew only where nothing stands in the way."""
        if action == "mend":
            return self.owner.offer.mends
        return self.owner.offer.gone if action == "anew" else True

    @on(BackupList.Chosen)
    def _chosen(self, event: BackupList.Chosen) -> None:
        line = guide.word("restore", "ask_gone" if self.owner.offer.gone else "ask_kept")
        restore(self.owner, self, event.backup, line, self.owner.go_on)

    def action_mend(self) -> None:
        """Put right what can be put right, after a backup."""
        self.owner.save(self._mended, self.owner.go_on, dialog=self)

    def _mended(self) -> str:
        self.owner.coach.health(fix=True)
        return f"{guide.word('restore', 'mended')} {self.owner.coach.kept_aside()}".rstrip()

    def action_anew(self) -> None:
        """Begin a new journal; the backups stay."""
        self.owner.go_on("")
