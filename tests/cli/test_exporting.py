"""The command export: what it prints and writes, and what it refuses in one line."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import vobject

from mastery_tui.coach.exporting_views import ExportKind
from mastery_tui.exchange.csv_days import HEADER

if TYPE_CHECKING:
    from .conftest import Shell

ROOT = Path(__file__).parents[2]


def test_markdown_is_what_summary_prints(week_two: "Shell") -> None:
    assert week_two.ok("export", "md") == week_two.ok("summary", "--markdown")


def test_csv_has_the_days(week_two: "Shell") -> None:
    rows = [*csv.DictReader(io.StringIO(week_two.ok("export", "csv"), newline=""))]
    assert [row["outcome"] for row in rows] == [
        *("done", "done", "minimum", "done", "minimum", "rest", "done", "done", "cancelled", "done", "rest", "")
    ]
    assert rows[0]["contexts"] == "desk"


def test_the_readme_names_the_columns_and_the_kinds() -> None:
    part = (ROOT / "README.md").read_text("utf-8").partition("\n## Taking it elsewhere\n")[2].partition("\n## ")[0]
    told = dict(line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| "))
    assert {*told} == {"kind", *ExportKind}
    assert told["csv"].partition("UTF-8: ")[2].strip("`").split(", ") == [*HEADER]


def test_json_and_its_schema(week_two: "Shell") -> None:
    told, schema = json.loads(week_two.ok("export", "json")), json.loads(week_two.ok("export", "json", "--schema"))
    assert told["schema"] == 1
    assert len(told["check_ins"]) == 11
    assert told.keys() == schema["$defs"]["JournalFile"]["properties"].keys()


def test_a_calendar_that_reminds(week_two: "Shell") -> None:
    events = vobject.readOne(week_two.ok("export", "ics", "--alarm", "19:00")).vevent_list
    assert len(events) == 33
    assert {(event.dtstart.value.hour, event.dtstart.value.tzinfo) for event in events} == {(19, None)}
    assert sum("valarm" in event.contents for event in events) == 21


@pytest.mark.parametrize("kind", ExportKind)
def test_a_file_is_written_and_named(week_two: "Shell", kind: str) -> None:
    file = week_two.directory / f"out.{kind}"
    assert week_two.ok("export", kind, str(file)) == f"Exported to {file}\n"
    assert file.read_bytes().decode() == week_two.ok("export", kind)
    assert week_two.ok("export", kind, "--force", str(file)) == week_two.ok("export", "--force", kind, str(file))
    assert week_two.ok("export", kind, "-") == week_two.ok("export", kind)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_needs_force(week_two: "Shell") -> None:
    file = week_two.directory / "out.md"
    file.write_text("mine")
    assert week_two.refused("export", "md", str(file)) == (
        f"mastery export: {file} is already there; choose another name. To write over it, add --force."
    )
    assert file.read_text() == "mine"
    week_two.ok("export", "md", str(file), "--force")
    assert file.read_text() == week_two.ok("export", "md")


def test_an_ended_plan_by_its_number(week_two: "Shell") -> None:
    week_two.ok("finish", "--next", "stop")
    week_two.ok("start", *("--name", "Draw", "--standard", "a page", "--feedback", "Mo"), "--on", "2026-11-14")
    week_two.at("2026-11-14")
    assert week_two.ok("export", "md").startswith("# Draw\n")
    assert week_two.ok("export", "md", "--cycle", "1").startswith("# Write\n")
    assert {row["behaviour"] for row in csv.DictReader(io.StringIO(week_two.ok("export", "csv")))} == {"Write", "Draw"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Still needed: KIND"),
        (("pdf",), "Kind of export: choose from json, csv, md, html, ics"),
        (("md", "/nowhere/out.md"), "There is no folder /nowhere"),
        (("md", "/"), "/ is not an ordinary file; choose another name"),
        (("md", "/dev/null", "--force"), "/dev/null is not an ordinary file; choose another name"),
        (("md", "--alarm", "19:00"), "--alarm is only for: ics"),
        (("csv", "--no-notes"), "--no-notes is only for: md, html"),
        (("json", "--cycle", "1"), "--cycle is only for: md, html, ics"),
        (("csv", "--schema"), "--schema is only for: json"),
        (("ics", "--alarm", "7 pm"), "Write the time of the alarm as 19:00"),
        (("ics", "--alarm", "24:00"), "Write the time of the alarm as 19:00"),
        (("md", "--cycle", "2"), "Plans are numbered from 1 to 1; there is no plan 2"),
    ],
)
def test_what_is_not_allowed_is_said_in_one_line(week_two: "Shell", arguments: tuple[str, ...], said: str) -> None:
    assert week_two.refused("export", *arguments) == f"mastery export: {said}"


@pytest.mark.parametrize("kind", ExportKind)
def test_without_a_plan(shell: "Shell", kind: str) -> None:
    assert shell.refused("export", kind) == ("mastery export: There is no plan yet; to begin one: mastery start --help")


def exported(shell: "Shell", *arguments: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """The command in a process of its own, with a locale that knows nothing but ASCII."""
    command = [sys.executable, "-m", "mastery_tui", "export", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    return subprocess.run(command, env=env, capture_output=True, **options)  # type: ignore[call-overload,no-any-return]


def test_letters_stay_what_they_are_in_a_pipe(week_two: "Shell") -> None:
    week_two.ok("log", "400", "--note", "Übung ● 漢字")
    for kind in ("csv", "json"):
        assert "Übung ● 漢字" in exported(week_two, kind).stdout.decode()
    assert exported(week_two, "ics").stdout.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="nothing here is always full")
def test_a_full_disk_behind_standard_output(week_two: "Shell") -> None:
    command = [sys.executable, "-m", "mastery_tui", "export", "json"]
    with open("/dev/full", "wb") as full:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr.decode()) == (3, "mastery export: The system says: No space left on device\n")


def test_only_a_calendar_needs_its_library(week_two: "Shell") -> None:
    code = "import sys; from mastery_tui.cli.main import run; run(sys.argv[1:]); print('icalendar' in sys.modules)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for kind, loaded in (("json", "False"), ("csv", "False"), ("md", "False"), ("html", "False"), ("ics", "True")):
        done = subprocess.run([sys.executable, "-c", code, "export", kind], env=env, capture_output=True, text=True)
        assert done.stdout.splitlines()[-1] == loaded, kind
