"""Contexts and cycles beside each other, in words."""

from mastery_tui import guide
from mastery_tui.guide.wording import capital
from mastery_tui.practice.contexts import Condition, ResultCondition, compared_conditions
from mastery_tui.practice.earlier import CycleBand
from mastery_tui.practice.timeline import Timeline

from ..progress_views import ContextRow, EarlierRow, EarlierView
from . import phrases

PERCENT = 100


def contexts(timeline: Timeline) -> tuple[str, tuple[ContextRow, ...], str]:
    """Heading, rows and what is left out."""
    found = compared_conditions(timeline)
    heading = guide.word("progress_below", "contexts_results" if found.untagged_cancelled else "contexts")
    rows = tuple(_kept_where(tag) for tag in found.keeping) + tuple(_results_where(tag) for tag in found.results)
    notes = []
    if found.untagged_cancelled:
        notes.append(guide.word("comparisons", "by_results"))
    if not rows:
        notes = [guide.word("progress_below", "no_tags")]
    elif found.untagged:
        left_out = guide.say("comparisons", "untagged", n=found.untagged)
        notes.append(capital(left_out) if notes else left_out)
    return heading, rows, " ".join(notes)


def _kept_where(found: Condition) -> ContextRow:
    told = guide.word("comparisons", found.verdict.value)
    interval = None
    if found.difference is not None and found.low is not None and found.high is not None:
        interval = (found.low, found.difference, found.high)
        told = guide.say(
            "progress_below",
            "interval",
            difference=_points(found.difference),
            low=_points(found.low),
            high=_points(found.high),
            text=told,
        )
    return ContextRow(
        f"@{found.tag}",
        guide.say("adherence", "kept_short", kept=found.kept_with, recorded=found.with_tag),
        guide.say("adherence", "kept_short", kept=found.kept_without, recorded=found.without_tag),
        told,
        interval,
    )


def _points(share: float) -> str:
    return f"{round(share * PERCENT):+d}" if round(share * PERCENT) else "0"


def _results_where(found: ResultCondition) -> ContextRow:
    nothing = guide.word("checkin", "empty")
    told = guide.say(
        "progress_below",
        "by_results",
        median=nothing if found.median_with is None else found.median_with,
        n=found.with_tag,
        other_median=nothing if found.median_without is None else found.median_without,
        other_n=found.without_tag,
        text=guide.word("comparisons", found.verdict.value),
    )
    return ContextRow(f"@{found.tag}", "", "", told)


def earlier(before: tuple[CycleBand, ...], this: CycleBand, more: int) -> EarlierView:
    """Earlier cycles and this one below them."""
    rows = tuple(_cycle(cycle, _begun(cycle)) for cycle in before)
    rows += (_cycle(this, guide.word("progress_below", "this"), this=True),) if before else ()
    if not before and not more:
        return EarlierView((), guide.word("progress_below", "first_cycle"))
    return EarlierView(rows, guide.say("progress_below", "more", more=more) if more else "")


def _begun(cycle: CycleBand) -> str:
    return guide.say("progress_below", "from", first=guide.date_words(cycle.started_on, "day_month"))


def _cycle(cycle: CycleBand, title: str, *, this: bool = False) -> EarlierRow:
    band = cycle.results
    return EarlierRow(
        title=title,
        marks=cycle.marks,
        kept=phrases.kept_short(cycle.adherence),
        results=None if band is None else (band.lowest, band.median, band.highest),
        median="" if band is None else guide.number(band.median),
        this=this,
    )
