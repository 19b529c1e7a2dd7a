"""All marks of an article, one code a paragraph, whatever rules are selected."""

from srclint.article import Article
from srclint.boilerplate.mark import Mark, Marks
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.repeats import repeats


def marks(article: Article) -> Marks:
    """What is not the story: blocks before phrase families, and headline and paragraph repeats where neither speaks."""
    found: dict[int, Mark] = {**article.derived(repeats), **article.derived(phrases)}
    return Marks(tuple(found[index] for index in sorted(found)))
