"""``mastery summary``: the page as text and as Markdown."""

from typing import TYPE_CHECKING

from mastery_tui import guide
from mastery_tui.cli.summary import LABEL

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell


def practised(shell: "Shell") -> None:
    shell(*WRITING)
    for day in range(2, 9):
        shell.at(f"2026-11-{day:02}")
        shell("log", str(200 + 10 * day), "e5")
    shell("freeze")


def test_without_a_plan_it_is_refused(shell: "Shell") -> None:
    assert guide.refusal("cycle.none") in shell.refused("summary")


def test_the_page_as_far_as_it_goes(shell: "Shell") -> None:
    practised(shell)
    out = shell.ok("summary")
    lines = out.splitlines()
    assert lines[:2] == ["Write", "words"]
    assert guide.say("summary", "so_far", day=7) in lines
    assert "Kept: 7 of 7 kept, 100%" in lines
    assert "  ◐◐◐◐◐◐◐" in lines
    assert f"  {guide.word('summary', 'baseline'):{LABEL}}   250  220 to 280" in lines
    assert "Words         250       –        –         –         –" in lines


def test_after_the_end_what_comes_next_and_the_sentence_stand_last(shell: "Shell") -> None:
    practised(shell)
    shell("transfer", "--changed", "place", "--context", "café", "--amount", "90", "--held", "the order")
    shell("finish", "--next", "adjust", "--summary", "Slower.\n\nBetter.")
    lines = shell.ok("summary").splitlines()
    at = lines.index(guide.word("summary", "elsewhere"))
    assert lines[at + 1 : at + 3] == ["  place: café, 90 words", "  worked: the order"]
    assert lines[-3:] == ["Next: adjust", "  Slower.", "  Better."]


def test_as_markdown_it_is_what_the_window_copies(shell: "Shell") -> None:
    practised(shell)
    out = shell.ok("summary", "--markdown")
    assert out.startswith("# Write\n\nwords\n\n2 November to ")
    assert "| baseline | 250 | 220 to 280 |\n" in out
    assert "| Days | ◐◐◐◐◐◐◐ |  |  |  |  |\n" in out


def test_the_demo_has_months_that_are_finished(shell: "Shell") -> None:
    out = shell.ok("demo", "steady", "--finished", "--status")
    assert guide.word("plan", "complete") in out
    assert out != shell.ok("demo", "steady", "--status")


def test_the_page_of_an_earlier_plan_once_the_next_has_begun(shell: "Shell") -> None:
    practised(shell)
    shell("finish", "--next", "adjust", "--summary", "Slower.")
    shell.at("2026-11-09")
    shell(*WRITING)
    assert guide.say("summary", "so_far", day=1) in shell.ok("summary")
    assert shell.ok("summary", "--cycle", "1").splitlines()[-1] == "  Slower."
    assert "Kept: 7 of 7 kept, 100%" in shell.ok("progress", "--cycle", "1")
    assert "Kept: 4 of 4 kept, 100%" in shell.ok("progress", "--cycle", "1", "--as-of", "2026-11-05")
    assert guide.refusal("cycle.number", number=3, count=2) in shell.refused("summary", "--cycle", "3")


def test_in_ascii_the_marks_are_their_keys_and_what_a_person_typed_stays(shell: "Shell") -> None:
    shell(*WRITING)
    shell("log", "250")
    shell("rest", "2026-11-03")
    shell.at("2026-11-03")
    shell("transfer", "--changed", "place", "--context", "~200 in a café")
    shell.config.write_text("ascii = true\n")
    lines = shell.ok("summary").splitlines()
    assert "  mr" in lines
    assert any(line.startswith("  place: ~200 in a caf") for line in lines)
    assert r"| Days | m\~ |" in shell.ok("summary", "--markdown")
