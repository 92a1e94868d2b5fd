"""The clock: the machine's time in its zone of now, or the moment that MASTERY_NOW fixes."""

import ast
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mastery_tui import clock
from mastery_tui.clock import FIXED, UnclearMoment, now

PACKAGE = Path(clock.__file__).parent


@pytest.fixture(autouse=True)
def _own_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(FIXED, raising=False)
    monkeypatch.setenv("TZ", os.environ.get("TZ", "UTC"))
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def test_now_is_aware_and_now() -> None:
    before = datetime.now(UTC)
    moment = now()
    assert moment.utcoffset() is not None
    assert before <= moment <= datetime.now(UTC)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system keeps its zone for the life of a process")
def test_a_person_who_travels_gets_the_new_zone_without_a_restart(monkeypatch: pytest.MonkeyPatch) -> None:
    for zone, hours in (("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11), ("UTC", 0)):
        monkeypatch.setenv("TZ", zone)
        assert now().utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-23T09:30:00+01:00", datetime.fromisoformat("2026-11-23T09:30:00+01:00")),
        ("2026-11-23T09:30Z", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("2026-11-23T03:00:00-11:00", datetime.fromisoformat("2026-11-23T03:00:00-11:00")),
    ],
)
def test_a_fixed_moment_is_taken_as_written(monkeypatch: pytest.MonkeyPatch, written: str, moment: datetime) -> None:
    monkeypatch.setenv(FIXED, written)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert now() == moment
    assert now().utcoffset() == moment.utcoffset()
    assert now().hour == moment.hour


@pytest.mark.parametrize("written", ["2026-11-23T09:30:00", "2026-11-23", "yesterday", "12:00+01:00", "0", " "])
def test_a_fixed_moment_that_is_not_clear_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv(FIXED, written)
    with pytest.raises(UnclearMoment):
        now()


def test_an_empty_fixed_moment_fixes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FIXED, "")
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)


ASKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}


def test_nothing_else_asks_the_machine_what_time_it_is() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
                if (owner, node.func.attr) in ASKS or (owner, node.func.attr) == ("pendulum", "now"):
                    found.append(path.relative_to(PACKAGE).as_posix())
    assert set(found) == {"clock.py"}
