"""``mastery import``: what is printed, asked for and refused; nothing is changed by anything but an import."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from mastery_tui import guide
from mastery_tui.cli import waiting
from mastery_tui.cli.printer import Printer
from mastery_tui.cli.waiting import Waiting
from mastery_tui.coach import Coach
from mastery_tui.coach.import_views import ImportKind
from mastery_tui.demo.personas import PERSONAS, Persona
from mastery_tui.demo.play import play, play_finished
from mastery_tui.guide.signs import MARKS
from mastery_tui.journal.safety.merge import same
from mastery_tui.journal.store.codec import decode
from mastery_tui.limits import FIRST_YEAR
from tests.cli.conftest import NO_PLAN, WRITING, Said, Shell
from tests.cli.test_answers import checked
from tests.coach.elsewhere import DATA, HABITS, exported, loop, table
from tests.conftest import Counted

FIRST = date(2026, 1, 5)
NOW = datetime(2026, 11, 2, 9, tzinfo=timezone(timedelta(hours=1)))
"""The moment of the shell."""
WORDS = ("--unit", "words", "--target", "400", "--minimum", "150")
CSV = ("--date", "Date", "--amount", "Words", "--name", "Write", *WORDS)


@pytest.fixture
def zipped(shell: Shell) -> Path:
    """301 days of Loop's, up to the day before today."""
    return loop(shell.directory, FIRST, 301)


def rows(*amounts: object, first: date = FIRST) -> list[tuple[date, object]]:
    return [(first + timedelta(days=place), amount) for place, amount in enumerate(amounts)]


def state(shell: Shell) -> dict[str, tuple[bytes, int]]:
    """Every file beside the journal."""
    files = (each for each in shell.directory.rglob("*") if each.is_file())
    return {str(each): (each.read_bytes(), each.stat().st_mtime_ns) for each in files}


def refused(shell: Shell, *arguments: str) -> str:
    """The last line of a refusal; what was printed before it may tell what the file has."""
    before = state(shell)
    said = shell("import", *arguments)
    assert said.code == 2, said
    assert said.err.count("\n") == 1, said
    assert state(shell) == before
    return said.err.removeprefix("mastery import: ").strip()


def sentence(code: str, **facts: object) -> str:
    """A refusal, with the option that helps where one does."""
    return ". ".join(filter(None, (guide.refusal(code, **facts), guide.words("shell_options").get(code))))


def test_amounts_that_can_be_thousands_or_decimals_ask_for_the_option_that_says_it(shell: Shell) -> None:
    file = shell.directory / "t.csv"
    file.write_text("Datum;Wörter\n01.10.2026;1.200\n02.10.2026;300\n", encoding="utf-8")
    asked = ("csv", str(file), "--date", "Datum", "--amount", "Wörter", "--name", "S", *WORDS, "--dry-run")
    assert refused(shell, *asked) == sentence("exchange.decimal", file="t.csv", line=2, column=2)
    for sign, most in (("comma", "1,200"), ("point", "300")):
        assert f" to {most}, the middle is" in shell.ok("import", *asked, "--decimal", sign)


def test_no_refusal_that_the_app_shows_too_names_an_option_of_the_shell() -> None:
    codes = guide.words("shell_options")
    assert {"exchange.encoding", "import.at_most"} < codes.keys()
    for code, advice in codes.items():
        facts = {"line": 1, "column": 1, "n": 2, "file": "a", "known": ("dmy", "mdy")}
        assert "--" not in guide.refusal(code, **facts)
        assert "--" in advice


# -- bringing in -------------------------------------------------------------------------------------------------------


