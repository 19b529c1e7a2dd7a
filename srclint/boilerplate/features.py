"""What is counted of a short paragraph and its surroundings, for the classifier.

Only paragraphs of at most `MOST_WORDS` words that no phrase family knows are looked at; longer ones are the story's
unless a phrase says otherwise, and so are sentences of nine words and more in which no word speaks of pages or to
the reader. Neighbours are those in the article without its known boilerplate, so that an
advertisement marker between two paragraphs does not part them.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from srclint.article import Article, Paragraph
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import last_character
from srclint.data import parsed
from srclint.language.detect import function_words, language
from srclint.lazy import lazy
from srclint.match import folded, places, tokens, words

Features = dict[str, float]

MOST_WORDS = 25
_PROSE_WORDS = 9
_LONG_WORDS = 18
_SENTENCE_WORDS = 5
_CONTENT_LETTERS = 4
_UNKNOWN_OVERLAP = 0.3
_WORD = lazy(r"\w+")
_SEPARATOR = lazy(r"[|›»→•·▶►★✓⬇/]")
_DASH = lazy(r"\s[–—-]\s")


class Setting(NamedTuple):
    """What the features of an article's paragraphs have in common.

    `story` lists the indexes of the paragraphs that nothing knows as boilerplate, in order. `long`, `prose` and
    `sentence` say of each whether it is closed like a sentence and has 18, nine or five words; `in_story`
    says whether a word stands in a long one. `vocabulary` and `tokens` are the words of every paragraph by index,
    without and with repeats and order, and `copies` tells how often a folded text occurs.
    `first_prose` and `last_prose` are positions in `story`: its length and -1 where nothing is prose.
    """

    story: tuple[int, ...]
    long: tuple[bool, ...]
    prose: tuple[bool, ...]
    sentence: tuple[bool, ...]
    in_story: Callable[[str], bool]
    vocabulary: Sequence[AbstractSet[str]]
    tokens: Sequence[Sequence[str]]
    copies: Mapping[str, int]
    first_prose: int
    last_prose: int
    known_share: float
    german: bool


@cache
def cues() -> Mapping[str, frozenset[str]]:
    """The cue words by kind: service, imperative, address, reporting."""
    table = parsed("boilerplate-cues.toml")
    return {kind: frozenset(words.split()) for kind, words in table.items() if isinstance(words, str)}


def features(article: Article) -> Mapping[int, Features]:
    """By index, the features of every paragraph that the classifier is asked about."""
    setting = _setting(article)
    texts = article.derived(folded)
    found: dict[int, Features] = {}
    for run in _stretches([at for at, long in enumerate(setting.long) if not long]):
        suspects = [at for at in run if not (setting.prose[at] and _is_plain(setting.vocabulary[setting.story[at]]))]
        if not suspects:
            continue
        own = {at: _own(article.paragraphs[setting.story[at]], texts[setting.story[at]], setting) for at in run}
        together = _together(list(own.values()))
        for at in suspects:
            if own[at]["words"] <= MOST_WORDS:
                values = found[setting.story[at]] = own[at]
                values.update(together)
                _around(values, at, setting, texts)
    return found


def _is_plain(vocabulary: AbstractSet[str]) -> bool:
    """Whether no word of a text speaks of pages or to the reader."""
    return cues()["service"].isdisjoint(vocabulary) and cues()["address"].isdisjoint(vocabulary)


def _setting(article: Article) -> Setting:
    known = {*article.derived(phrases), *article.derived(blocks)}
    story = tuple(p.index for p in article.paragraphs if p.index not in known)
    long, prose, sentence = [], [], []
    for index in story:
        text = article.paragraphs[index].text
        closed = last_character(text) in ".!?…"
        count = len(text.split(maxsplit=_LONG_WORDS)) if closed else 0
        sentence.append(count >= _SENTENCE_WORDS)
        prose.append(count >= _PROSE_WORDS)
        long.append(count >= _LONG_WORDS)
    by_paragraph = article.derived(words)
    return Setting(
        story=story,
        long=tuple(long),
        prose=tuple(prose),
        sentence=tuple(sentence),
        in_story=_membership(
            article.derived(places), {index for index, is_long in zip(story, long, strict=True) if is_long}
        ),
        copies=Counter(article.derived(folded)),
        vocabulary=by_paragraph,
        tokens=article.derived(tokens),
        first_prose=prose.index(True) if any(prose) else len(story),
        last_prose=len(story) - 1 - prose[::-1].index(True) if any(prose) else -1,
        known_share=len(known) / max(1, len(article.paragraphs)),
        german=article.derived(language) == "de",
    )


def _membership(where: Mapping[str, Sequence[int]], long: AbstractSet[int]) -> Callable[[str], bool]:
    """Tells whether a word stands in one of some paragraphs; each word is looked up once, so that time stays linear."""

    @cache
    def is_member(word: str) -> bool:
        return not long.isdisjoint(where.get(word, ()))

    return is_member


def _stretches(short: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring positions."""
    runs: list[list[int]] = []
    for at in short:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _own(paragraph: Paragraph, low: str, setting: Setting) -> Features:
    """The features of the text itself; `low` is its folded form. Absent features are zero."""
    text, found, vocabulary = paragraph.text, setting.tokens[paragraph.index], setting.vocabulary[paragraph.index]
    total = len(found) or 1
    known, functional = cues(), function_words()
    service = 0 if known["service"].isdisjoint(vocabulary) else sum(map(known["service"].__contains__, found))
    plain = [word for word in found if word not in functional]
    content = [word for word in plain if len(word) >= _CONTENT_LETTERS]
    shared = sum(map(setting.in_story, content))
    numbers = [word for word in found if word[0].isdigit()]
    end = last_character(text)
    values: Features = {
        "words": len(text.split()),
        "letters": len(text) / total,
        "service": service / total,
        "services": service,
        "function": (len(found) - len(plain)) / total,
        "overlap": shared / len(content) if content else _UNKNOWN_OVERLAP,
        "copies": setting.copies[low] - 1,
        "digits": len(numbers) / total,
    }
    flags = {
        "stranger": content and not shared,
        "imperative": found and found[0] in known["imperative"],
        "address": not known["address"].isdisjoint(vocabulary),
        "reporting": not known["reporting"].isdisjoint(vocabulary),
        "closed": end and end in ".!?…",
        "full-stop": end == ".",
        "question": end == "?",
        "colon": end == ":",
        "capitals": text.isupper(),
        "lower": text[:1].islower(),
        "quote": text[:1] in "\"“„«‘'",
        "quoted": low.count('"') >= 2,
        "says": ': "' in low,
        "date": not known["calendar"].isdisjoint(vocabulary) or any(map(_is_year, numbers)),
        "separator": _SEPARATOR.search(text),
        "dash": _DASH.search(text),
        "german": setting.german,
    }
    for name, on in flags.items():
        if on:
            values[name] = 1.0
    values.update(_letters(text, found, setting))
    return values


