"""Cleaning of what people type, before it becomes part of a record."""

import unicodedata

from mastery_tui import gate

from .refused import Refused

_SPACES = str.maketrans(dict.fromkeys("\n\r\t\u2028\u2029", " "))


def clean_line(text: str) -> str:
    """One line of text: line breaks and tabs become spaces; what the gate keeps from a terminal goes."""
    return gate.clean(text.replace("\r\n", "\n").translate(_SPACES)).strip()


def clean_note(text: str) -> str:
    """Text of several lines: line breaks and tabs stay, what the gate keeps from a terminal goes."""
    return gate.clean(text).strip()


def tags_of(text: str) -> tuple[str, ...]:
    """The context tags in a text, with or without ``@``, between commas or spaces; none in an empty one.

    Raises:
        Refused: ``tag.shape``.
    """
    return tuple(clean_tag(part) for part in text.replace(",", " ").split())


def clean_tag(text: str) -> str:
    """A context tag without its ``@``: lower case, 1 to 20 letters, digits, ``-`` or ``_``.

    Raises:
        Refused: ``tag.shape`` where nothing of that shape is left.
    """
    tag = unicodedata.normalize("NFC", clean_line(text)).removeprefix("@").lower()
    # Marks belong to the letters of many scripts.
    if not 1 <= len(tag) <= 20 or not all(
        part.isalnum() or part in "-_" or unicodedata.category(part).startswith("M") for part in tag
    ):
        raise Refused("tag.shape", longest=20)
    return tag
