"""From texts to the pairs that copy each other: candidates, alignment, rarity over clusters, the test."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import fsum

from srclint.neardup.align import places
from srclint.neardup.clusters import Groups
from srclint.neardup.normalise import Words, words
from srclint.neardup.rarity import Weighed, at_least, word_weights
from srclint.neardup.stories import CROWD, NEAREST, OF_CROWD, Frequency, Stories
from srclint.neardup.verify import Evidence, Shared, is_pair, share, weigh
from srclint.record import record
from srclint.shelf import Shelf

SAME_STORY = 0.8
LIKE_STORY = 0.5
LIKE_WEIGHT = 0.1
QUOTED = 0.25
IN_VAIN = 12
_CACHED, _NEAR = 1024, 16

Two = tuple[int, int]


@record
class Found:
    """Two texts of which one copies the other, by number (one < other), with what they share and what it weighs.

    `words` are the words of both, `cover` the share of each text's words that stand in the other.
    """

    one: int
    other: int
    shared: Shared
    evidence: Evidence
    jaccard: float
    cover: tuple[float, float]
    words: tuple[Words, Words]


class Matcher:
    """Distinct texts, and what is known of them while their pairs are looked for.

    A text is asked for where it is a candidate, and again when it was not needed for a while. `known` tells for each
    text how frequent shingles of its sketch are in an archive, `clusters` in which cluster of the archive it is, or
    None for a text of the run. Two texts of the archive are not compared with each other. What copies share waits on
    the shelf until all are found.
    """

    def __init__(
        self,
        text: Callable[[int], str],
        stories: Stories,
        known: Sequence[Mapping[int, int]],
        clusters: Sequence[int | None],
        shelf: Shelf,
    ) -> None:
        self._known = known
        self._clusters = clusters
        self._new = frozenset(text for text, cluster in enumerate(clusters) if cluster is None)
        self._stories = stories
        self._words = lru_cache(_CACHED)(lambda index: words(text(index)))
        self._hashes = lru_cache(_CACHED)(lambda index: stories.hashes(self._words(index).text))
        self._shingles = lru_cache(_NEAR)(lambda index: frozenset(self._hashes(index)))
        self._places = lru_cache(_NEAR)(lambda index: places(self._words(index).normal))
        self._shelf = shelf
        self._groups = Groups(len(clusters))
        self._copies: dict[Two, Callable[[], Shared]] = {}
        # Pairs by number: those that were aligned in vain, sorted, and those of them that hang on how rare words are.
        self._vain = array("Q")
        self._open = array("Q")

    def found(self) -> Iterator[Found]:
        """The pairs, in order."""
        number = len(self._clusters)
        weights = self._weights(self._stories.frequency(range(number)))
        self._group(weights)
        labels = self._groups.labels
        if len(set(labels)) < number:
            weights = self._weights(self._stories.frequency(labels))
            self._between(labels, weights)
        for pair in sorted(self._copies):
            shared = self._copies[pair]()
            evidence = self._weigh(pair, shared, weights)
            if is_pair(shared, evidence):
                both = self._words(pair[0]), self._words(pair[1])
                yield Found(*pair, shared, evidence, self._jaccard(pair), self._cover(pair, shared), both)

    def _group(self, weights: Callable[[int], Weighed]) -> None:
        """Group the texts by story, as far as it is certain: only to count in how many stories a shingle stands."""
        first: dict[int, int] = {}
        for text, cluster in enumerate(self._clusters):
            if cluster is not None:
                self._groups.join(first.setdefault(cluster, text), text)

        def is_copy(pair: Two, shared: Shared) -> bool:
            evidence = self._weigh(pair, shared, weights)
            cover = min(self._cover(pair, shared))
            alike = cover >= LIKE_STORY and min(evidence.a_in_b, evidence.b_in_a) >= LIKE_WEIGHT
            if cover >= SAME_STORY or alike:
                self._groups.join(*pair)
            elif not is_pair(shared, evidence):
                self._open.append(self._code(pair))
                return False
            return True

        for text, before in self._stories.nearest(self._new):
            self._vain.extend(sorted(map(self._code, self._look_at(text, before, is_copy))))

    def _between(self, labels: Sequence[int], weights: Callable[[int], Weighed]) -> None:
        """Look at what shares text that is rare among stories, though many files have it, and again at what is open."""
        members = self._groups.members()

        def is_copy(pair: Two, shared: Shared) -> bool:
            return is_pair(shared, self._weigh(pair, shared, weights))

        for code in self._open:
            self._align((code % len(labels), code // len(labels)), is_copy)
        for label, before in self._stories.nearest_clusters(labels, {labels[text] for text in self._new}):
            for text in members[label]:
                others = islice((other for near in before for other in members[near]), NEAREST)
                self._look_at(text, [other for other in others if not self._was_aligned(_two(text, other))], is_copy)

    def _look_at(self, text: int, others: Iterable[int], is_copy: Callable[[Two, Shared], bool]) -> list[Two]:
        """Align a text with others, the nearest first, until twelve were no copies: those are what comes back.

        Of templates and stock phrases a text may have any number of neighbours, but its copies are nearer: on the
        development set at most eleven others come before one. In a group of more than 64, eight copies are enough.
        """
        vain: list[Two] = []
        copies = 0
        for pair in (_two(text, other) for other in others):
            if len(vain) == IN_VAIN or (copies >= OF_CROWD and self._groups.size(text) > CROWD):
                break
            if not self._new.isdisjoint(pair):
                if self._align(pair, is_copy):
                    copies += 1
                else:
                    vain.append(pair)
        return vain

    def _align(self, pair: Two, is_copy: Callable[[Two, Shared], bool]) -> bool:
        """Align two texts, and keep what they share where one is a copy of the other."""
        shared = share(self._words(pair[0]), self._words(pair[1]), self._places(pair[0]))
        if copied := bool(shared.runs) and not shared.innocent and is_copy(pair, shared):
            self._copies[pair] = self._shelf.put(shared)
        return copied

    def _was_aligned(self, pair: Two) -> bool:
        """Whether a pair was aligned before there were groups."""
        at = bisect_left(self._vain, code := self._code(pair))
        return pair in self._copies or self._vain[at : at + 1] == array("Q", (code,))

    def _code(self, pair: Two) -> int:
        return pair[1] * len(self._clusters) + pair[0]

    def _cover(self, pair: Two, shared: Shared) -> tuple[float, float]:
        """The share of each text's words that stand in the other."""
        one, other = (len(mine) / len(self._words(index)) for mine, index in zip(shared.words, pair, strict=True))
        return one, other

    def _weigh(self, pair: Two, shared: Shared, weights: Callable[[int], Weighed]) -> Evidence:
        return weigh(shared, weights(pair[0]), weights(pair[1]))

    def _weights(self, frequency: Frequency) -> Callable[[int], Weighed]:
        """What each text's words weigh; quoted words less, since two reporters may quote the same speech."""

        def weights(index: int) -> Weighed:
            hashes = self._hashes(index)
            found = word_weights(at_least(frequency.of(hashes), hashes, self._known[index]))
            for word in self._words(index).quoted:
                found[word] *= QUOTED
            return Weighed(found, fsum(found))

        return lru_cache(_CACHED)(weights)

    def _jaccard(self, pair: Two) -> float:
        one, other = map(self._shingles, pair)
        both = len(one & other)
        return both / (len(one) + len(other) - both)


def _two(one: int, other: int) -> Two:
    return (one, other) if one < other else (other, one)
