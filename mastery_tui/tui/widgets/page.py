"""The part of a screen that scrolls."""

from textual.containers import VerticalScroll


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls with the focus and the wheel; the arrows stay the screen's."""

    def can_go(self, by: int) -> bool:
        """Whether there is more in a direction.

        Args:
            by: down where positive, up where negative.
        """
        return self.scroll_y < self.max_scroll_y if by > 0 else self.scroll_y > 0

    def by_lines(self, lines: int) -> None:
        """Scroll at once, so that the next key scrolls on from there.

        Args:
            lines: how many, up where negative.
        """
        self.scroll_relative(y=lines, animate=False, immediate=True)

    def to_top(self) -> None:
        """Begin at the first line, at once: something else stands here now."""
        self.scroll_to(y=0, animate=False, immediate=True)

    def by_heights(self, heights: int) -> None:
        """Scroll at once by the height of what can be seen.

        Args:
            heights: how many, up where negative.
        """
        self.by_lines(heights * self.scrollable_content_region.height)
