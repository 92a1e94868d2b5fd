"""A row a day: read back by Python's own reader, and no cell that a spreadsheet would run."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, strategies as st

from mastery_tui.exchange import csv_days
from mastery_tui.exchange.csv_days import HEADER, DayRow, unguarded
from mastery_tui.practice.records import Feeling, Outcome, Source
from tests.any_journal import TEXTS

DAY = DayRow(
    date=date(2026, 11, 16),
    cycle=1,
    behaviour="Write",
    plan_day=1,
    week=1,
    unit="words",
    target=400,
    minimum=150,
    rest_planned=False,
    paused=False,
    easier=False,
)


def told(**said: object) -> DayRow:
    values = {name: getattr(DAY, name) for name in HEADER}
    return DayRow(**{**values, **said})  # type: ignore[arg-type]


def rows(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text, newline=""))]


def test_the_header_is_stable() -> None:
    assert csv_days.write([]) == (
        "date,cycle,behaviour,plan_day,week,outcome,amount,unit,target,minimum,errors,score,minutes,effort,feeling,"
        "strength,confidence,recoveries,contexts,rest_planned,paused,easier,source,note\r\n"
    )


def test_a_full_day_and_one_without_a_record() -> None:
    full = told(
        **{"outcome": Outcome.DONE, "amount": 412.5, "errors": 0, "score": 87.0, "minutes": 25, "effort": 6},
        **{"feeling": Feeling.ANXIOUS, "strength": 2, "confidence": 4, "recoveries": (3, 12), "source": Source.TUI},
        **{"contexts": ("desk", "morning"), "easier": True, "note": 'two\nlines, and "quotes"'},
    )
    written = csv_days.write([full, DAY])
    assert [*rows(written)[0].values()] == [
        *("2026-11-16", "1", "Write", "1", "1", "done", "412.5", "words", "400", "150", "0", "87", "25", "6"),
        *("anxious", "2", "4", "3 12", "desk morning", "", "", "yes", "tui", 'two\nlines, and "quotes"'),
    ]
    assert {name: text for name, text in rows(written)[1].items() if text} == {
        **{"date": "2026-11-16", "cycle": "1", "behaviour": "Write", "plan_day": "1", "week": "1"},
        **{"unit": "words", "target": "400", "minimum": "150"},
    }
    assert all(line.endswith("\r\n") for line in csv_days.write([DAY]).splitlines(keepends=True))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝", "'=", "''@"])
def test_what_a_spreadsheet_would_run_is_text(sign: str) -> None:
    text = f"{sign}HYPERLINK(A1)"
    cell = rows(csv_days.write([told(note=text, behaviour=text)]))[0]
    assert cell["note"] == cell["behaviour"] == f"'{text}"
    assert unguarded(cell["note"]) == text


def test_what_only_looks_like_a_quote_stays() -> None:
    assert rows(csv_days.write([told(note="'tis done - at last")]))[0]["note"] == "'tis done - at last"


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back(texts: list[str]) -> None:
    found = rows(csv_days.write([told(note=text) for text in texts]))
    assert [unguarded(row["note"]) for row in found] == texts
    assert not any(row["note"].startswith(tuple("=+-@\t\r\n")) for row in found)
