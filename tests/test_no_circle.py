"""No circle of modules in the package, imports inside functions and for types alone included."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import mastery_tui

ROOT = Path(mastery_tui.__file__).parent
FACE = f"{mastery_tui.__name__}.tui"


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path) -> Iterator[str]:
    """What a module imports, wherever in it."""
    package = name_of(file).split(".") if file.name == "__init__.py" else name_of(file).split(".")[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            begin = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*begin, *([node.module] if node.module else [])])
            inside = [f"{module}.{each.name}" for each in node.names]
            yield from inside
            if not set(inside) <= files().keys():
                yield module


@cache
def files() -> dict[str, Path]:
    return {name_of(file): file for file in ROOT.rglob("*.py")}


def graph() -> dict[str, set[str]]:
    known = files()
    return {name: {each for each in imported(file) if each in known and each != name} for name, file in known.items()}


def test_no_module_hangs_in_a_circle() -> None:
    found = graph()
    assert len(found) > 150
    try:
        TopologicalSorter(found).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_screens_and_the_palette_know_the_base_app_alone() -> None:
    above = {f"{FACE}.app", f"{FACE}.restore_app"}
    face = {name: others for name, others in graph().items() if name.startswith(FACE)}
    assert {name for name, others in face.items() if others & above} == {f"{FACE}.restore_app", f"{FACE}.tour_app"}


def test_places_name_dialogs_by_their_ids() -> None:
    for name, others in graph().items():
        if name.startswith(f"{FACE}.places."):
            assert not any(each.startswith(f"{FACE}.dialogs") for each in others), name
