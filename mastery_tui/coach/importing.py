"""Days recorded elsewhere: what a file has, what becomes of it, and bringing it in."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from mastery_tui.exchange.harsh import read_harsh
from mastery_tui.exchange.loop import read_loop
from mastery_tui.exchange.rows import Columns, Options
from mastery_tui.exchange.table import columns_in, read_table
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.journal.store.errors import JournalError
from mastery_tui.journal.tables import TABLES, new_id
from mastery_tui.practice.import_records import baseline_of, check_in_in, check_in_into, cycle_of, is_as_it_was
from mastery_tui.practice.importing import Counting, Cut, Decided, Fill, decide, first_of
from mastery_tui.practice.records import CheckIn, Cycle
from mastery_tui.practice.reducing import measured_again
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import Timeline

from .context import CoachContext
from .import_views import (
    Answers,
    BroughtIn,
    CountsView,
    HabitView,
    ImportedDay,
    ImportKind,
    JournalView,
    PreviewView,
    Reading,
    SourceView,
)
from .measures import measure
from .typed import importing as typed
from .words import import_sources, importing as words

if TYPE_CHECKING:
    from mastery_tui.journal.change import Change

_READERS = {ImportKind.LOOP: read_loop, ImportKind.HARSH: read_harsh, ImportKind.CSV: read_table}

_CHECK_INS = TABLES[CheckIn]

Progress = Callable[[float], None]
"""Takes the part that is done, 0 to 1."""


class _Placed(NamedTuple):
    """Where a habit's days go, and the days that are counted, for as long as what that follows from stays as it is."""

    key: tuple[object, ...]
    decided: Decided
    counting: Counting


