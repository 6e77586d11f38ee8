"""Types of the record to plain JSON values and back, led by the types' own annotations."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from zegsman.record.spans import Span

Form = Callable[[Any], Any]
_PLAIN = (str, int, float, bool)


def to_plain(value: Any, kind: Any, *, compact: bool = False) -> Any:
    """`value` of type `kind` as JSON values.

    A dataclass becomes an object by field name, or, `compact`, a list of its fields in order; a span is always
    `[start, end]`.
    """
    return _writer(kind, compact)(value)


def from_plain(plain: Any, kind: Any, *, compact: bool = False) -> Any:
    """The value of type `kind` that `to_plain` wrote; equal to the one given.

    Fields that are missing, because an earlier version wrote them, take their default.
    """
    return _reader(kind, compact)(plain)


def _same(value: Any) -> Any:
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    import zegsman.record.annotation as annotation

    return get_type_hints(kind, localns={"NDArray": getattr(annotation, "NDArray", None)})


@cache
def _writer(kind: Any, compact: bool) -> Form:
    if kind in _PLAIN:
        return _same
    if kind is Span:
        return lambda span: [span.start, span.end]
    if kind is date:
        return lambda day: day.isoformat()
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda one: one.value
    if dataclasses.is_dataclass(kind):
        return _dataclass_writer(kind, compact)
    return _container_writer(kind, compact)


def _dataclass_writer(kind: Any, compact: bool) -> Form:
    hints = _hints(kind)
    writers = [(one.name, _writer(hints[one.name], compact)) for one in dataclasses.fields(kind)]
    if compact:
        return lambda value: [write(getattr(value, name)) for name, write in writers]
    return lambda value: {name: write(getattr(value, name)) for name, write in writers}


def _container_writer(kind: Any, compact: bool) -> Form:
    arguments = get_args(kind)
    if _is_optional(kind):
        inner = _writer(_without_none(arguments), compact)
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _writer(arguments[0], compact)
            return lambda value: [each(one) for one in value]
        parts = [_writer(one, compact) for one in arguments]
        return lambda value: [write(one) for write, one in zip(parts, value, strict=True)]
    if get_origin(kind) is dict:
        inner = _writer(arguments[1], compact)
        return lambda value: {key: inner(one) for key, one in value.items()}
    raise TypeError(f"the store has no form for the type {kind!r}")


@cache
def _reader(kind: Any, compact: bool) -> Form:
    if kind is float:
        return float
    if kind in _PLAIN:
        return _same
    if kind is Span:
        return lambda plain: Span(plain[0], plain[1])
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        # To call the enumeration takes ten times as long as to look it up, and a story has tens of thousands.
        members = {one.value: one for one in kind}
        return lambda plain: members.get(plain) or kind(plain)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind, compact)
    return _container_reader(kind, compact)


def _dataclass_reader(kind: Any, compact: bool) -> Form:
    hints = _hints(kind)
    readers = [(one.name, _reader(hints[one.name], compact)) for one in dataclasses.fields(kind)]
    if compact:
        forms = [read for _, read in readers]
        return lambda plain: kind(*(read(one) for read, one in zip(forms, plain, strict=False)))
    known = {name for name, _ in readers}

    def read_fields(plain: dict[str, Any]) -> Any:
        if plain.keys() >= known:
            return kind(*[read(plain[name]) for name, read in readers])
        return kind(**{name: read(plain[name]) for name, read in readers if name in plain})

    return read_fields


def _container_reader(kind: Any, compact: bool) -> Form:
    arguments = get_args(kind)
    if _is_optional(kind):
        inner = _reader(_without_none(arguments), compact)
        return lambda plain: None if plain is None else inner(plain)
    if get_origin(kind) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            each = _reader(arguments[0], compact)
            return lambda plain: tuple(each(one) for one in plain)
        parts = [_reader(one, compact) for one in arguments]
        return lambda plain: tuple(read(one) for read, one in zip(parts, plain, strict=True))
    if get_origin(kind) is dict:
        inner = _reader(arguments[1], compact)
        return lambda plain: {key: inner(one) for key, one in plain.items()}
    raise TypeError(f"the store has no form for the type {kind!r}")


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType) and type(None) in typing.get_args(kind)


def _without_none(arguments: tuple[Any, ...]) -> Any:
    return next(one for one in arguments if one is not type(None))
