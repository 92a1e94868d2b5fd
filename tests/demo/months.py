"""Made-up months straight to the Timeline, without a journal, and how many cues a week they bring about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from mastery_tui.cues.engine import banner, episodes, evaluate
from mastery_tui.cues.rule import Episode
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.demo.people import Persona
from mastery_tui.demo.personas import drafts
from mastery_tui.demo.play import behaviour_of, finding_of
from mastery_tui.practice.days import PLAN_DAYS, WEEK_DAYS, dates
from mastery_tui.practice.draft import check_in_of
from mastery_tui.practice.progress import SMALLEST_BASELINE, baseline_rows
from mastery_tui.practice.records import (
    Adjustment,
    Baseline,
    Cycle,
    CycleRecords,
    FeedbackCheck,
    Source,
    Standard,
    replace,
)
from mastery_tui.practice.tasks import FREEZE_DAY, LOCK_DAY
from mastery_tui.practice.timeline import Timeline

FIRST = date(2026, 11, 16)
LAST = FIRST + timedelta(days=PLAN_DAYS - 1)
EVERY_DAY = tuple(dates(FIRST, LAST))
WEEKS_OF_PLAN = PLAN_DAYS / WEEK_DAYS


def on(plan_day: int) -> date:
    """The date of a plan day; nobody here pauses."""
    return FIRST + timedelta(days=plan_day - 1)


def at(plan_day: int, hour: int = 20) -> datetime:
    """A moment on a plan day."""
    return datetime.combine(on(plan_day), time(hour), UTC)


def month(persona: Persona, seed: int | None = None, days: int = PLAN_DAYS) -> CycleRecords:
    """A persona's month as its records would stand on the last of its days."""
    standards = [Standard(from_day=FIRST, target=persona.target, minimum=persona.minimum)]
    if days >= LOCK_DAY:
        minimum = persona.lighter_minimum or persona.minimum
        standards.append(Standard(from_day=on(LOCK_DAY), target=persona.target, minimum=minimum, locked=True))
    cycle = Cycle(
        id="made-up",
        cycle="made-up",
        at=at(1),
        behaviour=behaviour_of(persona, FIRST),
        standards=tuple(standards),
        started_on=FIRST,
    )
    blank = Timeline.of(CycleRecords(cycle=cycle), on(days))
    check_ins = []
    for plan_day, draft in enumerate(drafts(persona, days, seed), 1):
        day = blank.day(on(plan_day))
        if draft is not None and day is not None:
            made = check_in_of(
                draft,
                day,
                cycle="made-up",
                yes_no=False,
                source=Source.TUI,
                at=at(plan_day),
            )
            check_ins.append(replace(made, id=f"check-in-{plan_day}"))
    records = CycleRecords(
        cycle=cycle,
        check_ins=tuple(check_ins),
        feedback_checks=tuple(_checks(persona, days)),
        adjustments=tuple(_adjustments(persona, days)),
    )
    return replace(records, cycle=_with_baseline(records)) if days >= FREEZE_DAY else records


def _checks(persona: Persona, days: int) -> Iterable[FeedbackCheck]:
    words = persona.words
    for plan_day in persona.feedback_days:
        if plan_day <= days and not persona.is_away(plan_day):
            source = words["second_source" if plan_day in persona.second_opinions else "feedback_source"]
            yield FeedbackCheck(
                id=f"check-{plan_day}",
                cycle="made-up",
                at=at(plan_day),
                day=on(plan_day),
                source=source,
                finding=words[finding_of(persona, plan_day)],
            )


def _adjustments(persona: Persona, days: int) -> Iterable[Adjustment]:
    for place, plan_day in enumerate(persona.adjustment_days, 1):
        if plan_day <= days and not persona.is_away(plan_day):
            yield Adjustment(
                id=f"adjustment-{plan_day}",
                cycle="made-up",
                at=at(plan_day),
                text=persona.words[f"adjustment_{place}"],
                opened_on=on(plan_day),
            )


def _with_baseline(records: CycleRecords) -> Cycle:
    rows = baseline_rows(Timeline.of(records, on(FREEZE_DAY)))
    if len(rows) < SMALLEST_BASELINE:
        return records.cycle
    return replace(records.cycle, baseline=Baseline(frozen_on=on(FREEZE_DAY), rows=rows))


# -- what reaches the banner -------------------------------------------------------------------------------------------

Shown = tuple[str, date]
"""A rule, and the day on which its stay began."""


def shown(records: CycleRecords, days: Sequence[date] = EVERY_DAY) -> set[Shown]:
    """The stays that head the banner on some of these days, once the day is recorded; nobody answers any.

    One pass instead of one a day: what stays on a day is what has begun and not yet cleared.
    """
    stays = episodes(records, Thresholds(), LAST)
    found = (_heading([each for each in stays if _holds(each, day)]) for day in days)
    return {(each.rule.id, each.since) for each in found if each is not None}


def shown_day_by_day(records: CycleRecords, days: Sequence[date]) -> set[Shown]:
    """The same, asked as the program asks: one evaluation each day, of the records up to that day."""
    found = (banner(evaluate(records, Thresholds(), day)) for day in days)
    return {(each.rule, each.since) for each in found if each is not None}


def _holds(stay: Episode, day: date) -> bool:
    return stay.since <= day and (stay.cleared_on is None or day < stay.cleared_on)


def _heading(stays: Sequence[Episode]) -> Episode | None:
    replaced = {lesser for each in stays for lesser in each.rule.replaces}
    firing = [each for each in stays if each.rule.id not in replaced]
    return min(firing, key=lambda each: (-each.rule.severity, RULES.index(each.rule)), default=None)


class Figures:
    """How many cues a week some months bring about, and which."""

    def __init__(self, persona: Persona, seeds: Iterable[int]) -> None:
        """Play a persona's month with each seed."""
        self.a_month: list[int] = []
        self.by_rule: Counter[str] = Counter()
        for seed in seeds:
            found = shown(month(persona, seed))
            self.a_month.append(len(found))
            self.by_rule.update(rule for rule, _ in found)

    @property
    def a_week(self) -> float:
        """Mean of new cues in the banner a plan week."""
        return sum(self.a_month) / len(self.a_month) / WEEKS_OF_PLAN

    def rule_a_week(self, rule: str) -> float:
        """The same of one rule."""
        return self.by_rule[rule] / len(self.a_month) / WEEKS_OF_PLAN

    @property
    def most(self) -> float:
        """Cues a week in the fullest of the months."""
        return max(self.a_month) / WEEKS_OF_PLAN


SEEDS = range(1, 201)

SAID = {"steady": 0.8, "busy": 1.4, "plateaued": 1.0, "perfectionist": 2.0, "anxious": 2.4, "returning": None}
"""Cues a week at most, as the plan of the rules says; nothing is said of one who returns."""
