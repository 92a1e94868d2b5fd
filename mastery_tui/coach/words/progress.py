"""The page Progress in words."""

from collections import Counter

from mastery_tui import guide
from mastery_tui.guide.wording import capital
from mastery_tui.practice import progress, strip as strips, weekly
from mastery_tui.practice.comparing import Verdict
from mastery_tui.practice.contexts import Condition, ResultCondition, compared_conditions
from mastery_tui.practice.days import PLAN_DAYS, WRAP_UP, days_of_week
from mastery_tui.practice.earlier import CycleBand
from mastery_tui.practice.records import (
    Adjustment,
    Baseline,
    Behaviour,
    Better,
    CheckIn,
    FeedbackCheck,
    Feeling,
    Reduction,
    ResultKind,
    TransferTest,
)
from mastery_tui.practice.strip import DayColumn
from mastery_tui.practice.timeline import Mark, State, Timeline
from mastery_tui.practice.trend import trend

from ..progress_views import (
    ColumnView,
    ContextRow,
    EarlierRow,
    EarlierView,
    Level,
    ProgressView,
    SinceRow,
    TrendLine,
    WeekRow,
)
from . import phrases, plan

PERCENT = 100


def page(timeline: Timeline) -> ProgressView:
    """The page but its earlier cycles."""
    strip = strips.strip(timeline)
    weeks = weekly.weekly(timeline)
    counted = timeline.behaviour.result is not ResultKind.NONE
    line = trend(timeline) if counted else None
    compared = progress.compared(timeline)
    verdict, detail = _verdict(timeline, compared)
    begun = [column.number for column in strip.columns if not column.day.ahead]
    heading, contexts, note = _contexts(timeline)
    return ProgressView(
        kept=phrases.adherence_words(timeline.adherence),
        kept_short=phrases.kept_short(timeline.adherence),
        rate=_rate(timeline),
        state=_state(timeline),
        length=PLAN_DAYS,
        columns=tuple(_column(timeline, column) for column in strip.columns),
        today=begun[-1] if begun else None,
        paused_now=strip.paused_now,
        feelings=_feelings(strip),
        weeks=tuple(_week(week) for week in weeks),
        totals=weekly.totals(weeks),
        marks=tuple(Mark),
        counted=counted,
        label=_label(timeline.behaviour),
        levels=_levels(timeline, compared),
        trend=None if line is None else TrendLine(line.first, line.last, line.at(line.first), line.at(line.last)),
        first_value=guide.word("progress", "first_value"),
        verdict=verdict,
        detail=detail,
        since_head=_since_head(compared),
        since=_since(timeline, compared),
        since_note=_since_note(compared),
        trend_words=_trend_words(timeline, counted),
        contexts_heading=heading,
        contexts=contexts,
        contexts_note=note,
    )


def _rate(timeline: Timeline) -> str:
    rate = timeline.adherence.rate
    return "" if rate is None else guide.say("adherence", "rate", percent=round(rate * PERCENT))


def _state(timeline: Timeline) -> str:
    if timeline.state is State.NOT_STARTED:
        return guide.say("progress", "begins", day=guide.date_words(timeline.first_day, "long"))
    if timeline.state is State.PAUSED:
        span = next(span for span in timeline.plan.paused if span.holds(timeline.today))
        return guide.say("progress", "paused", day=guide.date_words(span.first, "long"))
    return ""


def _label(behaviour: Behaviour) -> str:
    """What the results are called: the unit of an amount, or what else is counted."""
    if behaviour.result is ResultKind.AMOUNT:
        return capital(behaviour.unit)
    return guide.word("progress", "results" if behaviour.result is ResultKind.NONE else behaviour.result.value)


# -- the strip ---------------------------------------------------------------------------------------------------------


