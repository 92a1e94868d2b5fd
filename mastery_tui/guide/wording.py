"""Values as words: numbers and sentences with placeholders."""

from collections.abc import Mapping
from typing import Any


def number(value: float) -> str:
    """A number as a person writes it: '400', '2.5'; three decimals at most, none of them trailing zeros."""
    return str(value) if isinstance(value, int) else f"{round(value, 3) + 0.0:.15g}"


def grouped(value: float) -> str:
    """A number for reading in a sentence, with its thousands set apart from 10000 on: '1,000,000'."""
    if abs(value) < 10_000:
        return number(value)
    whole, point, decimals = number(value).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


class _Kept(dict[str, str]):
    """Facts in which a missing one stays standing as its placeholder."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with its placeholders filled; one without a fact stays as it is, for a later filling."""
    return text.format_map(_Kept(facts)) if "{" in text else text


def text_of(table: Mapping[str, Any], key: str) -> str:
    """The text under a key.

    Raises:
        KeyError: there is none.
    """
    return str(table[key])
