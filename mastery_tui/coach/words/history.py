"""The history in words: what things are searched by, a row, an entry in full, a cycle's heading."""

from collections.abc import Iterator, Sequence
from functools import cache

from mastery_tui import guide
from mastery_tui.practice.choices import Mark
from mastery_tui.practice.history import Entry, EntryKind, Names
from mastery_tui.practice.records import (
    Adjustment,
    Behaviour,
    Changed,
    CheckIn,
    ClosedAs,
    Cycle,
    FeedbackCheck,
    Feeling,
    Outcome,
    Reflection,
    TransferTest,
)
from mastery_tui.practice.searching import Term, hits
from mastery_tui.practice.session import first_moves
from mastery_tui.practice.timeline import Timeline

from ..history_views import HistoryEntry, HistoryRow, Opens, Section, Text
from . import left, phrases

SIGNS = {
    EntryKind.FEEDBACK: "f",
    EntryKind.ADJUSTMENT: "a",
    EntryKind.CLOSED: "a",
    EntryKind.TRANSFER: "x",
    EntryKind.REFLECTION: "w",
    EntryKind.SUMMARY: "s",
}
"""The sign of an entry that is no check-in: the key that records it, where it has one."""
OPENS = {EntryKind.CHECK_IN: Opens.DAY, EntryKind.SUMMARY: Opens.SUMMARY}
"""What an entry leads to where that is not its text."""
RECORDED = ("outcome", "amount", "minutes", "effort", "feeling", "strength", "confidence")
"""What programs are told of a check-in beside its contexts."""


@cache
def names() -> Names:
    """What things are called, for the search; an outcome with its code too, so that either spelling finds it."""
    outcomes = guide.words("outcomes")
    return Names(
        kinds={kind: guide.word("history_kinds", kind.value) for kind in EntryKind},
        outcomes={outcome: f"{outcomes[outcome.value]} {outcome.value}" for outcome in Outcome},
        feelings={feeling: guide.word("feelings", feeling.value) for feeling in Feeling},
        changed={changed: guide.word("changed", changed.value) for changed in Changed},
        closed_as={closed: guide.word("closed_as", closed.value) for closed in ClosedAs},
        weekdays={day: guide.word("weekdays", day) for day in range(1, 8)},
        months={month: guide.word("months", month) for month in range(1, 13)},
    )


def title(cycle: Cycle, number: int) -> str:
    """As in 'Cycle 2, Write 400 words'."""
    return guide.say("history", "cycle", n=number, name=cycle.behaviour.name)


def section(cycle: Cycle, number: int) -> Section:
    """A cycle's heading."""
    first, last = cycle.started_on, cycle.ended_on
    if last is None:
        dates = guide.say("history", "since", first=guide.date_words(first, "year_short"))
    else:
        dates = guide.say("history", "dates", **phrases.from_to(first, last, "year_short"))
    return Section(title(cycle, number), dates)


def row(entry: Entry, behaviour: Behaviour, looked_for: Sequence[Term]) -> HistoryRow:
    """An entry in one line."""
    record = entry.record
    told = record if isinstance(record, CheckIn) else None
    effort = "" if told is None or told.effort is None else f"e{told.effort}"
    return HistoryRow(
        date=_text(guide.date_words(entry.day, "short"), looked_for),
        plan_day="" if entry.plan_day is None else str(entry.plan_day),
        mark=None if told is None else Mark(told.outcome.value),
        sign=SIGNS.get(entry.kind, ""),
        result=_text(_result(entry, behaviour), looked_for),
        effort=_text(effort, looked_for),
        feeling=_text("" if told is None else _feeling(told), looked_for),
        text=_text(_joined(entry.texts), looked_for),
    )


def line(entry: Entry, behaviour: Behaviour) -> str:
    """An entry in one line that says what each number is, as in 'Wed 18 Nov, day 15: 453 words, done, effort 6'."""
    when = (guide.date_words(entry.day, "short"), _remark(entry))
    what = [_what(entry, behaviour), *_told(entry, behaviour)]
    if isinstance(entry.record, CheckIn):
        what.append(phrases.tags(entry.record.contexts))
    parts = (", ".join(filter(None, when)), ", ".join(filter(None, what)), _joined(_written(entry)))
    return ": ".join(filter(None, parts))


