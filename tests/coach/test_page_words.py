"""What the page of a cycle says in every state."""

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest

from mastery_tui import guide
from mastery_tui.coach import page
from mastery_tui.coach.words import page_numbers
from mastery_tui.exchange.page import html
from mastery_tui.exchange.page.views import PageView
from mastery_tui.practice.choices import Mark
from mastery_tui.practice.records import replace
from mastery_tui.practice.timeline import Timeline
from tests.coach.page_states import HEBREW, STATES, up_to
from tests.cues.build import built, on

SVG = "{http://www.w3.org/2000/svg}"


def root_of(text: str) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def view_of(state: str) -> PageView:
    return page.view(STATES[state], notes=True)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("whole", "complete"),
        ("awaiting", "complete"),
        ("running", "day 12 of 30, still under way"),
        ("paused", "paused on day 9 of 30"),
        ("stopped", "ended on day 9 of 30"),
        ("not started", "begins on 16 November 2026"),
        ("paused from the start", "paused on day 0 of 30"),
    ],
)
def test_the_line_above_says_how_far_the_month_has_come(state: str, said: str) -> None:
    assert view_of(state).state == said


@pytest.mark.parametrize(
    ("state", "verdict", "detail", "trend"),
    [
        ("whole", "likely better", "86% of 90 pairs, 5 before and 18 after", "Trend: +28 words a week, n 23."),
        ("thin", "no baseline yet; values so far: 3, frozen from day 7 on", "", "Trend: too few values, n 3."),
        ("to be frozen", "no baseline yet; values to freeze: 5", "", "Trend: +46.7 words a week, n 6."),
        ("no baseline", "no baseline was frozen, so nothing is compared", "", "Trend: +28 words a week, n 23."),
        ("errors", "likely better (fewer)", "100% of 80 pairs, 5 before and 16 after", "Trend: 0 errors a week, n 21."),
        ("yes or no", "Done or not is all that is counted", "", ""),
        ("large", "too few to compare", "3 before and 3 after", "Trend: −857.3M words a week, n 6."),
    ],
)
def test_the_verdict_with_what_it_rests_on_and_the_trend(state: str, verdict: str, detail: str, trend: str) -> None:
    view = view_of(state)
    assert (view.verdict, view.detail, view.trend) == (verdict, detail, trend)


def test_a_score_changes_by_points() -> None:
    assert view_of("score").trend == "Trend: 0 points a week, n 21."


def test_what_it_began_with() -> None:
    facts = dict(view_of("whole").facts)
    assert facts["target"] == "400 words a day; minimum 150, locked on day 8"
    assert list(facts) == ["target", "when-then", "feedback", "began with"]
    assert facts["when-then"].endswith(", I do the minimum.")
    assert dict(view_of("running").facts)["target"] == "400 words a day; minimum 150, not locked yet"
    assert dict(view_of("no baseline").facts)["target"] == "400 words a day; minimum 150"
    assert list(dict(view_of("yes or no").facts)) == ["feedback"]


def test_a_when_then_line_without_a_place_and_one_of_a_yes_or_no_behavior() -> None:
    def line(unit: str) -> str:
        records = built("", unit=unit, result="amount" if unit else "none")
        behaviour = replace(records.cycle.behaviour, anchor_when="the rice is on")
        records = replace(records, cycle=replace(records.cycle, behaviour=behaviour))
        return dict(page.view(Timeline.of(records, on(1)), notes=True).facts)["when-then"]

    assert line("words") == "When the rice is on, I do the minimum."
    assert line("") == "When the rice is on, I do the smallest version."


def test_the_grid_has_every_day_with_its_result_and_the_pause_before_the_day_that_followed() -> None:
    kept = view_of("paused twice").kept
    assert kept.heads == ("1", "2", "3", "4", "5", "6", "7")
    assert [(week.label, week.begins, len(week.days)) for week in kept.weeks] == [
        ("Baseline", "16 Nov", 7),
        ("Minimum", "23 Nov", 7),
        ("Feedback", "2 Dec", 7),
        ("Transfer", "13 Dec", 7),
        ("Wrap-up", "20 Dec", 2),
    ]
    first = kept.weeks[0].days[0]
    assert (first.mark, first.value, first.said) == (Mark.DONE, "400", "Mon 16 Nov: done, 400 words")
    waited = [(week.label, place) for week in kept.weeks for place, day in enumerate(week.days) if day.waited]
    assert waited == [("Minimum", 5), ("Feedback", 2)]


