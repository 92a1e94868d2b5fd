"""Two journals of one person made one: what was written later shows, everything else is kept."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

import msgspec

from mastery_tui.journal.store.codec import Document, Tables
from mastery_tui.journal.tables import NATURAL_KEYS, TABLES, Key, check_place, clean_texts, is_live, key_of, to_record
from mastery_tui.practice.records import Cycle
from mastery_tui.practice.refused import Refused

SUPERSEDED = "superseded"
"""The table of what a later version took the place of: rows of ``table`` and ``document``, and of ``unreadable`` where
doctor set a record aside that no program can read."""

_RECORDS = frozenset(TABLES.values())
_OWN = ("meta", "undo", SUPERSEDED, *TABLES.values())
_encoder = msgspec.json.Encoder(order="sorted")


class Gained(NamedTuple):
    """What a merge brought.

    Attributes:
        new: records that show and did not before.
        changed: records that show otherwise than before, or were deleted.
        superseded: versions that were kept aside.
        days: the days whose check-in shows otherwise, in their order.
    """

    new: int
    changed: int
    superseded: int
    days: tuple[str, ...] = ()


class Version(NamedTuple):
    """One version of a record; the greatest shows."""

    moment: datetime
    canonical: bytes
    document: Document


def merge(first: Tables, *others: Tables) -> Tables:
    """Journals as one, where their plans go together.

    Args:
        first: as for :func:`join`.
        others: as there.

    Raises:
        Refused: ``merge.cycles`` or ``merge.cycles_open``: plans that overlap in time, with the dates of both;
            ``merge.twice``: one id for two records.
        UnreadableJournal: a record without a readable moment, id, cycle or natural key, or a plan that cannot be read.
    """
    result = join(first, *others)
    for table in TABLES.values():
        identifiers = [document["id"] for document in result.get(table, {}).values()]
        if len(set(identifiers)) < len(identifiers):
            raise Refused("merge.twice", table=table)
    for one, other in find_overlaps(result):
        dates = {"first": one.started_on, "second": other.started_on}
        if one.ended_on is None:
            raise Refused("merge.cycles_open", **dates)
        raise Refused("merge.cycles", first_end=one.ended_on, **dates)
    return result


def join(first: Tables, *others: Tables) -> Tables:
    """Journals as one, whatever they hold.

    Of the versions of a record that differ in more than revision and moment the one that was written last shows, of
    two written at once the one with the greater canonical bytes; the others stand in ``superseded``. A deletion is a
    version like others. In which order journals are given changes nothing but TinyDB's own numbers, and a journal
    joined with itself is as it was, but for control characters in its texts: those are in no version. Where the result
    holds something that the first did not, its undo list is empty: it tells of other records.

    Args:
        first: whose numbers, tables' order and undo list are kept.
        others: the other journals, in the same schema.

    Returns:
        New tables; none that was given is changed.

    Raises:
        UnreadableJournal: a record without a readable moment, id, cycle or natural key.
    """
    all_of_them = (first, *others)
    shown, aside = _versions_shown(all_of_them)
    result: Tables = {"meta": {"1": _meta(all_of_them)}, "undo": first.get("undo", {})}
    for table in dict.fromkeys((*_OWN, *(name for tables in all_of_them for name in tables))):
        own = first.get(table, {})
        if table in _RECORDS:
            result[table] = _numbered(own, {key: row for key, row in shown.items() if key[0] == table}, table)
        elif table == SUPERSEDED:
            result[table] = _rows(own, aside)
        elif table not in _OWN:
            result[table] = _rows(own, (row for tables in all_of_them for row in tables.get(table, {}).values()))
    if not same(result, first):
        result["undo"] = {}
    order = dict.fromkeys((*first, *result))
    return {name: result[name] for name in order if result[name] or name in first}


def same(one: Tables, other: Tables) -> bool:
    """Whether two journals hold the same; TinyDB's numbers, the revision and the undo list do not count."""
    return _content(one) == _content(other)


def count_gained(before: Tables, after: Tables) -> Gained:
    """What a merge brought, by the tables before and after it."""
    old, new = _live(before), _live(after)
    shown = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    return Gained(
        len(new.keys() - old.keys()),
        sum(new.get(key) != content for key, content in old.items()),
        len(after.get(SUPERSEDED, {})) - len(before.get(SUPERSEDED, {})),
        tuple(sorted({key[-1] for key in shown if key[0] == "check_ins"})),
    )


def _versions_shown(journals: Iterable[Tables]) -> tuple[dict[Key, Document], list[Document]]:
    """The version of each record that shows, and the rows of all that do not."""
    versions: dict[Key, dict[bytes, Version]] = {}
    aside: dict[bytes, Document] = {}
    for table, document in (found for tables in journals for found in _all_versions(tables, aside)):
        of_record = versions.setdefault(key_of(table, document), {})
        version = Version(check_place(table, document), _encoder.encode(document), document)
        content = _content_of(table, document)
        known = of_record.get(content)
        of_record[content] = version if known is None else max(known, version, key=_greater)
    shown = {}
    for key, of_record in versions.items():
        *earlier, last = sorted(of_record.values(), key=_greater)
        shown[key] = last.document
        for version in earlier:
            row = {"table": key[0], "document": version.document}
            aside[_encoder.encode(row)] = row
    return shown, [aside[canonical] for canonical in sorted(aside)]


