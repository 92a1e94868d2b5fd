"""Any table with a date: how it is written is found, and several lines of a day add up."""

from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from mastery_tui.coach.measures import measure
from mastery_tui.exchange.csv_days import guarded
from mastery_tui.exchange.rows import Columns, DateOrder, DecimalSign, HabitKind, TheirMark
from mastery_tui.exchange.table import read_table
from mastery_tui.practice.choices import Outcome
from mastery_tui.practice.refused import Refused
from tests.exchange.written import columns, file_of, options, remark, short

PLAIN = "date,words,note\n2026-11-01,420,good\n2026-11-02,0,\n2026-11-03,,ill\n2026-11-04,12.5,\n"


def test_amounts_and_notes_by_name(tmp_path: Path) -> None:
    source = read_table(file_of(tmp_path, "t.csv", PLAIN), columns(amount="Words", note=" NOTE "))
    (habit,) = source.habits
    assert (source.format, source.name, source.separator, source.encoding) == ("csv", "t.csv", ",", "utf-8")
    assert (source.columns, source.lines, source.date_orders) == (("date", "words", "note"), 4, (DateOrder.YMD,))
    assert (habit.name, habit.kind) == ("", HabitKind.NUMBERS)
    assert short(habit.rows) == [("11-01", 420), ("11-02", "no"), ("11-03", None), ("11-04", 12.5)]
    assert [row.note for row in habit.rows] == ["good", "", "ill", ""]
    assert [row.line for row in habit.rows] == [2, 3, 4, 5]


@pytest.mark.parametrize("note", ["=SUMME(A1)", "'=A1", "-", "'tis done", "@desk"])
def test_the_quote_that_an_export_puts_in_front_of_a_formula_is_taken_away_again(tmp_path: Path, note: str) -> None:
    lines = f"date,words,note\n2026-11-01,420,{guarded(note)}\n2026-11-02,420,good\n"
    source = read_table(file_of(tmp_path, "t.csv", lines), columns(amount="words", note="note"))
    assert [row.note for row in source.habits[0].rows] == [note, "good"]


def test_columns_by_number_in_a_table_with_and_without_names(tmp_path: Path) -> None:
    named = read_table(file_of(tmp_path, "named.csv", PLAIN), columns("1", amount="2", note="3"))
    without = file_of(tmp_path, "without.csv", PLAIN.partition("\n")[2])
    numbered = read_table(without, columns("1", amount="2", note="3"))
    assert [short(each.habits[0].rows) for each in (named, numbered)] == [short(named.habits[0].rows)] * 2
    assert numbered.columns == ()
    assert numbered.habits[0].rows[0].line == 1


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_how_a_table_is_written_is_found(tmp_path: Path, separator: str, quote: str, end: str, encoding: str) -> None:
    text = end.join(
        [
            f"{quote}date{quote}{separator}words{separator}note",
            f"{quote}2026-11-01{quote}{separator}2.5{separator}{quote}très{separator} bien{quote}",
            f"{quote}2026-11-02{quote}{separator}3{separator}don't",
            "",
        ]
    )
    source = read_table(file_of(tmp_path, "t.csv", text.encode(encoding)), columns(amount="words", note="note"))
    assert (source.separator, source.encoding) == (separator, encoding)
    assert short(source.habits[0].rows) == [("11-01", 2.5), ("11-02", 3)]
    assert [row.note for row in source.habits[0].rows] == [f"très{separator} bien", "don't"]


