"""The line at the top: the places and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui.coach.timer_views import TimerTab
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import Piece, assembled, cut, link, width_of

_GAP = 3
_LEAST_GAP = 2
_LEAST_RIGHT = 6
_DOT = " · "
_WIDE = 76
"""Cells from which on the timer is named with what stands beside it: a terminal of 78 columns."""
TIMER = ("t", "timer")
"""The key of the timer, and the mode that it leads to."""


class Tab(NamedTuple):
    """A place: the key that goes there as a person reads it, its name, and the mode."""

    key: str
    label: str
    mode: str


class TabBar(Widget, can_focus=False):
    """Tabs on the left and a text on the right, cut with an ellipsis where there is no room.

    Setup has no tabs but a title and a sentence.
    """

    DEFAULT_CSS = """
    TabBar {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: clip;
        pointer: pointer;
    }
    """
    ALLOW_SELECT = False
    auto_links = False

    right: reactive[str] = reactive("")
    """What stands on the right."""
    timer: reactive[TimerTab | None] = reactive[TimerTab | None](None)
    """What the timer is at, in place of what stands on the right; None while it is at nothing."""
    tabs: reactive[tuple[Tab, ...]] = reactive[tuple[Tab, ...]](())
    """The places."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked.

        Attributes:
            mode: where it leads.
        """

        mode: str

    def __init__(
        self,
        tabs: Sequence[Tab] = (),
        *,
        active: str = "",
        title: str = "",
        sentence: str = "",
        right: str = "",
        id: str | None = None,
    ) -> None:
        """Set up the bar.

        Args:
            tabs: the places.
            active: the mode that one is in.
            title: a bold word in place of tabs.
            sentence: what stands after the title.
            right: what stands on the right.
            id: the widget's id.
        """
        super().__init__(id=id)
        self._active, self._title, self._sentence = active, title, sentence
        self.set_reactive(TabBar.tabs, tuple(tabs))
        self.set_reactive(TabBar.right, right)

    def action_choose(self, mode: str) -> None:
        """Say that a tab was clicked.

        Args:
            mode: where it leads.
        """
        self.post_message(self.Chosen(mode))

    def render(self) -> Content:
        """Tabs or title, and the text on the right."""
        width = self.content_size.width
        if self.timer is not None and self.tabs:
            return assembled(self._with_timer(self.timer, width))
        pieces = self._left()
        used = sum(width_of(text) for text, _ in pieces)
        room = width - used - (_GAP if pieces else 0)
        if self.right and room >= min(_LEAST_RIGHT, width_of(self.right)):
            right = self._fitting(room)
            pieces.append((" " * (width - used - width_of(right)) + right, "$quiet"))
        return assembled(pieces)

    def _fitting(self, room: int) -> str:
        """The text on the right; a long name is cut, and in the end left out, so that the day after it stays."""
        marks = marks_of(self.app)
        name, dot, after = self.right.rpartition(_DOT)
        left = room - width_of(dot + after)
        if dot and left < _LEAST_RIGHT:
            return cut(after, room + _GAP - _LEAST_GAP, marks)
        if not dot:
            return cut(self.right, room, marks)
        return cut(name, left, marks) + dot + after

    def _with_timer(self, timer: TimerTab, width: int) -> list[Piece]:
        """The tabs, closer together where that makes room, and the timer in the longest words that fit."""
        key, mode = TIMER
        for said, gap in (
            (timer.wide, _GAP),
            (timer.wide, _LEAST_GAP),
            (timer.narrow, _GAP),
            (timer.narrow, _LEAST_GAP),
        ):
            left = self._left(gap)
            room = width - sum(width_of(text) for text, _ in left) - gap - width_of(key) - 1
            if (said is timer.narrow or width >= _WIDE) and width_of(said) <= room:
                break
        what, dot, beside = said.partition(_DOT)
        parts = ((key, "bold $primary"), (f" {what}", "$foreground"), (dot + beside, "$quiet"))
        return [*left, (" " * (gap + room - width_of(said)), ""), *(link(part, f"choose('{mode}')") for part in parts)]

    def _left(self, gap: int = _GAP) -> list[Piece]:
        if self._title:
            pieces: list[Piece] = [(self._title, "bold $foreground")]
            return pieces + ([(" " * _GAP + self._sentence, "$quiet")] if self._sentence else [])
        pieces = []
        for tab in self.tabs:
            if pieces:
                pieces.append((" " * gap, ""))
            chosen = tab.mode == self._active
            parts = (
                (tab.key, "$primary" if chosen else "$quiet"),
                (" ", ""),
                (tab.label, "bold underline $foreground" if chosen else "$quiet"),
            )
            pieces += [link(part, f"choose('{tab.mode}')") for part in parts]
        return pieces
