"""Imports of other people's modules, put off until something of them is used.

A library that imports a large module at its top for the sake of one rare call makes every start pay for it.
"""

import sys
import typing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def put_off(*names: str, **given: Mapping[str, object]) -> Iterator[None]:
    """Let what is imported in this block import these modules only in name; each is imported when it is first used.

    "module:name" puts off what others take out of a module by `from module import name`, a function or a class: they
    get something that becomes it when it is called, asked for an attribute, or what is an instance of it. To be the
    parameter of a generic class is no use of it.

    `given` says by module what is had of it within the block although it is not imported: the same thing from
    elsewhere, or `object` for a class that is but mentioned where a type checker cares.

    After the block the modules are imported as ever by anybody else.
    """
    had: dict[str, dict[str, object]] = {name: {} for name in names if ":" not in name} | {
        module: dict(things) for module, things in given.items()
    }
    for module, _, name in (name.partition(":") for name in names if ":" in name):
        had.setdefault(module, {})[name] = _Taken(module, name)
    standing_in = [_StandIn(module, things) for module, things in had.items() if module not in sys.modules]
    sys.modules.update({stand_in.__name__: stand_in for stand_in in standing_in})
    try:
        yield
    finally:
        for stand_in in standing_in:
            for name in had[stand_in.__name__]:
                delattr(stand_in, name)
            _make_way(stand_in)


@contextmanager
def types_as_text() -> Iterator[None]:
    """Let what is imported in this block name types by text that is compiled when somebody asks which they are.

    `typing` compiles such text at once, to see that it is an expression, and the first compiling makes a hundred
    classes of syntax trees. To find the type it hands what it has to `eval`, which takes text as well.
    """
    vars(typing)["compile"] = _as_it_is
    try:
        yield
    finally:
        del vars(typing)["compile"]


def _as_it_is(source: str, *_: object) -> str:
    return source


class _StandIn(ModuleType):
    """A module of which nothing was used yet, but for the things it `had`."""

    def __init__(self, name: str, had: Mapping[str, object]) -> None:
        super().__init__(name)
        vars(self).update(had)
        self._is_taken_from = bool(had)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name == "__path__" and self._is_taken_from:
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
        if name == "__parameters__" or name.startswith("__typing_"):
            raise AttributeError(name)  # a generic class looks whether its parameter is a variable of its own
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
