"""What made-up people say day by day. The same seed says the same."""

from random import Random

from mastery_tui.practice.days import WEEK_DAYS, plan_week
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Feeling, Outcome

from .people import PERSONAS, Persona

__all__ = ["PERSONAS", "Persona", "drafts"]

MOST_EFFORT = 10
MOST_CONFIDENCE = 5
MOST_SCORE = 100
CLEAR = 3
HEAVY = 4
TOOK_OVER = 5

_EASY = (Feeling.FOCUSED, Feeling.CALM, Feeling.FOCUSED, Feeling.SATISFIED, Feeling.FLAT)
_TENSE = (Feeling.CALM, Feeling.FLAT, Feeling.FOCUSED, Feeling.FRUSTRATED)


def drafts(persona: Persona, days: int, seed: int | None = None) -> tuple[Draft | None, ...]:
    """What a persona records on plan days 1 to ``days``; None where a day is not recorded.

    Args:
        persona: who.
        days: how many plan days.
        seed: another seed than the persona's own.
    """
    seed = persona.seed if seed is None else seed
    # What only some of them do is asked of a chance of its own, so that it changes nothing about the others.
    chance, second = Random(seed), Random(f"second {seed}")
    return tuple(_draft(persona, plan_day, chance, second) for plan_day in range(1, days + 1))


def _draft(persona: Persona, plan_day: int, chance: Random, second: Random) -> Draft | None:
    """One day. Chance is asked the same questions each day, so that a changed figure changes one thing."""
    asked = [chance.random() for _ in range(8)]
    amount, effort, confidence = (chance.gauss(0, 1) for _ in range(3))
    tags = tuple(tag for tag, often in zip(persona.contexts, persona.tags, strict=True) if chance.random() < often)
    minutes = chance.randint(*persona.minutes)
    note = _note(persona, chance) if asked[0] < persona.noted else None
    plain, frustrated = second.random() < persona.plain, second.random() < persona.frustrated
    score, drift = second.gauss(0, 1), second.random()
    if persona.is_away(plan_day):
        return None
    if persona.rest_place is not None and (plan_day - persona.rest_place) % WEEK_DAYS == 0:
        return Draft(outcome=Outcome.REST)
    if asked[1] < persona.missed:
        return None
    feeling, strength = _feeling(persona, asked[3], asked[4], asked[5])
    contexts = () if plain else tags or persona.contexts[:1]
    if asked[2] < _cancelling(persona, plan_day):
        return Draft(
            outcome=Outcome.CANCELLED,
            feeling=feeling if feeling.distress else None,
            strength=strength if feeling.distress else None,
            contexts=contexts,
        )
    if frustrated and not feeling.distress:
        feeling, strength = Feeling.FRUSTRATED, CLEAR
    confident = persona.confidence + persona.confidence_gain * plan_day + 0.7 * confidence
    return Draft(
        amount=_amount(persona, plan_day, asked[6], amount),
        errors=_errors(persona, plan_day, amount),
        score=_score(persona, score),
        minutes=minutes + int(persona.minutes_gain * plan_day),
        effort=None if plain else _rounded(persona.effort + persona.effort_gain * plan_day + effort, MOST_EFFORT),
        feeling=feeling,
        strength=strength,
        confidence=_rounded(confident, MOST_CONFIDENCE),
        recoveries=_recoveries(persona, asked[7], drift),
        contexts=contexts,
        note=note,
    )


def _cancelling(persona: Persona, plan_day: int) -> float:
    """The chance that this day's block is cancelled."""
    return persona.crowded if plan_week(plan_day) == persona.crowded_week else persona.cancelled


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


def _recoveries(persona: Persona, often: float, drift: float) -> tuple[int, ...] | None:
    if often >= persona.recovering:
        return None
    # Those that stay within ten minutes are the longer, the more often somebody recovers.
    return (11 + int(often * 20),) if drift < persona.drifting else (4 + min(6, int(often * 20)),)


def _score(persona: Persona, noise: float) -> float | None:
    if persona.score is None:
        return None
    return float(min(MOST_SCORE, max(0, round(persona.score + persona.score_spread * noise))))


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
