"""What the model looks at: small readable features of a cue and of the places where its content may start and end."""

from collections.abc import Iterator

from srclint.sourcing.stream import Stream

Feature = tuple[str, str]

_GROUP = "ANHBMOT"


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "4-5" if n < 6 else "6-9" if n < 10 else "10-19" if n < 20 else "20+"


class Context:
    """What the features of one cue share: its verb group, its subject's place, its neighbours."""

    __slots__ = ("begin", "end", "group", "head", "stream", "subject", "tail")

    def __init__(self, stream: Stream, head: int, begin: int, end: int) -> None:
        self.stream, self.head, self.begin, self.end = stream, head, begin, end
        tags = stream.tags
        j = head - 1
        while j >= begin and tags[j] in _GROUP and head - j < 6:
            j -= 1
        self.subject = j
        self.group = "".join(tags[j + 1 : head])
        self.tail = end


def cue_features(c: Context) -> Iterator[Feature]:
    """Is the word an attributing cue, and on which side does its content stand?"""
    s, i, a, b = c.stream, c.head, c.begin, c.end
    low, tags, trigger = s.low, s.tags, s.words[i].trigger
    assert trigger is not None
    lemma, form = trigger.lemma, trigger.form
    following = tags[i + 1] if i + 1 < b else ">"
    left = right = after = ""
    for k in range(i - 1, max(a, i - 12) - 1, -1):
        if tags[k] == "Q":
            left = low[k] + ("," if "," in tags[k + 1 : i] else "")
            break
    for k in range(i + 1, min(b, i + 12)):
        if tags[k] == "Q":
            right = low[k] + ("," if "," in tags[i + 1 : k] else "")
            break
    if b < len(tags) and tags[b] == "Q":
        after = low[b] + ("+" if b + 1 < len(tags) and tags[b + 1] != "Q" and low[b][1:2] != "." else "")
    yield "bias", ""
    yield "lemma", lemma
    yield "lemma+group", lemma + " " + c.group
    yield "form+group", form + " " + c.group
    yield "next", low[i + 1] if i + 1 < b else ">"
    yield "tags+", following + (tags[i + 2] if i + 2 < b else ">")
    yield "word+nexttag", low[i] + " " + following
    yield "subjectword", low[c.subject] if c.subject >= a else "<"
    yield "quotemarks", left + "|" + right + "|" + after
    yield "lemma+quotes", lemma + " " + ("l" if left else "") + ("r" if right else "")
    yield "place", _bucket(i - a) + " " + _bucket(b - i)
    yield "start+form", form + (low[a] if i > a else "<")
    yield from _neighbours(c, trigger.classes + form)


def _neighbours(c: Context, kind: str) -> Iterator[Feature]:
    """The nearest other possible cue before this one and a closing "said" after it, with what parts them."""
    s, i, a, b = c.stream, c.head, c.begin, c.end
    words, tags = s.words, s.tags
    between = ""
    for k in range(i - 1, a - 1, -1):
        tag = tags[k]
        if tag in _PARTING and tag not in between:
            between += tag
        elif tag == "V":
            other = words[k].trigger
            if other is not None:
                yield "before", other.lemma + " " + between
                yield "before+kind", kind + " " + between
                break
    else:
        yield "before", "none"
    for k in range(b - 1, max(i, b - 8), -1):
        other = words[k].trigger
        if other is not None and other.lemma in _TAIL:
            comma = "," in tags[max(i + 1, k - 6) : k]
            yield "tail", other.lemma + ("," if comma else "")
            break


_PARTING = frozenset(",;CSKW–—-")
_TAIL = frozenset("say add note write tell explain argue report according announce".split())


