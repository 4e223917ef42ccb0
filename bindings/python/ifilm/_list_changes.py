"""From a list to a newer one."""

from __future__ import annotations

from typing import Any

from . import ifilm as _ffi


def with_changes(page: _ffi.ItemSlice, changes: _ffi.ListChanges) -> _ffi.ItemSlice:
    """The newer list. The changes must be those that followed this one."""
    fields: dict[str, Any] = {**vars(page), **vars(changes), "items": [*page.items]}
    for step in changes.items:
        take_step(fields["items"], step)
    return _ffi.ItemSlice(**fields)


def take_step(items: list[_ffi.Item], step: _ffi.ListChange) -> None:
    """Takes one step to a newer list."""
    kind = _ffi.ListChange
    if isinstance(step, kind.INSERT):
        items.insert(step.at, step.item)
    elif isinstance(step, kind.REMOVE):
        del items[step.at]
    elif isinstance(step, kind.MOVE):
        items.insert(step.to, items.pop(step.at))
    else:
        items[step.at] = step.item