def test_under_an_open_pause_its_sign_stands_on_the_next_day_and_later_weeks_are_left_out() -> None:
    kept = view_of("paused").kept
    assert [week.label for week in kept.weeks] == ["Baseline", "Minimum"]
    assert [(day.mark, day.waited) for day in kept.weeks[1].days][-1] == (None, True)
    (only,) = view_of("paused from the start").kept.weeks
    assert (only.label, only.begins, [day.waited for day in only.days]) == ("Baseline", "", [True])


def test_the_counts_are_the_legend() -> None:
    counts = view_of("whole").kept.counts
    assert [told for _, told in counts] == [
        "19 done", "3 minimum", "1 partial", "2 canceled", "4 rest", "1 not recorded",
    ]  # fmt: skip


def test_the_plot_shows_every_result_the_tests_and_the_target_by_days() -> None:
    plot = view_of("made easier").plot
    assert plot is not None
    timeline = STATES["made easier"]
    assert [(each.day, each.value) for each in plot.values] == [
        (day.plan_day, value) for day, value in timeline.results()
    ]
    assert [(step.first, step.last, step.value) for step in plot.steps] == [(1, 14, 400), (15, 22, 200), (23, 30, 400)]
    assert plot.runs == ((15, 26),)
    assert plot.letters == ((7, "b"), (15, "e"), (17, "f"), (18, "a"), (27, "f"))
    tests = view_of("whole").plot
    assert tests is not None
    assert [(each.day, each.value, each.said) for each in tests.tests] == [
        (24, 262.0, "Wed 9 Dec: transfer test, 262 words"),
        (27, 318.0, "Sat 12 Dec: transfer test, 318 words"),
    ]
    assert tests.told == "Baseline: middle 400, from 150 to 430. Values: 23. Trend: +28 words a week, n 23."


def test_errors_are_not_flipped() -> None:
    plot = view_of("errors").plot
    assert plot is not None
    assert plot.target is None
    assert plot.steps == ()
    low, high = plot.ends
    assert low.value == min(each.value for each in (*plot.values, *plot.tests))
    root = root_of(html(view_of("errors")))
    drawn = next(each for each in root.iter(f"{SVG}svg") if each.get("class") == "plot")
    heights = {
        float(use.get("y", "")): float(re.findall(r"errors (\d+)", "".join(use.itertext()))[0])
        for use in drawn.iter(f"{SVG}use")
    }
    assert len(heights) > 1
    assert [heights[y] for y in sorted(heights)] == sorted(heights.values(), reverse=True)
    assert high.value == 9


def test_without_numbers_there_is_no_plot_and_events_are_told() -> None:
    view = view_of("yes or no")
    assert (view.plot, view.since, view.weeks) == (None, None, None)
    records = replace(STATES["yes or no"].records, feedback_checks=built(checks=(15,)).feedback_checks)
    told_view = page.view(Timeline.of(records, on(21)), notes=True)
    assert told_view.events == (("", "Feedback check: day 13"),)


@pytest.mark.parametrize("state", ["first day", "not started", "nothing recorded"])
def test_a_group_without_content_is_left_out(state: str) -> None:
    view = view_of(state)
    assert (view.plot, view.since, view.weeks, view.where) == (None, None, None, None)
    root = root_of(html(view))
    headings = ["".join(each.itertext()) for each in root.iter("h2")]
    days = [] if state == "not started" else ["Day by day"]
    assert headings == ["Kept", "Words", *days, "How the numbers are meant"]
    assert view.kept.kept == guide.word("adherence", "none")


def test_baseline_since_and_tests_stand_beside_each_other() -> None:
    since = view_of("whole").since
    assert since is not None
    assert since.heads == ("", "Words", "Range", "n", "Effort", "Conf.")
    assert [(row.label, row.cells[:3]) for row in since.rows] == [
        ("baseline", ("400", "150 to 430", "5")),
        ("since", ("477.5", "40 to 525", "18")),
        ("last 5", ("515", "505 to 525", "5")),
        ("new place", ("262", "", "1")),
        ("new time", ("318", "", "1")),
    ]
    assert [row.span.since for row in since.rows if row.span is not None] == [False, True, True, False, False]
    assert since.note == "Minimum days among the frozen values: 1 of 5"


def test_the_weeks_have_their_middles_and_their_ranges() -> None:
    weeks = view_of("whole").weeks
    assert weeks is not None
    assert weeks.rows[1].label == "Minimum"
    assert weeks.rows[1].cells == ("440", "31", "5", "3")
    span = weeks.rows[1].span
    assert span is not None
    assert (span.lowest, span.middle, span.highest) == (40, 440, 460)
    assert weeks.rows[2].cells[1] == "–"


