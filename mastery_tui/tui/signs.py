"""The characters everything is drawn with: one set for most terminals, one in plain ASCII."""

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from mastery_tui.gate import clean_row
from mastery_tui.guide.signs import MARKS, PLAIN_SIGNS, POINTER

if TYPE_CHECKING:
    from mastery_tui.practice.choices import Mark


class MarkSet(Struct, frozen=True):
    """Every sign that widgets draw, each one cell wide; those of marks come first, in the order of ``MARKS``.

    Attributes:
        done: the mark of a day at target; the circle shows how much.
        minimum: the mark of a day at the minimum.
        partial: the mark of a day below the minimum.
        cancelled: the mark of a cancelled day.
        rest: the mark of a rest day.
        paused: the mark of a day in a pause.
        unrecorded: the mark of a past day without a record.
        pill_left: the left end of a chosen option.
        pill_right: its right end.
        pointer: stands before today.
        tick: stands before a plan task that is done.
        dash: stands for nothing.
        dot: stands between two facts.
        up: more above.
        down: more below.
        ellipsis: stands where a text was cut.
        frame: Textual's border of a dialog.
        plain: whether this is the ASCII set.
    """

    done: str
    minimum: str
    partial: str
    cancelled: str
    rest: str
    paused: str
    unrecorded: str
    pill_left: str
    pill_right: str
    pointer: str
    tick: str
    dash: str
    dot: str
    up: str
    down: str
    ellipsis: str
    frame: Literal["round", "ascii"] = "round"
    plain: bool = False

    def of(self, mark: "Mark | None") -> str:
        """The sign of a mark; a space for None."""
        if mark is None:
            return " "
        sign: str = getattr(self, mark.value)
        return sign


def _set(which: int, others: str, **rest: Any) -> MarkSet:
    signs = (*(signs[which] for signs in MARKS.values()), *others)
    return MarkSet(**dict(zip(MarkSet.__struct_fields__, signs, strict=False)), **rest)


UNICODE = _set(0, f"▐▌{POINTER[0]}✓–·↑↓…")
ASCII = _set(1, f"[]{POINTER[1]}x--^v.", frame="ascii", plain=True)


def marks(ascii: bool) -> MarkSet:
    """The ASCII set, or the usual one."""
    return ASCII if ascii else UNICODE


def marks_of(app: object) -> MarkSet:
    """The set that an app draws with: its `mark_set`, or the usual one where it has none."""
    found: MarkSet = getattr(app, "mark_set", UNICODE)
    return found


class PlotSigns(Struct, frozen=True):
    """What plots are drawn with beside marks; a line is two signs that take turns.

    Attributes:
        line: a middle, or something that lasts.
        strong: the same where it is looked for.
        dashes: what is aimed at, or lasts for a while.
        edge: the ends of a range.
        value: a middle within its range.
        test: a value in a new context.
        nought: no difference.
        felt: a feeling on a day.
        bars: from nearly nothing to everything, in eighths; '' where digits stand instead.
        trend: a point of the trend; '' where fine dots do it.
    """

    line: str
    strong: str
    dashes: str
    edge: str
    value: str
    test: str
    nought: str
    felt: str
    bars: str
    trend: str


_UNICODE_PLOT = PlotSigns("──", "━━", "╌╌", "┈┈", "●", "◆", "┊", "•", "▁▂▃▄▅▆▇█", "")
_ASCII_PLOT = PlotSigns("--", "==", "- ", "..", "o", "x", ":", "o", "", "*")


def plot_signs(marks: MarkSet) -> PlotSigns:
    """The signs of plots that go with a set of marks."""
    return _ASCII_PLOT if marks.plain else _UNICODE_PLOT


# Plain ASCII on the whole screen: what remains of other signs, wherever it was drawn, gets a stand-in of its width.

_ONE_CELL = {"…": ".", "●": "o", "○": "o", "↑": "^", "↓": "v"}
_TWO_CELLS = {"🔎": "> "}
_UPRIGHT = "▏▎▍▌▋▊▉█▐▕│┃║╎"
_LYING = "▁▂▃▄▅▆▇▀▔─━═╌"
_CORNERS = "╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝▖▗▘▝▛▜▙▟"

SIGNS = {
    **PLAIN_SIGNS,
    **str.maketrans(_ONE_CELL | _TWO_CELLS),
    **str.maketrans(dict.fromkeys(_UPRIGHT, "|") | dict.fromkeys(_LYING, "-") | dict.fromkeys(_CORNERS, "+")),
}
"""For ``str.translate``; every stand-in is as wide as its sign."""


class PlainSigns(LineFilter):
    """Puts a plain sign for every sign of ours and of Textual's; what a person typed in other letters stays."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Translate a line.

        Args:
            segments: the line.
            background: what it stands on; it plays no part.
        """
        return [
            segment if segment.text.isascii() else Segment(segment.text.translate(SIGNS), segment.style)
            for segment in segments
        ]


PLAIN = PlainSigns()
"""One for all lines, so that translated lines are kept."""


class OnlyText(LineFilter):
    """The end of every way to the screen: what makes a terminal do something is not drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Keep the text of a line.

        Args:
            segments: the line.
            background: what it stands on; it plays no part.
        """
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(clean_row(segment.text), segment.style) for segment in segments]


ONLY_TEXT = OnlyText()
"""One for all lines, so that lines are kept."""
