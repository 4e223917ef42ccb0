"""Makes the generated values behave as Python's own: compared, hashed and printed by their fields.

UniFFI gives records an `__eq__` that fails on any other type, no hash, and no `__repr__`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from . import ifilm as _ffi


def _equal(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return vars(self) == vars(other)


def _hash(self: object) -> int:
    return hash((type(self), *map(_hashable, vars(self).values())))


def _hashable(value: Any) -> Any:
    if isinstance(value, dict):
        return frozenset((key, _hashable(item)) for key, item in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


def _repr(self: object) -> str:
    fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
    return f"{type(self).__qualname__}({fields})"


def _name(self: enum.Enum) -> str:
    return f"{type(self).__qualname__}.{self.name}"


def _classes() -> Iterator[type]:
    return (kind for kind in vars(_ffi).values() if isinstance(kind, type))


def _cases(kind: type) -> Iterator[Any]:
    """The cases of an enum in which some cases have fields. Each case is a class."""
    return (case for case in vars(kind).values() if isinstance(case, type) and issubclass(case, kind))


def _complete(kind: Any) -> None:
    kind.__eq__, kind.__hash__ = _equal, _hash
    kind.__repr__ = kind.__str__ = _repr


for _kind in _classes():
    if issubclass(_kind, enum.Enum):
        _kind.__repr__ = _name  # type: ignore[method-assign, assignment]
    elif is_dataclass(_kind):
        _complete(_kind)
    elif not issubclass(_kind, Exception):
        for _case in _cases(_kind):
            _complete(_case)
            _case.__doc__ = _case.__base__.__doc__
