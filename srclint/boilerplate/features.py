"""What is counted of a short paragraph and its surroundings, for the classifier.

Only paragraphs of at most `MOST_WORDS` words that no phrase family knows are looked at; longer ones are the story's
unless a phrase says otherwise, and so are sentences of nine words and more in which no word speaks of pages or to
the reader. Neighbours are those in the article without its known boilerplate, so that an
advertisement marker between two paragraphs does not part them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import repeat

from srclint import data, kept
from srclint.article import Article, Paragraph
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.cues import cues
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import last_characters
from srclint.language import detect
from srclint.language.detect import function_words, language
from srclint.lazy import lazy
from srclint.match import folded, tokens, word_counts, words
from srclint.record import NamedTuple

Features = dict[str, float]

MOST_WORDS = 25
_PROSE_WORDS = 9
_LONG_WORDS = 18
_SENTENCE_WORDS = 5
_CONTENT_LETTERS = 4
_UNKNOWN_OVERLAP = 0.3
_FEW_WORDS = 100
_WORD = lazy(r"\w+")
_SEPARATOR = lazy(r"[|›»→•·▶►★✓⬇/]")
_DASH = lazy(r"\s[–—-]\s")
_CLOSED = ".!?…"
_ENDS = {".": "full-stop", "?": "question", ":": "colon"}
_OPENING_QUOTES = "\"“„«‘'"

# The kinds of words, as bits: a word can be of several.
_FUNCTION, _SERVICE, _IMPERATIVE, _ADDRESS, _REPORTING, _CALENDAR = (1 << n for n in range(6))
_TELLING = _SERVICE | _ADDRESS


class Setting(NamedTuple):
    """What the features of an article's paragraphs have in common.

    `paragraphs`, `folded`, `tokens`, `vocabulary`, `counts` and `ends` are those of every paragraph by index: as
    written and folded, its words with and without repeats, their number as blanks tell it, and the last character.
    `story` lists the indexes of the paragraphs that nothing knows as boilerplate, in order. `long`, `prose` and
    `sentence` say of each of these whether it is closed like a sentence and has 18, nine or five words; `strange` are
    the words of the runs asked about that stand in no long one, and `copies` tells how often a folded text of these
    runs occurs. `first_prose` and `last_prose` are positions in `story`: its length and -1 where nothing is prose.
    """

    paragraphs: Sequence[Paragraph]
    folded: Sequence[str]
    tokens: Sequence[Sequence[str]]
    vocabulary: Sequence[AbstractSet[str]]
    counts: Sequence[int]
    ends: Sequence[str]
    story: Sequence[int]
    long: Sequence[bool]
    prose: Sequence[bool]
    sentence: Sequence[bool]
    strange: AbstractSet[str]
    copies: Mapping[str, int]
    first_prose: int
    last_prose: int
    known_share: float
    german: bool


@cache
def _kinds() -> Mapping[str, int]:
    """The kinds of the words that are of any."""
    return kept.made("kinds", data.origin(), _find_kinds, __file__, detect.__file__)


def _find_kinds() -> dict[str, int]:
    found = dict.fromkeys(function_words(), _FUNCTION)
    for name, kind in (
        ("service", _SERVICE),
        ("imperative", _IMPERATIVE),
        ("address", _ADDRESS),
        ("reporting", _REPORTING),
        ("calendar", _CALENDAR),
    ):
        for word in cues()[name]:
            found[word] = found.get(word, 0) | kind
    return found


def features(article: Article, title: int | None = None) -> Mapping[int, Features]:
    """By index, the features of every paragraph that the classifier is asked about; `title` is one it is not."""
    known, labelled = article.derived(phrases), article.derived(blocks)
    story = [at for at in range(len(article.paragraphs)) if at not in known and at not in labelled]
    counts, ends = article.derived(word_counts), article.derived(last_characters)
    closed = [counts[index] if ends[index] in _CLOSED else 0 for index in story]
    asked = {index for index in _suspects(article, story, closed) if index != title}
    if not asked:
        return {}
    short = _stretches([at for at, words_closed in enumerate(closed) if words_closed < _LONG_WORDS])
    runs = [run for run in short if not asked.isdisjoint(story[run[0] : run[-1] + 1])]
    setting = _setting(article, story, closed, [story[at] for run in runs for at in run])
    found: dict[int, Features] = {}
    for run in runs:
        own = {at: _own(story[at], setting) for at in run}
        together = _together(list(own.values()))
        for at in run:
            if story[at] in asked:
                values = found[story[at]] = own[at]
                values.update(together)
                _around(values, at, setting)
    return found


def _suspects(article: Article, story: Sequence[int], closed: Sequence[int]) -> Iterator[int]:
    """The indexes of short paragraphs, but for sentences in which no word speaks of pages or to the reader.

    `closed` holds the words of those in `story` that are closed like a sentence, and else 0.
    """
    counts, found = article.derived(word_counts), article.derived(tokens)
    kind_of = _kinds().get
    for index, words_closed in zip(story, closed, strict=True):
        if words_closed < _PROSE_WORDS:
            if counts[index] <= MOST_WORDS:
                yield index
        elif words_closed < _LONG_WORDS and any(kind & _TELLING for kind in map(kind_of, found[index], repeat(0))):
            yield index


def _setting(article: Article, story: Sequence[int], closed: Sequence[int], members: Sequence[int]) -> Setting:
    """`members` are the indexes of the paragraphs in the runs asked about."""
    long = [count >= _LONG_WORDS for count in closed]
    prose = [count >= _PROSE_WORDS for count in closed]
    texts, own, counts = article.derived(folded), article.derived(words), article.derived(word_counts)
    return Setting(
        paragraphs=article.paragraphs,
        folded=texts,
        tokens=article.derived(tokens),
        vocabulary=own,
        counts=counts,
        ends=article.derived(last_characters),
        story=story,
        long=long,
        prose=prose,
        sentence=[count >= _SENTENCE_WORDS for count in closed],
        strange=_beyond(
            [own[index] for index in members],
            [own[index] for index, is_long in zip(story, long, strict=True) if is_long],
        ),
        copies=_copies(texts, members),
        first_prose=prose.index(True) if True in prose else len(story),
        last_prose=len(story) - 1 - prose[::-1].index(True) if True in prose else -1,
        known_share=(len(counts) - len(story)) / max(1, len(counts)),
        german=article.derived(language) == "de",
    )


def _beyond(short: Sequence[AbstractSet[str]], long: Sequence[AbstractSet[str]]) -> AbstractSet[str]:
    """The words of some paragraphs that stand in none of some others."""
    found: AbstractSet[str] = frozenset().union(*short)
    if len(found) > _FEW_WORDS:  # to look for each of them in every other paragraph would no longer be linear
        return found - frozenset().union(*long)
    for own in long:
        found = found - own
    return found


def _copies(texts: Sequence[str], members: Sequence[int]) -> Mapping[str, int]:
    """How often the texts of some paragraphs occur."""
    longest = max([len(texts[index]) for index in members])
    return Counter([text for text in texts if len(text) <= longest])


def _stretches(short: Sequence[int]) -> list[list[int]]:
    """Runs of neighbouring positions."""
    runs: list[list[int]] = []
    for at in short:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _own(index: int, setting: Setting) -> Features:
    """The features of the text itself. Absent features are zero."""
    text, found, strange = setting.paragraphs[index].text, setting.tokens[index], setting.strange
    kinds = list(map(_kinds().get, found, repeat(0)))
    total = len(found) or 1
    every = functional = content = shared = 0
    for word, kind in zip(found, kinds, strict=True):
        every |= kind
        if kind & _FUNCTION:
            functional += 1
        elif len(word) >= _CONTENT_LETTERS:
            content += 1
            shared += word not in strange
    services = sum([kind & _SERVICE for kind in kinds]) // _SERVICE if every & _SERVICE else 0
    numbers = [word for word in found if word[0].isdigit()]
    values: Features = {
        "words": setting.counts[index],
        "letters": len(text) / total,
        "service": services / total,
        "services": services,
        "function": functional / total,
        "overlap": shared / content if content else _UNKNOWN_OVERLAP,
        "copies": setting.copies[setting.folded[index]] - 1,
        "digits": len(numbers) / total,
    }
    if content and not shared:
        values["stranger"] = 1.0
    if kinds and kinds[0] & _IMPERATIVE:
        values["imperative"] = 1.0
    if every & _ADDRESS:
        values["address"] = 1.0
    if every & _REPORTING:
        values["reporting"] = 1.0
    _add_marks(values, text, setting.folded[index], setting.ends[index])
    if every & _CALENDAR or (numbers and any(map(_is_year, numbers))):
        values["date"] = 1.0
    if setting.german:
        values["german"] = 1.0
    _add_letters(values, text, found, kinds, strange)
    return values


def _add_marks(values: Features, text: str, low: str, end: str) -> None:
    """Add what the marks say; `low` is the folded text, `end` its last character."""
    if end and end in _CLOSED:
        values["closed"] = 1.0
    if end in _ENDS:
        values[_ENDS[end]] = 1.0
    if text.isupper():
        values["capitals"] = 1.0
    first = text[:1]
    if first.islower():
        values["lower"] = 1.0
    elif first in _OPENING_QUOTES:
        values["quote"] = 1.0
    if '"' in low:
        if low.count('"') >= 2:
            values["quoted"] = 1.0
        if ': "' in low:
            values["says"] = 1.0
    if _SEPARATOR.search(text):
        values["separator"] = 1.0
    if ("-" in text or "–" in text or "—" in text) and _DASH.search(text):
        values["dash"] = 1.0


def _is_year(token: str) -> bool:
    return len(token) == 4 and token[:2] in {"19", "20"} and token.isdigit()


def _add_letters(
    values: Features, text: str, found: Sequence[str], kinds: Sequence[int], strange: AbstractSet[str]
) -> None:
    """Add how much of the text is written with capitals, and how many of its names stand in the story."""
    written = upper = names = known = 0
    first_upper, title = False, True
    for word, token, kind in zip(_WORD.findall(text), found, kinds, strict=False):
        letter = word[0]
        if not letter.isalpha():
            continue
        if letter.isupper():
            upper += 1
            if written:
                names += 1
                known += token not in strange
            else:
                first_upper = True
        elif not kind & _FUNCTION:
            title = False
        written += 1
    values["capitalised"] = upper / written if written else 0.0
    if written > 1:
        values["inner"] = (upper - first_upper) / (written - 1)
    else:
        values["inner"] = float(written == 1 and text.isupper())
    values["names"] = known / names if names else _UNKNOWN_OVERLAP
    if written > 1 and title:
        values["title"] = 1.0


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


def _around(values: Features, at: int, setting: Setting) -> None:
    """Add the neighbours in the story, and how much of the story lies before and after."""
    story, prose, long = setting.story, setting.prose, setting.long
    index = story[at]
    last = len(story) - 1
    above, below = story[at - 1] if at > 0 else -1, story[at + 1] if at < last else -1
    values["known-share"] = setting.known_share
    values["prose-before"] = sum(prose[max(0, at - 5) : at])
    values["prose-after"] = sum(prose[at + 1 : at + 6])
    values[f"between:{_kind(at - 1, setting)}{_kind(at + 1, setting)}"] = 1.0
    values["below"] = _carried_on(setting.vocabulary[index], setting.vocabulary[below]) if at < last else 0.0
    if setting.known_share > 0:
        values["known"] = 1.0
    if at > setting.last_prose:
        values["tail"] = 1.0
    if at < setting.first_prose:
        values["head"] = 1.0
    if index == 0:
        values["first"] = 1.0
    if 0 < at < last and setting.sentence[at - 1] and setting.sentence[at + 1]:
        values["alone"] = 1.0
    if at < last and prose[at + 1]:
        values["prose-below"] = 1.0
    if at > 0 and long[at - 1] and above == index - 1:
        values["long-above"] = 1.0
    if at < last and long[at + 1] and below == index + 1:
        values["long-below"] = 1.0
    if index > 0 and above != index - 1:
        values["known-above"] = 1.0
    if at < last and setting.folded[below][:1] in {'"', "'", "«"}:
        values["quote-below"] = 1.0


def _kind(at: int, setting: Setting) -> str:
    """0 for no paragraph, L for a long one, p for other running text, s for a short line."""
    if not 0 <= at < len(setting.story):
        return "0"
    return "L" if setting.long[at] else "p" if setting.prose[at] else "s"


def _carried_on(own: AbstractSet[str], below: AbstractSet[str]) -> float:
    """The share of a paragraph's content words that the next one takes up, as a heading's are."""
    kinds = _kinds()
    content = [word for word in own if len(word) >= _CONTENT_LETTERS and not kinds.get(word, 0) & _FUNCTION]
    return sum(map(below.__contains__, content)) / len(content) if content else 0.0
