"""French and Spanish: "X a déclaré que …", "…, a déclaré X", "según explicó X", "a-t-on appris de X"."""

from collections.abc import Iterator
from typing import NamedTuple

from srclint.sourcing.foreign.clauses import (
    TAIL,
    Range,
    Said,
    Sentence,
    after_break,
    anaphor,
    anyone,
    around,
    colon,
    ends,
    is_word,
    left,
    quote_at,
    rest,
    subject_before,
    tail,
)
from srclint.sourcing.foreign.phrases import Source
from srclint.sourcing.foreign.words import Cue

_AT = ("de", "du", "des", "d'", "à", "au", "aux", "chez", "dans")


class Verb(NamedTuple):
    """A verb group: tokens [start, end) that stand together, the cue, and an inverted pronoun between its words."""

    start: int
    end: int
    cue: Cue
    parts: tuple[Range, ...]
    pronoun: int | None = None


def _verbs(s: Sentence) -> Iterator[Verb]:
    """The verb groups: a finite verb, or an auxiliary with its participle."""
    tokens, words = s.reader.tokens, s.reader.words
    sets = words.sets
    for at in range(s.start, s.end):
        token = tokens[at]
        if token.kind != "w" or (token.capital and at != s.start):
            continue
        cues = words.finite.get(token.low)
        if cues:
            yield Verb(_with_clitics(s, at), at + 1, cues[0], ((at, at + 1),), _inverted(s, at + 1))
        if token.low in ("savoir", "saber"):
            yield from _made_known(s, at)
        reflexive = token.low in ("est", "sont", "était") and is_word(s, at - 1, "s'", "se")
        if token.low in sets["auxiliaries"] or reflexive:
            pronoun = _inverted(s, at + 1)
            j = at + 1 if pronoun is None else at + 2
            while j < s.end and tokens[j].low in sets["adverbs"]:
                j += 1
            cue = words.participles.get(tokens[j].low) if j < s.end else None
            if cue is not None:
                parts = ((at, j + 1),) if pronoun is None else ((j, j + 1),)
                yield Verb(_with_clitics(s, at), j + 1, cue, parts, pronoun)


def _made_known(s: Sentence, at: int) -> Iterator[Verb]:
    """As in "a fait savoir", "hizo saber"."""
    start = at
    while start > s.start and s.reader.tokens[start - 1].low in s.reader.words.sets["made_known"] | {"a", "ont"}:
        start -= 1
    if start < at:
        yield Verb(start, at + 1, Cue(s.reader.tokens[at].low), ((start, at + 1),))


def _inverted(s: Sentence, at: int) -> int | None:
    """The place of the pronoun in "dit-il", "a-t-elle"."""
    if at < s.end and s.reader.tokens[at].text.startswith("-") and s.reader.tokens[at].kind == "w":
        return at
    return None


def _with_clitics(s: Sentence, at: int) -> int:
    while at > s.start and s.reader.tokens[at - 1].low in s.reader.words.sets["clitics"]:
        at -= 1
    return at


def romance_verbs(s: Sentence) -> Iterator[Said]:
    """What the verbs of a sentence attribute; what is denied is not said."""
    for verb in _verbs(s):
        if any(
            is_word(s, verb.start - 1 - k, word) for k in range(2) for word in ("n'", "ne", "no", "nunca", "tampoco")
        ):
            continue
        found = _as_they_say(s, verb)
        if found is None and subject_before(s, verb.start) is None:
            found = _incise(s, verb)
        found = found or _main(s, verb)
        if found is not None:
            yield found


def _as_they_say(s: Sentence, verb: Verb) -> Said | None:
    """As in "según explicó X", "comme l’a indiqué X", "como señaló X"."""
    at = verb.start - 1
    if is_word(s, at, "le", "lo"):
        at -= 1
    taken_up = is_word(s, s.start, "así") if at == s.start else at == s.start + 3 and is_word(s, at, "qu'", "que")
    if not (taken_up or is_word(s, at, "según", "comme", "como")):
        return None
    source = s.reader.source(verb.end)
    if source is None or tail(s, source.end) < 0:
        return None
    while at > s.start and is_word(s, at - 1, "tal", "y", "ainsi"):
        at -= 1
    if taken_up:
        return Said(source, verb.parts, anaphor(s, tail(s, source.end)), verb.cue.lemma, verb.cue.said)
    return Said(source, ((at, verb.end),), around(s, at, tail(s, source.end)), verb.cue.lemma)


