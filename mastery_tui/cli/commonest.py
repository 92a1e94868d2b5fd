"""What is asked most, read without argparse, which takes as long to load as such a command takes to answer."""

from collections.abc import Sequence
from types import SimpleNamespace

FORMS: dict[tuple[str, ...], dict[str, bool]] = {
    (): {},
    ("status",): {},
    ("status", "--line"): {"line": True},
    ("status", "--json"): {"json": True},
    ("due",): {},
}
"""Whole lines, with the flags that are given in them."""


def read(arguments: Sequence[str], into: SimpleNamespace) -> bool:
    """Read a line of the commonest form as ``parser.parse`` does; a test compares the two.

    Args:
        arguments: the arguments.
        into: what takes them, by name.

    Returns:
        False for any other line: then nothing is taken.
    """
    command, *entry = arguments or ("",)
    flags = FORMS.get(tuple(arguments))
    if flags is not None:
        vars(into).update(flags, command=command or None)
        return True
    if command == "log" and entry and not any(word.startswith("-") for word in entry):
        into.command, into.entry = command, entry
        return True
    return False
