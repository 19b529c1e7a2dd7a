"""Frozen value classes that cost next to nothing to define.

`@record` gives what `@dataclass(frozen=True)` gives: a constructor, equality, a hash and a representation; `replace`
and `fields` are here too. A dataclass compiles the source of six methods for every class, half a millisecond in all,
and imports `inspect`; with forty classes on the way that was a quarter of the time in which srclint checks a file. The
methods here are ordinary functions that know the names of the fields.

What is made by the thousand is a `NamedTuple`. That of `typing` compiles the source of a constructor for every class
too; the one here is used in the same way and makes tuples just as fast.
"""

from collections.abc import Callable, Iterable, Mapping
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

__all__ = ["NOTHING", "Field", "NamedTuple", "field", "fields", "record", "replace"]

if TYPE_CHECKING:
    from typing import NamedTuple

    def _getter(place: int, doc: str) -> property: ...
else:
    try:
        from _collections import _tuplegetter as _getter
    except ImportError:  # another Python than C's
        from operator import itemgetter

        def _getter(place: int, doc: str) -> property:
            del doc
            return property(itemgetter(place))

    class _Defining(type):
        """Makes a class of tuples of the body of a class that names `NamedTuple` as its base."""

        def __new__(cls, title: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            return type(title, (tuple,), _tuple_body(title, body)) if bases else super().__new__(cls, title, (), body)

    class NamedTuple(metaclass=_Defining):
        """What `typing.NamedTuple` is as a base class, but for generic tuples."""


_new: Any = tuple.__new__
_CONSTRUCTORS: tuple[Callable[..., Any], ...] = (
    lambda _cls: _new(_cls, ()),
    lambda _cls, a: _new(_cls, (a,)),
    lambda _cls, a, b: _new(_cls, (a, b)),
    lambda _cls, a, b, c: _new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
    lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p)),
    lambda _cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q: _new(
        _cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q)
    ),
)
"""How tuples with so many fields are made; a class puts the names of its fields to the arguments."""

_FILLERS: tuple[Callable[..., None], ...] = (
    lambda self, a: self.__dict__.update({"a": a}),
    lambda self, a, b: self.__dict__.update({"a": a, "b": b}),
    lambda self, a, b, c: self.__dict__.update({"a": a, "b": b, "c": c}),
    lambda self, a, b, c, d: self.__dict__.update({"a": a, "b": b, "c": c, "d": d}),
    lambda self, a, b, c, d, e: self.__dict__.update({"a": a, "b": b, "c": c, "d": d, "e": e}),
    lambda self, a, b, c, d, e, f: self.__dict__.update({"a": a, "b": b, "c": c, "d": d, "e": e, "f": f}),
    lambda self, a, b, c, d, e, f, g: self.__dict__.update({"a": a, "b": b, "c": c, "d": d, "e": e, "f": f, "g": g}),
    lambda self, a, b, c, d, e, f, g, h: self.__dict__.update(
        {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f, "g": g, "h": h}
    ),
    lambda self, a, b, c, d, e, f, g, h, i: self.__dict__.update(
        {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f, "g": g, "h": h, "i": i}
    ),
    lambda self, a, b, c, d, e, f, g, h, i, j: self.__dict__.update(
        {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f, "g": g, "h": h, "i": i, "j": j}
    ),
)
"""How records with so many fields, one and more, are filled; a class puts its names to the arguments and the keys."""


def _tuple_body(title: str, body: dict[str, Any]) -> dict[str, Any]:
    annotate = body.get("__annotate_func__")  # of Python 3.14; its format 1 gives the values
    names = tuple(body.get("__annotations__", {}) if annotate is None else annotate(1))
    defaults = {name: body[name] for name in names if name in body}
    if tuple(defaults) != names[len(names) - len(defaults) :]:
        raise TypeError(f"{title}: a field without a default follows one with a default")
    code: CodeType = _CONSTRUCTORS[len(names)].__code__.replace(co_varnames=("_cls", *names))
    make = FunctionType(code, {"_new": _new, "__builtins__": {}}, "__new__", tuple(defaults.values()))
    make.__qualname__ = f"{title}.__new__"
    own = {"__slots__": (), "__new__": make, "_fields": names, "_field_defaults": defaults, "__match_args__": names}
    getters = {name: _getter(place, f"Field {name}") for place, name in enumerate(names)}
    return {**_TUPLE_METHODS, **body, **own, **getters}


