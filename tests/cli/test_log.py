"""Recording days in one line."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Shell

MARKER = "zanzibarquilt"


def test_a_check_in_is_told_as_it_was_recorded(writing: "Shell") -> None:
    out = writing.ok("log", "420", "25m", "e6", "calm", "@desk", "c4")
    assert out.splitlines() == [
        "Recorded Monday 2 November: 420 words, done, effort 6, calm, confidence 4, minutes 25, @desk",
        "Done, to the standard you set.",
    ]
    assert writing("status", "--json").json["recorded_today"] is True


def test_json_tells_the_record_and_the_cue_and_leaves_the_note_in_the_journal(writing: "Shell") -> None:
    said = writing("log", "160", "anx/4", "r12", "--note", MARKER, "--json").json
    assert list(said) == ["recorded", "cue"]
    assert said["recorded"] == {
        "day": "2026-11-02",
        "outcome": "minimum",
        "amount": 160,
        "errors": None,
        "score": None,
        "minutes": None,
        "effort": None,
        "feeling": "anxious",
        "strength": 4,
        "confidence": None,
        "recoveries": [12],
        "contexts": [],
    }
    assert said["cue"]["rule"] == "pause.session_dominated"
    assert MARKER in writing.file.read_text("utf-8")


def test_adding_to_today_adds_up(writing: "Shell") -> None:
    writing.ok("log", "200", "10m")
    assert writing("log", "+250", "5m", "--json").json["recorded"]["amount"] == 450
    assert "450 words, done, confidence 3, minutes 15" in writing.ok("log", "--day", "today", "c3")


def test_an_earlier_day_is_recorded_under_its_date(writing: "Shell") -> None:
    writing.at("2026-11-06")
    assert writing.ok("log", "100", "--day", "wednesday").startswith(
        "Recorded Wednesday 4 November: 100 words, partial"
    )
    assert writing("log", "410", "--day", "yesterday", "--json").json["recorded"]["day"] == "2026-11-05"


def test_options_stand_anywhere_between_the_words(writing: "Shell") -> None:
    writing.at("2026-11-03")
    said = writing("log", "--day", "2026-11-02", "410", "--json", "e6", "@desk").json["recorded"]
    assert (said["day"], said["amount"], said["effort"], said["contexts"]) == ("2026-11-02", 410, 6, ["desk"])


def test_a_note_is_read_from_standard_input(writing: "Shell") -> None:
    writing.ok("log", "done", "--note", "-", typed="zwei Zeilen\nüber den Tag\n".encode())
    assert "zwei Zeilen\\nüber den Tag" in writing.file.read_text("utf-8")


def test_a_note_that_is_not_utf_8_is_refused(writing: "Shell") -> None:
    line = writing.refused("log", "done", "--note", "-", typed=MARKER.encode() + b"\xff\xfe")
    assert line == "mastery log: Note is read as UTF-8 text"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("e11", "Effort is 1 to 10"),
        ("c6", "Confidence is 1 to 5"),
        ("s101", "Score is 0 to 100"),
        ("anxious/6", "Strength is 1 to 5"),
        ("2000m", "Minutes is 0 to 1440"),
        ("r601", "Recovery is 0 to 600"),
        ("2000000000", "Amount is 0 to 1,000,000,000"),
        ("-5", "Amount is 0 to 1,000,000,000"),
        ("calm/3", "A strength goes with frustrated, anxious or ashamed"),
        ("420 430", "Amount is given twice"),
        ("400 calm flat", "Feeling is given twice"),
        ("f", "That could be focused, flat, frustrated; one more letter decides"),
        ("canceled", "One word is not known here; the nearest is cancelled"),
        ("@garden", "That context is not among desk, morning, quiet"),
        ("e6", "An amount, or one of done, minimum, partial, cancelled, rest"),
        (" ", "The entry is empty; it looks like 420 25m e6 calm @desk"),
    ],
)
def test_an_entry_that_is_not_understood_is_refused_with_what_is_allowed(
    writing: "Shell", entry: str, line: str
) -> None:
    assert writing.refused("log", entry) == f"mastery log: {line}"


def test_a_day_outside_the_plan_or_ahead_is_refused(writing: "Shell") -> None:
    assert writing.refused("log", "400", "--day", "tomorrow").endswith("lies ahead; today is 2 November 2026")
    assert writing.refused("log", "400", "--day", "2026-11-01").endswith("The plan begins on 2 November 2026")
    assert writing.refused("log", "400", "--day", "2026-12-24").endswith("The plan ends on 1 December 2026")
    assert writing.refused("log", "400", "--day", "then").endswith("A day is written like 2026-11-02")


def test_without_a_plan_nothing_is_recorded(shell: "Shell") -> None:
    assert shell.refused("log", "400") == "mastery log: There is no plan yet; mastery start begins one"


def test_after_the_thirty_days_log_points_to_finish_and_past_days_stay_open(writing: "Shell") -> None:
    writing.at("2026-12-02")
    assert "mastery finish" in writing.refused("log", "400")
    assert writing.ok("log", "400", "--day", "2026-12-01").startswith("Recorded Tuesday 1 December")


def test_recording_today_ends_a_pause_and_an_earlier_paused_day_names_resume(writing: "Shell") -> None:
    writing.at("2026-11-04")
    writing.ok("pause")
    writing.at("2026-11-06")
    assert "--paused records it all the same" in writing.refused("log", "400", "--day", "yesterday")
    assert "The pause ended yesterday; the plan goes on from here." in writing.ok("log", "400")
    assert "Day 3 of 30" in writing.ok("status")


def test_a_yes_or_no_behaviour_takes_no_amount(shell: "Shell") -> None:
    shell.ok("start", "--name", "Call", "--standard", "made", "--feedback", "list")
    assert "has no amount" in shell.refused("log", "400")
    assert "what became of it" in shell.refused("log", "e4").lower()


def test_a_second_cancelled_block_shows_its_cue(week_two: "Shell") -> None:
    out = week_two.ok("log", "canc", "@desk")
    assert "Recover: Cancelled blocks close together" in out
    assert "  Next: Do only the minimum next time. Which condition was missing?" in out


def test_a_rest_is_planned_and_a_check_in_deleted_and_both_are_taken_back(writing: "Shell") -> None:
    assert writing.ok("rest") == "Tuesday 3 November is recorded as rest.\n"
    assert "rest" in writing.ok("week")
    assert writing.refused("rest") == "mastery rest: 3 November 2026 is already a rest"
    assert writing.ok("delete", "tomorrow").startswith("Deleted: the check-in of Tuesday 3 November.")
    assert writing.ok("undo") == "Taken back: the deletion of the check-in for 3 November 2026\n"
    assert "nothing is recorded on 2 november 2026" in writing.refused("delete", "today").lower()
    assert "lies ahead" in writing.refused("log", "400", "--day", "tomorrow")


def test_without_an_amount_the_minimum_is_told_as_the_smallest_version(shell: "Shell") -> None:
    shell.at("2026-11-02")
    shell.ok("start", "--name", "Call", "--standard", "one call is noted", "--feedback", "the notes")
    said = shell.ok("log", "minimum")
    assert "Recorded Monday 2 November: smallest version\n" in said
    assert "The smallest version is kept." in said
    assert shell("log", "minimum", "--json").json["recorded"]["outcome"] == "minimum"
    assert "smallest version" in shell.ok("calendar")
    shell.at("2026-11-09")
    assert "write the when-then line" in shell("due").out


def test_undo_says_where_nothing_is_left_to_take_back(shell: "Shell") -> None:
    assert shell.refused("undo") == "mastery undo: There is nothing to take back"


def test_a_note_stands_in_no_error_whatever_else_is_wrong(writing: "Shell") -> None:
    wrong = [
        ("log", "e99", "--note", MARKER),
        ("log", "400", "--day", "then", "--note", MARKER),
        ("log", "400", "--note", "one", MARKER),
        ("log", "400", f"--nota={MARKER}"),
        ("log", f"--json={MARKER}", "400"),
        ("log", "400", MARKER),
        ("log", "400", "--note", MARKER * 400),
        ("log", "400", f"@{MARKER}"),
        ("log", "400", "--day", MARKER),
        ("feedback", MARKER * 100),
        ("feedback", "two", MARKER),
        ("adjust", MARKER * 20),
        ("adjust", MARKER, "--close", "kept"),
        ("adjust", "--close", MARKER),
        ("transfer", "--changed", MARKER, "--context", "x"),
        ("transfer", "--changed", "place", "--context", "x", "--held", MARKER * 50),
        ("reflect", "--answers", MARKER),
        ("finish", "--next", MARKER),
        ("finish", "--summary", MARKER * 400),
        ("pause", "--reason", MARKER),
        ("edit", "--name", MARKER * 10),
        (MARKER,),
        (f"--{MARKER}",),
        ("week", MARKER),
        ("demo", MARKER),
    ]
    for arguments in wrong:
        assert MARKER not in writing.refused(*arguments), arguments
    for document in (f"prompt = 3 # {MARKER}", f'{MARKER} = "x"', f'prompt = "{MARKER}', f'prompt = "{MARKER * 400}"'):
        assert MARKER not in writing.refused("reflect", "--answers", "-", typed=document.encode()), document[:30]


def test_an_earlier_paused_day_can_be_recorded_on_request(writing: "Shell") -> None:
    writing.ok("pause", "--from", "2026-11-02", "--until", "2026-11-02")
    writing.at("2026-11-03")
    assert "--paused" in writing.refused("log", "400", "--day", "2026-11-02")
    assert "400 words" in writing.ok("log", "400", "--day", "2026-11-02", "--paused")
