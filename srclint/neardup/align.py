"""What two stories share: the passages that stand in both, word for word or nearly so.

Runs of three words that both stories have are seeds. Seeds that follow each other in both, with few words between them,
make a passage: so a passage survives a changed word, a cut or an insertion, which break every longer run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from srclint.record import record

SEED = 3
GAP = 12
OFTEN = 4
LEAST = 8

Three = tuple[str, str, str]


class Places(NamedTuple):
    """Where runs of three words start in a story: those that it has once, and those that it has several times."""

    once: Mapping[Three, int]
    often: Mapping[Three, Sequence[int]]


@record
class Match:
    """A passage in words: `seeds` are (word in a, word in b), in order of both.

    Each seed stands for `SEED` words that are the same on both sides. `words` are, for a and for b, the words of
    the passage that are the same on the other side, each once and in order.
    """

    seeds: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def ranges(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """For a and for b, the first word of the passage and the one after its last."""
        (a, b), (last_a, last_b) = self.seeds[0], self.seeds[-1]
        return (a, last_a + SEED), (b, last_b + SEED)

    @property
    def size(self) -> int:
        """How many of a's words are the same in b."""
        return len(self.words[0])

    def gaps(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where the passage differs: (range of words in a, range of words in b), neither of them empty."""
        for (a, b), (next_a, next_b) in zip(self.seeds, self.seeds[1:], strict=False):
            if next_a > a + SEED and next_b > b + SEED:
                yield (a + SEED, next_a), (b + SEED, next_b)


def places(words: Sequence[str]) -> Places:
    """Where each run of three words starts in a story."""
    runs = list(zip(words, words[1:], words[2:], strict=False))
    once = dict(zip(runs, count(), strict=False))
    often: dict[Three, list[int]] = {}
    if len(once) < len(runs):
        for at, run in enumerate(runs):
            if once[run] != at:
                often.setdefault(run, []).append(at)
        for run, found in often.items():
            found.append(once.pop(run))
    return Places(once, often)


def align(a: Places, b: Sequence[str]) -> list[Match]:
    """The passages of at least eight shared words, longest first, without those that repeat what a longer one shows.

    A run of three words that a has more than four times is no seed: it tells nothing of the place, and following
    every one would take quadratic time.

    Args:
        a: where the runs of words stand in the one story.
        b: the words of the other.
    """
    found = [match for match in map(_match, _chains(a, b)) if match.size >= LEAST]
    return list(_fresh(sorted(found, key=lambda match: (-match.size, match.seeds[0]))))


def _match(chain: Sequence[tuple[int, int]]) -> Match:
    a, b = map(_covered, zip(*chain, strict=True))
    return Match(tuple(chain), (a, b))


def _covered(starts: Sequence[int]) -> tuple[int, ...]:
    """The words of the seeds that start there, each once and in order; the starts ascend."""
    first, last = starts[0], starts[-1]
    if last - first == len(starts) - 1:
        return tuple(range(first, last + SEED))
    return tuple(sorted(set(starts).union(*(map(step.__add__, starts) for step in range(1, SEED)))))


def _fresh(matches: Iterable[Match]) -> Iterator[Match]:
    """The passages that add at least eight words on one side to those before them."""
    seen: tuple[set[int], set[int]] = (set(), set())
    for match in matches:
        if any(len(set(match.words[side]).difference(seen[side])) >= LEAST for side in (0, 1)):
            seen[0].update(match.words[0])
            seen[1].update(match.words[1])
            yield match


def _chains(a: Places, b: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    growing: list[list[tuple[int, int]]] = []
    lone: list[tuple[int, int]] = []
    follows = -1  # where in a the run stands with which a lone passage goes on
    for at, only in enumerate(map(a.once.get, zip(b, b[1:], b[2:], strict=False))):
        if only == follows:
            lone.append((follows, at))
            follows += 1
            continue
        follows = -1
        found = (only,) if only is not None else a.often.get((b[at], b[at + 1], b[at + 2]), ())
        if not 0 < len(found) <= OFTEN:
            continue
        alive = []
        for chain in growing:
            if at - chain[-1][1] <= GAP + SEED:
                alive.append(chain)
            elif len(chain) > 1:
                yield chain
        growing = alive
        for place in found:
            if (nearest := _nearest(growing, place, at)) is not None:
                nearest.append((place, at))
            else:
                growing.append([(place, at)])
        if len(growing) == 1:
            (lone,) = growing
            follows = lone[-1][0] + 1
    yield from growing


def _nearest(chains: Iterable[list[tuple[int, int]]], a: int, b: int) -> list[tuple[int, int]] | None:
    """The chain that the seed continues with the least shift between the two sides."""
    best, least = None, GAP + SEED + 1
    for chain in chains:
        last_a, last_b = chain[-1]
        if 0 < a - last_a <= GAP + SEED and 0 < b - last_b <= GAP + SEED:
            shift = abs((a - last_a) - (b - last_b))
            if shift < least:
                best, least = chain, shift
    return best
