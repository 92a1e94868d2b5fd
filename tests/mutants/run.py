"""Whether hand-made mistakes are seen: each mutant of the tables beside this, put into a copy of the package.

The tests that a mutant names run there until one of them fails. All of it takes some minutes, so it is no part of the
ordinary run::

    .venv/bin/python -m tests.mutants.run               every mutant
    .venv/bin/python -m tests.mutants.run practice      those of a table
    .venv/bin/python -m tests.mutants.run pause rest    those of which a table's name or what they are about says so

It ends with 1 where a mutant is not seen, where its old text stands in its file no longer or more than once, or where a
test that it names is not there or fails without it too.
"""

import argparse
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGE = "mastery_tui"
COPIED = (PACKAGE, "tests", "pyproject.toml")
LONGEST_SECONDS = 120
"""Seconds that the tests of one mutant may take."""

PASSED, FAILED = 0, 1
"""How pytest ends where every test passed, and where one failed; all else says that the list is wrong."""


class Mutant(NamedTuple):
    """One mistake.

    Attributes:
        about: the behaviour that it breaks.
        file: the file that it is made in, as seen from the package.
        old: what stands there, once.
        new: what stands there by mistake.
        tests: the tests that see it.
        table: the name of the table that it comes from.
    """

    about: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    table: str

    @property
    def name(self) -> str:
        """The table and what it is about."""
        return f"{self.table}: {self.about}"


def mutants(words: Sequence[str]) -> list[Mutant]:
    """The mutants of every table; with words, those of which one of them says so."""
    found = []
    for path in sorted(HERE.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]:
            found.append(Mutant(**(row | {"tests": tuple(row["tests"]), "table": path.stem})))
    return [mutant for mutant in found if not words or any(word in mutant.name for word in words)]


def ends(copy: Path, tests: Sequence[str], longest: int | None = None) -> int:
    """How a run of some tests in a copy ends.

    Raises:
        TimeoutExpired: it takes longer than so many seconds.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", *tests]
    return subprocess.run(command, cwd=copy, capture_output=True, timeout=longest, check=False).returncode


@contextmanager
def put_in(mutant: Mutant, copy: Path) -> Iterator[None]:
    """Make the mistake in a copy for as long as this lasts."""
    path = copy / PACKAGE / mutant.file
    right = path.read_text(encoding="utf-8")
    try:
        _write(path, right.replace(mutant.old, mutant.new))
        yield
    finally:
        _write(path, right)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    # What Python compiled is told from newer by the second, which is too coarse here.
    Path(cache_from_source(str(path))).unlink(missing_ok=True)


def trouble(mutant: Mutant, copy: Path) -> str:
    """Why a mutant is not seen, '' where it is."""
    path = copy / PACKAGE / mutant.file
    times = path.read_text(encoding="utf-8").count(mutant.old) if path.is_file() else 0
    if times != 1:
        return f"its old text stands {times} times in {mutant.file}"
    with put_in(mutant, copy):
        try:
            code = ends(copy, mutant.tests, LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            return f"its tests take longer than {LONGEST_SECONDS} seconds"
    return {PASSED: "not seen", FAILED: ""}.get(code, f"pytest ends with {code}: {' '.join(mutant.tests)}")


def main() -> int:
    """Try the mutants that are asked for, and say which are not seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("words", nargs="*", help="only mutants of which one of these words says so")
    parser.add_argument("-j", type=int, default=2, metavar="N", help="how many at once (2)")
    asked = parser.parse_args()
    chosen = mutants(asked.words)
    with TemporaryDirectory() as folder, ThreadPoolExecutor(asked.j) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.j):
            copies.put(copied(Path(folder) / str(number)))

        def tried(mutant: Mutant) -> str:
            copy = copies.get()
            try:
                return trouble(mutant, copy)
            finally:
                copies.put(copy)

        right = copied(Path(folder) / "right")
        if ends(right, sorted({test for mutant in chosen for test in mutant.tests})) != PASSED:
            print("without a mutant too, a test that is named fails or is not there")
            return 1
        unseen = 0
        for mutant, why in zip(chosen, pool.map(tried, chosen), strict=True):
            unseen += bool(why)
            print(f"{why or 'seen'}: {mutant.name}", flush=True)
    print(f"{len(chosen) - unseen} of {len(chosen)} are seen")
    return 1 if unseen else 0


def copied(folder: Path) -> Path:
    """A copy of what the tests need."""
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    return folder


if __name__ == "__main__":
    sys.exit(main())
