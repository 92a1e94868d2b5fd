"""Days out of harsh."""

from pathlib import Path

from .rows import Options, SourceFile


def read_harsh(path: Path, options: Options) -> SourceFile:
    """The habits and days of harsh."""
    raise NotImplementedError
