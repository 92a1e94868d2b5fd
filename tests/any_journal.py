"""Any journal that the records' own types allow: documents made from their schema, deleted and superseded ones too."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from mastery_tui.journal import UnreadableJournal
from mastery_tui.journal.store.codec import SCHEMA, Document, Tables
from mastery_tui.journal.tables import NATURAL_KEYS, TABLES, to_record
from mastery_tui.practice.records import Cycle
from mastery_tui.practice.refused import Refused

LONGEST, MOST, GREATEST = 12, 3, 10**6
SIGNS = "=+-@'\"\n\t,;é漢🙂\u200f\u2028\x7f\x1b\u202e"
TEXTS = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), max_size=LONGEST)
"""Texts with what makes a terminal or a spreadsheet do something, signs of formats, and letters of any script."""
DATES = st.dates(date(2026, 1, 1), date(2026, 4, 1)).map(date.isoformat)
MOMENTS = st.builds(
    lambda moment, hours: moment.replace(tzinfo=timezone(timedelta(hours=hours))).isoformat(),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 4, 1)),
    st.integers(-11, 13),
)
_SIMPLE: dict[type[inspect.Type], st.SearchStrategy[Any]] = {
    inspect.BoolType: st.booleans(),
    inspect.DateType: DATES,
    inspect.DateTimeType: MOMENTS,
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """JSON values that a type allows, each by itself; what holds between fields may not."""
    match kind:
        case inspect.StrType():
            least, most = kind.min_length or 0, kind.max_length or LONGEST
            return TEXTS.map(lambda text: (text + "x" * least)[:most])
        case inspect.IntType():
            return st.integers(kind.ge or 0, GREATEST if kind.le is None else min(kind.le, GREATEST))
        case inspect.FloatType():
            low = kind.ge if kind.gt is None else kind.gt + 0.5
            most = GREATEST if kind.le is None else min(kind.le, GREATEST)
            return st.floats(max(low or 0, -GREATEST), most) | st.integers(1, 100)
        case inspect.EnumType():
            return st.sampled_from([str(member.value) for member in kind.cls])
        case inspect.VarTupleType():
            return st.lists(values(kind.item_type), min_size=kind.min_length or 0, max_size=MOST)
        case inspect.DictType():
            return st.dictionaries(values(kind.key_type), values(kind.value_type), max_size=MOST)
        case inspect.UnionType():
            return st.one_of([values(each) for each in kind.types if not isinstance(each, inspect.NoneType)])
        case inspect.StructType():
            needed = {field.encode_name: values(field.type) for field in kind.fields if field.required}
            others = {field.encode_name: values(field.type) for field in kind.fields if not field.required}
            return st.fixed_dictionaries(needed, optional=others)
    return _SIMPLE[type(kind)]


DOCUMENTS = {table: values(inspect.type_info(kind)) for kind, table in TABLES.items()}
"""Documents of each table; not every one of them can be read."""


@st.composite
def documents(draw: st.DrawFn, cycle: str, number: int) -> tuple[str, Document]:
    """A document that can be read or is deleted, and its table."""
    table = draw(st.sampled_from([name for name in DOCUMENTS if name != "cycles"]))
    kind = next(kind for kind, name in TABLES.items() if name == table)
    document = {**draw(DOCUMENTS[table]), "id": f"id-{number}", "cycle": cycle}
    if draw(st.integers(0, 3)):
        try:
            to_record(document, kind)
        except (UnreadableJournal, Refused):
            pass
        else:
            return table, document
    kept = {name: document[name] for name in ("id", "cycle", "at", NATURAL_KEYS.get(table, "")) if name in document}
    return table, {**kept, "rev": number, "deleted": True}


@st.composite
def journals(draw: st.DrawFn) -> Tables:
    """A journal: one plan or two, any records, and versions that a later one took the place of."""
    found: Tables = {"meta": {"1": {"schema": SCHEMA, "id": draw(TEXTS) + "j", "rev": draw(st.integers(1, 99))}}}
    for number in range(draw(st.integers(1, 2))):
        found.setdefault("cycles", {})[str(number + 1)] = _cycle(draw, f"cycle-{number}")
    for number in range(draw(st.integers(0, 8))):
        owner = draw(st.sampled_from([each["id"] for each in found["cycles"].values()]))
        table, document = draw(documents(owner, number))
        name = draw(st.sampled_from([table] * 4 + ["superseded"]))
        rows = found.setdefault(name, {})
        rows[str(2 * len(rows) + 1)] = {"table": table, "document": document} if name == "superseded" else document
    return found


def _cycle(draw: st.DrawFn, name: str) -> Document:
    document = {**draw(DOCUMENTS["cycles"]), "id": name, "cycle": name}
    try:
        to_record(document, Cycle)
    except (UnreadableJournal, Refused):
        behaviour = {"name": "Write", "standard": "A page", "unit": "words", "feedback_source": "Ines"}
        standards = [{"from_day": "2026-01-05", "target": 400, "minimum": 150}]
        at = datetime(2026, 1, 5, tzinfo=UTC).isoformat()
        return {
            **{"id": name, "cycle": name, "at": at, "started_on": "2026-01-05"},
            **{"behaviour": behaviour, "standards": standards},
        }
    return document
