"""A journal that many tests begin with is made once in a run, and copied."""

from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory

_MADE: dict[Hashable, list[tuple[Path, int, bytes | None]]] = {}


def made_once(key: Hashable, folder: Path, make: Callable[[Path], object]) -> None:
    """Let a folder hold what is made in an empty one, which is done the first time only.

    Args:
        key: tells what is made.
        folder: where a copy of it goes.
        make: makes it.
    """
    if key not in _MADE:
        with TemporaryDirectory() as origin:
            make(Path(origin))
            there = sorted(Path(origin).rglob("*"))
            _MADE[key] = [
                (each.relative_to(origin), each.stat().st_mode, each.read_bytes() if each.is_file() else None)
                for each in there
            ]
    folder.mkdir(parents=True, exist_ok=True)
    for name, mode, content in _MADE[key]:
        copy = folder / name
        if content is None:
            copy.mkdir(exist_ok=True)
        else:
            copy.write_bytes(content)
        copy.chmod(mode & 0o777)
