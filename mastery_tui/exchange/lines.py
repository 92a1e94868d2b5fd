"""The lines of a table as cells, each with the line of the file that it begins in."""

import csv
from collections.abc import Iterable, Iterator

from mastery_tui.practice.refused import Refused

Line = tuple[int, list[str]]
"""The number of a line, from 1, and its cells."""

MOST_COLUMNS = 1_100
SEPARATORS = (",", ";", "\t", "|")


def cells_of(lines: Iterable[str], separator: str, file: str, first: int = 1, quote: str = '"') -> Iterator[Line]:
    """The cells of each line that is not blank; a cell in quotes may go over several.

    Args:
        lines: without their ends.
        separator: what stands between the cells.
        file: the file's name, for a refusal.
        first: the number of the first line.
        quote: what stands around a cell that holds a separator.

    Raises:
        Refused: ``exchange.quotes`` where a quote is not closed or a cell is longer than a program of tables takes,
            ``exchange.too_many_columns``.
    """
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, quotechar=quote, strict=True)
    line = first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Refused("exchange.quotes", file=file, line=line) from None
        if cells is None:
            return
        if len(cells) > MOST_COLUMNS:
            raise Refused("exchange.too_many_columns", file=file, line=line, most=MOST_COLUMNS)
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = first + reader.line_num
