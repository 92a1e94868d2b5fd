"""Drafts: what is typed and not saved, those too whose key is gone."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.drafts import TypedDraft, draft_words
from mastery_tui.guide.wording import capital
from mastery_tui.tui.dialogs.dialog import CoachDialog
from mastery_tui.tui.forms.form import Form
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import cut, width_of
from mastery_tui.tui.widgets.listing import Entry, Listing

_GAP = 3
_WIDEST = 62
"""The cells of a line in the frame."""


class DraftsDialog(CoachDialog[None]):
    """All drafts, the newest first; Enter copies one, d discards it once that is confirmed."""

    NAME = "drafts"
    TITLE_WORD = ("palette", "drafts")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy", show=False, id="drafts.copy"),
        Binding("d,delete", "discard", "Discard", id="drafts.discard"),
    ]

    drafts: tuple[TypedDraft, ...] = ()
    """All of them."""

    def compose_body(self) -> Iterable[Widget]:
        """The drafts, or that there are none."""
        self.owner.write_drafts()
        self.drafts = self.coach.drafts.all()
        yield Listing(self._entries(), enter_word=guide.word("keys", "copy"))
        yield Static(guide.word("drafts", "none"), id="none", markup=False)

    def on_mount(self) -> None:
        """Show the drafts."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Copy and discard only where there is one."""
        return bool(self.drafts) if action in ("copy", "discard") else super().check_action(action, parameters)

    def _show(self) -> None:
        if not self.drafts:
            self.set_focus(None)
        self.query_one(Listing).display = bool(self.drafts)
        self.query_one("#none").display = not self.drafts
        self.refresh_bindings()

    def _entries(self) -> list[Entry]:
        names = [capital(draft_words(draft.key)) for draft in self.drafts]
        widest = max(map(width_of, names), default=0)
        moments = [f"{guide.date_words(draft.at.date(), 'short')}, {draft.at:%H:%M}" for draft in self.drafts]
        texts = [_text(draft).replace("\n", " ") or guide.word("drafts", "cleared") for draft in self.drafts]
        abouts = [cut(text, _WIDEST, marks_of(self.app)) for text in texts]
        lines = (name.ljust(widest + _GAP) + at for name, at in zip(names, moments, strict=True))
        return [Entry(line, about) for line, about in zip(lines, abouts, strict=True)]

    @property
    def _lit(self) -> TypedDraft:
        return self.drafts[self.query_one(Listing).lit or 0]

    @on(Listing.Chosen)
    def action_copy(self) -> None:
        """Copy what was typed; what was only cleared leaves the clipboard as it is."""
        text = _text(self._lit)
        if text:
            self.app.copy_to_clipboard(text)
        self.owner.tell(guide.word("drafts", "copied" if text else "cleared"))

    def action_discard(self) -> None:
        """Discard the lit draft, once that is confirmed."""
        self.owner.flow(self._discard(self._lit))

    async def _discard(self, draft: TypedDraft) -> None:
        words = guide.words("drafts")
        question = f"{capital(draft_words(draft.key))}.\n{words['discard_line']}"
        if await self.owner.sure(words["discard_title"], question, guide.word("keys", "discard")):
            for screen in self._open_with(draft):
                await self.app.run_action("clear", screen)
            self.coach.drafts.discard(draft)
            self.owner.write_drafts()
            self.drafts = self.coach.drafts.all()
            self.query_one(Listing).show(self._entries())
            self._show()

    def _open_with(self, draft: TypedDraft) -> list[Screen[Any]]:
        """The screens that are open with what a draft holds."""
        return [
            screen
            for stack in self.owner._screen_stacks.values()
            for screen in stack
            for form in screen.walk_children(Form, with_self=True)
            if form.display and form.draft_key == draft.key and form.changed == draft.texts
        ]


def _text(draft: TypedDraft) -> str:
    """What was typed, field by field; '' where something was only cleared."""
    return "\n".join(text for text in draft.texts.values() if text.strip())
