"""The results in a sentence where they stand beside something else, and what a week was once it is over."""

from mastery_tui import guide
from mastery_tui.practice import progress
from mastery_tui.practice.days import WRAP_UP, days_of_week
from mastery_tui.practice.progress import Stage
from mastery_tui.practice.records import ResultKind
from mastery_tui.practice.timeline import Day, State, Timeline
from mastery_tui.practice.weekly import WeekProgress, weekly

from . import phrases

FULL_BASELINE = progress.THIN_BASELINE
"""Values from which on a baseline is no longer thin."""
FEWEST_TO_TELL = 3
"""Values of a week under which their middle is not told."""


def line(timeline: Timeline) -> str:
    """The middle of the last values beside the baseline, or what that waits for; '' where nothing is counted."""
    if timeline.behaviour.result is ResultKind.NONE:
        return ""
    compared = progress.compared(timeline)
    if compared is None:
        return _unfrozen(timeline)
    if compared.baseline.results is None:
        return guide.word("progress", "numberless")
    baseline, last = compared.baseline.results.median, compared.last.results
    if last is None:
        return guide.say("glances", "few_since", n=compared.change.n_after, result=baseline)
    return guide.say("glances", "now", median=last.median, n=last.n, result=baseline)


def _unfrozen(timeline: Timeline) -> str:
    status = progress.baseline_status(timeline)
    if timeline.state is State.ENDED:
        return guide.word("progress", "never")
    if status.stage is Stage.WAITING:
        return guide.say("glances", "waiting", n=status.n)
    if status.stage is Stage.TOO_FEW:
        return guide.say("glances", "too_few", n=status.n, needed=progress.SMALLEST_BASELINE)
    key = "before" if status.n < FULL_BASELINE else "enough"
    return guide.say("glances", key, n=status.n, needed=FULL_BASELINE, day=days_of_week(1)[-1])


def week_over(timeline: Timeline, day: Day) -> tuple[str, ...]:
    """What a day's plan week was, in a line or two; none while a later day of it is left to record."""
    if day.week is None or not _closes(timeline, day.week, day):
        return ()
    week = weekly(timeline)[day.week - 1]
    if not week.adherence.recorded:
        return ()
    kept = phrases.adherence_words(week.adherence)
    key = "wrap_up_over" if week.number == WRAP_UP else "week_over"
    over = guide.say("glances", key, week=week.number, name=guide.week(week.number).name, kept=kept)
    return tuple(filter(None, (over, _middle(timeline, week))))


def _closes(timeline: Timeline, number: int, day: Day) -> bool:
    """Whether the plan has a date for every day of a week, and those after one are recorded or a day off."""
    days = timeline.week(number).days
    later = (other for other in days if other.day > day.day)
    return len(days) == len(days_of_week(number)) and all(
        other.rest_weekday or other.check_in is not None for other in later
    )


def _middle(timeline: Timeline, week: WeekProgress) -> str:
    """The middle of a week's results, beside the baseline in the weeks after it; '' for too few."""
    if week.result is None or week.n < FEWEST_TO_TELL:
        return ""
    facts = {"unit": phrases.result_label(timeline.behaviour), "median": week.result, "n": week.n}
    band = progress.baseline_band(timeline.records.cycle.baseline)
    if band is None or week.number == 1:
        return guide.say("glances", "week_median", **facts)
    return guide.say("glances", "week_beside", **facts, result=band.median)
