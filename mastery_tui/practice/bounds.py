"""Bounds of records, read off their types: one place for the form, the shell and the file."""

import math
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct

from .refused import Refused

R = TypeVar("R", bound=Struct)


@cache
def _bounds(kind: type[Struct]) -> dict[str, Any]:
    """Bounds by field name, read off the types."""
    from msgspec import inspect

    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return {each.encode_name: each.type for each in info.fields}


def _check(field: str, value: Any, bound: Any) -> None:
    from msgspec import inspect

    if isinstance(bound, inspect.UnionType):
        if value is None:
            return
        bound = next(each for each in bound.types if not isinstance(each, inspect.NoneType))
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
        for each in value:
            _check(field, each, bound.item_type)
    elif isinstance(bound, inspect.DictType):
        for key, each in value.items():
            _check(field, key, bound.key_type)
            _check(field, each, bound.value_type)
    elif isinstance(value, Struct):
        checked(value)


def checked(record: R) -> R:
    """The record itself, once each of its fields is within its bounds.

    Raises:
        Refused: names the field and what is allowed, never the value.
    """
    bounds = _bounds(type(record))
    for field, bound in bounds.items():
        _check(field, getattr(record, field), bound)
    return record


def check_field(kind: type[Struct], field: str, value: Any) -> None:
    """Refuse a value out of the bounds that a field of a record has.

    Raises:
        Refused: names the field and what is allowed, never the value.
    """
    _check(field, value, _bounds(kind)[field])
