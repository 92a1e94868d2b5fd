"""Bringing in days recorded elsewhere: three steps, nothing changed before `y`, and the way back from each."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.importing import Importing
from mastery_tui.journal import UnreadableJournal
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.choices import Outcome, State
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.backups import Backups
from mastery_tui.tui.places.importing import ImportScreen
from mastery_tui.tui.places.setup import SetupScreen
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from tests.tui.bursts import at_once
from tests.tui.elsewhere import FIRST, LAST, RUN, WRITE, cells_of_write, harsh_log, loop_zip
from tests.tui.people import START, begin, clock_of, coach_at, plan_date, record, two_plans, writer_on_day_12

SMALL = (80, 24)
SAY = guide.words("import_screen")
KEYS = guide.words("keys")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return coach_at(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return loop_zip(folder / "Loop Habits CSV.zip")


class Window(MasteryApp):
    """The app; what it says in passing is noted."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self.told: list[str] = []

    def tell(self, text: str, **how: Any) -> None:
        self.told.append(text)

    def tell_until_key(self, text: str) -> None:
        self.told.append(text)


def lines(pilot: Pilot[None]) -> list[str]:
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(lines(pilot))


def screen_of(pilot: Pilot[None]) -> ImportScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


def row_in_use(pilot: Pilot[None]) -> str:
    row = screen_of(pilot).row_in_use
    return "" if row is None else str(row.id)


