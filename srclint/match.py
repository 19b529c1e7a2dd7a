"""Which pattern entries match where: one literal prefilter pass an article, then only the patterns it lets through."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from srclint import data, kept, pack, prefilter
from srclint.article import Article, Cover, Paragraph, Span
from srclint.engines import check_choice, re2, re2_if_worth_it
from srclint.errors import ConfigError
from srclint.language import fold, sentences
from srclint.language.detect import UNSPACED, language
from srclint.language.quotes import quotes
from srclint.lazy import lazy
from srclint.pack import Entry, builtin_entries, read_pack
from srclint.prefilter import Automaton, Index, candidates, prepare
from srclint.record import replace

SEPARATOR = "\0"
"""What parts the paragraphs in `whole`; no pattern looks for it."""
_PARAGRAPHS = frozenset({"paragraph", "sentence"})
_WORD = lazy(r"\w+")
_ASCII = bytes(range(128))
_WORDLIKE = frozenset("_\0")
_BLANKED = bytes(n if n >= 128 or chr(n).isalnum() or chr(n) in _WORDLIKE else 32 for n in range(256))
_MOST_SYMBOLS = 24
_ODD_BLANKS = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_IDEOGRAPHIC = r"\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ALPHABETIC = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_UNPARTED = lazy(rf"[{_IDEOGRAPHIC}{_ALPHABETIC}]+")
_SIGNS = ((lazy(rf"[{_IDEOGRAPHIC}]"), 1.6), (lazy(rf"[{_ALPHABETIC}]"), 4))


@cache
def entries(packs: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    """The shipped entries and those of a project's own packs (paths), in that order.

    Raises:
        ConfigError: for a pack of the project's own that fails a gate, or whose pattern could run for very long; the
            shipped ones passed when they were built; or for an engine that cannot be had.
    """
    check_choice()
    if not packs:
        return tuple(builtin_entries())
    from srclint.gated import gated

    return (*builtin_entries(), *(entry for path in packs for entry in gated(Path(path), checked_pack)))


def checked_pack(path: Path, *, shipped: bool = False) -> tuple[Entry, ...]:
    """The entries of a pack that passes every gate.

    A pattern that `re` could take very long over passes where RE2 can run it instead; not so in a `shipped` pack, which
    must do for everybody.

    Raises:
        ConfigError: for an entry that fails a gate, or whose pattern could run for very long.
    """
    return tuple(_checked(entry, shipped=shipped) for entry in read_pack(path))


def _checked(entry: Entry, *, shipped: bool) -> Entry:
    from srclint.redos import explain

    linear = []
    for name, pattern, flags in (("pattern", entry.pattern, re.MULTILINE), ("unless", entry.unless, re.NOFLAG)):
        why = explain(pattern) if pattern else None
        if why is not None:
            if shipped or entry.case or not _runs_in_re2(pattern, flags):
                raise ConfigError(f"{entry.place}: {why}")
            linear.append(name)
    return replace(entry, linear=tuple(linear)) if linear else entry


def _runs_in_re2(pattern: str, flags: int) -> bool:
    from srclint.linear import Linear, NotLinearError

    engine = re2()
    try:
        return engine is not None and Linear(pattern, engine, flags) is not None
    except NotLinearError:
        return False


def whole(article: Article) -> str:
    """The folded text of all paragraphs, parted by `SEPARATOR`: for a look whether something stands in it at all."""
    return fold(SEPARATOR.join([paragraph.text for paragraph in article.paragraphs]))


def folded(article: Article) -> tuple[str, ...]:
    """The folded text of every paragraph, by index."""
    texts = tuple(article.derived(whole).split(SEPARATOR))
    if len(texts) != len(article.paragraphs):  # there is none, or the separator stands in one
        return tuple(fold(paragraph.text) for paragraph in article.paragraphs)
    return texts


def tokens(article: Article) -> tuple[list[str], ...]:
    """The words of every paragraph's folded text in order, by index."""
    blanked = _without_symbols(article.derived(whole))
    found = tuple(map(str.split, blanked.split(SEPARATOR))) if blanked is not None else ()
    if len(found) != len(article.paragraphs):
        return tuple(map(_WORD.findall, article.derived(folded)))
    return found


def _without_symbols(text: str) -> str | None:
    """The text with a blank for all that is no word; None where many different symbols make a regex the faster way.

    As bytes, since `bytes.translate` and `str.split` together take half the time of a `re.findall`.
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data) != len(text):
        others = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
        symbols = [character for character in others if not character.isalnum()]
        if len(symbols) > _MOST_SYMBOLS:
            return None
        for symbol in symbols:
            text = text.replace(symbol, " ")
        data = text.encode("utf-8", "surrogatepass")
    return data.translate(_BLANKED).decode("utf-8", "surrogatepass")


def word_counts(article: Article) -> tuple[int, ...]:
    """How many words, as blanks part them, every paragraph has, by index."""
    texts, every = article.derived(folded), article.derived(whole)
    if any(map(every.__contains__, _ODD_BLANKS)) or "  " in f" {every.replace(SEPARATOR, ' ')} ":
        return tuple([len(text.split()) for text in texts])
    return tuple([text.count(" ") + 1 for text in texts])  # one blank between two words, and none round them


def lengths(article: Article) -> tuple[int, ...]:
    """How long every paragraph is in words, by index: its `word_counts`, or what signs stand for where none are parted.

    1.6 signs of Chinese or Japanese stand for a word: of Chinese texts 255 signs or 158 words are read in a minute
    (Trauzettel-Klosinski and Dietz 2012, doi.org/10.1167/iovs.11-8284, table 2). 4 of Thai, Lao, Khmer and Burmese do,
    which is an estimate; a share of a text in one script does not hang on it.
    """
    if article.derived(language) not in UNSPACED:
        return article.derived(word_counts)
    return tuple(map(_length, article.derived(folded)))


def _length(text: str) -> int:
    counts = [len(signs.findall(text)) / to_a_word for signs, to_a_word in _SIGNS]
    return round(sum(counts)) + len(_WORD.findall(_UNPARTED.sub(" ", text)))


def words(article: Article) -> tuple[frozenset[str], ...]:
    """The different words of every paragraph's folded text, by index."""
    return tuple(map(frozenset, article.derived(tokens)))


