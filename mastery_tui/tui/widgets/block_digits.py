"""Digits three lines high, which draw no more than what changed of them."""

from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from mastery_tui.tui.signs import MarkSet, marks_of
from mastery_tui.tui.widgets.drawing import joined

HEIGHT = 3
LEAST_WIDTH = 23
"""Cells that it takes whatever it shows: those of 1:04:32."""


class _Glyphs(NamedTuple):
    """The lines of every digit, each three cells wide, and those of the colon."""

    digits: tuple[tuple[str, str, str], ...]
    colon: tuple[str, str, str]

    def of(self, sign: str) -> tuple[str, str, str]:
        """The lines of a sign with the blank after it."""
        top, middle, bottom = self.colon if sign == ":" else self.digits[int(sign)]
        return f"{top} ", f"{middle} ", f"{bottom} "


_COLON = (" ", ":", " ")
_HEAVY = _Glyphs(
    (
        ("┏━┓", "┃ ┃", "┗━┛"),
        (" ╺┓", "  ┃", "  ╹"),
        ("╺━┓", "┏━┛", "┗━╸"),
        ("╺━┓", "╺━┫", "╺━┛"),
        ("╻ ╻", "┗━┫", "  ╹"),
        ("┏━╸", "┗━┓", "╺━┛"),
        ("┏━╸", "┣━┓", "┗━┛"),
        ("╺━┓", "  ┃", "  ╹"),
        ("┏━┓", "┣━┫", "┗━┛"),
        ("┏━┓", "┗━┫", "╺━┛"),
    ),
    _COLON,
)
_SEGMENTS = _Glyphs(
    (
        (" _ ", "| |", "|_|"),
        ("   ", "  |", "  |"),
        (" _ ", " _|", "|_ "),
        (" _ ", " _|", " _|"),
        ("   ", "|_|", "  |"),
        (" _ ", "|_ ", " _|"),
        (" _ ", "|_ ", "|_|"),
        (" _ ", "  |", "  |"),
        (" _ ", "|_|", "|_|"),
        (" _ ", "|_|", " _|"),
    ),
    _COLON,
)


def block_lines(text: str, marks: MarkSet) -> tuple[str, str, str]:
    """The three lines of a time.

    Args:
        text: digits and colons.
        marks: the set that is drawn with.
    """
    glyphs = _SEGMENTS if marks.plain else _HEAVY
    signs = [glyphs.of(sign) for sign in text]
    top, middle, bottom = ("".join(sign[line] for sign in signs) for line in range(HEIGHT))
    return top, middle, bottom


class BlockDigits(Widget, can_focus=False):
    """A time in digits three lines high; of a new one of the same length only what differs is drawn."""

    DEFAULT_CSS = """
    BlockDigits {
        width: auto;
        height: 3;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """
    ALLOW_SELECT = False

    text: reactive[str] = reactive("", repaint=False, init=False)
    """Digits and colons, '' for nothing."""
    look: reactive[str] = reactive("$foreground")
    """The style that they are drawn in."""

    def watch_text(self, before: str, text: str) -> None:
        """Draw what differs."""
        if len(before) != len(text):
            self.refresh(layout=True)
            return
        first = next(at for at, (old, new) in enumerate(zip(before, text, strict=True)) if old != new)
        begin = len(block_lines(text[:first], marks_of(self.app))[0])
        self.refresh(Region(begin, 0, self.size.width - begin, HEIGHT))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as what it shows, and mostly as wide as ever."""
        return max(LEAST_WIDTH, len(block_lines(self.text, marks_of(self.app))[0]))

    def render(self) -> Content:
        """The three lines."""
        return joined([[(line, self.look)] for line in block_lines(self.text, marks_of(self.app))])
