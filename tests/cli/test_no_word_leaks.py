"""A marker in everything that a person can write, and all that the program can be made to print searched for it."""

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import mastery_tui
from mastery_tui import clock, guide
from mastery_tui.cli import commands
from mastery_tui.cli.parser import Parser
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.journal import Journal
from mastery_tui.journal.store.backups import FOLDER
from mastery_tui.practice.choices import EndedAs
from tests.conftest import Counted

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Said, Shell

MARKER = "zanzibarquilt"

COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "start": (("--name", "a", "--standard", "b", "--target", "1", "--minimum", "1", "--feedback", "c"),),
    "log": (("400",), ("400", "--json"), ("+1", "--day", "2026-11-03"), ("400", "--note", MARKER * 400)),
    "timer": (("start", "--at", MARKER), ("start", "--ago", MARKER), ("start",), (), ("--json",), ("done",), (MARKER,)),
    "status": ((), ("--json",), ("--line",), ("--as-of", "2026-11-04")),
    "week": ((), ("3",)),
    "calendar": ((), ("--plain",)),
    "export": (
        *(("md", "--no-notes"), ("html", "--no-notes"), ("ics", "--alarm", "19:00"), ("json", "--schema")),
        *(
            ("json", "out.json"),
            ("csv", "out.json"),
            ("md", "."),
            ("md", f"{MARKER[:4]}/x.md"),
            ("ics", "--alarm", MARKER),
        ),
    ),
    "history": (("nowhere",), ("--json", "nowhere"), ("--plain", "nowhere")),
    "progress": ((), ("--json",), ("--plain",)),
    "summary": ((), ("--markdown",), ("--plain",), ("--json",)),
    "cues": ((), ("--json", "--all"), ("rules",), ("rules", "--json")),
    "due": ((), ("--quiet",), ("--hint",)),
    "reflect": (("4",),),
    "freeze": ((),),
    "lock": ((),),
    "feedback": ((MARKER * 100,),),
    "adjust": ((), (MARKER * 100,), ("--close", "kept")),
    "transfer": (("--changed", "place", "--context", "train", "--held", MARKER * 100),),
    "pause": (("--from", "2026-11-20", "--until", "2026-11-19"),),
    "resume": ((),),
    "rest": ((),),
    "reduce": ((),),
    "edit": (("--standard", MARKER * 100),),
    "delete": (("2026-11-03",),),
    "finish": (("--summary", MARKER),),
    "undo": ((), ()),
    "redo": ((),),
    "import": (
        *(("mastery", "other.json", *more) for more in ((), ("--dry-run",), ("--json",))),
        *((kind, "other.json") for kind in ("loop", "harsh")),
        *(("csv", "other.json", "--date", column) for column in ("1", MARKER)),
    ),
    "backup": (("list",), ("restore", "newest")),
    "merge": (("other.json",),),
    "doctor": ((), ("--fix",)),
    "erase": ((),),
    "where": ((),),
    "config": ((),),
    "completion": (("bash",), (MARKER,)),
}
"""Each command in a few ways. ``reflect`` prints the answers of a week, ``week`` what it found and ``adjust`` what is
tried on purpose, so weeks without any are asked for and what is tried is without a marker; ``history`` prints all that
was written, and is asked for what nobody wrote; ``export`` is asked for what it leaves out, or writes into a file;
``demo`` has a journal of its own."""

TOLD = {"summary": (f"{MARKER} context", f"{MARKER} held"), "export": (f"{MARKER} context",)}
"""What a command prints on purpose: the summary its transfer tests, and neither notes nor findings nor answers; an
export without notes the tests' contexts."""


@pytest.fixture
def marked(shell: "Shell") -> "Shell":
    """A journal with the marker in each kind of text, and a second one beside it."""
    shell.begin_with("marked", _marked)
    shell.at("2026-11-13")
    assert shell.file.read_text("utf-8").count(MARKER) > 15
    return shell


def _marked(writing: "Shell") -> None:
    writing.ok(*WRITING)
    for day in range(2, 12):
        writing.at(f"2026-11-{day:02}")
        writing.ok("log", "400", "e6", "calm", "@desk", "--note", f"{MARKER} {day}")
    writing.ok("feedback", f"{MARKER} finding", "--source", f"{MARKER} source", "--day", "2026-11-05")
    writing.ok("adjust", "sit earlier")
    there = ("--context", f"{MARKER} context", "--held", f"{MARKER} held", "--day", "2026-11-05")
    writing.ok("transfer", "--changed", "place", *there)
    writing.ok("reflect", "1", "--answers", "-", typed=f'prompt = "{MARKER} answer"'.encode())
    writing.ok("log", "410", "--day", "2026-11-04", "--note", f"{MARKER} again")
    writing.ok("undo")
    writing.at("2026-11-13")
    (writing.directory / "other.json").write_bytes(writing.file.read_bytes())
    coach = Coach(Journal(writing.file, clock.now))
    coach.timer.start()
    coach.timer.stop()
    coach.timer.write_first_move(f"{MARKER} first move")
    coach.timer.end(EndedAs.DONE)
    drafts = coach.drafts
    drafts.put(DraftKey(MARKER, MARKER, MARKER), {MARKER: MARKER, "note": f"{MARKER} typed"}, {"note": MARKER})
    drafts.flush()


