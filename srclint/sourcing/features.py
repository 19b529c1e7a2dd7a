"""What the model looks at: small readable features of a cue and of the places where its content may start and end.

Each decision has its names and a function that gives the values in the same order, so that training and reading share
one definition. Tags are single letters: a stretch of `shape` is the pattern of its tags.
"""

from collections.abc import Iterator

from srclint.sourcing.stream import Stream

Keys = tuple[str, ...]
Range = tuple[int, int]

_GROUP = "ANHBMOT"
_TAIL = frozenset(("say", "add", "note", "write", "tell", "explain", "argue", "report", "according", "announce"))
_SIZES = ("0", "1", "2", "3", "4", "4", "6", "6", "6", "6", *("10",) * 10)
WINDOW = 12
BESIDE = 6


def _bucket(n: int) -> str:
    return _SIZES[n] if n < 20 else "20"


class Context:
    """What the features of one cue share: its sentence, its verb group, and where its subject should end."""

    __slots__ = ("begin", "classes", "end", "form", "group", "head", "kind", "lemma", "stream", "subject")

    def __init__(self, stream: Stream, head: int, begin: int, end: int) -> None:
        self.stream, self.head, self.begin, self.end = stream, head, begin, end
        trigger = stream.words[head].trigger
        self.lemma = trigger.lemma if trigger is not None else ""
        self.form = trigger.form if trigger is not None else ""
        self.kind = trigger.kind if trigger is not None else ""
        shape = stream.shape
        j = head - 1
        least = max(begin, head - 5)
        while j >= least and shape[j] in _GROUP:
            j -= 1
        self.subject = j
        self.group = shape[j + 1 : head]


CUE = (
    "lemma", "lemma+group", "form+group", "next", "tags+", "word+nexttag", "subjectword", "quotemarks", "lemma+quotes",
    "place", "start+form", "before", "before+kind", "tail", "beside quote", "kind+beside quote", "kind+sides",
)  # fmt: skip
STATEMENT = ("lemma", "lemma+group", "form+group", "word+nexttag", "quotemarks", "lemma+quotes")


def cue_keys(c: Context) -> Keys:
    """Is the word an attributing cue, and on which side does its content stand?"""
    s, i, a, b = c.stream, c.head, c.begin, c.end
    low, shape = s.low, s.shape
    lemma, form = c.lemma, c.form
    left = right = after = beside = ""
    j = shape.rfind("Q", max(a, i - WINDOW), i)
    if j >= 0:
        left = low[j] + "," if "," in shape[j + 1 : i] else low[j]
        if i - j < BESIDE:
            beside = low[j] + shape[j + 1 : i] + "_" + shape[i + 1 : i + 2]
    j = shape.find("Q", i + 1, min(b, i + WINDOW))
    if j >= 0:
        right = low[j] + "," if "," in shape[i + 1 : j] else low[j]
    if shape[b : b + 1] == "Q":
        after = low[b] + "+" if low[b][1:2] != "." and shape[b + 1 : b + 2] not in ("Q", "") else low[b]
    tags = shape[i + 1 : min(i + 3, b)]
    before, parts = _before(c)
    return (
        lemma,
        lemma + " " + c.group,
        form + " " + c.group,
        low[i + 1] if i + 1 < b else ">",
        tags,
        low[i] + " " + tags[:1],
        low[c.subject] if c.subject >= a else "<",
        left + "|" + right + "|" + after,
        lemma + (" l" if left else " ") + ("r" if right else ""),
        _bucket(i - a) + " " + _bucket(b - i),
        form + low[a] if i > a else form,
        before + " " + parts,
        c.kind + " " + parts,
        _tail(c),
        beside,
        c.kind + beside,
        c.kind + shape[i - 1 : i] + "_" + tags if i > a else c.kind + "<" + tags,
    )


def _before(c: Context) -> tuple[str, str]:
    """The nearest possible cue before this one in the sentence, and what parts them."""
    s, i = c.stream, c.head
    j = s.shape.rfind("V", c.begin, i)
    if j < 0:
        return "none", ""
    between = s.shape[j + 1 : i]
    trigger = s.words[j].trigger
    parts = (
        ("," if "," in between else "")
        + ("C" if "C" in between else "")
        + ("K" if "K" in between else "")
        + ("S" if "S" in between or "W" in between else "")
    )
    return trigger.lemma if trigger is not None else "", parts


def _tail(c: Context) -> str:
    """A "said" at the end of the sentence, which takes what stands before it."""
    s, i, b = c.stream, c.head, c.end
    j = s.shape.rfind("V", max(i + 1, b - 7), b)
    trigger = s.words[j].trigger if j >= 0 else None
    if trigger is None or trigger.lemma not in _TAIL:
        return ""
    return trigger.lemma + "," if "," in s.shape[max(i + 1, j - 6) : j] else trigger.lemma


