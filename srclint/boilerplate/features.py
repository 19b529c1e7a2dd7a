"""What is counted of a short paragraph and its surroundings, for the classifier.

Only paragraphs of at most `MOST_WORDS` words that no phrase family knows are looked at; longer ones are the story's
unless a phrase says otherwise, and so are sentences of nine words and more in which no word speaks of pages or to
the reader. Neighbours are those in the article without its known boilerplate, so that an
advertisement marker between two paragraphs does not part them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from srclint.article import Article
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import last_character
from srclint.data import parsed
from srclint.language.detect import function_words, language
from srclint.lazy import lazy
from srclint.match import folded, words

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


@dataclass(frozen=True)
class Setting:
    """What the features of an article's paragraphs have in common.

    `story` lists the indexes of the paragraphs that nothing knows as boilerplate, in order. `long`, `prose` and
    `sentence` say of each whether it is closed like a sentence and has 18, nine or five words; `words` are those of
    the long ones, `vocabulary` those of every paragraph by index, `count` how often a folded text occurs.
    `first_prose` and `last_prose` are positions in `story`: its length and -1 where nothing is prose.
    """

    story: tuple[int, ...]
    long: tuple[bool, ...]
    prose: tuple[bool, ...]
    sentence: tuple[bool, ...]
    words: frozenset[str]
    vocabulary: Sequence[AbstractSet[str]]
    count: Mapping[str, int]
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
        own = {at: _own(article.paragraphs[setting.story[at]].text, texts[setting.story[at]], setting) for at in run}
        together = _together(list(own.values()))
        for at in suspects:
            if own[at]["words"] <= MOST_WORDS:
                found[setting.story[at]] = own[at] | together | _around(at, setting, texts)
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
        count = len(text.split())
        closed = last_character(text) in ".!?…"
        sentence.append(closed and count >= _SENTENCE_WORDS)
        prose.append(closed and count >= _PROSE_WORDS)
        long.append(closed and count >= _LONG_WORDS)
    by_paragraph = article.derived(words)
    return Setting(
        story=story,
        long=tuple(long),
        prose=tuple(prose),
        sentence=tuple(sentence),
        words=frozenset().union(*(by_paragraph[index] for index, is_long in zip(story, long, strict=True) if is_long)),
        count=Counter(article.derived(folded)),
        vocabulary=by_paragraph,
        first_prose=prose.index(True) if any(prose) else len(story),
        last_prose=len(story) - 1 - prose[::-1].index(True) if any(prose) else -1,
        known_share=len(known) / max(1, len(article.paragraphs)),
        german=article.derived(language) == "de",
    )


def _stretches(short: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring positions."""
    runs: list[list[int]] = []
    for at in short:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _own(text: str, low: str, setting: Setting) -> Features:
    """The features of the text itself; `low` is its folded form. Absent features are zero."""
    tokens = _WORD.findall(low)
    total = len(tokens) or 1
    known = cues()
    functional = function_words()
    service = sum(map(known["service"].__contains__, tokens))
    function = sum(map(functional.__contains__, tokens))
    content = [t for t in tokens if len(t) >= _CONTENT_LETTERS and t not in functional]
    shared = sum(map(setting.words.__contains__, content))
    end = last_character(text)
    values: Features = {
        "words": len(text.split()),
        "letters": len(text) / total,
        "service": service / total,
        "services": service,
        "function": function / total,
        "overlap": shared / len(content) if content else _UNKNOWN_OVERLAP,
        "copies": setting.count[low] - 1,
        "digits": sum(t[0].isdigit() for t in tokens) / total,
    }
    flags = {
        "stranger": bool(content) and not shared,
        "imperative": bool(tokens) and tokens[0] in known["imperative"],
        "address": not known["address"].isdisjoint(tokens),
        "reporting": not known["reporting"].isdisjoint(tokens),
        "closed": end != "" and end in ".!?…",
        "full-stop": end == ".",
        "question": end == "?",
        "colon": end == ":",
        "capitals": text.isupper(),
        "lower": text[:1].islower(),
        "quote": text[:1] in "\"“„«‘'",
        "quoted": low.count('"') >= 2,
        "date": not known["calendar"].isdisjoint(tokens) or any(_is_year(t) for t in tokens),
        "separator": bool(_SEPARATOR.search(text)),
        "dash": bool(_DASH.search(text)),
        "german": setting.german,
    }
    values.update({name: 1.0 for name, on in flags.items() if on})
    values.update(_letters(text, tokens, setting))
    return values


def _is_year(token: str) -> bool:
    return len(token) == 4 and token[:2] in {"19", "20"} and token.isdigit()


def _letters(text: str, tokens: Sequence[str], setting: Setting) -> Features:
    """How much of the text is written with capitals, and how many of its names stand in the story."""
    written = [(word, token) for word, token in zip(_WORD.findall(text), tokens, strict=False) if word[0].isalpha()]
    if not written:
        return {"capitalised": 0.0, "inner": 0.0, "names": _UNKNOWN_OVERLAP}
    upper = [word[0].isupper() for word, _ in written]
    names = [token for word, token in written[1:] if word[0].isupper()]
    functional = function_words()
    values: Features = {
        "capitalised": sum(upper) / len(written),
        "inner": sum(upper[1:]) / (len(written) - 1) if len(written) > 1 else float(text.isupper()),
        "names": sum(map(setting.words.__contains__, names)) / len(names) if names else _UNKNOWN_OVERLAP,
    }
    if len(written) > 1 and all(word[0].isupper() or token in functional for word, token in written):
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


def _around(at: int, setting: Setting, texts: Sequence[str]) -> Features:
    """The neighbours in the story, and how much of the story lies before and after."""
    story, prose = setting.story, setting.prose
    index = story[at]
    last = len(story) - 1
    below = texts[story[at + 1]] if at < last else ""
    values: Features = {
        "known-share": setting.known_share,
        "prose-before": sum(prose[max(0, at - 5) : at]),
        "prose-after": sum(prose[at + 1 : at + 6]),
        f"between:{_kind(at - 1, setting)}{_kind(at + 1, setting)}": 1.0,
        "below": _carried_on(setting.vocabulary[index], setting.vocabulary[story[at + 1]]) if at < last else 0.0,
    }
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
    values.update({name: 1.0 for name, on in flags.items() if on})
    return values


def _kind(at: int, setting: Setting) -> str:
    """0 for no paragraph, L for a long one, p for other running text, s for a short line."""
    if not 0 <= at < len(setting.story):
        return "0"
    return "L" if setting.long[at] else "p" if setting.prose[at] else "s"


def _carried_on(own: AbstractSet[str], below: AbstractSet[str]) -> float:
    """The share of a paragraph's content words that the next one takes up, as a heading's are."""
    content = [w for w in own if len(w) >= _CONTENT_LETTERS and w not in function_words()]
    return sum(map(below.__contains__, content)) / len(content) if content else 0.0
