"""The earlier states of the journal, one below the other, with what the chosen one is under them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mastery_tui.coach.keeping import BackupView
from mastery_tui.tui.widgets.drawing import width_of

_GAP = 3
_MOST_LINES = 8


class _States(OptionList):
    """The list itself, with the letters that move everywhere in the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Restore", id="backups.restore"),
        Binding("j", "cursor_down", show=False, id="backups.down"),
        Binding("k", "cursor_up", show=False, id="backups.up"),
    ]


class BackupList(Vertical):
    """Lets one of the earlier states be chosen; the first that can be read is lit."""

    DEFAULT_CSS = f"""
    BackupList {{
        height: auto;
        & > OptionList {{
            height: auto;
            max-height: {_MOST_LINES};
            padding: 0;
            border: none;
            background: transparent;
            scrollbar-size-vertical: 1;
            scrollbar-background: $background;
            scrollbar-color: $line;
            & > .option-list--option-disabled {{ color: $faint; }}
        }}
        & > Static {{ height: auto; margin: 1 0 0 0; color: $quiet; }}
    }}
    """

    class Chosen(Message):
        """A state was chosen.

        Attributes:
            backup: which.
        """

        def __init__(self, backup: BackupView) -> None:
            """Name it."""
            super().__init__()
            self.backup = backup

    def __init__(self, backups: Sequence[BackupView], *, id: str | None = None) -> None:
        """Take the states.

        Args:
            backups: newest first.
            id: the widget's id.
        """
        super().__init__(id=id)
        self._backups = tuple(backups)

    def compose(self) -> ComposeResult:
        """The list, and a line about the one that is lit."""
        yield _States(id="states", markup=False, compact=True)
        yield Static(id="chosen", markup=False)

    def on_mount(self) -> None:
        """Light the first state that can be read."""
        states = self.query_one(_States)
        ages = max((width_of(each.age) for each in self._backups), default=0)
        for number, each in enumerate(self._backups):
            pieces = (each.age.ljust(ages + _GAP), each.holds)
            states.add_option(Option(Content("".join(pieces)), id=str(number), disabled=not each.readable))
        states.highlighted = next((number for number, each in enumerate(self._backups) if each.readable), None)
        states.focus()

    @property
    def chosen(self) -> BackupView | None:
        """The state that is lit."""
        place = self.query_one(_States).highlighted
        return None if place is None else self._backups[place]

    @on(OptionList.OptionHighlighted)
    def _lit(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        backup = self._backups[event.option_index]
        self.query_one("#chosen", Static).update(f"{backup.why}, {backup.revision}\n{backup.name}")

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._backups[event.option_index]))

    def on_click(self, event: events.Click) -> None:
        """A click beside the list keeps it in use."""
        self.query_one(_States).focus()
