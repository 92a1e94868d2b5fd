import pytest

from mastery_tui.tui.widgets.choice import Choice

FEELINGS = ("calm", "focused", "satisfied", "flat", "frustrated", "anxious", "ashamed")
EFFORTS = ("",) * 10


def style_at(choice: Choice, column: int, line: int = 0) -> str:
    at = 0
    for segment in choice.render_lines(choice.outer_size.region)[line]:
        at += segment.cell_length
        if column < at:
            return str(segment.style)
    raise AssertionError(f"nothing at {column}")


async def test_labels_stand_in_column_3_and_values_in_column_17(show, drawn) -> None:
    choice = Choice("Feeling", FEELINGS, value=2, breaks=(5,))
    async with show(choice):
        first, second = drawn(choice)
        assert first == "  Feeling       1 calm  ▐2 focused▌  3 satisfied   4 flat"
        assert second == "                5 frustrated   6 anxious   7 ashamed"
        assert choice.region.x + first.index("Feeling") == 3
        assert choice.region.x + first.index("1 calm") == 17


async def test_bare_digits_stand_close_and_the_hint_depends_on_the_answer(show, drawn) -> None:
    choice = Choice("Effort", EFFORTS, value=6, hints={6: "some push"})
    async with show(choice) as (_, pilot):
        assert drawn(choice) == ["  Effort        1  2  3  4  5 ▐6▌ 7  8  9  0  some push"]
        choice.value = 10
        await pilot.pause()
        assert drawn(choice) == ["  Effort        1  2  3  4  5  6  7  8  9 ▐0▌"]


async def test_ascii_draws_brackets_in_the_same_cells(show, drawn) -> None:
    choice = Choice("Effort", EFFORTS, value=6)
    async with show(choice, plain=True) as (_, pilot):
        await pilot.press("shift+tab")
        assert drawn(choice) == ["| Effort        1  2  3  4  5 [6] 7  8  9  0"]


async def test_reflect_has_its_own_column(show, drawn) -> None:
    choice = Choice("Evidence", ("@morning", "@desk"), value=1, breaks=(2,), values_at=19)
    async with show(choice):
        assert drawn(choice) == ["  Evidence       ▐1 @morning▌", "                  2 @desk"]


@pytest.mark.parametrize(("key", "value"), [("1", 1), ("6", 6), ("0", 10)])
async def test_a_digit_answers_and_moves_on(show, key: str, value: int) -> None:
    choice = Choice("Effort", EFFORTS)
    async with show(choice) as (app, pilot):
        choice.focus()
        await pilot.press(key)
        assert choice.value == value
        (answered,) = app.said(Choice.Answered)
        assert (answered.row, answered.moved_on) == (choice, True)


async def test_a_digit_beyond_the_options_passes_on(show) -> None:
    choice = Choice("Confidence", ("",) * 5)
    async with show(choice) as (app, pilot):
        choice.focus()
        await pilot.press("9")
        assert choice.value is None
        assert app.acted == ["9"]


async def test_several_may_be_chosen_and_let_go(show, drawn) -> None:
    choice = Choice("Contexts", ("@desk", "@morning"), multiple=True, hint="as last time")
    choice.put("1")
    async with show(choice) as (app, pilot):
        choice.focus()
        await pilot.press("2", "1", "left")
        assert choice.values == {2}
        assert [said.moved_on for said in app.said(Choice.Answered)] == [False, False]
        assert drawn(choice)[0].endswith("1 @desk  ▐2 @morning▌  as last time")


async def test_arrows_and_letters_shift_and_backspace_clears(show) -> None:
    choice = Choice("Effort", EFFORTS)
    async with show(choice) as (app, pilot):
        choice.focus()
        await pilot.press("right", "l", "l", "h")
        assert choice.value == 2
        await pilot.press("left", "left")
        assert choice.value == 1
        await pilot.press("backspace")
        assert choice.value is None
        await pilot.press("left")
        assert choice.value == 10
        assert not any(said.moved_on for said in app.said(Choice.Answered))


async def test_enter_asks_for_the_next_row_and_changes_nothing(show) -> None:
    choice = Choice("Effort", EFFORTS)
    async with show(choice) as (app, pilot):
        choice.focus()
        await pilot.press("enter")
        assert [said.control for said in app.said(Choice.Next)] == [choice]
        assert app.said(Choice.Answered) == []
        assert choice.value is None


