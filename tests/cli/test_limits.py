"""Dates, offsets, numbers, nesting and clocks beyond all use: one line that names the field, in every command alike."""

import copy
import json
import os
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from mastery_tui import clock, guide
from mastery_tui.limits import DEEPEST, FIRST_YEAR, LAST_YEAR, MOST

if TYPE_CHECKING:
    from .conftest import Shell

Place = tuple[str | int, ...]
CHECK_IN, PLAN = ("check_ins", "3"), ("cycles", "1")
DATES: dict[str, Place] = {
    "$.day": (*CHECK_IN, "day"),
    "$.started_on": (*PLAN, "started_on"),
    "$.standards[0].from_day": (*PLAN, "standards", 0, "from_day"),
    "$.baseline.frozen_on": (*PLAN, "baseline", "frozen_on"),
    "$.baseline.rows[0].day": (*PLAN, "baseline", "rows", 0, "day"),
    "$.first": ("pauses", "1", "first"),
    "$.last": ("pauses", "1", "last"),
    "$.opened_on": ("adjustments", "1", "opened_on"),
    "$.from_day": ("reductions", "1", "from_day"),
    "$.until_day": ("reductions", "1", "until_day"),
}
YEARS = ("1969-12-31", "2200-01-01", "0001-01-01", "9999-12-31")
MOMENTS = (*(f"{day}T12:00:00+01:00" for day in YEARS), "2026-11-04T12:00:00+24:00", "2026-11-04T12:00:00-99:00")
NUMBERS: dict[str, Place] = {
    "$.rev": (*CHECK_IN, "rev"),
    "$.amount": (*CHECK_IN, "amount"),
    "$.minutes": (*CHECK_IN, "minutes"),
    "$.baseline.rows[0].result": (*PLAN, "baseline", "rows", 0, "result"),
    "$.result_after": ("reductions", "1", "result_after"),
    "$.standards[0].target": (*PLAN, "standards", 0, "target"),
}
WHOLE = (MOST + 1, 2**63, 2**64, 10**25, -(10**25))
CASES: list[tuple[str, Place, object]] = [
    *((path, place, day) for path, place in DATES.items() for day in YEARS),
    *(("$.at", (*where, "at"), moment) for where in (CHECK_IN, PLAN) for moment in MOMENTS),
    *((path, place, number) for path, place in NUMBERS.items() for number in WHOLE),
    ("$.baseline.rows[0].result", NUMBERS["$.baseline.rows[0].result"], 1e300),
]


@pytest.fixture
def full(week_two: "Shell") -> "Shell":
    """A plan with a baseline, a pause, an adjustment and an easier target, in a file of its own mode."""
    week_two.ok("freeze")
    week_two.ok("adjust", "begin second")
    week_two.ok("pause", "--from", "2026-11-20", "--until", "2026-11-22")
    week_two.ok("reduce", "--target", "200", "--minimum", "75", "--until", "2026-11-15")
    for each in week_two.file.parent.glob("backups/*"):
        each.unlink()
    week_two.file.with_name("mastery.json.bak").unlink()
    return week_two


def with_other(content: str, place: Place, value: object) -> str:
    tables: Any = json.loads(content)
    inner = tables
    for each in place[:-1]:
        inner = inner[each]
    inner[place[-1]] = copy.copy(value)
    return json.dumps(tables)


def everywhere(shell: "Shell", bad: str) -> dict[str, str]:
    """What each command says of a journal; nothing is changed by it."""
    good = shell.file.read_text()
    said = {}
    shell.file.write_text(bad)
    for command in ("status", "log 100"):
        said[command] = shell.refused(*command.split(), code=3)
    found = shell("doctor")
    assert (found.code, found.err) == (3, "")
    said["doctor"] = next(each for each in found.out.splitlines() if each[:2] in ("! ", "* "))
    other = shell.file.with_name("other.json")
    other.write_text(bad)
    shell.file.write_text(good)
    said["merge"] = shell.refused("merge", str(other), code=3)
    return said


def test_a_value_beyond_all_use_is_refused_by_its_field_in_every_command(full: "Shell") -> None:
    content = full.file.read_text()
    for path, place, value in CASES:
        for command, line in everywhere(full, with_other(content, place, value)).items():
            assert path in line, (command, path, value, line)
            assert str(value) not in line


