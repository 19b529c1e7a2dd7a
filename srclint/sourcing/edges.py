"""Where contents may start and end: the places the model chooses among."""

from collections.abc import Iterator

from srclint.sourcing.features import Context
from srclint.sourcing.stream import Stream

_RIGHT = frozenset(",;:–—-―.?!…()[]/CSWPYTKAZQg")
_LEFT = frozenset(",;:–—-―.?!…()[]/CSKWPYTQ")
MAX_START = 14
RESUME = 60
MAX_ENDS = 24


def starts_right(c: Context) -> list[int]:
    """Tokens at which content right of the cue may start, nearest first; the next sentence if it opens quoted."""
    out = [k for k in range(c.head + 1, min(c.end, c.head + 1 + MAX_START)) if c.stream.tags[k] not in ".?!…"]
    tags = c.stream.tags
    if c.end < len(tags) and tags[c.end] == "Q" and c.end - c.head <= 2 * MAX_START:
        out.append(c.end)
    return out


def resumptions(c: Context) -> list[int]:
    """Tokens at which content that began left of the cue may go on right of it.

    What began with a quotation goes on with one, where one follows; other content goes on after a comma.
    """
    tags = c.stream.tags
    stop = min(c.end, c.head + RESUME)
    quoted = [k for k in range(c.head + 1, stop) if tags[k] == "Q"]
    if c.end < len(tags) and tags[c.end] == "Q":
        quoted.append(c.end)
    if quoted and "Q" in tags[c.begin : c.head]:
        return quoted
    near = [
        k
        for k in range(c.head + 1, stop)
        if tags[k] not in ".?!…" and (tags[k] == "Q" or tags[k - 1] in ",;–—-―" or k == c.head + 1)
    ]
    return [*near, c.end] if quoted and quoted[-1] == c.end else near


def ends_right(c: Context, start: int) -> list[int]:
    """Tokens before which content that starts at `start` may end, nearest first."""
    s, tags = c.stream, c.stream.tags
    if start >= c.end or s.low[c.head] == ":":
        return _ends_beyond(s, c, start)
    stop = c.end
    while stop > start + 1 and tags[stop - 1] in ".?!…":
        stop -= 1
    out = [k for k in range(start + 1, stop) if tags[k] in _RIGHT or tags[k - 1] == "Q"]
    return [*out[: MAX_ENDS - 1], stop]


def _ends_beyond(s: Stream, c: Context, start: int) -> list[int]:
    out: list[int] = []
    for a, b in s.sentences:
        if b <= start:
            continue
        if start >= c.end:
            out += [k for k in range(start + 1, b) if s.tags[k - 1] == "Q"]
            if s.tags[a] == "Q" and (not out or b - a == 1):
                out.append(b)
            else:
                break
        else:
            out.append(b)
        if len(out) >= MAX_ENDS:
            break
    return out or [start + 1]


def ends_left(c: Context) -> list[int]:
    """Tokens before which content left of the cue may end, nearest first."""
    tags = c.stream.tags
    first = c.head - len(c.group)
    return [
        k
        for k in range(c.head, c.begin, -1)
        if tags[k - 1] == "Q" or tags[k] in ",;–—-―" or k in (c.head, first) or tags[k] in "WKBYP"
    ][:MAX_ENDS]


def starts_left(c: Context, stop: int) -> list[int]:
    """Tokens at which content that ends before `stop` may start, nearest first."""
    tags = c.stream.tags
    out = [k for k in range(stop - 1, c.begin, -1) if tags[k - 1] in _LEFT or tags[k] == "Q"]
    return [*out[: MAX_ENDS - 1], c.begin]


def scan(s: Stream, start: int, places: list[int]) -> Iterator[tuple[int, int, bool]]:
    """For each place, on either side of `start`: the commas passed on the way there, and whether a verb was."""
    tags, words = s.tags, s.words
    step = 1 if places and places[0] > start else -1
    at, commas, verb = start, 0, False
    for place in places:
        while (at < place) if step > 0 else (at >= place):
            tag = tags[at]
            if tag == ",":
                commas += 1
            elif tag in "BHMO" or (tag == "V" and words[at].trigger is not None):
                verb = True
            at += step
        yield place, commas, verb
