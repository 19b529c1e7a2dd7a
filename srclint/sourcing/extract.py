"""Cues and their contents in a story: candidates, their probabilities, and the best set that does not overlap."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from operator import attrgetter, itemgetter

from srclint.lazy import lazy
from srclint.record import NamedTuple
from srclint.sourcing.edges import ends_left, ends_right, resumptions, starts_left, starts_right
from srclint.sourcing.features import (
    Cue,
    Keys,
    cue_keys,
    end_keys,
    first_verb,
    first_word,
    last_verb,
    layout_keys,
    left_end_keys,
    left_start_keys,
    start_keys,
    statement_keys,
)
from srclint.sourcing.model import FAR, Bound, Model, bound, model, odds, sigmoid
from srclint.sourcing.stream import Stream

RIGHT, LEFT, BOTH = 0, 1, 2
MINIMUM_SPARE = 0.04
NEAR = 8
SHORT_LEAST = 0.25
THRESHOLD = 0.42
THRESHOLD_BELIEF = 0.78
LEAST = 0.03
HALF = 2
Range = tuple[int, int]


class Found(NamedTuple):
    """One cue with its content, in tokens of the stream: `left` and `right` of the cue, either may be None."""

    cue: Cue
    left: Range | None
    right: Range | None
    probability: float
    statement: bool

    @property
    def head(self) -> int:
        """The token of the cue."""
        return self.cue.head

    @property
    def layout(self) -> int:
        """RIGHT, LEFT or BOTH."""
        return RIGHT if self.left is None else LEFT if self.right is None else BOTH

    @property
    def parts(self) -> tuple[Range, ...]:
        """The parts of the content, in order."""
        return tuple(part for part in (self.left, self.right) if part is not None)


def candidates(s: Stream) -> Iterator[Cue]:
    """The words of a story that may attribute, with their sentences."""
    sentences = iter(s.sentences)
    begin = end = 0
    for i in s.triggers:
        while i >= end:
            begin, end = next(sentences)
        trigger = s.words[i][2]
        if trigger is None or (trigger[1] == "x" and not _separates(s, i, end)):
            continue
        if trigger[1] in _PARTICIPLES and i and s.low[i - 1] in ("a", "an"):
            continue  # "an estimated 400 people"
        yield Cue(s, i, begin, end)


_PARTICIPLES = frozenset(("d", "n", "dn"))


def _separates(s: Stream, i: int, end: int) -> bool:
    """Whether a colon or dash can introduce or credit words: "ROE: ...", not 10:30; “...” ― Ann Roe."""
    shape = s.shape
    if s.low[i] == ":":
        return not (i and shape[i - 1] == "#" and shape[i + 1] == "#")
    return shape[i] not in "―—–-" or (0 < i < end - 1 and shape[i - 1] == "Q" and shape[i + 1] == "U")


def extract(s: Stream) -> list[Found]:
    """The attributions of a story, in order. Cues never stand inside the content of another.

    The words that mostly attribute come first, so that those inside their contents are not looked at.
    """
    m = model()
    room = _Room(len(s.low))
    spare: list[Scored] = []
    taken: list[Found] = []
    strong, weak = _tiers(s, m)
    for tier in (strong, weak):
        for scored in _scored([c for c in tier if not room.content[c.head]], m):
            if scored[0] < MINIMUM_SPARE:
                break
            if room.content[scored[1]]:
                continue
            found = _attributing(scored, m)
            if found is None:
                spare.append(scored)
            elif room.take(found):
                taken.append(found)
    if spare and "Q" in s.shape:
        taken += _give_quotations(s, room, spare)
    taken.sort(key=_head)
    return taken


Scored = tuple[float, int, Cue, Keys, Bound]
"""The probability of a cue, its token, the cue, its keys, and the tables that hold for it."""


def _attributing(scored: Scored, m: Model) -> Found | None:
    """A cue with its content, if the two together are likely enough; no content makes a cue likelier than it is."""
    chance, _, c, keys, tables = scored
    if chance < THRESHOLD:
        return None
    statement = odds(tables.statement, statement_keys(keys), m.statement.bias) > 0
    least = THRESHOLD if statement else THRESHOLD_BELIEF
    if chance < least:
        return None
    found = _found(c, keys, chance, tables, m, statement=statement)
    return found if found.probability >= least else None


def _tiers(s: Stream, m: Model) -> tuple[list[Cue], list[Cue]]:
    strong: list[Cue] = []
    weak: list[Cue] = []
    often = m.often
    for c in candidates(s):
        (strong if c.lemma in often else weak).append(c)
    return strong, weak


def _scored(cues: list[Cue], m: Model) -> list[Scored]:
    """The cues with their probabilities, likeliest first."""
    bias = m.cue.bias
    out: list[Scored] = []
    for c in cues:
        keys = cue_keys(c)
        tables = bound(c.stream.low[c.head])
        out.append((sigmoid(odds(tables.cue, keys, bias)), c.head, c, keys, tables))
    out.sort(key=_first, reverse=True)
    return out


class _Room:
    """Which tokens of a story are content or cue already."""

    def __init__(self, size: int) -> None:
        self.content = bytearray(size)
        self._cues = bytearray(size)

    def take(self, found: Found) -> bool:
        """Take the tokens of an attribution, unless its cue or content stands in what was taken before."""
        head = found.head
        if self.content[head]:
            return False
        parts = found.parts
        for a, b in parts:
            if self._cues.find(1, a, b) >= 0 or 2 * self.content.count(1, a, b) > b - a:
                return False
        for a, b in parts:
            self.content[a:b] = b"\1" * (b - a)
        self._cues[head] = 1
        return True


def _give_quotations(s: Stream, room: _Room, spare: list[Scored]) -> Iterator[Found]:
    """Give long quotations that are nobody's yet to the likeliest cue that was passed over: few are nobody's."""
    quotations = (match.start() for match in _QUOTATION.finditer(s.shape))
    free = [k for k in quotations if not room.content[k]]
    if not free:
        return
    spare.sort(key=_first, reverse=True)
    for chance, head, c, _, _ in spare:
        near = bisect_left(free, c.begin)
        beside = [k for k in free[near : near + NEAR] if k <= c.end and not room.content[k]]
        if not beside:
            continue
        k = min(beside, key=lambda k: abs(k - head))
        if s.low[k].endswith("short") and chance < SHORT_LEAST:
            continue
        part = (k, k + 1)
        found = Found(c, part, None, chance, True) if k < head else Found(c, None, part, chance, True)
        if room.take(found):
            yield found


def _found(c: Cue, keys: Keys, chance: float, tables: Bound, m: Model, *, statement: bool) -> Found:
    """A cue with the likeliest content."""
    keys_of_layout = layout_keys(c, keys)
    left = exp(0.01 * odds(tables.left, keys_of_layout, m.left.bias))
    both = exp(0.01 * odds(tables.both, keys_of_layout, m.both.bias))
    before = after = None
    share, right = 0.0, 1.0
    if left <= 1 >= both:
        share, after = _right(c, RIGHT, tables, m)
    if after is None:
        if left <= 1 >= both:
            right = 0.0  # nothing that could be content stands there
        share, before = _left(c, tables, m)
        if left > both:
            share *= left
        else:
            other, after = _right(c, BOTH, tables, m)
            share *= both * other
    return Found(c, before, after, chance * share / (right + left + both), statement)


def _right(c: Cue, layout: int, tables: Bound, m: Model) -> tuple[float, Range | None]:
    """The likeliest content right of the cue, and how much of the probability shares half with it."""
    s = c.stream
    if layout == RIGHT:
        places, own, start_bias = starts_right(c), tables.start, m.start.bias
    else:
        places, own, start_bias = resumptions(c), tables.resume, m.resume.bias
    if not places:
        return 0.0, None
    start = _stop(places, (odds(own, start_keys(c, k), start_bias) for k in places[:-1]))
    ends = ends_right(c, start)
    if len(ends) == 1:
        return 1.0, (start, ends[0])
    first, verb = first_word(s, start), first_verb(s, start, ends[-1])
    lemma, bias, by_tag, other, shape, end = tables.end, m.end.bias, m.by_tag, m.by_tag[""], s.shape, c.end

    def value(k: int) -> int:
        keys = end_keys(c, start, k, first, verb)
        here = by_tag.get(shape[k] if k < end else ">", other)
        return odds(here, keys, bias) + lemma.get(keys[0], 0)

    chances = _stopping(map(value, ends[:-1]))
    share, best = _half([s.weight(start, k) for k in ends[: len(chances)]], chances)
    return share, (start, ends[best])


def _left(c: Cue, tables: Bound, m: Model) -> tuple[float, Range | None]:
    """The likeliest content left of the cue, and how much of the probability shares half with it."""
    s = c.stream
    places = ends_left(c)
    if not places:
        return 0.0, None
    after = s.shape[c.head + 1] if c.head + 1 < c.end else ">"
    tables_of_ends = m.left_end.bound({"kind": c.kind, "group": c.group, "after": after})
    end_bias = m.left_end.bias
    stop = _stop(places, (odds(tables_of_ends, left_end_keys(c, k), end_bias) for k in places[:-1]))
    starts = starts_left(c, stop)
    if len(starts) == 1:
        return 1.0, (starts[0], stop)
    verb = last_verb(s, c.begin, stop)
    lemma, bias, by_before, other, shape = tables.left_start, m.left_start.bias, m.by_before, m.by_before[""], s.shape

    def value(k: int) -> int:
        keys = left_start_keys(c, stop, k, verb)
        return odds(by_before.get(shape[k - 1], other), keys, bias) + lemma.get(keys[5], 0)

    chances = _stopping(map(value, starts[:-1]))
    share, at = _half([s.weight(k, stop) for k in starts[: len(chances)]], chances)
    return share, (starts[at], stop)


def _stopping(values: Iterable[int]) -> list[float]:
    """The probability of stopping at each place in order, given the log-odds of all but the last, which takes the rest.

    Once hardly anything is left, the places after are not asked for.
    """
    chances: list[float] = []
    free = 1.0
    for value in values:
        taken = free / (1 + exp(-0.01 * value)) if value > FAR else 0.0
        chances.append(taken)
        free -= taken
        if free < LEAST:
            return chances
    chances.append(free)
    return chances


def _stop(places: Sequence[int], values: Iterable[int]) -> int:
    """The place at which to stop most likely, given the log-odds of all but the last, which takes the rest."""
    best, chosen, free = 0.0, places[-1], 1.0
    for place, value in zip(places, values, strict=False):
        taken = free * sigmoid(value)
        if taken > best:
            best, chosen = taken, place
        free -= taken
        if free < best:
            return chosen
    return places[-1]


def _half(sizes: Sequence[int], chances: Sequence[float]) -> tuple[float, int]:
    """The length that most of the probability shares half with, what must be half right: its share and number."""
    best, chosen = 0.0, 0
    for n, size in enumerate(sizes):
        least, most = size / 2, size * 2
        share = chances[n] * 1e-3
        for k, other in enumerate(sizes):
            if least <= other <= most:
                share += chances[k]
        if share > best:
            best, chosen = share, n
            if best > HALF:
                break
    return best, chosen


_QUOTATION = lazy("Q")
_first = itemgetter(0)
_head = attrgetter("head")
