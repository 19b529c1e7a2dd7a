"""Whether a source phrase names a person, a body or a document, or nobody."""

from collections.abc import Set as AbstractSet

from srclint.lazy import lazy
from srclint.record import NamedTuple
from srclint.sourcing.heads import LINKS, NAMING, head_end
from srclint.sourcing.phrases import Range
from srclint.sourcing.stream import Stream
from srclint.sourcing.wordlists import bare, body_endings, endings, lists, phrase_words

_CAMEL = lazy(r"^(?!Mc|Mac|De|Di|La|Le|Van|O’|O')[A-Z]?[a-z]+[A-Z]|\.(?:com|org|net|gov)$")


class Phrase(NamedTuple):
    """A source phrase: its type, the token range of the name in it, if it has one, and that of a second person's."""

    type: str
    name: Range | None = None
    other: Range | None = None


NOBODY = Phrase("none")
UNNAMED = Phrase("unnamed")
PRONOUN = Phrase("pronoun")


def classify(s: Stream, start: int, end: int, known: AbstractSet[str] = frozenset()) -> Phrase:
    """The type of the phrase [start, end); `known` are surnames of people already named in full."""
    tags = s.shape
    if tags[start] in "RWJK" or (tags[start] == "G" and end - start == 1):
        return PRONOUN
    core = head_end(s, start, end)
    last = core - 1
    while last > start and tags[last] in ".ZA)XJ,":
        last -= 1
    if tags[last] == "U" and not (last == start and _plain_word(s, last, known)):
        begin = name_start(s, start, last)
        if core + 1 < end and s.low[core] == "and":
            joined = _joined(s, start, (begin, last + 1), core + 1, end, known)
            if joined is not None:
                return joined
        found = _named(s, start, begin, last + 1, known)
        return found if found is not UNNAMED else _final_name(s, start, core, end, known) or UNNAMED
    return (
        _apposed_name(s, start, core, end, known)
        or _final_name(s, start, core, end, known)
        or _common(s, start, last, end)
    )


