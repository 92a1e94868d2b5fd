"""Pause: a session was more than practice carries."""

from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.params import OriginKind, SessionDominated
from mastery_tui.cues.shapes import Evidence, Origin, Row, Severity, rule


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
)
def session_dominated(facts: Facts, params: SessionDominated) -> Evidence | None:
    """Anxiety or shame dominated this session."""
    check_in = None if facts.recorded is None else facts.recorded.check_in
    if check_in is None or check_in.feeling is None or check_in.dominating < params.strength:
        return None
    rows = (Row(facts.day, "feeling", check_in.feeling.value), Row(facts.day, "strength", check_in.dominating))
    return Evidence(rows, check_in.dominating, params.strength, "next_session")
