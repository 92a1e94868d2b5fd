"""Walks go on foot: what is drawn is drawn where they look."""

from tests.tui.quick import is_drawn_when_looked_at, style_sheets_are_read_once

__all__ = ["is_drawn_when_looked_at", "style_sheets_are_read_once"]
