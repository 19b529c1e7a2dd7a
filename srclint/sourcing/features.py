"""What the model looks at: small readable features of a cue and of the places where its content may start and end.

Each decision has its names and a function that gives the values in the same order, so that training and reading share
one definition. Tags are single letters: a stretch of `shape` is the pattern of its tags. A name such as "lemma>group"
is a feature that counts for each lemma on its own.
"""
# ruff: noqa: FURB136 - `min` costs a call, and these functions are asked for every word that may be a cue

from srclint.lazy import lazy
from srclint.sourcing.lexicon import NO_TRIGGER
from srclint.sourcing.stream import Stream

Keys = tuple[str, ...]

GROUP = frozenset("ANHBMOT")
MOST_GROUP = 5
WINDOW = 12
REST = 5
AHEAD = 8
FAR_OFF = 20


class _Sizes(dict[int, str]):
    """How many tokens, in the steps the model was trained on; what is counted beyond the table is of the last step."""

    def __missing__(self, count: int) -> str:
        return self[len(self) - 1]


_SIZES = _Sizes(enumerate(("0", "1", "2", "3", "4", "4", "6", "6", "6", "6", *("10",) * 10, *("20",) * 80)))
_NEAR = tuple(map(_SIZES.__getitem__, range(FAR_OFF + 1)))


class Cue:
    """A word that may attribute, with its sentence [begin, end), its verb group, and where its subject should end."""

    __slots__ = ("begin", "end", "form", "group", "head", "kind", "lemma", "stream", "subject")

    def __init__(self, stream: Stream, head: int, begin: int, end: int, group: str) -> None:
        self.stream = stream
        self.head = head
        self.begin = begin
        self.end = end
        self.group = group
        self.subject = head - 1 - len(group)
        self.lemma, self.form, _, self.kind = stream.words[head][2] or NO_TRIGGER


# What is asked of every candidate, and then of those that are likely cues. Four decisions draw on it: whether the word
# attributes, on which side the content stands, with three answers, and whether something is stated.
CANDIDATE = (
    "lemma>group",
    "form>group",
    "lemma>sides",
    "word>nexttag",
    "tags",
    "kind>parts",
    "subject",
    "before",
    "quotes",
)
LIKELY = ("next", "form>start", "place", "rest", "commas", "form>that")
CUE = tuple(name for name in CANDIDATE if name != "form>group")
LAYOUT = ("form>group", "lemma>sides", "word>nexttag", "tags", "subject", "quotes", *LIKELY)
STATEMENT = ("lemma>group", "lemma>sides", "kind>parts", "quotes")


def cue_keys(s: Stream, i: int, a: int, b: int) -> Keys:
    """The values of `CANDIDATE` for token i in the sentence [a, b); the first is the verb group of the word."""
    low, shape = s.low, s.shape
    group = sides = quotes = before = parts = ""
    if a < i and shape[i - 1] in GROUP:
        start = i - 1
        while start > a and shape[start - 1] in GROUP and start > i - MOST_GROUP:
            start -= 1
        group = shape[start:i]
    subject = i - 1 - len(group)
    first, last = a if i - a < WINDOW else i - WINDOW, b if b - i < WINDOW else i + WINDOW
    if shape[b] == "Q" or shape.find("Q", first, last) >= 0:
        sides, quotes = _quotes(s, i, b, first, last)
    j = shape.rfind("V", a, i)
    if j >= 0:
        trigger = s.words[j][2]
        before = trigger[0] if trigger is not None else ""
        parts = _parts(shape[j + 1 : i])
    else:
        before = "none"
    tags = shape[i : i + 3 if i + 3 < b else b]
    return (
        group,
        group,
        sides,
        shape[i + 1] if i + 1 < b else "",
        tags,
        parts,
        low[subject] if subject >= a else "<",
        f"{before} {parts}",
        quotes,
    )


def _quotes(s: Stream, i: int, b: int, first: int, last: int) -> tuple[str, str]:
    """On which sides of the cue quotations stand near, from `first` to `last`; and which, with the next sentence's."""
    low, shape = s.low, s.shape
    left = right = after = ""
    j = shape.rfind("Q", first, i)
    if j >= 0:
        left = low[j] + "," if "," in shape[j + 1 : i] else low[j]
    j = shape.find("Q", i + 1, last)
    if j >= 0:
        right = low[j] + "," if "," in shape[i + 1 : j] else low[j]
    if shape[b] == "Q":
        after = low[b] + "+" if low[b][1:2] != "." and shape[b + 1] not in "Q¶" else low[b]
    return ("l" if left else "") + ("r" if right else ""), f"{left}|{right}|{after}"


def _parts(between: str) -> str:
    """What parts a cue from the verb before it."""
    parts = ("," if "," in between else "") + ("C" if "C" in between else "") + ("K" if "K" in between else "")
    return parts + "S" if "S" in between or "W" in between else parts


