"""The journal as bytes: JSON with one record per line, so that a diff is the records that changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, cast

import msgspec

from mastery_tui.limits import DEEPEST, MOST

from .errors import UnreadableJournal

SCHEMA = 3
"""The schema this program writes; a file of a newer one is refused."""

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
"""Documents by TinyDB's own id (digits), by table."""

Row = Document | msgspec.Raw
"""A document, or the text of one, which is decoded each time it is asked for."""
Rows = dict[str, dict[str, Row]]
RowsRead = Mapping[str, Mapping[str, Row]]
"""Tables of either: what TinyDB works on. Text is only what it passes on, and does not look into."""

BOM = b"\xef\xbb\xbf"
"""What some editors put before UTF-8 text; it is read over."""

_NO_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))

is_number = re.compile("[1-9][0-9]*").fullmatch
"""Whether a text is one of TinyDB's numbers, and the only text for it."""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(dict[str, dict[str, Document]])
_document_decoder = msgspec.json.Decoder(Document)

_TOGETHER = 25
"""Rows that are encoded in one go where only their text, or its length, is looked at."""

NOT_DECODED = (msgspec.DecodeError, ValueError, RecursionError)
"""What a decoder raises; its messages can quote what it read."""

LARGE = 128 * 1024
"""Bytes from which on it is quicker to decode with a limit to the depth than to count it first."""


@cache
def flat_document() -> Any:
    """A document no deeper than what this program writes, so that nothing of it has to be counted."""
    # It writes no list right in a list. With those there would be twice as many types with each level.
    inside: Any = str | int | float | bool | None
    in_list: Any = inside
    for _ in range(6):
        inside, in_list = (
            dict[str, inside] | list[in_list] | str | int | float | bool | None,
            dict[str, inside] | str | int | float | bool | None,
        )
    return dict[str, inside]


@cache
def _flat_decoder() -> Any:
    document: Any = flat_document()
    return msgspec.json.Decoder(dict[str, dict[str, document]])


class NotAJournal(Exception):
    """These bytes are not a journal that this program knows.

    Attributes:
        code: what they are instead.
        facts: numbers only.
    """

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def of(self, file: Path) -> UnreadableJournal:
        """The same, said of a file."""
        return UnreadableJournal(self.code, file=str(file), **self.facts)


def document_of(row: Row) -> Document:
    """The document of a row."""
    return row if isinstance(row, dict) else _document_decoder.decode(row)


def documents_of(rows: RowsRead) -> Tables:
    """All tables with their documents."""
    return {name: {number: document_of(row) for number, row in table.items()} for name, table in rows.items()}