START = (
    "word", "prev", "tags", "tag+offset", "lemma+offset+tag", "kind+tags", "group", "ahead", "lemma+ahead",
)  # fmt: skip


def start_keys(c: Context, k: int) -> Keys:
    """Does content right of the cue start at token k?"""
    s, i = c.stream, c.head
    low, shape = s.low, s.shape
    tag = shape[k]
    offset = _bucket(k - i)
    coming = shape[k + 1 : min(k + 8, c.end)]
    ahead = tag + ("K" if "K" in coming else "") + ("Q" if "Q" in coming else "")
    return (
        low[k],
        low[k - 1],
        shape[k : k + 2],
        tag + offset,
        c.lemma + offset + tag,
        c.kind + shape[k - 1 : k + 1],
        c.group[-1:] + " " + tag + offset,
        ahead + ":" if ":" in coming else ahead,
        c.lemma + ahead,
    )


END = (
    "word", "word+next", "tags", "tags+", "lemma+word", "kind+first+tag", "first+word", "size+tag", "commas", "cue",
    "prev", "rest",
)  # fmt: skip


def end_keys(c: Context, start: int, k: int, first: str, commas: int, verb: bool) -> Keys:
    """Does content that starts at token `start`, right of the cue, end before token k? `first` is how it starts."""
    s = c.stream
    low, shape = s.low, s.shape
    prev = low[k - 1]
    rest = _bucket(c.end - k) if k < c.end else "0"
    if k >= c.end:
        size = _bucket(k - start) + (">v" if verb else ">")
        tags = shape[k - 1] + ">"
        return (
            ">",
            ">",
            tags,
            ">",
            c.lemma + " >",
            c.kind + first + ">",
            first + " >",
            size,
            _COMMAS[commas],
            ">",
            prev,
            rest,
        )
    word, tag = low[k], shape[k]
    following = shape[k + 1 : k + 2]
    tail = tag + following
    return (
        word,
        word + " " + low[k + 1] if following else word,
        shape[k - 1 : k + 2],
        shape[k : k + 3],
        c.lemma + " " + word,
        c.kind + first + tag,
        first + " " + word,
        _bucket(k - start) + tag + ("v" if verb else ""),
        _COMMAS[commas] + tail,
        "c" + tail if "V" in shape[k : k + 5] else tail,
        prev,
        rest + tag,
    )


_COMMAS = ("0", "1", "2", "3")


def first_word(s: Stream, start: int) -> str:
    """How content starts: by the word itself where it is a small one, else by its tag."""
    tag = s.shape[start]
    return s.low[start] if tag in "KTWSQ" else tag


LEFT_END = ("word", "prev", "tags", "kind+tags", "lemma+tags", "group", "group+offset", "quote", "next")


def left_end_keys(c: Context, k: int) -> Keys:
    """Does content left of the cue end before token k?"""
    s, i = c.stream, c.head
    low, shape = s.low, s.shape
    tags = shape[k - 1 : k + 1]
    return (
        low[k],
        low[k - 1],
        tags,
        c.kind + tags,
        c.lemma + tags,
        c.group + " " + tags,
        c.group + _bucket(i - k),
        "Q" + tags if "Q" in shape[c.begin : k] else tags,
        (shape[i + 1] if i + 1 < c.end else ">") + tags,
    )


LEFT_START = ("word", "prev", "lemma+prev", "kind+prev", "size", "commas", "gap", "rest")


def left_start_keys(c: Context, stop: int, k: int, commas: int, verb: bool) -> Keys:
    """Does content that ends before token `stop`, left of the cue, start at token k?"""
    s, i, a = c.stream, c.head, c.begin
    low, shape = s.low, s.shape
    tag = shape[k]
    first = k <= a
    prev = "<" if first else shape[k - 1]
    mark = prev + "v" if verb else prev
    return (
        low[k],
        "<" if first else low[k - 1],
        c.lemma + mark,
        c.group + c.kind + mark,
        _bucket(stop - k) + prev,
        _COMMAS[commas] + prev + tag,
        shape[stop : min(i, stop + 4)] + prev,
        _bucket(k - a) + mark,
    )


def scan(s: Stream, start: int, places: list[int]) -> Iterator[tuple[int, int, bool]]:
    """For each place, on either side of `start`: the commas passed on the way (at most 3), and whether a verb was."""
    shape = s.shape
    at, commas, verb = start, 0, False
    ahead = bool(places) and places[0] > start
    for place in places:
        stretch = shape[at:place] if ahead else shape[place : at + 1]
        commas = min(3, commas + stretch.count(","))
        verb = verb or not _VERBS.isdisjoint(stretch)
        at = place if ahead else place - 1
        yield place, commas, verb


_VERBS = frozenset("BHMOV")
