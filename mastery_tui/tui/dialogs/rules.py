"""Every rule as it stands: when it fires, its figures and their bounds, where they come from, when it last fired."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.views import RuleView
from mastery_tui.coach.words.cues import last_fired_line, threshold_line
from mastery_tui.tui.dialogs.dialog import CoachDialog
from mastery_tui.tui.widgets.drawing import hung
from mastery_tui.tui.widgets.drawn import Drawn, Line


class Rules(CoachDialog[None]):
    """The nineteen rules, one after the other; up and down scroll."""

    NAME = "rules"
    DEFAULT_CLASSES = "-text"
    TITLE_WORD = ("why", "all_rules")

    def compose_body(self) -> Iterable[Widget]:
        """All rules in one piece."""
        yield Drawn(id="rules")

    def on_mount(self) -> None:
        """Draw them, read once: when each last fired takes a look at every day."""
        self.query_one("#rules", Drawn).drawing = partial(_page, self.coach.cues.rules())


def _page(rules: tuple[RuleView, ...], width: int) -> list[Line]:
    lines: list[Line] = []
    for rule in rules:
        lines += [[], *_rule(rule, width)] if lines else _rule(rule, width)
    return lines


def _rule(rule: RuleView, width: int) -> list[Line]:
    lines = hung(((f"{rule.word}  ", "bold $primary"),), rule.title, "bold $foreground", width)
    for text in (rule.fires, f"{guide.word('why', 'clears')}: {rule.clears}"):
        lines += hung((), text, "$foreground", width)
    for text in (rule.origin, f'rules."{rule.rule}"'):
        lines += hung((), text, "$quiet", width)
    for threshold in rule.thresholds:
        name = threshold.key.rpartition(".")[2]
        lines += hung((("  ", ""),), threshold_line(threshold, name), "$quiet", width)
    for source in rule.sources:
        lines += hung((), source, "$quiet", width)
    fired = last_fired_line(rule)
    return lines + hung((), fired, "$foreground", width) if fired else lines
