"""A hostile folder: what makes a terminal do something in every text of a journal, in every name and every setting."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec.inspect import DictType, StrType, StructType, UnionType, VarTupleType, type_info

from mastery_tui.journal.tables import TABLES
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Break,
    Changed,
    ClosedAs,
    Conditions,
    EndedAs,
    FeedbackCheck,
    Next,
    Pause,
    PauseReason,
    Reduction,
    Reflection,
    Session,
    TransferTest,
    replace,
)
from tests.tui.people import START, plan_date, writer_on_day_12

SEQUENCES = {
    "the window's title": "\x1b]0;Zq\x07",
    "the clipboard": "\x1b]52;c;Zq\x1b\\",
    "a mode": "\x1b[?7777h",
    "a mode in one byte": "\x9b?7777h",
    "the bell": "\x07",
    "delete": "\x7f",
    "text turned round": "\u202e",
    "text set apart": "\u2066",
}
"""What is planted; a terminal that takes one of them does something, or shows something else."""

ALL = "".join(SEQUENCES.values())
ROOMY = 60
"""A text with so much room left takes all of them; another one takes one."""

NOT_TEXT = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xed[\xa0-\xbf]"
)
"""What a shell's output never holds, as bytes of UTF-8."""

RAW = (
    *(each.encode() for name, each in SEQUENCES.items() if name != "the bell"),
    b"\x9b?7777h",
    b"Zq\x07",
    b"\x1b]0;",
    b"\x1b]52;",
)
"""What the app never draws: its own sequences are none of these."""


@dataclass
class Hostile:
    """A folder with a journal in it, and how much is planted there.

    Attributes:
        file: the journal.
        config: its configuration.
        records: texts of records with something planted, by kind.
        names: names of files and folders.
        settings: settings and their names.
    """

    file: Path
    config: Path
    records: dict[str, int]
    names: int
    settings: int

    @property
    def planted(self) -> int:
        """How many texts, names and settings have something planted in them."""
        return sum(self.records.values()) + self.names + self.settings

    def env(self, now: str) -> dict[str, str]:
        return {"MASTERY_FILE": str(self.file), "MASTERY_CONFIG": str(self.config), "MASTERY_NOW": now}


def hostile_folder(root: Path) -> Hostile:
    """A folder on plan day 12 with all that can be planted."""
    folder = Path(os.fsdecode(os.fsencode(root) + b"/pl\x1b]0;Zq\x07an\x9b\xe2\x80\xae"))
    folder.mkdir()
    clean = writer_on_day_12(root).context.journal
    _every_kind(clean)
    file = folder / f"mas{SEQUENCES['a mode']}tery\x07\n.json"
    file.write_bytes(planted_in(clean.path.read_bytes(), records := {}))
    file.chmod(0o600)
    clean.path.unlink()
    beside = [
        file.with_name(f"{file.stem}.sync-conflict-{SEQUENCES['the clipboard'].replace('/', '')}.json"),
        file.with_name(f"{file.name}.corrupt-{SEQUENCES['text turned round']}"),
        file.with_name(f"{file.name}.drafts.corrupt-{SEQUENCES['delete']}"),
    ]
    for each in beside:
        each.write_bytes(file.read_bytes()[:-40])
    drafts = [{"id": "1", "draft": _draft(clean.cycles()[0].id)}]
    file.with_name(f"{file.name}.drafts").write_text(json.dumps(drafts))
    config = folder / f"con{SEQUENCES['the bell']}fig\x9b.toml"
    config.write_text(CONFIG, encoding="utf-8")
    return Hostile(file, config, records, len(beside) + 3, CONFIG.count(_TOML))


def _draft(cycle: str) -> dict[str, Any]:
    texts = {"note": f"typed {ALL}", "amount": f"4{ALL}"}
    key = [cycle, "check_in", plan_date(12).isoformat()]
    return {"key": key, "texts": texts, "begun": {}, "at": f"{plan_date(12)}T07:00:00+01:00"}


_TOML = json.dumps(ALL)[1:-1].replace("\x7f", "\\u007f")
CONFIG = f"""
theme = "{_TOML}"
rollover_hour = "{_TOML}"
"wrong{_TOML}" = 1
[keymap]
"plan.pause" = "{_TOML}"
"plan.{_TOML}" = "x"
"place.plan" = "f8,{_TOML}"
[support]
contact = "Jo {_TOML}"
lines = ["0800 {_TOML}"]
[rules."recover.{_TOML}"]
a = 1
[rules."recover.second_cancel"]
"b{_TOML}" = 1
cancelled = "{_TOML}"
"""


