"""How the rules on copies look at pairs of stories: from one of the two, the closest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from srclint.article import Corpus, Span
from srclint.neardup import Comparison, Pair, Passage, Relation, StoryPrint, compare, earlier
from srclint.record import NamedTuple
from srclint.rule import Related

_SHOWN = 10
_CODES = {Relation.EXACT: "DUP201", Relation.NEAR: "DUP202", Relation.CONTAINED: "DUP203"}


class Copy(NamedTuple):
    """A pair as seen from one of its stories."""

    pair: Pair
    mine: StoryPrint
    other: StoryPrint
    first: bool

    @property
    def share(self) -> float:
        """The share of the story's words that stand in the other."""
        return self.pair.containment[0 if self.first else 1]

    @property
    def held(self) -> float:
        """The share of the other's words that stand in the story."""
        return self.pair.containment[1 if self.first else 0]

    def spans(self, passage: Passage) -> tuple[Span, Span]:
        """The places of a passage in the story and in the other."""
        return (passage.a, passage.b) if self.first else (passage.b, passage.a)


Stories = Mapping[int, Sequence[Copy]]
Concern = tuple[str, tuple[int, ...]]


def code(pair: Pair) -> str:
    """The code of the rule for stories whose closest copy this is; "" where they are versions of one story."""
    return _CODES.get(pair.relation, "")


def closest(corpus: Corpus[Any]) -> dict[int, Sequence[Copy]]:
    """The stories that have copies, by number, with these: the same story before a near one before a part."""

    def concerned(pair: Pair, comparison: Comparison) -> Concern | None:
        own = code(pair)
        return (own, in_time(pair, comparison)[::-1]) if own else None

    def order(copy: Copy) -> tuple[str, bool, float, str]:
        older = earlier(copy.other, copy.mine)
        return code(copy.pair), not older, -max(copy.share, copy.held), copy.other.path

    return {at: sorted(copies, key=order) for at, copies in gathered(corpus, concerned)}


def gathered(
    corpus: Corpus[Any], concerned: Callable[[Pair, Comparison], Concern | None]
) -> Iterable[tuple[int, list[Copy]]]:
    """The pairs that concern a rule by the story to report, in path order, without those that are meant so.

    Args:
        corpus: the stories.
        concerned: tells of a pair the code and the stories to report it at, the first of them that was named; None
            where it is no concern.
    """
    comparison: Comparison = corpus.derived(compare)
    found: dict[int, list[Copy]] = {}
    for pair in comparison.pairs:
        own, stories = concerned(pair, comparison) or ("", ())
        at = next((story for story in stories if corpus.named[story]), None)
        if at is not None:
            other = pair.b if at == pair.a else pair.a
            copy = Copy(pair, comparison.prints[at], comparison.prints[other], first=at == pair.a)
            if not meant(corpus, own, copy):
                found.setdefault(at, []).append(copy)
    return sorted(found.items())


def meant(corpus: Corpus[Any], code: str, copy: Copy) -> bool:
    """Whether the other file says by a directive that the copy is meant so."""
    return any(corpus.meant(code, copy.other.path, copy.spans(passage)[1]) for passage in copy.pair.passages)


def in_time(pair: Pair, comparison: Comparison) -> tuple[int, int]:
    """The earlier story of a pair, then the later one."""
    return (pair.a, pair.b) if earlier(comparison.prints[pair.a], comparison.prints[pair.b]) else (pair.b, pair.a)


def passages(copy: Copy) -> Iterator[Related]:
    """The longest passages in the other file, in the order of the text, each with its place in this one."""
    longest = sorted(copy.pair.passages, key=lambda passage: -passage.words)[:_SHOWN]
    return (_place(copy, passage) for passage in copy.pair.passages if passage in longest)


def longest(copy: Copy) -> Related:
    """The longest passage in the other file."""
    return _place(copy, max(copy.pair.passages, key=lambda passage: passage.words))


def _place(copy: Copy, passage: Passage) -> Related:
    here, there = copy.spans(passage)
    line = copy.mine.lines.position(here.start).line
    places = copy.other.lines
    return Related(
        copy.other.path,
        f"{passage.words} words shared with line {line} of {copy.mine.path}",
        places.position(there.start),
        places.position(there.end),
    )
