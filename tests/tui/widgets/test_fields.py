import pytest
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from mastery_tui import guide
from mastery_tui.tui.widgets.form_field import FormField
from mastery_tui.tui.widgets.note_field import NoteField
from mastery_tui.tui.widgets.text_field import TextField
from tests.tui.widgets.numbers import number_field


def around(field: FormField) -> list[str]:
    """What the field draws behind its box."""
    return [line.rstrip() for line in field.render().plain.split("\n")]


async def test_a_number_row_keeps_the_grid(show, drawn) -> None:
    field = number_field("Amount", unit="words", hint="target 400, minimum 150")
    async with show(field) as (_, pilot):
        field.put("420")
        await pilot.pause()
        assert around(field) == ["Amount                words    target 400, minimum 150"]
        assert field.region.x + 2 == 3
        assert (field.entry.region.x, field.entry.content_region.x, field.entry.region.width) == (16, 17, 8)
        assert drawn(field.entry) == [" 420"]


async def test_letters_and_signs_act_while_the_number_is_empty_and_type_afterwards(show) -> None:
    field = number_field("Amount")
    async with show(field) as (app, pilot):
        field.focus()
        await pilot.press("d", "n", "colon", "question_mark", "space")
        assert (app.acted, field.value) == (["d", "n", ":", "?"], "")
        await pilot.press(*"1:3", "d", "n", "slash", "question_mark", "space", "9")
        assert (app.acted, field.value) == (["d", "n", ":", "?"], "1:3dn/? 9")


@pytest.mark.parametrize("begun", ["", "42", "1:"])
async def test_the_exclamation_mark_always_acts(show, begun: str) -> None:
    field = number_field("Amount")
    async with show(field) as (app, pilot):
        field.put(begun)
        field.focus()
        await pilot.press("exclamation_mark")
        assert (app.acted, field.value) == (["!"], begun)


@pytest.mark.parametrize("first", [*"0123456789", "-", "+", ".", ",", "٣"])
async def test_what_a_number_begins_with_types_in_the_empty_field(show, first: str) -> None:
    field = number_field("Amount")
    async with show(field) as (_, pilot):
        field.focus()
        await pilot.press(first)
        assert field.value == first


async def test_a_digit_takes_the_place_of_a_marked_number_and_a_letter_goes_behind_it(show) -> None:
    field = number_field("Amount", marked=True)
    async with show(field) as (app, pilot):
        field.put("90")
        field.focus()
        await pilot.press("m")
        assert (app.acted, field.value) == ([], "90m")
        field.put("90")
        await pilot.press("4")
        assert field.value == "4"


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        (" 12,5 \n", "12,5"),
        ("1 200", "1 200"),
        ("1\u202f200", "1\u202f200"),
        ("about 420 words", "about 420 words"),
        ("1h30", "1h30"),
        ("", ""),
        (" \n", ""),
    ],
)
async def test_a_paste_stands_in_the_field_whole(show, until, pasted: str, value: str) -> None:
    field = number_field("Amount")
    async with show(field) as (_, pilot):
        field.focus()
        await pilot.pause()
        field.entry.post_message(events.Paste(pasted))
        await until(pilot, lambda: field.value == value)
        await pilot.pause()
        assert (field.value, field.error) == (value, "")


@pytest.mark.parametrize("pasted", ["420\n300", "420\t300", "4\x1b2", "1" * 101])
async def test_a_paste_that_is_no_one_line_is_refused_whole(show, until, pasted: str) -> None:
    field = number_field("Amount")
    async with show(field) as (_, pilot):
        field.put("7")
        field.focus()
        await pilot.pause()
        field.entry.post_message(events.Paste(pasted))
        await until(pilot, lambda: field.error == guide.refusal("number.shape", field="amount"))
        assert field.value == "7"


async def test_enter_stays_with_a_number_that_is_refused(show) -> None:
    field = number_field("Amount")
    async with show(field) as (app, pilot):
        field.focus()
        await pilot.press(*"3/4", "enter")
        assert (app.said(FormField.Next), app.focused) == ([], field.entry)
        assert (field.value, field.error) == ("3/4", guide.refusal("number.shape", field="amount"))
        await pilot.press("backspace")
        assert field.error == ""
        await pilot.press("backspace", "enter")
        assert [said.row for said in app.said(FormField.Next)] == [field]


