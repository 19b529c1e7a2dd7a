"""German: "X sagte, dass …", "…, sagte X", "wie X mitteilte", "…, so X"."""

from collections.abc import Iterator

from srclint.lazy import lazy
from srclint.sourcing.foreign.clauses import (
    CLAUSE,
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
    sentence_start,
    subject_before,
    tail,
)
from srclint.sourcing.foreign.phrases import Source
from srclint.sourcing.foreign.words import Cue

_OPENS = 16
_PRONOUNS = frozenset("er sie es man".split())
_ENDING = lazy(r"\w\w[^\Wt]e$")  # "er bedauere", not "er freute"
_REACH = 60
_INFINITIVE = 30


def german_verbs(s: Sentence) -> Iterator[Said]:
    """What the verbs of a sentence attribute."""
    for at in range(s.start, s.end):
        token = s.reader.tokens[at]
        if token.kind != "w" or token.capital:
            continue
        for cue in s.reader.words.finite.get(token.low, ()):
            if cue.joined:
                continue
            found = _incise(s, at, cue) if subject_before(s, at) is None else None
            found = found or _main(s, at, cue)
            if found is not None:
                yield found
                break
        if token.low in s.reader.words.sets["auxiliaries"]:
            found = _perfect(s, at)
            if found is not None:
                yield found


def _subject_after(s: Sentence, at: int) -> Source | None:
    tokens = s.reader.tokens
    while at < s.end and tokens[at].low in s.reader.words.sets["adverbs"]:
        at += 1
    if at + 1 < s.end and tokens[at].low == "am" and tokens[at + 1].low in s.reader.words.sets["names_not"]:
        at += 2
    source = s.reader.source(at)
    return source if source is not None and source.end <= s.end else None


def _incise(s: Sentence, at: int, cue: Cue) -> Said | None:
    """As in ", sagte X." and "…“, sagte X"; also "hieß es in dem Bericht"."""
    if not after_break(s, at):
        return None
    after = at + 1
    source = _reported_there(s, after) if cue.lemma == "heißen" else _subject_after(s, after)
    quoted = quote_at(s, at - 1) or (at - 2 >= s.start and quote_at(s, at - 2))
    if source is None and quoted:
        source = anyone(s, after)
    if source is None:
        return None
    mark = tail(s, source.end)
    if mark < 0 or (cue.prefix and not is_word(s, mark - 1, cue.prefix)):
        return None
    if not quoted and _clause_after(s, mark) and _is_subordinate(s, at):
        return None
    after_colon = () if quoted else colon(s, mark)
    if after_colon and (_is_subordinate(s, at) or not _subjunctive(s, at)):
        return None
    content = left(s, at) if quoted else _both(s, at, mark)
    content = (*content, *after_colon)
    if quoted and is_word(s, mark, ":"):
        content = (*content, *colon(s, mark))
    elif quoted and is_word(s, mark, ",") and quote_at(s, mark + 1):
        content = (*content, (mark + 1, mark + 2))
    cues = ((at, at + 1), (mark - 1, mark)) if cue.prefix else ((at, at + 1),)
    return _agreeing(source, cue, cues, content)


def _agreeing(source: Source, cue: Cue, cues: tuple[Range, ...], content: tuple[Range, ...]) -> Said | None:
    """What somebody said, where the verb's number may be his: "Erste Entwürfe zeigen" has no person as its subject."""
    if source.kind == "person" and cue.plural:
        return None
    if source.kind == "pronoun":
        source = source._replace(plural=cue.plural)
    return Said(source, cues, content, cue.lemma, cue.said)


def _subjunctive(s: Sentence, end: int) -> bool:
    """Whether what stands before a token is reported speech by its verb."""
    return any(t.low in s.reader.words.sets["subjunctive"] for t in s.reader.tokens[max(s.start, end - _REACH) : end])


def _both(s: Sentence, at: int, mark: int) -> tuple[Range, ...]:
    """What stands before a cue without quotation marks; a phrase without a verb goes on after the source."""
    said = left(s, at)
    if not said or s.reader.tokens[said[0][0]].low in s.reader.words.sets["questions"]:
        return ()
    if said[0][1] - said[0][0] >= CLAUSE:
        return said
    return (*said, *rest(s, mark + 1)) if is_word(s, mark, ",") and mark + CLAUSE < s.end else ()


def _reported_there(s: Sentence, at: int) -> Source | None:
    """The body after "hieß es aus dem", "heißt es in einem"."""
    if not is_word(s, at, "es"):
        return None
    at += 1
    while at < s.end and s.reader.tokens[at].low in ("dazu", "weiter", "am", "montag", "dort"):
        at += 1
    if not is_word(s, at, "in", "im", "aus", "von", "beim", "bei", "seitens", "vonseiten"):
        return None
    return s.reader.source(at, oblique=True)


def _is_subordinate(s: Sentence, at: int) -> bool:
    """Whether the clause before a comma is one of time or reason: "Nachdem er kam, sagte X, …"."""
    first = sentence_start(s, at)
    return s.reader.tokens[first].low in s.reader.words.sets["subordinators"]


