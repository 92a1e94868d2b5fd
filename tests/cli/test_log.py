"""Recording days in one line."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide

if TYPE_CHECKING:
    from .conftest import Shell

MARKER = "zanzibarquilt"
FIRST, LAST = date(2026, 11, 2), date(2026, 12, 1)
"""The plan's first and last day."""


def november(day: int) -> date:
    return date(2026, 11, day)


def refused(code: str, command: str = "log", /, **facts: object) -> str:
    """The line of a refusal."""
    return f"mastery {command}: {guide.refusal(code, **facts)}"


def recorded(day: date, *what: str) -> str:
    """The line about a day that is recorded."""
    return guide.say("cli", "recorded", day=guide.date_words(day, "long"), what=", ".join(what))


def field(name: str, value: int) -> str:
    return f"{guide.field_label(name)} {value}"


def cue_lines(rule: str, severity: str) -> str:
    """A cue told whole."""
    cue = guide.cue(rule)
    head = guide.say("cli", "cue", severity=guide.word("severities", severity), title=cue.title)
    return f"{head}\n  {cue.message}\n  {guide.say('cli', 'next', next=cue.next)}\n"


def cue_again(rule: str, severity: str) -> str:
    """A cue that stood there before, in its one line."""
    word = guide.word("severities", severity)
    return f"{guide.say('cli', 'cue_again', severity=word, title=guide.cue(rule).title)}\n"


def test_a_check_in_is_told_as_it_was_recorded(writing: "Shell") -> None:
    out = writing.ok("log", "420", "25m", "e6", "calm", "@desk", "c4")
    what = (
        "420 words",
        guide.word("outcomes", "done"),
        field("effort", 6),
        guide.word("feelings", "calm"),
        field("confidence", 4),
        guide.say("amounts", "minutes", n=25),
        "@desk",
    )
    assert out.splitlines() == [recorded(FIRST, *what), guide.after_saving("done")]
    assert writing("status", "--json").json["recorded_today"] is True


def test_json_tells_the_record_and_the_cue_and_leaves_the_note_in_the_journal(writing: "Shell") -> None:
    said = writing("log", "160", "anx/4", "r12", "--note", MARKER, "--json").json
    assert list(said) == ["schema", "recorded", "cue"]
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
    what = ("450 words", guide.word("outcomes", "done"), field("confidence", 3), guide.say("amounts", "minutes", n=15))
    assert recorded(FIRST, *what) in writing.ok("log", "--day", "2026-11-02", "c3").splitlines()


def test_an_earlier_day_is_recorded_under_its_date(writing: "Shell") -> None:
    writing.at("2026-11-06")
    said = writing.ok("log", "100", "--day", guide.word("weekdays", 3).lower())
    assert said.splitlines()[0] == recorded(november(4), "100 words", guide.word("outcomes", "partial"))
    assert writing("log", "410", "--day", "2026-11-05", "--json").json["recorded"]["day"] == "2026-11-05"


def test_a_day_is_named_as_it_is_called_today(writing: "Shell") -> None:
    today, yesterday, tomorrow = (guide.word("relative_days", each) for each in ("today", "yesterday", "tomorrow"))
    writing.at("2026-11-06")
    for word, day in ((today, "2026-11-06"), (yesterday, "2026-11-05")):
        assert writing("log", "410", "--day", word, "--json").json["recorded"]["day"] == day
    assert writing.refused("log", "400", "--day", tomorrow) == refused("day.future", today=november(6))
    writing.ok("rest", tomorrow)
    for word, number in ((tomorrow, 7), (today, 6)):
        said = guide.say("cli", "deleted", day=guide.date_words(november(number), "long"))
        assert writing.ok("delete", word).splitlines()[0] == said


def test_options_stand_anywhere_between_the_words(writing: "Shell") -> None:
    writing.at("2026-11-03")
    said = writing("log", "--day", "2026-11-02", "410", "--json", "e6", "@desk").json["recorded"]
    assert (said["day"], said["amount"], said["effort"], said["contexts"]) == ("2026-11-02", 410, 6, ["desk"])


