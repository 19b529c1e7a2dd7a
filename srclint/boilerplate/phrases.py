"""Paragraphs that a phrase family knows: the entries of rules/boilerplate and of a project's own packs."""

from collections.abc import Mapping

from srclint.article import Article
from srclint.boilerplate.mark import Mark
from srclint.match import hits, spans
from srclint.pack import Entry

# Labels first: they may have teasers below them. What is learned or new gives way to what is known.
_ORDER = ("BP103", "BP101", "BP105", "BP111", "BP107", "BP106", "BP102", "BP108", "BP109")
_PLACES = {code: place for place, code in enumerate(_ORDER)}
_TURNED_AWAY = "BP112"
_WHOLE_FILE = frozenset({_TURNED_AWAY, "BP114"})
_HALF = 0.5
_SHOWN = 60


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
                found[index] = Mark(index, entry.code, said, safe=entry.fix == "safe")
                break
    return found


def turned_away(article: Article) -> tuple[int, ...]:
    """The paragraphs that speak of scripts, robots, cookies or errors: signs of a page that is not a story."""
    asked = ((index, [e for e in own if e.code == _TURNED_AWAY]) for index, own in article.derived(hits).items())
    return tuple(index for index, own in asked if any(spans(e, article, article.paragraphs[index]) for e in own))


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _rank(entry: Entry) -> tuple[int, str]:
    return _PLACES.get(entry.code, len(_ORDER)), entry.code
