"""What stands there while the terminal is too small."""

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.live_screen import LiveScreen


class Small(ModalScreen[None], LiveScreen[None]):
    """One line until the terminal grows; what was open stays beneath it.

    `!`, q, the F-keys, ctrl+p and ctrl+q act.
    """

    NAME = "small"
    DEFAULT_CSS = """
    Small {
        align: center middle;
        background: $background;
        &:ansi { background: ansi_default; }
        & > Static { width: auto; max-width: 100%; height: auto; padding: 0 1; color: $foreground; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit", show=False, id="small.leave"),
    ]

    owner = getters.app(BaseApp)
    """The app."""

    def __init__(self, columns: int, lines: int) -> None:
        """Say how much room it takes.

        Args:
            columns: the fewest columns.
            lines: the fewest lines.
        """
        super().__init__()
        self._columns, self._lines = columns, lines

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static(guide.say("dialogs", "small", columns=self._columns, lines=self._lines), markup=False)

    def on_screen_resume(self) -> None:
        """Go where the terminal grew while something else stood above."""
        self.owner.call_later(self.owner.fit)