def test_a_note_is_read_from_standard_input(writing: "Shell") -> None:
    writing.ok("log", "done", "--note", "-", typed="zwei Zeilen\nüber den Tag\n".encode())
    assert "zwei Zeilen\\nüber den Tag" in writing.file.read_text("utf-8")


def test_a_note_that_is_not_utf_8_is_refused(writing: "Shell") -> None:
    line = writing.refused("log", "done", "--note", "-", typed=MARKER.encode() + b"\xff\xfe")
    assert line == refused("text.utf8", field="note")


@pytest.mark.parametrize(
    ("entry", "code", "facts"),
    [
        ("e11", "number.range", {"field": "effort", "low": 1, "high": 10}),
        ("c6", "number.range", {"field": "confidence", "low": 1, "high": 5}),
        ("s101", "number.range", {"field": "score", "low": 0, "high": 100}),
        ("anxious/6", "number.range", {"field": "strength", "low": 1, "high": 5}),
        ("2000m", "number.range", {"field": "minutes", "low": 0, "high": 1440}),
        ("r601", "number.range", {"field": "recovery", "low": 0, "high": 600}),
        ("2000000000", "number.range", {"field": "amount", "low": 0, "high": 1_000_000_000}),
        ("-5", "number.range", {"field": "amount", "low": 0, "high": 1_000_000_000}),
        ("calm/3", "strength.feeling", {}),
        ("420 430", "entry.twice", {"kind": "amount"}),
        ("26 e6 anxious 4", "entry.twice_strength", {"kind": "amount", "example": "anxious/4"}),
        ("400 calm flat", "entry.twice", {"kind": "feeling"}),
        ("f", "entry.ambiguous", {"candidates": "focused, flat, frustrated"}),
        ("cancellt", "entry.unknown", {"word": "cancellt", "nearest": "canceled"}),
        ("400 cancellt calm", "entry.unknown", {"word": "cancellt", "nearest": "canceled"}),
        ("400 zzz", "entry.unknown_none", {"word": "zzz"}),
        ("400 4x2", "number.shape", {"word": "4x2", "field": "amount"}),
        ("400 25mm", "minutes.shape", {"word": "25mm"}),
        ("400 e6.5", "whole.shape", {"word": "e6.5", "field": "effort"}),
        ("400 cancellt zzz", "entry.unknown_more", {}),
        ("e6", "amount.missing", {}),
        (" ", "entry.empty", {}),
    ],
)
def test_an_entry_that_is_not_understood_is_refused_with_what_is_allowed(
    writing: "Shell", entry: str, code: str, facts: dict[str, object]
) -> None:
    assert writing.refused("log", entry) == refused(code, **facts)


def test_a_program_that_reads_json_is_told_no_word_of_an_entry(writing: "Shell") -> None:
    assert writing.refused("log", "400", "cancellt", "--json") == refused("entry.unknown", nearest="canceled")
    assert writing.refused("log", "400", MARKER, "--json") == refused("entry.unknown_none")


@pytest.mark.parametrize("entry", ["canceled", "cancelled", "canc"])
def test_both_spellings_of_cancelled_are_taken_and_one_is_stored(writing: "Shell", entry: str) -> None:
    assert writing.ok("log", entry).splitlines()[0] == recorded(FIRST, guide.word("outcomes", "cancelled"))
    assert writing("log", entry, "--json").json["recorded"]["outcome"] == "cancelled"


def test_a_day_outside_the_plan_or_ahead_is_refused(writing: "Shell") -> None:
    assert writing.refused("log", "400", "--day", "2026-11-03") == refused("day.future", today=FIRST)
    assert writing.refused("log", "400", "--day", "2026-11-01") == refused("day.before_start", first=FIRST)
    assert writing.refused("log", "400", "--day", "2026-12-24") == refused("day.after_end", last=LAST)
    assert writing.refused("log", "400", "--day", "then") == refused("day.shape", example=FIRST)


def test_without_a_plan_nothing_is_recorded(shell: "Shell") -> None:
    assert shell.refused("log", "400") == refused("cycle.none")