def test_an_import_shows_what_comes_in_and_how_to_undo_it(shell: Shell, zipped: Path) -> None:
    said = shell.ok("import", "loop", str(zipped), "--minimum", "150").splitlines()
    assert said[0].startswith("Write: ")
    assert said[1] == "Numbers, in words: 100 to 599, the middle is 349."
    title = next(line for line in said if line.startswith("What becomes of"))
    assert title.endswith("target 400, minimum 150")
    strips = [line for line in said if line.startswith(("   1 ", "  11 "))]
    assert strips[0].split()[1:7] == ["5", "Jan", "to", "3", "Feb", "2026"]
    assert strips[1].split()[1:4] == ["1", "Nov", "2026"]
    head = said[said.index(strips[0]) - 1]
    assert head.split() == ["●", "◐", "◔", "○", "~", "·"]
    assert [at for at, sign in enumerate(head) if sign != " "] == [len(strips[0]) - 1 - 4 * n for n in range(5, -1, -1)]
    assert "Becomes    10 finished plans of 30 days, one of 1 day that is stopped" in said
    undo = said[-1]
    assert undo.startswith("To undo the import: mastery backup restore mastery-r000000-")
    assert shell.ok("calendar", "--cycle", "2")
    assert "note 40" in shell.ok("history", "40")
    shell.ok(*undo.partition(": mastery ")[2].split())
    assert shell.ok("status") == f"{NO_PLAN}\n"


def test_plain_lines_say_what_the_marks_show(shell: Shell, zipped: Path) -> None:
    drawn, plain = (
        shell.ok("import", "loop", str(zipped), "--minimum", "150", "--dry-run", *form) for form in ((), ("--plain",))
    )
    for line in (line for line in drawn.splitlines() if line.startswith("   1 ")):
        numbers = line.split()[-6:]
        (first,) = (each for each in plain.splitlines() if each.startswith("Plan 1, 5 January to 3 February 2026: "))
        assert [int(number) for number in numbers if number != "0"] == [
            int(part.split()[0]) for part in first.partition(": ")[2].split(", ") if part[0].isdigit()
        ]
    assert not any(sign in plain for sign, _ in MARKS.values())


def test_a_dry_run_changes_no_byte(writing: Shell) -> None:
    file = table(writing.directory / "a.csv", rows(100, 200))
    for more in ((), ("--into",), ("--replace",), ("--json",)):
        before = state(writing)
        said = writing.ok("import", "csv", str(file), *CSV, "--dry-run", *more)
        assert state(writing) == before
        assert ("--json" in more) or said.endswith(f"{guide.word('importing', 'dry_run')}\n")


def test_undo_is_by_the_backup_that_is_named_and_brings_the_same_content(writing: Shell) -> None:
    writing.ok("log", "400", "--note", "mine")
    before = decode(writing.file.read_bytes())
    file = table(writing.directory / "a.csv", rows(*range(100, 150)))
    answer = checked(writing, "import", "csv", str(file), *CSV, "--json")
    assert (answer["days"], answer["dry_run"], len(answer["cycles"])) == (50, False, 2)
    assert writing("undo").code == 2
    writing.ok("backup", "restore", answer["backup"])
    after = decode(writing.file.read_bytes())
    for tables in (before, after):
        tables["meta"]["1"].pop("rev")
        tables.pop("undo")
    assert after == before


def test_json_is_as_its_schema_says(writing: Shell) -> None:
    file = table(writing.directory / "a.csv", rows(100, "0", 500))
    shown = checked(writing, "import", "csv", str(file), *CSV, "--json", "--dry-run")
    assert (shown["kind"], shown["habit"], shown["backup"]) == ("csv", "Write", None)
    counts = {"done": 1, "minimum": 0, "partial": 1, "cancelled": 1, "rest": 0, "not_recorded": 0}
    assert (shown["counts"], shown["cycles"][0]["counts"], shown["baselines"]) == (counts, counts, 0)
    other = exported(decode(writing.file.read_bytes()), writing.directory / "journal.json")
    same_journal = checked(writing, "import", "mastery", str(other), "--json")
    assert same_journal == {
        "schema": 1,
        "kind": "mastery",
        "dry_run": False,
        "new": 0,
        "changed": 0,
        "superseded": 0,
        "backup": None,
    }


