"""What goes out of the Coach: every format from the journal as it stands, and files that only their owner reads."""

import csv
import errno
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
import vobject

from mastery_tui.coach import Coach
from mastery_tui.coach.errors import JournalError
from mastery_tui.coach.exporting_views import ExportKind
from mastery_tui.practice.records import Next
from mastery_tui.practice.refused import Refused
from tests.tui.people import WRITING, begin, clock_of, coach_at, on_day, plan_date, record, two_plans, writer_on_day_12

from .test_summary import whole

CSV, ICS, JSON, MD = ExportKind.CSV, ExportKind.ICS, ExportKind.JSON, ExportKind.MD


def rows(coach: Coach) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(coach.exporting.content(CSV), newline=""))]


def events(coach: Coach, alarm: time | None = None) -> dict[str, vobject.base.Component]:
    """The events by what their uid says of the plan's day."""
    found = vobject.readOne(coach.exporting.content(ICS, alarm=alarm)).vevent_list
    owner = coach.plan.cycle_id
    assert all(event.uid.value.startswith(f"{owner}-") and event.uid.value.endswith("@mastery-tui") for event in found)
    return {event.uid.value.removeprefix(f"{owner}-").removesuffix("@mastery-tui"): event for event in found}


# -- the whole journal -------------------------------------------------------------------------------------------------


def test_a_row_for_each_date_so_far_of_every_plan(tmp_path: Path) -> None:
    coach = two_plans(tmp_path)
    found = rows(coach)
    numbers = [int(row["cycle"]) for row in found]
    assert numbers == sorted(numbers)
    assert {*numbers} == {1, 2}
    for number in (1, 2):
        days = [date.fromisoformat(row["date"]) for row in found if row["cycle"] == str(number)]
        assert days == [days[0] + timedelta(days=place) for place in range(len(days))]
    assert max(row["date"] for row in found) == coach.today.isoformat()


def test_a_row_says_what_was_recorded_and_what_was_asked(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    record(coach, 1, amount=420, minutes=25, effort=6, confidence=4, contexts=("desk", "morning"), note="=1+1")
    on_day(coach, 3, lambda: coach.days.pause(plan_date(3)))
    first, second, third = rows(coach)
    assert (first["outcome"], first["amount"], first["target"], first["minimum"]) == ("done", "420", "400", "150")
    assert (first["contexts"], first["note"], first["plan_day"], first["week"]) == ("desk morning", "'=1+1", "1", "1")
    assert (second["outcome"], second["plan_day"], second["paused"]) == ("", "2", "")
    assert (third["plan_day"], third["paused"]) == ("", "yes")


def test_a_rest_that_is_planned_has_its_row(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 1))
    coach.days.rest(plan_date(4))
    assert [(row["date"], row["rest_planned"]) for row in rows(coach)] == [
        (plan_date(1).isoformat(), ""),
        (plan_date(4).isoformat(), "yes"),
    ]


