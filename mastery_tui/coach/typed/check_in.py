"""What a check-in's form begins with, as texts, and the draft that its texts mean."""

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from mastery_tui.guide import number
from mastery_tui.practice.draft import NOT_PRACTISED, Draft, edited, sum_of
from mastery_tui.practice.records import Feeling, Outcome, replace
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import Told, carried_over
from mastery_tui.practice.timeline import outcome_of

from ..measures import measure
from ..views import CheckInForm
from .numbers import number_in, recoveries_in

Texts = Mapping[str, str]
"""What stands in the rows of a check-in, by their names."""

FEELINGS = tuple(Feeling)
OUTCOMES = tuple(Outcome)
NAMES = (
    "amount",
    "errors",
    "score",
    "outcome",
    "effort",
    "feeling",
    "strength",
    "confidence",
    "contexts",
    "minutes",
    "recoveries",
)
"""The rows of a check-in but the note."""
NUMBERS = ("amount", "errors", "score", "minutes")
"""The rows in which a number is typed."""


def texts_of(form: CheckInForm) -> dict[str, str]:
    """What the form begins with: what is recorded, else the contexts of the last session; and what the timer brings."""
    texts = _recorded(form)
    if form.recorded is None:
        texts["contexts"] = "\n".join(form.carried)
    if form.brought is not None:
        texts |= _brought(form.brought, form)
    return texts


def _brought(brought: Told, form: CheckInForm) -> dict[str, str]:
    """What the timer brings, on top of what is recorded; how it was closed stands while no amount decides."""
    said, texts = carried_over(Draft(), form.recorded, brought), {}
    if said.minutes is not UNSET and said.minutes is not None:
        texts["minutes"] = str(said.minutes)
    if said.recoveries is not UNSET and said.recoveries is not None:
        texts["recoveries"] = ", ".join(map(str, said.recoveries))
    if form.recorded is None and brought.outcome is not None and (brought.outcome is Outcome.PARTIAL or not form.unit):
        texts["outcome"] = brought.outcome.value
    return texts


def _recorded(form: CheckInForm) -> dict[str, str]:
    """What is recorded. An outcome is said only where it was chosen over the one that follows from the amount."""
    told = form.recorded
    if told is None:
        return dict.fromkeys((*NAMES, "note"), "")
    follows = None if told.amount is None else outcome_of(told.amount, form.target, form.minimum)
    numbers = {name: getattr(told, name) for name in NUMBERS}
    digits = {name: getattr(told, name) for name in ("effort", "strength", "confidence")}
    return {
        **{name: "" if value is None else number(value) for name, value in numbers.items()},
        **{name: "" if value is None else str(value) for name, value in digits.items()},
        "outcome": "" if follows is told.outcome else told.outcome.value,
        "feeling": "" if told.feeling is None else told.feeling.value,
        "contexts": "\n".join(told.contexts),
        "recoveries": ", ".join(map(str, told.recoveries)),
        "note": told.note,
    }


def texts_without_the_timer(form: CheckInForm) -> dict[str, str]:
    """What is recorded in the rows that begin with something of the timer."""
    if form.brought is None:
        return {}
    recorded = _recorded(form)
    return {name: recorded[name] for name in _brought(form.brought, form)}


def outcome_that_follows(texts: Texts, form: CheckInForm) -> Outcome | None:
    """The outcome that follows from the amount as it would be saved now; None where none does yet."""
    try:
        amount = number_in("amount", texts["amount"], form.unit) if texts["amount"] else None
    except Refused:
        return None
    if amount is not None and _adds(texts):
        amount = sum_of(None if form.recorded is None else form.recorded.amount, amount)
    return None if amount is None else outcome_of(amount, form.target, form.minimum)


def draft_of_texts(texts: Texts, form: CheckInForm) -> Draft:
    """The draft that the form means: what differs from what is recorded.

    Raises:
        Refused: a number's shape or range, with the field's name.
    """
    # Contexts of the last session are offered, not recorded: they are said with the rest.
    brought = form.brought
    begun, now = _read(_recorded(form), form.unit), _read(texts, form.unit)
    if brought is None:
        return edited(begun, now)
    if (now.outcome or outcome_that_follows(texts, form)) in NOT_PRACTISED:
        # Nothing was practised, so what the timer brings is not said either; it waits on.
        with_it, without = _brought(brought, form), texts_without_the_timer(form)
        left = {name: text for name, text in without.items() if texts[name] == with_it[name]}
        return edited(begun, _read({**texts, **left}, form.unit))
    return replace(edited(begun, now), sessions=carried_over(Draft(), form.recorded, brought).sessions)


def draft_of_entry(text: str, contexts: tuple[str, ...], unit: str) -> Draft:
    """The draft that a one-line entry means, as in '420 25m e6 calm @desk'.

    Args:
        text: the entry.
        contexts: the tags that it may name.
        unit: what the amount is counted in.

    Raises:
        Refused: what is not known or out of bounds, with the word where there is one.
    """
    # A form can be shown without it.
    from mastery_tui.practice.entry import parse_entry

    return parse_entry(text, contexts, measure(unit))


def _adds(texts: Texts) -> bool:
    return texts["amount"].lstrip().startswith("+")


def _read(texts: Texts, unit: str) -> Draft:
    """Everything that stands in the form, with values for texts."""
    numbers: dict[str, Any] = {
        name: number_in(name, texts[name], unit) if texts[name].strip() else None for name in NUMBERS
    }
    digits = {name: int(texts[name]) if texts[name] else None for name in ("effort", "strength", "confidence")}
    feeling = Feeling(texts["feeling"]) if texts["feeling"] else None
    return Draft(
        outcome=Outcome(texts["outcome"]) if texts["outcome"] else None,
        **numbers,
        add=_adds(texts),
        effort=digits["effort"],
        feeling=feeling,
        strength=digits["strength"] if feeling is not None and feeling.has_strength else None,
        confidence=digits["confidence"],
        contexts=tuple(texts["contexts"].split("\n")) if texts["contexts"] else (),
        recoveries=recoveries_in(texts["recoveries"]),
        note=texts["note"],
    )
