"""Paths as people type, paste or drop them, and how one that is begun goes on."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

MOST_LOOKED_AT = 20_000
"""Names in a folder of which a completion is looked for; a key does not wait for more."""
_FILE_URL = "file://"
_QUOTES = "'\""


def path_of(text: str) -> Path:
    """The path that is meant: as a terminal pastes a file that is dropped on it, too, in quotes or with backslashes.

    Args:
        text: what was typed.
    """
    text = text.strip()
    if text.startswith(_FILE_URL):
        return Path(unquote(text.removeprefix(_FILE_URL)))
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1]
    path = _expanded(text)
    plain = _expanded(text.replace("\\", ""))
    return plain if "\\" in text and not os.path.lexists(path) else path


def completed(text: str) -> str:
    """What is typed, gone on with as far as the folder tells; a folder ends in a slash. '' where nothing fits.

    Several names that fit are gone on with as far as they are the same. Names that begin with a dot are found by that.

    Args:
        text: the beginning of a path; nothing is looked for where it has no folder in it.
    """
    folder, slash, begun = text.rpartition("/")
    if not slash or text != text.strip():
        return ""
    names: list[tuple[str, bool]] = []
    with suppress(OSError, ValueError), os.scandir(_expanded(folder + slash)) as entries:
        for entry, _ in zip(entries, range(MOST_LOOKED_AT), strict=False):
            name = entry.name
            if name.startswith(begun) and name.isprintable() and (begun or not name.startswith(".")):
                names.append((name, entry.is_dir()))
    if not names or (not begun and len(names) > 1):
        return ""
    common = _common([name for name, _ in names])
    ended = "/" if len(names) == 1 and names[0][1] else ""
    found = f"{folder}/{common}{ended}"
    return "" if found == text else found


def _common(names: Sequence[str]) -> str:
    """What all names begin with."""
    first, last = min(names), max(names)
    return first[: next((at for at, letter in enumerate(first) if not last.startswith(letter, at)), len(first))]


def _expanded(text: str) -> Path:
    """A path with the home folder in place of its ``~``."""
    with suppress(RuntimeError, ValueError):
        return Path(text).expanduser()
    return Path(text)
