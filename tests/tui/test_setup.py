"""Setup: examples, own words, what is refused beside its field, and the beginning of a plan."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.typed.setup import FIELDS
from mastery_tui.coach.words import phrases
from mastery_tui.journal.store.locking import locked
from mastery_tui.practice.records import Better, FeedbackKind, Next, ResultKind
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.forms.setup_rows import NONE, texts_of
from mastery_tui.tui.places.setup import LAST, SetupScreen
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.line_field import LineField
from mastery_tui.tui.widgets.prose import Prose
from mastery_tui.tui.widgets.tab_bar import TabBar
from tests.tui.people import begin, clock_of, coach_at

WRITING, INSTRUMENT, CONVERSATION, CODE = guide.setup_examples()
WORDS = guide.setup_words()
TODAY, YESTERDAY, TOMORROW = (guide.word("relative_days", day) for day in ("today", "yesterday", "tomorrow"))
LEFT = guide.say("leaving", "left_at", day=guide.word("weekdays", 1), time="08:00")
"""What stands over what was typed on the Monday of these tests."""
BEGIN = f"y {guide.word('keys', 'begin')}"
TEXTS = tuple(texts_of(WRITING))
ON_EXAMPLES = [*["enter"] * 15, "y"]


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return coach_at(tmp_path)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


def key_of(name: str) -> Key:
    return Key(name, {"enter": "\r", "space": " "}.get(name, name if len(name) == 1 else None))


async def press_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys faster than any of them can be dealt with."""
    for key in keys:
        pilot.app.post_message(key_of(key))
    await pilot.pause()


async def type_in(pilot: Pilot[None], field: str, text: str) -> None:
    """Put a text into a field and leave the focus there."""
    line = pilot.app.screen.query_one(f"#{field}", LineField)
    line.focus()
    line.value = text
    await pilot.pause()


async def fill_in(pilot: Pilot[None], step: int = 1) -> None:
    """Put the first example into every field, and turn to a step."""
    for field, text in texts_of(WRITING).items():
        pilot.app.screen.query_one(f"#{field}", LineField).value = text
    await pilot.pause()
    await press(pilot, *["pagedown"] * (step - 1))


def setup_of(pilot: Pilot[None]) -> SetupScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SetupScreen)
    return screen