@pytest.mark.parametrize("rev", WHOLE[:-1])
def test_a_revision_that_cannot_be_counted_on_is_refused_everywhere(full: "Shell", rev: int) -> None:
    before, after = guide.refusal("journal.rev", file="FILE").split("FILE")
    for command, line in everywhere(full, with_other(full.file.read_text(), ("meta", "1", "rev"), rev)).items():
        assert before in line, command
        assert after in line, command


def test_a_last_revision_is_not_written_past(full: "Shell") -> None:
    """Neither a change nor a merge writes a revision that would be refused afterwards."""
    good = full.file.read_text()
    full.file.write_text(with_other(good, ("meta", "1", "rev"), MOST))
    full.ok("status")
    sentence = guide.refusal("journal.rev", file=str(full.file))
    for command in (("log", "100"), ("undo",)):
        assert sentence in full.refused(*command, code=3)
    other = full.file.with_name("other.json")
    changed = with_other(good, (*CHECK_IN, "minutes"), 7)
    other.write_text(
        with_other(with_other(changed, ("meta", "1", "rev"), MOST), (*CHECK_IN, "at"), "2026-11-12T09:00:00Z")
    )
    full.file.write_text(good)
    assert sentence in full.refused("merge", str(other), code=3)
    full.ok("log", "100")


@pytest.mark.parametrize(
    "place", [("strange",), ("superseded",), ("meta", "1", "more"), (*CHECK_IN, "note"), (*PLAN, "behaviour", "name")]
)
def test_nesting_beyond_all_use_is_refused_everywhere(full: "Shell", place: Place) -> None:
    good = full.file.read_text()
    sentence = guide.refusal("journal.too_deep", file="", most=DEEPEST).strip()
    for depth in (DEEPEST + 1, 500, 5000):
        marked = with_other(good, place, "HERE" if place[0] in ("meta", *CHECK_IN, *PLAN) else {"1": {"x": "HERE"}})
        bad = marked.replace('"HERE"', "[" * depth + "]" * depth)
        for command, line in everywhere(full, bad).items():
            assert sentence in line, (command, depth)
    # Brackets in a text are no nesting.
    full.file.write_text(with_other(good, (*CHECK_IN, "note"), '["\\[{' * 300))
    full.ok("status")


def test_what_is_taken_in_can_be_read_afterwards(full: "Shell") -> None:
    """Tables and fields that this program does not know are kept, however great their numbers are."""
    good = full.file.read_text()
    other = full.file.with_name("other.json")
    other.write_text(with_other(with_other(good, ("strange",), {"1": {"x": 10**25}}), ("meta", "1", "more"), 2**64))
    full.ok("merge", str(other))
    full.ok("status")
    full.ok("log", "100")
    assert json.loads(full.file.read_text())["strange"] == {"1": {"x": 10**25}}


@pytest.mark.parametrize("now", ["9999-12-31T23:59:59+01:00", "2200-01-01T00:00+00:00", "1969-12-31T23:00-05:00"])
def test_a_clock_beyond_all_use_is_refused_in_one_line(full: "Shell", now: str) -> None:
    other = full.file.with_name("other.json")
    other.write_text(full.file.read_text())
    full.set_env("MASTERY_NOW", now)
    facts: dict[str, object] = {"first": FIRST_YEAR, "last": LAST_YEAR}
    for command in (("status",), ("log", "100"), ("doctor",), ("undo",), ("rest",), ("cues",)):
        line = full.refused(*command)
        assert guide.refusal("now.range", example="", **facts)[:40] in line
        assert now not in line
    full.set_env("MASTERY_NOW", f"{LAST_YEAR}-12-31T23:00:00+00:00")
    full.ok("status")


