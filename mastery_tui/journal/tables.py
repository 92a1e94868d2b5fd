"""Record kinds and their tables, and the way between records and documents."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, cast
from uuid import uuid4

import msgspec

from mastery_tui import gate
from mastery_tui.limits import FIRST_YEAR, LAST_YEAR
from mastery_tui.practice import records
from mastery_tui.practice.records import Record
from mastery_tui.practice.refused import Refused

from .store.codec import Document
from .store.errors import UnreadableJournal

TABLES: dict[type[Record], str] = {
    records.Cycle: "cycles",
    records.CheckIn: "check_ins",
    records.Session: "sessions",
    records.Pause: "pauses",
    records.FeedbackCheck: "feedback_checks",
    records.Adjustment: "adjustments",
    records.Reduction: "reductions",
    records.TransferTest: "transfer_tests",
    records.Reflection: "reflections",
    records.Answer: "answers",
}
"""The table of each kind of record."""

NATURAL_KEYS = {"check_ins": "day", "reflections": "week"}
"""Tables with one record per cycle and value of this field."""

NOT_UNDONE = frozenset({"sessions"})
"""Tables that undo passes over: the timer's records come and go by themselves."""

Key = tuple[str, ...]
"""What makes documents versions of one record: their table, and cycle and natural key, or else their id."""

R = TypeVar("R", bound=Record)


def new_id() -> str:
    """A uuid4."""
    return str(uuid4())  # msgspec has loaded the module by then


def to_document(record: R) -> tuple[Document, R]:
    """The record as JSON values, and as it is read back from them.

    Raises:
        Refused: a value out of bounds, or one that could not be read back: nothing unreadable is ever written.
    """
    records.checked(record)
    try:
        document = clean_texts(cast(Document, msgspec.json.decode(msgspec.json.encode(record))))
        return document, msgspec.convert(document, type(record))
    except (msgspec.MsgspecError, UnicodeError):
        raise Refused("record.not_storable", table=TABLES[type(record)]) from None


def to_record(document: Document, kind: type[R]) -> R:
    """The document as a record, with texts that are nothing but text; the document stays as it is.

    Raises:
        UnreadableJournal: ``record.unreadable`` with table, id and the path in the schema, without any value.
    """
    try:
        record = msgspec.convert(clean_texts(document), kind)
    except msgspec.ValidationError as error:
        path = schema_path(str(error))
        raise unreadable(TABLES[kind], document, _far(document, kind) if path == "$" else path) from None
    far = records.out_of_time(record)
    if far is not None:
        raise unreadable(TABLES[kind], document, f"$.{far}")
    return record


def _far(document: object, kind: type[Record]) -> str:
    """The path of a date whose year no record can have: what does not go together with it is not said before it."""
    fields = document if isinstance(document, dict) else {}
    for name in (name for name, dated in records.dates_of(kind) if dated):
        with suppress(TypeError, ValueError):
            if not FIRST_YEAR <= date.fromisoformat(fields.get(name, "")[:10]).year <= LAST_YEAR:
                return f"$.{name}"
    return "$"


_ESCAPED = r"\\[bfru]"
"""How JSON writes control characters, but for line breaks and tabs."""

_encode = msgspec.json.Encoder().encode

AS_THEY_ARE = frozenset({"id", "cycle", "at", "day", "week"})
"""Fields that tell which record it is, or which version of it: no text, and never shown as one."""


def clean_texts(document: Document) -> Document:
    """A document whose texts have passed the gate: itself where nothing is planted in them, otherwise a new one."""
    if not isinstance(document, dict) or _plainly_clean(document) or not _planted(document):
        return document
    return {name: value if name in AS_THEY_ARE else _clean(value) for name, value in document.items()}


def find_planted(document: Document) -> tuple[str, ...]:
    """Where in a document something is planted, as paths of the schema's own names."""
    if _plainly_clean(document):
        return ()
    texts = ((f"$.{name}", value) for name, value in document.items() if name not in AS_THEY_ARE)
    found = (_known_path(path) for name, value in texts for path in _paths_in(value, name))
    return tuple(dict.fromkeys(found))


