"""Made-up people: what describes them, and what they say day by day. The same seed says the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from mastery_tui import guide
from mastery_tui.practice.days import WEEK_DAYS
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Better, FeedbackKind, Feeling, Outcome, ResultKind

MOST_EFFORT = 10
MOST_CONFIDENCE = 5
CLEAR = 3
HEAVY = 4
TOOK_OVER = 5


@dataclass(frozen=True, slots=True)
class Persona:
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
        rest_place: the place in the plan week on which they rest, 1 to 7; None for no rest.
        missed: chance that a day is not recorded.
        cancelled: chance that a block is cancelled.
        bare: chance that a day brings about the minimum only.
        short: chance that a day stays under the minimum.
        minutes: shortest and longest session.
        effort: mean effort, 1 to 10.
        confidence: mean confidence on the first day, 1 to 5.
        confidence_gain: what is added to it each day.
        distressed: chance that a session is anxious or ashamed.
        heavy: chance that distress has a strength of 4 or 5.
        recovering: chance of a recovery inside a session.
        noted: chance of a note.
        tags: chance of each context, in the order of the words.
        feedback_days: plan days of a feedback check.
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
    rest_place: int | None = None
    missed: float = 0.0
    cancelled: float = 0.0
    bare: float = 0.0
    short: float = 0.0
    minutes: tuple[int, int] = (20, 40)
    effort: float = 5.0
    confidence: float = 3.0
    confidence_gain: float = 0.0
    distressed: float = 0.0
    heavy: float = 0.0
    recovering: float = 0.0
    noted: float = 0.0
    tags: tuple[float, ...] = field(default=())
    feedback_days: tuple[int, ...] = (17, 27)
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

PERSONAS = {each.name: each for each in (STEADY, ANXIOUS)}
"""By the name that follows ``mastery demo``."""

_EASY = (Feeling.FOCUSED, Feeling.CALM, Feeling.FOCUSED, Feeling.SATISFIED, Feeling.FLAT)
_TENSE = (Feeling.CALM, Feeling.FLAT, Feeling.FOCUSED, Feeling.FRUSTRATED)


def drafts(persona: Persona, days: int, seed: int | None = None) -> tuple[Draft | None, ...]:
    """What a persona records on plan days 1 to ``days``; None where a day is not recorded.

    Args:
        persona: who.
        days: how many plan days.
        seed: another seed than the persona's own.
    """
    chance = Random(persona.seed if seed is None else seed)
    return tuple(_draft(persona, plan_day, chance) for plan_day in range(1, days + 1))


def _draft(persona: Persona, plan_day: int, chance: Random) -> Draft | None:
    """One day. Chance is asked the same questions each day, so that a changed figure changes one thing."""
    asked = [chance.random() for _ in range(8)]
    amount, effort, confidence = (chance.gauss(0, 1) for _ in range(3))
    tags = tuple(tag for tag, often in zip(persona.contexts, persona.tags, strict=True) if chance.random() < often)
    minutes = chance.randint(*persona.minutes)
    note = _note(persona, chance) if asked[0] < persona.noted else None
    if persona.rest_place is not None and (plan_day - persona.rest_place) % WEEK_DAYS == 0:
        return Draft(outcome=Outcome.REST)
    if asked[1] < persona.missed:
        return None
    if asked[2] < persona.cancelled:
        feeling, strength = _feeling(persona, asked[3], asked[4], asked[5])
        distressed = feeling.distress
        return Draft(
            outcome=Outcome.CANCELLED,
            feeling=feeling if distressed else None,
            strength=strength if distressed else None,
            contexts=tags or persona.contexts[:1],
        )
    feeling, strength = _feeling(persona, asked[3], asked[4], asked[5])
    return Draft(
        amount=_amount(persona, plan_day, asked[6], amount),
        errors=_errors(persona, plan_day, amount),
        minutes=minutes,
        effort=_rounded(persona.effort + effort, MOST_EFFORT),
        feeling=feeling,
        strength=strength,
        confidence=_rounded(
            persona.confidence + persona.confidence_gain * plan_day + 0.7 * confidence, MOST_CONFIDENCE
        ),
        recoveries=(4 + int(asked[7] * 20),) if asked[7] < persona.recovering else None,
        contexts=tags or persona.contexts[:1],
        note=note,
    )


def _amount(persona: Persona, plan_day: int, kind: float, noise: float) -> float:
    ordinary = persona.level + persona.gain * plan_day + persona.spread * noise
    if kind < persona.short:
        ordinary = persona.minimum * 0.6
    elif kind < persona.short + persona.bare:
        ordinary = persona.minimum * 1.15 + persona.spread * abs(noise) / 4
    return max(persona.step, round(ordinary / persona.step) * persona.step)


def _errors(persona: Persona, plan_day: int, noise: float) -> int | None:
    if persona.errors is None:
        return None
    return max(0, round(persona.errors - 0.15 * plan_day + 1.5 * noise))


def _feeling(persona: Persona, distress: float, weight: float, which: float) -> tuple[Feeling, int | None]:
    if distress < persona.distressed:
        feeling = Feeling.ASHAMED if which < 0.3 else Feeling.ANXIOUS
        if weight < persona.heavy:
            return feeling, TOOK_OVER if weight < persona.heavy / 3 else HEAVY
        return feeling, CLEAR if which < 0.6 else CLEAR - 1
    known = _TENSE if persona.distressed >= 0.3 else _EASY
    feeling = known[int(which * len(known))]
    return feeling, CLEAR - 1 if feeling.has_strength else None


def _note(persona: Persona, chance: Random) -> str:
    notes = [text for key, text in persona.words.items() if key.startswith("note_")]
    return chance.choice(notes)


def _rounded(value: float, most: int) -> int:
    return min(most, max(1, round(value)))
