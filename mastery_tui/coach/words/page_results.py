"""The results of a cycle on its page: the plot, and the tables beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mastery_tui import guide
from mastery_tui.exchange.page.views import (
    Baseline,
    Context,
    Level,
    Line,
    Plot,
    Span,
    Step,
    Table,
    Told,
    Value,
    Where,
)
from mastery_tui.guide.wording import capital
from mastery_tui.practice import progress, weekly
from mastery_tui.practice.days import PLAN_DAYS, WRAP_UP, plan_week
from mastery_tui.practice.records import ResultKind, TransferTest, replace
from mastery_tui.practice.strip import DayColumn, Event
from mastery_tui.practice.timeline import Timeline, result_of

from ..progress_views import ProgressView
from ..summary_views import SummaryView
from . import page_days, page_numbers

# -- the plot ----------------------------------------------------------------------------------------------------------


def plot(timeline: Timeline, shown: ProgressView, columns: Sequence[DayColumn]) -> Plot | None:
    """The results over the plan days; None where there are none."""
    values = tuple(_values(timeline, shown))
    if not shown.counted or not values:
        return None
    tests = tuple(_tests(timeline, columns))
    baseline, steps = _baseline(shown), _steps(timeline)
    heights = [each.value for each in (*values, *tests)] + [step.value for step in steps]
    heights += [] if baseline is None else [baseline.lowest.value, baseline.highest.value]
    target = shown.levels.get("target")
    trend = shown.trend
    return Plot(
        title=guide.say("page", "plot", unit=shown.label),
        told=_told(values, baseline, shown),
        days=PLAN_DAYS,
        weeks=tuple((week.first, "" if week.number == WRAP_UP else week.short) for week in shown.weeks),
        values=values,
        tests=tests,
        ends=(_level(min(heights)), _level(max(heights))),
        baseline=baseline,
        target=None if target is None else _level(target.value, "target"),
        steps=steps,
        trend=None if trend is None else Line(trend.first, trend.last, trend.at_first, trend.at_last),
        letters=tuple((column.number, column.letters) for column in columns if column.letters),
        runs=_runs(columns),
    )


def _values(timeline: Timeline, shown: ProgressView) -> Iterator[Value]:
    for column in shown.columns:
        if column.result is not None:
            yield Value(column.number, column.result, column.mark, page_days.said(column, timeline))


def _tests(timeline: Timeline, columns: Sequence[DayColumn]) -> Iterator[Value]:
    for column in columns:
        for _, test in column.events:
            value = result_of(test, timeline.behaviour) if isinstance(test, TransferTest) else None
            if value is not None:
                day = guide.date_words(column.day.day, "short")
                told = page_numbers.result(value, timeline.behaviour)
                yield Value(column.number, value, None, guide.say("page", "test_said", day=day, text=told))


def _level(value: float, name: str = "") -> Level:
    return Level(value, guide.word("progress", name) if name else "", page_numbers.short(value))


def _baseline(shown: ProgressView) -> Baseline | None:
    found = [shown.levels.get(name) for name in ("lowest", "baseline", "highest")]
    lowest, middle, highest = (None if level is None else level.value for level in found)
    if lowest is None or middle is None or highest is None:
        return None
    return Baseline(_level(lowest, "lowest"), _level(middle, "baseline"), _level(highest, "highest"))


def _steps(timeline: Timeline) -> tuple[Step, ...]:
    """The target by days: where it was lower for a while there is a step."""
    if timeline.behaviour.result is not ResultKind.AMOUNT:
        return ()
    days = [(day.plan_day, day.target) for day in timeline.days if day.plan_day is not None]
    runs = (([number for number, _ in run], target) for target, run in groupby(days, key=lambda day: day[1]))
    return tuple(Step(numbers[0], numbers[-1], target) for numbers, target in runs)


def _runs(columns: Sequence[DayColumn]) -> tuple[tuple[int, int], ...]:
    """The stretches in which something was tried or made easier."""
    tried = groupby(columns, key=lambda column: column.trying or column.easier)
    runs = ([column.number for column in run] for holds, run in tried if holds)
    return tuple((numbers[0], numbers[-1]) for numbers in runs)


def _told(values: Sequence[Value], baseline: Baseline | None, shown: ProgressView) -> str:
    """The picture in sentences."""
    parts = [guide.say("page", "plot_values", n=len(values))]
    if baseline is not None:
        lowest, median, highest = (each.number for each in (baseline.lowest, baseline.middle, baseline.highest))
        parts.insert(0, guide.say("page", "plot_baseline", median=median, lowest=lowest, highest=highest))
    parts.append(guide.say("page", "trend", text=page_numbers.typeset(shown.trend_words)))
    return " ".join(parts)


def events(columns: Sequence[DayColumn], *, lettered: bool) -> tuple[Told, ...]:
    """The plan's events in words, each with its days; with its letter where that stands in a plot."""
    found = []
    for event in Event:
        days = [column.number for column in columns if event.value in column.letters]
        if days:
            key = "on_days" if lettered else "of_days"
            told = guide.say("page", key, text=page_days.event_word(event.value), days=_days(days))
            found.append((event.value, told) if lettered else ("", capital(told)))
    return tuple(found)


