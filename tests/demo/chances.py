"""What single rules do by chance: made-up months that are about one thing alone, with fixed seeds."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from random import Random
from typing import Any, NamedTuple

from mastery_tui.cues.engine import episodes
from mastery_tui.cues.facts import Facts
from mastery_tui.cues.rule import Rule
from mastery_tui.cues.rules import RULES
from mastery_tui.cues.rules.adjust import LOOKS
from mastery_tui.cues.thresholds import Thresholds
from mastery_tui.practice.days import PLAN_DAYS, WEEK_DAYS
from mastery_tui.practice.records import CycleRecords
from mastery_tui.practice.timeline import Timeline
from tests.cues.build import built

from .months import FIRST, LAST, on

MONTHS = 600
SEED = 20_261_116


class Chance(NamedTuple):
    """One figure, beside what the plan of the rules says of it; None where it says nothing."""

    what: str
    measured: float
    said: float | None


def rule(rule_id: str) -> Rule[Any]:
    """The program's rule of that id."""
    return next(each for each in RULES if each.id == rule_id)


def plain_month(words: Iterable[str]) -> CycleRecords:
    """A month in the compact words of ``tests.cues.build``; its target is 400, its minimum 150."""
    return built(" ".join(words), start=FIRST)


def months(make: Callable[[Random], CycleRecords], count: int = MONTHS) -> Iterator[CycleRecords]:
    """So many months, the same each time."""
    chance = Random(SEED)
    return (make(chance) for _ in range(count))


# -- adjust.no_clear_change --------------------------------------------------------------------------------------------


def amounts(gain: float, recorded: float) -> Callable[[Random], CycleRecords]:
    """Amounts under the target, whose mean rises by ``gain`` standard deviations a week; some days unrecorded."""

    def make(chance: Random) -> CycleRecords:
        told = (250 + 10 * (chance.gauss(0, 1) + gain * plan_day / WEEK_DAYS) for plan_day in range(1, PLAN_DAYS + 1))
        return plain_month([f"m,{amount:.3f}" if chance.random() < recorded else "." for amount in told])

    return make


def on_target(chance: Random) -> CycleRecords:
    """The target each day, and not a word more."""
    return plain_month(["d,400"] * PLAN_DAYS)


class Looks(NamedTuple):
    """The share of looks, and of months in either look, at which no clear change is seen."""

    a_look: float
    either: float


@cache
def looked(gain: float | None, recorded: float) -> Looks:
    """What is seen at both looks, each by itself; without a gain the target is written each day."""
    found = rule("adjust.no_clear_change")
    seen = []
    for records in months(on_target if gain is None else amounts(gain, recorded)):
        timeline = Timeline.of(records, LAST)
        seen.append([found.fires(Facts(timeline, on(look)), found.params()) is not None for look in LOOKS])
    return Looks(sum(map(sum, seen)) / (len(seen) * len(LOOKS)), sum(map(any, seen)) / len(seen))


# -- adjust.shrink_minimum and recover.second_cancel -------------------------------------------------------------------


REST_PLACE = 4
"""The place in the plan week of the one rest that most people plan."""


def keeping(rate: float, recorded: float, resting: bool) -> Callable[[Random], CycleRecords]:
    """Days kept with the same chance each; half of the others are cancelled, half are partial.

    Args:
        rate: the chance that a recorded day is kept.
        recorded: the share of days that are recorded at all.
        resting: whether one day a week is a rest.
    """

    def word(chance: Random, plan_day: int) -> str:
        written, kept, other = chance.random() < recorded, chance.random() < rate, chance.choice("cp")
        if resting and plan_day % WEEK_DAYS == REST_PLACE:
            return "r"
        return "." if not written else "d" if kept else other

    return lambda chance: plain_month([word(chance, plan_day) for plan_day in range(1, PLAN_DAYS + 1)])


@cache
def shrinking(rate: float, recorded: float = 0.85, resting: bool = True) -> float:
    """The share of months in which adjust.shrink_minimum fires at least once."""
    alone = [rule("adjust.shrink_minimum")]
    found = months(keeping(rate, recorded, resting))
    return sum(bool(episodes(each, Thresholds(), LAST, rules=alone)) for each in found) / MONTHS


def two_cancelled(chance: Random) -> CycleRecords:
    """A tenth of all blocks cancelled."""
    return plain_month(["c" if chance.random() < 0.1 else "d" for _ in range(PLAN_DAYS)])


@cache
def two_in_some_week() -> float:
    """The share of months with two cancelled blocks in some plan week."""
    found = (Timeline.of(each, LAST).weeks for each in months(two_cancelled))
    return sum(any(week.cancelled >= 2 for week in weeks) for weeks in found) / MONTHS


def all_of_them() -> Iterator[Chance]:
    """Every figure that the plan of the rules names."""
    for recorded in (1.0, 0.85, 0.7):
        share = f"{recorded:.0%} of days recorded"
        yield Chance(f"no_clear_change, truly flat, a look, {share}", looked(0, recorded).a_look, 0.41)
        for gain, said in ((0.35, 0.38), (0.7, 0.15)):
            what = f"no_clear_change, {gain} SD a week gained, either look, {share}"
            yield Chance(what, looked(gain, recorded).either, said)
    yield Chance("no_clear_change, the target written every day", looked(None, 1).either, 0)
    for rate, said in ((0.9, 0.02), (0.8, 0.20), (0.6, 0.82)):
        yield Chance(f"shrink_minimum, {rate:.0%} kept, a rest a week, 85% recorded", shrinking(rate), said)
        yield Chance(f"shrink_minimum, {rate:.0%} kept, every day recorded", shrinking(rate, 1.0, False), said)
    yield Chance("two cancelled in some week, a tenth cancelled", two_in_some_week(), 0.5)


def lines() -> Iterator[str]:
    """The figures as lines, measured first."""
    for what, measured, said in all_of_them():
        yield f"{measured:6.1%}  ({'nothing' if said is None else format(said, '.0%')} said)  {what}"
