"""Every rule as it stands: when it fires, its figures and their bounds, where they come from, when it last fired."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.views import RuleView
from mastery_tui.tui.dialogs.dialog import CoachDialog
from mastery_tui.tui.widgets.drawing import Piece


class Rules(CoachDialog[None]):
    """The nineteen rules, one after the other; up and down scroll."""

    NAME = "rules"
    TITLE_WORD = ("why", "all_rules")

    def compose_body(self) -> Iterable[Widget]:
        """All rules in one piece."""
        pieces: list[Piece] = []
        for rule in self.coach.cues.rules():
            pieces += [("\n\n" if pieces else "", ""), *_rule(rule)]
        yield Static(Content.assemble(*pieces), id="rules", markup=False)


def _rule(rule: RuleView) -> list[Piece]:
    pieces: list[Piece] = [
        (f"{rule.word}  ", "bold $primary"),
        (rule.title, "bold $foreground"),
        (f"\n{rule.fires}", "$foreground"),
        (f"\n{guide.word('why', 'clears')}: {rule.clears}", "$foreground"),
        (f"\n{rule.origin}", "$quiet"),
    ]
    pieces.append((f'\nrules."{rule.rule}"', "$quiet"))
    for threshold in rule.thresholds:
        facts = {name: getattr(threshold, name) for name in ("value", "default", "low", "high", "origin")}
        param = threshold.key.rpartition(".")[2]
        pieces.append((f"\n  {guide.say('cli', 'threshold', param=param, **facts)}", "$quiet"))
    pieces += [(f"\n{source}", "$quiet") for source in rule.sources]
    if rule.last_fired is not None:
        day = guide.date_words(rule.last_fired, "long")
        pieces.append((f"\n{guide.say('cli', 'last_fired', day=day)}", "$foreground"))
    return pieces
