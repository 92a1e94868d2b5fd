"""Reading one section of a TOML file without parsing the rest of it.

An installed program has the same words compiled as well (``.ci/compile_guide.py``), and reads those as long as they
are the files' own. Elsewhere tomllib takes about a millisecond for a hundred lines, and a first screen needs a few
sections of several files. So a file is cut apart at its ``[section]`` headers, and a section is parsed when it is asked
for. That is sound for files of plain sections, one level deep and without text over several lines; a test holds every
file to it.
"""

import os
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_HEADER = r'^\[(?:"([^"\n]+)"|([\w-]+))\][ \t]*$'

LANGUAGE = "en"
"""The folder of the language that is spoken."""
INSTALLED_WITHIN = 60.0
"""Seconds in which all files of an installation are written: a TOML file of later was edited."""


def path_of(file: str) -> Path:
    """Where a file of the language stands, by its name without the ending."""
    return _path(LANGUAGE, file)


@cache
def _path(language: str, file: str) -> Path:
    """The same; made once, as a page takes hundreds of words and a path costs more than a word."""
    return Path(__file__).parent / language / f"{file}.toml"


def names(file: str) -> tuple[str, ...]:
    """The names of a file's sections, in its order."""
    return tuple(_compiled(LANGUAGE, file) or section_texts(path_of(file)))


def section(file: str, name: str) -> dict[str, Any]:
    """One parsed section of a file of the language; callers leave it unchanged.

    Raises:
        KeyError: the file has no such section.
    """
    compiled = _compiled(LANGUAGE, file)
    return section_of(path_of(file), name) if compiled is None else compiled[name]


@cache
def _compiled(language: str, file: str) -> dict[str, dict[str, Any]] | None:
    """The sections of a file as they were compiled; None where they were not, or the file is another one since."""
    source = _path(language, file)
    try:
        written, made = os.stat(source), os.stat(source.parents[1] / "compiled" / language / f"{file}.py")
    except OSError:
        return None
    if written.st_mtime > made.st_mtime + INSTALLED_WITHIN:
        return None
    module = import_module(f"{__package__}.compiled.{language}.{file}")
    sections: dict[str, dict[str, Any]] = module.SECTIONS
    return sections if written.st_size == module.SIZE else None


@cache
def section_texts(path: Path) -> dict[str, str]:
    """The text under each header of a file, by section name, in the file's order.

    Raises:
        FileNotFoundError: there is no such file.
    """
    text = path.read_text(encoding="utf-8")
    headers = list(re.finditer(_HEADER, text, re.MULTILINE))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    return {header[1] or header[2]: text[header.end() : end] for header, end in zip(headers, ends, strict=True)}


@cache
def section_of(path: Path, name: str) -> dict[str, Any]:
    """One parsed section; callers leave it unchanged.

    Raises:
        KeyError: the file has no such section.
    """
    import tomllib

    return tomllib.loads(section_texts(path)[name])