async def test_leaving_a_refused_number_says_so_and_keeps_it(show, until) -> None:
    field, other = number_field("Amount"), TextField("Time")
    async with show(field, other) as (app, pilot):
        field.focus()
        await pilot.press(*"1.5.5", "tab")
        await until(pilot, lambda: app.focused is other.entry)
        assert (field.value, field.error) == ("1.5.5", guide.refusal("number.shape", field="amount"))


async def test_enter_says_next_and_esc_leaves(show) -> None:
    number, text = number_field("Amount"), TextField("Time")
    async with show(number, text) as (app, pilot):
        for field in (number, text):
            field.focus()
            await pilot.press("enter")
            assert app.said(FormField.Next)[-1].row is field
            await pilot.press("escape")
            assert app.focused is field
        await pilot.press("d")
        assert app.acted == ["d"]


async def test_changes_are_told_with_what_was_typed_but_not_what_was_filled_in(show, until) -> None:
    field = TextField("Time")
    async with show(field) as (app, pilot):
        field.put("before")
        field.put("after")
        await pilot.pause()
        assert app.said(FormField.Typed) == []
        field.focus()
        await pilot.press("end", "s")
        await until(pilot, lambda: [said.value for said in app.said(FormField.Typed)] == ["afters"])


async def test_a_field_begins_with_its_value_and_tells_of_no_change(show, drawn) -> None:
    async with show() as (app, pilot):
        field = number_field("Amount", value="420", unit="words")
        await app.mount(field)
        field.error = "0 to 400"
        await pilot.pause()
        assert (field.value, field.error, drawn(field.entry)) == ("420", "0 to 400", [" 420"])
        assert app.said(FormField.Typed) == []


async def test_an_error_stands_beside_the_number_and_keeps_what_was_typed(show, until) -> None:
    field = number_field("Amount", unit="words", hint="target 400")
    async with show(field) as (_, pilot):
        field.put("999999")
        field.error = "0 to 100000"
        await pilot.pause()
        assert around(field) == ["Amount                words    0 to 100000"]
        assert (field.value, field.size.height) == ("999999", 1)
        field.focus()
        await pilot.press("1")
        await until(pilot, lambda: field.error == "")
        assert around(field) == ["Amount                words    target 400"]


async def test_an_error_without_room_beside_goes_below(show) -> None:
    number = number_field("Amount", unit="words")
    text = TextField("Behaviour")
    async with show(number, text, size=(60, 24)) as (_, pilot):
        number.put("9")
        text.put("x")
        number.error = "Amount is a number from 0 to 100000, like 400"
        text.error = "Up to 200 characters"
        await pilot.pause()
        assert around(number)[1:] == [" " * 14 + "Amount is a number from 0 to 100000, like", " " * 14 + "400"]
        assert around(text) == ["Behaviour", " " * 14 + "Up to 200 characters"]
        assert (number.size.height, text.size.height) == (3, 2)


async def test_enter_takes_the_example_only_where_nothing_was_typed(show) -> None:
    field = TextField("Done when", placeholder="400 new words", take_placeholder=True)
    typed = TextField("Done when", placeholder="400 new words", take_placeholder=True)
    plain = TextField("Cue", placeholder="after coffee")
    async with show(field, typed, plain) as (app, pilot):
        typed.put("mine")
        for each in (field, typed, plain):
            each.focus()
            await pilot.press("enter")
        assert [field.value, typed.value, plain.value] == ["400 new words", "mine", ""]
        assert len(app.said(FormField.Next)) == 3


async def test_enter_says_what_it_will_do(show, until) -> None:
    field = TextField("Done when", placeholder="400 new words", take_placeholder=True)
    async with show(field) as (_, pilot):
        assert field.line.enter_word == guide.word("keys", "take_next")
        field.focus()
        await pilot.press("a")
        await until(pilot, lambda: field.line.enter_word == guide.word("keys", "next"))


async def test_a_text_too_long_is_refused_whole_and_said(show, until) -> None:
    field = TextField("Cue", max_length=5)
    async with show(field) as (_, pilot):
        field.focus()
        await pilot.press(*"afterx")
        await until(pilot, lambda: field.error == guide.say("dialogs", "too_long", limit=5))
        assert field.value == "after"
        field.entry.post_message(events.Paste("abc"))
        await pilot.pause()
        assert (field.value, field.error) == ("after", guide.say("dialogs", "too_long", limit=5))
        await pilot.press("backspace")
        await until(pilot, lambda: field.error == "")
        field.entry.post_message(events.Paste("s\n"))
        await until(pilot, lambda: field.value == "aftes")


