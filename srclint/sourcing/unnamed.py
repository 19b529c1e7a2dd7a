"""Claims that rest on people without names: "experts have said", "sources close to the talks", "many believe"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from srclint.article import Article, Span
from srclint.language import fold
from srclint.lazy import lazy
from srclint.patterns import compiled
from srclint.record import NamedTuple
from srclint.sourcing.lexicon import words
from srclint.sourcing.passage import Passage, any_of, holding, inside, passages
from srclint.sourcing.result import Attribution, Unnamed
from srclint.sourcing.stream import BREAK, Stream
from srclint.sourcing.wordlists import lists

GROUPS = ("experts", "officials", "sources")
LONGEST = 12
TAIL = 6
BETWEEN = 3
AFTER = 24
_TAILS = frozenset(("with", "from", "in", "at", "of", "for", "inside", "within", "on"))
_TAILS_OF_TWO = frozenset((("close", "to"), ("familiar", "with")))
_NO_WORD = frozenset(f",;:.?!…()[]Q—–―-{BREAK}")
_NO_TAIL = _NO_WORD | frozenset("BHMO")
_OPENS = frozenset((".", "?", "!", ",", BREAK))
_ALSO_OPENS = frozenset(("but", "and", "that"))
_NAMES_IT = frozenset(("on", "national"))  # "the Committee on Intelligence", "the director of national intelligence"
_AGREE, _TO_ACT = frozenset(("agree", "agreed")), frozenset(("to", "on", "with"))
_POINTING = frozenset(("the", "this", "these", "those"))
_ARTICLES = frozenset(("a", "an", "one", "the", "another"))


Met = dict[str, int]
"""By noun for people, without the ending of the plural, the token at which the story has it first."""


class Claim(NamedTuple):
    """Where a claim stands in its paragraph's text, the group of its people, and the words that may describe them."""

    start: int
    end: int
    group: str
    words: str


def unnamed_claims(article: Article, s: Stream, attributions: Iterable[Attribution]) -> tuple[Unnamed, ...]:
    """The claims outside quotations that rest on people without names, in order."""
    numbers = holding(article, s, _claiming())
    if not numbers:
        return ()
    by_paragraph: dict[int, list[Attribution]] = {}
    for a in attributions:
        by_paragraph.setdefault(a.paragraph, []).append(a)
    met: Met = {}
    out: list[Unnamed] = []
    for passage in passages(s, numbers):
        own = by_paragraph.get(passage.paragraph.index, [])
        found = [*_claims(passage, met), *_sources(passage, own, met)]
        if found:
            out += _unnamed(passage, sorted(found, key=_longest_first), own)
    return tuple(out)


def _longest_first(claim: Claim) -> tuple[int, int]:
    return claim.start, -claim.end


def _unnamed(passage: Passage, found: list[Claim], attributions: list[Attribution]) -> Iterator[Unnamed]:
    paragraph = passage.paragraph
    named = sorted(span for a in attributions if a.type == "person" for span in a.source)
    taken = -1
    for start, end, group, described in found:
        if start < taken or passage.quoted(start) or _named_here(passage, start, end):
            continue
        noun = paragraph.to_source(start, end)
        if inside(named, Span(noun.start, noun.start + 1)):
            continue
        taken = end
        closer = group != "many" and bool((_CLOSER if group == "sources" else _office()).search(described))
        if group == "officials" and not closer:
            closer = _of_a_body(passage.text[max(0, start - _BODY) : end])
        yield Unnamed(noun, passage.text[start:end], group, paragraph.index, passage.sentence(start), closer)


@cache
def _groups() -> dict[str, str]:
    """The nouns for people without names, and their groups."""
    return {noun: group for group in reversed(GROUPS) for noun in words("unnamed", group)}


@cache
def _claiming() -> frozenset[str]:
    """The words that a claim on people without names has one of."""
    return words("unnamed", "many").union(_groups())


@cache
def _cited() -> frozenset[tuple[str, ...]]:
    """What cites people, in words."""
    return frozenset(tuple(entry.split("~")) for entry in words("unnamed", "cited"))


def _claims(passage: Passage, met: Met) -> Iterator[Claim]:
    """The nouns that speak or are cited, and "many" and the like that speak; `met` takes up the nouns."""
    s = passage.stream
    groups, claiming = _groups(), _claiming()
    first, last = s.tokens_of(passage.number)
    for k in [k for k, low in enumerate(s.low[first:last], first) if low in claiming]:
        group = groups.get(s.low[k])
        met.setdefault(_one(s.low[k]), k)
        if group is None:
            claim = _many(passage, k)
        elif _describes(s, k) or _again(s, k, met):
            continue
        else:
            claim = _citing(passage, k, group) or _speaking(passage, k, group)
        if claim is not None:
            yield claim


