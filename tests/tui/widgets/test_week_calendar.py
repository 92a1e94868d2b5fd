from datetime import date, timedelta

import pytest
from textual.events import MouseScrollDown

from mastery_tui import guide
from mastery_tui.coach.views import CalendarRow, CalendarView, Cell
from mastery_tui.practice.timeline import Mark
from mastery_tui.tui.signs import ASCII, UNICODE
from mastery_tui.tui.widgets.calendar_lines import week_line
from mastery_tui.tui.widgets.week_calendar import WeekCalendar

FIRST = date(2026, 11, 16)
MARKS = {1: Mark.DONE, 2: Mark.DONE, 3: Mark.MINIMUM, 4: Mark.REST, 5: Mark.DONE, 6: Mark.UNRECORDED, 7: Mark.DONE}
MARKS |= {8: Mark.DONE, 9: Mark.CANCELLED, 10: Mark.PARTIAL, 11: Mark.PAUSED}
LABELS = ("1 Baseline", "2 Minimum", "3 Feedback", "4 Transfer", "  Wrap-up")
KEPT = (("5 of 5", "1 not recorded"), ("2 of 3", "spare used"), ("", ""), ("", ""), ("", ""))
HEADER = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def plan_day(number: int) -> date:
    return FIRST + timedelta(number - 1)


def cell(number: int) -> Cell:
    amount = "412" if number == 1 else ""
    return Cell(plan_day(number), str(number), MARKS.get(number), amount, today=number == 12, ahead=number > 12)


def calendar_of(days: int = 30) -> CalendarView:
    rows = []
    for at, start in enumerate(range(1, days + 1, 7)):
        cells = tuple(cell(number) if number <= days else None for number in range(start, start + 7))
        label = LABELS[at] if at < len(LABELS) else f"{at + 1} More"
        kept, remark = KEPT[at] if at < len(KEPT) else ("", "")
        rows.append(CalendarRow(label, cells, kept, remark, current=at == 1))
    return CalendarView(HEADER, tuple(rows))


def shown(view: CalendarView, *, cursor: date | None = None, big: bool = False) -> WeekCalendar:
    calendar = WeekCalendar()
    calendar.view, calendar.cursor, calendar.big = view, cursor, big
    return calendar


async def test_drawn_as_in_the_plan(show, drawn) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(9))
    async with show(calendar) as (_, pilot):
        calendar.focus()
        await pilot.pause()
        assert drawn(calendar) == [
            f"              Mon   Tue   Wed   Thu   Fri   Sat   Sun   {guide.word('plan', 'kept')}",
            "  1 Baseline   1 ●   2 ●   3 ◐   4 ~   5 ●   6 ·   7 ●  5 of 5, 1 not recorded",
            "  2 Minimum    8 ● ▐ 9 ○▌ 10 ◔  11 ‖ ›12    13    14    2 of 3, spare used",
            "  3 Feedback  15    16    17    18    19    20    21",
            "  4 Transfer  22    23    24    25    26    27    28",
            "    Wrap-up   29    30",
        ]
        assert calendar.region.x == 1


async def test_ascii_draws_the_same_cells(show, drawn) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(9))
    async with show(calendar, plain=True):
        assert drawn(calendar)[2] == "  2 Minimum    8 d [ 9 c] 10 p  11 = >12    13    14    2 of 3, spare used"


async def test_big_cells_show_amounts(show, drawn) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(12), big=True)
    async with show(calendar, size=(120, 36)):
        lines = drawn(calendar)
        assert len(lines) == 16
        kept = guide.word("plan", "kept")
        assert lines[0] == f"              Mon     Tue     Wed     Thu     Fri     Sat     Sun    {kept}"
        assert lines[1] == ("  1 Baseline   1 ●     2 ●     3 ◐     4 ~     5 ●     6 ·     7 ●   5 of 5")
        assert lines[2] == "               412" + " " * 51 + "1 not recorded"
        assert lines[3] == ""
        assert "▐12  ▌" in lines[4]


async def test_big_cells_fold_a_remark_that_has_no_room(show, drawn) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(12), big=True)
    async with show(calendar, size=(84, 36)):
        lines = drawn(calendar)
        assert (lines[2].split()[-2:], lines[3].split()) == (["1", "not"], ["recorded"])
        assert lines[3].index("recorded") == lines[2].index("1 not")


