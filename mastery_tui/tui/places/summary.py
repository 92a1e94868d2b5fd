"""Summary: a cycle in one page, to keep or to show."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import getters
from textual.binding import BindingType
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.summary_views import SummaryView
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets.drawn import Drawn, Line
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.summary_lines import numbers, plot, told

AROUND = 3
"""Lines of the screen that are not the page's: tabs, keys and the blank one below the tabs."""


class SummaryScreen(Place):
    """The page of the plan that runs, or of the last one; opened over the history, that of any cycle."""

    NAME = "summary"
    PLACE = "summary"
    LIT = "progress"
    CSS_PATH = "summary.tcss"
    KEYS_OF = ("place", "summary")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("summary")

    page = getters.query_one("#page", Page)
    """What scrolls."""

    def __init__(self, whose: Coach | None = None) -> None:
        """Begin with nothing to show.

        Args:
            whose: the Coach on the cycle it is about, None for the current one.
        """
        super().__init__()
        self._whose = whose
        self.view: SummaryView | None = None
        """What shows."""

    def compose_page(self) -> Iterable[Widget]:
        """The numbers, and the words below them, or on the right of a wide terminal."""
        yield Drawn(id="numbers")
        yield Drawn(id="told")

    @property
    def whose(self) -> Coach:
        """The Coach on the cycle that is shown."""
        return self._whose or self.coach

    def show(self) -> None:
        """Show the page; it stays where it was scrolled to."""
        super().show()
        if self.whose.state is None:
            return
        view = self.owner.attempt(self.whose.progress.summary)
        if view is None:
            return
        if view is not self.view:
            self.view = view
            self._fit()
        finish = guide.word("keys", "finish") if "finish" in self.owner.offers else ""
        self.query_one(KeyBar).words = {"summary.finish": finish, "summary.back": self._back_word()}
        self.refresh_bindings()

    def _back_word(self) -> str:
        """Where Esc leads: to the place behind, to the history, or to the day of which this is the plan."""
        stack = self.app.screen_stack
        if not self._whose or self not in stack:
            return guide.word("tabs", self.owner.behind.replace("-", ""))
        below = stack[stack.index(self) - 1]
        return guide.word("keys", "history" if getattr(below, "NAME", "") == "history" else "back")

    def on_resize(self) -> None:
        """Draw the results over their days where there is room for them."""
        self._fit()

    def _fit(self) -> None:
        if self.view is not None:
            marks = self.owner.mark_set
            self.query_one("#numbers", Drawn).drawing = partial(
                self._numbers, self.view, height=self.size.height - AROUND
            )
            self.query_one("#told", Drawn).drawing = partial(told, self.view, marks=marks)

    def _numbers(self, view: SummaryView, width: int, *, height: int) -> list[Line]:
        marks = self.owner.mark_set
        lines = numbers(view, width, marks)
        results = self.owner.attempt(self.whose.progress.view) if self.wide else None
        return lines if results is None else lines + plot(results, width, height - len(lines), marks)

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Over the history nothing is begun or ended, and the history is open already; scroll where there is more."""
        if self._whose and action in ("open", "new_plan", "history"):
            return False
        if action in ("read", "turn"):
            return self.page.can_go(1 if parameters == (1,) else -1)
        return super().check_action(action, parameters)

    def action_read(self, lines: int) -> None:
        """Move the page by some lines.

        Args:
            lines: how many, those below 0 upward.
        """
        self.page.by_lines(lines)

    def action_turn(self, by: int) -> None:
        """Move the page by a window's height.

        Args:
            by: 1 for down, -1 for up.
        """
        self.page.by_heights(by)

    def action_copy(self) -> None:
        """Copy the page as Markdown, and say so."""
        if self.view is not None:
            self.app.copy_to_clipboard(self.view.markdown)
            self.owner.tell(guide.word("summary", "copied"))

    async def action_back(self) -> None:
        """Back to where it was opened from."""
        if self._whose:
            self.dismiss(None)
            return
        await self.owner.action_go(self.owner.behind)
