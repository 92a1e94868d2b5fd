"""What earlier days left for later ones, in words: findings, transfer results, adjustments."""

from collections.abc import Iterable
from datetime import date

from mastery_tui import guide
from mastery_tui.practice.records import Adjustment, ClosedAs, FeedbackCheck, TransferTest
from mastery_tui.practice.tasks import ADJUSTING, CHOOSING, REVIEWING, TRANSFER_TESTS, TRANSFERRING, task_id
from mastery_tui.practice.timeline import Day, Timeline

Told = tuple[str, str]
"""A label, and what is told beside it."""

BETWEEN = "; "
"""Between several texts in a line."""


def tried(adjustments: Iterable[Adjustment], day: date) -> tuple[str, ...]:
    """What is tried on a day, the one that was opened first in front."""
    found = (trial for trial in adjustments if trial.opened_on <= day)
    return tuple(trial.text for trial in found if trial.closed_on is None or trial.closed_on > day)


def kept(adjustments: Iterable[Adjustment], day: date) -> tuple[str, ...]:
    """What was kept of adjustments up to a day."""
    closed = (trial for trial in adjustments if trial.closed_as is ClosedAs.KEPT)
    return tuple(trial.text for trial in closed if trial.closed_on is not None and trial.closed_on <= day)


def adjusting(timeline: Timeline, day: date) -> tuple[Told, ...]:
    """What is tried on a day and what was kept by then, each with its label."""
    adjustments = timeline.records.adjustments
    rows = (("trying", tried(adjustments, day)), ("kept_row", kept(adjustments, day)))
    return tuple((guide.word("plan", label), BETWEEN.join(texts)) for label, texts in rows if texts)


def on_day(timeline: Timeline, day: Day) -> tuple[Told, ...]:
    """What a day's page tells beside its task: what came of that day, and what it goes on from."""
    records, task = timeline.records, "" if day.plan_day is None else task_id(day.plan_day)
    checks = [check for check in records.feedback_checks if check.day == day.day]
    tests = [test for test in records.transfer_tests if test.day == day.day]
    rows = [(guide.word("left", "finding"), _finding(check)) for check in checks]
    if task in CHOOSING and not checks:
        earlier = [check for check in records.feedback_checks if check.day < day.day]
        rows += [(_finding_from(timeline, check), _finding(check)) for check in earlier[-1:]]
    if task in REVIEWING:
        tests = [test for test in records.transfer_tests if test.day <= day.day]
    rows += [_test(timeline, test) for test in tests]
    done = sum(test.day <= day.day for test in records.transfer_tests)
    if task in TRANSFERRING and not tests and done:
        rows.append((guide.word("left", "tests"), guide.say("left", "tests_done", n=done, of=TRANSFER_TESTS)))
    # A task that names what is tried need not be told it twice.
    named = guide.word("plan", "trying") if task in ADJUSTING else ""
    return (*rows, *(row for row in adjusting(timeline, day.day) if row[0] != named))


def in_week(timeline: Timeline, week: int) -> tuple[Told, ...]:
    """What a plan week brought, in the order of its days, and what is tried or was kept by its end."""
    days, records = {day.day for day in timeline.week(week).days}, timeline.records
    rows = [(_finding_from(timeline, check), _finding(check)) for check in records.feedback_checks if check.day in days]
    rows += [_test(timeline, test) for test in records.transfer_tests if test.day in days]
    if days and min(days) <= timeline.today:
        rows += adjusting(timeline, min(max(days), timeline.today))
    return tuple(rows)


def _finding(check: FeedbackCheck) -> str:
    return " ".join(check.finding.split())


def _finding_from(timeline: Timeline, check: FeedbackCheck) -> str:
    return guide.say("left", "finding_from", day=_day(timeline, check.day))


def _test(timeline: Timeline, test: TransferTest) -> Told:
    """A transfer test with its place among those that the plan asks for, and what came of it."""
    number = timeline.records.transfer_tests.index(test) + 1
    key = "test" if number <= TRANSFER_TESTS else "test_more"
    parts = [f"{test.context} ({guide.word('changed', test.changed.value)})", *results(test, timeline.behaviour.unit)]
    for name in ("held", "broke", "next"):
        text = getattr(test, name)
        if text:
            parts.append(f"{guide.word('left', name)} {text}")
    return guide.say("left", key, n=number, of=TRANSFER_TESTS), BETWEEN.join(parts)


def results(test: TransferTest, unit: str) -> list[str]:
    """What came of a transfer test in numbers, as in '262 words', 'errors 3'."""
    counted = (("errors", test.errors), ("score", test.score))
    amount = [] if test.amount is None else [guide.amount_words(test.amount, unit)]
    return amount + [f"{guide.field_label(name)} {guide.number(value)}" for name, value in counted if value is not None]


def _day(timeline: Timeline, day: date) -> str:
    plan_day = timeline.plan.plan_day(day)
    return guide.date_words(day, "short") if plan_day is None else guide.say("left", "day", day=plan_day)
