"""The distinct stories among many texts, and what is known of them before any two are aligned."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from srclint.neardup.shingles import Hashes

SHARED = 12
FAINT = 0.02
NEAREST = 64
CROWD, OF_CROWD = 64, 8
"""In a group of more than 64 copies, each is paired with eight others before it: else it would cost its square."""
DIGITS = 9
"""Decimals of a share that count for the order: the last ones depend on the order in which weights are added."""
LEAST_SHINGLES = 4
FEW, LETTERS = 65, 1 << 19
"""Stories, and letters in all, that are compared sooner than numpy is imported."""


class Frequency(Protocol):
    """In how many clusters of stories shingles stand."""

    def of(self, hashes: Hashes) -> Sequence[int]:
        """The frequencies of shingles; 1 for one that is not known."""


class Stories(Protocol):
    """Distinct stories by number. Stories of under eight words are not compared, and not among them.

    `files` are the texts that hold each, by their own numbers, in order. A label for each story says in which cluster
    it is. `close` gives back the space.
    """

    files: list[list[int]]

    def nearest(self, new: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """Stories with those before each that may be copies, the nearest first, at most 64.

        These share at least 12 shingles found in at most 25 stories, which weigh a fiftieth of one of the two, lest
        all stories of an outlet be aligned for its slogan. Or MinHash finds them alike as a whole, although nothing
        that they share is rare; among no more than 25 stories all is. Pairs of which neither is in `new` are left out.
        """

    def nearest_clusters(self, labels: Sequence[int], new: Collection[int]) -> Iterator[tuple[int, Sequence[int]]]:
        """The same of clusters, by their labels: those that share shingles found in at most 25 clusters."""

    def frequency(self, labels: Sequence[int]) -> Frequency:
        """In how many clusters each shingle is."""

    def hashes(self, text: str) -> Hashes:
        """The shingles of a story in the order of its words, repeats and all."""

    def close(self) -> None:
        """Give back the space."""


def gather(texts: Iterable[str], number: int) -> Stories:
    """Tell apart the stories of so many texts, without numpy where these are few."""
    if number <= FEW:
        texts = list(texts)
        if sum(map(len, texts)) <= LETTERS:
            from srclint.neardup.few import Few

            return Few(texts)
    from srclint.neardup.many import Many

    return Many(texts)