def value_of(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", LineField).value


def error_of(pilot: Pilot[None], field: str) -> str:
    widget = pilot.app.screen.query_one(f"#{field}")
    assert isinstance(widget, Choice | FormField)
    return widget.error


def placeholder_of(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", LineField).placeholder


def question_of(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#question", Static).render())


def focused_field(pilot: Pilot[None]) -> str | None:
    focused = pilot.app.focused
    if focused is None:
        return None
    names = {field for fields in FIELDS.values() for field in fields}
    return next(node.id for node in focused.ancestors_with_self if node.id in names)


def better_means(*kinds: str) -> tuple[str, ...]:
    return tuple(guide.word("better_means", kind) for kind in kinds)


def span(first: date, last: date) -> str:
    return guide.say("setup_screen", "span", first=guide.date_words(first), last=guide.date_words(last))


def seen(app: MasteryApp) -> str:
    """What is drawn, its lines cut to their texts."""
    drawn = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    return "\n".join(re.sub("[ \u2581-\u258c]+$|^ *\u258c", "", line) for line in drawn)


def keys_of(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#keys", KeyBar).render())


async def test_a_plan_on_the_examples_alone_takes_16_keys(coach: Coach) -> None:
    assert len(ON_EXAMPLES) == 16
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *ON_EXAMPLES[:-1])
        assert setup_of(pilot).step == 3
        assert coach.context.timeline is None
        await press(pilot, ON_EXAMPLES[-1])
        behaviour = coach.context.running.records.cycle.behaviour
        standard = coach.context.running.records.cycle.standards[-1]
        assert (behaviour.name, behaviour.standard, behaviour.unit) == (WRITING.name, WRITING.standard, WRITING.unit)
        assert (standard.target, standard.minimum) == (400, 150)
        assert (behaviour.result, behaviour.better) == (ResultKind.AMOUNT, Better.MORE)
        assert (behaviour.anchor_when, behaviour.anchor_at) == (WRITING.anchor_when, WRITING.anchor_at)
        assert behaviour.feedback_source == WRITING.feedback_source
        assert behaviour.feedback_kind is FeedbackKind(WRITING.feedback_kind)
        assert behaviour.contexts == tuple(tag.lower() for tag in WRITING.contexts)
        assert behaviour.rest_weekdays == WRITING.rest_weekdays
        assert behaviour.starting_conditions == WRITING.starting_conditions
        assert behaviour.better_in_a_week == WRITING.better_in_a_week
        assert coach.context.running.first_day == coach.today
        assert app.place == "check-in"


async def test_enter_before_the_first_paint_takes_no_example(coach: Coach) -> None:
    app = MasteryApp(coach)
    for name in ON_EXAMPLES[:-1]:
        app.keys.take(key_of(name))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert (setup_of(pilot).step, focused_field(pilot)) == (1, "name")
        assert setup_of(pilot).changed == {}
        await press(pilot, "enter")
        assert (focused_field(pilot), value_of(pilot, "name")) == ("standard", WRITING.name)
        await press(pilot, *ON_EXAMPLES[2:], "f3")
        assert app.place == "plan"


async def test_enters_in_one_write_take_the_examples_in_sight_and_no_others(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press_at_once(pilot, *ON_EXAMPLES[:-1])
        assert (setup_of(pilot).step, focused_field(pilot)) == (2, "anchor_when")
        assert {value_of(pilot, field) for field in FIELDS[2] if field in TEXTS} == {""}
        await press(pilot, "pageup", "3")
        await press_at_once(pilot, "up", "4", *["enter"] * 15)
        assert (setup_of(pilot).step, focused_field(pilot), value_of(pilot, "name")) == (1, "name", "")
        await press(pilot, *ON_EXAMPLES[1:], "f3")
        assert app.place == "plan"


async def test_what_is_typed_before_the_first_paint_goes_on_at_once_and_only_the_beginning_waits(coach: Coach) -> None:
    app = MasteryApp(coach)
    texts = (None, "Row", "Half", "pulls", "40", "4", None, "Up", "Pier", "Jo", None, "sea", None, "oars", TODAY, "Wet")
    for text in texts:
        for letter in text or "":
            app.keys.take(key_of(letter))
        app.keys.take(key_of("enter"))
    app.keys.take(key_of("y"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert setup_of(pilot).step == 3
        assert coach.context.timeline is None
        await press(pilot, "y", "f3")
        assert app.place == "plan"
    behaviour = coach.context.running.records.cycle.behaviour
    assert (behaviour.name, behaviour.unit, behaviour.anchor_at, behaviour.contexts, behaviour.better_in_a_week) == (
        "Row",
        "pulls",
        "Pier",
        ("sea",),
        "Wet",
    )


async def test_the_key_that_begins_a_plan_pressed_on_and_on_begins_one(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        await press_at_once(pilot, "y", "y", *["enter"] * 7)
        assert app.place == "check-in"
        await press(pilot, "up", "up", "4", "2", "f3")
        assert app.place == "plan"
        await press(pilot, "f2")
        assert value_of(pilot, "amount") == "42"
    assert len(coach.context.journal.cycles()) == 1
    assert coach.context.running.records.check_ins == ()


async def test_a_plan_that_waits_for_another_window_is_begun_once(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        with locked(coach.context.journal.path, 0):
            await press(pilot, "y", "y", "down", "y")
            assert setup_of(pilot).step == 3
            assert coach.context.timeline is None
        for _ in range(200):
            if app.place != "setup":
                break
            await pilot.pause(0.02)
        assert app.place == "check-in"
        await press(pilot, "f3")
        assert app.place == "plan"
    assert len(coach.context.journal.cycles()) == 1


async def test_a_refused_plan_goes_back_to_its_field_and_can_be_begun_after_all(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=2)
        await type_in(pilot, "started_on", coach.today.isoformat())
        await press(pilot, "pagedown")
        clock_of(coach).set(coach.today + timedelta(days=10))
        await press(pilot, "y")
        assert (setup_of(pilot).step, focused_field(pilot)) == (2, "started_on")
        assert error_of(pilot, "started_on")
        await press(pilot, "end", *["backspace"] * 10, *TODAY, "enter", "enter", "y")
        assert app.place == "check-in"


async def test_the_key_that_begins_is_not_typed_where_the_plan_was_refused(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=2)
        first = coach.today.isoformat()
        await type_in(pilot, "started_on", first)
        await press(pilot, "pagedown")
        clock_of(coach).set(coach.today + timedelta(days=10))
        app._look_around()  # The day turns just before the key.
        assert setup_of(pilot).step == 2
        await press_at_once(pilot, "y", "y")
        assert (focused_field(pilot), value_of(pilot, "started_on")) == ("started_on", first)
        assert error_of(pilot, "started_on")
        await press(pilot, "end", *["backspace"] * 10, *TODAY, "pagedown")
        assert setup_of(pilot).step == 3


async def test_like_swaps_the_whole_set_of_examples(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "up", "up", "4")
        assert value_of(pilot, "name") == ""
        assert focused_field(pilot) == "name"
        assert {app.screen.query_one(f"#{field}", LineField).placeholder for field in ("name", "unit", "target")} == {
            CODE.name,
            CODE.unit,
            "3",
        }
        await press(pilot, *["enter"] * 14, "y")
        cycle = coach.context.running.records.cycle
        assert cycle.behaviour.name == CODE.name
        assert (cycle.behaviour.result, cycle.behaviour.better) == (ResultKind.ERRORS, Better.FEWER)
        assert cycle.behaviour.feedback_kind is FeedbackKind.COMPARISON
        assert cycle.behaviour.rest_weekdays == (6, 7)


async def test_something_else_takes_every_example_away_and_leaves_what_was_typed(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "enter", "enter", "enter", "enter", "enter", "enter", "pageup", "5")
        assert focused_field(pilot) == "name"
        for field in TEXTS:
            assert (value_of(pilot, field), placeholder_of(pilot, field)) == ("", ""), field
        chosen = {name: row.typed for name, row in setup_of(pilot).named_rows.items() if name not in TEXTS}
        assert chosen == {"like": NONE, "better": "amount", "feedback_kind": "coach", "rest_weekdays": ""}
        await press(pilot, *"Row", "up", "1", "up", "5")
        assert value_of(pilot, "name") == "Row"


@pytest.mark.parametrize("text", ["A guitar", "Drawing my cat", "i read daily", "learn"])
async def test_own_words_typed_at_once_on_the_examples_are_the_behavior(coach: Coach, text: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press_at_once(pilot, *("space" if letter == " " else letter for letter in text))
        assert app.screen is setup_of(pilot)
        assert (focused_field(pilot), value_of(pilot, "name")) == ("name", text)
        assert setup_of(pilot).named_rows["like"].typed == NONE
        await press(pilot, "up", "D", "l", "l")
        assert (focused_field(pilot), value_of(pilot, "name")) == ("like", text)
        assert not app.goes_on


async def test_a_key_of_the_examples_pressed_alone_acts_and_another_letter_begins_the_behavior(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_at_once(pilot, "l", "l")
        assert (focused_field(pilot), setup_of(pilot).named_rows["like"].typed) == ("like", CONVERSATION.key)
        await press(pilot, "D", "i", "g")
        assert (value_of(pilot, "name"), placeholder_of(pilot, "standard")) == ("Dig", "")
        await press(pilot, "ctrl+r", "i")
        assert not isinstance(app.screen, SetupScreen)


async def test_with_something_else_enter_fills_nothing_and_stops_at_every_row(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "down", "down", "enter", "down", "down", "enter")
        assert setup_of(pilot).step == 1
        assert (focused_field(pilot), bool(error_of(pilot, "name")), bool(error_of(pilot, "standard"))) == (
            "name",
            True,
            True,
        )
        await press(pilot, *"Row", "enter", *"Half", "enter", "enter", "enter")
        assert (setup_of(pilot).step, focused_field(pilot)) == (2, "anchor_when")
        await press(pilot, "enter", "enter", "down")
        assert focused_field(pilot) == "feedback_kind"
        for field in set(TEXTS) - {"name", "standard", "unit"}:
            assert value_of(pilot, field) == "", field
        await press(pilot, "up", *"Jo", "pagedown", "y")
        behaviour = coach.context.running.records.cycle.behaviour
        assert (behaviour.name, behaviour.standard, behaviour.feedback_source) == ("Row", "Half", "Jo")
        assert behaviour.yes_no
        assert (behaviour.contexts, behaviour.rest_weekdays, behaviour.anchor_when) == ((), (), "")


async def test_enter_stays_at_an_empty_row_that_is_needed_and_has_no_example(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "enter")
        assert focused_field(pilot) == "name"
        assert error_of(pilot, "name")
        await press(pilot, *"Draw", "enter")
        assert error_of(pilot, "name") == ""
        assert focused_field(pilot) == "standard"
        await press(pilot, "enter", *"20 minutes", "enter", *"min", "enter", "enter")
        assert (focused_field(pilot), bool(error_of(pilot, "target"))) == ("target", True)
        await press(pilot, "2", "0", "enter", "enter", "5", "enter", "enter")
        assert (setup_of(pilot).step, value_of(pilot, "name"), value_of(pilot, "standard")) == (2, "Draw", "20 minutes")
        await press(pilot, "enter", "enter", "enter", "enter")
        assert (focused_field(pilot), bool(error_of(pilot, "feedback_source"))) == ("feedback_source", True)
        await press(pilot, *"Jo", "pagedown", "y", "f3")
        assert app.place == "plan"


WINDOWS = [(60, 20), (80, 24), (120, 36)]


@pytest.mark.parametrize(
    ("example", "size"),
    [
        # Each example where there is the least room, and each size; the others by a storm.
        pytest.param(
            example, size, marks=() if size == WINDOWS[0] or example == WINDOWS.index(size) else pytest.mark.storm
        )
        for example in range(1, 5)
        for size in WINDOWS
    ],
)
async def test_enter_takes_no_example_of_which_a_part_is_out_of_sight(
    coach: Coach, example: int, size: tuple[int, int]
) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=size) as pilot:
        await press(pilot, str(example))
        taken = set()
        while setup_of(pilot).step < LAST:
            row = setup_of(pilot).row_in_use
            if isinstance(row, LineField) and row.placeholder:
                assert row.placeholder in " ".join(seen(app).split()), (row.id, row.placeholder)
                taken.add(row.id)
            await press(pilot, "enter")
        assert len(taken) >= len(TEXTS) - 3


async def test_enter_takes_an_example_only_where_that_one_was_seen_and_whole(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press_at_once(pilot, "2", "enter", "enter")
        assert (focused_field(pilot), value_of(pilot, "name")) == ("name", "")
        example = guide.setup_examples()[1]
        await press_at_once(pilot, "enter", "enter")
        assert (focused_field(pilot), value_of(pilot, "name")) == ("standard", example.name)
        assert (value_of(pilot, "standard"), setup_of(pilot).step) == ("", 1)
        await press(pilot, "enter")
        assert (focused_field(pilot), value_of(pilot, "standard")) == ("unit", example.standard)


async def test_what_leads_elsewhere_first_is_named_while_the_examples_have_the_focus(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        line = f"g {guide.word('setup_screen', 'first_look')}"
        assert line in seen(app)
        assert f"g {guide.word('keys', 'look_around')}" not in keys_of(pilot)
        assert f"i {guide.word('setup_screen', 'first_import')}" in seen(app)
        assert f"i {guide.word('keys', 'setup_import')}" not in keys_of(pilot)
        await press(pilot, "enter")
        assert line not in seen(app)
        await press(pilot, "g")
        assert value_of(pilot, "name") == "g"
        await press(pilot, "backspace", "escape", "g")
        assert not app.goes_on
        await pilot.resize_terminal(80, 20)
        await press(pilot, "up")
        assert f"i {guide.word('keys', 'setup_import')}" in keys_of(pilot)
        assert f"g {guide.word('keys', 'look_around')}" in keys_of(pilot)
        await press(pilot, "g")
        assert app.goes_on
    assert app.return_code == 0


async def test_there_is_nothing_to_look_around_at_after_a_plan(coach: Coach) -> None:
    begin(coach)
    coach.plan.finish()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "up", "g")
        assert focused_field(pilot) == "like"
        assert guide.word("setup_screen", "first_look") not in seen(app)
        assert not app.goes_on


async def test_a_behavior_without_a_number_is_told_in_plain_words(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "enter", "down")
        assert guide.word("setup_screen", "done_or_not_hint") in seen(app)
        await press(pilot, *["enter"] * 9)
        assert setup_of(pilot).step == 3
        assert guide.word("setup_screen", "standard_yes_no") in seen(app)


async def test_what_was_typed_stays_when_the_example_changes(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", *"Read", "up", "2")
        assert value_of(pilot, "name") == "Read"


@pytest.mark.parametrize("example", range(1, 5))
async def test_every_example_can_be_taken_as_it_is(coach: Coach, example: int) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, str(example))
        for _ in range(20):
            if setup_of(pilot).step == 3:
                break
            await press(pilot, "enter")
        await press(pilot, "y")
        cycle, taken = coach.context.running.records.cycle, guide.setup_examples()[example - 1]
        assert (cycle.behaviour.name, cycle.behaviour.unit) == (taken.name, taken.unit)
        assert (cycle.behaviour.result.value, cycle.behaviour.better.value) == (taken.result, taken.better)
        assert (cycle.standards[-1].target, cycle.standards[-1].minimum) == (taken.target, taken.minimum)


async def test_an_empty_unit_that_is_passed_by_means_done_or_not(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "enter")
        assert focused_field(pilot) == "unit"
        assert app.screen.query_one("#target").display
        await press(pilot, "down")
        assert focused_field(pilot) != "unit"
        assert not app.screen.query_one("#target").display
        better = app.screen.query_one("#better", Choice)
        assert better.options == better_means("errors", "score", "none")
        assert better.value == 3
        await press(pilot, "up")
        assert focused_field(pilot) == "unit"
        assert app.screen.query_one("#unit", LineField).placeholder == WRITING.unit
        await press(pilot, "enter")
        assert value_of(pilot, "unit") == WRITING.unit
        assert app.screen.query_one("#target").display
        assert app.screen.query_one("#better", Choice).options == better_means("amount", "errors", "score")
        assert focused_field(pilot) == "target"
        await press(pilot, "9")
        assert value_of(pilot, "target") == "9"


async def test_a_behaviour_without_a_unit_begins_with_one_and_one(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter", "enter", "down", "down", "2", *["enter"] * 8, "y")
        cycle = coach.context.running.records.cycle
        assert cycle.behaviour.yes_no
        assert cycle.behaviour.result is ResultKind.SCORE
        assert (cycle.standards[-1].target, cycle.standards[-1].minimum) == (1, 1)


REFUSED = {
    1: [
        ("name", "x" * 81, "text.length", {"field": "name", "longest": 80, "length": 81}),
        ("standard", "y" * 201, "text.length", {"field": "standard", "longest": 200, "length": 201}),
        ("unit", "z" * 21, "text.length", {"field": "unit", "longest": 20, "length": 21}),
        ("target", "0", "number.positive", {"field": "target", "high": 1_000_000_000}),
        ("target", "1,500", "number.shape", {"field": "target"}),
        ("target", "99999999999", "number.positive", {"field": "target", "high": 1_000_000_000}),
        ("minimum", "401", "minimum.above_target", {"target": 400}),
        ("minimum", "0", "number.positive", {"field": "minimum", "high": 1_000_000_000}),
    ],
    2: [
        ("anchor_when", "x" * 201, "text.length", {"field": "anchor_when", "longest": 200, "length": 201}),
        ("feedback_source", "x" * 121, "text.length", {"field": "feedback_source", "longest": 120, "length": 121}),
        ("contexts", "a b c d e f g", "list.length", {"field": "contexts", "longest": 6}),
        ("contexts", "desk @desk", "contexts.twice", {}),
        ("contexts", "desk! home", "tag.shape", {"longest": 20}),
        (
            "starting_conditions",
            "x" * 501,
            "text.length",
            {"field": "starting_conditions", "longest": 500, "length": 501},
        ),
        ("started_on", "2026-11-09", "start.range", {"first": date(2026, 11, 10), "last": date(2026, 11, 30)}),
        ("started_on", "1 December", "start.range", {"first": date(2026, 11, 10), "last": date(2026, 11, 30)}),
        ("started_on", "soon", "day.ahead", {"example": date(2026, 11, 23)}),
        ("started_on", "2026-02-30", "day.ahead", {"example": date(2026, 11, 23)}),
    ],
}
"""What each step refuses: the field, what is typed, and what is said beside it."""


@pytest.mark.parametrize("step", REFUSED)
async def test_a_step_says_what_is_allowed_beside_the_field(coach: Coach, step: int) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step)
        for field, typed, code, facts in REFUSED[step]:
            good = value_of(pilot, field)
            await type_in(pilot, field, typed)
            await press(pilot, "pagedown")
            assert setup_of(pilot).step == step
            if code.endswith(".length"):
                facts = {**facts, "field": WORDS.fields[field].label}
            assert error_of(pilot, field) == guide.refusal(code, **facts)
            assert focused_field(pilot) == field
            assert value_of(pilot, field) == typed
            await type_in(pilot, field, "12")
            assert error_of(pilot, field) == ""
            await type_in(pilot, field, good)
        await press(pilot, "pagedown")
        assert setup_of(pilot).step == step + 1


async def test_all_that_is_missing_is_said_at_once(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "pagedown")
        assert setup_of(pilot).step == 1
        assert focused_field(pilot) == "name"
        for field in ("name", "standard", "target", "minimum"):
            assert error_of(pilot, field), field
        assert error_of(pilot, "standard") == guide.refusal("text.missing", field=WORDS.fields["standard"].label)
        assert error_of(pilot, "target") == guide.refusal("number.shape", field="target")
        assert error_of(pilot, "unit") == ""


async def test_seven_rest_days_are_refused_beside_the_row(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=2)
        app.screen.query_one("#rest_weekdays").focus()
        await press(pilot, *"123456", "pagedown")
        assert setup_of(pilot).step == 2
        said = guide.refusal("list.length", field=WORDS.fields["rest_weekdays"].label, longest=6)
        assert error_of(pilot, "rest_weekdays") == said


FIRST_DAYS = {
    TODAY: 0,
    TOMORROW.capitalize(): 1,
    YESTERDAY: -1,
    guide.word("weekdays", 1).lower(): 0,
    guide.word("weekdays", 4).lower(): 3,
    "2026-11-30": 14,
    "10 nov": -6,
    "Nov 20": 4,
    "": 0,
}
"""What can be typed, and how many days after today it is."""


@pytest.mark.parametrize("typed", [TODAY, YESTERDAY, "Nov 20"])
async def test_the_first_day_is_said_in_words_beside_what_is_typed_and_is_the_plans(coach: Coach, typed: str) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=2)
        for other, day in FIRST_DAYS.items():
            await type_in(pilot, "started_on", other)
            first = coach.today + timedelta(days=day)
            assert guide.date_words(first) in app.screen.query_one("#started_on", LineField).hint, other
        await type_in(pilot, "started_on", typed)
        await press(pilot, "pagedown", "y")
        assert coach.context.running.first_day == coach.today + timedelta(days=FIRST_DAYS[typed])
        assert app.place == ("plan" if FIRST_DAYS[typed] > 0 else "check-in")


async def test_own_feedback_is_asked_what_kind_it_is(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["enter"] * 9, *"My notes", "enter")
        assert focused_field(pilot) == "feedback_kind"
        await press(pilot, "3")
        assert focused_field(pilot) == "contexts"
        await press(pilot, *["enter"] * 5, "y")
        behaviour = coach.context.running.records.cycle.behaviour
        assert (behaviour.feedback_source, behaviour.feedback_kind) == ("My notes", FeedbackKind.COMPARISON)


async def test_what_is_passed_by_on_step_2_stays_empty(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["enter"] * 7, "down", "down", "enter", "down", "7", "pagedown", "y")
        behaviour = coach.context.running.records.cycle.behaviour
        assert (behaviour.anchor_when, behaviour.anchor_at, behaviour.contexts) == ("", "", ())
        assert (behaviour.rest_weekdays, behaviour.starting_conditions) == ((), "")


async def test_up_and_down_stop_at_the_ends_of_a_step(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "up")
        assert focused_field(pilot) == "like"
        await press(pilot, *["down"] * 12)
        assert focused_field(pilot) == "better"
        await press(pilot, "up")
        assert focused_field(pilot) != "better"
        assert setup_of(pilot).step == 1


async def test_esc_leaves_the_field_and_then_does_nothing(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["enter"] * 8)
        assert (setup_of(pilot).step, focused_field(pilot)) == (2, "anchor_at")
        await press(pilot, "escape")
        assert app.focused is app.screen.query_one("#anchor_at")
        assert (setup_of(pilot).step, focused_field(pilot)) == (2, "anchor_at")
        await press(pilot, "enter", "x")
        assert value_of(pilot, "anchor_at") == "x"
        await press(pilot, "escape", "down")
        assert focused_field(pilot) == "feedback_source"
        await press(pilot, "escape", "escape", "escape")
        assert (setup_of(pilot).step, focused_field(pilot)) == (2, "feedback_source")
        assert "esc" not in keys_of(pilot)
        await press(pilot, "pageup", "down", "7")
        assert (setup_of(pilot).step, focused_field(pilot)) == (1, "name")
        assert value_of(pilot, "name").endswith("7")
    assert coach.context.timeline is None


async def test_esc_goes_to_what_the_last_plan_brought(coach: Coach) -> None:
    begin(coach).plan.finish(Next.STOP)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "enter", *"Draw", "escape")
        assert app.place == "setup"
        await press(pilot, "escape")
        assert app.place == "summary"
        await press(pilot, "n")
        assert value_of(pilot, "name") == "Draw"


async def test_leaving_an_untouched_setup_says_nothing(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "up", "ctrl+q")
        assert not app.is_running or app._exit
    assert app.farewell == ()
    assert coach.drafts.all() == ()


async def test_what_is_typed_stands_there_again_at_the_next_start(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", *"Draw", "down", "down", "down", "down", "2", "ctrl+q")
    assert app.farewell == (guide.say("leaving", "unfinished", what=guide.word("drafts_of", "setup")),)
    later = MasteryApp(coach_at(coach.context.journal.path.parent))
    async with later.run_test(size=(80, 24)) as pilot:
        assert (value_of(pilot, "name"), value_of(pilot, "unit")) == ("Draw", "")
        assert placeholder_of(pilot, "standard") == CODE.standard
        assert not pilot.app.screen.query_one("#target").display
        assert pilot.app.screen.query_one("#better", Choice).typed == "score"
        assert LEFT in question_of(pilot)
        await press(pilot, "down", "e", "r")
        assert value_of(pilot, "name") == "Drawer"
        await press(pilot, "ctrl+r")
        assert value_of(pilot, "name") == ""
        assert placeholder_of(pilot, "standard") == WRITING.standard
        assert pilot.app.screen.query_one("#target").display
        assert LEFT not in question_of(pilot)
        await press(pilot, *ON_EXAMPLES, "f3")
        assert later.place == "plan"
    assert later.farewell == ()
    assert later.coach.drafts.all() == ()
    assert later.coach.context.running.records.cycle.behaviour.name == WRITING.name


async def test_steps_turn_with_the_page_keys_and_keep_what_is_typed(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        await press(pilot, "pageup", "pageup", "pageup")
        assert setup_of(pilot).step == 1
        await press(pilot, "pagedown", "pagedown")
        assert setup_of(pilot).step == 3
        assert {field: value_of(pilot, field) for field in TEXTS}["name"] == WRITING.name


async def test_the_last_step_shows_the_plan_and_the_limits_before_it_begins(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        await press(pilot, "enter")
        card = str(app.screen.query_one("#plan-card", Prose).render())
        tags = phrases.tags(tuple(tag.lower() for tag in WRITING.contexts))
        standard = guide.say("setup_screen", "standard_line", target=f"400 {WRITING.unit}", minimum=150)
        for part in (WRITING.name, WRITING.standard, standard, tags, guide.word("weekdays", 7)):
            assert part in card
        assert span(date(2026, 11, 16), date(2026, 12, 15)) in card
        care = " ".join(str(app.screen.query_one("#care", Prose).render()).split())
        assert guide.care().lines[-1] in care
        assert keys_of(pilot).startswith(BEGIN)
        assert coach.context.timeline is None


async def test_the_plan_on_the_last_step_follows_the_day(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        clock_of(coach).set(coach.today + timedelta(days=1))
        app._look_around()
        await pilot.pause()
        assert span(date(2026, 11, 17), date(2026, 12, 16)) in str(app.screen.query_one("#plan-card", Prose).render())
        await press(pilot, "y")
        assert coach.context.running.first_day == coach.today
        await press(pilot, "f3")
        assert app.place == "plan"


async def test_clearing_from_the_last_step_begins_at_the_first_row_again(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3", *ON_EXAMPLES[:-1])
        assert setup_of(pilot).step == 3
        await press(pilot, "ctrl+r")
        assert (setup_of(pilot).step, focused_field(pilot)) == (1, "like")
        assert setup_of(pilot).changed == {}
        await press(pilot, *ON_EXAMPLES)
    assert coach.context.running.records.cycle.behaviour.name == WRITING.name


async def test_y_types_a_letter_before_the_last_step(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "y", "enter", "y")
        assert value_of(pilot, "name") == "y"
        assert setup_of(pilot).step == 1
        assert coach.context.timeline is None


async def test_there_are_no_places_to_go_to_before_a_plan_has_begun(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", *"Draw", "f3", "f2", "f4")
        assert value_of(pilot, "name") == "Draw"
        await press(pilot, "escape", "less_than_sign", "w")
        assert setup_of(pilot).step == 1
        await press(pilot, "f9", "f3", "escape")
        assert value_of(pilot, "name") == "Draw"


async def test_places_can_be_gone_to_once_the_plan_has_begun(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        await press(pilot, "y", "f3")
        assert app.place == "plan"
        await press(pilot, "f2", "escape", "q")
    assert app.farewell == ()


async def test_a_plan_that_another_window_began_is_told_and_gone_to(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        begin(coach)
        await press(pilot, "y")
        assert app.place == "check-in"
        assert len(coach.context.journal.cycles()) == 1


async def test_setup_is_empty_again_after_the_plan_that_began_here_has_ended(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        await press(pilot, "y")
        coach.plan.finish(Next.STOP)
        await app.action_go("setup")
        await pilot.pause()
        assert setup_of(pilot).step == 1
        assert {field for field in TEXTS if value_of(pilot, field)} == {"started_on"}  # It ended today.
        assert setup_of(pilot).changed == {}
        await press(pilot, "enter", *"Again")
        assert value_of(pilot, "name") == "Again"


async def test_a_plan_that_is_taken_back_leaves_what_was_typed(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill_in(pilot, step=3)
        await press(pilot, "y")
        coach.undo()
        await app.action_go("setup")
        await pilot.pause()
        assert value_of(pilot, "name") == WRITING.name


async def test_the_key_bar_says_what_enter_takes(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "up" not in keys_of(pilot)
        await press(pilot, "enter")
        assert keys_of(pilot).startswith(f"enter {guide.word('keys', 'take_next')}")
        assert {f"up {guide.word('keys', 'up')}", f"esc {guide.word('keys', 'leave')}"} <= {*keys_of(pilot).split("  ")}
        await press(pilot, "a")
        assert keys_of(pilot).startswith(f"enter {guide.word('keys', 'next')}")


async def test_enter_reads_on_at_the_last_step_and_the_bar_says_which_key_begins(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 20)) as pilot:
        await fill_in(pilot, step=3)
        page = app.screen.query_one("#page")
        assert keys_of(pilot).startswith(f"{BEGIN}  enter {guide.word('keys', 'read_on')}")
        assert page.scroll_y == 0
        await press(pilot, "enter")
        assert page.scroll_y > 1
        await press(pilot, *["enter"] * 6)
        assert page.scroll_y == page.max_scroll_y
        assert coach.context.timeline is None
        await press(pilot, "pageup")
        assert setup_of(pilot).step == 2
        await press(pilot, "pagedown", "y")
        assert app.place == "check-in"


async def test_the_title_tells_the_step_and_the_help_follows_the_field(coach: Coach) -> None:
    app = MasteryApp(coach)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter", "enter")
        tabs = app.screen.query_one("#tabs", TabBar)
        assert str(tabs.render()).startswith(f"{guide.word('tabs', 'setup')}   {WORDS.header}")
        assert tabs.right == guide.say("tabs", "setup_step", step=1, steps=3)
        assert WORDS.fields["standard"].help in str(app.screen.query_one("#help", Static).render())
        page = app.screen.query_one("#page")
        assert page.region.width == 84
        assert page.region.x == (120 - 84) // 2


async def test_every_field_can_be_reached_in_a_small_terminal(tmp_path: Path) -> None:
    app = MasteryApp(coach_at(tmp_path, settings=Settings(animation=False)))
    async with app.run_test(size=(60, 12)) as pilot:
        seen = set()
        for _ in range(15):
            focused = app.focused
            assert focused is not None
            seen.add(focused_field(pilot))
            page = app.screen.query_one("#page")
            for _ in range(100):  # A row is scrolled into sight after the screen was drawn.
                if not page.region.contains_region(focused.region):
                    await pilot.pause(0.01)
            assert page.region.contains_region(focused.region), focused_field(pilot)
            await press(pilot, "enter")
        assert setup_of(pilot).step == 3
        assert len(seen) == 15


async def test_a_refusal_of_two_lines_is_seen_whole_in_a_small_window(coach: Coach) -> None:
    async with MasteryApp(coach).run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "enter", "enter", *"minutes", "enter", *"1:30", "enter", *"0:90", "enter")
        await pilot.pause()
        row = pilot.app.screen.query_one("#minimum", LineField)
        assert row.error == guide.refusal("number.or_time", field="minimum")
        assert row.region.height > 1
        assert pilot.app.screen.find_widget(row).visible_region == row.region
