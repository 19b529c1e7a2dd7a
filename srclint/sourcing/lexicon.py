"""The words of attribution, read from rules/lexicon/: cue verbs in all their forms, cue nouns, function words."""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Any

from srclint import data, kept
from srclint.data import parsed
from srclint.record import NamedTuple


class Trigger(NamedTuple):
    """A word that may be a cue: its lemma, its form (b, z, d, n, g; N for a noun), and the classes of the lemma."""

    lemma: str
    form: str
    classes: str
    kind: str


NO_TRIGGER = Trigger("", "", "", "")
Form = tuple[str, str, str]
"""Lemma, form and classes, as in `Trigger`."""


class Word(NamedTuple):
    """What is known of a word type: lower-case form, tag, and the cue it may be. Shared by all its tokens.

    `width` counts its characters and the blank that mostly stands before it.
    """

    low: str
    tag: str
    trigger: Trigger | None
    width: int


@cache
def lexicon(language: str = "en") -> Mapping[str, Any]:
    """The lexicon of a language, as parsed."""
    return parsed(f"lexicon/{language}.toml")


@cache
def words(table: str, key: str) -> frozenset[str]:
    """The words of a list of the English lexicon; "~" stands for a blank inside one."""
    return frozenset(lexicon("en")[table][key].split())


_HISSING = ("s", "x", "z", "ch", "sh")


def inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and -ing form of an English verb."""
    irregular = lexicon("en")["irregular"].get(lemma)
    if irregular is not None:
        third, past, participle, ing = irregular.split()
        return third, past, participle, ing
    if lemma.endswith(_HISSING):
        third = lemma + "es"
    elif lemma[-1] == "y" and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    else:
        third = lemma + "s"
    if lemma.endswith("e"):
        return third, lemma + "d", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


@cache
def forms() -> dict[str, Form]:
    """Every form of every cue verb and noun, found once for many runs."""
    return kept.made("forms", data.origin(), _forms, __file__)


def _forms() -> dict[str, Form]:
    cues = lexicon("en")["cues"]
    classes: dict[str, list[str]] = {}
    for name, lemmas in cues.items():
        if isinstance(lemmas, str) and name != "never":
            for lemma in lemmas.split():
                classes.setdefault(lemma, []).append(name)
    found: dict[str, Form] = {}
    also = lexicon("en")["also"]
    for verb, names in classes.items():
        joined = "+".join(sorted(set(names)))
        lemma = _american(verb, classes)
        for form, word in zip("zdng" * 2, (*inflect(verb), *also.get(verb, "").split()), strict=False):
            found.setdefault(word, (lemma, form, joined))
        found[verb] = (lemma, "b", joined)
    for name, nouns in cues["nouns"].items():
        for noun in nouns.split():
            for form, word in _numbers(noun):
                lemma, forms_so_far, joined = found.get(word, (noun, "", ""))
                found[word] = (lemma, forms_so_far + form, f"{joined}+{name}" if joined else name)
    found["according"] = ("according", "x", "according")
    found[":"] = (":", "x", "colon")
    for dash in "―—–-":
        found[dash] = ("dash", "x", "dash")
    for adverb in lexicon("en")["hedges"]["adverb"].split():
        found[adverb] = (adverb, "x", "hedge")
    return found


def _american(verb: str, known: Container[str]) -> str:
    """A verb as it is spelt in American copy, on which the weights are trained: "emphasise" counts as "emphasize"."""
    other = verb[:-3] + "ize" if verb.endswith("ise") else verb.replace("our", "or")
    return other if other in known else verb


@cache
def never() -> frozenset[str]:
    """The forms that hardly ever attribute: "state", "came"."""
    return frozenset(lexicon("en")["cues"]["never"].split())


def trigger(low: str) -> Trigger | None:
    """The cue that a word in lower case may be."""
    found = forms().get(low)
    if found is None or low in never():
        return None
    lemma, form, classes = found
    return Trigger(lemma, form, classes, f"{classes}/{form}")


def _numbers(noun: str) -> Iterator[tuple[str, str]]:
    yield "N", noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        yield "S", noun[:-1] + "ies"
    elif not noun.endswith("s"):
        yield "S", noun + ("es" if noun.endswith(_HISSING) else "s")


@cache
def _function_tags() -> dict[str, str]:
    table = parsed("lexicon/classes-en.toml")
    return {word: tag for tag, words in table.items() for word in words.split()}


_NAMES = frozenset(("May", "Will"))


class WordTypes(dict[str, Word]):
    """The word types met so far, by token as written: a token costs no more than a look-up. Bounded."""

    def __missing__(self, token: str) -> Word:
        if len(self) >= MAX_TYPES:
            self.clear()
        found = self[token] = look(token)
        return found


@cache
def word_types() -> WordTypes:
    """The types of all stories of this run."""
    return WordTypes()


def look(token: str) -> Word:
    """The word type of a token as written."""
    if token[0] == "“":
        return _quotations()[token]
    word = token if token.isalnum() else token.strip(_EDGES) or token
    low = word.lower()
    if word[0] == "(" and len(word) > 1:
        return Word(low, "X", None, 1 + len(token))
    if "’" in low:
        low = low.replace("’", "'")
    tag = _tag(word, low)
    return Word(low, tag, trigger(low), (tag not in _GLUED) + len(token))


def _tag(word: str, low: str) -> str:
    first = word[0]
    upper = first.isupper()
    # "US" and "IT" are no pronouns: a word in capitals is a name, but for the shortest ones.
    if not upper or (word not in _NAMES and not (1 < len(word) < 4 and word.isupper())):
        tag = _function_tags().get(low)
        if tag is not None and not (upper and tag == "w"):  # "Ann Reed"
            return tag
    if upper or (first == "@" and len(word) > 1):
        return "U"
    if first.isdigit():
        return "w" if "-old" in low else "#"  # "the 54-year-old"
    if not first.isalpha():
        return first
    form = forms().get(low)
    if form is not None:
        return "V" if form[1][0] not in "NS" else "n"
    ending, tag = _ENDINGS.get(low[-1], ("", "w"))
    return tag if low.endswith(ending) else "w"


_ENDINGS = {"s": ("s", "s"), "d": ("ed", "d"), "g": ("ing", "g"), "y": ("ly", "A")}
# Marks that stand right behind a word.
_GLUED = frozenset(",.;:?!…")
_EDGES = "\"‘’“”'`*[]{}<>|/\\~_$£€#"
MAX_TYPES = 1 << 16


@cache
def _quotations() -> dict[str, Word]:
    marks = {"c": ",", "p": ".", "q": "?", "n": ""}
    return {
        f"“{letter}{size}": Word(f"“{mark}{'short' if size else ''}", "Q", None, 0)
        for letter, mark in marks.items()
        for size in ("", "s")
    }


@cache
def opinion_words() -> frozenset[str]:
    """Words that pass judgement."""
    return words("opinion", "words")


@cache
def expert_words() -> frozenset[str]:
    """Last words of roles that ask for an institution beside them."""
    return words("experts", "words")
