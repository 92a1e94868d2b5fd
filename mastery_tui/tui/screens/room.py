"""What every place has: tabs, a page that scrolls, the key bar, and showing itself again."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.own_app import WIDE
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.tab_bar import TabBar


class Room(Screen[None]):
    """A place: it asks the Coach for one value and shows it, and shows it again whenever something changed."""

    PLACE: ClassVar[str] = ""
    """Which tab is lit."""
    AUTO_FOCUS = None

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "Why", show=False, id="cue.why"),
        Binding("o", "acknowledge", "OK", show=False, id="cue.acknowledge"),
        Binding("z", "snooze", "Snooze", show=False, id="cue.snooze"),
        Binding("y", "take", "Step", show=False, id="cue.step"),
    ]

    owner = getters.app(MasteryApp)
    """The app."""

    @property
    def coach(self) -> Coach:
        """The one door."""
        return self.owner.coach

    @property
    def wide(self) -> bool:
        """Whether there is room for a panel on the right."""
        return self.app.size.width >= WIDE

    def compose(self) -> ComposeResult:
        """Tabs, page, keys."""
        tabs = (
            ("F2", guide.word("tabs", "checkin"), "check-in"),
            ("F3", guide.word("tabs", "plan"), "plan"),
            ("F4", guide.word("tabs", "reflect"), "reflect"),
        )
        yield TabBar(tabs, active=self.PLACE, id="tabs")
        with Page(id="page"):
            yield from self.compose_page()
        yield KeyBar(id="keys")

    def compose_page(self) -> Iterable[Widget]:
        """What stands on the page; for subclasses."""
        return ()

    def on_mount(self) -> None:
        """Show everything for the first time."""
        self.show()

    def on_screen_resume(self) -> None:
        """Show what may have changed elsewhere."""
        if self.is_mounted:
            self.show()

    def show(self) -> None:
        """Ask the Coach again and show it; what is being typed stays."""
        self.query_one("#tabs", TabBar).right = self.coach.header()

    def entered(self) -> None:
        """The person came here from another place; for subclasses."""

    def unsaved(self) -> date | None:
        """The day of an unsaved draft, None where there is none."""
        return None

    def unsaved_line(self) -> str:
        """What is said before quitting where something other than a day's draft is not saved; '' for nothing."""
        return ""

    @on(TabBar.Chosen)
    async def _tab(self, event: TabBar.Chosen) -> None:
        await self.owner.action_go(event.mode)

    # -- the cue -----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Answer a cue only where one shows."""
        if action == "why":
            return self.shows_cue
        if action == "take":
            cue = self.coach.cue() if self.shows_cue else None
            return cue is not None and bool(cue.step)
        if action in ("acknowledge", "snooze"):
            return self.shows_cue and self.coach.cue() is not None
        return True

    @property
    def shows_cue(self) -> bool:
        """Whether the top cue can be seen here; for subclasses."""
        return False

    def action_why(self) -> None:
        """Show why the top cue is said, and all cues."""
        from mastery_tui.tui.screens.why import Why

        self.app.push_screen(Why(self.coach), lambda _: self.owner.show_again())

    def action_acknowledge(self) -> None:
        """Take the top cue as seen."""
        self._answer(None)

    def action_snooze(self) -> None:
        """Hide the top cue for 3 days."""
        self._answer(3)

    def action_take(self) -> None:
        """Do what the top cue's next step says, or open where it leads."""
        cue = self.coach.cue()
        if cue is not None and cue.step:
            self.owner.take_step(cue)

    def _answer(self, days: int | None) -> None:
        cue = self.coach.cue()
        if cue is not None:
            self.owner.change(lambda: self.coach.answer(cue.rule, days))
