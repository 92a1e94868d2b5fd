"""Plays a persona's days through the Coach, as the person would have typed them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from mastery_tui.coach import Coach
from mastery_tui.practice.days import ONE_DAY, PLAN_DAYS, WEEK_DAYS
from mastery_tui.practice.records import Behaviour, Changed, Conditions
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.tasks import FREEZE_DAY, LOCK_DAY
from mastery_tui.settings import Settings

from .months import Month, months_of
from .people import Persona
from .personas import drafts

MORNING = 4
"""Hours from the beginning of a practice day to the first thing anybody records."""

LAST_DAY = 30
IMPROVED_WEEK = 3
ERRORS_DAY = 3
"""The day on which kinds of error are listed."""
LIMITS_DAY = 5
"""The day on which the limits are confirmed."""
REVIEW_DAY = 28
"""The day on which it is decided what becomes of the adjustment."""
TESTS = {24: (1, Changed.PLACE, 0.65), 27: (2, Changed.TIME, 0.8)}
"""The days of the transfer tests: which one it is, what is changed, and how much of an ordinary day comes about."""


class _Clock:
    """A clock that is set by hand, and goes a minute forward each time it is looked at."""

    def __init__(self, moment: datetime, rollover_hour: int) -> None:
        self.moment = moment
        self._morning = timedelta(hours=rollover_hour + MORNING)

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def begin(self, day: date) -> None:
        """Set it to the morning of a practice day, in the zone that it was made in."""
        self.moment = datetime(day.year, day.month, day.day, tzinfo=self.moment.tzinfo) + self._morning


def play(persona: Persona, path: Path, now: Callable[[], datetime], settings: Settings | None = None) -> Coach:
    """A persona's plan up to today, which is not recorded yet.

    Args:
        persona: who.
        path: where the journal is to stand; nothing stands there yet.
        now: the real clock, which the Coach that is returned goes by.
        settings: the settings in force.

    Returns:
        A Coach on the journal, as it stands today.
    """
    back = timedelta(days=persona.plan_day - 1)
    return _lived((Month(persona=persona),), back, path, now, settings or Settings(), finished=False)


def play_finished(persona: Persona, path: Path, now: Callable[[], datetime], settings: Settings | None = None) -> Coach:
    """Three months of a persona, each finished; the last one yesterday.

    Args:
        persona: who.
        path: where the journal is to stand; nothing stands there yet.
        now: the real clock, which the Coach that is returned goes by.
        settings: the settings in force.

    Returns:
        A Coach on the journal, where no plan runs.
    """
    months = months_of(persona)
    back = sum((month.dates for month in months), ONE_DAY)
    return _lived(months, back, path, now, settings or Settings(), finished=True)


def _lived(
    months: Sequence[Month],
    back: timedelta,
    path: Path,
    now: Callable[[], datetime],
    settings: Settings,
    *,
    finished: bool,
) -> Coach:
    """Months in a row, of which the first began so long before today."""
    moment = now()
    clock = _Clock(moment, settings.rollover_hour)
    coach = Coach.opened(path, settings, clock)
    first = coach.day_of(moment) - back
    for month in months:
        _play(coach, clock, month, first)
        if finished:
            clock.begin(month.date_of(PLAN_DAYS, first) + ONE_DAY)
            coach.plan.finish(month.following, month.summary)
        first += month.dates
    return Coach.opened(path, settings, now, keeps_drafts=False)


def _play(coach: Coach, clock: "_Clock", month: Month, first: date) -> None:
    """A month up to the day before the one on which the person is met."""
    persona, words = month.persona, month.persona.words
    for plan_day, draft in enumerate(drafts(persona, persona.plan_day - 1), 1):
        day = month.date_of(plan_day, first)
        if plan_day == month.pause_day:
            clock.begin(day - timedelta(days=month.paused))
            coach.days.pause(last=day - ONE_DAY, reason=month.reason)
        clock.begin(day)
        if plan_day == 1:
            coach.plan.start(behaviour_of(persona, first), persona.target, persona.minimum)
        if plan_day == LOCK_DAY:
            coach.plan.edit(anchor_when=words["anchor_when"], anchor_at=words["anchor_at"])
            coach.plan.lock(persona.lighter_minimum)
        if plan_day == month.easier_day:
            coach.easier.reduce()
        if draft is not None:
            coach.days.check_in(draft)
        if not persona.is_away(plan_day):
            _event(coach, month, plan_day)


def behaviour_of(persona: Persona, first: date) -> Behaviour:
    """A persona's behaviour, with the rest on the weekday that its place in the plan week falls on."""
    words = persona.words
    rest = () if persona.rest_place is None else ((first + (persona.rest_place - 1) * ONE_DAY).isoweekday(),)
    return Behaviour(
        name=words["name"],
        standard=words["standard"],
        unit=words["unit"],
        result=persona.result,
        better=persona.better,
        feedback_source=words["feedback_source"],
        feedback_kind=persona.feedback_kind,
        contexts=persona.contexts,
        starting_conditions=words["starting_conditions"],
        transfer_idea=words["transfer_idea"],
        rest_weekdays=rest,
        better_in_a_week=words["better_0"],
    )