def test_the_machines_own_clock_is_held_to_the_same(full: "Shell", monkeypatch: pytest.MonkeyPatch) -> None:
    class Far(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(9999, 12, 30, 12)

    full.set_env("MASTERY_NOW", "")
    monkeypatch.setattr(clock, "datetime", Far)
    line = full.refused("status")
    assert guide.refusal("clock.range", first=FIRST_YEAR, last=LAST_YEAR) in line


def test_a_date_that_is_typed_is_held_to_the_same(full: "Shell") -> None:
    sentence = guide.refusal("date.range", field="day", first=FIRST_YEAR, last=LAST_YEAR)
    for day in ("2200-01-01", "0001-01-01", "9999-12-31", "1 May 1902"):
        for command in (("log", "100", "--day"), ("status", "--as-of"), ("pause", "--until"), ("rest",), ("delete",)):
            assert sentence in full.refused(*command, day), (command, day)


# -- config.toml ------------------------------------------------------------------------------------------------------


def test_a_config_that_is_no_file_is_not_waited_for(writing: "Shell") -> None:
    os.mkfifo(writing.config)
    said = writing("status")
    assert (said.code, said.err.strip()) == (0, guide.refusal("settings.not_a_file"))
    said = writing("--config", "/dev/zero", "status")
    assert (said.code, said.err.strip()) == (0, guide.refusal("settings.not_a_file"))


def test_a_config_of_any_length_is_read_up_to_a_limit(writing: "Shell") -> None:
    writing.config.write_text("ascii = true\n#" + "x" * (1024 * 1024 - 14))
    assert writing.config.stat().st_size == 1024 * 1024
    writing.ok("status")
    writing.config.write_text("ascii = true\n#" + "x" * (1024 * 1024 - 13))
    said = writing("config")
    assert said.err.strip() == guide.refusal("settings.too_large", most=1024)
    assert "ascii = false" in said.out


def test_unknown_keys_are_summed_up_after_ten(writing: "Shell") -> None:
    names = [f"thing_{number}" for number in range(8)]
    rules = "\n".join(f'[rules."{each}"]\na = 1' for each in names)
    writing.config.write_text("rollover_hour = 99\n" + "\n".join(f"{each} = 1" for each in names) + f"\n{rules}")
    lines = writing("status").err.splitlines()
    assert len(lines) == 1 + 10 + 1
    assert lines[0] == guide.refusal("settings.range", key="rollover_hour", low=0, high=12)
    assert lines[-1] == guide.refusal("settings.unknown_more", count=6)
    assert not any("thing_2" in each for each in lines if "rules" in each)


def test_very_many_unknown_keys_are_told_at_once(writing: "Shell") -> None:
    parts = [f"k{number}=1\n" for number in range(40_000)]
    writing.config.write_text("".join(parts) + "[keymap]\n" + "".join(parts))
    begin = time.process_time()
    lines = writing("status").err.splitlines()
    assert len(lines) == 11
    assert time.process_time() - begin < 20


@pytest.mark.parametrize("deleted", [False, True])
def test_a_record_of_a_last_revision_leaves_a_journal_that_is_repaired_and_goes_on(
    full: "Shell", deleted: bool
) -> None:
    """Doctor takes a journal's revision from its records; one with nothing after it would be the journal's end."""
    content = with_other(full.file.read_text(), (*CHECK_IN, "rev"), MOST)
    if deleted:
        tables = json.loads(content)
        row = tables["check_ins"]["3"]
        tables["check_ins"]["3"] = {name: row[name] for name in ("id", "cycle", "rev", "at", "day")} | {"deleted": True}
        content = json.dumps(tables)
    full.file.write_text(content)
    assert "$.rev" in full("doctor").out
    full.ok("doctor", "--fix")
    full.ok("log", "100")
    full.ok("status")
    rev = int(json.loads(full.file.read_text())["meta"]["1"]["rev"])
    assert rev < 1000


def test_doctor_says_that_a_last_revision_is_reached_and_does_not_offer_to_repair_it(full: "Shell") -> None:
    content = with_other(full.file.read_text(), ("meta", "1", "rev"), MOST)
    full.file.write_text(with_other(content, (*CHECK_IN, "effort"), 77))
    before = full.file.read_text()
    sentence = guide.refusal("journal.rev", file=str(full.file))
    for options in ((), ("--fix",)):
        said = full("doctor", *options)
        assert said.code == 3
        assert f"! {sentence[0].upper()}{sentence[1:]}." in said.out.splitlines()
        assert not any(each.startswith("*") for each in said.out.splitlines())
    assert full.file.read_text() == before
    full.file.write_text(with_other(before, (*CHECK_IN, "effort"), 7))
    assert "--fix" not in full.refused("log", "100", code=3)


@pytest.mark.parametrize("week", [MOST + 1, 10**40, 10**400, -(10**40)])
def test_doctor_reads_past_a_week_that_is_none(full: "Shell", week: int) -> None:
    full.ok("reflect", "1", "--answers", "-", typed=b'prompt = "x"')
    full.file.write_text(with_other(full.file.read_text(), ("reflections", "1", "week"), week))
    said = full("doctor")
    assert (said.code, said.err) == (3, "")
    assert "$.week" in said.out
    full.ok("doctor", "--fix")
    full.ok("status")