def value_of(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", LineField).value


def error_of(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", FormField).error


def keys_of(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#keys", KeyBar).render())


async def choose(pilot: Pilot[None], file: Path) -> None:
    """Open the import from Setup, and name the file."""
    await pilot.press("i", "down")
    pilot.app.post_message(Paste(str(file)))
    await pilot.pause()


async def asked(pilot: Pilot[None], file: Path, minimum: str = "150") -> None:
    """The second step, with everything told."""
    await choose(pilot, file)
    await pilot.press("tab", "pagedown", *minimum)
    await pilot.pause()


async def previewed(pilot: Pilot[None], file: Path) -> None:
    """The third step."""
    await asked(pilot, file)
    await pilot.press("pagedown")
    await pilot.pause()
    assert screen_of(pilot).step == 3


# -- opening and leaving -----------------------------------------------------------------------------------------------


async def test_i_opens_it_from_setups_first_row_and_esc_comes_back_to_what_was_typed(coach: Coach) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await pilot.press("enter", *"Drawi", "up", "i")
        assert screen_of(pilot).step == 1
        assert guide.say("import_screen", "step", step=1, steps=3) in lines(pilot)[0]
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, SetupScreen)
        assert value_of(pilot, "name") == "Drawi"
    assert not coach.context.journal.path.exists()


async def test_i_types_where_letters_do_and_opens_it_once_the_text_is_left(coach: Coach) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await pilot.press("enter", "i")
        assert value_of(pilot, "name") == "i"
        await pilot.press("enter", "enter", "enter", "i")  # An empty number takes no letter, and opens nothing by one.
        assert isinstance(pilot.app.screen, SetupScreen)
        await pilot.press("up", "escape", "i")
        assert screen_of(pilot)


async def test_the_palette_opens_it_over_any_place_and_esc_comes_back_to_that(tmp_path: Path) -> None:
    async with Window(writer_on_day_12(tmp_path)).run_test(size=SMALL) as pilot:
        await pilot.press("f4", "ctrl+p", *"Import", "enter")
        assert screen_of(pilot)
        await pilot.press("escape")
        assert (pilot.app.place, len(pilot.app.screen_stack)) == ("reflect", 1)
        await pilot.press("ctrl+p", *"Import", "enter", "f3")
        assert (pilot.app.place, len(pilot.app.screen_stack)) == ("plan", 1)


@pytest.mark.parametrize("steps", [1, 2, 3])
async def test_leaving_changes_nothing_on_any_step(steps: int, coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, file)
        await pilot.press("tab", *[[], ["pagedown"], ["pagedown", "1", "pagedown"]][steps - 1])
        assert screen_of(pilot).step == steps
        await pilot.press("escape", "escape")
        assert isinstance(pilot.app.screen, SetupScreen)
    assert not coach.context.journal.path.exists()


@pytest.mark.parametrize("again", ["same app", "after quitting"])
@pytest.mark.parametrize("leave", [("escape",), ("pageup", "pageup", "escape")])
async def test_an_import_that_is_not_finished_is_there_again(
    again: str, leave: tuple[str, ...], coach: Coach, tmp_path: Path, file: Path
) -> None:
    app = Window(coach)
    async with app.run_test(size=SMALL) as pilot:
        await choose(pilot, file)
        await pilot.press("tab", "pagedown", *"150", "pagedown")
        if again == "same app":
            await pilot.press(*leave, "i")
            await _same_again(pilot, file)
            await pilot.press("y")
            await pilot.pause()
            await pilot.press("pageup", "escape", "ctrl+p", *"Import", "enter")
            assert value_of(pilot, "file") == "", "what came in is not unfinished"
            return
        await pilot.press(*leave, "ctrl+q")
    later = coach_at(tmp_path)
    async with Window(later).run_test(size=SMALL) as pilot:
        await pilot.press("i")
        assert guide.say("leaving", "left_at", day="", time="").split()[0] in shown(pilot)
        await _same_again(pilot, file)


async def _same_again(pilot: Pilot[None], file: Path) -> None:
    await pilot.pause()
    assert value_of(pilot, "file") == str(file)
    assert WRITE in shown(pilot)
    await pilot.press("pagedown")
    assert [value_of(pilot, name) for name in ("name", "unit", "target", "minimum")] == [WRITE, "words", "400", "150"]
    await pilot.press("pagedown")
    assert screen_of(pilot).step == 3


async def test_the_second_habit_and_its_numbers_are_there_again_and_another_habit_begins_anew(
    coach: Coach, tmp_path: Path
) -> None:
    cells = cells_of_write()
    two = loop_zip(tmp_path / "two.zip", {"One": cells, "Two": cells}, numbers=("One", "Two"))
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, two)
        await pilot.press("tab", "2", "pagedown", *"150", "escape", "escape", "i")
        await pilot.pause()
        assert screen_of(pilot).days.habits.typed == "2"
        await pilot.press("pagedown")
        assert (value_of(pilot, "name"), value_of(pilot, "minimum")) == ("Two", "150")
        await pilot.press("escape", "escape", "i", "down", "down", "1", "pagedown")
        assert (value_of(pilot, "name"), value_of(pilot, "minimum")) == ("One", "")


async def test_ctrl_r_begins_the_import_anew_and_leaves_no_draft(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await asked(pilot, file)
        pilot.app.write_drafts()  # type: ignore[attr-defined]
        assert len(coach.drafts.all()) == 1
        await pilot.press("ctrl+r")
        assert (screen_of(pilot).step, value_of(pilot, "file")) == (1, "")
        assert WRITE not in shown(pilot)
        await pilot.press("escape", "i")
        assert value_of(pilot, "file") == ""
        assert not coach.drafts.all()
        await pilot.press("down")
        pilot.app.post_message(Paste(str(file)))
        await pilot.pause()
        await pilot.press("tab", "pagedown")
        assert (value_of(pilot, "name"), value_of(pilot, "minimum")) == (WRITE, "")
        await pilot.press("pageup", "down")
        while value_of(pilot, "file"):
            await pilot.press("backspace")
        await pilot.press("escape", "escape")
        assert not coach.drafts.all(), "without a path there is none"


# -- which days --------------------------------------------------------------------------------------------------------


async def test_a_path_goes_on_with_right_and_tab_reads_the_file_and_moves(
    coach: Coach, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(file.parents[1]))
    async with Window(coach).run_test(size=SMALL) as pilot:
        await pilot.press("i", "down", *"~/el")
        assert "~/elsewhere/" in shown(pilot), "what follows is shown"
        await pilot.press("right", "right")
        assert value_of(pilot, "file") == f"~/elsewhere/{file.name}"
        await pilot.press("tab")
        assert row_in_use(pilot) == "habit"
        told = shown(pilot)
        assert f"1 {WRITE}" in told
        assert f"2 {RUN}" in told
        assert guide.date_words(LAST, "year") in told


@pytest.mark.parametrize("how", ["tab", "enter", "down", "pagedown"])
async def test_a_file_that_cannot_be_read_is_refused_below_its_path(how: str, coach: Coach, tmp_path: Path) -> None:
    odd = tmp_path / "secret words.zip"
    odd.write_text("a diary, not an archive")
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, odd)
        await pilot.press(how)
        assert error_of(pilot, "file")
        assert row_in_use(pilot) == "file"
        assert value_of(pilot, "file") == str(odd)
        assert "diary" not in shown(pilot)
        await pilot.press("backspace")
        assert not error_of(pilot, "file")


async def test_without_a_path_the_next_step_waits_for_one(coach: Coach) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await pilot.press("i", "pagedown")
        assert (screen_of(pilot).step, row_in_use(pilot)) == (1, "file")
        assert error_of(pilot, "file") == SAY["no_file"]


@pytest.mark.parametrize("key", ["enter", "tab", "down", "pagedown"])
async def test_a_path_that_was_emptied_is_asked_for(coach: Coach, file: Path, key: str) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, file)
        await pilot.press("tab", "up", "ctrl+u", key)
        assert row_in_use(pilot) == "file"
        assert SAY["no_file"] in shown(pilot)
        await pilot.press("escape", "escape", "f3")


async def test_another_format_reads_the_same_path_anew(coach: Coach, tmp_path: Path) -> None:
    log = harsh_log(tmp_path / "log")
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, log)
        await pilot.press("tab")
        assert error_of(pilot, "file")
        await pilot.press("up", "2")
        assert not error_of(pilot, "file")
        assert guide.date_words(FIRST + timedelta(59), "year") in shown(pilot)


