"""What is saved is said as saved, wherever the answer goes; what is only shown and cannot be is an error."""

import errno
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide
from mastery_tui.cli import commands
from mastery_tui.coach.cues import Cues
from mastery_tui.coach.file import File

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

ROOT = Path(__file__).parents[2]

CHANGING: dict[str, tuple[list[list[str]], list[str]]] = {
    "log": ([], ["log", "+200"]),
    "timer": ([], ["timer", "start"]),
    "rest": ([], ["rest"]),
    "delete": ([], ["delete", "2026-11-03"]),
    "undo": ([], ["undo"]),
    "redo": ([["undo"]], ["redo"]),
    "feedback": ([], ["feedback", "the endings stop early"]),
    "adjust": ([], ["adjust", "begin at the desk"]),
    "transfer": ([], ["transfer", "--changed", "place", "--context", "on the train"]),
    "reflect": ([], ["reflect", "1", "--answers", "-"]),
    "freeze": ([], ["freeze"]),
    "lock": ([], ["lock"]),
    "reduce": ([], ["reduce"]),
    "edit": ([], ["edit", "--when", "after tea"]),
    "pause": ([], ["pause"]),
    "resume": ([["pause"]], ["resume"]),
    "finish": ([], ["finish", "--next", "stop"]),
    "start": ([["finish", "--next", "stop"]], [*WRITING, "--on", "2026-11-14"]),
    "backup": ([["log", "10"]], ["backup", "restore", "newest"]),
    "import": ([], ["import", "mastery", "other.json"]),
    "merge": ([], ["merge", "other.json"]),
    "doctor": ([], ["doctor", "--fix"]),
    "erase": ([], ["erase"]),
}
"""Every command that changes the journal: what goes before it, and a call of it."""

READING: dict[str, list[str]] = {
    **{
        name: [name]
        for name in ("status", "week", "calendar", "progress", "summary", "history", "cues", "due", "where", "config")
    },
    "demo": ["demo", "steady", "--status"],
    "completion": ["completion", "bash"],
    "export": ["export", "md"],
}
"""Every command that only shows something."""

TYPED = {"reflect": b'prompt = "calm"', "erase": b"mastery.json\n"}


class Refusing(io.StringIO):
    """A standard output that takes nothing: each line is refused, or all of them at the end."""

    def __init__(self, number: int, *, late: bool) -> None:
        super().__init__()
        self.number, self.late = number, late
        self.takes_more = False
        """Whether somebody still reads."""

    def write(self, text: str) -> int:
        if self.late:
            return len(text)
        raise OSError(self.number, os.strerror(self.number))

    def flush(self) -> None:
        if not self.takes_more:
            raise OSError(self.number, os.strerror(self.number))


REFUSING: dict[str, Callable[[], Refusing | None]] = {
    "full": lambda: Refusing(errno.ENOSPC, late=False),
    "full at the end": lambda: Refusing(errno.ENOSPC, late=True),
    "a closed pipe": lambda: Refusing(errno.EPIPE, late=True),
    "closed": lambda: None,
}


@contextmanager
def answers_to(stream: io.StringIO | None) -> Iterator[None]:
    usual = sys.stdout
    sys.stdout = stream  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.stdout = usual


def not_shown(name: str, number: int | None = None) -> str:
    why = "" if number is None else f". {guide.refusal('usage.system', what=os.strerror(number))}"
    return f"mastery {name}: {guide.refusal('usage.not_shown')}{why}\n"


def test_each_command_changes_or_reads() -> None:
    assert CHANGING.keys() | READING.keys() == commands.COMMANDS.keys()
    assert not CHANGING.keys() & READING.keys()


@pytest.fixture
def ready(week_two: "Shell", monkeypatch: pytest.MonkeyPatch) -> "Shell":
    """On plan day 12, with something for merge to bring in and for doctor to repair."""
    monkeypatch.chdir(week_two.directory)
    here = week_two.file.read_bytes()
    week_two.ok("log", "+10", "--day", "2026-11-04")
    week_two.file.rename("other.json")
    week_two.file.write_bytes(here)
    week_two.file.chmod(0o644)
    return week_two


@pytest.mark.parametrize("how", REFUSING)
@pytest.mark.parametrize("name", CHANGING)
def test_a_change_that_could_not_be_shown_is_said_as_saved(ready: "Shell", name: str, how: str) -> None:
    before, arguments = CHANGING[name]
    for each in before:
        ready.ok(*each)
    here = (ready.file.stat().st_mode, ready.file.read_bytes())
    stream = REFUSING[how]()
    with answers_to(stream):
        said = ready(*arguments, typed=TYPED.get(name, b""))
    if name == "erase":
        # What would go was not seen, so nothing goes.
        assert (said.code, ready.file.exists(), said.err.count("\n")) == (3, True, 1)
        return
    assert (said.code, said.err) == (0, not_shown(name, None if stream is None else stream.number))
    assert (ready.file.stat().st_mode, ready.file.read_bytes()) != here


