"""config.toml -> typed settings. What cannot be used is a warning, and the default stays."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Mapping, Sized
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from . import spelling

APP = "mastery-tui"
CONFIG_VARIABLE = "MASTERY_CONFIG"
FILE_VARIABLE = "MASTERY_FILE"
HOME = "HOME"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LATEST_ROLLOVER = 12
MOST_DAILY = 365
MOST_WEEKLY = 260
SHORTEST_ASKED = 30
LONGEST_ASKED = 1440
LONGEST_LINE = 120
MOST_LINES = 8
LONGEST_KEY = 40
LARGEST = 1024 * 1024
"""Bytes of the largest config.toml that is read."""
MOST_UNKNOWN = 10
"""Of so many unknown keys each is named."""
MOST_WARNINGS = 100
"""After so many warnings no near key is looked for, which takes its time."""
UNKNOWN = ("settings.unknown", "settings.unknown_none")
YES_NO = ("true", "false")
NOTHING: Mapping[str, Any] = MappingProxyType({})
"""A table in which nothing stands."""


class NoPlace(Exception):
    """The user has no directory for a file, and nobody named the file itself.

    Attributes:
        variable: the environment variable that names no directory.
    """

    def __init__(self, variable: str) -> None:
        super().__init__(variable)
        self.variable = variable


class SettingsWarning(Struct, frozen=True):
    """What in config.toml could not be used.

    Attributes:
        code: names its sentence in ``guide/en/refusals.toml``.
        facts: the key and what is allowed; never the value that stands there.
    """

    code: str
    facts: Mapping[str, object]


class Backups(Struct, frozen=True):
    """How many backups are kept.

    Attributes:
        daily: one a day, so many days.
        weekly: one a week, so many weeks.
    """

    daily: int = 12
    weekly: int = 10


class Support(Struct, frozen=True):
    """What the person adds to the support screen.

    Attributes:
        contact: somebody of their own, '' where none is named.
        lines: further numbers, one a line.
    """

    contact: str = ""
    lines: tuple[str, ...] = ()


class Timer(Struct, frozen=True):
    """What the timer is set to.

    Attributes:
        ask_after: minutes in one go, 30 to 1440, after which it asks whether that still is one session.
    """

    ask_after: int = 180


class Settings(Struct, frozen=True):
    """The settings in force.

    Attributes:
        rollover_hour: the hour at which a practice day ends, 0 to 12.
        week_start: ISO weekday on which calendar weeks begin, Monday is 1.
        theme: a theme's name, '' for the program's own choice.
        ascii: whether everything is drawn in plain ASCII.
        animation: whether anything may move.
        backups: how many backups are kept.
        keymap: keys by binding id, as they stand in the file; the TUI checks them.
        support: what the person adds to the support screen.
        timer: what the timer is set to.
        rules: thresholds by rule, as they stand in the file; the rule engine checks them.
        warnings: what in the file could not be used.
    """

    rollover_hour: int = 4
    week_start: int = 1
    theme: str = ""
    ascii: bool = False
    animation: bool = True
    backups: Backups = Backups()
    keymap: Mapping[str, Any] = NOTHING
    support: Support = Support()
    timer: Timer = Timer()
    rules: Mapping[str, Any] = NOTHING
    warnings: tuple[SettingsWarning, ...] = ()


def config_path(explicit: Path | None = None) -> Path:
    """Where config.toml stands: as told, else ``MASTERY_CONFIG``, else in the user's configuration directory.

    Raises:
        NoPlace: the user has no such directory.
    """
    return _named(explicit, CONFIG_VARIABLE) or _directory("config") / "config.toml"


def data_path(explicit: Path | None = None) -> Path:
    """Where the journal stands: as told, else ``MASTERY_FILE``, else in the user's data directory.

    Raises:
        NoPlace: the user has no such directory.
    """
    return _named(explicit, FILE_VARIABLE) or _directory("data") / "mastery.json"


def load(path: Path | None) -> Settings:
    """The settings of a file, the defaults where there is none; nothing is created and nothing is raised.

    Args:
        path: config.toml; None for the defaults.
    """
    if path is None:
        return Settings()
    try:
        table = _table_of(path)
    except FileNotFoundError:
        return Settings()
    except OSError:
        return Settings(warnings=(SettingsWarning("settings.unreadable", {}),))
    except _Unusable as problem:
        return Settings(warnings=(SettingsWarning(problem.code, problem.facts),))
    warnings: Warnings = []
    return Settings(**_values(table, "", READERS, warnings), warnings=tuple(warnings))


def nearest(key: str, known: Iterable[str], warnings: Sized) -> str | None:
    """The known key that an unknown one looks like, None for none; not looked for where it will not be named.

    Args:
        key: the unknown one.
        known: those that there are.
        warnings: what is said before it.
    """
    return None if len(warnings) > MOST_WARNINGS else spelling.nearest(key, known)


def unknown_key(key: str, near: str | None) -> SettingsWarning:
    """The warning about a key that is not known, with the known one that it looks like.

    Args:
        key: the unknown one, as it may be shown.
        near: the known one, None where none is near.
    """
    if near is None:
        return SettingsWarning("settings.unknown_none", {"key": key})
    return SettingsWarning("settings.unknown", {"key": key, "nearest": near})


def unknown_in(prefix: str, key: str, known: Iterable[str], warnings: Sized, *, quote: str = "") -> SettingsWarning:
    """The warning about a key of a table that is not known, without what of it cannot be shown.

    Args:
        prefix: the names of the tables that it stands in, each with its dot.
        key: the unknown one, as it stands in the file.
        known: those that the table may have.
        warnings: what is said before it.
        quote: what stands before and behind a key that TOML needs quotes for.
    """
    shown = "".join(letter for letter in key[:LONGEST_KEY] if letter.isprintable())
    near = nearest(key, known, warnings)
    return unknown_key(f"{prefix}{quote}{shown}{quote}", None if near is None else f"{prefix}{quote}{near}{quote}")


def summed_up(warnings: Iterable[SettingsWarning]) -> tuple[SettingsWarning, ...]:
    """Warnings of which each can be said: of the unknown keys the first ten, and how many more there are."""
    said, unknown = [], 0
    for warning in warnings:
        unknown += warning.code in UNKNOWN
        if warning.code not in UNKNOWN or unknown <= MOST_UNKNOWN:
            said.append(warning)
    if unknown > MOST_UNKNOWN:
        said.append(SettingsWarning("settings.unknown_more", {"count": unknown - MOST_UNKNOWN}))
    return tuple(said)


class _Unusable(ValueError):
    """A value of the wrong shape or out of its range, or a whole file."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


