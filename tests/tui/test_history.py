"""History: the search as one types, the list, and the days that it opens."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey
from mastery_tui.coach.exporting_views import ExportKind
from mastery_tui.coach.history import Found
from mastery_tui.coach.history_views import Text
from mastery_tui.practice.choices import Outcome
from mastery_tui.practice.records import replace
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.entry import EntryDialog
from mastery_tui.tui.dialogs.help import HelpScreen
from mastery_tui.tui.palette import commands
from mastery_tui.tui.places.check_in import CheckInScreen
from mastery_tui.tui.places.history import ENTRY_LINES, HistoryScreen
from mastery_tui.tui.places.plan import PlanScreen
from mastery_tui.tui.places.summary import SummaryScreen
from mastery_tui.tui.signs import UNICODE
from mastery_tui.tui.widgets.drawn import Drawn
from mastery_tui.tui.widgets.found_text import HIT, in_lines, in_one_line
from mastery_tui.tui.widgets.history_list import HistoryList
from mastery_tui.tui.widgets.key_bar import KeyBar
from tests.tui.bursts import at_once, spelt
from tests.tui.people import WRITING, begin, coach_at, plan_date, record, two_plans, writer_on_day_12
from tests.walks.seeing import lines

SMALL, WIDE, NARROW = (80, 24), (120, 36), (60, 20)
OWNER = guide.say("history", "cycle", n=1, name="Write 400 words")
WORD = guide.words("history")


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return two_plans(tmp_path)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def typed(pilot: Pilot[None], text: str) -> None:
    await at_once(pilot, *("space" if sign == " " else sign for sign in spelt(text)))


async def everything(pilot: Pilot[None]) -> None:
    """Wait until all is read."""
    screen = history(pilot)
    while screen.book is None or not screen.book.ready:
        await pilot.pause(0.01)
    await pilot.pause()


def history(pilot: Pilot[None]) -> HistoryScreen:
    assert isinstance(pilot.app.screen, HistoryScreen)
    return pilot.app.screen


def chosen(pilot: Pilot[None]) -> tuple[int, str]:
    """The place and the title of the entry under the cursor."""
    screen = history(pilot)
    assert screen.chosen is not None
    return screen.listed.cursor, screen.chosen.title


def counted(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#found", Static).render())


def found(some: int, count: int = 17) -> str:
    return guide.say("history", "found", found=some, count=count)


def heading(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#heading", Static).render())


def entry(pilot: Pilot[None]) -> str:
    return "\n".join(
        "".join(text for text, _ in line) for line in pilot.app.screen.query_one("#entry", Drawn).lines_at(74)
    )


def bar(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(KeyBar).render().plain


# -- opening it, and going back ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["plan", "progress"])
async def test_a_slash_opens_it_with_the_keys_in_the_search_and_esc_leads_back(coach: Coach, place: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, {"plan": "f3", "progress": "f5"}[place], "slash")
        assert history(pilot).field.entry.has_focus
        assert app.place == place
        await press(pilot, "escape")
        assert history(pilot).listed.has_focus
        await press(pilot, "escape")
        assert app.place == place
        assert len(app.screen_stack) == 1


async def test_what_is_typed_behind_the_slash_is_looked_for(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3")
        await at_once(pilot, "/", *spelt("false"))
        assert history(pilot).field.value == "false"
        await everything(pilot)
        assert counted(pilot) == found(2)


@pytest.mark.parametrize("sign", [":", "?", "!", "/", "q", "u", "<", "."])
async def test_signs_that_are_keys_elsewhere_are_text_in_the_search(coach: Coach, sign: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, f"a{sign}b")
        assert history(pilot).field.value == f"a{sign}b"


async def test_f3_leads_to_plan_and_the_next_search_begins_anew(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "false")
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)
        assert len(app.screen_stack) == 1
        await press(pilot, "slash")
        assert history(pilot).field.value == ""


async def test_the_palette_finds_it_from_every_place_but_itself(coach: Coach) -> None:
    app = MasteryApp(coach)
    title = guide.word("palette", "history").removesuffix(" (/)")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f4")
        assert title in {each.title.removesuffix(" (/)") for each in commands(app, app.screen)}
        await app.run_action("history", app.screen)
        await pilot.pause()
        assert history(pilot).field.entry.has_focus
        assert title not in {each.title.removesuffix(" (/)") for each in commands(app, app.screen)}
        await press(pilot, "escape", "escape")
        assert app.place == "reflect"


async def test_its_keys_are_named_as_they_act(coach: Coach) -> None:
    app = MasteryApp(coach)
    keys = guide.words("keys")
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        assert bar(pilot).startswith(f"enter {keys['open_day']}  esc {keys['leave_text']}")
        await press(pilot, "escape")
        assert bar(pilot).startswith(f"enter {keys['open_day']}  / {keys['find']}  esc {keys['back']}")
        await press(pilot, "slash")
        assert history(pilot).field.entry.has_focus


async def test_help_is_about_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash", "escape", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        place = guide.word("help_titles", "history")
        assert app.screen.dialog_title == guide.say("help_titles", "title", place=place)
        await press(pilot, "escape")
        assert history(pilot).listed.has_focus


# -- the list ----------------------------------------------------------------------------------------------------------


async def test_the_list_stands_under_the_headings_of_its_cycles(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        shown = lines(app)
        assert counted(pilot) == found(17)
        second = guide.say("history", "cycle", n=2, name="Write 400 words")
        since = guide.say("history", "since", first=guide.date_words(plan_date(32), "year_short"))
        assert shown[4] == f"   {second}   {since}"
        assert (
            shown[5]
            == f"   › {guide.date_words(plan_date(33), 'short'):10}   2 ○ {guide.word('outcomes', 'cancelled')}"
        )
        assert (
            shown[6] == f"     {guide.date_words(plan_date(32), 'short'):10}   1 ◐ 420{' ' * 25}Two false starts again."
        )
        assert shown[7] == ""
        assert shown[8].startswith(f"   {OWNER}   ")
        kinds = ("summary", "transfer", "closed", "reflection", "adjustment")
        for line, (sign, kind) in zip(shown[9:14], zip("sxawa", kinds, strict=True), strict=True):
            assert f" {sign} {guide.word('history_kinds', kind)} " in line


async def test_arrows_and_page_keys_move_the_cursor_while_one_types(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        await press(pilot, "down", "down")
        assert chosen(pilot) == (2, guide.date_words(plan_date(30)))
        assert history(pilot).field.entry.has_focus
        await press(pilot, "up")
        assert chosen(pilot)[0] == 1
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert chosen(pilot) == (16, guide.date_words(plan_date(1)))
        await press(pilot, "down")
        assert chosen(pilot)[0] == 16
        assert guide.date_words(plan_date(1), "short") in "\n".join(lines(app))
        await press(pilot, "pageup", "pageup", "pageup", "up")
        assert chosen(pilot)[0] == 0
        assert guide.say("history", "cycle", n=2, name="Write 400 words") in "\n".join(lines(app))
        await press(pilot, "escape", "j", "j", "k")
        assert chosen(pilot)[0] == 1


async def test_a_letter_more_begins_at_the_top_again(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash", "down", "down")
        await typed(pilot, "fa")
        await everything(pilot)
        assert chosen(pilot)[0] == 0
        assert counted(pilot) == found(2)
        await press(pilot, "backspace", "backspace")
        assert counted(pilot) == found(17)


async def test_what_was_looked_for_is_lit_and_the_text_is_cut_around_it(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "earplugs")
        await everything(pilot)
        row = next(line for line in lines(app) if " x " in line)
        assert row.endswith("earplugs")
        assert "…" in row


async def test_nothing_found_says_how_to_find_more(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "zzz")
        await everything(pilot)
        assert [line.strip() for line in lines(app)[4:6]] == [WORD["none"], WORD["none_more"]]
        assert counted(pilot) == found(0)
        assert entry(pilot) == ""
        await press(pilot, "enter", "down", "pagedown")
        assert "enter" not in bar(pilot)
        await press(pilot, "backspace", "backspace", "backspace")
        assert chosen(pilot)[0] == 0


async def test_an_empty_history_says_what_will_stand_there(tmp_path: Path) -> None:
    app = MasteryApp(begin(coach_at(tmp_path, 1)))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        said = " ".join(line.strip() for line in lines(app)[4:6])
        assert said.strip() == WORD["empty"]
        assert counted(pilot) == found(0, 0)
        await press(pilot, "enter", "escape", "escape")
        assert isinstance(app.screen, PlanScreen)


async def test_only_rows_that_can_be_seen_are_worded(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()
    row = Found.row
    monkeypatch.setattr(Found, "row", lambda self, at: asked.add(at) or row(self, at))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 16)) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        assert 0 in asked
        assert len(asked) < 6
        asked.clear()
        await press(pilot, "down")
        assert len(asked) < 6


async def test_who_is_quicker_than_the_reading_finds_the_list_go_on(
    coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mastery_tui.tui.places.history.FIRST_READ", 2)
    monkeypatch.setattr("mastery_tui.tui.places.history.PAUSE", 3600)
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        assert OWNER not in "\n".join(lines(app))
        assert counted(pilot) == ""
        await press(pilot, "down", "down", "down")
        assert chosen(pilot) == (3, guide.date_words(plan_date(24)))
        assert OWNER in "\n".join(lines(app))


async def test_a_move_of_the_cursor_asks_the_coach_for_nothing(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        book = history(pilot).book
        monkeypatch.setattr(type(coach.context.journal), "cycles", lambda self: pytest.fail("it was read again"))
        await press(pilot, "down", "pagedown", "up")
        assert history(pilot).book is book


# -- the entry under the cursor ----------------------------------------------------------------------------------------


async def test_the_entry_stands_below_the_list_in_a_few_lines(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await everything(pilot)
        title, day = guide.date_words(plan_date(8)), guide.say("left", "day", day=8)
        first, told, contexts, note = entry(pilot).splitlines()
        assert first == f"{title}   {day}   408 words, {guide.word('outcomes', 'done')}"
        assert told.startswith(f"{guide.field_label('effort')} 8, {guide.word('feelings', 'anxious')} 3")
        assert (contexts, note) == ("@desk", "The kitchen was quiet, the café was not.")
        assert lines(app)[18].strip() == first


async def test_a_wide_terminal_shows_the_whole_entry_on_the_right(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "earplugs")
        await everything(pilot)
        panel = [line[80:].strip() for line in lines(app)]
        assert panel[2].startswith(guide.date_words(plan_date(24)))
        held, broke, following = (guide.word("left", name) for name in ("held", "broke", "next"))
        place = f"in a café ({guide.word('changed', 'place')})"
        for text in (
            place,
            "262 words",
            f"{held} the order of work",
            f"{broke} the count",
            f"{following} earplugs",
            OWNER,
        ):
            assert text in panel


async def test_a_narrow_terminal_leaves_effort_and_feeling_to_the_entry(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await everything(pilot)
        row = next(line for line in lines(app) if "›" in line)
        assert "quiet" in row
        assert "e8" not in row
        assert f"{guide.field_label('effort')} 8" in entry(pilot)


async def test_in_ascii_nothing_else_is_drawn(tmp_path: Path) -> None:
    app = MasteryApp(two_plans(tmp_path, Settings(ascii=True)))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "kitchen")
        await everything(pilot)
        text = "\n".join(lines(app)).replace("é", "e")
        assert text.isascii()
        assert f"> {guide.date_words(plan_date(8), 'short')}" in text


# -- days --------------------------------------------------------------------------------------------------------------


async def test_enter_opens_a_day_of_an_ended_cycle_named_and_esc_returns(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.day == plan_date(8)
        assert heading(pilot).splitlines()[1] == OWNER
        assert app.screen.rows.typed["amount"] == "408"
        await press(pilot, "escape", "escape")
        assert history(pilot).field.value == "quiet"
        assert chosen(pilot)[1] == guide.date_words(plan_date(8))


async def test_a_note_is_corrected_and_found_and_undo_says_whose_day_it_was(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter", "escape", "n")
        await typed(pilot, " Nobody spoke.")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.saved_day == plan_date(8)
        assert f"enter {guide.word('keys', 'back')}  e {guide.word('keys', 'edit')}" in bar(pilot)
        await press(pilot, "enter")
        assert chosen(pilot)[1] == guide.date_words(plan_date(8))
        await press(pilot, *["backspace"] * 5)
        await typed(pilot, "nobody")
        await everything(pilot)
        assert counted(pilot) == found(1)
        await press(pilot, "escape", "u")
        said = [notice.message for notice in app._notifications]
        what = guide.say("undone", "correct", day=plan_date(8), cycle=1)
        assert guide.say("dialogs", "undone", what=what) in said
        assert counted(pilot) == found(0)


async def test_a_forgotten_day_is_reached_by_page_keys_and_recorded(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "halfhour")
        await press(pilot, *["backspace"] * 8)
        await typed(pilot, "160")
        await press(pilot, "enter", "pagedown", "pagedown")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.day == plan_date(5)
        await typed(pilot, "420")
        await press(pilot, "ctrl+s")
        assert coach.of_cycle(1).plan.day(plan_date(5)).recorded
        assert coach.plan.number == 2


async def test_today_goes_to_its_own_place(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    record(coach, 12, amount=420, note="early today")
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "early")
        await press(pilot, "enter")
        assert app.place == "check-in"
        assert len(app.screen_stack) == 1


async def test_a_day_of_the_cycle_that_runs_has_all_its_keys(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "again")
        await press(pilot, "enter", "escape", "colon")
        assert app.screen.is_modal


async def test_a_day_of_an_ended_cycle_offers_no_one_line_and_no_routine(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter", "escape", "colon", "i")
        assert isinstance(app.screen, CheckInScreen)


async def test_commands_of_the_plan_are_about_the_one_that_runs(coach: Coach) -> None:
    """Over a day of an earlier cycle too."""
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter")
        titles = {each.title: each.callback for each in commands(app, app.screen)}
        app.call_later(titles[guide.word("palette", "check_in_one_line").removesuffix(" (:)")])
        await pilot.pause()
        assert app.screen.is_modal
        await typed(pilot, "430")
        await press(pilot, "enter")
        assert coach.plan.day(plan_date(34)).recorded
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.saved_day is None
        await app.run_action("rest_tomorrow", app.screen)
        await pilot.pause()
        assert coach.days.form(plan_date(35)).rest_planned
        assert not app._exception


async def test_a_day_of_an_ended_cycle_is_deleted_once_that_is_confirmed(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter")
        assert app.screen.check_action("ask_to_delete", ())
        await app.run_action("ask_to_delete", app.screen)
        await press(pilot, "y")
        assert not coach.of_cycle(1).plan.day(plan_date(8)).recorded
        assert not app.screen.check_action("ask_to_delete", ())


async def test_a_draft_of_an_earlier_day_is_kept_and_goes_along(coach: Coach) -> None:
    app = MasteryApp(coach)
    key = DraftKey(coach.of_cycle(1).plan.cycle_id, "check_in", plan_date(8).isoformat())
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter")
        await press(pilot, *["backspace"] * 3)
        await typed(pilot, "390")
        await press(pilot, "f5")
        assert coach.drafts.get(key) is not None
        await press(pilot, "slash")
        await typed(pilot, "quiet")
        await press(pilot, "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert app.screen.rows.typed["amount"] == "390"
        await press(pilot, "ctrl+s")
        assert coach.drafts.get(key) is None
        await press(pilot, "f3")
        assert isinstance(app.screen, (PlanScreen, HistoryScreen))
        form = coach.of_cycle(1).days.form(plan_date(8))
        assert form.recorded is not None
        assert form.recorded.amount == 390


async def test_what_another_window_recorded_shows_and_the_search_stays(coach: Coach, tmp_path: Path) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "elsewhere")
        await everything(pilot)
        assert counted(pilot) == found(0)
        other = coach_at(tmp_path, 34)
        record(other, 34, outcome=Outcome.CANCELLED, note="from elsewhere")
        app._look_around()
        await everything(pilot)
        assert counted(pilot) == found(1, 18)
        assert history(pilot).field.value == "elsewhere"


async def test_a_day_stays_that_of_its_plan_with_what_is_typed_should_another_window_end_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    record(coach, 9, amount=400)
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f5", *["left"] * 3, "enter")
        await typed(pilot, "444")
        other = coach_at(tmp_path, 12)
        other.plan.finish()
        other.plan.start(WRITING, 400, 150)
        app._look_around()
        await pilot.pause()
        assert heading(pilot).splitlines()[1] == OWNER
        await press(pilot, "ctrl+s")
        form = coach.of_cycle(1).days.form(plan_date(9))
        assert form.recorded is not None
        assert form.recorded.amount == 444
        await press(pilot, "enter", "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_the_name_of_a_long_plan_is_whole_in_the_panel(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2), replace(WRITING, name="Write four hundred words before lunch"))
    record(coach, 1, amount=400)
    app = MasteryApp(coach)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        entry = app.screen.query_one("#entry", Drawn)
        lines = ["".join(text for text, _ in line) for line in entry.lines_at(entry.content_size.width)]
        assert " ".join(lines[-2:]) == guide.say("history", "cycle", n=1, name="Write four hundred words before lunch")


async def test_plan_opens_days_of_a_plan_that_has_ended(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 31))
    record(coach, 29, amount=400)
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "left", "enter")
        assert isinstance(app.screen, CheckInScreen)
        assert heading(pilot).splitlines()[1] == OWNER
        await typed(pilot, "410")
        await press(pilot, "ctrl+s", "enter")
        assert isinstance(app.screen, PlanScreen)
        assert coach.of_cycle(1).plan.day(plan_date(29)).recorded


# -- drawing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "width", "drawn"),
    [
        (Text("a short one"), 20, "a short one"),
        (Text("a text that is longer"), 10, "a text th…"),
        (Text("a text that is longer", ((2, 6),)), 10, "a [text] th…"),
        (Text("a text that is much longer", ((20, 26),)), 12, "…much [longer]"),
        (Text("one two three four five six", ((8, 13),)), 12, "…two [three]…"),
        (Text("end", ((0, 3),)), 3, "[end]"),
        (Text("今日は朝から静かな机で書いた", ((9, 10),)), 11, "…な[机]で書…"),
    ],
)
def test_a_text_is_cut_around_what_was_looked_for(text: Text, width: int, drawn: str) -> None:
    pieces = in_one_line(text, width, "$quiet", UNICODE)
    assert "".join(f"[{part}]" if style == HIT else part for part, style in pieces) == drawn


def test_a_folded_text_is_lit_on_each_of_its_lines() -> None:
    text = Text("one two one two one", ((0, 3), (4, 7), (16, 19)))
    folded = in_lines(text, 9, "")
    drawn = ["".join(f"[{part}]" if style == HIT else part for part, style in line) for line in folded]
    assert drawn == ["[one] [two]", "one two", "[one]"]


# -- summaries and texts -----------------------------------------------------------------------------------------------


async def test_enter_on_a_summary_opens_the_page_of_its_cycle_and_esc_returns(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await everything(pilot)
        await press(pilot, "down", "down")
        assert bar(pilot).startswith(f"enter {guide.word('keys', 'summary')}")
        await press(pilot, "enter")
        shown = app.screen
        assert isinstance(shown, SummaryScreen)
        assert shown.view == coach.of_cycle(1).progress.summary()
        assert "New plan" not in bar(pilot)
        assert f"esc {guide.word('keys', 'history')}" in bar(pilot)
        await press(pilot, "n", "s", "slash", "escape")
        assert chosen(pilot)[0] == 2


@pytest.mark.parametrize("ended", [False, True])
async def test_s_on_a_day_of_an_earlier_plan_opens_that_plans_page_and_e_exports_it(coach: Coach, ended: bool) -> None:
    if ended:
        coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "160")
        await press(pilot, "enter", "pagedown", "pagedown", "s")
        shown = app.screen
        assert isinstance(shown, SummaryScreen)
        assert shown.view == coach.of_cycle(1).progress.summary()
        assert f"esc {guide.word('keys', 'back')}" in bar(pilot)
        await press(pilot, "e")
        assert coach.of_cycle(1).exporting.suggested(ExportKind.MD) in "\n".join(lines(app))
        await press(pilot, "escape", "escape")
        assert app.screen.day == plan_date(5)  # type: ignore[attr-defined]
        await press(pilot, "s", "f3")
        assert (isinstance(app.screen, PlanScreen), len(app.screen_stack)) == (True, 1)


async def test_a_text_that_the_pane_cuts_off_is_read_in_full_and_esc_returns(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    texts = {"prompt": "I began small. " * 20, "experiment": "Before nine. " * 20}
    coach.reflections.write(2, texts, better_next_week="the last field")
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "reflected small")
        await everything(pilot)
        cut_off = entry(pilot).splitlines()
        assert len(cut_off) == ENTRY_LINES
        assert "small; Before" in coach.progress.history().find("reflected").row(0).text.text
        assert bar(pilot).startswith(f"enter {guide.word('keys', 'read')}")
        await press(pilot, "enter")
        assert isinstance(app.screen, EntryDialog)
        await press(pilot, "pagedown", "pagedown")
        assert "the last field" in "\n".join(lines(app))
        await press(pilot, "escape")
        assert history(pilot).field.value == "reflected small"


async def test_a_pane_that_has_no_room_for_every_field_says_so(coach: Coach) -> None:
    screen = HistoryScreen()
    fields = tuple(Text(f"field {number}") for number in range(6))
    told = coach.progress.history().find("earplugs").entry(0)
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL):
        await app.push_screen(screen)
        shown = screen._short(replace(told, written=fields), 74)
    assert "".join(text for text, _ in shown[-1]) == "field 2 …"


async def test_f3_leads_to_plan_from_a_text_that_is_read(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "f3", "slash")
        await typed(pilot, "earplugs")
        await press(pilot, "enter")
        assert isinstance(app.screen, EntryDialog)
        await press(pilot, "f3")
        assert isinstance(app.screen, PlanScreen)


async def test_a_click_where_no_entry_stands_chooses_none(tmp_path: Path) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", "/")
        listed = app.screen.query_one(HistoryList)
        for line in range(listed.size.height):
            listed.cursor = 3
            await pilot.click(listed, offset=(5, line))
            assert listed.cursor == (line - 1 if 1 <= line <= len(listed.found or ()) else 3)
        await pilot.press("/", *"zqxj")
        assert listed.found is not None
        assert len(listed.found) == 0
        await pilot.click(listed, offset=(5, 1), times=2)
        assert isinstance(app.screen, HistoryScreen)
