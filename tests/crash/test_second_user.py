"""A second user of the machine: nothing of the journal can be read, and nothing of its folder seen."""

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from journal_records import MOMENT
from story import BEGINNING, DAYS, FILE, Person

from mastery_tui.journal.safety.sidecars import set_aside_name
from mastery_tui.journal.store.backups import FOLDER
from mastery_tui.journal.store.files import set_aside
from tests.conftest import Counted

SOMEBODY = 65534


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that everybody can go through, and so can be its parents."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture
def anyone() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def written(root: Path) -> Path:
    """The directory of a journal that was cut short and restored: all there can be lies in it."""
    person = Person(root)
    for _, step in [*BEGINNING, *DAYS]:
        step(person)
    set_aside(person.path, set_aside_name(person.path, MOMENT))
    return person.path.parent


def by_somebody(*command: str | Path) -> bytes | None:
    """What a command of another user tells, None where the system refuses it."""
    done = subprocess.run(
        command, user=SOMEBODY, group=SOMEBODY, extra_groups=[], cwd="/", capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else None


def files_in(directory: Path) -> list[Path]:
    found = [each for each in directory.rglob("*") if each.is_file()]
    assert {each.name.split(".json")[-1].split("-")[0] for each in found} == {"", ".bak", ".lock", ".corrupt"}
    assert any(each.parent.name == FOLDER for each in found)
    return found


@pytest.mark.usefixtures("anyone")
def test_all_that_is_written_is_for_one_person_only(tmp_path: Path) -> None:
    directory = written(tmp_path)
    assert {stat.S_IMODE(each.stat().st_mode) for each in files_in(directory)} == {0o600}
    made = [directory.parent, directory, directory / FOLDER]
    assert {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o700}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can do something as another user")
@pytest.mark.usefixtures("anyone")
@pytest.mark.parametrize("shared", [False, True])
def test_a_second_user_reads_nothing(open_place: Path, shared: bool, counted: Counted) -> None:
    if shared:
        (open_place / FILE).parent.mkdir(parents=True)
        assert (open_place / FILE).parent.stat().st_mode & 0o077
    directory = written(open_place)
    (open_place / "for everybody").write_text("hello")
    assert by_somebody("cat", open_place / "for everybody") == b"hello"
    assert (by_somebody("ls", directory) is None) is not shared, "a directory that was there stays as open as it was"
    assert by_somebody("ls", directory / FOLDER) is None
    for each in files_in(directory):
        assert by_somebody("cat", each) is None, each.name
        assert by_somebody("test", "-r", each) is None
        assert each.read_bytes() or each.suffix == ".lock"
    where = "a directory open to all" if shared else "a directory of its own"
    counted(f"umask 000, a second user, {where}: {len(files_in(directory))} files, none readable")
