"""What stands in a journal and is not as it is meant to be, and what of it can be put right."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from mastery_tui.journal import undo
from mastery_tui.journal.journal import Journal
from mastery_tui.journal.store.codec import Document, NotAJournal, Tables, decode, encode, is_number
from mastery_tui.journal.store.errors import UnreadableJournal
from mastery_tui.journal.store.migrations import STEPS, Step, migrated, newest, same_rows
from mastery_tui.journal.tables import TABLES, Key, check_place, cleaned, key_of, planted_paths, safe_id
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import CheckIn, Cycle, Outcome, Record
from mastery_tui.practice.refused import Refused

from . import merge
from .lenient import Loose, numbered, place_of, read_loosely, read_record, readable_part, sides
from .merge import SUPERSEDED

MOST_NAMED = 10
"""Of so many records with something planted each is named."""


class Finding(NamedTuple):
    """One thing that is not as it is meant to be.

    Attributes:
        code: names the sentence in ``guide/en/doctor.toml``, or with ``journal.`` a refusal.
        facts: numbers, dates, tables, ids and files; nothing that was typed.
        trouble: whether it keeps something from being read, shown or safe; otherwise it is only worth knowing.
        mended: whether doctor puts it right without losing anything.
    """

    code: str
    facts: Mapping[str, object]
    trouble: bool
    mended: bool


class Aside(NamedTuple):
    """A version of a record that is kept and does not show.

    Attributes:
        table: its table.
        place: the day or week that it is about, None where nothing tells it.
        readable: whether it is an earlier version, and not what cannot be read.
    """

    table: str
    place: date | int | None
    readable: bool


class Checked(NamedTuple):
    """What was read.

    Attributes:
        size: bytes.
        rev: the journal's revision.
        plans: how many.
        check_ins: how many.
        records: of all kinds together, without deleted ones.
        last: the newest day with a check-in.
        undo: changes that undo can take back.
        superseded: versions that are kept and do not show.
    """

    size: int
    rev: int
    plans: int
    check_ins: int
    records: int
    last: date | None
    undo: int
    superseded: tuple[Aside, ...]


class _Wrong(NamedTuple):
    """A row that cannot be read.

    Attributes:
        error: why.
        part: what of it can be, None where that is no record.
        place: the day or week that it is about.
    """

    error: UnreadableJournal
    part: Document | None
    place: date | int | None


class _Read(NamedTuple):
    """The records of a journal, as far as they can be read.

    Attributes:
        records: those that show, by table.
        kept: every document that can be placed, tombstones too, by table.
        wrong: numbers in the table of those that cannot be read, and why.
    """

    records: dict[str, list[Record]]
    kept: dict[str, list[Document]]
    wrong: dict[str, dict[str, _Wrong]]


def examined(content: bytes, today: date, steps: Sequence[Step] = STEPS) -> tuple[Checked | None, tuple[Finding, ...]]:
    """Read all that can be read, and say what is not as it is meant to be; nothing is raised.

    Args:
        content: the whole file.
        today: the practice day, which what lies ahead is told by.
        steps: how an older schema becomes the one of today.

    Returns:
        What was read, None where it is no journal; and the findings.
    """
    try:
        loose = read_loosely(content, steps)
    except NotAJournal as what:
        return None, (Finding(what.code, what.facts, True, mended(content, steps) is not None),)
    tables = numbered(loose)
    read = _read(tables)
    found = [
        *_of_the_file(loose, newest(steps)),
        *_of_rows(loose, read, tables),
        *_of_texts(tables),
        *_of_dates(read, today),
        *_of_plans(read),
    ]
    if any(each.mended for each in found) and mended(content, steps) is None:
        found = [each._replace(mended=False) for each in found]
    if not any(each.trouble for each in found):
        found += _not_readable(content, steps, tables if loose.plain else None)
    return _counted(content, loose, read, tables), tuple(found)


def mended(content: bytes, steps: Sequence[Step] = STEPS) -> Tables | None:
    """The tables with all put right that can be; every document of them is still there.

    Rows that stood under one number get numbers of their own, versions of one record become one with the others
    superseded, and an undo list is kept as far back as it can be read. A record that cannot be read shows without the
    fields that cannot, or where it cannot do without them not at all; it is set aside as it stood. A plan always shows,
    as all its days would be out of sight with it. Both sides of a conflict of git are merged.

    Returns:
        None where it is no journal, or one whose rows are of an older schema, or it cannot be read all the same.
    """
    try:
        loose = read_loosely(content, steps)
    except NotAJournal:
        return _of_both_sides(content, steps)
    tables = numbered(loose)
    read = _read(tables)
    if _beyond_mending(loose, read, steps):
        return None
    set_aside = [_unreadable("meta", row) for _, row in loose.beside_meta]
    for table, rows_there in read.wrong.items():
        for number, found in rows_there.items():
            set_aside.append(_unreadable(table, tables[table][number]))
            if found.part is None:
                del tables[table][number]
            else:
                tables[table][number] = found.part
    for table in _unknown(loose):
        strange = [number for number, row in tables[table].items() if not isinstance(row, dict)]
        set_aside += [_unreadable(table, tables[table].pop(number)) for number in strange]
    rows = [_superseded(row) for row in tables.get(SUPERSEDED, {}).values()]
    if rows or set_aside:
        tables[SUPERSEDED] = {str(number): row for number, row in enumerate([*rows, *set_aside], 1)}
    if undo.TABLE in tables:
        tables[undo.TABLE] = {number: _clean_entry(each) for number, each in _readable_undo(loose, tables).items()}
    meta = {**loose.meta, "rev": max(loose.meta["rev"], _last_revision(read))}
    result = merge.joined({**tables, "meta": {"1": meta}})
    return None if _not_readable(encode(result), steps) else result


def _of_both_sides(content: bytes, steps: Sequence[Step]) -> Tables | None:
    """The two sides of a conflict that git left, as one; None where there are no two that go together."""
    both = sides(content)
    if both is None:
        return None
    ours, theirs = (mended(each, steps) for each in both)
    if ours is None or theirs is None:
        return None
    with suppress(Refused, UnreadableJournal):
        return merge.merged(ours, theirs)
    return None


def _unreadable(table: str, row: object) -> Document:
    return {"table": table, "document": row, "unreadable": True}


def _unknown(loose: Loose) -> set[str]:
    """The tables that this program does not know."""
    return loose.rows.keys() - {*TABLES.values(), undo.TABLE, SUPERSEDED}


def _not_readable(content: bytes, steps: Sequence[Step], tables: Tables | None = None) -> list[Finding]:
    """What the program itself says where it cannot read a file; its tables are given where it decoded them already."""
    try:
        Journal.check_all(migrated(decode(content, newest(steps)), steps) if tables is None else tables)
    except NotAJournal as what:
        return [Finding(what.code, what.facts, True, False)]
    except UnreadableJournal as error:
        return [Finding("record", {**error.facts, "place": None}, True, False)]
    return []


def _beyond_mending(loose: Loose, read: _Read, steps: Sequence[Step]) -> bool:
    lost = any(each.part is None for each in read.wrong.get("cycles", {}).values())
    return lost or not same_rows(loose.written_in, steps)


def _read(tables: Tables) -> _Read:
    read = _Read(defaultdict(list), defaultdict(list), defaultdict(dict))
    for kind, table in TABLES.items():
        for number, document in tables.get(table, {}).items():
            try:
                record = read_record(document, kind, table)
            except UnreadableJournal as error:
                part = readable_part(document, kind, table)
                read.wrong[table][number] = _Wrong(error, part, place_of(table, document))
                if part is None:
                    continue
                document, record = part, read_record(part, kind, table)
            read.kept[table].append(document)
            if record is not None:
                read.records[table].append(record)
    return read


# Findings


def _of_the_file(loose: Loose, known: int) -> Iterator[Finding]:
    if loose.written_in < known:
        yield Finding("older_schema", {"found": loose.written_in, "known": known}, False, False)
    if loose.twice:
        yield Finding("twice", {"count": loose.twice}, True, True)
    strange = sum(not is_number(number) for rows in loose.rows.values() for number, _ in rows)
    if strange:
        yield Finding("numbers", {"count": strange}, True, True)
    unknown = _unknown(loose)
    if unknown:
        yield Finding("unknown_tables", {"count": len(unknown)}, False, False)
    rows = [each for name in unknown for each in loose.rows[name] if not isinstance(each[1], dict)]
    rows += [each for each in loose.beside_meta if not isinstance(each[1], dict) or not is_number(each[0])]
    if rows:
        yield Finding("rows", {"count": len(rows)}, True, True)


def _of_rows(loose: Loose, read: _Read, tables: Tables) -> Iterator[Finding]:
    for wrong in read.wrong.values():
        for each in wrong.values():
            facts = {**each.error.facts, "place": each.place}
            yield Finding("record" if each.part is None else "record_partly", facts, True, True)
    if loose.meta["rev"] < _last_revision(read):
        yield Finding("rev_behind", {"rev": loose.meta["rev"], "last": _last_revision(read)}, True, True)
    for table, documents in read.kept.items():
        yield from _of_keys(table, documents)
    if _readable_undo(loose, tables) != tables.get(undo.TABLE, {}):
        yield Finding("undo", {}, True, True)
    strange = sum(_superseded(row) != row for row in tables.get(SUPERSEDED, {}).values())
    if strange:
        yield Finding("superseded", {"count": strange}, True, True)


def _of_texts(tables: Tables) -> Iterator[Finding]:
    """Where something is planted that is never shown."""
    found = [
        (table, document, paths)
        for table in TABLES.values()
        for document in tables.get(table, {}).values()
        if isinstance(document, dict) and (paths := planted_paths(document))
    ]
    for table, document, paths in found[:MOST_NAMED]:
        facts = {"table": table, "id": safe_id(document), "place": place_of(table, document), "path": paths}
        yield Finding("planted", facts, False, True)
    if len(found) > MOST_NAMED:
        yield Finding("planted_more", {"count": len(found) - MOST_NAMED}, False, True)
    entries = sum(_clean_entry(each) != each for each in tables.get(undo.TABLE, {}).values())
    if entries:
        yield Finding("planted_undo", {"count": entries}, False, True)


def _clean_entry(entry: Document) -> Document:
    """An entry of the undo list with what it brings back as that is shown."""
    if not isinstance(entry, dict) or not isinstance(entry.get("records"), list):
        return entry
    return {**entry, "records": [_clean_before(each) for each in entry["records"]]}


def _clean_before(replaced: Any) -> Any:
    before = replaced.get("before") if isinstance(replaced, dict) else None
    return {**replaced, "before": cleaned(before)} if isinstance(before, dict) else replaced


def _of_keys(table: str, documents: Sequence[Document]) -> Iterator[Finding]:
    """Two versions of one record, and one id for two records."""
    first: dict[Key, Document] = {}
    more: dict[Key, int] = defaultdict(int)
    owners: dict[str, Key] = {}
    shared = set()
    for each in documents:
        key = key_of(table, each)
        if first.setdefault(key, each) is not each:
            more[key] += 1
        if owners.setdefault(each["id"], key) != key:
            shared.add(each["id"])
    for key, number in more.items():
        facts = {"table": table, "id": "?", "place": place_of(table, first[key])}
        yield Finding("versions", {**facts, "count": 1 + number}, True, True)
    if shared:
        yield Finding("one_id", {"table": table, "count": len(shared)}, True, False)


def _of_dates(read: _Read, today: date) -> Iterator[Finding]:
    cycles = {each.id: each for each in read.records["cycles"] if isinstance(each, Cycle)}
    for each in read.records["check_ins"]:
        owner = cycles.get(each.cycle)
        if not isinstance(each, CheckIn) or owner is None:
            continue
        if each.day < owner.started_on:
            yield Finding("before_start", {"day": each.day, "first": owner.started_on}, True, False)
        elif owner.ended_on is not None and each.day > owner.ended_on:
            yield Finding("after_end", {"day": each.day, "last": owner.ended_on}, False, False)
        elif each.day > today and each.outcome is not Outcome.REST:
            yield Finding("ahead", {"day": each.day, "today": today}, False, False)
    moments = (each.at for records in read.records.values() for each in records)
    ahead = sum(moment.date() > today + ONE_DAY for moment in moments)
    if ahead:
        yield Finding("written_ahead", {"count": ahead, "today": today}, False, False)


def _of_plans(read: _Read) -> Iterator[Finding]:
    for cycle in read.records["cycles"]:
        if isinstance(cycle, Cycle) and cycle.behaviour.turned_round:
            facts = {"result": cycle.behaviour.result.value, "better": cycle.behaviour.better.value}
            yield Finding("direction", {"first": cycle.started_on, **facts}, False, False)
    cycles = {"cycles": {str(number): each for number, each in enumerate(read.kept["cycles"])}}
    for one, other in merge.overlaps(cycles):
        code = "overlap_open" if one.ended_on is None else "overlap"
        yield Finding(code, {"first": one.started_on, "last": one.ended_on, "second": other.started_on}, True, False)
    there = {each["id"]: bool(each.get("deleted")) for each in read.kept["cycles"]}
    owners = [each.cycle for table, records in read.records.items() if table != "cycles" for each in records]
    without = sum(each not in there for each in owners)
    if without and not read.wrong.get("cycles"):
        yield Finding("without_plan", {"count": without}, True, False)
    taken_back = sum(there.get(each, False) for each in owners)
    if taken_back:
        yield Finding("of_deleted_plan", {"count": taken_back}, False, False)


# What both need


def _last_revision(read: _Read) -> int:
    return max((int(each.get("rev", 0)) for kept in read.kept.values() for each in kept), default=0)


def _readable_undo(loose: Loose, tables: Tables) -> dict[str, Document]:
    """The undo list from its newest entry back to the first that cannot be read: an undo never skips one."""
    numbers = [number for number, _ in loose.rows.get(undo.TABLE, [])]
    if len(set(numbers)) < len(numbers) or not all(map(is_number, numbers)):
        return {}  # in which order they were made is not known
    found: dict[str, Document] = {}
    for number, each in sorted(tables.get(undo.TABLE, {}).items(), key=lambda row: int(row[0]), reverse=True):
        try:
            undo.to_entry(each)
        except UnreadableJournal:
            break
        found[number] = each
    return dict(reversed(found.items()))


def _superseded(row: object) -> Document:
    """A row of ``superseded`` as it is meant to be: what is no version of a record says so."""
    if not isinstance(row, dict) or not isinstance(row.get("document"), dict):
        return row if isinstance(row, dict) and row.get("unreadable") else {"document": row, "unreadable": True}
    if merge.is_version(row):
        with suppress(UnreadableJournal):
            check_place(row["table"], row["document"])
            return row
    return {**row, "unreadable": True}


def _counted(content: bytes, loose: Loose, read: _Read, tables: Tables) -> Checked:
    days = [each.day for each in read.records["check_ins"] if isinstance(each, CheckIn)]
    return Checked(
        len(content),
        int(loose.meta["rev"]),
        len(read.records["cycles"]),
        len(days),
        sum(map(len, read.records.values())),
        max(days, default=None),
        len(tables.get(undo.TABLE, {})),
        tuple(_aside(row) for row in tables.get(SUPERSEDED, {}).values()),
    )


def _aside(row: object) -> Aside:
    found = _superseded(row)
    table = str(found["table"]) if found.get("table") in TABLES.values() else ""
    return Aside(table, place_of(table, found.get("document")), merge.is_version(found))
