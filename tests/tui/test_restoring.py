"""Where the journal cannot be read: the earlier states are offered, and nothing is written before one is chosen."""

import shlex
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from mastery_tui import guide
from mastery_tui.cli.main import told
from mastery_tui.coach import Coach
from mastery_tui.coach.words.file import count_words
from mastery_tui.journal import Journal
from mastery_tui.journal.safety.restore import Maintenance
from mastery_tui.practice.draft import Draft
from mastery_tui.settings import Settings
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.dialogs.asking import Asking
from mastery_tui.tui.dialogs.backups import Backups
from mastery_tui.tui.dialogs.help import HelpScreen
from mastery_tui.tui.dialogs.too_much import TooMuch
from mastery_tui.tui.restore_app import RestoreApp
from mastery_tui.tui.widgets.backup_list import BackupList
from tests.tui.people import clock_of, coach_at, plan_date, writer_on_day_12
from tests.tui.pictures import Text, press

MARKER = "zanzibarquilt"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return writer_on_day_12(tmp_path).context.journal.path


def app_on(path: Path, settings: Settings | None = None) -> RestoreApp:
    coach = coach_at(path.parent, 12, settings)
    offer = coach.file.offer()
    assert offer is not None
    assert offer.helps
    return RestoreApp(coach, offer)


def cut_short(path: Path) -> bytes:
    path.write_bytes(path.read_bytes()[:-200])
    return path.read_bytes()


def days(coach: Coach) -> int:
    return len(coach.context.running.records.check_ins)


def unspaced(text: str) -> str:
    """The text without what stands between its words, wherever its lines break."""
    return "".join(text.split())


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(str(each.render()) for each in pilot.app.screen.query("Prose, Static"))


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


async def test_what_was_found_and_the_newest_state_stand_there_and_leaving_changes_nothing(path: Path) -> None:
    before = cut_short(path)
    names = sorted(path.parent.rglob("*"))
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert unspaced(guide.refusal("journal.not_json", file=path)) in unspaced(shown(pilot))
        chosen = app.screen.query_one(BackupList).chosen
        assert chosen is not None
        assert chosen.name == "mastery.json.bak"
        assert "mastery.json.bak" in shown(pilot)
        await pilot.press("enter", "n", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "exclamation_mark")
        assert isinstance(app.screen, TooMuch)
        await pilot.press("escape", "escape")
    assert app.said is None
    assert path.read_bytes() == before
    assert sorted(path.parent.rglob("*")) == names


async def test_the_chosen_state_takes_its_place_and_the_file_is_kept(path: Path) -> None:
    before = cut_short(path)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("j", "down", "k", "enter")
        assert isinstance(app.screen, Asking)
        chosen = app.screen_stack[0].query_one(BackupList).chosen
        await pilot.press("enter")
        await settle(pilot)
    assert chosen is not None
    assert chosen.name.startswith("mastery-r")
    assert app.said is not None
    assert app.said.startswith(guide.say("keeping", "restored", age=chosen.age, holds=chosen.holds))
    (kept,) = path.parent.glob("mastery.json.corrupt-*")
    assert kept.name in app.said
    assert kept.read_bytes() == before
    again = coach_at(path.parent, 12)
    assert days(again) == chosen.check_ins
    said = []
    opened = MasteryApp(again, app.said)
    opened.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
    async with opened.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
    assert app.said in said


async def test_what_doctor_can_put_right_is_one_key_and_loses_nothing(path: Path) -> None:
    rows = path.read_bytes().split(b"\n")
    at = rows.index(b'"check_ins": {') + 1
    path.write_bytes(b"\n".join([*rows[:at], rows[at].replace(b'"effort":6', b'"effort":9'), *rows[at:]]))
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert guide.word("restore", "mends") in shown(pilot)
        await pilot.press("n", "m")
        await settle(pilot)
    assert app.said == guide.word("restore", "mended")
    assert coach_at(path.parent, 12).file.problem() is None
    assert b'"effort":9' in path.read_bytes()
    assert len(list((path.parent / "backups").glob("*-mending.json"))) == 1


