"""Where answers and errors are written."""

import os
from contextlib import suppress
from typing import TextIO

from mastery_tui import gate
from mastery_tui.guide.signs import MARKS, PLAIN_SIGNS

_BOLD, _AS_BEFORE = "\x1b[1m", "\x1b[0m"
_IN_COLOR = {ord(MARKS[kept][0]): f"\x1b[32m{MARKS[kept][0]}\x1b[39m" for kept in ("done", "minimum")}


def _takes_colors() -> bool:
    """Whether a terminal draws in color, and the person wants that."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


class Printer:
    """Writes lines that a screen reader, a pipe or an old terminal can take."""

    def __init__(self, stream: TextIO | None) -> None:
        """Take a stream; None, where the process has none, takes everything and shows nothing."""
        self._stream = stream
        self.lost: Exception | None = None
        """What kept a line from being written; from then on everything is taken and nothing is shown."""
        self.terminal = stream is not None and stream.isatty()
        """Whether a person looks at it."""
        self._colors = self.terminal and _takes_colors()
        self.ascii = not self._takes("●◐◔○‖–·’")

    def line(self, text: str = "", *, strong: bool = False, marks: bool = False) -> None:
        """One line, of text alone; signs that the stream cannot show become plain ones.

        Args:
            text: the line.
            strong: whether it is drawn in bold where there are colors; it says nothing that the words do not.
            marks: whether marks of kept days are drawn in color there.
        """
        if self._stream is None or self.lost is not None:
            return
        text = gate.clean(text)
        if self.ascii:
            text = text.translate(PLAIN_SIGNS)
        if not self._takes(text):
            encoding = self._stream.encoding or "ascii"
            text = text.encode(encoding, "replace").decode(encoding)
        if self._colors:
            text = text.translate(_IN_COLOR) if marks else text
            text = f"{_BOLD}{text}{_AS_BEFORE}" if strong else text
        try:
            self._stream.write(f"{text}\n")
        except (OSError, ValueError) as problem:
            self._give_up(problem)

    def flush(self) -> None:
        """Write what still waits."""
        if self._stream is None or self.lost is not None:
            return
        try:
            self._stream.flush()
        except (OSError, ValueError) as problem:
            self._give_up(problem)

    @property
    def shows(self) -> bool:
        """Whether there is a stream, and it took everything so far."""
        return self._stream is not None and self.lost is None

    def lines(self, *texts: str) -> None:
        """Lines, without the empty ones."""
        for text in texts:
            if text:
                self.line(text)

    def part(self, head: str, *lines: str, marks: bool = False) -> None:
        """A heading, and the lines below it without the empty ones."""
        self.line(head, strong=True)
        for text in filter(None, lines):
            self.line(text, marks=marks)

    def json(self, rows: object) -> None:
        """Rows as JSON, indented."""
        import json

        self.line(gate.in_json(json.dumps(rows, indent=2, ensure_ascii=self.ascii)))

    def document(self, text: str) -> None:
        """A whole document: as it is, in UTF-8, for a file or a pipe; in lines as any other text for a terminal."""
        if self.terminal or not hasattr(self._stream, "buffer"):
            for line in text.replace("\r\n", "\n").removesuffix("\n").split("\n"):
                self.line(line)
            return
        self.flush()
        if self._stream is None or self.lost is not None:
            return
        try:
            self._stream.buffer.write(text.encode())
        except (OSError, ValueError) as problem:
            self._give_up(problem)

    def _give_up(self, problem: Exception) -> None:
        """Let what waits go nowhere: the interpreter would try to write it once more at its end, and complain."""
        self.lost = problem
        assert self._stream is not None
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def _takes(self, text: str) -> bool:
        encoding = getattr(self._stream, "encoding", None) or "ascii"
        try:
            text.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True
