"""What makes the window quick for tests, and changes nothing that it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.pilot import Pilot
from textual.screen import Screen

from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.widgets.line_field import LineEntry

_RULES: dict[tuple[object, ...], list[RuleSet]] = {}
"""What style sheets say, by their texts and variables: each app would read the same ones again."""

_TOKENS: dict[tuple[tuple[str, str], ...], dict[str, list[Token]]] = {}
"""What a theme's variables mean."""

_parse_rules, _draw = Stylesheet._parse_rules, Screen._compositor_refresh


def _rules_read_once(sheet: Stylesheet, css: str, **source: Any) -> list[RuleSet]:
    key = (css, *source.values(), *sheet._variables.items())
    if key not in _RULES:
        _RULES[key] = _parse_rules(sheet, css, **source)
    return _RULES[key]


def _tokens_read_once(variables: dict[str, str]) -> dict[str, list[Token]]:
    key = tuple(variables.items())
    if key not in _TOKENS:
        _TOKENS[key] = tokenize_values(variables)
    return _TOKENS[key]


@pytest.fixture(autouse=True)
def style_sheets_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RuleSet, "__hash__", object.__hash__)  # It is its own there too, a hundred times as slowly.
    monkeypatch.setattr(Stylesheet, "_parse_rules", _rules_read_once)
    monkeypatch.setattr("textual.css.stylesheet.tokenize_values", _tokens_read_once)


def _draws_later(screen: Screen[Any]) -> None:
    if isinstance(screen.app, BaseApp) and screen is screen.app.screen:
        screen._dirty_widgets.clear()
        for widget in screen._compositor.visible_widgets:
            if isinstance(widget, LineEntry):
                widget.drawn()
    else:
        _draw(screen)  # Apps that are only made for a test draw at once.


@pytest.fixture(autouse=True)
def is_drawn_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what changed on the screen to be drawn by ``draw``, once, rather than after each of many keys.

    At the end of a test it is drawn in any case.
    """
    run = App.run_test

    @asynccontextmanager
    async def drawn_at_the_end(app: App[Any], **options: Any) -> AsyncIterator[Pilot[Any]]:
        async with run(app, **options) as pilot:
            yield pilot
            if isinstance(app, BaseApp):
                draw(app)

    monkeypatch.setattr(Screen, "_compositor_refresh", _draws_later)
    monkeypatch.setattr(App, "run_test", drawn_at_the_end)


def draw(app: BaseApp) -> None:
    """Draw all that changed since the last time."""
    if app.is_running and app.return_code is None:
        _draw(app.screen)
