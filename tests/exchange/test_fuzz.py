"""Whatever a file holds, a reader gives days that a record can have, or one refusal that has its sentence."""

import io
import math
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, date, timedelta, timezone
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings, strategies as st

from mastery_tui import gate, guide
from mastery_tui.exchange.harsh import read_harsh
from mastery_tui.exchange.loop import read_loop
from mastery_tui.exchange.rows import Columns, DateOrder, HabitKind, Options, SourceFile
from mastery_tui.exchange.table import read_table
from mastery_tui.practice.choices import Outcome
from mastery_tui.practice.records import Behaviour, CheckIn, check_field
from mastery_tui.practice.refused import Refused
from tests.conftest import Counted
from tests.exchange.written import NEW_HABITS, OLD_HABITS, options

Reader = Callable[[Path, Options], SourceFile]


def more(cases: int) -> pytest.MarkDecorator:
    """So many cases in the ordinary run, and twenty times as many by ``-m storm``."""
    return pytest.mark.parametrize("cases", [cases, pytest.param(20 * cases, marks=pytest.mark.storm)])


def tried(reader: Reader, path: Path, told: Options) -> bool:
    """Whether the file was read; if so its days are such that a record can have, else the refusal has its sentence."""
    try:
        source = reader(path, told)
    except Refused as refusal:
        worded(refusal)
        return False
    assert gate.is_clean(source.name)
    assert all(map(gate.is_clean, source.columns))
    for habit in source.habits:
        check_field(Behaviour, "name", habit.name or "-")
        check_field(Behaviour, "unit", habit.unit)
        check_field(Behaviour, "standard", habit.question or "-")
        assert all(map(gate.is_clean, (habit.name, habit.unit, habit.question)))
        days = [row.day for row in habit.rows]
        assert days == sorted(set(days))
        for row in habit.rows:
            for field, value in (("amount", row.amount), ("minutes", row.minutes), ("note", row.note)):
                check_field(CheckIn, field, value)
            check_field(CheckIn, "contexts", row.tags)
            assert row.amount is None or (math.isfinite(row.amount) and row.amount > 0)
            assert 1970 <= row.day.year <= 2199
            assert gate.is_clean(row.note)
            assert gate.is_clean(row.word)
            assert not (row.mark and row.outcome)
            assert row.line >= 1
    return True


def worded(refusal: Refused) -> None:
    said = guide.refusal(refusal.code, **refusal.facts)
    assert refusal.code not in said
    assert said.isprintable()


SIGNS = st.sampled_from(
    [",", ";", "\t", "|", '"', "'", "\n", "\r\n", "\r", " ", ":", "\x0b", "\u2028", "\x1b", "\u202e"]
)
COMMON = st.sampled_from(["2026-11-01", "2026-11-02", "2026-11-03", "2025-12-31"])
DATES = st.one_of(
    COMMON,
    COMMON,
    COMMON,
    st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(str),
    st.datetimes().map(str),
    st.sampled_from(["02-11-2026", "11/30/26", "20261103", "2026-02-30", "1-1-1", "0000-00-00", "٢٠٢٦-١١-٠١", ""]),
    st.sampled_from(["2026-11-02T23:30:00Z", "2026-11-02 00:00", "2199-12-31 23:59-12:00", "1970-01-01 00:00+14:00"]),
)
WORDS = st.sampled_from(
    [
        "YES_MANUAL",
        "YES_AUTO",
        "NO",
        "SKIP",
        "UNKNOWN",
        "y",
        "n",
        "done",
        "rest",
        "meh",
        "Date",
        "Notes",
        "Read",
        "🏃",
        "مشي",
    ]
)
NUMBERS = st.one_of(
    st.sampled_from(["-1", "0", "1", "2", "3", "1000", "2000", "7350", "1e5", "nan", "-inf", "1,5", "1 000", "9" * 30]),
    st.integers(-5, 10**13).map(str),
    st.floats(0, 1e10).map(str),
    st.sampled_from(["0:25", "00:25:10", "1h30", "25 min", "9999h", "24:00", "-1:00", "1:75"]),
)
PLAIN = st.sampled_from(["0", "2", "3", "2000", "7350", "150000"])
JUNK = st.one_of(
    st.text(max_size=8), st.sampled_from(["", " ", "=1+1", "x" * 5000, "Entry(timestamp=2023-04-04, value=2)"])
)
CELLS = st.one_of(DATES, WORDS, NUMBERS, JUNK)
BYTES = st.sampled_from([*["utf-8"] * 9, "utf-8-sig", "utf-16", "latin-1", "utf-16-le"])


