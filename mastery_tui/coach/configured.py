"""What config.toml sets of the rules: the thresholds in force, and what could not be used."""

from typing import TYPE_CHECKING

from mastery_tui.settings import Settings, SettingsWarning

if TYPE_CHECKING:
    from mastery_tui.cues.thresholds import Thresholds


def thresholds(settings: Settings) -> "Thresholds":
    """The thresholds of all rules in force."""
    from mastery_tui.cues import thresholds as cues

    return cues.thresholds(settings.rules)[0]


def recovery_limit(thresholds: "Thresholds") -> int:
    """Minutes that a recovery may take."""
    from mastery_tui.cues.rules import recover

    return thresholds.of(recover.restart_due).minutes


def warnings(settings: Settings) -> tuple[SettingsWarning, ...]:
    """What in config.toml could not be used: settings first, then thresholds."""
    if not settings.rules:
        return settings.warnings
    from mastery_tui.cues import thresholds as cues

    return (*settings.warnings, *cues.thresholds(settings.rules)[1])


def figures(settings: Settings) -> dict[str, dict[str, float]]:
    """The figures in force, by rule and by name, as config.toml writes them."""
    from mastery_tui.cues.params import describe
    from mastery_tui.cues.rules import RULES

    in_force = thresholds(settings)
    return {rule.id: {name: getattr(in_force.of(rule), name) for name in describe(rule.params)} for rule in RULES}
