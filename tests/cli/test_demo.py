"""``mastery demo`` on its throwaway journal."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.settings import Settings

if TYPE_CHECKING:
    from .conftest import Shell


@pytest.mark.parametrize(
    ("persona", "day", "week"),
    [
        ("steady", 12, 2),
        ("anxious", 16, 3),
        ("Steady", 12, 2),
        ("busy", 20, 3),
        ("plateaued", 22, 4),
        ("perfectionist", 19, 3),
        ("returning", 16, 3),
    ],
)
def test_a_demo_prints_its_status_and_calendar_without_a_terminal(
    shell: "Shell", persona: str, day: int, week: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    out = shell.ok("demo", persona, "--status")
    assert guide.say("cli", "plan_day", day=day, days=30, week=week, theme=guide.week(week).theme) in out
    assert "   ".join(guide.word("weekdays_short", each) for each in (1, 2, 3)) in out
    assert out == shell.ok("demo", persona)
    assert list(tmp_path.iterdir()) == []


def test_at_a_terminal_the_demo_opens_the_app_and_leaves_nothing_behind(
    shell: "Shell", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mastery_tui.cli import opening

    shown: list[tuple[int | None, bool]] = []

    def show(coach: Coach) -> int:
        shown.append((coach.context.running.plan_day, coach.context.journal.path.exists()))
        return 0

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(opening, "_at_a_terminal", lambda: True)
    monkeypatch.setattr(opening, "_show", show)
    assert shell.ok("demo") == ""
    assert shown == [(12, True)]
    assert not shell.file.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_tour_goes_alone_and_without_a_terminal_prints_its_month(
    shell: "Shell", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for given, named in ((("busy",), "PERSONA"), (("--finished",), "--finished")):
        together = guide.refusal("usage.together", what=("--tour", named))
        assert shell.refused("demo", "--tour", *given) == f"mastery demo: {together}"
    assert (
        shell.ok("demo", "--tour") == shell.ok("demo", "steady", "--status") == shell.ok("demo", "--tour", "--status")
    )
    assert list(tmp_path.iterdir()) == []
    assert not shell.file.exists()


@pytest.mark.parametrize("to_own", [True, False])
def test_from_the_tour_ones_own_month_is_opened_if_that_is_wanted(
    shell: "Shell", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_own: bool
) -> None:
    from mastery_tui.cli import opening
    from mastery_tui.tui.tour_app import TourApp

    shown: list[Path] = []

    def played(app: TourApp) -> int:
        app.to_own = to_own
        shown.append(app.coach.context.journal.path)
        return 0

    def show(coach: Coach) -> int:
        shown.append(coach.context.journal.path)
        return 0

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(opening, "_at_a_terminal", lambda: True)
    monkeypatch.setattr(opening, "_played", played)
    monkeypatch.setattr(opening, "_show", show)
    assert shell.ok("demo", "--tour") == ""
    assert shown[0].parent.parent == tmp_path
    assert shown[1:] == ([shell.file] if to_own else [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", [True, False])
def test_setup_is_there_again_after_the_tour_and_without_room_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: bool
) -> None:
    from mastery_tui.cli import opening
    from mastery_tui.tui.app import MasteryApp
    from mastery_tui.tui.tour_app import TourApp

    opened: list[tuple[str, str]] = []

    def played(app: MasteryApp) -> int:
        opened.append((type(app).__name__, app._said))
        app.goes_on = len(opened) < 2 + room
        if isinstance(app, TourApp):
            app.to_own = True
        return 0

    monkeypatch.setattr(opening, "_played", played)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path if room else tmp_path / "nowhere"))
    assert opening._show(Coach.opened(tmp_path / "mastery.json", Settings())) == 0
    none = guide.word("tour", "no_room")
    tour = [("TourApp", "")] if room else []
    assert opened == [("MasteryApp", ""), *tour, ("MasteryApp", "" if room else none)]