def test_deleted_records_stay_deleted_in_json(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    there = len(json.loads(coach.exporting.content(JSON))["check_ins"])
    coach.days.delete(plan_date(5))
    told = json.loads(coach.exporting.content(JSON))
    (gone,) = told["deleted"]["check_ins"]
    assert (len(told["check_ins"]), gone["day"], gone["deleted"]) == (there - 1, plan_date(5).isoformat(), True)
    assert told["journal"]["rev"] == coach.context.journal.rev


# -- one plan ----------------------------------------------------------------------------------------------------------


def test_markdown_is_the_page_summary(tmp_path: Path) -> None:
    coach = whole(tmp_path)
    assert coach.exporting.content(MD) == coach.progress.summary().markdown


def test_without_notes_what_was_written_to_oneself_is_left_out(tmp_path: Path) -> None:
    coach = whole(tmp_path)
    on_day(coach, 31, lambda: coach.plan.finish(Next.CONTINUE, "It went well in the end."))
    own = ("start with the hardest sentence", "rereading", "before eight", "the kitchen table", "the order")
    own = (*own, "one page by hand", "It went well in the end")
    kept = ("in a café", "after work", "begin with the ending", "continue", "262 words", "30 of 30 kept")
    with_notes, without = coach.exporting.content(MD), coach.exporting.content(MD, notes=False)
    for text in own:
        assert text in with_notes
        assert text not in without
    for text in kept:
        assert text in with_notes
        assert text in without


def test_a_plan_that_ended_is_exported_by_its_number(tmp_path: Path) -> None:
    coach = two_plans(tmp_path)
    first, last = coach.of_cycle(1), coach.of_cycle(2)
    assert coach.exporting.content(MD) == last.exporting.content(MD)
    assert first.exporting.content(MD) == first.progress.summary().markdown != last.progress.summary().markdown
    assert first.exporting.content(CSV) == last.exporting.content(CSV)
    assert first.exporting.suggested(MD) == f"~/mastery-{first.context.shown.first_day}.md"


# -- the calendar ------------------------------------------------------------------------------------------------------


def test_every_day_of_the_plan_and_its_reflections_stand_in_the_calendar(tmp_path: Path) -> None:
    found = events(begin(coach_at(tmp_path, 1)))
    reflections = [f"{day}-reflection" for day in (7, 14, 28)]
    assert sorted(found) == sorted([*map(str, range(1, 31)), *reflections])
    assert all(event.dtstart.value == plan_date(int(part.partition("-")[0])) for part, event in found.items())
    assert found["12"].summary.value == f"{WRITING.name}, day 12: Practice a restart on purpose"
    assert found["12"].description.value.endswith("Minimum 150, target 400 words")
    assert found["7-reflection"].summary.value == f"{WRITING.name}: reflection for week 1"
    kinds = {part: event.categories.value for part, event in found.items()}
    assert [part for part, kind in kinds.items() if kind == ["Feedback check"]] == ["17"]
    assert [part for part, kind in kinds.items() if kind == ["Transfer test"]] == ["24", "25", "27"]
    assert [part for part, kind in kinds.items() if kind == ["Reflection"]] == [
        *("7-reflection", "14-reflection", "21", "28-reflection")
    ]


def test_another_export_updates_and_a_pause_moves(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    before = events(coach)
    assert events(coach).keys() == before.keys()
    assert {event.sequence.value for event in events(coach).values()} == {before["1"].sequence.value}
    coach.days.pause(plan_date(4), plan_date(5))
    after = events(coach)
    assert after.keys() == before.keys()
    assert {int(event.sequence.value) for event in after.values()} == {int(before["1"].sequence.value) + 1}
    assert (after["3"].dtstart.value, after["4"].dtstart.value) == (plan_date(3), plan_date(6))
    clock_of(coach).set(plan_date(3), 21)
    assert events(coach)["1"].dtstamp.value > before["1"].dtstamp.value


def test_days_without_a_date_wait_for_it(tmp_path: Path) -> None:
    coach = begin(coach_at(tmp_path, 3))
    coach.days.pause(plan_date(4))
    assert [*events(coach)] == ["1", "2", "3"]


def test_what_lies_ahead_reminds_and_nothing_else(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    coach.days.rest(plan_date(14))
    found = events(coach, time(19, 30))
    assert {event.dtstart.value.time() for event in found.values()} == {time(19, 30)}
    reminding = [part for part, event in found.items() if "valarm" in event.contents]
    assert reminding == ["12", "13", "14-reflection", *map(str, range(15, 29)), "28-reflection", "29", "30"]
    record(coach, 12, amount=400)
    assert "valarm" not in events(coach, time(19, 30))["12"].contents


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return writer_on_day_12(tmp_path / "journal")


@pytest.mark.parametrize("kind", ExportKind)
def test_a_file_is_its_owners_alone(coach: Coach, tmp_path: Path, kind: ExportKind) -> None:
    before = os.umask(0)
    try:
        written = coach.exporting.write(kind, str(tmp_path / f"out.{kind}"))
    finally:
        os.umask(before)
    assert written.stat().st_mode & 0o777 == 0o600
    assert written.read_bytes().decode() == coach.exporting.content(kind)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [written.name]


def test_the_home_folder_has_its_sign(coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert coach.exporting.write(MD, coach.exporting.suggested(MD)) == tmp_path / f"mastery-{plan_date(1)}.md"


def test_a_file_that_is_there_stays_unless_it_is_to_go(coach: Coach, tmp_path: Path) -> None:
    there = tmp_path / "mine.md"
    there.write_text("mine")
    there.chmod(0o644)
    with pytest.raises(Refused) as refused:
        coach.exporting.write(MD, str(there))
    assert (refused.value.code, there.read_text()) == ("export.exists", "mine")
    coach.exporting.write(MD, str(there), over=True)
    assert there.read_text() == coach.exporting.content(MD)
    assert there.stat().st_mode & 0o777 == 0o600


def test_a_file_that_comes_in_between_stays(coach: Coach, tmp_path: Path) -> None:
    there = tmp_path / "mine.md"
    content = coach.exporting.content

    def meanwhile(*arguments: object, **options: object) -> str:
        there.write_text("mine")
        return content(MD)

    with patch.object(coach.exporting, "content", meanwhile), pytest.raises(Refused) as refused:
        coach.exporting.write(MD, str(there))
    assert (refused.value.code, there.read_text()) == ("export.exists", "mine")


def test_where_links_are_refused_nothing_is_written_over_either(coach: Coach, tmp_path: Path) -> None:
    with patch.object(os, "link", side_effect=OSError(errno.EPERM, "no")):
        written = coach.exporting.write(MD, str(tmp_path / "out.md"))
        assert written.read_text() == coach.exporting.content(MD)
        assert written.stat().st_mode & 0o777 == 0o600
        with pytest.raises(Refused):
            coach.exporting.write(MD, str(written))


def test_a_link_is_followed_only_to_write_over_what_it_leads_to(coach: Coach, tmp_path: Path) -> None:
    there, link = tmp_path / "mine.md", tmp_path / "link.md"
    link.symlink_to(there)
    with pytest.raises(Refused) as refused:
        coach.exporting.write(MD, str(link))
    assert refused.value.code == "export.exists"
    assert coach.exporting.write(MD, str(link), over=True) == there
    assert link.is_symlink()


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("", "export.file"),
        ("  ", "export.file"),
        ("nowhere/out.md", "export.folder"),
        ("journal", "export.not_a_file"),
        ("out.md/", "export.not_a_file"),
        ("journal/mastery.json", "export.own"),
        ("journal/mastery.json.drafts", "export.own"),
        ("journal/backups/out.md", "export.own"),
        ("linked/mastery.json", "export.own"),
    ],
)
def test_where_nothing_can_be_written(
    coach: Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, code: str, over: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "linked").symlink_to(tmp_path / "journal")
    assert (tmp_path / "journal" / "backups").is_dir()
    before = coach.context.journal.path.read_bytes()
    with pytest.raises(Refused) as refused:
        coach.exporting.write(MD, file, over=over)
    assert refused.value.code == code
    assert coach.context.journal.path.read_bytes() == before


@contextmanager
def refusing(number: int) -> Iterator[None]:
    with patch.object(os, "write", side_effect=OSError(number, "no")):
        yield


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "no_room"), (errno.EDQUOT, "no_room"), (errno.EROFS, "denied"), (errno.EIO, "io")],
)
def test_what_the_system_refuses_leaves_nothing(
    coach: Coach, tmp_path: Path, number: int, code: str, over: bool
) -> None:
    there = tmp_path / "mine.md"
    if over:
        there.write_text("mine")
    with refusing(number), pytest.raises(JournalError) as refused:
        coach.exporting.write(MD, str(there), over=over)
    assert (refused.value.code, refused.value.facts["reason"]) == (f"export.{code}", errno.errorcode[number])
    assert [path.read_text() for path in tmp_path.iterdir() if path.is_file()] == (["mine"] if over else [])


@pytest.mark.parametrize("kind", ExportKind)
def test_without_a_plan_there_is_nothing_to_export(tmp_path: Path, kind: ExportKind) -> None:
    coach = coach_at(tmp_path)
    with pytest.raises(Refused) as refused:
        coach.exporting.write(kind, str(tmp_path / "out"))
    assert refused.value.code == "cycle.none"
    assert not (tmp_path / "out").exists()
