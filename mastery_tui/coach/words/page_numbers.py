"""Numbers and texts as the page sets them: short in tables and beside a plot, exact in sentences."""

import re
import unicodedata

from mastery_tui import guide
from mastery_tui.guide.wording import grouped
from mastery_tui.practice.records import Behaviour, ResultKind

EXACT_UP_TO = 999_999
SHORT_FROM = 10_000
_SIZES = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))
_MINUS = re.compile(r"(?<!\w)-(?=\d)")
_LARGE = re.compile(r"\d{5,}(?:\.\d+)?")
_LEFTWARDS = ("R", "AL", "AN")
_APART, _TOGETHER = "\u2068", "\u2069"
_RIGHTWARDS = "\u200e"


def short(value: float | None) -> str:
    """A number in a few characters: four figures, from 10,000 on three with k, M or bn; '' for None."""
    if value is None:
        return ""
    if abs(value) < SHORT_FROM:
        return guide.number(float(f"{value:.4g}"))
    return _sized(value, 3)


def exact(value: float) -> str:
    """A number in a sentence: as it is up to 999,999, above with four figures."""
    return grouped(value) if abs(value) <= EXACT_UP_TO else _sized(value, 4)


def amount(value: float, unit: str) -> str:
    """The same with its unit; one of a unit needs no singular."""
    return guide.amount_words(value, unit) if value == 1 or not unit else f"{exact(value)} {unit}"


def result(value: float, behaviour: Behaviour) -> str:
    """A result in words: '173 words', 'errors 9'."""
    if behaviour.result is ResultKind.AMOUNT:
        return amount(value, behaviour.unit)
    return f"{guide.field_label(behaviour.result.value)} {exact(value)}"


def typeset(text: str) -> str:
    """A text of the program's with a minus before negative numbers, and large ones as in a sentence."""
    return _LARGE.sub(lambda found: exact(float(found[0])), _MINUS.sub("−", text))


def apart(text: str) -> str:
    """A person's text in a sentence of the program's: one from right to left turns nothing around it."""
    if not any(unicodedata.bidirectional(sign) in _LEFTWARDS for sign in text):
        return text
    return f"{_APART}{text}{_TOGETHER}"


def rightwards(sentence: str) -> str:
    """A sentence of the program's that is one from left to right, whatever text of a person's stands first in it."""
    return f"{_RIGHTWARDS}{sentence}" if _APART in sentence else sentence


def _sized(value: float, figures: int) -> str:
    rounded = float(f"{value:.{figures}g}")
    size, letter = next(((size, letter) for size, letter in _SIZES if abs(rounded) >= size), (1.0, ""))
    return f"{guide.number(rounded / size)}{letter}"
