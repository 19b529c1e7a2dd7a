"""Cues and their contents in one paragraph: candidates, their probabilities, and the best set that does not overlap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from srclint.sourcing.edges import ends_left, ends_right, resumptions, scan, starts_left, starts_right
from srclint.sourcing.features import (
    Context,
    cue_features,
    end_features,
    left_end_features,
    left_start_features,
    start_features,
)
from srclint.sourcing.model import Table, scores, sigmoid, softmax, stops, tables
from srclint.sourcing.stream import Stream

RIGHT, LEFT, BOTH = 1, 2, 3
MINIMUM_CUE = 0.15
MINIMUM_LAYOUT = 0.1
CONSIDERED = 16
TRIED = 8
THRESHOLD = 0.32
THRESHOLD_BELIEF = 0.55
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One cue with its content, in tokens of the stream: `left` and `right` of the cue, either may be None."""

    context: Context
    layout: int
    left: Range | None
    right: Range | None
    probability: float
    statement: bool

    @property
    def head(self) -> int:
        """The token of the cue."""
        return self.context.head


def candidates(s: Stream) -> Iterator[Context]:
    """The words of a paragraph that may attribute, with their sentences."""
    words, tags = s.words, s.tags
    for begin, end in s.sentences:
        for i in range(begin, end):
            trigger = words[i].trigger
            if trigger is None:
                continue
            if trigger.form == "x":
                if trigger.lemma == "dash" and not (0 < i < end - 1 and tags[i - 1] == "Q" and tags[i + 1] == "U"):
                    continue
                if trigger.lemma == ":" and i and i + 1 < len(tags) and tags[i - 1] == tags[i + 1] == "#":
                    continue
            yield Context(s, i, begin, end)


def extract(s: Stream) -> list[Found]:
    """The attributions of a paragraph, in order. Cues never stand inside the content of another."""
    model = tables()
    ranked = []
    for c in candidates(s):
        features = list(cue_features(c))
        layouts = softmax(scores(model["cue"], features, 3))
        if 1 - layouts[0] < MINIMUM_CUE:
            continue
        match, left, right = _best(s, _contents(c, layouts, model))
        if left is None and right is None:
            continue
        layout = BOTH if left and right else LEFT if left else RIGHT
        statement = sigmoid(scores(model["statement"], features, 1)[0]) > 0.5
        ranked.append((1 - layouts[0], Found(c, layout, left, right, match, statement)))
    ranked.sort(key=lambda item: -item[0])
    return _compatible([found for _, found in ranked])


def _compatible(ranked: list[Found]) -> list[Found]:
    """The likeliest attributions first, without those that stand in the content of one taken before."""
    taken: list[Found] = []
    for found in ranked:
        if found.probability < (THRESHOLD if found.statement else THRESHOLD_BELIEF):
            continue
        if not any(_clash(found, other) for other in taken):
            taken.append(found)
    taken.sort(key=lambda found: found.head)
    return taken


def _clash(one: Found, other: Found) -> bool:
    for a, b in _parts(other):
        if a <= one.head < b:
            return True
        for c, d in _parts(one):
            if c <= other.head < d or min(b, d) - max(a, c) > 0.5 * (d - c):
                return True
    return False


def _parts(found: Found) -> tuple[Range, ...]:
    return tuple(part for part in (found.left, found.right) if part is not None)


Choice = tuple[float, Range]
Content = tuple[float, Range | None, Range | None]


def _contents(c: Context, layouts: Sequence[float], model: Mapping[str, Table]) -> list[Content]:
    """The likely contents on one side or both, with their probabilities."""
    out: list[Content] = []
    if layouts[RIGHT] >= MINIMUM_LAYOUT:
        out += [(layouts[RIGHT] * p, None, right) for p, right in _right(c, RIGHT, model)]
    if max(layouts[LEFT], layouts[BOTH]) < MINIMUM_LAYOUT:
        return out
    lefts = _left(c, model)
    if layouts[LEFT] >= MINIMUM_LAYOUT:
        out += [(layouts[LEFT] * p, left, None) for p, left in lefts]
    if layouts[BOTH] >= MINIMUM_LAYOUT:
        rights = sorted(_right(c, BOTH, model), reverse=True)[:4]
        out += [
            (layouts[BOTH] * p * q, left, right)
            for p, left in sorted(lefts, reverse=True)[:4]
            for q, right in rights
        ]
    return out


def _right(c: Context, layout: int, model: Mapping[str, Table]) -> list[Choice]:
    places = starts_right(c) if layout == RIGHT else resumptions(c)
    table = model["start" if layout == RIGHT else "resume"]
    out: list[Choice] = []
    for chance, start in _likely(places, [sigmoid(scores(table, start_features(c, k), 1)[0]) for k in places]):
        ends = ends_right(c, start)
        hazards = [
            sigmoid(scores(model["end"], end_features(c, start, k, commas, verb), 1)[0])
            for k, commas, verb in scan(c.stream, start, ends)
        ]
        out += [(chance * p, (start, k)) for k, p in zip(ends, stops(hazards), strict=True) if p > 0.01]
    return out


def _left(c: Context, model: Mapping[str, Table]) -> list[Choice]:
    places = ends_left(c)
    out: list[Choice] = []
    hazards = [sigmoid(scores(model["left end"], left_end_features(c, k), 1)[0]) for k in places]
    for chance, stop in _likely(places, hazards):
        starts = starts_left(c, stop)
        hazards = [
            sigmoid(scores(model["left start"], left_start_features(c, stop, k, commas, verb), 1)[0])
            for k, commas, verb in scan(c.stream, stop - 1, starts)
        ]
        out += [(chance * p, (k, stop)) for k, p in zip(starts, stops(hazards), strict=True) if p > 0.01]
    return out


def _likely(places: list[int], hazards: list[float]) -> list[tuple[float, int]]:
    """The three likeliest stopping places, with their probabilities."""
    if not places:
        return []
    ranked = sorted(zip(stops(hazards), places, strict=True), reverse=True)[:3]
    return [(p, place) for p, place in ranked if p >= 0.05]


def _best(s: Stream, contents: list[Content]) -> Content:
    """The content that most of the probability shares half with: what must be half right is best chosen so."""
    ranked = sorted(contents, key=lambda content: -content[0])[:CONSIDERED]
    spans = [(p, *_chars(s, left), *_chars(s, right)) for p, left, right in ranked]
    best, chosen = 0.0, -1
    for n, (p, a, b, c, d) in enumerate(spans[:TRIED]):
        share, size = p * 1e-3, b - a + d - c
        for q, e, f, g, h in spans:
            common = max(0, min(b, f) - max(a, e)) + max(0, min(d, h) - max(c, g))
            if 2 * common >= max(size, f - e + h - g):
                share += q
        if share > best:
            best, chosen = share, n
    return (best, *ranked[chosen][1:]) if chosen >= 0 else (0.0, None, None)


def _chars(s: Stream, tokens: Range | None) -> Range:
    return (s.starts[tokens[0]], s.ends[tokens[1] - 1]) if tokens is not None else (0, 0)
