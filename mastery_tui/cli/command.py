"""What a command is: its options, and what it does."""

from collections.abc import Callable
from typing import NamedTuple

from .parser import Parser
from .shell import Shell


class Command(NamedTuple):
    """A command: what it may be given, and what it does; that returns the exit code."""

    options: Callable[[Parser], None]
    run: Callable[[Shell], int]
