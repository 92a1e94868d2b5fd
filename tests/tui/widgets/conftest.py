from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from mastery_tui import clock
from mastery_tui.coach import Coach
from mastery_tui.journal import Journal
from mastery_tui.tui.key_queue import KeyQueue
from mastery_tui.tui.signs import marks
from mastery_tui.tui.theme import OWN_THEMES, own_variables
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.tab_bar import TabBar
from mastery_tui.tui.widgets.week_calendar import WeekCalendar

KEPT = (
    Choice.Answered,
    Choice.Next,
    FormField.Typed,
    TabBar.Chosen,
    WeekCalendar.Moved,
    WeekCalendar.Opened,
)


class Host(App[None]):
    """Shows widgets, keeps what they say, and counts keys that act outside them."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "act('d')", "Done"),
        Binding("m", "act('m')", "Minimum"),
        Binding("n", "act('n')", "Note"),
        Binding("9", "act('9')", show=False),
        Binding("w", "act('w')", show=False, id="cue.why"),
        Binding("o", "act('o')", show=False, id="cue.acknowledge"),
        Binding("x", "act('x')", show=False, id="cue.snooze"),
        Binding("colon", "act(':')", "One line"),
        Binding("exclamation_mark", "act('!')", "Too much", priority=True),
        Binding("question_mark", "act('?')", "Help"),
        Binding("ctrl+s", "act('^s')", "Save"),
    ]

    def __init__(self, widgets: tuple[Widget, ...], theme: str, plain: bool) -> None:
        self.mark_set = marks(plain)
        self.heard: list[Message] = []
        self.acted: list[str] = []
        self._widgets = widgets
        super().__init__()
        self.keys = KeyQueue(self, super().on_event, self.exit)
        self.coach = Coach(Journal(Path("none.json"), clock.now))
        for own in OWN_THEMES:
            self.register_theme(own)
        self.theme = theme

    def get_css_variables(self) -> dict[str, str]:
        variables = super().get_css_variables()
        return {**variables, **own_variables(variables)}

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def action_act(self, key: str) -> None:
        self.acted.append(key)

    def said(self, kind: type[Message]) -> list[Any]:
        return [message for message in self.heard if isinstance(message, kind)]


@pytest.fixture
def show() -> Callable[..., Any]:
    """`async with show(widget, ..., size=, theme=, plain=) as (app, pilot)`."""

    @asynccontextmanager
    async def shown(
        *widgets: Widget, size: tuple[int, int] = (80, 24), theme: str = "mastery-dark", plain: bool = False
    ) -> AsyncIterator[tuple[Host, Pilot[None]]]:
        app = Host(widgets, theme, plain)

        def hear(message: Message) -> None:
            # A hook sees a message again at every node that it bubbles to.
            if isinstance(message, KEPT) and not any(message is known for known in app.heard):
                app.heard.append(message)

        async with app.run_test(size=size, message_hook=hear) as pilot:
            yield app, pilot

    return shown


@pytest.fixture
def drawn() -> Callable[[Widget], list[str]]:
    """The lines of a widget, its border and padding included, without trailing blanks."""

    def lines(widget: Widget) -> list[str]:
        return [strip.text.rstrip() for strip in widget.render_lines(widget.outer_size.region)]

    return lines


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Wait until a condition holds."""

    async def wait(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
        for _ in range(200):
            if condition():
                return
            await pilot.pause()
        assert condition()

    return wait


@pytest.fixture(autouse=True)
def _colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's wish for no colour is no part of these tests."""
    monkeypatch.delenv("NO_COLOR", raising=False)