def _main(s: Sentence, at: int, cue: Cue) -> Said | None:
    """As in "X sagte (am Montag), dass …", "Am Montag sagte X, …", "X sagte: „…“"."""
    source = subject_before(s, at)
    after = at + 1
    if source is None:
        if at == s.start:
            return None
        source = _subject_after(s, after)
        if source is None:
            return None
        after = source.end
        follows = bool(colon(s, tail(s, after)))
        if after_break(s, at) and not follows and not _is_subordinate(s, at):
            return None
    mark = tail(s, after)
    if mark < 0 or (cue.prefix and not is_word(s, mark - 1, cue.prefix)):
        return None
    content = _clause_after(s, mark) or colon(s, mark) or _taken_up(s, at, mark)
    if not content:
        return None
    cues = ((at, at + 1), (mark - 1, mark)) if cue.prefix else ((at, at + 1),)
    return _agreeing(source, cue, cues, content)


def _taken_up(s: Sentence, at: int, mark: int) -> tuple[Range, ...]:
    """As in "Das teilte die Polizei mit.": the word stands right before the verb."""
    return anaphor(s, mark) if at == s.start + 1 else ()


def _perfect(s: Sentence, at: int) -> Said | None:
    """As in "X hat (am Montag) gesagt, dass …"."""
    source = subject_before(s, at)
    after = at + 1
    if source is None and at > s.start and not after_break(s, at):
        source = _subject_after(s, after)
        after = source.end if source is not None else after
    if source is None:
        return None
    mark = tail(s, after)
    if mark < 0:
        return None
    cue = s.reader.words.participles.get(s.reader.tokens[mark - 1].low)
    content = _clause_after(s, mark) or colon(s, mark) or _taken_up(s, at, mark)
    if cue is None or not content or mark - 1 <= at:
        return None
    return Said(source, ((at, at + 1), (mark - 1, mark)), content, cue.lemma, cue.said)


def _clause_after(s: Sentence, mark: int) -> tuple[Range, ...]:
    """The clause after a comma, where it is one of reported speech: "dass …", or a verb in the subjunctive."""
    first = mark + 1
    if not is_word(s, mark, ",") or first >= s.end:
        return ()
    sets, tokens = s.reader.words.sets, s.reader.tokens
    if quote_at(s, first):
        return ((first, first + 1),)
    low = tokens[first].low
    second = tokens[first + 1].low if first + 1 < s.end else ""
    reported = low in sets["conjunctions"] or bool(
        low in sets["opening"] and (second in sets["indicative"] or (low in _PRONOUNS and _ENDING.search(second)))
    )
    if not reported:
        for token in tokens[first : min(s.end, first + _OPENS)]:
            if token.text == "," and low not in sets["subordinators"]:
                break
            if token.low in sets["subjunctive"]:
                reported = True
                break
    return rest(s, first) if reported or _infinitive(s, first) else ()


def _infinitive(s: Sentence, first: int) -> bool:
    """Whether a clause is an infinitive with "zu" and no purpose: "kündigte an, die Steuern zu senken"."""
    tokens, sets = s.reader.tokens, s.reader.words.sets
    if tokens[first].low in sets["purposes"]:
        return False
    for at in range(first, min(s.end - 1, first + _INFINITIVE)):
        token = tokens[at]
        if token.text == "," or token.low in sets["auxiliaries"]:
            return False
        joined = token.low.endswith("en") and "zu" in token.low[2:-4] and not token.capital
        if joined and ends(s, at + 1):
            return True
        if token.low == "zu" and tokens[at + 1].low.endswith("n") and not tokens[at + 1].capital:
            return ends(s, at + 2) or tokens[at + 2].low in sets["auxiliaries_infinitive"]
    return False


def comparisons(s: Sentence) -> Iterator[Said]:
    """As in "wie X mitteilte", "so X"."""
    tokens, words = s.reader.tokens, s.reader.words
    for at in range(s.start, s.end):
        low = tokens[at].low
        if low == "so" and after_break(s, at):
            source = s.reader.source(at + 1)
            if source is not None and source.kind != "pronoun" and _so_ends(s, source.end):
                quoted = quote_at(s, at - 1) or quote_at(s, at - 2)
                content = left(s, at) if quoted else _both(s, at, tail(s, source.end))
                yield Said(source, ((at, at + 1),), content, "so")
        if low != "wie" or not (at == s.start or after_break(s, at)):
            continue
        source = s.reader.source(at + 1, oblique=is_word(s, at + 1, "aus", "von"))
        mark = tail(s, source.end) if source is not None else -1
        if source is None or mark < 0:
            continue
        verb = mark - 1
        cue = next((c for c in words.finite.get(tokens[verb].low, ()) if c.joined or not c.prefix), None)
        cues: tuple[Range, ...] = ((verb, verb + 1),)
        if cue is None and tokens[verb].low in words.sets["auxiliaries"]:
            cue = words.participles.get(tokens[verb - 1].low)
            cues = ((verb - 1, verb + 1),)
        if cue is not None and verb >= source.end:
            yield Said(source, cues, around(s, at, mark), cue.lemma)


def _so_ends(s: Sentence, at: int) -> bool:
    return ends(s, at) or is_word(s, at, "weiter", "am", "gegenüber", "in", "im", "zu", "laut")
