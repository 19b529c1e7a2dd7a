"""The sourcing of the whole story and of its people: SRC310–SRC312."""

from collections.abc import Iterator, Sequence
from functools import cache

from srclint.article import Article, Span
from srclint.boilerplate import story
from srclint.lazy import lazy
from srclint.match import word_counts
from srclint.rule import Finding, Rule, Severity
from srclint.sourcing import Attribution, Person, Sourcing, sourcing
from srclint.sourcing.lexicon import expert_words
from srclint.sourcing.lexicon import words as listed
from srclint.sourcing.profile import role_words
from srclint.sourcing.wordlists import is_post, lists, phrase_words

LEAST_WORDS = 150
# What counts who is missing can only go by a language of which hardly a speaker is missed.
_READ_IN_FULL = ("en", None)


def _long(article: Article) -> bool:
    words = article.derived(word_counts)
    return sum([words[paragraph.index] for paragraph in article.derived(story).paragraphs]) >= LEAST_WORDS


def _judged(found: Sourcing) -> bool:
    return found.supported and found.language in _READ_IN_FULL


_FILLER = (
    "The works began in spring and went on through the summer. The road was closed from the church to the "
    "bridge, and buses took the longer way round by the mill. Shops on the market square lost trade, and two "
    "of them shut for good. In autumn the rain came, the trenches filled, and the pumps ran day and night. "
    "The second half of the pipe was laid in winter, when the ground was hard. By then the cost had doubled. "
    "The square is to be paved again in spring, with trees along the north side and benches under them. The "
    "bus stop moves to the other corner. A fountain, planned at first, was left out, and so was the small "
    "stage for the summer concerts. The market returns in June. Until then the stalls stand on the field "
    "behind the school, where there is room for forty of them, and the fair will be held there too. "
)


