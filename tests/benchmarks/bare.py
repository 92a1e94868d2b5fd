"""The least that a Textual app can be: one Label, which tells how many keys were pressed, or one Input.

Run in a terminal as `python bare.py label` or `python bare.py input`.
"""

import sys

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Input, Label


class OneLabel(App[None]):
    """What everything that is painted is measured against."""

    keys = 0

    def compose(self) -> ComposeResult:
        yield Label("bare label here")

    def on_key(self, _: Key) -> None:
        self.keys += 1
        self.query_one(Label).update(f"bare label here, key {self.keys}")


class OneInput(App[None]):
    """What everything that waits for a key is measured against."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="bare input here")


if __name__ == "__main__":
    {"label": OneLabel, "input": OneInput}[sys.argv[1]]().run()
