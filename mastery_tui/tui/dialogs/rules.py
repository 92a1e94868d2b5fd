"""Every rule as it stands: when it fires, its figures and their bounds, where they come from, when it last fired."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.views import RuleView
from mastery_tui.coach.words.cues import last_fired_line, threshold_line
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
        name = threshold.key.rpartition(".")[2]
        pieces.append((f"\n  {threshold_line(threshold, name)}", "$quiet"))
    pieces += [(f"\n{source}", "$quiet") for source in rule.sources]
    fired = last_fired_line(rule)
    if fired:
        pieces.append((f"\n{fired}", "$foreground"))
    return pieces
