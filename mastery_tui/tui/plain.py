"""Plain ASCII on the whole screen: what remains of other signs, wherever it was drawn, gets a stand-in of its width."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from mastery_tui.guide.signs import PLAIN_SIGNS

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
