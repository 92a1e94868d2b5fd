"""What every row of a form shares."""

from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui.tui.marks import marks_of


class Row(Widget):
    """A label in column 3, a bar in column 1 while the row has the focus, and what stands beside what is answered."""

    DEFAULT_CSS = """
    Row {
        height: auto;
        margin: 0 2 0 1;
        padding-left: 1;
        border-left: blank;
        text-wrap: nowrap;
        text-overflow: clip;
        &:focus-within { border-left: outer $primary; }
        &.-plain:focus-within { border-left: ascii $primary; }
        &.-gap { margin: 1 2 0 1; }
    }
    """

    label: reactive[str] = reactive("")
    """The word in column 3."""
    hint: reactive[str] = reactive("", layout=True)
    """What stands beside what is answered."""
    error: reactive[str] = reactive("", layout=True)
    """What is allowed here, after a refused value: it stands in the hint's place until the answer changes."""
    enter_word: reactive[str] = reactive("", bindings=True)
    """The word for Enter in the key bar."""

    def on_mount(self) -> None:
        """Draw the bar in ASCII where the app asks for it."""
        self.set_class(marks_of(self.app).plain, "-plain")

    @property
    def is_stop(self) -> bool:
        """Whether the keys stop here: it shows, and it or what is in it takes the focus."""
        return self.display and self.can_focus
