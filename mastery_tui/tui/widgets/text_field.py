"""A field for one line of text."""

from typing import ClassVar, Unpack

from textual import events, on

from mastery_tui import guide
from mastery_tui.coach.typed.text import pasted_line
from mastery_tui.tui.widgets.drawing import Piece, fold, width_of
from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.line_field import LineEntry, LineField


class TextEntry(LineEntry):
    """The box of a text. What is too long is refused whole, never cut."""

    types_any_letter: ClassVar[bool] = True
    """Letters stay as they are typed, full-width ones too."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = pasted_line(event.text)
        if text:
            self.replace(text, *self.selection)


class TextField(LineField):
    """A label and one line of text. An example may stand in it as the placeholder, and Enter may take it."""

    def __init__(
        self,
        label: str,
        *,
        value: str = "",
        placeholder: str = "",
        take_placeholder: bool = False,
        max_length: int = 200,
        suggested: bool = False,
        **looks: Unpack[Looks],
    ) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            value: what stands in it.
            placeholder: an example, shown while the field is empty.
            take_placeholder: whether Enter on the empty field puts the example into it.
            max_length: characters allowed; anything longer is refused, and said.
            suggested: whether the value is only proposed: the first key takes its place.
            **looks: see `Looks`.
        """
        entry = TextEntry(value, placeholder, compact=True, max_length=max_length, select_on_focus=False)
        super().__init__(label, entry, suggested=suggested, **looks)
        self.take_placeholder = take_placeholder
        self._longest = max_length

    @property
    def offered(self) -> str:
        """The example while the field is empty and Enter takes it."""
        return self.placeholder if self._takes() else super().offered

    @property
    def word_for_enter(self) -> str:
        """The word for Enter: it takes the example while the field is empty."""
        return guide.word("keys", "take_next") if self._takes() else self.enter_word

    def done(self) -> None:
        """Take the example where the field is empty, then say that the person is done."""
        if self._takes():
            self.value = self.placeholder
        super().done()

    def on_descendant_focus(self) -> None:
        """Show the rest of an example that has no room in the box, as Enter would take all of it."""
        self.refresh(layout=self.take_placeholder)

    def on_descendant_blur(self) -> None:
        """The example is only as long as its box again."""
        self.refresh(layout=self.take_placeholder)

    def on_resize(self) -> None:
        """Bring the last line of an example into sight."""
        if self.take_placeholder and self.has_focus_within:
            self.scroll_visible(animate=False)

    def _note(self, value: str) -> None:
        turned = bool(value) != bool(self._known)
        super()._note(value)
        if turned:
            self.refresh(layout=self.take_placeholder)

    def _lines(self, width: int) -> list[list[Piece]]:
        lines = super()._lines(width)
        if self.error or not (self._takes() and self.has_focus_within):
            return lines
        room = self.line.scrollable_content_region.width
        if room and width_of(self.placeholder) > room:
            lines += [[(" " * self._begin + line, "$quiet")] for line in fold(self.placeholder, width - self._begin)]
        return lines

    @on(LineEntry.Refused)
    def _refused(self, event: LineEntry.Refused) -> None:
        event.stop()
        self.error = guide.say("dialogs", "too_long", limit=self._longest)

    def _takes(self) -> bool:
        return self.take_placeholder and not self.value and bool(self.placeholder)
