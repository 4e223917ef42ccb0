"""Guards the generated objects. Each holds a handle to one object of the core, in one process.

A copy would free the handle a second time. A forked process has no threads of the core, so a call would wait
for ever, and so would freeing the object.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NoReturn

from . import ifilm as _ffi

_closed: Any = vars(_ffi.IfilmError)["Closed"]
_forks = 0


def _count_fork() -> None:
    global _forks
    _forks += 1


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_count_fork)


def refuse_copy(self: object, _protocol: Any = None) -> NoReturn:
    """Called by copying, deep copying and pickling."""
    raise TypeError(f"a {type(self).__name__} cannot be copied or pickled")


def _guard(kind: Any) -> None:
    make, clone_handle, free = kind._uniffi_make_instance.__func__, kind._uniffi_clone_handle, kind.__del__

    def make_instance(cls: type, handle: int) -> Any:
        instance = make(cls, handle)
        instance._made_after = _forks
        return instance

    def handle_of_this_process(self: Any) -> Any:
        if self._made_after != _forks:
            raise _closed("this process was forked after the client was opened: open another one in it")
        return clone_handle(self)

    def free_in_this_process(self: Any) -> None:
        if getattr(self, "_made_after", None) == _forks:
            free(self)

    kind._uniffi_make_instance = classmethod(make_instance)
    kind._uniffi_clone_handle = handle_of_this_process
    kind.__del__ = free_in_this_process
    kind.__reduce_ex__ = refuse_copy


def _objects() -> Iterator[Any]:
    return (kind for kind in vars(_ffi).values() if hasattr(kind, "_uniffi_make_instance"))


for _kind in _objects():
    _guard(_kind)