def _days(days: Sequence[int]) -> str:
    if len(days) == 2:
        return guide.say("page", "and_two", first=days[0], last=days[1])
    return ", ".join(map(str, days))


# -- the tables --------------------------------------------------------------------------------------------------------


def since(timeline: Timeline, shown: ProgressView, summary: SummaryView) -> Table | None:
    """The baseline, what came since then, the last values, and the transfer tests."""
    compared = progress.compared(timeline)
    if compared is None or compared.baseline.results is None:
        return None
    rows, spans = [], []
    stretches = zip(shown.since_head, (compared.baseline, compared.since, compared.last), strict=True)
    for label, stretch in stretches:
        band = stretch.results
        if band is not None:
            figures = (page_numbers.short(stretch.effort), page_numbers.short(stretch.confidence))
            rows.append((label, (page_numbers.short(band.median), _range(band), str(band.n), *figures)))
            spans.append(Span(band.lowest, band.median, band.highest, since=stretch is not compared.baseline))
    for test in summary.spans:
        if not test.range:
            rows.append((test.label, (page_numbers.short(test.middle), "", "1", "", "")))
            spans.append(Span(test.lowest, test.middle, test.highest, test=True))
    heads = ("", shown.label, *(guide.word("page", head) for head in ("range", "values", "effort", "confidence")))
    return _drawn(page_days.table(heads, rows, capital(shown.since_note)), spans)


def _range(band: progress.Band) -> str:
    lowest, highest = page_numbers.short(band.lowest), page_numbers.short(band.highest)
    return guide.say("summary", "range", lowest=lowest, highest=highest)


def weeks(timeline: Timeline, shown: ProgressView, summary: SummaryView) -> Table | None:
    """The middles of the weeks' sessions; None where there are none."""
    # Minutes that are the result itself are told once, as on Summary.
    timed = any(label == guide.word("summary", "minutes") for label, _ in summary.weeks.rows)
    rows, spans = [], []
    for row, week in zip(shown.weeks, weekly.weekly(timeline), strict=True):
        minutes = week.minutes if timed else None
        figures = (week.result if shown.counted else None, minutes, week.effort, week.confidence)
        if any(figure is not None for figure in figures):
            rows.append((row.short, tuple(map(page_numbers.short, figures))))
            spans.append(_week_span(shown, week))
    others = (guide.word("page", head) for head in ("minutes", "effort", "confidence"))
    heads = (guide.word("page_words", "week"), shown.label, *others)
    found = _drawn(page_days.table(heads, rows, guide.word("page", "medians"), guide.word("checkin", "empty")), spans)
    drawn = guide.word("page", "medians_range") if any(spans) else ""
    return None if found is None else replace(found, drawn=drawn)


def _week_span(shown: ProgressView, week: weekly.WeekProgress) -> Span | None:
    columns = (column for column in shown.columns if plan_week(column.number) == week.number)
    results = [column.result for column in columns if column.result is not None]
    if week.result is None or not results or not shown.counted:
        return None
    return Span(min(results), week.result, max(results))


def _drawn(table: Table | None, spans: Sequence[Span | None]) -> Table | None:
    """A table with the ranges of its rows."""
    if table is None:
        return None
    rows = (replace(row, span=span) for row, span in zip(table.rows, spans, strict=True))
    return replace(table, rows=tuple(rows))


def where(shown: ProgressView) -> Where | None:
    """The contexts as on Progress."""
    if not shown.contexts:
        return None
    nothing = guide.word("checkin", "empty")
    rows = tuple(
        Context(
            row.tag,
            row.with_tag,
            nothing if row.without.startswith("0 ") or not row.without else row.without,
            page_numbers.typeset(row.told),
            row.interval,
        )
        for row in shown.contexts
    )
    note = capital(shown.contexts_note)
    return Where(shown.contexts_heading, rows, f"{note.removesuffix('.')}." if note else "")
