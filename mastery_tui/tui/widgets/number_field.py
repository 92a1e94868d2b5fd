"""A field for a number, or for minutes."""

from collections.abc import Callable
from typing import ClassVar, Unpack

from textual import events, on
from textual.binding import Binding, BindingType

from mastery_tui import guide
from mastery_tui.coach.typed.numbers import SPACES
from mastery_tui.practice.refused import Refused
from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.line_field import LineEntry, LineField

NUMBER_CELLS = 8
"""The box of a number: what is longer scrolls, six characters are seen at once."""

MOST_CHARACTERS = 100
"""More than any number has; what is longer is refused whole."""

ALWAYS_ACTS = "!"
_BEGINS = frozenset("-+.,")


class NumberEntry(LineEntry):
    """The box of a number.

    While it is empty only what a number begins with stays here; letters and other signs act on the screen. Once
    something stands in it every printable key stays, but `!` acts. What it all says is judged on leaving.
    """

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is the box's rather than the screen's."""
        if (
            character is None
            or not character.isprintable()
            or character in getattr(self.app, "always_acts", ALWAYS_ACTS)
        ):
            return False
        return bool(self.value) or _begins(character)

    async def _on_key(self, event: events.Key) -> None:
        if not event.is_printable:
            return
        if not self.check_consume_key(event.key, event.character):
            # Without stop(): the key goes on to the bindings, only Input's own handler is passed over.
            event.prevent_default()
        elif self.selected_text == self.value and not _begins(event.character or ""):
            self.cursor_position = len(self.value)  # Only a number takes the place of one that is marked.

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = event.text.strip()
        if text and all(letter.isprintable() or letter in SPACES for letter in text):
            self.replace(text, *self.selection)
        elif text:
            self.restricted()


class NumberField(LineField):
    """A label, a number, its unit and a hint in one row.

    The number stays text, as it was typed. Enter stays with one that is refused; leaving the field says so beside it.
    """

    BOXED = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave text", show=False, id="number_field.leave")
    ]

    def __init__(
        self,
        label: str,
        *,
        value: str = "",
        placeholder: str = "",
        reads: Callable[[str], object],
        suggested: bool = False,
        marked: bool = False,
        **looks: Unpack[Looks],
    ) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            value: what stands in it.
            placeholder: what stands in it while it is empty.
            reads: takes what stands in it for a number, or refuses it.
            suggested: whether the value is only proposed: the first digit takes its place.
            marked: whether keys that come to it find the number marked, so that a digit replaces it: one that was typed
                and passed too, but never one out of a draft.
            **looks: see `Looks`; the box is 8 cells and visible only with the focus unless told.
        """
        looks.setdefault("box", NUMBER_CELLS)
        entry = NumberEntry(value, placeholder, compact=True, max_length=MOST_CHARACTERS, select_on_focus=marked)
        super().__init__(label, entry, suggested=suggested, **looks)
        self.reads = reads
        """Takes what stands in it for a number, or refuses it."""

    def judge(self) -> None:
        """Say beside the number why it is refused, where it is."""
        if self.value.strip():
            self.error = self._refusal_of(self.value) or self.error

    def done(self) -> None:
        """Stay with a number that is refused; otherwise the person is done."""
        self.judge()
        if not self.value.strip() or not self._refusal_of(self.value):
            super().done()

    def on_descendant_blur(self) -> None:
        """Say what is refused once the number is left; not while the terminal itself is."""
        if self.app.app_focus:
            self.judge()

    def _refusal_of(self, text: str) -> str:
        try:
            self.reads(text)
        except Refused as refusal:
            return guide.refusal(refusal.code, **refusal.facts)
        return ""

    @on(LineEntry.Refused)
    def _refused(self, event: LineEntry.Refused) -> None:
        event.stop()
        self.error = self._refusal_of("?")


def _begins(character: str) -> bool:
    return character.isdecimal() or character in _BEGINS
