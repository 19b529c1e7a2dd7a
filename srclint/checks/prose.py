"""What many rules ask of an article: its running text, whether it is English, fixes placed in its source."""

import re
from bisect import bisect_left
from collections.abc import Mapping

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate import marks, shape
from srclint.language.detect import language
from srclint.language.quotes import quotes
from srclint.language.whole import find_all, whole
from srclint.lazy import lazy
from srclint.match import word_counts
from srclint.readers import escape
from srclint.rule import Edit, Fix, Safety

# What UTF-8 looks like when it is read as cp1252: the bytes 80–BF come out as these, five of them as they are.
CONTINUED = r"€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ\xa0-\xbf"
# Invisible and garbled characters, and those that markup begins with.
_RARE = lazy(
    "[<>&\\[{\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f\ufffdÂÃÐÑà-ð]"
)
_EVERYDAY = bytes({*range(32, 127), *b"\t\n\v\f\r"} - {*b"<>&[{"})
LEADS = frozenset("ÂÃÐÑàáâãäåæçèéêëìíîïð")
"""Letters that a garbled character begins with."""
_CONTINUED = lazy(f"[{CONTINUED}]")
_MARKUP = {"html": "<", "markdown": "*_[]<`"}
_TOP, _ABOVE, _END, _FEW_WORDS = 6, 8, 3, 14


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


def with_match(article: Article, pattern: re.Pattern[str], text: str | None = None) -> list[Paragraph]:
    """The paragraphs that are not boilerplate and in which a pattern matches, found by one search through all.

    `text` is what to search in place of the paragraphs as written: `match.whole`.
    """
    written = article.derived(whole)
    found = pattern.finditer(written.text if text is None else text)
    rows = dict.fromkeys([written.row(match.start()) for match in found])
    if not rows:
        return []
    marked = article.derived(marks).by_index
    return [article.paragraphs[row] for row in rows if row not in marked]


def rare(article: Article) -> Mapping[str, list[Paragraph]]:
    """The characters of all paragraphs that few articles have, with the paragraphs they stand in, in order.

    A letter that garbled text begins with counts only where the next character continues it.
    """
    written = article.derived(whole)
    text = written.text
    found: dict[str, list[Paragraph]] = {}
    # The different characters are few, and bytes are sifted many times faster than a regex reads a text.
    others = text.encode("utf-8", "surrogatepass").translate(None, _EVERYDAY).decode("utf-8", "surrogatepass")
    for character in filter(_RARE.match, set(others)):
        places = find_all(character, text)
        if character in LEADS:
            places = [at for at in places if _CONTINUED.match(text, at + 1)]
        if places:
            found[character] = [article.paragraphs[row] for row in dict.fromkeys(map(written.row, places))]
    return found


def with_rare(article: Article, characters: frozenset[str]) -> list[Paragraph]:
    """The paragraphs with one of some rare characters, in order."""
    known = article.derived(rare)
    found = {paragraph.index: paragraph for character in known.keys() & characters for paragraph in known[character]}
    return [found[index] for index in sorted(found)]


def edit(article: Article, paragraph: Paragraph, start: int, end: int, replacement: str) -> Edit:
    """Replace `paragraph.text[start:end]` in the source, in the format's notation."""
    return Edit(paragraph.to_source(start, end), escape(article.format, replacement))


def fix(
    article: Article, paragraph: Paragraph, span: Span, replacement: str, safety: Safety = Safety.SAFE
) -> Fix | None:
    """An edit of a stretch of a paragraph's text as a fix; None where it would tear markup apart."""
    if crosses_markup(article, paragraph, span):
        return None
    return Fix(safety, edits(article, paragraph, span.start, span.end, replacement))


def crosses_markup(article: Article, paragraph: Paragraph, span: Span) -> bool:
    """Whether markup lies inside a stretch of text: one mark of a pair would go with it, and the other stay."""
    marks_of_format = _MARKUP.get(article.format, "") if paragraph.segments else ""
    where = paragraph.to_source(*span)
    return any(article.source.count(mark, *where) > paragraph.text.count(mark, *span) for mark in marks_of_format)


def edits(article: Article, paragraph: Paragraph, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
    """The same edit in a paragraph and in those of its copies in which rules are silent.

    Else the first copy would speak up once the paragraph is mended, and mending n copies would take n rounds.
    """
    same = (paragraph, *article.derived(_copies).get(paragraph.index, ()))
    return tuple(edit(article, one, start, end, replacement) for one in same)


def quoted(article: Article, index: int) -> tuple[Span, ...]:
    """The spans of quotations in the text of a paragraph, outermost ones only."""
    return article.derived(_quoted).get(index, ())


def in_quotes(article: Article, paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a stretch of a paragraph's text touches a quotation."""
    spans = quoted(article, paragraph.index)
    after = bisect_left(spans, end, key=lambda span: span.start)
    return after > 0 and spans[after - 1].end > start


def short_lines(article: Article) -> tuple[Paragraph, ...]:
    """Lines about the story rather than of it: those of few words at the edges of the file and at those of the story.

    A page that was saved whole has its menu at the top, and its date and byline below that: above the first paragraph
    of running text, or of most of it, where a menu has summaries of other stories too.
    """
    paragraphs, counts = article.paragraphs, article.derived(word_counts)
    (first, last), lead = article.derived(_running), article.derived(shape.lead)
    size = len(paragraphs)
    rows = {*range(min(_TOP, size)), *range(max(0, size - _END), size)}
    rows |= {*range(max(0, first - _ABOVE), first), *range(max(0, lead - _ABOVE), lead)}
    rows |= {*range(last + 1, min(size, last + 1 + _END))}
    return tuple([paragraphs[row] for row in sorted(rows) if counts[row] <= _FEW_WORDS])


def _running(article: Article) -> tuple[int, int]:
    """The first and the last paragraph of running text that is not boilerplate; the whole file where there is none."""
    marked, running = article.derived(marks).by_index, article.derived(shape.prose)
    rows = [row for row, told in enumerate(running) if told and row not in marked]
    return (rows[0], rows[-1]) if rows else (0, len(running) - 1)


def _quoted(article: Article) -> dict[int, tuple[Span, ...]]:
    by_paragraph: dict[int, list[Span]] = {}
    for quote in article.derived(quotes):
        if quote.level == 0:
            for index, start, end in quote.pieces:
                by_paragraph.setdefault(index, []).append(Span(start, end))
    return {index: tuple(spans) for index, spans in by_paragraph.items()}


def _copies(article: Article) -> dict[int, list[Paragraph]]:
    """By the index of a paragraph of the story, the repeats of it that are marked and have the very same text."""
    marked = article.derived(marks).by_index
    repeated = [article.paragraphs[index] for index, mark in marked.items() if mark.code in ("DUP205", "DUP206")]
    texts = {paragraph.text for paragraph in repeated}
    first: dict[str, int] = {}
    for paragraph in article.derived(prose) if texts else ():
        if paragraph.text in texts:
            first.setdefault(paragraph.text, paragraph.index)
    found: dict[int, list[Paragraph]] = {}
    for paragraph in repeated:
        if paragraph.text in first:
            found.setdefault(first[paragraph.text], []).append(paragraph)
    return found
