"""Walks that stumbled once, cut down to the keys it takes."""

from pathlib import Path

from mastery_tui import guide

from .choosing import keys_of
from .random_walks import compare_steps
from .walking import Start, walk_through

STEADY = Start("steady")
NARROW, WIDE = (60, 20), (120, 36)


# -- nobody is home ----------------------------------------------------------------------------------------------------


def test_a_field_that_gave_way_to_the_saved_page_does_not_keep_the_focus(tmp_path: Path) -> None:
    walk_through(STEADY, ["colon", "4 0 0", "enter", "f3"], tmp_path)


# -- what is being typed -----------------------------------------------------------------------------------------------


def test_a_number_half_typed_is_typed_on_after_another_window_saved_that_day(tmp_path: Path) -> None:
    walk_through(STEADY, ["4", "2", "~other amount 0", "~wait 0.6", "7"], tmp_path)


def test_a_number_half_typed_stays_when_another_window_cancels_the_day(tmp_path: Path) -> None:
    walk_through(Start("busy"), ["2", "~other cancelled 0", "i", "8"], tmp_path)


def test_a_sign_without_a_number_yet_stays_too(tmp_path: Path) -> None:
    walk_through(Start("perfectionist", NARROW), ["full_stop", "~other amount 0", "~wait 0.6"], tmp_path)


def test_a_note_stays_in_use_through_changes_of_another_window(tmp_path: Path) -> None:
    before = ["pagedown", "escape", "~other note 1", "delete", "n", "ctrl+p", "9", "ctrl+home", "less_than_sign"]
    after = ["escape", "~other cancelled 0", "backspace", "m", "~other resume 2"]
    walk_through(Start("plateaued", WIDE), [*before, *after], tmp_path)


# -- the end of the app ------------------------------------------------------------------------------------------------


def test_an_answer_and_another_day_in_one_write(tmp_path: Path) -> None:
    walk_through(Start("perfectionist", NARROW), ["enter", "enter", "7 pageup"], tmp_path)


def test_a_note_after_an_amount_in_one_write_and_saved(tmp_path: Path) -> None:
    walk_through(STEADY, ["4 2 0 enter", "n 2 7 ctrl+s"], tmp_path)


def test_the_last_row_of_a_dialog_and_escape_in_one_write(tmp_path: Path) -> None:
    walk_through(Start("returning", WIDE), ["f3", "a", "ctrl+s exclamation_mark", "a", "enter escape"], tmp_path)


def test_the_palette_in_two_places(tmp_path: Path) -> None:
    walk_through(Start("awaiting", WIDE), ["f4", "ctrl+p", "f3", "ctrl+p"], tmp_path)


def test_enter_twice_in_the_palette(tmp_path: Path) -> None:
    walk_through(Start("awaiting", WIDE), ["ctrl+p", "enter enter"], tmp_path)


def test_a_page_further_before_the_palette_has_anything(tmp_path: Path) -> None:
    walk_through(Start("ended", NARROW), ["f3", "ctrl+p pagedown"], tmp_path)


# -- keys that arrive at once ------------------------------------------------------------------------------------------


def test_what_follows_the_key_of_the_note_is_its_text(tmp_path: Path) -> None:
    compare_steps(STEADY, ["n u n u s u a l"], tmp_path)


def test_what_follows_the_key_of_the_one_line_entry_is_its_text(tmp_path: Path) -> None:
    compare_steps(STEADY, ["colon 4 2 0 space e 6", "enter e"], tmp_path)


def test_a_whole_check_in(tmp_path: Path) -> None:
    compare_steps(STEADY, ["4 2 0 enter 6 2 ctrl+s"], tmp_path)


def test_a_cancelled_block(tmp_path: Path) -> None:
    compare_steps(STEADY, ["c enter"], tmp_path)


def test_a_row_further_and_on(tmp_path: Path) -> None:
    compare_steps(Start("anxious"), ["down enter"], tmp_path)


def test_back_from_too_much_and_on_to_a_place(tmp_path: Path) -> None:
    compare_steps(Start("perfectionist", NARROW), ["f9", "escape f2"], tmp_path)


def test_out_of_a_text_and_into_the_palette(tmp_path: Path) -> None:
    compare_steps(Start("steady", NARROW), ["escape ctrl+p"], tmp_path)


def test_the_palette_runs_what_was_typed_in_it(tmp_path: Path) -> None:
    compare_steps(Start("plateaued", WIDE), ["f3", "i", "ctrl+p p a enter"], tmp_path)


def test_a_page_further_in_the_palette_and_on(tmp_path: Path) -> None:
    compare_steps(Start("awaiting"), ["ctrl+p pagedown", "enter"], tmp_path)


def test_a_dialog_that_is_open_in_another_place_gives_its_text(tmp_path: Path) -> None:
    command = " ".join(keys_of(guide.word("palette", "feedback")))
    compare_steps(STEADY, ["f3", "f a b", f"f4 ctrl+p {command} enter"], tmp_path)