@pytest.mark.parametrize(("columns", "big"), [(79, True), (78, False)])
async def test_cells_are_big_only_where_no_word_of_a_remark_is_broken(show, drawn, columns: int, big: bool) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(12), big=True)
    async with show(calendar, size=(columns, 36)):
        words = " ".join(drawn(calendar)).split()
        assert ("412" in words) is big
        assert {"spare", "used", "ecorded"} & {*words} == ({"spare", "used"})


async def test_at_60_columns_days_and_what_is_kept_fit(show, drawn) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(9), big=True)
    async with show(calendar, size=(60, 24)):
        lines = drawn(calendar)
        assert lines[1] == "  1 Baseline   1 ●  2 ●  3 ◐  4 ~  5 ●  6 ·  7 ●  5 of 5"
        assert lines[2] == "  2 Minimum    8 ●▐ 9 ○▌10 ◔ 11 ‖›12   13   14    2 of 3"


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        (12, "right", 13),
        (14, "right", 15),
        (15, "left", 14),
        (1, "left", 1),
        (30, "l", 30),
        (12, "down", 19),
        (12, "k", 5),
        (3, "up", 3),
        (23, "j", 30),
        (26, "down", 30),
        (29, "up", 22),
        (3, "full_stop", 12),
        (12, "h", 11),
    ],
)
async def test_keys_move_the_cursor(show, start: int, keys: str, end: int) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(start))
    async with show(calendar) as (app, pilot):
        calendar.focus()
        await pilot.press(keys)
        assert calendar.cursor == plan_day(end)
        assert [said.day for said in app.said(WeekCalendar.Moved)] == ([plan_day(end)] if start != end else [])


async def test_the_cursor_skips_empty_places_and_days_without_a_date(show) -> None:
    undated = Cell(None, "15", ahead=True)
    first = CalendarRow("16 Nov", (None, undated, *map(cell, range(1, 6))), "", "", current=False)
    second = CalendarRow("23 Nov", (*map(cell, range(6, 11)), None, cell(12)), "", "", current=True)
    calendar = shown(CalendarView(HEADER, (first, second)), cursor=plan_day(10))
    async with show(calendar) as (_, pilot):
        calendar.focus()
        await pilot.press("right")
        assert calendar.cursor == plan_day(12)
        calendar.cursor = plan_day(7)
        await pilot.press("up")
        assert calendar.cursor == plan_day(1)
        await pilot.press("left")
        assert calendar.cursor == plan_day(1)


async def test_days_without_a_date_are_drawn_faint_and_never_as_the_cursor(show, drawn) -> None:
    undated = tuple(Cell(None, str(number), ahead=True) for number in range(8, 15))
    rows = (calendar_of().rows[0], CalendarRow("2 Minimum", undated, "", "", current=False))
    calendar = shown(CalendarView(HEADER, rows), cursor=plan_day(7))
    async with show(calendar) as (_, pilot):
        assert drawn(calendar)[2] == "  2 Minimum    8     9    10    11    12    13    14"
        content = calendar.render().content
        at = content.plain.index("14")
        assert [str(span.style) for span in content.spans if span.start <= at < span.end] == ["$faint-style"]
        calendar.focus()
        await pilot.press("right", "down", "l")
        await pilot.click(calendar, offset=(20, 2))
        assert calendar.cursor == plan_day(7)
        calendar.cursor = None
        assert not any("▐" in line for line in drawn(calendar))


async def test_enter_opens_the_day(show) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(9))
    async with show(calendar) as (app, pilot):
        calendar.focus()
        await pilot.press("enter")
        assert [said.day for said in app.said(WeekCalendar.Opened)] == [plan_day(9)]


async def test_without_a_cursor_keys_begin_at_today(show) -> None:
    calendar = shown(calendar_of())
    async with show(calendar) as (app, pilot):
        calendar.focus()
        await pilot.press("enter", "right")
        assert calendar.cursor == plan_day(12)
        assert app.said(WeekCalendar.Opened) == []


async def test_a_click_moves_and_a_double_click_opens(show) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(12))
    async with show(calendar) as (app, pilot):
        await pilot.click(calendar, offset=(14, 2))
        assert calendar.cursor == plan_day(8)
        await pilot.click(calendar, offset=(3, 3))
        await pilot.click(calendar, offset=(40, 5))
        assert calendar.cursor == plan_day(8)
        await pilot.double_click(calendar, offset=(20, 1))
        assert calendar.cursor == plan_day(2)
        assert [said.day for said in app.said(WeekCalendar.Opened)] == [plan_day(2)]