def _final_name(s: Stream, start: int, core: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """A name that ends the phrase: "a contender and former surgeon Ann Roe", "the envoy to Chile Ann Roe"."""
    if end - core < 3 or s.shape[end - 2 : end] != "UU":
        return None
    begin = end - 2
    while begin > core and s.shape[begin - 1] == "U":
        begin -= 1
    second = s.low[core] == "and" and begin == end - 2 and s.shape[begin - 1] in "wns"
    if not second and (s.shape[core] not in "PT" or not _of_body(s, begin, end - 2)):
        return None
    found = _named(s, start, end - 2, end, known)
    return found if found.type == "person" and s.low[end - 1] not in lists().titles else None


def _of_body(s: Stream, start: int, stop: int) -> bool:
    """Whether the words [start, stop), at least one, are those of a place or body."""
    names = lists()
    words = [bare(low) for low in s.low[start:stop]]
    return len(words) > 0 and all(
        word in names.places or word in names.compass or word in names.organisations or word in names.government
        for word in words
    )


def _joined(s: Stream, start: int, first: Range, begin: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """What "A and B" is, A being named, where B settles it.

    "Roe and her friends" are unnamed, not so "Roe and her campaign"; "Ann Roe and Lee Ward" are two people.
    """
    if s.shape[begin] in "DGsnw" and s.low[begin] != "the":
        return None if bare(s.low[end - 1]) in lists().organisations else UNNAMED
    stop = begin
    while stop < end and s.shape[stop] == "U":
        stop += 1
    if stop == begin or (stop < end and s.shape[stop] not in ",X"):
        return None
    found = _named(s, start, begin, stop, known)
    initial = len(s.tokens[stop - 1]) == 1
    if first[1] - first[0] == 1 == stop - begin and (initial or (found.type == "person" and _firm(s, first[0], stop))):
        return Phrase("organisation", (first[0], stop))  # "S and P"
    if found.type != "person":
        return None
    other = _named(s, start, *first, known)
    return found._replace(other=other.name) if other.type == "person" else found


def _firm(s: Stream, start: int, stop: int) -> bool:
    """Whether "Roe and Ward" is a firm: the story has the two words more than once, and the second never alone."""
    pair, last = s.slice(start, stop), s.tokens[stop - 1]
    return s.text.count(pair) == s.text.count(f" {last}") > 1


def _plain_word(s: Stream, k: int, known: AbstractSet[str]) -> bool:
    """Whether a capital is only that of a sentence's first word: "Proponents said", "Recent polling"."""
    if k and s.shape[k - 1] not in _OPENERS:
        return False
    word = bare(s.low[k])
    if word in known:
        return False
    names = lists()
    if word in names.documents or word in phrase_words().institutions:
        return True
    if word in names.places or word in names.outlets or word in names.titles or word in names.organisations:
        return False
    return word.endswith(endings("plain")) or word in names.people


def name_start(s: Stream, start: int, last: int) -> int:
    """Where the name begins that ends with token `last`; at `start` at the earliest."""
    tags, low = s.shape, s.low
    begin = last
    while begin > start:
        before = begin - 1
        if (
            (tags[before] == "U" and not low[before].endswith("'s"))
            or (
                before > start
                and tags[before - 1] == "U"
                and (low[before] in phrase_words().particles or low[before] in LINKS or tags[before] in "-Q/")
            )
            or (before > start + 1 and low[before] == "the" and low[before - 1] == "of" and tags[before - 2] == "U")
            or (before > start and low[before] in NAMING and low[before - 1] in lists().organisations)
        ):
            begin = before
        else:
            break
    while begin < last and tags[begin] != "U":
        begin += 1
    return begin


def _apposed_name(s: Stream, start: int, core: int, end: int, known: AbstractSet[str]) -> Phrase | None:
    """A name after the role: "A lawyer for the outlets, David Schulz,", "another witness, former aide Ann Roe,"."""
    if s.low[start] in ("some", "many", "several", "most", "others", "no"):
        return None
    for k in range(core, end - 1):
        if s.shape[k] == ",":
            begin = k + 1
            if s.shape[begin] != "U":
                begin = _after_role(s, begin, end)
            stop = begin
            while stop < end and (s.shape[stop] == "U" or s.low[stop] in phrase_words().particles):
                stop += 1
            alone = stop - begin == 1 and bare(s.low[core - 1]) in lists().people and s.low[begin] not in lists().places
            if (stop >= end or s.shape[stop] in ",XPC") and (stop - begin > 1 or s.low[begin] in known or alone):
                found = _named(s, begin, begin, stop, known)
                return found if found.type == "person" else None
    return None


def _after_role(s: Stream, begin: int, end: int) -> int:
    """The first capital behind a role in lower case that an appositive starts with; `end` where there is none."""
    k = begin
    while k < end and s.shape[k] in "wnsUGV":
        if s.shape[k] == "U" and s.low[k - 1] in lists().people and s.shape[k - 1] != "U":
            return k
        k += 1
    return end


def _common(s: Stream, start: int, last: int, end: int) -> Phrase:
    """A phrase whose head is a common noun: a body, a document, or people without a name."""
    names, head = lists(), bare(s.low[last])
    if head in names.people and not (last == start and head in names.documents):
        return UNNAMED  # but "figures from the treasury"
    single = head.removesuffix("s")
    first = s.low[start]
    document = head in names.documents or single in names.documents
    if not document and head not in names.organisations and single not in names.organisations:
        return UNNAMED
    named_body = "U" in s.shape[start + 1 : end] or (document and _initials(s.tokens[start]))
    definite = s.shape[start] == "G" or first in ("the", "that", "this", "those", "these")
    if named_body or definite:
        return Phrase("organisation")
    if first in phrase_words().indefinite or (
        head != single and head not in names.documents and single in names.organisations
    ):
        return UNNAMED
    return UNNAMED if head in phrase_words().loose else Phrase("organisation")


def _initials(token: str) -> bool:
    return len(token) > 1 and token.isupper()


def _named(s: Stream, start: int, begin: int, stop: int, known: AbstractSet[str]) -> Phrase:
    """A phrase whose head is capitalised: a person unless the words say otherwise."""
    low, final = s.low, bare(s.low[stop - 1])
    if final in phrase_words().adjectives:
        return UNNAMED
    body = _listed(s, start, begin, stop) if final in body_endings() else _body_with(s, begin, stop)
    if body is not None:
        return Phrase("organisation", body)
    title = _after_titles(s, begin, stop)
    first = _after_labels(s, title, stop)
    if final in known and not (stop - first > 2 and _is_body(final)):
        return Phrase("person", (first, stop))
    if title > begin and low[title] == "of" and first == _capital(s, title, stop):
        return _styled(s, begin, stop)
    return _unknown(s, start, (begin, first, stop), known, titled=title > begin)


def _listed(s: Stream, start: int, begin: int, stop: int) -> Range | None:
    """Where a name stands that the lexicon knows as that of a body: "Morgan Stanley", "Save the Children"."""
    bodies = lists().bodies
    if bare(" ".join(s.low[begin:stop])) in bodies:
        return begin, stop
    return (start, stop) if start < begin and bare(" ".join(s.low[start:stop])) in bodies else None


def _body_with(s: Stream, begin: int, stop: int) -> Range | None:
    """Where a body with what it is for stands: "Council on Foreign Relations"."""
    if stop - begin > 2 and not NAMING.isdisjoint(s.low[begin + 1 : stop - 1]):
        bodies = lists().organisations
        if any(s.low[k] in NAMING and s.low[k - 1] in bodies for k in range(begin + 1, stop - 1)):
            return begin, stop
    return None


def _unknown(s: Stream, start: int, places: tuple[int, int, int], known: AbstractSet[str], *, titled: bool) -> Phrase:
    """A name that was not met before: `places` are where it begins with its titles, where without, and its end."""
    low, names = s.low, lists()
    begin, first, stop = places
    final, count = bare(low[stop - 1]), stop - first
    # "Carstedt Pipe <CRSD.L>" ends with the code of its share.
    body = _is_body(final) or s.tokens[stop - 1].endswith(">")
    place = final in names.places and not titled
    addressed = titled and low[first - 1].rstrip(".") in names.honorifics
    role = (final in names.people or final in names.titles) and not (titled and count > 1) and not addressed
    # "A super PAC" has no name.
    any_one = body and low[start] in phrase_words().indefinite and begin == stop - 1 and s.shape[begin - 1] in "ws"
    if any_one or (role and not _own_name(s, first, stop, known)):
        return UNNAMED
    if count == 1 and not titled:
        return _single(s, start, begin, stop, body or place)
    if addressed or (body and count == 2 and _beside_role(s, start, begin, stop)):
        return Phrase("person", (first, stop))
    if body or place or not _INSIDE_BODIES.isdisjoint(low[first:stop]):
        return Phrase("organisation", (begin, stop))
    return UNNAMED if _in_capitals(s, first, stop) else Phrase("person", (first, stop))


_INSIDE_BODIES = frozenset(("of", "the", "for", "&"))


def _in_capitals(s: Stream, first: int, stop: int) -> bool:
    """Whether a name is part of a headline in capitals or a dateline: "CHILE TO ASK FOR MORE", "LOS ANGELES (AP)"."""
    if not s.tokens[first].isupper() or not all(map(str.isupper, s.tokens[first:stop])):
        return False
    after = s.tokens[stop]
    return s.shape[stop] in "X(–—-" or (len(after) > 1 and after.isupper())


def _is_body(word: str) -> bool:
    """Whether names of bodies, outlets or documents end with a word."""
    names = lists()
    return word in names.organisations or word in names.documents or word in names.outlets


def _after_titles(s: Stream, begin: int, stop: int) -> int:
    """The token behind the last title of a name, `begin` where it has none."""
    first = begin
    if stop - begin == 1:
        return first
    names = lists()
    for k in range(begin, stop - 1):
        word = s.low[k].rstrip(".")
        if word in names.titles or (word in names.people and s.shape[k] == "U"):
            first = k + 1
    return first


def _capital(s: Stream, first: int, stop: int) -> int:
    """The first capitalised token of a name from one on, at the latest the last."""
    while first < stop - 1 and s.shape[first] != "U":
        first += 1
    return first


def _after_labels(s: Stream, title: int, stop: int) -> int:
    """Where a name starts behind what goes with its titles: "of State", "Russian", "DJ"."""
    low, first = s.low, _capital(s, title, stop)
    if stop - first == 1 or (stop - first == 2 and low[title] != "of"):
        return first
    names = lists()
    if low[title] == "of":
        if stop - first > 2 or (stop - first == 2 and _of_office(low[first])):
            first += 1
        while stop - first > 2 and _of_office(low[first]):
            first += 1
    while stop - first > 2 and (low[first] in names.nationalities or low[first + 1] in names.nationalities):
        first += 1
    for k in range(first, stop - 2):
        label = s.tokens[k]
        if label.isalpha() and label.isupper() and len(label) < 5 and not s.tokens[stop - 1].isupper():
            first = k + 1
    return first


def _of_office(word: str) -> bool:
    """Whether a word behind "secretary of" or "mayor of" is that of the office or place, not the person's."""
    names = lists()
    return word in names.offices or word in names.places or word in names.government or word in names.compass


def _styled(s: Stream, begin: int, stop: int) -> Phrase:
    """A title with what it is of, and no name: "the Prince of Wales" is one, "the president of Chile" a post."""
    return Phrase("person", (begin, stop)) if s.low[begin] in phrase_words().styles else UNNAMED


def _beside_role(s: Stream, start: int, begin: int, stop: int) -> bool:
    """Whether a role stands before a name or after its comma: "journalist Alex Press", "Serhii Radio, a chemist"."""
    names = lists()
    before = s.low[begin - 1] if begin > start else ""
    if before in names.roles and before not in names.firm_roles:
        return True
    if s.shape[stop : stop + 2] != ",D":
        return False
    head = s.low[head_end(s, stop + 1, min(stop + 12, len(s.low))) - 1]
    return head in names.roles and head not in names.firm_roles


def _own_name(s: Stream, first: int, stop: int, known: AbstractSet[str]) -> bool:
    """Whether a word for people is a surname: "Dan Backer", not "House Republicans" or "Wisconsin Republican"."""
    names, low = lists(), s.low
    final, before = bare(low[stop - 1]), low[first].rstrip(".")
    plural = final.endswith("s") or final in ("republican", "democrat", "senator", "governor", "candidate")
    return (
        stop - first == 2
        and not plural
        and before not in names.nationalities
        and not (before in names.offices or before in names.places or before in names.organisations or before in known)
    )


def _single(s: Stream, start: int, begin: int, stop: int, listed: bool) -> Phrase:
    """One capitalised word without a title that is no known surname."""
    written = s.tokens[stop - 1]
    shouted = written.isupper() and len(written) > 1 and s.shape[stop] != ":"
    article = s.low[start] == "the" and begin == start + 1
    if len(written) == 1 or s.low[stop - 1] in lists().nationalities:
        return UNNAMED
    plain = written.isalpha() and written.istitle()
    if not listed and begin == start and _opening_word(s, begin):
        return UNNAMED
    if listed or shouted or article or (not plain and _CAMEL.search(written)):
        return Phrase("organisation", (begin, stop))
    return Phrase("person", (begin, stop))


def _opening_word(s: Stream, k: int) -> bool:
    """Whether a capital is that of a sentence's start: the word stands in the story without it, or "of" follows it."""
    if k and s.shape[k - 1] not in _OPENERS:
        return False
    word = s.low[k]
    if word.endswith("s") and s.low[k + 1] in ("of", "from"):
        return True
    return word.isalpha() and f" {word} " in s.text


_OPENERS = frozenset('.?!…:Q"¶')
