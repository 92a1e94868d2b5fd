"""The page Summary in words: what a month brought, to keep or to show."""

from collections.abc import Iterable, Sequence

from mastery_tui import guide
from mastery_tui.practice import progress, strip as strips, weekly
from mastery_tui.practice.comparing import Verdict
from mastery_tui.practice.contexts import compared_conditions
from mastery_tui.practice.days import WEEKS, WRAP_UP, plan_week
from mastery_tui.practice.numbers import MINUTE
from mastery_tui.practice.progress import Band
from mastery_tui.practice.records import Conditions, Ending, Reflection, ResultKind, TransferTest, replace
from mastery_tui.practice.reflecting import SLOTS
from mastery_tui.practice.timeline import Mark, State, Timeline, result_of

from ..measures import measure
from ..progress_views import ProgressView
from ..summary_views import Elsewhere, SpanRow, SummaryView, Told, WeeksTable
from . import markdown, phrases

IMPROVED_WEEK = 3
"""The week whose reflection says what changed, and with what."""


def page(timeline: Timeline, shown: ProgressView, *, notes: bool = True) -> SummaryView:
    """The page.

    Args:
        timeline: the cycle.
        shown: what the page Progress says of it.
        notes: whether it has what the person wrote to themselves: what they do now and instead of what, conditions,
            what worked, broke and comes next elsewhere, what better looks like, and the sentence at the end.
    """
    cycle = timeline.records.cycle
    view = SummaryView(
        name=cycle.behaviour.name,
        standard=cycle.behaviour.standard,
        dates=_dates(timeline),
        state=_state(timeline),
        kept=_kept(timeline),
        rate=shown.rate,
        marks=_marks(timeline),
        counts=_counts(timeline, shown),
        label=shown.label,
        verdict=shown.verdict if shown.counted else guide.word("summary", "yes_no"),
        detail=shown.detail,
        spans=_spans(timeline),
        trend=shown.trend_words,
        weeks=_weeks(timeline, shown),
        elsewhere=tuple(_elsewhere(timeline, test, notes) for test in timeline.records.transfer_tests),
        changes=_changes(timeline, notes),
        following="" if cycle.next is None else guide.word("following", cycle.next.value),
        sentence=cycle.summary if notes else "",
    )
    return replace(view, markdown=markdown.summary(view))


def _dates(timeline: Timeline) -> str:
    return guide.say("summary", "dates", **phrases.from_to(timeline.first_day, timeline.last_day))


def _state(timeline: Timeline) -> str:
    """How far the page goes; '' once the month is over."""
    state, ending = timeline.state, timeline.records.cycle.ending
    day = max((day.plan_day or 0 for day in timeline.days if not day.ahead), default=0)
    if state is State.NOT_STARTED:
        return guide.say("plan", "begins", first=timeline.first_day)
    if state is State.ENDED:
        return guide.say("summary", "stopped", day=day) if ending is Ending.STOPPED else ""
    return "" if state is State.AWAITING_SUMMARY else guide.say("summary", "so_far", day=day)


def _kept(timeline: Timeline) -> str:
    found = timeline.adherence
    if not found.recorded:
        return guide.word("adherence", "none")
    return guide.say("adherence", "kept", kept=found.kept, recorded=found.recorded)


def _marks(timeline: Timeline) -> tuple[tuple[Mark | None, ...], ...]:
    weeks: list[list[Mark | None]] = [[] for _ in range(WEEKS)]
    for column in strips.strip(timeline).columns:
        if not column.day.ahead:
            weeks[plan_week(column.number) - 1].append(column.day.mark)
    return tuple(tuple(week) for week in weeks if week)


def _counts(timeline: Timeline, shown: ProgressView) -> str:
    unit = timeline.behaviour.unit
    told = zip(shown.totals, shown.marks, strict=True)
    return ", ".join(f"{n} {phrases.mark_word(mark, unit)}" for n, mark in told if n)


# -- the results -------------------------------------------------------------------------------------------------------


def _spans(timeline: Timeline) -> tuple[SpanRow, ...]:
    found = progress.compared(timeline)
    if found is None or found.baseline.results is None:
        return ()
    rows = [_span("baseline", found.baseline.results)]
    if found.since.results is not None:
        rows.append(replace(_span("since", found.since.results), since=True))
    for test in timeline.records.transfer_tests:
        value = result_of(test, timeline.behaviour)
        if value is not None:
            label = guide.say("summary", "new", what=guide.word("changed", test.changed.value))
            rows.append(SpanRow(label, value, value, value, guide.number(value)))
    return tuple(rows)


