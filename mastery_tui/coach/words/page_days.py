"""The days of a cycle on its page: the grid of weeks, and the table that is folded."""

from collections.abc import Iterable, Iterator, Sequence

from mastery_tui import guide
from mastery_tui.exchange.page.views import Day, Kept, Row, Table, Week
from mastery_tui.practice.days import PLAN_DAYS, Span, plan_week
from mastery_tui.practice.records import ResultKind
from mastery_tui.practice.strip import DayColumn, Event
from mastery_tui.practice.timeline import State, Timeline

from ..progress_views import ColumnView, ProgressView
from ..summary_views import SummaryView
from . import calendar, page_numbers, phrases


def kept(timeline: Timeline, shown: ProgressView, summary: SummaryView) -> Kept:
    """What was kept, week by week."""
    missing = timeline.adherence.not_recorded if timeline.adherence.recorded else 0
    unit = timeline.behaviour.unit
    counts = zip(shown.marks, shown.totals, strict=True)
    return Kept(
        kept=summary.kept,
        rest=guide.say("adherence", "unrecorded", n=missing) if missing else "",
        rate=summary.rate,
        heads=calendar.plan_weeks(timeline).header,
        weeks=tuple(_weeks(timeline, shown)),
        counts=tuple((mark, f"{n} {phrases.mark_word(mark, unit)}") for mark, n in counts if n),
        paused=_paused(timeline),
    )


def said(column: ColumnView, timeline: Timeline) -> str:
    """A day in words, as in 'Wed 28 Oct: minimum, 173 words'."""
    told = "" if column.result is None else f", {page_numbers.result(column.result, timeline.behaviour)}"
    return f"{column.date}: {column.outcome}{told}"


def _weeks(timeline: Timeline, shown: ProgressView) -> Iterator[Week]:
    """The weeks that have dates; under an open pause the sign of it stands on the next day."""
    waiting = shown.paused_now and timeline.state is State.PAUSED
    next_day = len(shown.columns) + 1 if waiting and len(shown.columns) < PLAN_DAYS else 0
    for week in shown.weeks:
        columns = [column for column in shown.columns if plan_week(column.number) == week.number]
        days = [_day(column, timeline) for column in columns]
        if next_day and plan_week(next_day) == week.number:
            days.append(Day(None, waited=True))
        if days:
            begins = guide.date_words(columns[0].day, "day_month") if columns else ""
            yield Week(week.short, begins, tuple(days), week.kept)


def _day(column: ColumnView, timeline: Timeline) -> Day:
    return Day(
        mark=column.mark,
        value=page_numbers.short(column.result),
        said="" if column.mark is None else said(column, timeline),
        waited=column.paused_before > 0,
    )


def _paused(timeline: Timeline) -> str:
    """When the plan stood still; why is nobody's business."""
    last = min(timeline.today, timeline.last_day)
    spans = [span for span in timeline.plan.paused if span.first <= last and not _over(span, timeline)]
    if not spans:
        return ""
    days = ", ".join(_stretch(span, timeline) for span in spans)
    return guide.say("page", "waits" if timeline.state is State.PAUSED else "waited", days=days)


def _over(span: Span, timeline: Timeline) -> bool:
    """Whether a pause was over before the first day."""
    return span.last is not None and span.last < timeline.first_day


def _stretch(span: Span, timeline: Timeline) -> str:
    first = guide.date_words(max(span.first, timeline.first_day), "day_month")
    if span.last is None and timeline.state is not State.ENDED:
        return guide.say("page", "since_day", first=first)
    end = timeline.last_day if span.last is None else min(span.last, timeline.last_day)
    last = guide.date_words(end, "day_month")
    if first == last:
        return guide.say("page", "one_day", first=first)
    return guide.say("page", "from_to", first=first, last=last)


# -- the table ---------------------------------------------------------------------------------------------------------


def days(timeline: Timeline, shown: ProgressView, columns: Sequence[DayColumn]) -> Table | None:
    """Every day up to today in a row."""
    pairs = [pair for pair in zip(shown.columns, columns, strict=True) if not pair[0].ahead]
    heads = ("day", "date", "outcome", "", "minutes", "effort", "tags", "plan")
    labels = [guide.word("page", head) if head else shown.label for head in heads]
    return table(labels, [(str(view.number), _cells(view, column, timeline)) for view, column in pairs])


def _cells(view: ColumnView, column: DayColumn, timeline: Timeline) -> tuple[str, ...]:
    check_in = column.check_in
    minutes = None if check_in is None else check_in.minutes
    amounts = timeline.behaviour.result in (ResultKind.AMOUNT, ResultKind.NONE)
    return (
        view.date,
        view.outcome if amounts else view.done,
        page_numbers.short(view.result),
        "" if minutes is None else str(minutes),
        "" if view.effort is None else str(view.effort),
        view.contexts,
        ", ".join(event_word(letter) for letter in view.events),
    )


def event_word(letter: str) -> str:
    """What an event of the plan is called."""
    return guide.word("page_events", Event(letter).value)


def table(
    heads: Sequence[str], rows: Iterable[tuple[str, tuple[str, ...]]], note: str = "", nothing: str = ""
) -> Table | None:
    """A table without the columns that are empty, and with a sign for nothing in the others; None without rows."""
    found = list(rows)
    used = [place for place in range(len(heads) - 1) if any(cells[place] for _, cells in found)]
    if not used:
        return None
    shown_heads = (heads[0], *(heads[place + 1] for place in used))
    shown_rows = (Row(label, tuple(cells[place] or nothing for place in used)) for label, cells in found)
    return Table(shown_heads, tuple(shown_rows), note)
