"""The README: each of its blocks runs or is read as it is, and what it names is there.

A block of `sh` runs in a scratch folder that has the files it names, one after the other under the same heading. The
two blocks that set everything up are those of `.ci/run`.
"""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import msgspec
import pytest

from assets.pictures import draw_all
from mastery_tui.cli.commands import COMMANDS
from mastery_tui.coach.configured import warnings
from mastery_tui.practice.records import CheckIn
from mastery_tui.settings import READERS, Settings, load
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.keymap import usable
from tests.cli.conftest import Shell, shell as shell, week_two as week_two
from tests.tui.elsewhere import HARSH, loop_zip

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
LARGEST = 200_000
"""Bytes of a picture."""
TOGGL = (
    "Description,Project,Start date,Start time,Duration\n"
    "a page,Writing,2026-01-05,07:30:00,00:25:10\n"
    "a walk,Health,2026-01-05,18:00:00,01:00:00\n"
    "a page,Writing,2026-01-06,07:40:00,01:05:00\n"
)


class Block(NamedTuple):
    """A block of code.

    Attributes:
        heading: the words over it.
        language: what it is of.
        text: its lines.
    """

    heading: str
    language: str
    text: str


def blocks() -> Iterator[Block]:
    for part in TEXT.split("\n## ")[1:]:
        for language, text in re.findall(r"^```(\w*)\n(.*?)\n```$", part, re.DOTALL | re.MULTILINE):
            yield Block(part.partition("\n")[0], language, text)
    intro = TEXT.partition("\n## ")[0]
    for language, text in re.findall(r"^```(\w*)\n(.*?)\n```$", intro, re.DOTALL | re.MULTILINE):
        yield Block("", language, text)


BLOCKS = list(blocks())
SETS_UP = [block for block in BLOCKS if ".venv" in block.text]
RUN = [block for block in BLOCKS if block.language == "sh" and block not in SETS_UP]


# -- blocks ------------------------------------------------------------------------------------------------------------


def test_no_block_is_left_out() -> None:
    fences = [line for line in TEXT.splitlines() if line.lstrip().startswith(("```", "~~~"))]
    assert len(fences) == 2 * len(BLOCKS)
    assert {block.language for block in BLOCKS} == {"sh", *READ}


def test_what_sets_everything_up_is_what_ci_runs() -> None:
    lines = [line.strip() for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()]
    assert [block.heading for block in SETS_UP] == ["For developers", ""]
    assert [block.text in lines for block in SETS_UP] == [True, True]


