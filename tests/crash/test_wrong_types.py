"""A value of a wrong type in any field of any record: refused by its place, never echoed, never written over."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from journal_records import MOMENT, START, begun, cycle, journal_at

from mastery_tui.journal import JournalError, UnreadableJournal
from mastery_tui.journal.store.codec import SCHEMA, Document, decode, encode
from mastery_tui.journal.tables import TABLES, to_document
from mastery_tui.practice.records import (
    Adjustment,
    Answer,
    AnswerKind,
    Baseline,
    BaselineRow,
    Break,
    Changed,
    CheckIn,
    ClosedAs,
    Conditions,
    EndedAs,
    Ending,
    FeedbackCheck,
    Feeling,
    Next,
    Outcome,
    Pause,
    PauseReason,
    Record,
    Reduction,
    Reflection,
    Session,
    Source,
    Standard,
    TransferTest,
    replace,
)
from tests.conftest import Counted

PLANTED = "planted words"
WRONG: tuple[object, ...] = ({PLANTED: [PLANTED]}, [[PLANTED]], PLANTED, -98765.25, True, [])
OWNER = "0" * 8
COMMON: dict[str, Any] = {"id": "1" * 8, "cycle": OWNER, "at": MOMENT}

RECORDS: tuple[Record, ...] = (
    replace(
        cycle(ended_on=START, ending=Ending.STOPPED, next=Next.ADJUST, summary="a month"),
        id=OWNER,
        cycle=OWNER,
        baseline=Baseline(frozen_on=START, rows=(BaselineRow(day=START, result=1.0, effort=2, confidence=3),)),
        standards=(Standard(from_day=START, target=10, minimum=3, locked=True),),
        behaviour=replace(cycle().behaviour, contexts=("desk",), rest_weekdays=(7,), error_kinds=("haste",)),
    ),
    CheckIn(
        **COMMON,
        day=START,
        outcome=Outcome.DONE,
        source=Source.TUI,
        feeling=Feeling.ANXIOUS,
        strength=2,
        amount=1,
        errors=2,
        score=3,
        minutes=4,
        effort=5,
        confidence=3,
        recoveries=(6,),
        contexts=("desk",),
        sessions=("b",),
    ),
    Session(
        **COMMON,
        day=START,
        started=MOMENT,
        breaks=(Break(stopped=MOMENT, restarted=MOMENT, first_move="read it aloud"),),
        ended=MOMENT,
        ended_as=EndedAs.DONE,
    ),
    Pause(**COMMON, first=START, last=START, reason=PauseReason.TRAVEL),
    FeedbackCheck(**COMMON, day=START, source="Mo", finding="the lines are even"),
    Adjustment(**COMMON, text="sit earlier", opened_on=START, closed_on=START, closed_as=ClosedAs.KEPT),
    Reduction(**COMMON, from_day=START, until_day=START, target=5, minimum=2, result_after=3.0),
    TransferTest(**COMMON, day=START, changed=Changed.PLACE, context="a train", amount=1, errors=2, score=3),
    Reflection(**COMMON, week=1, answers={"prompt": "a quiet desk"}, conditions=Conditions(time="early")),
    Answer(**COMMON, rule="rest", day=START, answer=AnswerKind.SNOOZED, until=START),
)

Place = tuple[str | int, ...]


def places(kind: msgspec.inspect.Type, above: Place = ()) -> Iterator[Place]:
    """Every place in a type where a value stands: fields, and the first one of many."""
    if isinstance(kind, msgspec.inspect.UnionType):
        for each in kind.types:
            yield from places(each, above)
    elif isinstance(kind, msgspec.inspect.StructType):
        for field in kind.fields:
            yield (*above, field.name)
            yield from places(field.type, (*above, field.name))
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        yield (*above, 0)
        yield from places(kind.item_type, (*above, 0))
    elif isinstance(kind, msgspec.inspect.DictType):
        yield (*above, "prompt")


CASES = [(record, place) for record in RECORDS for place in places(msgspec.inspect.type_info(type(record)))]


def with_planted(document: Document, place: Place, value: object) -> Document:
    planted: Document = json.loads(json.dumps(document))
    inner: Any = planted
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return planted


def readable(document: Document, kind: type[Record]) -> bool:
    try:
        msgspec.convert(document, kind)
    except msgspec.ValidationError:
        return False
    return True


def expected_path(place: Place) -> str:
    """As the schema names it: places among many are told apart by no number."""
    named = [step for step in place if isinstance(step, str) and step != "prompt"]
    return ".".join(["$", *named])


def opened(path: Path) -> None:
    """Read what the program reads when it starts."""
    journal = journal_at(path)
    for each in journal.cycles():
        journal.records(each.id)
    journal.newest()


def refused(path: Path) -> JournalError:
    before, at = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(UnreadableJournal) as caught:
        opened(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, at)
    assert {each.name for each in path.parent.iterdir()} == {path.name}
    return caught.value


def named(value: object) -> str:
    return ".".join(map(str, value)) if isinstance(value, tuple) else type(value).__name__


def test_every_kind_of_record_is_tried(counted: Counted) -> None:
    assert {type(each) for each in RECORDS} == set(TABLES)
    assert len(CASES) > 100
    kinds = f"{len(CASES)} fields of {len(RECORDS)} kinds of record"
    counted(f"wrong types, {len(WRONG)} each in {kinds}: refused by place, never echoed")


@pytest.mark.parametrize(("record", "place"), CASES, ids=named)
def test_a_wrong_type_is_refused_by_its_place_and_never_echoed(tmp_path: Path, record: Record, place: Place) -> None:
    path = tmp_path / "mastery.json"
    kind = type(record)
    document, owner = to_document(record)[0], to_document(RECORDS[0])[0]
    tried = 0
    for wrong in WRONG:
        planted = with_planted(document, place, wrong)
        if readable(planted, kind):
            continue
        tried += 1
        tables = {"meta": {"1": {"schema": SCHEMA, "id": "a", "rev": 3}}, "cycles": {"1": owner}}
        path.write_bytes(encode({**tables, TABLES[kind]: {"1": planted}}))
        error = refused(path)
        assert error.code == "record.unreadable"
        assert error.facts["table"] == TABLES[kind]
        assert error.facts["id"] == ("?" if place == ("id",) else record.id)
        assert re.sub(r"\[[^]]*\]", "", str(error.facts["path"])) == expected_path(place)
        told = f"{error!r} {error.facts} {error.__cause__!r}"
        assert PLANTED not in told
        assert "98765" not in told
    assert tried >= 3


@pytest.mark.parametrize("wrong", ["9" * 5000, "1e999", "-1e999", "[" * 900 + "]" * 900, '"\\ud800"', "NaN"])
def test_a_value_that_no_record_can_have_is_refused(path: Path, wrong: str) -> None:
    journal = journal_at(path)
    begun(journal)
    whole = path.read_bytes()
    content = re.sub(rb'(?<="target":)[0-9.]+', lambda _: wrong.encode(), whole, count=1)
    assert content != whole
    path.write_bytes(content)
    with pytest.raises(UnreadableJournal) as caught:
        opened(path)
    assert wrong not in str(caught.value.facts)
    assert path.read_bytes() == content


def test_a_newer_schema_is_refused_before_any_record_is_looked_at(path: Path) -> None:
    begun(journal_at(path))
    tables = decode(path.read_bytes())
    tables["meta"]["1"]["schema"] = SCHEMA + 1
    tables["cycles"]["1"]["behaviour"] = PLANTED
    path.write_bytes(encode(tables))
    with pytest.raises(UnreadableJournal) as caught:
        opened(path)
    assert caught.value.code == "journal.newer_schema"
    assert PLANTED not in str(caught.value.facts)
