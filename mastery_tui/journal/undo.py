"""What the last changes replaced, kept in the file, so that undo works in a later run and after a crash."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from mastery_tui import limits
from mastery_tui.gate import clean
from mastery_tui.practice.refused import Refused

from .change import Fact, Index, Staged, moment_after, stamps, tombstone
from .store.codec import Document, Tables
from .store.errors import UnreadableJournal
from .tables import NOT_UNDONE, TABLES, clean_texts, moment_of, to_record

TABLE = "undo"
"""The table of entries, oldest first."""

MOST = 50
"""Entries kept."""

LARGEST = 256 * 1024
"""Bytes of all entries together."""

_KINDS = {table: kind for kind, table in TABLES.items()}

_Whole = Annotated[int, Meta(ge=-limits.MOST, le=limits.MOST)]
_Number = Annotated[float, Meta(ge=-limits.MOST, le=limits.MOST)]


class Undone(NamedTuple):
    """What undo took back.

    Attributes:
        label: the code that the change was made with.
        facts: its small facts.
    """

    label: str
    facts: Mapping[str, Fact]


class Replaced(Struct, frozen=True, omit_defaults=True):
    """One record of a change: the revision it has while nobody touched it since, and what stood there before."""

    table: str
    id: str
    rev: Annotated[int, Meta(ge=0, le=limits.MOST)]
    before: Document | None = None


class Entry(Struct, frozen=True, omit_defaults=True):
    """How to take one change back.

    Attributes:
        redo: whether that change was an undo itself.
        again: whether it was a redo, so that older undos can still be brought back.
    """

    label: str
    records: tuple[Replaced, ...]
    facts: dict[str, str | _Whole | _Number] = {}
    redo: bool = False
    again: bool = False


def entry_for(
    staged: Mapping[tuple[str, str], Staged],
    label: str,
    facts: Mapping[str, Fact],
    *,
    redo: bool = False,
    again: bool = False,
) -> Entry | None:
    """The entry that takes a change back, None where undo passes over all of it."""
    replaced = tuple(
        Replaced(table, identifier, each.after["rev"], dict(each.before) if each.before else None)
        for (table, identifier), each in staged.items()
        if table not in NOT_UNDONE
    )
    plain = {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in facts.items()}
    return Entry(label, replaced, plain, redo, again) if replaced else None


def count_kept(documents: Sequence[Document]) -> int:
    """How many of the newest entries stay: at most ``MOST``, and ``LARGEST`` bytes in all.

    Where the newest alone is too large none stays: an undo that skips it would take back something else.
    """
    room = LARGEST
    for count, document in enumerate(reversed(documents[-MOST:])):
        room -= len(msgspec.json.encode(document))
        if room < 0:
            return count
    return min(len(documents), MOST)


def to_entry(document: Document) -> Entry:
    """The document as an entry.

    Raises:
        UnreadableJournal: it is none.
    """
    try:
        entry = msgspec.convert(document, Entry)
    except msgspec.ValidationError:
        raise UnreadableJournal("record.unreadable", table=TABLE, id="?", path="$") from None
    befores = (each.before for each in entry.records if each.before is not None)
    if any(type(each.get("rev")) is not int for each in befores):
        raise UnreadableJournal("record.unreadable", table=TABLE, id="?", path="$.records.before")
    if any(each.table not in TABLES.values() for each in entry.records):
        raise UnreadableJournal("record.unreadable", table=TABLE, id="?", path="$.records")
    return entry


def check_all(tables: Tables) -> None:
    """Read every record of some tables, and their undo list.

    Raises:
        UnreadableJournal: one of them cannot be read.
    """
    for kind, table in TABLES.items():
        for document in tables.get(table, {}).values():
            if document.get("deleted"):
                moment_of(table, document)
            else:
                to_record(document, kind)
    for document in tables.get(TABLE, {}).values():
        to_entry(document)


def choose(entries: Mapping[int, Entry], *, redo: bool) -> int:
    """The key of the entry to take back: the newest change that stands; for a redo the newest undo after it.

    Raises:
        Refused: ``undo.none`` or ``redo.none``.
    """
    keys = sorted(entries, reverse=True)
    if redo:
        # A new change ends what can be brought back; what was brought back itself does not.
        keys = [key for key in keys if not entries[key].again][:1]
    found = next((key for key in keys if entries[key].redo is redo), None)
    if found is None:
        raise Refused("redo.none" if redo else "undo.none")
    return found


def take_back(entry: Entry, index: Index, rev: int, at: datetime) -> dict[tuple[str, str], Staged]:
    """The documents that take a change back, as a new revision.

    Raises:
        Refused: ``undo.changed`` where a record is another one since.
        UnreadableJournal: what would stand again cannot be read.
    """
    staged = {}
    for each in entry.records:
        now = index.document(each.table, each.id)
        if now is None or now.get("rev") != each.rev:
            raise Refused("undo.changed", label=entry.label)
        gone = each.before is None or each.before.get("deleted")
        if each.before is not None and not gone:
            to_record(each.before, _KINDS[each.table])
        after = (
            tombstone(each.table, now, rev, at)
            if gone
            else {
                **clean_texts(each.before or {}),
                **stamps(rev, moment_after(now, at)),
            }
        )
        staged[each.table, each.id] = Staged(now, after)
    return staged


def follow(older: Entry, undone: Entry, rev: int) -> Entry:
    """An older entry, told that records it may take back are again as it left them, under a new revision."""
    again = {(each.table, each.id, each.before.get("rev")) for each in undone.records if each.before}
    return msgspec.structs.replace(
        older,
        records=tuple(
            msgspec.structs.replace(each, rev=rev) if (each.table, each.id, each.rev) in again else each
            for each in older.records
        ),
    )


def describe(entry: Entry) -> Undone:
    """What to tell about an entry that was taken back; facts that were dates are dates again."""
    return Undone(entry.label, {name: _fact(value) for name, value in entry.facts.items()})


def _fact(value: str | int | float) -> Fact:
    value = clean(value) if isinstance(value, str) else value
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return value
    return day if day.isoformat() == value else value  # not the other notations that it also reads
