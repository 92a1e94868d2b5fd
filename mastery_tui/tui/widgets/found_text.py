"""Texts with what was looked for in them: cut around it in one line, or folded into several."""

from collections.abc import Iterator

from mastery_tui.coach.history_views import HistoryEntry, Text
from mastery_tui.tui.signs import MarkSet
from mastery_tui.tui.widgets.drawing import Piece, cut, fold, width_of

HIT = "bold $primary"


def in_one_line(text: Text, width: int, style: str, marks: MarkSet) -> list[Piece]:
    """The text in at most so many cells; where it is longer, the part with the first hit.

    Args:
        text: the text.
        width: the cells.
        style: how it looks where nothing was looked for.
        marks: the signs.
    """
    begin = 0
    if text.hits and width_of(text.text) > width:
        first, end = text.hits[0]
        if width_of(text.text[:end]) >= width:
            begin = min(_back(text.text, first, width // 3), _back(text.text, len(text.text), width - 1))
    before = marks.ellipsis if begin else ""
    shown = cut(before + text.text[begin:], width, marks)
    return list(_lit(shown, text.hits, begin - len(before), style))


def in_lines(text: Text, width: int, style: str) -> list[list[Piece]]:
    """The whole text, broken between words.

    Args:
        text: the text.
        width: the cells of a line.
        style: how it looks where nothing was looked for.
    """
    lines, at = [], 0
    for line in fold(text.text, width):
        at = text.text.index(line, at)
        lines.append(list(_lit(line, text.hits, at, style)))
        at += len(line)
    return lines


def in_full(entry: HistoryEntry, width: int) -> list[list[Piece]]:
    """An entry below its date: what it is, how it was, and each text as a paragraph.

    Args:
        entry: the entry.
        width: the cells of a line.
    """
    lines: list[list[Piece]] = []
    for text in (entry.what, *entry.told):
        lines += in_lines(text, width, "$foreground")
    lines += in_lines(entry.contexts, width, "$quiet")
    for text in entry.written:
        lines += [[], *in_lines(text, width, "$foreground")]
    return [*lines, [], *([(line, "$quiet")] for line in fold(entry.cycle, width))]


def _back(text: str, end: int, cells: int) -> int:
    """The place from which on a text has at most so many cells up to its `end`."""
    begin = end
    while begin and width_of(text[begin - 1 : end]) <= cells:
        begin -= 1
    return begin


def _lit(shown: str, hits: tuple[tuple[int, int], ...], begin: int, style: str) -> Iterator[Piece]:
    """What is shown of a text from one of its places on, in pieces."""
    at = 0
    for first, end in hits:
        first, end = max(first - begin, at), min(end - begin, len(shown))
        if first < end:
            yield shown[at:first], style
            yield shown[first:end], HIT
            at = end
    yield shown[at:], style
