"""Textual's driver for a browser, such that no app stays behind when its server is gone."""

import os
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver


def use_driver(app: App[Any]) -> None:
    """Let an app use this driver where it would use Textual's.

    Args:
        app: the app, which does not run yet.
    """
    if app.driver_class is WebDriver:
        app.driver_class = ServedDriver


class ServedDriver(WebDriver):
    """A driver that ends the app where nobody sends keys any more."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Take what Textual's takes.

        Args:
            app: the app.
            debug: whether keys are logged.
            mouse: whether the mouse is used.
            size: a size to draw in, None for the browser's.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        send: Any = self._send
        self._write = send

    def run_input_thread(self) -> None:
        """Read what the server sends until it ends or the app does."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._leave()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server asks; where it is to end, not as Textual does, which takes what is half built for a fault.

        Args:
            packet_type: what it asks.
            payload: what goes with it.
        """
        self._leave() if packet_type == "quit" else super().on_meta(packet_type, payload)

    def _leave(self) -> None:
        with suppress(RuntimeError):  # The app has ended.
            self._loop.call_soon_threadsafe(self._app.exit)

    def _send(self, packet: bytes) -> int:
        try:
            return os.write(self.fileno, packet)
        except OSError:  # The server is gone; the end of what it sent ends the app.
            return len(packet)
