"""The export in the app: what it asks, what it refuses beside the file, and what it says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.exporting_views import PAGES, ExportKind
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.base_app import SHORT
from mastery_tui.tui.dialogs.export import ExportDialog
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.line_field import LineEntry
from tests.coach.test_summary import whole
from tests.tui.people import START, two_plans, writer_on_day_12

NAME = f"mastery-{START}.md"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def coach(tmp_path: Path, home: Path) -> Coach:
    return whole(tmp_path)


class App(MasteryApp):
    """The app; what it says in passing is kept."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self.said: list[str] = []

    def tell(self, text: str, *, warn: bool = False, seconds: float = SHORT) -> None:
        self.said.append(text)


@asynccontextmanager
async def summary(coach: Coach, *keys: str) -> AsyncIterator[tuple[Pilot[None], App]]:
    app = App(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5", "s", *keys)
        yield pilot, app


def dialog(app: App) -> ExportDialog:
    assert isinstance(app.screen, ExportDialog)
    return app.screen


async def test_three_keys_and_the_page_is_in_a_file_of_the_home_folder(coach: Coach, home: Path) -> None:
    async with summary(coach, "e") as (pilot, app):
        assert dialog(app).typed["file"] == f"~/{NAME}"
        await pilot.press(*["enter"] * len(dialog(app).rows))
        assert app.place == "summary"
        assert len(app.screen_stack) == 1
        assert app.said == [guide.say("export", "written", file=home / NAME)]
        assert (home / NAME).read_text("utf-8") == coach.progress.summary().markdown
        assert (home / NAME).stat().st_mode & 0o777 == 0o600


async def test_what_was_written_to_oneself_can_be_left_out(coach: Coach, home: Path) -> None:
    async with summary(coach, "e") as (pilot, app):
        dialog(app).go_to("notes")
        await pilot.press("2", "ctrl+s")
        assert (home / NAME).read_text("utf-8") == coach.progress.markdown(notes=False)


async def test_a_file_that_is_there_stays_and_so_does_what_was_typed(coach: Coach, home: Path) -> None:
    (home / NAME).write_text("mine")
    async with summary(coach, "e", "ctrl+s") as (pilot, app):
        field = dialog(app).field("file")
        assert field.error == guide.refusal("export.exists", file=home / NAME)
        assert field.has_focus_within
        assert (field.value, (home / NAME).read_text()) == (f"~/{NAME}", "mine")
        await pilot.press("end", "x", "enter")
        assert app.said == [guide.say("export", "written", file=home / f"{NAME}x")]


@pytest.mark.parametrize(
    ("file", "code"),
    [("", "file"), ("~/nowhere/page.md", "folder"), ("~", "not_a_file"), ("~/../mastery.json", "own")],
)
async def test_where_nothing_can_be_written_is_said_beside_the_file(
    coach: Coach, home: Path, file: str, code: str
) -> None:
    async with summary(coach, "e") as (pilot, app):
        dialog(app).field("file").value = file
        await pilot.press("ctrl+s")
        facts = {"folder": home / "nowhere", "not_a_file": home, "own": home.parent / "mastery.json"}
        assert dialog(app).field("file").error == guide.refusal(f"export.{code}", file=facts.get(code, ""))
        assert dialog(app).field("file").value == file
        assert not [*home.iterdir()]


async def test_what_the_system_refuses_is_said_and_what_was_typed_stays(
    coach: Coach, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with summary(coach, "e") as (pilot, app):

        def full(*_: object) -> int:
            raise OSError(28, "full")

        with monkeypatch.context() as patched:
            patched.setattr("os.write", full)
            await pilot.press("ctrl+s")
        assert app.said == [guide.refusal("export.no_room", file=home / NAME)]
        assert dialog(app).typed["file"] == f"~/{NAME}"
        await pilot.press("ctrl+s")
        assert (home / NAME).exists()


@pytest.mark.skipif(len(PAGES) < 2, reason="there is one format for pages")
async def test_the_name_follows_the_format_until_it_is_ones_own(coach: Coach) -> None:
    async with summary(coach, "e") as (pilot, app):
        for at, kind in enumerate(PAGES, 1):
            dialog(app).query_one("#kind", Choice).choose(at)
            await pilot.pause()
            assert dialog(app).typed["file"] == f"~/mastery-{START}.{kind}"
        dialog(app).field("file").value = "mine"
        dialog(app).query_one("#kind", Choice).choose(1)
        await pilot.pause()
        assert dialog(app).typed["file"] == "mine"


@pytest.mark.parametrize("kind", PAGES)
async def test_each_format_is_written(coach: Coach, home: Path, kind: ExportKind) -> None:
    async with summary(coach, "e") as (pilot, app):
        if len(PAGES) > 1:
            dialog(app).query_one("#kind", Choice).choose(PAGES.index(kind) + 1)
        await pilot.press("ctrl+s")
        assert (home / NAME).with_suffix(f".{kind}").read_text("utf-8") == coach.exporting.content(kind)


async def test_esc_leaves_and_writes_nothing(coach: Coach, home: Path) -> None:
    async with summary(coach, "e", "escape") as (_, app):
        assert app.place == "summary"
        assert len(app.screen_stack) == 1
        assert not [*home.iterdir()]
        assert not coach.drafts.all()


async def test_a_plan_that_ended_is_exported_from_its_own_page(tmp_path: Path, home: Path) -> None:
    coach = two_plans(tmp_path)
    first = coach.of_cycle(1)
    app = App(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await app.push_screen(app.screen_of("summary", first))
        await pilot.press("e", "ctrl+s")
        (written,) = home.iterdir()
        assert written.read_text("utf-8") == first.progress.summary().markdown


async def test_the_palette_has_it_from_every_place(tmp_path: Path, home: Path) -> None:
    app = App(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for place in ("f2", "f3", "f4", "f5"):
            await pilot.press(place, "ctrl+p", *"export", "enter")
            assert dialog(app).typed["file"] == f"~/{NAME}"
            await pilot.press("escape")


async def test_what_was_planted_in_a_path_is_not_drawn(coach: Coach) -> None:
    async with summary(coach, "e") as (pilot, app):
        line = dialog(app).field("file").query_one(LineEntry)
        line.value = "/nowhere\x1b]0;x\x07/page.md"
        await pilot.press("ctrl+s")
        assert "\x1b" not in dialog(app).field("file").error
