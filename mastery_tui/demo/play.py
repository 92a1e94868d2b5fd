"""Plays a persona's days through the Coach, as the person would have typed them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from mastery_tui.coach import Coach
from mastery_tui.journal import Journal
from mastery_tui.practice.days import ONE_DAY, WEEK_DAYS, practice_day
from mastery_tui.practice.records import Behaviour, Changed, Conditions
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.tasks import FREEZE_DAY, LOCK_DAY, TRANSFER_DAYS
from mastery_tui.settings import Settings

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


class _Clock:
    """A clock that is set by hand, and goes a minute forward each time it is looked at."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


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
    settings = settings or Settings()
    moment = now()
    today = practice_day(moment, settings.rollover_hour)
    first = today - timedelta(days=persona.plan_day - 1)
    clock = _Clock(moment)
    coach = Coach(Journal(path, clock), settings, clock)
    said = drafts(persona, persona.plan_day - 1)
    for plan_day, draft in enumerate(said, 1):
        clock.moment = _morning(first + timedelta(days=plan_day - 1), moment, settings.rollover_hour)
        if plan_day == 1:
            coach.plan.start(behaviour_of(persona, first), persona.target, persona.minimum)
        if plan_day == LOCK_DAY:
            words = persona.words
            coach.plan.edit(anchor_when=words["anchor_when"], anchor_at=words["anchor_at"])
            coach.plan.lock(persona.lighter_minimum)
        if draft is not None:
            coach.days.check_in(draft)
        if not persona.is_away(plan_day):
            _event(coach, persona, plan_day)
    return Coach(Journal(path, now), settings, now, keeps_drafts=False)


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


def _morning(day: date, like: datetime, rollover_hour: int) -> datetime:
    begin = datetime(day.year, day.month, day.day, tzinfo=like.tzinfo)
    return begin + timedelta(hours=rollover_hour + MORNING)


def _event(coach: Coach, persona: Persona, plan_day: int) -> None:
    """What the plan asks beside the check-in, on its day."""
    words = persona.words
    if plan_day == ERRORS_DAY:
        coach.plan.edit(error_kinds=tuple(words["error_kinds"].split("; ")))
    if plan_day == LIMITS_DAY:
        coach.plan.edit(pause_signs=words["pause_signs"])
    if plan_day == FREEZE_DAY:
        _freeze(coach)
    if plan_day in persona.feedback_days:
        other = words["second_source"] if plan_day in persona.second_opinions else ""
        coach.plan.feedback(words["finding"], source=other)
    if plan_day in persona.adjustment_days:
        coach.plan.adjust(words[f"adjustment_{persona.adjustment_days.index(plan_day) + 1}"])
    if plan_day in TRANSFER_DAYS:
        coach.plan.transfer(Changed.PLACE, words["transfer_idea"])
    week, past = divmod(plan_day, WEEK_DAYS)
    if past == 0 and plan_day < LAST_DAY:
        _reflect(coach, persona, week)


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
