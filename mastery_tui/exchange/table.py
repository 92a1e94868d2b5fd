"""Days out of a table."""

from pathlib import Path

from .rows import Options, SourceFile


def read_table(path: Path, options: Options) -> SourceFile:
    """The habits and days of a table."""
    raise NotImplementedError
