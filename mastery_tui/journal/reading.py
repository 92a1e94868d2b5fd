"""What is remembered, as it was last loaded: plans, and the records of one. Nothing is changed here."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from mastery_tui.limits import MOST
from mastery_tui.practice.records import CheckIn, Cycle, CycleRecords, Session
from mastery_tui.settings import Backups as Keep

from .index import Index, cycles_in, open_sessions_in, records_of
from .store.codec import Document, RowsRead, document_of
from .store.errors import UnreadableJournal
from .store.locking import WAIT
from .store.migrations import STEPS, Step
from .store.storage import DurableStorage
from .tables import to_record


class Reading:
    """The file of a journal, and what is read from it.

    Attributes:
        path: where the journal is or will be.
        now: the clock, giving moments with an offset.
        keep: how many backups are kept.
        steps: how a file of an older schema becomes one of today.
        storage: the file.
    """

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        wait: float = WAIT,
        keep: Keep | None = None,
        steps: Sequence[Step] = STEPS,
    ) -> None:
        """Name the file; it is read when it is first asked for, and made by the first change.

        Args:
            path: where the journal is or will be.
            now: the clock, giving moments with an offset.
            wait: seconds that a change waits for another program that is saving, 0 to try once.
            keep: how many backups are kept.
            steps: how a file of an older schema becomes one of today.
        """
        self.path = path
        self.now = now
        self.keep = keep or Keep()
        self.steps = steps
        self.storage = DurableStorage(path, wait, self._check, steps)
        self._generation = -1
        self._index: Index
        self._cycles: tuple[Cycle, ...] | None = None
        self._opened: tuple[Session, ...] | None = None
        self._records: dict[str, CycleRecords] = {}
        self._asked: set[str] = set()

    @property
    def wait(self) -> float:
        """Seconds that a change waits for another program that is saving; it can be set at any time.

        Raises:
            ValueError: set to less than 0.
        """
        return self.storage.wait

    @wait.setter
    def wait(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("a wait is 0 seconds or more")
        self.storage.wait = seconds

    @property
    def version(self) -> int:
        """Rises with each change and each load of other content; what was derived from the same one still holds.

        It counts in this program only. ``rev`` does not tell this: the file of another machine can have the same one.
        """
        self.index()
        return self.storage.version

    @property
    def rev(self) -> int:
        """The revision: how many transactions this journal has seen, 0 where there is no file yet."""
        return int(self.meta().get("rev", 0))

    def cycles(self) -> tuple[Cycle, ...]:
        """All cycles in the order of their start.

        Raises:
            UnreadableJournal: the file or a record in it cannot be read; so for every read. Once a read went well
                it keeps doing so, whatever becomes of the file.
        """
        index = self.index()
        if self._cycles is None:
            self._cycles = cycles_in(index)
        return self._cycles

    def records(self, cycle: str) -> CycleRecords:
        """All live records of a cycle, each kind in the order of its dates.

        Raises:
            KeyError: there is no such cycle.
        """
        index = self.index()
        if cycle not in self._records:
            owner = {known.id: known for known in self.cycles()}[cycle]
            self._records[cycle] = records_of(owner, index)
            self._asked.add(cycle)
        return self._records[cycle]

    def open_sessions(self) -> tuple[Session, ...]:
        """The timer's sessions that have not ended, of any cycle, in the order of their start: one, but for merges."""
        index = self.index()
        if self._opened is None:
            self._opened = open_sessions_in(index)
        return self._opened

    def newest(self) -> tuple[datetime | None, date | None]:
        """The newest moment anything was written and the newest day checked in, to notice a clock that went back."""
        index = self.index()
        last = index.last_check_in()
        return index.newest(), None if last is None else to_record(last, CheckIn).day

    def changed(self) -> bool:
        """Whether the file is in another state than was last found: one look at its signature, which never raises.

        Somebody else saved, or it cannot be read any more, or is gone: :meth:`refresh` then tells which. Each new
        state is told once, so that this can be asked every half second.
        """
        return self.storage.changed()

    def refresh(self) -> bool:
        """Read the file again where it is not what was last read; returns whether its content is another one.

        Raises:
            UnreadableJournal: what stands there cannot be read, or it is gone; reads keep giving what was last read.
        """
        return self.storage.refresh()

    def pack(self) -> None:
        """Leave records as text from here on where there are many, each decoded when it is asked for.

        For who stays open, with years in memory of which little is looked at.
        """
        if self._generation == self.storage.generation:
            self._index.walk()
        self.storage.pack()

    def rev_after(self, rev: int) -> int:
        """The revision after another one.

        Raises:
            UnreadableJournal: ``journal.rev``: there is none that could be read afterwards.
        """
        if rev >= MOST:
            raise UnreadableJournal("journal.rev", file=str(self.path))
        return rev + 1

    # -- for what writes ---------------------------------------------------------------------------------------------

    def index(self) -> Index:
        """The index of what is loaded, made anew after each load."""
        tables = self.storage.rows()
        if self._generation != self.storage.generation:
            self._index = Index(tables)
            self._generation = self.storage.generation
            self.forget()
        return self._index

    def meta(self) -> Document:
        """What the file says of itself, nothing where there is none."""
        return document_of(self.storage.rows().get("meta", {}).get("1", {}))

    def forget(self) -> None:
        """Read plans and records anew when they are asked for: documents were changed."""
        self._cycles, self._opened, self._records = None, None, {}

    def _check(self, tables: RowsRead) -> None:
        """Read what may be read next without anybody expecting an error; the rest stands in nobody's way."""
        index = Index(tables)
        open_sessions_in(index)
        cycles = cycles_in(index)
        for cycle in cycles:
            if cycle.id in self._asked or cycle.ended_on is None or cycle is cycles[-1]:
                records_of(cycle, index)
