"""What the last changes replaced, kept in the file, so that undo works in a later run and after a crash."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from mastery_tui import limits
from mastery_tui.gate import clean
from mastery_tui.practice.refused import Refused

from .change import Change, Fact
from .store.codec import Document, Tables
from .store.errors import UnreadableJournal
from .tables import NOT_UNDONE, TABLES, is_live, moment_of, to_record

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


def entry_for(change: Change, *, redo: bool = False, again: bool = False) -> Entry | None:
    """The entry that takes a change back, None where undo passes over all of it."""
    replaced = tuple(
        Replaced(table, identifier, document.after["rev"], dict(document.before) if document.before else None)
        for (table, identifier), document in change.staged.items()
        if table not in NOT_UNDONE
    )
    plain = {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in change.facts.items()}
    return Entry(change.label, replaced, plain, redo, again) if replaced else None


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
    with suppress(msgspec.ValidationError):
        entry = msgspec.convert(document, Entry)
        befores = (replaced.before for replaced in entry.records if replaced.before is not None)
        known = all(replaced.table in _KINDS for replaced in entry.records)
        if known and all(type(before.get("rev")) is int for before in befores):
            return entry
    raise UnreadableJournal("record.unreadable", table=TABLE, id="?", path="$")


def check_all(tables: Tables) -> None:
    """Read every record of some tables, and their undo list.

    Raises:
        UnreadableJournal: one of them cannot be read.
    """
    for kind, table in TABLES.items():
        for document in tables.get(table, {}).values():
            if is_live(document):
                to_record(document, kind)
            else:
                moment_of(table, document)
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


def take_back(entry: Entry, change: Change) -> None:
    """Let every record of a change be again as it was before.

    Raises:
        Refused: ``undo.changed`` where a record is another one since.
        UnreadableJournal: what would stand again cannot be read.
    """
    for table, identifier, known, before in map(msgspec.structs.astuple, entry.records):
        now = change.before(table, identifier)
        if now is None or now.get("rev") != known:
            raise Refused("undo.changed", label=entry.label)
        again = before if before is not None and is_live(before) else None
        if again is not None:
            to_record(again, _KINDS[table])
        change.bring(table, identifier, again)


def follow(entries: Mapping[int, Entry], undone: Entry, rev: int) -> dict[int, Entry]:
    """Older entries that may take back records which are again as they left them, told of their new revision."""
    again = {(back.table, back.id, back.before.get("rev")) for back in undone.records if back.before}
    told = {}
    for number, entry in entries.items():
        records = tuple(
            msgspec.structs.replace(one, rev=rev) if (one.table, one.id, one.rev) in again else one
            for one in entry.records
        )
        if records != entry.records:
            told[number] = msgspec.structs.replace(entry, records=records)
    return told


def describe(entry: Entry) -> Undone:
    """What to tell about an entry that was taken back; facts that were dates are dates again."""
    return Undone(entry.label, {name: _fact(value) for name, value in entry.facts.items()})


def _fact(value: str | int | float) -> Fact:
    value = clean(value) if isinstance(value, str) else value
    with suppress(ValueError):
        day = date.fromisoformat(str(value))
        return day if day.isoformat() == value else value  # not the other notations that it also reads
    return value
