"""What a key changes is drawn at once and in one piece: the sign, what follows from it, and the keys that act now."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.selection import Selection
from textual.widget import Widget
from textual.widgets import Input

from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.key_queue import UNSEEN
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.history_list import HistoryList
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.told import Told
from mastery_tui.tui.widgets.week_calendar import WeekCalendar
from tests.tui.bursts import key
from tests.tui.people import clock_of, writer_on_day_12
from tests.tui.quick import _draw
from tests.tui.test_preparing import prepared

KEYS = ("4", "2", "backspace", "down", "7", "up", "f3", "left", "f5", "left", "f3", "f2", "c")
STILL = 0.06
"""Seconds in which what is drawn a frame later would be drawn too."""


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is drawn from here on, as Textual draws it; no cursor blinks."""
    found: list[object] = []
    display = App._display

    def displayed(app: App[Any], screen: Screen[Any], drawing: Any) -> None:
        found.append(drawing)
        display(app, screen, drawing)

    monkeypatch.setattr(Screen, "_compositor_refresh", _draw)
    monkeypatch.setattr(App, "_display", displayed)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr("mastery_tui.tui.preparing.AFTER", 0.001)
    return found


async def pressed(app: MasteryApp, name: str) -> None:
    app.post_message(key(name))
    await app.settled()
    await asyncio.sleep(STILL)


async def test_a_key_is_drawn_in_one_piece(tmp_path: Path, drawings: list[object]) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)):
        await prepared(app)
        await asyncio.sleep(STILL)
        often = {}
        for at, name in enumerate(KEYS):
            drawings.clear()
            await pressed(app, name)
            often[at, name] = len(drawings)
        assert often == dict.fromkeys(often, 1)


async def test_what_takes_long_does_not_keep_the_screen_as_it_was(tmp_path: Path, drawings: list[object]) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    done = asyncio.Event()

    async def slowly(_: events.Key) -> None:
        await done.wait()

    async with app.run_test(size=(80, 24)) as pilot:
        await prepared(app)
        await pilot.press("f3")
        calendar = app.screen.query_one(WeekCalendar)
        app.screen.query_one(Told).on_key = slowly  # type: ignore[attr-defined]
        app.screen.query_one(Told).post_message(key("x"))
        drawings.clear()
        before = calendar.cursor
        app.post_message(key("left"))
        await asyncio.sleep(UNSEEN + 2 * STILL)
        assert calendar.cursor != before
        assert drawings
        done.set()


async def test_what_is_asked_for_while_a_key_is_drawn_is_done_too(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    done: list[int] = []

    def again(left: int) -> None:
        done.append(left)
        if left:
            app.keys.before_drawing(lambda: again(left - 1))

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        app.keys.in_hand = True
        app.keys.before_drawing(lambda: again(2))
        await app.keys._shown()
        assert done == [2]
        await pilot.pause()
        assert done == [2, 1, 0]


async def test_quitting_while_a_place_is_made_ready_ends_without_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mastery_tui.tui.preparing.AFTER", 0.0001)
    for turns in range(0, 60, 6):
        app = MasteryApp(writer_on_day_12(tmp_path / str(turns)))
        async with app.run_test(size=(80, 24)):
            for _ in range(turns):
                await asyncio.sleep(0)
        assert app.fault is None


async def test_a_typed_letter_lays_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    layouts: list[object] = []
    found = Screen._refresh_layout

    def laid_out(screen: Screen[Any], *facts: Any, **more: Any) -> None:
        layouts.append(screen)
        found(screen, *facts, **more)

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
        for name in ("2", "0", "backspace", "down", "up"):
            await pilot.press(name)
        assert layouts == []
        await pilot.press("f3", "/", "d")
        layouts.clear()
        await pilot.press("e")
        assert len(layouts) <= 2  # How many were found has another width.
        await pilot.press("f2", *["9"] * 40)  # What is wider than its box shows its end.
        assert isinstance(app.focused, Input)
        assert app.focused.scroll_x > 0


async def drawn_texts(pilot: Pilot[None], widget: Any) -> list[str]:
    await pilot.pause()
    return [strip.text for strip in widget.render_lines(widget.size.region)]


async def test_only_the_lines_that_change_are_made_again(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for way, kind, step in (("f3", WeekCalendar, "left"), ("/", HistoryList, "down")):
            await pilot.press(way)
            widget = app.screen.query_one(kind)
            before = await drawn_texts(pilot, widget)
            made = dict(widget._made or {})
            await pilot.press(step)
            after = await drawn_texts(pilot, widget)
            kept = [at for at, (line, again) in enumerate(zip(before, after, strict=True)) if line == again]
            now = {at: strip for (at, _), strip in (widget._made or {}).items()}
            then = {at: strip for (at, _), strip in made.items()}
            assert len(kept) >= len(before) - 2
            assert all(now[at] is then[at] for at in kept if at in now)
            app.theme = "mastery-light"
            await drawn_texts(pilot, widget)
            assert not {id(strip) for strip in (widget._made or {}).values()} & {id(strip) for strip in now.values()}
            app.theme = "mastery-dark"
            await pilot.press("escape")


async def test_a_drawn_text_can_be_marked_with_the_pointer(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f5")
        below = app.screen.query_one("#below", Drawn)
        wanted = str(below.render()).splitlines()
        line = next(at for at, text in enumerate(wanted) if text.strip())
        assert below.render_line(line).text.rstrip() == wanted[line]
        app.screen.selections = {below: Selection(Offset(0, line), Offset(6, line))}
        await pilot.pause()
        assert app.screen.get_selected_text() == wanted[line][:6]
        grounds = [part.style.bgcolor for part in below.render_line(line) if part.style]
        assert grounds[0] != grounds[-1]


async def test_the_bar_and_a_cue_know_which_keys_act_without_being_asked_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        asked: list[str] = []
        check = App._check_action_state

        def checked(this: App[Any], action: Any, node: Any) -> bool | None:
            asked.append(str(action))
            return check(this, action, node)

        bar, screen = app.screen.query_one(KeyBar), app.screen
        assert isinstance(screen, Place)
        once = len(screen.active_bindings)
        monkeypatch.setattr(App, "_check_action_state", checked)
        for _ in range(3):
            screen.refresh_bindings()
        await pilot.pause()
        assert bar.is_attached
        assert once <= len(asked) <= 2 * once


async def test_no_layout_is_found_while_one_that_changed_has_not_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual keeps the room of what changes once more before its turn; a row of Reflect was missing by that."""
    late: list[Widget] = []
    found = Screen._refresh_layout

    def laid_out(screen: Screen[Any], *facts: Any, **more: Any) -> None:
        late.extend(widget for widget in screen.walk_children(Widget) if widget._layout_required)
        found(screen, *facts, **more)

    monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("f4", "f3", "f5")
        row = app.screen.query_one("#below", Drawn)
        row.refresh(layout=True)
        app.screen._refresh_layout()
    assert late == []


async def test_a_text_that_had_no_room_gets_it_with_its_first_words() -> None:
    class Host(App[None]):
        CSS = "Told { width: auto; }"

        def compose(self) -> ComposeResult:
            yield Told("")

    async with Host().run_test(size=(40, 10)) as pilot:
        told = pilot.app.query_one(Told)
        assert told.size.width == 0
        told.update("3 found")
        await pilot.pause()
        assert told.size.width == len("3 found")


def test_a_moment_inside_a_moment_ends_only_itself(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    today = coach.today
    with coach.one_moment():
        with coach.one_moment():
            pass
        clock_of(coach).moment += timedelta(days=1)
        assert coach.today == today
    assert coach.today == today + timedelta(days=1)
