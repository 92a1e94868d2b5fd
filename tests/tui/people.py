"""People who practise: a Coach over a journal of its own, at a moment the test sets."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from mastery_tui.coach import Coach
from mastery_tui.demo.personas import PERSONAS
from mastery_tui.demo.play import play
from mastery_tui.journal import Journal
from mastery_tui.practice.choices import TimerState
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Behaviour, Changed, CheckIn, ClosedAs, Feeling, Outcome, ResultKind
from mastery_tui.settings import Settings
from tests.kept import made_once

START = date(2026, 11, 16)
ZONE = "+01:00"


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def set(self, day: date, hour: int = 8) -> None:
        self.moment = moment_on(day, hour)


def moment_on(day: date, hour: int = 8) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{hour:02}:00:00{ZONE}")


def plan_date(plan_day: int) -> date:
    """The date of a plan day while nothing is paused."""
    return START + timedelta(days=plan_day - 1)


def coach_at(folder: Path, plan_day: int = 1, settings: Settings | None = None) -> Coach:
    """A Coach without a cycle; its `now` is a `Clock`."""
    clock = Clock(moment_on(plan_date(plan_day)))
    return Coach(Journal(folder / "mastery.json", clock), settings or Settings(), clock)


def clock_of(coach: Coach) -> Clock:
    assert isinstance(coach.context.now, Clock)
    return coach.context.now


WRITING = Behaviour(
    name="Write 400 words",
    standard="400 new words in the draft file, any quality",
    unit="words",
    feedback_source="Anna reads one page on Thursdays",
    contexts=("desk", "morning", "quiet"),
    anchor_when="I have poured the first coffee",
    anchor_at="the kitchen table",
    starting_conditions="Three years of weekend writing, no deadline",
)
PRACTISED = Behaviour(
    name="Call one customer",
    standard="One call is finished and noted",
    result=ResultKind.NONE,
    feedback_source="The call notes of last month",
)


def begin(coach: Coach, behaviour: Behaviour = WRITING, target: float = 400, minimum: float = 150) -> Coach:
    """Begin the cycle on its first day, then come back to the moment the clock showed."""
    clock = clock_of(coach)
    moment = clock.moment
    clock.set(START)
    if behaviour.yes_no:
        target = minimum = 1
    coach.plan.start(behaviour, target, minimum, START)
    clock.moment = moment
    return coach


def record(coach: Coach, plan_day: int, **said: object) -> CheckIn:
    """Record a plan day on its own evening."""
    clock = clock_of(coach)
    moment = clock.moment
    clock.set(plan_date(plan_day), 20)
    recorded = coach.days.check_in(Draft(**said))  # type: ignore[arg-type]
    clock.moment = moment
    return recorded.check_in


def on_day(coach: Coach, plan_day: int, action: Callable[[], object]) -> None:
    """Do something on a plan day."""
    clock = clock_of(coach)
    moment = clock.moment
    clock.set(plan_date(plan_day), 20)
    action()
    clock.moment = moment


def writer_on_day_12(folder: Path, settings: Settings | None = None) -> Coach:
    """The person of the wireframes: day 12 is open, the spare of week 2 is used."""
    made_once("day 12", folder, _to_day_12)
    return coach_at(folder, 12, settings)


def _to_day_12(folder: Path) -> None:
    coach = begin(coach_at(folder, 12))
    for day, amount in ((1, 412), (2, 433), (3, 170), (5, 405), (7, 420)):
        record(coach, day, amount=amount, effort=6, feeling=Feeling.FOCUSED, confidence=3, contexts=("desk",))
    record(coach, 4, outcome=Outcome.REST)
    on_day(coach, 7, coach.plan.freeze)
    on_day(coach, 8, coach.plan.lock)
    record(coach, 8, amount=431, effort=5, feeling=Feeling.CALM, confidence=4, contexts=("desk", "morning"))
    record(coach, 9, outcome=Outcome.CANCELLED)
    record(
        coach,
        10,
        amount=402,
        effort=7,
        feeling=Feeling.SATISFIED,
        confidence=3,
        contexts=("desk", "morning"),
        note="began with the ending, easier",
    )
    record(coach, 11, outcome=Outcome.REST)


def writer_in_week_3(folder: Path, plan_day: int = 20, settings: Settings | None = None) -> Coach:
    """The same person later: a baseline, two cancelled blocks, week 2's reflection, today open."""
    made_once(("week 3", plan_day), folder, lambda place: _to_week_3(place, plan_day))
    return coach_at(folder, plan_day, settings)


