"""Lenient reading: every row of a journal, with what a decoder passes over, and what can be read of a damaged one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple, cast

import msgspec

from mastery_tui.journal import undo
from mastery_tui.journal.store import codec
from mastery_tui.journal.store.codec import Document, NotAJournal, Tables, is_number
from mastery_tui.journal.store.errors import UnreadableJournal
from mastery_tui.journal.store.migrations import STEPS, Step, newest_schema, read_tables, same_rows, schema_of
from mastery_tui.journal.tables import NATURAL_KEYS, TABLES, check_place, moment_of, schema_path, to_record, unreadable
from mastery_tui.limits import LAST_REV, MOST
from mastery_tui.practice.records import Record, Tombstone

from .merge import SUPERSEDED

_MARKERS = re.compile(rb"^(?:<<<<<<< |>>>>>>> |=======\r?$)", re.MULTILINE)
_MARK = re.compile(rb"<{7} |\|{7}|={7}[\r\n]*$|>{7} ")
_AFTER = {
    ("both", b"<"): "ours",
    ("ours", b"|"): "base",
    ("ours", b"="): "theirs",
    ("base", b"="): "theirs",
    ("theirs", b">"): "both",
}
"""Which side of a conflict of git follows one's mark."""
_PLACE = re.compile(r"\(byte (\d+)\)")


class Rows(NamedTuple):
    """Every row of a journal, in the schema of today.

    Attributes:
        meta: schema, id and revision.
        beside_meta: what else stands in that table.
        tables: TinyDB's number and the document of each row, by table; two rows can have one number.
        twice: how many names stood twice.
        written_in: the schema that the file is written in.
        plain: whether a decoder passes over nothing of it, so that what it gives is all there is.
    """

    meta: Document
    beside_meta: tuple[tuple[str, object], ...]
    tables: dict[str, list[tuple[str, object]]]
    twice: int
    written_in: int
    plain: bool = False


class Wrong(NamedTuple):
    """A row that cannot be read.

    Attributes:
        facts: why, and the day or week that it is about.
        part: what of it can be, None where that is no record.
    """

    facts: Mapping[str, object]
    part: Document | None


class Reading(NamedTuple):
    """A journal as far as it can be read.

    Attributes:
        rows: all that stands there.
        tables: the same under numbers of their own.
        records: those that show, by table.
        kept: every document that can be placed, tombstones too, by table.
        wrong: numbers in the table of those that cannot be read, and why.
    """

    rows: Rows
    tables: Tables
    records: dict[str, list[Record]]
    kept: dict[str, list[Document]]
    wrong: dict[str, dict[str, Wrong]]

    @property
    def unknown(self) -> set[str]:
        """The tables that this program does not know."""
        return self.rows.tables.keys() - {*TABLES.values(), undo.TABLE, SUPERSEDED}

    @property
    def last_revision(self) -> int:
        """The greatest that any record has."""
        return max((int(document.get("rev", 0)) for kept in self.kept.values() for document in kept), default=0)


class _Pairs(list[tuple[str, object]]):
    """An object of JSON with all its names."""


def read_leniently(content: bytes, steps: Sequence[Step] = STEPS) -> Rows:
    """All rows that stand in some bytes.

    Raises:
        NotAJournal: as :func:`decode` has it, but for ``journal.twice``; in place of ``journal.not_json`` one of
            ``git_markers``, ``ends_early`` and ``not_json``, each with its ``line``.
    """
    with suppress(NotAJournal, OverflowError):  # then it is told what is wrong, and slowly
        tables = codec.decode(content, newest_schema(steps))
        if schema_of(tables) == newest_schema(steps):
            beside = tuple(row for row in tables["meta"].items() if row[0] != "1")
            return Rows(tables["meta"]["1"], beside, _listed(tables), 0, newest_schema(steps), plain=True)
    content = content.removeprefix(codec.BOM)
    codec.refuse_deep(content)
    refuse_other_than_json(content)
    pairs = _pairs(content)
    if not isinstance(pairs, _Pairs):
        raise NotAJournal("journal.not_object")
    rows: dict[str, list[tuple[str, object]]] = {}
    twice = len(pairs) - len({name for name, _ in pairs})
    for name, table in pairs:
        if not isinstance(table, _Pairs):
            raise NotAJournal("journal.not_a_journal")
        twice += len(table) - len({number for number, _ in table})
        for number, document in table:
            versions = list(_documents(document))
            twice += len(versions) - 1
            rows.setdefault(name, []).extend((number, version) for version in versions)
        rows.setdefault(name, [])
    metas = rows.pop("meta", [])
    meta = _meta(metas, newest_schema(steps))
    written_in = int(meta["schema"])
    beside_meta = tuple(row for row in metas if row[1] is not meta)
    if not same_rows(written_in, steps):
        # Only what reads as it stands is taken over; rows that do not are for a program of that schema to look at.
        tables = read_tables(content, steps)
        return Rows(tables["meta"]["1"], (), _listed(tables), twice, written_in)
    return Rows({**meta, "schema": newest_schema(steps)}, beside_meta, rows, twice, written_in)


