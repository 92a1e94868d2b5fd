"""The plan's own events from the shell: baseline, minimum, pauses, checks, reflections, the end."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide

if TYPE_CHECKING:
    from .conftest import Shell

REASONS = ("rest", "illness", "travel", "too much", "other")
CHANGED = ("place", "time", "tool", "audience", "constraint")
CLOSED_AS = ("kept", "reverted", "parked")


ADD_ONE = guide.say("cli", "add_context", program="mastery")


def refusal(command: str, code: str, **facts: object) -> str:
    """The line that refuses a command."""
    return f"mastery {command}: {guide.refusal(code, **facts)}"


def cue_line(key: str, severity: str, rule: str) -> str:
    """The line that names a cue: ``cue`` for one that came up, ``cue_again`` for one that was there before."""
    return guide.say(
        "cli", key, severity=guide.word("severities", severity), title=guide.cue(f"{severity}.{rule}").title
    )


def standard(minimum: int, target: str) -> str:
    return guide.say("plan", "goal", minimum=minimum, target=target)


SPARE_AGAIN = cue_line("cue_again", "note", "spare_used")
ONE_CHANGE = ("adjust", "one_change")


def test_the_baseline_is_frozen_from_day_seven_on(week_two: "Shell") -> None:
    baseline = guide.say("reflect", "baseline_line", median="405 words", lowest=160, highest=430, n=6, day=12)
    assert week_two.ok("freeze") == f"{guide.say('cli', 'frozen', what=baseline)}\n{SPARE_AGAIN}\n"
    assert "freeze_baseline" not in week_two("status", "--json").json["due"]
    assert guide.word("cli", "frozen_again") in week_two.ok("freeze")


def test_the_baseline_is_refused_too_early_or_with_too_few_values(writing: "Shell") -> None:
    assert writing.refused("freeze") == refusal("freeze", "baseline.too_early", first=7)
    writing.ok("log", "400")
    writing.at("2026-11-09")
    assert writing.refused("freeze") == refusal("freeze", "baseline.too_few", needed=3, n=1)


def test_the_minimum_is_locked_from_day_eight_on(week_two: "Shell") -> None:
    locked = guide.say("cli", "locked", what=standard(100, "400 words"))
    assert week_two.ok("lock", "--minimum", "100") == f"{locked}\n{SPARE_AGAIN}\n"
    assert week_two("status", "--json").json["behaviour"]["minimum"] == 100
    assert week_two("log", "120", "--json").json["recorded"]["outcome"] == "minimum"
    assert week_two.refused("lock", "--minimum", "500") == refusal("lock", "minimum.above_target", target=400)
    week_two.at("2026-11-08")
    assert week_two.refused("lock") == refusal("lock", "lock.too_early", first=8)


def test_the_routine_and_the_standard_can_be_edited(week_two: "Shell") -> None:
    out = week_two.ok("edit", "--when", "the coffee is poured", "--at", "the table", "--target", "300")
    when = guide.say("plan", "when_line", when="the coffee is poured", at="the table")
    assert out.splitlines()[0] == f"{guide.word('plan', 'when')}: {when}"
    assert out.splitlines()[-2:] == [standard(150, "300 words"), SPARE_AGAIN]
    assert week_two("log", "300", "--json").json["recorded"]["outcome"] == "done"
    week_two.ok("edit", "--name", "Draft", "--standard", "in the file", "--feedback", "Jo")
    assert week_two.ok("status").startswith("Draft\n")


def test_an_empty_context_takes_all_contexts_away(week_two: "Shell") -> None:
    gone = guide.say("cli", "contexts_gone", tags="@desk @morning @quiet")
    assert week_two.ok("edit", "--context", "").splitlines()[0] == gone
    said = week_two.refused("log", "400", "@desk")
    assert said == f"{refusal('log', 'context.none')}. {ADD_ONE}"
    assert "@desk" not in said


def test_contexts_that_an_edit_does_not_name_go_and_are_named(week_two: "Shell") -> None:
    gone = guide.say("cli", "contexts_gone", tags="@morning @quiet")
    assert week_two.ok("edit", "--context", "desk", "--context", "late").splitlines()[0] == gone
    assert week_two("log", "400", "@desk", "@late", "--json").json["recorded"]["contexts"] == ["desk", "late"]
    said = refusal("log", "context.unknown", word="@quiet", known=("desk", "late"))
    assert week_two.refused("log", "400", "@quiet") == f"{said}. {ADD_ONE}"


def test_contexts_are_added_to_those_there_are(week_two: "Shell") -> None:
    out = week_two.ok("edit", "--add-context", "late", "--add-context", "@Desk")
    assert out.splitlines()[0] == guide.say("dialogs", "entry_contexts", tags="@desk @morning @quiet @late")
    known = ("desk", "morning", "quiet", "late")
    said = refusal("log", "context.unknown", word="@zanzibar", known=known)
    assert week_two.refused("log", "400", "@zanzibar") == f"{said}. {ADD_ONE}"
    out = week_two.ok("edit", "--context", "desk", "--add-context", "noon")
    assert out.splitlines()[:2] == [
        guide.say("cli", "contexts_gone", tags="@morning @quiet @late"),
        guide.say("dialogs", "entry_contexts", tags="@desk @noon"),
    ]
    assert week_two("log", "400", "@desk", "@noon", "--json").json["recorded"]["contexts"] == ["desk", "noon"]


def test_an_edit_is_made_whole_or_not_at_all(writing: "Shell") -> None:
    said = writing.refused("edit", "--name", "Draft", "--minimum", "500")
    assert said == refusal("edit", "minimum.above_target", target=400)
    lines = ("name", "standard", "feedback", "when", "at", "pause-signs", "better-next-week")
    options = (*lines, "context", "add-context", "error-kind", "target", "minimum")
    needed = tuple(f"--{option}" for option in options)
    assert writing.refused("edit") == refusal("edit", "usage.one_needed", what=needed)
    said = writing.refused("edit", "--name", "x" * 81, "--target", "300")
    assert said == refusal("edit", "text.length", field="name", longest=80, length=81)


def test_a_pause_moves_the_plan_and_resume_takes_it_up_again(writing: "Shell") -> None:
    writing.ok("log", "400")
    out = writing.ok("pause", "--reason", "travel")
    assert guide.say("cli", "pausing", first=guide.date_words(date(2026, 11, 2), "long")) in out
    writing.at("2026-11-05")
    day_one = guide.say("cli", "plan_day", day=1, days=30, week=1, theme=guide.week(1).theme)
    assert writing.ok("resume") == f"{day_one}\n"
    assert writing.refused("resume") == refusal("resume", "pause.none")
    out = writing.ok("pause", "--from", "10 Nov", "--until", "2026-11-12")
    first, last = (guide.date_words(date(2026, 11, day), "long") for day in (10, 12))
    assert out == f"{guide.say('cli', 'pausing_until', first=first, last=last, next=guide.word('weekdays', 5))}\n"
    said = writing.refused("pause", "--from", "2026-11-01")
    assert said == refusal("pause", "pause.range", first=date(2026, 11, 2), last=date(2026, 12, 7))
    said = writing.refused("pause", "--from", "20")
    assert said == refusal("pause", "day.ahead", example=date(2026, 11, 12))
    said = writing.refused("pause", "--from", "12 Nov", "--until", "10 Nov")
    assert said == refusal("pause", "pause.order", first=date(2026, 11, 12))
    said = writing.refused("pause", "--reason", "boredom")
    assert said == refusal("pause", "choice.unknown", field="reason", known=REASONS)


@pytest.mark.parametrize(("first", "key", "n"), [("2026-11-11", "pause_covers_one", 1), ("10 Nov", "pause_covers", 2)])
def test_a_pause_says_how_many_days_but_rests_it_covers(week_two: "Shell", first: str, key: str, n: int) -> None:
    out = week_two.ok("pause", "--from", first, "--until", "2026-11-12")
    assert out.splitlines()[1] == guide.say("dialogs", key, n=n)


def test_a_feedback_check_and_an_adjustment_are_recorded(week_two: "Shell") -> None:
    checked = guide.say("cli", "checked", day=guide.date_words(date(2026, 11, 12), "long"))
    thursday = guide.word("weekdays", 4)
    assert week_two.ok("feedback", "The opening still explains", "--day", thursday) == f"{checked}\n{SPARE_AGAIN}\n"
    assert week_two.ok("adjust").splitlines()[0] == guide.word("plan", "trying_nothing")
    trying = guide.say("cli", "adjusting", text="Begin with the second paragraph")
    assert week_two.ok("adjust", "Begin with the second paragraph") == f"{trying}\n{SPARE_AGAIN}\n"
    assert cue_line("cue", *ONE_CHANGE) in week_two.ok("adjust", "Write standing").splitlines()
    tried = [guide.say("cli", "adjusting", text=each) for each in ("Begin with the second paragraph", "Write standing")]
    assert week_two.ok("adjust").splitlines()[:2] == tried
    closed = guide.say("cli", "adjustment_closed", how=guide.word("closed_as", "parked"), text="Write standing")
    assert week_two.ok("adjust", "--close", "parked").splitlines()[0] == closed
    week_two.ok("adjust", "--close", "kept")
    assert week_two.refused("adjust", "--close", "kept") == refusal("adjust", "adjustment.none")
    said = week_two.refused("adjust", "--close", "maybe")
    assert said == refusal("adjust", "choice.unknown", field="closed_as", known=CLOSED_AS)
    assert week_two.refused("feedback", "") == refusal("feedback", "text.missing", field="finding", longest=1000)
    said = week_two.refused("feedback", "x", "--day", "2026-11-14")
    assert said == refusal("feedback", "day.future", today=date(2026, 11, 13))


def test_a_transfer_test_is_recorded(week_two: "Shell") -> None:
    out = week_two.ok(
        "transfer", "--changed", "place", "--context", "a café", "--amount", "250,5", "--held", "the order"
    )
    transferred = guide.say("cli", "transferred", day=guide.date_words(date(2026, 11, 13), "long"))
    assert out == f"{transferred}\n{SPARE_AGAIN}\n"
    assert week_two.refused("transfer") == refusal("transfer", "usage.needed", what=("--changed", "--context"))
    said = week_two.refused("transfer", "--changed", "place", "--context", "")
    assert said == refusal("transfer", "text.missing", field="context", longest=200)
    said = week_two.refused("transfer", "--changed", "time", "--context", "x", "--score", "101")
    assert said == refusal("transfer", "number.range", field="score", low=0, high=100)
    said = week_two.refused("transfer", "--changed", "mood", "--context", "x")
    assert said == refusal("transfer", "choice.unknown", field="changed", known=CHANGED)


def test_a_reflection_goes_out_as_toml_and_comes_back_the_same(week_two: "Shell", tmp_path: Path) -> None:
    blank = tomllib.loads(week_two.ok("reflect", "1"))
    assert blank == {"prompt": "", "better_next_week": ""}
    answers = tmp_path / "answers.toml"
    answers.write_text('prompt = "Yes: the count\\nstands \\"there\\"."\nbetter_next_week = "before nine"\n', "utf-8")
    saved = guide.say("reflect", "saved", week=1)
    assert week_two.ok("reflect", "1", "--answers", str(answers)) == f"{saved}\n{SPARE_AGAIN}\n"
    shown = week_two.ok("reflect", "1", "--show")
    assert tomllib.loads(shown) == tomllib.loads(answers.read_text("utf-8"))
    assert f"# {guide.week(1).prompt}" in shown
    assert guide.say("reflect", "last_better", text="before nine") in week_two.ok("reflect")
    again = shown.replace("before nine", "before eight").encode()
    week_two.ok("reflect", "1", "--answers", "-", typed=again)
    assert tomllib.loads(week_two.ok("reflect", "1"))["better_next_week"] == "before eight"


def test_the_third_week_takes_conditions_and_a_fact_by_its_number(week_two: "Shell") -> None:
    week_two.ok("freeze")
    for day in (13, 14, 15):
        week_two.at(f"2026-11-{day}")
        week_two.ok("log", "440")
    week_two.at("2026-11-16")
    shown = week_two.ok("reflect")
    assert f"# {guide.week(3).prompt}" in shown
    label = f"# {guide.word('reflect', 'evidence')}: "
    fact = next(line for line in shown.splitlines() if line.startswith(label)).removeprefix(label)
    assert not re.search(r"^# \d ", shown, re.MULTILINE)
    week_two.ok("reflect", "--answers", "-", typed=b'now = "start"\ntime = "before 8"\nplace = "table"\nevidence = 1\n')
    written = tomllib.loads(week_two.ok("reflect"))
    assert (written["now"], written["time"], written["evidence"]) == ("start", "before 8", fact)
    said = week_two.refused("reflect", "--answers", "-", typed=b"evidence = 99")
    assert said == refusal("reflect", "number.range", field="evidence", low=1, high=1)


@pytest.mark.parametrize(
    ("document", "code", "facts"),
    [
        (b'prompt = "open', "answers.toml", {"line": 1}),
        (b'\n\nprompt = "a"\nprompt = "b"', "answers.toml", {"line": 4}),
        (b'now = "x"', "answers.key", {"week": 2, "known": ("prompt", "better_next_week")}),
        (b"prompt = 3", "answers.text", {"field": "prompt"}),
        (b"", "reflection.empty", {}),
        (b"\xff\xfe", "text.utf8", {"field": "answers"}),
    ],
)
def test_answers_that_cannot_be_read_are_refused(
    week_two: "Shell", document: bytes, code: str, facts: dict[str, object]
) -> None:
    said = week_two.refused("reflect", "2", "--answers", "-", typed=document)
    assert said == refusal("reflect", code, **facts)


def test_a_week_that_has_not_begun_is_not_reflected(week_two: "Shell") -> None:
    said = week_two.refused("reflect", "4", "--answers", "-", typed=b'prompt = "x"')
    assert said == refusal("reflect", "week.not_yet", week=4, first=22)
    assert week_two.refused("reflect", "5") == refusal("reflect", "week.range", first=1, last=4)
    assert week_two.refused("reflect", "--answers", "/nowhere/at/all.toml") == refusal("reflect", "answers.file")


def test_a_plan_is_finished_or_stopped(week_two: "Shell") -> None:
    stopped = guide.say("cli", "stopped", last=guide.date_words(date(2026, 11, 12), "full"))
    said = week_two.ok("finish", "--next", "adjust", "--summary", "-", typed=b"It went well")
    to_summary = guide.say("cli", "to_summary", program="mastery")
    assert said == f"{stopped}\n{to_summary}\n"
    assert week_two.ok("undo").splitlines() == [
        guide.say("cli", "undone", what=guide.change_words("finish")),
        cue_line("cue", "note", "spare_used"),
        f"  {guide.cue('note.spare_used').message}",
        f"  {guide.say('cli', 'next', next=guide.cue('note.spare_used').next)}",
    ]
    week_two.at("2026-12-02")
    finished = guide.say("cli", "finished", last=guide.date_words(date(2026, 12, 1), "full"))
    assert week_two.ok("finish") == f"{finished}\n{to_summary}\n"
    assert week_two("status", "--json").json["state"] == "ended"
    assert week_two.refused("finish") == refusal("finish", "cycle.ended", last=date(2026, 12, 1))


def test_redo_brings_back_what_undo_took(writing: "Shell") -> None:
    writing.ok("log", "400")
    what = guide.change_words("check_in", day=date(2026, 11, 2))
    assert writing.ok("undo") == f"{guide.say('cli', 'undone', what=what)}\n"
    assert writing("status", "--json").json["recorded_today"] is False
    assert writing.ok("redo") == f"{guide.say('cli', 'redone', what=what)}\n"
    assert writing("status", "--json").json["recorded_today"] is True
    assert writing.refused("redo") == refusal("redo", "redo.none")


def test_it_can_be_made_easier_for_a_while(week_two: "Shell") -> None:
    said = week_two.ok("reduce", "--minimum", "50", "--until", "2026-11-30")
    first, until = (guide.date_words(date(2026, 11, day), "long") for day in (13, 30))
    reduced = guide.say("reduced", "measured", first=first, until=until, target="200 words", minimum=50)
    assert said == f"{reduced}\n{SPARE_AGAIN}\n"
    undone = guide.say("cli", "undone", what=guide.change_words("reduce"))
    assert week_two.ok("undo") == f"{undone}\n{SPARE_AGAIN}\n"


@pytest.mark.parametrize(
    "amounts",
    [("--target", "400", "--minimum", "150"), ("--target", "500"), ("--minimum", "151"), ("--minimum", "300")],
)
def test_easier_is_no_more_and_something_less(week_two: "Shell", amounts: tuple[str, ...]) -> None:
    said = week_two.refused("reduce", *amounts)
    assert said == refusal("reduce", "reduction.easier", target=400, minimum=150)


def test_the_easier_days_are_ended_today(week_two: "Shell") -> None:
    assert week_two.refused("reduce", "--end") == refusal("reduce", "reduction.none")
    week_two.ok("reduce")
    together = refusal("reduce", "usage.together", what=("--end", "--target, --minimum, --until"))
    assert week_two.refused("reduce", "--end", "--until", "2026-11-30") == together
    first = guide.date_words(date(2026, 11, 14))
    ended = guide.say("dialogs", "easier_ended", first=first, target=400, minimum=150)
    assert week_two.ok("reduce", "--end") == f"{ended}\n{SPARE_AGAIN}\n"
    assert week_two("status", "--json").json["behaviour"]["target"] == 200


def test_near_the_end_no_measurement_is_promised(week_two: "Shell") -> None:
    week_two.at("2026-11-30")
    said = week_two.ok("reduce").splitlines()[0]
    first, until = (guide.date_words(date(2026, month, day), "long") for month, day in ((11, 30), (12, 1)))
    assert said == guide.say("reduced", "over", first=first, until=until, target="200 words", minimum=75)


def test_an_edit_during_easier_days_says_when_it_shows(week_two: "Shell") -> None:
    week_two.ok("reduce", "--until", "2026-11-20")
    later = guide.say("dialogs", "edited_later", first=guide.date_words(date(2026, 11, 21)))
    assert later in week_two.ok("edit", "--target", "300").splitlines()
    assert later not in week_two.ok("edit", "--when", "after lunch")


def test_a_second_open_adjustment_is_named_in_the_answer(week_two: "Shell") -> None:
    assert guide.say("dialogs", "adjustments_open", n=1) not in week_two.ok("adjust", "stand up first")
    assert guide.say("dialogs", "adjustments_open", n=2) in week_two.ok("adjust", "no music").splitlines()


def test_the_standard_is_told_as_it_is_written_while_easier_days_run(week_two: "Shell") -> None:
    week_two.ok("reduce", "--until", "2026-11-20")
    assert standard(100, "400 words") in week_two.ok("lock", "--minimum", "100")
    assert standard(90, "400 words") in week_two.ok("edit", "--minimum", "90").splitlines()


def test_status_says_that_easier_days_run(week_two: "Shell") -> None:
    week_two.ok("reduce", "--until", "2026-11-20")
    until = guide.date_words(date(2026, 11, 20))
    line = guide.say("plan", "easier_until", until=until, target=200, minimum=75)
    assert line in week_two.ok("status").splitlines()
    week_two.at("2026-11-20")
    assert line in week_two.ok("status").splitlines()
    week_two.at("2026-11-21")
    assert line not in week_two.ok("status").splitlines()
