"""The word sets by which source phrases are read, from the lexicon's tables [sources] and [phrases]."""

from functools import cache

from srclint.record import NamedTuple
from srclint.sourcing.lexicon import lexicon


class Lists(NamedTuple):
    """The word sets of the table [sources]: what names, titles and roles are made of."""

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
    firm_roles: frozenset[str]
    bodies: frozenset[str]
    nationalities: frozenset[str]
    honorifics: frozenset[str]
    common: frozenset[str]


class PhraseWords(NamedTuple):
    """The word sets of the table [phrases]: what noun phrases start, go on and end with."""

    indefinite: frozenset[str]
    loose: frozenset[str]
    institutions: frozenset[str]
    adjectives: frozenset[str]
    styles: frozenset[str]
    inner: frozenset[str]
    adverbial: frozenset[str]
    subordinating: frozenset[str]
    before_to: frozenset[str]
    times: frozenset[str]
    opening: frozenset[str]
    means: frozenset[str]
    company: frozenset[str]
    particles: frozenset[str]
    participles: frozenset[str]
    of_firms: frozenset[str]


@cache
def lists() -> Lists:
    """The word sets of names, read once."""
    return Lists(**{name: _words("sources", name) for name in Lists._fields})


@cache
def phrase_words() -> PhraseWords:
    """The word sets of phrases, read once."""
    return PhraseWords(**{name: _words("phrases", name) for name in PhraseWords._fields})


@cache
def body_endings() -> frozenset[str]:
    """The last words of the bodies that the lexicon has by name."""
    return frozenset(name[name.rfind(" ") + 1 :] for name in lists().bodies)


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Endings of words: "plain" of those that only a sentence's start capitalises, "adjective" of adjectives."""
    return tuple(lexicon("en")["phrases"][f"{kind}_endings"].split())


def _words(table: str, name: str) -> frozenset[str]:
    """A list of the lexicon; "~" stands for a blank inside a name."""
    listed = lexicon("en")[table][name]
    words = listed.split()
    return frozenset(word.replace("~", " ") for word in words) if "~" in listed else frozenset(words)


def is_post(phrase: str) -> bool:
    """Whether a source leads back to one person by a post or age: "the president", "the 28-year-old"."""
    first, *others = phrase.lower().split() or [""]
    return first == "the" and len(others) > 0 and (others[-1] in lists().titles or others[-1].endswith("-old"))


def bare(low: str) -> str:
    """A word without the possessive ending."""
    return low.removesuffix("'s").removesuffix("'")
