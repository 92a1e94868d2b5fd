"""Made-up people: what describes them, in figures.

The figures were written down before any rule was tuned. One came later: ``drifting``, once it showed that without it
nobody's recovery takes longer than ten minutes; it makes for more cues, never for fewer.
"""

from collections.abc import Mapping

from msgspec import Struct

from mastery_tui import guide
from mastery_tui.practice.records import Better, FeedbackKind, ResultKind


class Persona(Struct, frozen=True, kw_only=True):
    """A person, in figures; the words they use stand in ``guide/en/demo.toml``.

    Attributes:
        name: as typed after ``mastery demo``.
        seed: of everything that chance decides.
        plan_day: the plan day on which they are met, not recorded yet.
        target: the target, in the unit.
        minimum: the minimum, in the unit.
        level: the amount of an ordinary first day.
        gain: what is added to it each day.
        spread: standard deviation of a day's amount.
        step: amounts are a multiple of this.
        result: the number that tells improvement.
        better: its direction.
        feedback_kind: what kind of source they trust.
        errors: errors on the first day, None where they are not counted.
        score: mean score, None where nothing is scored.
        score_spread: standard deviation of a day's score.
        rest_place: the place in the plan week on which they rest, 1 to 7; None for no rest.
        missed: chance that a day is not recorded.
        away: the first and last plan day of a time in which nothing is recorded, None for no such time.
        cancelled: chance that a block is cancelled.
        crowded_week: the plan week in which more is cancelled, None for none.
        crowded: chance that a block is cancelled in that week.
        bare: chance that a day brings about the minimum only.
        short: chance that a day stays under the minimum.
        plain: chance that effort and contexts stay blank.
        minutes: shortest and longest session.
        minutes_gain: what is added to both each day.
        effort: mean effort, 1 to 10.
        effort_gain: what is added to it each day.
        confidence: mean confidence on the first day, 1 to 5.
        confidence_gain: what is added to it each day.
        distressed: chance that a session is anxious or ashamed.
        heavy: chance that distress has a strength of 4 or 5.
        frustrated: chance that another session is frustrated, beside what its usual feelings bring.
        recovering: chance of a recovery inside a session.
        drifting: chance that such a recovery takes more than ten minutes; one figure for everybody.
        noted: chance of a note.
        tags: chance of each context, in the order of the words.
        feedback_days: plan days of a feedback check.
        second_opinions: those of them on which another source is asked.
        adjustment_days: plan days on which an adjustment is opened.
        lighter_minimum: the minimum they lock on day 8, None for the first one.
    """

    name: str
    seed: int
    plan_day: int
    target: float
    minimum: float
    level: float
    gain: float
    spread: float
    step: float
    result: ResultKind = ResultKind.AMOUNT
    better: Better = Better.MORE
    feedback_kind: FeedbackKind = FeedbackKind.COMPARISON
    errors: float | None = None
    score: float | None = None
    score_spread: float = 0.0
    rest_place: int | None = None
    missed: float = 0.0
    away: tuple[int, int] | None = None
    cancelled: float = 0.0
    crowded_week: int | None = None
    crowded: float = 0.0
    bare: float = 0.0
    short: float = 0.0
    plain: float = 0.0
    minutes: tuple[int, int] = (20, 40)
    minutes_gain: float = 0.0
    effort: float = 5.0
    effort_gain: float = 0.0
    confidence: float = 3.0
    confidence_gain: float = 0.0
    distressed: float = 0.0
    heavy: float = 0.0
    frustrated: float = 0.0
    recovering: float = 0.0
    drifting: float = 0.2
    noted: float = 0.0
    tags: tuple[float, ...] = ()
    feedback_days: tuple[int, ...] = (17, 27)
    second_opinions: tuple[int, ...] = ()
    adjustment_days: tuple[int, ...] = (18,)
    lighter_minimum: float | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """What they call things, and what they write."""
        return guide.words(f"demo_{self.name}")

    @property
    def contexts(self) -> tuple[str, ...]:
        """Their context tags."""
        return tuple(self.words["contexts"].split())

    def is_away(self, plan_day: int) -> bool:
        """Whether nothing at all is recorded around this plan day."""
        return self.away is not None and self.away[0] <= plan_day <= self.away[1]