class NoNamedSource(Rule):
    """A story of some length names nobody: no person, body or document stands behind anything it says.

    English only: in other languages too many speakers are missed to say that there is none.
    """

    code = "SRC310"
    name = "no-named-source"
    severity = Severity.ERROR
    authority = "SPJ: identify sources; BBC 3.3.4 on sources; AP: attribute"
    bad = (
        _FILLER + "Experts say the pipe will last.",
        _FILLER + "“It was a hard year,” one trader said.",
        _FILLER + "It was a hard year, dealers said. French officials said so too.",
    )
    good = (
        _FILLER + "“It was a hard year,” said Ann Roe, who sells cheese there.",
        _FILLER + "A spokesman for Leeds Water said the pipe will last.",
        "Experts say the pipe will last.",
        _FILLER,
        _FILLER + "Both show the square as it was. The park recommends a visit early in June.",
        _FILLER + "Dealers say it will last. “It was a hard year,” a company spokesman said.",
        _FILLER + "“It was a hard year,” the indoor champion said. Experts say that another will come.",
        _FILLER + "The pair accused him of disloyalty in a long feud.",
        _FILLER + "Dealers say it will last. “It was a hard year,” a Seaways official said.",
        _FILLER + "Dealers say it will last. “It was hard,” Dr Ann Roe games director at digital firm THX said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """At most one finding a file; a text that reports nobody's words is not judged."""
        found = article.derived(sourcing)
        named = any(p.statements for p in found.people) or any(o.statements for o in found.organisations)
        if named or not _judged(found) or _known(found.attributions):
            return
        if (found.unnamed or any(map(_speaks, found.attributions))) and _long(article):
            yield self.finding(
                article, None, "nobody is named: no person, organisation or document stands behind this story"
            )


def _speaks(a: Attribution) -> bool:
    """Whether people without names say something: "dealers said", but not "the reviews show" or "Both accuse him"."""
    if a.type != "unnamed" or not a.statement or not (a.lemma in _says() or (a.form == "direct" and a.lemma != ":")):
        return False
    first = [word.strip(".,'’").removesuffix("s") for word in a.phrase.lower().split()[:_HEAD_WORDS]]
    return not _people().isdisjoint(first)


@cache
def _says() -> frozenset[str]:
    return listed("unnamed", "speaking") | _SAYS_TOO


_SAYS_TOO = frozenset("according write tweet testify recall comment answer reply declare state".split())


@cache
def _people() -> frozenset[str]:
    """The words for people without the ending of their plural."""
    return frozenset(word.removesuffix("s") for word in role_words()) - {"someone", "somebody"}


_HEAD_WORDS = 5


def _known(attributions: Sequence[Attribution]) -> bool:
    """Whether a source without a name is one that the story must have named, or is of a body that it names.

    "The president" and "the 28-year-old" lead back to somebody even where they are not followed, and so do "the world
    champion" who is quoted and a "he" that no source without a name comes before.
    """
    anybody = False
    for a in attributions:
        if a.type == "pronoun" and not anybody and _first_word(a) in _PERSONAL:
            return True
        if a.type == "unnamed" and a.statement:
            champion = a.form == "direct" and a.phrase.lower().startswith("the ") and not a.phrase.endswith("s")
            if is_post(a.phrase) or _is_official(a.phrase) or (champion and not anybody):
                return True
            anybody = True
    return False


def _first_word(a: Attribution) -> str:
    return a.phrase.lower().partition(" ")[0]


def _is_official(phrase: str) -> bool:
    """Whether a phrase is of a "Dr" or a spokesman, whose firm the story names, or of "a Seaways official".

    "A French official" is of no body.
    """
    words = phrase.split()
    low = [word.lower() for word in words]
    if not listed("people", "spoken_for").isdisjoint(low) or not lists().honorifics.isdisjoint(low):
        return True
    names = [word for word in words[1:] if word[0].isupper() and word.lower() not in lists().nationalities]
    return len(names) > 0 and not _OFFICIALS.isdisjoint(low)


def _capitals(phrase: str) -> bool:
    """Whether a word after the first is capitalised."""
    return any(word[0].isupper() for word in phrase.split()[1:])


_PERSONAL = frozenset(("he", "she", "i"))
_OFFICIALS = frozenset(("official", "officials", "officer", "officers"))


class SingleNamedSource(Rule):
    """All that is said by somebody with a name is said by one person.

    English only, as SRC310 is.
    """

    code = "SRC311"
    name = "single-named-source"
    authority = "BBC 3.3.4: be reluctant to rely on a single source; Reuters: two are better than one"
    bad = (
        _FILLER + "“It was a hard year,” said Ann Roe, who sells cheese there. She added that two stalls closed.",
        _FILLER + "Experts say the pipe will last. Lee Ward, the engineer, said so too.",
    )
    good = (
        _FILLER + "“It was a hard year,” said Ann Roe. Lee Ward, the engineer, said the pipe will last.",
        "“It was a hard year,” said Ann Roe, who sells cheese there.",
        _FILLER + "Carstedt said that the pipe will last. It has been discussing its sale, Carstedt said.",
        _FILLER + "Experts believe that it will last. Lee Ward, the mayor, denied any part in it.",
        "“I laid it in May,” she said of the pipe. " + _FILLER + "Lee Ward, the engineer, said that it will last.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """At most one finding a file."""
        found = article.derived(sourcing)
        people = [p for p in found.people if p.statements]
        if not _judged(found) or len(people) != 1 or len(found.attributions) < _LEAST_SAID:
            return
        person, said = people[0], found.attributions
        source = _is_person(person, said) and _is_heard(person, said) and not _another_before(person, said)
        if source and _long(article):
            yield self.finding(
                article,
                None,
                f"{person.name} is the only person with a name whose words are given: who else could be asked?",
            )


def _is_person(person: Person, attributions: Sequence[Attribution]) -> bool:
    """Whether a name is surely a person's: one of a single word needs a role, a "Mr" or a "he", as firms have none.

    A "he" that leads back to nobody counts too, as the name is the only one that it could stand for.
    """
    if " " in person.name or person.role:
        return True
    own = {_first_word(a) for a in attributions if a.speaker in (person.id, None)}
    return not own.isdisjoint(_PERSONAL | lists().honorifics)


def _is_heard(person: Person, attributions: Sequence[Attribution]) -> bool:
    """Whether a person is quoted or says something: one who promised or denied in passing is no source of the story."""
    own = (a for a in attributions if person.id in (a.speaker, a.beside) and a.statement)
    return any(a.form != "indirect" or a.lemma in _says() for a in own)


def _another_before(person: Person, attributions: Sequence[Attribution]) -> bool:
    """Whether a "he" or "she" speaks before the story has the name of a person: that of another, who was missed."""
    first = min((mention.start for mention in person.mentions), default=0)
    for a in attributions:
        if not a.statement or not a.source or a.source[0].start >= first:
            continue
        if a.type == "unnamed":
            return False  # "an aide said ... he added"
        if a.type == "pronoun" and a.speaker is None and _first_word(a) in _THIRD:
            return True
    return False


_THIRD = _PERSONAL - {"i"}
_LEAST_SAID = 2


class NoAffiliation(Rule):
    """An expert has a name but no institution or post.

    "Security expert" is a label that anybody can wear: say where the person works, or what makes them know.
    """

    code = "SRC312"
    name = "no-affiliation"
    authority = "Reuters: give name and position; The Trust Project: background of sources"
    bad = (
        "Security expert Jo Roe told reporters that the wall would not hold.",
        "The wall will not hold, said Lee Ward, an analyst.",
        "The wall will not hold, said Lee Ward, an analyst. Ward, who said he saw it in May, fears for the town.",
    )
    good = (
        "Jo Roe, a security expert at Leeds University, told reporters the wall would not hold.",
        "BBC analyst Jo Roe told reporters the price would not hold.",
        "The wall will not hold, said Lee Ward, a builder from the next street.",
        "Jo Roe, a security expert who studies walls at the Cat Trust, told reporters that the wall would not hold.",
        "The wall will not hold, said Investec analyst Jo Roe.",
        "Carstedt chief economist Jo Roe said the wall would not hold.",
        "Jo Roe, a security expert who has rebuilt forty such walls, said the wall would not hold.",
        "Security expert Jo Roe said the wall would not hold. Roe, a former director of the Cat Trust, rode on.",
        "Jo Roe, a security expert, said the wall would not hold. Ms. Roe served as director of the Cat Trust.",
        "Security expert Jo Roe said the wall would not hold. It was too thin, the Cat Trust’s Jo Roe said.",
        "Climate activist Jo Roe said the wall would not hold.",
        "Security expert Jo Roe of the pro-wall Cat Trust said it would not hold.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a person, at the first thing said."""
        found = article.derived(sourcing)
        for person in found.people:
            if not person.statements or person.affiliation or not person.role:
                continue
            words = person.role.lower().split()
            if words[-1] not in expert_words() or "former" in words or "of" in words or words == ["professor"]:
                continue
            first = article.derived(_first_said).get(person.id)
            if first is None or " " not in person.name or _placed(article, person.role, first.phrase):
                continue
            if not any(_told_of(article.source, mention) for mention in person.mentions):
                yield self.finding(
                    article,
                    first.source[0],
                    f"{person.name} is called '{person.role}': of which institution, or by what experience?",
                )


def _first_said(article: Article) -> dict[str | None, Attribution]:
    """By the id of who says it, the first attribution to words that name or describe them."""
    found: dict[str | None, Attribution] = {}
    for a in article.derived(sourcing).attributions:
        if a.source:
            found.setdefault(a.speaker, a)
    return found


def _placed(article: Article, role: str, phrase: str) -> bool:
    """Whether a role says where ("BBC pundit", "the Jefferies Bank analyst", "our critic"), or what follows it does.

    What follows is the rest of the phrase that names the speaker: "an economist who works at the Cat Trust".
    """
    first, *others = role.split(maxsplit=1)
    if first.lower() in ("our", "my") or first.isupper() or _capitals(role):
        return True
    of_body = len(others) > 0 and (_is_name(article, first) or (first[0].isupper() and others[0].startswith("chief ")))
    return of_body or _PLACE.search(phrase) is not None


def _told_of(text: str, name: Span) -> bool:
    """Whether the words around a name say where somebody works, or what makes them know.

    They stand before it ("the Cat Trust's Ann Roe"), between commas ("Roe, a former director of the Cat Trust,") or in
    a sentence of their own ("Roe served as director of the Cat Trust").
    """
    if _OWNER.search(text, max(0, name.start - _NEAR), name.start) or _SERVED.match(text, name.end):
        return True
    aside = _ASIDE.match(text, name.end)
    return aside is not None and (_PLACE.search(aside[1]) or _WHO.search(aside[1])) is not None


def _is_name(article: Article, word: str) -> bool:
    """Whether the word that opens a role is the name of a firm or person: one with a capital inside a sentence too."""
    low = word.lower()
    plain = low in phrase_words().opening or low in lists().nationalities or low in lists().common
    if plain or not word[0].isupper():
        return False
    return word in article.derived(_inside_sentences)


def _inside_sentences(article: Article) -> frozenset[str]:
    """The words that stand with a capital inside a sentence, as written: with marks inside them and without."""
    found = set(_INSIDE.findall(article.source))
    return frozenset(word[: end.start()] for word in found for end in _WORD_END.finditer(word))


_INSIDE = lazy(r"(?<=[a-z,] )[^\W\d_a-z]\S{0,40}")
_WORD_END = lazy(r"(?![^\W_])")
_NEAR = 40
_OWNER = lazy(r"\b[A-Z][\w&]*[’']s? $")
_SERVED = lazy(
    r" (?:has |also )?(?:serve[sd]?|works?|worked|teaches|taught|heads?|headed|leads|led|runs|ran) [^.]{0,40}[A-Z]"
)
_ASIDE = lazy(
    r", (?!who (?:has |have |had |also )?(?:said|says|told|tells|added|adds|called|calls|warned|argued|noted)\b)"
    r"((?:an?|the|his|her|founder|head|who)\b[^,.]{3,120})[,.]"
)
_WHO = lazy(r"\bwho\b")


_PLACE = lazy(r"\b(?:at|for|with|from|of|in|led|leads|runs?|manag\w+|advis\w+|founded) (?:the )?(?:[\w’'.-]+ )?[A-Z]\w")