def _span(word: str, band: Band) -> SpanRow:
    spread = guide.say("summary", "range", lowest=band.lowest, highest=band.highest)
    label = guide.word("summary", word)
    return SpanRow(label, band.lowest, band.median, band.highest, guide.number(band.median), spread)


def _weeks(timeline: Timeline, shown: ProgressView) -> WeeksTable:
    weeks, counted = weekly.weekly(timeline), shown.counted
    behaviour = timeline.behaviour
    # Minutes that are the result itself are told once.
    in_minutes = behaviour.result is ResultKind.AMOUNT and measure(behaviour.unit).seconds == MINUTE
    short = [guide.say("summary", "week", week=week.number) for week in weeks[: WRAP_UP - 1]]
    medians = (
        *(((shown.label, [week.result for week in weeks]),) if counted else ()),
        *(() if in_minutes else ((guide.word("summary", "minutes"), [week.minutes for week in weeks]),)),
        (guide.word("progress", "effort"), [week.effort for week in weeks]),
        (guide.word("progress", "confidence"), [week.confidence for week in weeks]),
    )
    told = [(label, _numbers(values)) for label, values in medians if any(value is not None for value in values)]
    return WeeksTable(
        heads=tuple(week.short for week in shown.weeks),
        short=(*short, guide.word("summary", "end")),
        rows=((guide.word("progress", "kept"), tuple(week.kept for week in shown.weeks)), *told),
        note=guide.word("summary", "medians") if told else "",
    )


def _numbers(values: Iterable[float | None]) -> tuple[str, ...]:
    return tuple("" if value is None else guide.number(value) for value in values)


# -- the words ---------------------------------------------------------------------------------------------------------


def _elsewhere(timeline: Timeline, test: TransferTest, notes: bool) -> Elsewhere:
    value = result_of(test, timeline.behaviour)
    result = "" if value is None else guide.amount_words(value, phrases.result_unit(timeline.behaviour))
    parts = (("held", test.held), ("broke", test.broke), ("next", test.next))
    return Elsewhere(
        guide.word("changed", test.changed.value),
        ", ".join(part for part in (test.context, result) if part),
        tuple((guide.word("summary", word), text) for word, text in parts if text and notes),
    )


def _changes(timeline: Timeline, notes: bool) -> tuple[Told, ...]:
    written = {reflection.week: reflection for reflection in timeline.records.reflections if notes}
    rows = [*_improved(written.get(IMPROVED_WEEK)), *_tried(timeline), *_contexts(timeline)]
    better = [written[week].better_next_week for week in sorted(written) if written[week].better_next_week]
    rows += [(guide.word("summary", "better"), better[-1])] if better else []
    return tuple(rows)


def _improved(reflection: Reflection | None) -> Sequence[Told]:
    if reflection is None:
        return ()
    answers = (("now", reflection.answers.get("now", "")), ("instead", reflection.answers.get("instead", "")))
    rows = [(guide.word("summary", word), " ".join(text.split())) for word, text in answers]
    rows.append((guide.word("summary", "conditions"), _conditions(reflection.conditions)))
    return [(label, text) for label, text in rows if text]


def _conditions(found: Conditions) -> str:
    slots = (getattr(found, slot) for slot in SLOTS)
    return ", ".join(text for text in slots if text)


def _tried(timeline: Timeline) -> Iterable[Told]:
    for tried in timeline.records.adjustments:
        how = "" if tried.closed_as is None else f" ({guide.word('closed_as', tried.closed_as.value)})"
        yield guide.word("summary", "tried"), tried.text + how


def _contexts(timeline: Timeline) -> Sequence[Told]:
    """The contexts of which something can be said."""
    found = compared_conditions(timeline)
    rows = [
        (
            f"@{tag.tag}",
            guide.say(
                "summary",
                "context",
                kept=tag.kept_with,
                n=tag.with_tag,
                other_kept=tag.kept_without,
                other_n=tag.without_tag,
                text=guide.word("comparisons", tag.verdict.value),
            ),
        )
        for tag in found.keeping
        if tag.verdict is not Verdict.TOO_FEW
    ]
    rows += [
        (
            f"@{other.tag}",
            guide.say(
                "summary",
                "context_results",
                median=other.median_with,
                other_median=other.median_without,
                text=guide.word("comparisons", other.verdict.value),
            ),
        )
        for other in found.results
        if other.verdict is not Verdict.TOO_FEW
    ]
    return rows
