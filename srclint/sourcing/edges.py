"""Where contents may start and end: the places the model chooses among."""

from collections.abc import Iterator
from itertools import chain, compress, islice

from srclint.lazy import lazy
from srclint.sourcing.features import Cue
from srclint.sourcing.stream import BREAK, Stream

# A preposition hardly ever ends or starts content, so that the places after one are not worth the time.
_PARTING = r",;:–—\-―.?!…()\[\]CS"
_RIGHT = lazy(f"[{_PARTING}]|(?<=Q).")
_LEFT = lazy(f"(?<=[{_PARTING}/K]).|Q")
# Most contents have none of these places, which a set alone tells in a fifth of the time.
_ANY_RIGHT = lazy(f"[{_PARTING}Q]")
_ANY_LEFT = lazy(f"[{_PARTING}/KQ]")
_NO_START = frozenset(".?!…P,X)")
# "... said on Monday." has nothing to the right that could be content.
_IDLE = "PZA#,.?!…"
# Nor has "... told reporters", where no clause follows.
_CLAUSE = lazy(r"[BHMOVKQSTWd:]")
_LEFT_STOP = frozenset(",;–—-―WKBY")
_STOPS = frozenset(".?!…")
MAX_START = 10
RESUME = 60
MAX_ENDS = 14


def starts_right(c: Cue) -> Iterator[int]:
    """Tokens at which content right of the cue may start, nearest first; the next sentence if it opens quoted."""
    shape, head, end = c.stream.shape, c.head, c.end
    after = shape[end] == "Q"
    if not _clause_follows(c):
        stop = head
    else:
        stop = end if end - head <= MAX_START else head + 1 + MAX_START
        after = after and end - head <= 2 * MAX_START
    places = compress(range(head + 1, stop), map(_NO_START.isdisjoint, shape[head + 1 : stop]))
    return chain(places, (end,)) if after else places


def _clause_follows(c: Cue) -> bool:
    """Whether anything that could be content follows the cue in its sentence."""
    shape, head, end = c.stream.shape, c.head, c.end
    if (head + 1 == end or shape[head + 1] in _IDLE) and not shape[head + 1 : end].strip(_IDLE):
        return False
    return "tell" not in c.kind or _CLAUSE.search(shape, head + 1, end) is not None


def resumptions(c: Cue) -> Iterator[int]:
    """Tokens at which content that began left of the cue may go on right of it.

    What began with a quotation goes on with one, or not at all; other content goes on after a comma.
    """
    shape, head, end = c.stream.shape, c.head, c.end
    stop = min(end, head + RESUME)
    quoted = [k for k in range(head + 1, stop) if shape[k] == "Q"]
    if shape[end] == "Q":
        quoted.append(end)
    last = shape.rfind("Q", c.begin, head)
    if last >= 0 and (quoted or c.stream.low[last][1:2] in (",", "?")):
        return iter(quoted)
    near = [
        k
        for k in range(head + 1, stop)
        if shape[k] not in _STOPS and (shape[k] == "Q" or shape[k - 1] in ",;–—-―" or k == head + 1)
    ]
    return iter([*near, end] if quoted and quoted[-1] == end else near)


def ends_right(c: Cue, start: int) -> list[int]:
    """Tokens before which content that starts at `start` may end, nearest first."""
    s, shape = c.stream, c.stream.shape
    if start >= c.end or c.lemma == ":":
        return _ends_beyond(s, c, start)
    stop = c.end
    while stop > start + 1 and shape[stop - 1] in _STOPS:
        stop -= 1
    if _ANY_RIGHT.search(shape, start, stop) is None:
        return [stop]
    out = [m.start() for m in _RIGHT.finditer(shape, start + 1, stop)]
    del out[MAX_ENDS - 1 :]
    out.append(stop)
    return out


def _ends_beyond(s: Stream, c: Cue, start: int) -> list[int]:
    """Ends past the cue's sentence: of a quotation in the next one, or of a turn in a transcript ("ROE: ...")."""
    out: list[int] = []
    shape = s.shape
    for a, b in islice(s.sentences, s.sentence_number(start), None):
        if a > start and shape[a - 1] == BREAK:
            break
        if start >= c.end:
            out += [k for k in range(start + 1, b) if shape[k - 1] == "Q"]
            if shape[a] != "Q" or (out and b - a > 1):
                break
        out.append(b)
        if len(out) >= MAX_ENDS:
            break
    return out or [start + 1]


def ends_left(c: Cue) -> Iterator[int]:
    """Tokens before which content left of the cue may end, nearest first."""
    shape, head = c.stream.shape, c.head
    group = head - len(c.group)
    places = (
        k for k in range(head, c.begin, -1) if shape[k - 1] == "Q" or shape[k] in _LEFT_STOP or k in (head, group)
    )
    return islice(places, MAX_ENDS)


def starts_left(c: Cue, stop: int) -> list[int]:
    """Tokens at which content that ends before `stop` may start, nearest first."""
    shape = c.stream.shape
    if _ANY_LEFT.search(shape, c.begin, stop) is None:
        return [c.begin]
    out = [m.start() for m in _LEFT.finditer(shape, c.begin + 1, stop)]
    out.reverse()
    del out[MAX_ENDS - 1 :]
    out.append(c.begin)
    return out
