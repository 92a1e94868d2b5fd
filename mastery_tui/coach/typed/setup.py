"""What stands in Setup, what is allowed there step by step, and the records it means."""

from collections.abc import Mapping
from datetime import date

from mastery_tui import guide
from mastery_tui.practice.days import PLAN_DAYS, PlanDays, check_start
from mastery_tui.practice.records import DIRECTION, Behaviour, FeedbackKind, ResultKind, Standard, check_field
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line, tags_of

from ..words import phrases
from .dates import date_of
from .numbers import number_in

Typed = Mapping[str, str]
"""What stands in the rows, by field: texts as typed, choices by their names."""

DONE_OR_NOT = "\n"
"""What stands for an empty unit that was passed by; no unit can be typed like this."""

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
        "better_in_a_week",
    ),
    3: (),
}
"""The fields of each step, in the order in which they are asked."""

CHOSEN = ("like", "better", "feedback_kind", "rest_weekdays")
"""Those in which something is chosen."""

TYPED = tuple(field for fields in FIELDS.values() for field in fields if field not in CHOSEN)
"""Those in which something is typed."""

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
    "day.ahead": "started_on",
    "cycle.overlap": "started_on",
}


def yes_no(typed: Typed) -> bool:
    """Whether the behaviour is done or not, without an amount."""
    return typed["unit"] == DONE_OR_NOT


def results(typed: Typed) -> tuple[ResultKind, ...]:
    """What "better" may mean: an amount cannot grow where there is none."""
    return _YES_NO if yes_no(typed) else _COUNTED


def field_of(refused: Refused) -> str | None:
    """The field beside which a refusal is said; None where it belongs to none."""
    named = _FIELD_OF.get(refused.code) or str(refused.facts.get("field", ""))
    named = "better" if named == "result" else named
    return named if any(named in fields for fields in FIELDS.values()) else None


def step_of(field: str) -> int:
    """The step on which a field is asked."""
    return next(step for step, fields in FIELDS.items() if field in fields)


def first_day(typed: Typed, today: date) -> date:
    """The first day that is typed; today where nothing is.

    Raises:
        Refused: ``day.shape``, ``start.range``.
    """
    named = typed["started_on"].strip()
    return check_start(date_of(named, today, ahead=True) if named else today, today)


def amount(typed: Typed, field: str) -> float:
    """The target or the minimum; 1 without a unit.

    Raises:
        Refused: a number's shape, ``number.time``, ``number.positive``.
    """
    if yes_no(typed):
        return 1.0
    return number_in(field, typed[field], clean_line(typed["unit"]))


def tags(typed: Typed) -> tuple[str, ...]:
    """The context tags that are typed, with or without ``@``.

    Raises:
        Refused: ``tag.shape``.
    """
    return tags_of(typed["contexts"])


def error_kinds_of(text: str) -> tuple[str, ...]:
    """Kinds of error in a line: between semicolons where it has any, else between commas."""
    parts = (clean_line(part) for part in text.split(";" if ";" in text else ","))
    return tuple(part for part in parts if part)


def error_kinds_words(kinds: tuple[str, ...]) -> str:
    """Kinds of error as a line that :func:`error_kinds_of` reads as the same kinds."""
    text = "; ".join(kinds)
    return f"{text};" if len(kinds) == 1 and "," in text else text


def rest_weekdays(typed: Typed) -> tuple[int, ...]:
    """The ISO weekdays that are chosen."""
    return tuple(int(day) for day in typed["rest_weekdays"].split() if day.isdigit())


def behaviour(typed: Typed) -> Behaviour:
    """The behaviour; its bounds are the Coach's to check.

    Raises:
        Refused: ``tag.shape``, ``contexts.twice``, ``result.needs_unit``.
    """
    line = {name: clean_line(text) for name, text in typed.items()}
    result = ResultKind(typed["better"])
    return Behaviour(
        name=line["name"],
        standard=line["standard"],
        unit=line["unit"],
        result=result,
        better=DIRECTION[result],
        feedback_source=line["feedback_source"],
        feedback_kind=FeedbackKind(typed["feedback_kind"]),
        contexts=tags(typed),
        anchor_when=line["anchor_when"],
        anchor_at=line["anchor_at"],
        starting_conditions=line["starting_conditions"],
        rest_weekdays=rest_weekdays(typed),
        better_in_a_week=line["better_in_a_week"],
    )


def refusal_of(typed: Typed, field: str, today: date) -> Refused | None:
    """Why what stands in a field cannot be taken; None where it can."""
    try:
        _check(typed, field, today)
    except Refused as refused:
        return refused
    return None


def refusals(typed: Typed, step: int, today: date) -> dict[str, Refused]:
    """What a step still refuses, by field."""
    asked = ((field, refusal_of(typed, field, today)) for field in FIELDS[step])
    return {field: refused for field, refused in asked if refused is not None}


def _check(typed: Typed, field: str, today: date) -> None:
    match field:
        case "like" | "better" | "feedback_kind":
            pass  # Only what is offered can be chosen.
        case "target":
            amount(typed, field)
        case "minimum":
            least = amount(typed, field)
            # What is wrong with the target is said beside the target.
            if refusal_of(typed, "target", today) is None:
                Standard(from_day=today, target=amount(typed, "target"), minimum=least)
        case "contexts":
            named = tags(typed)
            check_field(Behaviour, field, named)
            if len(set(named)) < len(named):
                raise Refused("contexts.twice")
        case "rest_weekdays":
            check_field(Behaviour, field, rest_weekdays(typed))
        case "started_on":
            first_day(typed, today)
        case _:
            check_field(Behaviour, field, clean_line(typed[field]))


def card(typed: Typed, today: date) -> tuple[tuple[str, str], ...]:
    """The plan as labels and texts; what is left empty is left out.

    Raises:
        Refused: a value that a step would have refused.
    """
    plan, first = behaviour(typed), first_day(typed, today)
    fields, say = guide.setup_words().fields, guide.words("setup_screen")
    goal = say["standard_yes_no"]
    if not plan.yes_no:
        target = guide.amount_words(amount(typed, "target"), plan.unit)
        goal = guide.say("setup_screen", "standard_line", target=target, minimum=amount(typed, "minimum"))
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
        (fields["contexts"].label, phrases.tags(plan.contexts)),
        (fields["rest_weekdays"].label, rest or say["rest_none"]),
        (fields["starting_conditions"].label, plan.starting_conditions),
        (say["span_label"], span),
        (fields["better_in_a_week"].label, plan.better_in_a_week),
    )
    return tuple((label, text) for label, text in rows if text)
