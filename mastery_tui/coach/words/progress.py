"""The page Progress in words, and the glance at it."""

from collections.abc import Iterator

from mastery_tui import guide
from mastery_tui.practice import progress, strip as strips, weekly
from mastery_tui.practice.comparing import Verdict
from mastery_tui.practice.days import PLAN_DAYS, WRAP_UP, days_of_week
from mastery_tui.practice.records import (
    Behaviour,
    Better,
    ResultKind,
)
from mastery_tui.practice.timeline import Mark, State, Timeline, result_of
from mastery_tui.practice.trend import Trend, trend

from ..progress_views import (
    Glance,
    Level,
    ProgressView,
    SinceRow,
    TrendLine,
    Value,
    WeekRow,
)
from . import comparisons, day_columns, glances, phrases

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
    heading, contexts, note = comparisons.contexts(timeline)
    return ProgressView(
        kept=phrases.adherence_words(timeline.adherence),
        kept_short=phrases.kept_short(timeline.adherence),
        rate=_rate(timeline),
        state=_state(timeline),
        length=PLAN_DAYS,
        columns=tuple(day_columns.column_view(timeline, column) for column in strip.columns),
        today=begun[-1] if begun else None,
        paused_now=strip.paused_now,
        feelings=day_columns.feelings(strip),
        weeks=tuple(_week(week) for week in weeks),
        totals=weekly.totals(weeks),
        marks=tuple(Mark),
        counted=counted,
        label=phrases.result_label(timeline.behaviour),
        levels={**_range(compared), **_target(timeline)},
        trend=_trend_line(line),
        first_value=guide.word("progress", "first_value"),
        verdict=verdict,
        detail=detail,
        since_head=_since_head(compared),
        since=_since(timeline, compared),
        since_note=_since_note(compared),
        trend_words=_trend_words(timeline, line) if counted else "",
        contexts_heading=heading,
        contexts=contexts,
        contexts_note=note,
    )


def glance(timeline: Timeline) -> Glance:
    """The results beside something else: a small plot without labels, and so without what only a label tells."""
    behaviour = timeline.behaviour
    return Glance(
        heading=guide.say("glances", "unit_so_far", unit=phrases.result_label(behaviour)),
        length=PLAN_DAYS,
        line=glances.line(timeline),
        columns=tuple(_values(timeline)),
        levels=_range(progress.compared(timeline)),
        trend=None if behaviour.result is ResultKind.NONE else _trend_line(trend(timeline)),
    )


def _values(timeline: Timeline) -> Iterator[Value]:
    for day in timeline.days:
        result = None if day.session is None or day.ahead else result_of(day.session, timeline.behaviour)
        if result is not None and day.plan_day is not None and day.mark is not None:
            yield Value(day.plan_day, day.mark, result)


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
    status = progress.baseline_status(timeline)
    if status.stage is progress.Stage.NUMBERLESS:
        return guide.word("progress", "numberless"), ""
    if compared is None:
        return _unfrozen(timeline, status), ""
    change = compared.change
    verdict = _verdict_word(change.verdict, timeline.behaviour)
    sides = {"n_before": change.n_before, "n_after": change.n_after}
    if change.verdict is Verdict.TOO_FEW or change.nap is None:
        return verdict, guide.say("progress", "sides", **sides)
    pairs = change.n_before * change.n_after
    return verdict, guide.say("progress", "pairs", percent=round(change.nap * PERCENT), count=pairs, **sides)


def _verdict_word(verdict: Verdict, behaviour: Behaviour) -> str:
    """The verdict, with the direction in which the numbers went where fewer is better."""
    word = guide.word("comparisons", verdict.value)
    if behaviour.better is Better.MORE:
        return word
    if verdict in (Verdict.MAYBE, Verdict.LIKELY):
        return f"{word} {guide.word('progress', 'fewer')}"
    if verdict in (Verdict.MAYBE_LOWER, Verdict.LIKELY_LOWER):
        risen = "higher" if behaviour.result is ResultKind.ERRORS else "above"
        return guide.word("comparisons", verdict.value.replace("lower", risen))
    return word


def _unfrozen(timeline: Timeline, status: progress.BaselineStatus) -> str:
    first, needed = days_of_week(1)[-1], progress.SMALLEST_BASELINE
    if timeline.state is State.ENDED:
        return guide.word("progress", "never")
    if status.stage is progress.Stage.WAITING:
        return guide.say("progress", "waiting", n=status.n)
    if status.stage is progress.Stage.TOO_FEW:
        return guide.say("progress", "too_few", n=status.n, needed=needed)
    if not status.n:
        return guide.say("progress", "early_none", first=first, needed=needed)
    return guide.say("progress", "early", n=status.n, first=first)


def _range(compared: progress.Compared | None) -> dict[str, Level]:
    """The baseline's middle and the ends of its range."""
    band = None if compared is None else compared.baseline.results
    found = {}
    if band is not None:
        for name, value in (("highest", band.highest), ("baseline", band.median), ("lowest", band.lowest)):
            number = guide.number(value)
            label, short = guide.word("progress", name), guide.word("progress", f"{name}_short")
            found[name] = Level(value, f"{label} {number}", f"{short} {number}")
    return found


def _target(timeline: Timeline) -> dict[str, Level]:
    day = timeline.day(timeline.nearest_day)
    if day is None or timeline.behaviour.result is not ResultKind.AMOUNT:
        return {}
    label = f"{guide.word('progress', 'target')} {guide.number(day.target)}"
    return {"target": Level(day.target, label, label)}


def _trend_line(line: Trend | None) -> TrendLine | None:
    return None if line is None else TrendLine(line.first, line.last, line.at(line.first), line.at(line.last))


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
            SinceRow(phrases.result_label(timeline.behaviour), _three(medians)),
            SinceRow(guide.word("progress_below", "range"), _three(ranges), part=True),
            SinceRow(
                guide.word("progress_below", "values"),
                _three(["" if band is None else str(band.n) for band in bands]),
                part=True,
            ),
        ]
    efforts = ["" if stretch.effort is None else guide.number(stretch.effort) for stretch in stretches]
    confidences = ["" if stretch.confidence is None else guide.number(stretch.confidence) for stretch in stretches]
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


def _trend_words(timeline: Timeline, line: Trend | None) -> str:
    if line is None:
        return guide.say("progress", "no_slope", n=len(timeline.results()))
    rounded = round(line.a_week, 1)
    change = f"{'+' if rounded > 0 else ''}{guide.number(rounded)}"
    return guide.say("progress", "slope", change=change, unit=phrases.slope_unit(timeline.behaviour), n=line.n)
