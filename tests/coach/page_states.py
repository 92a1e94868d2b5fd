"""Cycles in every state that the page has to show, as timelines."""

from collections.abc import Callable
from typing import Any

from mastery_tui.practice.records import (
    Adjustment,
    Changed,
    ClosedAs,
    Conditions,
    CycleRecords,
    Ending,
    FeedbackCheck,
    Next,
    Pause,
    PauseReason,
    Reflection,
    TransferTest,
    replace,
)
from mastery_tui.practice.timeline import Timeline
from tests.cues.build import at, built, on

WEEK = ((400.0, 5, 3), (410.0, 6, 3), (150.0, 4, 2), (390.0, 5, 3), (430.0, 6, 4))
DAYS = (
    "d,400,e5,c3,m25,@desk d,410,e6,c3,m30,@desk m,150,e4,c2,@quiet d,390,e5,c3,@desk d,430,e6,c4,@desk ~ . "
    "d,440,e5,c3,m31,@desk,@quiet c,@desk d,445,e5,c3,@desk m,180,e4,@desk d,460,e5,c4,@quiet ~ p,40,anxious/4,@quiet "
    "d,470,e6,@desk c,@desk d,475,e6,c4,@desk d,480,e5,@desk d,470,e5,@desk ~ d,490,e5,c4,@desk "
    "d,495,@desk d,500,e5,c5,@desk m,200,e4,@desk d,505,e6,@desk d,510,e5,c4,@desk ~ d,515,e5,@desk "
    "d,520,e5,@desk d,525,e6,c5,@desk"
)
"""A month from day 1 to day 30."""

MARKUP = "<script>alert('x')</script> & \"quotes\" </title></style><!-- --> <img src=x onerror=alert(1)> &amp; &#x3c; "
HEBREW = "לכתוב ארבע מאות מילים ביום, בכל איכות"
ARABIC = "أكتب أربعمئة كلمة كل يوم، مهما كانت"


