"""What an amount is counted in, by its unit and the guide's words of time."""

from functools import cache

from mastery_tui import guide
from mastery_tui.practice.numbers import Measure


@cache
def measure(unit: str) -> Measure:
    """What an amount of a behaviour is counted in; its unit is time where the guide says so."""
    words = guide.words("times")
    times = {word: int(seconds) for seconds, listed in words.items() for word in listed.split()}
    named = unit.strip().casefold().removesuffix(".")
    other = guide.word("not_times", "units").split()
    return Measure(unit, times, 0 if named in other else times.get(named, 0))