def _plainly_clean(document: Document) -> bool:
    """Whether one look at all of a document tells that nothing is planted; not where it takes a look at each text."""
    try:
        content = _encode(document)
    except (msgspec.MsgspecError, TypeError, ValueError):
        return False
    # Without a backslash nothing is escaped, and delete is what ASCII has besides.
    if content.isascii() and b"\\" not in content and b"\x7f" not in content:
        return True
    text = content.decode()
    return gate.is_clean(text) and re.search(_ESCAPED, text) is None


def _planted(value: object) -> bool:
    return next(_paths_in(value, "$"), None) is not None


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        # A field that has to say something says that there was something.
        return gate.clean(value) or (value and "?")
    if isinstance(value, list):
        found = [*map(_clean, value)]
        # Tags that differ in nothing else would be one tag twice.
        texts = all(isinstance(text, str) for text in found)
        return list(dict.fromkeys(found)) if texts and _planted(value) else found
    if isinstance(value, dict):
        # A name stays as it is where it would become another one's.
        names = {name: gate.clean(name) for name in value}
        return {name if names[name] in value else names[name]: _clean(inside) for name, inside in value.items()}
    return value


def _paths_in(value: object, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _paths_in(inside, f"{path}.{name}") if gate.is_clean(name) else (path,)
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from _paths_in(inside, f"{path}[{number}]")
    elif isinstance(value, str) and not gate.is_clean(value):
        yield path


def is_live(document: Document) -> bool:
    """Whether a document is a record, and not what stays of a deleted one."""
    return not document.get("deleted")


def unreadable(table: str, document: object, path: str = "$") -> UnreadableJournal:
    """The error that names a record that cannot be read."""
    return UnreadableJournal("record.unreadable", table=table, id=safe_id(document), path=path)


def moment_of(table: str, document: Document) -> datetime:
    """When a record was written.

    Raises:
        UnreadableJournal: it does not say so, without an offset, or in a year that no record can have.
    """
    try:
        moment = datetime.fromisoformat(document["at"])
    except (KeyError, TypeError, ValueError):
        raise unreadable(table, document, "$.at") from None
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise unreadable(table, document, "$.at")
    return moment


def key_of(table: str, document: Document) -> Key:
    """What makes documents versions of one record.

    Raises:
        UnreadableJournal: the field that tells it is missing or no such thing.
    """
    field = NATURAL_KEYS.get(table)
    for name in ("cycle", field) if field else ("id",):
        value = document.get(name)
        if not isinstance(value, str) and not (name == "week" and type(value) is int):
            raise unreadable(table, document, f"$.{name}")
    return (table, document["cycle"], str(document[field])) if field else (table, document["id"])


def check_place(table: str, document: Document) -> datetime:
    """When a document was written, where it can be placed among the versions of its record.

    Raises:
        UnreadableJournal: its moment, id, cycle or natural key is missing or no such thing.
    """
    key_of(table, document)
    moment = moment_of(table, document)
    for name in ("id", "cycle"):
        if not isinstance(document.get(name), str):
            raise unreadable(table, document, f"$.{name}")
    return moment


def schema_path(message: str) -> str:
    """The path in msgspec's message, made of field names of the schema only: the message itself can quote values."""
    found = re.search(r" - at (?:`key` in )?`(\$[^`]*)`$", message)
    return _known_path(found[1]) if found else "$"


def _known_path(path: str) -> str:
    parts = [part for part in path.removeprefix("$").split(".") if part.split("[")[0] in _field_names()]
    return ".".join(["$", *(re.sub(r"\[(?!\d+\]|\.\.\.\]).*", "", part) for part in parts)])


@cache
def _field_names() -> frozenset[str]:
    kinds = (kind for kind in vars(records).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct))
    return frozenset(field for kind in kinds for field in kind.__struct_fields__)


def safe_id(document: object) -> str:
    """A record's id as it can be told, '?' where it is none."""
    identifier = document.get("id") if isinstance(document, dict) else None
    looks_like_one = isinstance(identifier, str) and re.fullmatch(r"[0-9a-f-]{1,36}", identifier)
    return str(identifier) if looks_like_one else "?"