async def test_a_journal_that_is_gone_can_be_brought_back_or_begun_anew(path: Path) -> None:
    path.unlink()
    app = app_on(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        assert guide.word("restore", "title_gone") in shown(pilot)
        await pilot.press("m", "n")
        await settle(pilot)
    assert app.said == ""
    assert not path.exists()
    app = app_on(path)
    async with app.run_test(size=(60, 20)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "y")
        await settle(pilot)
    assert days(coach_at(path.parent, 12)) == 9


async def test_it_goes_on_by_itself_where_the_file_comes_back(path: Path) -> None:
    whole = path.read_bytes()
    cut_short(path)
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app._look_around()
        assert app.said is None
        path.write_bytes(whole)
        app._look_around()
        await settle(pilot)
    assert app.said == guide.word("restore", "back")


async def test_a_restore_that_cannot_be_written_says_why_and_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cut_short(path)
    app = app_on(path)
    said: list[str] = []
    monkeypatch.setattr(app, "tell", lambda text, **_: said.append(text))
    monkeypatch.setattr("mastery_tui.journal.store.files._write_private", _full)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert app.screen.query_one(BackupList).chosen is not None
    assert said[0] == guide.refusal("journal.disk_full", file=path)
    assert app.said is None
    assert path.read_bytes() == before


def _full(*_: object, **__: object) -> None:
    import errno

    raise OSError(errno.ENOSPC, "full")


async def test_the_keys_of_config_toml_count_here_too(path: Path) -> None:
    cut_short(path)
    app = app_on(path, Settings(keymap={"restore.quit": "x", "help": "f1"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "x")
        await settle(pilot)
        assert not app.is_running
    assert app.warnings == ()


async def test_states_that_cannot_be_read_cannot_be_chosen(path: Path) -> None:
    for each in (path, path.with_name("mastery.json.bak")):
        each.write_bytes(b"{")
    newest = sorted((path.parent / "backups").iterdir())[-1]
    newest.write_bytes(MARKER.encode())
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        states = app.screen.query_one(OptionList)
        assert states.get_option_at_index(0).disabled
        assert states.highlighted == 1
        assert MARKER not in shown(pilot)


# In the app


async def test_backups_in_the_palette_restore_and_undo_takes_it_back(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    before = days(coach)
    app = MasteryApp(coach)
    said: list[str] = []
    app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", Text(guide.word("palette", "backups")), "enter")
        assert isinstance(app.screen, Backups)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, Asking)
        await press(pilot, "enter")
        await settle(pilot)
        assert not app.screen.is_modal
        assert days(coach) == before - 2
        assert said[-1].endswith(guide.word("restore", "undo"))
        await press(pilot, "escape", "u")
        await settle(pilot)
        assert said[-1] == guide.say("dialogs", "undone", what=guide.word("undone", "restore"))
        assert ".json" not in said[-1]
        await press(pilot, "f3")
        assert app.place == "plan"
    assert days(coach) == before


async def test_without_backups_the_dialog_says_so(tmp_path: Path) -> None:
    app = MasteryApp(coach_at(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(Backups(app.coach))
        await settle(pilot)
        assert guide.word("keeping", "no_backups") in shown(pilot)


async def test_an_open_app_whose_file_is_spoilt_says_what_helps_and_restores(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    path = coach.context.journal.path
    clock_of(coach).moment += timedelta(minutes=1)
    app = MasteryApp(coach)
    said: list[str] = []
    app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0")
        path.write_bytes(b"")
        app._look_around()
        assert said[-1].startswith(guide.refusal("journal.empty_file", file=path))
        assert said[-1].endswith(guide.word("restore", "while_open"))
        await press(pilot, "ctrl+p", Text(guide.word("palette", "backups")), "enter", "enter", "enter")
        await settle(pilot)
        holds = count_words(10, date(2026, 11, 26))
        assert said[-1].startswith(guide.say("keeping", "restored", age="12 hours ago", holds=holds))
        await pilot.press("0", "ctrl+s")
        await settle(pilot)
    recorded = coach.days.form().recorded
    assert recorded is not None
    assert recorded.amount == 400
    assert [each.read_bytes() for each in path.parent.glob("mastery.json.corrupt-*")] == [b""]


async def test_what_an_open_window_last_read_can_be_restored_too(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    path, before = coach.context.journal.path, days(coach)
    seen = path.read_bytes()
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        path.write_bytes(seen[:-200])
        app._look_around()
        app._look_around()
        (kept,) = (path.parent / "backups").glob("*-seen.json")
        assert kept.read_bytes() == seen
        await press(pilot, "ctrl+p", Text(guide.word("palette", "backups")), "enter", "enter")
        assert guide.word("restore", "ask_kept") in shown(pilot)
        await press(pilot, "enter")
        await settle(pilot)
    assert days(coach_at(tmp_path, 12)) == before


async def test_a_window_writes_nothing_of_a_journal_that_was_erased(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        Maintenance(coach_at(tmp_path, 12).context.journal).erase()
        app._look_around()
        await pilot.press("4", "0", "0", "ctrl+s")
        await settle(pilot)
        assert list(tmp_path.iterdir()) == []


async def test_what_cannot_be_read_and_is_kept_aside_is_named_once_it_is_put_right(path: Path) -> None:
    content = path.read_bytes()
    at = content.index(b'"effort":', content.index(b'"check_ins": {'))
    path.write_bytes(content[:at] + b'"effort":"' + MARKER.encode() + b'", "was":' + content[at + 9 :])
    app = app_on(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
    assert app.said is not None
    kind = guide.word("doctor_kinds", "check_ins")
    what = guide.say("doctor", "of_day", kind=kind, day=date(2026, 11, 16))
    assert guide.say("doctor", "unreadable_aside", what=what) in app.said
    assert days(coach_at(path.parent, 12)) == 10


async def test_a_copy_of_a_sync_program_is_named_at_the_start_with_the_command(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    other = coach.context.journal.path.with_name("mastery.sync-conflict-20261127-080000-ABCDEF1.json")
    other.write_bytes(coach.context.journal.path.read_bytes())
    elsewhere = Coach(Journal(other, coach.context.now), Settings(), coach.context.now)
    elsewhere.days.check_in(Draft(amount=300))
    app = MasteryApp(coach)
    said: list[str] = []
    app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)):
        app._look_beside()
    named = {"file": other.name, "program": "mastery", "argument": shlex.quote(str(other))}
    assert said[0] == guide.say("keeping", "conflict", **named)


async def test_what_looks_after_the_file_is_not_read_in_where_nothing_lies_beside_it(tmp_path: Path) -> None:
    """What is read in stays in memory."""
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    async with app.run_test(size=(80, 24)):
        app._look_beside()
        assert "file" not in vars(coach)


async def test_many_changes_elsewhere_are_said_once(tmp_path: Path) -> None:
    coach = writer_on_day_12(tmp_path)
    app = MasteryApp(coach)
    said: list[str] = []
    app.tell = lambda text, **_: said.append(text)  # type: ignore[method-assign]
    other = coach_at(tmp_path, 12)
    async with app.run_test(size=(80, 24)):
        for amount in range(5):
            other.days.check_in(Draft(amount=300 + amount))
            app._look_around()
        assert said == [guide.word("dialogs", "changed_elsewhere")]
    recorded = coach.days.form().recorded
    assert recorded is not None
    assert recorded.amount == 304


async def test_what_was_said_of_a_full_disk_goes_once_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr("mastery_tui.journal.store.files._write_private", _full)
            await pilot.press("4", "0", "0", "ctrl+s")
            await settle(pilot)
            assert len(app.screen.query("Toast")) == 1
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert len(app.screen.query("Toast")) == 0
        assert app.screen.has_class("-saved")


@pytest.mark.parametrize(
    "place",
    [
        "mastery_tui.tui.places.restore.restore",
        "mastery_tui.tui.dialogs.asking.Asking.compose_body",
        "mastery_tui.coach.file.File.restore",
        "mastery_tui.journal.safety.restore.Maintenance.held",
    ],
)
async def test_a_fault_here_shows_nothing_of_a_note_either(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(MARKER)

    cut_short(path)
    app = app_on(path)

    async def chosen() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            with monkeypatch.context() as patch:
                patch.setattr(place, fail)
                await settle(pilot)
                await pilot.press("down", "enter", "enter")
                await settle(pilot)

    with pytest.raises(RuntimeError, match=MARKER):
        await chosen()
    said = capsys.readouterr()
    assert MARKER not in said.out + said.err
    assert app.fault is not None
    assert MARKER not in told(app.fault)[1]


# Backups that cannot be made


async def test_a_backup_that_cannot_be_made_is_said_once_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach = coach_at(path.parent, 12)
    for name in ("backups", "mastery-backups"):
        shutil.rmtree(path.parent / name, ignore_errors=True)
        (path.parent / name).write_text("mine")
    facts = {"file": path.parent / "mastery-backups", "reason": "ENOTDIR", "program": "mastery"}
    line = guide.say("keeping", "not_backed_up", **facts)
    said: list[str] = []
    app = MasteryApp(coach)
    monkeypatch.setattr(app, "tell", lambda text, **_: said.append(text))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "ctrl+s")
        await pilot.pause()
        assert coach.plan.day(coach.today).recorded
        assert said.count(line) == 1
        await pilot.press("u")
        await pilot.pause()
        assert not coach.plan.day(coach.today).recorded
        assert said.count(line) == 1
    again = MasteryApp(coach_at(path.parent, 12))
    monkeypatch.setattr(again, "tell", lambda text, **_: said.append(text))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "0", "0", "enter", "ctrl+s")
        await pilot.pause()
        assert again.coach.plan.day(again.coach.today).recorded
        assert said.count(line) == 1, "once a day, whichever window saves"
    clock_of(again.coach).set(plan_date(13))
    Coach(again.coach.context.journal, again.coach.context.settings, again.coach.context.now).days.check_in(
        Draft(amount=400)
    )
    assert again.coach.backup_line() == line
