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

    "module:name" puts off what others take out of a module by `from module import name`, a function or a class: they
    get something that becomes it when it is called, asked for an attribute, or what is an instance of it.

    `mentioned` names a class by its module. Within the block it may be mentioned where only a type checker cares, as
    the parameter of a generic base class: that is no use of it.

    After the block the modules are imported as ever by anybody else.
    """
    taken = [name.split(":") for name in names if ":" in name]
    modules = {*(name for name in names if ":" not in name), *(module for module, _ in taken), *mentioned}
    standing_in = {name: _StandIn(name) for name in modules if name not in sys.modules}
    for module, name in taken:
        if module in standing_in:
            setattr(standing_in[module], name, _Taken(module, name))
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
        for module, name in taken:
            if module in standing_in:
                vars(standing_in[module]).pop(name, None)


class _StandIn(ModuleType):
    """A module of which nothing was used yet."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name == "__path__" and any(isinstance(one, _Taken) for one in vars(self).values()):
            raise AttributeError(name)  # `from module import name` looks whether it may have to import a module
        _make_way(self)
        return getattr(import_module(self.__name__), name)


class _Taken:
    """A function or class that somebody took out of a module that is not imported yet."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *args: Any, **said: Any) -> Any:  # noqa: ANN401 - as wide as any function
        return _itself(self)(*args, **said)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a class has
        return getattr(_itself(self), name)

    def __instancecheck__(self, one: object) -> bool:
        return isinstance(one, _itself(self))


def _itself(taken: _Taken) -> Any:  # noqa: ANN401 - a function or a class
    module, name = vars(taken).values()
    if isinstance(sys.modules.get(module), _StandIn):  # it is wanted within the block
        del sys.modules[module]
    return getattr(import_module(module), name)


def _make_way(module: ModuleType) -> None:
    if sys.modules.get(module.__name__) is module:
        del sys.modules[module.__name__]
