"""Both readings of a history, side by side: what the package says as of a day against what this reading says."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mastery_tui.cues.engine import banner, episodes, evaluate
from mastery_tui.cues.params import Thresholds
from mastery_tui.practice.records import CycleRecords
from mastery_tui.practice.timeline import Timeline

from .known import A_DAY, Adherence, Known
from .nineteen import RULES
from .reading import Day, walk

DATES_AFTER = 3
"""Dates past the thirtieth on which both are asked too."""


@dataclass
class Compared:
    """What was compared, and what differs."""

    days: int = 0
    readings: int = 0
    differences: list[str] = field(default_factory=list)
    fired: dict[str, int] = field(default_factory=dict)
    cleared: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)

    def __iadd__(self, other: "Compared") -> "Compared":
        self.days += other.days
        self.readings += other.readings
        self.differences += other.differences
        for name in ("fired", "cleared", "states"):
            mine, others = getattr(self, name), getattr(other, name)
            for key, times in others.items():
                mine[key] = mine.get(key, 0) + times
        return self


def numbers(found: Any) -> tuple[Any, ...]:
    return found.kept, found.recorded, found.not_recorded, found.scheduled, found.rate


def last_date(records: CycleRecords) -> date:
    """Some dates past plan day 30, or past the last record where an open pause keeps it off."""
    far = max([records.cycle.started_on + 40 * A_DAY])
    dates = Known(records, far).plan_dates()
    return dates[-1] + DATES_AFTER * A_DAY if dates else far


def compare(records: CycleRecords, name: str) -> Compared:
    """Compare both readings as of every day of a history."""
    found = Compared()
    thresholds = Thresholds()
    ours: list[Day] = list(walk(records, last_date(records)))
    for day in ours:
        found.days += 1
        found.readings += len(RULES)
        timeline = Timeline.of(records, day.today)
        cues = evaluate(records, thresholds, day.today)
        shown = banner(cues)
        theirs = {cue.rule: (cue.since, str(cue.state), cue.muted_by) for cue in cues}
        mine = {cue.rule: (cue.since, cue.state, cue.muted_by) for cue in day.cues}

        def differs(what: str, package: object, oracle: object, day: Day = day) -> None:
            number = Known(records, day.today).plan_day(day.today)
            found.differences.append(f"{name} {day.today} (plan day {number}): {what}: package {package}, here {oracle}")

        if numbers(timeline.adherence) != numbers(day.adherence):
            differs("adherence", timeline.adherence, day.adherence)
        for rule in RULES:
            if theirs.get(rule.id) != mine.get(rule.id):
                differs(rule.id, say(theirs.get(rule.id)), say(mine.get(rule.id)))
        if (shown and shown.rule) != day.banner:
            differs("banner", shown and shown.rule, day.banner)
        for cue in day.cues:
            found.states[cue.state] = found.states.get(cue.state, 0) + 1
        for rule_id in day.fired:
            found.fired[rule_id] = found.fired.get(rule_id, 0) + 1
        for rule_id in day.cleared:
            found.cleared[rule_id] = found.cleared.get(rule_id, 0) + 1
    return found


def say(cue: tuple[Any, ...] | None) -> str:
    return "silent" if cue is None else f"{cue[1]} since {cue[0]}{f' by {cue[2]}' if cue[2] else ''}"
