"""Claims that nobody signs: hedges ("reportedly", "it was revealed") and people without names ("experts say")."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from srclint.article import Paragraph, Span
from srclint.language import fold
from srclint.sourcing.lexicon import lexicon
from srclint.sourcing.result import Attribution, Hedge, Unnamed
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import Part


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon("en")[table][key].split())


def _any(table: str, key: str) -> str:
    """The words of a list of the lexicon as alternatives, the longest first; "~" stands for a blank inside one."""
    words = sorted(_words(table, key), key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\~", "\\s").replace("~", "\\s") for word in words)


@cache
def _hedge() -> re.Pattern[str]:
    """All hedges, a named group a kind."""
    reports = _any("hedges", "reports")
    kinds = {
        "adverb": rf"\b(?:{_any('hedges', 'adverb')})\b",
        "passive": r"\b(?:is|are|was|were|be|been|being)\s(?:also\s|now\s|widely\s|still\s|long\s)?"
        rf"(?:{_any('hedges', 'passive')})\sto\b(?:\sbe\b)?",
        "impersonal": r"\bit\s(?:(?:is|was|has been|had been)\s(?:also\s|now\s|later\s|since\s|widely\s)?"
        rf"(?:{_any('hedges', 'impersonal')})|(?:has\s|had\s)?(?:also\s|now\s|later\s|since\s)?emerged)\b",
        "told": rf"\b(?:has|have|had|was|were)\s(?:exclusively\s)?been\s"
        rf"(?:{_any('hedges', 'told')})(?=[.,;]|$|\sthat\b)",
        "reports": rf"\b(?:according\sto\s(?:some\s|several\s|media\s|unconfirmed\s|recent\s|local\s)?(?:{reports})"
        rf"|(?:media\s|unconfirmed\s|some\s)?(?:{reports})\s(?:suggest|say|claim|indicate)(?:s|ed)?)\b",
        "estimate": r"\ban\sestimated\b|\b(?:is|are|was|were|been|be)\sestimated\s(?:to\s\w+|at)\b",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


@cache
def _people() -> str:
    """The nouns for people without names, a named group a kind; "intelligence" that is no adjective."""
    office = r"intelligence(?!\s(?:officer|official|agency|service|chief|committee|expert|analyst|source))"
    groups = {group: _any("unnamed", group) for group in ("experts", "officials", "sources")}
    groups["officials"] = groups["officials"].replace("intelligence", office)
    return "|".join(f"(?P<{group}>{words})" for group, words in groups.items())


@cache
def _speaking() -> re.Pattern[str]:
    """Such a noun, what may stand after it, and a verb of speaking."""
    tail = (
        r"(?P<tail>(?:\s(?:close\sto|with|from|in|at|of|for|familiar\swith|inside|within|on)\s(?:[\w.'-]+\s?){1,6}?)?)"
    )
    verb = rf",?{_between()}{{0,3}}\s(?:{_any('unnamed', 'speaking')})\b"
    return re.compile(rf"\b(?:{_people()})\b{tail}{verb}")


@cache
def _cited() -> re.Pattern[str]:
    """Such a noun after words that cite it."""
    return re.compile(rf"\b(?:{_any('unnamed', 'cited')})\s(?P<pre>(?:[\w.'-]+\s){{0,4}}?)(?:{_people()})\b")


@cache
def _many() -> re.Pattern[str]:
    """The word "many" and the like as the subject of a verb of speaking, at the start of a clause."""
    start = r"(?:^|(?<=[.!?]\s)|(?<=,\s)|(?<=\bbut\s)|(?<=\band\s)|(?<=\bthat\s))"
    speaking = _any("unnamed", "speaking")
    return re.compile(rf"{start}(?:{_any('unnamed', 'many')})(?:\speople)?{_between()}{{0,2}}\s(?:{speaking})\b")


@cache
def _between() -> str:
    return rf"(?:\s(?:{_any('unnamed', 'between')}))"


@cache
def _people_words() -> frozenset[str]:
    return _words("unnamed", "experts") | _words("unnamed", "officials") | _words("unnamed", "sources")


@cache
def _hedge_words() -> frozenset[str]:
    """Words that hedge whatever stands before them."""
    return _words("hedges", "adverb") | _words("hedges", "reports") | {"estimated", "emerged", "rumoured", "rumored"}


@cache
def _passives() -> frozenset[str]:
    return _words("hedges", "passive") | _words("hedges", "impersonal") | _words("hedges", "told")


@cache
def _office() -> re.Pattern[str]:
    """A body in the words around a noun: "officials at the Treasury", "State Department officials"."""
    return re.compile(
        r"\b(?:at|from|with|of|for|in|inside|within)\s(?:the\s|its\s|his\s|her\s|their\s)?[A-Z]"
        rf"|(?:{_any('unnamed', 'offices')})"
    )


_CLOSER = re.compile(
    r"\b(?:close to|familiar with|with|in|at|inside|within|from|of|near)\s\w"
    r"|\b(?!(?:an?|the|some|several|many|two|three|multiple|other|its|their|our|anonymous|unnamed|unidentified|top|"
    r"senior|same|one|another|no|few|and|but|that|to|as|because|while|although|if|when|by)\b)[\w-]+\s"
    r"(?:sources?|insiders?)\b",
    re.IGNORECASE,
)


def hedges(parts: list[Part], attributions: Iterable[Attribution]) -> tuple[Hedge, ...]:
    """The hedges outside quotations, in order."""
    contents = _named_contents(attributions)
    return tuple(h for paragraph, s in parts for h in _hedges(paragraph, s, contents.get(paragraph.index, ())))


def _named_contents(attributions: Iterable[Attribution]) -> dict[int, list[Span]]:
    """By paragraph, in order, what sources with names say there."""
    found: dict[int, list[Span]] = {}
    for a in attributions:
        if a.type in ("person", "organisation") or a.speaker is not None:
            found.setdefault(a.paragraph, []).extend(a.content)
    for spans in found.values():
        spans.sort()
    return found


def _inside(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the sorted spans, which hardly overlap, covers `span`."""
    at = bisect_right(spans, span.start, key=lambda other: other.start)
    return any(other.covers(span) for other in spans[max(0, at - 3) : at])


