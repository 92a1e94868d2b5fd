"""Bounds of records, read off their types: one place for the form, the shell and the file."""

import math
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from msgspec import Struct

from mastery_tui.limits import FIRST_YEAR, LAST_YEAR

from .refused import Refused

R = TypeVar("R", bound=Struct)


@cache
def _bounds(kind: type[Struct]) -> dict[str, Any]:
    """Bounds by field name, read off the types."""
    from msgspec import inspect

    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return {field.encode_name: field.type for field in info.fields}


def _check(field: str, value: Any, bound: Any) -> None:
    if value is None:  # Most fields of most records are; what may not be is not stored.
        return
    from msgspec import inspect

    if isinstance(bound, inspect.UnionType):
        bound = next(kind for kind in bound.types if not isinstance(kind, inspect.NoneType))
    if isinstance(value, float) and not math.isfinite(value):
        raise Refused("number.finite", field=field)
    if isinstance(bound, inspect.IntType | inspect.FloatType):
        low, high = bound.ge, bound.le
        over_zero = bound.gt is not None and value <= bound.gt
        if over_zero or (low is not None and value < low) or (high is not None and value > high):
            code = "number.positive" if bound.gt is not None else "number.range"
            raise Refused(code, field=field, low=low, high=high)
    elif isinstance(bound, inspect.StrType):
        shortest, longest = bound.min_length or 0, bound.max_length
        if len(value) < shortest:
            raise Refused("text.missing", field=field, longest=longest)
        if longest is not None and len(value) > longest:
            raise Refused("text.length", field=field, longest=longest, length=len(value))
    elif isinstance(bound, inspect.VarTupleType):
        if bound.max_length is not None and len(value) > bound.max_length:
            raise Refused("list.length", field=field, longest=bound.max_length)
        for item in value:
            _check(field, item, bound.item_type)
    elif isinstance(bound, inspect.DictType):
        for key, item in value.items():
            _check(field, key, bound.key_type)
            _check(field, item, bound.value_type)
    elif isinstance(value, Struct):
        checked(value)


def checked(record: R) -> R:
    """The record itself, once each of its fields is within its bounds.

    Raises:
        Refused: names the field and what is allowed, never the value.
    """
    for field, bound in _bounds(type(record)).items():
        _check(field, getattr(record, field), bound)
    path = out_of_time(record)
    if path is not None:
        raise Refused("date.range", field=path, first=FIRST_YEAR, last=LAST_YEAR)
    return record


def out_of_time(record: Struct) -> str | None:
    """The path of a date or moment of a record whose year is none that a record can have, None where all are.

    It stands beside the bounds of :func:`checked` for who reads a record, as msgspec knows no bounds of dates.
    """
    for field, dated in dates_of(type(record)):
        value = getattr(record, field)
        if value is None:
            continue
        if dated:
            if not FIRST_YEAR <= value.year <= LAST_YEAR:
                return field
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                if (path := out_of_time(part)) is not None:
                    return f"{field}[{number}].{path}"
        elif (path := out_of_time(value)) is not None:
            return f"{field}.{path}"
    return None


@cache
def dates_of(kind: type[Struct]) -> tuple[tuple[str, bool], ...]:
    """The fields of a record that are dates (True), or hold parts that have some (False)."""
    found = []
    annotations = [vars(base).get("__annotations__", {}).items() for base in kind.__mro__]
    for name, hint in chain.from_iterable(annotations):
        leaves = tuple(_leaves(hint))
        if any(issubclass(leaf, date) for leaf in leaves):
            found.append((name, True))
        elif any(issubclass(leaf, Struct) and dates_of(leaf) for leaf in leaves):
            found.append((name, False))
    return tuple(found)


def _leaves(hint: Any) -> Iterator[type]:
    """The types that a hint is made of."""
    parts = getattr(hint, "__args__", ())  # typing's own way to them takes several times as long, at every start
    if not parts and isinstance(hint, type):
        yield hint
    for part in parts:
        yield from _leaves(part)


def check_field(kind: type[Struct], field: str, value: Any) -> None:
    """Refuse a value out of the bounds that a field of a record has.

    Raises:
        Refused: names the field and what is allowed, never the value.
    """
    _check(field, value, _bounds(kind)[field])
