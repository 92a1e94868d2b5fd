"""Easier days in words: those that run, how they ended, and when an edit shows."""

from collections.abc import Sequence
from datetime import date

from mastery_tui import guide
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import Reduction, replace
from mastery_tui.practice.timeline import Day, Timeline

from . import phrases


def now(timeline: Timeline) -> str:
    """The reduction in force or about to begin that lasts longest, in a line; '' where there is none."""
    longest = _longest(timeline, timeline.today)
    if longest is None:
        return ""
    amounts = phrases.easier_amounts(longest, timeline)
    return guide.say("plan", "easier_until", until=_until(longest), **amounts)


def going_on(timeline: Timeline) -> str:
    """The reduction that goes on longest after today, in a sentence; '' where none does."""
    longest = _longest(timeline, timeline.today + ONE_DAY)
    if longest is None:
        return ""
    amounts = phrases.easier_amounts(longest, timeline)
    return guide.say("dialogs", "easier_runs", until=_until(longest), **amounts)


def _longest(timeline: Timeline, since: date) -> Reduction | None:
    """The reduction that lasts longest of those that hold on a date or after it."""
    lasting = [reduction for reduction in timeline.records.reductions if reduction.until_day >= since]
    return max(lasting, key=lambda reduction: reduction.until_day, default=None)


def _until(reduction: Reduction) -> str:
    return guide.date_words(reduction.until_day)


def ended(first: Day | None, *, begun: bool) -> str:
    """What holds from tomorrow on.

    Args:
        first: tomorrow, None after the plan.
        begun: whether the easier days had begun.
    """
    if first is None:
        return guide.word("dialogs", "easier_ended_last")
    facts = {"target": first.target, "minimum": first.minimum}
    key = "easier_ended" if begun else "easier_taken_back"
    return guide.say("dialogs", key, first=guide.date_words(first.day), **facts)


def edit_shows_later(timeline: Timeline, edited: Sequence[str]) -> str:
    """That new numbers show only after the easier days, '' where they show today."""
    plain = Timeline.of(replace(timeline.records, reductions=()), timeline.today)
    ahead = [pair for pair in zip(timeline.days, plain.days, strict=True) if pair[0].day >= timeline.today]
    shown = [all(getattr(day, name) == getattr(written, name) for name in edited) for day, written in ahead]
    if all(shown[:1]):
        return ""
    if True not in shown:
        return guide.word("dialogs", "edited_not_shown")
    first, _ = ahead[shown.index(True)]
    return guide.say("dialogs", "edited_later", first=guide.date_words(first.day))
