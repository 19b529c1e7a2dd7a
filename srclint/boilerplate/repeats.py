"""Lines that stand in the file twice: the headline again, or a paragraph again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from srclint.article import Article, Kind
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import is_signature, lead, stands_over_lead
from srclint.boilerplate.title import headline
from srclint.language.detect import UNSPACED, language
from srclint.match import tokens

_LEAST_WORDS = 5
_LEAST_TITLE = 4
_CLOSE = 6  # paragraphs between two copies at most


def repeats(article: Article) -> Mapping[int, Mark]:
    """By index, the paragraphs that repeat the headline (DUP205) or an earlier paragraph (DUP206).

    Compared are the words, without case and punctuation; a repeated paragraph counts from five words on, because
    short labels and names come again in honest text. So do the signatures of two posts of one account.
    """
    foreign = article.derived(phrases)
    alike: dict[tuple[int, str, str], list[int]] = {}
    for index, words in enumerate(article.derived(tokens)):
        if words and index not in foreign:
            alike.setdefault((len(words), words[0], words[-1]), []).append(index)
    several = [indexes for indexes in alike.values() if len(indexes) > 1]
    at = _titled(article) if several else None
    return {index: mark for indexes in several for index, mark in _copies(article, indexes, at)}


def _titled(article: Article) -> int | None:
    """The index of the headline, unless it is a plain line that may be an entry of the page's menu.

    Such a line is short, or far from the lead.
    """
    title = article.derived(headline)
    if title is None or title.index is None:
        return None
    stated = article.metadata.title or article.paragraphs[title.index].kind is Kind.HEADING
    if stated or article.derived(language) in UNSPACED:
        return title.index
    may_be = len(article.derived(tokens)[title.index]) >= _LEAST_TITLE and stands_over_lead(article, title.index)
    return title.index if may_be else None


def _copies(article: Article, indexes: Sequence[int], title: int | None) -> Iterator[tuple[int, Mark]]:
    """The marks among paragraphs that begin and end alike and are of one length."""
    words = article.derived(tokens)
    wanted = words[title] if title is not None else None
    alike: dict[str, list[int]] = {}
    for index in indexes:
        if words[index] != wanted:
            alike.setdefault(" ".join(words[index]), []).append(index)
        elif index != title:
            yield index, Mark(index, "DUP205", "the headline again", safe=True)
    if len(words[indexes[0]]) < _LEAST_WORDS:
        return
    for same in alike.values():
        if len(same) > 1:
            yield from _but_one(article, same)


def _but_one(article: Article, same: Sequence[int]) -> Iterator[tuple[int, Mark]]:
    """The marks on the copies of one paragraph, but for the one that belongs to the story.

    Far above the lead stand the menus and teasers of a page that was copied whole, and the story's own copy is the
    one that is nearest to it. Of copies close to each other it is the first, as it is of those below the lead.
    """
    below, kept = article.derived(lead), same[0]
    for before, index in pairwise(same):
        if index - before > _CLOSE and index <= below:
            kept = index
    for index in same:
        if index != kept and not is_signature(article.paragraphs[index].text):
            yield index, Mark(index, "DUP206", f"the same as paragraph {kept + 1}", safe=True)
