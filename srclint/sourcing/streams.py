"""The streams of an article: one for each paragraph that is read for attributions."""

from collections.abc import Iterable

from srclint.article import Article, Paragraph
from srclint.language.quotes import quotes
from srclint.sourcing.stream import Stream

Part = tuple[Paragraph, Stream]
Piece = tuple[int, int, int]


def streams(article: Article, paragraphs: Iterable[Paragraph]) -> list[Part]:
    """Each paragraph with its stream, the outer quotations folded."""
    quoted = article.derived(quoted_ranges)
    return [(p, Stream(p.text, quoted.get(p.index, ()))) for p in paragraphs]


def quoted_ranges(article: Article) -> dict[int, list[tuple[int, int]]]:
    """By paragraph index, the outer quotations as disjoint (start, end) in reading order."""
    found: dict[int, list[tuple[int, int]]] = {}
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
