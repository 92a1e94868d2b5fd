"""What the drawn widgets share: pieces of a line, and the grid they keep to."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from textwrap import wrap
from typing import Protocol, runtime_checkable

from rich.cells import cell_len, set_cell_size
from textual.content import Content, Span
from textual.geometry import clamp
from textual.style import Style

from mastery_tui.tui.signs import MarkSet

TEXT_AT = 3
"""The screen column where labels and text begin; the focus bar stands in column 1."""

VALUES_AT = 17
"""The screen column where values begin on most screens."""

REFLECT_VALUES_AT = 19
"""The screen column where values begin on Reflect."""

Piece = tuple[str, str]
"""A text and its style."""

_WORDS_AND_SPACES = re.compile(r"\s+|\S+")
_CLICKED = "@click="
_GROUNDLESS = frozenset(("", "$quiet", "$faint-style", "$foreground", "$primary", "bold $primary", "bold $foreground"))


@runtime_checkable
class SaysEnter(Protocol):
    """A focusable widget that knows the word for what Enter does there, for the key bar."""

    @property
    def enter_word(self) -> str:
        """As in "Next" or "Save"."""


def width_of(text: str) -> int:
    """The cells that a text takes."""
    return cell_len(text)


def cut(text: str, width: int, marks: MarkSet) -> str:
    """The text, cut with an ellipsis where it is wider than `width` cells."""
    if width_of(text) <= width:
        return text
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1).rstrip() + marks.ellipsis


def fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken between words, or in a word that is wider; [] for ''."""
    if width_of(text) <= len(text):
        return wrap(text, clamp(width, 1, 1000))
    lines, line = [], ""
    for part in _WORDS_AND_SPACES.findall(text):
        if line and width_of(line + part) > width:
            lines.append(line.rstrip())
            line = ""
        if not line:
            part = part.lstrip()
        while len(part) > 1 and width_of(line + part) > width:
            first = _fitting(part, width)
            lines.append(part[:first])
            part = part[first:]
        line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def hung(before: Sequence[Piece], text: str, style: str, width: int) -> list[list[Piece]]:
    """A text behind something, in lines of at most `width` cells that hang under where it begins.

    Args:
        before: what its first line begins with.
        text: what is said.
        style: how.
        width: the cells of a line.
    """
    at = sum(width_of(piece) for piece, _ in before)
    first, *others = fold(text, width - at) or [""]
    return [[*before, (first, style)], *([(" " * at + line, style)] for line in others)]


def _fitting(text: str, width: int) -> int:
    """How many of a text's signs have room in so many cells; one at least."""
    return next((at for at in range(1, len(text)) if width_of(text[: at + 1]) > width), len(text))


def joined(lines: Iterable[Sequence[Piece]]) -> Content:
    """Lines of pieces as one Content, in as few spans as look the same: spans are what drawing costs."""
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            pieces.append(("\n", ""))
        pieces += line
    return assembled(merged(pieces))


def assembled(pieces: Iterable[Piece]) -> Content:
    """Pieces as one Content; what a click does stands in a span of its own, as Textual is slow to read off styles."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for text, style in pieces:
        look, _, action = style.partition(_CLICKED)
        end = at + len(text)
        spans += [Span(at, end, each) for each in (look.strip(), _clicked(action) if action else "") if each]
        texts.append(text)
        at = end
    return Content("".join(texts), spans)


@cache
def _clicked(action: str) -> Style:
    return Style.from_meta({"@click": action})


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces that look the same as one."""
    found: list[Piece] = []
    last: str | None = None
    for text, style in pieces:
        if not text:
            continue
        # A blank looks the same in every style without a ground of its own.
        if style == last or (last in _GROUNDLESS and style in _GROUNDLESS and text.isspace()):
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            found.append((text, style))
            last = style
    return found


def link(piece: Piece, action: str) -> Piece:
    """A piece that does something when it is clicked.

    Args:
        piece: what is drawn.
        action: what it does, as a binding names it.
    """
    text, style = piece
    return text, f"{style} {_CLICKED}{action}".strip()


def pill(text: str, marks: MarkSet) -> list[Piece]:
    """A chosen option: two cells wider than its text, readable without colour too."""
    if marks.plain:
        return [(f"{marks.pill_left}{text}{marks.pill_right}", "$pill-style")]
    return [(marks.pill_left, "$pill"), (text, "$pill-style"), (marks.pill_right, "$pill")]


def cursor(text: str, marks: MarkSet) -> list[Piece]:
    """A cell under the cursor: two cells wider than its text."""
    if marks.plain:
        return [(f"{marks.pill_left}{text}{marks.pill_right}", "$cursor-style")]
    return [(marks.pill_left, "$cursor-edge"), (text, "$cursor-style"), (marks.pill_right, "$cursor-edge")]
