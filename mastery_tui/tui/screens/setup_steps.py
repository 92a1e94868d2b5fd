"""What is typed in Setup, what is allowed there step by step, and the records it means."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mastery_tui import guide
from mastery_tui.coach import wording
from mastery_tui.coach.dates import date_of
from mastery_tui.practice.days import PLAN_DAYS, PlanDays, check_start
from mastery_tui.practice.entry import number_of
from mastery_tui.practice.records import Behaviour, Better, FeedbackKind, ResultKind, Standard, check_field
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line, clean_tag

STEPS = 3

FIELDS: dict[int, tuple[str, ...]] = {
    1: ("like", "name", "standard", "unit", "target", "minimum", "better"),
    2: (
        "anchor_when",
        "anchor_at",
        "feedback_source",
        "feedback_kind",
        "contexts",
        "rest_weekdays",
        "starting_conditions",
        "started_on",
    ),
    3: (),
}
"""The fields of each step, in the order in which they are asked."""

TEXTS = (
    "name",
    "standard",
    "unit",
    "target",
    "minimum",
    "anchor_when",
    "anchor_at",
    "feedback_source",
    "contexts",
    "starting_conditions",
    "started_on",
)
"""The fields that are typed."""

KINDS = tuple(FeedbackKind)

_COUNTED = (ResultKind.AMOUNT, ResultKind.ERRORS, ResultKind.SCORE)
_YES_NO = (ResultKind.ERRORS, ResultKind.SCORE, ResultKind.NONE)

_FIELD_OF = {
    "minimum.above_target": "minimum",
    "standard.yes_no": "unit",
    "result.needs_unit": "better",
    "contexts.twice": "contexts",
    "tag.shape": "contexts",
    "rest_weekdays.twice": "rest_weekdays",
    "start.range": "started_on",
    "day.shape": "started_on",
    "cycle.overlap": "started_on",
}


@dataclass(frozen=True, slots=True)
class SetupDraft:
    """What stands in Setup, as typed.

    Attributes:
        texts: what is typed, by field.
        yes_no: whether the behaviour is done or not, without an amount.
        result: which number tells improvement.
        kind: what kind of source the feedback is.
        rest_weekdays: ISO weekdays.
    """

    texts: dict[str, str]
    yes_no: bool
    result: ResultKind
    kind: FeedbackKind
    rest_weekdays: tuple[int, ...]


def results(yes_no: bool) -> tuple[ResultKind, ...]:
    """What "better" may mean: an amount cannot grow where there is none."""
    return _YES_NO if yes_no else _COUNTED


def field_of(refused: Refused) -> str | None:
    """The field beside which a refusal is said; None where it belongs to none."""
    named = _FIELD_OF.get(refused.code) or str(refused.facts.get("field", ""))
    named = "better" if named == "result" else named
    return named if any(named in fields for fields in FIELDS.values()) else None


def step_of(field: str) -> int:
    """The step on which a field is asked."""
    return next(step for step, fields in FIELDS.items() if field in fields)


def first_day(draft: SetupDraft, today: date) -> date:
    """The first day that is typed; today where nothing is.

    Raises:
        Refused: ``day.shape``, ``start.range``.
    """
    typed = draft.texts["started_on"].strip()
    return check_start(date_of(typed, today, ahead=True) if typed else today, today)


def amount(draft: SetupDraft, field: str) -> float:
    """The target or the minimum; 1 without a unit.

    Raises:
        Refused: ``number.shape``, ``number.range``, ``number.positive``.
    """
    if draft.yes_no:
        return 1.0
    typed = draft.texts[field].strip()
    try:
        value = number_of("amount", typed) if typed else 0.0
    except Refused as refused:
        raise Refused(refused.code, **{**refused.facts, "field": field}) from None
    check_field(Standard, field, value)
    return value


def tags(draft: SetupDraft) -> tuple[str, ...]:
    """The context tags that are typed, with or without ``@``.

    Raises:
        Refused: ``tag.shape``.
    """
    return tuple(clean_tag(part) for part in draft.texts["contexts"].replace(",", " ").split())


def behaviour(draft: SetupDraft) -> Behaviour:
    """The behaviour; its bounds are the Coach's to check.

    Raises:
        Refused: ``tag.shape``, ``contexts.twice``, ``result.needs_unit``.
    """
    line = {name: clean_line(text) for name, text in draft.texts.items()}
    return Behaviour(
        name=line["name"],
        standard=line["standard"],
        unit="" if draft.yes_no else line["unit"],
        result=draft.result,
        better=Better.FEWER if draft.result is ResultKind.ERRORS else Better.MORE,
        feedback_source=line["feedback_source"],
        feedback_kind=draft.kind,
        contexts=tags(draft),
        anchor_when=line["anchor_when"],
        anchor_at=line["anchor_at"],
        starting_conditions=line["starting_conditions"],
        rest_weekdays=draft.rest_weekdays,
    )


def refusal_of(draft: SetupDraft, field: str, today: date) -> Refused | None:
    """Why what stands in a field cannot be taken; None where it can."""
    try:
        _CHECKS.get(field, _check_line)(draft, field, today)
    except Refused as refused:
        return refused
    return None


def refusals(draft: SetupDraft, step: int, today: date) -> dict[str, Refused]:
    """What a step still refuses, by field."""
    asked = ((field, refusal_of(draft, field, today)) for field in FIELDS[step])
    return {field: refused for field, refused in asked if refused is not None}


def _check_line(draft: SetupDraft, field: str, today: date) -> None:
    check_field(Behaviour, field, clean_line(draft.texts[field]))


def _check_target(draft: SetupDraft, field: str, today: date) -> None:
    amount(draft, field)


def _check_minimum(draft: SetupDraft, field: str, today: date) -> None:
    least = amount(draft, field)
    # What is wrong with the target is said beside the target.
    if refusal_of(draft, "target", today) is None:
        Standard(from_day=today, target=amount(draft, "target"), minimum=least)


def _check_contexts(draft: SetupDraft, field: str, today: date) -> None:
    named = tags(draft)
    check_field(Behaviour, "contexts", named)
    if len(set(named)) < len(named):
        raise Refused("contexts.twice")


def _check_rest(draft: SetupDraft, field: str, today: date) -> None:
    check_field(Behaviour, "rest_weekdays", draft.rest_weekdays)


def _check_first_day(draft: SetupDraft, field: str, today: date) -> None:
    first_day(draft, today)


def _allow(draft: SetupDraft, field: str, today: date) -> None:
    """Allow what can only be chosen among what is offered."""


_CHECKS: dict[str, Callable[[SetupDraft, str, date], None]] = {
    "like": _allow,
    "better": _allow,
    "feedback_kind": _allow,
    "target": _check_target,
    "minimum": _check_minimum,
    "contexts": _check_contexts,
    "rest_weekdays": _check_rest,
    "started_on": _check_first_day,
}


def card(draft: SetupDraft, today: date) -> tuple[tuple[str, str], ...]:
    """The plan as labels and texts; what is left empty is left out.

    Raises:
        Refused: a value that a step would have refused.
    """
    plan, first = behaviour(draft), first_day(draft, today)
    fields, say = guide.setup_words().fields, guide.words("setup_screen")
    goal = say["standard_yes_no"]
    if not plan.yes_no:
        target = guide.amount_words(amount(draft, "target"), plan.unit)
        goal = guide.say("setup_screen", "standard_line", target=target, minimum=amount(draft, "minimum"))
    when = plan.anchor_when
    if plan.anchor_at:
        when = guide.say("plan", "when_line", when=when, at=plan.anchor_at) if when else plan.anchor_at
    kind = guide.word("feedback_kinds", plan.feedback_kind.value)
    rest = ", ".join(guide.word("weekdays", day) for day in sorted(plan.rest_weekdays))
    last = PlanDays(first, ()).date_of(PLAN_DAYS)
    assert last is not None
    span = guide.say("setup_screen", "span", first=guide.date_words(first, "long"), last=guide.date_words(last, "long"))
    rows = (
        (fields["standard"].label, plan.standard),
        (fields["target"].label, goal),
        (fields["better"].label, guide.word("better_means", plan.result.value)),
        (fields["anchor_when"].label, when),
        (fields["feedback_source"].label, f"{plan.feedback_source} ({kind})"),
        (fields["contexts"].label, wording.tags(plan.contexts)),
        (fields["rest_weekdays"].label, rest or say["rest_none"]),
        (fields["starting_conditions"].label, plan.starting_conditions),
        (say["span_label"], span),
    )
    return tuple((label, text) for label, text in rows if text)
