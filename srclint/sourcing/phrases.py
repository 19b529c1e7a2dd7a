"""Noun phrases of sources: where they start and end in the stream of tokens."""

from srclint.sourcing.heads import within_name
from srclint.sourcing.stream import Stream
from srclint.sourcing.wordlists import endings, phrase_words

Range = tuple[int, int]

_STOP_LEFT = frozenset(",;:Q–—-―SK!?…(")
_BREAKING = frozenset("MOBH.TPWCdV")
_STOP_RIGHT = frozenset(";:Q–—―!?….SKMHO")
_OPENING = frozenset("CAN,;:–—-―\"'SKZ.!?)…")
_CLOSING = frozenset(",;:–—-―AZ(J")
_HEADLESS = frozenset("PAZYTdg")


def left_phrase(s: Stream, floor: int, last: int) -> Range | None:
    """The subject that ends with token `last` and starts at `floor` or later, without a leading adverbial."""
    if last < floor:
        return None
    tags = s.shape
    tag = tags[last]
    if tag == ",":
        return _apposed(s, floor, last)
    if tag in "RWK":
        return last, last + 1
    start = last
    while start > floor:
        tag = tags[start - 1]
        if tag in _STOP_LEFT or (tag in _BREAKING and _clause_break(s, start - 1, floor)):
            break
        start -= 1
    found = trim(s, start, last + 1)
    if found is None or s.low[found[0]] not in phrase_words().adverbial:
        return found
    return _beside_adverbial(s, floor, *found)


def _beside_adverbial(s: Stream, floor: int, start: int, end: int) -> Range | None:
    """The subject where a prepositional phrase stands: "Roe, for her part, said"; "with polls showing"."""
    if start - 1 > floor and s.shape[start - 1] == "," == s.shape[end]:
        return left_phrase(s, floor, start - 2) or (start, end)
    if s.low[start] == "with" and end - start > 1:
        return start + 1, end
    return start, end


def _clause_break(s: Stream, k: int, floor: int) -> bool:
    """Whether token k parts the subject to its right from another clause."""
    tag, low = s.shape[k], s.low[k]
    if tag in "MOBH.":
        return True
    if tag in "TPWC":
        return _parting_word(s, k, floor)
    if tag == "d":
        return k > floor and s.shape[k - 1] in "URX"
    trigger = s.words[k].trigger if tag == "V" else None
    return (
        trigger is not None
        and trigger.form in _FINITE
        and k > floor
        and s.shape[k - 1] in "URAHWsXJK"
        and low not in phrase_words().before_to
    )


def _parting_word(s: Stream, k: int, floor: int) -> bool:
    """Whether a small word opens another clause: "to" after "aides", "and" between names and "whose" do not."""
    tag, low = s.shape[k], s.low[k]
    if tag == "T":
        return not (k > floor and (s.low[k - 1] in phrase_words().before_to or within_name(s, k)))
    if tag == "W":
        return low != "whose"
    if tag == "C":
        return not (low == "and" and k > floor and _joins(s, k))
    return low in phrase_words().subordinating


_FINITE = frozenset(("d", "z", "dg", "g", "n"))


def _joins(s: Stream, k: int) -> bool:
    """Whether "and" at k joins two nouns of one subject."""
    before, after = s.shape[k - 1], s.shape[k + 1] if k + 1 < len(s.shape) else ""
    alike = (before in "UX") == (after in "UDG") or s.low[k + 1] in phrase_words().company
    return alike and before in "UXs#nw" and after in "UDGs#nw"


def _apposed(s: Stream, floor: int, comma: int) -> Range | None:
    """The subject before "..., appositive," : from its first word to the closing comma."""
    tags = s.shape
    for k in range(floor + 1, comma):
        if tags[k] != "," or tags[k - 1] not in "Uwsn#XV)." or k + 1 >= comma:
            continue
        if tags[k + 1] in "DWw#UGsPVndgY" and s.low[k + 1] not in phrase_words().adverbial:
            got = left_phrase(s, floor, k - 1)
            if got and tags[got[0]] not in "PYSTg" and tags[got[1] - 1] != "Z":
                return got[0], comma
    return left_phrase(s, floor, comma - 1)


def trim(s: Stream, start: int, end: int) -> Range | None:
    """Without leading conjunctions, adverbs and stops, and without what trails."""
    tags = s.shape
    while start < end and tags[start] in _OPENING:
        start += 1
    if end - start > 1 and s.low[start - 1] in ("last", "next") and s.low[start] in phrase_words().times:
        start += 1  # "last week officials"
    last = end
    while end > start and (tags[end - 1] in _CLOSING or s.low[end - 1] in ("both", "all")):
        end -= 1
    if end - start > 1 and tags[end - 1] == "P" and tags[end : end + 1] == "Z" and end < last:
        end -= 1  # "Roe on Wednesday"
    timed = end - start > 2 and s.low[end - 1] in phrase_words().times
    if timed and (s.low[end - 2] in ("this", "last", "earlier", "next") or tags[end - 2] == "Z"):
        end -= 2
    if end - start == 1 and tags[start] in _HEADLESS:
        return None
    return (start, end) if start < end else None


def right_phrase(s: Stream, start: int, stop: int) -> Range | None:
    """The noun phrase that starts at `start` and ends by `stop`, with its appositives."""
    tags = s.shape
    k = start
    while k < stop and tags[k] == "A":
        k += 1
    if k >= stop or tags[k] in "PSTYKCQ,.;:HMONB":
        return None
    start = k
    while k < stop:
        t = tags[k]
        if t in _STOP_RIGHT or (t == "," and not _apposition(s, k, stop)):
            break
        if t == "Z" and k > start and not (tags[k - 1] in "DGw" and tags[k + 1] in "#wnsV"):
            break
        if t == "P" and s.low[k] not in phrase_words().inner:
            break
        if t == "C" and not (s.low[k] == "and" and k + 1 < stop and tags[k + 1] in "UDwns#G"):
            break
        k += 1
    return trim(s, start, k)


def _apposition(s: Stream, k: int, stop: int) -> bool:
    if k + 1 >= stop:
        return False
    t = s.shape[k + 1]
    if t == "U" and s.shape[k - 1] in "nswV" and s.shape[k + 2] == "U":
        return True  # "said the bureau's director, Ann Roe"
    return (
        t in "DW#w" or (t == "U" and s.shape[k - 1] in "UX") or (t in "nV" and k + 2 < stop and s.shape[k + 2] == "P")
    )


def main_subject(s: Stream, begin: int, head: int) -> Range | None:
    """The phrase a sentence opens with, up to its first verb: the subject of later participles."""
    tags = s.shape
    k = begin
    while k < head and tags[k] in "CAN\"'(-–—―":
        k += 1
    if k < head and tags[k] in "PYSTgQ":
        while k < head and tags[k] != ",":
            k += 1
        k += 1
    if k >= head:
        return None
    if tags[k] == "R":
        return k, k + 1
    start = k
    while k < head and (
        tags[k] not in "BHMOVdgKWQ,;:.ANSR!?T" or (tags[k] == "V" and k > start and tags[k - 1] in "DG")
    ):
        if k > start and tags[k] in "ws" and tags[k - 1] in "UX" and tags[start] != "D":
            first = s.low[start]
            if k > start + 1 or not (first in phrase_words().opening or first.endswith(endings("adjective"))):
                break
        k += 1
    return (start, k) if k > start else None
