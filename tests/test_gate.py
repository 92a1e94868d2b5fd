"""The gate: what has to be kept from a terminal goes out of text, and shows escaped in names."""

import json
import os
import subprocess
import unicodedata

from hypothesis import example, given, strategies as st
from rich.cells import cell_len

from mastery_tui import gate

KEPT = "\n\t"
MARKS = "\u200e\u200f\u061c"
EVERY = [chr(number) for number in range(0x11000)]


def planted(character: str) -> bool:
    """What the gate takes out, told in another way than the gate tells it."""
    kind = unicodedata.category(character)
    turned = unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return (kind in ("Cc", "Cs") and character not in KEPT) or turned


def test_controls_overrides_and_halves_go_and_all_else_stays() -> None:
    for character in EVERY:
        text = f"a{character}b"
        right = "a\nb" if character == "\r" else "ab" if planted(character) else text
        assert gate.clean(text) == right, hex(ord(character))
        assert gate.is_clean(text) is (right == text)
    assert gate.clean(f"a{MARKS}b") == f"a{MARKS}b"


@given(st.text() | st.text(alphabet="a\r\n\x1b\u202e\ud83d"))
@example("\x1b\x1b[0m")
def test_what_is_clean_stays_so(text: str) -> None:
    once = gate.clean(text)
    assert gate.clean(once) == once
    assert gate.is_clean(once)
    row = gate.clean_row(text)
    assert not any(planted(each) or each in KEPT for each in row)
    assert cell_len(row) == cell_len(text)


@given(st.text() | st.text(alphabet="a\n\t\\'\x1b\x9b\u202e\udc9b"))
@example("\udc9b\x9b")
def test_a_name_is_one_line_of_what_can_be_shown(text: str) -> None:
    name = gate.shown(text)
    assert gate.is_clean(name)
    assert not set(name) & set(KEPT)
    assert name == text or gate.shown(text) != text
    assert gate.shown("a\x1b\u202e\udc9b\n") == r"a\x1b\u202e\x9b\n"


@given(st.text())
def test_json_with_escapes_is_the_same_json(text: str) -> None:
    written = gate.in_json(json.dumps({text: text}, ensure_ascii=False))
    assert gate.is_clean(written)
    assert json.loads(written) == {text: text}


def test_a_word_of_a_command_is_that_word_for_a_shell() -> None:
    for word in ("a", "a b", "it's", "a\x1b]0;x\x07", "\x1b'\\n", "a\nb", "\u202ea\x9b", "\udc9bc", "\x7f0"):
        quoted = gate.shell_word(word)
        assert gate.is_clean(quoted)
        assert "\n" not in quoted
        said = subprocess.run(["bash", "-c", f"printf %s {quoted}"], capture_output=True, check=True).stdout
        assert said == os.fsencode(word), word
