"""The menu of a page on one line, where a copied page has its headline: "News | Sport | Weather | Jobs"."""

from collections.abc import Mapping
from functools import cache

from srclint.article import Article
from srclint.boilerplate.cues import cues
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.shape import headline_like
from srclint.lazy import lazy

_TOP = 5
_BETWEEN = lazy(r"\s*[|·•›]\s*|(?<=[a-z]{3})\.\s+")
_LEAST_ENTRIES, _ENTRY_WORDS = 4, 3
_OF_MENUS = 0.75
_WORD = lazy(r"\w[\w-]*")


def menus(article: Article) -> Mapping[int, Mark]:
    """By index, the lines among the first paragraphs that list the entries of a menu."""
    likely = article.derived(headline_like)
    return {
        paragraph.index: Mark(paragraph.index, "BP103", "it lists the entries of a menu", safe=False)
        for paragraph in article.paragraphs[:_TOP]
        if paragraph.index in likely and is_menu(paragraph.text)
    }


def is_menu(line: str) -> bool:
    """Whether a line lists four short entries or more between marks, or words of menus and hardly any other."""
    entries = _BETWEEN.split(line)
    if len(entries) >= _LEAST_ENTRIES and all(len(entry.split()) <= _ENTRY_WORDS for entry in entries):
        return True
    words = _WORD.findall(line.lower())
    return len(words) > _LEAST_ENTRIES and sum(map(_entries().__contains__, words)) >= _OF_MENUS * len(words)


@cache
def _entries() -> frozenset[str]:
    """The words of menus: services and sections."""
    return cues()["service"] | cues()["sections"]
