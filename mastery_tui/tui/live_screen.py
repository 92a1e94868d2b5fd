"""What every screen of the program has: its focus is always on something that is there, and what is typed is kept."""

from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual._styles_cache import StylesCache
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from .drawn_lines import DrawnLines
from .key_queue import alive

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

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """Give the focus to a widget; one that is gone or going takes none.

        Args:
            widget: what gets it, None for nothing.
            scroll_visible: whether it is scrolled into view.
            from_app_focus: whether the terminal itself got the focus back.
        """
        super().set_focus(widget if widget is None or alive(widget) else None, scroll_visible, from_app_focus)

    @property
    def stands(self) -> bool:
        """Whether everything on it is there, and stays."""
        return self.is_mounted and alive(self)

    def before_key(self, key: str) -> None:
        """Get ready for a key that is about to act or to be typed; for subclasses.

        Args:
            key: the key.
        """

    def keep_draft(self) -> None:
        """Remember what is typed and not saved; for screens where something can be typed."""

    def on_unmount(self) -> None:
        """Let go of everything that was drawn."""
        let_go_of_drawings()


def let_go_of_drawings() -> None:
    """Empty Textual's cache of drawings, which would hold a closed screen for good."""
    StylesCache.get_inner_outer.cache_clear()
