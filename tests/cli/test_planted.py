"""What makes a terminal do something, planted everywhere: none of it comes out of the shell, none of it is recorded."""

import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import gate, guide
from mastery_tui.cli import commands
from mastery_tui.cli.main import run
from mastery_tui.journal.tables import TABLES
from tests.conftest import Counted
from tests.planting import ALL, NOT_TEXT, SEQUENCES, Hostile, hostile_folder
from tests.tui.people import plan_date, writer_on_day_12

from .test_no_word_leaks import COMMANDS

if TYPE_CHECKING:
    from .conftest import Shell

NOW = f"{plan_date(12)}T08:00:00+01:00"
ROOT = Path(__file__).parents[2]

TYPED: tuple[tuple[str, ...], ...] = (
    (f"st{ALL}atus",),
    ("status", f"--{ALL}"),
    ("status", "--as-of", ALL),
    ("log", f"bl{ALL}ub"),
    ("log", "400", "--note", f"told {ALL}"),
    ("log", "400", ALL),
    ("log", f"@de{ALL}sk"),
    ("merge", f"no{ALL}ne.json"),
    ("backup", "restore", ALL),
    ("backup", ALL),
    ("reflect", ALL),
    ("reflect", "1", "--show"),
    ("cues", "--all"),
    ("history",),
    ("history", ALL),
    ("summary", "--markdown"),
    *(("export", kind) for kind in ("json", "csv", "md", "html", "ics")),
    ("export", "md", f"/nowhere/{ALL}/{ALL}.md"),
    ("export", ALL, ALL, "--alarm", ALL),
    ("edit", "--standard", f"said {ALL}"),
    ("feedback", f"found {ALL}"),
    ("adjust", "--close", "kept"),
    ("transfer", "--changed", ALL, "--context", ALL),
    ("pause", "--from", "2026-12-01", "--reason", ALL),
    ("finish", "--summary", ALL),
    ("demo", ALL),
    ("demo", "--status"),
    ("--file", f"/nowhere/{ALL}\udc9b", "where"),
    ("--file", f"/nowhere/{ALL}\udc9b", "erase"),
    ("--config", "/dev/zero", "status"),
    ("--version",),
    ("--help",),
)
"""What a person may be given to paste into a shell."""


@pytest.fixture
def hostile(tmp_path: Path) -> Hostile:
    return hostile_folder(tmp_path)


def said(hostile: Hostile, arguments: Sequence[str], **env: str) -> tuple[int, bytes]:
    """The exit code of a command, and every byte that it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "mastery_tui", *(os.fsencode(each) for each in arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **hostile.env(NOW), **env},
        input=f"{ALL}\n".encode(),
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def said_here(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[str]], tuple[int, bytes]]:
    """The same of many commands, in this process; its streams pass everything on that a person's would."""
    for name, value in hostile.env(NOW).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(hostile.file.parent)  # where files go that are named without a folder

    def said_of(arguments: Sequence[str]) -> tuple[int, bytes]:
        written = io.BytesIO()
        stream = io.TextIOWrapper(written, "utf-8", "surrogateescape", write_through=True)
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{ALL}\n".encode()), "utf-8"))
            patch.setattr("sys.stdout", stream)
            patch.setattr("sys.stderr", stream)
            code = run(list(arguments))
        return code, written.getvalue()

    return said_of


def test_the_shell_writes_nothing_but_text(
    hostile: Hostile, said_here: Callable[[Sequence[str]], tuple[int, bytes]], counted: Counted
) -> None:
    assert COMMANDS.keys() == commands.COMMANDS.keys() - {"demo"}
    ways = [(name, *each) for name, given in COMMANDS.items() for each in given]
    content = {each: each.read_bytes() for each in hostile.file.parent.iterdir() if each.is_file()}
    spoken = 0
    for arguments in ((), *ways, *TYPED):
        code, written = said_here(arguments)
        # Lines of csv and ics end so in a file or a pipe.
        written = written.replace(b"\r\n", b"\n") if arguments[:1] == ("export",) else written
        found = NOT_TEXT.search(written)
        assert found is None, (arguments, written[max(0, found.start() - 60) : found.end() + 20])
        assert b"Traceback" not in written, arguments
        assert written or "--quiet" in arguments, arguments
        assert code in (0, 2, 3, 10), arguments
        spoken += len(written)
        for file, before in content.items():
            file.write_bytes(before)
    assert min(hostile.records.values()) > 0
    assert len(hostile.records) >= 7
    counted(
        f"planted: {hostile.planted} texts, names and settings, {len(SEQUENCES)} sequences; "
        f"{len(ways) + len(TYPED) + 1} commands wrote {spoken} bytes and none of them"
    )


@pytest.mark.parametrize("arguments", [("status",), ("where",), ("status", "--json"), ("erase",)])
def test_a_terminal_without_utf_8_gets_text_too(hostile: Hostile, arguments: tuple[str, ...]) -> None:
    env = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    code, written = said(hostile, arguments, **env)
    assert code in (0, 2)
    assert NOT_TEXT.search(written) is None
    assert written.isascii()


