"""The person's own keys: what of ``[keymap]`` in config.toml can be used."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from mastery_tui.settings import SettingsWarning

FIXED = ("too_much",)
"""Bindings that stay where they are: the way out is the same for everybody."""


def usable(wanted: Mapping[str, Any], app: type[App[Any]]) -> tuple[dict[str, str], tuple[SettingsWarning, ...]]:
    """The keys that can be used, by binding id, and a warning for each that cannot.

    Args:
        wanted: the table as it stands in the file.
        app: the app, whose bindings count as well as those of its places.
    """
    if not wanted:
        return {}, ()
    known = set(_ids(app)) - set(FIXED)
    found, warnings = {}, []
    for name, keys in wanted.items():
        key = f'keymap."{name}"' if name in known else "keymap"
        if name not in known:
            near = get_close_matches(name[:40], sorted(known), n=1)
            facts = {"key": key, "nearest": f'keymap."{near[0]}"'} if near else {"key": key}
            warnings.append(SettingsWarning("settings.unknown" if near else "settings.unknown_none", facts))
        elif not isinstance(keys, str) or not keys.strip():
            warnings.append(SettingsWarning("settings.text", {"key": key, "longest": 40}))
        else:
            found[name] = keys
    return found, tuple(warnings)


def _ids(app: type[App[Any]]) -> Iterator[str]:
    from .screens.check_in import CheckInScreen
    from .screens.plan import PlanScreen
    from .screens.reflect import ReflectScreen
    from .screens.setup import SetupScreen

    places: tuple[type[App[Any] | Screen[Any]], ...] = (app, CheckInScreen, PlanScreen, ReflectScreen, SetupScreen)
    for place in places:
        for kind in place.__mro__:
            for binding in kind.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.id:
                    yield binding.id