def _describes(s: Stream, k: int) -> bool:
    """Whether a noun only describes the next one, "official list", or somebody known: "the 71-year-old diplomat"."""
    if s.low[k - 1].endswith("year-old"):
        return True
    if s.low[k] == "intelligence":
        return s.low[k + 1] in words("unnamed", "described") or s.low[k - 1] in _NAMES_IT
    if s.low[k + 1] in words("unnamed", "forecasts") and s.low[k - 1] not in _ARTICLES:
        return True  # "below analyst forecasts"
    if s.low[k] != "official" or s.shape[k + 1] not in "UwsngV" or s.low[k + 1] in words("unnamed", "speaking"):
        return False
    trigger = s.words[k + 1].trigger
    verb = trigger is not None and trigger.form[-1] not in "NS"  # "an official wrote"
    return not verb and s.shape[k + 2] not in "PT"  # nor "an official familiar with it"


def _again(s: Stream, k: int, met: Met) -> bool:
    """Whether "the official" or "the three analysts" are people whom the story has cited before.

    What the first mention says of them, or fails to say, goes for them too.
    """
    first = met.get(_one(s.low[k]), k)
    if first == k:
        return False
    begin = _widen(s, k)
    return first < begin and not _POINTING.isdisjoint(s.low[begin:k])


def _one(noun: str) -> str:
    """A noun without the ending of its plural."""
    return noun.removesuffix("s")


def _verb(s: Stream, k: int) -> int | None:
    """The verb of speaking at token k or after a few words such as "have also"; None where there is none."""
    speaking, between = words("unnamed", "speaking"), words("unnamed", "between")
    for j in range(k, k + BETWEEN + 1):
        if s.low[j] in speaking:
            return j
        if s.low[j] not in between:
            return None
    return None


def _speaking(passage: Passage, noun: int, group: str) -> Claim | None:
    """A noun, what may stand after it, and a verb of speaking: "officials at the Treasury have also said"."""
    s = passage.stream
    for stop in _tails(s, noun + 1):
        comma = s.shape[stop] == ","
        verb = _verb(s, stop + comma)
        if verb is None or (comma and (stop == noun + 1 or s.low[stop + 1].endswith("ing"))):
            continue  # "unlike his aides, said", "told officials in Leeds, saying"
        if s.low[verb] in _AGREE and s.low[verb + 1] in _TO_ACT:
            continue
        begin = _widen(s, noun)
        if s.tokens[noun][0].isupper() and begin < noun:
            return None  # "The Texas Observer" is a name
        start, tail = passage.start(begin), passage.end(stop - 1)
        return Claim(start, passage.end(verb), group, passage.text[start:tail])
    return None


def _tails(s: Stream, k: int) -> Iterator[int]:
    """Where what follows a noun may end: nothing, or "close to", "at" and the like with up to six words."""
    begin = 0
    if s.low[k] in _TAILS:
        begin = k + 2
    elif s.shape[k] != BREAK and (s.low[k], s.low[k + 1]) in _TAILS_OF_TWO:
        begin = k + 3
    for stop in range(begin, begin + TAIL) if begin else ():
        if stop > len(s.low) or s.shape[stop - 1] in _NO_TAIL:
            break
        yield stop
    yield k


def _citing(passage: Passage, noun: int, group: str) -> Claim | None:
    """A noun after words that cite it: "told by two officials"."""
    s = passage.stream
    if s.shape[noun + 1] == "U":
        return None  # "according to analysts Screen Digest"
    cited = _cited()
    for k in range(noun - 1, noun - TAIL, -1):
        if k < 0 or s.shape[k] in _NO_WORD:
            return None
        if (s.low[k],) in cited or (s.low[k - 1], s.low[k]) in cited:
            begin = k if (s.low[k],) in cited else k - 1
            end = passage.end(noun)
            return Claim(passage.start(begin), end, group, passage.text[passage.start(k + 1) : end + AFTER])
    return None


def _many(passage: Passage, k: int) -> Claim | None:
    """The word "many" and the like as the subject of a verb of speaking, at the start of a clause."""
    s = passage.stream
    if k and s.shape[k - 1] not in _OPENS and s.low[k - 1] not in _ALSO_OPENS:
        return None
    verb = _verb(s, k + 2 if s.low[k + 1] == "people" else k + 1)
    return Claim(passage.start(k), passage.end(verb), "many", "") if verb is not None else None