async def test_another_path_forgets_the_file_before(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, file)
        await pilot.press("tab", "up", "x")
        assert screen_of(pilot).days.source is None
        assert WRITE not in shown(pilot)


async def test_of_many_habits_those_are_offered_that_have_the_letters(coach: Coach, tmp_path: Path) -> None:
    cells = {FIRST: ("YES_MANUAL", "")}
    many = loop_zip(tmp_path / "many.zip", {f"Habit {letter}": cells for letter in "abcdefghijklmnop"}, numbers=())
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, many)
        await pilot.press("tab")
        assert row_in_use(pilot) == "find"
        await pilot.press(*"habit n")
        habit = screen_of(pilot).habit
        assert habit is not None
        assert habit.name == "Habit n"
        await pilot.press("enter", "enter")
        assert (screen_of(pilot).step, value_of(pilot, "name")) == (2, "Habit n")
        await pilot.press("pageup", "down", "down", *"zzz", "pagedown")
        assert screen_of(pilot).step == 1
        assert SAY["none_found"] in shown(pilot)


@pytest.mark.parametrize("more", [0, 9])
async def test_the_habit_with_the_most_days_is_chosen_unless_it_is_archived(
    coach: Coach, tmp_path: Path, more: int
) -> None:
    def days(count: int) -> dict[date, tuple[str, str]]:
        return {FIRST + timedelta(at): ("YES_MANUAL", "") for at in range(count)}

    names = {"Old": 9, **{f"Empty {at}": 0 for at in range(more)}, "Short": 2, "Long": 5, "Middle": 3}
    cells = {name: days(count) for name, count in names.items()}
    many = loop_zip(tmp_path / "many.zip", cells, numbers=(), archived="Old")
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, many)
        await pilot.press("tab")
        habit = screen_of(pilot).habit
        assert habit is not None
        assert (habit.name, habit.days) == ("Long", 5)
        await pilot.press("pagedown")
        assert value_of(pilot, "name") == "Long"


async def test_a_number_finds_the_habit_that_has_it_in_the_shells_list(coach: Coach, tmp_path: Path) -> None:
    cells = {FIRST: ("YES_MANUAL", "")}
    names = [f"Habit {letter}" for letter in "abcdefghijk"] + ["8 pages"]
    many = loop_zip(tmp_path / "many.zip", dict.fromkeys(names, cells), numbers=())
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, many)
        await pilot.press("tab")
        for keys, name in ((("8",), "Habit h"), (("backspace", "1", "1"), "Habit k"), (("backspace",), "Habit a")):
            await pilot.press(*keys)
            habit = screen_of(pilot).habit
            assert habit is not None
            assert habit.name == name
        await pilot.press("backspace", "8")
        assert "8 pages" in shown(pilot)
        await pilot.press("tab", "2")
        assert screen_of(pilot).habit.name == "8 pages"  # type: ignore[union-attr]


async def test_where_only_a_person_can_tell_a_row_asks_and_nothing_goes_on_before(coach: Coach, tmp_path: Path) -> None:
    cells = {FIRST + timedelta(at): (("1000", "2000")[at % 2], "") for at in range(40)}
    numbers = loop_zip(tmp_path / "ask.zip", {"Pages": cells}, numbers=())
    _unlisted(numbers)
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, numbers)
        await pilot.press("tab", "pagedown")
        assert (screen_of(pilot).step, row_in_use(pilot)) == (1, "kind")
        assert SAY["kind_numbers"] in shown(pilot)
        await pilot.press("1", "pagedown")
        assert screen_of(pilot).step == 2
        assert screen_of(pilot).query_one("#target").display


async def test_days_that_loop_ticked_and_a_note_on_each_row_are_asked_about(coach: Coach, tmp_path: Path) -> None:
    days = (FIRST + timedelta(at) for at in range(60))
    cells = {day: ("YES_MANUAL" if day.day % 7 == 1 else "YES_AUTO", "as ever") for day in days}
    weekly = loop_zip(tmp_path / "weekly.zip", {"Clean": cells}, numbers=())
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, weekly)
        await pilot.press("tab")
        assert SAY["automatic_skip"] in shown(pilot)
        assert SAY["notes_out"] in shown(pilot)
        by_hand = sum(value == "YES_MANUAL" for value, _ in cells.values())
        await pilot.press("pagedown")
        assert f"● {by_hand} " in shown(pilot)
        await pilot.press("pageup", "down", "down", "down", "2", "2", "pagedown")
        assert f"● {len(cells)} " in shown(pilot)
        await pilot.press("pagedown", "enter")
        assert "as ever" not in shown(pilot)


