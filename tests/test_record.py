import copy
import inspect
import pickle
import typing
from dataclasses import dataclass, field
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint import record as records
from srclint.record import NamedTuple, fields, record, replace


@record
class Point:
    """A point, with everything that a record can have."""

    x: int
    y: int = 2
    seen: dict[str, int] = records.field(default_factory=dict, metadata={"doc": "who saw it"})

    @cached_property
    def sum(self) -> int:
        """No field."""
        return self.x + self.y


@dataclass(frozen=True)
class Model:
    """The same as a dataclass."""

    x: int
    y: int = 2
    seen: dict[str, int] = field(default_factory=dict)


@record
class Plain:
    """A record whose defaults can be shared."""

    x: int
    y: int = 2


VALUES = st.dictionaries(st.sampled_from(["x", "y", "seen"]), st.integers()).filter(lambda told: "x" in told)


@given(VALUES, VALUES)
def test_a_record_behaves_as_a_frozen_dataclass(one, other):
    mine, model = Point(**one), Model(**one)
    assert repr(mine) == repr(model).replace("Model", "Point")
    assert (mine == Point(**other)) == (model == Model(**other))
    assert hash(mine) == hash(Point(**one)) if "seen" in one else True
    assert replace(mine, **other) == Point(**{**one, **other})


def test_fields_may_be_told_by_place():
    assert Point(1, 3) == Point(x=1, y=3)
    assert Point(1) != Point(1, 3)
    assert Point(1) != Model(1)


def test_a_default_that_is_made_is_made_anew():
    first = Point(1)
    first.seen["me"] = 1
    assert Point(1).seen == {}


