"""history, and the commands that reach an earlier cycle."""

from datetime import date

import pytest

from mastery_tui import guide
from tests.cli.conftest import WRITING, Shell

OWNER = guide.say("history", "cycle", n=1, name="Write")


@pytest.fixture
def second(shell: Shell) -> Shell:
    """On day 3 of a second plan, 4 December; the first was finished on day 30, with days 1, 2 and 4 recorded."""
    shell.begin_with("a second plan", _to_the_second)
    shell.at("2026-12-04")
    return shell


def _to_the_second(shell: Shell) -> None:
    shell.ok(*WRITING)
    shell.ok("log", "410", "e6", "calm", "@desk", "--note", "The kitchen was quiet.")
    shell.at("2026-11-03")
    shell.ok("log", "160", "anxious/3")
    shell.ok("feedback", "The opening explains too much.")
    shell.at("2026-11-05")
    shell.ok("log", "canceled")
    shell.at("2026-12-02")
    shell.ok("finish", "--summary", "Mornings at the desk.")
    shell.ok(*WRITING[:-6], "--target", "500", "--context", "train")
    shell.ok("log", "420", "@train", "--note", "Quiet on the train.")


def dated(day: int, style: str = "short") -> str:
    return guide.date_words(date(2026, 11, day) if day <= 30 else date(2026, 12, day - 30), style)


def test_history_tells_everything_newest_first_under_the_headings_of_its_cycles(second: Shell) -> None:
    kinds, outcomes = guide.words("history_kinds"), guide.words("outcomes")
    ended = guide.say("history", "dates", first=dated(2, "day_month"), last=dated(31, "year_short"))
    since = guide.say("history", "since", first=dated(32, "year_short"))
    assert second.ok("history").splitlines() == [
        f"{guide.say('history', 'cycle', n=2, name='Write')}   {since}",
        f"  {dated(32):10}   1  ◐ 420: Quiet on the train.",
        f"{OWNER}   {ended}",
        f"  {dated(31):10}  30  s {kinds['summary']}: Mornings at the desk.",
        f"  {dated(5):10}   4  ○ {outcomes['cancelled']}",
        f"  {dated(3):10}   2  ◐ 160, {guide.word('feelings', 'anxious')} 3",
        f"  {dated(3):10}   2  f {kinds['feedback']}: The opening explains too much.",
        f"  {dated(2):10}   1  ● 410, e6, {guide.word('feelings', 'calm')}: The kitchen was quiet.",
    ]


def test_history_finds_entries_that_have_every_word(second: Shell) -> None:
    assert [line.split("  ")[-1] for line in second.ok("history", "quiet").splitlines() if line.startswith("  ")] == [
        "◐ 420: Quiet on the train.",
        f"● 410, e6, {guide.word('feelings', 'calm')}: The kitchen was quiet.",
    ]
    assert len(second.ok("history", "quiet", "kitchen").splitlines()) == 2
    assert len(second.ok("history", "@train").splitlines()) == 2
    assert second.ok("history", "quiet", "explains") == f"{guide.word('history', 'none')}\n"


def test_the_summary_of_an_earlier_cycle_is_printed(second: Shell) -> None:
    first = second.ok("summary", "--cycle", "1").splitlines()
    assert first[-1] == "  Mornings at the desk."
    assert first != second.ok("summary").splitlines()
    assert second.ok("summary", "--markdown", "--cycle", "1").rstrip().endswith("> Mornings at the desk.")


def test_history_as_json_has_stable_keys(second: Shell) -> None:
    (entry,) = second("history", "--json", "kitchen").json["entries"]
    assert entry == {
        "cycle": 1,
        "behaviour": "Write",
        "day": "2026-11-02",
        "plan_day": 1,
        "kind": "check_in",
        "result": 410.0,
        "texts": ["The kitchen was quiet."],
        "outcome": "done",
        "amount": 410.0,
        "minutes": None,
        "effort": 6,
        "feeling": "calm",
        "strength": None,
        "confidence": None,
        "contexts": ["desk"],
    }
    assert second("history", "--json", "nowhere").json["entries"] == []
    assert [each["kind"] for each in second("history", "--json", "2026-11-03").json["entries"]] == [
        "check_in",
        "feedback",
    ]


def test_history_without_anything_says_what_will_be_there(shell: Shell) -> None:
    assert guide.refusal("cycle.none") in shell.refused("history")
    assert guide.refusal("cycle.none") in shell.refused("history", "x")
    shell(*WRITING)
    assert shell.ok("history") == f"{guide.word('history', 'empty')}\n"
    assert shell("history", "--json").json["entries"] == []


