"""A field for a number, as forms have it."""

from functools import partial
from typing import Any

from mastery_tui.coach.typed.numbers import number_in
from mastery_tui.tui.widgets.number_field import NumberField


def number_field(label: str, unit: str = "words", **looks: Any) -> NumberField:
    """A field for an amount."""
    return NumberField(label, reads=partial(number_in, "amount", unit=unit), unit=unit, **looks)