@pytest.mark.parametrize(
    ("args", "named", "words"),
    [
        ((), {}, "Point is not told x"),
        ((1,), {"x": 2}, "Point is told twice x"),
        ((1,), {"z": 2}, "Point has no field z"),
        ((), {"z": 2}, "Point has no field z; Point is not told x"),
        ((1, 2, {}, 4), {}, "Point has 3 fields, not 4"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(args, named, words):
    with pytest.raises(TypeError, match=f"^{words}$"):
        Point(*args, **named)


def test_a_plain_record_is_called_like_a_function():
    assert vars(Plain(1)) == {"x": 1, "y": 2}
    assert Plain(1, y=3) == Plain(y=3, x=1) == replace(Plain(1), y=3)
    assert repr(pickle.loads(pickle.dumps(Plain(1)))) == "Plain(x=1, y=2)"  # noqa: S301 - just written
    with pytest.raises(TypeError, match=r"Plain\.__init__\(\) missing 1 required positional argument: 'x'"):
        Plain()
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Plain(1, z=2)


@pytest.mark.parametrize("count", range(1, 14))
def test_records_of_any_number_of_fields_keep_each_value(count):
    names = [f"field_{n}" for n in range(count)]
    made = record(type("Made", (), {"__annotations__": dict.fromkeys(names, int)}))
    assert vars(made(*range(count))) == dict(zip(names, range(count), strict=True))


def test_a_record_cannot_be_changed():
    point = Point(1)
    with pytest.raises(AttributeError, match=r"Point\.x cannot be changed"):
        point.x = 2
    with pytest.raises(AttributeError, match=r"Point\.x cannot be changed"):
        del point.x


def test_what_was_cached_is_no_part_of_the_value():
    point = Point(1)
    assert point.sum == 3
    assert point == Point(1)
    assert replace(point, x=5).sum == 7


def test_a_record_can_be_copied_and_pickled():
    assert copy.deepcopy(Point(1, 3)) == pickle.loads(pickle.dumps(Point(1, 3))) == Point(1, 3)  # noqa: S301 - our own


def test_fields_tell_defaults_and_notes():
    assert [(one.name, one.needed) for one in fields(Point).values()] == [("x", True), ("y", False), ("seen", False)]
    assert fields(Point(1))["seen"].metadata == {"doc": "who saw it"}


def test_the_fields_can_be_matched():
    match Point(1, 3):
        case Point(x, y):
            assert (x, y) == (1, 3)


def test_a_class_with_other_fields_has_no_default_it_was_not_given():
    with pytest.raises(AttributeError):
        Point.seen  # noqa: B018


class Pair(NamedTuple):
    """A tuple, with everything that one can have."""

    left: int
    right: "str" = "r"
    _NOTE = "no field"

    @property
    def both(self) -> str:
        """No field."""
        return f"{self.left}{self.right}"

    def __bool__(self) -> bool:
        return self.left > 0


class Twin(typing.NamedTuple):
    """The same, of the standard library."""

    left: int
    right: "str" = "r"


PAIRS = st.tuples(st.integers(), st.text())


@given(PAIRS, PAIRS)
def test_a_named_tuple_behaves_as_that_of_typing(one, other):
    mine, model = Pair(*one), Twin(*one)
    assert mine == model == one
    assert hash(mine) == hash(model)
    assert repr(mine) == repr(model).replace("Twin", "Pair")
    assert (mine < Pair(*other)) == (model < Twin(*other))
    left, right = mine
    assert (left, right) == (mine.left, mine.right) == (mine[0], mine[-1])
    assert mine._asdict() == model._asdict()
    assert mine._replace(left=other[0]) == model._replace(left=other[0])
    assert Pair(right=one[1], left=one[0]) == mine == Pair._make(one)
    pickled = [pickle.loads(pickle.dumps(mine, protocol)) for protocol in range(6)]  # noqa: S301 - our own
    for same in (copy.copy(mine), *pickled):
        assert same == mine
        assert type(same) is Pair


def test_the_class_of_a_named_tuple_is_as_that_of_typing():
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__bases__"):
        assert getattr(Pair, name) == getattr(Twin, name), name
    assert [*Pair.__annotations__] == ["left", "right"]
    assert Pair.__name__ == Pair.__qualname__ == "Pair"
    assert Pair.__module__ == __name__
    assert Pair.__doc__ == "A tuple, with everything that one can have."
    assert inspect.signature(Pair) == inspect.signature(Pair.__new__).replace(
        parameters=[*inspect.signature(Pair.__new__).parameters.values()][1:]
    )
    assert [*inspect.signature(Pair).parameters] == ["left", "right"]
    assert (Pair(1).both, Pair(1)._NOTE, bool(Pair(0))) == ("1r", "no field", False)
    match Pair(3):
        case Pair(left, right="r"):
            assert left == 3


@pytest.mark.parametrize("make", [Pair, Twin])
def test_what_is_no_such_tuple_is_an_error(make):
    for told in ({}, {"left": 1, "middle": 2}):
        with pytest.raises(TypeError, match=rf"{make.__name__}\.__new__\(\)|__new__\(\)"):
            make(**told)
    with pytest.raises(TypeError, match="takes from 2 to 3 positional arguments"):
        make(1, "", 3)
    with pytest.raises(TypeError, match="Expected 2 arguments, got 1"):
        make._make([1])
    # A TypeError in typing's own from Python 3.13 on.
    with pytest.raises((ValueError, TypeError), match=r"unexpected field names: \['middle'\]"):
        make(1)._replace(middle=2)
    with pytest.raises(AttributeError):
        make(1).left = 2
    with pytest.raises(AttributeError):
        make(1).middle = 2


def test_a_default_may_not_stand_before_a_field_without():
    with pytest.raises(TypeError, match="without a default follows"):
        type(NamedTuple)("X", (NamedTuple,), {"__annotations__": {"a": int, "b": int}, "a": 1})


@pytest.mark.parametrize("count", range(17))
def test_a_named_tuple_has_up_to_sixteen_fields(count):
    names = [f"field{number}" for number in range(count)]
    made = type(NamedTuple)("X", (NamedTuple,), {"__annotations__": dict.fromkeys(names, int)})
    one = made(*range(count))
    assert one == tuple(range(count)) == made(**{name: n for n, name in enumerate(names)})
    assert [getattr(one, name) for name in names] == [*range(count)]
