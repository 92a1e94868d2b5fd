"""The part of a screen that scrolls."""

from textual.containers import VerticalScroll


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls with the focus and the wheel; the arrows stay the screen's."""
