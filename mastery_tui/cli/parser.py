"""Arguments, with errors of one line that repeat nothing that was typed: it may be a note."""

import argparse
import re
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import NoReturn

from mastery_tui import guide
from mastery_tui.practice.refused import Refused

from .codes import PROGRAM

WIDE = 80
"""The columns of help."""


class Parser(argparse.ArgumentParser):
    """A parser of one command.

    Values are taken as text; the commands turn them into values, so that a refusal reads the same everywhere.
    """

    def __init__(self, command: str = "", *, with_help: bool = False) -> None:
        """Build a parser for a command, or for what stands before any.

        Args:
            command: the command, '' for the part before it.
            with_help: whether the help is going to be shown; its words are read only then.
        """
        self.command, self._name = f"{PROGRAM} {command}".strip(), command
        self._several = False
        self._words = guide.words("cli_options") if with_help else {}
        about = guide.word("cli_commands", command) if with_help and command else None
        super().__init__(
            prog=self.command,
            description=about,
            add_help=False,
            allow_abbrev=False,
            argument_default=argparse.SUPPRESS if command else None,
        )
        # What begins like a number below zero is a value; argparse itself takes -5 for one, but -1:30 for an option.
        self._negative_number_matcher = re.compile(r"-[.,]?\d")
        for name in ("file", "config"):
            self.option(name)
        self.flag("version")
        self.add_argument("-h", "--help", action="store_true", help=self._help("help"))

    def option(self, name: str, *, needed: bool = False, many: bool = False) -> None:
        """An option that takes a value: None, or [] where it can be repeated, when it is not given."""
        shared = name in ("file", "config")
        self.add_argument(
            f"--{name}",
            required=needed,
            action="append" if many else "store",
            default=argparse.SUPPRESS if shared else [] if many else None,
            metavar=self._words.get(f"{name}_value", name.upper().replace("-", "_")),
            help=self._help(name),
        )

    def flag(self, name: str) -> None:
        """An option that takes no value."""
        default: object = argparse.SUPPRESS if name == "version" else False
        self.add_argument(f"--{name}", action="store_true", default=default, help=self._help(name))

    def words(self, name: str, count: str | None = None) -> None:
        """What stands without an option: one word, ``?`` for one or none, ``+`` for several, ``*`` for any number."""
        self._several = self._several or count in ("+", "*")
        default: object = [] if self._several else None
        self.add_argument(name, nargs=count, default=default, metavar=name.upper(), help=self._help(name))

    def parsed(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments of a command.

        Raises:
            Refused: ``usage`` codes, which name options and commands, and nothing that was typed.
        """
        # Options between several words take argparse longer, so only a command that has several asks for it.
        parse = self.parse_known_intermixed_args if self._several else self.parse_known_args
        found, extra = parse(list(arguments))
        if extra:
            self._refuse(extra)
        return found

    def _refuse(self, extra: Sequence[str]) -> NoReturn:
        from mastery_tui.practice.entry import nearest

        for each in extra:
            if each.startswith("-") and len(each) > 1:
                near = nearest(each.partition("=")[0], self._option_string_actions)
                if near is None:
                    raise Refused("usage.option_none", command=self.command)
                raise Refused("usage.option", nearest=near)
        raise Refused("usage.extra", command=self.command)

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
        raise Refused("usage.other", command=self.command)

    def _help(self, name: str) -> str:
        own = f"{self._name}.{name}"
        return self._words.get(own, self._words.get(name, "")).replace("%", "%%")


def overview(commands: Iterable[str]) -> str:
    """What ``mastery --help`` says."""
    said = guide.words("cli_commands")
    wide = max(len(each) for each in commands) + 2
    lines = [guide.word("cli", "about"), "", guide.word("cli", "usage"), ""]
    lines += [f"  {name:{wide}}{said[name]}" for name in commands]
    lines.append("")
    options = guide.words("cli_options")
    for name, shown in (("file", "--file PATH"), ("config", "--config PATH"), ("version", "--version")):
        lines.append(f"  {shown:{wide + 4}}{options[name]}")
    lines += ["", guide.word("cli", "more"), guide.word("cli", "exits")]
    return "\n".join(part for each in lines for part in wrap(each, WIDE, subsequent_indent="  ") or [""])
