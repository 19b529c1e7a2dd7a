"""Cues and their contents in one paragraph: candidates, their probabilities, and the best set that does not overlap."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from srclint.sourcing.edges import ends_left, ends_right, resumptions, starts_left, starts_right
from srclint.sourcing.features import (
    CUE,
    STATEMENT,
    Context,
    Keys,
    cue_keys,
    end_keys,
    first_word,
    left_end_keys,
    left_start_keys,
    scan,
    start_keys,
)
from srclint.sourcing.model import Model, model
from srclint.sourcing.stream import Stream

RIGHT, LEFT, BOTH = 0, 1, 2
MINIMUM_CUE = 0.3
MINIMUM_SPARE = 0.04
MINIMUM_LAYOUT = 0.15
MINIMUM_PLACE = 0.12
CONSIDERED = 12
TRIED = 6
THRESHOLD = 0.32
THRESHOLD_BELIEF = 0.6
Range = tuple[int, int]
Choice = tuple[float, Range]
Content = tuple[float, Range | None, Range | None]

_OF_STATEMENT = tuple(CUE.index(name) for name in STATEMENT)


class Found(NamedTuple):
    """One cue with its content, in tokens of the stream: `left` and `right` of the cue, either may be None."""

    context: Context
    left: Range | None
    right: Range | None
    probability: float
    statement: bool

    @property
    def head(self) -> int:
        """The token of the cue."""
        return self.context.head

    @property
    def layout(self) -> int:
        """RIGHT, LEFT or BOTH."""
        return RIGHT if self.left is None else LEFT if self.right is None else BOTH


def candidates(s: Stream) -> Iterator[Context]:
    """The words of a paragraph that may attribute, with their sentences."""
    sentences = iter(s.sentences)
    begin = end = 0
    for i in s.triggers:
        while i >= end:
            begin, end = next(sentences)
        trigger = s.words[i].trigger
        if trigger is not None and (trigger.form != "x" or _separates(s, i, end)):
            yield Context(s, i, begin, end)


def _separates(s: Stream, i: int, end: int) -> bool:
    """Whether a colon or dash can introduce or credit words: "ROE: ...", not 10:30; “...” ― Ann Roe."""
    shape = s.shape
    if s.low[i] == ":":
        return not (i and shape[i - 1] == "#" and shape[i + 1 : i + 2] == "#")
    return shape[i] not in "―—–-" or (0 < i < end - 1 and shape[i - 1] == "Q" and shape[i + 1] == "U")


def extract(s: Stream) -> list[Found]:
    """The attributions of a paragraph, in order. Cues never stand inside the content of another."""
    m = model()
    likely: list[tuple[float, Found]] = []
    spare: list[tuple[float, Context, Keys]] = []
    for c in candidates(s):
        keys = cue_keys(c)
        chance = m.cue.chance(keys)
        if chance < MINIMUM_CUE:
            if chance >= MINIMUM_SPARE:
                spare.append((chance, c, keys))
            continue
        found = _found(c, keys, chance, m)
        if found.probability >= (THRESHOLD if found.statement else THRESHOLD_BELIEF):
            likely.append((chance, found))
        elif found.probability >= MINIMUM_SPARE:
            spare.append((chance, c, keys))
    likely.sort(key=_first, reverse=True)
    room = _Room(len(s.tags))
    taken = [found for _, found in likely if room.take(found)]
    if spare and "Q" in s.shape:
        taken += _give_quotations(s, room, spare, m)
    taken.sort(key=_head)
    return taken


class _Room:
    """Which tokens of a paragraph are content or cue already."""

    def __init__(self, size: int) -> None:
        self.content = bytearray(size)
        self._cues = bytearray(size)

    def take(self, found: Found) -> bool:
        """Take the tokens of an attribution, unless its cue or content stands in what was taken before."""
        head = found.head
        if self.content[head]:
            return False
        parts = _parts(found)
        for a, b in parts:
            if 1 in self._cues[a:b] or 2 * self.content.count(1, a, b) > b - a:
                return False
        for a, b in parts:
            self.content[a:b] = b"\1" * (b - a)
        self._cues[head] = 1
        return True


def _found(c: Context, keys: Keys, chance: float, m: Model) -> Found:
    match, left, right = _best(c.stream, _contents(c, m.layout.chances(keys), m))
    statement = m.statement.odds([keys[n] for n in _OF_STATEMENT]) > 0
    return Found(c, left, right, match * chance, statement)


def _give_quotations(s: Stream, room: _Room, spare: list[tuple[float, Context, Keys]], m: Model) -> Iterator[Found]:
    """Give long quotations that are nobody's yet to the likeliest cue that was passed over: few are nobody's."""
    free = [k for k, low in enumerate(s.low) if s.shape[k] == "Q" and not room.content[k] and not low.endswith("short")]
    if not free:
        return
    spare.sort(key=_first, reverse=True)
    for chance, c, keys in spare:
        near = bisect_left(free, c.begin)
        if near == len(free) or free[near] > c.end:
            continue
        found = _found(c, keys, chance, m)
        if found.probability < MINIMUM_SPARE:
            continue
        own = [k for k in free[near : near + 8] if any(a <= k < b for a, b in _parts(found))]
        if any(not room.content[k] for k in own) and room.take(found):
            yield found


def _parts(found: Found) -> tuple[Range, ...]:
    return tuple(part for part in (found.left, found.right) if part is not None)


def _contents(c: Context, layouts: Sequence[float], m: Model) -> list[Content]:
    """The likely contents on one side or both, with their probabilities."""
    out: list[Content] = []
    right, left, both = layouts
    if right >= MINIMUM_LAYOUT:
        out += [(right * p, None, tokens) for p, tokens in _right(c, RIGHT, m)]
    if left < MINIMUM_LAYOUT and both < MINIMUM_LAYOUT:
        return out
    lefts = _left(c, m)
    if left >= MINIMUM_LAYOUT:
        out += [(left * p, tokens, None) for p, tokens in lefts]
    if both >= MINIMUM_LAYOUT:
        rights = sorted(_right(c, BOTH, m), reverse=True)[:4]
        lefts = sorted(lefts, reverse=True)[:4]
        out += [(both * p * q, one, other) for p, one in lefts for q, other in rights]
    return out


def _right(c: Context, layout: int, m: Model) -> list[Choice]:
    s = c.stream
    places = starts_right(c) if layout == RIGHT else resumptions(c)
    decide = m.start if layout == RIGHT else m.resume
    out: list[Choice] = []
    for chance, start in _likely(places, decide.stops((start_keys(c, k) for k in places), len(places))):
        ends = ends_right(c, start)
        first = first_word(s, start)
        keys = (end_keys(c, start, k, first, commas, verb) for k, commas, verb in scan(s, start, ends))
        out += [(chance * p, (start, k)) for k, p in zip(ends, m.end.stops(keys, len(ends)), strict=False) if p > 0.01]
    return out


def _left(c: Context, m: Model) -> list[Choice]:
    places = ends_left(c)
    out: list[Choice] = []
    for chance, stop in _likely(places, m.left_end.stops((left_end_keys(c, k) for k in places), len(places))):
        starts = starts_left(c, stop)
        keys = (left_start_keys(c, stop, k, commas, verb) for k, commas, verb in scan(c.stream, stop - 1, starts))
        chances = m.left_start.stops(keys, len(starts))
        out += [(chance * p, (k, stop)) for k, p in zip(starts, chances, strict=False) if p > 0.01]
    return out


def _likely(places: list[int], chances: list[float]) -> list[tuple[float, int]]:
    """The likeliest stopping places, at most three, with their probabilities."""
    ranked = [(p, k) for p, k in zip(chances, places, strict=False) if p >= MINIMUM_PLACE]
    if len(ranked) > 1:
        ranked.sort(reverse=True)
        del ranked[3:]
    return ranked


def _best(s: Stream, contents: list[Content]) -> Content:
    """The content that most of the probability shares half with: what must be half right is best chosen so."""
    if len(contents) < 2:
        return contents[0] if contents else (0.0, None, None)
    ranked = sorted(contents, key=_first, reverse=True)[:CONSIDERED]
    spans = [(p, *_chars(s, left), *_chars(s, right)) for p, left, right in ranked]
    best, chosen, left = 0.0, 0, sum(map(_first, ranked))
    for n, (p, a, b, c, d) in enumerate(spans[:TRIED]):
        share, size = p * 1e-3, b - a + d - c
        for q, e, f, g, h in spans:
            common = 0
            if a < f and e < b:
                common = min(f, b) - max(e, a)
            if c < h and g < d:
                common += min(h, d) - max(g, c)
            if common + common >= size and common + common >= f - e + h - g:
                share += q
        if share > best:
            best, chosen = share, n
        if best > 0.9 * left:
            break
    return (best, *ranked[chosen][1:])


_first = itemgetter(0)
_head = attrgetter("head")


def _chars(s: Stream, tokens: Range | None) -> Range:
    return (s.starts[tokens[0]], s.ends[tokens[1] - 1]) if tokens is not None else (0, 0)
