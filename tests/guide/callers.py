"""Where the package takes sentences from the guide: which ones, and with which facts, read from its source.

An expression is read as far as source tells: constants, choices between them, names that were given one of those,
dictionaries, and functions of the package that return one. What only a run can tell is None.
"""

import ast
import string
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from mastery_tui import guide
from mastery_tui.guide.sections import section

PACKAGE = Path(guide.__file__).parents[1]
BY_SECTION = ("say", "word")
"""What of the guide's takes a sentence by its section and key."""
BY_CODE = ("change_words", "refusal")
"""What of the guide's takes a sentence by its code or label."""
REFUSING = ("Refused", "JournalError", "JournalBusy", "UnreadableJournal", "JournalNotWritable", "_Unusable")
"""What takes the code of a refusal, and its facts by name."""
FINDING = ("SettingsWarning", "Finding")
"""What takes a code, and its facts in a dictionary."""
CHANGING = ("change", "tell", "step_done")
"""What takes the label of a change or of a step."""


class Taken(NamedTuple):
    """One place where a sentence is taken.

    Attributes:
        file: where.
        line: in which line of it.
        how: what takes it.
        section: what its section can be; a code has none, and there this is empty.
        key: what its key, its code or its label can be.
        facts: what it is given in any case.
    """

    file: str
    line: int
    how: str
    section: tuple[str, ...] | None
    key: tuple[str, ...] | None
    facts: frozenset[str] | None


def placeholders(text: str) -> frozenset[str]:
    """What a template asks for."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def taken() -> Iterator[Taken]:
    """Every place where the package takes a sentence, or makes a code or a label that becomes one."""
    for path, module in _sources().items():
        outside = _Names(module.body)
        for function in _functions(path):
            nodes = list(ast.walk(function))
            names = _Names(nodes, outside)
            for call in (each for each in nodes if isinstance(each, ast.Call)):
                found = _taken(path, call, names)
                if found is not None:
                    yield found


def _taken(path: str, call: ast.Call, names: "_Names") -> Taken | None:
    how = getattr(call.func, "attr", getattr(call.func, "id", ""))
    of_the_guide = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "guide"
    if not call.args or isinstance(call.args[0], ast.Starred):
        return None
    first = names.texts(call.args[0])
    if of_the_guide and how in BY_SECTION:
        return Taken(path, call.lineno, how, first, names.texts(call.args[1]), names.facts(call.keywords))
    if how in CHANGING and len(call.args) > 1:
        return Taken(path, call.lineno, how, (), first, names.keys(call.args[1]))
    if (of_the_guide and how in BY_CODE) or how in (*REFUSING, *CHANGING):
        return Taken(path, call.lineno, how, (), first, names.facts(call.keywords))
    if how in FINDING and len(call.args) > 1:
        return Taken(path, call.lineno, how, (), first, names.keys(call.args[1]))
    return None


@cache
def _sources() -> dict[str, ast.Module]:
    """The package's modules but the guide's own, by path."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if path.parent.name != "guide")
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def _functions(path: str) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """The functions of a module, in the order in which a walk comes by them: it is walked once."""
    return tuple(
        each for each in ast.walk(_sources()[path]) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    )


class _Names:
    """What the names in a function, or in its module, stand for."""

    def __init__(self, nodes: Iterable[ast.AST], outside: "_Names | None" = None) -> None:
        self._given: dict[str, list[ast.expr]] = {}
        self._outside = outside
        for node in nodes:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._take(target, node.value)
            elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Tuple | ast.List):
                for each in node.iter.elts:
                    self._take(node.target, each)
            elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
                self._take(node.target, node.value)

    def _take(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self._given.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.IfExp):
            self._take(target, value.body)
            self._take(target, value.orelse)
        elif isinstance(target, ast.Tuple):
            others = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
            for one, other in zip(target.elts, others, strict=True):
                self._take(one, other if isinstance(value, ast.Tuple) else ast.Starred(value))

    def _of(self, name: str) -> list[ast.expr]:
        """What a name was given, but for what it was before."""
        given = self._given.get(name)
        if given is None:
            return self._outside._of(name) if self._outside else []
        found = chain.from_iterable(
            (each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,) for each in given
        )
        return [each for each in found if not (isinstance(each, ast.Name) and each.id == name)]

    def texts(self, node: ast.expr) -> tuple[str, ...] | None:
        """The texts that an expression can be."""
        if isinstance(node, ast.Constant):
            return (str(node.value),)
        found: list[tuple[str, ...] | None] = [None]
        if isinstance(node, ast.IfExp):
            found = [self.texts(node.body), self.texts(node.orelse)]
        elif isinstance(node, ast.Name):
            found = [self.texts(each) for each in self._of(node.id)] or found
        return None if None in found else tuple(chain.from_iterable(each or () for each in found))

    def facts(self, keywords: Iterable[ast.keyword]) -> frozenset[str] | None:
        """The names of what is given by keyword."""
        found = [self.keys(each.value) if each.arg is None else frozenset({each.arg}) for each in keywords]
        return None if None in found else frozenset(chain.from_iterable(each or () for each in found))

    def keys(self, node: ast.expr) -> frozenset[str] | None:
        """The keys that a dictionary has in any case."""
        every: list[frozenset[str] | None] = [None]
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            every = [
                frozenset({str(key.value)}) if isinstance(key, ast.Constant) else None if key else self.keys(value)
                for key, value in pairs
            ]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            every = [self.keys(node.left), self.keys(node.right)]
        elif isinstance(node, ast.DictComp) and isinstance(node.generators[0].iter, ast.Tuple):
            every = [
                frozenset(str(each.value) for each in node.generators[0].iter.elts if isinstance(each, ast.Constant))
            ]
        elif isinstance(node, ast.IfExp):
            return _common([self.keys(node.body), self.keys(node.orelse)])
        elif isinstance(node, ast.Name):
            return _common([self.keys(each) for each in self._of(node.id)])
        elif isinstance(node, ast.Call):
            return _returned(getattr(node.func, "attr", getattr(node.func, "id", "")))
        return None if None in every else frozenset(chain.from_iterable(each or () for each in every))


def _common(found: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [each for each in found if each is not None]
    return frozenset.intersection(*known) if known and len(known) == len(found) else None


@cache
def _returned(name: str) -> frozenset[str] | None:
    """The keys of the dictionary that the package's functions of this name return."""
    found: list[frozenset[str] | None] = []
    for path, module in _sources().items():
        for function in (each for each in _functions(path) if isinstance(each, ast.FunctionDef) and each.name == name):
            nodes = list(ast.walk(function))
            names = _Names(nodes, _Names(module.body))
            returned = (each for each in nodes if isinstance(each, ast.Return) and each.value is not None)
            found += [names.keys(each.value) for each in returned if each.value is not None]
    return _common(found)


def variants_of(rule_id: str) -> tuple[str, ...]:
    """The variants that a rule has words for, in the file's order.

    Raises:
        KeyError: no rule of that id has words.
    """
    variants = (key.partition("_")[2] for key in section("cues", rule_id))
    return tuple(dict.fromkeys(variant for variant in variants if variant))
