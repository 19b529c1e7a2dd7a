"""The words of attribution, read from rules/lexicon/: cue verbs in all their forms, cue nouns, function words."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from srclint.data import parsed

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"), "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"), "think": ("thinks", "thought", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"), "feel": ("feels", "felt", "felt", "feeling"),
    "see": ("sees", "saw", "seen", "seeing"), "understand": ("understands", "understood", "understood", "understanding"),
    "find": ("finds", "found", "found", "finding"), "show": ("shows", "showed", "shown", "showing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"), "bring": ("brings", "brought", "brought", "bringing"),
    "make": ("makes", "made", "made", "making"), "give": ("gives", "gave", "given", "giving"),
    "send": ("sends", "sent", "sent", "sending"), "take": ("takes", "took", "taken", "taking"),
    "put": ("puts", "put", "put", "putting"), "lay": ("lays", "laid", "laid", "laying"),
    "go": ("goes", "went", "gone", "going"), "cast": ("casts", "cast", "cast", "casting"),
    "hold": ("holds", "held", "held", "holding"), "keep": ("keeps", "kept", "kept", "keeping"),
    "begin": ("begins", "began", "begun", "beginning"), "spend": ("spends", "spent", "spent", "spending"),
    "draw": ("draws", "drew", "drawn", "drawing"), "throw": ("throws", "threw", "thrown", "throwing"),
    "set": ("sets", "set", "set", "setting"), "come": ("comes", "came", "come", "coming"),
    "stand": ("stands", "stood", "stood", "standing"), "hear": ("hears", "heard", "heard", "hearing"),
    "read": ("reads", "read", "read", "reading"), "sing": ("sings", "sang", "sung", "singing"),
    "swear": ("swears", "swore", "sworn", "swearing"), "seek": ("seeks", "sought", "sought", "seeking"),
    "choose": ("chooses", "chose", "chosen", "choosing"), "prove": ("proves", "proved", "proven", "proving"),
    "forget": ("forgets", "forgot", "forgotten", "forgetting"), "sue": ("sues", "sued", "sued", "suing"),
    "shake": ("shakes", "shook", "shaken", "shaking"), "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"), "deny": ("denies", "denied", "denied", "denying"),
    "die": ("dies", "died", "died", "dying"), "forbid": ("forbids", "forbade", "forbidden", "forbidding"),
    "blog": ("blogs", "blogged", "blogged", "blogging"), "admit": ("admits", "admitted", "admitted", "admitting"),
    "submit": ("submits", "submitted", "submitted", "submitting"), "quiz": ("quizzes", "quizzed", "quizzed", "quizzing"),
    "commit": ("commits", "committed", "committed", "committing"), "refer": ("refers", "referred", "referred", "referring"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"), "permit": ("permits", "permitted", "permitted", "permitting"),
    "concur": ("concurs", "concurred", "concurred", "concurring"), "slam": ("slams", "slammed", "slammed", "slamming"),
    "rip": ("rips", "ripped", "ripped", "ripping"), "pan": ("pans", "panned", "panned", "panning"),
    "rap": ("raps", "rapped", "rapped", "rapping"), "diss": ("disses", "dissed", "dissed", "dissing"),
    "snap": ("snaps", "snapped", "snapped", "snapping"), "quip": ("quips", "quipped", "quipped", "quipping"),
    "brag": ("brags", "bragged", "bragged", "bragging"), "beg": ("begs", "begged", "begged", "begging"),
    "plan": ("plans", "planned", "planned", "planning"), "opt": ("opts", "opted", "opted", "opting"),
    "ban": ("bans", "banned", "banned", "banning"), "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "chat": ("chats", "chatted", "chatted", "chatting"), "jab": ("jabs", "jabbed", "jabbed", "jabbing"),
    "peg": ("pegs", "pegged", "pegged", "pegging"), "pen": ("pens", "penned", "penned", "penning"),
    "compel": ("compels", "compelled", "compelled", "compelling"), "regret": ("regrets", "regretted", "regretted", "regretting"),
    "fret": ("frets", "fretted", "fretted", "fretting"), "mourn": ("mourns", "mourned", "mourned", "mourning"),
    "leak": ("leaks", "leaked", "leaked", "leaking"), "broadcast": ("broadcasts", "broadcast", "broadcast", "broadcasting"),
    "spread": ("spreads", "spread", "spread", "spreading"), "thrust": ("thrusts", "thrust", "thrust", "thrusting"),
}  # fmt: skip


class Trigger(NamedTuple):
    """A word that may be a cue: its lemma, its form (b, z, d, n, g; N for a noun), and the classes of the lemma."""

    lemma: str
    form: str
    classes: str
    kind: str


class Word(NamedTuple):
    """What is known of a word type: lower-case form, tag, and the cue it may be. Shared by all its tokens."""

    low: str
    tag: str
    trigger: Trigger | None


@cache
def lexicon(language: str = "en") -> Mapping[str, Any]:
    """The lexicon of a language, as parsed."""
    return parsed(f"lexicon/{language}.toml")


def inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and -ing form of an English verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if re.search(r"(?:[sxz]|ch|sh)$", lemma):
        third = lemma + "es"
    elif re.search(r"[^aeiou]y$", lemma):
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    else:
        third = lemma + "s"
    if lemma.endswith("e"):
        return third, lemma + "d", lemma + "d", (lemma if lemma.endswith("ee") else lemma[:-1]) + "ing"
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


@cache
def forms() -> dict[str, Trigger]:
    """Every form of every cue verb and noun."""
    cues = lexicon("en")["cues"]
    classes: dict[str, list[str]] = {}
    for name, lemmas in cues.items():
        if isinstance(lemmas, str) and name != "never":
            for lemma in lemmas.split():
                classes.setdefault(lemma, []).append(name)
    found: dict[str, Trigger] = {}
    for lemma, names in classes.items():
        joined = "+".join(sorted(set(names)))
        for form, word in zip("zdng", inflect(lemma), strict=True):
            found.setdefault(word, _trigger(lemma, form, joined))
        found[lemma] = _trigger(lemma, "b", joined)
    for name, nouns in cues["nouns"].items():
        for noun in nouns.split():
            for form, word in _numbers(noun):
                if word in found:
                    old = found[word]
                    found[word] = _trigger(old.lemma, old.form + form, f"{old.classes}+{name}")
                else:
                    found[word] = _trigger(noun, form, name)
    found["according"] = _trigger("according", "x", "according")
    found[":"] = _trigger(":", "x", "colon")
    for dash in "―—–-":
        found[dash] = _trigger("dash", "x", "dash")
    for adverb in lexicon("en")["hedges"]["adverb"].split():
        found[adverb] = _trigger(adverb, "x", "hedge")
    return found


@cache
def triggers() -> dict[str, Trigger]:
    """The forms that may attribute: all but those that hardly ever do ("state", "came")."""
    never = frozenset(lexicon("en")["cues"]["never"].split())
    return {word: trigger for word, trigger in forms().items() if word not in never}


def _trigger(lemma: str, form: str, classes: str) -> Trigger:
    return Trigger(lemma, form, classes, f"{classes}/{form}")


def _numbers(noun: str) -> Iterator[tuple[str, str]]:
    yield "N", noun
    if noun.endswith("y") and noun[-2] not in "aeiou":
        yield "S", noun[:-1] + "ies"
    elif not noun.endswith("s"):
        yield "S", noun + ("es" if re.search(r"(?:x|ch|sh)$", noun) else "s")


@cache
def _function_tags() -> dict[str, str]:
    table = parsed("lexicon/classes-en.toml")
    return {word: tag for tag, words in table.items() for word in words.split()}


_NAMES = frozenset(("May", "Will"))


@lru_cache(maxsize=1 << 16)
def look(word: str) -> Word:
    """The word type of a token as written; the cache is what makes a token cost no more than a look-up."""
    low = word.lower().replace("’", "'")
    trigger = triggers().get(low)
    # "US" and "IT" are no pronouns: a word in capitals is a name, but for the shortest ones.
    tag = None if (word.isupper() and 1 < len(word) < 4) or word in _NAMES else _function_tags().get(low)
    if tag is None:
        if low[0] == "(" and len(low) > 1:
            tag = "X"
        elif low[0] == "@" and len(low) > 1:
            tag = "U"
        elif not low[0].isalnum():
            tag = low[0]
        elif low[0].isdigit():
            tag = "#"
        elif word[0].isupper():
            tag = "U"
        elif low in forms():
            tag = "V" if forms()[low].form[0] not in "NS" else "n"
        elif low.endswith("ly"):
            tag = "A"
        elif low.endswith("ing"):
            tag = "g"
        elif low.endswith("ed"):
            tag = "d"
        elif low.endswith("s"):
            tag = "s"
        else:
            tag = "w"
    return Word(low, tag, trigger)


@cache
def opinion_words() -> frozenset[str]:
    """Words that pass judgement."""
    return frozenset(lexicon("en")["opinion"]["words"].split())


@cache
def expert_words() -> frozenset[str]:
    """Last words of roles that ask for an institution beside them."""
    return frozenset(lexicon("en")["experts"]["words"].split())