def test_days_of_a_plan_fill_it_on_demand(writing: Shell) -> None:
    writing.at("2026-11-05")
    writing.ok("log", "410")
    file = table(writing.directory / "a.csv", rows(*[200] * 4, first=date(2026, 11, 2)))
    said = writing.ok("import", "csv", str(file), *CSV)
    assert "days in plans that are here already: 4" in said
    assert guide.word("importing", "brought_in_none") in said
    assert "3 days are in." in writing.ok("import", "csv", str(file), *CSV, "--into")
    assert "410" in writing.ok("week", "1")
    assert "1 day is in." in writing.ok("import", "csv", str(file), *CSV, "--replace")
    assert "410" not in writing.ok("week", "1")


def test_days_that_are_recorded_so_already_are_told_before_and_not_written(writing: Shell) -> None:
    writing.at("2026-11-05")
    amounts = [200] * 4
    for count, changed, becomes, answer in (
        (4, 0, "4 check-ins in plans that are here", "4 days are in."),
        (4, 1, "1 check-in in a plan that is here, 3 days are recorded so already", "1 day is in."),
        (4, 0, "4 days are recorded so already", guide.word("importing", "brought_in_none")),
    ):
        amounts = [amount + 7 * (place < changed) for place, amount in enumerate(amounts)]
        file = table(writing.directory / "a.csv", rows(*amounts[:count], first=date(2026, 11, 2)))
        said = writing.ok("import", "csv", str(file), *CSV, "--replace").splitlines()
        assert f"Becomes    {becomes}" in said
        assert answer in said


def test_nothing_to_undo_names_the_backup_right_after_an_import_only(writing: Shell) -> None:
    file = table(writing.directory / "a.csv", rows(100, 200))
    undo = writing.ok("import", "csv", str(file), *CSV).splitlines()[-1].partition(": mastery ")[2]
    assert writing.refused("undo").endswith(f"mastery {undo}")
    writing.ok("log", "400")
    writing.ok("undo")
    assert writing.refused("undo") == f"mastery undo: {guide.refusal('undo.none')}"


# -- what is asked for -------------------------------------------------------------------------------------------------


def test_what_is_missing_is_named_by_its_option(shell: Shell) -> None:
    file = str(table(shell.directory / "a.csv", rows(100, 200)))
    assert refused(shell, "csv", file) == sentence("usage.needed", what=("--date",))
    missing = ("--name", "--unit", "--target", "--minimum")
    assert refused(shell, "csv", file, "--date", "1", "--amount", "2") == sentence("usage.needed", what=missing)
    assert refused(shell, "csv", file, *CSV[:-2]) == sentence("usage.needed", what=("--minimum",))


@pytest.mark.parametrize("kind", ImportKind)
@pytest.mark.parametrize("path", ["", " "])
def test_an_empty_path_is_no_file(shell: Shell, kind: ImportKind, path: str) -> None:
    assert refused(shell, kind, path) == sentence("usage.needed", what=("FILE",))


def test_what_is_told_of_reading_and_of_the_numbers_holds(shell: Shell) -> None:
    file = shell.directory / "latin.csv"
    file.write_bytes("Date,Words,Note\n2026-01-05,400,caf\u00e9\n".encode("latin-1"))
    noted = ("csv", str(file), *CSV, "--note", "Note")
    assert "line 2" in refused(shell, *noted).lower()
    assert refused(shell, *noted, "--encoding", "latin-1", "--better", "fewer") == sentence("direction.amount")
    shell.ok("import", *noted, "--encoding", "latin-1")
    assert "caf\u00e9" in shell.ok("history")


def test_comments_are_left_out_and_automatic_ticks_are_done_where_that_is_asked_for(shell: Shell) -> None:
    file = shell.directory / "Checkmarks.csv"
    file.write_text("Date,Value,Notes\n2026-01-06,YES_AUTO,quiet\n2026-01-05,YES_MANUAL,loud\n", "utf-8")
    plain = json.loads(shell.ok("import", "loop", str(file), "--name", "Read", "--dry-run", "--json"))
    assert (plain["days"], plain["left_out"]["silent"]) == (1, 1)
    asked = ("--name", "Read", "--auto", "done", "--no-notes")
    assert json.loads(shell.ok("import", "loop", str(file), *asked, "--json"))["days"] == 2
    assert not [word for word in ("quiet", "loud") if word in shell.ok("export", "csv")]


