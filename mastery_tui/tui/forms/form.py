"""A form: rows, and what stands in them. Nothing else remembers what is typed."""

from collections.abc import Mapping
from typing import Any

from textual import on
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui.coach import Coach
from mastery_tui.coach.drafts import DraftKey, changed, left_words, merged
from mastery_tui.tui.widgets.choice import Choice
from mastery_tui.tui.widgets.row import Row

Texts = Mapping[str, str]
"""What stands in a form, each row's text by its name."""
NOTHING: Texts = {}


class Form(Widget):
    """For a screen or container of rows. What is typed is what its rows hold; a draft is what differs from `begun`.

    An answer or Enter goes on to the next row, Enter on the last one finishes. It stands after the other base class, so
    that styles come from that one.
    """

    begun: Texts = NOTHING
    """What the rows began with: what is recorded, or proposed."""
    draft_key: DraftKey | None = None
    """Under what a draft of it is remembered, None where none is."""
    _remembered: Texts = NOTHING
    _restored = False
    """Whether that is what an earlier run of the program left, and nothing was typed since."""

    # -- what stands in it -------------------------------------------------------------------------------------------

    @property
    def named_rows(self) -> dict[str, Row]:
        """Every row that has a name, shown or not."""
        return {row.id: row for row in self.walk_children(Row) if row.id}

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the rows now."""
        return {name: row.typed for name, row in self.named_rows.items()}

    @property
    def changed(self) -> dict[str, str]:
        """What the person typed: the rows that differ from what they began with."""
        return changed(self.begun, self.typed)

    def begin(self, texts: Texts, typed: Texts | None = None) -> None:
        """Let the rows begin anew.

        Args:
            texts: what is recorded, or proposed.
            typed: what was typed over it and not saved.
        """
        self.begun = dict(texts)
        for row in self.named_rows.values():
            row.error = ""
        self._show(texts if typed is None else typed)

    def follow(self, texts: Texts) -> None:
        """Take over what was recorded elsewhere; rows in which something was typed keep it, caret and all.

        Args:
            texts: what is recorded now.
        """
        now = merged(self.begun, self.typed, texts)
        self.begun = dict(texts)
        self._show(now)

    def _show(self, texts: Texts) -> None:
        for name, row in self.named_rows.items():
            if name in texts and row.typed != texts[name]:
                row.restored = texts[name] != self.begun.get(name)
                row.put(texts[name])
        self.judge()

    def judge(self) -> None:
        """Say beside each row that was changed what is refused of it, where the row can tell by itself."""
        for name, row in self.named_rows.items():
            if row.typed != self.begun.get(name):
                row.judge()

    # -- drafts ------------------------------------------------------------------------------------------------------

    def begin_with_draft(self, coach: Coach, key: DraftKey, texts: Texts) -> str:
        """Let the rows begin with what is recorded, and with what was typed over it and not saved.

        Args:
            coach: the Coach, who remembers drafts.
            key: under what a draft is remembered.
            texts: what is recorded, or proposed.

        Returns:
            When an earlier run of the program left it, in words; '' where none did.
        """
        self.draft_key = key
        coach.drafts.read()
        draft = coach.drafts.get(key)
        if draft is None:
            self.begin(texts)
        else:
            self.begin(texts, merged(draft.begun, {**draft.begun, **draft.texts}, texts))
        self._remembered = self.changed
        self._restored = draft is not None and self._own_draft(coach) is None
        return left_words(draft.at, coach.now()) if draft is not None and self._restored else ""

    def _own_draft(self, coach: Coach) -> Texts | None:
        return next((draft.texts for draft in coach.drafts.own() if draft.key == self.draft_key), None)

    def remember(self, coach: Coach) -> None:
        """Remember what is typed and not saved.

        Args:
            coach: the Coach, who remembers drafts.
        """
        typed = self.changed
        if self.draft_key is None or typed == self._remembered:
            return
        self._remembered, self._restored = typed, False
        if typed:
            coach.drafts.put(self.draft_key, typed, dict(self.begun))
        else:
            coach.drafts.forget(self.draft_key)

    def typed_elsewhere(self, coach: Coach) -> bool:
        """Whether another form or window went on from the same draft, or saved it.

        Args:
            coach: the Coach, who remembers drafts.
        """
        self.remember(coach)
        if self._restored and self.draft_key is not None:
            coach.drafts.read()
            return coach.drafts.get(self.draft_key) is None
        return (self._own_draft(coach) or {}) != self._remembered

    def drop_draft(self, coach: Coach) -> None:
        """Nothing is left to remember: it is saved, or cleared.

        Args:
            coach: the Coach, who remembers drafts.
        """
        if self.draft_key is not None:
            coach.drafts.forget(self.draft_key)
        self._remembered, self._restored = {}, False

    # -- going from row to row ---------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[Row]:
        """The rows at which the keys stop, top to bottom."""
        return [row for row in self.walk_children(Row) if row.is_stop]

    @property
    def row_in_use(self) -> Row | None:
        """The row that has the focus, None where none has."""
        return next((row for row in reversed(self.walk_children(Row)) if row.has_focus_within), None)

    def finish_rows(self) -> None:
        """Enter on the last row; for subclasses."""
        raise NotImplementedError

    def go_to(self, name: str = "", error: str = "") -> bool:
        """Give the focus to a row, the first where there is none of that name.

        Args:
            name: the row's.
            error: what is allowed there, to be said beside it.

        Returns:
            Whether there is such a row.
        """
        rows = self.rows
        found = next((row for row in rows if row.id == name), None)
        if found is not None and error:
            found.error = error
        if found is not None or (rows and not error):
            (found or rows[0]).enter()
        return found is not None

    def action_row(self, by: int) -> None:
        """Go to the row before or after the one in use; the first and last stay where they are."""
        here, rows = self.row_in_use, self.rows
        if here is None or here not in rows:
            self.go_to()
        else:
            rows[min(max(rows.index(here) + by, 0), len(rows) - 1)].enter()

    @on(Choice.Answered)
    def _row_answered(self, event: Choice.Answered) -> None:
        if event.moved_on and event.row is not self.rows[-1]:
            self.go_on(event.row)

    @on(Row.Next)
    def _row_done(self, event: Row.Next) -> None:
        self.go_on(event.row)

    def go_on(self, row: Row) -> None:
        """Go on behind a row that is answered."""
        rows = self.rows
        if row is rows[-1]:
            self.finish_rows()
        elif row in rows:
            rows[rows.index(row) + 1].enter()


def text_in_use(screen: Screen[Any]) -> bool:
    """Whether a text has the focus, so that letters type."""
    return getattr(screen.focused, "types_text", False) is True
