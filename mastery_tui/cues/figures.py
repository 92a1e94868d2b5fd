"""The figures of each rule: default, bounds, unit and origin, in the order of the rules.

A figure that only ends a cue, ``clears_at``, lies under the one that begins it, so that a cue does not flicker.
"""

from typing import Annotated

from msgspec import Meta

from .params import OriginKind, Params, Unit, of

_GUIDE, _JUDGED, _LITERATURE = OriginKind.GUIDE, OriginKind.JUDGEMENT, OriginKind.LITERATURE

_Strength = Annotated[int, Meta(ge=2, le=5, extra=of(Unit.STRENGTH, _JUDGED))]
_Sessions = Annotated[int, Meta(ge=2, le=14, extra=of(Unit.SESSIONS, _JUDGED))]
_Fewest = Annotated[int, Meta(ge=1, le=14, extra=of(Unit.SESSIONS, _JUDGED))]
_Left = Annotated[int, Meta(ge=0, le=13, extra=of(Unit.SESSIONS, _JUDGED))]

# -- support and pause -------------------------------------------------------------------------------------------------


class RepeatedPause(Params, frozen=True):
    """support.repeated_pause: how many of the last sessions are dominated, and from which strength on one is."""

    strength: _Strength = 4
    sessions: _Sessions = 7
    count: _Fewest = 3
    smallest: _Fewest = 3
    clears_at: _Left = 1


class SessionDominated(Params, frozen=True):
    """pause.session_dominated: from which strength on anxiety or shame dominates a session."""

    strength: _Strength = 4


class LighterNext(Params, frozen=True):
    """pause.lighter_next: how many of the last sessions are dominated; how many lighter ones, up to which strength."""

    strength: _Strength = 4
    sessions: _Sessions = 3
    count: _Fewest = 2
    smallest: _Fewest = 2
    light: Annotated[int, Meta(ge=1, le=4, extra=of(Unit.STRENGTH, _JUDGED))] = 2
    light_sessions: Annotated[int, Meta(ge=1, le=5, extra=of(Unit.SESSIONS, _JUDGED))] = 2


# -- recover -----------------------------------------------------------------------------------------------------------


class RestartDue(Params, frozen=True):
    """recover.restart_due: the minutes that a recovery may take."""

    minutes: Annotated[int, Meta(ge=1, le=60, extra=of(Unit.MINUTES, _GUIDE))] = 10


class SecondCancel(Params, frozen=True):
    """recover.second_cancel: cancelled blocks in a plan week, or scheduled days running."""

    count: Annotated[int, Meta(ge=2, le=7, extra=of(Unit.BLOCKS, _GUIDE))] = 2
    run: Annotated[int, Meta(ge=2, le=7, extra=of(Unit.DAYS, _JUDGED))] = 2


class WelcomeBack(Params, frozen=True):
    """recover.welcome_back: scheduled days running that are not recorded."""

    run: Annotated[int, Meta(ge=2, le=14, extra=of(Unit.DAYS, _JUDGED))] = 3


class EffortCreep(Params, frozen=True):
    """recover.effort_creep: how far the median effort of the last sessions lies over the baseline's."""

    gap: Annotated[int, Meta(ge=1, le=5, extra=of(Unit.EFFORT, _JUDGED))] = 2
    sessions: Annotated[int, Meta(ge=2, le=7, extra=of(Unit.SESSIONS, _JUDGED))] = 3
    smallest: Annotated[int, Meta(ge=5, le=20, extra=of(Unit.VALUES, _JUDGED))] = 8
    clears_at: Annotated[int, Meta(ge=0, le=4, extra=of(Unit.EFFORT, _JUDGED))] = 1


class NoRest(Params, frozen=True):
    """recover.no_rest: sessions running without a rest, how hard the last of them were, and how near a rest is."""

    run: Annotated[int, Meta(ge=5, le=21, extra=of(Unit.SESSIONS, _GUIDE))] = 10
    effort: Annotated[int, Meta(ge=4, le=10, extra=of(Unit.EFFORT, _JUDGED))] = 7
    sessions: Annotated[int, Meta(ge=3, le=10, extra=of(Unit.SESSIONS, _JUDGED))] = 5
    due: Annotated[int, Meta(ge=0, le=7, extra=of(Unit.DAYS, _JUDGED))] = 2


# -- adjust ------------------------------------------------------------------------------------------------------------


class TimeBeforeIntensity(Params, frozen=True):
    """adjust.time_before_intensity: how much longer sessions became, and how many that takes in each week."""

    rise: Annotated[int, Meta(ge=5, le=100, extra=of(Unit.PERCENT, _JUDGED))] = 20
    smallest: Annotated[int, Meta(ge=2, le=7, extra=of(Unit.SESSIONS, _JUDGED))] = 3