def test_days_with_minutes_and_no_amount_to_be_judged_by_are_left_out_and_counted(shell: Shell) -> None:
    file = shell.directory / "bare.csv"
    file.write_text("Date,Words,Time\n2026-01-05,400,30\n2026-01-06,,25\n2026-01-07,,\n2026-01-08,100,\n", "utf-8")
    said = shell.ok("import", "csv", str(file), *CSV, "--minutes", "Time", "--dry-run")
    assert "Left out   days without an amount: 1\n" in said


def test_a_date_before_the_first_that_a_record_has_is_refused_by_that_year(shell: Shell) -> None:
    file = table(shell.directory / "old.csv", rows(400, first=date(FIRST_YEAR - 1, 12, 31)))
    assert f"needs a date from {FIRST_YEAR} on" in refused(shell, "csv", str(file), *CSV)


def test_a_table_is_looked_at_before_its_columns_are_asked_for_and_they_are_listed(shell: Shell) -> None:
    file = table(shell.directory / "a.csv", rows(100, 200))
    empty, folder = shell.directory / "empty.csv", shell.directory / "folder"
    empty.touch()
    folder.mkdir()
    assert refused(shell, "csv", str(file.with_name("none"))) == sentence("exchange.missing", file="none")
    assert refused(shell, "csv", str(empty)) == sentence("exchange.empty", file="empty.csv")
    assert refused(shell, "csv", str(folder)) == sentence("exchange.not_a_file", file="folder")
    assert refused(shell, "loop", str(empty)) == sentence("exchange.empty", file="empty.csv")
    for told in ((), ("--date", "Day"), ("--date", "1", "--amount", "Pages")):
        assert shell("import", "csv", str(file), *told).out.splitlines() == ["   1  Date", "   2  Words"]
    option = {"option": "--date", "file": "a.csv", "count": 2}
    assert refused(shell, "csv", str(file), "--date", "Day") == sentence("exchange.column", **option)
    file.write_text("2026-01-05,my words\n", "utf-8")
    assert shell("import", "csv", str(file)).out == ""


def test_several_habits_are_listed_and_one_is_named(shell: Shell) -> None:
    log = shell.directory / "log.txt"
    log.write_text("2026-01-05 : Read : y\n2026-01-05 : Walk, far : n\n", "utf-8")
    before = state(shell)
    said = shell("import", "harsh", str(log))
    assert (said.code, state(shell)) == (2, before)
    assert said.out.splitlines() == ["   1  Read       1 day, 5 January 2026", "   2  Walk, far  1 day, 5 January 2026"]
    assert sentence("import.habit", n=2) in said.err
    assert refused(shell, "harsh", str(log), "--habit", "3") == sentence("import.no_such_habit", n=2)
    for named in ("walk, far", "2"):
        assert "1 canceled" in shell.ok("import", "harsh", str(log), "--habit", named, "--dry-run")


def test_what_only_a_person_can_tell_is_asked_by_the_name_of_its_option(shell: Shell) -> None:
    folder = shell.directory / "loop"
    folder.mkdir()
    (folder / "Checkmarks.csv").write_text(
        "Date,Read,\n" + "".join(f"{day},{n},\n" for day, n in rows(1000, 2000, 1000))
    )
    assert refused(shell, "loop", str(folder), "--name", "Read") == sentence("import.ask_kind")
    assert "1 done" in shell.ok(
        "import", "loop", str(folder), "--name", "Read", "--yes-no", "--auto", "skip", "--dry-run"
    )
    pages = ("--unit", "pages", "--target", "2", "--minimum", "1")
    assert "2 minimum" in shell.ok("import", "loop", str(folder), "--name", "Read", "--numeric", *pages, "--dry-run")
    dates = shell.directory / "dates.csv"
    dates.write_text("Date,Words\n01/02/2026,100\n05/06/2026,200\n", "utf-8")
    assert refused(shell, "csv", str(dates), *CSV) == sentence("import.ask_dates", known=("dmy", "mdy"))
    assert "1 Feb to 5 Jun" not in shell.ok("import", "csv", str(dates), *CSV, "--dates", "mdy", "--dry-run")
    words = shell.directory / "words.csv"
    words.write_text("Date,How\n2026-01-05,ok\n2026-01-06,skipped it\n", "utf-8")
    told = ("--date", "1", "--outcome", "2", "--name", "Read")
    assert refused(shell, "csv", str(words), *told) == sentence("import.ask_words")
    mapped = shell.ok("import", "csv", str(words), *told, "--map", "ok=done, skipped it=canceled", "--dry-run")
    assert "1 done" in mapped
    assert "1 canceled" in mapped
    passed_over = shell.ok("import", "csv", str(words), *told, "--map", "ok=done,SKIPPED it=none", "--dry-run")
    assert "days with a word that says nothing: 1" in passed_over
    assert "What becomes of 1 day" in passed_over


