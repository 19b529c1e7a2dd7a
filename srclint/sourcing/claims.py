"""Claims that nobody signs: hedges ("reportedly", "it was revealed") and people without names ("experts say")."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from srclint.article import Paragraph, Span
from srclint.language import fold
from srclint.sourcing.result import Attribution, Hedge, Unnamed
from srclint.sourcing.stream import Stream
from srclint.sourcing.streams import Part

_SAYING = "reported|claimed|alleged|said|believed|thought|understood|rumou?red|known|feared|suspected"
_HEDGES = (
    ("adverb", r"\b(?:reportedly|allegedly|supposedly|purportedly|apparently|presumably|ostensibly|rumou?redly)\b"),
    (
        "passive",
        rf"\b(?:is|are|was|were|be|been|being)\s(?:also\s|now\s|widely\s|still\s|long\s)?(?:{_SAYING})\sto\b(?:\sbe\b)?",
    ),
    (
        "impersonal",
        r"\bit\s(?:(?:is|was|has been|had been)\s(?:also\s|now\s|later\s|since\s|widely\s)?"
        r"(?:reported|claimed|alleged|believed|understood|rumou?red|revealed|suggested|disclosed|reckoned|feared)"
        r"|(?:has\s|had\s)?(?:also\s|now\s|later\s|since\s)?emerged)\b",
    ),
    ("told", r"\b(?:has|have|had|was|were)\s(?:exclusively\s)?been\s(?:told|informed)(?=[.,;]|$|\sthat\b)"),
    (
        "reports",
        r"\b(?:according\sto\s(?:some\s|several\s|media\s|unconfirmed\s|recent\s|local\s)?(?:reports|rumou?rs)"
        r"|(?:media\s|unconfirmed\s|some\s)?(?:reports|rumou?rs)\s(?:suggest|say|claim|indicate)(?:s|ed)?)\b",
    ),
    ("estimate", r"\ban\sestimated\b|\b(?:is|are|was|were|been|be)\sestimated\s(?:to\s\w+|at)\b"),
)
_HEDGE = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _HEDGES))
_HEDGE_WORDS = frozenset(
    "reportedly allegedly supposedly purportedly apparently presumably ostensibly rumouredly rumoredly estimated reports "
    "rumours rumors rumoured rumored emerged".split()
)
_PASSIVES = frozenset(
    "reported claimed alleged said believed thought understood rumoured rumored known feared suspected revealed suggested "
    "disclosed reckoned told informed".split()
)
_GROUPS = {
    "experts": "experts?|analysts?|observers?|commentators?|pundits?|specialists?|scientists|researchers|economists|"
    "academics|historians|insiders\\sand\\sexperts|campaigners|activists|critics",
    "officials": "officials?|authorities|aides?|lawmakers|diplomats?|prosecutors|investigators|"
    "intelligence(?!\\s(?:officer|official|agency|service|chief|committee|expert|analyst|source))",
    "sources": "sources?|insiders?",
    "many": "many|some|others|most|several",
}
_VERB = (
    "say|says|said|saying|told|tell|tells|claim|claims|claimed|believe|believes|believed|warn|warns|warned|suggest|"
    "suggests|suggested|reveal|reveals|revealed|add|adds|added|argue|argues|argued|think|thinks|thought|fear|fears|"
    "feared|predict|predicted|speculate|speculates|speculated|insist|insisted|note|noted|explained|explain|confirmed|"
    "confirm|announced|estimate|estimated|describe|described|reported|report|indicated|alleged|allege|acknowledged|"
    "concluded|cautioned|contend|maintain|stressed|point|pointed|agree|agreed|expect|see|worry|worried|questioned|disclosed"
)
_AUXILIARY = r"(?:\s(?:have|has|had|also|now|then|later|previously|recently|repeatedly|often|already|long|last|year|week|month|who|privately|quietly|earlier|broadly|widely|revealed|familiar))"
_PEOPLE = "|".join(f"(?P<{group}>{words})" for group, words in _GROUPS.items() if group != "many")
_MODIFIER = r"(?:(?<![\w'])(?:[\w.'-]+)\s){0,3}?"
_SPEAKING = re.compile(
    rf"\b(?:{_PEOPLE})\b(?P<tail>(?:\s(?:close\sto|with|from|in|at|of|for|familiar\swith|inside|within|on)\s(?:[\w.'-]+\s?){{1,6}}?)?)(?P<verb>,?{_AUXILIARY}{{0,3}}\s(?:{_VERB})\b)"
)
_CITED = re.compile(
    rf"\b(?:according\sto|told\sby|echoed\sby|cited|citing|quoted|quoting|reported\sby|revealed\sby|shared\sby|"
    rf"confirmed\sby|described\sby|backed\sby|voiced\sby)\s(?P<pre>(?:[\w.'-]+\s){{0,4}}?)(?:{_PEOPLE})\b"
)
_MANY = re.compile(
    rf"(?:^|(?<=[.!?]\s)|(?<=,\s)|(?<=\bbut\s)|(?<=\band\s)|(?<=\bthat\s))(?:many|some|others)(?:\speople)?{_AUXILIARY}{{0,2}}\s(?:{_VERB})\b"
)
_PEOPLE_WORDS = frozenset(
    "expert experts analyst analysts observer observers commentator commentators pundit pundits specialist specialists "
    "scientists researchers economists academics historians campaigners activists critics official officials authorities "
    "aide aides lawmakers diplomat diplomats prosecutors investigators intelligence source sources insider insiders".split()
)
_MANY_WORDS = frozenset(("many", "some", "others"))
_OFFICE = re.compile(
    r"(?:\b(?:at|from|with|of|for|in|inside|within)\s(?:the\s|its\s|his\s|her\s|their\s)?[A-Z])|"
    r"(?:Department|Ministry|House|Pentagon|Kremlin|Office|Agency|Police|Treasury|Commission|Council|Committee|Court|"
    r"Army|Navy|University|Institute|Centre|Center|NATO|EU|UN|FBI|CIA|City|County|State|campaign|company|bank|hospital)"
)


_CLOSER = re.compile(
    r"\b(?:close to|familiar with|with|in|at|inside|within|from|of|near)\s\w"
    r"|\b(?!(?:an?|the|some|several|many|two|three|multiple|other|its|their|our|anonymous|unnamed|unidentified|top|senior|"
    r"same|one|another|no|few|and|but|that|to|as|because|while|although|if|when|by)\b)[\w-]+\s(?:sources?|insiders?)\b",
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
    for match in _HEDGE.finditer(folded):
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
    if not _HEDGE_WORDS.isdisjoint(s.low):
        return True
    return any(s.low[k] in _PASSIVES and not _BEFORE.isdisjoint(s.shape[max(0, k - 3) : k]) for k in s.triggers)


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
    people = not _PEOPLE_WORDS.isdisjoint(s.low)
    if not people and _MANY_WORDS.isdisjoint(s.low):
        return
    folded = fold(s.text)
    found = list(_people_claims(s, folded)) if people else []
    found += [(m.start(), m.end(), "many", "") for m in _MANY.finditer(folded)]
    named = sorted(span for a in attributions if a.type == "person" for span in a.source)
    taken = -1
    for start, end, group, words in sorted(found):
        if start < taken or _quoted(s, start) or _named_here(s, start, end):
            continue
        noun = paragraph.to_source(start, end)
        if _inside(named, Span(noun.start, noun.start + 1)):
            continue
        taken = end
        described = group != "many" and bool((_CLOSER if group == "sources" else _OFFICE).search(words))
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
    for match in _SPEAKING.finditer(folded):
        start = _widen(s, match.start())
        if s.text[match.start()].isupper() and start < match.start():
            continue  # "The Texas Observer" is a name
        yield start, match.end(), _group(match), s.text[start : match.end("tail")]
    for match in _CITED.finditer(folded):
        yield match.start(), match.end(), _group(match), s.text[match.start("pre") : match.end() + 24]


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
