"""Reflect: the week's question, the conditions slots, drafts by week, and what is kept."""

from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.records import Reflection
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.forms.reflect_form import ReflectForm, ThreeWeeksForm
from mastery_tui.tui.places.reflect import ReflectScreen
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.note_field import NoteField
from tests.tui.people import WRITING, begin, clock_of, coach_at, plan_date, record, writer_in_week_3

LEFT = guide.say("leaving", "left_at", day=guide.word("weekdays", 6), time="08:00")
"""What stands over what was typed on the Saturday of these tests."""
BASELINE = guide.say("reflect", "baseline_line", median="392 words", lowest=170, highest=401, n=7, day=7)


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_in_week_3(tmp_path)


def heading_of(week: int) -> str:
    return guide.say("reflect", "heading", week=week, name=guide.week(week).name.lower())


def unfinished(week: int) -> str:
    return guide.say("leaving", "unfinished", what=guide.say("drafts_of", "reflect", about=week))


def screen_of(app: MasteryApp) -> ReflectScreen:
    assert isinstance(app.screen, ReflectScreen)
    return app.screen


async def reflecting(pilot: Pilot[None], *keys: str) -> ReflectScreen:
    await pilot.press("f4", *keys)
    assert isinstance(pilot.app, MasteryApp)
    return screen_of(pilot.app)


