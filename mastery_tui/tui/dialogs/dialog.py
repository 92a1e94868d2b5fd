"""The frame of every dialog, and what those have that ask the Coach."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.live_screen import LiveScreen
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.key_bar import QUITTING, KeyBar
from mastery_tui.tui.widgets.page import Page

ResultT = TypeVar("ResultT")


class DialogKeys(KeyBar):
    """The keys in a dialog, where Esc leads out rather than the keys that quit."""

    GAP = 3
    LAST = ("escape", "exclamation_mark")
    HIDDEN = QUITTING


class Dialog(ModalScreen[ResultT | None], LiveScreen[ResultT | None], Generic[ResultT]):
    """A modal screen in one round frame with its title in the border; Esc closes it with None.

    Subclasses give `TITLE_WORD`, yield their widgets from `compose_body`, bind their keys (they show up in the line
    at the bottom) and `dismiss` with a result. What does not fit scrolls.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > #dialog-frame {
            width: 100%;
            max-width: 72;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            border: round $line;
            border-title-color: $primary;
            border-title-style: bold;
            border-subtitle-color: $quiet;
            background: $surface;
            scrollbar-size-vertical: 1;
            scrollbar-background: $surface;
            scrollbar-color: $line;
            &:ansi { background: ansi_default; }
            & > DialogKeys { height: 2; padding: 1 0 0 0; background: $surface; &:ansi { background: ansi_default; } }
        }
        &.-plain > #dialog-frame { border: ascii $line; }
        /* Text keeps a blank between itself and the scrollbar. */
        &.-text > #dialog-frame {
            padding: 1 1 1 2;
            & > Drawn, & > Prose { margin: 0 1 0 0; }
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave text", priority=True, id="dialog.leave"),
        Binding("escape", "close", "Close", priority=True, id="dialog.close"),
        Binding("up", "step(-1)", show=False, id="dialog.up"),
        Binding("down", "step(1)", show=False, id="dialog.down"),
        Binding("pageup", "scroll(-10)", show=False, id="dialog.page_up"),
        Binding("pagedown", "scroll(10)", show=False, id="dialog.page_down"),
        # Acts as the app's own, which the key bar of a modal screen does not see.
        Binding("exclamation_mark", "app.too_much", "Too much", key_display="!", id="dialog.too_much"),
    ]

    TITLE_WORD: ClassVar[tuple[str, str]] = ("", "")
    """Where the guide has the word in the border: a section and a key."""
    owner = getters.app(BaseApp)
    """The app."""
    frame = getters.query_one("#dialog-frame", Page)
    """What is drawn round everything."""

    @property
    def dialog_title(self) -> str:
        """What stands in the border."""
        section, key = self.TITLE_WORD
        return guide.word(section, key) if key else ""

    def compose_body(self) -> Iterable[Widget]:
        """The widgets inside the frame; for subclasses."""
        return ()

    def compose(self) -> ComposeResult:
        """The frame, what is inside, and the keys."""
        with Page(id="dialog-frame") as frame:
            frame.border_title = self.dialog_title
            yield from self.compose_body()
            yield DialogKeys()

    def on_mount(self) -> None:
        """Draw the frame in ASCII where the app asks for it."""
        self.set_class(marks_of(self.app).plain, "-plain")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc closes at once, unless a subclass has a text to leave."""
        return action != "leave"

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def action_step(self, by: int) -> None:
        """Go to the row before or after; where there are no rows to go to, scroll by a line."""
        if len(self.focus_chain) < 2:
            self.action_scroll(by)
        elif by < 0:
            self.focus_previous()
        else:
            self.focus_next()

    def action_scroll(self, lines: int) -> None:
        """Move what is inside by some lines."""
        self.frame.by_lines(lines)


class CoachDialog(Dialog[ResultT], Generic[ResultT]):
    """A dialog that asks the Coach."""

    WITH_COACH = True

    def __init__(self, coach: Coach, day: date | None = None) -> None:
        """Open it.

        Args:
            coach: the Coach.
            day: the day it is about, today where none is named; most are about none.

        Raises:
            Refused: as things stand there is nothing to open it for.
        """
        super().__init__()
        self.coach = coach
        self.day = day or coach.today
        self.prepare()

    def prepare(self) -> None:
        """Ask the Coach for what is shown, before anything is; for subclasses.

        Raises:
            Refused: as things stand there is nothing to open it for.
        """
