"""Thresholds: what config.toml changes about the numbers of the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from mastery_tui.settings import SettingsWarning, unknown_in

from .params import P, Params, Threshold, describe
from .rule import Rule
from .rules import RULES


class Thresholds(Struct, frozen=True):
    """The thresholds in force: the defaults, but for the rules that config.toml changes."""

    changed: dict[str, Params] = field(default_factory=dict)

    def of(self, rule: Rule[P]) -> P:
        """The thresholds of a rule."""
        found = self.changed.get(rule.id)
        return found if isinstance(found, rule.params) else rule.params()


def thresholds(raw: Mapping[str, Any]) -> tuple[Thresholds, tuple[SettingsWarning, ...]]:
    """The thresholds in force, and what of config.toml's table ``rules`` could not be used.

    What cannot be used is left at its default. Nothing is raised, and no warning repeats a value. It is the one way to
    them: who asks more than once keeps what it returns.

    Args:
        raw: the table as it stands in the file; ``[rules.recover.second_cancel]`` means the same as
            ``[rules."recover.second_cancel"]``.
    """
    if not raw:
        return Thresholds(), ()
    kinds = {rule.id: rule.params for rule in RULES}
    changed: dict[str, Params] = {}
    warnings: list[SettingsWarning] = []
    for rule_id, table in _unfolded(raw, kinds):
        if rule_id not in kinds:
            warnings.append(unknown_in("rules.", rule_id, kinds, warnings, quote='"'))
        elif not isinstance(table, Mapping):
            warnings.append(SettingsWarning("settings.table", {"key": f'rules."{rule_id}"'}))
        else:
            values = _values(f'rules."{rule_id}".', table, describe(kinds[rule_id]), warnings)
            if values:
                changed[rule_id] = replace(changed.get(rule_id) or kinds[rule_id](), **values)
    return Thresholds(changed), tuple(warnings)


def _unfolded(raw: Mapping[str, Any], known: Mapping[str, object]) -> Iterable[tuple[str, Any]]:
    """Rules by id; an id without quotes stands in the file as a table in a table."""
    families = {rule_id.split(".")[0] for rule_id in known}
    for key, value in raw.items():
        if key in families and isinstance(value, Mapping):
            for name, table in value.items():
                yield f"{key}.{name}", table
        else:
            yield key, value


def _values(
    prefix: str, table: Mapping[str, Any], known: Mapping[str, Threshold], warnings: list[SettingsWarning]
) -> dict[str, float]:
    values: dict[str, float] = {}
    for key, value in table.items():
        threshold = known.get(key)
        if threshold is None:
            warnings.append(unknown_in(prefix, key, known, warnings))
        elif _allowed(value, threshold):
            values[key] = value
        else:
            facts = {"key": prefix + key, "low": threshold.low, "high": threshold.high}
            warnings.append(SettingsWarning("settings.range", facts))
    return values


def _allowed(value: object, threshold: Threshold) -> bool:
    """Whether a value is a number within the bounds, which nan never is; a whole one where the default is whole."""
    kinds = int if isinstance(threshold.default, int) else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool) and threshold.low <= value <= threshold.high