async def typing(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys faster than any of them can be dealt with."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await pilot.pause()


def shown(screen: ReflectScreen, name: str) -> str:
    return str(screen.query_one(f"#{name}", Static).render())


def form_of(screen: ReflectScreen) -> ReflectForm:
    assert screen.form is not None
    return screen.form


def bar_of(pilot: Pilot[None]) -> str:
    """The keys as they are drawn."""
    lines = ["".join(part.text for part in strip) for strip in pilot.app.screen._compositor.render_strips()]
    return lines[-1]


def keys_of(screen: ReflectScreen) -> str:
    return str(screen.query_one("#keys", KeyBar).render())


def field(screen: ReflectScreen, name: str) -> LineField:
    return form_of(screen).query_one(f"#{name}", LineField)


def answer(screen: ReflectScreen) -> str:
    return screen.query_one(NoteField).value


def written(coach: Coach, week: int) -> Reflection | None:
    return coach.reflections.view(week).written


async def test_week_3_asks_its_question_and_shows_last_weeks_better(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        heading = shown(screen, "heading")
        assert guide.week(3).prompt in heading
        assert guide.say("reflect", "last_better", text="start before 9 on four days") in heading
        assert shown(screen, "baseline") == BASELINE
        assert field(screen, "now").has_focus_within


async def test_values_begin_in_column_19_and_the_second_column_in_50(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        for name, column in (("now", 18), ("time", 18), ("people", 49), ("better_next_week", 18)):
            assert field(screen, name).line.region.x == column, name
        assert field(screen, "people").line.region.y == field(screen, "time").line.region.y


async def test_slots_stand_below_each_other_at_60_columns(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(60, 20)) as pilot:
        screen = await reflecting(pilot)
        assert field(screen, "people").line.region.x == field(screen, "time").line.region.x == 18
        assert field(screen, "people").line.region.y > field(screen, "state").line.region.y


async def test_the_tier_follows_what_is_typed(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        assert guide.word("reflect", "not_yet") in shown(screen, "tier")
        assert guide.word("reflect", "not_yet_question") in shown(screen, "tier")
        await typing(pilot, "start early")
        await pilot.press("enter", "enter")
        await typing(pilot, "before 8")
        assert guide.word("reflect", "partly") in shown(screen, "tier")
        await pilot.press("enter")
        await typing(pilot, "kitchen")
        assert guide.say("reflect", "named", slots=2, observable=2) in shown(screen, "tier")
        await pilot.press("enter")
        await typing(pilot, guide.word("traits", "discipline"))
        assert guide.word("reflect", "ask_easier") in shown(screen, "tier")


async def test_week_3_by_keys_alone_is_kept_as_typed(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        for text in ("begin", "reading", "before 8", "kitchen", "calm", "alone", "paper", "coffee"):
            await typing(pilot, text)
            await pilot.press("enter")
        await pilot.press("2")
        await typing(pilot, "a train")
        await pilot.press("enter")
        await typing(pilot, "four days")
        await pilot.press("enter")
        found = written(coach, 3)
        assert found is not None
        assert found.answers == {"now": "begin", "instead": "reading"}
        assert (found.conditions.time, found.conditions.cue) == ("before 8", "coffee")
        assert found.evidence == coach.reflections.view(3).facts[1]
        assert (found.counter_example, found.better_next_week) == ("a train", "four days")
        assert guide.say("reflect", "saved", week=3) in shown(screen, "said")
        assert guide.say("reflect", "saved_tier", tier=guide.word("tiers", "named")) in shown(screen, "said")
        assert screen.focused is field(screen, "better_next_week")


async def test_a_fact_picked_earlier_stays_in_the_list(coach: Coach) -> None:
    fact = guide.say("reflect", "fact_context", tag="desk", kept=1, n=1, other_kept=0, other_n=0)
    coach.reflections.write(3, {"now": "begin"}, evidence=fact)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        row = screen.query_one("#evidence", Choice)
        assert row.options[0] == fact
        assert row.value == 1
        await pilot.press("ctrl+s")
        found = written(coach, 3)
        assert found is not None
        assert found.evidence == fact


async def test_enter_makes_a_new_line_in_an_answer_and_ctrl_s_saves(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pageup")
        assert guide.week(2).prompt in shown(screen, "heading")
        await pilot.press("enter", "a", "n", "d", "ctrl+s")
        found = written(coach, 2)
        assert found is not None
        assert found.answers == {"prompt": "I began small.\nand"}
        assert found.better_next_week == "start before 9 on four days"


async def test_a_week_that_has_not_begun_has_no_form(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pagedown")
        first = guide.say("plan", "day", day=22).lower()
        assert guide.say("reflect", "not_open", week=4, first=first) in shown(screen, "heading")
        assert screen.form is None
        assert not any(form.display for form in screen.query(ReflectForm))
        assert screen.focused is None
        await pilot.press("pagedown", "ctrl+s", "enter", "down", "x", "tab", "x")
        assert written(coach, 4) is None
        await pilot.press("pageup", "x")
        assert field(screen, "now").value == "x"


async def test_a_written_week_names_the_key_that_saves_once_it_says_something_else(coach: Coach) -> None:
    save = f"^s {guide.word('keys', 'save')}"
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pageup", "pageup")
        await typing(pilot, "one")
        await pilot.press("ctrl+s", "f3", "f4", "pageup", "pageup")
        assert save not in bar_of(pilot)
        await pilot.press("x")
        await pilot.pause()
        assert screen.unsaved
        assert save in bar_of(pilot)
        await pilot.press("backspace")
        await pilot.pause()
        assert save not in bar_of(pilot)


async def test_drafts_are_kept_by_week_and_through_other_places(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot)
        await typing(pilot, "three")
        await pilot.press("pageup", "pageup")
        await typing(pilot, "one")
        await pilot.press("f3")
        screen = await reflecting(pilot)
        assert screen.query_one("#prompt", NoteField).value == "one"
        await pilot.press("pagedown", "pagedown")
        assert field(screen, "now").value == "three"
        assert written(coach, 1) is None
        assert written(coach, 3) is None


async def test_what_is_typed_stands_there_again_at_the_next_start(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await reflecting(pilot)
        await typing(pilot, "three")
        await pilot.press("pageup", "pageup")
        await typing(pilot, "one")
        await pilot.press("f3", "q")
    assert {line for line in app.farewell} == {unfinished(1), unfinished(3)}
    later = MasteryApp(coach_at(coach.context.journal.path.parent, 20))
    async with later.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        assert field(screen, "now").value == "three"
        assert LEFT in shown(screen, "heading")
        await typing(pilot, "s")
        assert field(screen, "now").value == "threes"
        await pilot.press("pageup")
        assert LEFT not in shown(screen, "heading")
        await pilot.press("pageup")
        assert answer(screen) == "one"
        await pilot.press("ctrl+r")
        assert answer(screen) == ""
        assert LEFT not in shown(screen, "heading")
        await typing(pilot, "two")
        await pilot.press("ctrl+s", "pagedown", "pagedown", "ctrl+s", "f3")
        assert later.place == "plan"
    assert later.farewell == ()
    assert later.coach.drafts.all() == ()
    found = written(later.coach, 1), written(later.coach, 3)
    assert [each and each.answers for each in found] == [{"prompt": "two"}, {"now": "threes"}]


async def test_what_another_window_left_stands_there_when_an_untouched_week_is_opened(coach: Coach) -> None:
    app, other = MasteryApp(coach), MasteryApp(coach_at(coach.context.journal.path.parent, 20))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await pilot.press("f3")
        async with other.run_test(size=(80, 24)) as beside:
            await reflecting(beside)
            await typing(beside, "three")
            await beside.press("f3", "q")
        await pilot.press("f4")
        assert field(screen, "now").value == "three"
        assert LEFT in shown(screen, "heading")
        await pilot.press("f3")
        assert app.place == "plan"


async def test_clearing_goes_back_to_what_is_saved(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pageup")
        await typing(pilot, " Again.")
        await pilot.press("tab", "ctrl+r")
        assert answer(screen) == "I began small."
        assert not screen.unsaved
        await pilot.press("x", "f3")
        assert isinstance(pilot.app, MasteryApp)
        assert pilot.app.place == "plan"
        screen = await reflecting(pilot)
        assert field(screen, "better_next_week").value == "start before 9 on four daysx"


async def test_nothing_typed_is_not_saved_and_says_so_beside_the_first_row(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "ctrl+s")
        assert field(screen, "now").error
        assert field(screen, "now").has_focus_within
        assert written(coach, 3) is None
        await pilot.press("pageup", "pageup", "ctrl+s")
        assert screen.query_one(NoteField).error
        await pilot.press("pagedown")
        assert not screen.query_one(NoteField).error
        await pilot.press("pagedown", "x", "ctrl+s")
        assert not field(screen, "now").error
        assert written(coach, 3) is not None


async def test_too_few_days_to_pick_a_fact_from(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 16))
    record(coach, 1, amount=300)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        row = screen.query_one("#evidence", Choice)
        assert row.options == ()
        assert not row.can_focus
        assert guide.word("reflect", "no_facts") in str(row.render())
        assert guide.word("reflect", "baseline_open") in shown(screen, "baseline")


async def test_a_draft_keeps_its_week_over_the_rollover(coach: Coach) -> None:
    clock = clock_of(coach)
    clock.set(plan_date(21), 20)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "three")
        clock.set(plan_date(22))
        screen.owner.show_again()
        assert screen.view is not None
        assert screen.view.week == 3
        assert field(screen, "now").value == "three"


async def test_a_wide_terminal_shows_where_one_started_on_the_right(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(120, 36)) as pilot:
        screen = await reflecting(pilot)
        side = shown(screen, "side")
        assert "Three years of weekend writing, no deadline" in side
        assert BASELINE in side
        assert screen.query_one("#side").region.x == 82
        assert not screen.query_one("#baseline").region


async def test_what_was_typed_for_a_stopped_plan_stays_out_of_the_next_one(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "old")
        await pilot.press("f3")
        coach.plan.finish()
        begun = clock_of(coach).moment.date()
        coach.plan.start(WRITING, 400, 150, begun)
        screen = await reflecting(pilot)
        assert answer(screen) == ""
        assert not screen.unsaved
        await typing(pilot, "new")
        await pilot.press("ctrl+s")
        assert coach.context.running.records.reflections[-1].answers == {"prompt": "new"}
        assert [each.texts for each in coach.drafts.all()] == [{"now": "old"}]


async def test_the_open_week_comes_back_after_another_was_saved(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pageup")
        await typing(pilot, " again")
        await pilot.press("ctrl+s")
        assert heading_of(2) in shown(screen, "heading")
        await pilot.press("f3")
        screen = await reflecting(pilot)
        assert heading_of(3) in shown(screen, "heading")


async def test_a_week_with_something_unsaved_is_still_there_after_a_look_elsewhere(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot, "pageup")
        await typing(pilot, " again")
        await pilot.press("f3")
        screen = await reflecting(pilot)
        assert heading_of(2) in shown(screen, "heading")
        assert answer(screen) == "I began small. again"


async def test_the_next_practice_day_opens_its_own_week(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 7))
    record(coach, 1, amount=400)
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        await reflecting(pilot)
        await typing(pilot, "ab")
        await pilot.press("ctrl+s", "f3")
        clock_of(coach).set(plan_date(14))
        assert isinstance(pilot.app, MasteryApp)
        pilot.app._look_around()
        screen = await reflecting(pilot)
        assert heading_of(2) in shown(screen, "heading")


async def test_after_saving_a_row_is_marked_and_plain_keys_act(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "begin")
        await pilot.press("ctrl+s")
        assert screen.focused is field(screen, "now")
        await pilot.press("enter", "x", "escape", "down")
        assert field(screen, "now").value == "beginx"
        assert field(screen, "instead").has_focus_within
        await pilot.press("escape", "u")
        assert written(coach, 3) is None
        assert field(screen, "now").value == "beginx"
        await pilot.press("greater_than_sign")
        assert app.place == "progress"


async def test_tab_is_named_where_enter_is_a_new_line_and_goes_on(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        assert "tab" not in keys_of(screen)
        await pilot.press("pageup")
        assert f"tab {guide.word('keys', 'next')}" in keys_of(screen)
        await pilot.press("tab", "x")
        assert field(screen, "better_next_week").value == "start before 9 on four daysx"
        await pilot.press("shift+tab", "x")
        assert answer(screen) == "I began small.x"


async def test_what_is_typed_at_once_goes_where_the_keys_before_it_led(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_once(pilot, "f4", "a", "pageup", "b", "pageup", "c", "ctrl+s", "pagedown", "tab", "d", "ctrl+s", "f3")
        assert app.place == "plan"
        screen = await reflecting(pilot)
        assert field(screen, "now").value == "a"
        await at_once(pilot, "ctrl+s", "u", "f2")
        assert app.place == "check-in"
    found = [written(coach, week) for week in (1, 2, 3)]
    assert [each and each.answers for each in found] == [{"prompt": "c"}, {"prompt": "I began small.b"}, None]
    assert found[1] is not None
    assert found[1].better_next_week == "start before 9 on four daysd"


async def test_what_is_typed_stays_where_another_window_writes_the_same_week(coach: Coach) -> None:
    other = coach_at(coach.context.journal.path.parent, 20)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "ac")
        await pilot.press("left")
        other.reflections.write(3, {"now": "theirs", "instead": "rereading"})
        app._look_around()
        await typing(pilot, "b")
        assert field(screen, "now").value == "abc"
        assert field(screen, "instead").value == "rereading"
        await pilot.press("ctrl+s", "f3")
        assert app.place == "plan"
    found = written(coach, 3)
    assert found is not None
    assert found.answers == {"now": "abc", "instead": "rereading"}


async def test_a_week_that_is_left_while_it_waits_is_saved_as_it_was_left(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        await typing(pilot, "be")
        with locked(coach.context.journal.path, 0):
            await pilot.press("ctrl+s", "g", "pageup", "x")
        for _ in range(200):
            if not app.saves.waiting:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        assert answer(screen) == "I began small.x"
        await pilot.press("f3")
        assert app.place == "plan"
    found = written(coach, 3)
    assert found is not None
    assert found.answers == {"now": "beg"}
    assert [each.texts for each in coach.drafts.all()] == [{"prompt": "I began small.x"}]


async def test_a_text_that_is_too_long_is_said_beside_its_row_and_can_be_mended(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        field(screen, "counter_example").value = "x" * 501
        await pilot.press("ctrl+s")
        assert field(screen, "counter_example").error
        assert field(screen, "counter_example").has_focus_within
        assert written(coach, 3) is None
        await pilot.press("backspace", "ctrl+s")
        found = written(coach, 3)
        assert found is not None
        assert found.counter_example == "x" * 500


async def test_a_picked_fact_outlives_the_app_though_the_facts_change(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, *("down",) * 8, "2")
        picked = coach.reflections.view(3).facts[1]
        assert form_of(screen).changed == {"evidence": picked}
        await pilot.press("f3", "q")
    coach.days.delete(plan_date(19))
    later = MasteryApp(coach_at(coach.context.journal.path.parent, 20))
    async with later.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        assert picked not in later.coach.reflections.view(3).facts
        assert screen.query_one("#evidence", Choice).options == (picked, *later.coach.reflections.view(3).facts)
        assert form_of(screen).changed == {"evidence": picked}
        await typing(pilot, "x")
        await pilot.press("ctrl+s")
    found = written(later.coach, 3)
    assert found is not None
    assert found.evidence == picked


async def test_the_form_of_another_kind_opens_with_its_day_and_takes_the_keys(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 14)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot)
        assert answer(screen) == "I began small."
        clock_of(coach).set(plan_date(15))
        app._look_around()
        await at_once(pilot, "a", "enter", "b", "pageup", "c")
        assert field(screen, "better_next_week").value == "start before 9 on four days"
        assert answer(screen) == "I began small.c"
        await pilot.press("pagedown")
        assert [field(screen, name).value for name in ("now", "instead")] == ["a", "b"]
        assert field(screen, "now").has_focus_within
        await pilot.press("f3")
        assert app.place == "plan"


async def test_another_week_opens_for_reading_where_the_text_was_left(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "escape", "pageup", "x")
        assert answer(screen) == "I began small."
        assert screen.query_one(NoteField).has_focus
        await pilot.press("enter", "x", "escape", "pageup", "y", "pagedown", "pagedown", "z", "pagedown", "pageup", "z")
        assert [each.query_one("#now", LineField).value for each in screen.query(ThreeWeeksForm)] == [""]
        assert screen.view is not None
        assert screen.view.week == 3
        await pilot.press("pageup", "q")
        assert answer(screen) == "I began small.x"
    assert app.return_code == 0
    assert app.farewell == (unfinished(2),)


async def test_a_week_gone_to_from_a_text_is_written_on(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "pagedown", "pageup", "pageup", "x")
        assert answer(screen) == "I began small.x"
        await pilot.press("f3", "f4", "y")
        assert answer(screen) == "I began small.xy"


async def test_the_keys_of_the_places_beside_go_on_until_something_is_typed(coach: Coach) -> None:
    app = MasteryApp(coach)
    right, left = "greater_than_sign", "less_than_sign"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3", right, right)
        assert app.place == "progress"
        await pilot.press(left, left)
        assert app.place == "plan"
        screen = await reflecting(pilot, "pageup")
        await pilot.press(right)
        assert app.place == "progress"
        assert answer(screen) == "I began small."
        await reflecting(pilot, "a", "backspace", right)
        assert field(screen, "now").value == ">"
        await pilot.press("ctrl+r", right)
        assert (app.place, field(screen, "now").value) == ("progress", "")
        await reflecting(pilot, "a", "backspace", right)
        await pilot.press("f3", "f4", left)
        assert field(screen, "now").value == "><"


async def test_signs_are_typed_where_other_keys_lead_to_the_places_beside(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, settings=Settings(keymap={"place.following": "ctrl+n"}))
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await reflecting(pilot, "greater_than_sign")
        assert field(screen, "now").value == ">"
        await pilot.press("escape", "ctrl+n")
        assert app.place == "progress"
