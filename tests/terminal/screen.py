"""A program in a real pseudo-terminal: what it draws, and the keys it gets.

Nothing here waits for a time. Keys are written at once, as many as are pressed together; whoever wants to know what
they did waits until it can be seen.
"""

import contextlib
import fcntl
import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest
from _pytest.mark import ParameterSet

PATIENCE = 120.0
"""Seconds after which what was waited for is not coming: far more than a busy machine takes."""
ROOT = Path(__file__).parents[2]
SMALL, USUAL, WIDE = (60, 20), (80, 24), (120, 36)
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_PUSHED, _POPPED = re.compile(rb"\x1b\[>\d+u"), re.compile(rb"\x1b\[<\d*u")
_LEFT_ON = frozenset((7, 25))
"""What is on in a terminal that nobody has used: lines wrap, and the cursor shows."""


def at_sizes(size: tuple[int, int]) -> pytest.MarkDecorator:
    """A story at one size, and by ``-m storm`` at the others: the stories of this folder are told at all of them.

    Args:
        size: the one of the ordinary run.
    """
    others = [in_a_storm(*each) for each in (SMALL, USUAL, WIDE) if each != size]
    return pytest.mark.parametrize(("columns", "lines"), [size, *others])


def in_a_storm(*values: object, id: str | None = None) -> ParameterSet:
    """A case that is tried by ``-m storm``: what it is about is tried by another one too."""
    return pytest.param(*values, id=id, marks=pytest.mark.storm)


