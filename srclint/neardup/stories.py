"""The distinct stories among many texts, and what is known of them before any two are aligned."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from srclint.neardup.shingles import Hashes

SHARED = 12
FAINT = 0.02
LEAST_SHINGLES = 4
FEW, LETTERS = 65, 1 << 19
"""Stories, and letters in all, that are compared sooner than numpy is imported."""

Pairs = set[tuple[int, int]]


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

    def candidates(self, new: Collection[int]) -> Pairs:
        """The pairs of stories that may be copies: rare ones, and those that MinHash finds alike as a whole.

        What is alike although nothing that it shares is rare is looked for among more than 25 stories: among fewer all
        is rare. Pairs of which neither story is in `new` are of no interest, and may be left out.
        """

    def rare_pairs(self, labels: Sequence[int], new: Collection[int]) -> Pairs:
        """The pairs of clusters, lower label first, that share at least 12 shingles found in at most 25 clusters.

        What they share must weigh a fiftieth of one of them, lest all stories of an outlet be aligned for its slogan.
        The labels in `new` are those of interest, as in `candidates`.
        """

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
