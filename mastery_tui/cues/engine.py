"""The pass over the days, and what of it shows: answers, muting, the banner."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec.structs import asdict, replace

from mastery_tui.practice.days import dates
from mastery_tui.practice.records import Answer, AnswerKind, CheckIn, CycleRecords
from mastery_tui.practice.timeline import Timeline

from .facts import FELT_DATES, DayIndex, Facts
from .params import Params
from .rule import Cue, Episode, Evidence, Rule, Severity, State, Step
from .rules import RULES
from .thresholds import Thresholds

__all__ = ["Cue", "Severity", "State", "Step", "banner", "episodes", "evaluate", "last_fired"]

LONGEST_DAYS = 7
"""Days that an episode of an adjust or note rule lasts at most."""

Rules = Sequence[Rule[Any]]


def evaluate(
    records: CycleRecords, thresholds: Thresholds, today: date, timer: int | None = None, rules: Rules = RULES
) -> list[Cue]:
    """All cues of a cycle as of today, highest severity first and by the order of the rules within one.

    A pure function: the same records, thresholds, day and timer give the same cues. Records dated after ``today`` are
    not seen.

    Args:
        records: the cycle's records.
        thresholds: the thresholds in force.
        today: the practice day.
        timer: minutes of the recovery that runs now, None while none does.
        rules: the rules, in the order that settles ties.
    """
    timeline = Timeline.of(records, today)
    stays = [stay for stay in _pass(timeline, thresholds, timer, rules) if stay.cleared_on is None]
    here = timeline.day(today)
    if here is None or here.paused:
        # While the plan stands still, and once it is through, nothing else that is advised can be done.
        stays = [stay for stay in stays if stay.rule.severity is Severity.SUPPORT]
    stays.sort(key=lambda stay: (-stay.rule.severity, rules.index(stay.rule)))
    cues = [_cue(stay, thresholds.of(stay.rule), _answered(stay, timeline), today) for stay in stays]
    return _muted(cues, stays, today)


def banner(cues: Iterable[Cue]) -> Cue | None:
    """The cue that is shown: the firing one of the highest severity, the first of them on a tie; None without one.

    One that yields to another which fires stands behind it.
    """
    firing = [cue for cue in cues if cue.state is State.FIRING]
    highest = max(firing, key=lambda cue: cue.severity, default=None)
    return next((cue for cue in firing if highest is not None and cue.rule in highest.yields_to), highest)


def episodes(
    records: CycleRecords, thresholds: Thresholds, today: date, timer: int | None = None, rules: Rules = RULES
) -> list[Episode]:
    """Every stay of every rule up to today, by first days and within one by the order of the rules.

    Takes what :func:`evaluate` takes.
    """
    return _pass(Timeline.of(records, today), thresholds, timer, rules)


def last_fired(records: CycleRecords, thresholds: Thresholds, today: date) -> dict[str, date]:
    """The date on which each rule last fired in this cycle, by the rule's id; rules that never did are left out."""
    # Stays come by their first days, so the newest is the last word.
    return {stay.rule.id: stay.since for stay in episodes(records, thresholds, today)}


def _pass(timeline: Timeline, thresholds: Thresholds, timer: int | None, rules: Rules) -> list[Episode]:
    """One pass over the cycle's days, each day: clear first, then fire."""
    # After the plan nothing new can be written, and once the longest window has passed nothing can change any more.
    last = min(timeline.today, timeline.last_day + timedelta(days=FELT_DATES + 1))
    with_params = [(rule, thresholds.of(rule)) for rule in rules]
    over: list[Episode] = []
    newest: dict[str, Episode] = {}
    index = DayIndex(timeline)
    for day in dates(timeline.plan.started_on, last):
        facts = Facts(timeline, day, timer, index=index)
        for rule, params in with_params:
            stay = newest.get(rule.id)
            if stay is not None and stay.cleared_on is None:
                if not _clears(stay, facts, params):
                    continue
                stay = newest[rule.id] = replace(stay, cleared_on=day)
            if stay is not None and _cools(stay, day):
                continue
            evidence = _fires(rule, facts, params, thresholds)
            if evidence is not None:
                if stay is not None:
                    over.append(stay)
                renewed = stay is not None and stay.cleared_on == day
                over_at_once = rule.ends_at_once and rule.clears(facts, params, day)
                newest[rule.id] = Episode(rule, day, evidence, day if over_at_once else None, renewed)
    return sorted((*over, *newest.values()), key=lambda stay: (stay.since, rules.index(stay.rule)))


