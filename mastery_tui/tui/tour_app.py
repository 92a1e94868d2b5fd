"""The tour: the app itself on a made-up month, with a strip that says at six stops what one can do there."""

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.practice.choices import TimerState

from .app import TIMER, MasteryApp
from .commands import bindings_of
from .forms.form import text_in_use
from .places.check_in import CheckInScreen
from .places.place import Place
from .places.plan import PlanScreen
from .widgets.cue_banner import CueBanner
from .widgets.timer_lines import STOPPED
from .widgets.tour_strip import FEWEST_LINES, TourStrip, TourView
from .widgets.week_calendar import WeekCalendar


class Stop(NamedTuple):
    """A stop: its name, and the place that it is in, '' for any."""

    name: str
    place: str


STOPS = (
    Stop("plan", "plan"),
    Stop("check_in", "check-in"),
    Stop("saved", "check-in"),
    Stop("cue", "plan"),
    Stop("timer", TIMER),
    Stop("too_much", ""),
)
"""The stops, in their order."""
PLAN, CHECK_IN, SAVED, CUE, CLOCK, TOO_MUCH, OVER = range(len(STOPS) + 1)
MOVES = 4
"""Steps of the cursor on Plan after which a person knows how it moves."""
ARROWS = ("up", "down", "left", "right")
LEFT_OVER = 0.8
"""Seconds in which arrows that are pressed are still meant for Plan, once they have led on from it."""
EXAMPLE = {"amount": "420", "effort": "6", "feeling": "focused", "confidence": "4"}
"""What the strip says to type: it stands in for what is left blank by those who go on without it."""


