"""Formats in: the files of other trackers as plain rows, which know neither a cycle nor a word for a person."""

from .rows import (
    Columns,
    DateOrder,
    Habit,
    HabitKind,
    Options,
    Remark,
    Row,
    SourceFile,
    TheirMark,
)

__all__ = [
    "Columns",
    "DateOrder",
    "Habit",
    "HabitKind",
    "Options",
    "Remark",
    "Row",
    "SourceFile",
    "TheirMark",
]
