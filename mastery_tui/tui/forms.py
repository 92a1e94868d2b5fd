"""What stands in a check-in form, as typed, and the draft it means."""

from msgspec import Struct
from msgspec.structs import replace

from mastery_tui.coach.shapes import CheckInForm
from mastery_tui.guide import number
from mastery_tui.practice.draft import Draft, edited, sum_of
from mastery_tui.practice.entry import minutes_of, number_of, whole_of
from mastery_tui.practice.records import Feeling, Outcome
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import outcome_of

FEELINGS = tuple(Feeling)
OUTCOMES = tuple(Outcome)


class FormState(Struct, frozen=True):
    """What stands in the form of one day, as typed.

    Attributes:
        override: an outcome that was chosen by its letter, over the one that follows from the amount.
        contexts: the chosen tags.
    """

    amount: str = ""
    errors: str = ""
    score: str = ""
    minutes: str = ""
    override: Outcome | None = None
    effort: int | None = None
    feeling: Feeling | None = None
    strength: int | None = None
    confidence: int | None = None
    contexts: tuple[str, ...] = ()
    note: str = ""


def beginning(form: CheckInForm) -> FormState:
    """What the form begins with: what is recorded, else only the contexts of the last session."""
    recorded = form.recorded
    if recorded is None:
        return FormState(contexts=form.carried)
    follows = None if recorded.amount is None else outcome_of(recorded.amount, form.target, form.minimum)
    return FormState(
        amount=_text(recorded.amount),
        errors=_text(recorded.errors),
        score=_text(recorded.score),
        minutes=_text(recorded.minutes),
        override=None if follows is recorded.outcome else recorded.outcome,
        effort=recorded.effort,
        feeling=recorded.feeling,
        strength=recorded.strength,
        confidence=recorded.confidence,
        contexts=recorded.contexts,
        note=recorded.note,
    )


class Kept(Struct, frozen=True):
    """A draft that is not saved yet: what stands in the form, and what it began with."""

    begun: FormState
    state: FormState


def resumed(kept: Kept | None, now: FormState) -> FormState:
    """A draft on a form that begins anew: what the person changed stays, the rest is as it is recorded by now."""
    if kept is None:
        return now
    names = FormState.__struct_fields__
    typed = {
        name: getattr(kept.state, name) for name in names if getattr(kept.state, name) != getattr(kept.begun, name)
    }
    return replace(now, **typed)


def outcome_shown(state: FormState, form: CheckInForm) -> Outcome | None:
    """The outcome as it would be saved now; None where none follows yet."""
    if state.override is not None:
        return state.override
    try:
        amount = amount_of(state, form)
    except Refused:
        return None
    return None if amount is None else outcome_of(amount, form.target, form.minimum)


def amount_of(state: FormState, form: CheckInForm) -> float | None:
    """The amount as it would be saved; one that begins with + adds to what is recorded.

    Raises:
        Refused: ``number.shape``, ``number.range``.
    """
    amount = number_of("amount", state.amount) if state.amount else None
    return sum_of(None if form.recorded is None else form.recorded.amount, amount) if _adds(state) else amount


def _adds(state: FormState) -> bool:
    return state.amount.startswith("+")


def draft_from(state: FormState, form: CheckInForm) -> Draft:
    """The draft that the form means: what differs from what is recorded.

    Raises:
        Refused: a number's shape or range, with the field's name.
    """
    # Contexts of the last session are offered, not recorded: they are said with the rest.
    begun = FormState() if form.recorded is None else beginning(form)
    return edited(_read(begun), _read(state))


def _read(state: FormState) -> Draft:
    """Everything that stands in the form, with values for texts."""
    return Draft(
        outcome=state.override,
        amount=number_of("amount", state.amount) if state.amount else None,
        add=_adds(state),
        errors=whole_of("errors", state.errors) if state.errors else None,
        score=number_of("score", state.score) if state.score else None,
        minutes=minutes_of(state.minutes) if state.minutes else None,
        effort=state.effort,
        feeling=state.feeling,
        strength=state.strength if state.feeling is not None and state.feeling.has_strength else None,
        confidence=state.confidence,
        contexts=state.contexts,
        note=state.note,
    )


def _text(value: float | None) -> str:
    return "" if value is None else number(value)
