"""The lifecycle of RULES, read naively: on each day clear first, then fire; then answers, muting and the banner."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .known import A_DAY, Adherence, Known
from .nineteen import ADJUST, NOTE, PAUSE, RECOVER, RULES, SUPPORT, WELCOME, away_since, words

ORDER = (SUPPORT, PAUSE, RECOVER, ADJUST, NOTE)
DOMINATED, ONE_CHANGE = "pause.session_dominated", "adjust.one_change"
LONGER, UNCLEAR = "adjust.time_before_intensity", "adjust.no_clear_change"


@dataclass(frozen=True)
class Stands:
    """A cue as of a day."""

    rule: str
    since: date
    state: str
    words: str
    muted_by: str | None = None

    @property
    def severity(self) -> str:
        return self.rule.split(".")[0]


@dataclass(frozen=True)
class Day:
    """What this reading says of a day."""

    today: date
    adherence: Adherence
    plan_day: int | None
    week: Adherence | None
    cues: tuple[Stands, ...]
    fired: tuple[str, ...]
    cleared: tuple[str, ...]
    cooling: tuple[str, ...]
    banner: str | None


def answered(records: Any, rule: str, since: date, today: date) -> str:
    """What was answered last within the episode: acknowledged, or snoozed until a day to come."""
    own = [each for each in records.answers if each.rule == rule and since <= each.day <= today]
    if not own:
        return "firing"
    last = max(own, key=lambda each: each.at)
    if last.answer == "acknowledged":
        return "acknowledged"
    return "snoozed" if today < last.until else "firing"


def mutes(upper: Stands, lower: Stands, today: date) -> bool:
    """Whether one cue mutes another: downward only."""
    if ORDER.index(upper.severity) >= ORDER.index(lower.severity):
        return False
    if upper.state in ("acknowledged", "snoozed") and (
        upper.severity not in (SUPPORT, PAUSE) or upper.rule == DOMINATED
    ):
        return False
    if upper.rule == DOMINATED and upper.since < today and lower.rule == WELCOME:
        return False
    return not (lower.rule == ONE_CHANGE and lower.since == today)


def stands(known: Known, id: str, since: date) -> Stands:
    """A cue before anything mutes it."""
    then = Known(known.records, since, known.timer if since == known.today else None)
    # A greeting says itself anew each day, so an answer holds as long as nothing is recorded.
    first = away_since(known) if id == WELCOME else since
    return Stands(id, since, answered(known.records, id, first, known.today), words(id, then, known.today))


def told(known: Known, standing: dict[str, date]) -> list[Stands]:
    """The cues with their answers and what mutes them."""
    today = known.today
    if known.plan_day(today) is None:
        standing = {id: since for id, since in standing.items() if id.startswith(SUPPORT)}
    ordered = [each.id for each in RULES if each.id in standing]
    plain = [stands(known, id, standing[id]) for id in ordered]
    replaced = [UNCLEAR] if LONGER in ordered else []
    found = []
    for each in plain:
        over = [other.rule for other in plain if other.rule not in replaced and mutes(other, each, today)]
        over += [LONGER] if each.rule in replaced else []
        found.append(replace(each, state="muted", muted_by=over[0]) if over else each)
    return found


def top(cues: list[Stands], today: date) -> str | None:
    """What the banner shows: the highest severity, on a tie the order of the table."""
    shown = [each for each in cues if each.state == "firing"]
    rules = [each.rule for each in shown]
    quiet = [each for each in shown if not (each.rule == DOMINATED and each.since < today and WELCOME in rules)]
    return (quiet or shown)[0].rule if shown else None


def walk(records: Any, last: date, timer: int | None = None) -> Iterator[Day]:
    """What stands on each date of a cycle up to a date, on which a recovery may run for so many minutes."""
    standing: dict[str, date] = {}
    cleared_on: dict[str, date] = {}
    today = records.cycle.started_on
    while today <= last:
        known = Known(records, today, timer if today == last else None)
        # A greeting is of the day itself: until a record answers it, each day says it anew.
        greeted = standing.pop(WELCOME, None) is not None
        fired, cooling = [], []
        cleared = [each.id for each in RULES if each.id in standing and each.clears(known, standing[each.id])]
        for id in cleared:
            del standing[id]
            cleared_on[id] = today
        for each in RULES:
            if each.id in standing:
                continue
            if each.cooldown and each.id in cleared_on and (today - cleared_on[each.id]).days <= each.cooldown:
                cooling.append(each.id)
            elif each.fires(known):
                standing[each.id] = today
                fired += [] if each.id == WELCOME and greeted else [each.id]
        if WELCOME in standing and known.recorded(today):
            del standing[WELCOME]
            cleared.append(WELCOME)
            cleared_on[WELCOME] = today
        cues = told(known, standing)
        yield Day(
            today=today,
            adherence=known.adherence(),
            plan_day=known.plan_day(today),
            week=None if known.week_of(today) is None else known.adherence(known.dates_of_week(known.week_of(today))),
            cues=tuple(cues),
            fired=tuple(fired),
            cleared=tuple(cleared),
            cooling=tuple(cooling),
            banner=top(cues, today),
        )
        today += A_DAY
