"""Why a cue is said: its rows, its rule, where that comes from, what clears it; and the list of all cues."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.coach.views import CueView, EvidenceRow, WhyView
from mastery_tui.tui.dialogs.dialog import CoachDialog
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import hung, width_of
from mastery_tui.tui.widgets.drawn import Drawn, Line

FIRING = "firing"
ACKNOWLEDGED = "acknowledged"
SNOOZED = "snoozed"


class Why(CoachDialog[bool]):
    """Shows one cue with its evidence; `l` shows the list of all, up and down go from one to the next.

    Opened for a past day it shows how things stood then. Closes with True after an answer.
    """

    NAME = "why"
    DEFAULT_CLASSES = "-text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "acknowledge", "OK, seen", id="why.acknowledge"),
        Binding("z", "snooze(3)", "Snooze", id="why.snooze"),
        Binding("1", "snooze(1)", "Snooze 1", show=False, id="why.snooze_one"),
        Binding("7", "snooze(7)", "Snooze 7", show=False, id="why.snooze_seven"),
        Binding("l", "list", "All cues", id="why.list"),
        Binding("l,enter", "one", "This cue", id="why.one"),
        Binding("r", "rules", "Rules", id="why.rules"),
        Binding("y", "take", "Step", id="why.step"),
        Binding("up,k", "choose(-1)", "Cue before", show=False, id="why.before"),
        Binding("down,j", "choose(1)", "Cue after", show=False, id="why.after"),
    ]

    listing = False
    """Whether all cues are shown, one below the other."""
    view: WhyView | None = None
    """The chosen cue with its evidence."""

    def prepare(self) -> None:
        """Look at the banner's cue, or at the first of those that are answered or muted."""
        if self.day < self.coach.today:
            self.coach = self.coach.as_of(self.day)
        self.cues = self.coach.cues.all()
        shown = self.coach.cues.why()
        self.at = next((at for at, cue in enumerate(self.cues) if shown and cue.rule == shown.cue.rule), 0)

    @property
    def cue(self) -> CueView | None:
        """The chosen cue, None where there is none at all."""
        return self.cues[self.at] if self.cues else None

    def compose_body(self) -> Iterable[Widget]:
        """The page, in one piece."""
        yield Drawn(id="why")

    def on_mount(self) -> None:
        """Show the chosen cue."""
        self._show()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        # Once: drawn at another width it is the same, whatever another window changed meanwhile.
        self.view = None if self.cue is None else self.coach.cues.why(self.cue.rule)
        self.frame.border_title = self._title()
        self.query_one("#why", Drawn).drawing = self._page
        self.frame.scroll_home(animate=False)
        self.refresh_bindings()

    def _title(self) -> str:
        if self.cue is None:
            return guide.word("why", "title")
        return guide.word("why", "others") if self.listing else self.cue.word

    def _page(self, width: int) -> list[Line]:
        if self.view is None:
            none = hung((), guide.word("why", "none"), "bold $foreground", width)
            return [*none, [], *hung((), guide.word("why", "none_more"), "", width)]
        return self._list(width) if self.listing else self._one(self.view, width)

    def _one(self, view: WhyView, width: int) -> list[Line]:
        lines = hung((), view.cue.title, "bold $foreground", width)
        if view.cue.state != FIRING:
            lines += hung((), view.cue.stands, "$quiet", width)
        if view.cue.own:
            lines += hung((), view.cue.own, "$foreground", width)
        fields = max((width_of(row.field) for row in view.rows), default=0)
        lines += _heading("saw")
        for row in view.rows:
            lines += self._row(row, fields, width)
        said = {
            "rule": (view.rule, view.cooldown),
            "origin": (view.origin,),
            "clears": (f"{view.clears} {view.change}",),
        }
        for heading, texts in said.items():
            lines += _heading(heading)
            for text in texts:
                lines += hung((), text, "$foreground", width)
        return lines

    def _row(self, row: EvidenceRow, fields: int, width: int) -> list[Line]:
        before = f"{row.plan_day:>2}  {row.date:<10}   {row.field:<{fields}}   "
        if row.mark is not None:
            before += f"{marks_of(self.app).of(row.mark)} "
        return hung(((before, "$foreground"),), row.value, "$foreground", width)

    def _list(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for at, cue in enumerate(self.cues):
            chosen = at == self.at
            pointer = marks_of(self.app).pointer if chosen else " "
            word = (f"{cue.word:<8} ", "bold $primary" if cue.state == FIRING else "$quiet")
            lines += [[]] if at else []
            lines += hung(
                ((f"{pointer} ", "$primary"), word), cue.title, "bold $foreground" if chosen else "$foreground", width
            )
            lines += hung((("  ", ""),), cue.stands, "$quiet", width)
        return lines

    # -- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer answers only to a cue that can take them, and the list where there are several."""
        cue = self.cue
        if action in ("acknowledge", "snooze", "take") and self.coach.looks_back:
            return False
        if action == "take":
            return cue is not None and bool(cue.step) and cue.state == FIRING
        if action == "acknowledge":
            return cue is not None and cue.state != ACKNOWLEDGED
        if action == "snooze":
            return cue is not None and cue.state not in (ACKNOWLEDGED, SNOOZED)
        if action == "list":
            return len(self.cues) > 1 and not self.listing
        if action == "one":
            return self.listing
        if action == "choose":
            return len(self.cues) > 1
        return super().check_action(action, parameters)

    def action_list(self) -> None:
        """Show the list of all cues."""
        self.listing = True
        self._show()

    def action_one(self) -> None:
        """Show the chosen cue."""
        self.listing = False
        self._show()

    def action_choose(self, by: int) -> None:
        """Go to the cue before or after."""
        self.at = min(max(self.at + by, 0), len(self.cues) - 1)
        self._show()

    def action_acknowledge(self) -> None:
        """Take the chosen cue as seen."""
        self._answer(None)

    def action_snooze(self, days: int) -> None:
        """Hide the chosen cue for 1, 3 or 7 days."""
        self._answer(days)

    def action_take(self) -> None:
        """Do what the chosen cue's next step says, then close; the support screen opens in its place."""
        if self.cue is not None:
            self.dismiss(True)
            self.owner.take_step(self.cue)

    def action_rules(self) -> None:
        """Show every rule with its figures."""
        self.owner.open("rules")

    def _answer(self, days: int | None) -> None:
        if self.cue is not None:
            self.owner.flow(self._answered(self.cue.rule, days))

    async def _answered(self, rule: str, days: int | None) -> None:
        what = guide.change_words("answer")
        if await self.owner.save_or_tell(lambda: self.coach.cues.answer(rule, days), what, dialog=self):
            self.dismiss(True)


def _heading(key: str) -> list[Line]:
    return [[], [(guide.word("why", key), "$quiet")]]
