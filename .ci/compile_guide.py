"""Puts the guide's words into the wheel as Python too, which a command reads in a tenth of the time that TOML takes.

The TOML files stay the source: each compiled file names the size of its own, and where that is another one, or was
written later, the TOML is read (``mastery_tui/guide/sections.py``). An editable install has no compiled files.
"""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

GUIDE = Path("mastery_tui/guide")


class CompileGuide(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``compiled/LANGUAGE/FILE.py`` for each ``LANGUAGE/FILE.toml``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files where the wheel takes them from."""
        if version == "editable":
            return
        self._folder = TemporaryDirectory()
        for toml in sorted((Path(self.root) / GUIDE).glob("*/*.toml")):
            place = Path("compiled") / toml.parent.name / f"{toml.stem}.py"
            made = Path(self._folder.name) / place
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(compiled(toml), encoding="utf-8")
            build_data["force_include"][str(made)] = str(GUIDE / place)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the wheel holds by now."""
        if version != "editable":
            self._folder.cleanup()


def compiled(toml: Path) -> str:
    """A file of words as Python.

    Args:
        toml: the file.
    """
    raw = toml.read_bytes()
    sections = repr(tomllib.loads(raw.decode()))
    dates = "import datetime\n\n" if "datetime." in sections else ""
    return f"{dates}SIZE = {len(raw)}\nSECTIONS = {sections}\n"
