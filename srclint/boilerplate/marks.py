"""All marks of an article, one code a paragraph, whatever rules are selected."""

from collections.abc import Callable, Mapping

from srclint.article import Article
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.classify import classified
from srclint.boilerplate.credits import credits_beside
from srclint.boilerplate.learned import learned
from srclint.boilerplate.mark import Mark, Marks
from srclint.boilerplate.menus import menus
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.repeats import repeats
from srclint.boilerplate.title import headline
from srclint.boilerplate.unlabelled import doubtful, player_titles, site_labels

_Analysis = Callable[[Article], Mapping[int, Mark]]
_TEXT: tuple[_Analysis, ...] = (
    blocks,
    phrases,
    learned,
    menus,
    repeats,
    player_titles,
    site_labels,
    classified,
    doubtful,
)


def marks(article: Article) -> Marks:
    """What is not the story.

    A block under a known label comes before the phrase families, these before repeats, these before what only looks,
    company and place give away. The headline is never marked, and what only looks like boilerplate but is a byline or
    a date above the story is marked as such.
    """
    found: dict[int, Mark] = {}
    for analysis in _of_page() if article.format == "html" else _TEXT:
        for index, mark in article.derived(analysis).items():
            found.setdefault(index, mark)
    if article.format != "html":
        found |= {mark.index: mark for mark in credits_beside(article, found)}
    title = article.derived(headline)
    if title is not None and title.index is not None:
        found.pop(title.index, None)
    return Marks(tuple(found[index] for index in sorted(found)))


def _of_page() -> tuple[_Analysis, ...]:
    from srclint.boilerplate.layout import furniture, off_place

    return furniture, blocks, phrases, learned, off_place, repeats