def test_a_comma_may_stand_in_numbers_of_a_table_without_commas_between_them(tmp_path: Path) -> None:
    text = "2026-11-01;2,5;x\n2026-11-02;3,25;y\n"
    source = read_table(file_of(tmp_path, "t.csv", text), columns("1", amount="2"))
    assert (source.separator, short(source.habits[0].rows)) == (";", [("11-01", 2.5), ("11-02", 3.25)])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.200 1.200,5 300", [1200, 1200.5, 300]),
        ("1.200 1.234.567", [1200, 1234567]),
        ("1.200 12,50", [1200, 12.5]),
        ("1,200 1,200.5", [1200, 1200.5]),
        ("1.200 12.50", [1.2, 12.5]),
        ("1.200 0.500", [1.2, 0.5]),
        ("1'200 1’200.5 1\u202f200", [1200, 1200.5, 1200]),
        ("1234.567 2,5", [1234.567, 2.5]),
    ],
)
def test_amounts_show_what_stands_before_their_decimals(tmp_path: Path, written: str, read: list[float]) -> None:
    lines = "".join(f"2026-11-{day:02};{amount}\n" for day, amount in enumerate(written.split(" "), 1))
    source = read_table(file_of(tmp_path, "t.csv", lines), columns("1", amount="2"))
    assert [row.amount for row in source.habits[0].rows] == read


@pytest.mark.parametrize(
    ("written", "line", "comma", "point"),
    [
        ("300 1.200 12.000", 2, [300, 1200, 12000], [300, 1.2, 12]),
        ("1,200", 1, [1.2], [1200]),
        ("1.200 3,5 2.5", 1, None, None),
    ],
)
def test_amounts_that_can_be_thousands_or_decimals_are_asked_about(
    tmp_path: Path, written: str, line: int, comma: list[float] | None, point: list[float] | None
) -> None:
    lines = "".join(f"2026-11-{day:02};{amount}\n" for day, amount in enumerate(written.split(" "), 1))
    file = file_of(tmp_path, "t.csv", lines)
    with pytest.raises(Refused) as refused:
        read_table(file, columns("1", amount="2"))
    assert (refused.value.code, refused.value.facts["line"]) == ("exchange.decimal", line)
    for sign, read in ((DecimalSign.COMMA, comma), (DecimalSign.POINT, point)):
        told = options(columns=Columns(date="1", amount="2"), decimal=sign)
        if read is None:
            with pytest.raises(Refused) as refused:
                read_table(file, told)
            assert refused.value.code == "exchange.amount"
        else:
            assert [row.amount for row in read_table(file, told).habits[0].rows] == read


def test_what_a_person_tells_of_separator_dates_and_encoding_holds(tmp_path: Path) -> None:
    path = file_of(tmp_path, "t.csv", "date#note\n01/02/2026#café\n03/04/2026#\n".encode("latin-1"))
    with pytest.raises(Refused) as refused:
        read_table(path, columns())
    assert (refused.value.code, refused.value.facts["line"]) == ("exchange.encoding", 2)
    told = options(columns=Columns(date="date", note="note"), separator="#", dates=DateOrder.MDY, encoding="Latin_1")
    source = read_table(path, told)
    assert (source.encoding, source.separator, source.date_orders) == ("latin-1", "#", (DateOrder.MDY,))
    assert [(row.day, row.note) for row in source.habits[0].rows] == [
        (date(2026, 1, 2), "café"),
        (date(2026, 3, 4), ""),
    ]


def test_the_line_that_names_a_spreadsheets_separator_is_no_line_of_the_table(tmp_path: Path) -> None:
    source = read_table(file_of(tmp_path, "t.csv", "sep=;\ndate;words\n2026-11-01;7\n"), columns(amount="words"))
    assert (short(source.habits[0].rows), source.habits[0].rows[0].line) == ([("11-01", 7)], 3)


def test_dates_that_only_a_person_can_tell_are_asked_about(tmp_path: Path) -> None:
    source = read_table(file_of(tmp_path, "t.csv", "date\n01/02/2026\n03/05/2026\n"), columns())
    assert source.date_orders == (DateOrder.DMY, DateOrder.MDY)
    assert remark(source, "dates")


# -- what lines say ----------------------------------------------------------------------------------------------------


