"""Which pattern entries match where: one literal prefilter pass an article, then only the patterns it lets through."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from srclint.article import Article, Paragraph, Span
from srclint.errors import ConfigError
from srclint.language import fold, sentences
from srclint.language.detect import language
from srclint.language.quotes import quotes
from srclint.pack import Entry, builtin_entries, read_pack

_WORD = re.compile(r"\w+")


class Prefilter:
    """Says which entries a folded text can match at all.

    An entry is let through when one of its keywords stands in the text; the look-up goes by the first word of the
    keyword, which must be a whole word of the text. Keywords without a word character and entries without keywords
    are tried one by one. A pure-Python word index measured 5–7 MB/s for 300 patterns where a loop of `re` runs at 0.1.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        by_word: dict[str, list[tuple[str, int]]] = {}
        self._always: list[int] = []
        self._symbols: list[tuple[str, int]] = []
        for number, entry in enumerate(entries):
            if not entry.keywords:
                self._always.append(number)
            for keyword in entry.keywords:
                first = _WORD.search(keyword)
                if first is None:
                    self._symbols.append((keyword, number))
                else:
                    by_word.setdefault(first[0], []).append((keyword, number))
        self._by_word = by_word
        self.entries = tuple(entries)

    def candidates(self, texts: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[tuple[Entry, ...]]:
        """By text, the entries that may match it, in the order they were given.

        Args:
            texts: folded texts.
            places: for each of their words, the indexes of the texts it stands in.
        """
        hit = [set(self._always) for _ in texts]
        for word in self._by_word.keys() & places.keys():
            for keyword, number in self._by_word[word]:
                for index in places[word]:
                    if keyword == word or keyword in texts[index]:
                        hit[index].add(number)
        for keyword, number in self._symbols:
            for index, text in enumerate(texts):
                if keyword in text:
                    hit[index].add(number)
        return [tuple(self.entries[number] for number in sorted(numbers)) for numbers in hit]


@cache
def entries(packs: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """The shipped entries and those of a project's own packs (paths), in that order.

    Raises:
        ConfigError: for a pack of the project's own that fails a gate, or whose pattern could run for very long; the
            shipped ones passed when they were built.
    """
    return (*builtin_entries(), *(entry for path in packs for entry in checked_pack(Path(path))))


def checked_pack(path: Path) -> tuple[Entry, ...]:
    """The entries of a pack that passes every gate.

    Raises:
        ConfigError: for an entry that fails one, or whose pattern could run for very long.
    """
    from srclint.redos import explain

    found = read_pack(path)
    for entry in found:
        for pattern in (entry.pattern, entry.unless):
            why = explain(pattern) if pattern else None
            if why is not None:
                raise ConfigError(f"{entry.place}: {why}")
    return found


@cache
def _prefilter(packs: tuple[str, ...]) -> Prefilter:
    return Prefilter(entries(packs))


def folded(article: Article) -> tuple[str, ...]:
    """The folded text of every paragraph, by index."""
    return tuple(fold(paragraph.text) for paragraph in article.paragraphs)


def tokens(article: Article) -> tuple[list[str], ...]:
    """The words of every paragraph's folded text in order, by index."""
    return tuple(_WORD.findall(text) for text in article.derived(folded))


def words(article: Article) -> tuple[AbstractSet[str], ...]:
    """The different words of every paragraph's folded text, by index."""
    return tuple(set(found) for found in article.derived(tokens))


def places(article: Article) -> Mapping[str, list[int]]:
    """The indexes of the paragraphs that each folded word stands in: what makes a rule cheap where it has no say."""
    found: dict[str, list[int]] = {}
    for index, own in enumerate(article.derived(words)):
        for word in own:
            found.setdefault(word, []).append(index)
    return found


def having(article: Article, wanted: Iterable[str], among: Sequence[Paragraph] | None = None) -> list[Paragraph]:
    """The paragraphs in which one of some folded words stands, in order; `among` says of which paragraphs."""
    known = article.derived(places)
    indexes = {index for word in wanted if word in known for index in known[word]}
    return [p for p in (article.paragraphs if among is None else among) if p.index in indexes] if indexes else []


def hits(article: Article) -> tuple[tuple[Entry, ...], ...]:
    """By paragraph index, the entries that may match it: a keyword stands in it and the language fits."""
    spoken = article.derived(language)
    found = _prefilter(article.hints.packs).candidates(article.derived(folded), article.derived(places))
    return tuple(
        tuple(entry for entry in own if not entry.lang or spoken is None or spoken in entry.lang) for own in found
    )


def spans(entry: Entry, article: Article, paragraph: Paragraph) -> Iterator[Span]:
    """Where an entry matches in `paragraph.text`, by its scope, position, word limits, veto and quotation rule."""
    if not _in_position(entry, paragraph.index, len(article.paragraphs)):
        return
    text = paragraph.text if entry.case else article.derived(folded)[paragraph.index]
    units = sentences(paragraph.text) if entry.scope == "sentence" else (Span(0, len(text)),)
    for unit in units:
        for found in spans_in(entry, text[unit.start : unit.end]):
            span = found.shift(unit.start)
            if entry.quotes == "both" or (entry.quotes == "only") == _is_quoted(article, paragraph.index, span):
                yield span


def spans_in(entry: Entry, unit: str) -> Iterator[Span]:
    """Where an entry matches in one unit of text (folded, unless the entry heeds case)."""
    if entry.min_words or entry.max_words:
        words = len(unit.split())
        if words < entry.min_words or (entry.max_words and words > entry.max_words):
            return
    if entry.veto is not None and entry.veto.search(unit):
        return
    for match in entry.regex.finditer(unit):
        if match.end() == match.start():
            continue
        if entry.mark == "unit":
            yield Span(0, len(unit))
            return
        yield Span(match.start(), match.end())


def _in_position(entry: Entry, index: int, count: int) -> bool:
    """`top` is the first tenth and at least three paragraphs, `end` the last quarter and at least three."""
    if entry.position == "top":
        return index < max(3, count // 10)
    if entry.position == "end":
        return index >= count - max(3, count // 4)
    if entry.position == "body":
        return index >= max(3, count // 10)
    return True


def _is_quoted(article: Article, index: int, span: Span) -> bool:
    return any(span.overlap(quoted) for quoted in article.derived(_quoted_by_paragraph).get(index, ()))


def _quoted_by_paragraph(article: Article) -> dict[int, tuple[Span, ...]]:
    by_paragraph: dict[int, list[Span]] = {}
    for quote in article.derived(quotes):
        for paragraph, start, end in quote.pieces:
            by_paragraph.setdefault(paragraph, []).append(Span(start, end))
    return {index: tuple(spans) for index, spans in by_paragraph.items()}