def test_contexts_with_their_counts_or_where_tags_are_missing_their_results() -> None:
    where = view_of("whole").where
    assert where is not None
    assert [(row.tag, row.with_it, row.without) for row in where.rows] == [
        ("@desk", "20 of 22", "2 of 3"),
        ("@quiet", "3 of 4", "19 of 21"),
    ]
    results = view_of("results by context").where
    assert results is not None
    assert results.heading == "Results by context"
    assert results.note.endswith("Days without a tag, left out: 2.")
    root = root_of(html(view_of("results by context")))
    table = next(each for each in root.iter("table") if "where" in each.get("class", ""))
    assert ["".join(each.itertext()) for each in table.iterfind(".//thead//th")] == ["Context", "What may be said"]


def test_nothing_to_set_beside_a_context_is_a_dash() -> None:
    where = page.view(Timeline.of(built("d,400,@desk d,410,@desk"), on(3)), notes=True).where
    assert where is not None
    assert [(row.with_it, row.without) for row in where.rows] == [("2 of 2", "–")]


def test_every_day_is_in_the_folded_table_without_feelings() -> None:
    days = view_of("whole").days
    assert days is not None
    assert days.heads == ("Day", "Date", "Outcome", "Words", "Minutes", "Effort", "Context", "Plan")
    assert len(days.rows) == 30
    assert days.rows[0].cells == ("Mon 16 Nov", "done", "400", "25", "5", "@desk", "")
    assert days.rows[6].cells == ("Sun 22 Nov", "not recorded", "", "", "", "", "baseline frozen")
    assert days.rows[13].cells[1:4] == ("partial", "40", "")


def test_what_was_written_with_when_and_how_it_went_on() -> None:
    view = view_of("whole")
    assert [card.over for card in view.feedback] == ["day 11, Thu 26 Nov", "day 17, Wed 2 Dec", "day 27, Sat 12 Dec"]
    assert [card.under for card in view.adjustments] == ["tried from day 18, Thu 3 Dec; kept, day 28, Sun 13 Dec"]
    assert [card.over for card in view.elsewhere] == ["Place, day 24, Wed 9 Dec", "Time, day 27, Sat 12 Dec"]
    assert [label for label, _ in view.elsewhere[0].told] == ["worked", "broke", "next"]
    assert [label for label, _ in view.changes] == [
        "I now", "instead of", "time", "place", "people", "tools", "state", "trigger", "evidence",
        "a day without them", "better is",
    ]  # fmt: skip
    assert view.reflections[0].over == "Week 1 · Could a stranger tell whether I did it?"
    assert len(view.reflections) == 3
    assert (view.following, view.sentence) == ("Adjust.", "A few words of one's own.")


def test_a_text_from_right_to_left_turns_no_sentence_of_the_programs() -> None:
    view = view_of("right to left")
    facts = dict(view.facts)
    assert facts["target"].startswith("\u200e400 \u2068מילים\u2069 a day")
    assert re.fullmatch("When \u2068.+\u2069, at \u2068.+\u2069, I do the minimum.", facts["when-then"])
    root = root_of(html(view))
    assert [each.get("dir") for each in root.iter() if each.text == HEBREW and each.tag != "title"][:2] == ["auto"] * 2


def test_a_second_opinion_is_told_with_its_source() -> None:
    timeline = Timeline.of(built(up_to(20), checks=(11, (12, "the group"))), on(21))
    assert [card.over for card in page.view(timeline, notes=True).feedback] == [
        "day 11, Thu 26 Nov",
        "day 12, Fri 27 Nov, from the group",
    ]


def test_what_the_numbers_mean_stands_at_the_end() -> None:
    meant = view_of("whole").meant
    assert meant[-2:] == (guide.word("page", "care"), "Written by mastery on 16 December 2026.")
    assert "72% of pairs is 'maybe', in 84% 'likely'" in meant[1]
    assert view_of("yes or no").meant[1] == guide.word("page", "few")


@pytest.mark.parametrize(
    ("value", "short", "exact"),
    [
        (0, "0", "0"),
        (173, "173", "173"),
        (462.5, "462.5", "462.5"),
        (1234.567, "1235", "1234.567"),
        (9999, "9999", "9999"),
        (10_000, "10k", "10,000"),
        (12_345, "12.3k", "12,345"),
        (999_999, "1M", "999,999"),
        (1_234_567, "1.23M", "1.235M"),
        (1e9, "1bn", "1bn"),
        (-857_283_945, "-857M", "-857.3M"),
    ],
)
def test_numbers_are_short_in_tables_and_exact_in_sentences(value: float, short: str, exact: str) -> None:
    assert (page_numbers.short(value), page_numbers.exact(value)) == (short, exact)
