"""What is imported inside a function, and why it does not stand at the top of its module like everything else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import mastery_tui

ROOT = Path(mastery_tui.__file__).parent

WHY = {
    # Only some machines have it.
    "fcntl": "macOS syncs by it",
    "filelock": "Windows locks by it",
    # The version, help and wrong usage, and the terminal that is taken first: none of them needs more than arguments.
    "mastery_tui.cli.shell": "what every command works with: settings and the Coach, and under it tinydb and msgspec",
    "mastery_tui.cli.terminal": "only the app takes the terminal",
    "mastery_tui.cli.parser.parse": "argparse: the commonest lines need none of it",
    "mastery_tui.cli.commands": "what each command may be given; the app is opened without one",
    "mastery_tui.journal.writing.Writing": "TinyDB: who only reads the journal needs none of it",
    "mastery_tui.cli.describing": "only a schema is made of types",
    "mastery_tui.cli.showing": "where no terminal is, the status stands in for the app",
    "mastery_tui.cli.values": "only some options take a known word or standard input",
    "mastery_tui.coach.typed.dates": "the same of dates as people write them",
    "mastery_tui.coach.errors": "wrong usage is told without the journal; whose error it is, is asked last",
    "mastery_tui.settings": "the same: where files are is no question of usage",
    "difflib": "only a word that nobody knows is compared",
    "json": "--json, and a file that has to be read with care",
    "tomllib": "words are parsed when they are asked for; without a config.toml nothing else is",
    # The app: a command needs no screen, and the driver is one of two.
    "mastery_tui.tui.app": "textual",
    "mastery_tui.tui.tour_app": "the same, and only for those who look around first",
    "mastery_tui.tui.restore_app": "textual, and only where the journal cannot be read",
    "mastery_tui.cli.driver": "textual's Linux driver",
    "mastery_tui.cli.served": "textual's web driver",
    # The demo.
    "tempfile": "nothing else throws a folder away",
    "mastery_tui.demo.personas": "made-up people and their days",
    "mastery_tui.demo.play": "the same",
    # The first screen, and what a second key opens.
    "mastery_tui.tui.places.check_in": "Plan paints before it",
    "mastery_tui.tui.places.history": "the same",
    "mastery_tui.tui.places.importing": "the same",
    "mastery_tui.tui.places.summary": "the same",
    "mastery_tui.tui.places.side": "only a wide screen has it",
    "mastery_tui.tui.places.saved": "only the page after saving",
    "mastery_tui.tui.widgets.small_plot": "the same, and after its form",
    "mastery_tui.tui.widgets.note_field": "a text area that a note asks for",
    "mastery_tui.tui.palette": "it asks for every command's words",
    "mastery_tui.tui.keymap": "most people keep the keys as they are",
    # A status in one line, a check-in and the first screen: cues where they show, care for the file where it is asked.
    "mastery_tui.cues.engine": "all rules; a prompt asks for none",
    "mastery_tui.cues.rules": "the same",
    "mastery_tui.cues.params": "only lists of rules and thresholds",
    "mastery_tui.cues.thresholds": "the same as the engine; without [rules] in config.toml no warning comes of them",
    "mastery_tui.coach.cues": "a form without anything that weighs shows none",
    "mastery_tui.coach.progress": "how a cycle goes: its own pages ask that, and a panel once the form is seen",
    "mastery_tui.coach.easier": "few commands make it easier",
    "mastery_tui.coach.words.status": "the shell tells it; screens show it in their own ways",
    "mastery_tui.coach.words.carried": "only where a plan has ended",
    "mastery_tui.coach.words.calendar": "a form shows none",
    "mastery_tui.coach.words.glances": "the same of how it goes so far",
    "mastery_tui.practice.carrying": "the same",
    "mastery_tui.coach.words.changes": "only undo names what it took",
    "mastery_tui.practice.looking_back": "only where everything is looked at as of a date",
    "mastery_tui.coach.reflections": "no status and no entry asks what was written about a week",
    "mastery_tui.coach.timer": "the same of what the timer does; what waits for the day is the context's",
    "mastery_tui.coach.typed.moments": "keys tell the timer no moment",
    "mastery_tui.coach.file": "backups, merging and repair",
    "mastery_tui.coach.words.doctor": "the same: the journal cannot be read while it is open",
    "mastery_tui.coach.importing": "formats of other trackers, and what becomes of their days",
    "mastery_tui.coach.exporting": "what goes out; only the command and its dialog ask",
    "mastery_tui.coach.page": "one page as HTML; the other formats have none",
    "mastery_tui.coach.words.exporting": "the words of a calendar, with its library",
    "mastery_tui.exchange.ics": "icalendar, 75 ms; of all formats only one needs it",
    "mastery_tui.journal.store.packing": "a command is over before memory matters",
    "mastery_tui.journal.safety.drafts": "a command keeps none",
    "mastery_tui.journal.safety.sidecars": "only an app that stays open looks beside the file",
    "mastery_tui.journal.safety.lenient.refuse_other_than_json": "only drafts that are damaged are read with care",
    "mastery_tui.journal.safety.repair": "only doctor looks so closely",
    "mastery_tui.practice.entry": "the one-line entry; a form is shown without it",
    "msgspec.inspect": "the bounds of a field, where one is checked alone",
    "rich.console": "a bar is drawn only on a terminal, for what takes longer than a moment",
    "rich.progress": "the same",
    "pkgutil": "only a table of keys in config.toml asks for every binding there is",
    "platformdirs": "only where neither a variable nor an option names the file",
    "pendulum": "'3 days ago', and a date such as '27 Nov'",
    "shlex": "only a command that is printed is quoted",
}
"""What may be imported inside a function, and what is spared by that."""


def imported_inside(source: str, package: str) -> Iterator[str]:
    """What the functions of a module import: modules, or names that stand in one."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    for node in (inner for function in functions for inner in ast.walk(function)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            begin = parts[: len(parts) - node.level + 1] if node.level else []
            module = ".".join([*begin, *([node.module] if node.module else [])])
            yield from (f"{module}.{name.name}" for name in node.names)