class Importing:
    """What brings days in; nothing is changed before it is asked to."""

    def __init__(self, context: CoachContext) -> None:
        self._context = context
        self._placed: _Placed | None = None

    # -- what a file has ---------------------------------------------------------------------------------------------

    def read(self, kind: ImportKind, file: Path, how: Reading | None = None) -> SourceView:
        """The habits in a file; the journal is not looked at.

        Args:
            kind: what the file is of; a whole journal has no habits, see :meth:`journal`.
            file: where it is.
            how: what a person has told about reading it.

        Raises:
            Refused: ``exchange`` codes, with file, line and column.
        """
        how = how or Reading()
        return import_sources.source(kind, _READERS[kind](file, self._options(how)), how)

    def columns(self, file: Path, how: Reading) -> tuple[str, ...]:
        """The names of the columns of a table, cleaned; none where it does not name them.

        Args:
            file: where it is.
            how: what a person has told about reading it.

        Raises:
            Refused: ``exchange`` codes, with file and line.
        """
        return columns_in(file, self._options(how))

    def _options(self, how: Reading) -> Options:
        return Options(
            today=self._context.today,
            zone=self._context.now().tzinfo,
            measure=measure(""),
            kind=how.kind,
            dates=how.dates,
            encoding=how.encoding,
            separator=how.separator,
            decimal=how.decimal,
            rollover=self._context.settings.rollover_hour,
            columns=Columns(where=how.where, **how.columns) if how.columns else None,
            words={word: became for word, became in how.words.items() if became is not None},
        )

    def habit(self, source: SourceView, named: str) -> HabitView:
        """The one of a file's habits that is named, or numbered; the only one where none is.

        Raises:
            Refused: ``import.no_habit``, ``import.habit``, ``import.no_such_habit``.
        """
        habits = source.habits
        if not habits:
            raise Refused("import.no_habit")
        if not named:
            if len(habits) > 1:
                raise Refused("import.habit", n=len(habits))
            return habits[0]
        same = [habit for habit in habits if habit.name.casefold() == named.strip().casefold()]
        same = same or [habit for habit in habits if str(habit.number) == named.strip()]
        if len(same) != 1:
            raise Refused("import.no_such_habit", n=len(habits))
        return same[0]

    # -- what becomes of it ------------------------------------------------------------------------------------------

    @staticmethod
    def begin(habit: HabitView) -> dict[str, str]:
        """What the questions on a habit begin with."""
        return typed.begin(habit)

    @staticmethod
    def missing(habit: HabitView, answers: Answers) -> tuple[str, ...]:
        """The fields that have to be told and are not."""
        return typed.missing(habit, answers)

    @staticmethod
    def unused(habit: HabitView, answers: Answers) -> tuple[str, ...]:
        """The fields that say nothing of this habit, whatever is told in them."""
        return typed.unused(habit, answers)

    @staticmethod
    def field_of(refused: Refused) -> str | None:
        """The field beside which a refusal is said; None where it belongs to none."""
        return typed.field_of(refused)

    def counts(self, habit: HabitView, answers: Answers) -> CountsView:
        """What would become of a habit's days, counted; quick enough for each key.

        Raises:
            Refused: as for :meth:`preview`.
        """
        told = typed.told(habit, answers)
        counting = self._place(habit, answers, told).counting
        found = counting.counts(told.asked.target, told.asked.minimum)
        return words.counts(found, counting.open, told.behaviour.unit)

    def preview(self, habit: HabitView, answers: Answers) -> PreviewView:
        """What would become of a habit's days.

        Raises:
            Refused: ``import`` codes: what has to be told first, or cannot come in; a value out of bounds.
        """
        told = typed.told(habit, answers)
        decided = self._place(habit, answers, told).decided
        frozen = sum(baseline_of(cut, told.behaviour.result, told.asked) is not None for cut in decided.cuts)
        rows, same = self._numbered(decided), frozenset(day for fill in decided.fills for day in _as_they_were(fill))
        return words.preview(habit, answers, told.behaviour, told.asked, decided, rows, frozen, same)

    def cycle_days(self, preview: PreviewView, place: int) -> tuple[ImportedDay, ...]:
        """The dates of one of a preview's cycles; none where the journal is another one by now."""
        told = typed.told(preview.habit, preview.answers)
        try:
            rows = self._numbered(self._place(preview.habit, preview.answers, told).decided)
        except (Refused, JournalError):
            return ()
        if place >= len(rows):
            return ()
        return words.cycle_days(preview.habit, told.behaviour.unit, told.asked, rows[place][1])

    def _numbered(self, decided: Decided) -> list[tuple[int, Cut | Fill]]:
        """The cycles that days become and those that gain some, in order, each with the number that it has then."""
        starts = [cycle.started_on for cycle in self._context.journal.cycles()]
        starts = sorted([*starts, *(cut.first for cut in decided.cuts)])
        rows: list[Cut | Fill] = [*decided.cuts, *decided.fills]
        numbers = {start: number for number, start in enumerate(starts, 1)}
        return [(numbers[first_of(row)], row) for row in sorted(rows, key=first_of)]

    def _place(self, habit: HabitView, answers: Answers, told: typed.Told) -> _Placed:
        """Where days go; a target and a minimum change nothing of that."""
        journal, asked = self._context.journal, told.asked
        aimless = replace(asked, target=1, minimum=1) if asked.counted else asked
        asides = (answers.automatic, answers.notes, answers.into, answers.replace, told.behaviour.unit)
        key = (habit, asides, aimless, journal.version, self._context.today)
        if self._placed is None or self._placed.key[0] is not habit or self._placed.key[1:] != key[1:]:
            theirs = typed.theirs_of(habit, answers, asked.numbers, told.behaviour.unit)
            decided = decide(
                theirs,
                aimless,
                journal.cycles(),
                self._timeline,
                self._context.today,
                into=answers.into,
                replace=answers.replace,
            )
            for fill in decided.fills:
                self._check_unit(fill, told.behaviour.unit)
            self._placed = _Placed(key, decided, Counting(decided, aimless))
        return self._placed

    def _timeline(self, cycle: Cycle) -> Timeline:
        return Timeline.of(self._context.journal.records(cycle.id), self._context.today)

    def _check_unit(self, fill: Fill, unit: str) -> None:
        if fill.timeline.behaviour.unit.casefold() != unit.casefold():
            raise Refused("import.other_unit", number=self._context.number_of(fill.timeline.records.cycle))

    # -- bringing it in ----------------------------------------------------------------------------------------------

    def bring_in(self, preview: PreviewView, progress: Progress | None = None) -> BroughtIn:
        """Bring in what a preview showed, decided anew on the journal as it is by then: all of it or nothing.

        Args:
            preview: what was shown.
            progress: is told how far it is.

        Raises:
            Refused: what stands in the journal by now does not allow it.
            JournalError: it cannot be written; it is as it was.
        """
        context, habit, answers = self._context, preview.habit, preview.answers
        told = typed.told(habit, answers)
        with context.bring_in() as change:
            first = not context.journal.cycles()
            decided = self._place(habit, answers, told).decided
            total = sum(len(cut.days) for cut in decided.cuts) + sum(len(fill.days) for fill in decided.fills)
            done = _Counter(total, progress)
            at = context.now()
            for cut in decided.cuts:
                _put_cycle(change, cut, told, at, done)
            for fill in decided.fills:
                self._fill(change, fill, at, done)
        days = sum(table == _CHECK_INS for table, _ in change.staged)
        filled = days - sum(len(cut.days) for cut in decided.cuts)
        return words.brought_in(days, filled, len(decided.cuts), change.kept, context.program, setup=first)

    def _fill(self, change: "Change", fill: Fill, at: datetime, done: "_Counter") -> None:
        """Put the days that a cycle that is here gains."""
        timeline, new = fill.timeline, dict[date, CheckIn]()
        seconds = measure(timeline.behaviour.unit).seconds
        for day, theirs in fill.days:
            record = check_in_into(day, theirs, timeline, seconds, at)
            new[day.day] = change.put(replace(record, id="") if day.check_in is None else record)
            done.one()
        others = (one for one in timeline.records.check_ins if one.day not in new)
        after = replace(timeline.records, check_ins=(*others, *new.values()))
        for reduction in measured_again(Timeline.of(after, timeline.today)):
            change.put(reduction)

    # -- a whole journal ---------------------------------------------------------------------------------------------

    def journal(self, file: Path) -> JournalView:
        """What the export of a journal, or a journal's own file, would bring.

        Raises:
            Refused: ``merge`` codes: it does not go together with what is here.
            JournalError: it cannot be read.
        """
        return words.journal(Maintenance(self._context.journal).would_import(file))

    def bring_in_journal(self, file: Path) -> BroughtIn:
        """Bring in the export of a journal, or a journal's own file, by the rules of a merge.

        Raises:
            Refused: ``merge`` codes: it does not go together with what is here.
            JournalError: it cannot be read, or the journal cannot be written; it is as it was.
        """
        context = self._context
        first = not context.journal.cycles()
        done = Maintenance(context.journal).import_journal(file)
        return words.journal_brought_in(done, context.program, setup=first and context.timeline is None)


def _as_they_were(fill: Fill) -> Iterator[date]:
    """The days of a cycle that is here that say already what comes in."""
    seconds = measure(fill.timeline.behaviour.unit).seconds
    return (day.day for day, theirs in fill.days if is_as_it_was(day, theirs, fill.timeline, seconds))


class _Counter:
    """Tells how much of something is done, not more often than anybody can see."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress = total, progress
        self._done = 0

    def one(self) -> None:
        """One more is done."""
        self._done += 1
        if self._progress is not None and self._done % 250 == 0:
            self._progress(self._done / self._total)


def _put_cycle(change: "Change", cut: Cut, told: typed.Told, at: datetime, done: _Counter) -> None:
    cycle = change.put(cycle_of(cut, told.behaviour, told.asked, new_id(), at))
    for theirs in cut.days:
        change.put(check_in_in(theirs, told.asked, cycle.id, at))
        done.one()
