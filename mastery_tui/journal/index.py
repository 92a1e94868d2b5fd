"""Where each document is, and what is read from there: plans, and the records of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Annotated, Any, cast

import msgspec

from mastery_tui.limits import FIRST_YEAR, LAST_YEAR
from mastery_tui.practice.days import Span, union
from mastery_tui.practice.records import CheckIn, Cycle, CycleRecords, Pause, Session

from .store.codec import Document, Row, RowsRead, document_of
from .store.errors import UnreadableJournal
from .tables import NATURAL_KEYS, TABLES, R, is_live, moment_of, to_record, unreadable

EARLIER = timedelta(days=60)
"""How far before a cycle's start the check-ins of earlier ones are given along with it."""

_APART = timedelta(days=3)
"""More than two clocks that show one moment are apart, with whatever offsets."""

_Moments = list[Annotated[datetime, msgspec.Meta(tz=True)]]

_ORDERS = {
    "check_ins": ("day",),
    "sessions": ("started",),
    "pauses": ("first", "rev"),
    "feedback_checks": ("day", "rev"),
    "adjustments": ("opened_on", "rev"),
    "reductions": ("from_day", "rev"),
    "transfer_tests": ("day", "rev"),
    "reflections": ("week",),
    "answers": ("day", "rev"),
}
"""The fields by which the records of a table are in order."""


class Index:
    """TinyDB's ids by record id and by cycle, each table walked when it is first asked for, and once in a load.

    The rows are TinyDB's own, changed by its updates; only additions have to be told.
    """

    def __init__(self, tables: RowsRead) -> None:
        self._tables = tables
        self._places: dict[str, dict[str, str]] = {}
        self._cycles: dict[str, defaultdict[str, list[str]]] = {}
        self._days: dict[str, tuple[str, str]] = {}
        self._looked = False

    def _rows(self, table: str) -> Mapping[str, Row]:
        return self._tables.get(table, {})

    def _heads(self, table: str) -> Iterable[Document]:
        """Of each row what tells which record it is; documents as they are."""
        rows = self._rows(table).values()
        if {*map(type, rows)} <= {dict}:
            return cast(Iterable[Document], rows)
        from .store.packing import head_of

        return map(head_of, rows)

    def _numbered(self, table: str) -> Iterator[tuple[str, Document]]:
        """The same by TinyDB's ids."""
        return zip(self._rows(table), self._heads(table), strict=True)

    def places(self, table: str) -> dict[str, str]:
        """TinyDB's id, by record id.

        Raises:
            UnreadableJournal: a document without an id.
        """
        if table not in self._places:
            try:
                self._places[table] = {head["id"]: number for number, head in self._numbered(table)}
            except (KeyError, TypeError):
                raise self._without(table, "id") from None
        return self._places[table]

    def document(self, table: str, identifier: str) -> Document | None:
        """The document of a record, deleted or not."""
        place = self.places(table).get(identifier)
        return document_of(self._rows(table)[place]) if place else None

    def of_cycle(self, table: str, cycle: str) -> list[Document]:
        """A cycle's documents in a table, deleted ones too.

        Raises:
            UnreadableJournal: a document without a cycle.
        """
        if table not in self._cycles:
            groups: defaultdict[str, list[str]] = defaultdict(list)
            try:
                for number, head in self._numbered(table):
                    groups[head["cycle"]].append(number)
            except (KeyError, TypeError):
                raise self._without(table, "cycle") from None
            if not all(isinstance(owner, str) for owner in groups):  # such a record would be in no cycle, unseen
                raise self._without(table, "cycle")
            self._cycles[table] = groups
        rows = self._rows(table)
        return [document_of(rows[number]) for number in self._cycles[table].get(cycle, ())]

    def keyed(self, table: str, cycle: str, key: object) -> Document | None:
        """The document with a natural key; a live one before a deleted one."""
        field = NATURAL_KEYS[table]
        same = [document for document in self.of_cycle(table, cycle) if document.get(field) == key]
        return next(filter(is_live, same), same[0] if same else None)

    def from_day(self, first: str, end: str) -> list[Document]:
        """Check-ins from a day up to another one, without that, deleted ones too.

        Days are compared as text, so that only what is asked for is converted: they are written so that this is their
        order.
        """
        if not self._looked:
            # Most often one plan is all that is read, and one look is quicker than to learn which plans are near.
            self._looked = True
            heads = zip(self._rows("check_ins").values(), self._heads("check_ins"), strict=True)
            return [document_of(row) for row, head in heads if first <= str(head.get("day")) < end]
        near = [cycle for cycle, (least, last) in self._spans().items() if least < end and first <= last]
        documents = (document for cycle in near for document in self.of_cycle("check_ins", cycle))
        return [document for document in documents if first <= str(document.get("day")) < end]

    def _spans(self) -> dict[str, tuple[str, str]]:
        """The first and last day of each plan's check-ins, as they are written."""
        if not self._days:
            days: defaultdict[str, list[str]] = defaultdict(list)
            for head in self._heads("check_ins"):
                days[head["cycle"]].append(str(head.get("day")))
            self._days = {cycle: (min(its), max(its)) for cycle, its in days.items()}
        return self._days

    def walk(self) -> None:
        """Walk check-ins for what a change will ask: documents are walked quicker than texts."""
        with suppress(UnreadableJournal):  # who asks for it is told
            self.of_cycle("check_ins", "")
            self.places("check_ins")
            self._spans()

    def live(self, table: str) -> Iterator[Document]:
        """All documents of a table that are not deleted."""
        return filter(is_live, map(document_of, self._rows(table).values()))

    def last_check_in(self) -> Document | None:
        """The check-in of the newest day."""
        heads = self._numbered("check_ins")
        # As is_live does, without a call for each: these are walked at every start.
        live = ((str(head.get("day")), number) for number, head in heads if not head.get("deleted"))
        _, number = max(live, key=itemgetter(0), default=("", None))
        return None if number is None else document_of(self._rows("check_ins")[number])

    def all(self) -> Iterator[tuple[str, Document]]:
        """Every record's document with its table, deleted ones too."""
        return ((name, document_of(row)) for name in TABLES.values() for row in self._rows(name).values())

    def newest(self) -> datetime | None:
        """When anything was last written, deleted or not; None where nothing was.

        Raises:
            UnreadableJournal: a document does not say when it was written.
        """
        found: Iterable[tuple[str, Document]] = self.all()
        with suppress(KeyError, TypeError, ValueError, msgspec.ValidationError):
            by_moment = {head["at"]: (table, head) for table in TABLES.values() for head in self._heads(table)}
            found = [by_moment[text] for text in _newest_of([*by_moment])]
        return max((moment_of(table, document) for table, document in found), default=None)

    def added(self, table: str, number: str, document: Document) -> None:
        """Note a document that TinyDB inserted."""
        if table in self._places:
            self._places[table][document["id"]] = number
        if table in self._cycles:
            self._cycles[table][document["cycle"]].append(number)
        if table == "check_ins":
            self._days = {}

    def _without(self, table: str, field: str) -> Exception:
        wrong = next((head for head in self._heads(table) if not isinstance(head.get(field), str)), None)
        return unreadable(table, wrong, f"$.{field}")


