"""From texts to the pairs that copy each other: candidates, alignment, rarity over clusters, the test."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from srclint.neardup.align import places
from srclint.neardup.clusters import Groups, grouped
from srclint.neardup.normalise import Words, words
from srclint.neardup.rarity import Weights, at_least, word_weights
from srclint.neardup.stories import Frequency, Pairs, Stories
from srclint.neardup.verify import Evidence, Shared, is_pair, share, weigh
from srclint.record import record

SAME_STORY = 0.8
LIKE_STORY = 0.5
LIKE_WEIGHT = 0.1
QUOTED = 0.25
_EXPANDED = 256
_CACHED, _NEAR = 1024, 16


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
    None for a text of the run. Two texts of the archive are not compared with each other.
    """

    def __init__(
        self,
        text: Callable[[int], str],
        stories: Stories,
        known: Sequence[Mapping[int, int]],
        clusters: Sequence[int | None],
    ) -> None:
        self._known = known
        self._clusters = clusters
        self._stories = stories
        self._words = lru_cache(_CACHED)(lambda index: words(text(index)))
        self._hashes = lru_cache(_NEAR)(lambda index: stories.hashes(self._words(index).text))
        self._places = lru_cache(_NEAR)(lambda index: places(self._words(index).normal))
        self._shared: dict[tuple[int, int], Shared] = {}

    def found(self) -> Iterator[Found]:
        """The pairs, in order."""
        number = len(self._clusters)
        new = [text for text in range(number) if self._clusters[text] is None]
        candidates = self._new(self._stories.candidates(set(new)))
        weights = self._weights(self._stories.frequency(range(number)))
        groups = self._versions(candidates, weights)
        candidates &= self._shared.keys()
        labels = groups.labels
        if len(set(labels)) < number:
            candidates |= self._new(_between(self._stories.rare_pairs(labels, {labels[text] for text in new}), groups))
            weights = self._weights(self._stories.frequency(labels))
        for pair in sorted(candidates):
            shared = self._share(pair)
            if shared.runs and is_pair(shared, evidence := self._weigh(pair, weights)):
                both = self._words(pair[0]), self._words(pair[1])
                yield Found(*pair, shared, evidence, self._jaccard(pair), self._cover(pair), both)

    def _new(self, pairs: Pairs) -> Pairs:
        return {pair for pair in pairs if any(self._clusters[text] is None for text in pair)}

    def _versions(self, candidates: Pairs, weights: Callable[[int], Weights]) -> Groups:
        """The texts grouped by story, as far as it is certain: only to count in how many stories a shingle stands."""
        first: dict[int, int] = {}
        sure = [
            (first.setdefault(cluster, text), text)
            for text, cluster in enumerate(self._clusters)
            if cluster is not None
        ]
        for pair in sorted(candidates):
            cover = min(self._cover(pair))
            if cover < LIKE_STORY or self._share(pair).facts.template:
                continue
            evidence = self._weigh(pair, weights)
            if cover >= SAME_STORY or min(evidence.a_in_b, evidence.b_in_a) >= LIKE_WEIGHT:
                sure.append(pair)
        return grouped(len(self._clusters), sure)

    def _share(self, pair: tuple[int, int]) -> Shared:
        """What two texts share; kept for those that share a passage, which few candidates among many stories do."""
        known = self._shared.get(pair)
        if known is None:
            known = share(self._words(pair[0]), self._words(pair[1]), self._places(pair[0]))
            if known.runs:
                self._shared[pair] = known
        return known

    def _cover(self, pair: tuple[int, int]) -> tuple[float, float]:
        """The share of each text's words that stand in the other."""
        shared = self._share(pair)
        one, other = (len(mine) / len(self._words(index)) for mine, index in zip(shared.words, pair, strict=True))
        return one, other

    def _weigh(self, pair: tuple[int, int], weights: Callable[[int], Weights]) -> Evidence:
        return weigh(self._share(pair), weights(pair[0]), weights(pair[1]))

    def _weights(self, frequency: Frequency) -> Callable[[int], Weights]:
        """What each text's words weigh; quoted words less, since two reporters may quote the same speech."""

        def weights(index: int) -> Weights:
            hashes = self._hashes(index)
            found = word_weights(at_least(frequency.of(hashes), hashes, self._known[index]))
            for word in self._words(index).quoted:
                found[word] *= QUOTED
            return found

        return lru_cache(_CACHED)(weights)

    def _jaccard(self, pair: tuple[int, int]) -> float:
        one, other = (set(self._hashes(index)) for index in pair)
        return len(one & other) / len(one | other)


def _between(pairs: Pairs, groups: Groups) -> Pairs:
    """Pairs of clusters as pairs of their texts; of a cluster of more than 256 texts, the 256 first."""
    members = groups.members()
    return {
        (min(one, other), max(one, other))
        for low, high in pairs
        for one in members[low][:_EXPANDED]
        for other in members[high][:_EXPANDED]
    }
