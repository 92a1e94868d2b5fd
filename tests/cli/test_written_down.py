"""From the shell: signs to pause, errors, the first aim, starting conditions, raising, and what events left."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mastery_tui import guide
from mastery_tui.practice.records import Changed, ClosedAs

from .conftest import WRITING

if TYPE_CHECKING:
    from .conftest import Shell

SIGNS = "shoulders up"
WRITTEN = [
    *WRITING,
    *("--pause-signs", f" {SIGNS} ", "--error-kind", "long openings", "--error-kind", "adverbs; haste"),
    *("--better-next-week", "before nine on four days", "--starting", "half an hour a day"),
]


def row(section: str, key: str, text: str) -> str:
    return f"{guide.word(section, key)}: {text}"


def refusal(command: str, code: str, **facts: object) -> str:
    return f"mastery {command}: {guide.refusal(code, **facts)}"


@pytest.fixture
def written(shell: "Shell") -> "Shell":
    shell.ok(*WRITTEN)
    return shell


def test_edit_answers_with_the_first_aim_that_it_was_given(writing: "Shell") -> None:
    writing.at("2026-11-12")
    said = guide.say("reflect", "aim", text="done by ten")
    assert said in writing.ok("edit", "--better-next-week", " done by ten ").splitlines()
    assert said not in writing.ok("edit", "--name", "Write on").splitlines()


def test_a_raise_is_asked_about_only_where_it_can_be_saved(shell: "Shell") -> None:
    shell.ok("start", "--name", "Call", "--standard", "one call is noted", "--feedback", "the notes")
    assert shell.refused("edit", "--target", "5") == f"mastery edit: {guide.refusal('standard.yes_no')}"


def test_a_raise_with_something_else_wrong_says_that_first(writing: "Shell") -> None:
    said = guide.refusal("text.length", field="name", longest=80, length=81)
    assert writing.refused("edit", "--target", "500", "--name", "n" * 81) == f"mastery edit: {said}"


def test_a_plan_begins_with_signs_errors_and_what_is_better_in_a_week(written: "Shell") -> None:
    behaviour = written("status", "--json").json["behaviour"]
    assert (behaviour["pause_signs"], behaviour["error_kinds"]) == (SIGNS, ["long openings", "adverbs", "haste"])
    assert behaviour["better_in_a_week"] == "before nine on four days"
    assert written.ok("week").splitlines()[1] == guide.say("reflect", "aim", text="before nine on four days")
    assert (
        f"# {guide.say('reflect', 'aim', text='before nine on four days')}" in written.ok("reflect", "1").splitlines()
    )
    written.at("2026-11-10")
    assert guide.say("reflect", "aim", text="before nine on four days") not in written.ok("week", "2")


def test_they_are_edited_and_shown_with_the_routine(written: "Shell") -> None:
    out = written.ok("edit", "--error-kind", "endings", "--pause-signs", "a stiff neck").splitlines()
    assert row("plan", "error_kinds", "endings") in out
    assert row("plan", "pause_signs", "a stiff neck") in out
    written.ok("edit", "--error-kind", "", "--better-next-week", "three pages")
    behaviour = written("status", "--json").json["behaviour"]
    assert (behaviour["error_kinds"], behaviour["better_in_a_week"]) == ([], "three pages")
    written.ok("undo")
    assert written("status", "--json").json["behaviour"]["error_kinds"] == ["endings"]


@pytest.mark.parametrize(
    ("options", "code", "facts"),
    [
        (["--pause-signs", "x" * 201], "text.length", {"field": "pause_signs", "longest": 200, "length": 201}),
        (
            ["--better-next-week", "x" * 201],
            "text.length",
            {"field": "better_in_a_week", "longest": 200, "length": 201},
        ),
        (["--error-kind", "x" * 81], "text.length", {"field": "error_kinds", "longest": 80, "length": 81}),
        (["--error-kind", "a;b;c;d"], "list.length", {"field": "error_kinds", "longest": 3}),
        (["--error-kind", "a", "--error-kind", " a "], "error_kinds.twice", {}),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(
    shell: "Shell", options: list[str], code: str, facts: dict[str, object]
) -> None:
    assert shell.refused(*WRITING, *options) == refusal("start", code, **facts)
    shell.ok(*WRITING)
    assert shell.refused("edit", *options) == refusal("edit", code, **facts)


@pytest.mark.parametrize(("day", "field"), [("2026-11-04", "error_kinds"), ("2026-11-06", "pause_signs")])
def test_the_day_whose_task_asks_to_write_something_down_names_the_command(
    writing: "Shell", day: str, field: str
) -> None:
    writing.at(day)
    option = guide.word("cli_keeps", field)
    said = guide.say("cli", "task_keeps", program="mastery", option=option)
    assert said in writing.ok("status").splitlines()
    name, value = option.split()
    assert value == "TEXT"
    writing.ok("edit", name, SIGNS)
    assert said not in writing.ok("status")


def test_a_pause_cue_comes_with_the_persons_own_signs(written: "Shell") -> None:
    said = f"  {guide.say('cue_own', 'pause_signs', text=SIGNS)}"
    assert said in written.ok("log", "400", "anxious/5").splitlines()
    assert said in written.ok("status").splitlines()
    assert said in written.ok("cues").splitlines()
    (cue,) = written("cues", "--json").json["cues"]
    assert cue["own"] == said.strip()


# -- raising -----------------------------------------------------------------------------------------------------------


def test_a_raise_is_refused_with_standard_and_baseline_until_it_is_named(written: "Shell") -> None:
    for day in range(2, 9):
        written.at(f"2026-11-{day:02}")
        written.ok("log", "400")
    out = written.ok("freeze").splitlines()
    conditions = row("reflect", "started_with", "half an hour a day")
    baseline = guide.say("reflect", "baseline_line", median="400 words", lowest=400, highest=400, n=7, day=7)
    assert out[:2] == [guide.say("cli", "frozen", what=baseline), conditions]
    before = written.file.read_bytes()
    said = written("edit", "--target", "450", "--name", "More")
    assert said.code == 2
    assert said.out.splitlines() == [
        row("plan", "done_when", "words"),
        row("reflect", "baseline", baseline),
        conditions,
    ]
    assert said.err.strip() == refusal("edit", "standard.raised", field="target", now=400, then=450)
    assert "--raise" in said.err
    assert written.file.read_bytes() == before
    written.ok("edit", "--target", "450", "--name", "More", "--raise")
    behaviour = written("status", "--json").json["behaviour"]
    assert (behaviour["target"], behaviour["name"]) == (450, "More")


def test_a_locked_minimum_is_raised_only_with_the_word_for_it(written: "Shell") -> None:
    written.at("2026-11-10")
    written.ok("edit", "--minimum", "160")
    written.ok("lock", "--minimum", "170")
    for command in ("edit", "lock"):
        said = written(command, "--minimum", "180")
        assert said.err.strip() == refusal(command, "standard.raised", field="minimum", now=170, then=180)
        assert row("reflect", "baseline", guide.word("reflect", "baseline_open")) in said.out.splitlines()
    written.ok("edit", "--minimum", "150", "--target", "390")
    written.ok("lock", "--minimum", "180", "--raise")
    assert written("status", "--json").json["behaviour"]["minimum"] == 180


# -- what events left --------------------------------------------------------------------------------------------------


def test_the_week_and_the_status_tell_findings_tests_and_adjustments(writing: "Shell") -> None:
    place, tool = Changed.PLACE.value, Changed.TOOL.value
    writing.at("2026-11-18")
    writing.ok("feedback", "The opening\nstill explains")
    writing.at("2026-11-19")
    writing.ok("adjust", "begin with the second paragraph")
    writing.at("2026-11-20")
    trying = row("plan", "trying", "begin with the second paragraph")
    out = writing.ok("status").splitlines()
    assert trying in out
    assert guide.say("left", "adjustment", text="begin with the second paragraph") in "\n".join(out)
    finding = guide.say("left", "finding_from", day=guide.say("left", "day", day=17))
    assert writing.ok("week").splitlines()[-2:] == [f"{finding}: The opening still explains", trying]
    writing.at("2026-11-22")
    writing.ok("adjust", "--close", ClosedAs.KEPT.value)
    writing.at("2026-11-25")
    writing.ok("transfer", "--changed", place, "--context", "a café", "--amount", "260", "--held", "the order")
    kept = row("plan", "kept_row", "begin with the second paragraph")
    first = guide.say("left", "test", n=1, of=2)
    told = f"{first}: a café ({guide.word('changed', place)}); 260 words; {guide.word('left', 'held')} the order"
    assert writing.ok("week").splitlines()[-2:] == [told, kept]
    milestone = guide.say("plan", "tests_done", milestone=guide.milestone("transfer_tested"), n=1, of=2)
    assert guide.say("plan", "on_day", milestone=milestone, day=27) in writing.ok("week")
    assert kept in writing.ok("status").splitlines()
    assert writing.ok("adjust").splitlines()[0] == guide.say(
        "cli", "adjustment_kept", text="begin with the second paragraph"
    )
    writing.at("2026-11-28")
    writing.ok("transfer", "--changed", tool, "--context", "a typewriter")
    assert f"{guide.word('cli', 'milestone_done')}: {guide.milestone('transfer_tested')}" in writing.ok("week")
    rows = writing("status", "--json").json
    assert (rows["trying"], rows["kept"]) == ([], ["begin with the second paragraph"])
    assert rows["transfer_tests"] == {"done": 2, "of": 2}
    assert writing("status", "--json", "--as-of", "2026-11-20").json["trying"] == ["begin with the second paragraph"]
    assert date(2026, 11, 28).isoformat() == rows["today"]


def test_reflecting_shows_where_one_began_under_the_baseline(written: "Shell") -> None:
    out = written.ok("reflect", "1").splitlines()
    at = out.index(f"# {row('reflect', 'baseline', guide.word('reflect', 'baseline_open'))}")
    assert out[at + 1] == f"# {row('reflect', 'started_with', 'half an hour a day')}"
