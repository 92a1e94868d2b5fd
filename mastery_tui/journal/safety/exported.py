"""A journal as its JSON export has it, as the tables of a file again."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import msgspec

from mastery_tui.journal.store.codec import (
    BOM,
    NOT_DECODED,
    Document,
    NotAJournal,
    Tables,
    is_meta,
    refuse_deep,
    refuse_rev,
    twice,
)
from mastery_tui.journal.store.migrations import STEPS, Step, migrate, newest_schema, read_tables
from mastery_tui.journal.tables import TABLES, is_live

from .merge import SUPERSEDED

FORMAT = 1
"""The newest version of the export that can be read."""

_LISTS = (*TABLES.values(), SUPERSEDED)
_NAMES = {"schema", "journal", "deleted", *_LISTS}


def read_any(content: bytes, steps: Sequence[Step] = STEPS) -> Tables:
    """The tables of an export, or of a journal's own file, in the schema of today; without an undo list.

    Raises:
        NotAJournal: it is neither, or of a newer version than this program knows.
    """
    if not content:
        raise NotAJournal("journal.empty_file")
    content = content.removeprefix(BOM)
    refuse_deep(content)
    try:
        found: Any = msgspec.json.decode(content)
    except NOT_DECODED:
        # `from None`: the message of a decoder can quote what it read.
        raise NotAJournal("journal.not_json") from None
    if not isinstance(found, dict):
        raise NotAJournal("journal.not_object")
    if "journal" not in found:
        return read_tables(content, steps)
    if type(found.get("schema")) is int and found["schema"] > FORMAT:
        raise NotAJournal("journal.newer_schema", found=found["schema"], known=FORMAT)
    if twice(content):
        raise NotAJournal("journal.twice")
    return migrate(_tables(found, newest_schema(steps)), steps)


def _tables(found: dict[str, Any], known: int) -> Tables:
    if found.keys() != _NAMES or found["schema"] != FORMAT:
        raise NotAJournal("journal.not_a_journal")
    meta, deleted = found["journal"], found["deleted"]
    known_tables = isinstance(deleted, dict) and deleted.keys() <= set(TABLES.values())
    if not known_tables or not isinstance(meta, dict) or not is_meta(meta):
        raise NotAJournal("journal.not_a_journal")
    if meta["schema"] > known:
        raise NotAJournal("journal.newer_schema", found=meta["schema"], known=known)
    refuse_rev(meta["rev"])
    tables: Tables = {"meta": {"1": {name: meta[name] for name in ("schema", "id", "rev")}}, "undo": {}}
    for name in _LISTS:
        live, gone = list(_documents(found[name])), list(_documents(deleted.get(name, [])))
        # What is deleted and what is not says so by itself; nothing changes sides unseen.
        if name in TABLES.values() and not (all(map(is_live, live)) and not any(map(is_live, gone))):
            raise NotAJournal("journal.not_a_journal")
        tables[name] = {str(number): row for number, row in enumerate(chain(live, gone), 1)}
    return tables


def _documents(rows: object) -> Iterator[Document]:
    for row in rows if isinstance(rows, list) else [None]:
        if not isinstance(row, dict):
            raise NotAJournal("journal.not_a_journal")
        yield row