def layout_keys(c: Cue) -> Keys:
    """The values of `LIKELY`."""
    i, a, b = c.head, c.begin, c.end
    low, shape = c.stream.low, c.stream.shape
    commas = shape.count(",", a, i)
    return (
        low[i + 1] if i + 1 < b else ">",
        low[a] if i > a else "",
        _PLACES[i - a if i - a < FAR_OFF else FAR_OFF][b - i if b - i < FAR_OFF else FAR_OFF],
        shape[i + 1 : b] if b - i <= REST else "",
        _COMMAS[commas if commas < 4 else 3] + shape[i - 1] if i > a else "",
        _that(shape, i + 1, b),
    )


def _that(shape: str, start: int, end: int) -> str:
    """Whether "that" follows, and after what."""
    k = shape.find("K", start, end if end < start + AHEAD else start + AHEAD)
    if k < 0:
        return ""
    if k < start + 3:
        return shape[start : k + 1]
    return "V" if "V" in shape[start:k] else "K"


_BESIDE = {size: tuple([f"{size} {other}" for other in _NEAR]) for size in {*_NEAR}}
_PLACES = tuple([_BESIDE[size] for size in _NEAR])


START = ("word", "prev", "tags", "offset+tag", "lemma>offset+tag", "ahead")
RESUME = (*START, "lemma>ahead")


def start_keys(c: Cue, k: int) -> Keys:
    """Does content right of the cue start at token k?"""
    s = c.stream
    low, shape = s.low, s.shape
    tag = ahead = shape[k]
    coming = shape[k + 1 : k + 8 if k + 8 < c.end else c.end]
    for sign in "KQ:":
        if sign in coming:
            ahead += sign
    place = _SIZES[k - c.head] + tag
    return low[k], low[k - 1], shape[k : k + 2], place, place, ahead, ahead


END = ("word", "prev", "word+next", "tag>size", "tag>commas", "tag>cue", "tag>ahead", "tag>first", "lemma>word")


def end_keys(c: Cue, start: int, k: int, first: str, verb: int) -> Keys:
    """Does content that starts at token `start`, right of the cue, end before token k?

    `first` is how it starts, `verb` where its first verb stands.
    """
    s, b = c.stream, c.end
    low, shape = s.low, s.shape
    if k >= b:
        word, pair, ahead, cue = ">", ">", "", ""
    else:
        word = low[k]
        pair = word + " " + low[k + 1]
        cue = "c" if shape.find("V", k, k + 5 if k + 5 < b else b) >= 0 else ""
        ahead = shape[k + 1 : k + 3 if k + 3 < b else b]
    commas = shape.count(",", start, k)
    return (
        word,
        low[k - 1],
        pair,
        (_SIZES_V if verb < k else _SIZES)[k - start],
        _COMMAS[commas if commas < 4 else 3],
        cue,
        ahead,
        first,
        word,
    )


_VERBED = {size: size + "v" for size in {*_SIZES.values()}}
_SIZES_V = _Sizes((count, _VERBED[size]) for count, size in _SIZES.items())
_COMMAS = ("0", "1", "2", "3")


def first_word(s: Stream, start: int) -> str:
    """How content starts: by the word itself where it is a small one, else by its tag."""
    tag = s.shape[start]
    return s.low[start] if tag in "KTWSQ" else tag


LEFT_END = ("word", "prev", "kind>tags", "group>offset", "quote+tags", "after>tags", "commas", "subject")


def left_end_keys(c: Cue, k: int) -> Keys:
    """Does content left of the cue end before token k?"""
    s = c.stream
    low, shape = s.low, s.shape
    tags = shape[k - 1 : k + 1]
    between = _COMMAS[min(3, shape.count(",", k + 1, c.head))]
    return (
        low[k],
        low[k - 1],
        tags,
        _SIZES[c.head - k],
        "Q" + tags if "Q" in shape[c.begin : k] else tags,
        tags,
        between + _COMMAS[min(3, shape.count(",", c.begin, k))] + shape[k],
        between + shape[k + 1 : k + 3] + shape[c.head - 1],
    )


LEFT_START = ("word", "prev", "before>size", "before>commas", "before>gap", "lemma>mark")


def left_start_keys(c: Cue, stop: int, k: int, verb: int) -> Keys:
    """Does content that ends before token `stop`, left of the cue, start at token k? `verb` is its last verb."""
    s, i, a = c.stream, c.head, c.begin
    low, shape = s.low, s.shape
    prev, word = (shape[k - 1], low[k - 1]) if k > a else ("<", "<")
    commas = shape.count(",", k, stop)
    return (
        low[k],
        word,
        _SIZES[stop - k],
        _COMMAS[commas if commas < 4 else 3],
        shape[stop : min(stop + 4, i)],
        prev + "v" if verb >= k else prev,
    )


def first_verb(s: Stream, start: int, stop: int) -> int:
    """The first token from `start` that is a verb; `stop` where there is none before."""
    found = _VERB.search(s.shape, start, stop)
    return found.start() if found is not None else stop


def last_verb(s: Stream, start: int, stop: int) -> int:
    """The last token before `stop` that is a verb; -1 where there is none from `start` on."""
    return max([s.shape.rfind(tag, start, stop) for tag in "VBHMO"])


_VERB = lazy("[BHMOV]")
