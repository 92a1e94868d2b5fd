"""What every row of a form shares."""

from dataclasses import dataclass
from typing import Any

from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.signs import marks_of


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

    @dataclass
    class Said(Message):
        """What a row says.

        Attributes:
            row: the row.
        """

        row: "Row"

        @property
        def control(self) -> "Row":
            """The row, so that `@on` can select by it."""
            return self.row

    class Next(Said):
        """Enter: the person is done with this row."""

    class Changed(Said):
        """What stands in the row was changed by the person."""

    label: reactive[str] = reactive("")
    """The word in column 3."""
    hint: reactive[str] = reactive("")
    """What stands beside what is answered."""
    error: reactive[str] = reactive("")
    """What is allowed here, after a refused value: it stands in the hint's place until the answer changes."""
    enter_word: reactive[str] = reactive("", bindings=True)
    """The word for Enter in the key bar."""

    restored: bool = False
    """Whether what stands here was typed before and left, so that no key replaces it."""

    def on_mount(self) -> None:
        """Draw the bar in ASCII where the app asks for it."""
        self.set_class(marks_of(self.app).plain, "-plain")

    def watch_hint(self) -> None:
        """Make room for it."""
        self.fit()

    def watch_error(self, error: str) -> None:
        """Make room for what is allowed here, and bring its last line into sight where the keys are here."""
        self.fit()
        if error and self.has_focus_within:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def fit(self) -> None:
        """Lay the screen out anew where the row takes more lines than before, or fewer."""
        width = self.content_size.width
        if not width or self.get_content_height(self.size, self.size, width) != self.content_size.height:
            self.refresh(layout=True)

    @property
    def typed(self) -> str:
        """What stands in the row, as text: what was typed, or the names of what was chosen."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Let something stand in the row, as the person left it or as it is recorded; nothing is told.

        Args:
            text: as `typed` gives it.
        """
        raise NotImplementedError

    def words_of(self, refused: Refused) -> str:
        """What is refused here, in words; the row is called what it is called on the screen.

        Args:
            refused: what is refused.
        """
        here = {"field": self.label} if refused.code.startswith(("text.", "list.")) else {}
        return guide.refusal(refused.code, **{**refused.facts, **here})

    def judge(self) -> None:
        """Say what is refused of what stands in the row, where the row can tell by itself."""

    @property
    def is_stop(self) -> bool:
        """Whether the keys stop here: it shows, and it or what is in it takes the focus."""
        return self.display and self.can_focus

    @property
    def takes_keys(self) -> Widget:
        """What gets the focus when the keys come to this row."""
        return self

    def enter(self) -> None:
        """Give this row the focus, at once."""
        self.screen.set_focus(self.takes_keys)

    def focus(self, scroll_visible: bool = True) -> Any:
        """Give the focus to what takes the keys."""
        if self.takes_keys is self:
            return super().focus(scroll_visible)
        self.takes_keys.focus(scroll_visible)
        return self