@pytest.fixture
def scratch(week_two: Shell, tmp_path: Path) -> Path:
    """A home with the files that the README names, with a plan on its day 12 and a backup of it."""
    program = f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m mastery_tui "$@"\n'
    home = tmp_path / "home"
    for name, text in {
        ".local/bin/mastery": program,
        ".local/bin/notify-send": '#!/bin/sh\nprintf "%s\\n" "$*"\n',
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
        (home / name).chmod(0o755)
    journal = home / ".local/share/mastery-tui/mastery.json"
    journal.parent.mkdir(0o700, parents=True)
    for each in week_two.directory.glob("mastery*"):
        each.rename(journal.with_name(each.name)) if each.is_file() else None
    (week_two.directory / "backups").rename(journal.with_name("backups"))
    (home / "mastery.sync-conflict.json").write_bytes(journal.read_bytes())
    loop_zip(home / "Loop Habits CSV.zip")
    (home / "toggl.csv").write_text(TOGGL, "utf-8")
    (home / ".config/harsh").mkdir(parents=True)
    (home / ".config/harsh/log").write_bytes(HARSH.read_bytes())
    return home


@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for sh")
@pytest.mark.parametrize("heading", dict.fromkeys(block.heading for block in RUN))
def test_what_the_shell_is_given_runs_as_it_is(scratch: Path, heading: str) -> None:
    """With -e a block ends at the first command that is refused."""
    env = {
        "HOME": str(scratch),
        "PATH": f"{scratch / '.local/bin'}{os.pathsep}{os.defpath}",
        "MASTERY_NOW": "2026-11-13T20:00:00+01:00",
        "LC_ALL": "C.UTF-8",
    }
    script = scratch / ".local/bin/block"
    script.touch(0o755)
    for block in (each for each in RUN if each.heading == heading):
        if block.text.startswith("mastery start"):
            shutil.rmtree(scratch / ".local/share/mastery-tui")
        shell = [] if block.text.startswith("#!") else ["/bin/sh", "-e"]
        script.write_text(block.text, "utf-8")
        done = subprocess.run([*shell, script], env=env, cwd=scratch, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), block.text
        written = re.findall(r"(?:> ~/|export html |export csv )(\S+)$", block.text, re.MULTILINE)
        assert done.stdout or written, block.text
        assert all((scratch / each).stat().st_size > 100 for each in written)


def _toml(block: Block, folder: Path) -> None:
    table = tomllib.loads(block.text)
    if block.heading == "Reminders":
        assert table["custom"]["mastery"]["command"]
        return
    (folder / "config.toml").write_text(block.text, "utf-8")
    settings = load(folder / "config.toml")
    assert (*warnings(settings), *usable(settings.keymap, MasteryApp)[1]) == ()
    assert settings != Settings()


def _json(block: Block, folder: Path) -> None:
    if block.heading == "Reminders":
        assert json.loads(f"{{{block.text}}}")
        return
    told = json.loads(block.text)
    assert json.loads(msgspec.json.encode(msgspec.convert(told, CheckIn))) == told


def _ini(block: Block, folder: Path) -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(block.text)
    assert parser.sections()


def _crontab(block: Block, folder: Path) -> None:
    *when, command = block.text.split(maxsplit=5)
    assert len(when) == 5
    subprocess.run(["/bin/sh", "-n", "-c", command], check=True)


def _tmux(block: Block, folder: Path) -> None:
    assert {tuple(shlex.split(line)[:2]) for line in block.text.splitlines()} == {("set", "-g")}


READ: dict[str, Callable[[Block, Path], None]] = {
    "toml": _toml,
    "json": _json,
    "ini": _ini,
    "crontab": _crontab,
    "tmux": _tmux,
}
"""How a block of another language is read."""


@pytest.mark.parametrize("language", READ)
def test_what_is_for_a_file_is_read_as_it_is(tmp_path: Path, language: str) -> None:
    for block in (each for each in BLOCKS if each.language == language):
        READ[language](block, tmp_path)


# -- what is named -----------------------------------------------------------------------------------------------------

INLINE = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", TEXT, flags=re.DOTALL | re.MULTILINE))
"""What is written as code in a sentence or a table."""


def test_every_path_that_is_named_is_there() -> None:
    named = {each for code in INLINE for each in re.findall(r"\b(?:mastery_tui|tests|assets|\.ci)/[\w./-]*", code)}
    assert len(named) > 20
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_command_that_is_named_is_one_and_takes_its_options(shell: Shell) -> None:
    named = {code for code in INLINE if code.startswith("mastery ") and not code.startswith("mastery --")}
    commands = {tuple(shlex.split(each)[1:]) for each in named}
    assert len(commands) > 10
    for command, *words in commands:
        assert command in COMMANDS
        known = shell.ok(command, "--help")
        assert all(word in known for word in words if word.startswith("--")), (command, *words)


def test_every_place_that_is_linked_is_there() -> None:
    headings = [re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in re.findall(r"^## (.*)$", TEXT, re.M)]
    linked = re.findall(r"\]\(([^)]*)\)", TEXT)
    assert [each for each in linked if each.removeprefix("#") not in headings] == []
    assert [each for each in headings if f"#{each}" not in linked] == []


def test_it_leads_nowhere_else() -> None:
    assert re.findall(r"https?:|www\.|/home/|/root/|/tmp/|/work/", TEXT) == []


def test_the_table_of_settings_has_each_with_its_default(shell: Shell) -> None:
    told = {
        key: default
        for row in re.findall(r"^\| (`.*?) \| (.*?) ?\| ", TEXT.partition("\n## Settings\n")[2], re.MULTILINE)
        for key, default in zip(*(re.findall(r"`([^`]+)`", cell) for cell in row), strict=False)
    }
    in_force = dict(re.findall(r"^([\w.]+) = (.*)$", shell.ok("config"), re.MULTILINE))
    assert told == in_force
    tables = re.findall(r"^\| `(\w+)` \| \|", TEXT, re.MULTILINE)
    assert {*tables, *(key.partition(".")[0] for key in told)} == {*READERS}


# -- pictures ----------------------------------------------------------------------------------------------------------

PICTURES = re.findall(r'<p><picture>\n(.*?)  <img src="(.*?)" alt="(.*?)">\n</picture></p>', TEXT, re.DOTALL)
SHOWN = [file for sources, image, _ in PICTURES for file in (*re.findall(r'srcset="(.*?)"', sources), image)]


def words_in(file: str) -> str:
    """The text of a picture, line by line."""
    lines: dict[float, list[str]] = {}
    for each in ElementTree.parse(ROOT / file).iter("{http://www.w3.org/2000/svg}text"):
        lines.setdefault(float(each.get("y", "0")), []).append((each.text or "").replace("\N{NO-BREAK SPACE}", " "))
    return "\n".join(" ".join(parts) for parts in lines.values())


def test_the_pictures_are_those_that_there_are() -> None:
    assert sorted(SHOWN) == sorted(each.relative_to(ROOT).as_posix() for each in (ROOT / "assets").glob("*.svg"))
    assert len(PICTURES) == TEXT.count("<img") == TEXT.count("<picture>")


@pytest.mark.parametrize("file", SHOWN)
def test_a_picture_is_small_and_asks_for_nothing(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert len(text.encode()) < LARGEST
    assert re.findall(r"url\(|href|@import|@font-face|<script|https?:(?!//www\.w3\.org/2000/svg\")", text) == []
    assert len(words_in(file)) > 100
    assert text.rindex("<rect") < text.index("<text"), "letters are in front"


@pytest.mark.parametrize(("sources", "image", "told"), PICTURES, ids=[image for _, image, _ in PICTURES])
def test_a_picture_is_there_in_light_and_dark_and_its_words_say_what_is_seen(
    sources: str, image: str, told: str
) -> None:
    assert f'<source media="(prefers-color-scheme: dark)" srcset="{image.replace("-light", "-dark")}">' in sources
    seen = {file: words_in(file) for file in (*re.findall(r'srcset="(.*?)"', sources), image)}
    numbers = re.findall(r"\d+(?::\d+)?%?", told)
    assert numbers
    for file, words in seen.items():
        assert [each for each in numbers if each not in words] == [], file


def test_what_moves_stays_for_who_wants_nothing_to_move() -> None:
    moving = [text for file in SHOWN if "animation" in (text := (ROOT / file).read_text("utf-8"))]
    assert len(moving) == 4
    assert all("@media (prefers-reduced-motion:reduce){g{animation:none!important}}" in text for text in moving)


@pytest.mark.storm
async def test_the_pictures_are_those_that_the_app_draws_now() -> None:
    drawn = await draw_all()
    assert {f"assets/{name}" for name in drawn} == {*SHOWN}
    assert [name for name, text in drawn.items() if (ROOT / "assets" / name).read_text("utf-8") != text] == []
