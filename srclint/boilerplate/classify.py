"""Paragraphs that no phrase gives away but their looks and their company do.

A table of weights says how likely each short paragraph is boilerplate; limits in code come before it. What is marked
gets the code of the family that its words or its shape fit best, and a reason in words.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import islice

from srclint.article import Article
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.features import Features, features
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import MOST_TITLE, prose
from srclint.boilerplate.title import headline
from srclint.boilerplate.weights import weights
from srclint.data import parsed
from srclint.language.detect import UNSPACED, language
from srclint.lazy import lazy
from srclint.match import tokens, word_counts

_BRIEF = 8
_ORNAMENT = lazy(r"[\s_*—–~=#-]+")  # between the parts of a story
_HEADING_WORDS = 12
_QUOTED_WORDS = 12
_TEASER_WORDS = 4
_REASONS = 3
_LEAST_RUN = 2
_SAID = {
    "address": "it speaks to the reader",
    "between": "its neighbours are short lines too",
    "capitalised": "it is written like a title",
    "capitals": "it is set in capitals",
    "copies": "the same line stands in the file more than once",
    "dash": "it is cut up by a dash",
    "imperative": "it tells the reader what to do",
    "inner": "it is written like a title",
    "known": "the file holds other boilerplate",
    "known-above": "boilerplate stands right above it",
    "known-below": "boilerplate stands right below it",
    "known-share": "much of the file is boilerplate",
    "link": "it holds an address",
    "run": "it stands in a run of short lines",
    "run-copies": "lines around it come again",
    "run-service": "lines around it name parts of a page",
    "run-words": "it stands in a run of headline-like lines",
    "separator": "it is cut up by separators",
    "service": "its words name parts of a page",
    "services": "its words name parts of a page",
    "stranger": "none of its words stands in the story",
    "tail": "no running text follows",
    "title": "it is written like a title",
}
_RUN = frozenset({"run", "run-copies", "run-service", "run-words", "between"})
_OF_THE_COMPANY = frozenset(
    {
        "between",
        "known",
        "known-above",
        "known-below",
        "known-share",
        "tail",
        *(n for n in _SAID if n.startswith("run")),
    }
)


def classified(article: Article) -> Mapping[int, Mark]:
    """By index, the paragraphs that the table of weights marks within the limits; never the headline.

    None in a language that parts no words: all that the table weighs is counted in words. None in a few lines without
    a paragraph among them either, such as a brief on a dividend: there is no story that they could be foreign to.
    """
    if article.derived(language) in UNSPACED or _is_brief(article):
        return {}
    table = weights()
    title = article.derived(headline)
    found: dict[int, Mark] = {}
    for index, values in features(article, title.index if title else None).items():
        if limited(values):
            continue
        probability = table.probability(values)
        if probability >= table.threshold and not _ORNAMENT.fullmatch(article.paragraphs[index].text):
            code = _family(article.derived(tokens)[index], values)
            found[index] = Mark(index, code, partial(_why, values), safe=False, share=probability)
    return found


def _is_brief(article: Article) -> bool:
    """Whether an article is a few short lines, with neither running text nor a phrase of boilerplate among them."""
    return (
        len(article.paragraphs) <= _BRIEF
        and True not in article.derived(prose)
        and max(article.derived(word_counts), default=0) <= MOST_TITLE
        and not article.derived(phrases)
        and not article.derived(blocks)
    )


def limited(values: Features) -> bool:
    """Whether a paragraph must not be marked whatever its weights say.

    That goes for quotations with their attribution or a full stop, for questions before an answer, and for section
    headings: a line between two paragraphs of running text that stands in the file once.
    """
    words = values["words"]
    closed = "closed" in values
    if "quoted" in values and "reporting" in values and (closed or words >= _QUOTED_WORDS):
        return True
    if "says" in values and closed and words >= _HEADING_WORDS // 2:
        return True
    if "quote" in values and (words >= _QUOTED_WORDS or (closed and words >= _HEADING_WORDS // 2)):
        return True
    if "question" in values and "quote-below" in values:
        return True
    return (
        "alone" in values
        and not closed
        and words <= _HEADING_WORDS
        and not values["copies"]
        and values["service"] < 0.3
        and not ("capitals" in values and words > 8)
        and (values["overlap"] > 0 or words > 1)
    )


@cache
def _families() -> tuple[tuple[str, ...], Mapping[str, int]]:
    """The codes of the families, and the number of the first one that a word belongs to."""
    families = parsed("boilerplate-cues.toml")["family"]
    numbers: dict[str, int] = {}
    for number, words in enumerate(families.values()):
        for word in words.split():
            numbers.setdefault(word, number)
    return tuple(families), numbers


def _family(words: Sequence[str], values: Features) -> str:
    """The code whose words stand in the line; else titles are teasers, and short words are buttons or credits."""
    codes, numbers = _families()
    known = [numbers[word] for word in words if word in numbers]
    if known:
        return codes[min(known)]
    if "date" in values:
        return "BP109"
    return "BP103" if values["words"] >= _TEASER_WORDS or values["run"] > 2 else "BP106"


def _why(values: Features) -> str:
    return _reasons(tuple(weights().strongest(values)), in_run=values["run"] >= _LEAST_RUN) or "its looks"


@lru_cache(1024)
def _reasons(strongest: tuple[str, ...], *, in_run: bool) -> str:
    """What speaks for the mark, in words, the strongest first and the text before its company, each once."""
    names = [name.partition(":")[0] for name in strongest]
    names.sort(key=_OF_THE_COMPANY.__contains__)
    said = [_SAID[name] for name in names if name in _SAID and (in_run or name not in _RUN)]
    return "; ".join(islice(dict.fromkeys(said), _REASONS))