def vocabulary(article: Article) -> frozenset[str]:
    """The different words of the article's folded text."""
    return frozenset().union(*article.derived(words))


def having(article: Article, wanted: Iterable[str], among: Sequence[Paragraph] | None = None) -> list[Paragraph]:
    """The paragraphs in which one of some folded words stands, in order; `among` says of which paragraphs."""
    known = article.derived(vocabulary).intersection(wanted)
    if not known:
        return []
    by_index = article.derived(words)
    return [p for p in (article.paragraphs if among is None else among) if not known.isdisjoint(by_index[p.index])]


def hits(article: Article) -> Mapping[int, list[Entry]]:
    """By paragraph index, ascending, the entries that may match: a keyword stands there, length and language fit.

    Paragraphs without any are left out. Entries for the headline, the lede, the document or the raw source are only
    among them if they mark boilerplate.
    """
    every, prepared = _prefilter(article.hints.packs)
    texts = article.derived(folded)
    given = texts, article.derived(words), article.derived(word_counts)
    automaton = _automaton(article.hints.packs) if re2_if_worth_it() else None
    found = candidates(prepared if automaton is None else automaton.narrowed(article.derived(whole)), *given)
    spoken = article.derived(language) if found else None
    return {number: _in_language([every[n] for n in sorted(found[number])], spoken) for number in sorted(found)}


def _in_language(found: list[Entry], spoken: str | None) -> list[Entry]:
    return [entry for entry in found if not entry.lang or spoken is None or spoken in entry.lang]


@cache
def _prefilter(packs: tuple[str, ...]) -> tuple[tuple[Entry, ...], Index]:
    every = entries(packs)
    if packs:
        return every, _index(every)
    made_by = (__file__, prefilter.__file__, pack.__file__)
    index: tuple[Any, ...] = kept.made("index", data.origin(), lambda: tuple(_index(every)), *made_by)
    return every, Index(*index)


def _index(every: Sequence[Entry]) -> Index:
    return prepare(
        (number, entry.keywords, 0 if entry.scope == "sentence" else entry.max_words)
        for number, entry in enumerate(every)
        if entry.scope in _PARAGRAPHS or entry.code.startswith("BP")
    )


@cache
def _automaton(packs: tuple[str, ...]) -> Automaton | None:
    engine = re2()
    if engine is None:
        return None
    try:
        return Automaton(_prefilter(packs)[1], engine)
    except engine.error:  # more keywords than it has memory for
        return None


def spans(entry: Entry, article: Article, paragraph: Paragraph) -> Sequence[Span]:
    """Where an entry matches in `paragraph.text`, by its scope, position, word limits, veto and quotation rule."""
    number = paragraph.index
    if entry.position != "any" and not _in_position(entry, number, len(article.paragraphs)):
        return ()
    low = article.derived(folded)[number]
    text = paragraph.text if entry.case else low
    found: Sequence[Span] = ()
    if entry.scope == "sentence":
        found = _in_sentences(entry, text, paragraph.text, low)
    elif _is_as_long(entry, article.derived(word_counts)[number]):
        found = _matches(entry, text)
    if not found or entry.quotes == "both":
        return found
    return [span for span in found if (entry.quotes == "only") == _is_quoted(article, number, span)]


def hinted_spans(entry: Entry, article: Article, paragraph: Paragraph) -> Sequence[Span]:
    """The same for an entry that is not among the paragraph's `hits`: none where no keyword of it stands."""
    return spans(entry, article, paragraph) if entry.is_hinted(article.derived(folded)[paragraph.index]) else ()


def _in_sentences(entry: Entry, text: str, written: str, low: str) -> list[Span]:
    found: list[Span] = []
    for start, end in sentences(written):
        if entry.is_hinted(low[start:end]):
            found += [span.shift(start) for span in spans_in(entry, text[start:end])]
    return found


def spans_in(entry: Entry, unit: str) -> list[Span]:
    """Where an entry matches in one unit of text (folded, unless the entry heeds case)."""
    return _matches(entry, unit) if _is_as_long(entry, len(unit.split())) else []


def _is_as_long(entry: Entry, words: int) -> bool:
    return entry.min_words <= words and not 0 < entry.max_words < words


def _matches(entry: Entry, unit: str) -> list[Span]:
    if entry.is_anchored and "\n" not in unit:
        match = entry.regex.match(unit)  # a search would try each place in the text anew
        found = [Span(0, match.end())] if match and match.end() else []
    else:
        found = [Span(*match.span()) for match in entry.regex.finditer(unit) if match.end() > match.start()]
    if not found or (entry.veto is not None and entry.veto.search(unit)):
        return []
    return [Span(0, len(unit))] if entry.mark == "unit" else found


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
    quoted = article.derived(_quoted_by_paragraph).get(index)
    return quoted is not None and quoted.overlaps(*span)


def _quoted_by_paragraph(article: Article) -> dict[int, Cover]:
    by_paragraph: dict[int, list[Span]] = {}
    for quote in article.derived(quotes):
        for paragraph, start, end in quote.pieces:
            by_paragraph.setdefault(paragraph, []).append(Span(start, end))
    return {index: Cover(spans) for index, spans in by_paragraph.items()}
