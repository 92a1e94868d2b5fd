"""What stands in a journal and is not as it is meant to be, and what of it can be put right."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from mastery_tui.journal import undo
from mastery_tui.journal.store.codec import Document, NotAJournal, Tables, encode, is_number
from mastery_tui.journal.store.errors import UnreadableJournal
from mastery_tui.journal.store.migrations import STEPS, Step, newest_schema, read_tables, same_rows
from mastery_tui.journal.tables import TABLES, Key, check_place, clean_texts, find_planted, is_live, key_of, safe_id
from mastery_tui.journal.undo import check_all
from mastery_tui.limits import MOST
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import CheckIn, Cycle, Outcome, Session
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.session import OFFERED, told, unnamed

from . import merge
from .lenient import Reading, Rows, place_of, read_all, read_leniently, sides
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


class Counts(NamedTuple):
    """How much was read.

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


class Inspection:
    """One file, read once with leniency: what it holds, what is not as it is meant to be, and what it is once mended.

    Nothing is raised, and each part is made when it is first asked for.

    Attributes:
        content: the whole file.
        today: the practice day, which what lies ahead is told by.
        steps: how an older schema becomes the one of today.
    """

    def __init__(self, content: bytes, today: date, steps: Sequence[Step] = STEPS) -> None:
        self.content, self.today, self.steps = content, today, steps
        self._reading: Reading | NotAJournal
        try:
            self._reading = read_all(read_leniently(content, steps))
        except NotAJournal as what:
            self._reading = what

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is not as it is meant to be."""
        reading = self._reading
        if isinstance(reading, NotAJournal):
            return (Finding(reading.code, reading.facts, True, self.mended is not None),)
        found = [
            *_of_the_file(reading.rows, reading.unknown, newest_schema(self.steps)),
            *_of_rows(reading),
            *_of_texts(reading.tables),
            *_of_dates(reading, self.today),
            *_of_sessions(reading, self.today),
            *_of_plans(reading),
        ]
        if any(finding.mended for finding in found) and self.mended is None:
            found = [finding._replace(mended=False) for finding in found]
        if not reading.rows.plain and not any(finding.trouble for finding in found):
            found += _refusals(self.content, self.steps)
        return tuple(found)

    @cached_property
    def counts(self) -> Counts | None:
        """How much was read, None where it is no journal."""
        reading = self._reading
        if isinstance(reading, NotAJournal):
            return None
        days = [record.day for record in reading.records["check_ins"] if isinstance(record, CheckIn)]
        return Counts(
            len(self.content),
            int(reading.rows.meta["rev"]),
            len(reading.records["cycles"]),
            len(days),
            sum(map(len, reading.records.values())),
            max(days, default=None),
            len(reading.tables.get(undo.TABLE, {})),
            tuple(_aside(row) for row in reading.tables.get(SUPERSEDED, {}).values()),
        )

    @cached_property
    def mended(self) -> Tables | None:
        """The tables with all put right that can be; every document of them is still there.

        Rows that stood under one number get numbers of their own, versions of one record become one with the others
        superseded, and an undo list is kept as far back as it can be read. A record that cannot be read shows without
        the fields that cannot, or where it cannot do without them not at all; it is set aside as it stood. A plan
        always shows, as all its days would be out of sight with it. Both sides of a conflict of git are merged.

        None where it is no journal, or one whose rows are of an older schema, or it cannot be read all the same.
        """
        reading = self._reading
        tables = self._of_both_sides() if isinstance(reading, NotAJournal) else _mended(reading, self.steps)
        return None if tables is None or _refusals(encode(tables), self.steps) else tables

    def _of_both_sides(self) -> Tables | None:
        """The two sides of a conflict that git left, as one; None where there are no two that go together."""
        both = sides(self.content)
        found = [*filter(None, (Inspection(side, self.today, self.steps).mended for side in both))]
        if both and len(found) == len(both):
            with suppress(Refused, UnreadableJournal):
                return merge.merge(*found)
        return None


def _mended(reading: Reading, steps: Sequence[Step]) -> Tables | None:
    lost = any(wrong.part is None for wrong in reading.wrong.get("cycles", {}).values())
    no_room = max(reading.rows.meta["rev"], reading.last_revision) >= MOST
    if lost or no_room or not same_rows(reading.rows.written_in, steps):
        return None
    tables = {name: dict(rows) for name, rows in reading.tables.items()}
    set_aside = [_unreadable("meta", row) for _, row in reading.rows.beside_meta]
    for table, rows_there in reading.wrong.items():
        for number, found in rows_there.items():
            set_aside.append(_unreadable(table, tables[table][number]))
            if found.part is None:
                del tables[table][number]
            else:
                tables[table][number] = found.part
    for table in reading.unknown:
        strange = [number for number, row in tables[table].items() if not isinstance(row, dict)]
        set_aside += [_unreadable(table, tables[table].pop(number)) for number in strange]
    rows = [_superseded(row) for row in tables.get(SUPERSEDED, {}).values()]
    if rows or set_aside:
        tables[SUPERSEDED] = {str(place): row for place, row in enumerate([*rows, *set_aside], 1)}
    if undo.TABLE in tables:
        tables[undo.TABLE] = {place: _clean_entry(entry) for place, entry in _readable_undo(reading).items()}
    meta = {**reading.rows.meta, "rev": max(reading.rows.meta["rev"], reading.last_revision)}
    return merge.join({**tables, "meta": {"1": meta}})


def _refusals(content: bytes, steps: Sequence[Step]) -> list[Finding]:
    """What the program itself says where it cannot read a file."""
    try:
        check_all(read_tables(content, steps))
    except NotAJournal as what:
        return [Finding(what.code, what.facts, True, False)]
    except UnreadableJournal as error:
        return [Finding("record", {**error.facts, "place": None}, True, False)]
    return []


def _unreadable(table: str, row: object) -> Document:
    return {"table": table, "document": row, "unreadable": True}


# Findings


def _of_the_file(rows: Rows, unknown: set[str], known: int) -> Iterator[Finding]:
    if rows.meta["rev"] >= MOST:
        yield Finding("journal.rev", {}, True, False)
    if rows.written_in < known:
        yield Finding("older_schema", {"found": rows.written_in, "known": known}, False, False)
    if rows.twice:
        yield Finding("twice", {"count": rows.twice}, True, True)
    strange = sum(not is_number(number) for table in rows.tables.values() for number, _ in table)
    if strange:
        yield Finding("numbers", {"count": strange}, True, True)
    if unknown:
        yield Finding("unknown_tables", {"count": len(unknown)}, False, False)
    no_objects = sum(not isinstance(row, dict) for name in unknown for _, row in rows.tables[name])
    no_objects += sum(not isinstance(row, dict) or not is_number(number) for number, row in rows.beside_meta)
    if no_objects:
        yield Finding("rows", {"count": no_objects}, True, True)


def _of_rows(reading: Reading) -> Iterator[Finding]:
    for rows in reading.wrong.values():
        for wrong in rows.values():
            yield Finding("record" if wrong.part is None else "record_partly", wrong.facts, True, True)
    rev, last = reading.rows.meta["rev"], reading.last_revision
    if rev < last:
        yield Finding("rev_behind", {"rev": rev, "last": last}, True, True)
    for table, documents in reading.kept.items():
        yield from _of_keys(table, documents)
    if _readable_undo(reading) != reading.tables.get(undo.TABLE, {}):
        yield Finding("undo", {}, True, True)
    strange = sum(_superseded(row) != row for row in reading.tables.get(SUPERSEDED, {}).values())
    if strange:
        yield Finding("superseded", {"count": strange}, True, True)


def _of_texts(tables: Tables) -> Iterator[Finding]:
    """Where something is planted that is never shown."""
    found = [
        (table, document, paths)
        for table in TABLES.values()
        for document in tables.get(table, {}).values()
        if isinstance(document, dict) and (paths := find_planted(document))
    ]
    for table, document, paths in found[:MOST_NAMED]:
        facts = {"table": table, "id": safe_id(document), "place": place_of(table, document), "path": paths}
        yield Finding("planted", facts, False, True)
    if len(found) > MOST_NAMED:
        yield Finding("planted_more", {"count": len(found) - MOST_NAMED}, False, True)
    entries = sum(_clean_entry(entry) != entry for entry in tables.get(undo.TABLE, {}).values())
    if entries:
        yield Finding("planted_undo", {"count": entries}, False, True)


def _clean_entry(entry: Document) -> Document:
    """An entry of the undo list with what it brings back as that is shown."""
    if not isinstance(entry, dict) or not isinstance(entry.get("records"), list):
        return entry
    return {**entry, "records": [*map(_clean_before, entry["records"])]}


def _clean_before(replaced: Any) -> Any:
    before = replaced.get("before") if isinstance(replaced, dict) else None
    return {**replaced, "before": clean_texts(before)} if isinstance(before, dict) else replaced


def _of_keys(table: str, documents: Sequence[Document]) -> Iterator[Finding]:
    """Two versions of one record, and one id for two records."""
    versions: dict[Key, list[Document]] = defaultdict(list)
    owners: dict[str, set[Key]] = defaultdict(set)
    for document in documents:
        key = key_of(table, document)
        versions[key].append(document)
        owners[document["id"]].add(key)
    for same in versions.values():
        if len(same) > 1:
            facts = {"table": table, "id": "?", "place": place_of(table, same[0]), "count": len(same)}
            yield Finding("versions", facts, True, True)
    shared = sum(len(keys) > 1 for keys in owners.values())
    if shared:
        yield Finding("one_id", {"table": table, "count": shared}, True, False)


def _of_dates(reading: Reading, today: date) -> Iterator[Finding]:
    cycles = {cycle.id: cycle for cycle in reading.records["cycles"] if isinstance(cycle, Cycle)}
    for record in reading.records["check_ins"]:
        owner = cycles.get(record.cycle)
        if not isinstance(record, CheckIn) or owner is None:
            continue
        if record.day < owner.started_on:
            yield Finding("before_start", {"day": record.day, "first": owner.started_on}, True, False)
        elif owner.ended_on is not None and record.day > owner.ended_on:
            yield Finding("after_end", {"day": record.day, "last": owner.ended_on}, False, False)
        elif record.day > today and record.outcome is not Outcome.REST:
            yield Finding("ahead", {"day": record.day, "today": today}, False, False)
    ahead = sum(record.at.date() > today + ONE_DAY for records in reading.records.values() for record in records)
    if ahead:
        yield Finding("written_ahead", {"count": ahead, "today": today}, False, False)


def _of_sessions(reading: Reading, today: date) -> Iterator[Finding]:
    """What the timer kept and no check-in offers any more."""
    check_ins = [record for record in reading.records["check_ins"] if isinstance(record, CheckIn)]
    sessions = [record for record in reading.records["sessions"] if isinstance(record, Session)]
    for session in unnamed(sessions, check_ins):
        brought = told([session])
        if session.day < today - OFFERED and brought is not None:
            facts = {"day": session.day, "minutes": brought.minutes or 0}
            yield Finding("session_unused", facts, False, False)


def _of_plans(reading: Reading) -> Iterator[Finding]:
    for cycle in reading.records["cycles"]:
        if isinstance(cycle, Cycle) and cycle.behaviour.turned_round:
            facts = {"result": cycle.behaviour.result.value, "better": cycle.behaviour.better.value}
            yield Finding("direction", {"first": cycle.started_on, **facts}, False, False)
    cycles = {"cycles": {str(number): document for number, document in enumerate(reading.kept["cycles"])}}
    for one, other in merge.find_overlaps(cycles):
        code = "overlap_open" if one.ended_on is None else "overlap"
        yield Finding(code, {"first": one.started_on, "last": one.ended_on, "second": other.started_on}, True, False)
    live = {document["id"]: is_live(document) for document in reading.kept["cycles"]}
    owners = [record.cycle for table, records in reading.records.items() if table != "cycles" for record in records]
    without = sum(owner not in live for owner in owners)
    if without and not reading.wrong.get("cycles"):
        yield Finding("without_plan", {"count": without}, True, False)
    taken_back = sum(not live.get(owner, True) for owner in owners)
    if taken_back:
        yield Finding("of_deleted_plan", {"count": taken_back}, False, False)


def _readable_undo(reading: Reading) -> dict[str, Document]:
    """The undo list from its newest entry back to the first that cannot be read: an undo never skips one."""
    numbers = [number for number, _ in reading.rows.tables.get(undo.TABLE, [])]
    if len(set(numbers)) < len(numbers) or not all(map(is_number, numbers)):
        return {}  # in which order they were made is not known
    found: dict[str, Document] = {}
    rows = reading.tables.get(undo.TABLE, {}).items()
    with suppress(UnreadableJournal):
        for number, entry in sorted(rows, key=lambda row: int(row[0]), reverse=True):
            undo.to_entry(entry)
            found[number] = entry
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


def _aside(row: object) -> Aside:
    found = _superseded(row)
    table = str(found["table"]) if found.get("table") in TABLES.values() else ""
    return Aside(table, place_of(table, found.get("document")), merge.is_version(found))
