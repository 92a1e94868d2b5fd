"""Too much: stop, and whom to talk to. It writes nothing by itself."""

from collections.abc import Iterable
from contextlib import suppress
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mastery_tui import guide
from mastery_tui.coach.errors import JournalError
from mastery_tui.practice.choices import PauseReason
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.live_screen import LiveScreen
from mastery_tui.tui.widgets.drawing import width_of
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page

_GAP = 4


class TooMuch(ModalScreen[None], LiveScreen[None]):
    """Stop here, people and numbers; `p` pauses the plan where one runs, Esc goes back and nothing has changed.

    A modal screen, so that letters of the place beneath do nothing here; it covers everything, and says it with
    nothing but weight and two greys.
    """

    NAME = "too_much"
    DEFAULT_CSS = """
    TooMuch {
        background: $background;
        color: $foreground;
        &:ansi { background: ansi_default; }
        & > Page { scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $line; }
        & #support { height: auto; max-width: 88; padding: 2 3 1 4; }
        & .gap { margin-top: 1; }
        & .strong { text-style: bold; }
        & .quiet { color: $quiet; }
        & .block { height: auto; margin-top: 1; }
        & .block > .label { width: 18; color: $quiet; }
        & .block > .beside { width: 1fr; }
        &.-narrow .block { layout: vertical; }
        &.-narrow .block > Static { width: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", id="too_much.back"),
        Binding("p", "pause", "Pause the plan", id="too_much.pause"),
        Binding("up", "scroll(-1)", show=False, id="too_much.up"),
        Binding("down", "scroll(1)", show=False, id="too_much.down"),
        Binding("pageup", "scroll(-10)", show=False, id="too_much.page_up"),
        Binding("pagedown", "scroll(10)", show=False, id="too_much.page_down"),
    ]

    owner = getters.app(BaseApp)
    """The app."""

    def compose(self) -> ComposeResult:
        """The texts and numbers, and the keys."""
        words = guide.support()
        with Page(), Vertical(id="support"):
            yield _text(words.stop, "strong")
            yield _text(words.scope)
            said = _text("", "strong gap", "said")
            said.display = False
            yield said
            yield from self._blocks(words)
            yield _text(words.as_of, "quiet gap")
        bar = KeyBar()
        bar.words = {"too_much.back": words.back, "too_much.pause": words.pause}
        yield bar

    def _blocks(self, words: guide.SupportWords) -> Iterable[Horizontal]:
        """Each label with its text beside it, or below it in a narrow terminal."""
        settings = self.owner.coach.settings.support
        own = "\n".join(filter(None, (settings.contact, *settings.lines)))
        signs = self._signs()
        danger = Content(" " * _GAP).join(_number(number, f" {where}") for number, where in words.danger)
        begin = max(width_of(number) for number, _ in words.lines if number[:1].isdigit()) + 3
        lines = (_number(number.ljust(begin - 2), f"  {where}") for number, where in words.lines)
        for label, text in (
            (words.danger_label, Content.assemble(danger, ("\n" + words.danger_otherwise, "$quiet"))),
            (words.talk_label, Content("\n").join([Content(words.talk), Content(), *lines])),
            (words.own_label, Content.styled(own, "bold") if own else Content.styled(words.own_none, "$quiet")),
            *([(words.signs_label, Content(signs))] if signs else []),
        ):
            yield Horizontal(_text(label, "label"), _text(text, "beside"), classes="block")

    def _signs(self) -> str:
        """The person's own signs to pause; '' where none are written down, or no journal can be read."""
        with suppress(JournalError):
            return self.owner.coach.plan.pause_signs
        return ""

    def on_unmount(self) -> None:
        """Let what was told meanwhile be said."""
        self.owner.call_later(self.owner.tell_what_waited)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a pause only where a plan runs and goes on."""
        return self._runs() if action == "pause" else True

    def _runs(self) -> bool:
        """Whether a plan runs and no open pause begins by tomorrow; what cannot be read has none."""
        with suppress(JournalError):
            return self.owner.coach.days.can_pause_now()
        return False

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Move the page by some lines."""
        self.query_one(Page).by_lines(lines)

    def action_pause(self) -> None:
        """Pause the plan, from tomorrow on where today is recorded and counts, and say how it goes on."""
        self.owner.flow(self._pause())

    async def _pause(self) -> None:
        coach = self.owner.coach

        def paused() -> str:
            later = coach.days.pause_now(PauseReason.TOO_MUCH).first > coach.today
            return guide.word("too_much", "paused_tomorrow" if later else "paused")

        what = guide.change_words("pause", day=coach.today)
        said = await self.owner.save_or_tell(paused, what, key="too_much.pause")
        if said is not None and self.owner.holds(self):
            line = self.query_one("#said", Static)
            line.update(said)
            line.display = True
            self.query_one(Page).scroll_home(animate=False)
            self.query_one(KeyBar).words = {"too_much.back": guide.word("keys", "back")}
            self.refresh_bindings()
        elif said is not None:
            self.owner.tell(said)
            self.owner.show_again()


def _text(text: str | Content, classes: str = "", name: str | None = None) -> Static:
    return Static(text, classes=classes, id=name, markup=False)


def _number(number: str, where: str) -> Content:
    return Content.assemble((number, "bold"), where)
