"""A report as text that stays as it is: any `Summary` written as JSON, and read back as an equal value.

It is read by the types of its fields: one that an older text does not have takes its default, and one that is not known
any more is left out. Raises ValueError for what is no such text.
"""

import json
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any

from workshops.reports.summary import Summary

FORM = 1


def text_of(summary: Summary) -> str:
    """The same for equal values, in every process."""
    values = {"form": FORM, "summary": frozen(summary)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def summary_in(text: str) -> Summary:
    try:
        values = json.loads(text)
        if values["form"] != FORM:
            raise ValueError(f"no report of form {FORM}")
        found: Summary = thawed(Summary, values["summary"])
    except (AttributeError, IndexError, KeyError, TypeError) as fault:
        raise ValueError("not a report as it was written") from fault
    return found


def frozen(value: Any) -> Any:
    """A value as JSON has it; raises TypeError for one that would not come back."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        # Text that is marked as safe, or translated late, is kept as what it says.
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Fraction | date):
        return str(value) if isinstance(value, Fraction) else value.isoformat()
    if is_dataclass(value):
        return {field.name: frozen(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(frozen(one) for one in value)
    if isinstance(value, tuple):
        return [frozen(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be kept")


def thawed(kind: Any, value: Any) -> Any:
    """What was frozen as a value of type `kind`."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (UnionType, typing.Union):
        (only,) = (one for one in inside if one is not NoneType)
        return None if value is None else thawed(only, value)
    if origin is frozenset:
        return frozenset(thawed(inside[0], one) for one in value)
    if origin is tuple:
        return _tuple(inside, value)
    if is_dataclass(kind):
        return _made(kind, value)
    return _plain(kind, value)


def _tuple(inside: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(inside) == 2 and inside[1] is ...:
        return tuple(thawed(inside[0], one) for one in value)
    return tuple(thawed(kind, one) for kind, one in zip(inside, value, strict=True))


def _made(kind: Any, value: Mapping[str, Any]) -> Any:
    known = {name: of for name, of in _fields_of(kind).items() if name in value}
    return kind(**{name: thawed(of, value[name]) for name, of in known.items()})


def _plain(kind: Any, value: Any) -> Any:
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if kind is Fraction or issubclass(kind, Enum):
        return kind(value)
    if hasattr(kind, "_fields"):
        return kind(*_tuple(tuple(typing.get_type_hints(kind).values()), value))
    if not isinstance(value, (int, float) if kind is float else kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


@cache
def _fields_of(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}
