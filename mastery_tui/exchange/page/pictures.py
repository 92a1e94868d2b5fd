"""The small pictures in tables; the numbers stand beside them, so nothing of them is read out."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from .layout import per_cent
from .marks import TEST, used
from .tags import tag
from .views import Span, Table

MARGIN = 0.04
"""The share of the width that stays free on either side, for half a mark."""
MIDDLE = 8
"""The height of the line in pixels, half that of the picture."""


def scale_of(tables: Iterable[Table | None]) -> tuple[float, float]:
    """The lowest and the highest value of all ranges in some tables; nothing there is 0 to 0."""
    spans = [row.span for table in tables if table is not None for row in table.rows if row.span is not None]
    return min((each.lowest for each in spans), default=0.0), max((each.highest for each in spans), default=0.0)


def span(found: Span, scale: tuple[float, float]) -> Element:
    """A range as a line, and its middle as a dot; a transfer test as its mark."""
    low, middle, high = (_at(value, scale) for value in (found.lowest, found.middle, found.highest))
    if found.test:
        return _picture(used(TEST, x=middle, y=MIDDLE))
    return _picture(_range(low, high), tag("circle", cx=middle, cy=MIDDLE, r=4), cls="since" if found.since else "")


def interval(found: tuple[float, float, float]) -> Element:
    """A difference with its interval, from -1 to 1, and where nought is."""
    low, middle, high = (_at(value, (-1.0, 1.0)) for value in found)
    nought = tag("line", x1="50%", x2="50%", y1=1, y2=2 * MIDDLE - 1, cls="nought")
    return _picture(nought, _range(low, high), tag("circle", cx=middle, cy=MIDDLE, r=4), cls="since")


def axis() -> Element:
    """The numbers over intervals, in points."""
    ends = ((-1.0, "−100", "start"), (0.0, "0", "middle"), (1.0, "+100", "end"))
    return _picture(
        *(tag("text", text, x=_at(value, (-1.0, 1.0)), y=MIDDLE + 4, cls=side) for value, text, side in ends),
        cls="axis",
    )


def _at(value: float, scale: tuple[float, float]) -> str:
    low, high = scale
    share = (value - low) / (high - low) if high > low else 0.5
    return per_cent(MARGIN + share * (1 - 2 * MARGIN))


def _range(low: str, high: str) -> Element:
    return tag("line", x1=low, x2=high, y1=MIDDLE, y2=MIDDLE)


def _picture(*parts: Element, cls: str = "") -> Element:
    return tag("svg", *parts, cls=f"span {cls}".rstrip(), height=2 * MIDDLE, aria_hidden="true")