class Terminal:
    """A program on a screen of its own, read back through a terminal emulator."""

    def __init__(
        self,
        *arguments: str,
        env: dict[str, str],
        columns: int = 80,
        lines: int = 24,
        ignored: tuple[int, ...] = (),
        command: str = sys.executable,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.drawn = b""
        self.keys = 0
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MASTERY_", "TEXTUAL", "NO_COLOR", "COLORTERM", "COLUMNS", "LINES"))
        }

        def dispositions() -> None:
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)

        self.child = pexpect.spawn(
            command,
            list(arguments),
            env={**clean, "TERM": "xterm-256color", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **env},
            dimensions=(lines, columns),
            timeout=PATIENCE,
            preexec_fn=dispositions,
        )
        self.child.delaybeforesend = None

    @property
    def text(self) -> str:
        with contextlib.suppress(IndexError):
            return "\n".join(self.screen.display)
        # pyte stumbles over the second cell of a wide sign whose first was written over.
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(row[x].data or " " for x in range(self.screen.columns)) for row in rows)

    @property
    def after(self) -> str:
        """What stands in the terminal itself once the program gave its own screen back."""
        _, back, after = self.drawn.rpartition(b"\x1b[?1049l")
        assert back, "the program's own screen is still shown"
        return after.decode()

    def attributes(self) -> list[object]:
        """How the terminal takes keys: echo, lines, signals."""
        found: list[object] = termios.tcgetattr(self.child.child_fd)
        return found

    def assert_clean(self) -> None:
        """The terminal is as it was before the program: its attributes, and all that a program can turn on."""
        assert self.attributes() == _unused()
        modes = {
            int(mode): way == b"h" for found, way in _MODE.findall(self.drawn) for mode in found.split(b";") if mode
        }
        assert {mode for mode, on in modes.items() if on != (mode in _LEFT_ON)} == set()
        assert len(_PUSHED.findall(self.drawn)) == len(_POPPED.findall(self.drawn))

    # -- what is seen ------------------------------------------------------------------------------------------------

    def read(self, seconds: float = 0.02) -> bool:
        """Take in all that was drawn meanwhile; whether there was anything."""
        drawn = b""
        while select.select([self.child.child_fd], [], [], 0 if drawn else seconds)[0]:
            try:
                more = os.read(self.child.child_fd, 65536)
            except OSError:  # The program has ended, and everything it drew has been read.
                break
            if not more:
                break
            drawn += more
        self.drawn += drawn
        self.stream.feed(drawn)
        return bool(drawn)

    def read_all(self) -> bool:
        """Take in the rest of what a program drew that draws nothing more; whether there was anything."""
        drawn = False
        while self.read(0):
            drawn = True
        return drawn

    def until(self, *parts: str, gone: str = "", one_of: tuple[str, ...] = ("",)) -> str:
        """Wait until all of these can be seen, one of those, and something else no longer."""
        end, alive, text = time.monotonic() + PATIENCE, True, ""
        while alive and time.monotonic() < end:
            alive = self.child.isalive()
            drawn = self.read() if alive else self.read_all()
            if text and not drawn:
                continue  # It looks as it did, and looking takes longer than waiting.
            text = self.text
            seen = all(part in text for part in parts) and any(one in text for one in one_of)
            if seen and not (gone and gone in text):
                return text
        raise AssertionError(f"waited for {parts!r} (gone: {gone!r}, alive: {alive}) and saw:\n{self.text}")

    def until_raw(self) -> None:
        """Wait until the program takes each key as it is pressed, long before anything is drawn."""
        end = time.monotonic() + PATIENCE
        while (local := self.attributes()[3]) and isinstance(local, int) and local & termios.ICANON:
            assert self.child.isalive(), "it ended before"
            assert time.monotonic() < end, "the terminal still takes whole lines"
            time.sleep(0.001)

    def until_stopped(self) -> None:
        """Wait until the program is stopped, as by a shell."""
        end = time.monotonic() + PATIENCE
        while Path(f"/proc/{self.child.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            assert time.monotonic() < end, "it still runs"
            self.read()
        self.read_all()

    def until_read(self) -> None:
        """Wait until the program has read all keys, whatever it does with them."""
        end = time.monotonic() + PATIENCE
        with self._own_end() as own:
            while fcntl.ioctl(own, termios.FIONREAD, bytes(4)) != bytes(4):
                assert time.monotonic() < end, "it reads nothing"
                time.sleep(0.001)

    # -- what is done ------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys, all in one write."""
        self.child.send("".join(KEYS.get(key, key) for key in keys))
        self.keys += len(keys)

    def type(self, text: str) -> None:
        """Type some text, all in one write."""
        self.press(*text)

    def slowly(self, *keys: str, apart: float = 0.005) -> None:
        """Press keys as they come over a slow line: each in a write of its own.

        Args:
            keys: what is pressed.
            apart: seconds between two of them.
        """
        for key in keys:
            self.press(key)
            self.read(apart)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.child.pid, number)

    def stall(self) -> None:
        """Let the terminal take nothing more of what is drawn, as a line does that has gone dead."""
        with self._own_end() as own:
            termios.tcflow(own, termios.TCOOFF)

    @contextlib.contextmanager
    def _own_end(self) -> Iterator[int]:
        """The program's end of the terminal."""
        own = os.open(f"/proc/{self.child.pid}/fd/0", os.O_RDWR | os.O_NOCTTY)
        try:
            yield own
        finally:
            os.close(own)

    def close(self) -> None:
        """Take the terminal away from the program."""
        process = self.child.ptyproc
        process.fileobj.close()
        process.fd = self.child.child_fd = -1
        process.closed = self.child.closed = True

    def ended(self) -> int:
        """Wait for the end of the program and give its exit code; of a signal that ended it, its number below 0."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            time.sleep(0.001) if self.child.closed else self.read()
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            raise AssertionError(f"still running:\n{self.text}")
        if not self.child.closed:
            self.read_all()
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        assert self.child.signalstatus is not None
        return -int(self.child.signalstatus)


def _unused() -> list[object]:
    """The attributes of a terminal that nobody has used."""
    ends = os.openpty()
    try:
        found: list[object] = termios.tcgetattr(ends[1])
        return found
    finally:
        for end in ends:
            os.close(end)


KEYS = {
    "enter": "\r",
    # As terminals send it that tell it from the beginning of another key: an escape alone, and a letter in the same
    # write, are alt and that letter.
    "escape": "\x1b[27u",
    "tab": "\t",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f9": "\x1b[20~",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+r": "\x12",
    "ctrl+s": "\x13",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}


def program() -> list[str]:
    """How the app is started."""
    return ["-m", "mastery_tui"]
