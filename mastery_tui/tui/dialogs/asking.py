"""One question, answered with yes or no."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.tui.dialogs.dialog import Dialog
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.prose import Line, Prose


class Asking(Dialog[bool]):
    """Asks before something is done; y or Enter is yes, n or Esc is no."""

    NAME = "asking"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "yes", "Yes", id="asking.yes"),
        Binding("n,escape", "close", "No", id="asking.no"),
    ]

    def __init__(self, title: str, question: str, yes_word: str = "") -> None:
        """Ask.

        Args:
            title: what stands in the border.
            question: a sentence or two.
            yes_word: what yes does, for the key line; "Yes" where it is empty.
        """
        super().__init__()
        self._title, self._question = title, question
        self._yes_word = yes_word or guide.word("dialogs", "yes")

    @property
    def dialog_title(self) -> str:
        """What stands in the border."""
        return self._title

    def compose_body(self) -> Iterable[Widget]:
        """The question."""
        yield Prose(tuple(Line(text=line) for line in self._question.splitlines()))

    def on_mount(self) -> None:
        """Name what yes does."""
        self.query_one(KeyBar).words = {"asking.yes": self._yes_word}

    def action_yes(self) -> None:
        """Close with yes."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Close with no."""
        self.dismiss(False)
