"""The time axis that Progress shares: where each plan day stands, at a given size."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mastery_tui.practice.choices import Mark

KEPT = ("done", "minimum")


@dataclass(frozen=True, slots=True)
class Axis:
    """Plan days as columns.

    Attributes:
        days: how many there are.
        step: the cells of each.
        labels: the cells left of the first one.
    """

    days: int
    step: int
    labels: int

    @property
    def width(self) -> int:
        """The cells of all days."""
        return self.days * self.step

    def x(self, number: int) -> int:
        """Where a plan day begins."""
        return (number - 1) * self.step

    def number(self, x: int) -> int | None:
        """The plan day at a cell, None beside them."""
        return x // self.step + 1 if 0 <= x < self.width else None


def mark_style(mark: "Mark | None", *, ahead: bool = False) -> str:
    """How a day's mark is drawn: what is kept has the accent, what lies ahead is faint."""
    if ahead:
        return "$faint-style"
    return "$primary" if mark is not None and mark.value in KEPT else "$foreground"
