"""Arguments, with errors of one line that repeat nothing that was typed: it may be a note."""

import argparse
import re
from collections.abc import Sequence
from textwrap import indent, wrap
from types import SimpleNamespace
from typing import Any, NoReturn

from mastery_tui import __version__, guide
from mastery_tui.practice.refused import Refused
from mastery_tui.spelling import nearest

from .codes import PROGRAM
from .commands import APP, COMMANDS

WIDE = 80
"""The columns of help."""
SCHEMA = "--schema"
"""What every command takes that answers in JSON; like help, it asks for no other word to be given."""


class _Asked(Exception):
    """Help or a schema was asked for; it is the message."""


def parse(arguments: Sequence[str], into: SimpleNamespace) -> str:
    """Read arguments. Values are taken as text; the commands turn them into values.

    Args:
        arguments: the arguments.
        into: what takes them, by name; ``command`` is there from when it is known on.

    Returns:
        Help, a schema or the version, where that is all that was asked for; '' for a command.

    Raises:
        Refused: ``usage`` codes, which name options and commands, and nothing that was typed.
    """
    program = Parser()
    program.add_subparsers(dest="command", action=_Called)
    try:
        program.parse(arguments, into)
    except _Asked as asked:
        return str(asked)
    return f"{PROGRAM} {__version__}" if hasattr(into, "version") else ""


class Parser(argparse.ArgumentParser):
    """A parser of what stands before any command, or of what one is given."""

    def __init__(self, command: str = "") -> None:
        """Build it, its help but for the words.

        Args:
            command: the command, '' for the part before it.
        """
        prog = f"{PROGRAM} {command}".strip()
        super().__init__(prog=prog, parents=[_shared()], add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self.color = False  # From Python 3.14 on argparse would color help.
        # What begins like a number below zero is a value; argparse itself takes -5 for one, but -1:30 for an option.
        self._negative_number_matcher = re.compile(r"-[.,]?\d")
        self._command = command
        self._several = False
        for name, settings in COMMANDS.get(command, APP).arguments:
            self._several |= self.add_argument(name, **settings).nargs in ("+", "*")
            if name == "--json":
                self.add_argument(SCHEMA, action="store_true")

    def parse(self, arguments: Sequence[str], into: SimpleNamespace) -> None:
        """Read arguments, and refuse those that are not known.

        Raises:
            Refused: ``usage`` codes.
        """
        words = [action for action in self._actions if not action.option_strings]
        # Options between several words take argparse longer, so only a command that has several asks for it.
        mixed = self._several or (len(words) > 1 and words[-1].nargs == "?")
        known = self.parse_known_intermixed_args if mixed else self.parse_known_args
        _, unknown = known(list(arguments), into)
        for word in unknown:
            if word.startswith("-") and len(word) > 1:
                near = nearest(word.partition("=")[0], self._option_string_actions)
                if near is None:
                    raise Refused("usage.option_none", command=self.prog)
                raise Refused("usage.option", nearest=near)
        if unknown:
            raise Refused("usage.extra", command=self.prog)

    def error(self, message: str) -> NoReturn:
        """Refuse; only names of options and arguments are taken over from argparse's own message.

        Raises:
            Refused: always.
        """
        if found := re.match(r"the following arguments are required: (.+)", message):
            raise Refused("usage.needed", what=tuple(found[1].split(", ")))
        if found := re.match(r"argument (\S+): expected (?:one|at least one) argument", message):
            raise Refused("usage.value", what=found[1])
        if found := re.match(r"argument (\S+): ignored explicit argument", message):
            raise Refused("usage.flag", what=found[1])
        raise Refused("usage.other", command=self.prog)

    def print_help(self, file: object = None) -> NoReturn:
        """Hand help over instead of writing it."""
        # While options are read, this parser may be without its words.
        raise _Asked(Parser(self._command).format_help().rstrip() if self._command else _overview())

    def format_help(self) -> str:
        """The help of a command, with an example at its end."""
        self.put_words()
        example = indent(guide.word("cli_examples", self._command), "  ")
        return f"{super().format_help()}\n{guide.word('cli', 'example')}\n{example}\n"

    def put_words(self) -> None:
        """Explain the options in words of the command's own, or in those that all have."""
        words = guide.words("cli_options")
        self.description = guide.words("cli_commands").get(self._command)
        for action in self._actions:
            name = action.option_strings[-1].lstrip("-") if action.option_strings else action.dest
            action.help = words.get(f"{self._command}.{name}", words.get(name, "")).replace("%", "%%")
            if action.option_strings:
                shown = words.get(f"{name}_value", action.metavar)
                action.metavar = words.get(f"{self._command}.{name}_value", shown)


class _Formatter(argparse.HelpFormatter):
    """Help that is as wide as the terminal, but never wider than is easily read."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._width = min(self._width, WIDE - 2)


class _Called(argparse.Action):
    """Gives what follows a command to that command's parser, the only one that is built."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_: object) -> None:
        super().__init__(option_strings, dest, nargs=argparse.PARSER, required=False)

    def __call__(self, parser: object, into: Any, values: Any, option_string: str | None = None) -> None:
        """Read the rest.

        Raises:
            Refused: ``usage`` codes.
        """
        name, *rest = values
        if name not in COMMANDS:
            near = nearest(name, COMMANDS)
            raise Refused("usage.command_none") if near is None else Refused("usage.command", nearest=near)
        into.command = name
        if SCHEMA in rest and (schema := _schema(name, rest)):
            raise _Asked(schema)
        Parser(name).parse(rest, into)


def _schema(command: str, words: Sequence[str]) -> str:
    """The schema of what a command answers in JSON to some words, '' where it answers none; given instead of it."""
    import json

    from .describing import schema_of

    schema = schema_of(command, words)
    return "" if schema is None else json.dumps(schema, indent=2)


def _shared() -> argparse.ArgumentParser:
    """The options that are taken before a command and behind it."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for name in ("file", "config"):
        shared.add_argument(f"--{name}")
    shared.add_argument("--version", action="store_true")
    shared.add_argument("-h", "--help", action="help")
    return shared


def _overview() -> str:
    """What ``mastery --help`` says."""
    commands, options = guide.words("cli_commands"), guide.words("cli_options")
    wide = max(map(len, COMMANDS)) + 2
    lines = [guide.word("cli", "about"), "", guide.word("cli", "usage"), ""]
    lines += [f"  {name:{wide}}{commands[name]}" for name in COMMANDS]
    lines.append("")
    for name, shown in (("file", "--file PATH"), ("config", "--config PATH"), ("version", "--version")):
        lines.append(f"  {shown:{wide + 4}}{options[name]}")
    lines += ["", guide.word("cli", "more"), guide.word("cli", "exits")]
    return "\n".join(part for line in lines for part in wrap(line, WIDE, subsequent_indent="  ") or [""])
