"""The end of every way to the screen: whatever a widget, a toast or a field is given, only text is drawn."""

from pathlib import Path

from mastery_tui import gate
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.widgets.note_field import NoteEntry
from tests.planting import ALL
from tests.tui.people import writer_on_day_12

GIVEN = f"se{ALL}en\ud83d"


async def test_toasts_and_fields_draw_only_text(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.tell(GIVEN)
        await pilot.press("n")
        entry = app.screen.query_one(NoteEntry)
        entry.text = GIVEN  # not typed and not pasted: as a fault elsewhere would put it there
        await pilot.pause()
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        drawn = ["".join(segment.text for segment in strip) for strip in strips]
        assert sum("se]0;Zq" in row for row in drawn) == 2
        assert all(gate.is_clean(row) and "\t" not in row for row in drawn)
        assert all(strip.cell_length == 120 for strip in strips)


async def test_what_is_typed_into_a_note_is_text_at_once(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("n")
        entry = app.screen.query_one(NoteEntry)
        entry.insert(f"a\r\nb{ALL}\tc")
        assert entry.text == gate.clean(f"a\nb{ALL}\tc")
