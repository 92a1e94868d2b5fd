"""A field of cells to draw in: characters and their styles, with grounds beneath that run through several rows."""

from collections.abc import Iterator
from itertools import groupby

from mastery_tui.tui.widgets.drawing import Piece

_BRAILLE = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille sign: by column, from the top."""

DOTS_ACROSS = 2
"""Fine dots beside each other in a cell."""

DOTS_DOWN = 4
"""Fine dots below each other in a cell."""


class Cells:
    """Rows of cells, all blank at first; what lies outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._signs = [[" "] * width for _ in range(height)]
        self._styles = [[""] * width for _ in range(height)]
        self._grounds = [[""] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: str) -> None:
        """Write signs of one cell each.

        Args:
            x: the column of the first.
            y: the row.
            text: what is written.
            style: how, without a ground.
        """
        if not 0 <= y < self.height:
            return
        for at, sign in enumerate(text, x):
            if 0 <= at < self.width:
                self._signs[y][at], self._styles[y][at] = sign, style

    def ground(self, x: int, width: int, rows: range, colour: str) -> None:
        """Lay a ground under some cells; the last one that is laid shows.

        Args:
            x: the first column.
            width: how many columns.
            rows: the rows.
            colour: its theme variable.
        """
        for y in rows:
            for at in range(max(0, x), min(self.width, x + width)):
                self._grounds[y][at] = colour

    def dot(self, x: int, y: int, style: str) -> None:
        """Set a fine dot; what is no fine dots in its cell gives way to it.

        Args:
            x: the column of fine dots.
            y: the row of fine dots.
            style: how it is drawn.
        """
        column, row = x // DOTS_ACROSS, y // DOTS_DOWN
        if not (0 <= column < self.width and 0 <= row < self.height):
            return
        before = ord(self._signs[row][column]) - _BRAILLE
        dots = (before if 0 < before <= 0xFF else 0) | _DOTS[x % DOTS_ACROSS][y % DOTS_DOWN]
        self.put(column, row, chr(_BRAILLE + dots), style)

    def line(self, y: int) -> Iterator[Piece]:
        """One row in pieces, as few as look different."""
        cells = zip(self._signs[y], self._styles[y], self._grounds[y], strict=True)
        for (style, ground), run in groupby(cells, key=_look):
            yield "".join(sign for sign, _, _ in run), f"{style} on {ground}".strip() if ground else style


def _look(cell: tuple[str, str, str]) -> tuple[str, str]:
    sign, style, ground = cell
    return "" if sign == " " else style, ground