def test_names_are_shown_escaped_and_commands_can_be_copied(hostile: Hostile) -> None:
    _, written = said(hostile, ("where",))
    text = written.decode()
    assert f"{guide.word('cli', 'where_journal')}: {gate.shown(hostile.file)}\n" in text
    assert r"pl\x1b]0;Zq\x07an\x9b\u202e" in text
    (word,) = re.findall(r"--file (\$'.*') doctor", text)
    back = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True).stdout
    assert os.fsdecode(back).startswith(str(hostile.file.parent))
    assert os.path.exists(back)
    assert gate.shell_word("a b") == shlex.quote("a b")


def test_json_is_json_and_its_texts_are_clean(hostile: Hostile) -> None:
    _, written = said(hostile, ("status", "--json", "--config", "/nowhere"))
    name = json.loads(written)["behaviour"]["name"]
    assert gate.is_clean(name)
    assert name == gate.clean(f"Wri{ALL}te 400 words")


def test_one_line_stays_one_line(writing: "Shell") -> None:
    tables = json.loads(writing.file.read_text())
    tables["cycles"]["1"]["behaviour"]["name"] = "one\ntwo"
    writing.file.write_text(json.dumps(tables))
    assert writing.ok("status", "--line").count("\n") == 1


def test_what_is_typed_or_piped_with_a_sequence_in_it_is_recorded_without(writing: "Shell") -> None:
    writing.ok("log", "400", "--note", f"told {ALL}here")
    writing.ok("feedback", "-", typed=f"found {ALL}here".encode())
    writing.ok("edit", "--standard", f"said {ALL}here", "--context", "desk")
    assert writing.file.read_text().count("here") >= 3
    json.loads(writing.file.read_text(), object_hook=_all_clean)


def _all_clean(found: dict[str, object]) -> dict[str, object]:
    assert all(gate.is_clean(each) for each in found.values() if isinstance(each, str))
    return found


def test_the_file_changes_with_the_next_write_of_a_record(hostile: Hostile) -> None:
    before = json.loads(hostile.file.read_bytes())
    assert said(hostile, ("log", "410", "--day", str(plan_date(2))))[0] == 0
    after = json.loads(hostile.file.read_bytes())
    changed = [each for number, each in after["check_ins"].items() if each != before["check_ins"][number]]
    assert [each["day"] for each in changed] == [str(plan_date(2))]
    _all_clean(changed[0])
    assert after["cycles"] == before["cycles"]


def test_doctor_says_where_and_fix_cleans_the_file_without_touching_undo(hostile: Hostile) -> None:
    kinds = guide.words("doctor_kinds")
    for each in hostile.file.parent.iterdir():
        if each not in (hostile.file, hostile.config):
            each.unlink()
    code, written = said(hostile, ("doctor",))
    text = written.decode()
    assert code == 0
    assert "$.behaviour.name" in text
    assert f"{kinds['check_ins']} for" in text
    assert f"{kinds['sessions']} " in text
    assert guide.say("doctor_findings", "planted_more", count=7) in text
    assert "Zq" not in "".join(each for each in text.splitlines() if each.startswith("*"))
    code, written = said(hostile, ("doctor", "--fix"))
    assert code == 0
    tables = json.loads(hostile.file.read_bytes())
    for table in TABLES.values():
        json.loads(json.dumps(tables.get(table, {})), object_hook=_all_clean)
    assert "\\u001b" not in json.dumps([each["records"] for each in tables["undo"].values()])
    assert len(tables["undo"]) > 10
    code, written = said(hostile, ("doctor",))
    assert "Hidden" not in written.decode()
    code, written = said(hostile, ("undo",))
    assert code == 0


def test_a_merge_takes_in_clean_texts_and_finds_no_conflict_in_what_was_planted(tmp_path: Path) -> None:
    clean = writer_on_day_12(tmp_path).context.journal.path
    rows = json.loads(clean.read_bytes())
    for each in rows["check_ins"].values():
        if "note" in each:
            each["note"] += "\x1b\u202e\x9b"
    for each in rows["cycles"].values():
        each["behaviour"]["name"] = f"\x1b{each['behaviour']['name']}\x7f\u2066"
    planted = tmp_path / "planted.json"
    planted.write_text(json.dumps(rows))
    mine, theirs, new = (
        Hostile(each, tmp_path / "config.toml", {}, 0, 0) for each in (clean, planted, tmp_path / "new.json")
    )
    before = clean.read_bytes()
    code, written = said(mine, ("merge", str(planted)))
    assert (code, written.decode().strip()) == (0, guide.word("keeping", "merged_same"))
    assert clean.read_bytes() == before
    assert guide.word("keeping", "merged_same") in said(theirs, ("merge", str(clean)))[1].decode()
    # Where there is no journal yet, what comes in is clean.
    assert said(new, ("merge", str(planted)))[0] == 0
    tables = json.loads(new.file.read_bytes())
    for table in TABLES.values():
        json.loads(json.dumps(tables.get(table, {})), object_hook=_all_clean)
