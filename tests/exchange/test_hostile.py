"""Files that were made to do harm, or were never an export: one refusal that names no content, and little memory."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mastery_tui import guide
from mastery_tui.exchange import archive, days, opening
from mastery_tui.exchange.harsh import read_harsh
from mastery_tui.exchange.loop import read_loop
from mastery_tui.exchange.rows import Options, SourceFile
from mastery_tui.exchange.table import read_table
from mastery_tui.practice.records import Behaviour, CheckIn, check_field
from mastery_tui.practice.refused import Refused
from tests.conftest import Counted
from tests.exchange.large import LARGE, large
from tests.exchange.written import NEW_HABITS, columns, file_of, folder_of, options, zip_of

Reader = Callable[[Path, Options], SourceFile]
READERS: dict[str, Reader] = {"loop": read_loop, "harsh": read_harsh, "csv": read_table}
SECRET = "secret"


def refused(reader: Reader, path: Path, told: Options | None = None) -> Refused:
    """The refusal, once its sentence is found to be one line that names neither content nor its folder."""
    with pytest.raises(Refused) as found:
        reader(path, told or columns("1"))
    said = guide.refusal(found.value.code, **found.value.facts)
    assert found.value.code not in said, "it has its sentence"
    assert SECRET not in said
    assert "\n" not in said
    assert str(path.parent) not in said
    assert said.isprintable()
    return found.value


# -- what is no file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_what_is_no_ordinary_file_is_refused_without_waiting_for_it(tmp_path: Path, reader: Reader) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert refused(reader, tmp_path / "pipe").code == "exchange.not_a_file"
    assert refused(reader, Path("/dev/null")).code == "exchange.not_a_file"
    assert refused(reader, tmp_path / "none").code == "exchange.missing"
    assert refused(reader, tmp_path / "nul\0").code == "exchange.missing"
    assert refused(reader, tmp_path / ("x" * 300)).code == "exchange.unreadable"
    assert refused(reader, tmp_path / "circle").code == "exchange.unreadable"
    assert refused(reader, file_of(tmp_path, "file", "x") / "in it").code == "exchange.missing"
    expected = "exchange.no_loop" if reader is read_loop else "exchange.not_a_file"
    assert refused(reader, tmp_path / "folder").code == expected


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that everybody can look into."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)


def test_a_file_or_a_folder_without_permission_is_refused(
    open_place: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    path = file_of(open_place, "log", "2025-01-01 : Gym : y\n")
    folder = folder_of(open_place, {"Checkmarks.csv": "Date,a,\n"})
    path.chmod(0)
    folder.chmod(0)
    with as_nobody():
        assert refused(read_harsh, path).code == "exchange.unreadable"
        assert refused(read_loop, folder).code == "exchange.unreadable"
    folder.chmod(0o700)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_name_that_could_write_to_the_terminal_is_escaped(tmp_path: Path, reader: Reader) -> None:
    path = file_of(tmp_path, "\x1b[2J\u202e\n.csv", b"\xff\xfe\x00")
    assert "\x1b" not in refused(reader, path).facts["file"]  # type: ignore[operator]


# -- what is no text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"date\n2026-11-01\n\xffsecret\n", "exchange.encoding", 3),
        (b"\xff\xfe\x00", "exchange.encoding", 1),
        (b"date\nsecret\0\n", "exchange.binary", 2),
        ("date\n".encode("utf-16-le"), "exchange.binary", 1),
        (b"\x89PNG\r\n\x1a\n\0\0", "exchange.binary", 3),
    ],
)
def test_what_is_no_text_is_refused_by_its_line(
    tmp_path: Path, reader: Reader, content: bytes, code: str, line: int
) -> None:
    found = refused(reader, file_of(tmp_path, "t.csv", content))
    assert (found.code, found.facts["line"]) == (code, line)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("encoding", ["idna", "zip", "unicode_escape", "", "rot13", "utf-7"])
def test_only_encodings_that_are_known_are_taken(tmp_path: Path, reader: Reader, encoding: str) -> None:
    found = refused(reader, file_of(tmp_path, "t.csv", "date\n2026-11-01\n"), options(encoding=encoding))
    assert (found.code, found.facts["known"]) == ("choice.unknown", ("utf-8", "utf-16", "latin-1", "cp1252"))


def test_notes_and_names_are_kept_from_the_terminal(tmp_path: Path) -> None:
    files = {
        "Habits.csv": NEW_HABITS + '001,"a\x1b[2J\u202eb\tc",YES_NO,\x07q,,1,1,#fff,u\x9bnit,,,false\n',
        "001/Checkmarks.csv": "Date,Value,Notes\n2026-11-01,YES_MANUAL,\x1b]0;x\x07 مرحبا 🏃\n",
    }
    (habit,) = read_loop(zip_of(tmp_path, files), options()).habits
    assert (habit.name, habit.question, habit.unit) == ("a[2Jb c", "q", "unit")
    assert habit.rows[0].note == "]0;x مرحبا 🏃"


# -- archives ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../Checkmarks.csv", "/etc/Checkmarks.csv", "a/../../secret", "C:\\Checkmarks.csv", "a\\..\\b", "c:x"]
)
def test_an_archive_with_a_way_out_of_it_is_refused(tmp_path: Path, name: str) -> None:
    path = zip_of(tmp_path, {"Checkmarks.csv": "Date,a,\n2026-11-01,2,\n", name: "x"})
    assert refused(read_loop, path).code == "exchange.outside"


def test_an_archive_that_unpacks_to_too_much_is_refused_whatever_it_says_of_its_size(tmp_path: Path) -> None:
    much = b"0" * (opening.MOST_BYTES + 1)
    honest = zip_of(tmp_path, {"Checkmarks.csv": much}, "honest.zip")
    assert refused(read_loop, honest).code == "exchange.unpacked"
    half = b"0" * (opening.MOST_BYTES // 2 + 1)
    together = zip_of(tmp_path, {"001/Checkmarks.csv": half, "002/Checkmarks.csv": half}, "together.zip")
    assert refused(read_loop, together).code == "exchange.unpacked"
    lying = honest.read_bytes().replace(len(much).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refused(read_loop, file_of(tmp_path, "lying.zip", lying)).code == "exchange.archive"


def test_a_folder_with_too_much_in_it_is_refused(tmp_path: Path) -> None:
    line = "2026-11-01,2,".ljust(100_000, "x") + "\n"
    sheet = "2026-11-02,2,\n" + line * (opening.MOST_BYTES // 2 // len(line) + 1)
    folder = folder_of(tmp_path, {"001/Checkmarks.csv": sheet, "002/Checkmarks.csv": sheet})
    assert refused(read_loop, folder).code == "exchange.unpacked"


def test_an_archive_with_too_many_lines_in_its_files_together_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_LINES_TOGETHER", 4)
    sheet = "2026-11-01,2,\n2026-11-02,2,\n"
    assert len(read_loop(zip_of(tmp_path, {f"00{n}/Checkmarks.csv": sheet for n in (1, 2)}), options()).habits) == 2
    path = zip_of(tmp_path, {f"00{n}/Checkmarks.csv": sheet for n in (1, 2, 3)}, "more.zip")
    assert refused(read_loop, path).code == "exchange.too_many_lines"


def test_an_archive_with_too_many_files_is_refused_by_its_list_or_its_count(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "count.zip", "w") as file:
        for at in range(archive.MOST_FILES + 1):
            file.writestr(f"{at}", "")
    assert refused(read_loop, tmp_path / "count.zip").code == "exchange.too_many_files"
    data = bytearray((tmp_path / "count.zip").read_bytes())
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (3 * 2**20).to_bytes(4, "little")
    assert refused(read_loop, file_of(tmp_path, "list.zip", bytes(data))).code == "exchange.too_many_files"


def test_an_archive_that_is_damaged_locked_or_packed_in_another_way_is_refused(tmp_path: Path) -> None:
    good = zip_of(tmp_path, {"Checkmarks.csv": "Date,a,\n" + "2026-11-01,2,\n" * 50}).read_bytes()
    assert refused(read_loop, file_of(tmp_path, "cut.zip", good[:-30])).code == "exchange.archive"
    assert refused(read_loop, file_of(tmp_path, "head.zip", b"PK\x03\x04")).code == "exchange.archive"
    for at in range(0, len(good), 3):
        damaged = good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
        with suppress(Refused):
            assert read_loop(file_of(tmp_path, "damaged.zip", damaged), options()).format == "loop"
    listed = good.find(b"PK\x01\x02")
    locked = bytearray(good)
    locked[6] |= 1
    locked[listed + 8] |= 1
    assert refused(read_loop, file_of(tmp_path, "locked.zip", bytes(locked))).code == "exchange.encrypted"
    other = bytearray(good)
    other[8:10] = other[listed + 10 : listed + 12] = (99).to_bytes(2, "little")
    assert refused(read_loop, file_of(tmp_path, "other.zip", bytes(other))).code == "exchange.archive"


def test_an_entry_without_a_name_is_left_out(tmp_path: Path) -> None:
    data = zip_of(tmp_path, {"x": "", "Checkmarks.csv": "Date,a,\n2026-11-01,2,\n"}).read_bytes()
    listed = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02"))
    nameless = data[: listed + 46] + b"\0" + data[listed + 47 :]
    assert len(read_loop(file_of(tmp_path, "t.zip", nameless), options()).habits) == 1


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("Checkmarks.csv", "Date,a,\n2026-11-01,2,\n")
    assert refused(read_loop, zip_of(tmp_path, {"inner.zip": inner.getvalue()})).code == "exchange.no_loop"
    path = zip_of(tmp_path, {"Checkmarks.csv": inner.getvalue()}, "named.zip")
    assert refused(read_loop, path).code in ("exchange.encoding", "exchange.binary", "exchange.no_loop")


def test_a_folder_is_read_three_deep_and_no_link_in_it_is_followed(tmp_path: Path) -> None:
    secret = file_of(tmp_path, "elsewhere/Checkmarks.csv", "Date,secret,\n2026-11-01,2,\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "Checkmarks.csv").symlink_to(secret)
    (folder / "001 a").symlink_to(secret.parent)
    assert refused(read_loop, folder).code == "exchange.no_loop"
    file_of(folder, "a/b/c/d/Checkmarks.csv", "Date,secret,\n2026-11-01,2,\n")
    assert refused(read_loop, folder).code == "exchange.no_loop"


def test_a_file_of_an_archive_is_named_without_the_name_of_its_habit(tmp_path: Path) -> None:
    path = zip_of(tmp_path, {"001 secret/Checkmarks.csv": "Date,Value,Notes\n2026-11-01,secret,secret\n"})
    assert refused(read_loop, path).facts["file"] == "loop.zip: 001/Checkmarks.csv"


# -- sizes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_file_that_is_too_large_or_too_long_is_refused(tmp_path: Path, reader: Reader) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(opening.MOST_BYTES + 1)
    assert refused(reader, tmp_path / "large").code == "exchange.too_large"
    long = file_of(tmp_path, "long", b"\n" * (opening.MOST_LINES + 1))
    assert refused(reader, long).code == "exchange.too_many_lines"


def test_more_habits_or_days_than_anybody_has_are_refused(tmp_path: Path) -> None:
    log = file_of(tmp_path, "log", "".join(f"2026-01-01 : {at} : y\n" for at in range(opening.MOST_HABITS + 1)))
    assert refused(read_harsh, log).code == "exchange.too_many_habits"
    names = ",".join(str(at) for at in range(opening.MOST_HABITS + 1))
    wide = file_of(tmp_path, "wide.csv", f"Date,{names},\n2026-01-01,{'2,' * (opening.MOST_HABITS + 1)}\n")
    assert refused(read_loop, wide).code == "exchange.too_many_habits"
    lines = "".join(f"2026-01-{at % 28 + 1:02d},{'2,' * 1000}\n" for at in range(401))
    deep = file_of(tmp_path, "deep.csv", f"Date,{names.rpartition(',')[0]},\n{lines}")
    assert refused(read_loop, deep).code == "exchange.too_many_days"


def test_more_columns_than_any_table_has_are_refused(tmp_path: Path) -> None:
    for reader in (read_table, read_loop):
        found = refused(reader, file_of(tmp_path, "t.csv", "Date,n\n2026-11-01," + "2," * 1200 + "\n"))
        assert (found.code, found.facts["line"]) == ("exchange.too_many_columns", 2)


def test_more_names_than_anybody_has_habits_are_refused(tmp_path: Path) -> None:
    many = "a," * (opening.MOST_HABITS + 1)
    assert refused(read_loop, file_of(tmp_path, "t.csv", f"Date,{many}\n")).code == "exchange.too_many_habits"
    habits = NEW_HABITS + "001,a,YES_NO\n" * (opening.MOST_HABITS + 1)
    path = zip_of(tmp_path, {"Habits.csv": habits, "Checkmarks.csv": "Date,\n"})
    assert refused(read_loop, path).code == "exchange.too_many_habits"


def test_a_cell_longer_than_any_note_is_refused(tmp_path: Path) -> None:
    long = file_of(tmp_path, "t.csv", "date,note\n2026-11-01," + SECRET * 30_000 + "\n")
    assert refused(read_table, long, columns(note="note")).code == "exchange.quotes"


def test_the_bounds_of_texts_and_amounts_are_those_of_the_records() -> None:
    for kind, field, longest in (
        (CheckIn, "note", days.LONGEST_NOTE),
        (Behaviour, "name", days.LONGEST_NAME),
        (Behaviour, "standard", days.LONGEST_LINE),
        (Behaviour, "unit", days.LONGEST_UNIT),
    ):
        check_field(kind, field, "x" * longest)
        with pytest.raises(Refused):
            check_field(kind, field, "x" * (longest + 1))
    check_field(CheckIn, "amount", float(days.MOST_AMOUNT))
    with pytest.raises(Refused):
        check_field(CheckIn, "amount", float(days.MOST_AMOUNT + 1))


ORDINARY = ("loop",)
"""The rest is read by ``-m storm``."""
PROGRAM = """
import re, sys
from datetime import date
from pathlib import Path
from mastery_tui.exchange import harsh, loop, table
from mastery_tui.exchange.rows import Columns, Options
kind, path = sys.argv[1:]
told = Options(today=date(2026, 11, 27), columns=Columns(date="date", amount="n", note="note"))
source = dict(loop=loop.read_loop, harsh=harsh.read_harsh, csv=table.read_table)[kind](Path(path), told)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(sum(len(habit.rows) for habit in source.habits))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells how much memory was used")
@pytest.mark.parametrize(
    "kind", [kind if kind in ORDINARY else pytest.param(kind, marks=pytest.mark.storm) for kind in LARGE]
)
def test_megabytes_take_less_than_200_of_memory(tmp_path: Path, kind: str, counted: Counted) -> None:
    read, path = large(tmp_path, kind)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, read, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    memory, days = (int(each) for each in done.stdout.split())
    assert memory / 2**10 < 200
    size = path.stat().st_size / 2**20
    counted(f"{kind}: {size:.1f} MiB, {days:,.0f} days, read with {memory / 2**10:.0f} MiB of memory")
