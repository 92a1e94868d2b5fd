"""Each row of Progress' strip as text: what stands on which day, at one, two and three cells a day, and in ASCII."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st

from mastery_tui import guide
from mastery_tui.coach import Coach
from mastery_tui.coach.progress_views import Glance, Level, ProgressView, TrendLine, Value
from mastery_tui.practice.choices import Mark
from mastery_tui.practice.records import Changed, ClosedAs, Feeling, Outcome, replace
from mastery_tui.tui.signs import ASCII, UNICODE, MarkSet
from mastery_tui.tui.widgets import figures
from mastery_tui.tui.widgets.axis import Axis
from mastery_tui.tui.widgets.cells import Cells
from mastery_tui.tui.widgets.day_strip import COLUMN, DayStrip, axis_for
from mastery_tui.tui.widgets.day_table import table
from mastery_tui.tui.widgets.drawing import Piece
from mastery_tui.tui.widgets.plot import BAND, Plot, Scale
from tests.tui.people import (
    PRACTISED,
    WRITING,
    begin,
    clock_of,
    coach_at,
    on_day,
    plan_date,
    record,
    writer_in_week_3,
    writer_on_day_12,
)

LABELS = 14


def text(line: list[Piece]) -> str:
    return "".join(part for part, _ in line).rstrip()


def texts(lines: list[list[Piece]]) -> list[str]:
    return [text(line) for line in lines]


def strip_of(
    view: ProgressView,
    chosen: int | None = None,
    *,
    width: int = 74,
    lines: int = 24,
    marks: MarkSet = UNICODE,
    wide_step: bool = False,
) -> DayStrip:
    return DayStrip(view, axis_for(view, width, wide_step), width, lines, marks, chosen)


def on(strip: DayStrip, line: list[Piece], number: int) -> str:
    """What stands on a day in a row."""
    at = strip.axis.labels + strip.axis.x(number)
    return "".join(part for part, _ in line).ljust(at + strip.axis.step)[at : at + strip.axis.step].strip()


@pytest.fixture
def day_12(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path)


# -- the axis ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "wide_step", "expected"),
    [
        (54, False, Axis(30, 1, 12)),
        (71, False, Axis(30, 1, 12)),
        (72, False, Axis(30, 2, 12)),
        (74, False, Axis(30, 2, 14)),
        (110, False, Axis(30, 2, 14)),
        (110, True, Axis(30, 3, 14)),
        (103, True, Axis(30, 2, 14)),
    ],
)
def test_a_day_has_as_many_cells_as_there_is_room_for(
    day_12: Coach, width: int, wide_step: bool, expected: Axis
) -> None:
    assert axis_for(day_12.progress.view(), width, wide_step) == expected


def test_a_cell_belongs_to_one_day() -> None:
    axis = Axis(30, 2, 14)
    assert [axis.number(x) for x in (-1, 0, 1, 2, 59, 60)] == [None, 1, 1, 2, 30, None]
    assert all(axis.number(axis.x(number)) == number for number in range(1, 31))


# -- rows --------------------------------------------------------------------------------------------------------------


def test_what_was_kept_stands_with_its_rate_at_the_end_of_the_axis(day_12: Coach) -> None:
    (line,) = texts(strip_of(day_12.progress.view()).kept())
    assert line.startswith(f"{guide.word('progress', 'kept'):<14}7 of 8 kept, 1 not recorded")
    assert line.endswith("88%")
    assert len(line) == 74


def test_weeks_stand_over_their_first_day_once_they_have_begun(day_12: Coach) -> None:
    (line,) = texts(strip_of(day_12.progress.view()).weeks())
    assert line == f"{' ' * 14}1 Baseline    2 Minimum"
    (line,) = texts(strip_of(day_12.progress.view(), width=54).weeks())
    assert line == f"{' ' * 12}1      2"


def test_the_wrap_up_is_named_at_the_end_of_the_axis(tmp_path: Path) -> None:
    view = writer_in_week_3(tmp_path, 31).progress.view()
    (line,) = texts(strip_of(view).weeks())
    assert line.endswith("4 Transfer Wrap-up")
    assert len(line) == 74


@pytest.mark.parametrize(
    ("marks", "expected"), [(UNICODE, "● ● ◐ ~ ● · ● ● ○ ● ~ ›"), (ASCII, "d d m r d . d d c d r >")]
)
def test_each_day_has_its_mark_and_today_a_pointer(day_12: Coach, marks: MarkSet, expected: str) -> None:
    (line,) = texts(strip_of(day_12.progress.view(), marks=marks).days())
    assert line == f"{guide.word('progress', 'days'):<14}{expected}"


def test_a_planned_rest_ahead_is_faint(day_12: Coach) -> None:
    day_12.days.rest(plan_date(14))
    (line,) = strip_of(day_12.progress.view()).days()
    assert ("~", "$faint-style") in line


def test_paused_dates_stand_in_the_gap_before_the_day_that_followed(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 17))
    for day in range(1, 9):
        record(coach, day, amount=400.0)
    coach.days.pause(plan_date(9), plan_date(13))
    record(coach, 14, amount=398.0)
    view = coach.progress.view()
    (line,) = texts(strip_of(view).days())
    assert line.split()[1:] == ["●"] * 7 + ["●‖◐", "·", "·", "›"]
    (line,) = texts(strip_of(view, width=54).plan())
    assert line == f"{guide.word('progress', 'plan'):<12}{' ' * 8}‖"


def test_under_an_open_pause_each_paused_date_has_a_sign(day_12: Coach) -> None:
    day_12.days.pause()
    clock_of(day_12).moment += timedelta(days=3)
    (line,) = texts(strip_of(day_12.progress.view()).days())
    assert line.endswith("~ ‖ ‖ ‖ ‖")
    clock_of(day_12).moment += timedelta(days=300)
    (line,) = texts(strip_of(day_12.progress.view()).days())
    assert line.count("‖") == 30 - 11
    assert len(line) == 73


def test_the_plan_has_its_events_by_their_keys(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 27)
    on_day(coach, 16, lambda: coach.plan.feedback("The opening still explains"))
    on_day(coach, 16, lambda: coach.plan.adjust("begin in the middle"))
    on_day(coach, 19, lambda: coach.plan.adjust(closed_as=ClosedAs.KEPT))
    on_day(coach, 25, lambda: coach.plan.transfer(Changed.PLACE, "the café", amount=200.0))
    view = coach.progress.view()
    label = f"{guide.word('progress', 'plan'):<14}"
    (line,) = texts(strip_of(view).plan())
    assert line == f"{label}{' ' * 12}b{' ' * 17}fa────{' ' * 12}x"
    (line,) = texts(strip_of(view, width=104, wide_step=True).plan())
    assert line == f"{label}{' ' * 18}b{' ' * 26}fa───────{' ' * 18}x"


def test_easier_days_are_dashed_and_those_ahead_faint(tmp_path: Path) -> None:
    coach = writer_in_week_3(tmp_path, 20)
    coach.easier.reduce(300, 100, plan_date(23))
    (line,) = strip_of(coach.progress.view()).plan()
    assert text(line).endswith("e╌╌╌╌╌╌╌")
    assert any(style == "$faint-style" for part, style in line if "╌" in part)
    (line,) = strip_of(coach.progress.view(), marks=ASCII).plan()
    assert text(line).endswith("e - - -")


@pytest.mark.parametrize(("lines", "rows"), [(24, 1), (42, 3)])
def test_effort_is_bars_that_grow(day_12: Coach, lines: int, rows: int) -> None:
    strip = strip_of(day_12.progress.view(), lines=lines)
    drawn = strip.efforts()
    assert len(drawn) == rows
    low, high = on(strip, drawn[-1], 8), on(strip, drawn[-1], 10)
    assert (low, high) == (("▄", "▆") if rows == 1 else ("█", "█"))
    heights = [sum(" ▁▂▃▄▅▆▇█".index(on(strip, line, day) or " ") for line in drawn) for day in (8, 10)]
    assert heights == ([4, 6] if rows == 1 else [12, 17])
    assert on(strip, drawn[-1], 9) == ""


def test_in_ascii_effort_and_confidence_are_digits(day_12: Coach) -> None:
    record(day_12, 12, amount=400.0, effort=10, confidence=5)
    strip = strip_of(day_12.progress.view(), marks=ASCII, lines=45)
    (efforts,), (confidences,) = strip.efforts(), strip.confidences()
    assert [on(strip, efforts, day) for day in (8, 10, 12)] == ["5", "7", "0"]
    assert [on(strip, confidences, day) for day in (8, 10, 12)] == ["4", "3", "5"]


def test_feelings_are_letters_and_the_heavier_ones_bold_capitals(day_12: Coach) -> None:
    record(day_12, 12, amount=400.0, feeling=Feeling.ASHAMED, strength=4)
    strip = strip_of(day_12.progress.view())
    (line,) = strip.feelings()
    assert [on(strip, line, day) for day in (1, 8, 9, 10, 12)] == ["f", "c", "", "s", "S"]
    assert ("S", "bold $foreground") in line


def test_with_room_each_feeling_has_a_row_with_its_count(day_12: Coach) -> None:
    record(day_12, 12, amount=400.0, feeling=Feeling.ASHAMED, strength=4)
    strip = strip_of(day_12.progress.view(), lines=36)
    before, *lanes, after = strip.feelings()
    assert (text(before), text(after)) == ("", "")
    assert [text(lane)[:12].split() for lane in lanes][:2] == [["calm", "1"], ["focused", "5"]]
    assert [on(strip, lanes[1], day) for day in (1, 8)] == ["•", ""]
    assert on(strip, lanes[-1], 12) == "4"


@pytest.mark.parametrize(("chosen", "expected"), [(1, "▐1▌"), (12, "▐12▌"), (30, "▐30▌")])
def test_the_chosen_day_is_a_pill_on_the_axis(day_12: Coach, chosen: int, expected: str) -> None:
    (line,) = texts(strip_of(day_12.progress.view(), chosen).numbers())
    assert expected in line
    assert len(line) <= 74
    assert {number for number in (1, 8, 15, 22, 29) if str(number) in line.split()} >= {8, 15, 22}


def test_the_chosen_column_runs_through_every_row_of_days(day_12: Coach) -> None:
    strip = strip_of(day_12.progress.view(), 9)
    for line in (*strip.days(), *strip.plan(), *strip.plot(7), *strip.efforts(), *strip.feelings()):
        grounds = [style for part, style in line for _ in part]
        at = strip.axis.labels + strip.axis.x(9)
        assert grounds[at].endswith(COLUMN)
        assert not grounds[at - 1].endswith(COLUMN)


def test_the_chosen_day_stands_below_in_words(day_12: Coach) -> None:
    day_12.plan.feedback("began with the ending", day=plan_date(10))
    view = day_12.progress.view()
    first, second = texts(strip_of(view, 10).words())
    assert first == "Day 10 · Wed 25 Nov   ● 402 words, done, effort 7, satisfied, confidence 3"
    assert second.startswith("@desk @morning   f ")
    first, _ = texts(strip_of(view, 10, width=54).words())
    assert first == "Day 10 · Wed 25 Nov   ● 402 words, effort 7, satisfied"
    assert strip_of(view).words() == []


def test_a_verdict_too_long_for_a_line_goes_on_in_the_next(tmp_path: Path) -> None:
    strip = strip_of(writer_in_week_3(tmp_path, 31).progress.view(), width=54)
    first, second = strip.verdict()
    assert first[0][0].startswith("Words")
    assert first[1] == (guide.word("comparisons", "likely"), "$foreground")
    assert "".join(part for part, _ in second).strip() == "and 21 after"
    assert {style for part, style in second if part.strip()} == {"$quiet"}


@pytest.mark.parametrize(("width", "lines"), [(54, 20), (74, 24), (74, 36), (104, 45)])
def test_the_strip_fits_the_page_with_its_words(tmp_path: Path, width: int, lines: int) -> None:
    view = writer_in_week_3(tmp_path, 27).progress.view()
    drawn = strip_of(view, 20, width=width, lines=lines, wide_step=width > 100).drawn()
    assert len(drawn) <= lines - 3
    assert max(map(len, texts(drawn))) <= width
    assert text(drawn[-2]).startswith("Day 20")


def test_without_a_number_there_is_no_plot(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 5), PRACTISED)
    record(coach, 1, outcome=Outcome.DONE)
    strip = strip_of(coach.progress.view(), 1, lines=26)
    assert strip.plot(9) == []
    assert len(strip.feelings()) == 7


def test_before_the_first_value_the_plot_says_so(tmp_path: Path) -> None:
    lines = texts(strip_of(begin(coach_at(tmp_path)).progress.view()).plot(9))
    assert len(lines) == 4
    assert lines[1].strip() == guide.word("progress", "first_value")
    narrow = texts(strip_of(begin(coach_at(tmp_path / "narrow")).progress.view(), width=54).plot(9))
    assert len(narrow) == 4
    assert " ".join(line.strip() for line in narrow).strip() == guide.word("progress", "first_value")
    assert max(map(len, narrow)) <= 54


# -- the plot ----------------------------------------------------------------------------------------------------------


def test_above_the_middle_is_above_its_row_and_below_is_below() -> None:
    for rows in (4, 5, 7, 16):
        scale = Scale.of([100, 399, 400, 401, 402], rows, 400)
        assert scale.row(401) < scale.row(400) < scale.row(399)
        assert scale.row(402) <= scale.row(401)
        assert scale.row(402) >= 0
        assert scale.row(100) <= rows - 1


def test_the_scale_holds_its_values_and_its_ends_are_round() -> None:
    scale = Scale.of([173, 453, 494], 7)
    assert (scale.highest, scale.lowest) == (500, 170)
    assert [scale.row(value) for value in (494, 453, 173)] == [0, 1, 6]
    same = Scale.of([5.0, 5.0], 5)
    assert same.lowest < 5 < same.highest


def plot_lines(view: ProgressView, rows: int = 7, marks: MarkSet = UNICODE) -> list[str]:
    return texts(strip_of(view, marks=marks).plot(rows))


def test_the_labels_name_every_line(tmp_path: Path) -> None:
    lines = plot_lines(writer_in_week_3(tmp_path, 20).progress.view())
    labelled = {line[:12].strip(): line[14:] for line in lines if line[:12].strip()}
    assert list(labelled) == ["target 400", "baseline 392", "lowest 170"], "401 shares the target's row"
    assert "╌" in labelled["target 400"]
    assert "─" in labelled["baseline 392"]
    assert "┈" in labelled["lowest 170"]


def test_a_target_with_the_baselines_value_shares_its_row_by_name(tmp_path: Path) -> None:
    view = writer_in_week_3(tmp_path, 20).progress.view()
    shared = replace(view, levels={**view.levels, "target": Level(392, "target 392", "target 392")})
    named = [line[:12].strip() for line in plot_lines(shared)]
    assert named[named.index("target 392") + 1] == guide.word("progress", "is_baseline")
    alone = replace(view, levels={name: Level(392, f"{name} 392", "") for name in ("target", "baseline")})
    assert "target 392" in [line[:12].strip() for line in plot_lines(alone)]


def glance_of(results: list[int], band: tuple[int, int, int] | None, target: int | None, rise: int) -> Glance:
    """Results of the first days, with a target, a baseline and a trend that rises by so much a day."""
    named = {} if band is None else dict(zip(("lowest", "baseline", "highest"), sorted(band), strict=True))
    if target is not None:
        named["target"] = target
    return Glance(
        heading="",
        length=30,
        line="",
        columns=tuple(Value(day, Mark.DONE, float(result)) for day, result in enumerate(results, 1)),
        levels={name: Level(value, f"{name} {value}", f"{value}") for name, value in named.items()},
        trend=TrendLine(1, len(results), results[0], results[0] + rise * (len(results) - 1)),
    )


AMOUNTS = st.integers(0, 999)


@settings(max_examples=60)
@given(
    st.lists(AMOUNTS, min_size=1, max_size=12),
    st.none() | st.tuples(AMOUNTS, AMOUNTS, AMOUNTS),
    st.none() | AMOUNTS,
    st.integers(-60, 60),
    st.integers(4, 16),
)
@example([173, 403, 400, 363, 402, 453, 420], (363, 173, 453), 400, 40, 7)
def test_every_value_and_every_line_is_in_its_own_row(
    results: list[int], band: tuple[int, int, int] | None, target: int | None, rise: int, rows: int
) -> None:
    glance = glance_of(results, band, target, rise)
    plot = Plot.of(glance, Axis(30, 1, 14), rows, ASCII)
    assert plot is not None
    scale, own = plot.scale, {glance.levels[name].value for name in ("baseline", "target") if name in glance.levels}
    values = sorted({*map(float, results), *(level.value for level in glance.levels.values())})

    placed = [scale.row(value) for value in values]
    assert placed == sorted(placed, reverse=True), "more is never below less"
    assert [scale.at(value) for value in own] == [scale.row(value) for value in own]
    assert len({scale.row(value) for value in own}) == len(own)
    if band is not None:
        middle = sorted(band)[1]
        assert all((scale.row(value) - scale.row(middle)) * (value - middle) < 0 for value in values if value != middle)
        values = [value for value in values if abs(scale.row(value) - scale.row(middle)) > 1]
    assert all(abs(scale.at(value) - scale.row(value)) <= 0.5 for value in values)

    labels = plot.labels(12)
    numbers = [float(labels[row].split()[-1]) for row in sorted(labels) if labels[row][-1].isdigit()]
    assert numbers == sorted(numbers, reverse=True)
    assert {scale.row(value) for value in own} <= set(labels)

    cells = Cells(30, rows)
    plot.draw(cells)
    drawn = ["".join(text for text, _ in cells.line(row)) for row in range(rows)]
    if target is not None:
        assert labels[scale.row(target)] == f"target {target}"
        assert drawn[scale.row(target)].rstrip().endswith("- -")
    assert [drawn[scale.row(result)][day] for day, result in enumerate(results)] == ["d"] * len(results)


@given(st.lists(AMOUNTS, min_size=2, max_size=12), st.integers(4, 16))
@settings(max_examples=20)
def test_a_steep_trend_takes_no_row_from_the_values(results: list[int], rows: int) -> None:
    flat, steep = (Plot.of(glance_of(results, None, 400, rise), Axis(30, 1, 14), rows, ASCII) for rise in (0, 500))
    assert flat is not None
    assert steep is not None
    assert flat.scale == steep.scale


def test_values_are_the_marks_of_their_days(day_12: Coach) -> None:
    view = day_12.progress.view()
    strip = strip_of(view)
    lines = strip.plot(7)
    plot = Plot.of(view, strip.axis, 7, UNICODE)
    assert plot is not None
    for number, sign in ((1, "●"), (3, "◐"), (8, "●")):
        result = view.columns[number - 1].result
        assert result is not None
        assert on(strip, lines[plot.scale.row(result)], number)[0] == sign
    assert [on(strip, line, 9).strip("┈╌─⠉⠒⠤⣀⠑⠢") for line in lines] == [""] * 7


def test_the_range_of_the_baseline_is_a_ground(day_12: Coach) -> None:
    strip = strip_of(day_12.progress.view())
    grounds = [any(style.endswith(BAND) for _, style in line) for line in strip.plot(7)]
    assert grounds == [True] * 7
    record(day_12, 12, amount=900.0)
    grounds = [any(style.endswith(BAND) for _, style in line) for line in strip_of(day_12.progress.view()).plot(7)]
    assert grounds == [False] * 3 + [True] * 4


def test_in_ascii_nothing_is_drawn_that_is_not(tmp_path: Path) -> None:
    view = writer_in_week_3(tmp_path, 27).progress.view()
    drawn = strip_of(view, 20, marks=ASCII, lines=45).drawn()
    others = {sign for line in drawn for sign in text(line) if not sign.isascii()}
    assert others <= {"·", "–"}, "what stands in sentences is translated on its way to the screen"


def test_a_trend_is_fine_dots_that_rise_with_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 12))
    for day in range(1, 12):
        record(coach, day, amount=300.0 + 20 * day)
    lines = plot_lines(coach.progress.view(), 8)
    ends = [[at for at, sign in enumerate(line) if 0x2800 < ord(sign) <= 0x28FF] for line in lines]
    firsts = [columns[0] for columns in ends if columns]
    assert firsts == sorted(firsts, reverse=True)
    assert len(firsts) > 4


def test_cells_outside_are_not_drawn_and_dots_join() -> None:
    cells = Cells(3, 1)
    cells.put(2, 0, "abc", "")
    cells.put(0, 4, "x", "")
    cells.dot(0, 0, "$quiet")
    cells.dot(1, 3, "$quiet")
    cells.dot(99, 0, "$quiet")
    assert list(cells.line(0)) == [("⢁", "$quiet"), (" a", "")]


# -- figures -----------------------------------------------------------------------------------------------------------


def test_the_weeks_count_their_marks(day_12: Coach) -> None:
    wide = texts(figures.weeks(day_12.progress.view(), 74, UNICODE))
    assert wide[1].split() == [*"●◐◔○~‖·", guide.word("plan", "kept")]
    assert wide[2].split() == ["1", "Baseline", "4", "1", "–", "–", "1", "–", "1", "5", "of", "5"]
    assert wide[4] == "3 Feedback"
    assert wide[-1].split() == [guide.word("progress_below", "all"), *"61–12–1", "7", "of", "8"]
    narrow = texts(figures.weeks(day_12.progress.view(), 38, UNICODE))
    assert narrow[2].startswith("Baseline ")
    assert max(map(len, narrow)) <= 38


@pytest.mark.parametrize("width", [38, 47, 54, 74])
def test_since_the_baseline_fits_any_width(tmp_path: Path, width: int) -> None:
    lines = texts(figures.since(writer_in_week_3(tmp_path, 20).progress.view(), width, UNICODE))
    assert lines[0] == guide.word("progress_below", "since_heading")
    assert lines[2].split() == ["Words", "392", "423.5", "431"]
    assert max(map(len, lines)) <= width


def test_nothing_is_headed_where_there_is_nothing(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 5), PRACTISED)
    assert figures.since(coach.progress.view(), 74, UNICODE) == []


def test_an_interval_lies_on_its_scale_and_nought_in_the_middle(tmp_path: Path) -> None:
    view = writer_in_week_3(tmp_path, 20).progress.view()
    lines = texts(figures.contexts(view, 74, UNICODE))
    row = next(line for line in lines if line.startswith("@morning"))
    assert row[34 + 13] == "┊"
    assert row.index("●") > 34 + 13
    assert next(line for line in lines if line.startswith("@desk")).endswith(guide.word("comparisons", "too_few"))
    narrow = texts(figures.contexts(view, 38, UNICODE))
    assert max(map(len, narrow)) <= 38


@pytest.mark.parametrize(("width", "lines_each"), [(74, 1), (54, 2), (47, 2)])
def test_earlier_cycles_share_one_scale(tmp_path: Path, width: int, lines_each: int) -> None:
    coach = writer_in_week_3(tmp_path, 31)
    coach.plan.finish()
    clock_of(coach).set(plan_date(40))
    coach.plan.start(WRITING, 400, 150, plan_date(34))
    record(coach, 35, amount=470.0)
    lines = texts(figures.earlier(coach.progress.earlier(), width, UNICODE))
    assert len(lines) == 1 + 2 * lines_each
    assert max(map(len, lines)) <= width
    before, this = lines[1], lines[1 + lines_each]
    assert before.startswith("16 Nov on")
    assert this.startswith(guide.word("progress_below", "this"))
    assert this.endswith("470")
    assert this.rindex("●") == before.rindex("─"), "the highest result of the one is the only one of the other"


# -- the table ---------------------------------------------------------------------------------------------------------


def test_the_table_tells_the_same_days_newest_first(day_12: Coach) -> None:
    lines = texts(table(day_12.progress.view(), 74, UNICODE, None))
    assert lines[0].split() == ["day", "date", "outcome", "words", "effort", "feeling", "conf.", "plan"]
    assert lines[1].split() == ["12", "Fri", "27", "Nov", "not", "yet"]
    assert lines[3].split() == ["10", "Wed", "25", "Nov", "●", "done", "402", "7", "satisfied", "3"]
    assert lines[6].split() == ["7", "Sun", "22", "Nov", "●", "done", "420", "6", "focused", "3", "b"]
    assert len(lines) == 1 + 12


def test_a_long_unit_is_cut_before_the_table_is(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 2), replace(WRITING, unit="flashcards"))
    record(coach, 1, amount=400, feeling=Feeling.FRUSTRATED, strength=3)
    lines = ["".join(part for part, _ in line) for line in table(coach.progress.view(), 54, UNICODE, 1)]
    assert max(map(len, lines)) <= 54
    assert "flashcards" not in lines[0]
    assert "flas…" in lines[0]


@pytest.mark.parametrize("width", [54, 74])
def test_the_table_fits_and_its_columns_line_up(tmp_path: Path, width: int) -> None:
    view = writer_in_week_3(tmp_path, 27).progress.view()
    lines = ["".join(part for part, _ in line) for line in table(view, width, UNICODE, 20)]
    assert max(len(line.rstrip()) for line in lines) <= width
    words = lines[0].index("words") + len("words")
    assert all(line[words - 3 : words].strip().isdecimal() for line in lines[2:] if "●" in line)
    assert "▐20▌" in next(line for line in lines if "20" in line[:5])


@pytest.mark.parametrize("rows", [4, 5, 9])
@pytest.mark.parametrize("middle", [0.0, 1.0, 398.0, 399.0, 400.0, 401.0, 402.0, 1000.0])
def test_the_target_shares_no_row_with_the_baseline_on_either_side(middle: float, rows: int) -> None:
    values = [*(range(0, 1001, 50)), 399, 401, middle]
    scale = Scale.of(values, rows, middle, 400)
    found, between = ([where(value) for value in sorted(values)] for where in (scale.row, scale.at))
    assert (scale.row(400) == scale.row(middle)) is (middle == 400)
    assert (found, between) == (sorted(found, reverse=True), sorted(between, reverse=True))
    assert {*found} <= {*range(rows)}
