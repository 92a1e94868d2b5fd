"""The guide's files: sound to cut apart, in their tone, and not read before they are needed."""

import re
import string
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mastery_tui import guide
from mastery_tui.guide import sections, sentences
from mastery_tui.guide.sections import section_of, section_texts

PACKAGE = Path(guide.__file__).parents[1]
EN = PACKAGE / "guide" / "en"
FILES = sorted(EN.glob("*.toml"))

BANNED = re.compile(
    r"\b(fail\w*|laz(y|iness)|should\w*|must\w*|streaks?|excuses?|perfect\w*|bad|badly|weak\w*)\b|(?<=\w)!",
    re.IGNORECASE,
)
BANNED_BUT_FOR = {("cues", "note.bad_week", "title"), ("cli_help", "cli_options", "demo.persona")}


def all_texts() -> list[tuple[str, str, str, str]]:
    """File, section, key and text of every string in the guide."""
    found: list[tuple[str, str, str, str]] = []

    def walk(file: str, part: str, key: str, value: Any) -> None:
        if isinstance(value, str):
            found.append((file, part, key, value))
        elif isinstance(value, list):
            for each in value:
                walk(file, part, key, each)

    for path in FILES:
        for part, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for key, value in table.items():
                walk(path.stem, part, key, value)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_cut_at_its_headers_reads_as_the_whole_file_does(path: Path) -> None:
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {name: section_of(path, name) for name in section_texts(path)} == whole


def test_no_section_name_is_used_twice_among_the_files_that_say_knows() -> None:
    names = [name for file in sentences._SAID for name in section_texts(EN / f"{file}.toml")]
    assert len(names) == len(set(names))


def test_every_placeholder_is_a_plain_name() -> None:
    for file, part, key, text in all_texts():
        for _, name, _, _ in string.Formatter().parse(text):
            assert name is None or name.isidentifier(), (file, part, key)


def test_no_text_uses_a_word_that_judges_or_an_exclamation_mark() -> None:
    texts = all_texts()
    assert len(texts) > 500
    found = [each for each in texts if BANNED.search(each[3]) and each[:3] not in BANNED_BUT_FOR]
    assert not found


@pytest.mark.parametrize("text", ["You should rest", "A perfect week", "the streak", "Well done!", "a bad day", "lazy"])
def test_a_word_that_judges_is_recognised(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize("text", ["a week", "Press ! or F9", "The weekly review", "weekdays", "! from everywhere"])
def test_an_ordinary_word_is_let_through(text: str) -> None:
    assert not BANNED.search(text)


def test_importing_the_guide_reads_no_file_and_loads_no_toml() -> None:
    code = (
        "import mastery_tui.guide, sys; from mastery_tui.guide.sections import section_texts as texts; "
        "print('tomllib' in sys.modules, texts.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == ["False", "0"]


def test_another_language_is_a_folder_beside_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "LANGUAGE", "xx")
    with pytest.raises(FileNotFoundError, match=r"xx.words\.toml"):
        guide.word("outcomes", "done")