def _event(coach: Coach, month: Month, plan_day: int) -> None:
    """What the plan asks beside the check-in, on its day."""
    persona, words = month.persona, month.persona.words
    if plan_day == ERRORS_DAY:
        coach.plan.edit(error_kinds=tuple(words["error_kinds"].split("; ")))
    if plan_day == LIMITS_DAY:
        coach.plan.edit(pause_signs=words["pause_signs"])
    if plan_day == FREEZE_DAY:
        _freeze(coach)
    if plan_day in persona.feedback_days:
        other = words["second_source"] if plan_day in persona.second_opinions else ""
        coach.plan.feedback(words[finding_of(persona, plan_day)], source=other)
    if plan_day in persona.adjustment_days:
        number = persona.adjustment_days.index(plan_day) + 1
        coach.plan.adjust(month.tried if month.tried and number == 1 else words[f"adjustment_{number}"])
    if plan_day in TESTS:
        _test(coach, persona, plan_day)
    week, past = divmod(plan_day, WEEK_DAYS)
    if past == 0 and plan_day < LAST_DAY:
        _reflect(coach, persona, week)
    if plan_day == REVIEW_DAY and month.closed_as is not None:
        coach.plan.adjust(closed_as=month.closed_as)


def finding_of(persona: Persona, plan_day: int) -> str:
    """The key of what the source says on a day of a feedback check: the last check hears something new."""
    return "finding_2" if plan_day == persona.feedback_days[-1] else "finding"


def _test(coach: Coach, persona: Persona, plan_day: int) -> None:
    """A transfer test; in a new context there is less of it than on an ordinary day."""
    number, changed, share = TESTS[plan_day]
    words = persona.words
    coach.plan.transfer(
        changed,
        words["transfer_idea"] if number == 1 else words["test_2"],
        amount=round(share * persona.level / persona.step) * persona.step,
        errors=None if persona.errors is None else round(persona.errors / share - persona.errors / 2),
        score=None if persona.score is None else float(round(share * persona.score)),
        held=words[f"held_{number}"],
        broke=words[f"broke_{number}"],
        following=words[f"next_{number}"],
    )


def _freeze(coach: Coach) -> None:
    try:
        coach.plan.freeze()
    except Refused as refused:
        # A thin first week stays without a baseline; the person could freeze it later.
        if refused.code != "baseline.too_few":
            raise


def _reflect(coach: Coach, persona: Persona, week: int) -> None:
    words = persona.words
    better = words[f"better_{week}"]
    if week != IMPROVED_WEEK:
        coach.reflections.write(week, {"prompt": words[f"week_{week}"]}, better_next_week=better)
        return
    coach.reflections.write(
        week,
        {"now": words["now"], "instead": words["instead"]},
        conditions=Conditions(time=words["time"], place=words["place"]),
        better_next_week=better,
    )
