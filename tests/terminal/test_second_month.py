"""The end of a month by keys in a real terminal: the last check-in, summary, the end, and the next month's day 1."""

from pathlib import Path

import pytest

from mastery_tui import guide
from tests.terminal.screen import Terminal, program
from tests.tui.people import START, coach_at, on_day, plan_date, writer_in_week_3

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "openpty"), reason="needs a pseudo-terminal")


def opened(folder: Path, plan_day: int, hour: int = 8) -> Terminal:
    now = f"{plan_date(plan_day).isoformat()}T{hour:02}:00:00+01:00"
    env = {"MASTERY_NOW": now, "MASTERY_FILE": str(folder / "mastery.json"), "MASTERY_CONFIG": str(folder / "c.toml")}
    return Terminal(*program(), env=env)


def test_from_the_last_check_in_to_the_second_months_first_day(tmp_path: Path) -> None:
    writer_in_week_3(tmp_path, 30)
    app = opened(tmp_path, 30, 20)
    app.until(f"s {guide.word('task_keeps', 'summary')}", guide.task("summary").line)
    app.type("420")
    app.press("enter", "6", "2", "4", "enter")
    app.until(guide.word("saved", "saved"), guide.word("saved", "tomorrow_last"))

    # The summary offers to finish, and what is chosen there fills Setup.
    app.press("s")
    app.until(guide.say("adherence", "kept", kept=28, recorded=30), f"s {guide.word('keys', 'finish')}")
    app.press("s")
    app.until(guide.word("dialogs", "finish_title"), guide.word("dialogs", "finish_line"))
    app.type("Slower")
    app.press("tab", "2", "ctrl+s")
    app.until(guide.word("setup_screen", "again"), "Write 400 words")

    # It begins at the standard; typed fast, one Enter a field, and the first day is tomorrow.
    app.type(", twice")
    app.press(*["enter"] * 5)
    app.until(guide.say("tabs", "setup_step", step=2, steps=3), guide.date_words(plan_date(31), "long"))
    app.press(*["enter"] * 9)
    app.until(guide.say("tabs", "setup_step", step=3, steps=3), "any quality, twice")
    app.press("y")
    app.until(guide.say("plan", "begins", first=plan_date(31)))
    app.press("q")
    assert app.ended() == 0

    app = opened(tmp_path, 31)
    app.until(guide.date_words(plan_date(31), "long"), guide.say("checkin", "goal", target=400, minimum=150))
    app.type("430")
    app.press("enter", "5", "1", "4", "enter")
    app.until(guide.word("saved", "saved"), guide.say("saved", "tomorrow", day=2))
    app.press("q")
    assert app.ended() == 0

    coach = coach_at(tmp_path, 31)
    assert coach.plan.cycle.behaviour.standard.endswith(", twice")
    first, second = coach.context.journal.cycles()
    assert (first.summary, first.started_on, second.started_on) == ("Slower", START, plan_date(31))


def test_after_the_end_the_summary_is_what_opens(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 31)
    on_day(coach, 31, lambda: coach.plan.finish(summary="Well."))
    app = opened(tmp_path, 40)
    app.until(guide.word("progress", "kept"), f"n {guide.word('keys', 'new_plan')}", gone="F2 ")
    app.press("f3")
    app.until(guide.word("plan", "complete"), f"n {guide.word('keys', 'new_plan')}")
    app.press("f5", "s", "n")
    app.until(guide.word("setup_screen", "again"))
    app.press("ctrl+q")
    assert app.ended() == 0
