"""What a file of another tracker has, in words."""

from datetime import date

from mastery_tui import guide
from mastery_tui.exchange.rows import Habit, HabitKind, Remark, Row, SourceFile, TheirMark
from mastery_tui.practice.comparing import median
from mastery_tui.practice.days import WEEK_DAYS

from ..import_views import HabitView, ImportKind, Reading, SourceView
from . import phrases

_BY_TIME = (None, TheirMark.YES, TheirMark.NO)
_ELSEWHERE = ("automatic",)
"""Remarks that are told in a line of their own."""


def numbered(key: str, n: int) -> str:
    """A sentence with a number, that has words of its own for one."""
    return guide.word("importing", f"{key}_one") if n == 1 else guide.say("importing", key, n=n)


def source(kind: ImportKind, found: SourceFile, how: Reading) -> SourceView:
    """A file as it was read.

    Args:
        kind: what it is of.
        found: what was read.
        how: what a person has told about reading it.
    """
    table = ""
    if kind is ImportKind.CSV:
        separator = guide.word("importing", "tab") if found.separator == "\t" else f"'{found.separator}'"
        order = guide.word("import_orders", found.date_orders[0].value)
        table = guide.say("importing", "table", separator=separator, encoding=found.encoding, dates=order)
    return SourceView(
        kind=kind,
        name=found.name,
        found=table,
        habits=tuple(habit(number, each, how) for number, each in enumerate(found.habits, 1)),
        remarks=tuple(_remark(each) for each in found.remarks),
        date_orders=found.date_orders if len(found.date_orders) > 1 else (),
    )


def habit(number: int, found: Habit, how: Reading) -> HabitView:
    """A habit as it was read."""
    telling = [row for row in found.rows if tells(row)]
    by_minutes = how.kind is not HabitKind.YES_NO and _only_minutes(found)
    first, last = (telling[0].day, telling[-1].day) if telling else (None, None)
    remarks = {each.code: each for each in found.remarks}
    return HabitView(
        number=number,
        name=found.name,
        days=len(telling),
        first=first,
        last=last,
        span=_span(len(telling), first, last),
        numbers=_numbers(found, by_minutes=by_minutes),
        comments=_comments(found),
        automatic=_automatic(remarks.get("automatic")),
        remarks=tuple(_remark(each) for each in found.remarks if each.code not in _ELSEWHERE),
        asks_kind=found.kind is HabitKind.ASK,
        same_note="same_note" in remarks,
        asks_words=_asks_words(remarks.get("words"), how),
        counted=found.kind is not HabitKind.YES_NO or by_minutes,
        by_minutes=by_minutes,
        at_most=found.at_most,
        archived=found.archived,
        habit=found,
    )


def _asks_words(remark: Remark | None, how: Reading) -> bool:
    """Whether a word for what became of a day is not known, and not said to be none."""
    known = {word.casefold() for word in how.words}
    return remark is not None and any(str(word).casefold() not in known for word in _words(remark))


def _words(remark: Remark) -> tuple[object, ...]:
    found = remark.facts.get("words", ())
    return found if isinstance(found, tuple) else ()


def tells(row: Row) -> bool:
    """Whether a row can become something."""
    marked = row.mark is not None and row.mark is not TheirMark.UNKNOWN
    return marked or row.amount is not None or row.outcome is not None or row.minutes is not None


def _only_minutes(found: Habit) -> bool:
    """Whether the days of a habit have minutes, and nothing else but perhaps a comment."""
    timed = [row for row in found.rows if row.minutes is not None]
    bare = all(row.amount is None and row.outcome is None for row in found.rows)
    return (
        bool(timed)
        and bare
        and all(row.mark in _BY_TIME for row in timed)
        and not any(row.mark for row in found.rows if row.minutes is None)
    )


def _span(n: int, first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return guide.word("importing", "span_none")
    if n == 1:
        return guide.say("importing", "span_one", first=guide.date_words(first, "year"))
    return guide.say("importing", "span", n=n, **phrases.from_to(first, last))


def _numbers(found: Habit, *, by_minutes: bool) -> str:
    values = sorted(row.amount for row in found.rows if row.amount is not None)
    if by_minutes:
        values = sorted(float(row.minutes) for row in found.rows if row.minutes is not None)
    if not values:
        return ""
    unit = guide.word("importing", "minutes") if by_minutes else found.unit
    facts = {"low": amount_words(values[0]), "high": amount_words(values[-1]), "median": amount_words(median(values))}
    if not unit:
        return guide.say("importing", "numbers_bare", **facts)
    return guide.say("importing", "numbers", unit=unit, **facts)


def amount_words(value: float) -> str:
    """An amount of another tracker, its thousands set apart."""
    whole = round(value, 3)
    return f"{whole:,.3f}".rstrip("0").rstrip(".")


def _comments(found: Habit) -> str:
    n = sum(bool(row.note) for row in found.rows)
    return numbered("comments", n) if n else ""


def _automatic(remark: Remark | None) -> str:
    if remark is None:
        return ""
    facts = dict(remark.facts)
    times, days = facts.get("times", 1), facts.get("days", WEEK_DAYS)
    if days != WEEK_DAYS:
        often = guide.say("importing", "in_days", n=times, days=days)
    else:
        often = guide.word("importing", "once_a_week") if times == 1 else guide.say("importing", "a_week", n=times)
    return guide.say("importing", "automatic", often=often, ticked=facts.get("ticked", 0), of=facts.get("of", 0))


def _remark(remark: Remark) -> str:
    facts = remark.facts
    n = next((facts[name] for name in ("days", "rows", "sessions") if name in facts), 0)
    return guide.say("import_remarks", remark.code, n=n, first=facts.get("first", ""), known=_words(remark))