def written(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace" if encoding == "latin-1" else "surrogatepass")


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Lines of a date and cells, a few of them of something else."""
    separator = draw(st.sampled_from([",", ",", ",", ";", "\t", "|"]))
    cells = draw(st.sampled_from([WORDS, PLAIN, PLAIN, NUMBERS, CELLS]))
    width = draw(st.integers(0, 4))
    lines = draw(st.lists(st.tuples(DATES, *[cells] * width), max_size=6))
    header = draw(
        st.sampled_from(["", "Date", "date;check", "Date,Value,Notes", "Date,Read, then write,", "Date,a,b,c,d,"])
    )
    text = "\n".join([header, *(separator.join(line) for line in lines)][not header :])
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(SIGNS) + text[at:]
    return text


OPTIONS = st.builds(
    options,
    kind=st.sampled_from([None, *HabitKind]),
    dates=st.sampled_from([None, None, *DateOrder]),
    encoding=st.sampled_from([*[None] * 9, "utf-8", "utf-16", "latin-1", "cp1252", "ascii"]),
    separator=st.sampled_from([*[None] * 9, ";", "\t", "x", "ab"]),
    rollover=st.integers(0, 12),
    zone=st.sampled_from([None, UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))]),
    words=st.dictionaries(st.sampled_from(["meh", "y", "ok"]), st.sampled_from(list(Outcome)), max_size=2),
    columns=st.builds(
        Columns,
        date=st.sampled_from([*["1"] * 9, "date", "2", "0", "²", ""]),
        **{
            name: st.sampled_from([*[""] * 9, "1", "2", "2", "3", "check"])
            for name in ("time", "amount", "minutes", "outcome", "note", "tag")
        },
        where=st.sampled_from([(), (), (), (("1", "2026-11-01"),), (("x", "y"),)]),
    ),
)


@more(300)
@pytest.mark.parametrize("reader", [read_loop, read_harsh, read_table])
def test_any_bytes(tmp_path: Path, cases: int, reader: Reader) -> None:
    @settings(max_examples=cases // 3)
    @given(st.binary(max_size=200), OPTIONS)
    def reads(data: bytes, told: Options) -> None:
        path = tmp_path / "log"
        path.write_bytes(data)
        tried(reader, path, told)

    reads()


@more(500)
def test_any_table(tmp_path: Path, cases: int, counted: Counted) -> None:
    read: list[bool] = []

    @settings(max_examples=cases)
    @given(sheets(), BYTES, OPTIONS)
    def reads(text: str, encoding: str, told: Options) -> None:
        path = tmp_path / "table.csv"
        path.write_bytes(written(text, encoding))
        read.append(tried(read_table, path, told))

    reads()
    assert sum(read) > cases / 50
    counted(f"tables: {len(read):,} tried, {sum(read):,} of them read, all others refused")


@more(300)
def test_any_log(tmp_path: Path, cases: int, counted: Counted) -> None:
    read: list[bool] = []
    marks = st.sampled_from(["y", "n", "s", "y", "maybe"])
    days = st.sampled_from(["2026-11-01", "2026-11-02", "2026-02-30", "# 1"])
    lines = st.one_of(
        st.tuples(days, WORDS, marks),
        st.tuples(days, WORDS, marks, CELLS),
        st.tuples(days, WORDS, marks, JUNK, NUMBERS),
    )

    @settings(max_examples=cases)
    @given(st.lists(lines, max_size=4), st.lists(st.tuples(WORDS, CELLS), max_size=3), BYTES)
    def reads(log: list[tuple[str, ...]], habits: list[tuple[str, str]], encoding: str) -> None:
        (tmp_path / "habits").write_bytes(written("\n".join(map(": ".join, habits)), encoding))
        (tmp_path / "log").write_bytes(written("\n".join(map(" : ".join, log)), encoding))
        read.append(tried(read_harsh, tmp_path / "log", options()))

    reads()
    assert sum(read) > cases / 50
    counted(f"logs: {len(read):,} tried, {sum(read):,} of them read, all others refused")


MARKS = st.sampled_from(
    ["YES_MANUAL", "YES_AUTO", "NO", "SKIP", "UNKNOWN", "2", "0", "-1", "7350", "2000", "150000", "12"]
)
OWN = st.builds(
    lambda header, rows: header + "\n".join(map(",".join, rows)),
    st.sampled_from(["", "Date,Value,Notes\n", "Date,Read,Walk,\n", "date,check\n"]),
    st.lists(st.tuples(COMMON, MARKS, st.one_of(MARKS, st.just(""), WORDS)), max_size=6),
)
NAMES = st.sampled_from(
    [
        "Checkmarks.csv",
        "Scores.csv",
        "001 Read/Checkmarks.csv",
        "002/Checkmarks.csv",
        "001 Read/Scores.csv",
        "x/y/Habits.csv",
    ]
)
LISTED = st.just(f"{OLD_HABITS}001,Read,,,1,1,#fff\n002,Walk,,,1,1,#fff\n")
HABITS = st.one_of(
    LISTED,
    LISTED,
    LISTED,
    st.none(),
    st.builds(
        lambda header, rows: header + "\n".join(map(",".join, rows)),
        st.sampled_from([NEW_HABITS, OLD_HABITS, "Name;Type\n"]),
        st.lists(st.lists(st.one_of(st.sampled_from(["001", "002", "x"]), CELLS), min_size=1, max_size=6), max_size=3),
    ),
)


@more(600)
def test_any_export(tmp_path: Path, cases: int, counted: Counted) -> None:
    read: list[bool] = []

    @settings(max_examples=cases)
    @given(
        st.dictionaries(NAMES, st.one_of(OWN, OWN, sheets()), min_size=1, max_size=4),
        HABITS,
        BYTES,
        OPTIONS,
        st.sampled_from(["zip", "zip", "folder", "file"]),
    )
    def reads(files: dict[str, str], habits: str | None, encoding: str, told: Options, kind: str) -> None:
        contents = {name: written(text, encoding) for name, text in files.items()}
        if habits is not None:
            contents["Habits.csv"] = written(habits, encoding)
        read.append(tried(read_loop, packed(tmp_path, contents, kind), told))

    reads()
    assert sum(read) > cases / 50
    counted(f"exports of Loop: {len(read):,} tried, {sum(read):,} of them read, all others refused")


def packed(place: Path, contents: dict[str, bytes], kind: str) -> Path:
    """The files as a zip, in a folder that is new, or the first of them alone."""
    if kind == "file":
        (place / "Checkmarks.csv").write_bytes(next(iter(contents.values()), b""))
        return place / "Checkmarks.csv"
    if kind == "zip":
        with zipfile.ZipFile(place / "loop.zip", "w") as archive:
            for name, content in contents.items():
                archive.writestr(name, content)
        return place / "loop.zip"
    folder = place / f"{len(os.listdir(place))}"
    folder.mkdir()
    for name, content in contents.items():
        path = folder / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@more(300)
def test_any_damage_to_an_archive(tmp_path: Path, cases: int, counted: Counted) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Habits.csv", NEW_HABITS + "001,Read,YES_NO,,,1,1,#fff,,,,false\n")
        archive.writestr("001 Read/Checkmarks.csv", "Date,Value,Notes\n" + "2026-11-01,YES_MANUAL,\n" * 3)
    data = whole.getvalue()
    read: list[bool] = []

    @settings(max_examples=cases)
    @given(
        st.lists(st.tuples(st.integers(0, len(data) - 1), st.binary(min_size=1, max_size=4)), max_size=4),
        st.integers(len(data) // 2, len(data)),
        st.booleans(),
    )
    def reads(damages: list[tuple[int, bytes]], end: int, cut: bool) -> None:
        damaged = bytearray(data)
        for at, instead in damages:
            damaged[at : at + len(instead)] = instead
        path = tmp_path / "loop.zip"
        path.write_bytes(bytes(damaged[:end] if cut else damaged))
        read.append(tried(read_loop, path, options()))

    reads()
    assert any(read)
    assert not all(read)
    counted(f"damaged archives: {len(read):,} tried, {sum(read):,} of them read, all others refused")
