"""What each action of the program comes to, as one can see it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen

from mastery_tui.coach import Coach
from mastery_tui.practice.timeline import Mark, State
from mastery_tui.tui.app import PLACES
from mastery_tui.tui.dialogs.form_dialog import FormDialog
from mastery_tui.tui.places.history import HistoryScreen
from mastery_tui.tui.places.importing import ImportScreen
from mastery_tui.tui.places.place import Place
from mastery_tui.tui.places.reflect import ReflectScreen
from mastery_tui.tui.places.setup import SetupScreen
from mastery_tui.tui.places.timer import TimerScreen
from tests.tui.table_window import Look, Watched, form_of


@dataclass
class Press:
    """A key that was pressed, and what came of it.

    Attributes:
        app: the app.
        screen: the screen on which it was pressed.
        stops: the names of the rows at which the keys stopped there.
        before: what could be seen before.
        after: what can be seen now.
    """

    app: Watched
    screen: Screen[Any]
    stops: list[str]
    before: Look
    after: Look

    @property
    def coach(self) -> Coach:
        return self.app.coach

    @property
    def written(self) -> bool:
        """Whether the journal was changed."""
        return self.after.rev != self.before.rev

    @property
    def closed(self) -> bool:
        """Whether what was on top is gone, and nothing else."""
        return self.after.stack == self.before.stack[:-1]

    def moved(self, what: str, by: int = 0) -> bool:
        """Whether something is another one now, further on or back where `by` says so."""
        before, after = self.before.at[what], self.after.at[what]
        return bool(before != after) if not by else (after > before) == (by > 0) and before != after


CHECKS: dict[str, Callable[..., None]] = {}
"""What each action comes to, by its name, with the first word of the key's id where others are called the same."""


