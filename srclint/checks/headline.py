"""Headlines by themselves: HEAD601 and HEAD604 (HEAD602 is a rule pack)."""

import re
from collections import Counter
from collections.abc import Iterator

from srclint.article import Article
from srclint.boilerplate import Headline, headline, story
from srclint.checks.headline_story import telling_words
from srclint.language import fold
from srclint.lazy import lazy
from srclint.match import folded
from srclint.readers import escape
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

_WORD = lazy(r"[^\W\d_][\w'’\-]*")
_SHOUT = lazy(
    r"\b(?:SHOCK(?:ED|ER|ING)?|WOW|HUGE|FURY|RAGE|HORROR|TERROR|CHAOS|BOMBSHELL|SLAMS?|BLASTS?|DESTROYS?|EXPOSED|INSANE"
    r"|STUNNING|WARNING|URGENT|MUST|NEVER|ALL|REAL|SECRET|FINALLY|BANNED|BRUTAL|EPIC|MASSIVE|SHAME|REVEALED|HERE|THIS|WHY)\b"
)
_LABEL = lazy(r"^[A-Z]{4,12}(?: [A-Z]{3,12})? ?[:|–—-] ?")
_LOUD = lazy(r"[^\W\d_a-zß-ÿ]{3}|[!?]{2}")
_MARKS = lazy(r"[!?]{2,}")
_MOST_CAPITALS = 0.7

_FIGURE = lazy(r"\d")
_COUNTED = lazy(r"(?<![\w.,])(\d{1,15}(?:[.,]\d{1,9})?) ([^\W\d_]{2,30})")
_SITE = lazy(r"\s+(?:[|–—»·]|-)\s+[^|–—»·]{2,40}$")
_LEAST_SHARED = 0.5


