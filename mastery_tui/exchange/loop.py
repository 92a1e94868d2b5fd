"""Days out of Loop Habit Tracker."""

from pathlib import Path

from .rows import Options, SourceFile


def read_loop(path: Path, options: Options) -> SourceFile:
    """The habits and days of Loop Habit Tracker."""
    raise NotImplementedError
