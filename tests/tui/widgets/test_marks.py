import pytest
from msgspec.structs import asdict, astuple
from rich.cells import cell_len

from mastery_tui.practice.timeline import Mark
from mastery_tui.tui.signs import ASCII, UNICODE, MarkSet, marks, marks_of


@pytest.mark.parametrize("mark_set", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sign_takes_one_cell(mark_set: MarkSet) -> None:
    signs = [sign for name, sign in asdict(mark_set).items() if name not in ("frame", "plain")]
    assert [cell_len(sign) for sign in signs] == [1] * len(signs)


@pytest.mark.parametrize("mark_set", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_mark_has_a_sign_of_its_own(mark_set: MarkSet) -> None:
    signs = {mark_set.of(mark) for mark in Mark}
    assert len(signs) == len(Mark)
    assert mark_set.of(None) == " "


def test_ascii_is_ascii_and_a_mark_is_its_key() -> None:
    assert all(str(sign).isascii() for sign in astuple(ASCII))
    assert [ASCII.of(mark) for mark in Mark] == list("dmpcr=.")


def test_the_app_says_which_set() -> None:
    class Plain:
        mark_set = ASCII

    assert marks_of(Plain()) is ASCII
    assert marks_of(object()) is UNICODE
    assert (marks(True), marks(False)) == (ASCII, UNICODE)
