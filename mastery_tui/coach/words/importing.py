"""Days recorded elsewhere, in words: what a file has, what becomes of it, and what came in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import asdict, replace

from mastery_tui import guide
from mastery_tui.exchange.rows import Row, TheirMark
from mastery_tui.practice.choices import Ending, Mark, Outcome, ResultKind
from mastery_tui.practice.days import dates
from mastery_tui.practice.importing import Asked, Cut, Decided, Fill, Theirs, filled_outcome, first_of, outcome
from mastery_tui.practice.timeline import Day, Timeline

from ..import_views import (
    Answers,
    Automatic,
    BroughtIn,
    CountsView,
    HabitView,
    ImportedCycle,
    ImportedDay,
    JournalView,
    PreviewView,
)
from . import phrases
from .file import named, several
from .import_sources import amount_words, numbered, tells

if TYPE_CHECKING:
    from mastery_tui.journal.safety.merge import Gained
    from mastery_tui.journal.safety.restore import Merged
    from mastery_tui.journal.store.backups import Backup
    from mastery_tui.practice.records import Behaviour


# -- what becomes of it ------------------------------------------------------------------------------------------------


def counts(found: Mapping[Outcome, int], unrecorded: int, unit: str) -> CountsView:
    """What becomes of days, counted."""
    numbers = {each.value: found.get(each, 0) for each in Outcome}
    worded = ((Mark(each.value), found.get(each, 0), phrases.outcome_word(each, unit)) for each in Outcome)
    told = guide.say("importing", "open", n=unrecorded) if unrecorded else ""
    return CountsView(**numbers, open=unrecorded, words=tuple(worded), open_words=told)


def preview(
    view: HabitView,
    answers: Answers,
    behaviour: "Behaviour",
    asked: Asked,
    decided: Decided,
    rows: Sequence[tuple[int, Cut | Fill]],
    frozen: int,
    same: frozenset[date],
) -> PreviewView:
    """What would become of a habit's days.

    Args:
        view: the habit.
        answers: what was told about it.
        behaviour: what it is of.
        asked: what was asked.
        decided: where its days go.
        rows: the cycles that come to be and those that gain days, with their numbers.
        frozen: how many baselines are frozen.
        same: the days that are recorded here say already what comes in.
    """
    cycles = tuple(_cycle(number, row, behaviour.unit, asked, same) for number, row in rows)
    total = counts(
        {each: sum(getattr(cycle.counts, each.value) for cycle in cycles) for each in Outcome},
        sum(cycle.counts.open for cycle in cycles),
        behaviour.unit,
    )
    days = sum(total.row) - total.open - len(same)
    left = tuple(_left(view, answers, decided, asked))
    aim = ""
    if behaviour.unit:
        aim = guide.say("importing", "aim", target=asked.target, minimum=asked.minimum)
    becomes, baselines, before = (
        _becomes(decided, len(same)),
        _baselines(decided, frozen),
        guide.word("importing", "before"),
    )
    told = {"becomes": becomes, "baselines": baselines, "left": "; ".join(left), "before": before}
    return PreviewView(
        title=numbered("title", view.days),
        aim=aim,
        days=days,
        cycles=cycles,
        counts=total,
        becomes=becomes,
        baselines=baselines,
        left_out=left,
        before=before,
        rows=tuple((guide.word("importing", f"{name}_label"), text) for name, text in told.items()),
        overlaps=decided.overlaps,
        name=behaviour.name,
        frozen=frozen,
        left=asdict(decided.left),
        remarks=view.remarks,
        habit=view,
        answers=answers,
    )


def _cycle(number: int, row: Cut | Fill, unit: str, asked: Asked, same: frozenset[date]) -> ImportedCycle:
    first = first_of(row)
    marks = tuple(_marks(row, asked))
    stays: frozenset[int] = frozenset()
    over: frozenset[int] = frozenset()
    if isinstance(row, Fill):
        stays = frozenset((day - first).days for day in row.stays)
        written_over = (day.day for day, _ in row.days if day.check_in is not None and day.day not in same)
        over = frozenset((day - first).days for day in written_over)
        became = Counter(filled_outcome(day, theirs, row.timeline) for day, theirs in row.days)
        last, unrecorded = row.timeline.last_day, 0
        stopped = row.timeline.records.cycle.ending is Ending.STOPPED
    else:
        became = Counter(outcome(theirs, asked) for theirs in row.days)
        last, unrecorded, stopped = row.last, row.dates - len(row.days), row.ending is Ending.STOPPED
    found = counts({each: became[each] for each in Outcome}, unrecorded, unit)
    recorded = sum(became.values()) - became[Outcome.REST]
    return ImportedCycle(
        number=number,
        first=first,
        last=last,
        label=guide.date_words(first, "day_month"),
        title=guide.say("importing", "cycle", n=number),
        dates=_dates(**phrases.from_to(first, last), one=first == last),
        dates_short=_dates(**phrases.from_to(first, last, "year_short"), one=first == last),
        marks=marks,
        stays=stays,
        written_over=over,
        counts=found,
        kept=guide.say("importing", "kept", kept=found.done + found.minimum, recorded=recorded),
        stopped=stopped,
        here_already=isinstance(row, Fill),
    )


def _dates(first: str, last: str, *, one: bool) -> str:
    return last if one else guide.say("importing", "dates", first=first, last=last)


def _marks(row: Cut | Fill, asked: Asked) -> Iterator[Mark]:
    if isinstance(row, Cut):
        became = {theirs.day: outcome(theirs, asked) for theirs in row.days}
        for day in dates(row.first, row.last):
            yield _mark(became.get(day))
        return
    new = {day.day: filled_outcome(day, theirs, row.timeline) for day, theirs in row.days}
    for each in _begun(row.timeline):
        yield _mark(new[each.day]) if each.day in new else each.mark or Mark.UNRECORDED


def _begun(timeline: Timeline) -> Iterator[Day]:
    """The dates of a cycle up to today."""
    return (day for day in timeline.days if not day.ahead)


def _mark(became: Outcome | None) -> Mark:
    return Mark.UNRECORDED if became is None else Mark(became.value)


def _becomes(decided: Decided, same: int) -> str:
    finished = sum(cut.ending is Ending.FINISHED for cut in decided.cuts)
    stopped = [cut for cut in decided.cuts if cut.ending is Ending.STOPPED]
    parts = [numbered("finished", finished)] if finished else []
    if len(stopped) == 1:
        days = stopped[0].dates
        parts.append(numbered("stopped_one" if finished else "stopped_alone", days))
    elif stopped:
        many = "stopped" if finished else "stopped_all"
        parts.append(guide.say("importing", many, n=len(stopped)))
    filled = sum(len(fill.days) for fill in decided.fills) - same
    parts += [numbered(key, n) for key, n in (("filled", filled), ("same", same)) if n]
    return ", ".join(parts) or guide.word("importing", "becomes_nothing")


def _baselines(decided: Decided, frozen: int) -> str:
    if not decided.cuts:
        return guide.word("importing", "baselines_none")
    return guide.say("importing", "baselines", n=frozen, of=len(decided.cuts))


def _left(view: HabitView, answers: Answers, decided: Decided, asked: Asked) -> Iterator[str]:
    left = decided.left
    reasons = {"inside": left.inside, "recorded": left.recorded, "paused": left.paused, "notes": left.notes}
    if answers.automatic is Automatic.SKIP:
        reasons["automatic"] = sum(row.mark is TheirMark.AUTOMATIC for row in view.habit.rows)
    # What can become something and does not has minutes, and no amount to be judged by.
    told_elsewhere = reasons.get("automatic", 0) + sum(not tells(row) for row in view.habit.rows)
    reasons["silent"] = max(0, left.silent - told_elsewhere)
    reasons["words"] = sum(bool(row.word) and not tells(row) for row in view.habit.rows)
    told = [guide.say("import_left", name, n=n) for name, n in reasons.items() if n]
    if not answers.notes and view.comments:
        told.append(guide.word("import_left", "left_notes"))
    # Errors and scores that are 0 are of a session; other zeros are of none.
    nothing = "nothing_left_done" if asked.numbers in (ResultKind.ERRORS, ResultKind.SCORE) else "nothing_left"
    yield from told or [guide.word("importing", nothing)]


def cycle_days(view: HabitView, unit: str, asked: Asked, row: Cut | Fill) -> tuple[ImportedDay, ...]:
    """The dates of a cycle that days become, or that gains some."""
    rows = {each.day: each for each in view.habit.rows}
    if isinstance(row, Cut):
        new = {theirs.day: (outcome(theirs, asked), theirs) for theirs in row.days}
        all_days = [(place, day) for place, day in enumerate(dates(row.first, row.last), 1)]
        return tuple(_day(place, day, rows.get(day), new.get(day), unit, asked) for place, day in all_days)
    new_here = {day.day: (filled_outcome(day, theirs, row.timeline), theirs) for day, theirs in row.days}
    found = []
    for day in _begun(row.timeline):
        made = _day(day.plan_day, day.day, rows.get(day.day), new_here.get(day.day), unit, asked)
        if day.day not in new_here and day.check_in is not None:
            amount = "" if day.check_in.amount is None else guide.amount_words(day.check_in.amount, unit)
            mark = day.mark or Mark.UNRECORDED
            here = {"mark": mark, "becomes": phrases.mark_word(mark, unit), "amount": amount, "stays": True}
            made = replace(made, **here, note=" ".join(day.check_in.note.split()))
        found.append(made)
    return tuple(found)


def _day(
    plan_day: int | None,
    day: date,
    row: Row | None,
    new: tuple[Outcome | None, Theirs] | None,
    unit: str,
    asked: Asked,
) -> ImportedDay:
    became, theirs = new or (None, None)
    mark, amount, note = _mark(became), "", ""
    if theirs is not None:
        note = " ".join(theirs.note.split())
        if theirs.number is not None and became is not Outcome.REST:
            amount = guide.amount_words(theirs.number, unit) if asked.counted else guide.number(theirs.number)
    return ImportedDay(
        plan_day=plan_day,
        day=day,
        date=guide.date_words(day, "short"),
        theirs="" if row is None else _theirs(row),
        mark=mark,
        becomes=phrases.mark_word(mark, unit),
        amount=amount,
        note=note,
    )


def _theirs(row: Row) -> str:
    """What the file says of a day, in short."""
    if row.word:
        return row.word
    if row.amount is not None:
        return amount_words(row.amount)
    if row.mark is not None:
        return guide.word("import_theirs", row.mark.value)
    return "" if row.minutes is None else phrases.minutes_words(row.minutes)


# -- what came in ------------------------------------------------------------------------------------------------------


def brought_in(days: int, filled: int, cycles: int, kept: "Backup | None", program: str, *, setup: bool) -> BroughtIn:
    """What came in.

    Args:
        days: how many check-ins were written.
        filled: how many of them in cycles that were there before.
        cycles: how many cycles came to be.
        kept: the backup of what was there before, None where nothing was written.
        program: how the program is called.
        setup: whether nothing was there before.
    """
    if kept is None:
        return BroughtIn(days=0, said=(guide.word("importing", "brought_in_none"),))
    said = numbered("brought_in_days", days) if days != 1 else guide.word("importing", "brought_in_one")
    if cycles and filled:
        said = guide.say("importing", "brought_in_both", n=days, count=filled, cycles=cycles)
    elif cycles and days > 1:
        said = guide.say("importing", "brought_in", n=days, cycles=cycles)
    return BroughtIn(days=days, cycles=cycles, backup=kept.name, said=(said, _undo(kept, program)), setup=setup)


def _undo(kept: "Backup", program: str) -> str:
    return guide.say("importing", "brought_in_undo", **named(program, kept.name))


def journal(gained: "Gained | None") -> JournalView:
    """What a whole journal would bring; None for nothing."""
    if gained is None:
        nothing = dict.fromkeys(("new", "changed", "superseded"), 0)
        return JournalView(lines=(guide.word("importing", "journal_same"),), nothing_new=True, numbers=nothing)
    lines = (guide.say("importing", "journal", **_gained(gained)), *_days(gained))
    return JournalView(lines=lines, nothing_new=False, numbers=_gained(gained))


def _days(gained: "Gained") -> tuple[str, ...]:
    if not gained.days:
        return ()
    days = several([date.fromisoformat(day) for day in gained.days])
    return (guide.say("importing", "journal_days", days=days),)


def _gained(gained: "Gained") -> dict[str, int]:
    return {"new": gained.new, "changed": gained.changed, "superseded": gained.superseded}


def journal_brought_in(done: "Merged", program: str, *, setup: bool) -> BroughtIn:
    """What a whole journal brought."""
    if done.kept is None:
        return BroughtIn(days=0, said=(guide.word("importing", "journal_same"),), numbers=_gained(done.gained))
    said = guide.say("importing", "journal_in", **_gained(done.gained))
    return BroughtIn(
        days=len(done.gained.days),
        backup=done.kept.name,
        said=(said, *_days(done.gained), _undo(done.kept, program)),
        setup=setup,
        numbers=_gained(done.gained),
    )
