"""One change: what is put and deleted, gathered until it is written all at once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Struct

from mastery_tui.limits import LAST_YEAR
from mastery_tui.practice.records import Cycle, Record
from mastery_tui.practice.refused import Refused

from .index import Index
from .store.backups import Backup
from .store.codec import Document
from .tables import NATURAL_KEYS, TABLES, R, clean_texts, is_live, new_id, to_document, to_record

_STAMPS = ("rev", "at")

Fact = str | int | float | date
"""What undo may say of a change: never free text."""


class Staged(Struct, frozen=True):
    """One document to be written, and what stands there now (None where nothing does)."""

    before: Document | None
    after: Document


class Change:
    """Gathers what one change puts and deletes; the journal writes it when the ``with`` block ends well.

    Attributes:
        label: a code for what is done, so that undo can say what it took back.
        facts: small facts for that sentence, such as the day.
        staged: what is to be written, by table and record id.
        kept: the backup that was made before it, where one always is.
    """

    def __init__(self, index: Index, rev: int, at: datetime, label: str, facts: Mapping[str, Fact]) -> None:
        """Begin empty, on the records as they stand.

        Args:
            index: the documents that are there.
            rev: the revision that this change writes.
            at: its moment, with an offset.
            label: a code for what is done.
            facts: small facts that go with it.
        """
        self.tell(label, **facts)
        self._index = index
        self._rev = rev
        self._at = at
        self.staged: dict[tuple[str, str], Staged] = {}
        self.kept: Backup | None = None
        self._keys: dict[tuple[str, str, object], str] = {}

    def tell(self, label: str, **facts: Fact) -> None:
        """Say for undo what is done, where that follows from what is read inside the change."""
        self.label, self.facts = label, facts

    def put(self, record: R) -> R:
        """Write a record, new or changed.

        An id of '' is given one. A check-in takes the id of the one there is for its cycle and day, a reflection that
        of its cycle and week, deleted or not. A record that is as it was is not written again.

        Returns:
            The record as it is stored, with id, rev and at.

        Raises:
            Refused: a field out of its bounds, or ``cycle.unknown``.
        """
        table = TABLES[type(record)]
        identifier = self._identifier(table, record)
        cycle = identifier if isinstance(record, Cycle) else record.cycle
        before = self.before(table, identifier)
        at = _moment_after(before, self._at)
        stamped = msgspec.structs.replace(record, id=identifier, cycle=cycle, rev=self._rev, at=at)
        document, stored = to_document(stamped)
        if not isinstance(record, Cycle) and not self._stands("cycles", cycle):
            raise Refused("cycle.unknown", table=table)
        if not self._stage(table, before, document) and before is not None:
            return to_record(before, type(record))
        return stored

    def delete(self, record: Record) -> None:
        """Delete a record: its id and natural key stay, none of its content. One that is gone already stays gone."""
        self.bring(TABLES[type(record)], record.id, None)

    def bring(self, table: str, identifier: str, content: Document | None) -> None:
        """Let a record be as it was in another state of the journal, None for deleted; what is so already stays.

        Args:
            table: its table.
            identifier: the id that it has or gets here.
            content: its document there.
        """
        before = self.before(table, identifier)
        if content is not None:
            self._stage(table, before, {**clean_texts(content), "id": identifier, **self._stamps(before)})
        elif before is not None and is_live(before):
            kept = {name: before[name] for name in ("id", "cycle", NATURAL_KEYS.get(table, "")) if name in before}
            self._stage(table, before, {**kept, **self._stamps(before), "deleted": True})
        else:
            self.staged.pop((table, identifier), None)

    def _stamps(self, before: Document | None) -> Document:
        return {"rev": self._rev, "at": msgspec.to_builtins(_moment_after(before, self._at))}

    def _stage(self, table: str, before: Document | None, after: Document) -> bool:
        """Let a document be written; returns whether it is another one than stands there."""
        key = table, after["id"]
        if before is not None and _content(clean_texts(before)) == _content(after):
            self.staged.pop(key, None)
            return False
        self.staged[key] = Staged(before, after)
        return True

    def before(self, table: str, identifier: str) -> Document | None:
        """The document of a record as it stands without this change, deleted or not; None where there is none."""
        staged = self.staged.get((table, identifier))
        return staged.before if staged else self._index.document(table, identifier)

    def _stands(self, table: str, identifier: str) -> bool:
        staged = self.staged.get((table, identifier))
        document = staged.after if staged else self._index.document(table, identifier)
        return document is not None and is_live(document)

    def _identifier(self, table: str, record: Record) -> str:
        field = NATURAL_KEYS.get(table)
        if field is None:
            return record.id or new_id()
        key = msgspec.to_builtins(getattr(record, field))
        found = self._index.keyed(table, record.cycle, key)
        identifier = str(found["id"]) if found else self._keys.get((table, record.cycle, key))
        self._keys[table, record.cycle, key] = identifier or record.id or new_id()
        return self._keys[table, record.cycle, key]


def _moment_after(before: Document | None, at: datetime) -> datetime:
    """The moment to stamp on what takes a document's place: always after it, so that a merge knows which is newer.

    Args:
        before: the document, None where nothing stands there.
        at: what the clock says, which may have gone back.
    """
    try:
        earlier = datetime.fromisoformat(before["at"]) if before is not None else None
    except (KeyError, TypeError, ValueError):
        return at
    if earlier is None or earlier.tzinfo is None or earlier < at:
        return at
    later = earlier + timedelta(microseconds=1) if earlier.year <= LAST_YEAR else earlier
    # The last moment that a record can have, from a clock that was far ahead, stays.
    return later if later.year <= LAST_YEAR else earlier


def _content(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in _STAMPS}
