"""A row of options, each answered by one key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from mastery_tui import guide
from mastery_tui.tui.signs import marks_of
from mastery_tui.tui.widgets.drawing import TEXT_AT, VALUES_AT, Piece, cut, fold, joined, link, pill, width_of
from mastery_tui.tui.widgets.row import Row

DIGITS = "1234567890"
"""The keys of ten options; 0 is the tenth."""


class Choice(Row, can_focus=True):
    """A label and options, all in one widget.

    Options are numbered from 1, like their keys: the value of an effort row is the effort. An option that is '' shows
    its key alone. While the row has the focus its digits answer, left and right shift, backspace clears and Enter asks
    for the next row; a screen may also draw its keys as acting without focus (`keys_act`) and choose itself. A click on
    an option answers too.
    """

    DEFAULT_CSS = """
    Choice {
        pointer: pointer;
        &:focus { background: $surface; }
    }
    """
    auto_links = False

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"answer({at})", show=False, id=f"choice.answer_{at}") for at, key in enumerate(DIGITS, 1)),
        Binding("left,h", "shift(-1)", "Lower", show=False, id="choice.lower"),
        Binding("right,l", "shift(1)", "Higher", show=False, id="choice.higher"),
        Binding("backspace,delete", "clear", "Clear", show=False, id="choice.clear"),
        Binding("enter", "next", "Next", id="choice.next"),
    ]

    options: reactive[tuple[str, ...]] = reactive((), layout=True)
    """The words of the options; '' shows the key alone."""
    value: reactive[int | None] = reactive[int | None](None)
    """The number of the chosen option of a single choice, from 1."""
    follows: reactive[int | None] = reactive[int | None](None)
    """The number of the option that holds while none is chosen; drawn as if it were."""
    values: reactive[frozenset[int]] = reactive(frozenset[int]())
    """The numbers of the chosen options of a multiple choice, from 1."""
    hints: reactive[Mapping[int, str]] = reactive[Mapping[int, str]]({}, layout=True)
    """What stands in the hint's place while the option of that number is chosen."""
    placeholder: reactive[str] = reactive("", layout=True)
    """What stands there when there are no options."""
    keys: reactive[str] = reactive(DIGITS)
    """One key per option; only all the digits are bound here, others are the screen's."""
    keys_act: reactive[bool] = reactive(False)
    """Whether the keys act without focus, as the outcome's letters do: they are then drawn in the accent."""

    @dataclass
    class Answered(Row.Changed):
        """The person answered, changed, toggled or cleared.

        Attributes:
            moved_on: whether the next row is due: one key answered a single choice.
        """

        moved_on: bool

    def __init__(
        self,
        label: str = "",
        options: Sequence[str] = (),
        *,
        names: Sequence[str] = (),
        multiple: bool = False,
        value: int | None = None,
        hint: str = "",
        hints: Mapping[int, str] | None = None,
        placeholder: str = "",
        breaks: Sequence[int] = (),
        values_at: int = VALUES_AT,
        keys: str = DIGITS,
        chosen_signs: Mapping[int, str] | None = None,
        keys_act: bool = False,
        focusable: bool = True,
        enter_word: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Set up the row.

        Args:
            label: the word in column 3.
            options: the words of the options, '' for a bare key.
            names: what each option is called in `typed`; its number where none is given.
            multiple: whether several may be chosen.
            value: the chosen number of a single choice.
            hint: what stands after the options.
            hints: what stands there instead, by chosen number.
            placeholder: what stands there when there are no options.
            breaks: numbers of options that begin a new line, besides those that no longer fit.
            values_at: the screen column where the options' texts begin.
            keys: one key per option; only all the digits are bound here, others are the screen's.
            chosen_signs: signs that stand in place of the key once the option of that number is chosen.
            keys_act: whether the keys act without focus.
            focusable: whether the row is a focus stop.
            enter_word: the word for Enter in the key bar; "Next" unless told.
            id: the widget's id.
            classes: the widget's CSS classes.
        """
        super().__init__(id=id, classes=classes)
        self.multiple = multiple
        self.can_focus = focusable
        self.names = tuple(names)
        """What each option is called in `typed`."""
        self._others: tuple[str, ...] = ()
        self._breaks = frozenset(breaks)
        self._values_at = values_at
        self.set_reactive(Choice.keys, keys)
        self._chosen_signs = dict(chosen_signs or {})
        self.set_reactive(Choice.label, label)
        self.set_reactive(Choice.options, tuple(options))
        self.set_reactive(Choice.value, value)
        self.set_reactive(Choice.hint, hint)
        self.set_reactive(Choice.hints, dict(hints or {}))
        self.set_reactive(Choice.placeholder, placeholder)
        self.set_reactive(Choice.keys_act, keys_act)
        self.set_reactive(Choice.enter_word, enter_word or guide.word("keys", "next"))

    # -- what is chosen ----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> int | None:
        """The number of the option that a single choice shows: the chosen one, else the one that follows."""
        return self.follows if self.value is None else self.value

    @property
    def typed(self) -> str:
        """The names of what is chosen, one a line; those of options that are gone too."""
        if not self.multiple:
            return "" if self.value is None else self._called(self.value)
        return "\n".join([*(self._called(number) for number in sorted(self.values)), *self._others])

    def put(self, text: str) -> None:
        """Choose options by their names; names of no option are kept beside.

        Args:
            text: the names, one a line.
        """
        known = {self._called(number): number for number in range(1, len(self.options) + 1)}
        chosen = [name for name in text.split("\n") if name]
        self._others = tuple(name for name in chosen if name not in known)
        numbers = [known[name] for name in chosen if name in known]
        if self.multiple:
            self.values = frozenset(numbers)
        else:
            self.value = numbers[0] if numbers else None
        self.error = ""

    def _called(self, number: int) -> str:
        return self.names[number - 1] if self.names else str(number)

    def is_chosen(self, number: int) -> bool:
        """Whether the option of that number is drawn as chosen."""
        return number in self.values if self.multiple else number == self.shown

    def choose(self, number: int, moved_on: bool = False) -> None:
        """Choose an option as the person would, and say so; a chosen one of a multiple choice is let go."""
        if self.multiple:
            self.values ^= {number}
        else:
            self.value = number
        self._answered(moved_on and not self.multiple)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys pass that mean nothing here: digits beyond the options, shifting a multiple choice."""
        if action == "answer":
            number = parameters[0]
            return self.keys == DIGITS and isinstance(number, int) and number <= len(self.options)
        if action == "shift":
            return not self.multiple and bool(self.options)
        return True

    def action_answer(self, number: int) -> None:
        """Answer with one key."""
        self.choose(number, moved_on=True)

    def action_click(self, number: int) -> None:
        """Choose the option under the pointer."""
        self.choose(number)

    def action_shift(self, by: int) -> None:
        """Go to the option beside the chosen one; the first or last where none is."""
        if self.value is None:
            self.value = 1 if by > 0 else len(self.options)
        else:
            self.value = min(max(self.value + by, 1), len(self.options))
        self._answered(moved_on=False)

    def action_clear(self) -> None:
        """Leave the row unanswered."""
        self.value, self.values = None, frozenset()
        self._answered(moved_on=False)

    def action_next(self) -> None:
        """Ask for the next row."""
        self.post_message(self.Next(self))

    def _answered(self, moved_on: bool) -> None:
        self.error = ""
        self.post_message(self.Answered(self, moved_on))

    # -- drawing -----------------------------------------------------------------------------------------------------

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options and the longest hint take at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Label, options and hint."""
        return joined(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[list[Piece]]:
        begin = self._values_at - TEXT_AT
        texts = self._texts(width - begin - 1)
        starts = _laid_out(texts, begin - 1, width, self._breaks)
        if starts and starts[-1][0] > len(self._breaks):
            starts = _laid_out(texts, begin - 1, width, frozenset())
        label = cut(self.label, begin - 2, marks_of(self.app)).ljust(begin - 1)
        lines: list[list[Piece]] = [[(label, "bold $foreground" if self.has_focus else "$quiet")]]
        at = begin - 1
        for number, ((line, start), (sign, word)) in enumerate(zip(starts, texts, strict=True), 1):
            if line == len(lines):
                lines.append([])
                at = 0
            lines[-1].append((" " * (start - at), ""))
            lines[-1] += [link(piece, f"click({number})") for piece in self._option(number, sign, word)]
            at = start + width_of(sign + word) + 2
        gap = 1 if texts and texts[-1][1] else 0
        self._add_hint(lines, begin, at + gap + 1, width)
        return lines

    def _texts(self, room: int) -> list[tuple[str, str]]:
        """Key or sign of each option, and its word with the blank before it."""
        marks = marks_of(self.app)
        texts: list[tuple[str, str]] = []
        for number, (key, word) in enumerate(zip(self.keys, self.options, strict=False), 1):
            sign = self._chosen_signs.get(number, key) if self.is_chosen(number) else key
            texts.append((sign, cut(f" {word}", room - width_of(sign), marks) if word else ""))
        return texts

    def _option(self, number: int, sign: str, word: str) -> list[Piece]:
        if self.is_chosen(number):
            return pill(f"{sign}{word}", marks_of(self.app))
        return [(f" {sign}", "$primary" if self.has_focus or self.keys_act else "$quiet"), (f"{word} ", "$quiet")]

    def _add_hint(self, lines: list[list[Piece]], begin: int, at: int, width: int) -> None:
        """After the options where every hint this row may show fits, on lines of its own otherwise."""
        if not self.options:
            lines[-1].append((f" {self.placeholder}", "$faint-style"))
            at = begin + width_of(self.placeholder) + (3 if self.placeholder else 0)
        text = self.error or (self.hint if self.value is None else self.hints.get(self.value, self.hint))
        style = "$primary" if self.error else "$quiet"
        possible = (self.error, self.hint, *self.hints.values())
        if not any(possible):
            return
        if max(map(width_of, possible)) <= width - at:
            used = sum(width_of(piece) for piece, _ in lines[-1])
            lines[-1].append((" " * (at - used) + text, style))
            return
        tallest = max(len(fold(said, width - begin)) for said in possible)
        folded = fold(text, width - begin)
        lines.extend([(" " * begin + line, style)] for line in folded + [""] * (tallest - len(folded)))


def _laid_out(
    texts: Sequence[tuple[str, str]], start: int, width: int, breaks: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """The line and column of each option: side by side, with words one blank apart, from `start` to `width`."""
    starts: list[tuple[int, int]] = []
    line, at = 0, start
    for number, (sign, word) in enumerate(texts, 1):
        wide = width_of(sign) + width_of(word) + 2
        gap = 1 if word and at > start else 0
        if at > start and (number in breaks or at + gap + wide > width):
            line, at, gap = line + 1, start, 0
        starts.append((line, at + gap))
        at += gap + wide
    return tuple(starts)
