"""Paragraphs that a phrase family knows: the entries of rules/boilerplate and of a project's own packs."""

from collections.abc import Mapping, Sequence

from srclint.article import Article, Paragraph
from srclint.boilerplate.cues import cues
from srclint.boilerplate.mark import Mark
from srclint.language.sentences import sentences
from srclint.lazy import lazy
from srclint.match import folded, hits, spans, spans_in, word_counts
from srclint.pack import Entry

# Labels first: they may have teasers below them. What is learned or new gives way to what is known.
_ORDER = ("BP103", "BP101", "BP105", "BP111", "BP107", "BP106", "BP102", "BP108", "BP109")
_PLACES = {code: place for place, code in enumerate(_ORDER)}
_TURNED_AWAY = "BP112"
_WHOLE_FILE = frozenset({_TURNED_AWAY, "BP114"})
_HALF = 0.5
_SHOWN = 60
_SENTENCE_WORDS = 8
_SERVICE_WORDS = 2
_WORD = lazy(r"[\w']+")


def phrases(article: Article) -> Mapping[int, Mark]:
    """By paragraph index, the mark of the first phrase family that fits; one mark a paragraph."""
    found: dict[int, Mark] = {}
    for index, candidates in article.derived(hits).items():
        marking = [e for e in candidates if e.code.startswith("BP") and e.code not in _WHOLE_FILE]
        if len(marking) > 1:
            marking.sort(key=_rank)
        paragraph = article.paragraphs[index]
        for entry in marking:
            covered = sum(map(len, spans(entry, article, paragraph)))
            if covered >= _HALF * len(paragraph.text.strip()):
                said = f"it says “{_excerpt(paragraph.text)}”"
                safe = entry.fix == "safe" and not _may_hold_story(article, paragraph, marking)
                found[index] = Mark(index, entry.code, said, safe=safe)
                break
    return found


def _may_hold_story(article: Article, paragraph: Paragraph, marking: Sequence[Entry]) -> bool:
    """Whether half of a paragraph's words stand in sentences without a phrase, an offer or a word to the reader.

    An extractor that loses a line break leaves an advertisement at the end of a paragraph of the story.
    """
    count = article.derived(word_counts)[paragraph.index]
    if count < 2 * _SENTENCE_WORDS:
        return False
    low = article.derived(folded)[paragraph.index]
    plain = (span for span in sentences(paragraph.text) if _is_plain(low[span.start : span.end], marking))
    return 2 * sum(len(low[span.start : span.end].split()) for span in plain) >= count


def _is_plain(sentence: str, marking: Sequence[Entry]) -> bool:
    words = _WORD.findall(sentence)
    return (
        len(words) >= _SENTENCE_WORDS
        and cues()["address"].isdisjoint(words)
        and len(cues()["service"].intersection(words)) < _SERVICE_WORDS
        and not any(spans_in(entry, sentence) for entry in marking)
    )


def turned_away(article: Article) -> tuple[int, ...]:
    """The paragraphs that speak of scripts, robots, cookies or errors: signs of a page that is not a story."""
    asked = ((index, [e for e in own if e.code == _TURNED_AWAY]) for index, own in article.derived(hits).items())
    return tuple(index for index, own in asked if any(spans(e, article, article.paragraphs[index]) for e in own))


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _rank(entry: Entry) -> tuple[int, str]:
    return _PLACES.get(entry.code, len(_ORDER)), entry.code