def test_lines_with_nothing_but_a_date_say_that_it_was_done(tmp_path: Path) -> None:
    (habit,) = read_table(file_of(tmp_path, "t.csv", "date\n2026-11-02\n2026-11-01\n"), columns()).habits
    assert (habit.kind, short(habit.rows)) == (HabitKind.YES_NO, [("11-01", "yes"), ("11-02", "yes")])


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("25", 25), ("00:25:10", 25), ("0:25", 25), ("1h30", 90), ("90 min", 90), ("1.5h", 90), ("0.4", None), ("45s", 1)],
)
def test_durations_become_minutes(tmp_path: Path, said: str, minutes: int | None) -> None:
    (habit,) = read_table(file_of(tmp_path, "t.csv", f"date,time\n2026-11-01,{said}\n"), columns(minutes="time")).habits
    assert [(row.mark, row.minutes) for row in habit.rows] == [(TheirMark.YES, minutes)]


def test_an_amount_may_be_a_time_where_its_unit_is_one(tmp_path: Path) -> None:
    told = options(measure=measure("hours"), columns=Columns(date="date", amount="took", minutes="took"))
    (habit,) = read_table(file_of(tmp_path, "t.csv", "date,took\n2026-11-01,1:30\n2026-11-02,2h\n"), told).habits
    assert [(row.amount, row.minutes) for row in habit.rows] == [(1.5, 90), (2, 120)]


def test_several_lines_of_a_day_add_up(tmp_path: Path) -> None:
    text = (
        "day,n,took,what,note,tag,how\n"
        "2026-11-01,0.1,10,a,first,desk,partial\n"
        "2026-11-01,0.2,20:00:30,b,second,'early shift;#Café',done\n"
        "2026-11-01,,3:59:30,b,first,desk,rest\n"
    )
    told = columns("day", amount="n", minutes="took", note="note", tag="tag", outcome="how")
    (habit,) = read_table(file_of(tmp_path, "t.csv", text), told).habits
    (row,) = habit.rows
    assert (row.amount, row.minutes, row.note, row.line) == (0.3, 1440, "first\nsecond", 2)
    assert (row.tags, row.outcome) == (("desk", "early-shift", "café"), Outcome.DONE)
    assert {each.code: dict(each.facts) for each in habit.remarks} == {
        "several": {"days": 1},
        "long_minutes": {"days": 1},
    }


@pytest.mark.parametrize("written", ["2026-11-02 {0}", "2026-11-02T{0}", "2026-11-02, {0}"])
@pytest.mark.parametrize(
    ("time", "rollover", "day"),
    [
        ("03:59", 4, "11-01"),
        ("04:00", 4, "11-02"),
        ("00:00:00", 4, "11-01"),
        ("00:00", 0, "11-02"),
        ("11:30 PM", 4, "11-02"),
        ("12:15 am", 4, "11-01"),
        ("12:15pm", 4, "11-02"),
        ("23:59:59.123", 12, "11-02"),
    ],
)
def test_a_moment_before_the_rollover_belongs_to_the_day_before(
    tmp_path: Path, written: str, time: str, rollover: int, day: str
) -> None:
    beside = file_of(tmp_path, "beside.csv", f"date,at\n2026-11-02,{time}\n2026-10-02,12:00\n")
    within = file_of(tmp_path, "within.csv", f'date\n"{written.format(time)}"\n2026-10-02 12:00\n')
    for path, at in ((beside, "at"), (within, "")):
        told = options(columns=Columns(date="date", time=at), rollover=rollover)
        assert [each for each, _ in short(read_table(path, told).habits[0].rows)] == ["10-02", day]


