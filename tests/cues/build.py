"""Cycles from compact strings.

A day is a mark, ``d m p c r`` or its sign from the calendar, ``=`` for a paused date and ``.`` for nothing recorded. A
string without blanks is one mark a day ('●●○'); one with blanks is one day a word, in which commas add what was
recorded: ``d,430,anxious/4,e6,x2,s80,c3,r12,m25,@desk``. ``d*7`` is a word seven times, ``=d`` a check-in on a paused
date.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Baseline,
    BaselineRow,
    Behaviour,
    Better,
    CheckIn,
    ClosedAs,
    Cycle,
    CycleRecords,
    FeedbackCheck,
    Feeling,
    Outcome,
    Pause,
    Reduction,
    ResultKind,
    Source,
    Standard,
)

START = date(2026, 11, 16)
TARGET, MINIMUM = 400, 150
MARKS = {"●": "d", "◐": "m", "◔": "p", "○": "c", "~": "r", "‖": "=", "·": "."}
OUTCOMES = {"d": "done", "m": "minimum", "p": "partial", "c": "cancelled", "r": "rest", "R": "rest"}
AMOUNTS = {"d": TARGET, "m": MINIMUM, "p": 50}
NUMBERS = {"e": "effort", "x": "errors", "s": "score", "c": "confidence", "m": "minutes"}


def on(position: int, start: date = START) -> date:
    """The date of a position in the string, from 1; 0 and less lie before the cycle."""
    return start + timedelta(days=position - 1)


def words(days: str) -> list[str]:
    """The days of a string."""
    if not any(each.isspace() or each in ",*=" for each in days.strip()):
        return list(days.strip())
    found = []
    for word in days.split():
        one, _, times = word.partition("*")
        found += [one] * int(times or 1)
    return found


def at(day: date, hour: int = 20) -> datetime:
    """A moment on a day."""
    return datetime.combine(day, time(hour), UTC)


def check_in(word: str, day: date, cycle: str = "here", yes_no: bool = False) -> CheckIn | None:
    """The check-in that a word says, None for a date without one."""
    mark, *details = word.removeprefix("=").split(",")
    mark = MARKS.get(mark, mark)
    if mark in ("", "=", "."):
        return None
    fields: dict[str, Any] = {"amount": None if yes_no else AMOUNTS.get(mark)}
    recoveries: list[int] = []
    tags: list[str] = []
    for detail in details:
        name, number = detail[0], detail[1:]
        if detail.replace(".", "").isdigit():
            fields["amount"] = float(detail)
        elif name == "@":
            tags.append(number)
        elif name == "r" and number.isdigit():
            recoveries.append(int(number))
        elif name in NUMBERS and number.isdigit():
            fields[NUMBERS[name]] = int(number)
        else:
            feeling, _, strength = detail.partition("/")
            fields |= {"feeling": Feeling(feeling), "strength": int(strength) if strength else None}
    return CheckIn(
        id=f"{cycle}-{day}",
        cycle=cycle,
        at=at(day),
        day=day,
        outcome=Outcome(OUTCOMES[mark]),
        recoveries=tuple(recoveries),
        contexts=tuple(tags),
        planned=mark == "R",
        source=Source.TUI,
        **fields,
    )


def pauses_of(tokens: Sequence[str], start: date = START) -> Iterable[Pause]:
    """The runs of paused dates."""
    first: int | None = None
    for position, word in enumerate([*tokens, ""], start=1):
        paused = word[:1] in ("=", "‖")
        if paused and first is None:
            first = position
        elif not paused and first is not None:
            span = on(first, start), on(position - 1, start)
            yield Pause(id=f"pause-{first}", cycle="here", at=at(span[0]), first=span[0], last=span[1])
            first = None


def adjustment(opened: int, closed: int | None = None, start: date = START) -> Adjustment:
    """An adjustment by its first and last positions."""
    return Adjustment(
        id=f"adjustment-{opened}-{closed}",
        cycle="here",
        at=at(on(opened, start)),
        text=f"change of day {opened}",
        opened_on=on(opened, start),
        closed_on=None if closed is None else on(closed, start),
        closed_as=None if closed is None else ClosedAs.PARKED,
    )


def reduction(first: int, last: int, target: int = 200, minimum: int = 75, start: date = START) -> Reduction:
    """A reduction by its first and last positions."""
    days = on(first, start), on(last, start)
    id = f"reduction-{first}-{last}"
    return Reduction(
        id=id, cycle="here", at=at(days[0]), from_day=days[0], until_day=days[1], target=target, minimum=minimum
    )


def feedback_check(position: int, source: str = "a rubric", start: date = START) -> FeedbackCheck:
    """A look at the work on a position, by a source."""
    day = on(position, start)
    id = f"check-{position}-{source}"
    return FeedbackCheck(id=id, cycle="here", at=at(day), day=day, source=source, finding="clear")


def baseline_of(rows: Sequence[Sequence[float]], frozen_on: int, start: date = START) -> Baseline:
    """A baseline of days 1 and on: each its result, effort and confidence, as far as they are given."""
    found = []
    for position, (result, *felt) in enumerate(rows, start=1):
        effort, confidence, place = [*(int(each) for each in felt), None, None, None][:3]
        day = on(place or position, start)
        found.append(BaselineRow(day=day, result=result, effort=effort, confidence=confidence))
    return Baseline(frozen_on=on(frozen_on, start), rows=tuple(found))


def answer(rule: str, position: int, until: int | None = None, hour: int = 21) -> Answer:
    """An answer by positions: acknowledged, or snoozed until a day."""
    return Answer(
        id=f"answer-{rule}-{position}-{hour}",
        cycle="here",
        at=at(on(position), hour),
        rule=rule,
        day=on(position),
        answer=AnswerKind.ACKNOWLEDGED if until is None else AnswerKind.SNOOZED,
        until=None if until is None else on(until),
    )


def built(
    days: str = "",
    *,
    earlier: str = "",
    adjustments: Iterable[Sequence[int]] = (),
    answers: Iterable[Answer] = (),
    checks: Iterable[int | Sequence[Any]] = (),
    rest_weekdays: Sequence[int] = (),
    result: str = "amount",
    better: str = "more",
    unit: str = "words",
    frozen_on: int | None = None,
    written_on: int = 1,
    reductions: Iterable[Sequence[int]] = (),
    baseline: Sequence[Sequence[float]] = ((400.0,),),
    start: date = START,
) -> CycleRecords:
    """A cycle that begins on a Monday; ``earlier`` are the days just before it, of another cycle.

    ``checks`` are positions, or positions with a source; ``reductions`` are first and last positions; ``baseline``
    counts once it is frozen on a position; ``written_on`` is the position on which the plan was begun.
    """
    tokens = words(days)
    before = words(earlier)
    behaviour = Behaviour(
        name="Write",
        standard="New words in the draft",
        unit=unit,
        result=ResultKind(result),
        better=Better(better),
        feedback_source="a rubric",
        rest_weekdays=tuple(rest_weekdays),
    )
    standard = Standard(from_day=start, target=TARGET if unit else 1, minimum=MINIMUM if unit else 1)
    found = (check_in(word, on(number, start), yes_no=not unit) for number, word in enumerate(tokens, start=1))
    first = 1 - len(before)
    older = (check_in(word, on(number, start), "before") for number, word in enumerate(before, start=first))
    looks = [(each, "a rubric") if isinstance(each, int) else (each[0], each[1]) for each in checks]
    return CycleRecords(
        cycle=Cycle(
            id="here",
            cycle="here",
            at=at(on(written_on, start)),
            begun_on=on(written_on, start) if written_on > 1 else None,
            behaviour=behaviour,
            standards=(standard,),
            started_on=start,
            baseline=None if frozen_on is None else baseline_of(baseline, frozen_on, start),
        ),
        check_ins=tuple(each for each in found if each is not None),
        pauses=tuple(pauses_of(tokens, start)),
        adjustments=tuple(adjustment(*each, start=start) for each in adjustments),
        reductions=tuple(reduction(*each, start=start) for each in reductions),
        answers=tuple(answers),
        feedback_checks=tuple(feedback_check(*each, start=start) for each in looks),
        earlier_check_ins=tuple(each for each in older if each is not None),
    )