def _tuple_of(cls: type[Any], values: Iterable[Any]) -> Any:  # noqa: ANN401 - a tuple of the class
    made = _new(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _tuple_with(self: Any, /, **changes: Any) -> Any:  # noqa: ANN401 - a tuple of the class
    made = self._make(map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"Got unexpected field names: {[*changes]!r}")
    return made


def _tuple_shown(self: Any) -> str:  # noqa: ANN401 - a tuple of the class
    told = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
    return f"{type(self).__name__}({told})"


def _tuple_values(self: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a tuple of the class
    return tuple(self)


def _tuple_as_dict(self: Any) -> dict[str, Any]:  # noqa: ANN401 - a tuple of the class
    return dict(zip(self._fields, self, strict=True))


_TUPLE_METHODS: dict[str, Any] = {
    "_make": classmethod(_tuple_of),
    "_replace": _tuple_with,
    "__replace__": _tuple_with,
    "__repr__": _tuple_shown,
    "_asdict": _tuple_as_dict,
    "__getnewargs__": _tuple_values,
}

T = TypeVar("T")
NOTHING: Any = object()
"""The default of a field that has none."""


class Field(NamedTuple):
    """What is said of a field: its default, or what makes one anew, and notes for those who read `fields`."""

    default: Any = NOTHING
    default_factory: Callable[[], Any] | None = None
    metadata: Mapping[str, Any] = {}
    name: str = ""

    @property
    def needed(self) -> bool:
        """Whether the constructor has to be told."""
        return self.default is NOTHING and self.default_factory is None


def field(
    *,
    default: Any = NOTHING,  # noqa: ANN401 - of the field's own type
    default_factory: Callable[[], Any] | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> Any:  # noqa: ANN401 - stands where the default does
    """A field with more to it than a default that all may share."""
    return Field(default, default_factory, metadata or {})


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a frozen value class of a class with annotated fields; cached properties are no fields."""
    told = {name: _told(name, vars(cls).get(name, NOTHING)) for name in cls.__annotations__}
    for name, one in told.items():
        if one.default is not NOTHING:
            setattr(cls, name, one.default)
        elif one.default_factory is not None:
            delattr(cls, name)
    methods: dict[str, Any] = {
        "__fields__": told,
        "__match_args__": tuple(told),
        "__init__": _filler(cls.__qualname__, told) or _constructor(told),
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _frozen,
        "__delattr__": _frozen,
    }
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def fields(one: Any) -> Mapping[str, Field]:  # noqa: ANN401 - a record or the class of one
    """The fields by name, in order."""
    found: Mapping[str, Field] = one.__fields__
    return found


def replace(one: T, **changes: Any) -> T:  # noqa: ANN401 - one value a field
    """The same record but for some fields; what was cached on it is not carried over."""
    return type(one)(**{**{name: getattr(one, name) for name in fields(one)}, **changes})


def _told(name: str, given: Any) -> Field:  # noqa: ANN401 - a default, or all that is said of the field
    return given._replace(name=name) if isinstance(given, Field) else Field(given, name=name)


def _filler(title: str, told: Mapping[str, Field]) -> Callable[..., None] | None:
    """A quick constructor; None where a default is made anew or comes too early, or there are too many fields."""
    needed = [one.needed for one in told.values()]
    anew = any(one.default_factory for one in told.values())
    if anew or not 0 < len(told) <= len(_FILLERS) or needed != sorted(needed, reverse=True):
        return None
    code: CodeType = _FILLERS[len(told) - 1].__code__
    name_of = dict(zip(code.co_varnames[1:], told, strict=True))
    keys = [tuple(told) if isinstance(one, tuple) else name_of.get(one, one) for one in code.co_consts]
    code = code.replace(co_varnames=("self", *told), co_consts=tuple(keys))
    defaults = tuple([one.default for one in told.values() if not one.needed])
    make = FunctionType(code, {"__builtins__": {}}, "__init__", defaults)
    make.__qualname__ = f"{title}.__init__"
    return make


def _constructor(told: Mapping[str, Field]) -> Callable[..., None]:
    """A constructor for any fields."""
    names = tuple(told)
    known = frozenset(names)
    factories = tuple((name, one.default_factory) for name, one in told.items() if one.default_factory is not None)
    needed = frozenset(name for name, one in told.items() if one.needed)

    def __init__(self: object, *args: Any, **given: Any) -> None:  # noqa: ANN401, N807 - one value a field
        values = self.__dict__  # a default is an attribute of the class
        if args:
            values.update(zip(names, args, strict=False))
        values.update(given)
        for name, make in factories:
            if name not in values:
                values[name] = make()
        if not needed <= values.keys() <= known or (args and not given.keys().isdisjoint(names[: len(args)])):
            raise TypeError(_complaint(type(self).__name__, names, needed, args, given))
        if len(args) > len(names):
            raise TypeError(f"{type(self).__name__} has {len(names)} fields, not {len(args)}")

    return __init__


def _complaint(
    title: str, names: tuple[str, ...], needed: frozenset[str], args: tuple[Any, ...], given: Mapping[str, Any]
) -> str:
    by_place = names[: len(args)]
    wrong = {
        "has no field": [name for name in given if name not in names],
        "is told twice": [name for name in given if name in by_place],
        "is not told": [name for name in names if name in needed and name not in by_place and name not in given],
    }
    return "; ".join(f"{title} {what} {', '.join(which)}" for what, which in wrong.items() if which)


def _values(one: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a record
    return tuple([getattr(one, name) for name in one.__fields__])


def _equal(self: Any, other: object) -> Any:  # noqa: ANN401 - as `object.__eq__`
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:  # noqa: ANN401 - a record
    return hash(_values(self))


def _shown(self: Any) -> str:  # noqa: ANN401 - a record
    told = ", ".join(f"{name}={value!r}" for name, value in zip(self.__fields__, _values(self), strict=True))
    return f"{type(self).__qualname__}({told})"


def _frozen(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")
