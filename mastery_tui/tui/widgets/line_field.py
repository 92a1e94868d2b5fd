"""A field whose box is one line."""

from math import inf
from typing import ClassVar, Unpack

from rich.segment import Segment
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from mastery_tui import guide
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import cut, width_of
from mastery_tui.tui.widgets.form_field import FormField, Looks


class LineEntry(Input, inherit_css=False):
    """The box of a one-line field: Enter goes on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"input--cursor", "input--placeholder", "input--selection"}
    # As Input's, but for the frame and for what `FormField` says: there are as many rules again, and each box waits.
    DEFAULT_CSS = """
    LineEntry {
        width: 100%;
        overflow: auto;
        scrollbar-size-horizontal: 0;
        color: $foreground;
        pointer: text;
        & > .input--cursor {
            background: $input-cursor-background;
            color: $input-cursor-foreground;
            text-style: $input-cursor-text-style;
        }
        & > .input--selection {
            background: $input-selection-background;
            color: $input-selection-foreground;
        }
        &:ansi {
            color: ansi_default;
            & > .input--cursor { background: ansi_white; color: ansi_black; }
            & > .input--placeholder, & > .input--suggestion { text-style: dim; }
        }
    }
    """
    types_text: ClassVar[bool] = True
    """Letters type here."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Next", id="line_field.next")]

    class Refused(Message):
        """Something was typed or pasted that has no place here."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How much room the text takes. Textual lays the whole screen out again for it; here the box stays as it is."""
    suggested: bool = False
    """Whether what stands here is proposed and not typed yet: the first key takes its place."""
    _seen: tuple[str, float] = ("", 0.0)
    """What was drawn last, and since when."""

    def on_mount(self) -> None:
        """Nobody asks for the value that it is left with."""
        self.disable_messages(Input.Blurred)

    def on_focus(self) -> None:
        """Mark what is only proposed: the first key replaces it."""
        if self.suggested:
            self.select_all()
        self.call_later(self._find_cursor)  # Behind a click, which is meant for what stood there.

    def on_blur(self) -> None:
        """Go back to the beginning."""
        self.begin()

    def begin(self) -> None:
        """Scroll to the beginning, which shows unless it has the focus: a click sets the cursor where it is seen."""
        self.scroll_to(0, animate=False, force=True)

    def _find_cursor(self) -> None:
        if self.has_focus:
            self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), animate=False, force=True)

    def update_node_styles(self, animate: bool = True) -> None:
        """Follow its classes once it stands somewhere; it is styled as it comes there, and Input sets some before."""
        if self.is_attached:
            super().update_node_styles(animate)

    @property
    def enter_word(self) -> str:
        """The field's word for Enter, for the key bar."""
        field = self.parent
        return field.word_for_enter if isinstance(field, LineField) else guide.word("keys", "next")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the arrows and page keys to the screen: one line has nowhere to scroll to."""
        return not action.startswith(("scroll_up", "scroll_down", "page_"))

    def render_line(self, y: int) -> Strip:
        """Draw the line; what is too long for the box ends with an ellipsis, but for a text that is being typed."""
        self.drawn()
        room, marks = self.scrollable_content_region.width, marks_of(self.app)
        if self.value and not self.has_focus:
            beginning = Strip([Segment(cut(self.value, room, marks))])
            return beginning.extend_cell_length(room + 1).apply_style(self.rich_style)
        whole = self.placeholder
        self.set_reactive(Input.placeholder, cut(whole, room, marks))
        drawn = super().render_line(y)
        self.set_reactive(Input.placeholder, whole)
        return drawn

    def drawn(self) -> None:
        """Remember since when what stands here is seen; a longer example is seen whole once it has the focus."""
        now = self.value or self.placeholder
        if now != self._seen[0] and (
            self.value or self.has_focus or width_of(now) <= self.scrollable_content_region.width
        ):
            self._seen = (now, events.Event().time)

    def was_seen(self, text: str) -> bool:
        """Whether a text stood here to be seen when the last key was pressed.

        Args:
            text: what is proposed, or an example.
        """
        return self._seen[0] == text and self._seen[1] < float(getattr(self.app, "pressed_at", inf))

    def restricted(self) -> None:
        """Tell the field; nothing rings."""
        self.post_message(self.Refused())


class LineField(FormField):
    """A field with a one-line box; `value` is what stands in it, as typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave text", id="line_field.leave")]

    def __init__(self, label: str, entry: LineEntry, *, suggested: bool = False, **looks: Unpack[Looks]) -> None:
        """Set up the field.

        Args:
            label: the word in column 3.
            entry: the box.
            suggested: whether what stands in it is only proposed: the first key takes its place.
            **looks: see `Looks`.
        """
        super().__init__(label, entry, **looks)
        entry.suggested = suggested
        self._suggestion = entry.value if suggested else None
        self._marked = entry.select_on_focus
        self.line = entry
        """The box."""
        self._known = entry.value

    @property
    def value(self) -> str:
        """What stands in the field, as typed."""
        return self.line.value

    @value.setter
    def value(self, value: str) -> None:
        self.line.value = value

    def put(self, text: str) -> None:
        """Let something stand in the field without posting `Changed`.

        Args:
            text: what was typed or is recorded.
        """
        with self.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.line.suggested = text == self._suggestion
        self.line.select_on_focus = self._marked and not self.restored
        self.error = ""
        self._note(text)
        if self.line.has_focus:
            self.mark()
        else:
            self.line.begin()

    def action_enter_text(self) -> None:
        """Back into the text, behind what was typed."""
        self.line.select_on_focus = False
        self.line.cursor_position = len(self.line.value)
        super().action_enter_text()

    def mark(self) -> None:
        """Mark what stands here, as keys that come to the field find it."""
        if self.line.suggested or self.line.select_on_focus:
            self.line.select_all()

    @property
    def placeholder(self) -> str:
        """What stands in the box while it is empty."""
        return self.line.placeholder

    @placeholder.setter
    def placeholder(self, placeholder: str) -> None:
        self.line.placeholder = placeholder
        self.refresh_bindings()

    @property
    def offered(self) -> str:
        """What Enter takes though nobody typed it, '' where that is nothing: only what the person saw is taken."""
        return self.value if self.line.suggested else ""

    @property
    def word_for_enter(self) -> str:
        """The word for Enter as things stand."""
        return self.enter_word

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._known:  # Input also announces the value it began with
            self.error = ""
            self.line.suggested = False
            self._note(event.value)
            self.post_message(self.Typed(self, event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.offered or self.line.was_seen(self.offered):
            self.done()

    @on(LineEntry.Refused)
    def _refused(self, event: LineEntry.Refused) -> None:
        event.stop()

    def _note(self, value: str) -> None:
        """Let the key bar know when the field turns empty or filled: other keys act then."""
        turned = bool(value) != bool(self._known)
        self._known = value
        if turned:
            self.refresh_bindings()
