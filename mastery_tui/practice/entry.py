"""The one-line entry, any order: ``420 25m e6 calm @desk``."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from mastery_tui.spelling import nearest as nearest

from .draft import Draft
from .numbers import Measure, amount_of, is_number, is_one_time, is_timely, joined, minutes_of, whole_of
from .records import CheckIn, Feeling, Outcome, check_field
from .refused import Refused
from .text import clean_line

KEYED = {"e": "effort", "c": "confidence", "x": "errors", "s": "score", "r": "recoveries"}
"""The letter before a number, and the field that the number is for."""

SPELT = {Outcome.CANCELLED.value: "canceled"}
"""Words that a person reads in another spelling than the one that is stored; both are taken."""

WORDS: dict[str, Outcome | Feeling] = {SPELT.get(word.value, word.value): word for word in (*Outcome, *Feeling)}
_TAKEN: dict[str, Outcome | Feeling] = {**WORDS, **{stored: WORDS[spelt] for stored, spelt in SPELT.items()}}

_STRENGTHS = ("1", "2", "3", "4", "5")
_LONGEST_NAMED = 20
_NOT_KNOWN = ("entry.unknown", "entry.unknown_none", "number.shape", "number.or_time", "whole.shape", "minutes.shape")
"""The refusals of a word that says nothing as it stands."""
_NAMED = (*_NOT_KNOWN, "context.unknown")
"""The refusals that name the word they are about."""


def parse_entry(text: str, contexts: tuple[str, ...], measure: Measure) -> Draft:
    """The draft that a one-line entry says.

    Where the unit is time, a number is the amount and a duration beside it Minutes; a duration alone is the amount, and
    a second one Minutes. Elsewhere every duration is Minutes, and one such as 1:30 does not do alone.

    Args:
        text: the line, as typed.
        contexts: the tags that the cycle knows, without ``@``.
        measure: what the amount is counted in.

    Raises:
        Refused: ``entry.empty``, ``entry.unknown``, ``entry.unknown_none``, ``entry.unknown_more``,
            ``entry.ambiguous``, ``entry.twice``, ``entry.twice_strength``, ``context.unknown``, ``context.none``,
            ``strength.feeling``, ``number.time_or_unit``, or a number's shape or range. Its facts name known words
            only, never what was typed; its word is the one that is not known, where it is the only one, or the tag that
            is no context.
    """
    said: dict[str, Any] = {}
    parts = _parts(text, measure)
    if not parts:
        raise Refused("entry.empty")
    amount = _place_of_amount(parts, measure)

    readings = [_reading(part, contexts, measure, is_amount=at == amount) for at, part in enumerate(parts)]
    unknown = [isinstance(reading, Refused) and reading.code in _NOT_KNOWN for reading in readings]
    for part, reading, is_unknown in zip(parts, readings, unknown, strict=True):
        if isinstance(reading, Refused):
            if is_unknown and sum(unknown) > 1:
                raise Refused("entry.unknown_more")
            if reading.code in _NAMED:
                reading.word = part[:_LONGEST_NAMED]
            raise reading
        for field, value in reading.items():
            if field in ("recoveries", "contexts"):
                value = said.get(field, ()) + value
                if field == "contexts":
                    value = tuple(dict.fromkeys(value))
                check_field(CheckIn, field, value)
            elif field in said:
                raise _twice(field, parts, readings)
            said[field] = value
    if measure.unit and not said.keys() & {"amount", "outcome"}:
        _refuse_clock(parts, measure)
    return Draft(**said)


def _twice(field: str, parts: list[str], readings: list[dict[str, Any] | Refused]) -> Refused:
    """That something is given twice; how a strength is written, where the number may have been meant as one."""
    felt = (reading.get("feeling") if isinstance(reading, dict) else None for reading in readings)
    for feeling, following in zip(felt, parts[1:], strict=False):
        if field == "amount" and feeling is not None and feeling.has_strength and following in _STRENGTHS:
            return Refused("entry.twice_strength", kind=field, example=f"{feeling.value}/{following}")
    return Refused("entry.twice", kind=field)


def _parts(text: str, measure: Measure) -> list[str]:
    """The words of an entry; ``1 234`` is one number, and a unit or a word of time behind a number belongs to it.

    Three digits before three digits are two numbers as likely as one, and so are any where two mean amount and Minutes.
    Where the unit is not time, one letter behind a number is the beginning of another word: ``420 m`` is minimum.
    """
    words = unicodedata.normalize("NFC", joined(clean_line(text))).lower().split()
    ending = unicodedata.normalize("NFC", measure.unit).lower().split()
    parts: list[str] = []
    while words:
        part = words.pop(0)
        while words and not measure.seconds and len(part.lstrip("+-").partition(" ")[0]) < 3:
            if not is_number(f"{part} {words[0]}"):
                break
            part = f"{part} {words.pop(0)}"
        if ending and is_number(part) and words[: len(ending)] == ending:
            part = " ".join([part, *ending])
            del words[: len(ending)]
        elif words and _numeric(part) and part[-1].isdecimal() and _is_of_time(words[0], measure):
            part = f"{part} {words.pop(0)}"
        if parts and is_one_time(parts[-1], part, measure):
            part = f"{parts.pop()} {part}"
        parts.append(part)
    return parts


def _is_of_time(word: str, measure: Measure) -> bool:
    return word in measure.times and (len(word) > 1 or measure.seconds > 0)


def _place_of_amount(parts: list[str], measure: Measure) -> int | None:
    """Where the duration stands that is the amount; None where a number is, or the unit is not time."""
    if not measure.seconds or any(part[0] in "+-" or is_number(part) for part in parts):
        return None
    return next((at for at, part in enumerate(parts) if _numeric(part)), None)


def _refuse_clock(parts: list[str], measure: Measure) -> None:
    for part in parts:
        if _numeric(part) and ":" in part:
            refusal = Refused("number.time", field="amount", unit=measure.unit)
            refusal.word = part[:_LONGEST_NAMED]
            raise refusal


def _reading(part: str, contexts: tuple[str, ...], measure: Measure, *, is_amount: bool) -> dict[str, Any] | Refused:
    try:
        return _meant(part, contexts, measure, is_amount=is_amount)
    except Refused as refusal:
        return refusal


def _meant(part: str, contexts: tuple[str, ...], measure: Measure, *, is_amount: bool) -> dict[str, Any]:
    """What one part of the entry says, by field of the draft."""
    if part.startswith("@"):
        return {"contexts": (_context(part[1:], contexts),)}
    if part[0] in KEYED and _numeric(part[1:]):
        return {KEYED[part[0]]: _keyed(KEYED[part[0]], part[1:])}
    if not _numeric(part):
        return _word(part)
    plain = is_number(part)
    counted = plain or (not measure.seconds and is_number(part, measure.unit))
    may_be_time = part[0].isdigit() and " " not in part and measure.unit.casefold() in measure.times
    if counted and not plain and may_be_time:
        raise Refused("number.time_or_unit", unit=measure.unit)
    if part[0].isdigit() and is_timely(part, measure) and not counted and not is_amount:
        return {"minutes": minutes_of(part, measure)}
    amount = amount_of("amount", part, measure)
    return {"amount": amount, "add": True} if part.startswith("+") else {"amount": amount}


def _keyed(field: str, text: str) -> int | float | tuple[int, ...]:
    if field == "score":
        return amount_of(field, text, Measure())
    if field == "recoveries":
        return (whole_of(field, text, None),)
    return whole_of(field, text)


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
    by_spelling = {unicodedata.normalize("NFC", context).lower(): context for context in contexts}
    found = _beginning_with(tag, by_spelling)
    if not tag or not found:
        raise Refused("context.unknown", known=contexts)
    if len(found) > 1:
        raise Refused("entry.ambiguous", candidates=tuple(by_spelling[spelt] for spelt in found))
    return by_spelling[found[0]]


def _beginning_with(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that begin with this one; only itself, where it is one of them."""
    found = tuple(one for one in known if one.startswith(word))
    return (word,) if word in found else found


def _numeric(text: str) -> bool:
    return text.lstrip("+-.,")[:1].isdigit()
