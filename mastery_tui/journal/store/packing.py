"""Rows left as the text that stands in the file, where there are many: decoded, they take four times as much memory."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypedDict, cast

import msgspec

from .codec import (
    LARGE,
    NOT_DECODED,
    Document,
    NotAJournal,
    Row,
    Rows,
    documents_of,
    flat_document,
    length_of,
    refuse_strange,
    together,
)

_LOOKED_INTO = frozenset({"meta", "undo"})
"""Tables of which TinyDB itself looks into the documents; they are small."""


class _Head(TypedDict, total=False):
    id: Any
    cycle: Any
    at: Any
    day: Any
    deleted: Any


_encoder = msgspec.json.Encoder()
_heads = msgspec.json.Decoder(_Head)
_texts = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


def head_of(row: Row) -> Document:
    """Of a row what whole tables are walked for, be it what it should or not; a document as it is."""
    return row if isinstance(row, dict) else cast(Document, _heads.decode(row))


class Packing:
    """Takes the rows of large files as text, which hold on to all of the file."""

    def __init__(self, known: int) -> None:
        """Take the newest schema that can be read."""
        self._known = known
        self._documents: Any = msgspec.json.Decoder(flat_document())

    def written(self, content: bytes) -> Rows:
        """The tables whose rows can be text, in what the codec has encoded; none where that is not large."""
        if len(content) < LARGE:
            return {}
        return {name: {**table} for name, table in _texts.decode(content).items() if name not in _LOOKED_INTO}

    def read(self, content: bytes) -> Rows | None:
        """All tables of a file that is large, where all of it is as this program writes it, in the newest schema.

        What the codec would refuse is not taken: each row is decoded as there, and what comes of it not kept.

        Returns:
            None where the codec has to decode it all, or to say what is wrong.
        """
        if len(content) < LARGE:
            return None
        with suppress(*NOT_DECODED, NotAJournal):
            texts = _texts.decode(content)
            if self._is_own(content, texts):
                looked_into = documents_of({name: table for name, table in texts.items() if name in _LOOKED_INTO})
                rows: Rows = {name: {**looked_into.get(name, table)} for name, table in texts.items()}
                refuse_strange(rows, self._known)
                if looked_into["meta"]["1"]["schema"] == self._known:
                    return rows
        return None

    def _is_own(self, content: bytes, texts: dict[str, dict[str, Any]]) -> bool:
        """Whether each row comes back from its document as it stands, so has no name twice, and no row is missing.

        Raises:
            NOT_DECODED: a row is no document, or deeper than what this program writes.
        """
        some: Iterator[list[Any]] = (rows for table in texts.values() for rows in together(table.values()))
        lines = (b"\n".join((*rows, b"")) for rows in some)
        same = all(_encoder.encode_lines(self._documents.decode_lines(each)) == each for each in lines)
        return same and length_of(texts) == len(content)
