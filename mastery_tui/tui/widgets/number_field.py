"""A field for a number, or for minutes."""

import re
from typing import ClassVar, Unpack

from textual import events
from textual.binding import Binding, BindingType

from mastery_tui.tui.widgets.form_field import Looks
from mastery_tui.tui.widgets.line_field import LineEntry, LineField

NUMBER_CELLS = 8
"""The box of a number: twelve characters scroll, six are seen at once."""

MOST_CHARACTERS = 12

_NUMBER = r"\+?\d*(?:[.,]\d*)?"
_MINUTES = rf"{_NUMBER}|\d+(?:h(?:\d{{1,2}}m?)?|m)"
_PASTED_NUMBER = re.compile(r"\+?\d+(?:[.,]\d+)?")
_PASTED_MINUTES = re.compile(r"\d+h(?:\d{1,2}m?)?|\d+m|\d+(?:[.,]\d+)?")
_DIGITS = frozenset("0123456789")
_SEPARATORS = frozenset(".,+")


class NumberEntry(LineEntry):
    """The box of a number.

    Digits always stay here. Letters act on the screen while the box is empty and are refused once something stands in
    it. Signs such as `!`, `:` and `?` always act.
    """

    pasted = re.compile("")
    """What of a paste is taken."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is the box's rather than the screen's."""
        if character is None or not character.isprintable():
            return False
        if character in _DIGITS or character in _SEPARATORS:
            return True
        return character.isalpha() and bool(self.value)

    async def _on_key(self, event: events.Key) -> None:
        # Without stop(): the key goes on to the bindings, only Input's own handler is passed over.
        if event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        first_line = (event.text.splitlines() or [""])[0]
        found = self.pasted.search(re.sub(r"\s", "", first_line.lower()))
        if found is None:
            self.restricted()
        else:
            self.replace(found.group(), *self.selection)


class NumberField(LineField):
    """A label, a number, its unit and a hint in one row.

    The number stays text: what it means, and its bounds, are not this widget's business.
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
        minutes: bool = False,
        suggested: bool = False,
        marked: bool = False,
        **looks: Unpack[Looks],
    ) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            value: what stands in it.
            placeholder: what stands in it while it is empty.
            minutes: whether `h` and `m` are taken, as in 1h10 and 25m.
            suggested: whether the value is only proposed: the first key takes its place.
            marked: whether keys that come to it find the number marked, so that typing replaces it: one that was typed
                and passed too, but never one out of a draft.
            **looks: see `Looks`; the box is 8 cells and visible only with the focus unless told.
        """
        looks.setdefault("box", NUMBER_CELLS)
        entry = NumberEntry(
            value,
            placeholder,
            compact=True,
            restrict=_MINUTES if minutes else _NUMBER,
            max_length=MOST_CHARACTERS,
            select_on_focus=marked,
        )
        entry.pasted = _PASTED_MINUTES if minutes else _PASTED_NUMBER
        super().__init__(label, entry, suggested=suggested, **looks)
