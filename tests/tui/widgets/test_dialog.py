from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.tui.dialogs.dialog import Dialog
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.key_bar import KeyBar

WORDS = guide.words("keys")
OUT = f"esc {WORDS['close']}   ! {WORDS['too_much']}"


class Ask(Dialog[str]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "take", "OK, seen")]

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._inside = widgets

    @property
    def dialog_title(self) -> str:
        return "Recover"

    def compose_body(self) -> Iterable[Widget]:
        return self._inside

    def action_take(self) -> None:
        self.dismiss("seen")


async def test_a_dialog_answers_and_esc_answers_nothing(show, until) -> None:
    answers: list[str | None] = []
    async with show() as (app, pilot):
        for key in ("o", "escape"):
            await app.push_screen(Ask(Static("Two blocks cancelled")), answers.append)
            await pilot.press(key)
        await until(pilot, lambda: answers == ["seen", None])


async def test_the_frame_has_a_title_and_the_keys_stand_in_its_last_line(show) -> None:
    async with show() as (app, pilot):
        dialog = Ask(Static("Two blocks cancelled"))
        await app.push_screen(dialog)
        await pilot.pause()
        frame = dialog.query_one("#dialog-frame")
        assert frame.region.width == 72
        assert frame.region.x == 4
        assert frame.border_title == "Recover"
        assert frame.region.height == 7
        assert dialog.query_one(KeyBar).render().plain == f"o {WORDS['ok_seen']}   {OUT}"
        assert dialog.query_one(KeyBar).content_region.y == frame.region.bottom - 3


async def test_the_ways_out_are_never_dropped_from_the_keys(show) -> None:
    class Wordy(Ask):
        BINDINGS: ClassVar[list[BindingType]] = [
            Binding(key, "take", f"A long word for the key {key}") for key in ("a", "b", "c")
        ]

    async with show(size=(60, 14)) as (app, pilot):
        dialog = Wordy()
        await app.push_screen(dialog)
        await pilot.pause()
        assert dialog.query_one(KeyBar).render().plain.endswith(OUT)


async def test_letters_of_the_screen_below_are_blocked_but_not_too_much(show) -> None:
    async with show() as (app, pilot):
        await app.push_screen(Ask())
        await pilot.press("d", "exclamation_mark")
        assert app.acted == ["!"]


async def test_what_does_not_fit_scrolls(show, until) -> None:
    async with show(size=(60, 14)) as (app, pilot):
        dialog = Ask(Static("\n".join(map(str, range(40)))))
        await app.push_screen(dialog)
        await pilot.pause()
        frame = dialog.query_one("#dialog-frame")
        assert frame.region.height <= 14
        assert frame.region.width == 60
        assert dialog.query_one(KeyBar).region.bottom <= 14
        await pilot.press("down")
        await until(pilot, lambda: frame.scroll_y == 1)
        await pilot.press("pagedown", "up")
        await until(pilot, lambda: frame.scroll_y == 10)


async def test_up_and_down_go_from_row_to_row(show) -> None:
    one, two = Choice("One", ("a", "b")), Choice("Two", ("a", "b"))
    async with show() as (app, pilot):
        await app.push_screen(Ask(one, two))
        one.focus()
        await pilot.press("down")
        assert app.screen.focused is two
        await pilot.press("up")
        assert app.screen.focused is one


async def test_up_and_down_go_from_row_to_row_where_the_frame_scrolls_too(show) -> None:
    rows = [Choice(f"Row {number}", ("a", "b")) for number in range(20)]
    async with show(size=(60, 14)) as (app, pilot):
        await app.push_screen(Ask(*rows))
        rows[0].focus()
        await pilot.pause()
        assert app.screen.query_one("#dialog-frame").max_scroll_y > 0
        for row in rows[1:]:
            await pilot.press("down")
            assert app.screen.focused is row
        await pilot.press("up")
        assert app.screen.focused is rows[-2]


async def test_the_frame_is_ascii_where_the_app_asks_for_it(show) -> None:
    async with show(plain=True) as (app, pilot):
        dialog = Ask()
        await app.push_screen(dialog)
        await pilot.pause()
        assert dialog.query_one("#dialog-frame").styles.border_top[0] == "ascii"
