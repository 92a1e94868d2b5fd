"""Files as bytes and as text, within bounds: what is larger, no file or no text is refused before it is read on."""

import os
import stat
from pathlib import Path

from mastery_tui.gate import shown
from mastery_tui.practice.refused import Refused

MEGABYTE = 2**20
MOST_MEGABYTES = 16
MOST_BYTES = MOST_MEGABYTES * MEGABYTE
"""Of one file, and of all that is read of an archive or a folder."""
MOST_LINES = 250_000
MOST_HABITS = 1_000

ENCODINGS = {
    "utf-8": ("utf-8", "utf8"),
    "utf-16": ("utf-16", "utf16"),
    "latin-1": ("latin-1", "latin1", "iso-8859-1"),
    "cp1252": ("cp1252", "windows-1252"),
}
"""How a text may be written, each with the names that are taken for it."""

_MARKED = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_MARKED_ONES = ("utf-8", "utf-16")


def name_of(path: Path) -> str:
    """A file's name without its folder, fit to be shown."""
    return shown(path.name or path)


def is_folder(path: Path) -> bool:
    """Whether a path is a folder.

    Raises:
        Refused: ``exchange.missing``, ``exchange.unreadable``, ``exchange.not_a_file``.
    """
    mode = _mode(path)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Refused("exchange.not_a_file", file=name_of(path))
    return stat.S_ISDIR(mode)


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        Refused: ``exchange.too_large``, and those of :func:`first_bytes`.
    """
    data = first_bytes(path, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused("exchange.too_large", file=name_of(path), most=MOST_MEGABYTES)
    return data


def first_bytes(path: Path, most: int) -> bytes:
    """So many bytes of a file at most, from its beginning.

    Raises:
        Refused: ``exchange.missing``, ``exchange.unreadable``, ``exchange.not_a_file``.
    """
    # A pipe or a device could be read for ever, or wait for ever while it is opened.
    if not stat.S_ISREG(_mode(path)):
        raise Refused("exchange.not_a_file", file=name_of(path))
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        raise Refused("exchange.unreadable", file=name_of(path)) from None


def _mode(path: Path) -> int:
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a NUL in it
        raise Refused("exchange.missing", file=name_of(path)) from None
    except OSError:
        raise Refused("exchange.unreadable", file=name_of(path)) from None


def encoding_of(data: bytes, told: str | None) -> str:
    """How a text is written: as a person has told, else by the mark at its beginning, else UTF-8.

    Raises:
        Refused: ``choice.unknown`` where what was told is none of :data:`ENCODINGS`.
    """
    named = "utf-8" if told is None else told.strip().lower().replace("_", "-")
    known = next((encoding for encoding, names in ENCODINGS.items() if named in names), None)
    if known is None:
        raise Refused("choice.unknown", field="encoding", known=tuple(ENCODINGS))
    marked = next((encoding for mark, encoding in _MARKED.items() if data.startswith(mark)), known)
    return marked if known in _MARKED_ONES else known


def text_of(data: bytes, file: str, told: str | None = None) -> str:
    r"""A text, with ``\n`` at the end of each line whatever the file has.

    Args:
        data: what the file holds.
        file: its name, for a refusal.
        told: how it is written, where a person has told.

    Raises:
        Refused: ``exchange.encoding``, ``exchange.binary``, ``exchange.too_many_lines``, ``choice.unknown``.
    """
    encoding = encoding_of(data, told)
    binary = data.find(b"\0") if encoding != "utf-16" else -1
    if binary >= 0:  # a picture, for one, which no encoding makes a text
        raise Refused("exchange.binary", file=file, line=data.count(b"\n", 0, binary) + 1)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused("exchange.encoding", file=file, line=line, known=tuple(ENCODINGS)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    binary = text.find("\0")
    if binary >= 0:
        raise Refused("exchange.binary", file=file, line=text.count("\n", 0, binary) + 1)
    if text.count("\n") > MOST_LINES:
        raise Refused("exchange.too_many_lines", file=file, most=MOST_LINES)
    return text
