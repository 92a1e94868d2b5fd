"""Paths as people type, paste or drop them, and how one goes on."""

from pathlib import Path

import pytest

from mastery_tui.coach.typed.paths import completed, path_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("Loop Habits 1.zip", "Loop Habits 2.zip", "notes.txt", ".hidden"):
        (tmp_path / name).touch()
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "only.zip").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("~/Down", "~/Downloads/"),
        ("~/Downloads/", "~/Downloads/only.zip"),
        ("~/Downloads/only.zip", ""),
        ("~/Lo", "~/Loop Habits "),
        ("~/Loop Habits 2", "~/Loop Habits 2.zip"),
        ("~/.hi", "~/.hidden"),
        ("~/h", ""),
        ("~/", ""),
        ("~/nowhere/x", ""),
        ("Down", ""),
        ("", ""),
        ("\0/x", ""),
    ],
)
def test_a_path_goes_on_as_far_as_its_folder_tells(typed: str, goes_on: str, home: Path) -> None:
    assert completed(typed) == goes_on


def test_a_name_that_would_move_the_terminals_cursor_is_not_offered(home: Path) -> None:
    (home / "Downloads" / "only.zip").rename(home / "Downloads" / "on\x1b[2Jly.zip")
    assert completed("~/Downloads/") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "~/Loop Habits 1.zip",
        "  ~/Loop Habits 1.zip ",
        "'{home}/Loop Habits 1.zip'",
        '"{home}/Loop Habits 1.zip"',
        r"{home}/Loop\ Habits\ 1.zip",
        "file://{home}/Loop%20Habits%201.zip",
    ],
)
def test_a_path_is_what_is_meant_by_it(typed: str, home: Path) -> None:
    assert path_of(typed.replace("{home}", str(home))) == home / "Loop Habits 1.zip"


def test_a_backslash_in_a_name_is_part_of_it(home: Path) -> None:
    odd = home / r"a\b.zip"
    odd.touch()
    assert path_of(f"{home}/a\\b.zip") == odd
