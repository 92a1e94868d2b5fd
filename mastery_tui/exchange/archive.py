"""A folder or a zip archive as named texts, read within bounds and never unpacked."""

import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePosixPath

from mastery_tui.practice.refused import Refused

from .opening import MOST_BYTES, MOST_MEGABYTES, bytes_of, first_bytes, is_folder, name_of, text_of

MOST_FILES = 4_000
MOST_LINES_TOGETHER = 400_000
"""Of all texts that are read of an archive or a folder."""
_DEEPEST = 3
_END_OF_ARCHIVE = b"PK\x05\x06"
_ARCHIVE = b"PK"
_MOST_DIRECTORY = 2 * 2**20
"""Bytes of an archive's list of its files; each entry becomes an object of some hundred bytes."""
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What the library raises for an archive that it cannot read: damaged, or packed in a way that is not known."""

Reader = Callable[[int], bytes]
"""Reads so many bytes at most."""


class Shelf:
    """Named texts of a folder or an archive.

    Attributes:
        name: the folder's or the archive's name, fit to be shown.
        paths: the texts by their path in it.
    """

    def __init__(self, name: str, readers: Mapping[PurePosixPath, Reader], told: str | None) -> None:
        """Keep what reads each text, and how a person says they are written."""
        self.name = name
        self.paths = tuple(readers)
        self._readers = readers
        self._told = told
        self._left = MOST_BYTES
        self._lines = 0

    def file(self, path: PurePosixPath) -> str:
        """What a refusal calls a text: a folder by its number only, as the rest is the habit's name."""
        folder = path.parent.name[:3]
        return f"{self.name}: {f'{folder}/' if folder.isdecimal() and folder.isascii() else ''}{path.name}"

    def text(self, path: PurePosixPath) -> str:
        """One of the texts.

        Raises:
            Refused: ``exchange.archive``, ``exchange.unpacked``, ``exchange.too_many_lines``, and those of
                :func:`~mastery_tui.exchange.opening.text_of`.
        """
        try:
            data = self._readers[path](self._left + 1)
        except Refused:
            raise
        except _BROKEN:
            raise Refused("exchange.archive", file=self.name) from None
        self._left -= len(data)
        if self._left < 0:
            raise Refused("exchange.unpacked", file=self.name, most=MOST_MEGABYTES)
        text = text_of(data, self.file(path), self._told)
        self._lines += text.count("\n")
        if self._lines > MOST_LINES_TOGETHER:
            raise Refused("exchange.too_many_lines", file=self.name, most=MOST_LINES_TOGETHER)
        return text


@contextmanager
def shelf_of(path: Path, names: frozenset[str], told: str | None) -> Iterator[Shelf]:
    """The texts of a folder or an archive that have one of some names.

    Args:
        path: the folder or the archive.
        names: the names, in small letters.
        told: how the texts are written, where a person has told.

    Raises:
        Refused: ``exchange.archive``, ``exchange.encrypted``, ``exchange.outside``, ``exchange.too_many_files``,
            ``exchange.unpacked``, and those of :func:`~mastery_tui.exchange.opening.bytes_of`.
    """
    name = name_of(path)
    if is_folder(path):
        yield Shelf(name, dict(_in_folder(path, names)), told)
        return
    try:
        archive = zipfile.ZipFile(BytesIO(_bounded(bytes_of(path), name)))
    except Refused:
        raise
    except _BROKEN:
        raise Refused("exchange.archive", file=name) from None
    with archive:
        yield Shelf(name, _in_archive(archive, name, names), told)


def is_archive(data: bytes) -> bool:
    """Whether a file begins like a zip archive."""
    return data.startswith(_ARCHIVE)


def _bounded(data: bytes, name: str) -> bytes:
    end = data.rfind(_END_OF_ARCHIVE)
    listed = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    if listed > _MOST_DIRECTORY:
        raise Refused("exchange.too_many_files", file=name, most=MOST_FILES)
    return data


def _in_archive(archive: zipfile.ZipFile, name: str, names: frozenset[str]) -> dict[PurePosixPath, Reader]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise Refused("exchange.too_many_files", file=name, most=MOST_FILES)
    found: dict[PurePosixPath, Reader] = {}
    unpacked = 0
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if _leads_out(entry.filename, path):
            raise Refused("exchange.outside", file=name)
        if entry.filename.endswith("/") or path.name.casefold() not in names or path.parts[0] == "__MACOSX":
            continue
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("exchange.encrypted", file=name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("exchange.archive", file=name)  # other ways may ask for any amount of memory
        unpacked += entry.file_size
        found[path] = _entry_reader(archive, entry)
    if unpacked > MOST_BYTES:
        raise Refused("exchange.unpacked", file=name, most=MOST_MEGABYTES)
    return found


def _leads_out(written: str, path: PurePosixPath) -> bool:
    return path.is_absolute() or ".." in path.parts or "\\" in written or written[1:2] == ":"


def _entry_reader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Reader:
    def read(most: int) -> bytes:
        with archive.open(entry) as file:
            return file.read(most)

    return read


def _in_folder(root: Path, names: frozenset[str]) -> Iterator[tuple[PurePosixPath, Reader]]:
    """The texts of a folder and of those in it; a link is not followed, as it leads out."""
    folders, seen = [PurePosixPath()], 0
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as entries:
                listed = [
                    (folder / entry.name, entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False))
                    for entry in islice(entries, MOST_FILES + 1)
                ]
        except OSError:
            raise Refused("exchange.unreadable", file=name_of(root)) from None
        seen += len(listed)
        if seen > MOST_FILES:
            raise Refused("exchange.too_many_files", file=name_of(root), most=MOST_FILES)
        for path, is_dir, is_file in sorted(listed):
            if is_dir and len(path.parts) < _DEEPEST:
                folders.append(path)
            elif is_file and path.name.casefold() in names:
                yield path, _file_reader(root / path)


def _file_reader(path: Path) -> Reader:
    return lambda most: first_bytes(path, most)
