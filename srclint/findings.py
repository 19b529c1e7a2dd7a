"""The findings of a file, as objects, as the JSON that `srclint check` prints of them, and as counts.

A reporter writes the JSON, and a cache keeps it, so it is made once; from a cache it goes to the output as it is. The
objects are made when someone looks at them. A run over files that it knows so does next to nothing for each.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, overload

from srclint.article import Lines
from srclint.record import NamedTuple
from srclint.rule import Finding

T = TypeVar("T")


class Sort(NamedTuple):
    """What a tally counts findings by: the code, the name, the severity, and how safe a fix is ("" without one)."""

    code: str
    name: str
    severity: str
    safety: str


class Later(Sequence[T]):
    """A tuple that is made when it is first looked at; equal to what it makes."""

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Iterable[T]]) -> None:
        self._make = make
        self._items: tuple[T, ...] | None = None

    @property
    def items(self) -> tuple[T, ...]:
        """The tuple."""
        if self._items is None:
            self._items = tuple(self._make())
        return self._items

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.items[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Later) and self.items == tuple(other)

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return repr(self.items)

    def __reduce__(self) -> tuple[Any, ...]:
        return (tuple, (self._items,)) if self._items is not None else (type(self), (self._make,))


class Findings(Later[Finding]):
    """The findings of one file, whichever way they came; each form is made when it is asked for, and kept."""

    __slots__ = ("_json", "_lines", "_sorts")

    def __init__(
        self,
        make: Callable[[], Iterable[Finding]],
        lines: Lines | None = None,
        *,
        text: str | None = None,
        sorts: Mapping[Sort, int] | None = None,
    ) -> None:
        super().__init__(make)
        self._lines = lines
        self._json = text
        self._sorts = sorts

    @classmethod
    def of(cls, findings: Iterable[Finding], lines: Lines | None) -> "Findings":
        """Findings at hand; `lines` places them in the file."""
        found = cls(tuple, lines)
        found._items = tuple(findings)
        return found

    @classmethod
    def _restored(
        cls,
        items: tuple[Finding, ...] | None,
        make: Callable[[], Iterable[Finding]],
        lines: Lines | None,
        text: str | None,
        sorts: Mapping[Sort, int] | None,
    ) -> "Findings":
        found = cls(make, lines, text=text, sorts=sorts)
        found._items = items
        return found

    @property
    def json(self) -> str:
        """The "findings" of the file in the JSON format."""
        if self._json is None:
            self._json = to_json(self.items, self._lines)
        return self._json

    @property
    def sorts(self) -> Mapping[Sort, int]:
        """How many findings there are of each sort."""
        if self._sorts is None:
            self._sorts = _counted(self.items)
        return self._sorts

    def __reduce__(self) -> tuple[Any, ...]:
        return Findings._restored, (
            self._items,
            self._make if self._items is None else tuple,
            self._lines,
            self._json,
            self._sorts,
        )

    def __len__(self) -> int:
        return sum(self.sorts.values()) if self._items is None else len(self._items)


def sorts_of(findings: Sequence[Finding]) -> Mapping[Sort, int]:
    """How many findings there are of each sort."""
    return findings.sorts if isinstance(findings, Findings) else _counted(findings)


def to_json(findings: Sequence[Finding], lines: Lines | None) -> str:
    """The "findings" of a file in the JSON format; without `lines` none of them has a place."""
    if isinstance(findings, Findings):
        return findings.json
    from srclint.entries import array

    return array(findings, lines)


def _counted(findings: Iterable[Finding]) -> Mapping[Sort, int]:
    return Counter(
        [Sort(f.code, f.name, str(f.severity), str(f.fix.safety) if f.fix is not None else "") for f in findings]
    )
