"""What the constructions of all three languages share: sentences, subjects, and where what is said starts and ends."""

from typing import NamedTuple

from srclint.sourcing.foreign.phrases import Reader, Source

Range = tuple[int, int]
CLAUSE = 4
"""Tokens that a clause has at least."""
TAIL = 9
"""Tokens that may hang on a verb before a mark: when, where and to whom."""
_BEFORE = 18


class Said(NamedTuple):
    """One attribution in tokens: who (None where Spanish leaves the pronoun out), the cue's words, what is said."""

    source: Source | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    lemma: str
    said: bool = True


class Sentence(NamedTuple):
    """The tokens [start, end) of a paragraph that are a sentence, and the reader of its phrases."""

    reader: Reader
    start: int
    end: int


def is_word(s: Sentence, at: int, *texts: str) -> bool:
    """Whether a token of the sentence is one of these words or marks."""
    return s.start <= at < s.end and s.reader.tokens[at].low in texts


def quote_at(s: Sentence, at: int) -> bool:
    """Whether a token of the sentence is a quotation."""
    return s.start <= at < s.end and s.reader.tokens[at].kind == "Q"


def ends(s: Sentence, at: int) -> bool:
    """Whether nothing of the clause follows: the end of the sentence, or a mark."""
    return at >= s.end or s.reader.tokens[at].kind == "Q" or s.reader.tokens[at].text in ".,;:!?…–—-)"


def tail(s: Sentence, at: int, limit: int = TAIL) -> int:
    """The first mark or quotation after what hangs on a verb; -1 where none is near."""
    for n in range(at, min(s.end, at + limit) + 1):
        if ends(s, n):
            return n
    return -1


def subject_before(s: Sentence, at: int) -> Source | None:
    """The source that ends right before a verb, and starts a clause."""
    tokens = s.reader.tokens
    for start in range(max(s.start, at - _BEFORE), at):
        if not opens(s, start):
            continue
        found = s.reader.source(start)
        if found is None:
            continue
        if found.end == at or (found.end == at - 1 and tokens[found.end].text == "," and found.kind == "person"):
            return found
    return None


def opens(s: Sentence, at: int) -> bool:
    """Whether a clause may start at a token: at the sentence's start, after a mark or a word that leads in."""
    if at == s.start:
        return True
    before = s.reader.tokens[at - 1]
    return before.kind == "Q" or before.text in ",;:–—-«" or before.low in s.reader.words.sets["lead"]


def rest(s: Sentence, at: int) -> tuple[Range, ...]:
    """From a token to the end of the sentence, without its last mark."""
    end = s.end
    while end > at and s.reader.tokens[end - 1].kind == "p" and s.reader.tokens[end - 1].text in ".!?…;,":
        end -= 1
    return ((at, end),) if end > at else ()


def left(s: Sentence, at: int) -> tuple[Range, ...]:
    """What stands before the comma or quotation that ends before a token: the quotation alone, or all of it."""
    end = at
    while end > s.start and s.reader.tokens[end - 1].kind == "p" and s.reader.tokens[end - 1].text in ",–—-":
        end -= 1
    if end == s.start:
        return ()
    if s.reader.tokens[end - 1].kind == "Q":
        start = end - 1
        if start == s.start or s.reader.tokens[start - 1].text in ".:!?…":
            return ((start, end),)
    return ((sentence_start(s, end), end),)


def sentence_start(s: Sentence, end: int) -> int:
    """The first word of the sentence, or `end` where none stands before it."""
    start = s.start
    while start < end and s.reader.tokens[start].kind == "p":
        start += 1
    return start


def after_break(s: Sentence, at: int) -> bool:
    """Whether what is said may have ended right before a token."""
    if at <= s.start:
        return False
    before = s.reader.tokens[at - 1]
    return before.kind == "Q" or (before.text in ",–—" and at - 2 >= s.start)


def colon(s: Sentence, at: int) -> tuple[Range, ...]:
    """What follows a colon, where the colon stands at a token."""
    if not is_word(s, at, ":") or at + 1 >= s.end:
        return ()
    if quote_at(s, at + 1):
        return ((at + 1, at + 2),)
    return rest(s, at + 1)


def around(s: Sentence, start: int, end: int) -> tuple[Range, ...]:
    """The sentence without the tokens [start, end) and the commas beside them."""
    tokens = s.reader.tokens
    left = start
    while left > s.start and tokens[left - 1].text in ",(–—":
        left -= 1
    right = end
    while right < s.end and tokens[right].text in ",)–—":
        right += 1
    first = sentence_start(s, left)
    before = ((first, left),) if left > first and any(t.kind != "p" for t in tokens[first:left]) else ()
    if before and before[0][1] - before[0][0] == 1 and tokens[first].low in s.reader.words.sets["lead"]:
        before = ()
    if before and before[0][1] - before[0][0] >= CLAUSE and _of_the_source(s, end, right):
        return before
    if not before and right > end and _of_the_source(s, right, right):
        right = next((n + 1 for n in range(right, min(s.end, right + TAIL)) if tokens[n].text == ","), right)
    return (*before, *rest(s, right))


def _of_the_source(s: Sentence, end: int, right: int) -> bool:
    """Whether what follows a source in French and Spanish tells more of it: a relative clause, a bracket, "par …"."""
    sets, tokens = s.reader.words.sets, s.reader.tokens
    if s.reader.words.language == "de" or right >= s.end:
        return False
    lows = {token.low for token in tokens[end : min(s.end, end + 2)]}
    return tokens[right].low in sets["relatives"] or bool(lows & {"par", "por", "("})


def anyone(s: Sentence, at: int) -> Source | None:
    """Anybody without a name after a quotation and its verb: "lance un nageur", "sagte eine Kundin"."""
    if not (at + 1 < s.end and s.reader.tokens[at].low in s.reader.words.sets["indefinite"]):
        return None
    noun = s.reader.tokens[at + 1]
    if noun.kind != "w" or not ends(s, at + 2) or noun.capital != (s.reader.words.language == "de"):
        return None
    return Source(at, at + 2, "unnamed", role=noun.text)
