"""The person's own keys: what of ``[keymap]`` in config.toml can be used."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character

from mastery_tui.settings import SettingsWarning, nearest, unknown_key

OURS = "mastery_tui."
FIXED = ("too_much", "too_much.f9", "quit")
"""Bindings that stay where they are: the way out is the same for everybody."""
TAKEN = ("exclamation_mark", "!", "f9", "ctrl+q")
"""Their keys, which nothing else can take."""
LONGEST = 40

_HELD = frozenset(("ctrl", "alt", "shift", "super", "hyper", "meta"))
_NAMED = frozenset(key.value for key in Keys)


def usable(wanted: Mapping[str, Any], app: type[App[Any]]) -> tuple[dict[str, str], tuple[SettingsWarning, ...]]:
    """The keys that can be used, by binding id, and a warning for each that cannot.

    Args:
        wanted: the table as it stands in the file.
        app: the app, whose bindings count as well as those of its screens and widgets.
    """
    if not wanted:
        return {}, ()
    known = {binding.id for _, binding in bindings(app) if binding.id} - set(FIXED)
    found: dict[str, str] = {}
    warnings: list[SettingsWarning] = []
    for name, keys in wanted.items():
        key = f'keymap."{name}"' if name in known else "keymap"
        if name not in known:
            near = nearest(name, sorted(known), warnings)
            warnings.append(unknown_key(key, None if near is None else f'keymap."{near}"'))
        elif not isinstance(keys, str) or not keys.strip() or len(keys) > LONGEST:
            warnings.append(SettingsWarning("settings.text", {"key": key, "longest": LONGEST}))
        else:
            named = [_key(key.strip()) for key in keys.split(",")]
            if any(key in TAKEN for key in named):
                warnings.append(SettingsWarning("settings.key_taken", {"key": key}))
            elif not all(_is_key(key) for key in named):
                warnings.append(SettingsWarning("settings.key_unknown", {"key": key}))
            else:
                found[name] = ",".join(named)
    return found, tuple(warnings)


def bindings(app: type[App[Any]]) -> Iterator[tuple[type[DOMNode], Binding]]:
    """Every binding of the app, its screens, dialogs and widgets, each with the class that makes it.

    Args:
        app: the app.
    """
    from pkgutil import iter_modules

    for package in ("places", "dialogs", "forms", "widgets"):
        folder = import_module(f"{OURS}tui.{package}")
        for module in iter_modules(folder.__path__):
            import_module(f"{folder.__name__}.{module.name}")
    import_module(f"{OURS}tui.tour_app")
    kinds = {kind for kind in (app, *_below(DOMNode)) if kind.__module__.startswith(OURS)}
    for kind in sorted(kinds, key=lambda kind: kind.__qualname__):
        for binding in kind.__dict__.get("BINDINGS", ()):
            yield kind, binding if isinstance(binding, Binding) else Binding(*binding)


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def _key(name: str) -> str:
    """A key's name as Textual has it: F8 and PageUp are written small, letters as they are."""
    return name.lower() if len(name) > 1 else name


def _is_key(name: str) -> bool:
    """Whether there is such a key, with or without others held down."""
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    *held, key = name.split("+")
    return _HELD.issuperset(held) and bool(key) and (key in _NAMED or key_to_character(key) is not None)