def cycles_in(index: Index) -> tuple[Cycle, ...]:
    """All plans in the order of their start.

    Raises:
        UnreadableJournal: one of them cannot be read.
    """
    found = (to_record(document, Cycle) for document in index.live("cycles"))
    return tuple(sorted(found, key=lambda cycle: (cycle.started_on, cycle.at)))


def records_of(cycle: Cycle, index: Index) -> CycleRecords:
    """All live records of a plan, each kind in the order of its dates.

    Raises:
        UnreadableJournal: one of them cannot be read.
    """
    found: dict[str, Any] = {}
    for kind, table in TABLES.items():
        if order := _ORDERS.get(table):
            records = _live(kind, cycle.id, index)
            found[table] = tuple(sorted(records, key=lambda record: [getattr(record, name) for name in order]))
    return CycleRecords(cycle=cycle, earlier_check_ins=_earlier(cycle, index), **found)


def open_sessions_in(index: Index) -> tuple[Session, ...]:
    """The timer's sessions that have not ended, of any plan, in the order of their start.

    Raises:
        UnreadableJournal: one of them cannot be read.
    """
    found = (to_record(document, Session) for document in index.live("sessions") if "ended" not in document)
    return tuple(sorted(found, key=lambda session: session.started))


def _newest_of(texts: list[str]) -> list[str]:
    """Those of some moments among which the newest is, all of which :func:`moment_of` reads.

    Raises:
        TypeError: one is no text; ValueError and ValidationError: one may be no moment that a record can have.
    """
    # All in one call, which reads what moment_of reads and less of it, but for a small z.
    msgspec.convert(texts, _Moments)
    last = max(texts)
    if "z" in "".join(texts) or min(texts) < str(FIRST_YEAR) or last >= str(LAST_YEAR + 1):
        raise ValueError("moments to look at one by one")
    # Each begins with its own date, so that their order is that of their dates; the newest may not have the last one.
    bound = (date.fromisoformat(last[:10]) - _APART).isoformat()
    return [text for text in texts if text >= bound]


def _live(kind: type[R], cycle: str, index: Index) -> Iterator[R]:
    return (to_record(document, kind) for document in index.of_cycle(TABLES[kind], cycle) if is_live(document))


def _earlier(cycle: Cycle, index: Index) -> tuple[CheckIn, ...]:
    """Check-ins of earlier cycles on unpaused dates: whoever reads them does not know the pauses of those cycles."""
    first, end = (cycle.started_on - EARLIER).isoformat(), cycle.started_on.isoformat()
    near = (
        to_record(document, CheckIn)
        for document in index.from_day(first, end)
        if is_live(document) and document.get("cycle") != cycle.id
    )
    found = sorted(near, key=lambda check_in: (check_in.day, check_in.rev))
    owners = {check_in.cycle for check_in in found}
    paused: dict[str, tuple[Span, ...]] = {owner: union(_live(Pause, owner, index)) for owner in owners}
    return tuple(one for one in found if not any(span.holds(one.day) for span in paused[one.cycle]))
