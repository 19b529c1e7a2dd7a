"""Counts over the attributions of a story: statements, mentions and words quoted, by person and by body."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from srclint.article import Article, Span
from srclint.lazy import lazy
from srclint.sourcing.lexicon import words as listed
from srclint.sourcing.people import MOST_NAMESAKES, Entry, Registry
from srclint.sourcing.profile import ends, full_name, named_in_full, role_near
from srclint.sourcing.result import Attribution, Organisation, Person
from srclint.sourcing.stream import Stream


def statements(found: Iterable[Attribution]) -> Mapping[str | None, int]:
    """How many statements each person and body has made, by id; what two people say together counts for both."""
    said: defaultdict[str | None, int] = defaultdict(int)
    for a in found:
        if a.statement:
            said[a.speaker] += 1
            if a.beside is not None:
                said[a.beside] += 1
    return said


def people(
    article: Article, s: Stream, registry: Registry, found: Sequence[Attribution], said: Mapping[str | None, int]
) -> tuple[Person, ...]:
    """The people of a story in order of appearance; `said` counts their `statements`.

    A surname alone means all who have it, but for those of a long list of namesakes: they are sought by full name.
    """
    words = _words_quoted(article, found)
    surnames = [_last_word(entry.name) for entry in registry.people]
    shared = Counter(surnames)
    out = []
    for entry, surname in zip(registry.people, surnames, strict=True):
        places = ends(surname if shared[surname] <= MOST_NAMESAKES else entry.name, s)
        name = full_name(surname, places, s) if surname == entry.name else entry.name
        full = named_in_full(name, places, s)
        role, affiliation = entry.role, entry.affiliation
        if role is None and name != surname:
            role, affiliation = role_near(name, full, s) or (None, None)
        role, affiliation = post(role, affiliation)
        whole = frozenset(full)
        spans = tuple([s.source(s.number(end), end - len(name if end in whole else surname), end) for end in places])
        out.append(Person(entry.id, name, role, affiliation, spans, said[entry.id], words[entry.id]))
    return tuple(out)


_MOST_WORDS = 14
_CLAUSE = lazy(r"[.?!] [A-Z]|\b(?:that|who|whom|which) ")


def post(role: str | None, affiliation: str | None) -> tuple[str | None, str | None]:
    """The role and affiliation as found beside a name, where they read like a post; loose ends are cut off.

    "Mr" is no role, nor is what belongs to another name ("worked with Mr.") or to a clause ("who claimed that").
    """
    words = role.split() if role is not None else []
    while words and words[-1].lower() in listed("people", "loose_ends"):
        words.pop()
    while len(words) > 1 and words[-1].lower().rstrip(".") in listed("people", "styles"):
        words.pop()  # "Lead author Dr"
    if words and _is_post(words):
        role = " ".join(words)
    elif role is not None:
        return None, None
    if affiliation is not None and (_is_courtesy(affiliation) or _CLAUSE.search(affiliation)):
        affiliation = None
    return role, affiliation


def _is_post(words: list[str]) -> bool:
    return (
        len(words) <= _MOST_WORDS
        and words[0].lower() not in listed("people", "no_role")
        and not _is_courtesy(words[-1])
        and _CLAUSE.search(" ".join(words)) is None
    )


def _is_courtesy(word: str) -> bool:
    return word.lower().rstrip(".") in listed("people", "courtesy")


def organisations(s: Stream, registry: Registry, said: Mapping[str | None, int]) -> tuple[Organisation, ...]:
    """The bodies of a story in order of appearance; `said` counts their `statements`."""
    return tuple(Organisation(e.id, e.name, e.kind, mentions(e, s), said[e.id]) for e in registry.bodies)


def mentions(entry: Entry, s: Stream) -> tuple[Span, ...]:
    """Where the name of a body stands; of one without a name, its sources."""
    name = entry.name
    if name != name.lower():
        return tuple([s.source(s.number(end), end - len(name), end) for end in ends(name, s)])
    return tuple([s.span(a, b) for a, b in entry.places])


def _last_word(name: str) -> str:
    return name[name.rfind(" ") + 1 :]


def _words_quoted(article: Article, found: Sequence[Attribution]) -> Mapping[str | None, int]:
    words: defaultdict[str | None, int] = defaultdict(int)
    for a in found:
        if a.speaker is None or a.form == "indirect":
            continue
        for span in a.content:
            words[a.speaker] += _quoted_words(article.shown(span), whole=a.form == "direct")
    return words


_INSIDE = lazy(r"[\"“„«]([^\"“”„«»]*)[\"”“»]?|‘([^‘]*?)’(?!\w)")


def _quoted_words(text: str, *, whole: bool) -> int:
    if whole:
        return len(text.split())
    return sum(len((m[1] or m[2] or "").split()) for m in _INSIDE.finditer(text))
