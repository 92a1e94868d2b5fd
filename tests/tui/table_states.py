"""The states in which the keys of the table are pressed: whose plan it is, and the keys that lead to a screen of it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.practice.choices import EndedAs
from mastery_tui.practice.records import Feeling, Outcome, replace
from tests.tui.elsewhere import HARSH
from tests.tui.people import (
    PRACTISED,
    START,
    WRITING,
    begin,
    clock_of,
    coach_at,
    plan_date,
    record,
    toured,
    writer_in_week_3,
    writer_on_day_12,
)

Keys = tuple[str, ...]


class Person(NamedTuple):
    """Somebody's plan, and the states of the app that are looked at.

    Attributes:
        made: puts the plan into a folder.
        states: what leads to each, from the start of the app or from wherever it is.
        all_keys: the states in which every key that acts is pressed, those of the app itself too.
        on_tour: whether it is the app of the tour.
    """

    made: Callable[[Path], Coach]
    states: dict[str, Keys]
    all_keys: tuple[str, ...] = ()
    on_tour: bool = False


def first_day_ahead(folder: Path) -> Coach:
    coach = coach_at(folder, 1)
    coach.plan.start(WRITING, 400, 150, START + timedelta(days=3))
    return coach


def on_day_1(folder: Path) -> Coach:
    return begin(coach_at(folder, 1))


def on_a_rest_day(folder: Path) -> Coach:
    coach = begin(coach_at(folder, 12), replace(WRITING, rest_weekdays=(plan_date(12).isoweekday(),)))
    record(coach, 1, amount=400)
    return coach


def paused(folder: Path) -> Coach:
    coach = writer_on_day_12(folder)
    coach.days.pause(plan_date(10))
    return coach


def done_or_not(folder: Path) -> Coach:
    coach = begin(coach_at(folder, 12), PRACTISED)
    for day in range(1, 9):
        record(coach, day, outcome=Outcome.DONE)
    return coach


def with_cues(folder: Path) -> Coach:
    """Two cancelled blocks: one cue shows, another is muted by it."""
    coach = writer_on_day_12(folder)
    record(coach, 12, outcome=Outcome.CANCELLED)
    return coach


def ashamed(folder: Path) -> Coach:
    coach = begin(coach_at(folder, 5))
    for day in range(1, 5):
        record(coach, day, amount=420, feeling=Feeling.ASHAMED, strength=5)
    return coach


def trying_two_things(folder: Path) -> Coach:
    coach = writer_in_week_3(folder)
    coach.plan.adjust("one")
    coach.plan.adjust("two")
    coach.easier.reduce()
    return coach


def after_day_30(folder: Path) -> Coach:
    coach = begin(coach_at(folder, 31))
    record(coach, 29, amount=400)
    return coach


def ended(folder: Path) -> Coach:
    coach = after_day_30(folder)
    coach.plan.finish()
    return coach


def in_a_second_plan(folder: Path) -> Coach:
    """The first plan has ended; two days of the second are recorded."""
    coach = ended(folder)
    clock_of(coach).set(plan_date(33))
    coach.plan.start(WRITING, 400, 150, plan_date(32))
    for day in (32, 33):
        record(coach, day, amount=420, note="the first page by hand")
    return coach


def with_drafts(folder: Path) -> Coach:
    """Two drafts of an earlier plan lie beside the journal."""
    writer_on_day_12(folder)
    before = coach_at(folder, 12)
    clock_of(before).set(plan_date(11), 21)
    before.drafts.put(DraftKey("an-earlier-plan", "feedback", "2026-10-01"), {"finding": "flat"}, {"finding": ""})
    before.drafts.put(DraftKey("an-earlier-plan", "reflect", "3"), {"prompt": "I begin small."}, {"prompt": ""})
    before.drafts.flush()
    return coach_at(folder, 12)


def without_backups(folder: Path) -> Coach:
    coach = on_day_1(folder)
    for file in (*(folder / "backups").glob("*"), *folder.glob("*.bak")):
        file.unlink()
    return coach


def practising(folder: Path, minutes: int = 14) -> Coach:
    """Somebody whose timer runs for that long."""
    coach = writer_on_day_12(folder)
    coach.timer.start()
    clock_of(coach).moment += timedelta(minutes=minutes)
    return coach


def stopped(folder: Path, minutes: int = 2) -> Coach:
    """Somebody who stopped the timer that long ago, after 14 minutes."""
    coach = practising(folder)
    coach.timer.stop()
    clock_of(coach).moment += timedelta(minutes=minutes)
    return coach


def closed(folder: Path) -> Coach:
    """Somebody whose session waits for the check-in."""
    coach = practising(folder)
    coach.timer.end(EndedAs.DONE)
    return coach


def palette(command: str) -> Keys:
    """The keys that find a command in the palette, by its id."""
    letters = ("space" if letter == " " else letter for letter in guide.word("palette", command))
    return ("f3", "ctrl+p", *letters, "enter")


IMPORT = ("escape", "escape", "escape", "up", "up", "i")
HABIT = (*IMPORT, "2", *str(HARSH), "tab")
NUMBERS = (*HABIT, "pagedown")
PREVIEW = (*NUMBERS, *"pages", "enter", *"20", "enter", *"10", "pagedown")
SUMMARY = ("f5", "s", "pageup", "pageup", "pageup")
THIS_WEEK = ("f4", "pageup", "pagedown")
TODAY = ("f3", "full_stop")
PROGRESS = ("f5", "pageup", "full_stop")
TIMER = ("f3", "t")
BEGIN = ("left_square_bracket",) * 6
ON = "right_square_bracket"
TWO_LEFT = (*TODAY, "left", "left")
FORM = ("f2", "ctrl+r")
SAVED = (*FORM, "c", "ctrl+s")
PEOPLE = {
    "nobody yet": Person(
        coach_at,
        {
            "step 1": ("up",),
            "step 1, a text": ("up", "enter"),
            "step 1, a text was left": ("up", "enter", "a", "escape"),
            "step 2": ("up", *["enter"] * 7),
            "step 3": ("up", *["enter"] * 15),
            "Too much": ("f9",),
        },
        ("step 1",),
    ),
    "nobody yet, an import": Person(
        coach_at,
        {
            "which days": IMPORT,
            "a path": (*IMPORT, "down", "x"),
            "a habit": HABIT,
            "what was asked then": NUMBERS,
            "what becomes of them": PREVIEW,
            "their days": (*PREVIEW, "down", "enter"),
        },
        ("which days", "what becomes of them", "their days"),
    ),
    "a second plan": Person(
        ended,
        {"Setup": ("f3", "n", "up"), "Plan": TODAY, "Summary": SUMMARY, "further down": (*SUMMARY, "down", "down")},
        ("Setup", "Summary"),
    ),
    "day 1": Person(
        on_day_1, {"Check-in": FORM, "Plan": TODAY, "Reflect": ("f4",), "asked to take the plan back": (*TODAY, "u")}
    ),
    "day 12, Check-in": Person(
        writer_on_day_12,
        {
            "the amount": FORM,
            "an amount is typed": (*FORM, "4", "2", "0"),
            "an amount was left": (*FORM, "4", "escape"),
            "the effort": (*FORM, "down"),
            "the contexts": (*FORM, "down", "down", "down", "down"),
            "the note": (*FORM, "n"),
            "the note was left": (*FORM, "n", "x", "escape"),
            "saved": SAVED,
        },
        ("the amount",),
    ),
    "day 12, Plan": Person(
        writer_on_day_12,
        {
            "today": TODAY,
            "a day that was done": TWO_LEFT,
            "a day ahead": (*TODAY, "right"),
            "a past day": (*TWO_LEFT, "enter"),
            "a past day, saved": (*TWO_LEFT, "enter", "ctrl+s"),
        },
        ("today",),
    ),
    "day 12, Progress": Person(
        writer_on_day_12,
        {
            "today": PROGRESS,
            "a day that was done": (*PROGRESS, "left", "left"),
            "further down": (*PROGRESS, "down", "down"),
            "a past day": (*PROGRESS, "left", "left", "enter"),
        },
        ("a day that was done",),
    ),
    "day 12, the table": Person(writer_on_day_12, {"the table": (*PROGRESS, "v")}),
    "day 12, Reflect": Person(
        writer_on_day_12,
        {
            "the answer": THIS_WEEK,
            "the answer was left": (*THIS_WEEK, "escape"),
            "the last line": (*THIS_WEEK, "tab"),
            "a week that has not begun": (*THIS_WEEK, "pagedown"),
        },
    ),
    "day 12, dialogs": Person(
        writer_on_day_12,
        {
            "feedback": (*TODAY, "f"),
            "feedback, typed": (*TODAY, "f", "x"),
            "feedback, left": (*TODAY, "f", "x", "escape"),
            "a pause": (*TODAY, "p"),
            "a pause, its reason": (*TODAY, "p", "enter", "enter"),
            "one line": (*TODAY, "colon"),
            "an adjustment": (*TODAY, "a"),
            "Help": (*TODAY, "question_mark"),
            "Too much": (*TODAY, "f9"),
            "backups": palette("backups"),
        },
        ("a pause, its reason", "backups"),
    ),
    "the timer": Person(
        writer_on_day_12,
        {
            "ready": TIMER,
            "it began earlier": (*TIMER, "b"),
            "practicing": (*TIMER, "enter"),
            "stopped": (*TIMER, "enter", "enter"),
        },
        ("ready",),
    ),
    "the timer, running": Person(practising, {"practicing": TIMER, "Check-in": FORM}, ("practicing",)),
    "the timer, stopped": Person(stopped, {"recovering": TIMER, "the first move": (*TIMER, "n", "a")}),
    "the timer, over": Person(partial(stopped, minutes=12), {"over": TIMER, "Plan": TODAY}, ("Plan",)),
    "the timer, left": Person(partial(stopped, minutes=90), {"left": TIMER}),
    "the timer, forgotten": Person(partial(practising, minutes=200), {"asking": TIMER, "typed": (*TIMER, "2", "9")}),
    "the timer, ended": Person(closed, {"it waits": TIMER, "Check-in": FORM}, ("it waits",)),
    "week 3": Person(
        trying_two_things,
        {
            "Plan": TODAY,
            "Reflect": THIS_WEEK,
            "Reflect, saved": (*THIS_WEEK, "x", "ctrl+s"),
            "an adjustment": (*TODAY, "a"),
            "the minimum": (*TODAY, "m"),
            "easier days": (*TODAY, "e"),
        },
    ),
    "a rest day": Person(on_a_rest_day, {"Check-in": FORM, "Plan": TODAY}),
    "paused": Person(
        paused,
        {
            "Check-in": FORM,
            "Plan": TODAY,
            "Progress": PROGRESS,
            "asked about a paused day": (*TODAY, "left", "colon", "4", "enter"),
        },
    ),
    "before the start": Person(
        first_day_ahead, {"Check-in": FORM, "Plan": TODAY, "Reflect": ("f4",), "Progress": ("f5",)}
    ),
    "after day 30": Person(
        after_day_30,
        {
            "Check-in": FORM,
            "Plan": TODAY,
            "Reflect": THIS_WEEK,
            "Summary": SUMMARY,
            "the end of the plan": (*SUMMARY, "s"),
            "an export": (*SUMMARY, "e"),
            "an export, its file": (*SUMMARY, "e", "1", "1", "x"),
        },
    ),
    "done or not": Person(
        done_or_not, {"Check-in": FORM, "saved": (*FORM, "d", "ctrl+s"), "Plan": TODAY, "the baseline": (*TODAY, "b")}
    ),
    "cues": Person(
        with_cues,
        {
            "saved": (*FORM, "ctrl+s"),
            "Plan": TODAY,
            "why": (*TODAY, "w"),
            "why, all cues": (*TODAY, "w", "l"),
            "why on a past day": (*TWO_LEFT, "w"),
            "all rules": (*TODAY, "w", "r"),
        },
        ("saved", "why, all cues"),
    ),
    "a heavy week": Person(ashamed, {"Check-in": FORM, "Plan": TODAY, "why": (*TODAY, "w")}),
    "History": Person(
        in_a_second_plan,
        {
            "the search": (*TODAY, "slash"),
            "a word": (*TODAY, "slash", "p", "a", "g", "e"),
            "a word that nothing has": (*TODAY, "slash", "z", "z", "z"),
            "the list": (*TODAY, "slash", "escape"),
            "a day of the first plan": (*TODAY, "slash", "pagedown", "enter"),
            "a day of the first plan, saved": (*TODAY, "slash", "pagedown", "enter", "ctrl+s"),
        },
    ),
    "the tour": Person(
        toured,
        {
            "the timer": (*BEGIN, *(ON,) * 4),
            "elsewhere": (*BEGIN, ON, "f5"),
            "the end": (*BEGIN, *(ON,) * 6, "f3", "full_stop"),
            "alone": (*BEGIN, "f3", "full_stop", "right_curly_bracket"),
        },
        ("the end",),
        on_tour=True,
    ),
    "drafts": Person(with_drafts, {"drafts": palette("drafts")}, ("drafts",)),
    "no backup yet": Person(without_backups, {"backups": palette("backups")}),
}
