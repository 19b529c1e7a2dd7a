"""What two stories share: the passages that stand in both, word for word or nearly so.

Runs of three words that both stories have are seeds. Seeds that follow each other in both, with few words between them,
make a passage: so a passage survives a changed word, a cut or an insertion, which break every longer run.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SEED = 3
GAP = 12
OFTEN = 4
LEAST = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A passage in words: `seeds` are (word in a, word in b), in order of both.

    Each seed stands for `SEED` words that are the same on both sides.
    """

    seeds: tuple[tuple[int, int], ...]

    @property
    def ranges(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """For a and for b, the first word of the passage and the one after its last."""
        (a, b), (last_a, last_b) = self.seeds[0], self.seeds[-1]
        return (a, last_a + SEED), (b, last_b + SEED)

    @property
    def size(self) -> int:
        """How many of a's words are the same in b."""
        return sum(1 for _ in self.words(0))

    def words(self, side: int) -> Iterator[int]:
        """The words of one side (0 is a, 1 is b) that are the same on the other, each once and in order."""
        done = -1
        for seed in self.seeds:
            yield from range(max(seed[side], done + 1), seed[side] + SEED)
            done = max(done, seed[side] + SEED - 1)

    def gaps(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where the passage differs: (range of words in a, range of words in b), neither of them empty."""
        for (a, b), (next_a, next_b) in zip(self.seeds, self.seeds[1:], strict=False):
            if next_a > a + SEED and next_b > b + SEED:
                yield (a + SEED, next_a), (b + SEED, next_b)


def align(a: Sequence[str], b: Sequence[str]) -> list[Match]:
    """The passages of at least eight shared words, longest first, without those that repeat what a longer one shows.

    A run of three words that b has more than four times is no seed: it tells nothing of the place, and following
    every one would take quadratic time.
    """
    sized = []
    for chain in _chains(a, b):
        match = Match(tuple(chain))
        size = match.size
        if size >= LEAST:
            sized.append((-size, match.seeds[0], match))
    return list(_fresh(match for *_, match in sorted(sized, key=lambda item: item[:2])))


def _fresh(matches: Iterable[Match]) -> Iterator[Match]:
    """The passages that add at least eight words on one side to those before them."""
    seen: tuple[set[int], set[int]] = (set(), set())
    for match in matches:
        words = set(match.words(0)), set(match.words(1))
        if any(len(words[side] - seen[side]) >= LEAST for side in (0, 1)):
            seen[0].update(words[0])
            seen[1].update(words[1])
            yield match


def _chains(a: Sequence[str], b: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    places = _places(b)
    growing: list[list[tuple[int, int]]] = []
    for at in range(len(a) - SEED + 1):
        found = places.get(tuple(a[at : at + SEED]), ())
        if not found or len(found) > OFTEN:
            continue
        alive = []
        for chain in growing:
            if at - chain[-1][0] > GAP + SEED:
                yield chain
            else:
                alive.append(chain)
        growing = alive
        for place in found:
            if (nearest := _nearest(growing, at, place)) is not None:
                nearest.append((at, place))
            else:
                growing.append([(at, place)])
    yield from growing


def _places(words: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - SEED + 1):
        places[tuple(words[at : at + SEED])].append(at)
    return places


def _nearest(chains: Sequence[list[tuple[int, int]]], a: int, b: int) -> list[tuple[int, int]] | None:
    """The chain that the seed continues with the least shift between the two sides."""
    best, least = None, GAP + SEED + 1
    for chain in chains:
        last_a, last_b = chain[-1]
        if 0 < a - last_a <= GAP + SEED and 0 < b - last_b <= GAP + SEED:
            shift = abs((a - last_a) - (b - last_b))
            if shift < least:
                best, least = chain, shift
    return best
