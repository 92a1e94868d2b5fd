"""A place for a journal that is crashed, and the helpers of this room and of the journal's."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "journal")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mastery.json"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 256 KiB, where this system lets one be mounted."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    place = tmp_path / "small"
    place.mkdir()
    made = mount and umount and _done(mount, "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", str(place))
    if not made:
        pytest.skip("no file system of its own can be mounted here")
    yield place
    assert umount
    _done(umount, str(place))


def _done(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
