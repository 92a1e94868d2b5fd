"""What a person wrote stays in the file: no connection is opened, and no crash shows it."""

import ast
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

import mastery_tui
from mastery_tui import guide
from mastery_tui.cli.main import told
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.forms.check_in_rows import CheckInRows
from tests.tui.people import writer_on_day_12

NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "asyncio.streams"}
TEXT = {"urllib.parse"}
"""What is beside what could connect, and only takes addresses apart."""


def test_no_module_imports_anything_that_could_connect() -> None:
    for file in Path(mastery_tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
            assert not {name.split(".")[0] for name in {*names} - TEXT} & NETWORK, file


async def test_a_check_in_opens_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def refuse(*arguments: Any, **_: Any) -> NoReturn:
        tried.append(arguments)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    app = MasteryApp(writer_on_day_12(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("4", "2", "0", "enter", "6", "2", "4", "enter", "f3", "f4", "f9", "escape"):
            await pilot.press(key)
        await pilot.pause()
    assert app.coach.days.form().recorded is not None
    assert tried == []


CRASHES = (
    "mastery_tui.tui.places.check_in.CheckInScreen.action_save",
    "mastery_tui.tui.places.check_in.draft_of_texts",
    "mastery_tui.tui.places.check_in.CheckInScreen.recorded",
    "mastery_tui.tui.places.saved.what_was_saved",
    "mastery_tui.tui.places.check_in.CheckInScreen.show",
    "mastery_tui.tui.widgets.key_bar.KeyBar.render",
    "mastery_tui.tui.app.MasteryApp._look_around",
    "mastery_tui.tui.key_queue.KeyQueue.settled",
    "mastery_tui.coach.days.Days.check_in",
    "mastery_tui.coach.cues.Cues.banner",
    "mastery_tui.journal.store.storage.encode",
    "mastery_tui.journal.safety.drafts.Drafts.forget",
)
"""What is made to fail, with the note in its message, once the note is typed."""


@pytest.fixture(autouse=True)
def is_drawn_when_looked_at() -> None:
    """Here each key is followed by a drawing, as in use: a fault in one is a fault in the middle of it."""


@pytest.mark.parametrize("place", CRASHES)
async def test_a_crash_shows_nothing_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    app = MasteryApp(writer_on_day_12(tmp_path))
    planted: list[str] = []

    def crash(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(*planted)

    async def save() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("4", "2", "0", "enter", "n", *"planted")
            await pilot.pause()
            rows = app.screen.query_one(CheckInRows)
            planted.append(rows.typed["note"])
            with monkeypatch.context() as patch:
                patch.setattr(place, crash)
                await pilot.press("ctrl+s")
                app.call_later(app._look_around)
                for _ in range(3):
                    await pilot.pause()

    with pytest.raises(RuntimeError, match="planted"):
        await save()
    shown = capsys.readouterr()
    assert "planted" not in shown.out + shown.err
    assert app.fault is not None
    code, sentence = told(app.fault)
    assert code == 3
    assert "planted" not in sentence
    place = f"{Path(__file__).name}:{crash.__code__.co_firstlineno + 1}"
    assert sentence == guide.refusal("usage.unforeseen", kind="RuntimeError", place=place)