class Shouting(Rule):
    """The headline is set in capitals, or shouts with single words in capitals and rows of exclamation marks.

    Labels before a colon ("BREAKING: …") and acronyms are left alone. The fix lowers what the story itself writes in
    lower case, takes names as the story has them, and leaves one mark of a row.
    """

    code = "HEAD601"
    name = "shouting"
    authority = "NewsGuard's criterion on deceptive headlines; research on the marks of clickbait"
    fixable = "unsafe"
    bad = (
        "COUNCIL CLOSES THE OLD BRIDGE FOR GOOD\n\nThe council voted to close the bridge, a spokeswoman said.",
        "SHOCK as council closes bridge!!!\n\nThe council voted on Monday to close the bridge, a spokeswoman said.",
    )
    good = (
        "NATO and UNESCO visit bridge in USA\n\nBoth looked at the old bridge on Monday, a spokeswoman said.",
        "BREAKING: Council closes bridge\n\nThe council voted on Monday to close it, a spokeswoman said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        title = article.derived(headline)
        if title is None or not _LOUD.search(title.text):
            return
        if not _may_shout(title.text):
            return
        quiet = _lowered(title.text, _forms(article, title.text))
        if quiet == title.text:
            return
        what = "is set in capitals" if _all_capitals(title.text) else "shouts"
        yield self.finding(article, title.span, f"The headline {what}.", fix=_replaced(article, title, quiet))


class VariantConflict(Rule):
    """The page's titles disagree: one gives a figure, another gives another.

    The title that people see, the one for search engines and the one for social networks are changed apart, and one of
    them is left behind.
    """

    code = "HEAD604"
    name = "variant-conflict"
    severity = Severity.INFO
    authority = "Measured on newsrooms' open data, where one story in ten carries titles that differ"
    bad = (
        {
            "text": "<html><head><title>Five hurt in bridge fall of 5 May</title>"
            '<meta property="og:title" content="Five hurt in bridge fall of 6 May"></head>'
            "<body><article><p>A bridge fell on five people, the council said.</p></article></body></html>",
            "filename": "a.html",
        },
        {
            "text": "<html><head><title>Council spends 12 million on bridge | Gazette</title>"
            '<meta property="og:title" content="Council spends 15 million on bridge"></head>'
            "<body><article><p>The council has decided to mend the bridge, it said.</p></article></body></html>",
            "filename": "a.html",
        },
    )
    good = (
        {
            "text": "<html><head><title>Council spends 12 million on bridge | Gazette</title>"
            '<meta property="og:title" content="Council spends 12 million on the bridge"></head>'
            "<body><article><p>The council has decided to mend the bridge, it said.</p></article></body></html>",
            "filename": "a.html",
        },
        {
            "text": "<html><head><title>Council spends 12 million on bridge</title>"
            '<meta property="og:title" content="Why the old crossing matters to so many"></head>'
            "<body><article><p>The council has decided to mend the bridge, it said.</p></article></body></html>",
            "filename": "a.html",
        },
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file, for the first pair that disagrees."""
        with_figures = [(kind, text) for kind, text in article.metadata.titles.items() if _FIGURE.search(text)]
        titles = [(kind, _SITE.sub("", text)) for kind, text in with_figures]
        for number, (kind, text) in enumerate(titles):
            for other_kind, other in titles[number + 1 :]:
                conflict = _conflict(text, other) if text != other and _alike(text, other) else None
                if conflict:
                    ours, theirs = conflict
                    span = article.metadata.spans.get(other_kind)
                    message = f"Titles disagree: {kind} has {ours!r}, {other_kind} has {theirs!r}."
                    yield self.finding(article, span, message)
                    return


def _may_shout(text: str) -> bool:
    """Whether `_lowered` may have something to lower: false for a headline with a few acronyms."""
    upper = [word for word in _WORD.findall(text) if word.isupper() and len(word) > 1]
    return (
        any(len(word) > 4 or _SHOUT.fullmatch(word) for word in upper)
        or _MARKS.search(text) is not None
        or _all_capitals(text)
    )


def _forms(article: Article, text: str) -> dict[str, str]:
    """By lower-case word of a text, the way in which the story writes it most often."""
    wanted = {word.lower() for word in _WORD.findall(text)}
    counts: dict[str, Counter[str]] = {}
    texts, looked_for = article.derived(folded), {fold(word) for word in wanted}
    for paragraph in article.derived(story).paragraphs:
        if not any(map(texts[paragraph.index].__contains__, looked_for)):
            continue
        for match in _WORD.finditer(paragraph.text):
            if match.start() and (word := match[0].lower()) in wanted:
                counts.setdefault(word, Counter())[match[0]] += 1
    return {word: forms.most_common(1)[0][0] for word, forms in counts.items()}


def _all_capitals(text: str) -> bool:
    """Whether at least four words of four letters and more are, but for a few, in capitals."""
    long = [w for w in _WORD.findall(text) if len(w) > 3]
    return len(long) >= 4 and sum(w.isupper() for w in long) >= _MOST_CAPITALS * len(long)


def _lowered(text: str, forms: dict[str, str]) -> str:
    """The headline without its shouting; the same text where it does not shout."""
    whole = _all_capitals(text)
    start = 0 if whole else (label.end() if (label := _LABEL.match(text)) else 0)

    def quiet(match: re.Match[str]) -> str:
        word = match[0]
        bracketed = text[match.start() - 1 : match.start()] in ("(", "[")
        if not word.isupper() or len(word) < 2 or match.start() < start or bracketed:
            return word
        written = forms.get(word.lower())
        if whole:
            return written or word.lower()
        if not _SHOUT.fullmatch(word) and not (len(word) > 4 and written and written.islower()):
            return word
        return written if written and not written.isupper() else word.lower()

    lowered = _MARKS.sub(lambda run: run[0][0], _WORD.sub(quiet, text))
    return lowered if lowered == text else lowered[:1].upper() + lowered[1:]


def _replaced(article: Article, title: Headline, text: str) -> Fix | None:
    """The fix where the headline stands in the source as it was read."""
    if title.span is None or article.source[title.span.start : title.span.end] != title.text:
        return None
    return Fix(Safety.UNSAFE, (Edit(title.span, escape(article.format, text)),))


def _conflict(one: str, other: str) -> tuple[str, str] | None:
    """A figure of each title before the same word where the figures differ."""
    ours, theirs = dict(_counted(one)), dict(_counted(other))
    for word, figure in ours.items():
        if word in theirs and theirs[word] != figure and figure not in theirs.values():
            return f"{figure} {word}", f"{theirs[word]} {word}"
    return None


def _counted(title: str) -> Iterator[tuple[str, str]]:
    """Each word that follows a figure, with the figure."""
    for match in _COUNTED.finditer(fold(title)):
        yield match[2], match[1]


def _alike(one: str, other: str) -> bool:
    """Whether two titles are, but for their figures, mostly the same words."""
    ours, theirs = telling_words(one), telling_words(other)
    return bool(ours and theirs) and len(ours & theirs) >= _LEAST_SHARED * min(len(ours), len(theirs))
