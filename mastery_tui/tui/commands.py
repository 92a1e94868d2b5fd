"""Every command in one table: its key, what it does or opens, where it is offered. Keys, palette and help come from it.

What a command opens is named by its id; only the app knows which class that is.
"""

from msgspec import Struct
from textual.binding import Binding, BindingType


class Command(Struct, frozen=True):
    """One thing that a person can do.

    Attributes:
        id: names it in ``[keymap]``, with its place.
        keys: its keys as Textual names them, '' where it stands in the palette alone.
        label: its word for the key bar and Help, by its key in the guide.
        where: who binds it: any_app, app, place, cue, check_in, plan, reflect, progress, history, summary, timer,
            setup, importing or tour.
        action: what it does, '' where it opens something.
        opens: the id of the dialog it opens.
        offer: what the plan must offer for that, '' for nothing.
        show: whether the key bar names it.
        display: its key as the key bar writes it, where that differs.
        priority: whether it acts over text and dialogs too.
        group: the word under which the key bar joins it with the next of the same group.
        palette: its name in the palette, by the guide's key; '' where it is not offered there.
        palette_offer: what the plan must offer for the palette, where that differs.
        everywhere: whether the palette offers it from every place.
    """

    id: str
    keys: str
    label: str
    where: str
    action: str = ""
    opens: str = ""
    offer: str = ""
    show: bool = False
    display: str = ""
    priority: bool = False
    group: str = ""
    palette: str = ""
    palette_offer: str = ""
    everywhere: bool = False

    @property
    def does(self) -> str:
        """The action behind its key."""
        return self.action or f"open('{self.opens}')"

    @property
    def binding(self) -> Binding:
        """Its key, for Textual."""
        return Binding(
            self.keys,
            self.does,
            self.label,
            show=self.show,
            key_display=self.display or None,
            priority=self.priority,
            id=self.id,
            group=Binding.Group(self.group) if self.group else None,
        )


def _outcome(key: str, name: str) -> Command:
    """The letter of an outcome."""
    act = f"outcome('{name}')"
    return Command(f"check_in.{name}", key, f"outcomes.{name}", "check_in", act, palette=f"check_in_{name}")


def _turn(id: str, key: str, label: str, action: str, group: str) -> Command:
    """A page key, which the key bar joins with the one beside it; it acts over text where text does not need it."""
    where, palette = id.partition(".")[0], id.replace(".", "_")
    over_text = where == "reflect"
    return Command(id, key, label, where, action, show=True, priority=over_text, group=group, palette=palette)


def _step(id: str, key: str, label: str, action: str) -> Command:
    """A page key that the key bar names by where it leads."""
    return Command(id, key, label, "importing", action, show=True, palette=id.replace(".", "_"))


def _event(
    name: str, key: str, label: str, offer: str, action: str = "", show: bool = True, found: str = ""
) -> Command:
    """Something that is done to the plan: a key on Plan, and found from every place; mostly it opens a dialog."""
    opens = "" if action else name
    return Command(
        f"plan.{name}",
        key,
        label,
        "plan",
        action,
        opens,
        offer,
        show,
        palette=name,
        palette_offer=found,
        everywhere=True,
    )


def _of_tour(name: str, key: str, label: str, display: str = "") -> Command:
    """A key of the tour, which acts over what is opened too."""
    act = f"tour_{name}"
    return Command(f"tour.{name}", key, label, "tour", act, display=display, priority=True, palette=act)