def _incise(s: Sentence, verb: Verb) -> Said | None:
    """As in ", a déclaré X.", "», dit-il", ", dijo X."."""
    if not after_break(s, verb.start):
        return None
    if verb.pronoun is not None:
        low = s.reader.tokens[verb.pronoun].low
        if low not in s.reader.words.sets["pronouns"]:
            return None
        sets = s.reader.words.sets
        gender = "f" if low in sets["female"] else "m"
        source: Source | None = Source(
            verb.pronoun, verb.pronoun + 1, "pronoun", gender=gender, plural=low in sets["plural"]
        )
        after = max(verb.end, verb.pronoun + 1)
        quoted = _after_quotation(s, verb)
    else:
        quoted = _after_quotation(s, verb)
        source = _subject_after(s, verb.end, quoted=quoted)
        after = source.end if source is not None else verb.end
        if source is None and not (quoted and _pronoun_left_out(s, verb.end)):
            return None
    mark = tail(s, after, 2 * TAIL if quoted else TAIL)
    if mark < 0 or (not quoted and _is_enumeration(s, verb)):
        return None
    content = left(s, verb.start)
    if quoted and (is_word(s, mark, ":") or is_word(s, mark, ",")) and quote_at(s, mark + 1):
        content = (*content, (mark + 1, mark + 2))
    return Said(source, verb.parts, content, verb.cue.lemma, verb.cue.said)


def _after_quotation(s: Sentence, verb: Verb) -> bool:
    """Whether a quotation ends right before a verb, or before the comma before it."""
    return quote_at(s, verb.start - 1) or (verb.start - 2 >= s.start and quote_at(s, verb.start - 2))


def _subject_after(s: Sentence, at: int, *, quoted: bool) -> Source | None:
    """Who follows the verb, behind when, and after a quotation behind a hearer too: "a déclaré à l’AFP Luc Bec"."""
    tokens, words = s.reader.tokens, s.reader.words
    after = at
    while after < s.end and tokens[after].low in words.sets["adverbs"]:
        after += 1
    if after + 1 < s.end and tokens[after].low in ("este", "ce", "el") and tokens[after + 1].low in words.sets["lead"]:
        after += 2
    for start in dict.fromkeys((at, after)):
        if is_word(s, start, "au", "aux", "du", "al", "del"):
            continue
        source = s.reader.source(start) or (anyone(s, start) if quoted else None)
        if source is not None:
            return source
    return _behind_hearer(s, after) if quoted else None


def _behind_hearer(s: Sentence, at: int) -> Source | None:
    """The person who ends the clause after a hearer or a place: "explicó a este diario Luis Roca."."""
    sets = s.reader.words.sets
    if not (at < s.end and s.reader.tokens[at].low in sets["tail"] - sets["determiners"] | {"al", "au", "aux"}):
        return None
    for start in range(at + 2, min(s.end, at + TAIL)):
        if ends(s, start):
            return None
        before = s.reader.tokens[start - 1]
        token = s.reader.tokens[start]
        if token.text.isupper() or (token.capital and before.capital and not before.text.isupper()):
            continue
        source = s.reader.source(start) if before.low not in sets["of"] | sets["places"] else None
        told = source is not None and (source.kind == "person" or bool(source.role))
        if source is not None and told and (ends(s, source.end) or is_word(s, source.end, "sous", "bajo")):
            return source
    return None


def _pronoun_left_out(s: Sentence, at: int) -> bool:
    """Whether nobody is told after a Spanish verb: a mark follows, or only when, where and to whom.

    Words that may be a name or a role of no list are somebody, and what is quoted is nobody else's.
    """
    tokens, words = s.reader.tokens, s.reader.words
    end = tail(s, at)
    if words.language != "es" or end < 0:
        return False
    while at < end and (tokens[at].low in words.sets["adverbs"] or tokens[at].low.endswith("mente")):
        at += 1
    if at == end:
        return True
    if tokens[at].low not in words.sets["tail"] | words.sets["of"]:
        return False
    timed = at + 1 < end and (tokens[at + 1].low in words.sets["lead"] or tokens[at + 1].text.isdigit())
    if tokens[at].low in words.sets["determiners"] and not timed:
        return False
    return not any(tokens[n].capital and tokens[n + 1].capital for n in range(at + 2, end - 1))


