"""Progress: the whole cycle on one time axis, and the figures that go with it."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.progress_views import EarlierView, ProgressView
from mastery_tui.practice.choices import State
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets import figures
from mastery_tui.tui.widgets.drawn import Drawn, Line
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.progress_sheet import ProgressSheet

BESIDE_FROM, LARGE_FROM = 118, 157
"""Columns from which on the figures stand beside the strip, and earlier cycles among them."""


class ProgressScreen(Place):
    """The strip with its cursor; weeks, baseline, contexts and earlier cycles stand below it or beside it."""

    PLACE = "progress"
    CSS_PATH = "progress.tcss"
    KEYS_OF = ("place", "progress")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("progress")

    sheet = getters.query_one(ProgressSheet)
    """The strip."""
    page = getters.query_one("#page", Page)
    """What scrolls."""

    def __init__(self) -> None:
        """Begin with the picture, and the cursor on today."""
        super().__init__()
        self.view: ProgressView | None = None
        """What is shown."""
        self._earlier: EarlierView | None = None
        self._with_figures: ProgressView | None = None
        """What the figures were found for."""
        self._drawn_as: object = None
        """Where they were drawn."""

    def compose_page(self) -> Iterable[Widget]:
        """The strip, and the figures below it or beside it."""
        with Vertical(id="strip"):
            yield ProgressSheet(id="sheet")
            yield Drawn(id="below")
        yield Drawn(id="panel")

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the cycle; the cursor stays where it is, or follows today to the next day."""
        super().show()
        if self.coach.state is None:
            return
        view = self.owner.attempt(self.coach.progress.view)
        if view is None:
            return
        sheet, before = self.sheet, self.view
        if (
            before is None
            or sheet.chosen in (None, before.today)
            or sheet.chosen not in range(1, (view.today or 0) + 1)
        ):
            sheet.chosen = view.today
        self.view = sheet.view = view
        over = self.coach.state in (State.AWAITING_SUMMARY, State.ENDED)
        self.query_one(KeyBar).first = "progress.summary" if over or view.today == view.length else ""
        self._fit()
        self.call_after_refresh(self.make_ready)
        if self.focused is None:
            self.set_focus(sheet, scroll_visible=False)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Put the figures where there is room for them."""
        if self.view is not None:
            self._fit()

    def _fit(self) -> None:
        """Make room for the figures below the strip or beside it, and fit the strip to the terminal."""
        self.set_class(self._beside, "-beside")
        self.set_class(self._large, "-large")
        if self._with_figures is not None and self._drawn_as != (self._beside, self._large):
            self._draw_figures()
        self.sheet.wide_step, self.sheet.terminal_lines = self._large, self.app.size.height

    def make_ready(self) -> None:
        """Read the earlier cycles and draw the figures, once the strip itself can be seen or while nobody types."""
        if self.coach.state is None or not self.stands or self.view is None:
            return
        earlier = self.owner.attempt(self.coach.progress.earlier)
        if (self.view, earlier) != (self._with_figures, self._earlier):
            self._with_figures, self._earlier = self.view, earlier
            self._draw_figures()

    def _draw_figures(self) -> None:
        self._drawn_as = self._beside, self._large
        self.query_one("#below", Drawn).drawing = self._below
        self.query_one("#panel", Drawn).drawing = self._panel if self._beside else None

    @property
    def _beside(self) -> bool:
        return self.app.size.width >= BESIDE_FROM

    @property
    def _large(self) -> bool:
        return self.app.size.width >= LARGE_FROM

    def _below(self, width: int) -> list[Line]:
        groups = [] if self._beside else self._figures(width)
        lines = _parted(groups if self._large else [*groups, self._cycles(width)])
        return [[], *lines] if lines else []

    def _panel(self, width: int) -> list[Line]:
        groups = self._figures(width)
        return _parted([*groups, self._cycles(width)] if self._large else groups)

    def _figures(self, width: int) -> list[list[Line]]:
        view, marks = self.view, self.owner.mark_set
        if view is None:
            return []
        return [draw(view, width, marks) for draw in (figures.weeks, figures.since, figures.contexts)]

    def _cycles(self, width: int) -> list[Line]:
        return [] if self._earlier is None else figures.earlier(self._earlier, width, self.owner.mark_set)

    @property
    def day(self) -> date | None:
        """The date under the cursor."""
        column = self.sheet.column
        return None if column is None else column.day

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open, move and scroll only where there is somewhere to go; the summary can be looked at on every day."""
        if action == "summary":
            return True
        if action in ("open_day", "step", "today"):
            return self.view is not None and self.sheet.chosen is not None
        if action in ("scroll", "read"):
            return self.page.can_go(1 if parameters == (1,) else -1)
        return super().check_action(action, parameters)

    def action_step(self, by: int) -> None:
        """Move the cursor by a day.

        Args:
            by: 1 for the day after, -1 for the day before.
        """
        self.sheet.step(by)
        self._show_cursor()

    def action_today(self) -> None:
        """Move the cursor to today, or to the newest plan day."""
        if self.view is not None:
            self.sheet.chosen = self.view.today
            self._show_cursor()

    def _show_cursor(self) -> None:
        self.page.scroll_to_region(self.sheet.region_of_cursor(), animate=False, x_axis=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by a line.

        Args:
            by: 1 for down, -1 for up.
        """
        self.page.by_lines(by)

    def action_read(self, by: int) -> None:
        """Scroll by a window's height.

        Args:
            by: 1 for down, -1 for up.
        """
        self.page.by_heights(by)

    def action_view(self) -> None:
        """Switch between picture and table."""
        self.sheet.as_table = not self.sheet.as_table
        self.page.scroll_home(animate=False)
        self.query_one(KeyBar).words = {"progress.view": guide.word("keys", "picture")} if self.sheet.as_table else {}

    @on(ProgressSheet.Opened)
    async def action_open_day(self) -> None:
        """Open the day under the cursor; today in its own place."""
        if self.day is not None:
            await self.owner.open_day(self.day)


def _parted(groups: list[list[Line]]) -> list[Line]:
    """Groups of lines with a blank one between them."""
    lines: list[Line] = []
    for group in filter(None, groups):
        lines += [[], *group] if lines else group
    return lines
