"""The page Summary as the Coach hands it over: its lines in every state of a plan, and the same as Markdown."""

from pathlib import Path

import pytest

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.words.markdown import escaped
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import Changed, ClosedAs, Conditions, Next, Outcome, ResultKind
from mastery_tui.practice.timeline import Mark
from tests.tui.people import PRACTISED, WRITING, begin, clock_of, coach_at, on_day, plan_date, record

LATER = 31


def month(folder: Path, last: int = 30, today: int = LATER) -> Coach:
    """A writer who kept every day: 200 words a day in week 1, 400 from then on."""
    coach = begin(coach_at(folder, today))
    for day in range(1, last + 1):
        record(coach, day, amount=200 if day < 8 else 400, effort=5, minutes=25, contexts=("desk",))
    return coach


def whole(folder: Path) -> Coach:
    """The same with a baseline, two transfer tests, an adjustment and week 3's and 4's reflections."""
    coach = month(folder)
    on_day(coach, 7, coach.plan.freeze)
    on_day(coach, 18, lambda: coach.plan.adjust("begin with the ending"))
    slots = Conditions(time="before eight", place="the kitchen table")
    answers = {"now": "start with the hardest sentence", "instead": "rereading"}
    on_day(coach, 21, lambda: coach.reflections.write(3, answers, conditions=slots, better_next_week="shorter"))
    on_day(coach, 24, lambda: coach.plan.transfer(Changed.PLACE, "in a café", amount=262, held="the order"))
    on_day(coach, 27, lambda: coach.plan.transfer(Changed.TIME, "after work", amount=318))
    on_day(coach, 28, lambda: coach.plan.adjust(closed_as=ClosedAs.KEPT))
    on_day(coach, 28, lambda: coach.reflections.write(4, {"prompt": "Yes."}, better_next_week="one page by hand"))
    return coach


def test_a_whole_month_on_one_page(tmp_path: Path) -> None:
    view = whole(tmp_path).progress.summary()
    assert (view.name, view.standard, view.state) == (WRITING.name, WRITING.standard, "")
    assert view.dates == "16 November to 15 December 2026"
    assert (view.kept, view.rate) == ("30 of 30 kept", "100%")
    assert [len(week) for week in view.marks] == [7, 7, 7, 7, 2]
    assert view.marks[0] == (Mark.MINIMUM,) * 7
    assert view.counts == "23 done, 7 minimum"
    assert (view.label, view.verdict) == ("Words", "likely better")
    assert view.detail == "100% of 161 pairs, 7 before and 23 after"
    assert [(span.label, span.words, span.range, span.since) for span in view.spans] == [
        ("baseline", "200", "200 to 200", False),
        ("since", "400", "400 to 400", True),
        ("new place", "262", "", False),
        ("new time", "318", "", False),
    ]
    assert view.trend == "0 words a week, n 30"
    assert view.weeks.heads == ("Baseline", "Minimum", "Feedback", "Transfer", "Wrap-up")
    assert view.weeks.short == ("week 1", "week 2", "week 3", "week 4", "end")
    assert dict(view.weeks.rows) == {
        "Kept": ("7 of 7",) * 4 + ("2 of 2",),
        "Words": ("200", "400", "400", "400", "400"),
        "Minutes": ("25",) * 5,
        "Effort": ("5",) * 5,
    }
    assert [(test.changed, test.text, test.told) for test in view.elsewhere] == [
        ("place", "in a café, 262 words", (("worked", "the order"),)),
        ("time", "after work, 318 words", ()),
    ]
    assert view.changes == (
        ("I now", "start with the hardest sentence"),
        ("instead of", "rereading"),
        ("with", "before eight, the kitchen table"),
        ("tried", "begin with the ending (kept)"),
        ("better is", "one page by hand"),
    )
    assert (view.following, view.sentence) == ("", "")


def test_after_the_end_it_says_what_comes_next_and_the_persons_own_sentence(tmp_path: Path) -> None:
    coach = month(tmp_path)
    coach.plan.finish(Next.ADJUST, "Slower, and better.")
    view = coach.progress.summary()
    assert (view.following, view.sentence, view.state) == ("adjust", "Slower, and better.", "")


def test_before_day_30_it_goes_as_far_as_the_plan(tmp_path: Path) -> None:
    view = month(tmp_path, last=4, today=5).progress.summary()
    assert view.state == guide.say("summary", "so_far", day=5)
    assert view.marks == ((Mark.MINIMUM,) * 4 + (None,),)
    assert dict(view.weeks.rows)["Words"] == ("200", "", "", "", "")
    assert view.verdict == guide.say("progress", "early", n=4, first=7)