def _is_year(token: str) -> bool:
    return len(token) == 4 and token[:2] in {"19", "20"} and token.isdigit()


def _letters(text: str, found: Sequence[str], setting: Setting) -> Features:
    """How much of the text is written with capitals, and how many of its names stand in the story."""
    functional = function_words()
    written = upper = 0
    first_upper, title = False, True
    names: list[str] = []
    for word, token in zip(_WORD.findall(text), found, strict=False):
        letter = word[0]
        if not letter.isalpha():
            continue
        if letter.isupper():
            upper += 1
            if written:
                names.append(token)
            else:
                first_upper = True
        elif token not in functional:
            title = False
        written += 1
    if not written:
        return {"capitalised": 0.0, "inner": 0.0, "names": _UNKNOWN_OVERLAP}
    values: Features = {
        "capitalised": upper / written,
        "inner": (upper - first_upper) / (written - 1) if written > 1 else float(text.isupper()),
        "names": sum(map(setting.in_story, names)) / len(names) if names else _UNKNOWN_OVERLAP,
    }
    if written > 1 and title:
        values["title"] = 1.0
    return values


def _together(run: Sequence[Features]) -> Features:
    """What a run of short paragraphs between two long ones looks like as a whole."""
    size = len(run)
    return {
        "run": size,
        "run-words": sum(f["words"] for f in run) / size,
        "run-service": sum(f["service"] for f in run) / size,
        "run-overlap": sum(f["overlap"] for f in run) / size,
        "run-closed": sum(f["words"] >= _PROSE_WORDS and "closed" in f for f in run) / size,
        "run-copies": sum(f["copies"] > 0 for f in run) / size,
    }


def _around(values: Features, at: int, setting: Setting, texts: Sequence[str]) -> None:
    """Add the neighbours in the story, and how much of the story lies before and after."""
    story, prose = setting.story, setting.prose
    index = story[at]
    last = len(story) - 1
    below = texts[story[at + 1]] if at < last else ""
    values["known-share"] = setting.known_share
    values["prose-before"] = sum(prose[max(0, at - 5) : at])
    values["prose-after"] = sum(prose[at + 1 : at + 6])
    values[f"between:{_kind(at - 1, setting)}{_kind(at + 1, setting)}"] = 1.0
    values["below"] = _carried_on(setting.vocabulary[index], setting.vocabulary[story[at + 1]]) if at < last else 0.0
    flags = {
        "known": setting.known_share > 0,
        "tail": at > setting.last_prose,
        "head": at < setting.first_prose,
        "first": index == 0,
        "alone": 0 < at < last and setting.sentence[at - 1] and setting.sentence[at + 1],
        "prose-below": at < last and prose[at + 1],
        "long-above": at > 0 and setting.long[at - 1] and story[at - 1] == index - 1,
        "long-below": at < last and setting.long[at + 1] and story[at + 1] == index + 1,
        "known-above": index > 0 and (at == 0 or story[at - 1] != index - 1),
        "quote-below": below[:1] in {'"', "'", "«"},
    }
    for name, on in flags.items():
        if on:
            values[name] = 1.0


def _kind(at: int, setting: Setting) -> str:
    """0 for no paragraph, L for a long one, p for other running text, s for a short line."""
    if not 0 <= at < len(setting.story):
        return "0"
    return "L" if setting.long[at] else "p" if setting.prose[at] else "s"


def _carried_on(own: AbstractSet[str], below: AbstractSet[str]) -> float:
    """The share of a paragraph's content words that the next one takes up, as a heading's are."""
    content = [w for w in own if len(w) >= _CONTENT_LETTERS and w not in function_words()]
    return sum(map(below.__contains__, content)) / len(content) if content else 0.0
