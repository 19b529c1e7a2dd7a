"""Whether a source phrase names a person, a body or a document, or nobody."""

from collections.abc import Set as AbstractSet
from functools import cache

from srclint.lazy import lazy
from srclint.record import NamedTuple
from srclint.sourcing.lexicon import lexicon
from srclint.sourcing.phrases import Range
from srclint.sourcing.stream import Stream

_PARTICLES = frozenset("de van von der al bin la du den di el ben ibn dos da".split())
_INDEFINITE = frozenset("some many several most few other a an any another all no one two three four five more".split())
_LOOSE_PLURALS = frozenset(("polls", "polling", "reports", "surveys", "studies", "estimates", "evidence"))
_HONORIFICS = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady"))
_INSTITUTIONS = frozenset(("authorities", "police", "media", "prosecutors", "investigators", "lawmakers"))
_ADJECTIVES = frozenset(
    ("republican", "democratic", "democrat", "conservative", "liberal", "former", "likely", "recent", "presidential")
)
_CAMEL = lazy(r"^(?!Mc|Mac|De|Di|La|Le|Van|O’|O')[A-Z]?[a-z]+[A-Z]|\.(?:com|org|net|gov)$")
_PLAIN_ENDINGS = (
    "ing",
    "tions",
    "ers",
    "ists",
    "ents",
    "ants",
    "ans",
    "ors",
    "ies",
    "ed",
    "ly",
    "ive",
    "ous",
    "os",
    "als",
)


class Lists(NamedTuple):
    """The word sets of the lexicon's [sources] table."""

    titles: frozenset[str]
    people: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    government: frozenset[str]
    places: frozenset[str]
    roles: frozenset[str]
    offices: frozenset[str]
    firms: frozenset[str]
    compass: frozenset[str]


@cache
def lists() -> Lists:
    """The word sets, read once."""
    table = lexicon("en")["sources"]
    return Lists(**{name: frozenset(table[name].split()) for name in Lists._fields})


class Phrase(NamedTuple):
    """A source phrase: its type and the token range of the name in it, if it has one."""

    type: str
    name: Range | None = None


NOBODY = Phrase("none")
UNNAMED = Phrase("unnamed")
PRONOUN = Phrase("pronoun")


def bare(low: str) -> str:
    """A word without the possessive ending."""
    return low.removesuffix("'s").removesuffix("'")


def classify(s: Stream, start: int, end: int, known: AbstractSet[str] = frozenset()) -> Phrase:
    """The type of the phrase [start, end); `known` are surnames of people already named in full."""
    tags = s.shape
    if tags[start] in "RWJK" or (tags[start] == "G" and end - start == 1):
        return PRONOUN
    core = head_end(s, start, end)
    last = core - 1
    while last > start and tags[last] in ".ZA)XJ,":
        last -= 1
    if tags[last] == "U" and not _plain_word(s, last, start, known):
        begin = _name_start(s, start, last)
        if core + 1 < end and s.low[core] == "and":
            other = _joined(s, start, core + 1, end, known)
            if other is not None:
                return other
        return _named(s, start, begin, last + 1, known)
    return (
        _apposed_name(s, start, core, end, known)
        or _final_name(s, start, core, end, known)
        or _common(s, start, last, end)
    )


