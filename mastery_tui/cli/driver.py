"""Textual's driver at a terminal, where it may lose keys, hang or spin: input, output and the end of both.

What is used of Textual's inside stands here alone; ``tests/terminal`` fails when Textual changes it.
"""

import os
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from queue import Full
from select import select
from typing import Any, TextIO

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from mastery_tui.gate import clean

from .terminal import LEAVE, LEAVE_SCREEN, TERMINAL

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
LOOK_EVERY = 0.1
"""Seconds after which an escape that stands alone is the key."""
READ = 4096
ESCAPE = "\x1b"
NOT_WITH_ALT = "[O]PX_^fb"
"""What begins more than a letter behind an escape, and the two that terminals send for the words before and behind."""
FULL_FOR = 0.05
"""Seconds between two looks whether a terminal that takes nothing is still waited for."""


def use_driver(app: App[Any]) -> None:
    """Let an app use this driver where it would use Textual's.

    Args:
        app: the app, which does not run yet.
    """
    if app.driver_class is LinuxDriver:
        app.driver_class = TerminalDriver


class _Screen:
    """Where the driver's thread draws: nothing is held back in a buffer, and a terminal that is gone raises nothing."""

    def __init__(self, file: TextIO) -> None:
        self.fileno = file.fileno
        self._encoding, self._errors = file.encoding, file.errors or "strict"

    def write(self, text: str) -> None:
        left = text.encode(self._encoding, self._errors)
        while left:
            try:
                left = left[os.write(self.fileno(), left) :]
            except BlockingIOError:  # Another program has left it so.
                select([], [self.fileno()], [], FULL_FOR)
            except OSError:
                TERMINAL.lost()

    def flush(self) -> None:
        """Nothing waits here."""


class Pastes:
    """Leaves nothing but text in what is pasted: Textual takes an escape sequence in it for keys, which would act."""

    def __init__(self) -> None:
        """Begin outside of any."""
        self._inside = False
        self._before = ""

    def cleaned(self, text: str) -> str:
        """What was read, with what is pasted of it as text; what could be a part of its end waits for the rest.

        Args:
            text: what was read now.
        """
        done = []
        while text:
            if not self._inside:
                # The beginning can come in two reads; none of it is held back, as it begins like a key.
                seen = self._before + text
                place = seen.find(PASTE_BEGINS)
                end = len(text) if place < 0 else place + len(PASTE_BEGINS) - len(self._before)
                self._inside = place >= 0
                self._before = "" if self._inside else seen[1 - len(PASTE_BEGINS) :]
                done.append(text[:end])
                text = text[end:]
                continue
            pasted, found, after = (self._before + text).partition(PASTE_ENDS)
            waits = "" if found else _beginning_of_the_end(pasted)
            done += [clean(pasted[: len(pasted) - len(waits)]), found]
            self._inside, self._before, text = not found, waits, after
        return "".join(done)


def _beginning_of_the_end(pasted: str) -> str:
    """How a text ends that can be the beginning of the end of a paste, or half of a line's end."""
    ends = (PASTE_ENDS[:length] for length in range(len(PASTE_ENDS) - 1, 0, -1))
    return next((end for end in (*ends, "\r") if pasted.endswith(end)), "")


class Parser(XTermParser):
    """Takes an escape and what is typed right behind it for one key with alt, every time and at once.

    Textual's loses the escape before a sign, and waits before a letter; another escape meanwhile makes it type a ^.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        behind = sequence[1:]
        if sequence[:1] == ESCAPE and len(behind) == 1 and behind.isprintable() and behind not in NOT_WITH_ALT:
            sequence, alt = behind, True
        found = super()._sequence_to_key_events(sequence, alt)
        if not alt:
            return found
        return [events.Key(f"alt+{event.key.removeprefix('alt+')}", event.character) for event in found]


class TerminalDriver(LinuxDriver):
    """A driver that loses no key between two apps, and ends the app where its terminal is gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Take what Textual's takes.

        Args:
            app: the app.
            debug: whether keys are logged.
            mouse: whether the mouse is used.
            size: a size to draw in, None for the terminal's.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert self._file is not None
        screen: Any = _Screen(self._file)
        self._file = screen
        self._woken = self._waking = -1

    def start_application_mode(self) -> None:
        """Take the terminal, and first of all what was typed for the app before."""
        self._woken, self._waking = os.pipe()
        TERMINAL.shows(self._loop)
        while TERMINAL.ahead:
            self.send_message(TERMINAL.ahead.pop(0))
        start: Callable[[], None] = super().start_application_mode
        start()

    def stop_application_mode(self) -> None:
        """Give it back, the mouse in pixels too."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Give it to the shell for a while, as it was before the program."""
        super().suspend_application_mode()
        TERMINAL.give_back()

    def resume_application_mode(self) -> None:
        """Take it again, unless the program is to end, or was told to go on while it had it."""
        if not TERMINAL.ended and self._key_thread is None:
            TERMINAL.take()
            super().resume_application_mode()

    def disable_input(self) -> None:
        """Read nothing more; what is typed from now on waits in the terminal, for the next app if there is one."""
        if self._key_thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self.exit_event.set()
        os.close(self._waking)
        self._key_thread.join()
        os.close(self._woken)
        self._key_thread = None
        self.exit_event.clear()

    def close(self) -> None:
        """Draw the last of it."""
        super().close()
        TERMINAL.left_on = LEAVE if self._goes_on else ""

    def write(self, data: str) -> None:
        """Draw something. What is drawn stays for an app that follows at once.

        A terminal that takes nothing more is not waited for once the program is to end.

        Args:
            data: what is drawn.
        """
        assert self._writer_thread is not None
        if data == LEAVE_SCREEN and self._goes_on:
            return None
        while True:
            try:
                return self._writer_thread._queue.put(data, timeout=FULL_FOR)
            except Full:
                if TERMINAL.ended:
                    return None

    @property
    def _goes_on(self) -> bool:
        """Whether another app follows at once."""
        return bool(getattr(self._app, "goes_on", False))

    def send_message(self, message: Message) -> None:
        """Hand something to the app, in the order in which it came.

        Args:
            message: what was read.
        """
        self._loop.call_soon_threadsafe(self._hand, message)

    def _hand(self, message: Message) -> None:
        if self._app._exit and isinstance(message, events.InputEvent | events.Paste):
            TERMINAL.ahead.append(message)
        else:
            self._app.post_message(message)

    def run_input_thread(self) -> None:
        """Read keys until the app ends; where there is no terminal any more, end the app."""
        parser, pastes = Parser(self._debug), Pastes()
        # What a terminal sends in another encoding is a strange letter, not the end of the app.
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            # Only an escape that stands alone is waited for by the clock; otherwise a key wakes this, or the end.
            read = self._read(None if parser._timeout_time is None else LOOK_EVERY)
            if read == b"":
                TERMINAL.lost()
                return
            try:
                if text := pastes.cleaned(decode(read or b"")):
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
            except ValueError:  # A key with a number that no letter has.
                parser = Parser(self._debug)

    def _read(self, seconds: float | None) -> bytes | None:
        """What was typed: None for nothing yet, b"" where there is nobody who could type.

        Args:
            seconds: how long that is waited for, None for as long as it takes.
        """
        try:
            ready, _, _ = select([self.fileno, self._woken], [], [], seconds)
            return os.read(self.fileno, READ) if self.fileno in ready else None
        except BlockingIOError:
            return None
        except OSError:
            return b""
