"""A user without a home folder: with both files named all works, and without them one line says what to give."""

import errno
import os
import pwd
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from mastery_tui import guide
from mastery_tui.settings import CONFIG_VARIABLE, FILE_VARIABLE, NoPlace, config_path, data_path
from tests.terminal.screen import Terminal

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are not named by variables there")

ROOT = Path(__file__).parents[2]
NOBODY = (
    "import os, pwd\n"
    "def none(uid): raise KeyError(uid)\n"
    "pwd.getpwuid = none\n"
    "os.environ.pop('HOME', None)\n"
    "from mastery_tui.cli.main import run\n"
    "import sys; sys.exit(run(sys.argv[1:]))\n"
)
"""The program as a user that the system has no entry for."""

Set = Callable[[str, str], None]


def _nobody(uid: int) -> NoReturn:
    raise KeyError(uid)


@pytest.fixture(params=["no entry", "empty", "relative", "tilde", "xdg", "xdg tilde"])
def homeless(shell: "Shell", monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> "Shell":
    """A shell whose user has no place for files, called where files would be seen; no file is named."""
    for variable in (FILE_VARIABLE, CONFIG_VARIABLE, "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.delenv(variable, raising=False)
    given = {"empty": "", "relative": "here", "tilde": "~"}
    if request.param in given:
        monkeypatch.setenv("HOME", given[request.param])
    elif request.param == "no entry":
        monkeypatch.setattr(pwd, "getpwuid", _nobody)
    else:
        monkeypatch.setenv("HOME", str(shell.directory))
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(variable, "~/x" if request.param == "xdg tilde" else "x")
    monkeypatch.chdir(shell.directory)
    shell.directory.joinpath("own").mkdir()
    return shell


def variable_of(shell: "Shell", kind: str) -> str:
    return f"XDG_{kind}_HOME" if "XDG_DATA_HOME" in os.environ else "HOME"


def files_of(shell: "Shell") -> list[str]:
    return sorted(each.name for each in shell.directory.rglob("*"))


COMMANDS = [["status"], ["status", "--json"], ["due"], [], ["where"], ["doctor"], ["erase"], [*WRITING], ["log", "400"]]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: " ".join(each[:2]))
def test_without_a_place_one_line_says_what_to_give(homeless: "Shell", arguments: list[str]) -> None:
    said = homeless(*arguments)
    where = " ".join(["mastery", *arguments[:1]])
    sentence = guide.refusal("usage.no_place", variable=variable_of(homeless, "DATA"))
    assert (said.code, said.out, said.err) == (2, "", f"{where}: {sentence}\n")
    for word in ("--file", "--config", FILE_VARIABLE, CONFIG_VARIABLE):
        assert word in said.err
    assert files_of(homeless) == ["own"]


@pytest.mark.parametrize("by_options", [True, False], ids=["options", "variables"])
def test_with_both_files_named_all_works(homeless: "Shell", monkeypatch: pytest.MonkeyPatch, by_options: bool) -> None:
    file, config = homeless.directory / "own" / "m.json", homeless.directory / "own" / "c.toml"
    config.write_text("week_start = 'sunday'\n")
    named = ["--file", str(file), "--config", str(config)] if by_options else []
    if not by_options:
        monkeypatch.setenv(FILE_VARIABLE, str(file))
        monkeypatch.setenv(CONFIG_VARIABLE, str(config))
    homeless.ok(*WRITING, *named)
    homeless.ok("log", "400", *named)
    for arguments in (["status"], ["where"], ["doctor"], ["undo"], ["redo"], ["backup"], ["config"]):
        homeless.ok(*arguments, *named)
    assert 'week_start = "sunday"' in homeless.ok("config", *named)
    assert file.exists()
    assert {each.name for each in homeless.directory.iterdir()} == {"own"}


def test_with_the_journal_named_the_settings_keep_their_defaults_and_a_line_says_so(homeless: "Shell") -> None:
    named = ["--file", str(homeless.directory / "own" / "m.json")]
    line = guide.refusal("settings.no_place", variable=variable_of(homeless, "CONFIG"))
    said = homeless(*WRITING, *named)
    assert (said.code, said.err) == (0, f"{line}\n")
    assert "--config" in line
    assert homeless("status", "--json", *named).err == ""
    where = homeless("where", *named)
    assert where.out.splitlines()[-1] == f"{guide.word('cli', 'where_config')}: {guide.word('cli', 'where_nowhere')}"
    settings = homeless("config", *named)
    assert settings.out.splitlines()[0] == f"# {guide.word('cli', 'where_nowhere')}"
    assert "rollover_hour = 4" in settings.out


def test_the_demo_needs_no_home(homeless: "Shell") -> None:
    said = homeless("demo", "steady", "--status")
    assert said.code == 0
    assert said.err == f"{guide.refusal('settings.no_place', variable=variable_of(homeless, 'CONFIG'))}\n"
    assert files_of(homeless) == ["own"]


def test_a_path_from_home_needs_one(shell: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shell.directory)
    monkeypatch.setenv("HOME", "here")
    monkeypatch.setenv(FILE_VARIABLE, "~/m.json")
    assert shell.refused("log", "400").endswith(guide.refusal("usage.no_place", variable="HOME"))
    with pytest.raises(NoPlace):
        config_path(Path("~/c.toml"))
    assert list(shell.directory.iterdir()) == []


def test_a_full_path_of_xdg_does_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (FILE_VARIABLE, CONFIG_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", "")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert data_path() == tmp_path / "mastery-tui" / "mastery.json"
    assert config_path() == tmp_path / "mastery-tui" / "config.toml"
    monkeypatch.setenv("XDG_DATA_HOME", " ")
    with pytest.raises(NoPlace):
        data_path()


def test_without_home_the_list_of_users_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in (FILE_VARIABLE, "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(variable, raising=False)
    assert data_path().is_relative_to(pwd.getpwuid(os.getuid()).pw_dir)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_the_app_opens_for_a_user_without_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    named = {
        FILE_VARIABLE: str(tmp_path / "m.json"),
        CONFIG_VARIABLE: str(tmp_path / "c.toml"),
        "MASTERY_NOW": "2026-11-02T08:00:00+01:00",
    }
    made = subprocess.run(
        [sys.executable, "-c", NOBODY, *WRITING], env={**os.environ, **named, "PYTHONPATH": str(ROOT)}
    )
    assert made.returncode == 0
    for arguments, seen in (([], guide.word("checkin", "confidence")), (["demo"], guide.word("checkin", "confidence"))):
        app = Terminal("-c", NOBODY, *arguments, env=named)
        app.until(seen)
        app.press("ctrl+q")
        assert app.ended() == 0
    assert {each.name.split(".")[0] for each in tmp_path.iterdir() if not each.name.startswith(".")} <= {"m", "backups"}


@pytest.mark.parametrize(
    "arguments", [*COMMANDS, ["undo"], ["backup"], ["config"]], ids=lambda each: " ".join(each[:2])
)
def test_a_home_that_cannot_even_be_looked_at_is_named(
    shell: "Shell", monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """As one of somebody else, closed to others, is: the system refuses more than that something is not there."""
    for variable in (FILE_VARIABLE, CONFIG_VARIABLE, "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", "/" + 300 * "x")
    said = shell(*arguments)
    assert said.code in (0, 3)
    told = said.out + said.err
    assert guide.refusal("usage.system", what=os.strerror(errno.ENAMETOOLONG)) not in told
    if said.code == 3:
        assert "/mastery.json" in told


def test_the_settings_are_told_where_there_is_no_place_for_a_journal(homeless: "Shell") -> None:
    config = homeless.directory / "own" / "c.toml"
    config.write_text('week_start = "sunday"\n[rules."recover.second_cancel"]\ncount = 3\n')
    said = homeless.ok("config", "--config", str(config))
    assert 'week_start = "sunday"' in said
    assert 'rules."recover.second_cancel".count = 3' in said
