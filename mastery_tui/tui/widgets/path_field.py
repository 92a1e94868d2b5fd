"""A field for the path of a file, which goes on with what is typed as far as its folder tells."""

from typing import ClassVar, Unpack

from textual import events
from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from mastery_tui.coach.typed.paths import completed
from mastery_tui.coach.typed.text import clean_line
from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.text_field import TextEntry

LONGEST = 4000


class _GoesOn(Suggester):
    """Shows behind what is typed how it goes on."""

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed, gone on with; None where nothing fits."""
        return completed(value) or None


class PathEntry(TextEntry):
    """The box of a path: right at its end takes what is shown behind it, Tab goes on as Enter does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"input--suggestion"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "submit", "Next", show=False, id="path_field.next")]

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what is shown behind the text; a sign to the right where nothing is."""
        goes_on = "" if select or not self.cursor_at_end or not self.selection.is_empty else completed(self.value)
        if goes_on:
            self.value = goes_on
            self.cursor_position = len(goes_on)
        else:
            super().action_cursor_right(select)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        lines = [clean_line(line) for line in event.text.splitlines()]
        text = next(filter(None, lines), "")
        if text:
            self.replace(text, *self.selection)  # A name may have several spaces in a row.


class PathField(LineField):
    """A label and a path."""

    DEFAULT_CSS = """
    PathField > .entry > .input--suggestion { color: $faint; }
    """

    def __init__(self, label: str, *, placeholder: str = "", **looks: Unpack[Looks]) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            placeholder: an example, shown while the field is empty.
            **looks: see `Looks`.
        """
        entry = PathEntry("", placeholder, compact=True, max_length=LONGEST, select_on_focus=False)
        entry.suggester = _GoesOn(use_cache=False, case_sensitive=True)
        super().__init__(label, entry, **looks)
