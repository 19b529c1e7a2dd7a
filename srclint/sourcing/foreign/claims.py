"""People without names and claims that nobody signs, in German, French and Spanish."""

import re
from collections.abc import Iterator, Sequence

from srclint.article import Paragraph, Span
from srclint.lazy import lazy
from srclint.sourcing.foreign.clauses import Said, Sentence
from srclint.sourcing.foreign.phrases import Source
from srclint.sourcing.result import Attribution, Hedge, Unnamed

_GROUPS = frozenset(("experts", "officials", "sources"))
_BEFORE = 6
_REACH = 3
_LONG = 5
_CREDITED = ("laut", "selon", "según")
_LEARNT = frozenset("erfuhr erfuhren erfahren erfährt hiess heisst appris apprend supo supieron sabido".split())


def claims(paragraph: Paragraph, s: Sentence, said: Sequence[Said], whole: Span) -> Iterator[Unnamed]:
    """The sources without names in a sentence: those of its attributions, and those that only warn, fear or expect."""
    done: set[int] = set()
    groups = [one.source for one in said if one.source is not None and one.source.group]
    for source in sorted([*groups, *_others(s)]):
        if not done & set(range(source.start, source.end)):
            done |= set(range(source.start, source.end))
            tokens = s.reader.tokens
            start, end = tokens[source.start].start, tokens[source.end - 1].end
            span = paragraph.to_source(start, end)
            phrase = paragraph.text[start:end]
            yield Unnamed(span, phrase, source.group, paragraph.index, whole, source.described)


def _others(s: Sentence) -> Iterator[Source]:
    """Groups beside a verb of speaking or thinking that has no clause: "Experten warnen vor …", "aus Kreisen"."""
    tokens, words = s.reader.tokens, s.reader.words
    heads = [n for n in range(s.start, s.end) if tokens[n].kind == "w" and _GROUPS & set(words.kinds(tokens[n].low))]
    near = {n for head in heads for n in range(head - _BEFORE, head + 1)}
    at = s.start
    while at < s.end:
        if at not in near:
            at += 1
            continue
        source = s.reader.source(at) if _may_start(s, at) else None
        if source is None or not source.group:
            at += 1
            continue
        follows = [t.low for t in tokens[source.end : min(s.end, source.end + _REACH)]]
        speaks = bool(follows) and (follows[0] in words.speaking or _perfect(s, follows))
        if speaks or (source.group == "sources" and _told(s, at)):
            yield source
        at = source.end


def _told(s: Sentence, at: int) -> bool:
    """Whether something is known from the source at a token: "laut", or "aus" beside a verb of saying or learning.

    "Daten aus vielen Quellen" are from no one who speaks.
    """
    tokens, words = s.reader.tokens, s.reader.words
    before = tokens[at - 1].low if at > s.start else ""
    if before in _CREDITED:
        return True
    verbs = (token.low for token in tokens[s.start : s.end])
    return before == words.origin and any(v in words.finite or v in words.participles or v in _LEARNT for v in verbs)


def _perfect(s: Sentence, follows: Sequence[str]) -> bool:
    words = s.reader.words
    return follows[0] in words.sets["auxiliaries"] and any(low in words.participles for low in follows[1:])


def _may_start(s: Sentence, at: int) -> bool:
    token = s.reader.tokens[at]
    return token.kind == "w" and (
        at == s.start or s.reader.tokens[at - 1].low not in s.reader.words.sets["determiners"]
    )


def hedges(paragraph: Paragraph, s: Sentence, said: Sequence[Attribution], whole: Span) -> Iterator[Hedge]:
    """The hedges of a sentence outside quotations; one inside what a named source says is that source's."""
    text = paragraph.text
    start, end = s.reader.tokens[s.start].start, s.reader.tokens[s.end - 1].end
    quoted = [(t.start, t.end) for t in s.reader.tokens[s.start : s.end] if t.kind in "Qq"]
    named = any(a.type in ("person", "organisation") or a.speaker is not None for a in said)
    for match in (*s.reader.words.hedges.finditer(text, start, end), *_hearsay(s, text, start, end)):
        if any(a <= match.start() < b for a, b in quoted):
            continue
        span = paragraph.to_source(*match.span())
        said_so = match[0].split()
        phrase = " ".join(said_so if len(said_so) < _LONG else [said_so[0], "…", *said_so[-2:]])
        yield Hedge(span, phrase, "adverb", paragraph.index, whole, attributed=named)


# "Er soll das Geld gestohlen haben": hearsay, where no deadline makes it a duty.
_DE = lazy(
    r"\b(?:soll|sollen)\b(?:\s(?!(?:bis|sollen|soll)\b)[^\s,.:;!?]+){0,18}?\s"
    r"(?:\w*ge\w+(?:t|en)|(?:be|er|ver|ent|zer)\w+(?:t|en)|\w+iert|gewesen)\s(?:haben|worden\ssein)\b"
    r"|\b(?:soll|sollen)\b(?:\s(?!(?:bis|sollen|soll)\b)[^\s,.:;!?]+){0,18}?\sgewesen\ssein\b"
)
_DEADLINE = lazy(r"(?i)\bbis\b")
_FR = lazy(r"\b(?:aurait|auraient)\s(?:\w+ment\s|déjà\s)?(?:été\s)?\w{2,}(?:é|és|ée|ées|i|is|ie|u|us|ue|ues|it|ert)\b")
_ES = lazy(r"\b(?:habría|habrían)\s(?:sido\s)?\w{2,}(?:ado|ados|ada|adas|ido|idos|ida|idas|cho|sto|rto)\b")
_NO_HEARSAY = {
    "fr": lazy(
        r"(?i)\b(?:si|s['’]ils?|sans|sinon|pu|dû|fallu|voulu|aimé|préféré|souhaité|cru|même|mieux|jamais|cas où|que|"
        r"qu['’]\w+|pas|plus tôt|peut-être|on)\b|\?"
    ),
    "es": lazy(
        r"(?i)\b(?:si|sin|podido|debido|querido|gustado|preferido|hubiera|hubiese|nunca|mejor|que|no|de haber|quizá|"
        r"quizás|tal vez|antes)\b|\?"
    ),
}


def _hearsay(s: Sentence, text: str, start: int, end: int) -> list[re.Match[str]]:
    """The forms of verbs that pass on a rumour; in French and Spanish only where nothing makes them conditional."""
    language = s.reader.words.language
    if language == "de":
        found = _DE.search(text, start, end)
        return (
            []
            if found is None or _DEADLINE.search(text, start, found.start())
            else list(_DE.finditer(text, start, end))
        )
    if _NO_HEARSAY[language].search(text, start, end):
        return []
    return list((_FR if language == "fr" else _ES).finditer(text, start, end))
