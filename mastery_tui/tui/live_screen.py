"""What every screen of the program has: its focus is always on something that is there, and what is typed is kept."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar, cast

from textual import events, on
from textual._styles_cache import StylesCache
from textual.binding import ActiveBinding
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from mastery_tui.coach import Coach

from .drawn_lines import DrawnLines
from .key_queue import KeyQueue, alive

ResultT = TypeVar("ResultT")


class LiveScreen(Screen[ResultT], Generic[ResultT]):
    """A screen that keys never fall through."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus. Textual draws the whole screen again for it; here what looks otherwise by it draws itself."""
    NAME: ClassVar[str] = ""
    """The id by which the app opens it, and its module's name among the dialogs."""
    WITH_COACH: ClassVar[bool] = False
    """Whether it is opened with the Coach, before what else it is opened with."""
    _still: Any = None
    """The text whose cursor stands still as another screen is on top."""
    _drawing = False
    """Whether something is to be drawn once the key that is in hand is dealt with."""
    _focusing = False
    """Whether the focus is being given."""
    _looking = False
    """Whether the keys that act are about to be looked for."""
    _telling = False
    """Whether those who show the keys are told."""
    _acting: dict[str, ActiveBinding] | None = None
    """The keys that act, while they are told."""
    _styled_as: object = None
    """The app's classes that what is on it was styled by."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        """Take what Textual's takes."""
        super().__init__(name, id, classes)
        self._compositor = DrawnLines()

    @on(events.Compose)
    def _begin_styled(self) -> None:
        """Know the size before anything is on it, so that nothing has to be styled again for that."""
        (width, height), app = self.app.size, self.app
        for cells, breakpoints in ((width, app.HORIZONTAL_BREAKPOINTS), (height, app.VERTICAL_BREAKPOINTS)):
            reached = [name for least, name in sorted(breakpoints or []) if cells >= least]
            self.update_classes({name: name in reached[-1:] for _, name in breakpoints or []}, animate=False)
        self._styled_as = self._looks

    @on(events.ScreenResume)
    def _stay_styled(self, event: events.ScreenResume) -> None:
        """Style everything again only where the theme is another one, or the terminal's focus was lost meanwhile."""
        event.refresh_styles = event.refresh_styles and self._styled_as != self._looks
        self._styled_as = self._looks

    @on(events.ScreenResume)
    @on(events.ScreenSuspend)
    def _blink_in_sight(self, event: events.ScreenResume | events.ScreenSuspend) -> None:
        """Let a cursor blink only while this screen is on top: it would wake the program for nothing."""
        still: Any = self._still
        focused: Any = self.focused
        self._still = None
        if isinstance(event, events.ScreenResume):
            if still is not None:
                still.cursor_blink = True
        elif getattr(focused, "cursor_blink", False):
            self._still, focused.cursor_blink = focused, False

    @property
    def _looks(self) -> object:
        return self.app.classes, self.app.pseudo_classes

    @property
    def _queue(self) -> KeyQueue:
        app: Any = self.app
        return cast(KeyQueue, app.keys)

    # -- in one piece ------------------------------------------------------------------------------------------------

    async def _on_idle(self, event: events.Idle) -> None:
        """Draw what changed; while a key is dealt with, only once all is there that it changes."""
        if self._queue.in_hand:
            event.prevent_default()
        elif self._drawing:
            self._drawing = False
            if not (self._layout_required or self._dirty_widgets or self._repaint_required):
                super()._compositor_refresh()  # Nothing else will.

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Find the layout, once all that change have said so: of what says it late, Textual keeps the room it had."""
        for widget in self.walk_children(Widget):
            if widget._layout_required:
                widget._check_refresh()
        super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        """Draw at once, but not while a key is dealt with, nor where all is about to be drawn again.

        The first screen waits for neither: whoever started the program sees nothing yet.
        """
        if self._queue.in_hand:
            self._drawing = True
        elif not (self._queue.is_open and self._layout_required and self._repaint_required):
            super()._compositor_refresh()

    def refresh_bindings(self) -> None:
        """Tell those who show the keys that others may act, once all is done that a key began."""
        if not self._looking:
            self._looking = True
            self._queue.before_drawing(self._tell_of_keys)

    def _tell_of_keys(self) -> None:
        self._looking = False
        if alive(self):
            self._telling = True
            app: Any = self.app
            with cast(Coach, app.coach).one_moment():
                self.bindings_updated_signal.publish(self)
            self._telling, self._acting = False, None

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act, looked for once for all who show them."""
        acting = super().active_bindings if self._acting is None else self._acting
        self._acting = acting if self._telling else None
        return acting

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Do something once what changed is drawn; the keys of what gets the focus are drawn together with it."""
        if self._focusing and callback == self.refresh_bindings:
            self.refresh_bindings()
            return True
        return super().call_after_refresh(callback, *args, **kwargs)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _keep_focus(self, event: events.DescendantFocus | events.DescendantBlur) -> None:
        """Nothing above a screen asks what on it has the focus."""
        event.stop()

    # -- the focus ---------------------------------------------------------------------------------------------------

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give the focus to a widget; one that is gone or going takes none.

        Args:
            widget: what gets it, None for nothing.
            scroll_visible: whether it is scrolled into view.
            from_app_focus: whether the terminal itself got the focus back.
        """
        self._focusing = True
        super().set_focus(widget if widget is None or alive(widget) else None, scroll_visible, from_app_focus)
        self._focusing = False

    def _update_focus_styles(self, focused: Widget | None = None, blurred: Widget | None = None) -> None:
        """Style what looks otherwise by a focus inside; Textual styles all that is inside too, where nothing does."""
        around = {node for each in (focused, blurred) if each for node in each.ancestors if node._has_focus_within}
        self.app.stylesheet.update_nodes(around, animate=True)

    @property
    def stands(self) -> bool:
        """Whether everything on it is there, and stays."""
        return self.is_mounted and alive(self)

    def before_key(self, key: str) -> None:
        """Get ready for a key that is about to act or to be typed; for subclasses.

        Args:
            key: the key.
        """

    def make_ready(self) -> None:
        """Find what takes a while before it shows, while nobody types; for subclasses."""

    def lay_out(self) -> None:
        """Find the layout while it does not show; the second time with the scroll bars that the first one found."""
        for _ in range(2):
            self._screen_resized(self.app.size)

    def keep_draft(self) -> None:
        """Remember what is typed and not saved; for screens where something can be typed."""

    def on_unmount(self) -> None:
        """Let go of everything that was drawn."""
        let_go_of_drawings()


def let_go_of_drawings() -> None:
    """Empty Textual's cache of drawings, which would hold a closed screen for good."""
    StylesCache.get_inner_outer.cache_clear()