@pytest.mark.parametrize(("size", "at"), [((120, 36), (16, 2)), ((120, 36), (19, 1)), ((60, 24), (14, 1))])
async def test_a_click_anywhere_in_a_cell_chooses_its_day(show, size: tuple[int, int], at: tuple[int, int]) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(12), big=True)
    async with show(calendar, size=size) as (app, pilot):
        await pilot.click(calendar, offset=at)
        assert calendar.cursor == plan_day(1)
        assert [said.day for said in app.said(WeekCalendar.Moved)] == [plan_day(1)]
        calendar.focus()
        await pilot.press("right")
        assert calendar.cursor == plan_day(2)


async def test_a_double_click_beside_the_days_opens_none(show) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(12))
    async with show(calendar) as (app, pilot):
        await pilot.double_click(calendar, offset=(3, 3))
        await pilot.double_click(calendar, offset=(40, 0))
        assert app.said(WeekCalendar.Opened) == []
        calendar.focus()
        await pilot.press("enter")
        assert [said.day for said in app.said(WeekCalendar.Opened)] == [plan_day(12)]


async def test_more_rows_than_fit_scroll_with_the_cursor(show, drawn, until) -> None:
    calendar = shown(calendar_of(84), cursor=plan_day(12))
    async with show(calendar, size=(80, 6)) as (_, pilot):
        calendar.styles.max_height = 6
        calendar.focus()
        await until(pilot, lambda: calendar.size.height == 6)
        assert drawn(calendar)[0].startswith("              Mon")
        assert drawn(calendar)[5].startswith("↓   Wrap-up")
        await pilot.press(*["down"] * 8)
        assert calendar.cursor == plan_day(68)
        lines = drawn(calendar)
        assert lines[0].startswith("↑             Mon")
        assert "▐68  ▌" in lines[5]
        assert lines[5].startswith("↓")
        await pilot.press("full_stop")
        assert "▐12  ▌" in drawn(calendar)[1]
        calendar.view = calendar_of()
        await until(pilot, lambda: len(drawn(calendar)) == 6 and drawn(calendar)[1].startswith("  1 Baseline"))


async def test_the_wheel_shows_other_rows_and_leaves_the_cursor(show, drawn, until) -> None:
    calendar = shown(calendar_of(84), cursor=plan_day(12))
    async with show(calendar, size=(80, 6)) as (_, pilot):
        calendar.styles.max_height = 6
        await until(pilot, lambda: calendar.size.height == 6)
        calendar.post_message(MouseScrollDown(calendar, 5, 2, 0, 1, 0, False, False, False))
        await until(pilot, lambda: drawn(calendar)[1].startswith("  2 Minimum"))
        assert calendar.cursor == plan_day(12)


async def test_kept_days_and_days_ahead_differ_from_the_others(show) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(1))
    async with show(calendar):
        content = calendar.render().content

        def style(text: str, start: int = 0) -> str:
            at = content.plain.index(text, start)
            found = next(str(span.style) for span in content.spans if span.start <= at < span.end)
            return found.partition(" @click")[0]

        assert style("◐") == "$primary"
        assert style("○") == "$foreground"
        assert style("13") == "$faint-style"
        assert style("12") == "bold $foreground"
        assert style("2 Minimum") == "bold $foreground"
        assert style("1 Baseline") == "$quiet"


async def test_a_theme_of_sixteen_colours_reverses_the_cursor(show) -> None:
    calendar = shown(calendar_of(), cursor=plan_day(9))
    async with show(calendar, theme="ansi-light"):
        line = calendar.render_lines(calendar.outer_size.region)[2]
        assert [segment.text for segment in line if segment.style and segment.style.reverse] == [" 9 ○"]


def test_a_week_can_stand_in_a_line_elsewhere() -> None:
    row = calendar_of().rows[1]
    line = week_line(row, UNICODE, chosen=plan_day(9), label="Week 2", label_width=10, kept="2 of 4 kept")
    assert line.plain == "Week 2      8 ● ▐ 9 ○▌ 10 ◔  11 ‖ ›12    13    14     2 of 4 kept"
    under = week_line(row, UNICODE, label="Week 2", label_width=10, kept="2 of 4 kept, 1 not recorded", room=75)
    assert under.plain.splitlines()[1] == f"{'':11}2 of 4 kept, 1 not recorded"
    assert week_line(row, ASCII, per_line=4).plain == "  8 d   9 c  10 p  11 = \n>12    13    14   "