def test_options_that_do_not_go_with_a_kind_are_refused(shell: Shell, zipped: Path) -> None:
    for option in ("--date", "--where", "--map", "--separator"):
        assert refused(shell, "loop", str(zipped), option, "a=b") == sentence(
            "import.only", what=option, known=("csv",)
        )
    for option in (("--habit", "1"), ("--into",), ("--numeric",)):
        assert refused(shell, "mastery", str(zipped), *option).startswith(f"{option[0]} goes only with: ")
    assert refused(shell, "loop", str(zipped), "--numeric", "--yes-no") == sentence(
        "usage.together", what=("--numeric", "--yes-no")
    )
    outcome = ("--date", "1", "--outcome", "2")
    assert refused(shell, "csv", str(zipped), *outcome, "--map", "ok=great") == sentence("import.map")
    assert refused(shell, "csv", str(zipped), "--date", "1", "--where", "Project") == sentence("import.where")
    known = {"field": "import_kind", "known": tuple(kind.value for kind in ImportKind)}
    assert refused(shell, "diary", str(zipped)) == sentence("choice.unknown", **known)
    for written in ("cvs", "CVS"):
        assert refused(shell, written, str(zipped)) == sentence("choice.nearest", **known, nearest="csv")
    assert refused(shell, "cvs", "x").startswith("Kind of import: choose from loop, harsh, csv")


def test_options_that_say_nothing_of_a_habit_are_refused_rather_than_passed_over(shell: Shell, zipped: Path) -> None:
    log = shell.directory / "log.txt"
    log.write_text("2026-01-05 : Read : y : good : 3\n2026-01-06 : Read : n\n2026-01-05 : Walk : y\n", "utf-8")
    walk, read = (("harsh", str(log), "--habit", name) for name in ("Walk", "Read"))
    for name in ("--target", "--minimum"):
        assert refused(shell, *walk, name, "5") == sentence("import.not_counted", what=name)
    for name in ("--target", "--minimum"):
        told = refused(shell, *read, "--result", "score", name, "5")
        assert told == sentence("import.not_counted", what=name)
    assert "fewer errors" not in shell.ok("import", *read, "--result", "errors", "--target", "3", "--dry-run")
    assert refused(shell, "loop", str(zipped), "--yes-no") == sentence("import.counted", what="--yes-no")
    assert refused(shell, *walk, "--numeric") == sentence("import.only", what="--numeric", known=("loop",))
    assert refused(shell, *walk, "--auto", "done") == sentence("import.only", what="--auto", known=("loop",))
    assert refused(shell, *walk, "--dates", "dmy") == sentence("import.only", what="--dates", known=("loop", "csv"))
    for name, value, column in (("--map", "ok=done", "--outcome"), ("--decimal", "comma", "--amount")):
        told = refused(shell, "csv", str(log), "--date", "1", name, value)
        assert told == sentence("usage.needed", what=(column,))
    yes_no = shell.ok("import", *read, "--yes-no", "--dry-run")
    assert guide.say("import_remarks", "amounts", n=1, first="", known=()) in yes_no
    assert "1 done" in yes_no


