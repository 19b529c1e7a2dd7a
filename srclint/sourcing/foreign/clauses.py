"""What the constructions of all three languages share: sentences, subjects, and where what is said starts and ends."""

from typing import NamedTuple

from srclint.sourcing.foreign.phrases import Reader, Source

Range = tuple[int, int]
CLAUSE = 4
"""Tokens that a clause has at least."""
TAIL = 9
"""Tokens that may hang on a verb before a mark: when, where and to whom."""
_BEFORE = 30
_APPOSED = 16
_PARTICIPLES = ("ée", "ées", "és", "ié", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas")
_NOUNS = 4


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
    for start in range(max(s.start, at - _BEFORE), at):
        if not opens(s, start):
            continue
        found = s.reader.source(start)
        if found is not None and (found.end == at or _apposed(s, found, at)):
            return found
    return None


def _apposed(s: Sentence, found: Source, at: int) -> bool:
    """Whether only an aside stands between a person and a verb: "Max Roth, der das Amt leitet, sagte"."""
    tokens, sets = s.reader.tokens, s.reader.words.sets
    named = found.kind == "person" or bool(found.role) or (found.kind == "pronoun" and found.definite)
    if not (is_word(s, found.end, ",") and (is_word(s, at - 1, ",") or found.end + 2 == at)):
        return False
    inside = tokens[found.end + 1 : at - 1]
    if not inside:
        return found.kind == "person"
    if len(inside) == 1:
        return inside[0].low in sets["emphatic"]
    return (
        named
        and len(inside) <= _APPOSED
        and not inside[0].capital
        and inside[0].low not in (sets["conjunctions"] | sets["lead"] | sets["subordinators"]) - sets["relatives"]
        and all(token.kind == "w" or token.text in "-()" for token in inside)
    )


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


def anaphor(s: Sentence, mark: int) -> tuple[Range, ...]:
    """The word that takes up the sentence before, where a sentence opens with it: "Das teilte die Polizei mit."."""
    whole = mark >= s.end - 1 or is_word(s, mark, ".")
    taken_up = s.reader.tokens[s.start].low in s.reader.words.sets["anaphors"]
    return ((s.start, s.start + 1),) if whole and taken_up else ()


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
    if not before and _of_the_source(s, right, right):
        right = next((n + 1 for n in range(right, min(s.end, right + TAIL)) if tokens[n].text == ","), right)
    return (*before, *rest(s, right))


def _of_the_source(s: Sentence, end: int, right: int) -> bool:
    """Whether what follows a source in French and Spanish tells more of it: a relative clause, a bracket, "par …"."""
    sets, tokens = s.reader.words.sets, s.reader.tokens
    if s.reader.words.language == "de" or right >= s.end:
        return False
    lows = {token.low for token in tokens[end : min(s.end, end + 2)]}
    published = tokens[right].kind == "w" and not tokens[right].capital
    return (
        tokens[right].low in sets["relatives"]
        or bool(lows & {"par", "por", "("})
        or (published and tokens[right].low.endswith(_PARTICIPLES))
    )


def anyone(s: Sentence, at: int) -> Source | None:
    """Whoever is told after a quotation and its verb, though the words are of no list.

    A name behind any noun is a person's ("lamentó el guardabosques Luis Roca"), a noun alone nobody's that is known
    ("lance un nageur", "sagte der Angler").
    """
    tokens, sets = s.reader.tokens, s.reader.words.sets
    if at >= s.end:
        return None
    named = s.reader.described(at)
    if named is not None and named.end <= s.end and _breaks(s, named.end):
        return named
    if tokens[at].low not in sets["determiners"]:
        first_name = tokens[at].capital and s.reader.words.language != "de" and _introduced(s, at + 1)
        return Source(at, at + 1, "person", tokens[at].text, titled=True) if first_name else None
    noun = at + 1
    last = noun
    while last < min(s.end, noun + _NOUNS) and tokens[last].kind == "w" and not tokens[last].capital:
        last += 1
    if s.reader.words.language == "de":
        last += 1
    if noun < last <= s.end and ends(s, last):
        return Source(at, last, "unnamed", role=s.reader.text(noun, last))
    return None


def _breaks(s: Sentence, at: int) -> bool:
    """Whether a phrase is whole before a token: at a mark, or where it is told when, where or to whom."""
    return ends(s, at) or s.reader.tokens[at].low in s.reader.words.sets["tail"]


def _introduced(s: Sentence, at: int) -> bool:
    """Whether a first name is explained: "raconte Samira, une riveraine", "relata Luz, vecina"."""
    if not is_word(s, at, ",") or at + 1 >= s.end:
        return False
    token, sets = s.reader.tokens[at + 1], s.reader.words.sets
    aged = is_word(s, at + 1, "de") and at + 2 < s.end and s.reader.tokens[at + 2].text.isdigit()
    return aged or token.text.isdigit() or token.low in sets["indefinite"] or "roles" in s.reader.words.kinds(token.low)