class NoClearChange(Params, frozen=True):
    """adjust.no_clear_change: how many plan days are looked at, and how many results that takes."""

    window: Annotated[int, Meta(ge=8, le=21, extra=of(Unit.PLAN_DAYS, _JUDGED))] = 14
    smallest: Annotated[int, Meta(ge=5, le=21, extra=of(Unit.RESULTS, _JUDGED))] = 8


class OneChange(Params, frozen=True):
    """adjust.one_change: how many adjustments may be open at once."""

    count: Annotated[int, Meta(ge=1, le=5, extra=of(Unit.ADJUSTMENTS, _GUIDE))] = 1


class OneSource(Params, frozen=True):
    """adjust.one_source: how many sources, and how many looks, a plan week holds."""

    sources: Annotated[int, Meta(ge=1, le=5, extra=of(Unit.SOURCES, _GUIDE))] = 1
    checks: Annotated[int, Meta(ge=1, le=14, extra=of(Unit.CHECKS, _JUDGED))] = 3
    smallest: Annotated[int, Meta(ge=2, le=7, extra=of(Unit.CHECKS, _JUDGED))] = 2


class ShrinkMinimum(Params, frozen=True):
    """adjust.shrink_minimum: how many of the last recorded days were not kept, and from which plan day on."""

    count: Annotated[int, Meta(ge=2, le=14, extra=of(Unit.DAYS, _JUDGED))] = 4
    days: Annotated[int, Meta(ge=3, le=14, extra=of(Unit.DAYS, _JUDGED))] = 7
    smallest: Annotated[int, Meta(ge=3, le=14, extra=of(Unit.DAYS, _JUDGED))] = 5
    from_day: Annotated[int, Meta(ge=4, le=22, extra=of(Unit.PLAN_DAYS, _GUIDE))] = 8
    clears_at: Annotated[int, Meta(ge=0, le=13, extra=of(Unit.DAYS, _JUDGED))] = 2


class ProcessMissing(Params, frozen=True):
    """adjust.process_missing: how many of the last sessions say nothing of the process."""

    count: _Fewest = 5
    sessions: _Sessions = 7
    smallest: _Fewest = 5
    clears_at: _Left = 2


# -- note --------------------------------------------------------------------------------------------------------------


class SpareUsed(Params, frozen=True):
    """note.spare_used: which cancelled block of a plan week uses the spare."""

    count: Annotated[int, Meta(ge=1, le=3, extra=of(Unit.BLOCKS, _GUIDE))] = 1


class BadWeek(Params, frozen=True):
    """note.bad_week: how far a week's rate lies under that of the weeks before, and how high theirs was."""

    drop: Annotated[int, Meta(ge=10, le=80, extra=of(Unit.POINTS, _JUDGED))] = 30
    before: Annotated[int, Meta(ge=30, le=100, extra=of(Unit.PERCENT, _JUDGED))] = 60
    smallest: Annotated[int, Meta(ge=3, le=7, extra=of(Unit.DAYS, _JUDGED))] = 4


class ConfidenceGap(Params, frozen=True):
    """note.confidence_gap: how far confidence rose from the first sessions to the last, between which plan days."""

    gap: Annotated[int, Meta(ge=1, le=4, extra=of(Unit.CONFIDENCE, _JUDGED))] = 1
    sessions: Annotated[int, Meta(ge=3, le=7, extra=of(Unit.SESSIONS, _JUDGED))] = 5
    smallest: Annotated[int, Meta(ge=6, le=14, extra=of(Unit.VALUES, _JUDGED))] = 10
    from_day: Annotated[int, Meta(ge=1, le=21, extra=of(Unit.PLAN_DAYS, _LITERATURE))] = 5
    until_day: Annotated[int, Meta(ge=10, le=30, extra=of(Unit.PLAN_DAYS, _LITERATURE))] = 21


class DepthFirst(Params, frozen=True):
    """note.depth_first: which share of pairs is better than the baseline, and how many values that takes on each side.

    ``each`` is 5 because fewer are too few to compare; together that makes 10.
    """

    nap: Annotated[float, Meta(ge=0.72, le=1.0, extra=of(Unit.SHARE, _LITERATURE))] = 0.84
    each: Annotated[int, Meta(ge=3, le=10, extra=of(Unit.VALUES, _JUDGED))] = 5


class FewerErrors(Params, frozen=True):
    """note.fewer_errors: how many of the last kept sessions felt frustrated or ashamed."""

    count: _Fewest = 3
    sessions: _Sessions = 5
    smallest: _Fewest = 5
    clears_at: _Left = 1
