"""The quotations of an article as the stream of its tokens folds them."""

from srclint.article import Article
from srclint.language.quotes import quotes
from srclint.sourcing.stream import Range

Piece = tuple[int, int, int]


def quoted_ranges(article: Article) -> dict[int, list[Range]]:
    """By paragraph index, the outer quotations as disjoint (start, end) in reading order."""
    found: dict[int, list[Range]] = {}
    for quote in article.derived(quotes):
        if quote.level == 0:
            for index, start, end in quote.pieces:
                found.setdefault(index, []).append((start, end))
    for index, ranges in found.items():
        if len(ranges) > 1:
            ranges.sort()
            kept = ranges[:1]
            for start, end in ranges[1:]:
                if start >= kept[-1][1]:
                    kept.append((start, end))
            found[index] = kept
    return found


def runs(article: Article) -> list[tuple[Piece, ...]]:
    """The pieces of the quotations that run over several paragraphs."""
    return [q.pieces for q in article.derived(quotes) if q.level == 0 and len(q.pieces) > 1]
