"""Words found in texts: how they are folded, and where a shown text is hit."""

import pytest
from hypothesis import given, strategies as st

from mastery_tui.practice.searching import folded, hits, terms


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A  Good\n half hour", "a good half hour"),
        ("Café", "cafe"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "cafe"),
        ("GROSS Straße", "gross strasse"),
        ("yesterday’s “page”", 'yesterday\'s "page"'),
        ("Ⅷ ㎏ ℡", "viii kg tel"),
        ("İstanbul", "istanbul"),
        ("ﬁnal", "final"),
        ("", ""),
    ],
)
def test_a_text_is_folded_to_what_anybody_would_type(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_folding_twice_is_folding_once_in_what_is_compared(text: str) -> None:
    once = folded(text)
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("Began with the hardest sentence.", "hardest", ["hardest"]),
        ("Began with the Hardest sentence, hardest first", "HARDEST", ["Hardest", "hardest"]),
        ("In the Café at noon", "cafe noon", ["Café", "noon"]),
        ("In the Cafe\N{COMBINING ACUTE ACCENT} at noon", "café", ["Cafe\N{COMBINING ACUTE ACCENT}"]),
        ("Große Straße", "strasse", ["Straße"]),
        ("Große Straße", "ss", ["ß", "ß"]),
        ("overlapping", "over verlap", ["overlap"]),
        ("120 and 20, 20m and e20", "20", ["20", "20"]),
        ("e1 e10 size1", "e1", ["e1"]),
        ("good\n  half", '"good half"', ["good\n  half"]),
        ("nothing here", "word", []),
        ("nothing here", "", []),
        ("a (b) [c]", "(b) [c", ["(b)", "[c"]),
    ],
)
def test_hits_are_stretches_of_the_text_as_it_is_shown(text: str, query: str, hit: list[str]) -> None:
    assert [text[first:end] for first, end in hits(text, terms(query))] == hit


@given(st.text(max_size=40), st.text(max_size=10))
def test_hits_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    found = hits(text, terms(query))
    ends = [0, *(end for _, end in found)]
    assert all(0 <= before <= first < end <= len(text) for before, (first, end) in zip(ends, found, strict=False))


@given(st.lists(st.sampled_from(["half", "Café", "20", "e8", "Straße", "@desk"]), max_size=5))
def test_each_word_is_looked_for_once(words: list[str]) -> None:
    assert [term.text for term in terms(" ".join(words))] == list(dict.fromkeys(folded(word) for word in words))
