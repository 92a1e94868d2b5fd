"""What can still be read of a damaged row, and of a file that git left with the marks of a conflict."""

from contextlib import suppress
from datetime import date, timedelta
from functools import cache

import msgspec

from mastery_tui.practice.records import Record, Tombstone

from . import merge
from .codec import Document
from .errors import UnreadableJournal
from .kinds import NATURAL_KEYS, moment_of, schema_path, to_record, unreadable

GO_TOGETHER = {"feeling": ("strength",)}
"""Fields that say nothing without another one."""

DECIDING = frozenset({"ended_on", "ending", "last", "stopped", "restarted", "closed_on", "closed_as", "until"})
"""Fields without which a record says something else: a pause without its last day has no end."""


def read_record(document: object, kind: type[Record], table: str) -> Record | None:
    """The record that a row holds, None where it was deleted.

    Raises:
        UnreadableJournal: it cannot be read, placed among the versions of its record, or written again.
    """
    if not isinstance(document, dict):
        raise unreadable(table, document)
    merge.check_place(table, document)
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
    return frozenset(each.encode_name for each in msgspec.structs.fields(kind) if not each.required) - DECIDING


def _tombstone(document: Document, table: str) -> Document | None:
    """What is left of a deletion: as long as it tells which record was deleted, it stays deleted."""
    names = ("id", "cycle", "at", NATURAL_KEYS.get(table, "id"))
    left = {name: document[name] for name in names if name in document}
    left |= {"rev": document["rev"] if type(document.get("rev")) is int else 0, "deleted": True}
    try:
        merge.check_place(table, left)
        msgspec.convert(left, Tombstone)
    except (UnreadableJournal, msgspec.ValidationError):
        return None
    return left


def _a_moment_before(document: Document, table: str) -> Document:
    try:
        before = moment_of(table, document) - timedelta(microseconds=1)
    except OverflowError:  # the first moment there is
        return document
    return {**document, "at": msgspec.to_builtins(before)}


def place_of(table: str, document: object) -> date | int | None:
    """The day or week that a row is about, None where nothing tells it."""
    value = document.get(NATURAL_KEYS.get(table, "day")) if isinstance(document, dict) else None
    if type(value) is int and NATURAL_KEYS.get(table) == "week":
        return value
    with suppress(TypeError, ValueError):
        return date.fromisoformat(value) if isinstance(value, str) else None
    return None


def sides(content: bytes) -> tuple[bytes, bytes] | None:
    """Both versions of a file with git's marks of a conflict; None where it has none, or they do not fit together."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    now, seen = "both", False
    for line in content.splitlines(keepends=True):
        before = now
        if line.startswith(b"<<<<<<< ") and now == "both":
            now, seen = "ours", True
        elif line.startswith(b"|||||||") and now == "ours":
            now = "base"
        elif line.rstrip(b"\r\n") == b"=======" and now in ("ours", "base"):
            now = "theirs"
        elif line.startswith(b">>>>>>> ") and now == "theirs":
            now = "both"
        if now != before:
            continue
        if now in ("both", "ours"):
            ours.append(line)
        if now in ("both", "theirs"):
            theirs.append(line)
    return (b"".join(ours), b"".join(theirs)) if seen and now == "both" else None
