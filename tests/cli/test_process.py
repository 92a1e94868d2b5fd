"""The shell as a process of its own: what it imports, where it writes, pipes and encodings."""

import os
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide
from tests.benchmarks.journals import written
from tests.conftest import Counted
from tests.exchange.large import LARGE, large

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "MASTERY_FILE": str(tmp_path / "mastery.json"),
        "MASTERY_CONFIG": str(tmp_path / "config.toml"),
        "MASTERY_NOW": "2026-11-02T09:00:00+01:00",
        "PYTHONPATH": str(ROOT),
    }


def mastery(environment: dict[str, str], *arguments: str, **changed: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "mastery_tui", *arguments],
        env={**environment, **changed},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )


SCREEN = frozenset(("textual", "rich", "asyncio", "mastery_tui.tui", "mastery_tui.demo", "mastery_tui.cli.terminal"))
JOURNAL = frozenset(
    ("tinydb", "msgspec", "mastery_tui.coach", "mastery_tui.settings", "dataclasses", "inspect", "json")
)
CARE = frozenset(
    ("mastery_tui.coach.file", "mastery_tui.journal.safety", "difflib", "shtab", "mastery_tui.coach.answers")
)
WORDS = frozenset(("pendulum", "platformdirs", "shlex", "statistics", "mastery_tui.guide.longer"))
ENTRY = frozenset(("mastery_tui.practice.entry",))
CUES = frozenset(("mastery_tui.cues.rules", "mastery_tui.cues.engine"))
OPTIONS = frozenset(("argparse", "mastery_tui.cli.parser", "dataclasses"))
CHANGES = frozenset(("tinydb", "mastery_tui.journal.writing", "mastery_tui.journal.store.backups"))
ALL = SCREEN | JOURNAL | CARE | ENTRY | WORDS | CUES

SPARED = {
    ("--version",): ALL | {"tomllib"},
    ("--help",): ALL,
    ("log", "--help"): ALL,
    ("log", "--zzzz"): ALL - {"difflib"},
    ("status", "--line"): OPTIONS | CHANGES | SCREEN | CARE | ENTRY | WORDS | CUES,
    ("due",): OPTIONS | CHANGES | SCREEN | CARE | ENTRY | WORDS | CUES,
    ("due", "--hint"): (SCREEN | CARE | ENTRY | WORDS | CUES) - {"shlex"},
    ("week",): CHANGES | SCREEN | CARE | ENTRY | WORDS | CUES,
    ("status",): OPTIONS | CHANGES | SCREEN | CARE | ENTRY | WORDS,
    ("status", "--json"): OPTIONS | CHANGES | SCREEN | CARE | ENTRY | WORDS,
    ("log", "400"): OPTIONS | SCREEN | CARE | WORDS,
    ("timer",): CHANGES | SCREEN | CARE | ENTRY | WORDS | CUES,
    ("timer", "start"): SCREEN | CARE | ENTRY | WORDS | CUES,
    ("undo",): SCREEN | CARE | WORDS | ENTRY,
}
"""What a command does not load; ``tests/test_imports_inside.py`` says why each of it is imported late."""