def filled(text: str, length: int) -> str:
    """A text repeated to a length."""
    return (text * (length // len(text) + 1))[:length].strip()


def told(records: CycleRecords, text: Callable[[int], str], **behaviour: Any) -> CycleRecords:
    """A cycle with everything that a person can write in it.

    Args:
        records: the cycle.
        text: a text of at most so many characters.
        **behaviour: what else is said of its behaviour.
    """
    cycle, common = records.cycle, {"cycle": "here", "at": at(on(30))}
    named = {
        "name": text(80),
        "standard": text(200),
        "feedback_source": text(120),
        "anchor_when": text(200),
        "anchor_at": text(200),
        "starting_conditions": text(500),
        **behaviour,
    }
    slots = Conditions(**dict.fromkeys(Conditions.__struct_fields__, text(200)))
    weeks = {
        week: Reflection(
            id=f"reflection-{week}",
            week=week,
            answers={"now": text(4000), "instead": text(4000)} if week == 3 else {"prompt": text(4000)},
            conditions=slots if week == 3 else Conditions(),
            evidence=text(200) if week == 3 else "",
            counter_example=text(500) if week == 3 else "",
            better_next_week=text(500),
            **common,
        )
        for week in (1, 2, 3, 4)
    }
    tests = (
        TransferTest(
            id=f"test-{day}",
            day=on(day),
            changed=changed,
            context=text(200),
            amount=amount,
            errors=2,
            score=70.0,
            held=text(500),
            broke=text(500),
            next=text(500),
            **common,
        )
        for day, changed, amount in ((24, Changed.PLACE, 262.0), (27, Changed.TIME, 318.0))
    )
    checks = (
        FeedbackCheck(id=f"check-{day}", day=on(day), source=text(120), finding=text(1000), **common)
        for day in (11, 17, 27)
    )
    tried = Adjustment(
        id="tried",
        text=text(200),
        opened_on=on(18),
        closed_on=on(28),
        closed_as=ClosedAs.KEPT,
        **common,
    )
    return replace(
        records,
        cycle=replace(
            cycle,
            behaviour=replace(cycle.behaviour, **named),
            standards=(*cycle.standards, replace(cycle.standards[0], from_day=on(8), locked=True)),
            summary=text(4000),
            next=Next.ADJUST,
        ),
        feedback_checks=tuple(checks),
        adjustments=(tried,),
        transfer_tests=tuple(tests),
        reflections=tuple(weeks.values()),
    )


def finished(records: CycleRecords, ending: Ending = Ending.FINISHED, last: int = 30) -> CycleRecords:
    return replace(records, cycle=replace(records.cycle, ended_on=on(last), ending=ending))


def paused(records: CycleRecords, first: int, last: int | None = None) -> CycleRecords:
    """The same with a pause, whose reason is nobody's business."""
    pause = Pause(
        id="pause",
        cycle="here",
        at=at(on(first)),
        first=on(first),
        last=None if last is None else on(last),
        reason=PauseReason.TOO_MUCH,
    )
    return replace(records, pauses=(*records.pauses, pause))


def up_to(day: int) -> str:
    return " ".join(DAYS.split()[:day])


def month(days: int = 30, **more: Any) -> CycleRecords:
    return built(up_to(days), frozen_on=7, baseline=WEEK, adjustments=((18, 28),), checks=(17, 27), **more)


def _all() -> dict[str, Timeline]:
    plain = "A few words of one's own. "
    full = told(month(), lambda length: plain.strip())
    errors = built(DAYS.replace(",e", ",x7,e"), result="errors", better="fewer", frozen_on=7, baseline=((9, 5, 3),) * 5)
    scored = built(DAYS.replace(",e", ",s62,e"), result="score", frozen_on=7, baseline=((58, 5, 3), (66, 5, 3)) * 3)
    yes_no = built(
        "d,@home d,@home ~ d,@home . d,@home c,@office = = d,@office c,@office d,@home ~ d*7", unit="", result="none"
    )
    large = built(
        "d,999999999 d,1000000000 d,123456789 d,987654 d,1000000000 ~ d,12345",
        frozen_on=7,
        baseline=((1e9,), (1.0,), (5e8,)),
    )
    return {
        "whole": Timeline.of(finished(full), on(31)),
        "awaiting": Timeline.of(full, on(31)),
        "running": Timeline.of(built(up_to(11), frozen_on=7, baseline=WEEK), on(12)),
        "thin": Timeline.of(built(up_to(3), rest_weekdays=(5,)), on(4)),
        "first day": Timeline.of(built(""), on(1)),
        "not started": Timeline.of(built(""), on(-2)),
        "nothing recorded": Timeline.of(built(""), on(6)),
        "to be frozen": Timeline.of(built(up_to(9)), on(10)),
        "paused": Timeline.of(paused(built(up_to(9), frozen_on=7, baseline=WEEK), 10), on(14)),
        "paused twice": Timeline.of(paused(paused(finished(full, last=36), 13, 14), 19, 22), on(37)),
        "paused until": Timeline.of(paused(built(up_to(9), frozen_on=7, baseline=WEEK), 10, 20), on(14)),
        "paused from the start": Timeline.of(paused(built(""), 1), on(5)),
        "stopped": Timeline.of(finished(built(up_to(9)), Ending.STOPPED, last=9), on(20)),
        "no baseline": Timeline.of(finished(built(DAYS)), on(31)),
        "made easier": Timeline.of(month(25, reductions=((15, 22),)), on(26)),
        "errors": Timeline.of(finished(told(errors, lambda length: plain.strip())), on(31)),
        "score": Timeline.of(finished(told(scored, lambda length: plain.strip())), on(31)),
        "yes or no": Timeline.of(yes_no, on(21)),
        "flat": Timeline.of(built("d*30", frozen_on=7, baseline=((400.0,),) * 5), on(31)),
        "one value": Timeline.of(built("d,400"), on(2)),
        "large": Timeline.of(large, on(8)),
        "results by context": Timeline.of(built(DAYS.replace("c,@desk", "c"), frozen_on=7, baseline=WEEK), on(31)),
        "markup": Timeline.of(
            finished(told(month(), lambda length: filled(MARKUP, length), unit="<b>&words</b>")), on(31)
        ),
        "longest": Timeline.of(finished(told(month(), lambda length: "ẘ" * length, unit="W" * 20)), on(31)),
        "right to left": Timeline.of(
            finished(told(month(), lambda length: HEBREW if length % 200 else ARABIC, unit="מילים")), on(31)
        ),
    }


STATES = _all()
"""By name."""