def test_a_midnight_behind_every_date_is_no_time_of_day(tmp_path: Path) -> None:
    path = file_of(tmp_path, "t.csv", "date\n2026-11-02 00:00:00\n2026-11-03T00:00\n")
    source = read_table(path, options(columns=Columns(date="date"), rollover=4))
    assert short(source.habits[0].rows) == [("11-02", "yes"), ("11-03", "yes")]


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-11-01T23:30:00Z", "11-02"), ("20261101T233000Z", "11-02"), ("2026-11-02 00:30+05:00", "11-01")],
)
def test_a_moment_with_an_offset_is_told_where_the_person_is(tmp_path: Path, written: str, day: str) -> None:
    path = file_of(tmp_path, "t.csv", f"date\n{written}\n")
    there = read_table(path, options(columns=Columns(date="date"), zone=timezone(timedelta(hours=2))))
    assert [each for each, _ in short(there.habits[0].rows)] == [day]
    as_written = read_table(path, columns())
    assert as_written.habits[0].rows[0].day == date(2026, 11, 2 if "+05" in written else 1)
    assert read_table(path, options(columns=Columns(date="date"), zone=UTC)).habits[0].rows[0].day.day == 1


SESSIONS = ["2026-11-01,23:30,0:30:00", "2026-11-02,00:00,0:20", "2026-11-02,20:00,0:10", "2026-11-04,00:00,0:05"]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("rollover", [0, 4])
def test_a_session_that_midnight_cut_is_one(tmp_path: Path, order: int, rollover: int) -> None:
    text = "date,at,took\n" + "\n".join(SESSIONS[::order]) + "\n"
    told = options(columns=Columns(date="date", time="at", minutes="took"), rollover=rollover)
    source = read_table(file_of(tmp_path, "t.csv", text), told)
    assert [(row.day.day, row.minutes) for row in source.habits[0].rows] == [
        (1, 50),
        (2, 10),
        (3 if rollover else 4, 5),
    ]
    joined = remark(source, "midnight")
    assert (joined.facts if joined else None) == (None if rollover else {"sessions": 1})


def test_only_lines_with_the_values_asked_for_are_read(tmp_path: Path) -> None:
    text = (
        "date,project,n\n2026-11-01,Writing,1\n2026-11-01,Other,x\nnever,Other,2\n2026-11-02, writing ,3\n,Writing,4\n"
    )
    source = read_table(file_of(tmp_path, "t.csv", text), columns(amount="n", where=(("Project", "Writing"),)))
    assert short(source.habits[0].rows) == [("11-01", 1), ("11-02", 3)]
    assert {each.code: dict(each.facts) for each in source.remarks} == {"left_out": {"rows": 2}, "undated": {"rows": 1}}


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("Done", Outcome.DONE),
        ("yes", Outcome.DONE),
        ("TRUE", Outcome.DONE),
        ("minimum", Outcome.MINIMUM),
        ("partial", Outcome.PARTIAL),
        ("canceled", Outcome.CANCELLED),
        ("no", Outcome.CANCELLED),
        ("skipped", Outcome.REST),
    ],
)
def test_known_words_for_outcomes_are_matched(tmp_path: Path, word: str, outcome: Outcome) -> None:
    (habit,) = read_table(file_of(tmp_path, "t.csv", f"date,how\n2026-11-01,{word}\n"), columns(outcome="how")).habits
    assert [(row.outcome, row.word, row.mark) for row in habit.rows] == [(outcome, "", None)]


