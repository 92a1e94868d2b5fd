"""``mastery demo`` on its throwaway journal."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui.coach import Coach

if TYPE_CHECKING:
    from .conftest import Shell


@pytest.mark.parametrize(
    ("persona", "sentence"),
    [
        ("steady", "Day 12 of 30, week 2"),
        ("anxious", "Day 16 of 30, week 3"),
        ("Steady", "Day 12 of 30, week 2"),
        ("busy", "Day 20 of 30, week 3"),
        ("plateaued", "Day 22 of 30, week 4"),
        ("perfectionist", "Day 19 of 30, week 3"),
        ("returning", "Day 16 of 30, week 3"),
    ],
)
def test_a_demo_prints_its_status_and_calendar_without_a_terminal(
    shell: "Shell", persona: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    out = shell.ok("demo", persona, "--status")
    assert sentence in out
    assert "Mon   Tue   Wed" in out
    assert out == shell.ok("demo", persona)
    assert list(tmp_path.iterdir()) == []


def test_at_a_terminal_the_demo_opens_the_app_and_leaves_nothing_behind(
    shell: "Shell", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mastery_tui.cli import opening

    shown: list[tuple[int | None, bool]] = []

    def show(coach: Coach) -> int:
        shown.append((coach.running.plan_day, coach.journal.path.exists()))
        return 0

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(opening, "_at_a_terminal", lambda: True)
    monkeypatch.setattr(opening, "_show", show)
    assert shell.ok("demo") == ""
    assert shown == [(12, True)]
    assert not shell.file.exists()
    assert list(tmp_path.iterdir()) == []
