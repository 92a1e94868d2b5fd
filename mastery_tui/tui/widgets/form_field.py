"""What every field of a form shares: its label, the bar, what stands beside it, and its messages."""

from dataclasses import dataclass
from typing import ClassVar, TypedDict, Unpack

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import TEXT_AT, VALUES_AT, Piece, cut, fold, joined, width_of
from mastery_tui.tui.widgets.row import Row

_UNIT_GAP = 4


class Looks(TypedDict, total=False):
    """How any field looks; all optional.

    Attributes:
        unit: what stands right of the box.
        hint: what stands after the unit; below a box that takes the whole width.
        values_at: the screen column where what is typed begins, 17 unless told.
        box: the cells of the box, one blank at either end; None for all there are.
        boxed: whether the box is visible without focus; the class's habit unless told.
        id: the widget's id.
        classes: the widget's CSS classes; `-gap` leaves a line free above.
    """

    unit: str
    hint: str
    values_at: int
    box: int | None
    boxed: bool
    id: str | None
    classes: str | None


class FormField(Row):
    """A label, a box to type in, and a unit and hint to its right, drawn round the one child that takes the focus.

    An error stands in place of the hint, below where it does not fit; it goes as soon as something is typed, and what
    was typed stays. Subclasses bring the box.
    """

    DEFAULT_CSS = """
    FormField {
        & > .entry {
            height: 1;
            background: $background;
            background-tint: transparent;
            &:ansi { background: ansi_default; }
            & > .input--placeholder { color: $faint; }
        }
        &.-boxed > .entry { background: $surface; }
        & > .entry:focus { background: $panel; background-tint: transparent; }
    }
    """

    unit: reactive[str] = reactive("")
    """What stands right of the box; the hint stands after it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "enter_text", "Write", id="form_field.write")]

    @dataclass
    class Typed(Row.Changed):
        """Something was typed.

        Attributes:
            value: what stands in the field.
        """

        value: str

    BOXED: ClassVar[bool] = True
    """Whether the box is visible without focus."""
    entry_height = 1
    """The lines of the box."""

    def __init__(self, label: str, entry: Widget, **looks: Unpack[Looks]) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            entry: the child that is typed in.
            **looks: see `Looks`.
        """
        super().__init__(id=looks.get("id"), classes=looks.get("classes"))
        self.entry = entry
        """The child that takes the focus."""
        self._box = looks.get("box")
        self._begin = looks.get("values_at", VALUES_AT) - TEXT_AT
        entry.add_class("entry", update=False)
        entry.styles.margin = (0, 0, 0, self._begin - 1)
        entry.styles.padding = (0, 1)
        entry.styles.width = "1fr" if self._box is None else self._box
        self.set_class(looks.get("boxed", self.BOXED), "-boxed")
        self.set_reactive(FormField.label, label)
        self.set_reactive(FormField.unit, looks.get("unit", ""))
        self.set_reactive(FormField.hint, looks.get("hint", ""))
        self.set_reactive(FormField.enter_word, guide.word("keys", "next"))

    def watch_unit(self) -> None:
        """Make room for it."""
        self.fit()

    def compose(self) -> ComposeResult:
        """The box, where the field shows."""
        if self.display:
            yield self.entry

    def on_mount(self) -> None:
        """Bring the box where the field shows by now."""
        self.appear(shows=self.display)

    def appear(self, *, shows: bool) -> None:
        """Show the field, or hide it. A box is dear, so it is there only once its field shows for the first time.

        Args:
            shows: whether it shows.
        """
        self.display = shows
        if shows and self.is_mounted and not self.entry.is_attached:
            self.mount(self.entry)

    @property
    def value(self) -> str:
        """What stands in the box; for subclasses."""
        raise NotImplementedError

    @property
    def is_stop(self) -> bool:
        """Whether the keys stop here: the box takes the focus wherever the field shows."""
        return self.display

    @property
    def typed(self) -> str:
        """What stands in the box, as typed."""
        return self.value

    @property
    def takes_keys(self) -> Widget:
        """The box."""
        return self.entry

    def leave(self) -> None:
        """Leave the text for the row itself: its mark stays, and plain keys act."""
        self.can_focus, self.entry.can_focus = True, False
        self.screen.set_focus(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc leaves the text, and Enter leads into it where that was left."""
        return self.has_focus == (action == "enter_text") if action in ("enter_text", "leave") else True

    def action_leave(self) -> None:
        """Leave the text."""
        self.leave()

    def enter(self) -> None:
        """Give the focus to the box, at once."""
        self.entry.can_focus = True
        super().enter()

    def action_enter_text(self) -> None:
        """Back into the text."""
        self.enter()

    def on_blur(self) -> None:
        """Once it is left as a row too, the keys stop at its box again; not while the terminal itself is left."""
        self.can_focus = not self.app.app_focus
        self.entry.can_focus = self.app.app_focus
        self.refresh()

    def done(self) -> None:
        """Say that the person is done with this field."""
        self.post_message(self.Next(self))

    def on_descendant_focus(self) -> None:
        """Draw the label as focused."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Draw the label as left."""
        self.refresh()

    def on_click(self) -> None:
        """Give the focus to the box from anywhere in the row."""
        self.enter()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The box's lines, and an error's below it."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Everything round the box."""
        return joined(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[list[Piece]]:
        label = cut(self.label, self._begin - 2, marks_of(self.app)).ljust(self._begin - 1)
        first: list[Piece] = [(label, "bold $foreground" if self.has_focus_within else "$quiet")]
        lines = [first] + [[] for _ in range(self.entry_height - 1)]
        room = 0 if self._box is None else width - self._begin - self._box
        used = 0
        if self._box is not None:
            beside = f"{' ' * (self._box + 1)}{self.unit}"
            first.append((beside, "$quiet"))
            used = width_of(self.unit) + (_UNIT_GAP if self.unit else 0)
        shown, style = (self.error, "$primary") if self.error else (self.hint, "$quiet")
        if not shown:
            return lines
        if self._box is not None and used + width_of(shown) <= room:
            first.append((" " * (_UNIT_GAP if self.unit else 0) + shown, style))
        elif self.error or self._box is None:
            below = fold(shown, width - self._begin)
            lines.extend([(" " * self._begin + line, style)] for line in below)
        else:
            first.append((" " * (_UNIT_GAP if self.unit else 0) + cut(shown, room - used, marks_of(self.app)), style))
        return lines
