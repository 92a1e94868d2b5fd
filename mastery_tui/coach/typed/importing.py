"""What is told about days from elsewhere, as the records it means, and the days as they are told then."""

from collections import Counter

from msgspec import Struct

from mastery_tui import guide
from mastery_tui.exchange.rows import Row, TheirMark
from mastery_tui.practice.importing import Asked, Said, Theirs
from mastery_tui.practice.numbers import MINUTE
from mastery_tui.practice.records import (
    DIRECTION,
    Behaviour,
    CheckIn,
    FeedbackKind,
    ResultKind,
    check_field,
    checked,
)
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line

from ..import_views import Answers, Automatic, HabitView
from ..measures import measure
from .numbers import number_in

MOST_TAGS = 6
"""Contexts of one behavior."""

_FIELD_OF = {
    "import.at_most": "better",
    "minimum.above_target": "minimum",
    "result.needs_unit": "better",
    "import.other_unit": "unit",
}
_NEEDED = {
    "name": "import.name",
    "unit": "import.unit",
    "target": "import.target",
    "minimum": "import.minimum",
}
_SAID = {TheirMark.YES: Said.YES, TheirMark.NO: Said.NO, TheirMark.SKIP: Said.SKIP}


class Told(Struct, frozen=True):
    """What was asked then, as records have it.

    Attributes:
        behaviour: what was practiced.
        asked: the target and the minimum, and what numbers are.
    """

    behaviour: Behaviour
    asked: Asked


def begin(view: HabitView) -> dict[str, str]:
    """What the questions on a habit begin with; '' where nobody but a person can know."""
    habit = view.habit
    counted = view.counted and not view.at_most
    aim = habit.target if view.counted else None
    return {
        "name": habit.name,
        "standard": habit.question or habit.name,
        "unit": _own_unit(view) if counted else "",
        "target": "" if aim is None else guide.number(aim),
        "minimum": "",
        "better": _result(view, Answers(), _own_unit(view) if counted else "").value,
    }


def missing(view: HabitView, answers: Answers) -> tuple[str, ...]:
    """The fields without which nothing can be told, in the order in which they are asked."""
    unit = unit_of(view, answers)
    needed = [("name", answers.name or view.habit.name)]
    if unit or _numbers(view, answers, unit) is ResultKind.AMOUNT:
        needed += [("unit", unit), ("target", answers.target), ("minimum", answers.minimum)]
    return tuple(field for field, text in needed if not text.strip())


def unused(view: HabitView, answers: Answers) -> tuple[str, ...]:
    """The fields that say nothing of this habit, whatever is told in them."""
    unit = unit_of(view, answers)
    numbers = _numbers(view, answers, unit)
    if numbers is ResultKind.AMOUNT:
        return ()
    kept = () if numbers is ResultKind.ERRORS else ("target",)
    return (*(("unit",) if view.at_most else ()), *kept, "minimum")


def field_of(refused: Refused) -> str | None:
    """The field beside which a refusal is said; None where it belongs to none."""
    named = _FIELD_OF.get(refused.code) or str(refused.facts.get("field", ""))
    named = "better" if named in ("result", "errors", "score") else named
    return named if named in ("name", "standard", "unit", "target", "minimum", "better") else None


def told(view: HabitView, answers: Answers) -> Told:
    """The behavior and what was asked of it.

    Raises:
        Refused: ``import.no_days``, ``import.at_most``, ``import.name`` or another field that has to be told, a
            number's shape, ``minimum.above_target``, or another value out of bounds.
    """
    if view.first is None:
        raise Refused("import.no_days")
    if view.at_most and answers.result is not ResultKind.ERRORS:
        raise Refused("import.at_most")
    for field in missing(view, answers):
        raise Refused(_NEEDED[field], field=field)
    unit = unit_of(view, answers)
    asked = _asked(view, answers, unit)
    name = clean_line(answers.name) or view.habit.name
    result = _result(view, answers, unit)
    behaviour = Behaviour(
        name=name,
        standard=clean_line(answers.standard) or view.habit.question or name,
        unit=unit,
        result=result,
        better=answers.better or DIRECTION[result],
        feedback_source=guide.word("importing", "feedback_source"),
        feedback_kind=FeedbackKind.COMPARISON,
        contexts=tags_of(view),
    )
    if behaviour.turned_round:
        raise Refused(f"direction.{result.value}")
    return Told(checked(behaviour), asked)