def test_time_from_a_tracker_of_time_adds_up_by_day_and_where(shell: Shell) -> None:
    file = shell.directory / "time.csv"
    file.write_text(
        "Project;Start;Duration;Tags\n"
        "Writing;2026-01-05 08:00;00:25:00;desk\n"
        "Writing;2026-01-05 23:30;0:20:00;desk\n"
        "Other;2026-01-06 08:00;5:00:00;\n"
        "Writing;2026-01-07 01:30;1:00:00;train\n",
        "utf-8",
    )
    told = ("--date", "Start", "--minutes", "Duration", "--tag", "Tags", "--where", "Project=Writing")
    aims = ("--name", "Write", "--target", "60", "--minimum", "30")
    said = shell.ok("import", "csv", str(file), *told, *aims)
    assert "Columns are separated by ';'" in said
    assert "● 1 done   ◐ 1 minimum" in said
    # What was begun at half past one belongs to the day before.
    assert [entry["day"] for entry in shell("history", "--json").json["entries"] if entry["kind"] == "check_in"] == [
        "2026-01-06",
        "2026-01-05",
    ]
    assert "6 Jan" in shell.ok("history", "@train")


# -- a whole journal ---------------------------------------------------------------------------------------------------


def test_a_journal_that_was_exported_comes_into_an_empty_one(week_two: Shell, tmp_path: Path) -> None:
    there = decode(week_two.file.read_bytes())
    file = tmp_path / "journal.json"
    week_two.ok("export", "json", str(file))
    shutil.rmtree(week_two.directory / "backups")
    for each in week_two.directory.glob("mastery.json*"):
        each.unlink()
    before = state(week_two)
    shown = week_two.ok("import", "mastery", str(file), "--dry-run")
    assert shown.startswith("New records: 12; updated from there: 0;")
    assert state(week_two) == before
    assert "To undo the import: mastery" in week_two.ok("import", "mastery", str(file))
    assert same(decode(week_two.file.read_bytes()), there)
    assert guide.word("importing", "journal_same") in week_two.ok("import", "mastery", str(file))


@pytest.mark.parametrize("lived", [play, play_finished], ids=["one month", "three"])
@pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)
def test_a_made_up_journal_is_the_same_after_its_export_came_into_an_empty_one(
    shell: Shell, tmp_path: Path, persona: Persona, lived: Callable[..., Coach]
) -> None:
    coach = lived(persona, shell.file, lambda: NOW)
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    shell.ok("export", "json", str(first))
    shell.move(tmp_path / "elsewhere")
    shell.ok("import", "mastery", str(first))
    assert same(decode(shell.file.read_bytes()), decode(coach.context.journal.path.read_bytes()))
    shell.ok("export", "json", str(second))
    one, other = (json.loads(file.read_text("utf-8")) for file in (first, second))
    assert other.pop("journal")["id"] == one.pop("journal")["id"]
    assert other == one


# -- what comes from strangers -----------------------------------------------------------------------------------------