async def test_a_click_on_an_option_chooses_it(show) -> None:
    choice = Choice("Feeling", FEELINGS, breaks=(5,))
    async with show(choice) as (app, pilot):
        await pilot.click(Choice, offset=(33, 1))
        assert choice.value == 6
        await pilot.click(Choice, offset=(4, 0))
        assert choice.value == 6
        assert len(app.said(Choice.Answered)) == 1


async def test_keys_are_lit_only_where_they_act(show) -> None:
    outcome = Choice("Outcome", ("done", "rest"), keys="dr", chosen_signs={1: "●"}, focusable=False, value=1)
    effort = Choice("Effort", EFFORTS)
    async with show(outcome, effort) as (app, pilot):
        accent = app.theme_variables["primary"].lower()
        assert accent not in style_at(outcome, 25)
        outcome.keys_act = True
        await pilot.pause()
        assert accent in style_at(outcome, 25)
        effort.blur()
        await pilot.pause()
        assert accent not in style_at(effort, 16)
        effort.focus()
        await pilot.pause()
        assert accent in style_at(effort, 16)


async def test_letters_of_an_outcome_row_show_its_sign(show, drawn) -> None:
    outcome = Choice("Outcome", ("done", "rest"), keys="dr", chosen_signs={1: "●", 2: "~"}, focusable=False, value=1)
    async with show(outcome) as (_, pilot):
        assert drawn(outcome) == ["  Outcome      ▐● done▌  r rest"]
        outcome.value = 2
        await pilot.pause()
        assert drawn(outcome) == ["  Outcome       d done  ▐~ rest▌"]


async def test_options_and_hint_wrap_at_60_columns(show, drawn) -> None:
    feeling = Choice("Feeling", FEELINGS)
    confidence = Choice("Confidence", ("",) * 5, hint="again tomorrow, to the same standard?")
    async with show(feeling, confidence, size=(60, 24)):
        lines = drawn(feeling)
        assert len(lines) == 3
        assert " ".join(" ".join(lines).split()).endswith("4 flat 5 frustrated 6 anxious 7 ashamed")
        assert all(len(line) <= 57 for line in lines)
        assert drawn(confidence) == [
            "  Confidence    1  2  3  4  5",
            "                again tomorrow, to the same standard?",
        ]


async def test_given_breaks_hold_only_where_nothing_else_has_to_break(show, drawn, until) -> None:
    choice = Choice("Feeling", FEELINGS, breaks=(5,))
    async with show(choice, size=(60, 24)) as (_, pilot):
        assert drawn(choice)[1].startswith("                4 flat   5 frustrated")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: drawn(choice)[1].startswith("                5 frustrated"))


async def test_an_answer_does_not_change_the_height(show) -> None:
    choice = Choice("Effort", EFFORTS, hints={6: "some push, though it went by itself after a while"})
    async with show(choice, size=(60, 24)) as (_, pilot):
        before = choice.size.height
        choice.value = 6
        await pilot.pause()
        assert choice.size.height == before


async def test_an_error_stands_in_place_of_the_hint_until_answered(show, drawn) -> None:
    choice = Choice("Confidence", ("",) * 5, hint="again tomorrow?")
    async with show(choice) as (_, pilot):
        choice.error = "1 to 5"
        await pilot.pause()
        assert drawn(choice)[0].endswith("5  1 to 5")
        choice.focus()
        await pilot.press("3")
        assert choice.error == ""
        assert drawn(choice)[0].endswith("5  again tomorrow?")


async def test_no_options_show_the_placeholder(show, drawn) -> None:
    choice = Choice("Contexts", placeholder="–")
    async with show(choice) as (_, pilot):
        assert drawn(choice) == ["  Contexts      –"]
        choice.options = ("@desk",)
        await pilot.pause()
        assert drawn(choice) == ["  Contexts      1 @desk"]


async def test_sixteen_colours_reverse_the_chosen_option(show) -> None:
    choice = Choice("Effort", EFFORTS, value=1)
    async with show(choice, theme="ansi-dark"):
        assert "reverse" in style_at(choice, 16)
        assert "reverse" not in style_at(choice, 19)