def _asked(view: HabitView, answers: Answers, unit: str) -> Asked:
    numbers = _numbers(view, answers, unit)
    largest = max((row.amount for row in view.habit.rows if row.amount is not None), default=0)
    if numbers is not ResultKind.NONE:
        check_field(CheckIn, numbers.value, largest)
    if unit:
        target, minimum = (number_in(name, getattr(answers, name), unit) for name in ("target", "minimum"))
        if minimum > target:
            raise Refused("minimum.above_target", target=target)
        return Asked(numbers=numbers, seconds=measure(unit).seconds, target=target, minimum=minimum)
    at_most = None
    if numbers is ResultKind.ERRORS:
        at_most = number_in("target", answers.target, "") if answers.target.strip() else view.habit.target
    return Asked(numbers=numbers, at_most=at_most)


def unit_of(view: HabitView, answers: Answers) -> str:
    """What amounts are counted in; '' for done or not."""
    if view.at_most:
        return ""
    if answers.unit is not None:
        return clean_line(answers.unit)
    return "" if answers.result in (ResultKind.ERRORS, ResultKind.SCORE) else _own_unit(view)


def _own_unit(view: HabitView) -> str:
    if not view.counted:
        return ""
    return guide.word("importing", "minutes") if view.by_minutes else view.habit.unit


def _numbers(view: HabitView, answers: Answers, unit: str) -> ResultKind:
    """What the numbers of a habit are."""
    if unit:
        return ResultKind.AMOUNT
    if not view.counted:
        return ResultKind.NONE
    if view.at_most:
        return ResultKind.ERRORS
    return answers.result if answers.result in (ResultKind.ERRORS, ResultKind.SCORE) else ResultKind.AMOUNT


def _result(view: HabitView, answers: Answers, unit: str) -> ResultKind:
    if answers.result is not None:
        return answers.result
    if view.at_most:
        return ResultKind.ERRORS
    return ResultKind.AMOUNT if unit else ResultKind.NONE


def tags_of(view: HabitView) -> tuple[str, ...]:
    """The contexts that are told most often, as many as a behavior can have, in the order of the first of each."""
    found = Counter(tag for row in view.habit.rows for tag in row.tags)
    most = {tag for tag, _ in found.most_common(MOST_TAGS)}
    return tuple(tag for tag in found if tag in most)


def theirs_of(view: HabitView, answers: Answers, numbers: ResultKind, unit: str) -> tuple[Theirs, ...]:
    """A habit's days as they are told.

    Args:
        view: the habit.
        answers: what was told about it.
        numbers: what its numbers are.
        unit: what amounts are counted in.
    """
    seconds = measure(unit).seconds or MINUTE
    known = frozenset(tags_of(view))
    return tuple(_theirs(view, answers, numbers, seconds, known, row) for row in view.habit.rows)


def _theirs(
    view: HabitView, answers: Answers, numbers: ResultKind, seconds: int, known: frozenset[str], row: Row
) -> Theirs:
    said, number = _SAID.get(row.mark) if row.mark is not None else None, row.amount
    if row.mark is TheirMark.AUTOMATIC and answers.automatic is Automatic.DONE:
        said = Said.YES
    if said is Said.NO and numbers is ResultKind.ERRORS:
        said, number = None, 0.0  # Where less is better, a no is none of them.
    if said is Said.YES and not number:
        number = None  # harsh writes a 0 where no amount was told.
    if view.by_minutes and row.minutes:
        number = round(row.minutes * MINUTE / seconds, 3)
    return Theirs(
        day=row.day,
        said=said,
        outcome=row.outcome,
        number=number,
        minutes=row.minutes,
        note=row.note if answers.notes else "",
        tags=tuple(tag for tag in row.tags if tag in known),
    )