def _zip(**files: bytes | str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def _bomb() -> bytes:
    """Made when it is tried: it takes longer to make than to refuse."""
    return _zip(**{"Habits.csv": HABITS, "Checkmarks.csv": b"0" * 300_000_000})


LOG = b"2026-01-05 : Read : y : fine : 3\n"
HOSTILE: dict[str, tuple[str, bytes | Callable[[], bytes]]] = {
    "nothing": ("loop", b""),
    "a zip of nothing": ("loop", _zip()),
    "a zip that unpacks to 300 MB": ("loop", _bomb),
    "a zip that is cut": ("loop", _zip(**{"Habits.csv": HABITS, "Checkmarks.csv": "Date,Read,\n"})[:-30]),
    "a zip that leads outside": ("loop", _zip(**{"..__..__Habits.csv": HABITS, "Checkmarks.csv": "Date,a,\n"})),
    "a picture": ("csv", bytes(range(256)) * 4),
    "UTF-16 without a mark": ("csv", "Date,Words\n2026-01-05,1\n".encode("utf-16-le")),
    "an impossible date": ("csv", b"Date,Words\n2026-02-30,1\n"),
    "a date in no year of ours": ("csv", b"Date,Words\n0001-01-01,1\n"),
    "a day ahead": ("csv", b"Date,Words\n2026-12-24,1\n"),
    "an endless number": ("csv", b"Date,Words\n2026-01-05," + b"9" * 5000 + b"\n"),
    "a number that is none": ("csv", b"Date,Words\n2026-01-05,nan\n2026-01-06,inf\n"),
    "a quote that is not closed": ("csv", b'Date,Words\n2026-01-05,"1\n' + b"x" * 2_000_000),
    "a column that is not there": ("csv", b"Day,Words\n2026-01-05,1\n"),
    "a log with words in it": ("harsh", LOG + b"gone shopping\n"),
    "a log of somebody's own letters": ("harsh", b"2026-01-05 : Read : x\n"),
    "a journal in pieces": ("mastery", b'{"schema": 1, "journal": {"id": "a"'),
    "a journal that is deep": ("mastery", b'{"a":' * 500 + b"1" + b"}" * 500),
    "a list": ("mastery", b"[1, 2]"),
}
SAID_ALOUD = ("gone shopping", "nan", "99999", "xxxx", "somebody")


def arguments(kind: str, file: Path) -> tuple[str, ...]:
    if kind == "mastery":
        return ("import", kind, str(file))
    return ("import", kind, str(file), *(CSV if kind == "csv" else ("--habit", "1", "--name", "Read", *WORDS)))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("begun", [False, True])
def test_hostile_files_are_refused_in_one_line_that_quotes_nothing(shell: Shell, name: str, begun: bool) -> None:
    if begun:
        shell.ok(*WRITING)
    kind, content = HOSTILE[name]
    file = shell.directory / "theirs"
    file.write_bytes(content() if callable(content) else content)
    before = state(shell)
    said = shell(*arguments(kind, file))
    assert said.code in (2, 3), said
    assert said.err.count("\n") == 1
    assert state(shell) == before
    assert "Traceback" not in said.err
    assert not any(word in said.err for word in SAID_ALOUD)


def test_strange_but_readable_files_come_in(shell: Shell) -> None:
    names = ("\u202eקריאה", "🏃 run", "نَص")
    for name in names:
        log = shell.directory / "log.txt"
        log.write_text(f"2026-01-05 : {name} : y : fine\r\n2026-01-05 : {name} : n : no\r\n", "utf-8")
        said = shell.ok("import", "harsh", str(log), "--dry-run")
        assert "\u202e" not in said
        assert "1 canceled" in said
    both = table(shell.directory / "utf16.csv", rows(100, 200)).read_text("utf-8")
    (shell.directory / "utf16.csv").write_bytes(both.encode("utf-16"))
    assert "utf-16" in shell.ok("import", "csv", str(shell.directory / "utf16.csv"), *CSV, "--dry-run")


strange = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["y", "YES_AUTO", "-1", "1e9", '"', ""])
told_days = st.dates(date(2025, 6, 1), date(2026, 11, 1)).map(date.isoformat)


def sheets(separator: str, *columns: st.SearchStrategy[str], first: bytes = b"") -> st.SearchStrategy[bytes]:
    """Lines of a date and what stands in each column, of which one in ten or none is not as it is expected."""
    good = st.tuples(told_days, *columns).map(separator.join)
    odd = st.lists(told_days | strange, max_size=5).map(separator.join)
    lines = st.tuples(st.lists(good, max_size=8), st.lists(odd, max_size=1)).map(lambda both: [*both[0], *both[1]])
    return lines.map(lambda found: first + "\n".join(found).encode("utf-8", "surrogatepass"))


amounts = st.integers(0, 900).map(str) | st.sampled_from(["1,5", "12.5", ""])
cells = st.sampled_from(["2000", "0", "SKIP", "UNKNOWN", "YES_MANUAL", "NO", "1500"])


def habits(sheet: bytes) -> bytes:
    return _zip(
        **{"Habits.csv": HABITS + "001,Read,NUMERICAL,,,1,1,#0,pages,AT_LEAST,2,false\n", "Checkmarks.csv": sheet}
    )


