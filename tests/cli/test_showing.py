"""What the shell shows: status, week, calendar, cues, due; as text and as JSON."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mastery_tui import clock, guide
from mastery_tui.coach import Coach
from mastery_tui.coach.words.status import due_words
from mastery_tui.journal import Journal
from mastery_tui.practice.tasks import FREEZE_DAY, LOCK_DAY, MEASURE_AGAIN_DAY, task_id
from tests.tui.people import PRACTISED, begin, coach_at, writer_in_week_3

from .conftest import NO_PLAN

if TYPE_CHECKING:
    from .conftest import Shell

STATUS_KEYS = [
    "schema",
    "today",
    "state",
    "behaviour",
    "cycle",
    "task",
    "recorded_today",
    "adherence",
    "week",
    "trying",
    "kept",
    "transfer_tests",
    "due",
    "timer",
    "cue",
]
ADHERENCE_KEYS = ["kept", "recorded", "not_recorded", "scheduled", "rate"]
CUE_KEYS = [
    "rule",
    "severity",
    "state",
    "muted_by",
    "since",
    "title",
    "message",
    "next_step",
    "own",
    "evidence",
    "origin",
]


def plan_day(day: int, week: int) -> str:
    return guide.say("cli", "plan_day", day=day, days=30, week=week, theme=guide.week(week).theme)


def kept(kept: int, recorded: int) -> str:
    return guide.say("adherence", "kept", kept=kept, recorded=recorded)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def week_line(number: int, day: date, *told: str) -> str:
    """A day as ``week`` tells it."""
    title = f"{guide.say('plan', 'day', day=number)}, {guide.date_words(day, 'short')}"
    return f"  {f'{title}:':20}{', '.join(told)}"


def cue_line(severity: str, rule: str) -> str:
    title = guide.cue(f"{severity}.{rule}").title
    return guide.say("cli", "cue", severity=guide.word("severities", severity), title=title)


def test_status_tells_the_day_the_task_and_how_it_goes(week_two: "Shell") -> None:
    task = guide.task("practise_restart", target=400, minimum=150, unit="words")
    cue = guide.cue("note.spare_used")
    due = [
        lower_first(guide.word("cli_due", "check_in")),
        guide.word("cli_due", "freeze_baseline"),
        lower_first(guide.task("lock_minimum", unit="words").title),
        guide.say("cli_due", "reflect", week=1),
    ]
    assert week_two.ok("status").splitlines() == [
        "Write",
        plan_day(12, 2),
        guide.word("cli", "today_open"),
        guide.say("cli", "task", title=task.title),
        f"  {task.how}",
        guide.say("plan", "goal", minimum=150, target="400 words"),
        f"{guide.say('plan', 'week', week=2)}: {kept(2, 3)}, {guide.word('adherence', 'spare_used')}",
        guide.say("cli", "so_far", what=kept(8, 9)),
        guide.say("cli", "results", unit="Words", what=guide.say("glances", "waiting", n=6)),
        guide.say("cli", "due", what=due),
        "",
        cue_line("note", "spare_used"),
        f"  {cue.message}",
        f"  {guide.say('cli', 'next', next=cue.next)}",
    ]


def test_status_json_has_the_keys_that_were_promised(week_two: "Shell") -> None:
    rows = week_two("status", "--json").json
    assert list(rows) == STATUS_KEYS
    assert rows["schema"] == 1
    assert (rows["today"], rows["state"], rows["recorded_today"]) == ("2026-11-13", "running", False)
    written = ["pause_signs", "error_kinds", "better_in_a_week"]
    assert list(rows["behaviour"]) == ["name", "standard", "unit", "target", "minimum", *written]
    assert list(rows["cycle"]) == ["number", "started_on", "day", "days", "week", "theme"]
    assert (rows["cycle"]["day"], rows["cycle"]["days"], rows["cycle"]["week"]) == (12, 30, 2)
    assert list(rows["task"]) == ["id", "day", "title", "how"]
    assert rows["task"]["id"] == "practise_restart"
    assert list(rows["adherence"]) == ADHERENCE_KEYS
    assert rows["adherence"] == {
        "kept": 8,
        "recorded": 9,
        "not_recorded": 0,
        "scheduled": 9,
        "rate": pytest.approx(8 / 9),
    }
    assert list(rows["week"]) == [*ADHERENCE_KEYS, "cancelled", "spare"]
    assert (rows["week"]["cancelled"], rows["week"]["spare"]) == (1, 0)
    assert rows["due"] == ["check_in", "freeze_baseline", "lock_minimum", "reflect_1"]
    assert list(rows["cue"]) == CUE_KEYS
    assert rows["cue"]["rule"] == "note.spare_used"


def test_status_json_without_a_plan_and_outside_a_running_day_is_null_where_it_says_so(shell: "Shell") -> None:
    rows = shell("status", "--json").json
    assert list(rows) == STATUS_KEYS
    assert [rows[key] for key in ("state", "behaviour", "cycle", "task", "week", "cue")] == [None] * 6
    assert rows["due"] == []
    shell.ok("start", "--name", "Call", "--standard", "made", "--feedback", "list", "--on", "2026-11-09")
    rows = shell("status", "--json").json
    assert rows["state"] == "not_started"
    assert [rows["cycle"][key] for key in ("day", "week", "theme")] == [None] * 3
    assert (rows["task"], rows["week"]) == (None, None)


def test_status_fits_into_one_line_for_a_prompt_and_says_what_is_due_in_words(week_two: "Shell") -> None:
    day = guide.say("cli", "line_day", day=12, days=30)
    words = week_two("due").out.splitlines()
    assert words[0] == guide.word("cli_due", "check_in")
    due = guide.say("cli", "line_due", what=words)
    assert week_two.ok("status", "--line") == f"Write {day} {kept(2, 3)} · {due}\n"


def test_the_line_says_the_state_where_there_is_no_day(shell: "Shell") -> None:
    assert shell.ok("status", "--line") == f"{guide.word('cli', 'no_plan_line')}\n"
    shell.ok("start", "--name", "n" * 80, "--standard", "made", "--feedback", "list")
    shell.ok("log", "done")
    shell.ok("pause")
    assert shell.ok("status", "--line") == f"{'n' * 39}… {guide.word('states', 'paused')}\n"


def paused(last: int, weekday: int, section: str = "cli") -> str:
    """Through a day of November, and on again on a weekday."""
    facts = {"last": guide.date_words(date(2026, 11, last), "long"), "next": guide.word("weekdays", weekday)}
    return guide.say(section, "paused_until", **facts)


@pytest.mark.parametrize(
    ("commands", "at", "sentence"),
    [
        ((), "2026-11-02", plan_day(1, 1)),
        ((), "2026-11-30", guide.say("cli", "wrap_up_day", day=29, days=30, theme=guide.week(5).theme)),
        ((("pause",),), "2026-11-05", guide.say("cli", "paused", first=date(2026, 11, 2))),
        ((("pause", "--until", "2026-11-09"),), "2026-11-05", paused(9, 2)),
        ((), "2026-12-02", guide.word("cli", "awaiting")),
        ((("log", "400"), ("finish",)), "2026-11-05", guide.say("cli", "ended", last=date(2026, 11, 2))),
    ],
)
def test_status_says_where_the_plan_stands(
    writing: "Shell", commands: tuple[tuple[str, ...], ...], at: str, sentence: str
) -> None:
    for command in commands:
        writing.ok(*command)
    writing.at(at)
    assert writing.ok("status").splitlines()[1] == sentence


def test_as_of_shows_the_plan_as_it_stood(week_two: "Shell") -> None:
    assert week_two.ok("status", "--as-of", "2026-11-06").splitlines()[1] == plan_day(5, 1)
    rows = week_two("status", "--json", "--as-of", "2026-11-09").json
    assert (rows["today"], rows["cycle"]["day"], rows["adherence"]["recorded"]) == ("2026-11-09", 8, 7)
    assert week_two("cues", "--json", "--as-of", guide.word("weekdays", 4)).json["cues"][0]["rule"] == "note.spare_used"
    assert week_two("cues", "--json", "--as-of", "2026-11-09").json["cues"] == []
    said = week_two.refused("status", "--as-of", "2026-11-14")
    assert said == f"mastery status: {guide.refusal('day.future', today=date(2026, 11, 13))}"
    assert shell_line(week_two, "2026-10-01") == NO_PLAN


def test_as_of_today_is_today(week_two: "Shell") -> None:
    assert week_two.ok("status", "--as-of", "today") == week_two.ok("status")
    assert week_two("status", "--json", "--as-of", "2026-11-13").json == week_two("status", "--json").json


def shell_line(shell: "Shell", day: str) -> str:
    return shell.ok("status", "--as-of", day).strip()


def test_a_week_is_told_day_by_day(week_two: "Shell") -> None:
    lines = week_two.ok("week").splitlines()
    done, cancelled = (guide.word("outcomes", each) for each in ("done", "cancelled"))
    not_yet = (guide.word("plan", "today"), guide.word("plan", "not_recorded_yet"))
    assert lines[0] == f"{guide.say('plan', 'week', week=2)}: {guide.week(2).theme}"
    assert lines[1] == week_line(8, date(2026, 11, 9), "401 words", done, "@desk")
    assert lines[2] == week_line(9, date(2026, 11, 10), cancelled, "@desk")
    assert lines[5] == week_line(12, date(2026, 11, 13), *not_yet)
    assert lines[8] == f"{kept(2, 3)}, {guide.word('adherence', 'spare_used')}"
    milestones = (("when_then", 8), ("minimum_locked", 8), ("adherence_read", 14))
    labels = [(guide.milestone(each, done=False), day) for each, day in milestones]
    on_days = [guide.say("plan", "on_day", milestone=label, day=day) for label, day in labels]
    assert lines[9:] == [f"  {guide.word('cli', 'milestone_open')}: {each}" for each in on_days]
    first = f"{guide.say('plan', 'week', week=1)}: {guide.week(1).theme}"
    assert week_two.ok("week", "1").startswith(f"{first}\n{week_line(1, date(2026, 11, 2))}")
    assert week_two.ok("week", "5").startswith(guide.word("plan", "wrap_up"))
    assert week_two.refused("week", "6") == f"mastery week: {guide.refusal('week.range', first=1, last=5)}"
    assert week_two.refused("week", "next") == f"mastery week: {guide.refusal('whole.shape', field='week')}"


def test_the_calendar_shows_whole_weeks_with_a_legend(week_two: "Shell") -> None:
    lines = week_two.ok("calendar").splitlines()
    labels = [f"{guide.date_words(date(2026, 11, day), 'day_month'):8}" for day in (2, 9)]
    six, two = (guide.say("adherence", "kept_short", kept=kept, recorded=n) for kept, n in ((6, 6), (2, 3)))
    done, minimum, cancelled, rest = (guide.word("outcomes", each) for each in ("done", "minimum", "cancelled", "rest"))
    assert lines[0].split() == list(guide.words("weekdays_short").values())
    assert lines[1] == f"{labels[0]}  2 ●   3 ●   4 ◐   5 ●   6 ◐   7 ~   8 ●  {six}"
    assert lines[2] == f"{labels[1]}  9 ●  10 ○  11 ●  12 ~ ›13    14    15    {two}"
    assert lines[-1] == f"● {done}   ◐ {minimum}   ○ {cancelled}   ~ {rest}"


def test_plain_ascii_is_drawn_where_the_settings_ask_for_it(week_two: "Shell") -> None:
    week_two.config.write_text("ascii = true\nweek_start = 'sunday'\n", "utf-8")
    out = week_two.ok("calendar")
    assert out.isascii()
    assert out.split()[0] == guide.word("weekdays_short", 7)
    legend = {"d": "done", "m": "minimum", "c": "cancelled", "r": "rest"}
    assert "   ".join(f"{sign} {guide.word('outcomes', each)}" for sign, each in legend.items()) in out
    assert week_two.ok("status", "--line").isascii()


def test_cues_come_with_what_made_them_show(week_two: "Shell") -> None:
    out = week_two.ok("cues")
    day_nine = f"{guide.say('plan', 'day', day=9)}, {guide.date_words(date(2026, 11, 10), 'short')}"
    outcome = f"{guide.field_label('outcome')} {guide.word('outcomes', 'cancelled')}"
    assert out.startswith(f"{cue_line('note', 'spare_used')}\n")
    assert f"    {day_nine}: {outcome}\n" in out
    assert f"  {guide.word('why', 'clears')}: {guide.cue('note.spare_used').clears}\n" in out
    rows = week_two("cues", "--json").json["cues"]
    assert [list(row) for row in rows] == [CUE_KEYS]
    assert list(rows[0]["evidence"]) == ["rows", "observed", "threshold", "clears_when"]
    assert rows[0]["evidence"]["rows"] == [{"day": "2026-11-10", "field": "outcome", "value": "cancelled"}]
    assert list(rows[0]["origin"]) == ["kind", "source"]
    assert (rows[0]["state"], rows[0]["since"]) == ("firing", "2026-11-10")


def test_muted_cues_are_listed_when_all_are_asked_for(week_two: "Shell") -> None:
    week_two.ok("log", "canc")
    assert [row["rule"] for row in week_two("cues", "--json").json["cues"]] == ["recover.second_cancel"]
    muted = week_two("cues", "--json", "--all").json["cues"][1]
    assert (muted["rule"], muted["state"], muted["muted_by"]) == ("note.spare_used", "muted", "recover.second_cancel")
    title = f"{guide.word('severities', 'recover')}: {guide.cue('recover.second_cancel').title}"
    by = guide.say("why", "muted_by", by=title)
    assert f"{cue_line('note', 'spare_used')} ({by})" in week_two.ok("cues", "--all")


def test_without_a_cue_that_is_said(writing: "Shell") -> None:
    assert writing.ok("cues") == f"{guide.word('cli', 'no_cue')}\n"
    assert writing("cues", "--json").json["cues"] == []


def test_a_pause_through_monday_is_on_again_on_tuesday_in_both_faces(writing: "Shell") -> None:
    writing.ok("pause", "--until", "2026-11-09")
    for day in ("2026-11-08", "2026-11-09"):
        writing.at(day)
        assert writing.ok("status").splitlines()[1] == paused(9, 2)
        assert Coach(Journal(writing.file, clock.now)).plan.view().state == paused(9, 2, "plan")
    writing.at("2026-11-10")
    assert plan_day(1, 1) in writing.ok("status")


DATED = ("cli", "reduced", "plan", "dialogs", "steps_done")


def test_an_end_that_still_counts_is_never_told_as_until() -> None:
    dated = [text for section in DATED for text in guide.words(section).values()]
    assert any("through {until}" in each for each in dated)
    assert not [each for each in dated if "until {" in each]


DUE_IDS = (
    "check_in",
    "feedback_check",
    *(f"reflect_{week}" for week in (1, 2, 3, 4)),
    *(task_id(day) for day in (FREEZE_DAY, LOCK_DAY, 18, 24, 27, MEASURE_AGAIN_DAY, 30)),
)
"""Everything that can be due."""


@pytest.mark.parametrize("unit", ["words", ""])
def test_what_is_due_is_named_once(unit: str) -> None:
    words = dict(zip(DUE_IDS, due_words(DUE_IDS, unit), strict=True))
    twice = [(a, b) for a in words for b in words if words[a].removeprefix("the ") in words[b] and a != b]
    assert not twice


def test_after_the_lock_only_the_when_then_line_is_due(writing: "Shell") -> None:
    title, line = (lower_first(guide.task("lock_minimum", unit=unit).title) for unit in ("words", ""))
    writing.at("2026-11-09")
    assert title in writing("due").out.splitlines()
    writing.ok("lock")
    assert line in writing("due").out.splitlines()
    assert line in writing("status", "--line").out
    assert title not in writing.ok("status").splitlines()[-1]
    assert "lock_minimum" in writing("status", "--json").json["due"]
    writing.ok("edit", "--when", "I have poured the coffee")
    assert line not in writing("due").out


def test_on_day_27_the_feedback_check_is_due_once(writing: "Shell") -> None:
    writing.at("2026-11-18")
    writing.ok("feedback", "the endings stop early")
    writing.at("2026-11-28")
    assert "feedback_check" in writing("status", "--json").json["due"]
    said = writing("due").out
    assert said.count("feedback") == 1
    assert writing("status", "--line").out.count("feedback") == 1
    writing.ok("feedback", "the endings hold")
    assert "feedback" not in writing("due").out


def test_due_has_its_own_exit_code(writing: "Shell") -> None:
    said = writing("due")
    assert (said.code, said.out) == (10, f"{lower_first(guide.word('cli_due', 'check_in'))}\n")
    said = writing("due", "--quiet")
    assert (said.code, said.out, said.err) == (10, "", "")
    writing.ok("log", "400")
    assert writing.ok("due") == f"{guide.word('cli', 'nothing_due')}\n"
    assert writing.ok("due", "--quiet") == ""


def test_without_a_plan_nothing_is_due(shell: "Shell") -> None:
    assert shell.ok("due") == f"{guide.word('cli', 'nothing_due')}\n"
    assert shell.ok("status") == f"{NO_PLAN}\n"


def test_without_a_terminal_mastery_alone_shows_the_status_and_a_hint(writing: "Shell") -> None:
    said = writing()
    assert said.code == 0
    assert said.out == writing.ok("status")
    assert said.err == f"{guide.word('cli', 'no_terminal')}\n"


def test_status_and_reflect_tell_the_results_as_progress_does(shell: "Shell") -> None:
    shell.directory.mkdir(exist_ok=True)
    coach = writer_in_week_3(shell.directory)
    shell.at(coach.today.isoformat())
    median = coach.progress.view().since[0].cells
    line = guide.say("glances", "now", median=median[2], n=5, result=median[0])
    assert guide.say("cli", "results", unit="Words", what=line) in shell.ok("status").splitlines()
    fact = guide.say("reflect", "fact_last", n=5, median=f"{median[2]} words")
    assert f"# {guide.word('reflect', 'evidence')}: {fact}" in shell.ok("reflect").splitlines()


def test_where_nothing_is_counted_status_has_no_line_of_results(shell: "Shell") -> None:
    coach = begin(coach_at(shell.directory, 3), PRACTISED)
    shell.at("2026-11-18")
    lines = shell.ok("status").splitlines()
    after = lines[lines.index(guide.say("cli", "so_far", what=coach.plan.status().so_far)) + 1]
    assert after.startswith(guide.word("cli", "due").partition("{")[0])