def _clears(stay: Episode, facts: Facts, params: Params) -> bool:
    too_long = stay.rule.severity <= Severity.ADJUST and (facts.day - stay.since).days >= LONGEST_DAYS
    return too_long or stay.rule.clears(facts, params, stay.since)


def _cools(stay: Episode, day: date) -> bool:
    """Whether a cleared rule still stays quiet; a rule without a cooldown may fire again on the day it cleared."""
    if stay.cleared_on is None or not stay.rule.cooldown_days:
        return False
    return (day - stay.cleared_on).days <= stay.rule.cooldown_days


def _fires(rule: Rule[Any], facts: Facts, params: Params, thresholds: Thresholds) -> Evidence | None:
    """The evidence, if it holds something written for this very day: old rows never fire twice."""
    if rule.within is None:
        evidence = rule.fires(facts, params)
    else:
        outer = rule.within.fires(facts, thresholds.of(rule.within))
        evidence = None if outer is None else rule.fires(facts, params, outer)
    if evidence is None or rule.about_time or any(row.day == facts.day for row in evidence.rows):
        return evidence
    return None


# -- what shows --------------------------------------------------------------------------------------------------------


def _answered(stay: Episode, timeline: Timeline) -> State:
    """What the person's newest answer to this stay makes of it; answers to other stays are left out."""
    began = timeline.day(stay.since)
    # A rule about the date itself begins with the day, whenever that is recorded.
    written = began.check_in if began is not None and not stay.rule.about_time else None
    answers = [
        answer
        for answer in timeline.records.answers
        if answer.rule == stay.rule.id and _belongs(answer, stay, written, timeline.today)
    ]
    # Of two at one moment the later one in the records is the newest.
    newest = max(reversed(answers), key=lambda answer: (answer.day, answer.at), default=None)
    if newest is None:
        return State.FIRING
    if newest.answer is AnswerKind.ACKNOWLEDGED:
        return State.ACKNOWLEDGED
    return State.SNOOZED if newest.until is not None and timeline.today < newest.until else State.FIRING


def _belongs(answer: Answer, stay: Episode, written: CheckIn | None, today: date) -> bool:
    first = stay.evidence.rows[0].day if stay.rule.said_anew else stay.since
    if not first <= answer.day <= today:
        return False
    # Two stays meet on this date: what was answered before the day's check-in meant the one before.
    met = stay.renewed and answer.day == stay.since
    return not (met and written is not None and answer.at < written.at)


def _cue(stay: Episode, params: Params, state: State, today: date) -> Cue:
    rule, later = stay.rule, stay.since < today
    return Cue(
        rule=rule.id,
        severity=rule.severity,
        state=state,
        muted_by=None,
        since=stay.since,
        evidence=stay.evidence,
        params=asdict(params),
        origin=rule.origin,
        cooldown_days=rule.cooldown_days,
        sources=rule.sources,
        step=rule.step if stay.evidence.acts else Step.NONE,
        variant=rule.later if later and rule.later else stay.evidence.variant,
        yields_to=rule.yields_to if later else (),
    )


def _muted(cues: list[Cue], stays: list[Episode], today: date) -> list[Cue]:
    """The cues, each muted where a more severe one fires, or where one that replaces it holds."""
    replaced = {lesser: stay.rule.id for stay in stays for lesser in stay.rule.replaces}
    cues = [_mute(cue, replaced.get(cue.rule)) for cue in cues]
    loud = [cue for cue, stay in zip(cues, stays, strict=True) if _mutes(cue, stay.rule)]
    return [
        cue if stay.rule.heard_on_its_day and stay.since == today else _mute(cue, _louder(cue, loud))
        for cue, stay in zip(cues, stays, strict=True)
    ]


def _mutes(cue: Cue, rule: Rule[Any]) -> bool:
    """Whether a cue mutes what weighs less: while it fires, and from pause on once it is answered too."""
    return cue.state is State.FIRING or (cue.severity >= Severity.PAUSE and not rule.quiet_once_answered)


def _louder(cue: Cue, loud: Iterable[Cue]) -> str | None:
    """The rule of the first of the loud cues that mutes a cue, None where none does."""
    heavier = (other for other in loud if other.severity > cue.severity and cue.rule not in other.yields_to)
    return next((other.rule for other in heavier), None)


def _mute(cue: Cue, by: str | None) -> Cue:
    return cue if by is None else replace(cue, state=State.MUTED, muted_by=by)
