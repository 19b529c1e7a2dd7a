"""Groups of stories that hang together."""

from collections.abc import Iterable


class Groups:
    """A partition of 0 … n-1 that grows coarser as pairs join; a group's label is its least member."""

    def __init__(self, number: int) -> None:
        self._parents = list(range(number))
        self._sizes = [1] * number

    def label(self, item: int) -> int:
        """The least member of the item's group."""
        while self._parents[item] != item:
            self._parents[item] = self._parents[self._parents[item]]
            item = self._parents[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.label(one), self.label(other)))
        if low != high:
            self._parents[high] = low
            self._sizes[low] += self._sizes[high]

    def size(self, item: int) -> int:
        """How many the item's group has."""
        return self._sizes[self.label(item)]

    @property
    def labels(self) -> list[int]:
        """The label of each item."""
        return [self.label(item) for item in range(len(self._parents))]

    def members(self) -> dict[int, list[int]]:
        """The groups by label, members in order."""
        groups: dict[int, list[int]] = {}
        for item, label in enumerate(self.labels):
            groups.setdefault(label, []).append(item)
        return groups


def grouped(number: int, pairs: Iterable[tuple[int, int]]) -> Groups:
    """The finest partition in which the two of every pair are together."""
    groups = Groups(number)
    for one, other in pairs:
        groups.join(one, other)
    return groups