def _hedges(paragraph: Paragraph, s: Stream, contents: Sequence[Span]) -> Iterator[Hedge]:
    if not _may_hedge(s):
        return
    folded = fold(s.text)
    for match in _hedge().finditer(folded):
        start, end = match.span()
        if _quoted(s, start):
            continue
        span = paragraph.to_source(start, end)
        attributed = _inside(contents, span)
        yield Hedge(
            span,
            s.text[start:end],
            str(match.lastgroup),
            paragraph.index,
            _sentence(paragraph, s, start),
            attributed,
        )


def _may_hedge(s: Stream) -> bool:
    """Whether a word of hedging stands in the paragraph, or one after a form of "be" or an "it"."""
    if not _hedge_words().isdisjoint(s.low):
        return True
    passives = _passives()
    return any(s.low[k] in passives and not _BEFORE.isdisjoint(s.shape[max(0, k - 3) : k]) for k in s.triggers)


_BEFORE = frozenset("BR")


def unnamed_claims(parts: list[Part], attributions: Iterable[Attribution]) -> tuple[Unnamed, ...]:
    """The claims outside quotations that rest on people without names, in order."""
    by_paragraph: dict[int, list[Attribution]] = {}
    for a in attributions:
        by_paragraph.setdefault(a.paragraph, []).append(a)
    return tuple(
        claim for paragraph, s in parts for claim in _claims(paragraph, s, by_paragraph.get(paragraph.index, []))
    )


def _claims(paragraph: Paragraph, s: Stream, attributions: list[Attribution]) -> Iterator[Unnamed]:
    people = not _people_words().isdisjoint(s.low)
    if not people and _words("unnamed", "many").isdisjoint(s.low):
        return
    folded = fold(s.text)
    found = [*_people_claims(s, folded), *_people_sources(paragraph, attributions)] if people else []
    found += [(m.start(), m.end(), "many", "") for m in _many().finditer(folded)]
    named = sorted(span for a in attributions if a.type == "person" for span in a.source)
    taken = -1
    for start, end, group, words in sorted(found):
        if start < taken or _quoted(s, start) or _named_here(s, start, end):
            continue
        noun = paragraph.to_source(start, end)
        if _inside(named, Span(noun.start, noun.start + 1)):
            continue
        taken = end
        described = group != "many" and bool((_CLOSER if group == "sources" else _office()).search(words))
        yield Unnamed(
            paragraph.to_source(start, end),
            s.text[start:end],
            group,
            paragraph.index,
            _sentence(paragraph, s, start),
            described,
        )


def _people_claims(s: Stream, folded: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, group, and the words that may describe the people, of each noun that speaks or is cited."""
    for match in _speaking().finditer(folded):
        start = _widen(s, match.start())
        if s.text[match.start()].isupper() and start < match.start():
            continue  # "The Texas Observer" is a name
        yield start, match.end(), _group(match), s.text[start : match.end("tail")]
    for match in _cited().finditer(folded):
        yield match.start(), match.end(), _group(match), s.text[match.start("pre") : match.end() + 24]


def _people_sources(paragraph: Paragraph, attributions: list[Attribution]) -> Iterator[tuple[int, int, str, str]]:
    """As `_people_claims`, for the sources without names that the extractor found."""
    if paragraph.segments:
        return
    for a in attributions:
        if a.type != "unnamed" or a.speaker is not None or not a.statement or not a.source:
            continue
        words = fold(a.phrase).split()[:5]
        group = next(
            (g for g in ("experts", "officials", "sources") if _words("unnamed", g) & {*map(_bare, words)}), ""
        )
        if group and len(a.phrase.split()) <= LONGEST:
            start = a.source[0].start - paragraph.span.start
            yield start, start + len(a.phrase), group, a.phrase


def _bare(word: str) -> str:
    return word.strip(",.;:")


LONGEST = 12


def _group(match: re.Match[str]) -> str:
    return next(group for group in ("experts", "officials", "sources") if match[group])


def _widen(s: Stream, at: int) -> int:
    """The start of the noun phrase that ends in the word at `at`: adjectives and nationalities before it."""
    k = bisect_right(s.starts, at) - 1
    while k > 0 and s.tags[k - 1] in "UwD#gdsnAV" and s.ends[k - 1] + 1 == s.starts[k] and s.words[k - 1].tag != "V":
        k -= 1
    return s.starts[k]


def _named_here(s: Stream, start: int, end: int) -> bool:
    """Whether a proper name directly follows the noun, as in "officials Ann Roe and Jo Doe said"."""
    k = bisect_right(s.starts, start) - 1
    stop = bisect_right(s.starts, end - 1) - 1
    return any(
        s.tags[j] == "U" and s.tags[j - 1] in "sn" and s.tags[min(j + 1, len(s.tags) - 1)] == "U"
        for j in range(k + 1, stop)
    )


def _quoted(s: Stream, at: int) -> bool:
    k = bisect_right(s.starts, at) - 1
    return k >= 0 and s.tags[k] == "Q" and at < s.ends[k]


def _sentence(paragraph: Paragraph, s: Stream, at: int) -> Span:
    k = max(0, bisect_right(s.starts, at) - 1)
    begin, end = s.sentence(k)
    return paragraph.to_source(s.starts[begin], s.ends[end - 1])