def _every_kind(journal: Any) -> None:
    """A record of each kind, each with all its texts; an undo list and an earlier version too."""
    (owner,) = journal.cycles()
    own: dict[str, Any] = {"id": "", "cycle": owner.id, "at": owner.at}
    conditions = Conditions(**dict.fromkeys(Conditions.__struct_fields__, "x"))
    added = {"transfer_idea": "x", "pause_signs": "x", "error_kinds": ("x", "y"), "better_in_a_week": "x"}
    behaviour = replace(owner.behaviour, **added)
    with journal.change("more") as change:
        change.put(replace(owner, behaviour=behaviour, summary="x", next=Next.CONTINUE))
        for week in (1, 2, 3):
            answers = {"prompt": "x", "now": "y", "instead": "z"}
            change.put(
                Reflection(
                    **own,
                    week=week,
                    answers=answers,
                    conditions=conditions,
                    evidence="x",
                    counter_example="x",
                    better_next_week="x",
                )
            )
        change.put(Pause(**own, first=plan_date(20), last=plan_date(21), reason=PauseReason.TRAVEL))
        change.put(FeedbackCheck(**own, day=START, source="Mo", finding="x"))
        change.put(Adjustment(**own, text="x", opened_on=START))
        closed = {"closed_on": START, "closed_as": ClosedAs.PARKED}
        change.put(Adjustment(**own, text="parked", opened_on=START, **closed))
        change.put(Reduction(**own, from_day=START, until_day=START + timedelta(days=2), target=2, minimum=1))
        tested = {"held": "x", "broke": "x", "next": "x"}
        change.put(TransferTest(**own, day=START, changed=Changed.PLACE, context="x", **tested))
        change.put(Answer(**own, rule="note.spare_used", day=START, answer=AnswerKind.ACKNOWLEDGED))
        left = Break(stopped=owner.at, first_move="x")
        ended = {"ended": owner.at, "ended_as": EndedAs.DONE}
        change.put(Session(**own, day=owner.at.date(), started=owner.at, breaks=(left,), **ended))
    for day in (2, 10):
        with journal.change("edit", {"day": plan_date(day)}) as change:
            check_in = next(each for each in journal.records(owner.id).check_ins if each.day == plan_date(day))
            change.put(replace(check_in, note="told", contexts=("desk", "quiet"), sessions=("x",)))


def planted_in(content: bytes, count: dict[str, int]) -> bytes:
    """A journal with something planted in every text of every record, in its undo list and its earlier versions.

    Args:
        content: the journal.
        count: gets the number of texts, by kind of record.
    """
    tables = json.loads(content)
    for kind, table in TABLES.items():
        left = {*text_fields(type_info(kind))}
        for document in tables.get(table, {}).values():
            for path in _texts_of(document, kind):
                _plant(document, path, sum(count.values()))
                count[table] = count.get(table, 0) + 1
                left -= {".".join(each for each in path if isinstance(each, str)), str(path[0])}
        assert not left, f"nothing is planted in {left} of {table}"
    earlier = next(iter(tables["check_ins"].values()))
    tables["superseded"] = {"1": {"table": "check_ins", "document": {**earlier, "note": f"earlier {ALL}"}}}
    for entry in tables["undo"].values():
        entry["facts"] = {**entry.get("facts", {}), "backup": ALL, "more": ALL}
        for each in entry["records"]:
            if "note" in each.get("before", {}):
                each["before"]["note"] += ALL
                count["undo"] = count.get("undo", 0) + 1
    tables["meta"]["1"]["more"] = ALL
    tables[f"strange{ALL}"] = {"1": {"x": ALL}}
    return json.dumps(tables).encode()


def text_fields(kind: Any, path: str = "") -> Iterator[str]:
    """The fields of a kind of record that are a person's own text, as its schema has them, ids left out."""
    if isinstance(kind, StructType):
        for field in kind.fields:
            if path or field.encode_name not in ("id", "cycle"):
                yield from text_fields(field.type, f"{path}.{field.encode_name}".removeprefix("."))
    elif isinstance(kind, UnionType):
        for each in kind.types:
            yield from text_fields(each, path)
    elif isinstance(kind, VarTupleType):
        yield from text_fields(kind.item_type, path)
    elif isinstance(kind, StrType | DictType):
        yield path


def _texts_of(document: dict[str, Any], kind: Any) -> Iterator[tuple[Any, ...]]:
    """The paths of all texts that a person wrote: those that may be any other text."""
    for path, value in [*_leaves(document)]:
        if isinstance(value, str) and path[0] not in ("id", "cycle"):
            other = json.loads(json.dumps(document))
            _set(other, path, f"{value[:1]}?")
            try:
                msgspec.convert(other, kind)
            except msgspec.ValidationError:
                continue
            yield path


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(each, (*path, name))
    else:
        yield path, value


def _plant(document: dict[str, Any], path: tuple[Any, ...], number: int) -> None:
    value = _get(document, path)
    short = path[-1] == "unit" or "contexts" in path or path[-1] == "rule"
    one = [*SEQUENCES.values()][number % len(SEQUENCES)]
    _set(document, path, f"{value[:3]}{one if short else ALL}{value[3:]}")


def _get(value: Any, path: tuple[Any, ...]) -> Any:
    for each in path:
        value = value[each]
    return value


def _set(value: Any, path: tuple[Any, ...], new: Any) -> None:
    _get(value, path[:-1])[path[-1]] = new