def _sources(passage: Passage, attributions: list[Attribution], met: Met) -> Iterator[Claim]:
    """The sources without names that the extractor found."""
    paragraph, s = passage.paragraph, passage.stream
    groups = _groups()
    for a in attributions:
        if a.type != "unnamed" or a.speaker is not None or not a.statement or not a.source:
            continue
        said = fold(a.phrase).split()
        group = next((groups[word] for word in _head_words(said) if word in groups), "")
        if group == "officials" and _acts(passage, a):
            continue
        if group and len(said) <= LONGEST:
            start = paragraph.from_source(a.source[0].start)
            first = passage.token(start)
            noun = next((k for k in range(first, first + len(said)) if s.low[k] in groups), first)
            if not _describes(s, noun) and not _again(s, noun, met):
                yield Claim(start, start + len(a.phrase), group, a.phrase)


def _acts(passage: Passage, a: Attribution) -> bool:
    """Whether officials do something rather than claim it: "lawmakers urged", "called for an inquiry"."""
    if a.lemma == "call" and a.cue:
        return passage.text.startswith(" for ", a.cue[-1].end - passage.paragraph.span.start)
    return a.lemma in words("unnamed", "acts")


def _head_words(said: list[str]) -> list[str]:
    """The first words of a source, up to a preposition that its head stands before: "critics" of "critics of the bill".

    A number stands before one that its head follows: "one of the officials".
    """
    found = [word.strip(",.;:") for word in said[:5]]
    for k, word in enumerate(found):
        if word in _TAILS and not (word == "of" and k and found[k - 1] in words("unnamed", "counted")):
            return found[:k]
    return found


def _widen(s: Stream, noun: int) -> int:
    """The start of the noun phrase that ends in a token: a few adjectives and nationalities before it."""
    k = noun
    while noun - k < LONGEST and k and s.shape[k - 1] in "UwD#gdsnA":
        k -= 1
    return k


def _named_here(passage: Passage, start: int, end: int) -> bool:
    """Whether a proper name directly follows the noun, as in "officials Ann Roe and Jo Doe said"."""
    shape = passage.stream.shape[passage.token(start) : passage.token(end - 1) + 1]
    return _NOUN_AND_NAME.search(shape) is not None


_NOUN_AND_NAME = lazy("[sn]UU")


def _of_a_body(text: str) -> bool:
    """Whether the word before officials gives their body: "airport authorities", "a Seiko Epson official"."""
    every = list(_BEFORE_OFFICIALS.finditer(text))
    if not every:
        return False
    found = every[-1]  # of "ministry officials and Western diplomats"
    word = fold(found[1])
    if word in words("unnamed", "bodies"):
        return True
    return found["name"] is not None and word not in words("unnamed", "wide") and not _of_a_country(word)


def _of_a_country(word: str) -> bool:
    """Whether a folded word is a country, or says of which country somebody is."""
    return word in lists().nationalities or word in lists().places or word.endswith(_OF_COUNTRIES)


_OF_COUNTRIES = ("ian", "ean", "ish", "ese", "ani", "aqi")
_BODY = 30
_BEFORE_OFFICIALS = lazy(
    r"\b((?P<name>(?<=[\w,] )(?<!\b[Ii]n )(?<!\b[OoAa][nt] )[A-Z])?[\w&’'-]+) "
    r"(?:[Oo]fficials?|[Aa]uthorities|[Aa]ides?|[Dd]iplomats?|[Pp]rosecutors|[Ii]nvestigators)\b"
)


@cache
def _office() -> re.Pattern[str]:
    """A body in the words around a noun: "officials at the Treasury", "State Department officials", "OECD sources"."""
    return compiled(
        r"\b(?:at|from|with|of|for|in|inside|within)\s(?:the\s|its\s|his\s|her\s|their\s)?[A-Z]"
        rf"|(?:{any_of('unnamed', 'offices')})|\b[A-Z][A-Z&]{{2,}}\b|\b[Aa]ides? to (?:the\s)?[A-Z]"
        r"|\b(?!(?:Senior|Former|Top|Two|Three|Several|Some|Many|Other|Both|One|An?|The|Close|But|And)\b)[A-Z][\w.]+"
        r"(?:[’']s?)? aides?\b"
    )


_CLOSER = lazy(
    r"\b(?:close to|familiar with|with|in|at|inside|within|from|of|near)\s\w"
    r"|\b(?!(?:an?|the|some|several|many|two|three|multiple|other|its|their|our|anonymous|unnamed|unidentified|top|"
    r"senior|same|one|another|no|few|and|but|that|to|as|because|while|although|if|when|by)\b)[\w-]+\s"
    r"(?:sources?|insiders?)\b",
    re.IGNORECASE,
)
