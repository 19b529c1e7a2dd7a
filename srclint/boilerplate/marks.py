"""All marks of an article, one code a paragraph, whatever rules are selected."""

from srclint.article import Article
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.mark import Mark, Marks
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.repeats import repeats
from srclint.boilerplate.unlabelled import unlabelled


def marks(article: Article) -> Marks:
    """What is not the story.

    A block under a known label comes before the phrase families, these before repeats, these before what only shape
    and place give away.
    """
    found: dict[int, Mark] = {}
    for analysis in (blocks, phrases, repeats, unlabelled):
        for index, mark in article.derived(analysis).items():
            found.setdefault(index, mark)
    return Marks(tuple(found[index] for index in sorted(found)))