COMMANDS = (
    # Everywhere, the restore screen included.
    Command("too_much", "exclamation_mark", "Too much", "any_app", "too_much", show=True, display="!", priority=True),
    Command("too_much.f9", "f9", "Too much", "any_app", "too_much", priority=True, palette="too_much"),
    Command("help", "question_mark", "Help", "any_app", "help", show=True, display="?", palette="help"),
    Command("leave", "q", "keys.quit", "any_app", "quit", show=True, palette="leave"),
    Command("quit", "ctrl+q", "Quit", "any_app", "quit", show=True, priority=True),
    Command("clear", "ctrl+r", "Clear", "place", "clear", palette="clear_draft"),
    # The app.
    Command("place.check_in", "f2", "Check-in", "app", "go('check-in')", priority=True, palette="place_check_in"),
    Command("place.plan", "f3", "Plan", "app", "go('plan')", priority=True, palette="place_plan"),
    Command("place.reflect", "f4", "Reflect", "app", "go('reflect')", priority=True, palette="place_reflect"),
    Command("place.progress", "f5", "Progress", "app", "go('progress')", priority=True, palette="place_progress"),
    Command("place.over", "f2,f4", "", "app", "say_over", priority=True),
    Command("place.previous", "less_than_sign", "Previous", "app", "go_beside(-1)"),
    Command("place.following", "greater_than_sign", "Following", "app", "go_beside(1)"),
    Command("timer", "t", "Timer", "app", "timer", palette="timer"),
    Command("undo", "u", "Undo", "app", "undo", palette="undo"),
    Command("redo", "U", "Redo", "app", "redo", palette="redo"),
    Command("palette", "ctrl+p,ctrl+o", "Palette", "app", "command_palette", priority=True),
    # A cue, wherever one shows.
    Command("cue.why", "w", "Why", "cue", "why", palette="cue_why"),
    Command("cue.acknowledge", "o", "OK", "cue", "acknowledge", palette="cue_acknowledge"),
    Command("cue.snooze", "z", "Snooze", "cue", "snooze", palette="cue_snooze"),
    Command("cue.step", "y", "Step", "cue", "take", palette="cue_step"),
    # The check-in, and the page after saving.
    _outcome("d", "done"),
    _outcome("m", "minimum"),
    _outcome("p", "partial"),
    _outcome("c", "cancelled"),
    _outcome("r", "rest"),
    Command("check_in.note", "n", "Note", "check_in", "note", show=True, palette="check_in_note"),
    Command("check_in.save", "ctrl+s", "Save", "check_in", "save", show=True, palette="check_in_save"),
    Command("check_in.summary", "s", "Summary", "check_in", "summary", show=True),
    Command("check_in.plan", "enter", "Plan", "check_in", "go_on", show=True, palette="check_in_plan"),
    Command("check_in.edit", "e", "Edit", "check_in", "edit", show=True, palette="check_in_edit"),
    Command("check_in.undo", "u", "Undo", "check_in", "take_back", show=True),
    Command(
        "check_in.one_line", "colon", "One line", "check_in", opens="one_line", offer="record", show=True, display=":"
    ),
    Command("check_in.routine", "i", "Routine", "check_in", opens="routine", offer="edit"),
    Command("check_in.up", "up", "", "check_in", "row(-1)"),
    Command("check_in.down", "down", "", "check_in", "row(1)"),
    _turn("check_in.day_before", "pageup", "Day before", "other_day(-1)", "days"),
    _turn("check_in.day_after", "pagedown", "Day after", "other_day(1)", "days"),
    Command("check_in.back", "escape", "Back", "check_in", "back", show=True, palette="check_in_back"),
    # The plan, and what can be done to it from anywhere.
    Command("plan.summary", "s", "Summary", "plan", "summary", show=True),
    _event("finish", "s", "Finish", "stop", show=False, found="record"),
    Command("plan.begin", "n", "New plan", "plan", "new_plan", show=True),
    _event("freeze", "b", "Freeze", "freeze", found="freezable"),
    _event("lock", "m", "Lock", "lock"),
    _event("pause", "p", "Pause", "pause"),
    _event("resume", "p", "Resume", "resume", "resume"),
    _event("feedback", "f", "Feedback", "record"),
    _event("adjust", "a", "Adjust", "record"),
    Command("plan.view", "v", "View", "plan", "view", palette="plan_view"),
    Command("plan.one_line", "colon", "One line", "plan", opens="one_line", offer="record", display=":"),
    _event("transfer", "x", "Transfer", "record", show=False),
    _event("easier", "e", "Easier", "easier", show=False),
    Command("plan.rest", "r", "Rest", "plan", "rest", offer="record", palette="plan_rest"),
    _event("routine", "i", "Routine", "edit", show=False),
    Command("plan.history", "slash", "History", "plan", "history", palette="history", everywhere=True),
    Command("plan.delete", "delete", "Delete", "plan", "delete", offer="record"),
    Command("plan.read_on", "pagedown", "Read on", "plan", "read(1)", palette="plan_read_on"),
    Command("plan.read_back", "pageup", "Read back", "plan", "read(-1)", palette="plan_read_back"),
    # The summary.
    Command("summary.finish", "s", "Finish", "summary", opens="finish", offer="record", show=True),
    Command("summary.new_plan", "n", "New plan", "summary", "new_plan", show=True),
    Command("summary.copy", "c", "Copy", "summary", "copy", show=True, palette="summary_copy"),
    Command("summary.export", "e", "Export", "summary", "export", show=True, palette="export", everywhere=True),
    Command("summary.history", "slash", "History", "summary", "history", palette="history"),
    Command("summary.back", "escape", "Back", "summary", "back", show=True, palette="summary_back"),
    Command("summary.down", "down,j", "", "summary", "read(1)"),
    Command("summary.up", "up,k", "", "summary", "read(-1)"),
    Command("summary.read_on", "pagedown", "Read on", "summary", "turn(1)", palette="plan_read_on"),
    Command("summary.read_back", "pageup", "Read back", "summary", "turn(-1)", palette="plan_read_back"),
    # A reflection.
    Command("reflect.write", "enter", "Write", "reflect", "write", show=True, palette="reflect_write"),
    Command("reflect.save", "ctrl+s", "Save", "reflect", "save", show=True, palette="reflect_save"),
    Command("reflect.row_before", "up", "", "reflect", "row(-1)"),
    Command("reflect.row_after", "down", "", "reflect", "row(1)"),
    _turn("reflect.week_before", "pageup", "Week before", "week(-1)", "weeks"),
    _turn("reflect.week_after", "pagedown", "Week after", "week(1)", "weeks"),
    # Progress.
    Command("progress.open", "enter", "Open day", "progress", "open_day", show=True, palette="progress_open"),
    Command("progress.view", "v", "Table", "progress", "view", show=True, palette="progress_view"),
    Command("progress.summary", "s", "Summary", "progress", "summary", show=True),
    Command("progress.history", "slash", "History", "progress", "history", show=True, palette="history"),
    Command("progress.today", "full_stop", "Today", "progress", "today", palette="progress_today"),
    Command("progress.day_before", "left,h", "Day before", "progress", "step(-1)", palette="progress_day_before"),
    Command("progress.day_after", "right,l", "Day after", "progress", "step(1)", palette="progress_day_after"),
    Command("progress.up", "up,k", "Read back", "progress", "scroll(-1)"),
    Command("progress.down", "down,j", "Read on", "progress", "scroll(1)"),
    Command("progress.read_on", "pagedown", "Read on", "progress", "read(1)", palette="plan_read_on"),
    Command("progress.read_back", "pageup", "Read back", "progress", "read(-1)", palette="plan_read_back"),
    # History.
    Command("history.open", "enter", "Open day", "history", "open_day", show=True, palette="history_open"),
    Command("history.find", "slash", "Find", "history", "find", show=True, palette="history_find"),
    Command("history.up", "up,k", "", "history", "step(-1)"),
    Command("history.down", "down,j", "", "history", "step(1)"),
    Command("history.page_up", "pageup", "Read back", "history", "page(-1)", palette="plan_read_back"),
    Command("history.page_down", "pagedown", "Read on", "history", "page(1)", palette="plan_read_on"),
    Command("history.back", "escape", "Back", "history", "back", show=True, palette="history_back"),
    # The timer.
    Command("timer.go_on", "enter,space", "timer_go_on", "timer", "go_on", show=True, palette="timer_go_on"),
    Command("timer.done", "d", "timer_done", "timer", "end('done')", show=True, palette="timer_done"),
    Command("timer.close", "p", "timer_close", "timer", "end('partial')", show=True, palette="timer_close"),
    Command("timer.first_move", "n", "timer_first_move", "timer", "first_move", show=True, palette="timer_first_move"),
    Command("timer.leave_out", "l", "timer_leave_out", "timer", "leave_out", show=True, palette="timer_leave_out"),
    Command("timer.earlier", "b", "timer_earlier", "timer", "earlier", show=True, palette="timer_earlier"),
    Command("timer.discard", "x", "Discard", "timer", "discard", show=True, palette="timer_discard"),
    Command("timer.back", "escape", "Back", "timer", "back", show=True, palette="timer_back"),
    Command("timer.seconds", "v", "timer_seconds", "timer", "seconds", palette="timer_seconds"),
    Command("timer.usual", "1", "timer_usual", "timer", "answer('usual')", palette="timer_usual"),
    Command("timer.other", "2", "timer_other", "timer", "answer('other')", palette="timer_other"),
    Command("timer.now", "3", "timer_now", "timer", "answer('now')", palette="timer_now"),
    Command("timer.uncounted", "4", "timer_uncounted", "timer", "answer('discard')", palette="timer_uncounted"),
    # The tour: signs act in a number too, and over what is opened.
    _of_tour("next", "right_square_bracket", "Next stop", "]"),
    _of_tour("before", "left_square_bracket", "Previous stop", "["),
    _of_tour("alone", "right_curly_bracket", "Look on my own", "}"),
    Command("tour.leave", "right_curly_bracket", "My own month", "tour", "tour_leave", display="}", priority=True),
    _of_tour("own", "y", "Begin my own month"),
    Command("tour.on", "escape", "Look on", "tour", "tour_on", priority=True),
    # Setup.
    Command("setup.look_around", "g", "Look around", "setup", "look_around", show=True, palette="look_around"),
    Command("setup.begin", "y", "Begin", "setup", "begin", show=True, palette="setup_begin"),
    Command("setup.go_on", "enter", "Next", "setup", "go_on", show=True, palette="setup_go_on"),
    Command("setup.up", "up", "Back", "setup", "row(-1)", show=True, palette="setup_up"),
    Command("setup.down", "down", "Further", "setup", "row(1)", palette="setup_down"),
    Command("setup.read_on", "down", "Read on", "setup", "read(1)", palette="setup_read_on"),
    Command("setup.read_back", "up", "Read back", "setup", "read(-1)", palette="setup_read_back"),
    _turn("setup.step_before", "pageup", "Step before", "turn(-1)", "steps"),
    _turn("setup.step_after", "pagedown", "Step after", "turn(1)", "steps"),
    Command("setup.leave", "escape", "Leave", "setup", "leave_field", show=True, palette="setup_leave"),
    Command("setup.import", "i", "Import days", "setup", "import_days", show=True, palette="import"),
    # Days recorded elsewhere.
    Command("import.bring_in", "y", "Bring in", "importing", "bring_in", show=True, palette="import_bring_in"),
    Command("import.look", "enter", "Look", "importing", "days", show=True, palette="import_look"),
    Command("import.replace", "r", "Replace", "importing", "replace", show=True, palette="import_replace"),
    Command(
        "import.step_before", "pageup", "Step before", "importing", "turn(-1)", show=True, palette="import_step_before"
    ),
    Command(
        "import.step_after", "pagedown", "Step after", "importing", "turn(1)", show=True, palette="import_step_after"
    ),
    Command("import.up", "up,k", "", "importing", "move(-1)"),
    Command("import.down", "down,j", "", "importing", "move(1)"),
    Command("import.leave", "escape", "Leave", "importing", "leave", show=True, palette="import_leave"),
    # In the palette alone.
    Command(
        "day.one_line", "", "", "place", opens="one_line", offer="today", palette="check_in_one_line", everywhere=True
    ),
    Command("pause.drop", "", "", "place", "resume", offer="drop_pause", palette="no_pause", everywhere=True),
    Command(
        "day.rest_tomorrow", "", "", "place", "rest_tomorrow", offer="rest_tomorrow", palette="rest", everywhere=True
    ),
    Command("day.delete", "", "", "place", "ask_to_delete", offer="record", palette="delete", everywhere=True),
    Command("import", "", "", "place", "import_days", palette="import", everywhere=True),
    Command("place.summary", "", "", "app", "go('summary')", palette="place_summary"),
    Command("new_plan", "", "", "app", "go('setup')", palette="new_plan"),
    Command("backups", "", "", "app", opens="backups", palette="backups"),
    Command("drafts", "", "", "app", opens="drafts", palette="drafts"),
    Command("theme", "", "", "app", "change_theme", palette="theme"),
)
"""All of them, in the order in which the key bar and the palette name them."""


def bindings_of(*where: str) -> list[BindingType]:
    """The keys of whoever binds these, in the table's order.

    Args:
        where: one or more of the table's own.
    """
    return [command.binding for command in COMMANDS if command.where in where and command.keys]


def opening(dialog: str, where: tuple[str, ...]) -> Command | None:
    """The command that opens a dialog, None where none does.

    Args:
        dialog: its id.
        where: who binds it.
    """
    return next(
        (command for command in COMMANDS if command.opens == dialog and command.where in where and command.keys), None
    )
