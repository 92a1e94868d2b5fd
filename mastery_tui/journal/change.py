"""One change: what is put and deleted, gathered until it is written all at once; and where each document is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Struct

from mastery_tui.limits import LAST_YEAR
from mastery_tui.practice.records import Cycle, Record
from mastery_tui.practice.refused import Refused

from .store.codec import Document, Tables
from .tables import NATURAL_KEYS, TABLES, R, clean_texts, new_id, to_document, to_record, unreadable

_STAMPS = ("rev", "at")

Fact = str | int | float | date
"""What undo may say of a change: never free text."""


class Index:
    """TinyDB's documents by record id and by cycle, kept from one load to the next: no read walks a table twice.

    The documents are TinyDB's own, changed in place by its updates; only additions have to be told.
    """

    def __init__(self, tables: Tables) -> None:
        """Take the tables of one load; each is walked when it is first asked for."""
        self._tables = tables
        self._places: dict[str, dict[str, tuple[int, Document]]] = {}
        self._cycles: dict[str, defaultdict[str, list[Document]]] = {}

    def places(self, table: str) -> dict[str, tuple[int, Document]]:
        """TinyDB's id and the document, by record id.

        Raises:
            UnreadableJournal: a document without an id.
        """
        if table not in self._places:
            try:
                self._places[table] = {
                    document["id"]: (int(key), document) for key, document in self._tables.get(table, {}).items()
                }
            except (KeyError, TypeError):
                raise self._without(table, "id") from None
        return self._places[table]

    def document(self, table: str, identifier: str) -> Document | None:
        """The document of a record, deleted or not."""
        place = self.places(table).get(identifier)
        return place[1] if place else None

    def of_cycle(self, table: str, cycle: str) -> list[Document]:
        """A cycle's documents in a table, deleted ones too.

        Raises:
            UnreadableJournal: a document without a cycle.
        """
        if table not in self._cycles:
            groups: defaultdict[str, list[Document]] = defaultdict(list)
            try:
                for document in self._tables.get(table, {}).values():
                    groups[document["cycle"]].append(document)
            except (KeyError, TypeError):
                raise self._without(table, "cycle") from None
            if not all(isinstance(each, str) for each in groups):  # such a record would be in no cycle, unseen
                raise self._without(table, "cycle")
            self._cycles[table] = groups
        return self._cycles[table].get(cycle, [])

    def keyed(self, table: str, cycle: str, key: object) -> Document | None:
        """The document with a natural key; a live one before a deleted one."""
        field = NATURAL_KEYS[table]
        same = [each for each in self.of_cycle(table, cycle) if each.get(field) == key]
        return next((each for each in same if not each.get("deleted")), same[0] if same else None)

    def live(self, table: str) -> Iterator[Document]:
        """All documents of a table that are not deleted."""
        return (each for each in self._tables.get(table, {}).values() if not each.get("deleted"))

    def all(self) -> Iterator[tuple[str, Document]]:
        """Every record's document with its table, deleted ones too."""
        return ((name, each) for name in TABLES.values() for each in self._tables.get(name, {}).values())

    def added(self, table: str, key: int, document: Document) -> None:
        """Note a document that TinyDB inserted."""
        if table in self._places:
            self._places[table][document["id"]] = (key, document)
        if table in self._cycles:
            self._cycles[table][document["cycle"]].append(document)

    def _without(self, table: str, field: str) -> Exception:
        documents = self._tables.get(table, {}).values()
        wrong = next((each for each in documents if not isinstance(each.get(field), str)), None)
        return unreadable(table, wrong, f"$.{field}")


class Staged(Struct, frozen=True):
    """One document to be written, and what stands there now (None where nothing does)."""

    before: Document | None
    after: Document


class Change:
    """Gathers what one change puts and deletes; the journal writes it when the ``with`` block ends well.

    Attributes:
        label: a code for what is done, so that undo can say what it took back.
        facts: small facts for that sentence, such as the day.
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
        self._staged: dict[tuple[str, str], Staged] = {}
        self._keys: dict[tuple[str, str, object], str] = {}

    @property
    def staged(self) -> dict[tuple[str, str], Staged]:
        """What is to be written, by table and record id."""
        return self._staged

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
        before = self._before(table, identifier)
        at = moment_after(before, self._at)
        stamped = msgspec.structs.replace(record, id=identifier, cycle=cycle, rev=self._rev, at=at)
        document, stored = to_document(stamped)
        if not isinstance(record, Cycle) and not self._stands("cycles", cycle):
            raise Refused("cycle.unknown", table=table)
        if before is not None and _content(clean_texts(before)) == _content(document):
            self._staged.pop((table, identifier), None)
            return to_record(before, type(record))
        self._staged[table, identifier] = Staged(before, document)
        return stored

    def delete(self, record: Record) -> None:
        """Delete a record: its id and natural key stay, none of its content. One that is gone already stays gone."""
        table = TABLES[type(record)]
        before = self._before(table, record.id)
        if before is None or before.get("deleted"):
            self._staged.pop((table, record.id), None)
        else:
            self._staged[table, record.id] = Staged(before, tombstone(table, before, self._rev, self._at))

    def bring(self, table: str, identifier: str, content: Document | None) -> None:
        """Let a record be as it was in another state of the journal, None for deleted; what is so already stays.

        Args:
            table: its table.
            identifier: the id that it has or gets here.
            content: its document there.
        """
        before = self._before(table, identifier)
        content = clean_texts(content) if content is not None else None
        if content is None:
            if before is not None and not before.get("deleted"):
                self._staged[table, identifier] = Staged(before, tombstone(table, before, self._rev, self._at))
        elif before is None or _content(clean_texts(before)) != _content({**content, "id": identifier}):
            at = moment_after(before, self._at)
            self._staged[table, identifier] = Staged(before, {**content, "id": identifier, **stamps(self._rev, at)})

    def _before(self, table: str, identifier: str) -> Document | None:
        staged = self._staged.get((table, identifier))
        return staged.before if staged else self._index.document(table, identifier)

    def _stands(self, table: str, identifier: str) -> bool:
        staged = self._staged.get((table, identifier))
        document = staged.after if staged else self._index.document(table, identifier)
        return document is not None and not document.get("deleted")

    def _identifier(self, table: str, record: Record) -> str:
        field = NATURAL_KEYS.get(table)
        if field is None:
            return record.id or new_id()
        key = msgspec.to_builtins(getattr(record, field))
        found = self._index.keyed(table, record.cycle, key)
        identifier = str(found["id"]) if found else self._keys.get((table, record.cycle, key))
        self._keys[table, record.cycle, key] = identifier or record.id or new_id()
        return self._keys[table, record.cycle, key]


def tombstone(table: str, document: Document, rev: int, at: datetime) -> Document:
    """What stays of a deleted record."""
    kept = {name: document[name] for name in ("id", "cycle", NATURAL_KEYS.get(table, "")) if name in document}
    return {**kept, **stamps(rev, moment_after(document, at)), "deleted": True}


def stamps(rev: int, at: datetime) -> Document:
    """Revision and moment as JSON values."""
    return {"rev": rev, "at": msgspec.to_builtins(at)}


def moment_after(before: Document | None, at: datetime) -> datetime:
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
