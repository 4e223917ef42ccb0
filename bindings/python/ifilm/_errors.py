"""Makes the generated errors print as the sentence they carry, and lets them be copied and pickled."""

from __future__ import annotations

from typing import Any

from .ifilm import IfilmError


def _sentence(self: Any) -> str:
    return str(self.reason)


def _repr(self: Any) -> str:
    fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
    return f"{type(self).__qualname__}({fields})"


def _reduce(self: Any) -> tuple[Any, ...]:
    return _restored, (type(self), vars(self))


def _restored(case: Any, fields: dict[str, Any]) -> Any:
    error = case.__new__(case, fields["reason"])
    vars(error).update(fields)
    return error


def _keep_arguments(self: Any, _fields: str = "") -> None:
    """Keeps the `args` that the error was made with, in place of UniFFI's `reason='…'`."""


def _complete(error: Any) -> None:
    error.__init__, error.__str__, error.__reduce__ = _keep_arguments, _sentence, _reduce
    for case in error.__subclasses__():
        case.__repr__ = _repr


_complete(IfilmError)