def every_command() -> Iterator[tuple[str, ...]]:
    for name, ways in COMMANDS.items():
        for arguments in ways:
            yield (name, *arguments)


def searched(said: "Said", arguments: tuple[str, ...]) -> None:
    out = said.out
    for told in TOLD.get(arguments[0] if arguments else "", ()):
        out = out.replace(told, "")
    assert MARKER not in out + said.err, arguments
    assert "Traceback" not in said.err, arguments
    assert said.err.count("\n") <= 3, arguments


def played(shell: "Shell", monkeypatch: pytest.MonkeyPatch) -> int:
    """Run every command, and the app's own start without a terminal; what a command changed is put back."""
    monkeypatch.chdir(shell.directory)
    content = {each: each.read_bytes() for each in shell.directory.rglob("*") if each.is_file()}
    count = 0
    for arguments in ((), *every_command()):
        searched(shell(*arguments, typed=f"{MARKER}\n".encode()), arguments)
        count += 1
        for file, before in content.items():
            file.write_bytes(before)
    return count


def test_every_command_is_tried() -> None:
    assert COMMANDS.keys() == commands.COMMANDS.keys() - {"demo"}


def test_no_command_prints_a_note(marked: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    assert played(marked, monkeypatch) > 40


def _cut(content: bytes) -> bytes:
    return content[: content.rindex(MARKER.encode()) + 5]


def _twice(content: bytes) -> bytes:
    rows = content.split(b"\n")
    at = rows.index(b'"check_ins": {') + 1
    return b"\n".join([*rows[:at], rows[at], *rows[at:]])


def _conflict(content: bytes) -> bytes:
    rows = content.split(b"\n")
    return b"\n".join([*rows[:6], b"<<<<<<< HEAD", rows[6], b"=======", rows[6], b">>>>>>> other", *rows[7:]])


def _in_each_check_in(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    def spoilt(content: bytes) -> bytes:
        tables = json.loads(content)
        for document in tables["check_ins"].values():
            change(document)
        return json.dumps(tables).encode()

    return spoilt


def _in_the_tables(change: Callable[[dict[str, Any]], object]) -> Callable[[bytes], bytes]:
    def spoilt(content: bytes) -> bytes:
        tables = json.loads(content)
        change(tables)
        return json.dumps(tables).encode()

    return spoilt


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle of a note": _cut,
    "a record twice": _twice,
    "marks of git": _conflict,
    "the note alone": lambda content: MARKER.encode(),
    "the note as JSON": lambda content: json.dumps(MARKER).encode(),
    "not UTF-8": lambda content: content.replace(MARKER.encode(), MARKER.encode() + b"\xff", 1),
    "an outcome": _in_each_check_in(lambda each: each.update(outcome=MARKER)),
    "an unknown field": _in_each_check_in(lambda each: each.update({MARKER: MARKER})),
    "a moment": _in_each_check_in(lambda each: each.update(at=MARKER)),
    "a day": _in_each_check_in(lambda each: each.update(day=MARKER)),
    "an id": _in_each_check_in(lambda each: each.update(id=MARKER)),
    "a plan": _in_each_check_in(lambda each: each.update(cycle=MARKER)),
    "a list": _in_each_check_in(lambda each: each.update(note=[MARKER])),
    "a revision": _in_each_check_in(lambda each: each.update(rev=MARKER)),
    "a table": _in_the_tables(lambda tables: tables.update({MARKER: {"1": {MARKER: MARKER}}})),
    "a number of TinyDB": _in_the_tables(lambda tables: tables["check_ins"].update({MARKER: {}})),
    "a schema": _in_the_tables(lambda tables: tables["meta"]["1"].update(schema=MARKER)),
    "a journal's id": _in_the_tables(lambda tables: tables["meta"]["1"].update(id=[MARKER])),
    "undo": _in_the_tables(lambda tables: [each.update(label=MARKER) for each in tables["undo"].values()]),
    "undo of nothing": _in_the_tables(lambda tables: tables["undo"].update({"1": {MARKER: MARKER}})),
    "a row that is none": _in_the_tables(lambda tables: tables["check_ins"].update({"1": MARKER})),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_command_prints_a_word_of_a_damaged_journal(
    marked: "Shell", monkeypatch: pytest.MonkeyPatch, damage: str, counted: Counted
) -> None:
    marked.file.write_bytes(DAMAGES[damage](marked.file.read_bytes()))
    assert MARKER.encode()[:5] in marked.file.read_bytes()
    runs = played(marked, monkeypatch)
    if damage == next(iter(DAMAGES)):
        counted(f"a marker in every text: {len(DAMAGES)} damages x {runs} commands print none of it")


@pytest.mark.parametrize("name", ["mastery.json.bak", "other.json", FOLDER])
def test_no_command_prints_a_word_of_another_damaged_file(
    marked: "Shell", monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = marked.directory / name
    there = [*place.iterdir()] if place.is_dir() else [place]
    content = {each: each.read_bytes() for each in there if MARKER.encode() in each.read_bytes()}
    assert content
    for damage in ("cut in the middle of a note", "an outcome", "an unknown field"):
        for file, whole in content.items():
            file.write_bytes(DAMAGES[damage](whole))
        played(marked, monkeypatch)


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        DAMAGES["the note alone"],
        DAMAGES["the note as JSON"],
        DAMAGES["not UTF-8"],
        lambda content: content.replace(b'"begun"', json.dumps(MARKER).encode()),
        lambda content: content.replace(b"2026-", MARKER.encode()),
        lambda content: json.dumps({MARKER: [MARKER]}).encode(),
        lambda content: json.dumps([MARKER, {MARKER: MARKER}]).encode(),
    ],
)
def test_no_command_and_no_notice_holds_a_word_of_damaged_drafts(
    marked: "Shell", monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    drafts = Coach(Journal(marked.file, clock.now)).drafts
    drafts.file.write_bytes(damage(drafts.file.read_bytes()))
    assert MARKER.encode()[:5] in drafts.file.read_bytes()
    played(marked, monkeypatch)
    drafts.read()
    assert MARKER not in drafts.take_notice()


FAULTS = (
    "mastery_tui.journal.journal.Journal.records",
    "mastery_tui.journal.journal.Journal.change",
    "mastery_tui.journal.store.storage.encode",
    "mastery_tui.journal.store.storage.decode",
    "mastery_tui.journal.store.storage.replace_durably",
    "mastery_tui.journal.store.backups.create",
    "mastery_tui.journal.safety.restore.Maintenance.held",
    "mastery_tui.journal.change.to_document",
    "mastery_tui.coach.plan.Plan.status",
    "mastery_tui.cues.engine.evaluate",
    "mastery_tui.practice.timeline.Timeline.of",
    "mastery_tui.guide.say",
    "tinydb.table.Table.insert_multiple",
)


KINDS = (RuntimeError, ValueError, OSError, UnicodeError, KeyError)


def in_the_ordinary_run(place: str, kind: type[Exception]) -> bool:
    """Whether a fault of that kind is tried there: what nobody expects everywhere, and one other; all by a storm."""
    expected = KINDS[1:]
    return kind is KINDS[0] or kind is expected[FAULTS.index(place) % len(expected)]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        pytest.param(place, kind, marks=() if in_the_ordinary_run(place, kind) else pytest.mark.storm)
        for place in FAULTS
        for kind in KINDS
    ],
)
def test_no_fault_prints_what_its_message_holds(
    marked: "Shell", monkeypatch: pytest.MonkeyPatch, place: str, kind: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind(MARKER)

    with monkeypatch.context() as patch:
        patch.setattr(place, fail)
        played(marked, patch)


def options(name: str) -> list[str]:
    """The options of a command that take a value."""
    return [each.option_strings[-1] for each in Parser(name)._actions if each.option_strings and each.nargs is None]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_refusal_repeats_what_was_typed(marked: "Shell", name: str) -> None:
    """A path is named as it was given, and a one-line entry's one word that is not known; all else could be a note."""
    words = [] if name == "merge" else [(MARKER,), (MARKER, MARKER), (f"--{MARKER}",), (f"--{MARKER}={MARKER}",)]
    values = [(option, MARKER) for option in options(name) if option not in ("--file", "--config")]
    longest = [(option, MARKER * 1000) for option, _ in values]
    for arguments in (*words, *values, *longest):
        said = marked(name, *arguments, typed=MARKER.encode())
        if (name, *arguments) == ("log", MARKER):
            assert said.err == f"mastery log: {guide.refusal('entry.unknown_none', word=MARKER)}\n"
        else:
            assert MARKER not in said.err, arguments
        assert said.err.count("\n") <= 1, arguments


def test_nothing_is_written_anywhere_but_beside_the_journal(marked: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    """No log: every file that holds the marker is one that erase names, or that was asked for."""
    played(marked, monkeypatch)
    holding = {each for each in marked.directory.rglob("*") if each.is_file() and MARKER in each.read_text("utf-8")}
    named = marked("erase", typed=b"\n").out
    assert {each.name for each in holding if str(each) not in named} == {"other.json", "out.json"}


def test_the_program_starts_no_other_and_keeps_no_log() -> None:
    """So that nothing of a note stands in an argument list, an environment or a log."""
    unwanted = {"subprocess", "multiprocessing", "logging", "syslog", "traceback", "faulthandler", "pdb"}
    for file in Path(mastery_tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not {each.name.split(".")[0] for each in node.names} & unwanted, file
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] not in unwanted, file
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
                assert not node.attr.startswith(("system", "popen", "exec", "spawn", "posix_spawn", "putenv")), file
