"""Every screen as a picture, compared with the one that was looked at; `--snapshot-update` draws them anew."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension, normalize_svg
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, TextArea

from mastery_tui.coach import Coach
from mastery_tui.practice.draft import Draft
from mastery_tui.practice.records import ClosedAs, Feeling, Next, Outcome, replace
from mastery_tui.settings import Settings, Support
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.base_app import BaseApp
from mastery_tui.tui.restore_app import RestoreApp
from mastery_tui.tui.tour_app import TourApp
from tests.coach.test_summary import whole as whole_month
from tests.tui.elsewhere import loop_zip
from tests.tui.people import (
    PRACTISED,
    WRITING,
    begin,
    clock_of,
    coach_at,
    on_day,
    plan_date,
    record,
    toured,
    two_plans,
    writer_in_week_3,
    writer_on_day_12,
)
from tests.tui.pictures import Text, at_rest, press

SMALL, WIDE, NARROW, LARGE = (80, 24), (120, 36), (60, 20), (160, 45)
LIGHT = "mastery-light"
OWN = Support(contact="Jo  0170 555 0123")

IMPORT = ("i", "down", Text("~/loop.zip"), "tab")
ANSWERS = (Text("420"), "enter", "6", "2")
ENTERS = ("enter",) * 6
WEEK_3 = (
    Text("start with the hardest sentence"),
    "enter",
    Text("rereading yesterday's page first"),
    "enter",
    Text("before 8"),
    "enter",
    Text("kitchen table"),
    *("enter",) * 3,
    Text("paper"),
    "enter",
    Text("after coffee"),
)


@dataclass(frozen=True)
class Story:
    """One start of the app, and what is pressed before each of its pictures."""

    person: Callable[[Path, Settings], Coach]
    pictures: dict[str, tuple[str, ...]]
    size: tuple[int, int] = SMALL
    theme: str = "mastery-dark"
    ascii: bool = False
    colour: bool = True
    app: Callable[[Coach], BaseApp] = MasteryApp


def nobody(folder: Path, settings: Settings) -> Coach:
    return coach_at(folder, 1, settings)


def elsewhere(folder: Path, settings: Settings) -> Coach:
    """Nothing is recorded here yet, but in another tracker."""
    loop_zip(folder / "loop.zip")
    return coach_at(folder, 1, settings)


def on_day_12(folder: Path, settings: Settings) -> Coach:
    return writer_on_day_12(folder, settings)


def in_week_3(folder: Path, settings: Settings) -> Coach:
    return writer_in_week_3(folder, 20, settings)


def after_day_30(folder: Path, settings: Settings) -> Coach:
    return writer_in_week_3(folder, 31, settings)


def finished(folder: Path, settings: Settings) -> Coach:
    """A month with all that a summary tells, finished, and to be adjusted."""
    whole_month(folder).plan.finish(Next.ADJUST, "The pages come faster. By hand there is a third missing.")
    return coach_at(folder, 31, settings)


def written_down(folder: Path, settings: Settings) -> Coach:
    """Week 3 with all that a person can write down once: signs, errors, a finding, what is tried and what was kept."""
    coach = writer_in_week_3(folder, 20, settings)
    coach.plan.edit(pause_signs="shoulders up, the clock again", error_kinds=("long openings", "too many adverbs"))
    on_day(coach, 16, lambda: coach.plan.adjust("phone in another room"))
    on_day(coach, 17, lambda: coach.plan.feedback("The opening still explains; the second paragraph begins the story."))
    on_day(coach, 18, lambda: coach.plan.adjust("begin with the second paragraph", closed_as=ClosedAs.KEPT))
    return coach


def on_first_day(folder: Path, settings: Settings) -> Coach:
    return begin(coach_at(folder, 1, settings))


def on_tour(folder: Path, settings: Settings) -> Coach:
    return toured(folder, settings)


def done_or_not(folder: Path, settings: Settings) -> Coach:
    coach = begin(coach_at(folder, 12, settings), PRACTISED)
    for day in (day for day in range(1, 12) if day != 5):
        outcome = Outcome.DONE if day % 4 else Outcome.CANCELLED
        feeling = Feeling.CALM if day % 3 else Feeling.ANXIOUS
        strength = None if day % 3 else 2
        record(coach, day, outcome=outcome, effort=4, feeling=feeling, strength=strength, confidence=3)
    return coach


def paused_on_day_12(folder: Path, settings: Settings) -> Coach:
    coach = writer_on_day_12(folder, settings)
    coach.days.pause()
    clock_of(coach).set(plan_date(15))
    return coach


def second_month(folder: Path, settings: Settings) -> Coach:
    """A month that is over, and the second one on its day 16."""
    coach = writer_in_week_3(folder, 31, settings)
    coach.plan.finish()
    clock_of(coach).set(plan_date(33))
    coach.plan.start(WRITING, 400, 150, plan_date(33))
    for day in range(33, 48):
        record(coach, day, amount=360 + 7 * (day - 32), effort=4 + day % 4, confidence=2 + day % 3, contexts=("desk",))
    on_day(coach, 40, coach.plan.freeze)
    clock_of(coach).set(plan_date(48))
    return coach


def on_day_3(folder: Path, settings: Settings) -> Coach:
    coach = begin(coach_at(folder, 3, settings))
    record(coach, 1, amount=412, contexts=("desk",))
    return coach


def on_day_5(folder: Path, settings: Settings) -> Coach:
    coach = begin(coach_at(folder, 5, settings), replace(WRITING, better_in_a_week="begun before nine on four days"))
    record(coach, 1, amount=412, contexts=("desk",))
    return coach


def in_a_second_plan(folder: Path, settings: Settings) -> Coach:
    return two_plans(folder, settings)


def back_from_a_pause(folder: Path, settings: Settings) -> Coach:
    """Five dates were paused in week 2; today is two days after them."""
    coach = begin(coach_at(folder, 17, settings))
    for day, amount in ((1, 412), (2, 433), (3, 170), (5, 405), (7, 420), (8, 431)):
        record(coach, day, amount=amount)
    record(coach, 4, outcome=Outcome.REST)
    coach.days.pause(plan_date(9), plan_date(9) + timedelta(days=4))
    record(coach, 14, amount=398)
    record(coach, 15, outcome=Outcome.CANCELLED)
    return coach


def practising(folder: Path, settings: Settings) -> Coach:
    """Fourteen minutes, a stop of six, and as long again."""
    coach = stopped_for(timedelta(minutes=6), folder, settings)
    coach.timer.write_first_move("read the last paragraph aloud")
    coach.timer.restart()
    clock_of(coach).moment += timedelta(minutes=14, seconds=2)
    return coach


def stopped_for(since: timedelta, folder: Path, settings: Settings) -> Coach:
    """Fourteen minutes, then a stop that has lasted for some time."""
    coach = writer_on_day_12(folder, settings)
    coach.timer.start()
    clock_of(coach).moment += timedelta(minutes=14)
    coach.timer.stop()
    clock_of(coach).moment += since
    return coach


def recovering(folder: Path, settings: Settings) -> Coach:
    return stopped_for(timedelta(minutes=2, seconds=13), folder, settings)


def over(folder: Path, settings: Settings) -> Coach:
    return stopped_for(timedelta(minutes=12, seconds=20), folder, settings)


def left(folder: Path, settings: Settings) -> Coach:
    return stopped_for(timedelta(hours=3), folder, settings)


def forgotten(folder: Path, settings: Settings) -> Coach:
    """Nine hours in one go, after three sessions that tell what is usual."""
    coach = writer_on_day_12(folder, settings)
    for day in (8, 10, 11):
        coach.days.check_in(Draft(amount=400, minutes=25), plan_date(day))
    coach.timer.start()
    clock_of(coach).moment += timedelta(hours=9, minutes=2)
    return coach


def cut_short(folder: Path, settings: Settings) -> Coach:
    """The journal of day 12 ends in the middle; its backups lie beside it."""
    path = writer_on_day_12(folder).context.journal.path
    path.write_bytes(path.read_bytes()[:-200])
    return coach_at(folder, 12, settings)


def twice(folder: Path, settings: Settings) -> Coach:
    """A merge by hand left one record twice."""
    path = writer_on_day_12(folder).context.journal.path
    rows = path.read_bytes().split(b"\n")
    at = rows.index(b'"check_ins": {') + 1
    path.write_bytes(b"\n".join([*rows[:at], rows[at], *rows[at:]]))
    return coach_at(folder, 12, settings)


def gone(folder: Path, settings: Settings) -> Coach:
    writer_on_day_12(folder).context.journal.path.unlink()
    return coach_at(folder, 12, settings)


def restoring(coach: Coach) -> RestoreApp:
    offer = coach.file.offer()
    assert offer is not None
    found = offer.found.replace(str(coach.context.journal.path), "mastery.json")
    return RestoreApp(coach, replace(offer, found=found))


STORIES = {
    "summary": Story(finished, {"page": ()}, size=(80, 46)),
    "narrow_summary": Story(finished, {"page": (), "further_down": ("pagedown",)}, size=NARROW),
    "small_summary": Story(finished, {"page": (), "below": ("pagedown",)}, size=SMALL, colour=False),
    "large_summary": Story(finished, {"page": ()}, size=LARGE),
    "wide_summary": Story(finished, {"page": ()}, size=WIDE, theme=LIGHT),
    "ascii_summary": Story(finished, {"page": ()}, size=WIDE, ascii=True),
    "export": Story(
        finished, {"asked": ("e",), "refused": ("down", "down", "ctrl+u", Text("/nowhere/page.md"), "enter")}
    ),
    "narrow_export": Story(finished, {"page_without_notes": ("e", "2", "2")}, size=NARROW, ascii=True),
    "wide_export": Story(finished, {"asked": ("e",)}, size=WIDE, theme=LIGHT),
    "second_month": Story(finished, {"again": ("n",)}),
    "setup_else": Story(nobody, {"step_1": ("5",)}),
    "setup_narrow": Story(nobody, {"step_1": (), "long": ("2", "enter")}, size=NARROW),
    "setup_yes_no": Story(nobody, {"step_1": (*("enter",) * 3, "down"), "step_3": ("enter",) * 9}),
    "setup": Story(
        nobody,
        {
            "step_1": ("enter", Text("Write 400 words a day"), "enter"),
            "step_2": ENTERS,
            "step_2_refused": ("pagedown",),
            "step_3": ("enter",) * 6,
        },
    ),
    "import": Story(
        elsewhere,
        {
            "days": IMPORT,
            "numbers": ("pagedown", *"150"),
            "preview": ("pagedown", "down"),
            "its_days": ("enter",),
            "setup": ("escape", "y"),
        },
    ),
    "import_refused": Story(elsewhere, {"refused": ("i", "down", Text("~/nowhere.zip"), "tab")}),
    "import_wide": Story(
        elsewhere, {"numbers": (*IMPORT, "pagedown", *"150"), "preview": ("pagedown", "down")}, size=WIDE
    ),
    "import_light": Story(elsewhere, {"preview": (*IMPORT, "pagedown", *"150", "pagedown")}, theme=LIGHT),
    "import_narrow": Story(
        elsewhere, {"days": IMPORT, "preview": ("pagedown", *"150", "pagedown"), "its_days": ("enter",)}, size=NARROW
    ),
    "import_ascii": Story(elsewhere, {"preview": (*IMPORT, "pagedown", *"150", "pagedown")}, ascii=True),
    "import_no_colour": Story(elsewhere, {"preview": (*IMPORT, "pagedown", *"150", "pagedown")}, colour=False),
    "check_in": Story(
        on_day_12,
        {
            "empty": (),
            "typing": ANSWERS,
            "strength": ("up", "6"),
            "error": (*("up",) * 4, "backspace", "backspace", "backspace", "ctrl+s"),
            "help": ("escape", "question_mark"),
            "too_much": ("escape", "exclamation_mark"),
        },
    ),
    "second_cancel": Story(on_day_12, {"saved": ("c", "enter"), "why": ("w",)}),
    "plan": Story(on_day_12, {"weeks": ("f3",), "pause": ("p",)}),
    "plan_paused": Story(back_from_a_pause, {"calendar": ("f3", "v")}),
    "plan_over": Story(after_day_30, {"awaiting": ("f3",)}),
    "reflect_1": Story(on_day_3, {"empty": ("f4",)}),
    "reflect_3": Story(in_week_3, {"filled": ("f4", *WEEK_3)}),
    "written": Story(
        written_down,
        {
            "check_in": ("f2",),
            "plan": ("f3", "left", "left"),
            "feedback": ("f", "tab", "1"),
            "raise": ("escape", "escape", "i", "down", "down", *("backspace",) * 3, Text("450"), "ctrl+s"),
        },
    ),
    "narrow_written": Story(
        written_down,
        {"check_in": ("f2",), "plan": ("f3", "left", "left"), "routine": ("i",)},
        size=NARROW,
    ),
    "day_5": Story(on_day_5, {"check_in": ("f2",), "plan": ("f3",), "routine": ("i",)}),
    "wide": Story(on_day_12, {"check_in": ANSWERS, "plan": ("f3",)}, size=WIDE),
    "wide_saved": Story(on_day_12, {"saved": ("c", "enter"), "too_much": ("exclamation_mark",)}, size=WIDE),
    "wide_reflect": Story(in_week_3, {"filled": ("f4", *WEEK_3)}, size=WIDE),
    "wide_setup": Story(nobody, {"step_1": ()}, size=WIDE),
    "light": Story(on_day_12, {"check_in": ANSWERS, "plan": ("f3",)}, theme=LIGHT),
    "light_saved": Story(on_day_12, {"saved": ("c", "enter")}, theme=LIGHT),
    "light_reflect": Story(in_week_3, {"filled": ("f4", *WEEK_3)}, theme=LIGHT),
    "narrow": Story(on_day_12, {"plan": ("f3",)}, size=NARROW),
    "progress": Story(
        written_down, {"day": ("f5", *["left"] * 4), "below": (*["pagedown"] * 4,), "table": ("v", "pageup", "pageup")}
    ),
    "progress_first_day": Story(on_first_day, {"open": ("f5",)}),
    "progress_narrow": Story(written_down, {"day": ("f5", "left")}, size=NARROW),
    "progress_wide": Story(written_down, {"day": ("f5", *["left"] * 3)}, size=WIDE, theme=LIGHT),
    "progress_large": Story(second_month, {"day": ("f5", "left")}, size=LARGE),
    "progress_ascii": Story(written_down, {"day": ("f5", "left")}, ascii=True),
    "progress_no_colour": Story(written_down, {"day": ("f5", "left")}, colour=False),
    "progress_yes_no": Story(done_or_not, {"day": ("f5", "left")}, size=(80, 28)),
    "progress_paused": Story(paused_on_day_12, {"today": ("f5",)}),
    "history": Story(
        in_a_second_plan,
        {
            "found": ("f3", "slash", Text("starts")),
            "all": (*("backspace",) * 6, "down", "down", "down"),
            "none": (Text("zzz"),),
            "day": (*("backspace",) * 3, Text("quiet"), "enter"),
            "saved": ("ctrl+s",),
        },
    ),
    "wide_history": Story(in_a_second_plan, {"found": ("f3", "slash", Text("the"))}, size=WIDE, theme=LIGHT),
    "large_history": Story(in_a_second_plan, {"found": ("f3", "slash", Text("the"))}, size=LARGE, colour=False),
    "narrow_history": Story(in_a_second_plan, {"found": ("f3", "slash", Text("order"))}, size=NARROW, ascii=True),
    "timer": Story(
        practising,
        {"practising": ("t",), "stopped": ("enter",), "help": ("question_mark",), "carried": ("escape", "d")},
    ),
    "timer_ready": Story(on_day_12, {"ready": ("t",), "refused": ("b", *"25:00", "enter")}),
    "timer_recovering": Story(recovering, {"recovering": ("t",), "first_move": ("n", *"aloud"), "check_in": ("f2",)}),
    "timer_over": Story(over, {"over": ("t",), "plan": ("f3",)}),
    "timer_left": Story(left, {"left": ("t",), "discard": ("x",)}),
    "timer_asking": Story(forgotten, {"asking": ("t",), "other": ("2", "9", "enter")}),
    "timer_narrow": Story(practising, {"practising": ("t",), "plan": ("f3",)}, size=NARROW),
    "timer_narrow_recovering": Story(recovering, {"recovering": ("t",)}, size=NARROW),
    "timer_narrow_asking": Story(forgotten, {"asking": ("t",)}, size=NARROW, theme=LIGHT),
    "timer_narrow_left": Story(left, {"left": ("t",)}, size=NARROW, ascii=True),
    "timer_narrow_over": Story(over, {"over": ("t",)}, size=NARROW),
    "timer_narrow_ready": Story(on_day_12, {"ready": ("t",)}, size=NARROW),
    "timer_wide": Story(practising, {"practising": ("t",), "stopped": ("enter",)}, size=WIDE),
    "timer_wide_over": Story(over, {"over": ("t",)}, size=WIDE, theme=LIGHT),
    "timer_wide_ready": Story(on_day_12, {"ready": ("t",)}, size=WIDE),
    "timer_wide_left": Story(left, {"left": ("t",)}, size=WIDE),
    "timer_wide_asking": Story(forgotten, {"asking": ("t",)}, size=WIDE),
    "timer_light": Story(recovering, {"recovering": ("t",)}, theme=LIGHT),
    "timer_light_ready": Story(on_day_12, {"ready": ("t",)}, theme=LIGHT),
    "timer_light_practising": Story(practising, {"practising": ("t",)}, theme=LIGHT),
    "timer_light_left": Story(left, {"left": ("t",)}, theme=LIGHT),
    "timer_ascii": Story(practising, {"practising": ("t",), "stopped": ("enter",)}, ascii=True),
    "timer_ascii_ready": Story(on_day_12, {"ready": ("t",)}, ascii=True),
    "timer_ascii_over": Story(over, {"over": ("t",)}, ascii=True),
    "timer_ascii_asking": Story(forgotten, {"asking": ("t",)}, ascii=True),
    "timer_no_colour": Story(over, {"over": ("t",)}, colour=False),
    "tour": Story(
        on_tour,
        {
            "plan": (),
            "check_in": ("]",),
            "saved": (*"420", "enter", *"624", "enter"),
            "cue": ("enter",),
            "timer": ("w", "escape"),
            "too_much": ("enter", "enter"),
            "over": ("!", "escape"),
            "alone": ("escape",),
            "elsewhere": ("]", "f4"),
            "text": ("f4",),
        },
        app=TourApp,
    ),
    "tour_narrow": Story(
        on_tour,
        {"plan": (), "check_in": ("]",), "cue": ("]", "]"), "over": ("]", "]", "]"), "alone": ("escape",)},
        size=NARROW,
        app=TourApp,
    ),
    "tour_wide": Story(on_tour, {"plan": (), "check_in": ("]",), "cue": ("]", "]")}, size=WIDE, app=TourApp),
    "tour_light": Story(on_tour, {"check_in": ("]",)}, theme=LIGHT, app=TourApp),
    "tour_ascii": Story(on_tour, {"check_in": ("]",), "cue": ("]", "]")}, ascii=True, app=TourApp),
    "restore": Story(cut_short, {"states": (), "asked": ("down", "enter")}, app=restoring),
    "restore_twice": Story(twice, {"mends": ()}, app=restoring, theme=LIGHT),
    "restore_gone": Story(gone, {"states": ()}, app=restoring, size=NARROW),
    "restore_wide": Story(cut_short, {"states": ()}, app=restoring, size=WIDE),
    "backups": Story(on_day_12, {"dialog": ("ctrl+p", Text("Backups"), "enter")}),
    "ascii": Story(on_day_12, {"check_in": ANSWERS, "plan": ("f3",)}, ascii=True),
}


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same zone, colours and cursor wherever the tests run."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "MASTERY_NOW", "MASTERY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", STORIES)
async def test_screens_look_as_they_did(
    name: str, tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = STORIES[name]
    monkeypatch.setenv("HOME", str(tmp_path))
    if not story.colour:
        monkeypatch.setenv("NO_COLOR", "1")
    pictures = snapshot.use_extension(SVGImageExtension)
    coach = story.person(tmp_path, Settings(theme=story.theme, ascii=story.ascii, animation=False, support=OWN))
    changed = []
    async with story.app(coach).run_test(size=story.size) as pilot:
        await pilot.pause()
        for step, keys in story.pictures.items():
            await press(pilot, *keys)
            seen = normalize_svg(await at_rest(pilot))
            if seen != pictures(name=step):
                changed.append(tmp_path / f"{name}.{step}.svg")
                changed[-1].write_text(seen, encoding="utf-8")
    assert not changed, f"looks different now, see {', '.join(map(str, changed))}"