def _number_rows(found: Rows) -> Tables:
    """Rows as tables: those whose number is taken or is none follow the others; none is left out.

    A row that is no object stands as it is, for who has to set it aside.
    """
    tables: Tables = {"meta": {"1": found.meta}}
    if found.plain:
        return {**tables, **{name: cast(dict[str, Document], dict(rows)) for name, rows in found.tables.items()}}
    for name, rows in found.tables.items():
        table: dict[str, Document] = {}
        late = []
        for number, document in rows:
            if is_number(number) and number not in table:
                table[number] = cast(Document, document)
            else:
                late.append(cast(Document, document))
        last = max(map(int, table), default=0)
        tables[name] = {**table, **{str(number): row for number, row in enumerate(late, last + 1)}}
    return tables


def read_all(rows: Rows) -> Reading:
    """Each row as a record, as far as it can be read."""
    reading = Reading(rows, _number_rows(rows), defaultdict(list), defaultdict(list), defaultdict(dict))
    for kind, table in TABLES.items():
        for number, document in reading.tables.get(table, {}).items():
            try:
                record = read_record(document, kind, table)
            except UnreadableJournal as error:
                part = readable_part(document, kind, table)
                reading.wrong[table][number] = Wrong({**error.facts, "place": place_of(table, document)}, part)
                if part is None:
                    continue
                document, record = part, read_record(part, kind, table)
            reading.kept[table].append(document)
            if record is not None:
                reading.records[table].append(record)
    return reading


def _listed(tables: Tables) -> dict[str, list[tuple[str, object]]]:
    return {name: [*table.items()] for name, table in tables.items() if name != "meta"}


def refuse_other_than_json(content: bytes) -> None:
    """Say where some bytes stop being JSON.

    Raises:
        NotAJournal: ``journal.empty_file``, ``git_markers``, ``ends_early``, ``not_json`` with its ``line``, or
            ``journal.not_json``.
    """
    if not content:
        raise NotAJournal("journal.empty_file")
    try:
        msgspec.json.decode(content)
        return
    except codec.NOT_DECODED as error:
        message = str(error)
    if found := _MARKERS.search(content):
        raise NotAJournal("git_markers", line=_line(content, found.start()))
    if "truncated" in message:
        raise NotAJournal("ends_early", line=_line(content, len(content)))
    place = _PLACE.search(message)
    if place is None:
        raise NotAJournal("journal.not_json")
    raise NotAJournal("not_json", line=_line(content, int(place[1])))


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _pairs(content: bytes) -> object:
    import json

    try:
        return json.loads(content, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):  # what the two decoders do not agree on is nothing that this program wrote
        raise NotAJournal("journal.not_json") from None


def _documents(found: object) -> Iterator[object]:
    """A row as a document; two where a name stands twice in it, one with each of what stands there."""
    yield _plain(found)
    if isinstance(found, _Pairs) and len({name for name, _ in found}) < len(found):
        yield _plain(_Pairs(reversed(found)))


def _plain(found: object) -> object:
    if isinstance(found, _Pairs):
        return {name: _plain(value) for name, value in found}
    if isinstance(found, list):
        return [*map(_plain, found)]
    # A number that cannot be written again is kept as its digits, in a shape that no field has.
    return [[str(found)]] if isinstance(found, int) and not -(2**63) <= found < 2**64 else found