def in_full(entry: Entry, timeline: Timeline, looked_for: Sequence[Term]) -> HistoryEntry:
    """An entry with all that was written, and the day that it opens."""
    record, cycle = entry.record, timeline.records.cycle
    style = "long" if entry.day.year == timeline.today.year else "full"
    told = [*_told(entry, timeline.behaviour)]
    contexts = ""
    if isinstance(record, CheckIn):
        contexts = phrases.tags(record.contexts)
        moves = first_moves(timeline.records.sessions, entry.day)
        told += [guide.say("history", "first_move", text=move) for move in moves]
    return HistoryEntry(
        title=guide.date_words(entry.day, style),
        remark=_remark(entry),
        what=_text(_what(entry, timeline.behaviour), looked_for),
        told=tuple(_text(line, looked_for) for line in told if line),
        contexts=_text(contexts, looked_for),
        written=tuple(_text(" ".join(text.split()), looked_for) for text in _written(entry)),
        cycle=title(cycle, entry.number),
        day=timeline.nearest_to(entry.day),
        number=entry.number,
        ended=cycle.ended_on is not None,
        opens=OPENS.get(entry.kind, Opens.TEXT),
    )


def rows(entry: Entry, behaviour: Behaviour) -> dict[str, object]:
    """An entry as DESIGN's stable keys; what its kind does not have is None."""
    check_in = entry.record if isinstance(entry.record, CheckIn) else None
    return {
        "cycle": entry.number,
        "behaviour": behaviour.name,
        "day": entry.day.isoformat(),
        "plan_day": entry.plan_day,
        "kind": entry.kind.value,
        "result": entry.result,
        "texts": list(entry.texts),
        **{field: getattr(check_in, field, None) for field in RECORDED},
        "contexts": [] if check_in is None else list(check_in.contexts),
    }


def _remark(entry: Entry) -> str:
    return "" if entry.plan_day is None else guide.say("left", "day", day=entry.plan_day)


def _joined(texts: Sequence[str]) -> str:
    """What was written in one line; where several texts were, none of them but the last keeps its full stop."""
    lines = [" ".join(text.split()) for text in texts]
    return left.BETWEEN.join([*(line.removesuffix(".") for line in lines[:-1]), *lines[-1:]])


def _text(text: str, looked_for: Sequence[Term]) -> Text:
    return Text(text, hits(text, looked_for) if text and looked_for else ())


def _result(entry: Entry, behaviour: Behaviour) -> str:
    if not isinstance(entry.record, CheckIn):
        return guide.word("history_kinds", entry.kind.value)
    if entry.result is None:
        return phrases.outcome_word(entry.record.outcome, behaviour.unit)
    return guide.number(entry.result)


def _feeling(check_in: CheckIn) -> str:
    if check_in.feeling is None:
        return ""
    feeling = guide.word("feelings", check_in.feeling.value)
    return feeling if check_in.strength is None else f"{feeling} {check_in.strength}"


def _what(entry: Entry, behaviour: Behaviour) -> str:
    if isinstance(entry.record, CheckIn):
        return phrases.measured(entry.record, behaviour.unit)
    return guide.word("history_kinds", entry.kind.value)


def _told(entry: Entry, behaviour: Behaviour) -> Iterator[str]:
    """What goes with an entry beside what was written."""
    record = entry.record
    if isinstance(record, CheckIn):
        yield phrases.felt(record, behaviour.unit)
    elif isinstance(record, FeedbackCheck):
        yield record.source
    elif isinstance(record, TransferTest):
        yield f"{record.context} ({guide.word('changed', record.changed.value)})"
        yield ", ".join(left.results(record, behaviour.unit))
    elif isinstance(record, Adjustment) and entry.kind is EntryKind.CLOSED and record.closed_as is not None:
        yield guide.word("closed_as", record.closed_as.value)
    elif isinstance(record, Reflection):
        yield phrases.week_words(record.week)


def _written(entry: Entry) -> tuple[str, ...]:
    """What was written; of a transfer test what worked, what broke and what comes next, each with its label."""
    record = entry.record
    if not isinstance(record, TransferTest):
        return entry.texts
    texts = ((name, getattr(record, name)) for name in ("held", "broke", "next"))
    return tuple(f"{guide.word('left', name)} {text}" for name, text in texts if text)