def start_features(c: Context, k: int) -> Iterator[Feature]:
    """Does content right of the cue start at token k?"""
    s, i, b = c.stream, c.head, c.end
    low, tags, trigger = s.low, s.tags, s.words[i].trigger
    assert trigger is not None
    lemma, classes = trigger.lemma, trigger.classes + trigger.form
    w, t = low[k], tags[k]
    p, pt = low[k - 1], tags[k - 1]
    nt = tags[k + 1] if k + 1 < len(tags) else ">"
    offset = _bucket(k - i)
    yield "bias", ""
    yield "offset", offset
    yield "word", w
    yield "tag", t + nt
    yield "prev", p
    yield "lemma+offset+tag", lemma + offset + t
    yield "class+tag", classes + t + " " + pt
    yield "group", c.group[-1:] + " " + t + offset
    ahead = tags[k + 1 : min(k + 8, b)]
    yield "ahead", t + ("K" if "K" in ahead else "") + ("Q" if "Q" in ahead else "") + (":" if ":" in ahead else "")
    yield "lemma+ahead", lemma + t + ("K" if "K" in ahead else "") + ("Q" if "Q" in ahead else "")


def end_features(c: Context, start: int, k: int, commas: int, verb: bool) -> Iterator[Feature]:
    """Does content that starts at token `start`, right of the cue, end before token k?"""
    s, i, b = c.stream, c.head, c.end
    low, tags, trigger = s.low, s.tags, s.words[i].trigger
    assert trigger is not None
    lemma, classes = trigger.lemma, trigger.classes + trigger.form
    inside = k < len(tags) and k < c.tail
    w = low[k] if inside else ">"
    t = tags[k] if inside else ">"
    n = low[k + 1] if k + 1 < len(tags) and inside else ">"
    nt = tags[k + 1] if k + 1 < len(tags) and inside else ">"
    nt2 = tags[k + 2] if k + 2 < len(tags) and inside else ">"
    pt = tags[k - 1]
    kind = tags[start]
    first = low[start] if kind in "KTWSQ" else kind
    cue = "c" if inside and any(x.trigger is not None and x.tag == "V" for x in s.words[k : k + 5]) else ""
    size = _bucket(k - start)
    v = "v" if verb else ""
    yield "bias", ""
    yield "word", w
    yield "word+next", w + " " + n
    yield "tags", pt + t + nt
    yield "tags3", t + nt + nt2
    yield "lemma+word", lemma + " " + w
    yield "class+first+tag", classes + " " + first + t
    yield "first+word", first + " " + w
    yield "size+tag", size + t + v
    yield "commas", str(min(commas, 3)) + t + nt
    yield "cue", cue + t + nt
    yield "prevword", low[k - 1]
    yield "rest", _bucket(c.end - k) + t


def left_end_features(c: Context, k: int) -> Iterator[Feature]:
    """Does content left of the cue end before token k?"""
    s, i, a = c.stream, c.head, c.begin
    low, tags, trigger = s.low, s.tags, s.words[i].trigger
    assert trigger is not None
    lemma, classes = trigger.lemma, trigger.classes + trigger.form
    t, pt = tags[k], tags[k - 1]
    yield "bias", ""
    yield "tags", pt + t
    yield "class+tags", classes + pt + t
    yield "lemma+tags", lemma + pt + t
    yield "group", c.group + pt + t
    yield "group+offset", c.group + _bucket(i - k)
    yield "word", low[k]
    yield "prev", low[k - 1]
    yield "quote", ("Q" if "Q" in tags[a:k] else "") + pt + t
    yield "next", (tags[i + 1] if i + 1 < c.end else ">") + pt + t


def left_start_features(c: Context, stop: int, k: int, commas: int, verb: bool) -> Iterator[Feature]:
    """Does content that ends before token `stop`, left of the cue, start at token k?"""
    s, i, a = c.stream, c.head, c.begin
    low, tags, trigger = s.low, s.tags, s.words[i].trigger
    assert trigger is not None
    lemma, classes = trigger.lemma, trigger.classes + trigger.form
    t = tags[k]
    pt = tags[k - 1] if k > a else "<"
    p = low[k - 1] if k > a else "<"
    v = "v" if verb else ""
    size = _bucket(stop - k)
    yield "bias", ""
    yield "prev", p
    yield "word", low[k]
    yield "lemma+prev", lemma + " " + pt + v
    yield "group+prev", c.group + classes + pt + v
    yield "size", size + pt
    yield "commas", str(min(commas, 3)) + pt + t
    yield "gap", "".join(tags[stop : min(i, stop + 4)]) + pt
    yield "rest", _bucket(k - a) + pt + v
