"""Imports of other people's modules, put off until something of them is used.

A library that imports a large module at its top for the sake of one rare call makes every start pay for it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def put_off(*names: str) -> Iterator[None]:
    """Let what is imported in this block import these modules only in name; each is imported when it is first used.

    After the block they are imported as ever by anybody else.
    """
    standing_in = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(standing_in)
    try:
        yield
    finally:
        for module in standing_in.values():
            _make_way(module)


class _StandIn(ModuleType):
    """A module of which nothing was used yet."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        _make_way(self)
        return getattr(import_module(self.__name__), name)


def _make_way(module: ModuleType) -> None:
    if sys.modules.get(module.__name__) is module:
        del sys.modules[module.__name__]