def encode(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The tables as JSON, one document per line."""
    # Into one buffer, which is not copied: to copy ten years takes as long as to encode them.
    content = BytesIO()
    content.writelines(_pieces(tables))
    return content.getvalue()


def _pieces(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[bytes]:
    before = b"{\n"
    for name, table in tables.items():
        yield b"%b%b: {" % (before, _encoder.encode(name))
        before = b'\n"'
        for number, document in zip(map(str.encode, table), map(_encoder.encode, table.values()), strict=True):
            yield before
            yield number
            yield b'": '
            yield document
            before = b',\n"'
        yield b"\n}" if table else b"}"
        before = b",\n"
    yield b"\n}\n"


def length_of(tables: Mapping[str, Mapping[str, Any]]) -> int:
    """The bytes that :func:`encode` would write, in a third of its time: compact ones and the white space between."""
    # Each document and each table that has some has a space and a line break, an empty table a space.
    white = sum(2 * len(table) + 2 if table else 1 for table in tables.values())
    between = max(0, len(tables) - 1)
    names = len(_encoder.encode({name: dict.fromkeys(table, msgspec.Raw()) for name, table in tables.items()}))
    some = (rows for table in tables.values() for rows in together(table.values()))
    documents = sum(len(_encoder.encode_lines(rows)) - len(rows) for rows in some)
    return names + documents + len(b"\n") + white + between + len(b"\n\n")


def together(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows, some at a time: one by one takes longer, and the text of all is as large as the file."""
    rest = iter(rows)
    while some := [*islice(rest, _TOGETHER)]:
        yield some


def decode(content: bytes, known: int = SCHEMA) -> Tables:
    """The tables that the bytes hold, in the schema that they are written in.

    Args:
        content: the whole file.
        known: the newest schema that can be read.

    Raises:
        NotAJournal: nothing in it, not JSON, too deep, not an object, not a journal, a newer schema, a revision that
            is too great, or one entry twice.
    """
    if not content:
        raise NotAJournal("journal.empty_file")
    content = content.removeprefix(BOM)
    tables = _decoded(content, known)
    refuse_strange(tables, known)
    # What this program wrote has no name twice; whatever is longer or shorter than that is looked at name by name.
    if len(content) != length_of(tables) and twice(content):
        raise NotAJournal("journal.twice")
    return tables


def refuse_strange(tables: Mapping[str, Mapping[str, Any]], known: int) -> None:
    """Refuse tables that are of a newer schema, or not what a journal has.

    Raises:
        NotAJournal: as for :func:`decode`.
    """
    _refuse_newer(tables, known)
    if not is_meta(tables.get("meta", {}).get("1", {})):
        raise NotAJournal("journal.not_a_journal")
    refuse_rev(tables["meta"]["1"]["rev"])
    # TinyDB makes numbers of its ids and would stop in the middle of a change.
    if not all(map(_are_numbers, tables.values())):
        raise NotAJournal("journal.not_a_journal")


def _are_numbers(table: Mapping[str, Any]) -> bool:
    """Whether all of a table's names are TinyDB's numbers, in one look: each between two commas, and without one."""
    names = ",".join(("", *table, ""))
    digits = names.replace(",", "1")
    whole = names.count(",") == len(table) + 1 and digits.isascii() and digits.isdecimal()
    return whole and ",0" not in names and ",," not in names


def is_meta(document: Document) -> bool:
    """Whether a document can tell schema, revision and id of a journal."""
    schema, rev, identifier = document.get("schema"), document.get("rev"), document.get("id")
    right = type(schema) is int and 1 <= schema <= MOST and type(rev) is int and rev >= 0
    return right and isinstance(identifier, str)


def refuse_rev(rev: int) -> None:
    """Refuse a revision that not every reader of JSON has exactly.

    Raises:
        NotAJournal: ``journal.rev``.
    """
    if rev > MOST:
        raise NotAJournal("journal.rev")


def refuse_deep(content: bytes) -> None:
    """Refuse JSON with more in each other than a journal has, before anything walks through it.

    Raises:
        NotAJournal: ``journal.too_deep``.
    """
    bare = content.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in content else content
    left = b"".join(bare.split(b'"')[::2]).translate(None, _NO_BRACKETS)  # without its texts
    for _ in range(DEEPEST):
        before, left = left, left.replace(b"{}", b"").replace(b"[]", b"")
        if left == before:  # what is not closed is no JSON, which the decoder says
            break
    if left.count(b"{") + left.count(b"[") > DEEPEST or b"{}" in left or b"[]" in left:
        raise NotAJournal("journal.too_deep", most=DEEPEST)


def twice(content: bytes) -> bool:
    """Whether a name stands twice in one object of some JSON: a decoder keeps the last and says nothing.

    Files that were merged by hand or by git have that where two machines gave one number to two records.
    """
    import json

    found = set()
    with suppress(RecursionError):  # so deep that no journal is in it; what reads it next says so
        json.loads(content, object_pairs_hook=lambda pairs: found.add(len(dict(pairs)) < len(pairs)))
    return True in found


def _decoded(content: bytes, known: int) -> Tables:
    if len(content) >= LARGE:
        with suppress(*NOT_DECODED):
            return cast(Tables, _flat_decoder().decode(content))
    refuse_deep(content)
    with suppress(*NOT_DECODED):
        return _decoder.decode(content)
    try:
        found: object = msgspec.json.decode(content)
    except NOT_DECODED:
        # `from None`: the message of a decoder can quote what it read.
        raise NotAJournal("journal.not_json") from None
    if not isinstance(found, dict):
        raise NotAJournal("journal.not_object")
    _refuse_newer(found, known)
    raise NotAJournal("journal.not_a_journal")


def _refuse_newer(found: Mapping[str, Any], known: int) -> None:
    """Name a newer schema even where it changed the shape of everything but ``meta``."""
    meta = found.get("meta")
    first = meta.get("1") if isinstance(meta, dict) else None
    schema = first.get("schema") if isinstance(first, dict) else None
    if type(schema) is int and known < schema <= MOST:
        raise NotAJournal("journal.newer_schema", found=schema, known=known)
