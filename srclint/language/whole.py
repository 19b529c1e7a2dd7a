"""All paragraphs of an article as one text: where one look says that no paragraph has what a rule looks for."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from srclint.article import Article


class Whole(NamedTuple):
    """The texts of paragraphs, a line feed before and after each.

    `starts` are the offsets at which they start, and where the next one would.
    """

    text: str
    starts: Sequence[int]

    def row(self, offset: int) -> int:
        """Which of the paragraphs an offset of the text lies in, counted from 0."""
        return bisect_right(self.starts, offset) - 1


def whole(article: Article) -> Whole:
    """The paragraphs of an article as one text; the row of a paragraph is its index."""
    return joined(paragraph.text for paragraph in article.paragraphs)


def joined(texts: Iterable[str]) -> Whole:
    """Texts as one."""
    parts = ["", *texts, ""]
    return Whole("\n".join(parts), list(accumulate([len(part) + 1 for part in parts[:-1]])))
