"""Whether a source phrase names a person, a body or a document, or nobody."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from srclint.sourcing.lexicon import lexicon
from srclint.sourcing.phrases import Range
from srclint.sourcing.stream import Stream

_PARTICLES = frozenset("de van von der al bin la du den di el ben ibn dos da".split())
_INDEFINITE = frozenset("some many several most few other a an any another all no one two three more".split())
_LOOSE_PLURALS = frozenset("polls reports surveys studies estimates emails records statistics numbers".split())


@dataclass(frozen=True, slots=True)
class Lists:
    """The word sets of the lexicon's [sources] table."""

    titles: frozenset[str]
    people: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    government: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str]


@cache
def lists() -> Lists:
    """The word sets, read once."""
    table = lexicon("en")["sources"]
    return Lists(**{name: frozenset(table[name].split()) for name in Lists.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase: its type and the token range of the name in it, if it has one."""

    type: str
    name: Range | None = None


def bare(low: str) -> str:
    """A word without the possessive ending."""
    return low[:-2] if low.endswith("'s") else low.removesuffix("'")


def classify(s: Stream, start: int, end: int, known: AbstractSet[str] = frozenset()) -> Phrase:
    """The type of the phrase [start, end); `known` are surnames of people already named in full."""
    tags, low = s.tags, s.low
    if tags[start] in "RWJK" or (tags[start] == "G" and end - start == 1):
        return Phrase("pronoun")
    core = _core(s, start, end)
    last = core - 1
    while last > start and tags[last] in ".ZA)XJ,":
        last -= 1
    if tags[last] == "U" and not _plain_word(s, last, start, known):
        begin = _name_start(s, start, last)
        return _named(s, start, begin, last + 1, known)
    return _apposed_name(s, start, core, end, known) or _common(s, start, last)


def _core(s: Stream, start: int, end: int) -> int:
    """The end of the head noun phrase: before its prepositions, clauses and appositives."""
    tags, low, people = s.tags, s.low, lists().people
    k = start
    while k < end:
        if tags[k] in "P,WTKCg(B:;YVd" and not (
            k == start
            or (
                low[k] == "of"
                and k + 1 < end
                and tags[k + 1] in "UD"
                and tags[k - 1] == "U"
                and low[k - 1] not in people
            )
            or (tags[k] in "Vdg" and k + 1 < end and tags[k + 1] in "Uwsn")
            or (low[k] == "and" and k + 1 < end and tags[k - 1] == "U" and _organisation_pair(s, k, end))
        ):
            break
        k += 1
    return max(k, start + 1)


def _organisation_pair(s: Stream, k: int, end: int) -> bool:
    """ "and" inside a name: "Centers for Disease Control and Prevention", not "Grassley and Leahy"."""
    ahead = k + 1
    while ahead < end and s.tags[ahead] == "U":
        ahead += 1
    return ahead > k + 1 and bare(s.low[ahead - 1]) in lists().organisations


def _plain_word(s: Stream, k: int, start: int, known: AbstractSet[str]) -> bool:
    """Whether a capital is only that of a sentence's first word: "Proponents said", "Recent polling"."""
    if k != start or s.low[k] in known:
        return False
    if k and s.tags[k - 1] not in '.?!…:Q"“':
        return False
    word = s.low[k]
    names = lists()
    if word in names.places or word in names.outlets or word in names.titles:
        return False
    return word.endswith(("ing", "tions", "ers", "ists", "ents", "ants", "ans", "ors", "ies")) or word in names.people


def _name_start(s: Stream, start: int, last: int) -> int:
    tags, low = s.tags, s.low
    begin = last
    while begin > start and (
        (tags[begin - 1] == "U" and not low[begin - 1].endswith("'s"))
        or (
            begin - 2 >= start
            and tags[begin - 2] == "U"
            and (low[begin - 1] in _PARTICLES or low[begin - 1] in ("of", "&", "and", "for") or tags[begin - 1] in "-Q")
        )
        or (begin - 3 >= start and low[begin - 2] == "of" and low[begin - 1] == "the" and tags[begin - 3] == "U")
    ):
        begin -= 1
    while begin < last and tags[begin] != "U":
        begin += 1
    return begin


def _apposed_name(s: Stream, start: int, core: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """A name after the role: "A lawyer for the outlets, David Schulz,"."""
    if s.low[start] in _INDEFINITE and s.low[start] not in ("a", "an"):
        return None
    for k in range(core, end - 1):
        if s.tags[k] == "," and s.tags[k + 1] == "U":
            stop = k + 1
            while stop < end and (s.tags[stop] in "U" or s.low[stop] in _PARTICLES):
                stop += 1
            if (stop >= end or s.tags[stop] in ",X") and (stop - k > 2 or s.low[k + 1] in known):
                found = _named(s, k + 1, k + 1, stop, known)
                return found if found.type == "person" else None
    return None


def _common(s: Stream, start: int, last: int) -> Phrase:
    """A phrase whose head is a common noun: a body, a document, or people without a name."""
    names, head = lists(), bare(s.low[last])
    if head in names.people:
        return Phrase("unnamed")
    single = head[:-1] if head.endswith("s") else head
    definite = s.low[start] not in _INDEFINITE and s.tags[start] in "GDU"
    plural = head.endswith("s") and head != single and single in names.organisations
    if head in names.documents or single in names.documents:
        return Phrase("unnamed" if head in _LOOSE_PLURALS and not definite else "organisation")
    if head in names.organisations or plural:
        return Phrase("unnamed" if plural and not definite else "organisation")
    return Phrase("unnamed")


def _named(s: Stream, start: int, begin: int, stop: int, known: AbstractSet[str]) -> Phrase:
    """A phrase whose head is capitalised: a person unless the words say otherwise."""
    low, tags, names = s.low, s.tags, lists()
    final = bare(low[stop - 1])
    first = begin
    for k in range(begin, stop - 1):
        if low[k].rstrip(".") in names.titles or (low[k].rstrip(".") in names.people and tags[k] == "U"):
            first = k + 1
    titled = first > begin
    while first < stop - 1 and tags[first] != "U":
        first += 1
    count = stop - first
    if final in names.people and not (titled and final not in known and count > 1):
        return Phrase("unnamed")
    organisation = final in names.organisations or final in names.documents or final in names.outlets
    if final in known and not (count > 2 and organisation):
        return Phrase("person", (first, stop))
    if count == 1 and not titled:
        written = s.text[s.starts[stop - 1] : s.ends[stop - 1]]
        shouted = written.isupper() and len(written) > 1 and not (stop < len(tags) and tags[stop] == ":")
        article = tags[start] == "D" and s.low[start] == "the" and begin == start + 1
        if organisation or final in names.places or shouted or article:
            return Phrase("organisation", (begin, stop))
        return Phrase("person", (first, stop))
    if organisation or any(low[k] in ("of", "the", "for", "&") for k in range(first, stop)):
        return Phrase("organisation", (begin, stop))
    if final in names.places and not titled:
        return Phrase("organisation", (begin, stop))
    return Phrase("person", (first, stop))
