"""Entries one below the other, with more about the lit one under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

_MOST_LINES = 8


class Entry(NamedTuple):
    """One line of the list.

    Attributes:
        text: what stands in it.
        about: what stands below the list while it is lit.
        choosable: whether it can be lit.
    """

    text: str
    about: str
    choosable: bool = True


class Lines(OptionList):
    """The list itself, with the letters that move everywhere in the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Choose", id="list.choose"),
        Binding("j", "cursor_down", show=False, id="list.down"),
        Binding("k", "cursor_up", show=False, id="list.up"),
    ]
    enter_word = ""
    """The word for Enter in the key bar."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the entry that is lit stands on the screen, for the terminal's own cursor."""
        line = self._index_to_line.get(self.highlighted or 0, 0)
        return self.content_region.offset + Offset(0, line - self.scroll_offset.y)


class Listing(Vertical):
    """Lets one of several entries be chosen; the first that can be is lit."""

    DEFAULT_CSS = f"""
    Listing {{
        height: auto;
        & > Lines {{
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

    @dataclass
    class Chosen(Message):
        """An entry was chosen.

        Attributes:
            number: which, counted from 0.
        """

        number: int

    def __init__(self, entries: Sequence[Entry], *, enter_word: str, id: str | None = None) -> None:
        """Take the entries.

        Args:
            entries: top to bottom.
            enter_word: the word for Enter in the key bar.
            id: the widget's id.
        """
        super().__init__(id=id)
        self._entries = entries
        self._lines = Lines(markup=False, compact=True)
        self._lines.enter_word = enter_word
        self._about = Static(markup=False)

    def compose(self) -> ComposeResult:
        """The list, and a text about the one that is lit."""
        yield self._lines
        yield self._about

    def on_mount(self) -> None:
        """Light the first entry that can be chosen, and take the keys."""
        self.show(self._entries)
        self.screen.set_focus(self._lines)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries; the lit one stays in its place.

        Args:
            entries: top to bottom.
        """
        at = self.lit or 0
        self._entries = entries
        self._lines.clear_options()
        self._lines.add_options(Option(Content(text), disabled=not choosable) for text, _, choosable in entries)
        lit = [number for number, entry in enumerate(entries) if entry.choosable]
        self._lines.highlighted = next((number for number in lit if number >= at), lit[-1] if lit else None)

    @property
    def lit(self) -> int | None:
        """The number of the lit entry, counted from 0."""
        return self._lines.highlighted

    @on(OptionList.OptionHighlighted)
    def _lit(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < len(self._entries):
            self._about.update(self._entries[event.option_index].about)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(event.option_index))

    def on_click(self) -> None:
        """A click beside the list keeps it in use."""
        self.screen.set_focus(self._lines)