Warnings = list[SettingsWarning]
Read = Callable[[Warnings, str, Any], object]


def _values(table: Mapping[str, Any], prefix: str, readers: Mapping[str, Read], warnings: Warnings) -> dict[str, Any]:
    """The values of a table that can be used, by key; what cannot is added to the warnings."""
    values = {}
    for key, value in table.items():
        if key not in readers:
            warnings.append(unknown_in(prefix, key, readers, warnings))
            continue
        try:
            values[key] = readers[key](warnings, prefix + key, value)
        except _Unusable as problem:
            warnings.append(SettingsWarning(problem.code, {"key": prefix + key, **problem.facts}))
    return values


def _whole(low: int, high: int) -> Read:
    def read(warnings: Warnings, key: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise _Unusable("settings.range", low=low, high=high)
        return value

    return read


def _truth(warnings: Warnings, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Unusable("settings.shape", allowed=YES_NO)
    return value


def _weekday(warnings: Warnings, key: str, value: Any) -> int:
    name = value.strip().lower() if isinstance(value, str) else ""
    if name not in WEEKDAYS:
        raise _Unusable("settings.shape", allowed=WEEKDAYS)
    return WEEKDAYS.index(name) + 1


def _line(warnings: Warnings, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _Unusable("settings.text", longest=LONGEST_LINE)
    line = "".join(letter for letter in " ".join(value.split()) if letter.isprintable())
    if len(line) > LONGEST_LINE:
        raise _Unusable("settings.text", longest=LONGEST_LINE)
    return line


def _lines(warnings: Warnings, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_LINES:
        raise _Unusable("settings.list", most=MOST_LINES)
    return tuple(line for line in (_line(warnings, key, text) for text in value) if line)


def _raw(warnings: Warnings, key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Unusable("settings.table")
    return value


def _part(kind: Callable[..., object], readers: Mapping[str, Read]) -> Read:
    def read(warnings: Warnings, key: str, value: Any) -> object:
        if not isinstance(value, dict):
            raise _Unusable("settings.table")
        return kind(**_values(value, f"{key}.", readers, warnings))

    return read


READERS: dict[str, Read] = {
    "rollover_hour": _whole(0, LATEST_ROLLOVER),
    "week_start": _weekday,
    "theme": _line,
    "ascii": _truth,
    "animation": _truth,
    "backups": _part(Backups, {"daily": _whole(1, MOST_DAILY), "weekly": _whole(0, MOST_WEEKLY)}),
    "keymap": _raw,
    "support": _part(Support, {"contact": _line, "lines": _lines}),
    "timer": _part(Timer, {"ask_after": _whole(SHORTEST_ASKED, LONGEST_ASKED)}),
    "rules": _raw,
}
"""What may stand in config.toml, and how each value is read."""


def _table_of(path: Path) -> dict[str, Any]:
    raw = _content(path)
    import tomllib

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _Unusable("settings.syntax", line=raw.count(b"\n", 0, problem.start) + 1) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"\(at line (\d+),", str(problem))
        line = int(found[1]) if found else max(1, len(text.splitlines()))
        raise _Unusable("settings.syntax", line=line) from None
    except (ValueError, RecursionError):
        # A number or a nesting beyond what Python reads; it names no line.
        raise _Unusable("settings.syntax", line=1) from None


def _content(path: Path) -> bytes:
    """The bytes of a regular file that is not too large; what is none is not even waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _Unusable("settings.not_a_file")
        with open(descriptor, "rb", closefd=False) as opened:
            raw = opened.read(LARGEST + 1)
    finally:
        os.close(descriptor)
    if len(raw) > LARGEST:
        raise _Unusable("settings.too_large", most=LARGEST // 1024)
    return raw


def _named(explicit: Path | None, variable: str) -> Path | None:
    named = explicit or os.environ.get(variable)
    if not named:
        return None
    if Path(named).parts[:1] == ("~",):
        _sure_of(HOME)
    try:
        return Path(named).expanduser()
    except RuntimeError:
        # There is no such person's home; the path is then what it says.
        return Path(named)


def _directory(kind: str) -> Path:
    _sure_of(f"XDG_{kind.upper()}_HOME", HOME)
    import platformdirs

    found: Path = getattr(platformdirs, f"user_{kind}_path")(APP, appauthor=False)
    return found


def _sure_of(*variables: str) -> None:
    """Refuse to take a path for the user's that depends on where the program was called.

    Args:
        *variables: the environment variables that name a directory, the first of them that is set; the last is HOME.
            One of XDG's that is blank counts as not set; without HOME the system's list of users tells.

    Raises:
        NoPlace: what it names is not a full path, or nobody names any.
    """
    if sys.platform == "win32":
        return
    for variable in variables:
        named = os.environ.get(variable)
        if named is not None and (named.strip() or variable == HOME):
            break
    else:
        named = os.path.expanduser("~")
    if not os.path.isabs(named):
        raise NoPlace(variable)
