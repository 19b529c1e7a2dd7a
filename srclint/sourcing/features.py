"""What the model looks at: small readable features of a cue and of the places where its content may start and end.

Each decision has its names and a function that gives the values in the same order, so that training and reading share
one definition. Tags are single letters: a stretch of `shape` is the pattern of its tags. A name such as "lemma>group"
is a feature that counts for each lemma on its own: the part before ">" is one of those that `Cue.of` gives.
"""

from srclint.lazy import lazy
from srclint.sourcing.lexicon import NO_TRIGGER
from srclint.sourcing.stream import Stream

Keys = tuple[str, ...]

GROUP = "ANHBMOT"
_SIZES = ("0", "1", "2", "3", "4", "4", "6", "6", "6", "6", *("10",) * 10, *("20",) * 1000)
WINDOW = 12
REST = 5
AHEAD = 8


class Cue:
    """A word that may attribute, with its sentence [begin, end), its verb group, and where its subject should end."""

    __slots__ = ("begin", "end", "form", "group", "head", "kind", "lemma", "stream", "subject")

    def __init__(self, stream: Stream, head: int, begin: int, end: int) -> None:
        self.stream, self.head, self.begin, self.end = stream, head, begin, end
        trigger = stream.words[head].trigger or NO_TRIGGER
        self.lemma, self.form, _, self.kind = trigger
        before = stream.shape[max(begin, head - 5) : head]
        self.group = before[len(before.rstrip(GROUP)) :]
        self.subject = head - 1 - len(self.group)


CUE = ("lemma>group", "lemma>sides", "word>nexttag", "tags", "kind>parts", "subject", "before", "quotes")
LAYOUT = (
    "form>group",
    "lemma>sides",
    "word>nexttag",
    "tags",
    "subject",
    "quotes",
    "next",
    "form>start",
    "place",
    "rest",
    "commas",
    "form>that",
)
STATEMENT = ("lemma>group", "lemma>sides", "kind>parts", "quotes")


def cue_keys(c: Cue) -> Keys:
    """Is the word an attributing cue?"""
    s, i, a, b = c.stream, c.head, c.begin, c.end
    low, shape = s.low, s.shape
    left = right = after = ""
    j = shape.rfind("Q", a if i - a < WINDOW else i - WINDOW, i)
    if j >= 0:
        left = low[j] + "," if "," in shape[j + 1 : i] else low[j]
    j = shape.find("Q", i + 1, b if b - i < WINDOW else i + WINDOW)
    if j >= 0:
        right = low[j] + "," if "," in shape[i + 1 : j] else low[j]
    if shape[b] == "Q":
        after = low[b] + "+" if low[b][1:2] != "." and shape[b + 1] not in "Q¶" else low[b]
    tags = shape[i + 1 : min(b, i + 3)]
    before, parts = _before(c)
    return (
        c.group,
        ("l" if left else "") + ("r" if right else ""),
        tags[:1],
        shape[i] + tags,
        parts,
        low[c.subject] if c.subject >= a else "<",
        before + parts,
        left + "|" + right + "|" + after if left or right or after else "",
    )


def layout_keys(c: Cue, keys: Keys) -> Keys:
    """On which side of the cue does the content stand? `keys` are those of `cue_keys`."""
    i, a, b = c.head, c.begin, c.end
    group, sides, nexttag, tags, _, subject, _, quotes = keys
    low, shape = c.stream.low, c.stream.shape
    commas = shape.count(",", a, i)
    return (
        group,
        sides,
        nexttag,
        tags,
        subject,
        quotes,
        low[i + 1] if i + 1 < b else ">",
        low[a] if i > a else "",
        _PLACES[min(i - a, 20)][min(b - i, 20)],
        shape[i + 1 : b] if b - i <= REST else "",
        _COMMAS[commas if commas < 4 else 3] + shape[i - 1] if i > a else "",
        _that(shape, i + 1, b),
    )


def _that(shape: str, start: int, end: int) -> str:
    """Whether "that" follows, and after what."""
    k = shape.find("K", start, min(end, start + AHEAD))
    if k < 0:
        return ""
    if k < start + 3:
        return shape[start : k + 1]
    return "V" if "V" in shape[start:k] else "K"


def statement_keys(keys: Keys) -> Keys:
    """Is something stated, or only believed or wanted? `keys` are those of `cue_keys`."""
    group, sides, _, _, parts, _, _, quotes = keys
    return group, sides, parts, quotes


_BESIDE = {size: tuple([f"{size} {other}" for other in _SIZES[:21]]) for size in {*_SIZES[:21]}}
_PLACES = tuple([_BESIDE[size] for size in _SIZES[:21]])


def _before(c: Cue) -> tuple[str, str]:
    """The nearest possible cue before this one in the sentence, and what parts them."""
    s = c.stream
    j = s.shape.rfind("V", c.begin, c.head)
    if j < 0:
        return "none ", ""
    between = s.shape[j + 1 : c.head]
    trigger = s.words[j][2]
    parts = ("," if "," in between else "") + ("C" if "C" in between else "") + ("K" if "K" in between else "")
    if "S" in between or "W" in between:
        parts += "S"
    return (trigger[0] + " " if trigger is not None else " "), parts


START = ("word", "prev", "tags", "offset+tag", "lemma>offset+tag", "ahead")
RESUME = (*START, "lemma>ahead")


def start_keys(c: Cue, k: int) -> Keys:
    """Does content right of the cue start at token k?"""
    s = c.stream
    low, shape = s.low, s.shape
    place = _SIZES[k - c.head] + shape[k]
    coming = shape[k + 1 : min(k + 8, c.end)]
    ahead = shape[k] + ("K" if "K" in coming else "") + ("Q" if "Q" in coming else "")
    if ":" in coming:
        ahead += ":"
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
        cue = "c" if shape.find("V", k, min(b, k + 5)) >= 0 else ""
        ahead = shape[k + 1 : min(b, k + 3)]
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


_VERBED = {size: size + "v" for size in {*_SIZES}}
_SIZES_V = tuple(map(_VERBED.__getitem__, _SIZES))
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
