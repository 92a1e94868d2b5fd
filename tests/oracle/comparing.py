"""Both readings of a history, side by side: what the package says as of a day against what this reading says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from mastery_tui.cues.engine import Cue, banner, evaluate
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.practice.records import CycleRecords, replace
from mastery_tui.practice.timeline import Timeline

from .known import A_DAY, Known
from .nineteen import RULES
from .reading import Day, walk

DATES_AFTER = 3
"""Dates past the thirtieth plan day on which both are asked too."""

LONGEST = 45
"""Dates of a history that are asked at most: under an open pause there is no thirtieth plan day."""

TIMERS = (5, 10, 11, 30, 59, 60, 61)
THRESHOLDS = Thresholds()


@dataclass
class Compared:
    """What was compared, what was seen, and what differs."""

    histories: int = 0
    days: int = 0
    readings: int = 0
    differences: list[str] = field(default_factory=list)
    fired: Counter[str] = field(default_factory=Counter)
    cleared: Counter[str] = field(default_factory=Counter)
    cooling: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: "Compared") -> "Compared":
        for name in ("histories", "days", "readings", "differences", "fired", "cleared", "cooling", "states"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        counts = f"{self.histories:,} histories, {self.days:,} days, {self.readings:,} rule readings"
        seen = f"{self.fired.total():,} fired, {self.cleared.total():,} cleared"
        return f"oracle: {counts}, {seen}, {len(self.differences):,} differ"


def last_date(records: CycleRecords) -> date:
    """Some dates past plan day 30, which pauses may put off."""
    far = records.cycle.started_on + LONGEST * A_DAY
    return min(far, Known(records, far).last_date() + DATES_AFTER * A_DAY)


def compare(records: CycleRecords, days: Sequence[Day], name: str) -> Compared:
    """Compare both readings as of every day; as of one also while a recovery runs, and without what came later."""
    found = Compared(histories=1)
    for day in days:
        found += compared_on(records, day, name)
    chance = Random(name)
    some_day = chance.choice(days).today
    timer = chance.choice(TIMERS)
    *_, day = walk(records, some_day, timer)
    running = compared_on(records, day, f"{name}, a recovery of {timer} min runs", timer)
    # That day was counted before.
    found.differences += running.differences
    if evaluate(cut(records, some_day, ahead=True), THRESHOLDS, some_day) != evaluate(records, THRESHOLDS, some_day):
        found.differences.append(f"{name}, {some_day}: what was recorded later changes its cues")
    return found


def compared_on(records: CycleRecords, day: Day, name: str, timer: int | None = None) -> Compared:
    cues = evaluate(records, THRESHOLDS, day.today, timer)
    timeline = Timeline.of(records, day.today)
    date_of_plan = timeline.day(day.today)
    where = f"{name}, {day.today} (plan day {day.plan_day})"
    pairs = [
        ("plan day", None if date_of_plan is None else date_of_plan.plan_day, day.plan_day),
        ("adherence", numbers(timeline.adherence), numbers(day.adherence)),
        ("banner", rule_of(banner(cues)), day.banner),
    ]
    week = (day.plan_day - 1) // 7 + 1 if day.plan_day else None
    if week is not None and day.week is not None:
        theirs = timeline.week(week)
        mine = (*numbers(day.week), day.week.cancelled, max(0, 1 - day.week.cancelled))
        pairs.append(("this week", (*numbers(theirs.adherence), theirs.cancelled, theirs.spare), mine))
    package = {cue.rule: say(cue.state, cue.since, cue.variant, cue.muted_by) for cue in cues}
    here = {cue.rule: say(cue.state, cue.since, cue.words, cue.muted_by) for cue in day.cues}
    pairs += [(each.id, package.get(each.id, "silent"), here.get(each.id, "silent")) for each in RULES]
    return Compared(
        days=1,
        readings=len(RULES),
        differences=[f"{where}, {what}: package {a}; oracle {b}" for what, a, b in pairs if a != b],
        fired=Counter(day.fired),
        cleared=Counter(day.cleared),
        cooling=Counter(day.cooling),
        states=Counter(cue.state for cue in day.cues),
    )


def numbers(found: Any) -> tuple[Any, ...]:
    return found.kept, found.recorded, found.not_recorded, found.scheduled, found.rate


def say(state: str, since: date, words: str, muted_by: str | None) -> str:
    return f"{state} since {since}, in the words '{words}', muted by {muted_by}"


def rule_of(cue: Cue | None) -> str | None:
    return None if cue is None else cue.rule


def cut(records: CycleRecords, day: date, *, ahead: bool = False) -> CycleRecords:
    """The records dated up to a day, with the rests that were recorded ahead where that is asked for."""
    open_again = [
        each if each.closed_on is None or each.closed_on <= day else replace(each, closed_on=None, closed_as=None)
        for each in records.adjustments
        if each.opened_on <= day
    ]
    baseline = records.cycle.baseline
    known = replace(records.cycle, baseline=None) if baseline and baseline.frozen_on > day else records.cycle
    if known.ended_on is not None and known.ended_on > day:
        known = replace(known, ended_on=None, ending=None)
    return replace(
        records,
        cycle=known,
        check_ins=tuple(each for each in records.check_ins if each.day <= day or (ahead and each.planned)),
        pauses=tuple(each for each in records.pauses if each.first <= day),
        feedback_checks=tuple(each for each in records.feedback_checks if each.day <= day),
        reductions=tuple(each for each in records.reductions if each.from_day <= day),
        answers=tuple(each for each in records.answers if each.day <= day),
        adjustments=tuple(open_again),
    )
