"""Somebody who does what a cue says, day by day, until it clears.

What is done and by when it clears is read from RULES, rule by rule. Everything recorded later than the cue's day is
cut off first; from then on only this person writes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from statistics import median
from typing import Any

from mastery_tui.coach.cue_actions import easier_of
from mastery_tui.cues.engine import evaluate
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.practice.records import (
    CheckIn,
    ClosedAs,
    CycleRecords,
    Feeling,
    Outcome,
    Pause,
    Reduction,
    Source,
    replace,
)
from mastery_tui.practice.timeline import Timeline

from .comparing import cut
from .known import A_DAY, Known

A_WEEK = 7
LONGEST_PLAN = 70
"""Dates within which a plan ends, whatever pauses there are behind it."""


@dataclass(frozen=True)
class Advice:
    """What a cue asks for.

    Attributes:
        name: what is done.
        today: what is done at once; the cue may clear with it.
        later: what is recorded on a practice day after it.
        practised: on how many practice days it is done until the cue has cleared, at most.
        dates: how many dates that takes at most, where the page counts dates.
    """

    name: str
    today: Callable[["Person"], None] | None = None
    later: Callable[["Person", date], dict[str, Any] | None] | None = None
    practised: int | None = None
    dates: int | None = None


class Person:
    """Follows one cue."""

    def __init__(self, records: CycleRecords, rule: str, day: date) -> None:
        self.rule = rule
        self.began = day
        self.records = cut(records, day)
        self.written = 0
        self.stepped = False
        self.amiss: list[str] = []

    def record(self, day: date, outcome: str, **fields: Any) -> None:
        """Record a day, with the amount and the result that go with the outcome."""
        target, minimum = in_force(self.records, day)
        if outcome in ("done", "minimum"):
            if self.records.cycle.behaviour.unit:
                fields.setdefault("amount", target if outcome == "done" else minimum)
            else:
                outcome = "done"
        check_in = CheckIn(day=day, outcome=Outcome(outcome), source=Source.TUI, **self.head(day), **fields)
        others = [each for each in self.records.check_ins if each.day != day]
        self.records = replace(self.records, check_ins=tuple(sorted([*others, check_in], key=lambda each: each.day)))

    def head(self, day: date) -> dict[str, Any]:
        self.written += 1
        moment = datetime.combine(day, time(22, self.written % 60), UTC)
        return {"id": f"followed-{self.written}", "cycle": "here", "at": moment}

    def stands(self, day: date) -> bool:
        """Whether the cue that fired still stands."""
        cues = evaluate(self.records, Thresholds(), day)
        return any(cue.rule == self.rule and (cue.since == self.began) for cue in cues)


# ---- what is done at once


def park_the_others(person: Person) -> None:
    opened = [each for each in person.records.adjustments if each.closed_on is None]
    kept = max(opened, key=lambda each: each.opened_on)
    parked = [
        each
        if each.closed_on is not None or each is kept
        else replace(each, closed_on=person.began, closed_as=ClosedAs.PARKED)
        for each in person.records.adjustments
    ]
    person.records = replace(person.records, adjustments=tuple(parked))


def away(person: Person) -> list[date]:
    """The dates since the last record, without this one."""
    known = Known(person.records, person.began)
    dates = []
    for day in reversed(known.plan_dates()):
        if day == person.began:
            continue
        if known.recorded(day):
            break
        dates.append(day)
    return dates[::-1]


def count_them_as_a_pause(person: Person) -> None:
    dates = away(person)
    pause = Pause(first=dates[0], last=dates[-1], **person.head(person.began))
    person.records = replace(person.records, pauses=(*person.records.pauses, pause))


def fill_in(person: Person) -> None:
    for day in away(person):
        person.record(day, "minimum")


def go_on_with_the_minimum(person: Person) -> None:
    person.record(person.began, "minimum")


def take_the_step(person: Person) -> None:
    """Let the step make it easier, if it can, and look that it does and makes no day harder."""
    (cue,) = (each for each in evaluate(person.records, Thresholds(), person.began) if each.rule == person.rule)
    planned = easier_of(cue.step, Timeline.of(person.records, person.began))
    if planned is None:
        return
    eased = Reduction(
        from_day=planned.first,
        until_day=planned.until,
        target=planned.target,
        minimum=planned.minimum,
        **person.head(person.began),
    )
    before = person.records
    person.records = replace(before, reductions=(*before.reductions, eased))
    open_days = [day for day in plan_ahead(before, person.began) if is_open(before, day)]
    last = max(plan_ahead(before, person.began))
    if planned.first != open_days[0] or not planned.first <= planned.until <= last:
        person.amiss.append(f"easier from {planned.first} to {planned.until}, open days are {open_days}")
    harder = [day for day in plan_ahead(before, person.began) if harder_on(day, before, person.records)]
    if harder or in_force(person.records, planned.first) == in_force(before, planned.first):
        person.amiss.append(f"{cue.step} makes nothing easier on {planned.first}, or harder on {harder}")
    person.stepped = True


def plan_ahead(records: CycleRecords, day: date) -> list[date]:
    """The dates of the plan from a day on."""
    far = Known(records, day + LONGEST_PLAN * A_DAY)
    return [each for each in far.plan_dates() if each >= day]


def is_open(records: CycleRecords, day: date) -> bool:
    """A day of the plan on which neither a rest is planned nor anything recorded."""
    known = Known(records, day)
    return not known.recorded(day) and not known.planned_rest(day)


def in_force(records: CycleRecords, day: date) -> tuple[float, float]:
    return Known(records, day).in_force(day)


def harder_on(day: date, before: CycleRecords, after: CycleRecords) -> bool:
    return any(now > then for now, then in zip(in_force(after, day), in_force(before, day), strict=True))


# ---- what is recorded later


def nothing(person: Person, day: date) -> None:
    return None


def the_minimum(person: Person, day: date) -> dict[str, Any]:
    return {"outcome": "minimum"}


def a_calm_minimum(person: Person, day: date) -> dict[str, Any]:
    return {"outcome": "minimum", "feeling": Feeling.CALM}


def a_little_anxious(person: Person, day: date) -> dict[str, Any]:
    return {"outcome": "minimum", "feeling": Feeling.ANXIOUS, "strength": 2}


def a_rest(person: Person, day: date) -> dict[str, Any]:
    return {"outcome": "rest", "planned": True}


def a_rest_first(person: Person, day: date) -> dict[str, Any]:
    """A rest, then the minimum."""
    rested = any(each.day > person.began for each in person.records.check_ins)
    return a_calm_minimum(person, day) if rested else a_rest(person, day)


def an_easy_one(person: Person, day: date) -> dict[str, Any]:
    rows = person.records.cycle.baseline.rows if person.records.cycle.baseline else ()
    efforts = [row.effort for row in rows if row.effort is not None]
    return {"outcome": "minimum", "effort": int(median(efforts)) if efforts else 4}


def with_a_process_field(person: Person, day: date) -> dict[str, Any]:
    return {"outcome": "done", "effort": 5}


ADVICE: dict[str, tuple[Advice, ...]] = {
    "support.repeated_pause": (
        Advice("light sessions", later=a_calm_minimum, practised=7),
        Advice("lighter ones", later=a_little_anxious, practised=7),
    ),
    "pause.session_dominated": (
        Advice("a rest", later=a_rest, practised=1),
        Advice("only the minimum", later=the_minimum, practised=1),
    ),
    "pause.lighter_next": (
        Advice("the minimum, calm", later=a_calm_minimum, practised=2),
        Advice("the minimum, without a feeling", later=the_minimum, practised=2),
        Advice("a rest, then the minimum", later=a_rest_first, practised=3),
        Advice("the minimum, a little anxious", later=a_little_anxious, practised=2),
    ),
    "recover.restart_due": (Advice("begun again", later=nothing, dates=1),),
    "recover.second_cancel": (Advice("the minimum", today=take_the_step, later=the_minimum, practised=1),),
    "recover.welcome_back": (
        Advice("counted as a pause", today=count_them_as_a_pause, dates=0),
        Advice("filled in", today=fill_in, dates=0),
        Advice("on with the minimum", today=go_on_with_the_minimum, dates=0),
    ),
    "recover.effort_creep": (Advice("easier", today=take_the_step, later=an_easy_one, practised=3),),
    "recover.no_rest": (Advice("a rest", later=a_rest, practised=1),),
    "adjust.time_before_intensity": (Advice("easier", today=take_the_step, later=an_easy_one, dates=A_WEEK),),
    "adjust.no_clear_change": (Advice("easier", today=take_the_step, later=an_easy_one, dates=A_WEEK),),
    "adjust.one_change": (Advice("the others parked", today=park_the_others, dates=0),),
    "adjust.one_source": (Advice("no further check", later=with_a_process_field, dates=A_WEEK),),
    "adjust.shrink_minimum": (Advice("half the minimum", today=take_the_step, later=the_minimum, dates=A_WEEK),),
    "adjust.process_missing": (Advice("an effort each day", later=with_a_process_field, practised=5, dates=A_WEEK),),
    "note.spare_used": (Advice("on as planned", later=with_a_process_field, dates=A_WEEK),),
    "note.bad_week": (Advice("on as planned", later=with_a_process_field, dates=A_WEEK),),
    "note.confidence_gap": (Advice("checked against the standard", later=with_a_process_field, dates=A_WEEK),),
    "note.depth_first": (Advice("on as planned", later=with_a_process_field, dates=A_WEEK),),
    "note.fewer_errors": (Advice("one error fewer", later=a_calm_minimum, practised=4, dates=A_WEEK),),
}


def follow(records: CycleRecords, rule: str, day: date, advice: Advice) -> "Followed":
    """Follow a cue until it clears as promised, or until something else comes."""
    person = Person(records, rule, day)
    instead = until_it_clears(person, advice)
    amiss = [*person.amiss, *([] if instead is None else [instead])]
    return Followed(tuple(f"{rule} of {day}, {advice.name}: {each}" for each in amiss), person.stepped)


@dataclass(frozen=True)
class Followed:
    """What was amiss, and whether an easier standard was begun on the way."""

    amiss: tuple[str, ...]
    stepped: bool


def until_it_clears(person: Person, advice: Advice) -> str | None:
    """Do what is advised day by day; None once the cue has cleared."""
    if not person.stands(person.began):
        return "it does not stand on its own day"
    if advice.today is not None:
        advice.today(person)
        if not person.stands(person.began):
            return None
    practised = 0
    for day in days_ahead(person, advice):
        if advice.later is not None and practises(person, day):
            fields = advice.later(person, day)
            if fields is not None:
                person.record(day, **fields)
            practised += 1
        if not person.stands(day):
            return None
        if advice.practised is not None and practised >= advice.practised:
            return f"it still stands on {day}, after {practised} days of it"
    return f"it still stands after {advice.dates} dates"


def days_ahead(person: Person, advice: Advice) -> Iterator[date]:
    last = advice.dates if advice.dates is not None else 4 * (advice.practised or 0)
    for number in range(1, last + 1):
        yield person.began + number * A_DAY


def practises(person: Person, day: date) -> bool:
    """Whether this is a day to practise, or to rest, as the cue says: one of the plan, and no planned rest."""
    known = Known(person.records, day)
    return known.plan_day(day) is not None and not known.planned_rest(day)


def room_for(records: CycleRecords, day: date, advice: Advice) -> bool:
    """Whether the plan has as many days left as the promise takes."""
    number = Known(records, day).plan_day(day)
    if number is None or day == records.cycle.ended_on:
        return False
    return advice.practised is None or advice.dates is not None or number + 2 * advice.practised <= 30
