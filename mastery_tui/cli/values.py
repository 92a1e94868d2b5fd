"""Values as they are typed in a shell: known words, weekdays, and text from standard input."""

import sys
from enum import StrEnum
from typing import TypeVar

from mastery_tui import guide
from mastery_tui.coach.typed.dates import weekday_of
from mastery_tui.practice.refused import Refused
from mastery_tui.spelling import nearest

MOST_PIPED = 100_000

K = TypeVar("K", bound=StrEnum)


def weekdays_of(text: str) -> tuple[int, ...]:
    """Weekdays between commas, as in ``mon,thu``; none of them for an empty text.

    Raises:
        Refused: ``choice.unknown``.
    """
    found = []
    for part in text.replace(",", " ").split():
        number = weekday_of(part)
        if number is None:
            known = tuple(name.lower() for name in guide.words("weekdays_short").values())
            raise Refused("choice.unknown", field="rest_weekdays", known=known)
        found.append(number)
    return tuple(sorted(found))


def one_of(field: str, text: str, known: type[K], *, near: bool = False) -> K:
    """One of some known words, or the beginning of just one of them.

    Args:
        field: what a refusal calls it.
        text: what was typed.
        known: the words.
        near: whether a refusal names the known word that is most like it.

    Raises:
        Refused: ``choice.unknown``, ``choice.nearest``.
    """
    said = text.strip().lower()
    found = [word for word in known if word.value == said] or [word for word in known if word.value.startswith(said)]
    if not said or len(found) != 1:
        like = nearest(said, known) if near and not found else None
        if like is not None:
            raise Refused("choice.nearest", field=field, known=tuple(word.value for word in known), nearest=like)
        raise Refused("choice.unknown", field=field, known=tuple(word.value for word in known))
    return found[0]


def piped(field: str) -> str:
    """All of standard input.

    Raises:
        Refused: ``text.utf8``, or ``text.length`` beyond anything a field takes.
    """
    if sys.stdin is None:
        return ""
    source = getattr(sys.stdin, "buffer", sys.stdin)
    return decoded(field, source.read(MOST_PIPED + 1))


def decoded(field: str, raw: bytes | str) -> str:
    """Text that was read as bytes.

    Raises:
        Refused: ``text.utf8``, ``text.length``.
    """
    if len(raw) > MOST_PIPED:
        raise Refused("text.length", field=field, longest=MOST_PIPED, length=len(raw))
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("text.utf8", field=field) from None
