"""Every key of ours can be moved by its name, is called by the guide's words, and the way out stays where it is."""

from collections import defaultdict
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from mastery_tui import guide
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.too_much import TooMuch
from mastery_tui.tui.keymap import bindings, usable
from mastery_tui.tui.widgets.key_bar import KeyBar, word_key
from tests.tui.people import writer_on_day_12

ALL = list(bindings(MasteryApp))


def refused(wanted: dict[str, object]) -> list[str]:
    found, warnings = usable(wanted, MasteryApp)
    assert not found
    return [each.code for each in warnings]


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause()


def test_screens_dialogs_and_widgets_are_all_looked_at() -> None:
    kinds = {kind.__name__ for kind, _ in ALL}
    assert kinds >= {"MasteryApp", "Place", "CheckInScreen", "SetupScreen", "TooMuch", "Why", "Asking", "Dialog"}
    assert kinds >= {"Choice", "WeekCalendar", "LineEntry", "NumberField", "NoteField", "ReflectScreen", "FormDialog"}


def test_every_binding_has_an_id_of_its_own() -> None:
    meant = defaultdict(set)
    for kind, binding in ALL:
        assert binding.id, (kind.__name__, binding.key)
        meant[binding.id].add((kind, binding.action))
    assert {name: what for name, what in meant.items() if len(what) > 1} == {}


def test_every_described_binding_is_called_by_a_word_of_the_guide() -> None:
    for kind, binding in ALL:
        if binding.description:
            found = word_key(binding)
            assert found is not None, (kind.__name__, binding.description)
            assert guide.word(*found)


def test_every_binding_that_can_be_seen_is_described() -> None:
    assert [binding.id for _, binding in ALL if binding.show and not binding.description] == []


def test_the_keys_of_too_much_and_of_quitting_stay_with_them() -> None:
    for keys in ("f9", "F9", "exclamation_mark", "!", "f8, f9", "ctrl+q", "Ctrl+Q"):
        assert refused({"place.plan": keys}) == ["settings.key_taken"], keys
    assert refused({"too_much.f9": "f8"}) == ["settings.unknown"]
    assert refused({"quit": "f8"})[0].startswith("settings.unknown")


def test_a_key_that_does_not_exist_is_refused() -> None:
    for keys in ("notakey", "++", ",,,", "é ü", "ctrl+", "hold+x", "f8,"):
        assert refused({"plan.view": keys}) == ["settings.key_unknown"], keys


def test_keys_are_taken_as_people_write_them() -> None:
    wanted = {"plan.view": "F8", "plan.rest": "R, ctrl+k", "check_in.up": "PageUp", "help": "+", "calendar.today": "é"}
    found, warnings = usable(wanted, MasteryApp)
    assert not warnings
    assert found == {
        "plan.view": "f8",
        "plan.rest": "R,ctrl+k",
        "check_in.up": "pageup",
        "help": "+",
        "calendar.today": "é",
    }


@pytest.mark.parametrize("key", ["f9", "exclamation_mark"])
async def test_too_much_opens_although_its_keys_were_wanted_elsewhere(tmp_path: Path, key: str) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path, Settings(keymap={"place.plan": "f9", "plan.pause": "!"})))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f3", key)
        await settle(pilot)
        assert isinstance(app.screen, TooMuch)


async def test_ctrl_q_ends_the_app_although_it_was_wanted_elsewhere(tmp_path: Path) -> None:
    wanted = {"place.plan": "ctrl+q", "palette": "f8", "quit": "f7"}
    app = MasteryApp(writer_on_day_12(tmp_path, Settings(keymap=wanted)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f8")
        assert isinstance(app.screen, CommandPalette)
        await pilot.press("escape", "f7", "f3")
        assert app.place == "plan"
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_a_key_of_a_widget_can_be_moved(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path, Settings(keymap={"calendar.day_before": "g"})))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await settle(pilot)
        before = app.screen.query_one("#calendar").cursor  # type: ignore[attr-defined]
        await pilot.press("g")
        await settle(pilot)
        assert (before - app.screen.query_one("#calendar").cursor).days == 1  # type: ignore[attr-defined]


async def test_the_bar_looks_for_its_keys_once_however_often_they_change_by_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        looks, look = [], KeyBar._shown
        monkeypatch.setattr(KeyBar, "_shown", lambda bar: (looks.append(bar), look(bar))[1])
        for _ in range(5):
            app.screen.refresh_bindings()
        await pilot.pause()
        assert looks == [app.screen.query_one(KeyBar)]
        await pilot.press("down")
        assert looks == [app.screen.query_one(KeyBar)] * 2
        await pilot.press("f3")
        assert app.place == "plan"
