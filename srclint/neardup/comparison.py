"""Compare all stories of a run with each other: find the pairs, say what kind of copy each is, and group them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from srclint.article import Corpus, Span
from srclint.neardup.clusters import grouped
from srclint.neardup.normalise import Words, words
from srclint.neardup.prints import StoryPrint
from srclint.neardup.relations import Pair, Passage, Relation, earlier, original, relation, uncredited
from srclint.neardup.stories import CROWD, OF_CROWD
from srclint.record import record
from srclint.shelf import Shelf

if TYPE_CHECKING:
    from srclint.neardup.matching import Found


class Cluster(NamedTuple):
    """Stories that are versions or copies of one, as numbers of prints; the earliest stands for them."""

    representative: int
    members: tuple[int, ...]


@record
class Comparison:
    """The outcome: pairs in order of (a, b), and clusters of two and more in order of their first member."""

    prints: tuple[StoryPrint, ...]
    pairs: tuple[Pair, ...]
    clusters: tuple[Cluster, ...]

    @cached_property
    def contained(self) -> Mapping[str, tuple[float, str | None]]:
        """By path, the greatest share of a story that stands in one earlier story, and that story's path."""
        found: dict[str, tuple[float, str | None]] = {}
        for pair in self.pairs:
            a, b = self.prints[pair.a], self.prints[pair.b]
            for mine, other, part in ((a, b, pair.containment[0]), (b, a, pair.containment[1])):
                if part > found.get(mine.path, (0.0,))[0] and earlier(other, mine):
                    found[mine.path] = part, other.path
        return found


def compare(corpus: Corpus[StoryPrint]) -> Comparison:
    """Compare the stories of a corpus; with fewer than two there is nothing to do and nothing heavy is imported."""
    prints = corpus.items
    if len(list(islice((True for story in prints if story.text), 2))) < 2:
        return Comparison(prints, (), ())
    pairs = tuple(sorted(_pairs(prints), key=lambda pair: (pair.a, pair.b)))
    return Comparison(prints, pairs, _clusters(prints, pairs))


def greatest_earlier_containment(comparison: Comparison, path: str) -> tuple[float, str | None]:
    """The greatest share of the story's words that stand in one earlier story, and that story's path.

    (0.0, None) where no earlier story of a pair contains any.
    """
    return comparison.contained.get(path, (0.0, None))


def _pairs(prints: Sequence[StoryPrint]) -> Iterator[Pair]:
    """The pairs of prints, from the pairs of distinct stories."""
    from srclint.neardup.matching import Matcher
    from srclint.neardup.stories import gather

    with closing(gather((story.text for story in prints), len(prints))) as stories, Shelf() as shelf:
        files = stories.files
        for same in files:
            yield from _exact(prints, same)
        if len(files) < 2:
            return
        first = [min(same, key=lambda n: prints[n].cluster is not None) for same in files]
        known, clusters = [prints[n].known for n in first], [prints[n].cluster for n in first]
        matcher = Matcher(lambda index: prints[first[index]].text, stories, known, clusters, shelf)
        for found in matcher.found():
            for one in files[found.one][:CROWD]:
                for other in files[found.other][:CROWD]:
                    if _new(prints[one], prints[other]):
                        yield _pair(prints, one, other, found)


def _new(a: StoryPrint, b: StoryPrint) -> bool:
    """Whether one of the two at least is a story of the run: those of an archive are not compared with each other."""
    return a.cluster is None or b.cluster is None


def _exact(prints: Sequence[StoryPrint], same: Sequence[int]) -> Iterator[Pair]:
    """The pairs of files with the same story."""
    spans: dict[int, Span] = {}
    size = 0
    for file in same if len(same) > 1 else ():
        found = words(prints[file].text)
        size = len(found)
        spans[file] = prints[file].source_span(*found.span(0, size))
    for a, b in _within(prints, same):
        if _new(prints[a], prints[b]):
            yield Pair(
                a,
                b,
                relation=Relation.EXACT,
                jaccard=1.0,
                containment=(1.0, 1.0),
                score=1.0,
                passages=(Passage(spans[a], spans[b], size),),
                original=original(prints[a], prints[b]),
                uncredited=uncredited(prints[a], prints[b], (1.0, 1.0)),
            )


def _within(prints: Sequence[StoryPrint], same: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of files; of more than 64 files, each with the eight earliest."""
    if len(same) <= CROWD:
        yield from combinations(same, 2)
        return
    earliest = sorted(same, key=_first(prints))[:OF_CROWD]
    yield from combinations(sorted(earliest), 2)
    yield from ((min(a, b), max(a, b)) for b in same if b not in earliest for a in earliest)


def _pair(prints: Sequence[StoryPrint], one: int, other: int, found: "Found") -> Pair:
    """The pair of two prints; `found` tells of their texts, perhaps the other way round."""
    a, b = min(one, other), max(one, other)
    turn = 1 if one > other else 0
    containment = (found.cover[turn], found.cover[1 - turn])
    return Pair(
        a,
        b,
        relation=relation(prints[a], prints[b], containment),
        jaccard=found.jaccard,
        containment=containment,
        score=found.evidence.score,
        passages=tuple(_passages(prints[a], prints[b], found, turn)),
        original=original(prints[a], prints[b]),
        uncredited=uncredited(prints[a], prints[b], containment),
    )


def _passages(a: StoryPrint, b: StoryPrint, found: "Found", turn: int) -> Iterator[Passage]:
    """The passages as spans of the sources, in order of a; `turn` is which of the texts is a's."""
    sides = ((a, turn, _words(a, found.words[turn])), (b, 1 - turn, _words(b, found.words[1 - turn])))
    for run in sorted(found.shared.runs, key=lambda run: run.ranges[turn]):
        one, other = (story.source_span(*mine.span(*run.ranges[side])) for story, side, mine in sides)
        yield Passage(one, other, run.size)


def _words(story: StoryPrint, known: Words) -> Words:
    """The story's words; `known` are those of a story with the same words, perhaps set otherwise."""
    return known if known.text == story.text else words(story.text)


def _clusters(prints: Sequence[StoryPrint], pairs: Sequence[Pair]) -> tuple[Cluster, ...]:
    """Versions of one story together; a story joins what it contains unless it contains two stories and more.

    So a brief goes with the report it was cut from, while a digest of five stories does not make one cluster of them.
    """
    groups = grouped(len(prints), ((p.a, p.b) for p in pairs if p.relation is not Relation.CONTAINED))
    parts: dict[int, set[int]] = {}
    for pair in pairs:
        if pair.relation is Relation.CONTAINED:
            whole, part = (pair.b, pair.a) if pair.containment[0] >= pair.containment[1] else (pair.a, pair.b)
            parts.setdefault(groups.label(whole), set()).add(groups.label(part))
    for whole, inside in sorted(parts.items()):
        if len(inside) == 1:
            groups.join(whole, *inside)
    found = (members for members in groups.members().values() if len(members) > 1)
    return tuple(Cluster(min(members, key=_first(prints)), tuple(members)) for members in found)


def _first(prints: Sequence[StoryPrint]) -> Callable[[int], tuple[bool, float, int]]:
    """The order in which a cluster's members may stand for it: the earliest dated one, else the first by path."""

    def order(index: int) -> tuple[bool, float, int]:
        when = prints[index].when
        return when is None, when or 0.0, index

    return order