async def test_signs_and_digits_are_text_in_a_text(show) -> None:
    field = TextField("Cue")
    async with show(field) as (app, pilot):
        field.focus()
        await pilot.press("exclamation_mark", "d", "9", "question_mark")
        assert (field.value, app.acted) == ("!d9?", [])


async def test_focusing_a_text_keeps_it_when_typing_goes_on(show) -> None:
    field = TextField("Cue")
    async with show(field) as (_, pilot):
        field.put("after")
        field.focus()
        await pilot.press("s")
        assert field.value == "afters"


async def test_a_note_takes_lines_and_esc_leaves(show, until) -> None:
    field = NoteField("Note")
    async with show(field) as (app, pilot):
        field.focus()
        await pilot.press("a", "enter", "exclamation_mark")
        await until(pilot, lambda: field.value == "a\n!")
        await pilot.press("escape")
        assert app.focused is field
        await pilot.press("enter", "b")
        await until(pilot, lambda: field.value == "a\n!b")
        assert app.said(FormField.Typed)[-1].value == "a\n!b"


async def test_a_full_note_refuses_more_and_says_so(show, until) -> None:
    field = NoteField("Note", value="x" * 3999)
    async with show(field) as (_, pilot):
        field.focus()
        await pilot.press("a")
        await until(pilot, lambda: len(field.value) == 4000)
        await pilot.press("b")
        await until(pilot, lambda: field.error == guide.say("dialogs", "too_long", limit=4000))
        assert len(field.value) == 4000
        field.entry.post_message(events.Paste("more"))
        await pilot.pause()
        assert len(field.value) == 4000
        await pilot.press("backspace")
        await until(pilot, lambda: len(field.value) == 3999)


async def test_a_click_on_the_label_gives_the_focus(show) -> None:
    field = TextField("Cue")
    other = TextField("Time")
    async with show(other, field) as (app, pilot):
        await pilot.click(field, offset=(4, 0))
        assert app.focused is field.entry


async def test_a_text_too_long_for_its_box_ends_with_an_ellipsis_once_it_is_left(show, drawn) -> None:
    long, other = TextField("Name"), TextField("Else")
    async with show(long, other) as (_, pilot):
        long.put("long openings, " * 9)
        other.focus()
        await pilot.pause()
        (left,) = drawn(long.line)
        assert left.startswith(" long openings, long")
        assert left.endswith("openings,…")
        long.focus()
        await pilot.press("end")
        assert drawn(long.line)[0].endswith("openings,")
        other.focus()
        await pilot.pause()
        assert drawn(long.line) == [left]


async def test_a_click_into_a_text_that_was_left_sets_the_cursor_where_it_is_seen(show) -> None:
    long, other = TextField("Name"), TextField("Else")
    async with show(long, other) as (_, pilot):
        long.put("abcdefghij" * 12)
        for _ in ("never in it", "left at its end"):
            other.enter()
            await pilot.pause()
            await pilot.click(long.line, offset=(4, 0))
            assert long.line.cursor_position == 3
            await pilot.press("end")
            assert long.line.scroll_offset.x > 0
        await pilot.press("x")
        assert long.value.endswith("jx")


class Textuals(Widget):
    def compose(self) -> ComposeResult:
        yield Input(compact=True, id="textuals")


@pytest.mark.parametrize("theme", ["mastery-dark", "mastery-light", "ansi-dark"])
@pytest.mark.parametrize("focused", [False, True])
async def test_a_box_looks_as_textuals_does_but_for_what_its_field_says(show, theme: str, focused: bool) -> None:
    field = TextField("Name")
    async with show(field, Textuals()) as (app, pilot):
        textuals = app.query_one("#textuals")
        app.theme = theme
        app.screen.set_focus(field.line if focused else None)
        await pilot.pause()
        for name in ("color", "pointer", "overflow_x", "overflow_y", "scrollbar_size_horizontal", "border"):
            assert getattr(field.line.styles, name) == getattr(textuals.styles, name), name
        for part, names in {
            "cursor": ("background", "color", "text_style"),
            "selection": ("background", "color", "text_style"),
            "placeholder": ("text_style",),
        }.items():
            ours, its = (each.get_component_styles(f"input--{part}") for each in (field.line, textuals))
            assert [getattr(ours, name) for name in names] == [getattr(its, name) for name in names], part