def does(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Marks a function as the check of these actions."""

    def known(check: Callable[..., None]) -> Callable[..., None]:
        CHECKS.update(dict.fromkeys(names, check))
        return check

    return known


@does("open")
def _(press: Press, dialog: str) -> None:
    asked = press.screen.day if isinstance(press.screen, Place) else None
    if dialog == "one_line" and asked is not None and not press.coach.plan.day(asked).can_check_in:
        assert press.app.said
    else:
        assert press.after.top == dialog


def opens(name: str, press: Press) -> None:
    assert press.after.stack == (*press.before.stack, name)


CHECKS |= {name: partial(opens, name) for name in ("help", "too_much", "why", "rules")}


@does("command_palette")
def _(press: Press) -> None:
    assert isinstance(press.app.screen, CommandPalette)


@does("quit")
def _(press: Press) -> None:
    assert press.app.ends


@does("go")
def _(press: Press, place: str) -> None:
    assert press.after.place == place
    assert press.after.stack == (place,)


@does("go_beside")
def _(press: Press, by: int) -> None:
    places = press.app.places
    assert set(places) <= set(PLACES)
    here = press.app.behind if press.before.place == "timer" else press.before.place
    at = places.index(here) if here in places else len(places) - 1
    assert press.after.place == places[(at + by) % len(places)]


@does("undo", "take_back")
def _(press: Press) -> None:
    assert press.after.top == "asking" or (press.written and press.app.said)


@does("redo")
def _(press: Press) -> None:
    assert press.app.said  # Where nothing was undone, that is said.


@does("clear")
def _(press: Press) -> None:
    form = form_of(press.app.screen)
    assert form is not None
    assert form.changed == {}
    assert not press.after.errors
    assert not press.coach.drafts.own()
    if isinstance(press.screen, SetupScreen):
        assert press.after.at["step"] == 1


@does("choice:clear")
def _(press: Press) -> None:
    assert press.after.texts[press.before.row] == ""


@does("acknowledge", "snooze")
def _(press: Press, *days: int) -> None:
    assert press.written
    assert press.moved("cue") if isinstance(press.screen, Place) else press.closed


@does("take")
def _(press: Press) -> None:
    assert press.written or press.after.top in ("too_much", "timer")
    assert "why" not in press.after.stack


# Check-in.


@does("outcome")
def _(press: Press, outcome: str) -> None:
    assert press.after.texts["outcome"] == outcome


@does("note")
def _(press: Press) -> None:
    assert (press.after.focus, press.after.row) == ("NoteEntry", "note")


@does("save", "confirm")
def _(press: Press) -> None:
    if press.after.errors:
        assert press.after.row in press.after.errors or press.after.errors == ["outcome"]
        assert not press.written
    elif isinstance(press.screen, FormDialog):
        assert press.closed or press.after.top == "asking"
    elif isinstance(press.screen, ReflectScreen):
        assert press.screen.query_one("#said").display
        assert press.written
    else:
        assert press.after.at["saved_day"] == press.before.at["day"]


@does("go_on", "back")
def _(press: Press) -> None:
    assert press.closed or press.after.stack == ("plan",)


@does("leave_field")
def _(press: Press) -> None:
    assert press.after.stack == ("summary",)


@does("edit")
def _(press: Press) -> None:
    assert press.after.at["saved_day"] is None
    assert press.after.at["day"] == press.before.at["day"]
    assert press.after.row


@does("row")
def _(press: Press, by: int) -> None:
    at = press.stops.index(press.before.row) + by if press.before.row in press.stops else 0
    assert press.after.row == press.stops[min(max(at, 0), len(press.stops) - 1)]


@does("other_day")
def _(press: Press, by: int) -> None:
    assert press.moved("day", by)


# Plan.


@does("resume")
def _(press: Press) -> None:
    assert press.coach.state is State.RUNNING


@does("view")
def _(press: Press) -> None:
    assert press.after.at["by_calendar"] is not press.before.at["by_calendar"]


@does("rest")
def _(press: Press) -> None:
    recorded = press.coach.plan.day(press.before.at["day"]).mark
    assert press.app.said
    assert not press.written or recorded is Mark.REST


@does("delete")
def _(press: Press) -> None:
    assert press.app.said
    assert not press.written or not press.coach.plan.day(press.before.at["day"]).recorded


@does("calendar:open")
def _(press: Press) -> None:
    opened(press, "plan")


def opened(press: Press, place: str) -> None:
    """The day under the cursor is open over the place, today in its own."""
    day, today = press.before.at["day"], press.coach.today
    if not press.coach.plan.day(day).can_check_in:
        assert press.app.said
    else:
        running = press.coach.state is not State.ENDED
        assert press.after.stack == (("check-in",) if day == today and running else (place, "check-in"))
        assert press.after.at["day"] == day
        assert press.after.at["saved_day"] is None


@does("calendar:step", "calendar:row")
def _(press: Press, by: int) -> None:
    assert press.moved("day", by)


@does("calendar:today")
def _(press: Press) -> None:
    assert press.after.at["day"] == press.coach.today


# History.

CHECKS["history"] = partial(opens, "history")


@does("find")
def _(press: Press) -> None:
    assert press.after.focus == "TextEntry"
    assert press.before.focus != press.after.focus


@does("history:open_day")
def _(press: Press) -> None:
    assert press.after.stack in ((*press.before.stack, "check-in"), ("check-in",))


@does("history:step", "history:page")
def _(press: Press, by: int) -> None:
    assert press.moved("cursor", by) or press.before.at["cursor"] == 0 or by > 0


# Progress.


@does("progress:open_day")
def _(press: Press) -> None:
    opened(press, "progress")


@does("progress:step")
def _(press: Press, by: int) -> None:
    at_the_end = by > 0 and press.before.at["day"] == press.coach.today
    assert press.moved("day", by) is not at_the_end


@does("progress:today")
def _(press: Press) -> None:
    assert (
        press.after.at["day"] == press.coach.progress.view().columns[-1 + (press.coach.progress.view().today or 0)].day
    )


@does("progress:view")
def _(press: Press) -> None:
    assert press.after.at["as_table"] is not press.before.at["as_table"]


@does("progress:scroll", "progress:read")
def _(press: Press, by: int) -> None:
    at_the_top = by < 0 and press.before.at["scroll"] == [0]
    assert press.moved("scroll", by) is not at_the_top


# Summary.


@does("summary")
def _(press: Press) -> None:
    # That of an earlier plan stands over the day that it was asked from.
    over_a_day = press.before.stack if len(press.before.stack) > 1 else ()
    assert press.after.stack == (*over_a_day, "summary")


@does("new_plan")
def _(press: Press) -> None:
    assert press.after.stack == ("setup",)


@does("summary:back")
def _(press: Press) -> None:
    assert press.after.stack == (press.app.behind,)


@does("summary:copy")
def _(press: Press) -> None:
    assert press.app.clipboard == press.coach.progress.summary().markdown
    assert press.app.said


@does("export")
def _(press: Press) -> None:
    assert press.after.stack == (*press.before.stack, "export")


@does("summary:read", "summary:turn")
def _(press: Press, by: int) -> None:
    (at,), free = press.before.at["scroll"], press.screen.query_one("#page").max_scroll_y
    at_the_end = at >= free if by > 0 else at == 0
    assert press.moved("scroll", by) is not at_the_end


# The timer.


@does("timer")
def _(press: Press) -> None:
    assert (press.before.place == "timer") is not (press.after.place == "timer")


@does("timer:back")
def _(press: Press) -> None:
    assert press.after.stack == ("plan",)


@does("timer:go_on")
def _(press: Press) -> None:
    assert press.after.top == "asking" or (
        press.written and press.after.at.get("timer") is not press.before.at["timer"]
    )


@does("timer:end")
def _(press: Press, how: str) -> None:
    assert press.written
    assert press.after.place == "check-in"
    brought = how == "partial" and press.after.texts["minutes"]  # A slip of some seconds brings nothing.
    assert press.after.texts["outcome"] == (how if brought else "")


@does("first_move", "earlier")
def _(press: Press) -> None:
    assert press.written or press.after.row in ("move", "moment")


@does("say_over")
def _(press: Press) -> None:
    assert press.app.said


@does("leave_out")
def _(press: Press) -> None:
    assert press.written


@does("seconds")
def _(press: Press) -> None:
    assert press.moved("digits")


@does("timer:discard")
def _(press: Press) -> None:
    assert press.after.top == "asking" or press.written


@does("timer:answer")
def _(press: Press, which: str) -> None:
    assert press.after.row == "moment" if which == "other" else press.written


# The tour.


@does("tour_next")
def _(press: Press) -> None:
    here = press.before.at["stop"]
    if press.before.at["alone"]:
        assert press.after.at["alone"] is False
    elif press.before.place == press.after.place == "progress":
        raise AssertionError("it stays elsewhere")
    else:
        assert press.after.at["stop"] == here + (press.before.place != "progress")


@does("tour_before")
def _(press: Press) -> None:
    assert press.after.at["stop"] == press.before.at["stop"] - 1


@does("tour_alone", "tour_on")
def _(press: Press) -> None:
    assert press.after.at["alone"]


@does("tour_own", "tour_leave")
def _(press: Press) -> None:
    assert press.app.ends


# Reflect and Setup.


@does("write", "enter_text")
def _(press: Press) -> None:
    assert press.after.focus.endswith("Entry")
    assert press.after.row == (press.before.row or press.stops[0])


@does("focus_next")
def _(press: Press) -> None:
    assert press.after.row != press.before.row


@does("week")
def _(press: Press, by: int) -> None:
    assert press.after.at["week"] == press.before.at["week"] + by


@does("begin")
def _(press: Press) -> None:
    assert press.written
    assert press.after.stack == ("check-in",)


@does("look_around")
def _(press: Press) -> None:
    assert press.app.ends == 1
    assert press.app.goes_on


@does("setup:go_on", "setup:read")
def _(press: Press, by: int = 1) -> None:
    if press.before.row:
        assert press.after.row != press.before.row
    else:
        assert press.moved("scroll", by)


@does("plan:read")
def _(press: Press, by: int) -> None:
    assert press.moved("scroll", by)


@does("turn")
def _(press: Press, by: int) -> None:
    step = press.before.at["step"] + by
    assert press.after.errors or press.after.at["step"] == step or press.moved("scroll", by)


# Days recorded elsewhere.

CHECKS["import_days"] = partial(opens, "importing")


@does("bring_in")
def _(press: Press) -> None:
    assert press.written
    assert press.after.stack == ("setup",)
    assert press.app.said


@does("days")
def _(press: Press) -> None:
    assert press.after.at["looking"]


@does("replace")
def _(press: Press) -> None:
    assert press.moved("days")


@does("import:turn")
def _(press: Press, by: int) -> None:
    if press.before.at["looking"]:
        assert press.moved("cursor", by) or not press.after.at["looking"] or by > 0
    else:
        assert press.after.errors or press.moved("step", by) or press.after.row == "file"


@does("move")
def _(press: Press, by: int) -> None:
    if press.before.at["step"] == 3:
        assert press.moved("cursor", by) or press.moved("scrolled", by) or by < 0
    else:
        at = press.stops.index(press.before.row) + by
        assert press.after.errors or press.after.row == press.stops[min(max(at, 0), len(press.stops) - 1)]


@does("import:leave")
def _(press: Press) -> None:
    assert not press.written
    assert press.closed or (press.before.at["looking"] and not press.after.at["looking"])


# Rows.


@does("next", "submit")
def _(press: Press) -> None:
    stops, row = press.stops, press.before.row
    if isinstance(press.screen, ImportScreen):
        moved = row != stops[-1] and press.after.row == stops[stops.index(row) + 1]
        assert moved or press.after.errors or press.moved("step", 1)
    elif isinstance(press.screen, HistoryScreen):
        CHECKS["history:open_day"](press)
    elif isinstance(press.screen, TimerScreen):
        assert press.written or press.after.errors == [row]
    elif row != stops[-1] and not (press.before.place == "check-in" and row == "contexts"):
        assert press.after.row == stops[stops.index(row) + 1]
    elif isinstance(press.screen, SetupScreen):
        assert press.after.errors or press.after.at["step"] == press.before.at["step"] + 1
    else:
        CHECKS["save"](press)


@does("answer")
def _(press: Press, number: int) -> None:
    assert press.after.texts != press.before.texts


@does("shift")
def _(press: Press, by: int) -> None:
    assert press.after.texts[press.before.row]
    assert press.after.row == press.before.row


@does("leave")
def _(press: Press) -> None:
    if isinstance(press.screen, HistoryScreen):
        assert press.after.focus == "HistoryList"
    elif isinstance(press.screen, TimerScreen):
        assert not press.after.focus
        return
    else:
        assert press.after.focus.endswith("Field")
    assert press.after.row == press.before.row
    assert press.after.texts == press.before.texts


# Dialogs.


@does("close")
def _(press: Press) -> None:
    assert press.closed
    assert not press.written


@does("step", "scroll")
def _(press: Press, by: int) -> None:
    pages = list(press.screen.query("Page"))
    free = pages[0].max_scroll_y if pages else 0
    assert press.moved("scroll", by) or press.after.focus != press.before.focus or not free or by < 0


@does("yes")
def _(press: Press) -> None:
    assert press.written
    assert "asking" not in press.after.stack


@does("end")
def _(press: Press) -> None:
    assert press.written
    assert press.closed


@does("list", "one")
def _(press: Press) -> None:
    assert press.moved("listing")


@does("choose")
def _(press: Press, by: int) -> None:
    assert press.after.at["at"] == min(max(press.before.at["at"] + by, 0), 1)


@does("select", "copy")
def _(press: Press) -> None:
    assert press.after.top == "asking" or press.app.clipboard


@does("discard")
def _(press: Press) -> None:
    assert press.after.top == "asking"


@does("cursor_down", "cursor_up")
def _(press: Press) -> None:
    assert press.moved("lit") or press.before.at["lit"] == [0]


@does("too_much:pause")
def _(press: Press) -> None:
    assert press.coach.state is State.PAUSED
    assert press.screen.query_one("#said").display


def check_of(binding: Binding) -> tuple[Callable[..., None] | None, tuple[Any, ...]]:
    """The check of what a key does, None where there is none, and the action's parameters."""
    _, action, parameters = parse(binding.action)
    scope = (binding.id or "").partition(".")[0]
    return CHECKS.get(f"{scope}:{action}") or CHECKS.get(action), parameters
