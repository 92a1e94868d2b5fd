"""What a command is: the module that holds it, and what it may be given."""

from typing import Any, NamedTuple


class Argument(NamedTuple):
    """A word or an option, with what argparse has to know of it."""

    name: str
    settings: dict[str, Any]


class Command(NamedTuple):
    """A command.

    Attributes:
        room: the module in which a function of the command's name does it, and returns the exit code.
        arguments: what it may be given beside the options that all take, in the order of its help.
        function: the name of that function, where the command's own is a word of Python's.
    """

    room: str
    arguments: tuple[Argument, ...] = ()
    function: str = ""


def word(name: str, count: str | None = None, shown: str = "") -> Argument:
    """What stands without an option.

    Args:
        name: its name, which is that of no option either.
        count: ``?`` for one or none, ``+`` for several, ``*`` for any number; None for one.
        shown: what help and refusals call it, its name where nothing is told.
    """
    return Argument(name, {"nargs": count, "metavar": shown or name.upper()})


def options(*names: str, needed: bool = False, many: bool = False) -> tuple[Argument, ...]:
    """Options that take a value.

    Args:
        names: their names without hyphens in front.
        needed: whether they have to be given.
        many: whether they can be repeated.
    """
    settings = {"required": needed, "action": "append" if many else "store"}
    return tuple(Argument(f"--{name}", settings) for name in names)


def flags(*names: str) -> tuple[Argument, ...]:
    """Options that take none."""
    return tuple(Argument(f"--{name}", {"action": "store_true"}) for name in names)
