"""Record kinds and their tables, and the way between records and documents."""

import re
from datetime import datetime
from functools import cache
from os import urandom
from typing import TypeVar, cast

import msgspec

from mastery_tui.practice import records
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    CheckIn,
    Cycle,
    FeedbackCheck,
    Pause,
    Record,
    Reduction,
    Reflection,
    Session,
    TransferTest,
    checked,
)
from mastery_tui.practice.refused import Refused

from .codec import Document
from .errors import UnreadableJournal

TABLES: dict[type[Record], str] = {
    Cycle: "cycles",
    CheckIn: "check_ins",
    Session: "sessions",
    Pause: "pauses",
    FeedbackCheck: "feedback_checks",
    Adjustment: "adjustments",
    Reduction: "reductions",
    TransferTest: "transfer_tests",
    Reflection: "reflections",
    Answer: "answers",
}
"""The table of each kind of record."""

NATURAL_KEYS = {"check_ins": "day", "reflections": "week"}
"""Tables with one record per cycle and value of this field."""

NOT_UNDONE = frozenset({"sessions"})
"""Tables that undo passes over: the timer's records come and go by themselves."""

R = TypeVar("R", bound=Record)


def new_id() -> str:
    """A uuid4; the standard library's module takes longer to import than a journal to open."""
    number = bytearray(urandom(16))
    number[6] = number[6] & 0x0F | 0x40
    number[8] = number[8] & 0x3F | 0x80
    text = number.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def to_document(record: Record) -> Document:
    """The record as JSON values.

    Raises:
        Refused: a value out of bounds, or one that could not be read back: nothing unreadable is ever written.
    """
    checked(record)
    try:
        document = cast(Document, msgspec.json.decode(msgspec.json.encode(record)))
        msgspec.convert(document, type(record))
    except (msgspec.MsgspecError, UnicodeError):
        raise Refused("record.not_storable", table=TABLES[type(record)]) from None
    return document


def to_record(document: Document, kind: type[R]) -> R:
    """The document as a record.

    Raises:
        UnreadableJournal: ``record.unreadable`` with table, id and the path in the schema, without any value.
    """
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        raise unreadable(TABLES[kind], document, schema_path(str(error))) from None


def unreadable(table: str, document: object, path: str = "$") -> UnreadableJournal:
    """The error that names a record that cannot be read."""
    return UnreadableJournal("record.unreadable", table=table, id=_safe_id(document), path=path)


def moment_of(table: str, document: Document) -> datetime:
    """When a record was written.

    Raises:
        UnreadableJournal: it does not say so, or without an offset.
    """
    try:
        moment = datetime.fromisoformat(document["at"])
    except (KeyError, TypeError, ValueError):
        raise unreadable(table, document, "$.at") from None
    if moment.tzinfo is None:
        raise unreadable(table, document, "$.at")
    return moment


def schema_path(message: str) -> str:
    """The path in msgspec's message, made of field names of the schema only: the message itself can quote values."""
    found = re.search(r" - at (?:`key` in )?`(\$[^`]*)`$", message)
    if found is None:
        return "$"
    parts = [part for part in found[1].removeprefix("$").split(".") if part.split("[")[0] in _field_names()]
    return ".".join(["$", *(re.sub(r"\[(?!\d+\]|\.\.\.\]).*", "", part) for part in parts)])


@cache
def _field_names() -> frozenset[str]:
    kinds = (each for each in vars(records).values() if isinstance(each, type) and issubclass(each, msgspec.Struct))
    return frozenset(field for kind in kinds for field in kind.__struct_fields__)


def _safe_id(document: object) -> str:
    identifier = document.get("id") if isinstance(document, dict) else None
    looks_like_one = isinstance(identifier, str) and re.fullmatch(r"[0-9a-f-]{1,36}", identifier)
    return str(identifier) if looks_like_one else "?"
