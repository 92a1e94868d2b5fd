"""The lines that are read without argparse mean what argparse makes of them."""

from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st

from mastery_tui.cli import commonest
from mastery_tui.cli.parser import parse
from mastery_tui.practice.refused import Refused

LINES = [
    *(list(line) for line in commonest.FORMS),
    ["log", "420"],
    ["log", "420", "25m", "e6", "anxious/4", "@desk", "+200"],
    ["log", "", " "],
    ["log", "status"],
]
WORDS = st.sampled_from(
    ["status", "due", "log", "--line", "--json", "--quiet", "420", "e6", "", "-", "--", "-5", "@a=b"]
)


def given_in(asked: SimpleNamespace) -> dict[str, object]:
    """What a command finds given."""
    return {name: value for name, value in vars(asked).items() if value not in (None, False)}


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_a_common_line_is_read_as_argparse_reads_it(line: list[str]) -> None:
    quick, slow = SimpleNamespace(command=None), SimpleNamespace(command=None)
    assert commonest.read(line, quick)
    assert parse(line, slow) == ""
    assert given_in(quick) == given_in(slow)


@given(st.lists(WORDS, max_size=5))
def test_whatever_is_taken_is_taken_as_argparse_does_and_the_rest_is_left(line: list[str]) -> None:
    quick, slow = SimpleNamespace(command=None), SimpleNamespace(command=None)
    if not commonest.read(line, quick):
        assert vars(quick) == {"command": None}
        return
    try:
        answer = parse(line, slow)
    except Refused as refused:
        pytest.fail(f"{line} is refused: {refused.code}")
    assert (answer, given_in(quick)) == ("", given_in(slow))
