"""The note: several lines of free text, mounted when somebody wants one."""

from typing import ClassVar, Unpack

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from mastery_tui import guide
from mastery_tui.gate import clean
from mastery_tui.tui.widgets.form_field import FormField, Looks

MOST_CHARACTERS = 4000
"""The longest note."""


class NoteEntry(TextArea):
    """The box of a note. What is too long is refused whole, never cut."""

    DEFAULT_CSS = """
    NoteEntry {
        scrollbar-size-vertical: 1;
        & .text-area--placeholder { color: $faint; }
        & .text-area--cursor-line { background: transparent; }
    }
    """

    types_text: ClassVar[bool] = True
    """Letters type here."""
    types_any_letter: ClassVar[bool] = True
    """Letters stay as they are typed, full-width ones too."""

    class Full(Message):
        """Something was typed or pasted that no longer fits."""

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with what of it is text, unless the note would become too long by it."""
        edit.text = clean(edit.text)
        replaced = self.get_text_range(edit.top, edit.bottom)
        if len(edit.text) > len(replaced) and len(self.text) - len(replaced) + len(edit.text) > MOST_CHARACTERS:
            self.post_message(self.Full())
            return EditResult(edit.bottom, replaced)
        return super().edit(edit)


class NoteField(FormField):
    """A label and a note of up to 4000 characters; Enter is a new line in it, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave text", id="note_field.leave")]

    def __init__(
        self,
        label: str,
        *,
        value: str = "",
        placeholder: str = "",
        lines: int = 4,
        **looks: Unpack[Looks],
    ) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            value: the note.
            placeholder: what stands there while it is empty.
            lines: lines shown at once; it scrolls.
            **looks: see `Looks`.
        """
        self.area = NoteEntry(value, compact=True, placeholder=placeholder, highlight_cursor_line=False)
        """The box."""
        super().__init__(label, self.area, **looks)
        self._known = value
        self.entry_height = self.area.styles.height = lines

    def on_mount(self) -> None:
        """Go on behind what is written."""
        self.area.move_cursor(self.area.document.end)

    def put(self, text: str) -> None:
        """Let a note stand here, with the caret behind it; nothing is told.

        Args:
            text: the note.
        """
        self._known = text
        self.area.text = text
        self.area.move_cursor(self.area.document.end)
        self.error = ""

    @property
    def value(self) -> str:
        """The note."""
        return self.area.text

    @value.setter
    def value(self, value: str) -> None:
        self.area.text = value

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.value != self._known:
            self._known = self.value
            self.error = ""
            self.post_message(self.Typed(self, self.value))

    @on(NoteEntry.Full)
    def _full(self, event: NoteEntry.Full) -> None:
        event.stop()
        self.error = guide.say("dialogs", "too_long", limit=MOST_CHARACTERS)
