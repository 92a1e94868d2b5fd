"""What a person wrote stays in the file: no connection is opened, and no crash shows it."""

import ast
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

import mastery_tui
from mastery_tui.cli.main import told
from mastery_tui.tui.app import MasteryApp
from mastery_tui.tui.screens.check_in import CheckInScreen
from tests.tui.people import writer_on_day_12

NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "asyncio.streams"}


def test_no_module_imports_anything_that_could_connect() -> None:
    for file in Path(mastery_tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
            assert not {name.split(".")[0] for name in names} & NETWORK, file


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
    assert app.coach.check_in_form().recorded is not None
    assert tried == []


async def test_a_crash_shows_nothing_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(screen: CheckInScreen, on_paused: bool = False) -> NoReturn:
        assert screen.rows is not None
        typed = screen.rows.state.note
        raise RuntimeError(typed)

    monkeypatch.setattr(CheckInScreen, "action_save", crash)
    app = MasteryApp(writer_on_day_12(tmp_path))

    async def save() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("4", "2", "0", "enter", "n", *"planted", "ctrl+s")
            await pilot.pause()

    with pytest.raises(RuntimeError, match="planted"):
        await save()
    assert isinstance(app.fault, RuntimeError)
    shown = capsys.readouterr()
    assert "planted" not in shown.out + shown.err
    code, sentence = told(app.fault)
    assert code == 3
    assert "planted" not in sentence
    assert "RuntimeError at test_privacy.py" in sentence