class TourApp(MasteryApp):
    """The app on a journal that is thrown away; what a stop says leads to the next one, and so does a key."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("tour")
    always_acts: ClassVar[str] = "!][}"
    # The strip's margins would narrow its neighbor.
    CSS = "Place > #page { width: 100%; } .-low TourStrip { margin: 0 2 0 1; }"

    def __init__(self, coach: Coach, *, comes_back: bool = False) -> None:
        """Take the one door to the made-up month.

        Args:
            coach: the Coach on it.
            comes_back: whether the app from which the person came follows at once.
        """
        self.at = PLAN
        """The stop that the person is at, or after the last one."""
        self.alone = False
        """Whether the person looks on without the tour."""
        self.to_own = False
        """Whether the person left it for a month of their own."""
        self._comes_back = comes_back
        self._moves = 0
        self._arrows_until = 0.0
        self._gone = 0
        """How often the person went to a place."""
        self._why_at: int | None = None
        """After how many of those the reasons of a cue were opened, None while they are not."""
        self._stopped = False
        """Whether the support screen was opened at its stop."""
        self._follows_page = False
        self._ran: TimerState | None = None
        super().__init__(coach)
        self.VERTICAL_BREAKPOINTS = [(0, "-low"), (FEWEST_LINES, "-high")]
        self.can_look_around, self.on_tour = False, True

    def opening(self, coach: Coach) -> str:
        """Plan, where the first stop is.

        Args:
            coach: the Coach.
        """
        return STOPS[PLAN].place

    # -- the strip ---------------------------------------------------------------------------------------------------

    def above_keys(self) -> Iterable[Widget]:
        """The strip."""
        return (TourStrip(self.tour_view()),)

    def tour_view(self) -> TourView:
        """What the strip shows."""
        said, words = guide.words("tour"), guide.words("tour_keys")
        if self.alone:
            keys = (("tour.next", words["tour"]), ("tour.leave", words["own"]))
            return TourView(said["label"], "", "", "", "", keys, said["kept"], said["typing"])
        here = self.at == OVER or self._is_there
        name, at = ("over", "") if self.at == OVER else (STOPS[self.at].name, self.at + 1)
        return TourView(
            said["label"],
            guide.say("tour", "at", n=at, of=len(STOPS)) if at else "",
            guide.word("tour_titles", name),
            guide.word("tour_lines", name) if here else said["elsewhere"],
            guide.word("tour_short", name if here else "elsewhere"),
            (
                ("tour.next", words["next" if here else "there"]),
                ("tour.before", words["before"]),
                ("tour.alone", words["alone"]),
            ),
            said["kept"],
            said["typing"],
        )

    def _show_strips(self) -> None:
        view = self.tour_view()
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, Place) and screen.stands:
                    for strip in screen.query(TourStrip):
                        strip.view = view
                    screen.refresh_bindings()

    @property
    def _check_in(self) -> CheckInScreen | None:
        """Today's check-in, where that is what can be seen."""
        screen = self.screen if len(self.screen_stack) == 1 else None
        return screen if isinstance(screen, CheckInScreen) else None

    @property
    def _is_there(self) -> bool:
        """Whether what can be seen, dialogs aside, is what the stop is about."""
        name, place = STOPS[self.at]
        places = [screen for screen in self.screen_stack if isinstance(screen, Place)]
        if not place:
            return True
        if self.place != place or len(places) != 1:
            return False
        form = places[0]
        return not isinstance(form, CheckInScreen) or (form.saved_day is not None) == (name == "saved")

    # -- moving on by itself -----------------------------------------------------------------------------------------

    def look(self) -> None:
        """Move on where what the strip says was done, or where the person went on by themselves."""
        ran, self._ran = self._ran, self.coach.timer.at().state
        if self.coach.state is None:
            return
        if not self.alone and self.at < OVER:
            self._move_on(ran)
        self._show_strips()

    def _move_on(self, ran: TimerState | None) -> None:
        form, cue = self._check_in, self.coach.cues.banner()
        saved = form is not None and form.saved_day == self.coach.today
        if self.at == PLAN and self._moves >= MOVES:
            self.flow(self._go(CHECK_IN))
        elif self.at == PLAN and form is not None:
            self.at = SAVED if saved else CHECK_IN
        elif self.at == CHECK_IN and saved:
            self.at = SAVED
        elif self.at == SAVED and form is not None and form.saved_day is None:
            self.at = CHECK_IN
        elif self.at == SAVED and self.place == "plan":
            self.at = CUE
            self._show_cue()
        if self.at == CUE and self.place == TIMER:
            self.at = CLOCK
        elif self.at == CUE and self.place == "plan" and cue is None:
            self.flow(self._go(CLOCK))
        elif self.at == CLOCK and self._ran in STOPPED and ran not in STOPPED:
            self.at = TOO_MUCH
        elif self.at == TOO_MUCH and self._stopped and self._name_of(self.screen) != "too_much":
            self.at = OVER

    async def _deliver(self, event: events.Event) -> None:
        """Hand a key over; arrows that were still meant for Plan do nothing where those before them led."""
        arrow = isinstance(event, events.Key) and event.key in ARROWS
        if not (arrow and event.time < self._arrows_until):
            self._arrows_until = 0.0
            await super()._deliver(event)

    @on(WeekCalendar.Moved)
    def _moved(self, event: WeekCalendar.Moved) -> None:
        if self.at == PLAN and not self.alone:
            self._moves += 1
            if self._moves == MOVES:
                self._arrows_until = event.time + LEFT_OVER
            self.look()

    async def action_go(self, place: str, editing: bool = False) -> None:
        """Go to a place; a month to begin is the person's own.

        Args:
            place: its name.
            editing: whether a form shows there rather than the page after saving.
        """
        if place == "setup":
            self._to_own_month()
            return
        self._gone += 1
        await super().action_go(place, editing)
        self.look()

    async def action_timer(self) -> None:
        """Go to the timer; from there, back to where it was opened."""
        await super().action_timer()
        self.look()

    def show_again(self) -> None:
        """Let every screen that can be seen ask the Coach again, and see what was done."""
        super().show_again()
        self.look()

    def open(self, name: str, *facts: Any) -> None:
        """Open a dialog, and notice the one of the reasons.

        Args:
            name: its id in the table of commands.
            facts: what it is opened with.
        """
        if name == "why":
            self._why_at = self._gone
        super().open(name, *facts)

    async def answered(self, name: str, answer: object) -> None:
        """Go on from a dialog; the reasons of a cue lead to the next stop, unless the person went elsewhere.

        Args:
            name: the dialog's id.
            answer: what it closed with.
        """
        await super().answered(name, answer)
        if name == "why" and self.at == CUE and not self.alone:
            if self._why_at == self._gone:
                await self._go(CLOCK)
            else:
                self.at = CLOCK

    async def action_too_much(self) -> None:
        """Open the support screen, from anywhere; nothing is written."""
        self._stopped = self._stopped or self.at == TOO_MUCH
        await super().action_too_much()

    def _fit_again(self, answer: object) -> None:
        super()._fit_again(answer)
        self.call_later(self.look)

    # -- its keys ----------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The tour's keys where they lead somewhere."""
        if not action.startswith("tour_"):
            return super().check_action(action, parameters)
        if action == "tour_next":
            return self.alone or self.at < OVER
        if action == "tour_before":
            return not self.alone and self.at > PLAN
        if action == "tour_alone":
            return not self.alone and self.at < OVER
        if action == "tour_leave":
            return self.alone
        if action == "tour_own" and isinstance(self.screen, CommandPalette):
            return True
        ends = self.at == OVER and not self.alone and isinstance(self.screen, Place)
        return ends and not (action == "tour_on" and text_in_use(self.screen))

    async def action_tour_next(self) -> None:
        """To the next stop; back to the one that was left where the person looked elsewhere, or to the first again."""
        if self.screen.is_modal:
            await self.action_go(self.place)  # What is only read gives way; what is asked stays open.
        if self.screen.is_modal:
            return
        if self.alone:
            self.alone = False
            await self._go(PLAN if self.at == OVER else self.at)
        elif not self._is_there:
            await self._go(self.at)
        elif self.at == CHECK_IN:
            self._save()
        else:
            await self._go(self.at + 1)

    async def action_tour_before(self) -> None:
        """To the stop before."""
        if self.screen.is_modal:
            await self.action_go(self.place)
        if not self.screen.is_modal and self.at > PLAN:
            await self._go(self.at - 1, back=True)

    def action_tour_alone(self) -> None:
        """Look on without the tour."""
        self.alone = True
        self._show_strips()

    def action_tour_on(self) -> None:
        """Look on once the tour is over."""
        self.action_tour_alone()

    def action_tour_own(self) -> None:
        """Leave it for a month of one's own."""
        self._to_own_month()

    def action_tour_leave(self) -> None:
        """The same, for those who look on without the tour."""
        self._to_own_month()

    def _to_own_month(self) -> None:
        self.to_own, self.goes_on = True, self._comes_back
        self.leave()

    async def _go(self, at: int, *, back: bool = False) -> None:
        """Go to a stop, and to its place; without a cue to look at, past that one."""
        if at == CUE and self.coach.cues.banner() is None:
            at = SAVED if back else CLOCK
        self.at, self._moves, self._stopped = at, 0, False
        if at < OVER and STOPS[at].place:
            await self.action_go(STOPS[at].place, editing=at == CHECK_IN)
        if at == SAVED and self._check_in is not None:
            self._check_in.show_saved(self.coach.today)
        if at == CUE:
            self._show_cue()
        self._show_strips()

    def _show_cue(self) -> None:
        """Bring today's cue into sight: of a past day under the cursor its reasons would be those of then."""
        plan = self.screen_stack[0]
        if isinstance(plan, PlanScreen) and plan.stands:
            plan.calendar.action_today()
            if not self._follows_page:
                self._follows_page = True
                self.watch(plan.page, "virtual_size", self._keep_cue_in_sight, init=False)
            self._keep_cue_in_sight()

    def _keep_cue_in_sight(self) -> None:
        if self.at == CUE and isinstance(self.screen, PlanScreen):
            self.screen.query_one(CueBanner).scroll_visible(animate=False)

    def _save(self) -> None:
        """Save today's check-in, with something where the person left a row blank: its page is the next stop."""
        form = self._check_in
        assert form is not None
        rows = form.rows.named_rows
        for name, text in EXAMPLE.items():
            rows[name].judge()
            if not form.rows.typed["outcome"] and (not rows[name].typed.strip() or rows[name].error):
                rows[name].put(text)
        form.action_save()
