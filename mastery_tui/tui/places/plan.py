"""Plan: thirty days as week rows, the day under the cursor, and everything that can be done to the plan."""

from collections.abc import Iterable
from datetime import date
from textwrap import shorten
from typing import ClassVar

from textual import getters, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.views import DayView, PlanView, WeekView
from mastery_tui.practice.choices import Mark
from mastery_tui.tui.commands import bindings_of
from mastery_tui.tui.places.place import SUMMARY, WRITE_DOWN, Place, key_line
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.drawing import Piece, cut, width_of
from mastery_tui.tui.widgets.page import Page
from mastery_tui.tui.widgets.told import Told
from mastery_tui.tui.widgets.week_calendar import WeekCalendar

LABELS = 10
MILESTONE_GAP = 3
MOST_TOLD = 160
"""Characters of a finding or a result on a day's page; ``mastery week`` has all of it."""
MOST_NOTED = 320
"""Cells of a note there; the day's form has all of it."""
OFFERS = {"rest": "record", "delete": "record", "resume": "resume"}
"""The offer of the Coach that an action needs."""


class PlanScreen(Place):
    """The whole plan, and one day of it."""

    PLACE = "plan"
    CSS_PATH = "plan.tcss"

    KEYS_OF = ("place", "cue", "plan")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("plan")

    calendar = getters.query_one(WeekCalendar)
    """The weeks."""
    page = getters.query_one("#page", Page)
    """What scrolls."""

    def __init__(self) -> None:
        """Begin with plan weeks and the cursor on today."""
        super().__init__()
        self.by_calendar = False
        self.view: PlanView | None = None
        self._today: date | None = None
        self._fits: Size | None = None
        """The size that it was shown for."""

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose_page(self) -> Iterable[Widget]:
        """The calendar and what goes with it; the panel stands below, or on the right of a wide terminal."""
        with Vertical(id="weeks"):
            yield WeekCalendar(id="calendar")
            yield Static(id="legend", classes="text", markup=False)
            yield Static(id="routine", classes="text", markup=False)
        with Vertical(id="panel"):
            yield Told(id="day", markup=False)
            yield Told(id="week", markup=False)
            yield CueBanner(id="cue", classes="-gap").data_bind(Place.cue)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the plan; the cursor stays where it is, or follows today to the next day."""
        super().show()
        if self.coach.state is None:
            return
        view = self.owner.attempt(lambda: self.coach.plan.view(by_calendar=self.by_calendar))
        if view is None:
            return
        calendar = self.calendar
        inside = {cell.day for row in view.calendar.rows for cell in row.cells if cell is not None and cell.day}
        cursor = calendar.cursor
        if cursor is None or cursor == self._today or cursor not in inside:
            cursor = view.today
        self.view, self._today, self._fits = view, view.today, self.app.size
        calendar.view = view.calendar
        calendar.cursor = cursor
        calendar.big = self.wide
        self.cue = self.coach.cues.banner()
        self._show_day(cursor)
        if self.wide:
            self._show_wide(view)
        if self.focused is None:
            self.set_focus(calendar)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Show more where there is room for more."""
        if self.view is not None and self._fits != self.app.size:
            self.show()

    @on(WeekCalendar.Moved)
    def _moved(self, event: WeekCalendar.Moved) -> None:
        if self.coach.state is not None:
            self._show_day(event.day)

    def _show_day(self, day: date) -> None:
        view, wide = self.coach.plan.day(day), self.wide
        text = self._day_panel(view) if wide else self._day_line(view)
        self.query_one("#day", Static).update(text)
        week = self.coach.plan.week_of(day)
        line = self.query_one("#week", Static)
        line.display = week is not None
        if week is not None:
            shown = self.coach.plan.week(week)
            line.update(self._week_panel(shown) if wide else self._week_line(shown))
        word = "edit" if view.recorded else "check_in"
        self.calendar.enter_word = guide.word("keys", word) if view.can_check_in else ""

    def _day_line(self, view: DayView) -> Content:
        """Three lines for a narrow terminal, what became of the day on the right."""
        pieces: list[Piece] = self._state_line()
        width = max(20, self.app.size.width - 6)
        remark = self._became(view)
        title = view.title if len(view.title) + len(remark) + 2 <= width else view.title.split(" · ")[0]
        gap = " " * max(2, width - len(title) - len(remark))
        mark, rest = (remark[:2], remark[2:]) if view.mark is not None else ("", remark)
        pieces += [
            (title, "bold $foreground"),
            (gap, ""),
            (mark, "$primary" if view.mark in (Mark.DONE, Mark.MINIMUM) else "$foreground"),
            (rest, "$quiet"),
        ]
        return Content.assemble(*pieces, *self._asks(view))

    def _day_panel(self, view: DayView) -> Content:
        """The day for the panel of a wide terminal."""
        name, *others = view.title.split(" · ")
        pieces = self._state_line()
        if others:
            pieces += [(others[0], "bold $foreground"), (f"\n{', '.join([name.lower(), *others[1:]])}", "$quiet")]
        else:
            pieces.append((name, "bold $foreground"))
        pieces += [(f" · {self._became(view)}\n", "$quiet")]
        return Content.assemble(*pieces, *self._asks(view))

    def _state_line(self) -> list[Piece]:
        return [(f"{self.view.state}\n\n", "$primary")] if self.view is not None and self.view.state else []

    def _became(self, view: DayView) -> str:
        return view.remark if view.mark is None else f"{self.owner.mark_set.of(view.mark)} {view.remark}"

    def _asks(self, view: DayView) -> list[Piece]:
        parts: list[Piece] = [*self._recorded(view), (f"\n{view.task}", "$foreground")]
        if view.how:
            parts.append((f"\n{view.how}", "$quiet"))
        parts.append((f"\n{view.standard}", "$quiet"))
        for label, text in view.told:
            text = shorten(text, MOST_TOLD, placeholder=self.owner.mark_set.ellipsis)
            parts += [(f"\n{label}: ", "$quiet"), (text, "$foreground")]
        return parts + key_line(self, WRITE_DOWN, view.keeps) + key_line(self, SUMMARY, view.summary)

    def _recorded(self, view: DayView) -> list[Piece]:
        """How the day was, and its note, where it is recorded."""
        parts: list[Piece] = [(f"\n{view.felt}", "$foreground")] if view.felt else []
        if view.contexts:
            wide = width_of(f"{view.felt}   {view.contexts}")
            between = "   " if view.felt and not self.wide and wide <= self.app.size.width - 6 else "\n"
            parts.append((f"{between}{view.contexts}", "$quiet"))
        if view.note:
            note = cut(" ".join(view.note.split()), MOST_NOTED, self.owner.mark_set)
            parts.append((f"\n'{note}'", "$foreground"))
        return [*parts, ("\n", "")] if parts else []

    def _week_line(self, view: WeekView) -> Content:
        tick = self.owner.mark_set.tick
        pieces: list[Piece] = [(view.title, "bold $foreground")]
        begin = at = width_of(view.title)
        for milestone in view.milestones:
            wide = MILESTONE_GAP + width_of(milestone.label) + (width_of(tick) + 1 if milestone.done else 0)
            if at + wide > max(20, self.app.size.width - 6):
                pieces.append((f"\n{' ' * begin}", ""))
                at = begin
            at += wide
            pieces.append((" " * MILESTONE_GAP, ""))
            pieces += (
                [(f"{tick} ", "$primary"), (milestone.label, "$quiet")]
                if milestone.done
                else [(milestone.label, "$foreground")]
            )
        if view.aim:
            pieces += self._aim(view)
        return Content.assemble(*pieces)

    def _aim(self, view: WeekView) -> list[Piece]:
        """What better looks like by the end of week 1."""
        label, _, after = guide.say("reflect", "aim", text=view.aim).rpartition(view.aim)
        return [(f"\n{label}", "$quiet"), (f"{view.aim}{after}", "$foreground")]

    def _week_panel(self, view: WeekView) -> Content:
        tick = self.owner.mark_set.tick
        pieces: list[Piece] = [(f"{view.title}\n", "bold $foreground"), (f"{view.theme}\n", "$foreground")]
        for milestone in view.milestones:
            pieces += [(f"\n{tick if milestone.done else ' '} ", "$primary")]
            pieces.append((milestone.label, "$quiet" if milestone.done else "$foreground"))
        if view.aim:
            pieces += [("\n", ""), *self._aim(view)]
        if view.tip and self.cue is None:  # A cue is worth the room more than a tip.
            pieces.append((f"\n\n{view.tip}", "$quiet"))
        return Content.assemble(*pieces)

    def _show_wide(self, view: PlanView) -> None:
        marks = self.owner.mark_set
        pieces: list[Piece] = []
        for mark, word in view.legend:
            pieces += [(f"{marks.of(mark)} ", "$foreground"), (f"{word}  ", "$quiet")]
        self.query_one("#legend", Static).update(Content.assemble(*pieces))
        lines: list[Piece] = [(f"{guide.word('plan', 'routine')}\n", "bold $foreground")]
        for label, text in view.routine:
            lines += [(f"\n{label:<{LABELS}}", "$quiet"), (text, "$foreground")]
        self.query_one("#routine", Static).update(Content.assemble(*lines))

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done in this state."""
        if parameters == ("easier",):
            return bool({"record", "easier"} & self.owner.offers)  # Where no day is left it says so.
        if action == "read":
            return self.page.can_go(1 if parameters == (1,) else -1)
        offer = OFFERS.get(action)
        return offer in self.owner.offers if offer else super().check_action(action, parameters)

    @property
    def day(self) -> date:
        """The date under the cursor, today where there is none."""
        return self.calendar.cursor or self.coach.today

    @on(WeekCalendar.Opened)
    async def _opened(self, event: WeekCalendar.Opened) -> None:
        if self.coach.state is not None:
            await self.owner.open_day(event.day)

    def action_open(self, dialog: str) -> None:
        """Open a dialog; a pause, a one-line entry and the routine are about the day under the cursor.

        Args:
            dialog: its id.
        """
        if dialog in ("one_line", "routine"):
            super().action_open(dialog)
        else:
            self.owner.open(dialog, self.day if dialog == "pause" else None)

    def action_why(self) -> None:
        """Show why the top cue is said, as of the day under the cursor where that lies in the past."""
        self.owner.open("why", self.day if self.day < self.coach.today else None)

    def action_read(self, by: int) -> None:
        """Move the page by a window's height, where it is longer than that.

        Args:
            by: 1 for down, -1 for up.
        """
        self.page.by_heights(by)

    def action_view(self) -> None:
        """Switch between plan weeks and calendar weeks."""
        self.by_calendar = not self.by_calendar
        self.show()

    def action_rest(self) -> None:
        """Record a rest for the day under the cursor, today or ahead."""
        self.plan_rest(self.day)

    def action_delete(self) -> None:
        """Delete what is recorded for the day under the cursor."""
        self.delete(self.day)
