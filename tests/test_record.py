import copy
import pickle
from dataclasses import dataclass, field
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint import record as records
from srclint.record import fields, record, replace


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
