from textual.binding import Binding
from textual.content import Content

from mastery_tui import guide
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.key_bar import KeyBar, key_name
from mastery_tui.tui.widgets.tab_bar import Tab, TabBar
from tests.tui.widgets.numbers import number_field

WORDS = guide.words("keys")
NEXT, NOTE, SAVE, LINE = (WORDS[each] for each in ("next", "note", "save", "one_line"))
OUT = f"! {WORDS['too_much']}  ? {WORDS['help']}"
TABS = (Tab("F2", "Check-in", "check_in"), Tab("F3", "Plan", "plan"), Tab("F4", "Reflect", "reflect"))


def style_of(content: Content, text: str) -> str:
    at = content.plain.index(text)
    style = next(str(span.style) for span in content.spans if span.start <= at < span.end)
    return style.partition(" @click=")[0]


async def test_the_focused_widget_comes_first_and_help_last(show, drawn) -> None:
    bar, choice = KeyBar(), Choice("Effort", ("",) * 10, enter_word="Save")
    async with show(choice, bar, size=(90, 24)) as (_, pilot):
        choice.focus()
        await pilot.pause()
        assert drawn(bar) == [f"   enter Save  d Done  m Minimum  n {NOTE}  : {LINE}  ^s {SAVE}  {OUT}"]
        assert bar.region.y == 23


async def test_keys_go_from_the_right_where_there_is_no_room_but_not_too_much_and_help(show, drawn) -> None:
    bar, choice = KeyBar(), Choice("Effort", ("",) * 10)
    async with show(choice, bar, size=(60, 24)) as (_, pilot):
        choice.focus()
        await pilot.pause()
        assert drawn(bar) == [f"   enter {NEXT}  d Done  m Minimum  n {NOTE}  {OUT}"]


async def test_words_and_order_are_drawn_anew_after_keys_that_stayed_the_same(show, drawn) -> None:
    bar, choice = KeyBar(), Choice("Effort", ("",) * 10)
    async with show(choice, bar, size=(90, 24)) as (app, pilot):
        await pilot.pause()
        for words, first, begins in (({}, "", "d Done"), ({"cue.why": "Why now"}, "cue.why", "w Why now")):
            app.screen.refresh_bindings()
            await pilot.pause()
            bar.words, bar.first = words, first
            await pilot.pause()
            assert drawn(bar)[0].startswith(f"   {begins}")


async def test_letters_go_from_the_bar_once_a_number_has_been_begun(show, drawn, until) -> None:
    bar, field = KeyBar(), number_field("Amount")
    async with show(field, bar) as (_, pilot):
        field.focus()
        await pilot.pause()
        assert "d Done" in drawn(bar)[0]
        await pilot.press("4")
        await until(pilot, lambda: "d Done" not in drawn(bar)[0])
        assert drawn(bar) == [f"   enter {NEXT}  ^s {SAVE}  ! {WORDS['too_much']}"]
        await pilot.press("backspace")
        await until(pilot, lambda: "d Done" in drawn(bar)[0])


async def test_the_word_for_enter_changes_at_once(show, drawn, until) -> None:
    bar, choice = KeyBar(), Choice("Contexts", ("@desk",))
    async with show(choice, bar) as (_, pilot):
        choice.focus()
        await pilot.pause()
        choice.enter_word = "Save"
        await until(pilot, lambda: drawn(bar)[0].startswith("   enter Save"))
        bar.words = {"choice.next": "Save it"}
        await until(pilot, lambda: drawn(bar)[0].startswith("   enter Save it"))


async def test_a_click_presses_the_key(show, until) -> None:
    bar = KeyBar()
    async with show(bar) as (app, pilot):
        await pilot.pause()
        at = bar.render().plain.index(LINE)
        await pilot.click(bar, offset=(3 + at, 0))
        await until(pilot, lambda: app.acted == [":"])
        await pilot.click(bar, offset=(0, 0))
        assert app.acted == [":"]


async def test_keys_are_accented_and_words_quiet(show) -> None:
    bar = KeyBar()
    async with show(bar) as (_, pilot):
        await pilot.pause()
        assert style_of(bar.render(), "?") == "bold $primary"
        assert style_of(bar.render(), WORDS["help"]) == "$quiet"


def test_key_names_are_what_a_person_reads() -> None:
    keys = ("ctrl+s", "colon", "question_mark", "exclamation_mark", "escape", "enter", "up", "pageup", "f2", "n")
    names = [key_name(Binding(key, "x", "X")) for key in (*keys, "less_than_sign", "full_stop", "f")]
    assert names == ["^s", ":", "?", "!", "esc", "enter", "up", "PgUp", "F2", "n", "<", ".", "f"]
    assert key_name(Binding("n", "x", "X", key_display="N")) == "N"


async def test_tabs_show_where_one_is(show, drawn) -> None:
    bar = TabBar(TABS, active="plan", right="Write 400 words · day 12")
    async with show(bar):
        (line,) = drawn(bar)
        assert line.startswith(" F2 Check-in   F3 Plan   F4 Reflect  ")
        assert line.endswith("Write 400 words · day 12")
        assert len(line) == 79
        assert style_of(bar.render(), "Plan") == "bold underline $foreground"
        assert style_of(bar.render(), "F3") == "$primary"
        assert style_of(bar.render(), "F2") == "$quiet"


async def test_a_long_behaviour_is_cut_and_the_day_stays(show, drawn, until) -> None:
    bar = TabBar(TABS, active="plan", right="Practise the second movement slowly, hands apart · day 12")
    async with show(bar) as (_, pilot):
        (line,) = drawn(bar)
        assert line.endswith("… · day 12")
        assert 70 <= len(line) <= 79
        await pilot.resize_terminal(42, 24)
        await until(pilot, lambda: drawn(bar) == [" F2 Check-in   F3 Plan   F4 Reflect"])


async def test_setup_has_a_title_in_place_of_tabs(show, drawn) -> None:
    bar = TabBar(title="Mastery", sentence="30 days, one behaviour", right="step 1 of 3")
    async with show(bar):
        (line,) = drawn(bar)
        assert line.startswith(" Mastery   30 days, one behaviour   ")
        assert line.endswith("   step 1 of 3")
        assert len(line) == 79


async def test_a_click_on_a_tab_says_which(show) -> None:
    bar = TabBar(TABS, active="plan")
    async with show(bar) as (app, pilot):
        await pilot.click(bar, offset=(27, 0))
        await pilot.click(bar, offset=(60, 0))
        assert [said.mode for said in app.said(TabBar.Chosen)] == ["reflect"]
