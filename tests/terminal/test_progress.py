"""Progress in a real terminal, by keys alone and as quick as they come: a day is found, corrected, and seen again."""

from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import WIDE, Terminal, at_sizes, program
from tests.tui.people import plan_date, writer_in_week_3

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")


def word(key: str, section: str = "progress") -> str:
    return guide.word(section, key)


def day(number: int) -> str:
    return f"{guide.say('plan', 'day', day=number)} · {guide.date_words(plan_date(number), 'short')}"


def opened(folder: Path, columns: int, lines: int) -> Terminal:
    path = writer_in_week_3(folder).context.journal.path
    env = {
        "MASTERY_NOW": f"{plan_date(20)}T08:00:00+01:00",
        "MASTERY_FILE": str(path),
        "MASTERY_CONFIG": str(folder / "none.toml"),
    }
    return Terminal(*program(), env=env, columns=columns, lines=lines)


@at_sizes(WIDE)
def test_a_day_is_found_corrected_and_seen_in_the_plot(tmp_path: Path, columns: int, lines: int) -> None:
    app = opened(tmp_path, columns, lines)
    app.until(guide.say("checkin", "goal", target=400, minimum=150))

    # All at once: to the page, three days back, into that day, another amount, saved, and back.
    app.press("f5", *["left"] * 3, "enter", *"499", "ctrl+s", "escape")
    app.until(word("kept"), day(17), "499 words", gone=guide.word("saved", "saved"))

    # The same day in the table, its row still the chosen one; then the picture again.
    app.press("v")
    app.until(word("confidence", "progress_table"), "▐17▌", gone=word("days"))
    for _ in range(100):  # A row is drawn piece by piece.
        if not any("499" in line and "▐17▌" in line for line in app.text.splitlines()):
            app.read(0.1)
    assert any("499" in line and "▐17▌" in line for line in app.text.splitlines())
    app.press("v", *["right"] * 9, *["left"] * 2)
    app.until(day(18))

    # What stands below or beside, then Plan and its keys, and an end.
    for _ in range(20):  # The figures are drawn after the strip.
        if word("earlier", "progress_below") not in app.text:
            app.press("pagedown")
            app.read(0.3)
    app.until(word("earlier", "progress_below"))
    app.press("f3")
    app.until(guide.week(3).name, guide.say("plan", "day", day=20) if columns < 110 else "day 20")
    app.press("u", "f5", "left")
    app.until(day(17), word("kept"), gone="499")
    app.press("q")
    assert app.ended() == 0
    app.assert_clean()


@pytest.mark.parametrize("keys", [["down"] * 5, ["pagedown"]])
def test_scroll_keys_right_behind_f5_scroll_what_is_only_being_drawn(tmp_path: Path, keys: list[str]) -> None:
    app = opened(tmp_path, 80, 24)
    app.until(guide.say("checkin", "goal", target=400, minimum=150))
    app.press("f5", *keys)
    app.until("F5", word("weeks", "progress_below"), gone=f"{word('days')} ")  # Its fourth row is scrolled away.
    app.press(*["up"] * len(keys) if len(keys) > 1 else ["pageup"])
    app.until(f"{word('days')} ", word("kept"))
    app.press("f3")
    app.until(guide.week(3).name)
    app.press("q")
    assert app.ended() == 0
