"""Commands about files and settings: where, config."""

import os
from pathlib import Path

from mastery_tui import guide
from mastery_tui.gate import shown
from mastery_tui.settings import NoPlace

from .codes import FINE
from .command import Command
from .parser import Parser
from .shell import Shell


def _no_options(parser: Parser) -> None:
    """Nothing but the shared ones."""


def _where(shell: Shell) -> int:
    coach = shell.coach
    places = (
        ("where_journal", _place(shell.data_path)),
        ("where_drafts", _place(coach.drafts.file)),
        ("where_backups", _place(coach.file.backup_folder)),
        ("where_config", _config_place(shell)),
    )
    for name, place in places:
        shell.out.line(f"{guide.word('cli', name)}: {place}")
    shell.err.lines(coach.file.conflict_line())
    return FINE


def _place(path: Path) -> str:
    """A path, and whether nothing is there yet."""
    return shown(path) if os.path.exists(path) else f"{shown(path)} ({guide.word('cli', 'where_none')})"


def _config_place(shell: Shell) -> str:
    try:
        return _place(shell.config_path)
    except NoPlace:
        return guide.word("cli", "where_nowhere")


def _config(shell: Shell) -> int:
    from mastery_tui.cues.params import describe
    from mastery_tui.cues.rules import RULES
    from mastery_tui.cues.thresholds import thresholds

    settings = shell.settings
    shell.out.line(f"# {_config_place(shell)}")
    shell.out.line(f"rollover_hour = {settings.rollover_hour}")
    shell.out.line(f'week_start = "{guide.word("weekdays", settings.week_start).lower()}"')
    shell.out.line(f"theme = {_toml(settings.theme)}")
    shell.out.line(f"ascii = {_toml(settings.ascii)}")
    shell.out.line(f"animation = {_toml(settings.animation)}")
    shell.out.line(f"backups.daily = {settings.backups.daily}")
    shell.out.line(f"backups.weekly = {settings.backups.weekly}")
    shell.out.line(f"support.contact = {_toml(settings.support.contact)}")
    shell.out.line(f"support.lines = {_toml(settings.support.lines)}")
    in_force, _ = thresholds(settings.rules)
    for rule in RULES:
        params = in_force.of(rule)
        for name in describe(rule.params):
            shell.out.line(f'rules."{rule.id}".{name} = {getattr(params, name)}')
    return FINE


def _toml(value: object) -> str:
    """A value as TOML writes it, which for these is as JSON does."""
    import json

    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


COMMANDS = {"where": Command(_no_options, _where), "config": Command(_no_options, _config)}
