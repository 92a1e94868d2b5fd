"""The plot of the results over the plan days, as SVG.

It has no viewBox: what lies side by side is in per cent, what lies above each other in pixels. So one drawing serves
a phone and a sheet of paper, and its letters keep their size.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .layout import Heights, lanes, per_cent, spread, x
from .marks import TEST, used
from .tags import tag
from .views import Level, Plot

HEADS = 12
"""The baseline of the weeks' names."""
TOP, BOTTOM = 30, 210
"""Where the plot begins and ends."""
DAYS = 18
"""From the bottom to the baseline of the days' numbers."""
LETTERS, LANE = 38, 17
"""From the bottom to the first row of letters, and from a row to the next."""
UNDER = 5
"""From the last row to the line below it."""
FREE = 13
"""Pixels between the number at an end of the axis and the next label."""
MOVED = 2
"""A label that had to move further than this gets a line to its height."""
LONGEST, BOLD = 19, 2
"""Characters of labels of one height that stand in one line, and by how many fewer bold ones are."""
DECIMALS = 1


def draw(plot: Plot, trend: str, read: tuple[str, str]) -> Element:
    """The plot.

    Args:
        plot: what it shows.
        trend: what the trend is called.
        read: the ids of its title and its description.
    """
    heights = _heights(plot)
    rows = lanes(plot.letters, plot.days)
    below = _row(max((each.row for each in rows), default=-1))
    return tag(
        "svg",
        tag("title", plot.title, id=read[0]),
        tag("desc", plot.told, id=read[1]),
        *_ground(plot, heights),
        *_labels(plot, heights),
        *_weeks(plot),
        *_lines(plot, heights),
        *_trend(plot, heights, trend),
        *_dots(plot, heights),
        *(
            tag("text", each.text, x=x(each.day, plot.days), dx=each.moved, y=_row(each.row), cls="letter")
            for each in rows
        ),
        *_runs(plot, below + UNDER),
        cls="plot",
        role="img",
        aria_labelledby=f"{read[0]} {read[1]}",
        height=below + 2 * UNDER,
    )


def _heights(plot: Plot) -> Heights:
    drawn = [end.value for end in plot.ends]
    drawn += [] if plot.trend is None else [plot.trend.at_first, plot.trend.at_last]
    return Heights.of(min(drawn), max(drawn), TOP, BOTTOM)


def _row(row: int) -> int:
    return BOTTOM + LETTERS + LANE * row


def _level(y: float, cls: str, first: str = "0%", last: str = "100%") -> Element:
    return tag("line", x1=first, x2=last, y1=y, y2=y, cls=cls)


def _ground(plot: Plot, heights: Heights) -> Iterator[Element]:
    """The baseline's range, below all else."""
    if plot.baseline is None:
        return
    top, bottom = heights.y(plot.baseline.highest.value), heights.y(plot.baseline.lowest.value)
    yield tag("rect", x=0, y=top, width="100%", height=max(1.0, round(bottom - top, DECIMALS)), cls="ground")


def _weeks(plot: Plot) -> Iterator[Element]:
    for first, name in plot.weeks:
        begins = per_cent((first - 1) / plot.days)
        if first > 1:
            yield tag("line", x1=begins, x2=begins, y1=HEADS - 10, y2=BOTTOM, cls="week")
        if name:
            yield tag("text", name, x=begins, dx=3, y=HEADS, cls="head")
        yield tag("text", str(first), x=x(first, plot.days), y=BOTTOM + DAYS, cls="day")


def _lines(plot: Plot, heights: Heights) -> Iterator[Element]:
    """The baseline with the edges of its range, and the target day by day."""
    if plot.baseline is not None:
        for edge in (plot.baseline.highest, plot.baseline.lowest):
            yield _level(heights.y(edge.value), "edge")
        yield _level(heights.y(plot.baseline.middle.value), "baseline")
    for step in plot.steps:
        first, last = per_cent((step.first - 1) / plot.days), per_cent(step.last / plot.days)
        yield _level(heights.y(step.value), "target", first, last)


def _trend(plot: Plot, heights: Heights, name: str) -> Iterator[Element]:
    line = plot.trend
    if line is None:
        return
    ends = {"x1": x(line.first, plot.days), "x2": x(line.last, plot.days)}
    first, last = (round(heights.y(value), DECIMALS) for value in (line.at_first, line.at_last))
    yield tag("line", **ends, y1=first, y2=last, cls="trend")
    yield tag("text", name, x=ends["x2"], dx=14, y=last, dy=4)


def _dots(plot: Plot, heights: Heights) -> Iterator[Element]:
    """Tests below results; each says its own under the mouse."""
    for each in (*plot.tests, *plot.values):
        shape = used(each.mark or TEST, x=x(each.day, plot.days), y=heights.y(each.value))
        shape.append(tag("title", each.said))
        yield shape


def _runs(plot: Plot, y: int) -> Iterator[Element]:
    """A line below the letters for as long as something is tried."""
    for first, last in plot.runs:
        begins, ends = per_cent((first - 1) / plot.days), per_cent(last / plot.days)
        yield _level(y, "run", begins, ends)


# -- what stands beside the heights ------------------------------------------------------------------------------------


def _labels(plot: Plot, heights: Heights) -> Iterator[Element]:
    """What the lines are called, from top to bottom, with a line to where one had to move away."""
    named = _merged(sorted(_named(plot), key=lambda each: -each[0].value))
    for end in plot.ends:
        if all(abs(heights.y(end.value) - heights.y(level.value)) >= FREE for level, _ in named):
            named.append((end, False))
    named.sort(key=lambda each: -each[0].value)
    wanted = [heights.y(level.value) for level, _ in named]
    for (level, strong), y, placed in zip(named, wanted, spread(wanted, TOP - 6, BOTTOM), strict=True):
        text = f"{level.name} {level.number}".strip()
        if abs(placed - y) > MOVED:
            yield tag("line", x1=-8, x2=0, y1=round(placed, DECIMALS), y2=y, cls="leader")
        yield tag("text", text, x=0, dx=-10, y=round(placed, DECIMALS), dy=4, cls="label strong" if strong else "label")


def _named(plot: Plot) -> Iterator[tuple[Level, bool]]:
    """The heights that have a name, and which of them is the baseline's middle."""
    if plot.target is not None:
        yield plot.target, False
    if plot.baseline is not None:
        yield plot.baseline.highest, False
        yield plot.baseline.middle, True
        yield plot.baseline.lowest, False


def _merged(levels: list[tuple[Level, bool]]) -> list[tuple[Level, bool]]:
    """The same, with those of one height in one line where that is not too long."""
    found: list[tuple[Level, bool]] = []
    for level, strong in levels:
        before = found[-1] if found else None
        if before is not None and before[0].value == level.value:
            names, bold = f"{before[0].name}, {level.name}", before[1] or strong
            if len(f"{names} {level.number}") + bold * BOLD <= LONGEST:
                found[-1] = Level(level.value, names, level.number), bold
                continue
        found.append((level, strong))
    return found
