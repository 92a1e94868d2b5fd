"""A power cut while the journal's file is looked after: restored, merged or put right."""

from pathlib import Path
from typing import Any

import pytest
from journal_records import START, recorded
from power import Report, power_cuts
from story import BEGINNING, DAYS, Person, checked_in, day, undone

from mastery_tui.journal import Journal
from mastery_tui.journal.safety.repair import mend
from mastery_tui.journal.safety.restore import NEWEST, Maintenance
from mastery_tui.journal.store.codec import decode, encode
from tests.conftest import Counted


class Kept:
    """Remembers what stood in the file, to look for it later."""

    def __init__(self) -> None:
        self.content = b""

    def __call__(self, person: Person) -> None:
        self.content = person.path.read_bytes()

    def is_in_each_of(self, report: Report) -> bool:
        return all(self.content in dict(image).values() for image in report.images)


def restored_to_the_first_backup(person: Person) -> None:
    maintenance = Maintenance(person.journal)
    maintenance.restore(maintenance.backups()[-1].name)


def restored(person: Person) -> None:
    Maintenance(person.journal).restore(NEWEST)


def merged(person: Person) -> None:
    Maintenance(person.journal).merge([elsewhere(person)])


def mended(person: Person) -> None:
    mend(Maintenance(person.journal), START)
    person.reopen()


def elsewhere(person: Person) -> Path:
    return person.path.parents[3] / "elsewhere.json"


def written_elsewhere(person: Person) -> None:
    path = elsewhere(person)
    path.write_bytes(person.path.read_bytes())
    other = Journal(path, person.clock)
    recorded(other, person.owner, day(0), note="told on the other machine")
    recorded(other, person.owner, day(20), note="a day of the other machine")


def cut_short(person: Person) -> None:
    person.path.write_bytes(person.path.read_bytes()[:-40])
    person.reopen()


def twice_in_the_file(person: Person) -> None:
    tables = decode(person.path.read_bytes())
    document = next(iter(tables["check_ins"].values()))
    tables["check_ins"]["900"] = {**document, "id": "b" * 8, "note": "the same day again"}
    person.path.write_bytes(encode(tables))
    person.reopen()


STORIES: dict[str, dict[str, Any]] = {
    "restore": {
        "story": [("restore", restored_to_the_first_backup), ("undo", undone)],
        "before": [*BEGINNING, *DAYS],
    },
    "restore a file that was cut short": {
        "story": [("restore", restored), ("check-in", checked_in(5))],
        "before": [*BEGINNING, *DAYS, ("cut", cut_short)],
    },
    "merge": {
        "story": [("merge", merged), ("check-in", checked_in(6))],
        "before": [*BEGINNING, *DAYS[:3], ("elsewhere", written_elsewhere), DAYS[3]],
    },
    "put right": {
        "story": [("put right", mended), ("check-in", checked_in(7))],
        "before": [*BEGINNING, *DAYS, ("twice", twice_in_the_file)],
    },
}


@pytest.mark.parametrize("name", STORIES)
def test_no_power_cut_takes_what_stood_before_or_what_was_acknowledged(
    tmp_path: Path, name: str, counted: Counted
) -> None:
    story, kept = STORIES[name], Kept()
    report = power_cuts(tmp_path, story["story"], [*story["before"], ("keep", kept)])
    counted(f"power cut, {name}: {report}")
    assert report.losses == ()
    assert kept.is_in_each_of(report)
    assert len(report.images) > 20
