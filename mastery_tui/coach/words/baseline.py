"""The baseline in words: frozen, to be frozen, and what else a target is measured by."""

from mastery_tui import guide
from mastery_tui.practice import progress
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline

from ..views import FreezeView
from . import left, phrases


def line(timeline: Timeline) -> str:
    """The frozen baseline in a sentence, or that it is not frozen yet."""
    baseline = timeline.records.cycle.baseline
    if baseline is None:
        return guide.word("reflect", "baseline_open")
    band = progress.baseline_band(baseline)
    plan_day = timeline.plan.plan_day(baseline.frozen_on)
    day = plan_day if plan_day is not None else guide.date_words(baseline.frozen_on, "day_month")
    if band is None:
        return guide.say("reflect", "baseline_numberless", n=len(baseline.rows), day=day)
    return guide.say(
        "reflect",
        "baseline_thin" if band.thin else "baseline_line",
        median=guide.amount_words(band.median, phrases.result_unit(timeline.behaviour)),
        lowest=band.lowest,
        highest=band.highest,
        n=band.n,
        day=day,
    )


def in_sight(timeline: Timeline) -> tuple[left.Told, ...]:
    """What a target is measured by, label and text: standard, baseline, starting conditions."""
    rows = (
        (guide.word("plan", "done_when"), timeline.behaviour.standard),
        (guide.word("reflect", "baseline"), line(timeline)),
        (guide.word("reflect", "started_with"), timeline.behaviour.starting_conditions),
    )
    return tuple((label, text) for label, text in rows if text)


def freezing(timeline: Timeline) -> FreezeView:
    """What freezing the baseline today would keep."""
    rows = progress.baseline_rows(timeline)
    band = progress.band([row.result for row in rows if row.result is not None])
    refused = ""
    try:
        progress.frozen_baseline(timeline)
    except Refused as refusal:
        refused = guide.refusal(refusal.code, **refusal.facts)
    if band is None:
        kept = guide.say("dialogs", "freeze_numberless", n=len(rows))
    else:
        facts = {"n": band.n, "median": band.median, "lowest": band.lowest, "highest": band.highest}
        kept = guide.say("dialogs", "freeze_line", **facts)
        if band.thin:
            kept = f"{kept} {guide.word('dialogs', 'freeze_thin')}"
    baseline = timeline.records.cycle.baseline
    again = "" if baseline is None else guide.say("dialogs", "freeze_again", frozen_on=baseline.frozen_on)
    conditions = timeline.behaviour.starting_conditions
    started_with = f"{guide.word('reflect', 'started_with')}: {conditions}" if conditions else ""
    return FreezeView(kept, again, refused, started_with)
