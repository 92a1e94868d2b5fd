"""A program in a real pseudo-terminal: what it draws, and the keys it gets."""

import contextlib
import os
import sys
import time
from pathlib import Path

import pexpect
import pyte

PATIENCE = 20.0


class Terminal:
    """A program on a screen of its own, read back through a terminal emulator."""

    def __init__(self, *arguments: str, env: dict[str, str], columns: int = 80, lines: int = 24) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.drawn = b""
        self.keys = 0
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("MASTERY_", "TEXTUAL", "NO_COLOR", "COLORTERM", "COLUMNS", "LINES"))
        }
        self.child = pexpect.spawn(
            sys.executable,
            list(arguments),
            env={**clean, "TERM": "xterm-256color", "PYTHONUTF8": "1", **env},
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def after(self) -> str:
        """What stands in the terminal itself once the program gave its own screen back."""
        _, back, after = self.drawn.rpartition(b"\x1b[?1049l")
        assert back, "the program's own screen is still shown"
        return after.decode()

    def read(self, seconds: float = 0.02) -> None:
        """Take in what was drawn meanwhile."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            more = self.child.read_nonblocking(65536, seconds)
            self.drawn += more
            self.stream.feed(more)

    def until(self, *parts: str, gone: str = "", within: float = PATIENCE) -> str:
        """Wait until all of these can be seen, and something else no longer; `within` so many seconds."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if all(part in self.text for part in parts) and not (gone and gone in self.text):
                return self.text
            self.read()
        raise AssertionError(f"waited for {parts!r} (gone: {gone!r}) and saw:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys one by one, each read by the program as a key of its own."""
        for key in keys:
            self.keys += 1
            self.child.send(KEYS.get(key, key))
            # An escape and a letter that come together are alt and that letter.
            end = time.monotonic() + (0.25 if key == "escape" else 0.03)
            while (left := end - time.monotonic()) > 0:
                self.read(left)

    def type(self, text: str) -> None:
        """Type some text, faster than a person does."""
        self.child.send(text)
        self.keys += len(text)
        self.read(0.05)

    def ended(self) -> int:
        """Wait for the end of the program and give its exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            self.read()
        assert not self.child.isalive(), f"still running:\n{self.text}"
        self.child.close()
        assert self.child.exitstatus is not None, f"ended by signal {self.child.signalstatus}"
        return self.child.exitstatus


KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f9": "\x1b[20~",
    "ctrl+s": "\x13",
    "ctrl+q": "\x11",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
}


def program() -> list[str]:
    """How the app is started."""
    return ["-m", "mastery_tui"]


ROOT = Path(__file__).parents[2]
