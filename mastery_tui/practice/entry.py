"""The one-line entry, any order: ``420 25m e6 calm @desk``."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from .draft import Draft
from .records import CheckIn, Feeling, Outcome, check_field
from .refused import Refused
from .text import clean_line

KEYED = {"e": "effort", "c": "confidence", "x": "errors", "s": "score", "r": "recoveries"}
"""The letter before a number, and the field that the number is for."""

HOUR = 60

SPELT = {Outcome.CANCELLED.value: "canceled"}
"""Words that a person reads in another spelling than the one that is stored; both are taken."""

WORDS: dict[str, Outcome | Feeling] = {SPELT.get(each.value, each.value): each for each in (*Outcome, *Feeling)}
_TAKEN: dict[str, Outcome | Feeling] = {**WORDS, **{stored: WORDS[spelt] for stored, spelt in SPELT.items()}}

N = TypeVar("N", int, float)

_WHOLE = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_MINUTES = re.compile(r"(?:(\d+)h)?(?:(\d+)m?)?")
_LONGEST_NUMBER = 1000
_HUGE = 10**18
_LONGEST_COMPARED = 40
_LONGEST_NAMED = 20
_NOT_KNOWN = ("entry.unknown", "entry.unknown_none", "number.shape", "whole.shape", "minutes.shape")
"""The refusals of a word that says nothing as it stands."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None where nothing is near."""
    found = get_close_matches(word[:_LONGEST_COMPARED], known, n=1)
    return found[0] if found else None


def number_of(field: str, text: str) -> float:
    """A field's number as it was typed, with a decimal point or comma.

    A comma before three digits is refused, because 1,500 is a thousand times more to some than to others.

    Raises:
        Refused: ``number.shape``, ``number.range``.
    """
    if not _NUMBER.fullmatch(text) or _THOUSANDS.fullmatch(text):
        raise Refused("number.shape", field=field)
    number = float(text.replace(",", "."))
    # Very long ones become infinite, and -0 is 0.
    return _checked(field, max(-float(_HUGE), min(number, float(_HUGE))) + 0.0)


def whole_of(field: str, text: str) -> int:
    """A field's whole number as it was typed.

    Raises:
        Refused: ``whole.shape``, ``number.range``.
    """
    return _checked(field, _whole(field, text))


def minutes_of(text: str) -> int:
    """Minutes as they were typed: ``25``, ``25m``, ``1h``, ``1h10``, ``1h10m``.

    Raises:
        Refused: ``minutes.shape``, ``number.range``.
    """
    found = _MINUTES.fullmatch(text.lower())
    if found is None or not found.group():
        raise Refused("minutes.shape")
    hours, minutes = (_whole("minutes", part or "0") for part in found.groups())
    if found[1] and minutes >= HOUR:
        raise Refused("minutes.shape")
    return _checked("minutes", hours * HOUR + minutes)


def parse_entry(text: str, contexts: tuple[str, ...] = ()) -> Draft:
    """The draft that a one-line entry says.

    Args:
        text: the line, as typed.
        contexts: the tags that the cycle knows, without ``@``.

    Raises:
        Refused: ``entry.empty``, ``entry.unknown``, ``entry.unknown_none``, ``entry.unknown_more``,
            ``entry.ambiguous``, ``entry.twice``, ``context.unknown``, ``context.none``, ``strength.feeling``, or a
            number's shape or range. Its facts name known words only, never what was typed; its word is the one that is
            not known, where it is the only one.
    """
    said: dict[str, Any] = {}
    parts = unicodedata.normalize("NFC", clean_line(text)).lower().split()
    if not parts:
        raise Refused("entry.empty")
    for part in parts:
        try:
            meant = _meant(part, contexts)
        except Refused as refusal:
            if refusal.code in _NOT_KNOWN:
                if sum(_says_nothing(each, contexts) for each in parts) > 1:
                    raise Refused("entry.unknown_more") from None
                refusal.word = part[:_LONGEST_NAMED]
            raise
        for field, value in meant.items():
            if field in ("recoveries", "contexts"):
                value = said.get(field, ()) + value
                if field == "contexts":
                    value = tuple(dict.fromkeys(value))
                check_field(CheckIn, field, value)
            elif field in said:
                raise Refused("entry.twice", kind=field)
            said[field] = value
    return Draft(**said)


def _says_nothing(part: str, contexts: tuple[str, ...]) -> bool:
    try:
        _meant(part, contexts)
    except Refused as refusal:
        return refusal.code in _NOT_KNOWN
    return False


def _checked(field: str, value: N) -> N:
    check_field(CheckIn, field, value)
    return value


def _meant(part: str, contexts: tuple[str, ...]) -> dict[str, Any]:
    """What one part of the entry says, by field of the draft."""
    if part.startswith("@"):
        return {"contexts": (_context(part[1:], contexts),)}
    if part[0] in KEYED and _numeric(part[1:]):
        return {KEYED[part[0]]: _keyed(KEYED[part[0]], part[1:])}
    if _numeric(part):
        if part[0].isdigit() and any(letter in part for letter in "hm"):
            return {"minutes": minutes_of(part)}
        amount = number_of("amount", part)
        return {"amount": amount, "add": True} if part.startswith("+") else {"amount": amount}
    return _word(part)


def _keyed(field: str, text: str) -> int | float | tuple[int, ...]:
    if field == "score":
        return number_of(field, text)
    return (_whole(field, text),) if field == "recoveries" else whole_of(field, text)


def _word(part: str) -> dict[str, Any]:
    word, slash, strength = part.partition("/")
    found = _TAKEN[_completed(word)]
    if not slash:
        return {"outcome" if isinstance(found, Outcome) else "feeling": found}
    if isinstance(found, Outcome) or not found.has_strength:
        raise Refused("strength.feeling")
    return {"feeling": found, "strength": whole_of("strength", strength)}


def _completed(word: str) -> str:
    """The known word that this is, or is the beginning of.

    Raises:
        Refused: ``entry.ambiguous``, ``entry.unknown``, ``entry.unknown_none``.
    """
    found = _beginning_with(word, WORDS) or _beginning_with(word, _TAKEN)
    if len(found) == 1:
        return found[0]
    if found and word:
        raise Refused("entry.ambiguous", candidates=found)
    near = nearest(word, WORDS)
    if near is None:
        raise Refused("entry.unknown_none")
    raise Refused("entry.unknown", nearest=near)


def _context(tag: str, contexts: tuple[str, ...]) -> str:
    if not contexts:
        raise Refused("context.none")
    by_spelling = {unicodedata.normalize("NFC", each).lower(): each for each in contexts}
    found = _beginning_with(tag, by_spelling)
    if not tag or not found:
        raise Refused("context.unknown", known=contexts)
    if len(found) > 1:
        raise Refused("entry.ambiguous", candidates=tuple(by_spelling[each] for each in found))
    return by_spelling[found[0]]


def _beginning_with(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that begin with this one; only itself, where it is one of them."""
    found = tuple(each for each in known if each.startswith(word))
    return (word,) if word in found else found


def _numeric(text: str) -> bool:
    return text.lstrip("+-.,")[:1].isdigit()


def _whole(field: str, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise Refused("whole.shape", field=field)
    # Past some thousand digits int() refuses by itself; any number of that length is out of every bound.
    if len(text) <= _LONGEST_NUMBER:
        return int(text)
    return -_HUGE if text.startswith("-") else _HUGE