STEADY = Persona(
    name="steady",
    seed=25,
    plan_day=12,
    target=400,
    minimum=150,
    level=385,
    gain=4,
    spread=40,
    step=1,
    feedback_kind=FeedbackKind.COACH,
    rest_place=4,
    missed=0.06,
    cancelled=0.08,
    bare=0.12,
    minutes=(22, 38),
    effort=5.5,
    confidence=3.2,
    confidence_gain=0.03,
    distressed=0.03,
    recovering=0.1,
    noted=0.5,
    tags=(0.8, 0.7, 0.4),
)

BUSY = Persona(
    name="busy",
    seed=11,
    plan_day=20,
    target=20,
    minimum=5,
    level=19,
    gain=0.1,
    spread=5,
    step=1,
    rest_place=7,
    missed=0.15,
    cancelled=0.14,
    crowded_week=3,
    crowded=0.4,
    bare=0.35,
    short=0.05,
    plain=0.4,
    minutes=(6, 20),
    effort=5.0,
    confidence=3.0,
    confidence_gain=0.01,
    distressed=0.04,
    heavy=0.2,
    recovering=0.05,
    noted=0.2,
    tags=(0.5, 0.4, 0.3),
)

PLATEAUED = Persona(
    name="plateaued",
    seed=2,
    plan_day=22,
    target=40,
    minimum=15,
    level=40,
    gain=0,
    spread=5,
    step=1,
    result=ResultKind.SCORE,
    feedback_kind=FeedbackKind.COACH,
    score=62,
    score_spread=8,
    rest_place=7,
    missed=0.05,
    cancelled=0.06,
    bare=0.1,
    short=0.03,
    minutes=(28, 40),
    minutes_gain=0.8,
    effort=5.8,
    effort_gain=0.05,
    confidence=3.2,
    confidence_gain=-0.01,
    distressed=0.05,
    heavy=0.3,
    frustrated=0.2,
    recovering=0.05,
    noted=0.4,
    tags=(0.8, 0.5, 0.3),
)

PERFECTIONIST = Persona(
    name="perfectionist",
    seed=1,
    plan_day=19,
    target=3,
    minimum=1,
    level=3.4,
    gain=0.05,
    spread=0.8,
    step=1,
    result=ResultKind.ERRORS,
    better=Better.FEWER,
    feedback_kind=FeedbackKind.RUBRIC,
    errors=8,
    missed=0.01,
    cancelled=0.04,
    bare=0.05,
    minutes=(40, 80),
    minutes_gain=0.5,
    effort=7.4,
    effort_gain=0.03,
    confidence=2.6,
    confidence_gain=-0.01,
    distressed=0.18,
    heavy=0.35,
    frustrated=0.35,
    recovering=0.1,
    noted=0.8,
    tags=(0.9, 0.6, 0.4),
    feedback_days=(9, 11, 12, 16, 18, 19, 23, 25, 27),
    second_opinions=(12, 19, 25),
    adjustment_days=(9, 12, 18, 20, 24),
)

ANXIOUS = Persona(
    name="anxious",
    seed=36,
    plan_day=16,
    target=20,
    minimum=5,
    level=20,
    gain=0.1,
    spread=5,
    step=1,
    result=ResultKind.ERRORS,
    better=Better.FEWER,
    feedback_kind=FeedbackKind.COACH,
    errors=9,
    rest_place=7,
    missed=0.04,
    cancelled=0.15,
    bare=0.15,
    short=0.08,
    minutes=(12, 45),
    effort=7.2,
    confidence=2.4,
    confidence_gain=0.01,
    distressed=0.5,
    heavy=0.45,
    recovering=0.35,
    noted=0.6,
    tags=(0.85, 0.6, 0.25),
    feedback_days=(11, 17, 27),
    adjustment_days=(13, 18),
    lighter_minimum=4,
)

RETURNING = Persona(
    name="returning",
    seed=14,
    plan_day=16,
    target=10,
    minimum=3,
    level=11,
    gain=0.05,
    spread=3,
    step=1,
    rest_place=4,
    missed=0.06,
    away=(11, 15),
    cancelled=0.1,
    bare=0.15,
    short=0.03,
    minutes=(8, 20),
    effort=4.8,
    confidence=3.0,
    confidence_gain=0.02,
    distressed=0.08,
    heavy=0.25,
    recovering=0.05,
    noted=0.4,
    tags=(0.7, 0.5, 0.3),
)

PERSONAS = {persona.name: persona for persona in (STEADY, BUSY, PLATEAUED, PERFECTIONIST, ANXIOUS, RETURNING)}
"""By the name that follows ``mastery demo``."""
