"""The palette: every action of the place and of the app that leads somewhere as things stand."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from textual.actions import parse
from textual.app import SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from mastery_tui import guide
from mastery_tui.practice.days import ONE_DAY
from mastery_tui.practice.timeline import State

from .app import PLACES, MasteryApp
from .screens.room import Room

Offer = tuple[str, Callable[[], Any]]
"""A command's id, which names its words in the guide, and what it does."""

STARTED = (State.RUNNING, State.PAUSED, State.AWAITING_SUMMARY)
"""Where a plan has begun and has not ended."""

OF_ANY_PLACE = "plan."
"""Bindings with this beginning are offered from every place, as commands of their own."""
ALSO_ON_PLAN = ("plan.view",)
ONLY_KEYS = ("check_in.undo", "plan.begin")
"""Bindings that do what another command does."""


def commands(app: MasteryApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """Every command that can be given here and now.

    Args:
        app: the app.
        screen: the screen over which the palette was opened.
    """
    for name, action in _offers(app, screen):
        yield SystemCommand(guide.word("palette", name), guide.word("palette_help", name), action)


def _offers(app: MasteryApp, screen: Screen[Any]) -> Iterator[Offer]:
    if isinstance(screen, Room):
        yield from _bound(screen)
        if app.place in PLACES:
            yield from _plan_offers(app)
            yield from _day_offers(app, screen)
        yield "help", app.action_help
    yield from _places(app)
    from .screens.backups import Backups

    yield "backups", _told(app, lambda: Backups(app.coach))
    yield "too_much", app.action_too_much
    yield "theme", app.action_change_theme
    yield "leave", app.action_leave


def _bound(screen: Room) -> Iterator[Offer]:
    """What the place's own keys do, where they act now; typing does not hide them here."""
    for kind in type(screen).__mro__:
        for binding in kind.__dict__.get("BINDINGS", ()):
            if not isinstance(binding, Binding) or not binding.id or not binding.description:
                continue
            name = binding.id
            if name in ONLY_KEYS or (name.startswith(OF_ANY_PLACE) and name not in ALSO_ON_PLAN):
                continue
            _, action, parameters = parse(binding.action)
            if name == "cue.why" and not screen.coach.cues():
                continue
            if issubclass(kind, Room) and screen.check_action(action, parameters) is True:
                yield name.replace(".", "_"), partial(screen.run_action, binding.action)


def _places(app: MasteryApp) -> Iterator[Offer]:
    if app.coach.opening() == "setup":
        if app.place != "setup":
            yield "new_plan", partial(app.action_go, "setup")
        return
    for place in PLACES:
        if place != app.place:
            yield f"place_{place.replace('-', '_')}", partial(app.action_go, place)


def _plan_offers(app: MasteryApp) -> Iterator[Offer]:
    """What can be done to the plan, from any place."""
    coach = app.coach
    if coach.timeline is not None:
        yield "undo", app.action_undo
        yield "redo", app.action_redo
    if coach.state is None or coach.state is State.ENDED:
        return
    from .screens.routine import RoutineDialog

    yield "routine", _asking(app, lambda: RoutineDialog(coach))
    if coach.state in STARTED:
        yield from _events(app)
    yield from _pauses(app)


def _events(app: MasteryApp) -> Iterator[Offer]:
    from .screens.adjust import AdjustDialog
    from .screens.easier import EasierDialog
    from .screens.feedback import FeedbackDialog
    from .screens.finish import FinishDialog
    from .screens.freeze import FreezeDialog
    from .screens.lock import LockDialog
    from .screens.transfer import TransferDialog

    coach = app.coach
    yield "feedback", _asking(app, lambda: FeedbackDialog(coach))
    yield "adjust", _asking(app, lambda: AdjustDialog(coach))
    yield "transfer", _asking(app, lambda: TransferDialog(coach))
    yield "easier", _asking(app, lambda: EasierDialog(coach))
    if not coach.freezing().refused:
        yield "freeze", _asking(app, lambda: FreezeDialog(coach))
    if "lock" in coach.plan().offers:
        yield "lock", _asking(app, lambda: LockDialog(coach))
    yield "finish", _asking(app, lambda: FinishDialog(coach))


def _pauses(app: MasteryApp) -> Iterator[Offer]:
    from .screens.pause import PauseDialog

    coach = app.coach
    if coach.state in (State.NOT_STARTED, State.RUNNING):
        first = max(coach.today, coach.running.first_day)
        yield "pause", _asking(app, lambda: PauseDialog(coach, first))
    if coach.state is State.PAUSED:
        yield "resume", partial(app.change, coach.resume, guide.word("saved", "pause_ended"))
    elif any(pause.first > coach.today for pause in coach.running.records.pauses):
        yield "no_pause", partial(app.change, coach.resume, guide.word("dialogs", "no_pause"))
    if coach.can_rest_tomorrow():
        tomorrow = guide.date_words(coach.today + ONE_DAY, "long")
        yield "rest", partial(app.change, coach.plan_rest, guide.say("dialogs", "rest_tomorrow_line", day=tomorrow))


def _day_offers(app: MasteryApp, screen: Room) -> Iterator[Offer]:
    """What can be done to today, and to the day that is shown."""
    from .screens.check_in import CheckInScreen
    from .screens.one_line import OneLine
    from .screens.plan import PlanScreen

    coach = app.coach
    if coach.state in (State.RUNNING, State.PAUSED) and not isinstance(screen, CheckInScreen):
        yield "check_in_one_line", _asking(app, lambda: OneLine(coach, coach.today))
    day: date | None = None
    if isinstance(screen, PlanScreen):
        day = screen.cursor
    elif isinstance(screen, CheckInScreen):
        day = screen.day
    if day is not None and coach.state in STARTED and coach.day(day).recorded:
        yield "delete", partial(_ask_to_delete, app, day)


def _ask_to_delete(app: MasteryApp, day: date) -> None:
    from .screens.asking import Asking

    words = guide.date_words(day, "long")
    title = guide.say("dialogs", "delete_title", day=words)
    said = guide.say("dialogs", "deleted", day=words)

    def answered(yes: bool | None) -> None:
        if yes:
            app.change(lambda: app.coach.delete_check_in(day), said)

    question = Asking(title, guide.word("dialogs", "delete_line"), guide.word("keys", "delete"))
    app.push_screen(question, answered)


def _told(app: MasteryApp, dialog: Callable[[], Screen[str | None]]) -> Callable[[], None]:
    """Open a dialog that closes with what it did, in words."""

    def done(said: str | None) -> None:
        if said:
            app.tell(said)
            app.show_again()

    def opened() -> None:
        app.push_screen(dialog(), done)

    return opened


def _asking(app: MasteryApp, dialog: Callable[[], Screen[Any]]) -> Callable[[], None]:
    """Open a dialog; what it changed is shown everywhere."""

    def opened() -> None:
        asked = app.attempt(dialog)
        if asked is not None:
            app.push_screen(asked, lambda _: app.show_again())

    return opened