def _meta(rows: Sequence[tuple[str, object]], known: int) -> Document:
    metas = [document for number, document in rows if number == "1" and isinstance(document, dict)]
    schemas = (meta.get("schema") for meta in metas)
    newer = [schema for schema in schemas if type(schema) is int and known < schema <= MOST]
    if newer:
        raise NotAJournal("journal.newer_schema", found=max(newer), known=known)
    if metas and all(isinstance(meta.get("rev"), list) for meta in metas):  # as _plain has it
        raise NotAJournal("journal.rev")
    newest = max(filter(codec.is_meta, metas), key=lambda meta: int(meta["rev"]), default=None)
    if newest is None:
        raise NotAJournal("journal.not_a_journal")
    codec.refuse_rev(newest["rev"])
    return newest


GO_TOGETHER = {"feeling": ("strength",)}
"""Fields that say nothing without another one."""

DECIDING = frozenset({"ended_on", "ending", "last", "breaks", "ended", "ended_as", "closed_on", "closed_as", "until"})
"""Fields without which a record says something else: a pause without its last day has no end, and a session runs."""


def read_record(document: object, kind: type[Record], table: str) -> Record | None:
    """The record that a row holds, None where it was deleted.

    Raises:
        UnreadableJournal: it cannot be read, placed among the versions of its record, or written again.
    """
    if not isinstance(document, dict):
        raise unreadable(table, document)
    check_place(table, document)
    if document.get("deleted"):
        try:
            msgspec.convert(document, Tombstone)
        except msgspec.ValidationError as error:
            raise unreadable(table, document, schema_path(str(error))) from None
        return None
    return to_record(document, kind)


def readable_part(document: object, kind: type[Record], table: str) -> Document | None:
    """A row without the fields that cannot be read, where a record can do without them; None where it cannot.

    It counts as written a moment before the row, so that a version of then that is whole shows instead of it.

    Args:
        document: a row that cannot be read as it stands.
        kind: what it is meant to hold.
        table: its table.
    """
    if not isinstance(document, dict):
        return None
    if document.get("deleted"):
        return _tombstone(document, table)
    optional = _optional(kind)
    left = {name: value for name, value in document.items() if name in kind.__struct_fields__}
    while True:
        try:
            read_record(left, kind, table)
            return _a_moment_before(left, table)
        except UnreadableJournal as error:
            field = str(error.facts["path"]).removeprefix("$.").split(".")[0].split("[")[0]
        if field not in optional or field not in left:
            return None
        for name in (field, *GO_TOGETHER.get(field, ())):
            left.pop(name, None)
        if field == "rev":
            left["rev"] = 0  # undo tells by it whether a record is the one that it knows


@cache
def _optional(kind: type[Record]) -> frozenset[str]:
    """The fields that a record can do without."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind) if not field.required) - DECIDING


def _tombstone(document: Document, table: str) -> Document | None:
    """What is left of a deletion: as long as it tells which record was deleted, it stays deleted."""
    names = ("id", "cycle", "at", NATURAL_KEYS.get(table, "id"))
    left = {name: document[name] for name in names if name in document}
    rev = document.get("rev")
    left |= {"rev": rev if type(rev) is int and 0 <= rev <= LAST_REV else 0, "deleted": True}
    with suppress(UnreadableJournal):
        read_record(left, Record, table)
        return left
    return None


def _a_moment_before(document: Document, table: str) -> Document:
    with suppress(OverflowError):  # the first moment there is
        return {**document, "at": msgspec.to_builtins(moment_of(table, document) - timedelta(microseconds=1))}
    return document


def place_of(table: str, document: object) -> date | int | None:
    """The day or week that a row is about, None where nothing tells it."""
    value = document.get(NATURAL_KEYS.get(table, "day")) if isinstance(document, dict) else None
    if type(value) is int and NATURAL_KEYS.get(table) == "week":
        return value if 0 <= value <= MOST else None
    with suppress(TypeError, ValueError):
        return date.fromisoformat(value) if isinstance(value, str) else None
    return None


def sides(content: bytes) -> tuple[bytes, ...]:
    """Both versions of a file with git's marks of a conflict; none where it has none, or they do not fit together."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    now, seen = "both", False
    for line in content.splitlines(keepends=True):
        mark = _MARK.match(line)
        after = _AFTER.get((now, mark[0][:1])) if mark else None
        if after is not None:
            now, seen = after, True
            continue
        if now in ("both", "ours"):
            ours.append(line)
        if now in ("both", "theirs"):
            theirs.append(line)
    return (b"".join(ours), b"".join(theirs)) if seen and now == "both" else ()
