"""Headlines: HEAD601 and HEAD603–HEAD605 (HEAD602 is a rule pack)."""

import re
from collections import Counter
from collections.abc import Iterator

from srclint.article import Article, Kind, Paragraph
from srclint.boilerplate import Headline, headline, marks, story
from srclint.checks.prose import words
from srclint.language import fold
from srclint.readers import escape
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

_WORD = re.compile(r"[^\W\d_][\w'’\-]*")
_SHOUT = re.compile(
    r"\b(?:SHOCK(?:ED|ER|ING)?|WOW|HUGE|FURY|RAGE|HORROR|TERROR|CHAOS|BOMBSHELL|SLAMS?|BLASTS?|DESTROYS?|EXPOSED|INSANE"
    r"|STUNNING|WARNING|URGENT|MUST|NEVER|ALL|REAL|SECRET|FINALLY|BANNED|BRUTAL|EPIC|MASSIVE|SHAME|REVEALED|HERE|THIS|WHY)\b"
)
_LABEL = re.compile(r"^[A-Z]{4,12}(?: [A-Z]{3,12})? ?[:|–—-] ?")
_MARKS = re.compile(r"[!?]{2,}")
_MOST_CAPITALS = 0.7

_STOP = words(
    "about after again against ahead also amid among around back because been before behind being between "
    "could does down during eine face faces first from gets have here into just last like make makes many more "
    "most much must near next only over says said should since some still take takes than that their them then "
    "there these they this those three through time today under until week were what when where which while "
    "will with within without woman would year years your nach über sind nicht "
)
_FEWEST_WORDS = 5
_LEAST_FOUND = 0.17
_SHORT_BODY = 80

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SITE = re.compile(r"\s+(?:[|–—»·]|-)\s+[^|–—»·]{2,40}$")
_LEAST_SHARED = 0.5

_HEADLINE_WORDS = range(4, 13)
_NO_HEADLINE = re.compile(
    r"(?:by|von|published|updated|posted|photo|image|picture|video|watch|listen|source|share|follow|read|see|subscribe"
    r"|sign|advertisement|credit|copyright|\d|the associated press|associated press)\b|[^\w\"'“‘¿¡]",
    re.IGNORECASE,
)


_SENTENCE = re.compile(r"\b(?:the|his|her|their|its|a|an|will|was|were|is|are|has|have|der|die|das|ist|wird)\b")


_LEAD = "The council voted on Monday to close the bridge for two years, a spokeswoman said."


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
        if title is None:
            return
        quiet = _lowered(title.text, article.derived(_forms))
        if quiet == title.text:
            return
        what = "is set in capitals" if _all_capitals(title.text) else "shouts"
        yield self.finding(article, title.span, f"The headline {what}.", fix=_replaced(article, title, quiet))


