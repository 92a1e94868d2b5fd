"""The terminal itself: raw from the first line on, and given back as it was at every end of the program.

It is taken before anything heavy is imported, so that keys typed while the program starts wait unread and unechoed,
each as the key that it is. From then on the signals that end a program end it here: within a second, by the app in its
own turn, and hard where that does not answer.
"""

import os
import signal
import sys
import time
from _thread import start_new_thread
from collections.abc import Callable
from contextlib import suppress
from select import select
from types import FrameType
from typing import TYPE_CHECKING, Any

if sys.platform != "win32":
    import termios

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from textual.message import Message

ENDING = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")
DRIVER = "TEXTUAL_DRIVER"
PATIENCE = 0.7
"""Seconds that an app has to end in its own way."""
SIGNALLED = 128
"""Added to a signal's number, it is the exit code of a program that the signal ended."""
RESET = (
    "\x1b[?2026l"  # show what is drawn
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l"  # pastes in brackets, sizes and focus told
    "\x1b[?7h\x1b[<u"  # lines wrap, plain keys
)
"""Turns off what Textual turns on; needed only where it could not do so itself."""
LEAVE_SCREEN = "\x1b[?1049l"
"""Gives the screen before back, as Textual writes it."""
LEAVE = f"{LEAVE_SCREEN}\x1b[?25h\x1b[0m"
"""The screen before, the cursor, and no colour: all that is left to do between two apps."""


def at_a_terminal() -> bool:
    """Whether the app could be seen and used: it reads standard input and draws on standard error."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def served() -> bool:
    """Whether the app is drawn elsewhere: ``textual serve`` names a driver, and gives pipes to a browser."""
    return bool(os.environ.get(DRIVER)) and not at_a_terminal()


class Terminal:
    """What the program was given to be seen on and typed into; without one, or on Windows, all of it does nothing.

    Attributes:
        leave: ends the app that runs, given the number of a signal.
        loop: runs that app.
        left_on: what turns off all that is on there by now, '' where the screen is that of the shell.
        ended: the number of the signal that ended the program, 0 for none.
        ahead: what was read for an app that had ended by then; it is for the next one.
    """

    def __init__(self) -> None:
        self.leave: Callable[[int], object] | None = None
        self.loop: AbstractEventLoop | None = None
        self.left_on = ""
        self.ended = 0
        self.ahead: list[Message] = []
        self._fd = -1
        self._before: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._used = False

    def __enter__(self) -> "Terminal":
        """Take it over, and the signals; a signal that is ignored stays ignored."""
        if sys.platform == "win32" or sys.stdin is None or not at_a_terminal():
            return self
        try:
            for number in (getattr(signal, name) for name in ENDING):
                if signal.getsignal(number) not in (signal.SIG_IGN, None):
                    self._handlers[number] = signal.signal(number, self._signalled)
            self._fd = sys.stdin.fileno()
            # In the background its attributes are somebody else's, and setting them would stop the program.
            if self._in_front():
                self._before = termios.tcgetattr(self._fd)
                self.take()
        except termios.error:
            self._before = None
        except SystemExit:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Give it back, and the signals."""
        self.give_back()
        while self._handlers:
            signal.signal(*self._handlers.popitem())

    def take(self) -> None:
        """Let each key come as it is pressed, unechoed, as Textual does."""
        if sys.platform == "win32" or self._before is None:
            return
        taken, outgoing, control, local, *speeds, signs = self._before
        taken &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        local &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        signs = [*signs]
        signs[termios.VMIN], signs[termios.VTIME] = 1, 0
        with suppress(termios.error):
            termios.tcsetattr(self._fd, termios.TCSANOW, [taken, outgoing, control, local, *speeds, signs])

    def give_back(self) -> None:
        """Make it what it was before: its attributes, and what an app that died has left on."""
        if sys.platform == "win32" or self._fd < 0:
            return
        if self._before is not None and self._in_front():
            with suppress(termios.error):
                termios.tcsetattr(self._fd, termios.TCSANOW, self._before)
                if self._used:
                    # Reports of the mouse are nothing for the shell.
                    termios.tcflush(self._fd, termios.TCIFLUSH)
        if self.left_on:
            left_on, self.left_on = self.left_on, ""
            with suppress(OSError):
                drawn = sys.__stderr__.fileno() if sys.__stderr__ else self._fd
                if select([], [drawn], [], 0)[1]:
                    os.write(drawn, left_on.encode())

    def shows(self, loop: "AbstractEventLoop") -> None:
        """An app begins to draw.

        Args:
            loop: runs it.
        """
        self.loop, self.left_on, self._used = loop, RESET + LEAVE, True

    def end(self, number: int) -> bool:
        """End the program: by the app in its own turn, and in any case in time.

        Args:
            number: the signal's.

        Returns:
            Whether there is an app that was asked to.
        """
        if self.ended:
            return True
        self.ended = number
        start_new_thread(self._end_in_time, ())
        if self.loop is None or self.leave is None:
            return False
        try:
            self.loop.call_soon_threadsafe(self.leave, number)
        except RuntimeError:  # It is closed: the app has ended.
            return False
        return True

    def lost(self) -> None:
        """End the program as its terminal is gone; what it still says goes nowhere, and nothing waits for it."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)
        if sys.platform != "win32":
            self.end(signal.SIGHUP)

    def _signalled(self, number: int, _: FrameType | None) -> None:
        if not self.end(number):
            raise SystemExit(SIGNALLED + number)

    def _end_in_time(self) -> None:
        time.sleep(PATIENCE)
        self.give_back()
        os._exit(SIGNALLED + self.ended)

    def _in_front(self) -> bool:
        """Whether the terminal listens to this program, and not to another one of the same shell."""
        if sys.platform == "win32":
            return False
        try:
            return os.tcgetpgrp(self._fd) == os.getpgrp()
        except OSError:
            return True


TERMINAL = Terminal()
"""The only one: a process has one standard input, and one place for what it does on a signal."""
