"""Pause: a session was more than practice carries."""

from collections.abc import Iterable
from datetime import date

from mastery_tui.cues.facts import FELT_DATES, Facts
from mastery_tui.cues.figures import LighterNext, RepeatedPause, SessionDominated
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.rule import Evidence, Origin, Step, rule
from mastery_tui.practice.records import CheckIn

from .shared import counted, felt_rows


def dominated(sessions: Iterable[CheckIn], strength: int) -> tuple[CheckIn, ...]:
    """Those of some sessions in which anxiety or shame has at least a strength."""
    return tuple(session for session in sessions if session.dominating >= strength)


def weighed(check_in: CheckIn) -> bool:
    """Whether a session can be told heavy or not: anxiety or shame with a blank strength is neither."""
    return check_in.feeling is None or not check_in.feeling.distress or check_in.strength is not None


def often_dominated(facts: Facts, params: RepeatedPause | LighterNext, clears_when: str) -> Evidence | None:
    """The evidence that anxiety or shame dominated several of the last sessions.

    A session whose strength is blank is left out, so that an older one stands in for it.
    """
    sessions = facts.felt(params.sessions, weighed)
    heavy = dominated(sessions, params.strength)
    return counted(heavy, sessions, params, felt_rows(heavy), clears_when)


def _next_record(facts: Facts, params: SessionDominated, since: date) -> bool:
    """The next session or rest is recorded."""
    return facts.recorded is not None


@rule(
    id="pause.session_dominated",
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
    return Evidence(felt_rows([check_in]), check_in.dominating, params.strength, "next_record")


def _lighter_sessions(facts: Facts, params: LighterNext, since: date) -> bool:
    """The last sessions are light, or kept without a feeling, or no dominated one is recent any more.

    One whose strength is blank is neither light nor heavy, so the one before it stands in for it.
    """
    felt = facts.felt(FELT_DATES)
    last = [session for session in felt if session.strength is not None or not _has_strength(session)]
    last = last[-params.light_sessions :]
    light = all((session.strength or 0) <= params.light for session in last)
    kept = [session for session in facts.sessions(params.light_sessions) if session.day > since]
    plain = all(session.outcome.kept and session.feeling is None for session in kept)
    return (
        (light and len(last) == params.light_sessions)
        or (plain and len(kept) == params.light_sessions)
        or not dominated(felt, params.strength)
    )


def _has_strength(check_in: CheckIn) -> bool:
    return check_in.feeling is not None and check_in.feeling.has_strength


@rule(
    id="pause.lighter_next",
    origin=Origin(OriginKind.JUDGEMENT, "pause_when_dominated"),
    params=LighterNext,
    clears=_lighter_sessions,
    sources=("guide", "breines_chen_2012"),
    step=Step.REST_TOMORROW,
)
def lighter_next(facts: Facts, params: LighterNext) -> Evidence | None:
    """Anxiety or shame dominated several of the last sessions, so the next one is a lighter one."""
    return often_dominated(facts, params, "light_sessions")