def meant(imported: str) -> str | None:
    """The row of the table that an import belongs to."""
    return next((row for row in (imported, imported.rpartition(".")[0]) if row in WHY), None)


def test_what_is_imported_inside_a_function_has_its_reason_and_no_reason_is_left_over() -> None:
    found = [
        (str(file.relative_to(ROOT)), imported)
        for file in sorted(ROOT.rglob("*.py"))
        for imported in imported_inside(file.read_text("utf-8"), ".".join(file.relative_to(ROOT.parent).parts[:-1]))
    ]
    assert [(file, imported) for file, imported in found if meant(imported) is None] == []
    assert {meant(imported) for _, imported in found} == WHY.keys()


def test_an_import_inside_a_function_is_seen_wherever_in_it() -> None:
    source = """
from .shell import Shell
def run():
    from ..coach import Coach, errors
    if Coach:
        async def later():
            import json
            from . import terminal
"""
    found = {*imported_inside(source, "mastery_tui.cli")}
    assert found == {"mastery_tui.coach.Coach", "mastery_tui.coach.errors", "json", "mastery_tui.cli.terminal"}
    assert {meant(imported) for imported in found} == {
        None,
        "mastery_tui.coach.errors",
        "json",
        "mastery_tui.cli.terminal",
    }


def test_what_is_imported_from_elsewhere_is_asked_for_by_its_name() -> None:
    told = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    asked = {re.split(r"[^\w-]", each)[0] for each in told}
    nodes = [node for file in ROOT.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    found = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    found |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    others = {each.partition(".")[0] for each in found} - sys.stdlib_module_names - {"mastery_tui"}
    assert others == asked - {"tzdata"}, "tzdata is data alone, for Windows"