def _final_name(s: Stream, start: int, core: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """A name that ends the phrase after a second role: "a contender and former neurosurgeon Ann Roe"."""
    if end - core < 3 or s.low[core] != "and" or s.shape[end - 2 : end] != "UU" or s.shape[end - 3] not in "wns":
        return None
    found = _named(s, start, end - 2, end, known)
    return found if found.type == "person" else None


def _joined(s: Stream, start: int, begin: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """What "A and B" is, where B settles it: "Roe and her friends" are unnamed, not so "Roe and her campaign"."""
    if s.shape[begin] in "DGsnw" and s.low[begin] != "the":
        return None if bare(s.low[end - 1]) in lists().organisations else UNNAMED
    stop = begin
    while stop < end and s.shape[stop] == "U":
        stop += 1
    if stop == begin or (stop < end and s.shape[stop] not in ",X"):
        return None
    found = _named(s, start, begin, stop, known)
    return found if found.type == "person" else None


def head_end(s: Stream, start: int, end: int) -> int:
    """The end of the head noun phrase: before its prepositions, clauses and appositives."""
    tags = s.shape
    k = start + 1
    while k < end:
        tag = tags[k]
        if tag in "P,WTKCg(B:;YVd—–―-" and not _continues(s, k, end):
            break
        k += 1
    return k


def _continues(s: Stream, k: int, end: int) -> bool:
    """Whether a token that mostly ends a noun phrase is part of this one."""
    tags, low, names = s.shape, s.low, lists()
    tag = tags[k]
    ahead = tags[k + 1] if k + 1 < end else ""
    if low[k] == "of":
        before = low[k - 1]
        return (
            tags[k - 1] == "U"
            and ahead in ("U", "D")
            and (before in names.organisations or before in names.titles or before in names.documents)
        )
    if tag in "Vdg":
        if tag == "V" and k and tags[k - 1] in "DGw":
            return True  # "an email from", "the campaign of"
        trigger = s.words[k].trigger
        noun = low[k] in names.people or (trigger is not None and trigger.form[-1] in "NS")
        return (ahead != "" and ahead in "Uwsn") or (noun and tags[k - 1] != "X") or (tag == "g" and not ahead)
    return low[k] == "and" and tags[k - 1] == "U" and ahead == "U" and _organisation_pair(s, k, end)


def _organisation_pair(s: Stream, k: int, end: int) -> bool:
    """Whether "and" is inside a name: "Centers for Disease Control and Prevention", not "Roe and Ward"."""
    ahead = k + 1
    while ahead < end and s.shape[ahead] == "U":
        ahead += 1
    return bare(s.low[ahead - 1]) in lists().organisations


def _plain_word(s: Stream, k: int, start: int, known: AbstractSet[str]) -> bool:
    """Whether a capital is only that of a sentence's first word: "Proponents said", "Recent polling"."""
    word = bare(s.low[k])
    if k != start or word in known or (k and s.shape[k - 1] not in '.?!…:Q"¶'):
        return False
    names = lists()
    if word in names.documents or word in _INSTITUTIONS:
        return True
    if word in names.places or word in names.outlets or word in names.titles or word in names.organisations:
        return False
    return word.endswith(_PLAIN_ENDINGS) or word in names.people


def _name_start(s: Stream, start: int, last: int) -> int:
    tags, low = s.shape, s.low
    begin = last
    while begin > start:
        before = begin - 1
        if (
            (tags[before] == "U" and not low[before].endswith("'s"))
            or (
                before > start
                and tags[before - 1] == "U"
                and (low[before] in _PARTICLES or low[before] in ("of", "&", "and", "for") or tags[before] in "-Q/")
            )
            or (before > start + 1 and low[before] == "the" and low[before - 1] == "of" and tags[before - 2] == "U")
        ):
            begin = before
        else:
            break
    while begin < last and tags[begin] != "U":
        begin += 1
    return begin


def _apposed_name(s: Stream, start: int, core: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """A name after the role: "A lawyer for the outlets, David Schulz,"."""
    if s.low[start] in ("some", "many", "several", "most", "others", "no"):
        return None
    for k in range(core, end - 1):
        if s.shape[k] == "," and s.shape[k + 1] == "U":
            stop = k + 1
            while stop < end and (s.shape[stop] == "U" or s.low[stop] in _PARTICLES):
                stop += 1
            alone = stop - k == 2 and bare(s.low[core - 1]) in lists().people and s.low[k + 1] not in lists().places
            if (stop >= end or s.shape[stop] in ",XPC") and (stop - k > 2 or s.low[k + 1] in known or alone):
                found = _named(s, k + 1, k + 1, stop, known)
                return found if found.type == "person" else None
    return None


def _common(s: Stream, start: int, last: int, end: int) -> Phrase:
    """A phrase whose head is a common noun: a body, a document, or people without a name."""
    names, head = lists(), bare(s.low[last])
    if head in names.people:
        return UNNAMED
    single = head.removesuffix("s")
    first = s.low[start]
    document = head in names.documents or single in names.documents
    if not document and head not in names.organisations and single not in names.organisations:
        return UNNAMED
    named_body = any(s.shape[k] == "U" for k in range(start + 1, end)) or (document and _initials(s.tokens[start]))
    definite = s.shape[start] == "G" or first in ("the", "that", "this", "those", "these")
    if named_body or definite:
        return Phrase("organisation")
    if first in _INDEFINITE or (head != single and head not in names.documents and single in names.organisations):
        return UNNAMED
    return UNNAMED if head in _LOOSE_PLURALS else Phrase("organisation")


def _initials(token: str) -> bool:
    return len(token) > 1 and token.isupper()


def _named(s: Stream, start: int, begin: int, stop: int, known: AbstractSet[str]) -> Phrase:
    """A phrase whose head is capitalised: a person unless the words say otherwise."""
    low, tags, names = s.low, s.shape, lists()
    final = bare(low[stop - 1])
    if final in _ADJECTIVES:
        return UNNAMED
    first = begin
    for k in range(begin, stop - 1):
        word = low[k].rstrip(".")
        if word in names.titles or (word in names.people and tags[k] == "U"):
            first = k + 1
    titled = first > begin
    while first < stop - 1 and tags[first] != "U":
        first += 1
    count = stop - first
    organisation = final in names.organisations or final in names.documents or final in names.outlets
    if final in known and not (count > 2 and organisation):
        return Phrase("person", (first, stop))
    addressed = titled and low[first - 1].rstrip(".") in _HONORIFICS
    role = (final in names.people or final in names.titles) and not (titled and count > 1) and not addressed
    # "A super PAC" has no name.
    any_one = organisation and low[start] in _INDEFINITE and begin == stop - 1 and tags[begin - 1] in "ws"
    if any_one or (role and not _own_name(s, first, stop, known)):
        return UNNAMED
    place = final in names.places and not titled
    if count == 1 and not titled:
        return _single(s, start, begin, stop, organisation or place)
    if organisation or place or any(low[k] in ("of", "the", "for", "&") for k in range(first, stop)):
        return Phrase("organisation", (begin, stop))
    return Phrase("person", (first, stop))


def _own_name(s: Stream, first: int, stop: int, known: AbstractSet[str]) -> bool:
    """Whether a word for people is a surname: "Dan Backer", not "House Republicans" or "Wisconsin Republican"."""
    names, low = lists(), s.low
    final, before = bare(low[stop - 1]), low[first]
    plural = final.endswith("s") or final in ("republican", "democrat", "senator", "governor", "candidate")
    return (
        stop - first == 2
        and not plural
        and not (before in names.offices or before in names.places or before in names.organisations or before in known)
    )


def _single(s: Stream, start: int, begin: int, stop: int, listed: bool) -> Phrase:
    """One capitalised word without a title that is no known surname."""
    written = s.tokens[stop - 1]
    shouted = written.isupper() and len(written) > 1 and s.shape[stop] != ":"
    article = s.low[start] == "the" and begin == start + 1
    plain = written.isalpha() and written.istitle()
    if listed or shouted or article or (not plain and _CAMEL.search(written)):
        return Phrase("organisation", (begin, stop))
    return Phrase("person", (begin, stop))
