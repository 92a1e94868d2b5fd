"""Texts in cells: a sign of East Asia takes two of them."""

import pytest
from textual.content import Content

from mastery_tui.tui.widgets.drawing import assembled, fold, link, width_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 8, []),
        ("one two three", 8, ["one two", "three"]),
        ("四百字を書く", 8, ["四百字を", "書く"]),
        ("write 四百字 today", 8, ["write", "四百字", "today"]),
        ("a 四百字を書く", 5, ["a", "四百", "字を", "書く"]),
        ("四百字", 1, ["四", "百", "字"]),
    ],
)
def test_a_line_holds_as_much_as_has_room_in_cells(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


def test_a_folded_line_is_a_part_of_its_text_and_nothing_is_lost() -> None:
    text = "朝は  静か, then  a long walk 夜は机で" * 3
    lines = fold(text, 11)
    assert all(line in text and width_of(line) <= 11 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_a_click_does_changes_nothing_of_how_it_looks_and_is_read_off_no_style() -> None:
    pieces = [("a", ""), link(("save", "bold red"), "app.simulate_key('s')"), link((" ", ""), "click(1)"), ("b", "dim")]
    content = assembled(pieces)
    assert list(content.render()) == list(Content.assemble(*pieces).render())
    assert {str(span.style) for span in content.spans if isinstance(span.style, str)} == {"bold red", "dim"}
