"""A check-in as it is being told, the record it becomes, and the one merge of what a form holds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace as replaced

from .numbers import minutes_in
from .records import CheckIn, Feeling, Outcome, Source, checked
from .refused import Refused
from .text import clean_note
from .timeline import Day, Timeline, outcome_of


class Draft(Struct, frozen=True, kw_only=True):
    """What a person has said about a day so far: UNSET is not said, None is cleared.

    Attributes:
        outcome: None follows from the amount.
        sessions: ids of the timer's sessions that this deals with.
        add: one more session is told: its amount, minutes, recoveries and note are added to what is recorded, and the
            stronger distress stays.
        edited: a form of the whole day says it: but for an amount that is added, what is said takes the place of what
            is recorded.
    """

    outcome: Outcome | UnsetType | None = UNSET
    amount: float | UnsetType | None = UNSET
    errors: int | UnsetType | None = UNSET
    score: float | UnsetType | None = UNSET
    minutes: int | UnsetType | None = UNSET
    effort: int | UnsetType | None = UNSET
    feeling: Feeling | UnsetType | None = UNSET
    strength: int | UnsetType | None = UNSET
    confidence: int | UnsetType | None = UNSET
    recoveries: tuple[int, ...] | UnsetType | None = UNSET
    contexts: tuple[str, ...] | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    sessions: tuple[str, ...] | UnsetType | None = UNSET
    add: bool = False
    edited: bool = False


N = TypeVar("N", int, float)
_RISING = (Outcome.REST, Outcome.CANCELLED, Outcome.PARTIAL, Outcome.MINIMUM, Outcome.DONE)
_FIELDS = tuple(name for name in Draft.__struct_fields__ if name not in ("add", "edited"))
NOT_PRACTISED = (Outcome.CANCELLED, Outcome.REST)
"""The outcomes of a day without practice: they deal with no session of the timer."""
_NOT_OF_A_REST = ("amount", "errors", "score", "contexts")
_BROUGHT_ALONG = {"amount": "outcome", "feeling": "strength", "strength": "feeling"}
"""Fields of a form that are said together: an amount decides its outcome, and a strength is of one feeling."""


def edited(begun: Draft, now: Draft) -> Draft:
    """What a form of the whole day says: the fields that differ from what it began with, and what goes with them.

    Args:
        begun: what is recorded, as the form showed it; its outcome is None where that follows from the amount.
        now: what stands in the form.
    """
    differ = {name for name in _FIELDS if _plain(begun, name) != _plain(now, name)}
    if now.add:
        differ.add("amount")
    said = differ | {_BROUGHT_ALONG[name] for name in differ if name in _BROUGHT_ALONG}
    return replaced(now, edited=True, **{name: UNSET for name in _FIELDS if name not in said})


def _plain(draft: Draft, name: str) -> object:
    """A field's value; no text and no tags are the same as nothing."""
    value = getattr(draft, name)
    return None if value in ("", (), UNSET) else value