def _is_enumeration(s: Sentence, verb: Verb) -> bool:
    """Whether little stands before: too little to be what is said without quotation marks."""
    return verb.start - 1 - s.start < 3


def _main(s: Sentence, verb: Verb) -> Said | None:
    """As in "X a déclaré (lundi) que …", "X affirme avoir …", "X dijo: «…»"; Spanish may leave the pronoun out."""
    if verb.pronoun is not None:
        return None
    source = subject_before(s, verb.start)
    content = _clause(s, verb.end)
    if not content or (source is None and not _drops_pronoun(s, verb.start)):
        return None
    return Said(source, verb.parts, content, verb.cue.lemma, verb.cue.said)


def _drops_pronoun(s: Sentence, at: int) -> bool:
    """Whether a Spanish sentence opens with its verb: "Dijo que …", "También aseguró que …"."""
    if s.reader.words.language != "es":
        return False
    return at == s.start or (at == s.start + 1 and s.reader.tokens[s.start].low in s.reader.words.sets["adverbs"])


def _clause(s: Sentence, at: int) -> tuple[Range, ...]:
    """What is said after a verb: "que …", an infinitive, a quotation; before it, when and to whom."""
    sets, tokens = s.reader.words.sets, s.reader.tokens
    while at + 1 < s.end and tokens[at].low in sets["adverbs"] and quote_at(s, at + 1):
        at += 1
    at = _past_aside(s, at)
    if at < s.end and tokens[at].low in sets["infinitives"]:
        last = at + 1 if tokens[at].low in ("ne", "no") else at
        if last == at or (last < s.end and tokens[last].low in sets["infinitives"] | {"pas"}):
            return rest(s, at)
    if quote_at(s, at):
        return ((at, at + 1),)
    j = at
    if is_word(s, j, ","):
        j += 1
    first = j
    while j < s.end and j - at < TAIL + 2:
        token = tokens[j]
        if token.low in sets["conjunctions"]:
            near = j == at or (j == at + 1 and is_word(s, at, "de", "en"))
            return rest(s, j) if near or _is_tail(s, first, j) else ()
        if token.text == ":":
            return colon(s, j)
        if token.kind != "w" and token.text != ",":
            break
        j += 1
    return ()


def _past_aside(s: Sentence, at: int) -> int:
    """Past "pour sa part", "por su parte", and past a state of mind: "s’est dit convaincu que"."""
    if is_word(s, at, "pour", "de", "por") and is_word(s, at + 1, "sa", "son", "su"):
        return at + 3 if is_word(s, at + 2, "part", "côté", "parte", "lado") else at
    if at < s.end and s.reader.tokens[at].low in s.reader.words.sets["minded"]:
        return at + 1
    return at


def _is_tail(s: Sentence, start: int, end: int) -> bool:
    """Whether the words between a verb and "que" only tell when and to whom: then "que" belongs to the verb."""
    sets, tokens = s.reader.words.sets, s.reader.tokens
    if tokens[start].low not in sets["tail"]:
        return False
    last = tokens[end - 1] if tokens[end - 1].text != "," else tokens[end - 2]
    return last.capital or last.text.isdigit() or last.low in sets["hearers"] or last.low in sets["lead"]


def learned(s: Sentence) -> Iterator[Said]:
    """As in "a-t-on appris auprès de X", "assure-t-on à la mairie", "indique-t-on du côté de X"."""
    tokens, words = s.reader.tokens, s.reader.words
    for on in range(s.start + 1, s.end):
        if tokens[on].low != "on":
            continue
        before, after = tokens[on - 1].low, tokens[on + 1].low if on + 1 < s.end else ""
        told = after == "appris" or after in words.participles
        verb = on + 1 if told else on - 1
        if not told and before not in words.finite and before != "apprend":
            continue
        start = on - 1
        j = verb + 1 if told else on + 1
        if is_word(s, j, "du") and is_word(s, j + 1, "côté"):
            j += 2
        j = j + 1 if is_word(s, j, "auprès") else j
        source = s.reader.source(j, oblique=True) if is_word(s, j, *_AT) else None
        if source is not None and after_break(s, start):
            yield Said(source, ((verb, verb + 1),), left(s, start), "apprendre")
