"""Words and sentences by section and key, with their facts filled in."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from mastery_tui.gate import shown

from . import sections
from .wording import grouped, number, text_of

_SAID = (
    *("words", "ui", "saved", "progress", "timer", "cli_help", "demo", "keeping", "doctor"),
    *("importing", "export", "page"),
)
"""The files whose sections :func:`say` knows; section names are unique over all of them. What the screens say comes
first: a file is read where a section is not found in those before it."""

_LABELLED = ("field", "kind")
"""The facts of a refusal that name a field of a record."""

_OF_FILES = ("file", "name", "backup")
"""The facts that can be the name of a file, which another program gave it."""


def words(section: str) -> dict[str, str]:
    """All words of a section of words.toml, ui.toml or saved.toml, in the file's order.

    Raises:
        KeyError: there is no such section.
    """
    return {key: str(value) for key, value in _table(section).items()}


def word(section: str, key: str | int) -> str:
    """One word or sentence, as it stands in the file.

    Raises:
        KeyError: there is no such section or key.
    """
    return text_of(_table(section), str(key))


def _table(section: str) -> dict[str, Any]:
    return sections.section(_file_of(sections.LANGUAGE, section), section)


@cache
def _file_of(language: str, section: str) -> str:
    """The file that a section stands in; looked for once, as a screen takes many words of one section."""
    for file in _SAID:
        if section in sections.names(file):
            return file
    raise KeyError(section)


def say(section: str, key: str, **facts: object) -> str:
    """One sentence with its facts filled in: numbers as :func:`number` has them, dates with their year.

    Raises:
        KeyError: there is no such section or key, or a fact is missing.
    """
    return word(section, key).format_map(as_words(facts))


def field_label(field: str) -> str:
    """What a field of a record is called; one without a label is named with spaces for its underscores."""
    return str(sections.section("words", "fields").get(field, field.replace("_", " ")))


def after_saving(outcome: str) -> str:
    """The line under "Saved", by outcome.

    Raises:
        KeyError: there is no such outcome.
    """
    return word("after_saving", outcome)


def change_words(label: str, **facts: object) -> str:
    """What a change of the journal is called, as in 'the check-in for Friday 27 November'.

    Never raises: a change without words of its own, or without a fact that they need, is 'a change'.

    Args:
        label: the code that the change is made with.
        facts: its facts.
    """
    dated = {name: date_words(fact) if isinstance(fact, date) else fact for name, fact in facts.items()}
    try:
        return say("undone", label, **dated)
    except KeyError:
        return word("undone", "other")


def amount_words(value: float, unit: str) -> str:
    """An amount with its unit: '150 words', '1 of drawings' as a unit has no singular; without one the number."""
    if not unit:
        return number(value)
    return say("amounts", "one", unit=unit) if value == 1 else f"{number(value)} {unit}"


def amount_asked(name: str, amount: float, unit: str) -> str:
    """A target or minimum in a sentence; one of a unit is told so that it needs no singular."""
    return say("amounts", name, unit=unit) if amount == 1 else amount_words(amount, unit)


def date_words(day: date, style: str = "long") -> str:
    """A date in words, independent of the machine's locale.

    Styles: ``long`` 'Friday 27 November', ``short`` 'Fri 27 Nov', ``year`` '27 November 2026', ``year_short`` '27 Nov
    2026', ``full`` 'Friday 27 November 2026', ``day_month`` '27 Nov', ``weekday`` 'Friday', ``weekday_short`` 'Fri',
    ``weekday_day`` 'Friday 27', ``month`` 'November 2026'.

    Raises:
        KeyError: there is no such style.
    """
    return word("dates", style).format(
        weekday=word("weekdays", day.isoweekday()),
        weekday_short=word("weekdays_short", day.isoweekday()),
        day=day.day,
        month=word("months", day.month),
        month_short=word("months_short", day.month),
        year=day.year,
    )


def as_words(facts: Mapping[str, object]) -> dict[str, str]:
    """Facts as a sentence takes them: numbers grouped, dates with their year, lists with commas, fields by label."""
    return {name: _as_word(name, value) for name, value in facts.items()}


def _as_word(name: str, value: object) -> str:
    if name in _LABELLED:
        return field_label(str(value))
    if name in _OF_FILES:
        return shown(value)
    if isinstance(value, date):
        # An example shows what to type, so it stands as it is typed.
        return value.isoformat() if name == "example" else date_words(value, "year")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return grouped(value)
    if isinstance(value, list | tuple | set | frozenset):
        parts = [_as_word("", part) for part in value]
        return ", ".join(sorted(parts) if isinstance(value, set | frozenset) else parts)
    return str(value)