def test_a_plan_that_was_ended_early_says_when(tmp_path: Path) -> None:
    coach = month(tmp_path, last=9, today=9)
    coach.plan.finish()
    view = coach.progress.summary()
    assert view.state == guide.say("summary", "stopped", day=9)
    assert view.dates == "16 November to 24 November 2026"


def test_a_plan_that_has_not_begun_says_when_it_does(tmp_path: Path) -> None:
    coach = coach_at(tmp_path, 1)
    coach.plan.start(WRITING, 400, 150, plan_date(3))
    view = coach.progress.summary()
    assert view.state == guide.say("plan", "begins", first=plan_date(3))
    assert (view.kept, view.marks, view.counts) == (guide.word("adherence", "none"), (), "")


def test_without_a_baseline_nothing_is_compared_and_the_weeks_stay(tmp_path: Path) -> None:
    coach = month(tmp_path)
    coach.plan.finish()
    view = coach.progress.summary()
    assert (view.verdict, view.detail, view.spans) == (guide.word("progress", "never"), "", ())
    assert dict(view.weeks.rows)["Words"] == ("200", "400", "400", "400", "400")


def test_yes_or_no_has_no_numbers_but_what_was_kept(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, LATER), PRACTISED)
    for day in range(1, 31):
        record(coach, day, outcome=Outcome.DONE)
    view = coach.progress.summary()
    assert (view.label, view.verdict) == (guide.word("progress", "results"), guide.word("summary", "yes_no"))
    assert (view.spans, view.trend, view.elsewhere, view.changes) == ((), "", (), ())
    assert [label for label, _ in view.weeks.rows] == ["Kept"]
    assert view.weeks.note == ""


def test_errors_that_fall_read_as_better(tmp_path: Path) -> None:
    from msgspec.structs import replace

    from mastery_tui.practice.records import Better

    coach = begin(coach_at(tmp_path, LATER), replace(WRITING, result=ResultKind.ERRORS, better=Better.FEWER))
    for day in range(1, 31):
        record(coach, day, amount=400, errors=9 if day < 8 else 3)
    on_day(coach, 7, coach.plan.freeze)
    view = coach.progress.summary()
    assert (view.label, view.verdict) == ("Errors", "likely better (fewer)")


def test_it_is_computed_once_until_something_changes(tmp_path: Path) -> None:
    coach = month(tmp_path)
    first = coach.progress.summary()
    assert coach.progress.summary() is first
    coach.days.check_in(Draft(amount=100), plan_date(30))
    assert coach.progress.summary() is not first
    second = coach.progress.summary()
    clock_of(coach).set(plan_date(33))
    assert coach.progress.summary() is not second


def test_as_markdown_it_has_a_heading_a_group_and_every_number(tmp_path: Path) -> None:
    coach = whole(tmp_path)
    coach.plan.finish(Next.CONTINUE, "Slower.\n\nAnd better.")
    text = coach.progress.summary().markdown
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        f"# {WRITING.name}",
        "## Kept",
        "## Words",
        "## Week by week",
        "## In a new context",
        "## What changed, and with what",
        "## Next",
    ]
    assert "| since | 400 | 400 to 400 |" in text
    assert "| Kept | 7 of 7 | 7 of 7 | 7 of 7 | 7 of 7 | 2 of 2 |" in text
    assert "| Days | ◐◐◐◐◐◐◐ | ●●●●●●● |" in text
    assert "| place | in a café, 262 words |\n| worked | the order |" in text
    assert text.endswith("continue\n\n> Slower.\n>\n> And better.\n")
    rows = [line.count(" | ") for line in text.splitlines() if line.startswith("| ")]
    assert set(rows) == {1, 2, 5}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("*a* | b_c", r"\*a\* \| b\_c"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("---", r"--\-"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("[a](b) `c`", r"\[a\](b) \`c\`"),
        ("two\nlines", "two lines"),
        ("plain, 2.5 words - so", "plain, 2.5 words - so"),
    ],
)
def test_what_a_person_typed_is_no_markdown(typed: str, kept: str) -> None:
    assert escaped(typed) == kept


def test_nothing_that_a_person_typed_leaves_its_cell(tmp_path: Path) -> None:
    coach = whole(tmp_path)
    coach.plan.transfer(Changed.TOOL, "a | b\n# c", amount=1, held="x | y")
    text = coach.progress.summary().markdown
    assert r"| tool | a \| b \# c, 1 of words |" in text
    assert r"| worked | x \| y |" in text