def test_after_the_thirty_days_log_points_to_finish_and_past_days_stay_open(writing: "Shell") -> None:
    writing.at("2026-12-02")
    assert writing.refused("log", "400") == refused("cycle.awaiting")
    said = writing.ok("log", "400", "--day", "2026-12-01")
    assert said.splitlines()[0] == recorded(LAST, "400 words", guide.word("outcomes", "done"))


def test_recording_today_ends_a_pause_and_an_earlier_paused_day_names_resume(writing: "Shell") -> None:
    writing.at("2026-11-04")
    writing.ok("pause")
    writing.at("2026-11-06")
    assert writing.refused("log", "400", "--day", "2026-11-05") == refused("pause.paused", day=november(5))
    assert guide.word("saved", "pause_ended") in writing.ok("log", "400").splitlines()
    theme = guide.week(1).theme
    assert guide.say("cli", "plan_day", day=3, days=30, week=1, theme=theme) in writing.ok("status").splitlines()


def test_recording_the_first_day_of_a_pause_removes_it(writing: "Shell") -> None:
    writing.at("2026-11-04")
    writing.ok("pause")
    said = writing.ok("log", "400").splitlines()
    assert guide.word("dialogs", "no_pause") in said
    assert guide.word("saved", "pause_ended") not in said


def test_a_yes_or_no_behaviour_takes_no_amount(shell: "Shell") -> None:
    shell.ok("start", "--name", "Call", "--standard", "made", "--feedback", "list")
    assert shell.refused("log", "400") == refused("amount.yes_no")
    assert shell.refused("log", "e4") == refused("outcome.missing")


def test_a_second_cancelled_block_shows_its_cue(week_two: "Shell") -> None:
    out = week_two.ok("log", "canc", "@desk")
    assert out.endswith(cue_lines("recover.second_cancel", "recover"))


def test_a_cue_is_told_whole_once_and_then_in_one_line(week_two: "Shell") -> None:
    week_two.ok("log", "canc", "@desk")
    whole, again = (told("recover.second_cancel", "recover") for told in (cue_lines, cue_again))
    for arguments in (("log", "canc", "e5"), ("rest",), ("delete", "2026-11-14"), ("undo",), ("redo",)):
        said = week_two.ok(*arguments)
        assert said.endswith(again), arguments
        assert whole not in said, arguments
    assert again not in week_two.ok("status")
    assert week_two.ok("status").endswith(whole)
    week_two.ok("log", "400")
    assert week_two.ok("undo").endswith(whole), "this change brought it up"


def test_a_rest_is_planned_and_a_check_in_deleted_and_both_are_taken_back(writing: "Shell") -> None:
    tuesday, rest = guide.date_words(november(3), "long"), guide.word("marks", "rest")
    assert writing.ok("rest") == f"{guide.say('dialogs', 'rest_tomorrow_line', day=tuesday)}\n"
    shown = f"{guide.say('plan', 'day', day=2)}, {guide.date_words(november(3), 'short')}"
    (row,) = (each for each in writing.ok("week").splitlines() if shown in each)
    assert row.split(shown)[1].strip(": ") == rest
    assert writing.refused("rest") == refused("rest.already", "rest", day=november(3))
    assert writing.ok("delete", "2026-11-03").splitlines()[0] == guide.say("cli", "deleted", day=tuesday)
    what = guide.change_words("delete", day=november(3))
    assert writing.ok("undo") == f"{guide.say('cli', 'undone', what=what)}\n"
    assert writing.refused("delete", "2026-11-02") == refused("check_in.none", "delete", day=FIRST)
    assert writing.refused("log", "400", "--day", "2026-11-03") == refused("day.future", today=FIRST)


def test_without_an_amount_the_minimum_is_told_as_the_smallest_version(shell: "Shell") -> None:
    shell.at("2026-11-02")
    shell.ok("start", "--name", "Call", "--standard", "one call is noted", "--feedback", "the notes")
    said, smallest = shell.ok("log", "minimum"), guide.word("yes_no", "outcome")
    assert f"{recorded(FIRST, smallest)}\n" in said
    assert guide.after_saving("smallest") in said
    assert shell("log", "minimum", "--json").json["recorded"]["outcome"] == "minimum"
    assert smallest in shell.ok("calendar")
    shell.at("2026-11-09")
    title = guide.task("lock_minimum").title
    assert title[:1].lower() + title[1:] in shell("due").out


