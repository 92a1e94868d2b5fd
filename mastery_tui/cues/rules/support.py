"""Support: more than a practice plan can carry."""

from datetime import date

from mastery_tui.cues.facts import Facts
from mastery_tui.cues.figures import RepeatedPause
from mastery_tui.cues.params import OriginKind
from mastery_tui.cues.rule import Evidence, Origin, Step, rule

from .pause import dominated, often_dominated, weighed


def _lighter(facts: Facts, params: RepeatedPause, since: date) -> bool:
    """Few of the last sessions are dominated: by lighter ones, or by the dates that went by since."""
    return len(dominated(facts.felt(params.sessions, weighed), params.strength)) <= params.clears_at


@rule(
    id="support.repeated_pause",
    origin=Origin(OriginKind.JUDGEMENT, "more_than_practice_carries"),
    params=RepeatedPause,
    clears=_lighter,
    step=Step.SUPPORT_SCREEN,
)
def repeated_pause(facts: Facts, params: RepeatedPause) -> Evidence | None:
    """Anxiety or shame dominates many of the last sessions, over a cycle's start too."""
    return often_dominated(facts, params, "few_dominated")