def test_other_words_for_outcomes_are_asked_about_until_a_person_tells(tmp_path: Path) -> None:
    text = "date,how\n2026-11-01,OK\n2026-11-02,meh\n2026-11-03,ok\n2026-11-04,\n2026-11-05,done\n"
    path = file_of(tmp_path, "t.csv", text)
    (habit,) = read_table(path, columns(outcome="how")).habits
    assert [(row.outcome, row.word) for row in habit.rows] == [
        (None, "OK"),
        (None, "meh"),
        (None, "ok"),
        (None, ""),
        (Outcome.DONE, ""),
    ]
    words = remark(habit, "words")
    assert words is not None
    assert words.facts == {"days": 3, "words": ("OK", "meh", "ok")}
    mapped = options(columns=Columns(date="date", outcome="how"), words={"Ok": Outcome.DONE, "meh": Outcome.PARTIAL})
    (habit,) = read_table(path, mapped).habits
    assert [row.outcome for row in habit.rows] == [Outcome.DONE, Outcome.PARTIAL, Outcome.DONE, None, Outcome.DONE]
    assert not remark(habit, "words")


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("date,n\n2026-11-01,many\n", "exchange.amount", 2, 2),
        ("date,n\n2026-11-01,-5\n", "exchange.amount", 2, 2),
        ('date,n\n2026-11-01,"1,500"\n', "exchange.decimal", 2, 2),
        ("date,n\n2026-11-01,nan\n", "exchange.amount", 2, 2),
        ("date,n\n2026-11-01,9e99\n", "exchange.amount", 2, 2),
        (f"date,n\n2026-11-01,{'9' * 400}\n", "exchange.amount", 2, 2),
        (f"date,n\n2026-11-01,{'0' * 70}5\n", "exchange.amount", 2, 2),
        ("date,n\n2026-11-01,999999999\n2026-11-01,2\n", "exchange.amount", 2, 2),
        ("date,n\n2026-11-01,1\n2026-11-31,2\n", "exchange.date_order", 3, 1),
        ("date,n\n2026-11-01 25:00,2\n", "exchange.time", 2, 1),
        ("date,n\n2026-11-01 10:61,2\n", "exchange.time", 2, 1),
        ("date,n\n2026-11-01 13:00 PM,2\n", "exchange.time", 2, 1),
        ("date,n\n2026-11-01 10:00+99:00,2\n", "exchange.time", 2, 1),
        ('date,n\n2026-11-01,"2\n2026-11-02,3\n', "exchange.quotes", 2, None),
        ("", "exchange.empty", None, None),
        (" \n\n", "exchange.empty", None, None),
        (",,\n,,\n", "exchange.empty", None, None),
    ],
)
def test_a_cell_that_says_nothing_is_refused_by_line_and_column(
    tmp_path: Path, text: str, code: str, line: int | None, column: int | None
) -> None:
    with pytest.raises(Refused) as refused:
        read_table(file_of(tmp_path, "t.csv", text), columns(amount="n"))
    facts = refused.value.facts
    assert (refused.value.code, facts.get("line"), facts.get("column")) == (code, line, column)
    assert facts["file"] == "t.csv"


@pytest.mark.parametrize("said", ["soon", "25:00", "-5", "1:75", "2d", "9" * 30 + "h"])
def test_a_duration_that_is_none_is_refused(tmp_path: Path, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_table(file_of(tmp_path, "t.csv", f"date,took\n2026-11-01,{said}\n"), columns(minutes="took"))
    assert (refused.value.code, refused.value.facts["column"]) == ("exchange.minutes", 2)


def test_a_time_of_day_of_its_own_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_table(file_of(tmp_path, "t.csv", "date,at\n2026-11-01,noon\n"), columns(time="at"))
    assert (refused.value.code, refused.value.facts["column"]) == ("exchange.time", 2)


@pytest.mark.parametrize(
    ("option", "column"), [("--amount", "5"), ("--note", "0"), ("--tag", "other"), ("--time", "²")]
)
def test_a_column_that_is_not_there_is_refused_by_its_option(tmp_path: Path, option: str, column: str) -> None:
    with pytest.raises(Refused) as refused:
        read_table(file_of(tmp_path, "t.csv", PLAIN), columns(**{option.removeprefix("--"): column}))
    assert refused.value.code == "exchange.column"
    assert refused.value.facts == {"option": option, "file": "t.csv", "count": 3}
    with pytest.raises(Refused, match=r"exchange\.column"):
        read_table(file_of(tmp_path, "t.csv", PLAIN), columns(where=((column, "x"),)))


@pytest.mark.parametrize("separator", ["", "ab", '"', "a", "1", "\n"])
def test_a_separator_is_one_sign(tmp_path: Path, separator: str) -> None:
    with pytest.raises(Refused, match=r"exchange\.separator"):
        read_table(file_of(tmp_path, "t.csv", PLAIN), options(columns=Columns(date="date"), separator=separator))
