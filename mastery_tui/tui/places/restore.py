"""What was found where the journal cannot be read, or is gone and left its backups, and what can take its place."""

from dataclasses import dataclass
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.file_views import BackupView, OfferView
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.live_screen import LiveScreen
from mastery_tui.tui.restoring import restore
from mastery_tui.tui.widgets.backup_list import BackupList
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.listing import Listing
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.prose import Line, Prose


class RestoreScreen(LiveScreen[None]):
    """Says what was found and offers the earlier states; nothing is written until one is chosen."""

    NAME = "restore"
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
        Binding("escape", "app.quit", "Quit", show=False, id="restore.quit"),
    ]

    @dataclass
    class Restored(Message):
        """The journal is there again, or a new one begins.

        Attributes:
            said: what is to be said of it first.
        """

        said: str

    owner = getters.app(BaseApp)
    """The app."""

    def __init__(self, coach: Coach, offer: OfferView) -> None:
        """Take what was found.

        Args:
            coach: the Coach.
            offer: what was found, and what helps.
        """
        super().__init__()
        self.coach, self.offer = coach, offer

    def compose(self) -> ComposeResult:
        """What was found, the states, the keys."""
        with Page():
            yield Prose(tuple(self._lines()))
            yield BackupList(self.coach.file.states())
        yield KeyBar()

    def _lines(self) -> list[Line]:
        words, kind = guide.words("restore"), "_gone" if self.offer.gone else ""
        lines = [Line(text=words[f"title{kind}"], bold=True), Line(), Line(text=f"{self.offer.found}.")]
        lines.append(Line(text=words[f"rest{kind}"]))
        if self.offer.mends:
            lines.append(Line(text=words["mends"]))
        return [*lines, Line(), Line(text=words["choose"], quiet=True)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Mending only where it helps, beginning anew only where nothing stands in the way."""
        if action == "mend":
            return self.offer.mends
        return self.offer.gone if action == "anew" else True

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self.owner.flow(self._restore(self.query_one(BackupList).backups[event.number]))

    async def _restore(self, backup: BackupView) -> None:
        line = guide.word("restore", "ask_gone" if self.offer.gone else "ask_kept")
        said = await restore(self.owner, self, backup, line)
        if said:
            self.post_message(self.Restored(said))

    def action_mend(self) -> None:
        """Put right what can be put right, after a backup."""
        self.owner.flow(self._mend())

    async def _mend(self) -> None:
        if (
            await self.owner.save(lambda: self.coach.file.health(fix=True), guide.change_words("mend"), dialog=self)
            is not None
        ):
            said = f"{guide.word('restore', 'mended')} {self.coach.file.kept_aside()}".rstrip()
            self.post_message(self.Restored(said))

    def action_anew(self) -> None:
        """Begin a new journal; the backups stay."""
        self.post_message(self.Restored(""))