@pytest.mark.parametrize("arguments", SPARED, ids=" ".join)
def test_a_command_loads_no_more_than_it_needs(
    environment: dict[str, str], shell: "Shell", arguments: tuple[str, ...]
) -> None:
    shell.ok(*WRITING)
    shell.ok("log", "160")
    code = (
        "import sys; from mastery_tui.cli.main import run; "
        "run(sys.argv[1:]); print('loaded', *sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT)
    loaded = {*done.stderr.rpartition("loaded ")[2].split()}
    assert "mastery_tui.cli.main" in loaded
    assert loaded & SPARED[arguments] == set()


def test_a_month_with_a_cue_is_shown_without_pendulum_too(environment: dict[str, str]) -> None:
    for day, entry in (("02", "400"), ("03", "cancelled"), ("04", "cancelled")):
        if day == "02":
            assert mastery(environment, *WRITING).returncode == 0
        assert mastery(environment, "log", entry, MASTERY_NOW=f"2026-11-{day}T09:00:00+01:00").returncode == 0
    code = (
        "import sys; from mastery_tui.cli.main import run; run(['status']); "
        "print(sorted({'textual', 'pendulum'} & set(sys.modules)), file=sys.stderr)"
    )
    changed = {**environment, "MASTERY_NOW": "2026-11-04T20:00:00+01:00"}
    done = subprocess.run([sys.executable, "-c", code], env=changed, capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == "[]\n"
    assert guide.cue("recover.second_cancel").title in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_without_these_signs_gets_plain_ones(environment: dict[str, str], encoding: str) -> None:
    mastery(environment, *WRITING, "--name", "Schreiben über ☂")
    mastery(environment, "log", "160")
    for command in (["status"], ["status", "--line"], ["calendar"], ["week"], ["status", "--json"], ["reflect"]):
        done = mastery(environment, *command, PYTHONIOENCODING=f"{encoding}:strict")
        assert (done.returncode, done.stderr) == (0, b""), command
        done.stdout.decode(encoding)
    legend = f"m {guide.word('marks', 'minimum')}".encode()
    assert legend in mastery(environment, "calendar", PYTHONIOENCODING="ascii").stdout


def test_a_reader_that_leaves_early_is_no_error(environment: dict[str, str]) -> None:
    mastery(environment, *WRITING)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "mastery_tui", "calendar"],
        env=environment,
        stdout=write,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_process_without_standard_output_or_error_runs(environment: dict[str, str]) -> None:
    mastery(environment, *WRITING)
    command = f'exec "{sys.executable}" -m mastery_tui status >&- 2>&-'
    done = subprocess.run(["sh", "-c", command], env=environment, cwd=ROOT)
    assert done.returncode == 0


def test_run_as_a_module_it_calls_itself_as_everywhere(environment: dict[str, str], shell: "Shell") -> None:
    for arguments in ((), ("log",), ("cues",)):
        assert mastery(environment, *arguments, "--help").stdout.decode() == shell.ok(*arguments, "--help")


def test_errors_go_to_standard_error_and_answers_to_standard_output(environment: dict[str, str]) -> None:
    done = mastery(environment, "log", "400")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == f"mastery log: {guide.refusal('cycle.none')}\n".encode()


def test_the_files_are_private_to_the_person(environment: dict[str, str], tmp_path: Path) -> None:
    journal = tmp_path / "new" / "mastery.json"
    mastery(environment, *WRITING, "--file", str(journal))
    assert journal.stat().st_mode & 0o777 == 0o600
    assert journal.parent.stat().st_mode & 0o777 == 0o700


def test_looking_makes_no_file(environment: dict[str, str], tmp_path: Path) -> None:
    for command in ("status", "where", "config", "due", "cues"):
        assert mastery(environment, command).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_the_terminal_is_taken_before_anything_heavy_is_imported(environment: dict[str, str]) -> None:
    code = (
        "import sys; import mastery_tui.cli.main; import mastery_tui.cli.terminal; "
        "print(sorted({'textual', 'rich', 'asyncio', 'tinydb', 'msgspec', 'pendulum'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("[]\n", "")


TOLD = ("--name", "Write", "--unit", "words", "--target", "400", "--minimum", "150")
OF_A_KIND = {
    "csv": ("--date", "date", "--amount", "n", "--note", "note", *TOLD),
    "harsh": ("--habit", "1", *TOLD),
    "loop": ("--habit", "1", *TOLD),
    "mastery": (),
}
QUICK = "csv of commas"
"""The one that is read in the ordinary run; the others take a minute."""


@pytest.mark.parametrize("name", [QUICK, *(pytest.param(n, marks=pytest.mark.storm) for n in LARGE if n != QUICK)])
def test_what_megabytes_would_bring_is_told_within_10_seconds_of_work(
    environment: dict[str, str], tmp_path: Path, name: str, counted: Counted
) -> None:
    _told_in_time(environment, *large(tmp_path, name), counted)


@pytest.mark.storm
def test_what_a_journal_of_thirty_years_would_bring_is_told_within_10_seconds_of_work(
    environment: dict[str, str], tmp_path: Path, counted: Counted
) -> None:
    written(tmp_path / "theirs.json", 11_000, date(2026, 11, 2))
    _told_in_time(environment, "mastery", tmp_path / "theirs.json", counted)


def _told_in_time(environment: dict[str, str], kind: str, path: Path, counted: Counted) -> None:
    """The preview is shown, or one line says why not: the loop of commas has no day in it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = mastery(environment, "import", kind, str(path), *OF_A_KIND[kind], "--dry-run")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert done.returncode == 0 or guide.refusal("import.no_days") in done.stderr.decode(), done.stderr
    assert worked < 10
    counted(f"import {kind} --dry-run: {path.stat().st_size / 2**20:.1f} MiB in {worked:.1f} s of work")


def test_a_command_ends_without_a_look_for_garbage(environment: dict[str, str]) -> None:
    """It would go through all that was imported, and a journal's years, right before all of it is gone."""
    looked = "import gc; from mastery_tui.cli.main import program; gc.callbacks.append(lambda *_: print('looked'))"
    command = [sys.executable, "-c", f"{looked}; program()", "where"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert environment["MASTERY_FILE"] in told.stdout
    assert "looked" not in told.stdout
