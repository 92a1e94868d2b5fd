"""Values as they are typed in a shell: known words, weekdays, and text from standard input."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from mastery_tui import guide
from mastery_tui.coach.typed.dates import weekday_of
from mastery_tui.practice.refused import Refused

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


def tags_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Context tags, with or without ``@``; an empty text stands for none.

    Raises:
        Refused: ``tag.shape``.
    """
    from mastery_tui.practice.text import clean_tag

    parts = [part for text in texts for part in text.replace(",", " ").split()]
    return tuple(clean_tag(part) for part in parts)


def error_kinds_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Kinds of error, one an option or with ``;`` between them; an empty text stands for none."""
    from mastery_tui.coach.typed.setup import error_kinds_of as kinds_in

    return tuple(kind for text in texts for kind in kinds_in(f"{text};"))


def one_of(field: str, text: str | None, known: type[K]) -> K | None:
    """One of some known words, or the beginning of just one of them; None where nothing is given.

    Raises:
        Refused: ``choice.unknown``.
    """
    if text is None:
        return None
    said = text.strip().lower()
    found = [each for each in known if each.value == said] or [each for each in known if each.value.startswith(said)]
    if not said or len(found) != 1:
        raise Refused("choice.unknown", field=field, known=tuple(each.value for each in known))
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