journals = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["schema", "journal", "meta", "1", "id", "cycles", "deleted"]), inner, max_size=4
        )
    ),
    max_leaves=8,
).map(lambda found: json.dumps(found).encode())
theirs = st.one_of(
    st.tuples(st.just("csv"), sheets(",", amounts, first=b"Date,Words\n")),
    st.tuples(st.just("csv"), sheets(";", amounts, strange, first=b"Date;Words;More\n")),
    st.tuples(st.just("harsh"), sheets(" : ", st.just("Read"), st.sampled_from("yns"), strange, amounts)),
    st.tuples(st.just("loop"), sheets(",", cells, first=b"Date,Read,\n").map(habits)),
    st.tuples(st.just("mastery"), journals),
    st.tuples(st.sampled_from(["csv", "loop", "harsh", "mastery"]), st.binary(max_size=64)),
)


@pytest.fixture
def begun(shell: Shell) -> tuple[Shell, bytes]:
    shell.ok(*WRITING)
    shell.ok("log", "400", "--note", "mine")
    return shell, shell.file.read_bytes()


@pytest.mark.parametrize("cases", [100, pytest.param(5000, marks=pytest.mark.storm)])
def test_whatever_a_file_holds_it_comes_in_or_is_refused_in_one_line(
    begun: tuple[Shell, bytes], cases: int, counted: Counted
) -> None:
    shell, journal = begun
    codes: list[int] = []

    @settings(
        max_examples=cases,
        deadline=None,
        suppress_health_check=[*HealthCheck],
        derandomize=cases == 100,
        database=None,
    )
    @given(theirs)
    def tried(found: tuple[str, bytes]) -> None:
        kind, content = found
        file = shell.directory / "theirs"
        file.write_bytes(content)
        shell.file.write_bytes(journal)
        said: Said = shell(*arguments(kind, file))
        codes.append(said.code)
        assert said.code in (0, 2, 3)
        assert "Traceback" not in said.err
        assert said.err.count("\n") == (said.code != 0), said.err
        if said.code:
            assert shell.file.read_bytes() == journal
        else:
            assert shell("doctor").code == 0

    tried()
    came_in = codes.count(0)
    assert len(codes) >= cases
    assert len(codes) / 5 < came_in < len(codes)
    counted(f"made-up files through the shell: {len(codes)}, of which {came_in} came in and the rest was refused")


# -- the bar -----------------------------------------------------------------------------------------------------------


class Screen(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def waited(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, work: Callable[[Waiting], Any]) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    printer = Printer(stream)
    with Waiting(printer) as bar:
        work(bar)
    return stream.getvalue()


def test_a_bar_is_drawn_on_a_terminal_where_it_takes_longer_and_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    word = guide.word("importing", "working")

    def longer(bar: Waiting) -> None:
        while not bar.drawn:
            bar(0.1)
        bar(0.5)

    monkeypatch.setattr(waiting, "A_MOMENT", 0)
    assert word in waited(monkeypatch, Screen(), longer)
    monkeypatch.setattr(waiting, "A_MOMENT", 1000)
    for stream in (Screen(), io.StringIO()):
        assert waited(monkeypatch, stream, lambda bar: bar(0.5)) == ""
    monkeypatch.setattr(waiting, "A_MOMENT", 0)
    assert waited(monkeypatch, io.StringIO(), lambda bar: bar(0.5)) == ""


# -- the samples -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not DATA.is_dir(), reason="the samples are not beside the repository")
def test_the_samples_come_in_with_their_counts(shell: Shell, counted: Counted) -> None:
    shell.at("2026-11-27")
    cases: Iterable[tuple[str, ...]] = (
        ("loop", "loop-2.3.1.zip", "2", "--result", "errors"),
        ("loop", "loop-2.3.1.zip", "3"),
        ("harsh", "harsh-log.txt", "Gym", "--unit", "hours", "--target", "1.5", "--minimum", "0.5"),
        ("harsh", "harsh-log.txt", "Water intake", "--unit", "glasses", "--target", "8", "--minimum", "4"),
    )
    told = []
    for kind, name, habit, *more in cases:
        said = shell.ok("import", kind, str(DATA / name), "--habit", habit, *more, "--dry-run")
        line = next(line for line in said.splitlines() if line.startswith("● "))
        told.append(f"{kind} {habit}: {line}")
    counted(" | ".join(told))
    assert "2 done" in told[1]