def _column(timeline: Timeline, column: DayColumn) -> ColumnView:
    day, check_in, unit = column.day, column.check_in, timeline.behaviour.unit
    mark = (Mark.REST if day.rest_planned else None) if day.ahead else day.mark
    today = day.day == timeline.today
    short = guide.date_words(day.day, "short")
    outcome = phrases.mark_word(mark, unit) if mark is not None else guide.word("progress_table", "not_yet")
    result = "" if column.result is None else guide.number(column.result)
    told = {} if check_in is None else phrases.told(check_in, unit)
    return ColumnView(
        day=day.day,
        number=column.number,
        mark=mark,
        ahead=day.ahead,
        today=today,
        result=column.result,
        result_words=result,
        effort=None if check_in is None else check_in.effort,
        feeling=None if check_in is None else check_in.feeling,
        strength=None if check_in is None else check_in.strength,
        confidence=None if check_in is None else check_in.confidence,
        events=column.letters,
        trying=column.trying,
        easier=column.easier,
        paused_before=column.paused_before,
        title=f"{plan.day_title(column.number)} · {short}",
        date=short,
        outcome=outcome,
        feeling_letter=_letter(check_in),
        feeling_words=told.get("feeling", ""),
        brief=outcome if check_in is None else _brief(timeline, column),
        done=outcome if check_in is None else phrases.measured(check_in, unit),
        felt=tuple(told.values()),
        contexts="" if check_in is None else phrases.tags(check_in.contexts),
        second=_second(timeline, column),
    )


def _letter(check_in: CheckIn | None) -> str:
    feeling = None if check_in is None else check_in.feeling
    return "" if feeling is None else guide.word("progress_feelings", feeling.value)


def _feelings(strip: strips.Strip) -> tuple[tuple[Feeling, str, int], ...]:
    felt = Counter(column.check_in.feeling for column in strip.columns if column.check_in is not None)
    return tuple((feeling, guide.word("feelings", feeling.value), felt[feeling]) for feeling in Feeling)


def _brief(timeline: Timeline, column: DayColumn) -> str:
    check_in = column.check_in
    assert check_in is not None
    unit = timeline.behaviour.unit
    if check_in.amount is None:
        return phrases.outcome_word(check_in.outcome, unit)
    return guide.amount_words(check_in.amount, unit)


def _second(timeline: Timeline, column: DayColumn) -> str:
    events = [f"{event.value} {_event(record)}" for event, record in column.events]
    if events:
        return " · ".join(events)
    note = "" if column.check_in is None else _line(column.check_in.note)
    return f"'{note}'" if note else ""


def _event(record: strips.Happened) -> str:
    """What the plan had on a day, by the record of it."""
    if isinstance(record, FeedbackCheck):
        return guide.say("progress_events", "feedback", text=_line(record.finding))
    if isinstance(record, Adjustment):
        return guide.say("progress_events", "adjustment", text=_line(record.text))
    if isinstance(record, TransferTest):
        return guide.say("progress_events", "transfer", text=_line(record.context))
    if isinstance(record, Reduction):
        return guide.say("progress_events", "easier", until=guide.date_words(record.until_day, "short"))
    return guide.word("progress_events", "baseline" if isinstance(record, Baseline) else "minimum")


def _line(text: str) -> str:
    return " ".join(text.split())


def _week(week: weekly.WeekProgress) -> WeekRow:
    name = guide.week(week.number).name
    return WeekRow(
        number=week.number,
        first=week.first,
        label=name if week.number == WRAP_UP else f"{week.number} {name}",
        short=name,
        counts=week.counts,
        kept=phrases.kept_short(week.adherence),
        begun=week.begun,
        current=week.current,
    )


# -- the results -------------------------------------------------------------------------------------------------------


def _verdict(timeline: Timeline, compared: progress.Compared | None) -> tuple[str, str]:
    """What may be said of the results, and what it rests on."""
    if timeline.behaviour.result is ResultKind.NONE:
        return guide.word("progress", "yes_no"), ""
    standing = progress.baseline_standing(timeline)
    if standing.stage is progress.Stage.NUMBERLESS:
        return guide.word("progress", "numberless"), ""
    if compared is None:
        return _unfrozen(timeline, standing), ""
    change = compared.change
    verdict = guide.word("comparisons", change.verdict.value)
    sides = {"n_before": change.n_before, "n_after": change.n_after}
    if change.verdict is Verdict.TOO_FEW or change.nap is None:
        return verdict, guide.say("progress", "sides", **sides)
    if timeline.behaviour.better is Better.FEWER:
        verdict = f"{verdict} {guide.word('progress', 'fewer')}"
    pairs = change.n_before * change.n_after
    return verdict, guide.say("progress", "pairs", percent=round(change.nap * PERCENT), count=pairs, **sides)


