"""What an installed program reads its words from: compiled ones, for as long as they are those of the files."""

import os
import runpy
import subprocess
import sys
import time
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from mastery_tui.guide.sections import INSTALLED_WITHIN

ROOT = Path(__file__).parents[2]
ASKED = (
    "import sys; from mastery_tui import guide; from mastery_tui.guide import sections; "
    "print(sections.__file__, 'tomllib' in sys.modules, guide.word('tabs', 'plan'), 'tomllib' in sys.modules)"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    return tmp_path


def asked(installed: Path) -> tuple[str, bool]:
    """The word for Plan, and whether TOML was read for it."""
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=installed, capture_output=True, text=True, check=True)
    place, before, word, after = done.stdout.split()
    assert (Path(place).is_relative_to(installed), before) == (True, "False")
    return word, after == "True"


def test_every_file_of_words_is_compiled_and_none_of_toml_is_read(installed: Path) -> None:
    guide = installed / "mastery_tui" / "guide"
    files = {path.stem for path in (guide / "en").glob("*.toml")}
    assert files == {path.stem for path in (guide / "compiled" / "en").glob("*.py")}
    assert asked(installed) == ("Plan", False)


def test_what_is_compiled_says_the_same_dates_included(installed: Path) -> None:
    guide = installed / "mastery_tui" / "guide"
    for file in sorted((guide / "en").glob("*.toml")):
        compiled = runpy.run_path(str(guide / "compiled" / "en" / f"{file.stem}.py"))
        assert compiled["SECTIONS"] == tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("word", "later"), [("Planned", 0), ("Plot", INSTALLED_WITHIN + 9)])
def test_words_that_were_changed_since_are_those_that_show(installed: Path, word: str, later: float) -> None:
    file = installed / "mastery_tui" / "guide" / "en" / "ui.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('plan = "Plan"\n', f'plan = "{word}"\n'), encoding="utf-8")
    os.utime(file, (time.time() + later,) * 2)
    assert asked(installed) == (word, True)


def test_where_nothing_is_compiled_the_files_are_read() -> None:
    assert not (ROOT / "mastery_tui" / "guide" / "compiled").exists()
    assert asked(ROOT) == ("Plan", True)