class NotInBody(Rule):
    """The main words of the headline do not come up in the story.

    Either the headline promises what the story does not hold, or it belongs to another story. Asked for are at least
    five telling words, of which four in five are missing, and a story that is long enough to hold them.
    """

    code = "HEAD603"
    name = "not-in-body"
    authority = "The Credibility Coalition's indicator of how well a title represents its story"
    bad = tuple(
        f"{title}\n\n" + f"{_LEAD} " * 9
        for title in (
            "Star singer cancels summer concerts over illness",
            "Volcano erupts near island airport, flights grounded",
        )
    )
    good = tuple(
        f"{title}\n\n" + f"{_LEAD} " * 9
        for title in ("Council votes for closing of old bridge", "Two years without a bridge")
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        title = article.derived(headline)
        if title is None or _NO_HEADLINE.match(title.text):
            return
        telling = {w.lower() for w in _WORD.findall(fold(title.text)) if len(w) > 3 and w.lower() not in _STOP}
        body = fold(article.derived(story).text)
        if len(telling) < _FEWEST_WORDS or body.count(" ") < _SHORT_BODY:
            return
        stems = {word[:5] for word in _WORD.findall(body)} | {
            w[:5] for word in _WORD.findall(body) for w in word.split("-")
        }
        found = sum(any(part[:5] in stems for part in word.removesuffix("'s").split("-")) for word in telling)
        if found <= _LEAST_FOUND * len(telling):
            yield self.finding(
                article,
                title.span,
                f"{len(telling) - found} of the headline's {len(telling)} main words are not in the story.",
            )


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
        titles = [(kind, _SITE.sub("", text)) for kind, text in article.metadata.titles.items() if text]
        for number, (kind, text) in enumerate(titles):
            for other_kind, other in titles[number + 1 :]:
                ours, theirs = _figures(text), _figures(other)
                if ours and theirs and ours != theirs and _alike(text, other):
                    span = article.metadata.spans.get(other_kind)
                    yield self.finding(
                        article,
                        span,
                        f"Titles disagree: {kind} has {_listed(ours)}, {other_kind} has {_listed(theirs)}.",
                    )
                    return


class SecondHeadline(Rule):
    """A second line that reads like a headline stands between the headline and the lead.

    Mostly the title of a video or of another story that was copied along. Captions and players' titles that
    srclint knows as such are BP109, a repetition of the headline is DUP205, and neither is reported here.
    """

    code = "HEAD605"
    name = "second-headline"
    authority = "Measured on copied stories, where players' titles stand under the headline"
    fixable = "unsafe"
    bad = (
        f"Council closes old bridge\n\nBy Anna Marlow\n\nCouncil leader speaks about old bridge\n\n{_LEAD}",
        f"Council closes old bridge\n\nOld bridge: council leader under fire?\n\n{_LEAD}",
    )
    good = (
        f"Council closes old bridge\n\nBy Anna Marlow\n\n{_LEAD}",
        f"Council closes old bridge\n\n{_LEAD}\n\nWhat happens to the old bridge\n\nNobody knows.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """At most one finding a file."""
        title = article.derived(headline)
        if title is None or title.index is None:
            return
        marked = article.derived(marks).by_index
        telling = _telling(title.text)
        for paragraph in article.paragraphs[title.index + 1 : title.index + 5]:
            if paragraph.index in marked or _NO_HEADLINE.match(paragraph.text.strip()):
                continue
            if not _reads_like_headline(paragraph):
                return
            if len(telling & _telling(paragraph.text)) >= 2:
                yield self.finding(
                    article,
                    paragraph.span,
                    "A second headline stands before the lead.",
                    fix=Fix(Safety.UNSAFE, (Edit(paragraph.outer),)),
                )
                return


def _forms(article: Article) -> dict[str, str]:
    """By lower-case word, the way in which the story writes it most often."""
    counts: dict[str, Counter[str]] = {}
    for paragraph in article.derived(story).paragraphs:
        for match in _WORD.finditer(paragraph.text):
            if match.start():
                counts.setdefault(match[0].lower(), Counter())[match[0]] += 1
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


def _telling(text: str) -> set[str]:
    """The words of a headline that tell its subject, cut to five letters."""
    return {w[:5] for w in _WORD.findall(fold(text)) if len(w) > 3 and w not in _STOP}


def _figures(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def _listed(figures: frozenset[str]) -> str:
    return ", ".join(sorted(figures))


def _alike(one: str, other: str) -> bool:
    """Whether two titles are, but for their figures, mostly the same words."""
    ours, theirs = _telling(one), _telling(other)
    return bool(ours and theirs) and len(ours & theirs) >= _LEAST_SHARED * min(len(ours), len(theirs))


def _reads_like_headline(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if paragraph.kind not in (Kind.TEXT, Kind.HEADING) or len(text.split()) not in _HEADLINE_WORDS:
        return False
    if text[-1] in ".:;,…)" or text[0].islower():
        return False
    # A standfirst is a sentence, with articles and auxiliary verbs; headlines do without.
    return not _SENTENCE.search(text) or sum(w[0].isupper() for w in text.split()) > 0.6 * len(text.split())
