"""What is drawn again: the lines that changed, by the widgets that stand there, as a whole drawing has them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widget import Widget

from mastery_tui.tui.app import MasteryApp
from tests.tui.people import writer_on_day_12

WALK = ("down", "4", "down", "f3", "left", "p", "tab", "escape", "f5", "right", "v", "f4", "f2", "up", "question_mark")


def segments(strip: Strip | None) -> list[tuple[str, object]]:
    return [] if strip is None else [(segment.text, segment.style) for segment in strip.simplify()]


async def test_a_blink_asks_only_the_widgets_on_the_cursors_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        asked: list[Widget] = []
        drawn: Callable[..., list[Strip]] = Widget.render_lines

        def render_lines(widget: Widget, *args: object) -> list[Strip]:
            asked.append(widget)
            return drawn(widget, *args)

        await pilot.pause()
        box = app.focused
        assert box is not None
        monkeypatch.setattr(Widget, "render_lines", render_lines)
        box.refresh()
        await pilot.pause()
        assert box in asked
        assert {*asked} <= {*box.ancestors_with_self}


async def test_what_is_drawn_of_some_lines_is_what_a_whole_drawing_has_there(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in WALK:
            await pilot.press(key)
            await pilot.pause()
            compositor = app.screen._compositor
            whole = compositor._render_chops(compositor.size.region, lambda y: True)
            for lines in ({3}, {1, 22}, {5, 6, 7}, {23}):
                crop = compositor.size.region
                some = compositor._render_chops(crop, lines.__contains__)
                for y in range(24):
                    expected = [segments(strip) for strip in whole[y].values()] if y in lines else []
                    assert [segments(strip) for strip in some[y].values() if strip is not None] == expected