def test_undo_says_where_nothing_is_left_to_take_back(shell: "Shell") -> None:
    assert shell.refused("undo") == refused("undo.none", "undo")


def test_a_note_stands_in_no_error_whatever_else_is_wrong(writing: "Shell") -> None:
    wrong = [
        ("log", "e99", "--note", MARKER),
        ("log", "400", "--day", "then", "--note", MARKER),
        ("log", "400", "--note", "one", MARKER, MARKER),
        ("log", "400", "--note", "one", MARKER),
        ("log", "400", "--note", "one", MARKER, "--json"),
        ("log", "400", f"--nota={MARKER}"),
        ("log", f"--json={MARKER}", "400"),
        ("log", "400", f"{MARKER} {MARKER}"),
        ("log", "400", "--note", MARKER * 400),
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


def test_of_an_entry_the_one_word_that_is_not_known_is_named_cut_short(writing: "Shell") -> None:
    assert writing.refused("log", "400", MARKER) == refused("entry.unknown_none", word=MARKER)
    assert writing.refused("log", "400", MARKER * 400) == refused("entry.unknown_none", word=(MARKER * 2)[:20])
    known, add = "desk, morning, quiet", guide.say("cli", "add_context", program="mastery")
    assert writing.refused("log", "400", "@piano") == f"{refused('context.unknown', word='@piano', known=known)}. {add}"


def test_an_earlier_paused_day_can_be_recorded_on_request(writing: "Shell") -> None:
    writing.ok("pause", "--from", "2026-11-02", "--until", "2026-11-02")
    writing.at("2026-11-03")
    assert writing.refused("log", "400", "--day", "2026-11-02") == refused("pause.paused", day=FIRST)
    assert "400 words" in writing.ok("log", "400", "--day", "2026-11-02", "--paused")


def test_one_of_a_unit_needs_no_singular(shell: "Shell") -> None:
    shell.ok(
        "start",
        "--name",
        "Draw",
        "--standard",
        "one is finished",
        "--feedback",
        "Ines",
        "--unit",
        "drawings",
        "--target",
        "3",
        "--minimum",
        "1",
    )
    shell.ok("log", "1")
    for command in (("log", "1"), ("status",), ("week",), ("reduce", "--target", "1", "--minimum", "1")):
        assert "1 drawings" not in shell.ok(*command)


# -- a replaced record is named ----------------------------------------------------------------------------------------


def replaced(what: str, amount: str = "") -> str:
    return guide.say("cli", "replaced_amount" if amount else "replaced", what=what, amount=amount)


def test_a_replaced_record_is_named_with_how_both_are_kept(writing: "Shell") -> None:
    writing.ok("log", "400", "25m")
    minutes = guide.say("amounts", "minutes", n=25)
    assert writing.ok("log", "100").splitlines()[:2] == [
        recorded(FIRST, "100 words", guide.word("outcomes", "partial"), minutes),
        replaced(f"400 words, {guide.word('outcomes', 'done')}", "100"),
    ]
    assert replaced("400 words, done", "100") == "It was 400 words, done; +100 adds, mastery undo brings it back."
    writing.ok("undo")
    assert guide.say("cli", "today_recorded", what="400 words, done") in writing.ok("status")
    assert "500 words" in writing.ok("log", "+100")


@pytest.mark.parametrize(
    ("before", "now", "what", "amount"),
    [
        ("400 e6", "e7", (field("effort", 6),), ""),
        ("400 anx/4", "calm", (f"{guide.word('feelings', 'anxious')} 4",), ""),
        ("400 @desk", "@quiet", ("@desk",), ""),
        ("200", "done", (f"200 words, {guide.word('outcomes', 'minimum')}",), ""),
        ("400 r6", "r4", (guide.say("amounts", "recovery", n=6),), ""),
        ("canceled", "400", (guide.word("outcomes", "cancelled"),), ""),
        ("400 25m", "10m", (guide.say("amounts", "minutes", n=25),), ""),
        (
            "400 25m",
            "90 10m",
            (f"400 words, {guide.word('outcomes', 'done')}", guide.say("amounts", "minutes", n=25)),
            "90",
        ),
        ("400 25m", "0 25m", (f"400 words, {guide.word('outcomes', 'done')}",), ""),
        ("400 25m e6 x2 @desk", "+50 10m e9 x5 @quiet", (field("effort", 6), field("errors", 2), "@desk"), ""),
    ],
)
def test_whatever_was_written_over_is_named(
    writing: "Shell", before: str, now: str, what: tuple[str, ...], amount: str
) -> None:
    writing.ok("log", *before.split())
    assert replaced(", ".join(what), amount) in writing.ok("log", *now.split()).splitlines()


def test_a_note_that_was_written_over_is_named_and_never_told(writing: "Shell") -> None:
    writing.ok("log", "400", "--note", MARKER)
    said = writing.ok("log", "e6", "--note", f"{MARKER} again")
    assert replaced(guide.word("saved", "a_note")) in said.splitlines()
    assert MARKER not in said


@pytest.mark.parametrize("now", ["+100", "+100 10m r6", "+0", "e6", "400", "10m", "@desk", "400 r6"])
def test_nothing_is_named_where_nothing_is_gone(writing: "Shell", now: str) -> None:
    writing.ok("log", "400")
    beginning = replaced("\n").partition("\n")[0]
    assert not [line for line in writing.ok("log", *now.split()).splitlines() if line.startswith(beginning)]


@pytest.mark.parametrize("feeling", ["anxious", "ashamed", "frustrated"])
def test_a_feeling_without_its_strength_is_recorded_and_says_how_to_tell_it(writing: "Shell", feeling: str) -> None:
    sentence = guide.say("saved", "strength_blank", feeling=feeling)
    assert f"{feeling}/1" in sentence
    assert f"{feeling}/5" in sentence
    assert sentence in writing.ok("log", "400", feeling[:3]).splitlines()
    assert sentence not in writing.ok("log", "+10").splitlines()
    assert sentence not in writing.ok("log", f"{feeling}/2").splitlines()
    assert sentence not in writing.ok("log", "calm").splitlines()


def test_a_date_lived_twice_by_flying_west_names_its_first_record(writing: "Shell") -> None:
    writing.set_env("MASTERY_NOW", "2026-11-04T20:00:00+09:00")
    writing.ok("log", "400")
    writing.set_env("MASTERY_NOW", "2026-11-04T18:00:00-08:00")
    said = writing("log", "100")
    assert replaced(f"400 words, {guide.word('outcomes', 'done')}", "100") in said.out.splitlines()
    assert recorded(november(4), "100 words", guide.word("outcomes", "partial")) in said.out.splitlines()


def test_log_echoes_all_that_it_recorded(writing: "Shell") -> None:
    said = writing.ok("log", *["420", "25m", "e6", "anx/2", "c4", "x3", "s80", "r6", "r4", "@desk"], "--note", MARKER)
    what = (
        "420 words",
        guide.word("outcomes", "done"),
        field("effort", 6),
        f"{guide.word('feelings', 'anxious')} 2",
        *(field(name, value) for name, value in (("confidence", 4), ("errors", 3), ("score", 80))),
        guide.say("amounts", "minutes", n=25),
        *(guide.say("amounts", "recovery", n=n) for n in (6, 4)),
        "@desk",
        guide.word("saved", "a_note"),
    )
    assert said.splitlines()[0] == recorded(FIRST, *what)
    assert MARKER not in said


def test_minutes_that_are_the_amount_are_told_once(shell: "Shell") -> None:
    options = ("--standard", "s", "--feedback", "f", "--target", "90", "--minimum", "20")
    shell.ok("start", "--name", "Practice", "--unit", "minutes", *options)
    assert shell.ok("log", "1:30").splitlines()[0] == recorded(FIRST, "90 minutes", guide.word("outcomes", "done"))