def _unfrozen(timeline: Timeline, standing: progress.BaselineStanding) -> str:
    first, needed = days_of_week(1)[-1], progress.SMALLEST_BASELINE
    if timeline.state is State.ENDED:
        return guide.word("progress", "never")
    if standing.stage is progress.Stage.WAITING:
        return guide.say("progress", "waiting", n=standing.n)
    if standing.stage is progress.Stage.TOO_FEW:
        return guide.say("progress", "too_few", n=standing.n, needed=needed)
    if not standing.n:
        return guide.say("progress", "early_none", first=first, needed=needed)
    return guide.say("progress", "early", n=standing.n, first=first)


def _levels(timeline: Timeline, compared: progress.Compared | None) -> dict[str, Level]:
    band = None if compared is None else compared.baseline.results
    found = {}
    if band is not None:
        for name, value in (("highest", band.highest), ("baseline", band.median), ("lowest", band.lowest)):
            number = guide.number(value)
            label, short = guide.word("progress", name), guide.word("progress", f"{name}_short")
            found[name] = Level(value, f"{label} {number}", f"{short} {number}")
    if timeline.behaviour.result is ResultKind.AMOUNT:
        day = timeline.day(timeline.nearest_day)
        if day is not None:
            label = f"{guide.word('progress', 'target')} {guide.number(day.target)}"
            found["target"] = Level(day.target, label, label)
    return found


def _since_head(compared: progress.Compared | None) -> tuple[str, str, str]:
    band = None if compared is None else compared.baseline.results
    return (
        guide.word("progress_below", "thin" if band is not None and band.thin else "baseline"),
        guide.word("progress_below", "since"),
        guide.say("progress_below", "last", n=progress.LAST),
    )


def _since(timeline: Timeline, compared: progress.Compared | None) -> tuple[SinceRow, ...]:
    if compared is None:
        return ()
    stretches = (compared.baseline, compared.since, compared.last)
    bands = [stretch.results for stretch in stretches]
    rows = []
    if timeline.behaviour.result is not ResultKind.NONE:
        medians = ["" if band is None else guide.number(band.median) for band in bands]
        ranges = ["" if band is None else f"{guide.number(band.lowest)}–{guide.number(band.highest)}" for band in bands]
        rows = [
            SinceRow(_label(timeline.behaviour), _three(medians)),
            SinceRow(guide.word("progress_below", "range"), _three(ranges), part=True),
            SinceRow(
                guide.word("progress_below", "values"),
                _three(["" if band is None else str(band.n) for band in bands]),
                part=True,
            ),
        ]
    efforts = ["" if each.effort is None else guide.number(each.effort) for each in stretches]
    confidences = ["" if each.confidence is None else guide.number(each.confidence) for each in stretches]
    rows.append(SinceRow(guide.word("progress", "effort"), _three(efforts)))
    rows.append(SinceRow(guide.word("progress", "confidence"), _three(confidences)))
    return tuple(rows)


def _three(texts: list[str]) -> tuple[str, str, str]:
    first, second, third = texts
    return first, second, third


def _since_note(compared: progress.Compared | None) -> str:
    if compared is None or not compared.minimum_days:
        return ""
    return guide.say("progress_below", "minimum_days", n=compared.minimum_days, count=compared.change.n_before)


def _trend_words(timeline: Timeline, counted: bool) -> str:
    if not counted:
        return ""
    line = trend(timeline)
    if line is None:
        return guide.say("progress", "no_slope", n=len(timeline.results()))
    change = f"{round(line.a_week, 1):+g}"
    return guide.say("progress", "slope", change=change, unit=phrases.result_unit(timeline.behaviour), n=line.n)


# -- contexts and cycles -----------------------------------------------------------------------------------------------


def _contexts(timeline: Timeline) -> tuple[str, tuple[ContextRow, ...], str]:
    """Heading, rows and what is left out."""
    found = compared_conditions(timeline)
    heading = guide.word("progress_below", "contexts_results" if found.untagged_cancelled else "contexts")
    rows = tuple(_kept_where(each) for each in found.keeping) + tuple(_results_where(each) for each in found.results)
    notes = []
    if found.untagged_cancelled:
        notes.append(guide.word("comparisons", "by_results"))
    if not rows:
        notes = [guide.word("progress_below", "no_tags")]
    elif found.untagged:
        notes.append(guide.say("comparisons", "untagged", n=found.untagged))
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
    rows = tuple(_cycle(each, _begun(each)) for each in before)
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
