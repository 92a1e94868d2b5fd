"""What people wrote in a month, as its page shows it."""

from datetime import date

from mastery_tui import guide
from mastery_tui.exchange.page.views import Card, Told
from mastery_tui.guide.wording import capital
from mastery_tui.practice.records import Adjustment, ClosedAs, FeedbackCheck, Reflection
from mastery_tui.practice.reflecting import IMPROVED, SLOTS
from mastery_tui.practice.timeline import Timeline

from ..summary_views import SummaryView
from . import phrases
from .summary import IMPROVED_WEEK

PROMPT = "prompt"


def feedback(timeline: Timeline) -> tuple[Card, ...]:
    """What the source found."""
    return tuple(_finding(timeline, check) for check in timeline.records.feedback_checks)


def _finding(timeline: Timeline, check: FeedbackCheck) -> Card:
    when = _when(timeline, check.day)
    other = check.source != timeline.behaviour.feedback_source
    over = guide.say("page", "asked", when=when, by=check.source) if other else when
    return Card(check.finding, over=over)


def adjustments(timeline: Timeline) -> tuple[Card, ...]:
    """What was tried, and what became of it."""
    return tuple(Card(trial.text, under=_tried(timeline, trial)) for trial in timeline.records.adjustments)


def _tried(timeline: Timeline, trial: Adjustment) -> str:
    when = _when(timeline, trial.opened_on)
    if trial.closed_as is None or trial.closed_on is None:
        return guide.say("page", "tried", when=when)
    how = guide.word("closed_as", trial.closed_as.value)
    if trial.closed_as is ClosedAs.PARKED and trial.closed_on == trial.opened_on:
        return how
    return guide.say("page", "tried_closed", when=when, how=how, then=_when(timeline, trial.closed_on))


def elsewhere(timeline: Timeline, summary: SummaryView, *, notes: bool) -> tuple[Card, ...]:
    """The transfer tests: what was changed and when, the context with its result, and what is told of it."""
    pairs = zip(timeline.records.transfer_tests, summary.elsewhere, strict=True)
    return tuple(
        Card(
            found.text,
            over=f"{capital(found.changed)}, {_when(timeline, test.day)}",
            told=found.told if notes else (),
            strong=True,
        )
        for test, found in pairs
    )


def changes(timeline: Timeline) -> tuple[Told, ...]:
    """What changed and with what: the third week's reflection."""
    found = next((each for each in timeline.records.reflections if each.week == IMPROVED_WEEK), None)
    if found is None:
        return ()
    rows = [(guide.word("summary", key), found.answers.get(key, "")) for key in IMPROVED]
    rows += [(guide.field_label(slot), getattr(found.conditions, slot)) for slot in SLOTS]
    rows += [(guide.field_label(field), getattr(found, field)) for field in ("evidence", "counter_example")]
    rows += _better(found)
    return tuple((label, text) for label, text in rows if text)


def reflections(timeline: Timeline) -> tuple[Card, ...]:
    """The answers of the other weeks, each below its question."""
    found = (each for each in timeline.records.reflections if each.week != IMPROVED_WEEK)
    cards = (Card(each.answers.get(PROMPT, ""), over=_question(each.week), told=tuple(_better(each))) for each in found)
    return tuple(card for card in cards if card.text or card.told)


def _question(week: int) -> str:
    name = capital(phrases.week_words(week))
    return guide.say("page", "question", week=name, text=guide.week(week).prompt)


def _better(reflection: Reflection) -> list[Told]:
    text = reflection.better_next_week
    return [(guide.word("summary", "better"), text)] if text else []


def _when(timeline: Timeline, day: date) -> str:
    """As in 'day 17, Fri 13 Nov'; a paused date has no plan day."""
    plan_day, short = timeline.plan.plan_day(day), guide.date_words(day, "short")
    return short if plan_day is None else guide.say("page", "day_date", day=plan_day, date=short)
