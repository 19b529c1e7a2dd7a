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
def put_off(*names: str, **mentioned: str) -> Iterator[None]:
    """Let what is imported in this block import these modules only in name; each is imported when it is first used.

    `mentioned` names a class by its module. Within the block it may be mentioned where only a type checker cares, as
    the parameter of a generic base class: that is no use of it.

    After the block the modules are imported as ever by anybody else.
    """
    standing_in = {name: _StandIn(name) for name in (*names, *mentioned) if name not in sys.modules}
    for module, name in mentioned.items():
        if module in standing_in:
            setattr(standing_in[module], name, object)
    sys.modules.update(standing_in)
    try:
        yield
    finally:
        for stand_in in standing_in.values():
            vars(stand_in).pop(mentioned.get(stand_in.__name__, ""), None)
            _make_way(stand_in)


class _StandIn(ModuleType):
    """A module of which nothing was used yet."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        _make_way(self)
        return getattr(import_module(self.__name__), name)


def _make_way(module: ModuleType) -> None:
    if sys.modules.get(module.__name__) is module:
        del sys.modules[module.__name__]
