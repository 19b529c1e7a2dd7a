"""The words of one language, from its lexicon: verbs in all their forms, nouns that speak, words that stop a name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from srclint.sourcing.lexicon import lexicon

_GRAVE = re.compile(r"é([^aeiouéè]{1,2})$")  # "espérer", "il espère"
_BEFORE_A = {"c": "ç", "g": "ge"}
_NO_GE = ("be", "er", "ver", "ent", "emp", "zer", "ge", "miss", "wider", "unter")


class Cue(NamedTuple):
    """A verb's form: its lemma, whether it is a participle, the separable prefix that must follow, and what it means.

    `joined` tells that a separable prefix is joined to it ("mitteilte"), `plural` that only many can do so, `said` that
    something is said and not only believed.
    """

    lemma: str
    participle: bool = False
    prefix: str = ""
    joined: bool = False
    plural: bool = False
    said: bool = True


class Words(NamedTuple):
    """One language's words; `sets` are the small classes by name.

    `before` holds the phrases that lead up to a source by their first word, `after` the words that follow one;
    `opinion` opens a sentence with somebody's opinion, and the verbs of `quoting` only cue a quotation.
    """

    language: str
    finite: Mapping[str, tuple[Cue, ...]]
    participles: Mapping[str, Cue]
    nouns: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]
    before: Mapping[str, Sequence[tuple[str, ...]]]
    after: frozenset[str]
    opinion: str
    origin: str
    speaking: frozenset[str]
    hedges: re.Pattern[str]
    quoting: frozenset[str]

    @property
    def prepositions(self) -> frozenset[str]:
        """The lemmas of cues that are no verbs."""
        return _prepositions(self.language)

    def kinds(self, low: str) -> tuple[str, ...]:
        """The classes of a noun; those of the end of a compound too."""
        return _kinds(self.language, low)


@lru_cache(1 << 14)
def _kinds(language: str, low: str) -> tuple[str, ...]:
    lexis = words(language)
    found = lexis.nouns.get(low)
    if found is not None:
        return found
    if "-" in low:
        return lexis.kinds(low.rpartition("-")[2])
    if language != "de":
        return ()
    whole = lexis.sets["whole"]
    tails = (low[start:] for start in range(3, len(low) - 3))
    return next((lexis.nouns[tail] for tail in tails if tail in lexis.nouns and tail not in whole), ())


@cache
def _prepositions(language: str) -> frozenset[str]:
    lexis = words(language)
    return frozenset((*(" ".join(phrase) for of in lexis.before.values() for phrase in of), *lexis.after))


@cache
def words(language: str) -> Words:
    """The words of a language that has a lexicon."""
    table = lexicon(language)
    finite: dict[str, tuple[Cue, ...]] = {}
    participles: dict[str, Cue] = {}
    for form, cue in _cues(table):
        if cue.participle:
            participles.setdefault(form, cue)
        else:
            finite[form] = (*finite.get(form, ()), cue)
    nouns: dict[str, tuple[str, ...]] = {}
    for kind, listed in table["nouns"].items():
        if kind != "whole":
            for noun in listed.split():
                nouns[noun] = (*nouns.get(noun, ()), kind)
    if language != "de":
        for role in table["nouns"]["roles"].split():
            nouns.setdefault(role + ("s" if language == "fr" or role[-1] in "aeiouáéíó" else "es"), ("people",))
    before: dict[str, list[tuple[str, ...]]] = {}
    for line in table["adpositions"]["before"].splitlines():
        phrase = tuple(line.split())
        before.setdefault(phrase[0], []).append(phrase)
    return Words(
        language,
        finite,
        participles,
        nouns,
        {name: frozenset(listed.split()) for name, listed in table["words"].items()}
        | {"whole": frozenset(table["nouns"]["whole"].split())},
        before,
        frozenset(table["adpositions"]["after"].split()),
        table["adpositions"]["opinion"],
        table["adpositions"]["from"],
        frozenset(table["claims"]["speaking"].split()),
        re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, table['claims']['hedges'].splitlines()))})(?!\w)", re.IGNORECASE
        ),
        frozenset(lemma.replace("|", "") for lemma in table["verbs"]["quote"].split()),
    )


def _cues(table: Mapping[str, Any]) -> Iterator[tuple[str, Cue]]:
    verbs = table["verbs"]
    inflect = {"de": _german, "fr": _french, "es": _spanish}[table["language"]]
    for kind in ("say", "think", "quote"):
        for lemma in verbs[kind].split():
            for form, cue in inflect(lemma, verbs["irregular"]):
                yield form, cue._replace(said=kind != "think")


def _german(lemma: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, Cue]]:
    prefix, _, verb = lemma.rpartition("|")
    whole = prefix + verb
    finite, _, participle = irregular.get(verb, "").partition("|")
    for form in finite.split() or _weak(verb):
        yield form, Cue(whole, prefix=prefix, plural=form.endswith("en"))
        if prefix:
            yield prefix + form, Cue(whole, joined=True, plural=form.endswith("en"))
    if not finite:
        bare = verb.endswith("ieren") or verb.startswith(_NO_GE)
        participle = ("" if bare else "ge") + _stem(verb) + "t"
    if participle:
        yield prefix + participle, Cue(whole, participle=True)


def _stem(verb: str) -> str:
    stem = verb[:-1] if verb.endswith(("eln", "ern")) else verb[:-2]
    return stem + "e" if stem.endswith(("t", "d", "chn", "ffn")) else stem


def _weak(verb: str) -> list[str]:
    stem = _stem(verb)
    return [f"{stem}t", f"{stem}te", f"{stem}ten", verb]


def _french(lemma: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, Cue]]:
    if lemma in irregular:
        finite, _, participle = irregular[lemma].partition("|")
        yield from _romance(lemma, finite.split(), participle, "ent")
    else:
        stem = lemma[:-2]
        weak, hard = _GRAVE.sub(r"è\1", stem), stem[:-1] + _BEFORE_A.get(stem[-1], stem[-1])
        present, past = [weak + "e", weak + "ent"], [hard + "a", stem + "èrent", hard + "ait", hard + "aient"]
        yield from _romance(lemma, present + past, stem + "é", "ent")


def _spanish(lemma: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, Cue]]:
    stem = lemma[:-2]
    if lemma in irregular:
        finite, _, participle = irregular[lemma].partition("|")
        yield from _romance(lemma, finite.split(), participle, "n")
    elif lemma.endswith("ar"):
        ends = ("a", "an", "ó", "aron", "aba", "aban")
        yield from _romance(lemma, [stem + end for end in ends], stem + "ado", "n")
    else:
        forms = [stem + end for end in ("e", "en", "ió", "ieron", "ía", "ían")]
        yield from _romance(lemma, forms, stem + "ido", "n")


def _romance(lemma: str, finite: list[str], participle: str, plural: str) -> Iterator[tuple[str, Cue]]:
    for form in finite:
        yield form, Cue(lemma, plural=form.endswith(plural))
    for end in ("", "e", "s", "es") if plural == "ent" else ("",):
        yield participle + end, Cue(lemma, participle=True)
