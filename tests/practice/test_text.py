"""Cleaning of what people type."""

import unicodedata

import pytest
from hypothesis import example, given, strategies as st

from mastery_tui.practice.refused import Refused
from mastery_tui.practice.text import clean_line, clean_note, clean_tag, tags_of

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a word  ", "a word"),
        ("one\ntwo", "one two"),
        ("one\r\ntwo", "one two"),
        ("one\rtwo", "one two"),
        ("one\ttwo", "one two"),
        ("one\u2028two", "one two"),
        ("a\x00b\x1b[31mc\x7f\x85", "ab[31mc"),
        ("a\ud800b", "ab"),
        ("\x00 \x00", ""),
        ("ceļš 日本語 🌱", "ceļš 日本語 🌱"),
    ],
)
def test_a_line_is_one_line_without_control_characters(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\n one\n\n\ttwo \n", "one\n\n\ttwo"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00\x1bb\udfff", "ab"),
    ],
)
def test_a_note_keeps_its_line_breaks_and_tabs(typed: str, kept: str) -> None:
    assert clean_note(typed) == kept


@given(ANY_TEXT)
@example("\ud800\x00 \r\n\x1c")
def test_cleaning_twice_is_cleaning_once_and_leaves_nothing_unprintable(text: str) -> None:
    for clean, kept in ((clean_line, ""), (clean_note, "\n\t")):
        cleaned = clean(text)
        assert clean(cleaned) == cleaned
        assert cleaned == cleaned.strip()
        assert all(unicodedata.category(each) not in ("Cc", "Cs") or each in kept for each in cleaned)
        cleaned.encode("utf-8")
    assert len(clean_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("desk", "desk"),
        ("@Desk", "desk"),
        (" @late-night_2 ", "late-night_2"),
        ("t" * 20, "t" * 20),
        ("küche", "küche"),
    ],
)
def test_a_tag_is_lower_case_without_its_sign(typed: str, tag: str) -> None:
    assert clean_tag(typed) == tag


def test_a_tag_may_be_of_a_script_whose_letters_carry_marks() -> None:
    assert clean_tag("हिंदी") == "हिंदी"


@pytest.mark.parametrize("typed", ["", "@", "two words", "t" * 21, "a.b", "@@x", "a/b", "\x00"])
def test_a_tag_of_another_shape_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        clean_tag(typed)
    assert (caught.value.code, caught.value.facts) == ("tag.shape", {"longest": 20})


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        (" , ,\n", ()),
        ("desk", ("desk",)),
        ("@Desk, morning,@late-night", ("desk", "morning", "late-night")),
        ("desk desk", ("desk", "desk")),
    ],
)
def test_tags_stand_between_commas_or_spaces(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


def test_one_tag_of_another_shape_refuses_them_all() -> None:
    with pytest.raises(Refused, match=r"tag\.shape"):
        tags_of("desk, a/b")


@given(ANY_TEXT)
def test_a_tag_is_clean_or_refused(text: str) -> None:
    try:
        tag = clean_tag(text)
    except Refused:
        return
    assert clean_tag(tag) == tag
    assert 1 <= len(tag) <= 20
    assert not any(each.isspace() for each in tag)
