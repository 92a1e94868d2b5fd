"""Plan: thirty days as week rows, the day under the cursor, and everything that can be done to the plan."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.shapes import DayView, PlanView, WeekView
from mastery_tui.practice.records import CheckIn
from mastery_tui.practice.timeline import Mark
from mastery_tui.tui.screens.room import Room
from mastery_tui.tui.widgets.cue_banner import CueBanner
from mastery_tui.tui.widgets.drawing import Piece, width_of
from mastery_tui.tui.widgets.week_calendar import WeekCalendar

T = TypeVar("T")
LABELS = 10
MILESTONE_GAP = 3

OFFERS = {each: each for each in ("begin", "finish", "freeze", "lock", "pause", "resume")} | {
    "feedback": "record",
    "adjust": "record",
    "transfer": "record",
    "easier": "record",
    "rest": "record",
    "delete": "record",
    "routine": "edit",
}
"""The offer of the Coach that an action needs."""


class PlanScreen(Room):
    """The whole plan, and one day of it."""

    PLACE = "plan"
    CSS_PATH = "plan.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "finish", "Finish", id="plan.finish"),
        Binding("n", "begin", "New plan", id="plan.begin"),
        Binding("b", "freeze", "Freeze", id="plan.freeze"),
        Binding("m", "lock", "Lock", id="plan.lock"),
        Binding("p", "pause", "Pause", id="plan.pause"),
        Binding("p", "resume", "Resume", id="plan.resume"),
        Binding("f", "feedback", "Feedback", id="plan.feedback"),
        Binding("a", "adjust", "Adjust", id="plan.adjust"),
        Binding("v", "view", "View", id="plan.view"),
        Binding("x", "transfer", "Transfer", show=False, id="plan.transfer"),
        Binding("e", "easier", "Easier", show=False, id="plan.easier"),
        Binding("r", "rest", "Rest tomorrow", show=False, id="plan.rest"),
        Binding("i", "routine", "Routine", show=False, id="plan.routine"),
        Binding("delete", "delete", "Delete", show=False, id="plan.delete"),
    ]

    def __init__(self) -> None:
        """Begin with plan weeks and the cursor on today."""
        super().__init__()
        self.by_calendar = False
        self.view: PlanView | None = None
        self._today: date | None = None

    # -- composing ---------------------------------------------------------------------------------------------------

    def compose_page(self) -> Iterable[Widget]:
        """The calendar and what goes with it; the panel stands below, or on the right of a wide terminal."""
        with Vertical(id="weeks"):
            yield WeekCalendar(id="calendar")
            yield Static(id="legend", classes="text", markup=False)
            yield Static(id="routine", classes="text", markup=False)
        with Vertical(id="panel"):
            yield Static(id="day", markup=False)
            yield Static(id="week", markup=False)
            yield CueBanner(id="cue", classes="-gap")

    # -- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the plan; the cursor stays where it is, or follows today to the next day."""
        super().show()
        if self.coach.timeline is None:
            return
        view = self.owner.attempt(lambda: self.coach.plan(by_calendar=self.by_calendar))
        if view is None:
            return
        calendar = self.query_one("#calendar", WeekCalendar)
        inside = {cell.day for row in view.calendar.rows for cell in row.cells if cell is not None and cell.inside}
        cursor = calendar.cursor
        if cursor is None or cursor == self._today or cursor not in inside:
            cursor = view.today
        self.view, self._today = view, view.today
        calendar.view = view.calendar
        calendar.cursor = cursor
        calendar.big = self.wide
        self.query_one("#cue", CueBanner).cue = self.coach.cue()
        self._show_day(cursor)
        if self.wide:
            self._show_wide(view)
        if self.focused is None:
            calendar.focus()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Show more where there is room for more."""
        if self.view is not None:
            self.show()

    @on(WeekCalendar.Moved)
    def _moved(self, event: WeekCalendar.Moved) -> None:
        if self.coach.timeline is not None:
            self._show_day(event.day)

    def _show_day(self, day: date) -> None:
        view, wide = self.coach.day(day), self.wide
        text = self._day_panel(view) if wide else self._day_line(view)
        self.query_one("#day", Static).update(text)
        week = self.coach.week_of(day)
        line = self.query_one("#week", Static)
        line.display = week is not None
        if week is not None:
            shown = self.coach.week(week)
            line.update(self._week_panel(shown) if wide else self._week_line(shown))
        calendar = self.query_one("#calendar", WeekCalendar)
        calendar.enter_word = guide.word("keys", "edit" if view.recorded else "check_in")

    def _day_line(self, view: DayView) -> Content:
        """Three lines for a narrow terminal, what became of the day on the right."""
        pieces: list[Piece] = self._state_line()
        width = max(20, self.size.width - 6)
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
        parts: list[Piece] = [(f"\n{view.task}", "$foreground")]
        if view.how:
            parts.append((f"\n{view.how}", "$quiet"))
        return [*parts, (f"\n{view.standard}", "$quiet")]

    def _week_line(self, view: WeekView) -> Content:
        tick = self.owner.mark_set.tick
        pieces: list[Piece] = [(view.title, "bold $foreground")]
        begin = at = width_of(view.title)
        for each in view.milestones:
            wide = MILESTONE_GAP + width_of(each.label) + (width_of(tick) + 1 if each.done else 0)
            if at + wide > max(20, self.size.width - 6):
                pieces.append((f"\n{' ' * begin}", ""))
                at = begin
            at += wide
            pieces.append((" " * MILESTONE_GAP, ""))
            pieces += [(f"{tick} ", "$primary"), (each.label, "$quiet")] if each.done else [(each.label, "$foreground")]
        return Content.assemble(*pieces)

    def _week_panel(self, view: WeekView) -> Content:
        tick = self.owner.mark_set.tick
        pieces: list[Piece] = [(f"{view.title}\n", "bold $foreground"), (f"{view.theme}\n", "$foreground")]
        for each in view.milestones:
            pieces += [(f"\n{tick if each.done else ' '} ", "$primary")]
            pieces.append((each.label, "$quiet" if each.done else "$foreground"))
        if view.tip and self.coach.cue() is None:  # A cue is worth the room more than a tip.
            pieces.append((f"\n\n{view.tip}", "$quiet"))
        return Content.assemble(*pieces)

    def _show_wide(self, view: PlanView) -> None:
        marks = self.owner.mark_set
        pieces: list[Piece] = []
        for mark in Mark:
            word = guide.word("marks", "not_recorded" if mark is Mark.UNRECORDED else mark.value)
            pieces += [(f"{marks.of(mark)} ", "$foreground"), (f"{word}  ", "$quiet")]
        self.query_one("#legend", Static).update(Content.assemble(*pieces))
        lines: list[Piece] = [(f"{guide.word('plan', 'routine')}\n", "bold $foreground")]
        for label, text in view.routine:
            lines += [(f"\n{label:<{LABELS}}", "$quiet"), (text, "$foreground")]
        self.query_one("#routine", Static).update(Content.assemble(*lines))

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done in this state."""
        view = self.view
        offer = OFFERS.get(action)
        if offer is not None:
            return view is not None and offer in view.offers
        return super().check_action(action, parameters)

    @property
    def shows_cue(self) -> bool:
        """The top cue stands below the day."""
        return True

    @property
    def cursor(self) -> date:
        """The date under the cursor, today where there is none."""
        return self.query_one("#calendar", WeekCalendar).cursor or self.coach.today

    @on(WeekCalendar.Opened)
    async def _opened(self, event: WeekCalendar.Opened) -> None:
        if self.coach.timeline is None:
            return
        if not self.coach.day(event.day).can_check_in:
            ahead = event.day > self.coach.today
            self.owner.tell(guide.refusal("day.future", today=self.coach.today) if ahead else self._ended())
        elif event.day == self.coach.today:
            await self.owner.action_go("check-in")
        else:
            from mastery_tui.tui.screens.check_in import CheckInScreen

            self.app.push_screen(CheckInScreen(event.day))

    def _ended(self) -> str:
        return "" if self.view is None else self.view.state

    def action_why(self) -> None:
        """Show why the top cue is said, as of the day under the cursor where that lies in the past."""
        from mastery_tui.tui.screens.why import Why

        day = self.cursor
        coach = self.coach.as_of(day) if day < self.coach.today else self.coach
        self.app.push_screen(Why(coach), lambda _: self.owner.show_again())

    def action_view(self) -> None:
        """Switch between plan weeks and calendar weeks."""
        self.by_calendar = not self.by_calendar
        self.show()

    def action_rest(self) -> None:
        """Plan a rest: on the day under the cursor where it lies ahead, else tomorrow."""
        day = self.cursor if self.cursor > self.coach.today else None

        def done(rest: CheckIn) -> None:
            said = guide.say("dialogs", "rest_tomorrow_line", day=guide.date_words(rest.day, "long"))
            self.owner.tell(f"{said} {guide.word('dialogs', 'delete_line')}")
            self.show()

        self.owner.save(lambda: self.coach.plan_rest(day), done)

    def action_delete(self) -> None:
        """Delete what is recorded for the day under the cursor; undo takes it back."""
        day = self.cursor
        said = guide.say("dialogs", "deleted", day=guide.date_words(day, "long"))
        self.owner.change(lambda: self.coach.delete_check_in(day), f"{said} {guide.word('dialogs', 'delete_line')}")

    def action_pause(self) -> None:
        """Ask from when to when the plan stands still."""
        from mastery_tui.tui.screens.pause import PauseDialog

        first = self.cursor if self.cursor > self.coach.today else self.coach.today
        self._ask(PauseDialog(self.coach, first))

    def action_resume(self) -> None:
        """Take the plan up again today."""
        self.owner.change(self.coach.resume, guide.word("saved", "pause_ended"))

    def action_feedback(self) -> None:
        """Record a feedback check."""
        from mastery_tui.tui.screens.feedback import FeedbackDialog

        self._ask(FeedbackDialog(self.coach))

    def action_adjust(self) -> None:
        """Open or close an adjustment."""
        from mastery_tui.tui.screens.adjust import AdjustDialog

        self._ask(AdjustDialog(self.coach))

    def action_transfer(self) -> None:
        """Record a transfer test."""
        from mastery_tui.tui.screens.transfer import TransferDialog

        self._ask(TransferDialog(self.coach))

    def action_easier(self) -> None:
        """Make it easier for a while."""
        from mastery_tui.tui.screens.easier import EasierDialog

        self._ask(EasierDialog(self.coach))

    def action_freeze(self) -> None:
        """Freeze the baseline."""
        from mastery_tui.tui.screens.freeze import FreezeDialog

        self._ask(FreezeDialog(self.coach))

    def action_lock(self) -> None:
        """Lock the minimum, with the when-then line."""
        from mastery_tui.tui.screens.lock import LockDialog

        self._ask(LockDialog(self.coach))

    def action_routine(self) -> None:
        """Edit the routine."""
        from mastery_tui.tui.screens.routine import RoutineDialog

        self._ask(RoutineDialog(self.coach))

    async def action_begin(self) -> None:
        """Set up the next plan, once this one has ended."""
        await self.owner.action_go("setup")

    def action_finish(self) -> None:
        """End the cycle and decide what follows."""
        from mastery_tui.tui.screens.finish import FinishDialog

        self._ask(FinishDialog(self.coach))

    def _ask(self, dialog: Screen[T | None]) -> None:
        self.app.push_screen(dialog, lambda _: self.owner.show_again())