def two_plans(folder: Path, settings: Settings | None = None) -> Coach:
    """The same person on day 34: the first plan was finished with all that can be written, the second is on its day 3.

    Of the first plan days 1 to 10 are recorded but for day 5; of the second days 1 and 2, as 32 and 33 here.
    """
    made_once("two plans", folder, _to_two_plans)
    return coach_at(folder, 34, settings)


def _to_two_plans(folder: Path) -> None:
    coach = begin(coach_at(folder, 31))
    notes = {3: "Two false starts, then a good half hour.", 8: "The kitchen was quiet, the café was not."}
    for day in (1, 2, 3, 4, 6, 7, 8, 9, 10):
        amount = 160 if day == 3 else 400 + day
        felt = {"feeling": Feeling.ANXIOUS, "strength": 3} if day == 8 else {"feeling": Feeling.CALM}
        told = {"effort": day, "confidence": 3, "contexts": ("desk",), "note": notes.get(day, ""), **felt}
        record(coach, day, amount=amount, **told)
    on_day(coach, 7, coach.plan.freeze)
    on_day(coach, 10, lambda: coach.plan.feedback("The opening explains too much."))
    on_day(coach, 11, lambda: coach.plan.adjust("Begin with the second paragraph"))
    on_day(coach, 14, lambda: coach.reflections.write(2, {"prompt": "I began small."}, better_next_week="before 9"))
    on_day(coach, 20, lambda: coach.plan.adjust(closed_as=ClosedAs.KEPT))
    told = {"held": "the order of work", "broke": "the count", "following": "earplugs"}
    on_day(coach, 24, lambda: coach.plan.transfer(Changed.PLACE, "in a café", amount=262, **told))
    coach.plan.finish(summary="One page by hand each week.")
    clock_of(coach).set(plan_date(32))
    coach.plan.start(WRITING, 500, 200, plan_date(32))
    record(coach, 32, amount=420, note="Two false starts again.")
    record(coach, 33, outcome=Outcome.CANCELLED)


def toured(folder: Path, settings: Settings | None = None) -> Coach:
    """The made-up month of the tour, on its day 12; today is not recorded."""
    made_once("tour", folder, lambda place: play(PERSONAS["steady"], place / "mastery.json", Clock(_on_day_12())))
    clock = Clock(_on_day_12())
    return Coach.opened(folder / "mastery.json", settings or Settings(), clock, keeps_drafts=False)


def _on_day_12() -> datetime:
    return moment_on(plan_date(12))


def _to_week_3(folder: Path, plan_day: int) -> None:
    coach = begin(coach_at(folder, plan_day))
    for day in range(1, plan_day):
        contexts = ("desk", "morning") if day % 3 else ("desk",) if day % 2 else ("quiet",)
        if day in (9, 12):
            record(coach, day, outcome=Outcome.CANCELLED, contexts=contexts)
        else:
            amount = 170 if day == 3 else 380 + day * 3
            # Confidence rises with the numbers, so that no cue shows.
            sure = 3 if day < 8 else 4
            record(coach, day, amount=amount, effort=5, feeling=Feeling.CALM, confidence=sure, contexts=contexts)
    on_day(coach, 7, coach.plan.freeze)
    better = "start before 9 on four days"
    on_day(coach, 14, lambda: coach.reflections.write(2, {"prompt": "I began small."}, better_next_week=better))


def big_key(coach: Coach) -> None:
    """What Enter does on the timer: start, stop, begin again."""
    timer = coach.timer
    keys = {TimerState.READY: timer.start, TimerState.RECOVERING: timer.restart, TimerState.OVER: timer.restart}
    keys.get(timer.at().state, timer.stop)()
