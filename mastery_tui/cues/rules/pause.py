"""Pause: a session was more than practice carries."""

from collections.abc import Iterable
from datetime import date

from mastery_tui.cues.facts import FELT_DATES, Facts
from mastery_tui.cues.figures import LighterNext, SessionDominated
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.shapes import Evidence, Origin, Row, Severity, Step, rule
from mastery_tui.practice.records import CheckIn


def dominated(sessions: Iterable[CheckIn], strength: int) -> tuple[CheckIn, ...]:
    """Those of some sessions in which anxiety or shame has at least a strength."""
    return tuple(each for each in sessions if each.dominating >= strength)


def felt_rows(sessions: Iterable[CheckIn]) -> tuple[Row, ...]:
    """What some sessions felt like, as rows; a strength where there is one."""
    rows = []
    for each in sessions:
        if each.feeling is not None:
            rows.append(Row(each.day, "feeling", each.feeling.value))
        if each.strength is not None:
            rows.append(Row(each.day, "strength", each.strength))
    return tuple(rows)


def _next_session(facts: Facts, params: SessionDominated, since: date) -> bool:
    """The next session is recorded; one without a feeling is enough, so that a blank field holds nobody back."""
    check_in = None if facts.recorded is None else facts.recorded.check_in
    return check_in is not None and (check_in.outcome.session or check_in.feeling is not None)


@rule(
    id="pause.session_dominated",
    severity=Severity.PAUSE,
    origin=Origin(OriginKind.GUIDE, "pause_when_dominated"),
    params=SessionDominated,
    clears=_next_session,
    sources=("guide", "breines_chen_2012"),
)
def session_dominated(facts: Facts, params: SessionDominated) -> Evidence | None:
    """Anxiety or shame dominated this session."""
    check_in = None if facts.recorded is None else facts.recorded.check_in
    if check_in is None or check_in.dominating < params.strength:
        return None
    return Evidence(felt_rows((check_in,)), check_in.dominating, params.strength, "next_session")


def _lighter_sessions(facts: Facts, params: LighterNext, since: date) -> bool:
    """The last sessions are light, or no dominated one is recent any more: a blank field holds nobody back."""
    last = facts.felt(params.light_sessions)
    light = len(last) == params.light_sessions and not dominated(last, params.light + 1)
    return light or not dominated(facts.felt(FELT_DATES), params.strength)


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
    """Anxiety or shame dominated several of the last sessions, so the next one is a lighter one."""
    if facts.recorded is None:
        return None
    sessions = facts.felt(params.sessions)
    heavy = dominated(sessions, params.strength)
    if len(sessions) < params.smallest or len(heavy) < params.count:
        return None
    return Evidence(felt_rows(heavy), len(heavy), params.count, "light_sessions")
