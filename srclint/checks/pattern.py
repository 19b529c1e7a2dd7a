"""Rules that are data: the pack entries of one code as one rule."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate import headline, marks, story
from srclint.checks.prose import fix
from srclint.errors import ConfigError
from srclint.language import fold
from srclint.match import entries, hinted_spans, hits, spans, spans_in
from srclint.pack import GROUP, Entry, with_cases
from srclint.rule import Finding, Fix, Rule, Safety, Severity

_IN_PARAGRAPHS = ("paragraph", "sentence")


class PatternRule(Rule):
    """The entries of one code in the rule packs, all of one name."""

    def __init__(self, variants: Sequence[Entry]) -> None:
        first = variants[0]
        self.variants = tuple(variants)
        self.code = first.code
        self.name = first.name
        self.severity = Severity(first.level)
        self.authority = first.authority or None
        self.preview = all(entry.preview for entry in variants)
        self.fixable = next((entry.fix for entry in variants if entry.fix != "no"), "no")
        self._elsewhere: dict[str, list[Entry]] = {}
        for entry in variants:
            if entry.scope not in _IN_PARAGRAPHS:
                self._elsewhere.setdefault(entry.scope, []).append(entry)
        self.__doc__ = first.summary or f"{first.name.replace('-', ' ').capitalize()}."

    @cached_property
    def bad(self) -> tuple[Any, ...]:  # type: ignore[override]
        """The bad cases of all variants, read when they are asked for."""
        return tuple(case for entry in self.variants for case in with_cases(entry).bad)

    @cached_property
    def good(self) -> tuple[Any, ...]:  # type: ignore[override]
        """The good cases of all variants, read when they are asked for."""
        return tuple(case for entry in self.variants for case in with_cases(entry).good)

    def check(self, article: Article) -> Iterator[Finding]:
        """Findings outside boilerplate, one for each stretch of text whatever number of variants match it."""
        if self.code in article.derived(_hits_by_code):
            yield from self._in_paragraphs(article)
        if self._elsewhere:
            yield from self._in_headline(article)
            yield from self._in_lede(article)
            yield from self._in_document(article)
            yield from self._in_raw(article)

    def _in_paragraphs(self, article: Article) -> Iterator[Finding]:
        marked = article.derived(marks).by_index
        for index, matching in article.derived(_hits_by_code)[self.code].items():
            if index in marked:
                continue
            paragraph = article.paragraphs[index]
            taken: list[Span] = []
            for entry in matching:
                if entry.scope not in ("paragraph", "sentence"):
                    continue
                for span in spans(entry, article, paragraph):
                    row = bisect_left(taken, span)
                    if not any(span.overlap(other) for other in taken[max(0, row - 1) : row + 1]):
                        taken.insert(row, span)
                        yield self._found(entry, article, paragraph, span)

    def _in_headline(self, article: Article) -> Iterator[Finding]:
        variants = self._elsewhere.get("headline")
        title = article.derived(headline) if variants else None
        if title is None or not variants:
            return
        text = fold(title.text)
        for entry in variants:
            if not entry.is_hinted(text):
                continue
            if title.index is not None:
                paragraph = article.paragraphs[title.index]
                for span in spans(entry, article, paragraph):
                    yield self._found(entry, article, paragraph, span)
                    return
            elif spans_in(entry, title.text if entry.case else text):
                yield self.finding(article, title.span, _message(entry, title.text))
                return

    def _in_lede(self, article: Article) -> Iterator[Finding]:
        for entry in self._elsewhere.get("lede", ()):
            for paragraph in article.derived(story).paragraphs[:1]:
                for span in hinted_spans(entry, article, paragraph):
                    yield self._found(entry, article, paragraph, span)

    def _in_document(self, article: Article) -> Iterator[Finding]:
        """The first match in the story's paragraphs, once a file; `unless` vetoes the file."""
        for entry in self._elsewhere.get("document", ()):
            kept = article.derived(story).paragraphs
            first = next(((p, s) for p in kept for s in hinted_spans(entry, article, p)), None)
            if first is None or (entry.veto is not None and any(entry.veto.search(fold(p.text)) for p in kept)):
                continue
            yield self._found(entry, article, *first)

    def _in_raw(self, article: Article) -> Iterator[Finding]:
        for entry in self._elsewhere.get("raw", ()):
            folded = fold(article.source)
            if entry.is_hinted(folded):
                for span in spans_in(entry, article.source if entry.case else folded):
                    yield self.finding(article, span, _message(entry, article.source[span.start : span.end]))

    def _found(self, entry: Entry, article: Article, paragraph: Paragraph, span: Span) -> Finding:
        text = paragraph.text[span.start : span.end]
        where = paragraph.to_source(span.start, span.end)
        return self.finding(
            article,
            where,
            _message(entry, text),
            fix=_fix(entry, article, paragraph, span),
            severity=Severity(entry.level),
        )


def pattern_rules(packs: tuple[str, ...], taken: frozenset[str]) -> Iterator[PatternRule]:
    """One rule a code of the shipped packs and `packs`, but for the codes in `taken`, which are rules in code.

    Raises:
        ConfigError: for an entry of `packs` under a code whose rule looks at no packs.
    """
    known = {entry.code for entry in entries(())} if packs else set()
    by_code: dict[str, list[Entry]] = {}
    for entry in entries(packs):
        if entry.code in taken and packs and entry.code not in known:
            raise ConfigError(f"{entry.place}: the code is that of a rule that is no pattern; take one of your own")
        if entry.code not in taken:
            by_code.setdefault(entry.code, []).append(entry)
    for variants in by_code.values():
        yield PatternRule(variants)


def _hits_by_code(article: Article) -> dict[str, dict[int, list[Entry]]]:
    by_code: dict[str, dict[int, list[Entry]]] = {}
    for index, matching in article.derived(hits).items():
        for entry in matching:
            by_code.setdefault(entry.code, {}).setdefault(index, []).append(entry)
    return by_code


def _message(entry: Entry, text: str) -> str:
    template = entry.message or f"{entry.name.replace('-', ' ').capitalize()}: '{{match}}'."
    return template.replace("{match}", " ".join(text.split()))


def _fix(entry: Entry, article: Article, paragraph: Paragraph, span: Span) -> Fix | None:
    if entry.fix == "no":
        return None
    replacement = ""
    if entry.replacement is not None:
        text = paragraph.text if entry.case else fold(paragraph.text)
        match = entry.regex.search(text, span.start)
        if match is None:
            return None
        replacement = GROUP.sub(
            lambda group: paragraph.text[match.start(int(group[1])) : match.end(int(group[1]))],
            entry.replacement,
        )
    return fix(article, paragraph, span, replacement, Safety(entry.fix))
