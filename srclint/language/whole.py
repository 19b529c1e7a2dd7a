"""All paragraphs of an article as one text: where one look says that no paragraph has what a rule looks for."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from srclint.article import Article
from srclint.record import NamedTuple


class Whole(NamedTuple):
    """The texts of paragraphs as written, a line feed after each; offsets are those of `match.whole`.

    `starts` are the offsets at which they start, and where the next one would. Before the first paragraph a line feed
    stands as well, at offset -1.
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
    parts = list(texts)
    starts = list(accumulate([len(part) + 1 for part in parts], initial=0))
    return Whole("\n".join([*parts, ""]), starts)
