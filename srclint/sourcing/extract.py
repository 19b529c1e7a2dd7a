"""Cues and their contents in a story: candidates, their probabilities, and the best set that does not overlap."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp, log
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
)
from srclint.sourcing.lexicon import NO_TRIGGER
from srclint.sourcing.model import (
    FAR,
    Bound,
    Tables,
    bound,
    ends_before,
    is_cue,
    left_ends,
    model,
    odds,
    sigmoid,
    starts_after,
    verdict,
)
from srclint.sourcing.stream import Stream

RIGHT, LEFT, BOTH = 0, 1, 2
NEAR = 8
LEAST = 0.03
# More than `_half` ever gives: a decision that does not come up to it need not be made.
MOST_SHARE = 1.01
Range = tuple[int, int]


def _odds_of(probability: float) -> float:
    """The log-odds of a probability, in hundredths."""
    return 100 * log(probability / (1 - probability))


# What states nothing ("hopes for rain") has to be surer, and less so with a clause ("ruled that the lease is void").
THRESHOLD, THRESHOLD_THAT, THRESHOLD_BELIEF = 0.44, 0.65, 0.78
MINIMUM, MINIMUM_SPARE, MINIMUM_SHORT = _odds_of(THRESHOLD), _odds_of(0.04), _odds_of(0.25)


class Found(NamedTuple):
    """One cue with its content, in tokens of the stream: `left` and `right` of the cue, either may be None."""

    cue: Cue
    left: Range | None
    right: Range | None
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
        left, right = self.left, self.right
        if left is None:
            return (right,) if right is not None else ()
        return (left,) if right is None else (left, right)


Place = tuple[int, int, int]
"""A token that may be a cue, and its sentence."""


def candidates(s: Stream) -> Iterator[Place]:
    """The words of a story that may attribute, with their sentences."""
    low, words = s.low, s.words
    sentences = iter(s.sentences)
    begin = end = 0
    for i in s.triggers:
        while i >= end:
            begin, end = next(sentences)
        _, form, _, _ = words[i][2] or NO_TRIGGER
        if form == "x":
            if not _separates(s, i, end):
                continue
        elif form in _PARTICIPLES and i and low[i - 1] in _ARTICLES:
            continue  # "an estimated 400 people"
        yield i, begin, end


_ARTICLES = ("a", "an")
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
    room = _Room(len(s.low))
    spare: list[Scored] = []
    taken: list[Found] = []
    for tier in _tiers(s):
        for scored in _scored(s, [place for place in tier if not room.content[place[0]]]):
            value, head = scored[0], scored[1]
            if value < MINIMUM_SPARE:
                break
            if room.content[head]:
                continue
            found = _attributing(s, scored) if value > MINIMUM else None
            if found is None:
                spare.append(scored)
            elif room.take(found):
                taken.append(found)
    if spare and "Q" in s.shape:
        taken += _give_quotations(s, room, spare)
    taken.sort(key=_head)
    return taken


Scored = tuple[int, int, Place, str, int, Bound]
"""The log-odds of a cue in hundredths, its token and place, its verb group, its weights added up, its tables."""


def _attributing(s: Stream, scored: Scored) -> Found | None:
    """A cue with its content, if the two together are likely enough; no content makes a cue likelier than it is."""
    value, head, (_, begin, end), group, total, tables = scored
    c = Cue(s, head, begin, end, group)
    stated, left, both = verdict(odds(tables.likely, layout_keys(c), total))
    chance = sigmoid(value)
    least = THRESHOLD if stated > 0 else THRESHOLD_THAT if s.shape[head + 1] == "K" else THRESHOLD_BELIEF
    if chance < least:
        return None
    content = _content(c, tables, exp(0.01 * left), exp(0.01 * both), least / chance)
    return Found(c, content[0], content[1], stated > 0) if content is not None else None


def _tiers(s: Stream) -> tuple[list[Place], list[Place]]:
    strong: list[Place] = []
    weak: list[Place] = []
    words, often = s.words, model().often
    for place in candidates(s):
        (strong if (words[place[0]][2] or NO_TRIGGER)[0] in often else weak).append(place)
    return strong, weak


def _scored(s: Stream, places: list[Place]) -> list[Scored]:
    """The candidates with their log-odds, likeliest first."""
    bias, low = model().cue.bias, s.low
    out: list[Scored] = []
    for place in places:
        i, a, b = place
        tables = bound(low[i])
        keys = cue_keys(s, i, a, b)
        total = odds(tables.candidate, keys, bias)
        out.append((is_cue(total), i, place, keys[0], total, tables))
    out.sort(key=_first, reverse=True)
    return out


class _Room:
    """Which tokens of a story are content or cue already."""

    def __init__(self, size: int) -> None:
        self.content = bytearray(size)
        self._cues = bytearray(size)

    def take(self, found: Found) -> bool:
        """Take the tokens of an attribution, unless its cue or content stands in what was taken before."""
        head = found.cue.head
        if self.content[head]:
            return False
        parts = found.parts
        for a, b in parts:
            if 1 in self._cues[a:b] or 2 * self.content.count(1, a, b) > b - a:
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
    for value, head, place, group, _, _ in spare:
        _, begin, end = place
        near = bisect_left(free, begin)
        if near == len(free) or free[near] > end:
            continue
        beside = [k for k in free[near : near + NEAR] if k <= end and not room.content[k]]
        if not beside:
            continue
        k = min(beside, key=lambda k: abs(k - head))
        if s.low[k].endswith("short") and value < MINIMUM_SHORT:
            continue
        c, part = Cue(s, *place, group), (k, k + 1)
        found = Found(c, part, None, True) if k < head else Found(c, None, part, True)
        if room.take(found):
            yield found


Content = tuple[Range | None, Range | None]
"""What is attributed, left and right of the cue."""


def _content(c: Cue, tables: Bound, left: float, both: float, least: float) -> Content | None:
    """The likeliest content, if its probability comes up to `least`.

    `left` and `both` tell how much likelier content on that side, or on both, is than content to the right.
    """
    right = 1.0
    if left <= 1 >= both:
        start = _stop(c, starts_right(c), start_keys, tables.start, model().start.bias)
        if start is not None:
            return _content_right(c, start, tables, least * (1 + left + both))
        right = 0.0
    return _content_left(c, tables, left, both, least * (right + left + both))


def _content_right(c: Cue, start: int, tables: Bound, least: float) -> Content | None:
    if least > MOST_SHARE:
        return None
    share, end = _end(c, start, tables)
    return (None, (start, end)) if share >= least else None


def _content_left(c: Cue, tables: Bound, left: float, both: float, least: float) -> Content | None:
    """Content that begins left of the cue, and may go on right of it."""
    if least > MOST_SHARE * (left + both):
        return None
    after = c.stream.shape[c.head + 1] if c.head + 1 < c.end else ">"
    stop = _stop(c, ends_left(c), left_end_keys, left_ends(c.kind, c.group, after), model().left_end.bias)
    if stop is None:
        return None
    share, first = _first_token(c, stop, tables)
    if left > both:
        # If it does go on after all, the larger part is mostly this one, and half of it is right.
        return ((first, stop), None) if share * (left + both) >= least else None
    start = _stop(c, resumptions(c), start_keys, tables.resume, model().resume.bias)
    if start is None:
        return None
    other, end = _end(c, start, tables)
    return ((first, stop), (start, end)) if share * both * other >= least else None


def _end(c: Cue, start: int, tables: Bound) -> tuple[float, int]:
    """Before which token content right of the cue ends most likely; first, what part of the chances half agrees."""
    s, ends = c.stream, ends_right(c, start)
    if len(ends) == 1:
        return 1.0, ends[0]
    first, verb = first_word(s, start), first_verb(s, start, ends[-1])
    bias, lemma, shape, end = model().end.bias, tables.end, s.shape, c.end

    def value(k: int) -> int:
        keys = end_keys(c, start, k, first, verb)
        return odds(ends_before(shape[k] if k < end else ">"), keys, bias) + lemma.get(keys[0], 0)

    chances = _stopping(map(value, ends[:-1]))
    del ends[len(chances) :]
    quoted = shape.find("Q", start, ends[-1]) >= 0
    share, best = _half([s.weight(start, k) if quoted else k - start for k in ends], chances)
    return share, ends[best]


def _first_token(c: Cue, stop: int, tables: Bound) -> tuple[float, int]:
    """With which token content left of the cue starts most likely; first, what part of the chances half agrees."""
    s, starts = c.stream, starts_left(c, stop)
    if len(starts) == 1:
        return 1.0, starts[0]
    verb = last_verb(s, c.begin, stop)
    bias, lemma, shape = model().left_start.bias, tables.left_start, s.shape

    def value(k: int) -> int:
        keys = left_start_keys(c, stop, k, verb)
        return odds(starts_after(shape[k - 1]), keys, bias) + lemma.get(keys[5], 0)

    chances = _stopping(map(value, starts[:-1]))
    share, best = _half([s.weight(k, stop) for k in starts[: len(chances)]], chances)
    return share, starts[best]


def _stop(c: Cue, places: Iterator[int], keys_at: Callable[[Cue, int], Keys], tables: Tables, bias: int) -> int | None:
    """The place at which to stop most likely, the last of them taking the rest; None where there is no place."""
    place = next(places, None)
    if place is None:
        return None
    chosen, best, free = place, 0.0, 1.0
    for following in places:
        value = odds(tables, keys_at(c, place), bias)
        if value > 0 and not best:
            return place  # likelier than all that follow
        taken = free * sigmoid(value)
        if taken > best:
            chosen, best = place, taken
        free -= taken
        if free < best:
            return chosen
        place = following
    return place


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


def _half(sizes: Sequence[int], chances: Sequence[float]) -> tuple[float, int]:
    """The length that most of the probability shares half with, what must be half right: its share and number.

    `sizes` are in order, the least first.
    """
    if 2 * sizes[0] >= sizes[-1] or len(sizes) == 2:
        best = max(chances)
        agreeing = sum(chances) if 2 * sizes[0] >= sizes[-1] else best
        return best * 1e-3 + agreeing, chances.index(best)
    best, chosen = 0.0, 0
    for n, size in enumerate(sizes):
        least, most = size / 2, size * 2
        share = chances[n] * 1e-3
        for k, other in enumerate(sizes):
            if least <= other <= most:
                share += chances[k]
        if share > best:
            best, chosen = share, n
    return best, chosen


_QUOTATION = lazy("Q")
_first = itemgetter(0)
_head = attrgetter("cue.head")