def changed(begun: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form whose texts differ from what it began with."""
    return {name: text for name, text in now.items() if text != begun.get(name)}


def merged(begun: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """The texts of a form whose record was changed elsewhere: what was changed here stays, the rest is as it is there.

    Where another feeling or amount stands there, what goes with the one here stays too.

    Args:
        begun: what the form began with.
        mine: what stands in it.
        theirs: what it would begin with now.
    """
    said = changed(begun, mine)
    along = {_BROUGHT_ALONG[name] for name in said if name in _BROUGHT_ALONG and said[name] != theirs.get(name)}
    return {**theirs, **{name: mine[name] for name in along if name in mine}, **said}


def check_day(day: date, outcome: Outcome | UnsetType | None, started_on: date, last: date | None, today: date) -> None:
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


def open_for_rest(timeline: Timeline, day: date) -> Day:
    """The day, where a rest can be recorded for it.

    Raises:
        Refused: ``day.before_start``, ``day.after_end``, ``rest.past``, ``rest.paused``, ``rest.recorded`` for a day
            that holds anything but a rest, ``rest.already`` where it is one.
    """
    check_day(day, Outcome.REST, timeline.first_day, timeline.plan.last, timeline.today)
    if day < timeline.today:
        raise Refused("rest.past", today=timeline.today)
    if timeline.plan.is_paused(day):
        raise Refused("rest.paused", day=day)
    found = timeline.require_day(day)
    if found.check_in is not None and found.check_in.outcome is not Outcome.REST:
        raise Refused("rest.recorded", day=day)
    if found.check_in is not None or found.rest_weekday:
        raise Refused("rest.already", day=day)
    return found


def can_rest(timeline: Timeline, day: date) -> bool:
    """Whether a rest can be recorded for a day."""
    try:
        open_for_rest(timeline, day)
    except Refused:
        return False
    return True


def check_in_of(
    draft: Draft,
    day: Day,
    *,
    cycle: str,
    yes_no: bool,
    source: Source,
    at: datetime,
    seconds: int = 0,
) -> CheckIn:
    """The record that a draft becomes, laid over what is recorded by now.

    Args:
        draft: what was said.
        day: the day it is said about; its standard decides the outcome, and fields that are not said keep the values
            of its check-in.
        cycle: the cycle's id.
        yes_no: whether the behaviour is done or not, without an amount.
        source: the face that records it.
        at: this moment.
        seconds: how long one of the amount's unit is; 0 where it is not time. Minutes that nobody filled follow then.

    Raises:
        Refused: for a value out of bounds, or where no outcome follows.
    """
    existing = day.check_in
    told = _told(draft, existing)
    if yes_no and told["amount"] is not None:
        raise Refused("amount.yes_no")
    outcome = told["outcome"]
    if outcome is None:
        outcome = _outcome(told, day, yes_no=yes_no)
        if existing is not None and draft.add:
            # More practice on a day never makes less of it, whatever its outcome was overridden to.
            outcome = max(outcome, existing.outcome, key=_RISING.index)
    if outcome is Outcome.CANCELLED and day.rest_planned:
        outcome = Outcome.REST
    resting = outcome is Outcome.REST
    if resting:
        told |= dict.fromkeys(_NOT_OF_A_REST)
    if outcome in NOT_PRACTISED:
        told |= _without_the_timer(draft, existing)
    if told["minutes"] is None or _follow(draft, existing, seconds):
        told["minutes"] = minutes_in(told["amount"], seconds)
    told |= {
        "outcome": outcome,
        "recoveries": told["recoveries"] or (),
        "contexts": told["contexts"] or (),
        "sessions": told["sessions"] or (),
        "note": clean_note(told["note"] or ""),
    }
    return checked(
        CheckIn(
            id="new" if existing is None else existing.id,
            cycle=cycle,
            at=at,
            day=day.day,
            planned=day.rest_planned or (resting and day.ahead),
            source=source,
            **told,
        )
    )


def _without_the_timer(draft: Draft, existing: CheckIn | None) -> dict[str, Any]:
    """What goes where nothing was practised: the timer's sessions, which wait again, and what they had brought."""
    brought = existing is not None and bool(existing.sessions)
    gone = [name for name in ("minutes", "recoveries") if brought and getattr(draft, name) is UNSET]
    return dict.fromkeys((*gone, "sessions"))


def _outcome(told: Mapping[str, Any], day: Day, *, yes_no: bool) -> Outcome:
    if told["amount"] is None:
        if yes_no:
            raise Refused("outcome.missing")
        raise Refused("amount.missing" if told["minutes"] is None else "amount.only_minutes")
    return outcome_of(told["amount"], day.target, day.minimum)


def _follow(draft: Draft, existing: CheckIn | None, seconds: int) -> bool:
    """Whether the minutes that are recorded follow from the amount, and nothing is said about them."""
    if not seconds or existing is None or draft.minutes is not UNSET:
        return False
    return existing.minutes == minutes_in(existing.amount, seconds)


def _told(draft: Draft, existing: CheckIn | None) -> dict[str, Any]:
    """Each field of the day: as it is said, else as it is recorded, else None."""
    said: dict[str, Any] = {name: value for name in _FIELDS if (value := getattr(draft, name)) is not UNSET}
    if existing is None:
        return dict.fromkeys(_FIELDS) | said
    told = {name: getattr(existing, name) for name in _FIELDS} | said
    if "amount" in said:
        told["outcome"] = said.get("outcome")  # decided anew
    if "feeling" in said and "strength" not in said and told["feeling"] is not existing.feeling:
        told["strength"] = None
    return told | _added(said, told, existing, edited=draft.edited) if draft.add else told


def _added(said: dict[str, Any], told: dict[str, Any], existing: CheckIn, *, edited: bool) -> dict[str, Any]:
    """What adds up with what is recorded; of two feelings the stronger distress stays."""
    amount = {"amount": sum_of(existing.amount, said.get("amount"))}
    if edited:
        return amount
    before, after = (existing.feeling, existing.strength), (told["feeling"], told["strength"])
    feeling, strength = before if _distress(*before) > _distress(*after) else after
    return amount | {
        "minutes": sum_of(existing.minutes, said.get("minutes")),
        "recoveries": existing.recoveries + (said.get("recoveries") or ()),
        "note": "\n".join(part for part in (existing.note, said.get("note")) if part),
        "feeling": feeling,
        "strength": strength,
    }


def _distress(feeling: Feeling | None, strength: int | None) -> tuple[bool, bool, int]:
    """Anxious and ashamed outweigh frustrated, which outweighs the rest; then the strength decides."""
    if feeling is None:
        return False, False, 0
    return feeling.distress, feeling.has_strength, strength or 0


def sum_of(old: N | None, new: N | None) -> N | None:
    """What is recorded and what is added, together; None is nothing told."""
    if old is None or new is None:
        return new if old is None else old
    # Rounded, so that 0.7 and 0.1 reach 0.8.
    return round(old + new, 6)
