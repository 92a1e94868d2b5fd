"""A check-in as it is being told, and the record it becomes."""

from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace as replaced

from .records import CheckIn, Feeling, Outcome, Source, checked
from .refused import Refused
from .text import clean_note
from .timeline import Day, outcome_of


class Draft(Struct, frozen=True, kw_only=True):
    """What a person has said about a day so far; None is not said.

    Attributes:
        add: the amount and the minutes are added to what is recorded already.
    """

    outcome: Outcome | None = None
    amount: float | None = None
    add: bool = False
    errors: int | None = None
    score: float | None = None
    minutes: int | None = None
    effort: int | None = None
    feeling: Feeling | None = None
    strength: int | None = None
    confidence: int | None = None
    recoveries: tuple[int, ...] | None = None
    contexts: tuple[str, ...] | None = None
    note: str | None = None


N = TypeVar("N", int, float)
_RISING = (Outcome.REST, Outcome.CANCELLED, Outcome.PARTIAL, Outcome.MINIMUM, Outcome.DONE)
_FIELDS = tuple(name for name in Draft.__struct_fields__ if name != "add")


def draft_of(check_in: CheckIn) -> Draft:
    """The draft that would record this check-in again."""
    return Draft(
        outcome=check_in.outcome,
        amount=check_in.amount,
        errors=check_in.errors,
        score=check_in.score,
        minutes=check_in.minutes,
        effort=check_in.effort,
        feeling=check_in.feeling,
        strength=check_in.strength,
        confidence=check_in.confidence,
        recoveries=check_in.recoveries,
        contexts=check_in.contexts,
        note=check_in.note,
    )


def check_day(day: date, outcome: Outcome | None, started_on: date, last: date | None, today: date) -> None:
    """Refuse a date that cannot be recorded: outside the cycle, or ahead of today unless it is a rest.

    Raises:
        Refused: ``day.before_start``, ``day.after_end`` or ``day.future``.
    """
    if day < started_on:
        raise Refused("day.before_start", first=started_on)
    if last is not None and day > last:
        raise Refused("day.after_end", last=last)
    if day > today and outcome is not Outcome.REST:
        raise Refused("day.future", today=today)


def check_in_of(
    draft: Draft,
    day: Day,
    *,
    cycle: str,
    yes_no: bool,
    source: Source,
    at: datetime,
    existing: CheckIn | None = None,
    base: Draft | None = None,
    rest_planned: bool = False,
    ahead: bool = False,
) -> CheckIn:
    """The record that a draft becomes.

    Args:
        draft: what was said.
        day: the day it is said about; its standard decides the outcome.
        cycle: the cycle's id.
        yes_no: whether the behaviour is done or not, without an amount.
        source: the face that records it.
        at: this moment.
        existing: what is recorded already; fields that are not said keep its values.
        base: what a form began with: then the fields that differ from it are what is said, blank ones too, and the
            others keep what is recorded by now.
        rest_planned: whether a rest was recorded ahead for this day.
        ahead: whether the day lies ahead, so that a rest is a planned one.

    Raises:
        Refused: for a value out of bounds, or where no outcome follows.
    """
    overridden = draft.outcome is not None
    if existing is not None:
        draft = _joined(draft, existing, base)
    if yes_no and draft.amount is not None:
        raise Refused("amount.yes_no")
    outcome = _outcome(draft, day, yes_no=yes_no)
    if existing is not None and draft.add and not overridden:
        # More practice on a day never makes less of it, whatever its outcome was overridden to.
        outcome = max(outcome, existing.outcome, key=_RISING.index)
    if outcome is Outcome.CANCELLED and (rest_planned or day.rest_weekday):
        outcome = Outcome.REST
    resting = outcome is Outcome.REST
    return checked(
        CheckIn(
            id="new" if existing is None else existing.id,
            cycle=cycle,
            at=at,
            day=day.day,
            outcome=outcome,
            amount=None if resting else draft.amount,
            errors=None if resting else draft.errors,
            score=None if resting else draft.score,
            minutes=draft.minutes,
            effort=draft.effort,
            feeling=draft.feeling,
            strength=draft.strength,
            confidence=draft.confidence,
            recoveries=draft.recoveries or (),
            contexts=() if resting else draft.contexts or (),
            note=clean_note(draft.note or ""),
            planned=rest_planned or (resting and ahead),
            source=source,
        )
    )


def _outcome(draft: Draft, day: Day, *, yes_no: bool) -> Outcome:
    if draft.outcome is not None:
        return draft.outcome
    if draft.amount is None:
        raise Refused("outcome.missing" if yes_no else "amount.missing")
    return outcome_of(draft.amount, day.target, day.minimum)


def _joined(draft: Draft, existing: CheckIn, base: Draft | None) -> Draft:
    if base is not None:
        return _filled_in(draft, existing, base)
    return _added(draft, existing) if draft.add else _over(draft, existing)


def _filled_in(draft: Draft, existing: CheckIn, base: Draft) -> Draft:
    """What a form says, laid over what is recorded by now: another window may have written since the form began."""
    old = draft_of(existing)
    said = {name: getattr(draft, name) for name in _FIELDS if _plain(draft, name) != _plain(base, name)}
    if "feeling" in said or "strength" in said:
        said |= {"feeling": draft.feeling, "strength": draft.strength}
    if draft.add:
        said["amount"] = sum_of(existing.amount, draft.amount)
    elif "amount" in said or draft.outcome not in (None, base.outcome):
        said["outcome"] = draft.outcome
    else:
        said.pop("outcome", None)  # decided when it was saved, and kept
    return replaced(old, add=draft.add, **said)


def _plain(draft: Draft, name: str) -> object:
    """A field's value; no text and no tags are the same as nothing said."""
    value = getattr(draft, name)
    return None if value in ("", ()) else value


def _over(draft: Draft, existing: CheckIn) -> Draft:
    """The draft laid over what is recorded: a new amount decides the outcome anew, a new feeling drops the strength."""
    old = draft_of(existing)
    said = {name: getattr(draft, name) for name in _FIELDS if getattr(draft, name) is not None}
    if "amount" in said and "outcome" not in said:
        said["outcome"] = None
    if "feeling" in said and "strength" not in said:
        said["strength"] = old.strength if draft.feeling is old.feeling else None
    return replaced(old, **said)


def _added(draft: Draft, existing: CheckIn) -> Draft:
    """The draft added to what is recorded: amounts and minutes add up, the stronger distress stays."""
    over = _over(draft, existing)
    stronger = _distress(existing) > _distress(draft)
    return replaced(
        over,
        add=True,
        amount=sum_of(existing.amount, draft.amount),
        minutes=sum_of(existing.minutes, draft.minutes),
        recoveries=existing.recoveries + (draft.recoveries or ()),
        feeling=existing.feeling if stronger else over.feeling,
        strength=existing.strength if stronger else over.strength,
        note="\n".join(part for part in (existing.note, draft.note or "") if part),
    )


def _distress(told: Draft | CheckIn) -> tuple[bool, bool, int]:
    """Anxious and ashamed outweigh frustrated, which outweighs the rest; then the strength decides."""
    if told.feeling is None:
        return False, False, 0
    return told.feeling.distress, told.feeling.has_strength, told.strength or 0


def sum_of(old: N | None, new: N | None) -> N | None:
    """What is recorded and what is added, together; None is nothing told."""
    if old is None or new is None:
        return new if old is None else old
    # Rounded, so that 0.7 and 0.1 reach 0.8.
    return round(old + new, 6)