def test_history_in_ascii_draws_marks_by_their_keys(second: Shell) -> None:
    second.config.write_text("ascii = true\n")
    assert f"  {dated(32):10}   1  m 420: Quiet on the train." in second.ok("history").splitlines()


def test_a_cycle_that_cannot_be_read_is_told_after_the_others(second: Shell) -> None:
    content = second.file.read_text()
    second.file.write_text(content.replace('"The opening explains too much."', "12"))
    said = second("history")
    assert said.code == 3
    assert "Quiet on the train." in said.out
    assert "feedback_checks" in said.err


# -- earlier cycles ----------------------------------------------------------------------------------------------------


def test_log_into_an_ended_cycle_says_whose_it_is_and_does_it_when_that_is_named(second: Shell) -> None:
    said = second.refused("log", "405", "--day", "2026-11-04")
    day = guide.date_words(date(2026, 11, 4), "year")
    assert said == f"mastery log: {guide.refusal('day.earlier', day=day, number=1, behavior='Write')}"
    assert "--cycle 1" in said
    assert second.ok("log", "405", "@quiet", "--day", "2026-11-04", "--cycle", "1")
    (entry,) = second("history", "--json", "2026-11-04").json["entries"]
    assert (entry["cycle"], entry["plan_day"], entry["outcome"], entry["contexts"]) == (1, 3, "done", ["quiet"])


def test_tags_are_those_of_the_cycle_that_is_named(second: Shell) -> None:
    assert "desk, morning, quiet" in second.refused("log", "405", "@train", "--day", "2026-11-04", "--cycle", "1")
    assert second.refused("log", "405", "@desk").split(". ")[0].endswith(": train")


def test_a_correction_keeps_what_is_not_said_and_undo_names_its_cycle(second: Shell) -> None:
    second.ok("log", "e8", "--day", "2026-11-02", "--cycle", "1")
    (entry,) = second("history", "--json", "kitchen").json["entries"]
    assert (entry["effort"], entry["amount"], entry["feeling"]) == (8, 410.0, "calm")
    day = guide.date_words(date(2026, 11, 2), "year")
    undone = guide.say("undone", "correct", day=day, cycle=1)
    assert guide.say("cli", "undone", what=undone) in second.ok("undo")
    assert second("history", "--json", "kitchen").json["entries"][0]["effort"] == 6


def test_delete_reaches_an_earlier_cycle_too(second: Shell) -> None:
    assert "--cycle 1" in second.refused("delete", "2026-11-02")
    second.ok("delete", "2026-11-02", "--cycle", "1")
    assert second("history", "--json", "kitchen").json["entries"] == []


def test_week_and_calendar_tell_of_an_earlier_cycle(second: Shell) -> None:
    week = second.ok("week", "1", "--cycle", "1")
    assert f"410 words, {guide.word('outcomes', 'done')}" in week
    assert guide.say("adherence", "kept", kept=2, recorded=3) in week
    calendar = second.ok("calendar", "--cycle", "1")
    assert calendar.splitlines()[0] == guide.word("plan", "complete")
    assert "›" not in calendar
    assert second.ok("calendar") == second.ok("calendar", "--cycle", "2") != calendar


def test_status_on_a_date_of_an_earlier_cycle_tells_of_that(second: Shell) -> None:
    told = second("status", "--json", "--as-of", "2026-11-03").json
    assert (told["cycle"]["number"], told["cycle"]["day"], told["state"]) == (1, 2, "running")


@pytest.mark.parametrize(
    ("arguments", "code", "facts"),
    [
        (("calendar", "--cycle", "3"), "cycle.number", {"number": 3, "count": 2}),
        (("week", "--cycle", "0"), "cycle.number", {"number": 0, "count": 2}),
        (("week", "--cycle", "one"), "whole.shape", {"field": "cycle"}),
        (("log", "400", "--cycle", "1"), "day.after_end", {"last": guide.date_words(date(2026, 12, 1), "year")}),
    ],
)
def test_a_cycle_that_is_not_there_is_refused(
    second: Shell, arguments: tuple[str, ...], code: str, facts: dict[str, object]
) -> None:
    said = guide.refusal(code, **facts)
    assert second.refused(*arguments).lower() == f"mastery {arguments[0]}: {said}".lower()