def test_an_erasing_that_was_seen_and_agreed_to_is_said_as_erased(
    ready: "Shell", monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Refusing(errno.EPIPE, late=True)
    stream.takes_more = True
    erase = File.erase

    def erased(file: File, typed: str) -> str:
        stream.takes_more = False
        return erase(file, typed)

    monkeypatch.setattr(File, "erase", erased)
    with answers_to(stream):
        said = ready("erase", typed=b"mastery.json\n")
    why = guide.refusal("usage.system", what=os.strerror(errno.EPIPE))
    assert (said.code, said.err) == (0, f"mastery erase: {guide.refusal('usage.erased_not_shown')}. {why}\n")
    assert not ready.file.exists()


def test_a_change_that_changed_nothing_is_not_said_as_saved(ready: "Shell") -> None:
    ready.ok("merge", "other.json")
    with answers_to(Refusing(errno.ENOSPC, late=True)):
        said = ready("merge", "other.json")
    assert (said.code, said.err) == (
        3,
        f"mastery merge: {guide.refusal('usage.system', what=os.strerror(errno.ENOSPC))}\n",
    )


def test_a_command_that_broke_off_after_saving_is_said_as_saved(
    writing: "Shell", monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(cues: Cues) -> None:
        if cues._context.journal.storage.wrote:
            raise KeyError("zanzibarquilt")

    monkeypatch.setattr(Cues, "banner", broken)
    said = writing("log", "+200")
    assert said.code == 0
    assert said.err.startswith(f"mastery log: {guide.refusal('usage.not_shown')}. ")
    assert said.err.count("\n") == 1
    assert "zanzibarquilt" not in said.err


@pytest.mark.parametrize("name", READING)
def test_what_is_only_shown_and_cannot_be_is_an_error_but_into_a_closed_pipe(ready: "Shell", name: str) -> None:
    here = ready.file.read_bytes()
    for late in (False, True):
        with answers_to(Refusing(errno.ENOSPC, late=late)):
            full = ready(*READING[name])
        why = guide.refusal("usage.system", what=os.strerror(errno.ENOSPC))
        assert (full.code, full.err) == (3, f"mastery {name}: {why}\n")
        with answers_to(Refusing(errno.EPIPE, late=late)):
            gone = ready(*READING[name])
        assert (gone.code, gone.err) == (0, "")
    assert ready.file.read_bytes() == here


# -- real files and pipes ----------------------------------------------------------------------------------------------


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "MASTERY_FILE": str(tmp_path / "mastery.json"),
        "MASTERY_CONFIG": str(tmp_path / "config.toml"),
        "MASTERY_NOW": "2026-11-02T09:00:00+01:00",
        "PYTHONPATH": str(ROOT),
    }


def in_a_shell(environment: dict[str, str], script: str) -> tuple[int, str]:
    """Run a script in which $mastery is the program; its exit code, and what came on standard error."""
    done = subprocess.run(
        ["bash", "-c", script],
        env={**environment, "mastery": f"{sys.executable} -m mastery_tui", "PYTHONDEVMODE": ""},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        text=True,
    )
    return done.returncode, done.stderr


@pytest.fixture
def begun(environment: dict[str, str]) -> dict[str, str]:
    in_a_shell(environment, "$mastery " + " ".join(WRITING))
    return environment


def amounts(environment: dict[str, str]) -> list[float]:
    tables = json.loads(Path(environment["MASTERY_FILE"]).read_bytes())
    return [each["amount"] for each in tables.get("check_ins", {}).values()]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
def test_a_script_that_tries_again_adds_nothing_twice(begun: dict[str, str]) -> None:
    retry = "for _ in 1 2 3; do $mastery log +200 >/dev/full && exit 0; done; exit 1"
    assert in_a_shell(begun, retry) == (0, not_shown("log", errno.ENOSPC))
    assert amounts(begun) == [200]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
@pytest.mark.parametrize(
    ("where_to", "said"),
    [
        (">/dev/full", not_shown("log", errno.ENOSPC)),
        (">&-", not_shown("log")),
        (">/dev/full 2>/dev/full", ""),
        (">&- 2>&-", ""),
        (">/dev/null 2>/dev/full", ""),
        (">/dev/null 2>&-", ""),
    ],
)
@pytest.mark.parametrize("form", ["", " --json"])
def test_a_change_exits_with_0_wherever_its_answer_goes(
    begun: dict[str, str], where_to: str, said: str, form: str
) -> None:
    assert in_a_shell(begun, f"$mastery log 400{form} {where_to}") == (0, said)
    assert amounts(begun) == [400]


def into_a_closed_pipe(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "mastery_tui", *arguments],
        env=environment,
        stdout=write,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        text=True,
    )
    os.close(write)
    return done.returncode, done.stderr


def test_a_change_into_a_closed_pipe_is_saved_and_says_so(begun: dict[str, str]) -> None:
    assert into_a_closed_pipe(begun, "log", "400") == (0, not_shown("log", errno.EPIPE))
    assert amounts(begun) == [400]


READ = (["status"], ["status", "--json"], ["due"], ["doctor"], ["--help"], ["log", "--help"], ["--version"], [])


@pytest.mark.parametrize("arguments", READ, ids=" ".join)
def test_a_reader_that_left_ends_it_quietly(begun: dict[str, str], arguments: list[str]) -> None:
    assert into_a_closed_pipe(begun, *arguments) == (0, "" if arguments else no_terminal())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")
@pytest.mark.parametrize("arguments", READ, ids=" ".join)
def test_a_full_standard_output_is_an_error_of_one_line(begun: dict[str, str], arguments: list[str]) -> None:
    code, said = in_a_shell(begun, f"$mastery {' '.join(arguments)} >/dev/full")
    where = " ".join(["mastery", *(each for each in arguments if not each.startswith("-"))])
    why = guide.refusal("usage.system", what=os.strerror(errno.ENOSPC))
    assert (code, said.removeprefix("" if arguments else no_terminal())) == (3, f"{where}: {why}\n")
    assert in_a_shell(begun, f"$mastery {' '.join(arguments)} >/dev/full 2>/dev/full") == (3, "")


def no_terminal() -> str:
    return f"{guide.word('cli', 'no_terminal')}\n"
