"""The note of a form: one line to look at until somebody writes in it."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import TEXT_AT, VALUES_AT, cut
from mastery_tui.tui.widgets.row import Row

if TYPE_CHECKING:
    from mastery_tui.tui.widgets.note_field import NoteField


class NoteRow(Row):
    """Shows a label and the note's first line; once it is opened, the whole note in a field that stays."""

    DEFAULT_CSS = """
    NoteRow {
        &, &:focus-within, &.-plain:focus-within { margin: 0; padding: 0; border: none; }
    }
    """

    def __init__(self, label: str, *, id: str | None = None) -> None:
        """Set up the row, closed.

        Args:
            label: the word in column 3.
            id: the widget's id.
        """
        super().__init__(id=id)
        self.set_reactive(NoteRow.label, label)
        self.field: NoteField | None = None
        """The field, None until it was opened once."""
        self._text = ""

    @property
    def typed(self) -> str:
        """The note."""
        return self._text if self.field is None else self.field.value

    def put(self, text: str) -> None:
        """Let a note stand here; nothing is told.

        Args:
            text: the note.
        """
        self._text = text
        if self.field is not None:
            self.field.put(text)
        self.refresh()

    @property
    def is_stop(self) -> bool:
        """The field in it is one, once it is there."""
        return False

    @property
    def takes_keys(self) -> Widget:
        """The box of its field."""
        return self if self.field is None else self.field.entry

    async def open(self) -> None:
        """Go on writing the note."""
        if self.field is None:
            # Kept away from the first paint: a box for several lines is the dearest of all widgets.
            from mastery_tui.tui.widgets.note_field import NoteField

            self.field = NoteField(self.label, value=self._text)
            await self.mount(self.field)
        self.field.enter()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line while it is closed: to draw it for that would lay out the whole page twice."""
        return 1 if self.field is None else super().get_content_height(container, viewport, width)

    def render(self) -> Content:
        """The label and the first line, while it is closed."""
        if self.field is not None:
            return Content("")
        first = self._text.split("\n", 1)[0]
        label = " " * TEXT_AT + self.label.ljust(VALUES_AT - TEXT_AT)
        return Content.assemble((cut(label + first, self.size.width - 2, marks_of(self.app)), "$quiet"))