def _unlisted(path: Path) -> None:
    """Leave one Checkmarks.csv of an archive, which says nothing of its habits."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        cells = archive.read("Checkmarks.csv")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Checkmarks.csv", cells)


# -- what was asked then -----------------------------------------------------------------------------------------------


async def test_it_begins_with_what_the_file_says_at_what_it_does_not_say(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await asked(pilot, file, minimum="")
        assert row_in_use(pilot) == "minimum"
        assert [value_of(pilot, name) for name in ("name", "unit", "target", "minimum")] == [WRITE, "words", "400", ""]


async def test_the_counts_follow_every_digit(coach: Coach, file: Path) -> None:
    amounts = [int(value) // 1000 for value, _ in cells_of_write().values() if value.isdecimal()]
    async with Window(coach).run_test(size=SMALL) as pilot:
        await asked(pilot, file, minimum="1")
        for minimum in ("", "5", "0"):
            await pilot.press(*minimum)
            least = int(value_of(pilot, "minimum"))
            kept = sum(least <= amount < 400 for amount in amounts)
            assert f"◐ {kept} " in shown(pilot)
            assert f"◔ {sum(amount < least for amount in amounts)} " in shown(pilot)


async def test_wrong_numbers_stay_typed_and_are_refused_beside_their_field(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await asked(pilot, file, minimum="900")
        await pilot.press("pagedown")
        assert (screen_of(pilot).step, row_in_use(pilot)) == (2, "minimum")
        assert error_of(pilot, "minimum") == guide.refusal("minimum.above_target", target=400)
        assert value_of(pilot, "minimum") == "900"


async def test_a_number_that_is_missing_is_said_once(coach: Coach, file: Path) -> None:
    missing = guide.refusal("import.minimum")
    begin = missing.partition(":")[0]
    async with Window(coach).run_test(size=SMALL) as pilot:
        await asked(pilot, file, minimum="")
        assert shown(pilot).count(begin) == 1
        await pilot.press("pagedown")
        assert error_of(pilot, "minimum") == missing
        assert shown(pilot).count(begin) == 1
        await pilot.press("1", "backspace")
        assert not error_of(pilot, "minimum")
        assert shown(pilot).count(begin) == 1


async def test_yes_and_no_ask_for_no_amounts(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, file)
        await pilot.press("tab", "2")
        assert (screen_of(pilot).step, row_in_use(pilot)) == (1, "habit"), "what is known of it can be looked at"
        await pilot.press("enter")
        assert [row.id for row in screen_of(pilot).rows] == ["name", "standard"]
        await pilot.press("enter", "enter")
        assert screen_of(pilot).step == 3


async def test_page_keys_go_from_step_to_step_and_what_is_typed_stays(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await asked(pilot, file)
        await pilot.press("pageup", "pagedown", "pagedown", "pageup")
        assert (screen_of(pilot).step, value_of(pilot, "minimum")) == (2, "150")


# -- what becomes of them ----------------------------------------------------------------------------------------------


async def test_a_row_is_a_cycle_and_a_sign_a_day(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await previewed(pilot, file)
        rows = [line for line in lines(pilot) if re.match(r"\s+\d+  \d+ \w{3}  ", line)]
        assert len(rows) == 10
        assert all(len(row[15:45].strip()) == 30 for row in rows[:-1])
        counted = [list(map(int, row[45:].split())) for row in rows]
        total = next(line for line in lines(pilot) if line.strip().startswith(SAY["all"]))
        assert [sum(column) for column in zip(*counted, strict=True)] == list(map(int, total.split()[1:]))
        preview = screen_of(pilot).sheet.preview
        assert preview is not None
        assert all(text.split()[0] in shown(pilot) for _, text in preview.rows)


async def test_what_has_to_be_known_of_a_habit_is_said_beside_what_it_becomes(coach: Coach, tmp_path: Path) -> None:
    days = {FIRST + timedelta(at): ("YES_MANUAL", "gym") for at in range(5)}
    async with Window(coach).run_test(size=SMALL) as pilot:
        await choose(pilot, loop_zip(tmp_path / "labels.zip", {RUN: days}, numbers=()))
        await pilot.press("tab", "pagedown", "pagedown")
        said = " ".join(shown(pilot).split())
        remark = guide.say("import_remarks", "same_note", n=5)
        becomes = guide.say("importing", "stopped_alone", n=5)
        assert f"{becomes} {remark} {guide.word('importing', 'baselines_label')}" in said


async def test_on_a_narrow_window_the_counts_are_how_much_was_kept(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=(60, 20)) as pilot:
        await previewed(pilot, file)
        assert re.search(r"\d+ of \d+ kept", shown(pilot))
        assert not re.search(r"\s◔$", lines(pilot)[4])
        for _ in range(9):
            await pilot.press("down")
        assert re.search(r"^\s+10  16 Oct", shown(pilot), re.MULTILINE), "the cursor stays in sight"


async def test_in_the_smallest_window_all_of_it_can_be_read(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=(60, 12)) as pilot:
        await previewed(pilot, file)
        read = shown(pilot)
        for _ in range(30):
            await pilot.press("down")
            read += shown(pilot)
        assert all(label in read for label, _ in screen_of(pilot).sheet.preview.rows)  # type: ignore[union-attr]
        for _ in range(40):
            await pilot.press("up")
        assert guide.word("import_screen", "all") not in lines(pilot)[3]
        assert screen_of(pilot).sheet.cursor == 0


async def test_enter_shows_the_days_of_the_cycle_and_esc_or_pageup_comes_back(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await previewed(pilot, file)
        await pilot.press("down", "enter")
        sheet, preview = screen_of(pilot).sheet, screen_of(pilot).sheet.preview
        assert preview is not None
        assert lines(pilot)[2].split() == [*preview.cycles[1].title.split(), *preview.cycles[1].dates.split()]
        assert guide.say("import_screen", "more_days", more=14) in shown(pilot)
        for _ in range(20):
            await pilot.press("down")
        assert re.search(r"^   30  ", shown(pilot), re.MULTILINE)
        await pilot.press("pagedown")
        assert (sheet.looking, sheet.cursor) == (True, 2)
        await pilot.press("pageup", "escape")
        assert (sheet.looking, sheet.cursor) == (False, 1)
        await pilot.press("enter", "pageup", "pageup")
        assert (sheet.looking, sheet.cursor, screen_of(pilot).step) == (False, 0, 3)


async def test_days_name_the_keys_to_other_plans_where_there_are_any(coach: Coach, file: Path) -> None:
    before, after = (
        f"{key} {guide.word('keys', word)}" for key, word in (("PgUp", "cycle_before"), ("PgDn", "cycle_after"))
    )
    async with Window(coach).run_test(size=SMALL) as pilot:
        await previewed(pilot, file)
        await pilot.press("enter")
        sheet, preview = screen_of(pilot).sheet, screen_of(pilot).sheet.preview
        assert preview is not None
        last = len(preview.cycles) - 1
        for at in range(last + 1):
            assert (before in shown(pilot), after in shown(pilot)) == (at > 0, at < last)
            await pilot.press("pagedown")
        assert (sheet.looking, sheet.cursor) == (True, last)


async def test_a_wide_window_shows_the_days_beside(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=(120, 36)) as pilot:
        await previewed(pilot, file)
        assert "Mon 19 Jan" in shown(pilot)
        await pilot.press("down")
        assert "Wed 18 Feb" in shown(pilot)
        assert "Thu 19 Mar" in shown(pilot), "all thirty of them"


async def test_a_wide_window_shows_no_day_twice_but_amounts_and_notes_over_the_whole_width(
    coach: Coach, file: Path
) -> None:
    async with Window(coach).run_test(size=(120, 36)) as pilot:
        await previewed(pilot, file)
        assert shown(pilot).count("Mon 19 Jan") == 1
        assert "page 15" not in shown(pilot)
        await pilot.press("enter")
        assert shown(pilot).count("Mon 19 Jan") == 1
        assert SAY["note"] in shown(pilot)
        assert "page 15" in shown(pilot)
        await pilot.press("escape")
        assert "Mon 19 Jan" in shown(pilot)


async def test_in_a_narrow_window_what_has_to_be_told_is_said_whole(coach: Coach, tmp_path: Path) -> None:
    log = harsh_log(tmp_path / "log")
    async with Window(coach).run_test(size=(60, 20)) as pilot:
        await pilot.press("i", "2")
        pilot.app.post_message(Paste(str(log)))
        await pilot.pause()
        await pilot.press("tab", "pagedown")
        screen_of(pilot).query_one("#unit", LineField).put("words")
        screen_of(pilot)._count()
        await pilot.pause()
        assert guide.refusal("import.target") in " ".join(shown(pilot).split())


# -- bringing in -------------------------------------------------------------------------------------------------------


async def test_y_brings_them_in_and_setup_begins_with_the_habit(coach: Coach, file: Path, tmp_path: Path) -> None:
    app = Window(coach)
    async with app.run_test(size=SMALL) as pilot:
        await previewed(pilot, file)
        assert not coach.context.journal.path.exists()
        await pilot.press("y")
        assert isinstance(app.screen, SetupScreen)
        assert (app.screen.step, value_of(pilot, "name")) == (1, WRITE)
        assert [value_of(pilot, name) for name in ("unit", "target", "minimum")] == ["words", "400", "150"]
        assert value_of(pilot, "feedback_source") == ""
        (told,) = [said for said in app.told if "backup restore" in said]
        name = told.split()[-1]
        assert (tmp_path / "backups" / name).exists()
        assert coach.state is State.ENDED
        await pilot.press("f3")
        assert app.place == "plan"
    assert len(coach.context.journal.cycles()) == 10


async def test_after_a_plan_of_ones_own_y_leads_to_plan(tmp_path: Path, file: Path) -> None:
    app = Window(two_plans(tmp_path))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f5", "ctrl+p", *"Import", "enter", "down")
        app.post_message(Paste(str(file)))
        await pilot.pause()
        await pilot.press("tab", "pagedown", *"150", "pagedown", "y")
        assert (app.place, len(app.screen_stack)) == ("plan", 1)
        assert app.coach.state is State.RUNNING
    assert len(app.coach.context.journal.cycles()) == 12


@pytest.mark.parametrize("kind", ["loop", "harsh", "mastery"])
async def test_after_an_import_check_in_is_todays_though_the_plans_before_it_have_its_number_now(
    kind: str, coach: Coach, file: Path, tmp_path: Path
) -> None:
    if kind == "harsh":
        file = harsh_log(tmp_path / "log")
    if kind == "mastery":
        (tmp_path / "there").mkdir()
        file = with_a_plan(tmp_path / "there").context.journal.path
    app = Window(begin(coach))
    async with app.run_test(size=SMALL) as pilot:
        assert app.place == "check-in"
        await pilot.press("ctrl+p", *"Import", "enter", str(("loop", "harsh", "mastery").index(kind) + 1))
        app.post_message(Paste(str(file)))
        await pilot.pause()
        await pilot.press("tab", "pagedown")
        if kind != "mastery":
            for name, text in (("unit", "words"), ("target", "400"), ("minimum", "1")):
                screen_of(pilot).query_one(f"#{name}", LineField).put(text)
            await pilot.press("pagedown")
        assert screen_of(pilot).step == 3
        await pilot.press("y")
        await pilot.pause()
        assert (app.place, len(app.screen_stack)) == ("plan", 1)
        await pilot.press("f2", *"400", "enter", "5")
        assert app.screen.day == coach.today  # type: ignore[attr-defined]
        assert SAY["look"] in app.told[-1]
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("f3", "f2")
        assert coach.plan.number > 1
        assert coach.plan.day(coach.today).recorded
        assert coach.of_cycle(coach.plan.number).plan.day(coach.today).recorded
        for key, place in (("f4", "reflect"), ("f5", "progress"), ("f3", "plan")):
            await pilot.press(key)
            assert app.place == place
            assert app.screen.whose is app.coach  # type: ignore[attr-defined]


async def test_a_past_day_stays_that_of_its_plan_though_plans_come_in_before_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    (tmp_path / "there").mkdir()
    journal = with_a_plan(tmp_path / "there").context.journal.path
    app = Window(coach)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3", "left", "enter")
        assert app.screen.day == plan_date(2)  # type: ignore[attr-defined]
        coach_at(tmp_path, 3).importing.bring_in_journal(journal)
        app._look_around()
        await pilot.pause()
        assert app.screen.day == plan_date(2)  # type: ignore[attr-defined]
        await pilot.press(*"400", "ctrl+s")
        await pilot.pause()
    assert coach.plan.day(plan_date(2)).recorded


async def test_keys_written_at_once_do_what_they_do_one_by_one(coach: Coach, file: Path) -> None:
    app = Window(coach)
    async with app.run_test(size=SMALL) as pilot:
        keys = ("i", "down", *str(file), "tab", "pagedown", *"150", "pagedown", "down", "enter", "escape", "y")
        await at_once(pilot, *keys, "enter", *" daily")
        assert isinstance(app.screen, SetupScreen)
        assert value_of(pilot, "name") == f"{WRITE} daily"
    assert len(coach.context.journal.cycles()) == 10


async def test_the_backup_that_is_named_is_among_those_to_go_back_to(tmp_path: Path, file: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    record(coach, 2, amount=400)
    app = Window(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await palette_previewed(pilot, file)
        await pilot.press("y")
        (told,) = [said for said in app.told if "backup restore" in said]
        await pilot.press("ctrl+p", *"Backups", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, Backups)
        assert told.split()[-1] in [backup.name for backup in screen.states]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_what_came_in_names_its_backup_in_one_line_until_a_key_is_pressed(
    size: tuple[int, int], coach: Coach, file: Path
) -> None:
    app = MasteryApp(begin_and_end(coach))
    async with app.run_test(size=size, notifications=True) as pilot:
        await palette_previewed(pilot, file)
        await pilot.press("y")
        await pilot.pause()
        (name,) = [backup.name for backup in coach.file.backups() if backup.name.endswith("-import.json")]
        assert any(name in line for line in lines(pilot))
        await pilot.press("down")
        assert any(name in line for line in lines(pilot)), "typed ahead, it is not read yet"
        app._read_from -= 10
        await pilot.press("down")
        await pilot.pause()
        assert name not in shown(pilot)


async def test_a_second_y_takes_no_step_of_a_cue_on_plan(tmp_path: Path, file: Path) -> None:
    coach = begin(coach_at(tmp_path, 16))
    for day in (14, 15):
        record(coach, day, outcome=Outcome.CANCELLED)
    app = Window(coach)
    async with app.run_test(size=SMALL) as pilot:
        await palette_previewed(pilot, file)
        cue, revision = coach.cues.banner(), coach.window.rev
        assert cue is not None
        assert cue.step
        await at_once(pilot, "y", "y")
        assert (app.place, len(app.screen_stack)) == ("plan", 1)
        assert coach.window.rev == revision + 1, "the import alone was saved"
        await at_once(pilot, "down", "y")
        assert coach.window.rev == revision + 2, "any other key ends it"


def with_a_plan(folder: Path) -> Coach:
    """A plan that began among the days of the archive and has ended; two of its days are recorded, one of them also
    there."""
    coach = coach_at(folder)
    clock = clock_of(coach)
    clock.set(FIRST + timedelta(30))
    from tests.tui.people import WRITING

    coach.plan.start(WRITING, 400, 150, FIRST + timedelta(30))
    for at in (30, 32):
        clock.set(FIRST + timedelta(at), 20)
        coach.days.check_in(_done(), FIRST + timedelta(at))
    clock.set(FIRST + timedelta(61))
    coach.plan.finish()
    clock.set(START)
    return coach


def _done() -> Any:
    from mastery_tui.practice.draft import Draft

    return Draft(amount=500.0)


async def test_r_keeps_fills_or_replaces_what_is_recorded_here(tmp_path: Path, file: Path) -> None:
    app = Window(with_a_plan(tmp_path))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3", "ctrl+p", *"Import", "enter", "down")
        app.post_message(Paste(str(file)))
        await pilot.pause()
        await pilot.press("tab", "pagedown", *"150", "pagedown")
        sheet = screen_of(pilot).sheet
        days: list[int] = []
        for word in ("import_into", "import_replace", "import_keep"):
            assert f"r {KEYS[word]}" in keys_of(pilot)
            assert sheet.preview is not None
            days.append(sheet.preview.days)
            drawn = [line for line in lines(pilot) if "!" in line and "Feb" in line]
            assert len(drawn) == (word != "import_into")
            await pilot.press("r")
        assert f"r {KEYS['import_into']}" in keys_of(pilot)
        assert days[0] < days[1] < days[2] == days[1] + 2
        assert sheet.preview.days == days[0]


async def with_a_plan_previewed(pilot: Pilot[None], file: Path, unit: str = "") -> None:
    """The third step over a plan that has dates of the file."""
    await pilot.press("f3", "ctrl+p", *"Import", "enter", "down")
    pilot.app.post_message(Paste(str(file)))
    await pilot.pause()
    await pilot.press("tab", "pagedown", *"150", *(("up", "up", *unit) if unit else ()), "pagedown")
    await pilot.pause()
    assert screen_of(pilot).step == 3


async def test_where_days_cannot_fill_what_is_here_the_preview_is_there_again_without_that(
    tmp_path: Path, file: Path
) -> None:
    app = Window(with_a_plan(tmp_path))
    async with app.run_test(size=SMALL) as pilot:
        await with_a_plan_previewed(pilot, file, unit="s")
        await pilot.press("r")
        await pilot.pause()
        assert (screen_of(pilot).step, row_in_use(pilot)) == (2, "unit")
        assert error_of(pilot, "unit") == guide.refusal("import.other_unit", number=1)
        await pilot.press("pagedown")
        await pilot.pause()
        assert screen_of(pilot).step == 3
        assert f"r {KEYS['import_into']}" in keys_of(pilot)


async def test_a_record_here_that_cannot_be_read_is_said_and_the_app_goes_on(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise UnreadableJournal("journal.not_json", file="mastery.json")

    app = Window(with_a_plan(tmp_path))
    async with app.run_test(size=SMALL) as pilot:
        await with_a_plan_previewed(pilot, file)
        monkeypatch.setattr(Importing, "_timeline", unreadable)
        await pilot.press("r")
        await pilot.pause()
        assert app.told == [guide.refusal("journal.not_json", file="mastery.json")]
        assert screen_of(pilot).step == 3
        assert f"r {KEYS['import_into']}" in keys_of(pilot)
        await pilot.press("f3")
        assert app.screen.query_one("#tabs")
        assert not isinstance(app.screen, ImportScreen)


async def test_where_nothing_is_recorded_here_r_is_not_there(coach: Coach, file: Path) -> None:
    async with Window(coach).run_test(size=SMALL) as pilot:
        await previewed(pilot, file)
        assert "r " + KEYS["import_into"] not in keys_of(pilot)


async def test_what_another_window_saves_meanwhile_is_in_the_preview(tmp_path: Path, file: Path) -> None:
    app = Window(with_a_plan(tmp_path))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f3", "ctrl+p", *"Import", "enter", "down")
        app.post_message(Paste(str(file)))
        await pilot.pause()
        await pilot.press("tab", "pagedown", *"150", "pagedown", "r", "down")
        before = screen_of(pilot).sheet.preview
        assert before is not None
        other = coach_at(tmp_path)
        other.of_cycle(1).days.check_in(_done(), FIRST + timedelta(33))
        app._look_around()
        await pilot.pause()
        after = screen_of(pilot).sheet.preview
        assert after is not None
        assert after.days == before.days - 1
        assert screen_of(pilot).sheet.cursor == 1


async def test_while_another_window_saves_it_waits_and_comes_in_once(
    coach: Coach, file: Path, until: Callable[..., Any]
) -> None:
    app = Window(begin_and_end(coach))
    async with app.run_test(size=SMALL) as pilot:
        await palette_previewed(pilot, file)
        with locked(coach.context.journal.path, 0):
            await pilot.press("y", "y")
            assert guide.word("dialogs", "one_waits") in app.told
            assert screen_of(pilot).step == 3
        await until(pilot, lambda: app.place == "plan" and len(app.screen_stack) == 1)
    assert len(coach.context.journal.cycles()) == 11


async def test_left_while_it_waits_nothing_comes_in(coach: Coach, file: Path) -> None:
    app = Window(begin_and_end(coach))
    async with app.run_test(size=SMALL) as pilot:
        await palette_previewed(pilot, file)
        with locked(coach.context.journal.path, 0):
            await pilot.press("y", "escape")
        await pilot.pause(0.3)
    assert len(coach.context.journal.cycles()) == 1
    assert app.fault is None


@pytest.fixture
def until() -> Callable[..., Any]:
    from tests.tui.test_waiting import until as waits

    return waits


def begin_and_end(coach: Coach) -> Coach:
    """A plan that has ended."""
    begin(coach)
    record(coach, 1, amount=400)
    clock_of(coach).set(plan_date(31))
    coach.plan.finish()
    return coach


async def palette_previewed(pilot: Pilot[None], file: Path) -> None:
    await pilot.press("f3", "ctrl+p", *"Import", "enter", "down")
    pilot.app.post_message(Paste(str(file)))
    await pilot.pause()
    await pilot.press("tab", "pagedown", *"150", "pagedown")
    assert screen_of(pilot).step == 3


async def test_a_long_file_holds_keys_and_leaves_the_app_alive(
    coach: Coach, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, go_on = Importing.read, Event()
    begun = Event()

    def slow(*what: Any) -> Any:
        begun.set()
        assert go_on.wait(30)
        return reads(*what)

    monkeypatch.setattr(Importing, "read", slow)
    app = Window(coach)
    async with app.run_test(size=SMALL) as pilot:
        await choose(pilot, file)
        for name in ("tab", "2", "enter"):
            from tests.tui.bursts import key

            event = key(name)
            event.set_sender(app)
            app.keys.take(event)
        for _ in range(500):
            if begun.is_set() and SAY["reading"] in shown(pilot):
                break
            from asyncio import sleep

            await sleep(0.01)
        assert SAY["reading"] in shown(pilot), "the app draws while the file is read"
        go_on.set()
        await pilot.pause()
        assert (screen_of(pilot).step, value_of(pilot, "name")) == (2, RUN)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (109, 30), (110, 30), (120, 36), (200, 60)])
async def test_what_a_journal_brings_is_said_at_every_width(
    size: tuple[int, int], coach: Coach, tmp_path: Path
) -> None:
    journal = begin(coach_at(tmp_path / "there")).context.journal.path
    async with Window(coach).run_test(size=size) as pilot:
        await pilot.press("i", "3")
        pilot.app.post_message(Paste(str(journal)))
        await pilot.pause()
        await pilot.press("pagedown")
        view = screen_of(pilot).days.whole
        assert view is not None
        told = " ".join(shown(pilot).split())
        assert all(line in told for line in (SAY["becomes_journal"], *view.lines))


async def test_another_journal_comes_in_as_it_is(coach: Coach, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    two_plans(other)
    app = Window(coach_at(tmp_path, 34))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("i", "3")
        app.post_message(Paste(str(other / "mastery.json")))
        await pilot.pause()
        await pilot.press("tab", "pagedown")
        assert screen_of(pilot).step == 3
        assert guide.say("import_screen", "step", step=2, steps=2) in lines(pilot)[0]
        assert str(pilot.app.screen.query_one("#question", Static).render()) == SAY["becomes_journal"]
        await pilot.press("pageup", "pagedown", "y")
        assert app.coach.state is State.RUNNING
        assert app.place == "plan"
    assert len(app.coach.context.journal.cycles()) == 2


async def test_in_ascii_every_sign_is_one(coach: Coach, tmp_path: Path, file: Path) -> None:
    async with Window(coach_at(tmp_path, 1, Settings(ascii=True))).run_test(size=SMALL) as pilot:
        await previewed(pilot, file)
        assert shown(pilot).isascii()
        await pilot.press("enter")
        assert shown(pilot).isascii()
