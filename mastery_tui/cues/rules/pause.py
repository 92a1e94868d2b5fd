"""Pause: a session was more than practice carries."""

from collections.abc import Iterable
from datetime import date

from mastery_tui.cues.facts import FELT_DATES, Facts
from mastery_tui.cues.figures import LighterNext, SessionDominated
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.rule import Evidence, Origin, Row, Severity, Step, rule
from mastery_tui.practice.records import CheckIn


def dominated(sessions: Iterable[CheckIn], strength: int) -> tuple[CheckIn, ...]:
    """Those of some sessions in which anxiety or shame has at least a strength."""
    return tuple(each for each in sessions if each.dominating >= strength)


def weighed(check_in: CheckIn) -> bool:
    """Whether a session can be told heavy or not: anxiety or shame with a blank strength is neither."""
    return check_in.feeling is None or not check_in.feeling.distress or check_in.strength is not None


def felt_rows(sessions: Iterable[CheckIn]) -> tuple[Row, ...]:
    """What some sessions felt like, as rows; a strength where there is one."""
    rows = []
    for each in sessions:
        if each.feeling is not None:
            rows.append(Row(each.day, "feeling", each.feeling.value))
        if each.strength is not None:
            rows.append(Row(each.day, "strength", each.strength))
    return tuple(rows)


def _next_record(facts: Facts, params: SessionDominated, since: date) -> bool:
    """The next session or rest is recorded."""
    return facts.recorded is not None


@rule(
    id="pause.session_dominated",
    severity=Severity.PAUSE,
    origin=Origin(OriginKind.GUIDE, "pause_when_dominated"),
    params=SessionDominated,
    clears=_next_record,
    sources=("guide", "breines_chen_2012"),
    later="later",
    yields_to=("recover.welcome_back",),
    quiet_once_answered=True,
)
def session_dominated(facts: Facts, params: SessionDominated) -> Evidence | None:
    """Anxiety or shame dominated this session.

    It clears on a session without a feeling too, so that a blank field holds nobody back.
    """
    check_in = None if facts.recorded is None else facts.recorded.check_in
    if check_in is None or check_in.dominating < params.strength:
        return None
    return Evidence(felt_rows((check_in,)), check_in.dominating, params.strength, "next_record")


def _lighter_sessions(facts: Facts, params: LighterNext, since: date) -> bool:
    """The last sessions are light, or kept without a feeling, or no dominated one is recent any more.

    One whose strength is blank is neither light nor heavy, so the one before it stands in for it.
    """
    told = [each for each in facts.felt(FELT_DATES) if each.strength is not None or not _has_strength(each)]
    last = told[-params.light_sessions :]
    light = len(last) == params.light_sessions and all((each.strength or 0) <= params.light for each in last)
    kept = [each for each in facts.sessions(params.light_sessions) if each.day > since]
    plain = all(each.outcome.kept and each.feeling is None for each in kept)
    return (
        light
        or (plain and len(kept) == params.light_sessions)
        or not dominated(facts.felt(FELT_DATES), params.strength)
    )


def _has_strength(check_in: CheckIn) -> bool:
    return check_in.feeling is not None and check_in.feeling.has_strength


@rule(
    id="pause.lighter_next",
    severity=Severity.PAUSE,
    origin=Origin(OriginKind.JUDGEMENT, "pause_when_dominated"),
    params=LighterNext,
    clears=_lighter_sessions,
    sources=("guide", "breines_chen_2012"),
    step=Step.REST_TOMORROW,
)
def lighter_next(facts: Facts, params: LighterNext) -> Evidence | None:
    """Anxiety or shame dominated several of the last sessions, so the next one is a lighter one.

    A session whose strength is blank is left out, so that an older one stands in for it.
    """
    if facts.recorded is None:
        return None
    sessions = facts.felt(params.sessions, weighed)
    heavy = dominated(sessions, params.strength)
    if len(sessions) < params.smallest or len(heavy) < params.count:
        return None
    return Evidence(felt_rows(heavy), len(heavy), params.count, "light_sessions")
