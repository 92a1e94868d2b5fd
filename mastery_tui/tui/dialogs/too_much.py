"""Too much: stop, and whom to talk to. It writes nothing by itself."""

from contextlib import suppress
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget

from mastery_tui import guide
from mastery_tui.journal import JournalError
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.records import PauseReason
from mastery_tui.practice.refused import Refused
from mastery_tui.practice.timeline import State
from mastery_tui.settings import Support
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.live_screen import LiveScreen
from mastery_tui.tui.widgets.drawing import Piece, fold, joined, width_of
from mastery_tui.tui.widgets.key_bar import KeyBar
from mastery_tui.tui.widgets.page import Page

VALUES_AT = 18
"""Where the right column begins, in cells from the left one."""
NARROW_VALUES_AT = 0
"""Where it begins in a narrow terminal: below its label."""
NARROW = 64
_GAP = 4


class SupportText(Widget, can_focus=False):
    """The texts and numbers, folded at the terminal's width; nothing but weight and two greys."""

    def __init__(self, words: guide.SupportWords, own: Support) -> None:
        """Take the words.

        Args:
            words: the guide's.
            own: what the person added.
        """
        super().__init__()
        self._words, self._own = words, own
        self.said: tuple[str, ...] = ()
        """What has to be said first, after the plan was paused."""

    def say(self, *sentences: str) -> None:
        """Say something at the top."""
        self.said = sentences
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the texts take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The texts and numbers."""
        return joined(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[list[Piece]]:
        words = self._words
        lines: list[list[Piece]] = [[(line, "bold $foreground")] for line in fold(words.stop, width)]
        lines += _plain(words.scope, width)
        for sentence in self.said:
            lines += [[], *([(line, "bold $foreground")] for line in fold(sentence, width))]
        begin = NARROW_VALUES_AT if width < NARROW else VALUES_AT
        room = width - begin
        danger = [*_flowing(words.danger, room), *_plain(words.danger_otherwise, room, "$quiet")]
        talk = [*_plain(words.talk, room), [], *_listed(words.lines)]
        own: list[list[Piece]] = [
            [(line, "bold $foreground")] for each in (self._own.contact, *self._own.lines) for line in fold(each, room)
        ]
        own = own or _plain(words.own_none, room, "$quiet")
        for label, block in ((words.danger_label, danger), (words.talk_label, talk), (words.own_label, own)):
            lines += [[], *_beside(label, block, begin)]
        return [*lines, [], *_plain(words.as_of, width, "$quiet")]


def _plain(text: str, width: int, style: str = "$foreground") -> list[list[Piece]]:
    return [[(line, style)] for line in fold(text, width)]


def _beside(label: str, block: list[list[Piece]], begin: int) -> list[list[Piece]]:
    """A block beside its label, or below it."""
    if begin == 0:
        return [[(label, "$quiet")], *block]
    first, *others = block
    return [[(label.ljust(begin), "$quiet"), *first], *([(" " * begin, ""), *line] if line else [] for line in others)]


def _flowing(numbers: tuple[guide.SupportLine, ...], width: int) -> list[list[Piece]]:
    """Numbers one after the other, with a new line where one does not fit."""
    lines: list[list[Piece]] = []
    used = width
    for number, where in numbers:
        wide = width_of(number) + 1 + width_of(where)
        if used + _GAP + wide > width:
            lines.append([])
            used = 0
        else:
            lines[-1].append((" " * _GAP, ""))
            used += _GAP
        lines[-1] += [(number, "bold $foreground"), (f" {where}", "$foreground")]
        used += wide
    return lines


def _listed(numbers: tuple[guide.SupportLine, ...]) -> list[list[Piece]]:
    """Numbers one below the other; addresses are wider than numbers and keep their own distance."""
    short = [width_of(number) for number, _ in numbers if number[:1].isdigit()]
    begin = max(short, default=0) + 3
    return [
        [(number, "bold $foreground"), (" " * max(2, begin - width_of(number)) + where, "$foreground")]
        for number, where in numbers
    ]


class TooMuch(ModalScreen[None], LiveScreen[None]):
    """Stop here, people and numbers; `p` pauses the plan where one runs, Esc goes back and nothing has changed.

    A modal screen, so that letters of the place beneath do nothing here; it covers everything.
    """

    NAME = "too_much"
    DEFAULT_CSS = """
    TooMuch {
        background: $background;
        color: $foreground;
        &:ansi { background: ansi_default; }
        & > Page { scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $line; }
        & SupportText { height: auto; width: 100%; max-width: 88; padding: 2 3 1 4; }
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
        """The texts, and the keys."""
        words = guide.support()
        with Page():
            yield SupportText(words, self.owner.coach.settings.support)
        bar = KeyBar()
        bar.words = {"too_much.back": words.back, "too_much.pause": words.pause}
        yield bar

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a pause only where a plan runs."""
        return self._runs() if action == "pause" else True

    def _runs(self) -> bool:
        """Whether a plan runs; what cannot be read has none."""
        with suppress(JournalError):
            return self.owner.coach.state is State.RUNNING
        return False

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Move the page by some lines."""
        self.query_one(Page).scroll_relative(y=lines, animate=False)

    def action_pause(self) -> None:
        """Pause the plan, from tomorrow on where today is recorded and counts, and say how it goes on."""
        self.owner.flow(self._pause())

    async def _pause(self) -> None:
        coach = self.owner.coach

        def paused() -> bool:
            recorded = coach.recorded_between(coach.today, coach.today) > 0
            coach.pause(coach.today + ONE_DAY if recorded else coach.today, None, PauseReason.TOO_MUCH)
            return recorded

        try:
            recorded = await self.owner.save(paused, guide.change_words("pause", day=coach.today), key="too_much.pause")
        except Refused as refusal:
            self.owner.refuse(refusal)
            return
        if recorded is None:
            return
        said = guide.word("too_much", "paused_tomorrow" if recorded else "paused")
        if not self.owner.holds(self):
            self.owner.tell(said)
            self.owner.show_again()
            return
        self.query_one(SupportText).say(said)
        self.query_one(Page).scroll_home(animate=False)
        self.query_one(KeyBar).words = {"too_much.back": guide.word("keys", "back")}
        self.refresh_bindings()