def _all_versions(tables: Tables, aside: dict[bytes, Document]) -> Iterator[tuple[str, Document]]:
    """Every version in a journal, its texts clean, also those that were superseded; what is no version is put aside."""
    for table in TABLES.values():
        yield from ((table, clean_texts(document)) for document in tables.get(table, {}).values())
    for row in tables.get(SUPERSEDED, {}).values():
        if is_version(row):
            yield row["table"], clean_texts(row["document"])
        else:
            aside[_encoder.encode(row)] = row


def is_version(row: Document) -> bool:
    """Whether a superseded row holds an earlier version of a record, and not what cannot be read."""
    return not row.get("unreadable") and row.get("table") in _RECORDS and isinstance(row.get("document"), dict)


def _greater(version: Version) -> tuple[datetime, bytes]:
    return version.moment, version.canonical


def _content_of(table: str, document: Document) -> bytes:
    """What is told: without its stamps, and where a natural key tells which record it is, without its id."""
    passed_over = ("rev", "at", "id") if table in NATURAL_KEYS else ("rev", "at")
    return _encoder.encode({name: value for name, value in clean_texts(document).items() if name not in passed_over})


def _meta(journals: Iterable[Tables]) -> Document:
    metas = [tables["meta"]["1"] for tables in journals]
    names = dict.fromkeys(name for meta in metas for name in meta)
    # What a later program adds there is taken from either, whichever is given first.
    all_of_it = {name: max((meta[name] for meta in metas if name in meta), key=_encoder.encode) for name in names}
    return {**all_of_it, "id": min(meta["id"] for meta in metas), "rev": max(meta["rev"] for meta in metas)}


def _numbered(own: dict[str, Document], shown: dict[Key, Document], table: str) -> dict[str, Document]:
    """The records of a table under the numbers that they had, new ones behind them."""
    rest, rows = dict(shown), {}
    for number, document in own.items():
        found = rest.pop(key_of(table, document), None)
        if found is not None:
            rows[number] = found
    return _followed_by(rows, own, (rest[key] for key in sorted(rest)))


def _rows(own: dict[str, Document], wanted: Iterable[Document]) -> dict[str, Document]:
    """Rows that are one only where all of them is the same, those that are there already under their numbers."""
    rest = {_encoder.encode(row): row for row in wanted}
    stay = {number: row for number, row in own.items() if _encoder.encode(row) in rest}
    there = set(map(_encoder.encode, own.values()))
    return _followed_by(stay, own, (rest[canonical] for canonical in sorted(rest.keys() - there)))


def _followed_by(rows: dict[str, Document], own: dict[str, Document], more: Iterable[Document]) -> dict[str, Document]:
    last = max(map(int, own), default=0)
    return {**rows, **{str(number): row for number, row in enumerate(more, last + 1)}}


def _content(tables: Tables) -> dict[str, object]:
    held: dict[str, object] = {
        name: {_encoder.encode(_as_shown(name, row)) for row in rows.values()}
        for name, rows in tables.items()
        if rows and name not in ("meta", "undo")
    }
    # Two records with one key are two even where they are alike.
    numbers = {name: len(rows) for name, rows in tables.items() if rows and name in _RECORDS}
    return {**held, "meta": (tables["meta"]["1"]["id"], numbers)}


def _as_shown(table: str, row: Document) -> Document:
    if table == SUPERSEDED:
        return {**row, "document": clean_texts(row["document"])} if is_version(row) else row
    return clean_texts(row) if table in _RECORDS else row


def _live(tables: Tables) -> dict[Key, bytes]:
    live = ((table, row) for table in TABLES.values() for row in filter(is_live, tables.get(table, {}).values()))
    return {key_of(table, document): _content_of(table, document) for table, document in live}


def find_overlaps(tables: Tables) -> Iterator[tuple[Cycle, Cycle]]:
    """Plans with one that runs on when they start, in the order of their dates; an open one has no end.

    Each plan stands there once at most, beside the one before it that runs longest.

    Raises:
        UnreadableJournal: a plan that cannot be read.
    """
    live = filter(is_live, tables.get("cycles", {}).values())
    spans = [(cycle.started_on, cycle.ended_on or date.max, cycle) for cycle in (to_record(row, Cycle) for row in live)]
    longest: tuple[date, date, Cycle] | None = None
    for span in sorted(spans, key=lambda span: span[:2]):
        if longest is not None and span[0] <= longest[1]:
            yield longest[2], span[2]
        if longest is None or span[1] > longest[1]:
            longest = span
