"""What many rules ask of an article: its running text, whether it is English, fixes placed in its source."""

from bisect import bisect_left
from collections.abc import Iterator

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate import marks
from srclint.language.detect import language
from srclint.language.quotes import quotes
from srclint.readers import escape
from srclint.rule import Edit, Fix, Safety


def words(listed: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(listed.split())


def prose(article: Article) -> tuple[Paragraph, ...]:
    """The paragraphs that are not boilerplate, headline included."""
    marked = article.derived(marks).by_index
    return tuple(p for p in article.paragraphs if p.index not in marked)


def is_english(article: Article) -> bool:
    """Whether the article is in English, or too short to tell."""
    return article.derived(language) in ("en", None)


def edit(article: Article, paragraph: Paragraph, start: int, end: int, replacement: str) -> Edit:
    """Replace `paragraph.text[start:end]` in the source, in the format's notation."""
    return Edit(paragraph.to_source(start, end), escape(article.format, replacement))


def fix(article: Article, paragraph: Paragraph, span: Span, replacement: str, safety: Safety = Safety.SAFE) -> Fix:
    """One edit of a stretch of a paragraph's text as a fix."""
    return Fix(safety, (edit(article, paragraph, span.start, span.end, replacement),))


def quoted(article: Article, index: int) -> tuple[Span, ...]:
    """The spans of quotations in the text of a paragraph, outermost ones only."""
    return article.derived(_quoted).get(index, ())


def in_quotes(article: Article, paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a stretch of a paragraph's text touches a quotation."""
    spans = quoted(article, paragraph.index)
    after = bisect_left(spans, end, key=lambda span: span.start)
    return after > 0 and spans[after - 1].end > start


def short_lines(article: Article, top: int = 6, end: int = 3, words: int = 14) -> Iterator[Paragraph]:
    """Lines about the story rather than of it: those of few words among the first and the last paragraphs."""
    count = len(article.paragraphs)
    for paragraph in article.paragraphs:
        if (paragraph.index < top or paragraph.index >= count - end) and len(paragraph.text.split()) <= words:
            yield paragraph


def _quoted(article: Article) -> dict[int, tuple[Span, ...]]:
    by_paragraph: dict[int, list[Span]] = {}
    for quote in article.derived(quotes):
        if quote.level == 0:
            for index, start, end in quote.pieces:
                by_paragraph.setdefault(index, []).append(Span(start, end))
    return {index: tuple(spans) for index, spans in by_paragraph.items()}
