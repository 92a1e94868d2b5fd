"""A cycle as one page to show or to print: what Progress and Summary say, joined."""

from datetime import date

from mastery_tui import guide
from mastery_tui.exchange.page.views import PageView, PageWords, Told
from mastery_tui.guide.sections import LANGUAGE
from mastery_tui.guide.wording import capital
from mastery_tui.practice.comparing import LIKELY_FROM, MAYBE_FROM
from mastery_tui.practice.days import PLAN_DAYS
from mastery_tui.practice.progress import Stage, baseline_status
from mastery_tui.practice.records import Ending
from mastery_tui.practice.strip import Event, strip
from mastery_tui.practice.timeline import State, Timeline, written_standard

from ..progress_views import ProgressView
from ..summary_views import SummaryView
from . import page_days, page_numbers, page_results, page_texts

PERCENT = 100


def page(timeline: Timeline, shown: ProgressView, summary: SummaryView, *, notes: bool) -> PageView:
    """The page.

    Args:
        timeline: the cycle.
        shown: what the page Progress says of it.
        summary: what the page Summary says of it.
        notes: whether starting conditions, findings, reflections and what else is told in sentences go along.
    """
    words = PageWords(**guide.words("page_words"))
    columns = strip(timeline).columns
    plot = page_results.plot(timeline, shown, columns)
    following = summary.following
    return PageView(
        language=LANGUAGE,
        dates=summary.dates,
        state=_state(timeline, shown),
        name=summary.name,
        standard=summary.standard,
        facts=_facts(timeline, columns=shown, notes=notes),
        kept=page_days.kept(timeline, shown, summary),
        label=shown.label,
        verdict=_verdict(timeline, shown),
        detail=summary.detail,
        trend=guide.say("page", "trend", text=page_numbers.typeset(summary.trend)) if summary.trend else "",
        plot=plot,
        events=page_results.events(columns, lettered=plot is not None),
        since=page_results.since(timeline, shown, summary),
        weeks=page_results.weeks(timeline, shown, summary),
        days=page_days.days(timeline, shown, columns),
        where=page_results.where(shown),
        feedback=page_texts.feedback(timeline) if notes else (),
        adjustments=page_texts.adjustments(timeline),
        elsewhere=page_texts.elsewhere(timeline, summary, notes=notes),
        changes=page_texts.changes(timeline) if notes else (),
        reflections=page_texts.reflections(timeline) if notes else (),
        following=f"{capital(following)}." if following else "",
        sentence=summary.sentence if notes else "",
        meant=_meant(timeline, shown, notes=notes),
        words=words,
    )


def _state(timeline: Timeline, shown: ProgressView) -> str:
    """How far the month has come."""
    state, facts = timeline.state, {"day": shown.today or 0, "days": PLAN_DAYS}
    if state is State.NOT_STARTED:
        return guide.say("page", "begins", first=timeline.first_day)
    if state is State.PAUSED:
        return guide.say("page", "paused", **facts)
    if state is State.RUNNING:
        return guide.say("page", "under_way", **facts)
    if timeline.records.cycle.ending is Ending.STOPPED:
        return guide.say("page", "ended", **facts)
    return guide.word("page", "complete")


def _facts(timeline: Timeline, *, columns: ProgressView, notes: bool) -> tuple[Told, ...]:
    """What it began with: target, when-then line, source of feedback, starting conditions."""
    behaviour = timeline.behaviour
    rows = (
        ("target", "" if behaviour.yes_no else _target(timeline, columns)),
        ("when_then", _when_then(timeline)),
        ("feedback", behaviour.feedback_source),
        ("began_with", behaviour.starting_conditions if notes else ""),
    )
    return tuple((guide.word("page", label), text) for label, text in rows if text)


def _target(timeline: Timeline, shown: ProgressView) -> str:
    standard, unit = written_standard(timeline.records, timeline.nearest_day), timeline.behaviour.unit
    facts = {
        "target": page_numbers.amount(standard.target, page_numbers.apart(unit)),
        "minimum": page_numbers.exact(standard.minimum),
    }
    locked = next((column.number for column in shown.columns if Event.MINIMUM in column.events), None)
    if locked is not None:
        return page_numbers.rightwards(guide.say("page", "target_locked", **facts, day=locked))
    told = guide.say("page", "target_never" if timeline.state is State.ENDED else "target_open", **facts)
    return page_numbers.rightwards(told)


def _when_then(timeline: Timeline) -> str:
    when, at = map(page_numbers.apart, (timeline.behaviour.anchor_when, timeline.behaviour.anchor_at))
    if not when:
        return ""
    smallest = timeline.behaviour.yes_no
    what = guide.word("yes_no", "minimum") if smallest else guide.word("page", "the_minimum")
    return guide.say("page", "when_then_line" if at else "when_then_short", when=when, at=at, what=what)


def _verdict(timeline: Timeline, shown: ProgressView) -> str:
    """What may be said of the results; whom the page is shown to has no key to freeze a baseline with."""
    status = baseline_status(timeline)
    if not shown.counted:
        return capital(shown.verdict)
    if status.stage is Stage.WAITING and timeline.state is not State.ENDED:
        return guide.say("page", "open", n=status.n)
    return shown.verdict


def _meant(timeline: Timeline, shown: ProgressView, *, notes: bool) -> tuple[str, ...]:
    """What the numbers mean, what is left out, care, and when it was written."""
    counted = guide.word("page", "counted_yes_no" if timeline.behaviour.yes_no else "counted")
    if shown.counted:
        low, high = (round(PERCENT * share) for share in (MAYBE_FROM, LIKELY_FROM))
        middle = guide.say("page", "middle", low=low, high=high)
    else:
        compared = any(row.interval is not None for row in shown.contexts)
        middle = guide.word("page", "share" if compared else "few")
    left_out = () if notes else (guide.word("page", "left_out"),)
    return (counted, middle, *left_out, guide.word("page", "care"), _written(timeline.today))


def _written(today: date) -> str:
    return guide.say("page", "written", today=today)
