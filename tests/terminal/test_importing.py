"""An import in a real terminal, from an empty machine on: the archive of another tracker, a look, `y`, and Progress."""

from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import SMALL, Terminal, at_sizes, program
from tests.tui.elsewhere import WRITE, loop_zip
from tests.tui.people import START

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")

SAY = guide.words("import_screen")


def opened(folder: Path, columns: int, lines: int) -> Terminal:
    env = {
        "HOME": str(folder),
        "MASTERY_NOW": f"{START}T08:00:00+01:00",
        "MASTERY_FILE": str(folder / "kept" / "mastery.json"),
        "MASTERY_CONFIG": str(folder / "none.toml"),
    }
    return Terminal(*program(), env=env, columns=columns, lines=lines)


def step(number: int) -> str:
    return guide.say("import_screen", "step", step=number, steps=3)


@at_sizes(SMALL)
def test_from_an_empty_machine_to_progress_with_earlier_cycles(tmp_path: Path, columns: int, lines: int) -> None:
    loop_zip(tmp_path / "Loop Habits CSV.zip")
    app = opened(tmp_path, columns, lines)
    app.until(guide.setup_words().questions[1])

    # The path is completed, and read with Tab.
    app.press("i", "down", *"~/Lo")
    app.until(step(1), "~/Loop Habits CSV.zip")
    app.press("right", "tab")
    app.until(f"1 {WRITE}", "276")
    assert not (tmp_path / "kept").exists()

    # Counts follow the minimum as it is typed.
    app.press("pagedown", "1")
    app.until(step(2), "◐ 93 minimum")
    app.press("5", "0")
    app.until("◐ 64 minimum")

    # What becomes of them; its days and back; then they come in, and Setup begins with them.
    app.press("pagedown", "down", "enter")
    app.until(step(3), "Wed 18 Feb", guide.word("import_screen", "theirs"))
    app.press("escape")
    app.until(f"y {guide.word('keys', 'import_bring_in')}", SAY["all"])
    assert not (tmp_path / "kept" / "mastery.json").exists()
    app.press("y")
    app.until(guide.word("setup_screen", "again"), WRITE, guide.word("setup_screen", "same"), "To undo the import")

    # The past is alive: F3 leads to Plan, F5 to Progress with the earlier cycles.
    app.press("f3")
    app.until(guide.week(1).name, gone=guide.word("setup_screen", "again"))
    app.press("f5")
    app.until(guide.word("progress", "kept"))
    for _ in range(20):
        if guide.word("progress_below", "earlier") not in app.text:
            app.press("pagedown")
            app.read(0.3)
    app.until(guide.word("progress_below", "earlier"))
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()


def test_all_of_it_in_one_write(tmp_path: Path) -> None:
    loop_zip(tmp_path / "loop.zip")
    app = opened(tmp_path, 80, 24)
    app.until(guide.setup_words().questions[1])
    app.press("i", "down", *"~/loop.zip", "tab", "pagedown", *"150", "pagedown", "y", "enter", *" daily", "f5")
    app.until(guide.word("progress", "kept"))
    app.press("ctrl+q")
    assert app.ended() == 0


def test_a_key_after_each_key_and_quitting_from_each_step(tmp_path: Path) -> None:
    ways = (
        (("i",), 1),
        (("i", "down", *"~/loop.zip", "tab"), 1),
        (("i", "down", *"~/loop.zip", "tab", "pagedown"), 2),
        (("i", "down", *"~/loop.zip", "tab", "pagedown", *"150", "pagedown"), 3),
    )
    for at, (keys, number) in enumerate(ways):
        home = tmp_path / str(at)  # What is typed and not brought in is there again.
        home.mkdir()
        loop_zip(home / "loop.zip")
        app = opened(home, 80, 24)
        app.until(guide.setup_words().questions[1])
        app.press(*keys)
        app.until(step(number))
        app.press("f9")
        app.until("112")
        app.press("escape")
        app.until(step(number))
        app.press("f3")
        app.until(step(number))
        app.press("ctrl+q")
        assert app.ended() == 0
        assert not (home / "kept" / "mastery.json").exists()
