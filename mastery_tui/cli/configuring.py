"""Commands about files and settings: where, config."""

import json
import os
from pathlib import Path

from mastery_tui import guide
from mastery_tui.coach import configured
from mastery_tui.gate import shown
from mastery_tui.settings import NoPlace

from .codes import FINE
from .shell import Shell


def where(shell: Shell) -> int:
    """Tell where everything is."""
    coach = shell.coach
    places = (
        ("where_journal", _place(shell.data_path)),
        ("where_drafts", _place(coach.drafts.file)),
        ("where_backups", _place(coach.file.backup_folder)),
        ("where_config", _config_place(shell)),
    )
    shell.out.lines(*(f"{guide.word('cli', name)}: {place}" for name, place in places))
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


def config(shell: Shell) -> int:
    """Tell the settings in force, as config.toml writes them."""
    settings = shell.settings
    shell.warn()
    in_force = {
        "rollover_hour": settings.rollover_hour,
        "week_start": guide.word("weekdays", settings.week_start).lower(),
        "theme": settings.theme,
        "ascii": settings.ascii,
        "animation": settings.animation,
        "backups.daily": settings.backups.daily,
        "backups.weekly": settings.backups.weekly,
        "support.contact": settings.support.contact,
        "support.lines": settings.support.lines,
        "timer.ask_after": settings.timer.ask_after,
    }
    shell.out.line(f"# {_config_place(shell)}")
    # These are written in TOML as in JSON.
    shell.out.lines(*(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in in_force.items()))
    for rule, figures in configured.figures(settings).items():
        shell.out.lines(*(f'rules."{rule}".{name} = {value}' for name, value in figures.items()))
    return FINE
