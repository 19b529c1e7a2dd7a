"""What a file should say about its article: META501–META505 and META508."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from srclint.article import Article
from srclint.boilerplate import headline, story
from srclint.boilerplate.shape import MOST_TITLE, headline_like, prose
from srclint.checks.dates import has_time, is_dated, is_future, is_iso, moment
from srclint.checks.prose import short_lines, words
from srclint.language import sentences
from srclint.lazy import lazy
from srclint.match import having, word_counts
from srclint.readers import escape
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

if TYPE_CHECKING:
    from datetime import datetime

_BYLINE = lazy(
    r"^(?i:(?:words?|text|report(?:ed|ing)?|written|story)?\s?by|von|por|par|di|door|av|af|autor(?:in)?:)\s{1,3}[A-ZÀ-Þ]\w"
    r"|^[^.]{0,60}\b(?i:reporting|editing|written|compiled|reports?) by [A-Z]"
    r"|^\W{0,3}[A-ZÀ-Þ][\w.'’\-]{1,20}(?: [A-ZÀ-Þ][\w.'’\-]{1,20}){1,3}"
    r"(?:,? (?:staff writer|reporter|correspondent|editor)\b"
    r"|(?:,| ?[|–—-]) (?i:(?:[\w&’'-]{1,20} ){0,4}(?:writer|reporter|correspondent|editor))(?=\W{0,3}$| ?[|•(]))",
)
_AGENCY = lazy(
    r"\((?:AP|Reuters|AFP|UPI|PA|dpa|APA|TASS|ANSA|EFE|Bloomberg|CNN|Xinhua|PTI|AAP|KUNA|SID|epd|KNA)\)"
    r"|\b(?:Associated Press|Agence France-Presse|Press Association|PA Media)\b|\bdpa\b",
)
_CREDIT = lazy(
    r"^(?:source|quelle|via|fuente|fonte|courtesy of|originally published (?:by|in|on|at)"
    r"|this (?:story|article) (?:was )?(?:first |originally )?(?:appeared|published) (?:by|in|on|at))\b"
    r":? ?(?!read\b|full\b|http\s*$)\S{2,}"
    r"|https?://\S{4,}|©|\(c\) (?:19|20)\d\d|^copyright\b",
    re.IGNORECASE,
)
# What must stand in a line for each of these patterns to match it.
_SIGNING_WORDS = words(
    "by wordby wordsby textby reportby reportedby reportingby writtenby storyby von por par di door av af "
    "autor autorin staff writer reporter correspondent editor"
)
_AGENCY_WORDS = words(
    "ap reuters afp upi pa dpa apa tass ansa efe bloomberg cnn xinhua pti aap kuna sid epd kna associated agence press"
)
_CREDIT_WORDS = words("source quelle via fuente fonte courtesy originally this c copyright")
_LEAST_TITLE, _MOST_TITLE = 3, 16  # words
_OPENING = 4  # paragraphs: a title, a second one, a rubric, the lead
_ABOVE_LEAD = 10  # paragraphs in which bylines, dates and captions come between title and lead
_LETTERS = lazy(r"[^\W\d_]+")
_MOST_DAYS_WAITING = 7


class MissingTitle(Rule):
    """The article has no title: no field, no heading, no headline line at its top.

    Without one a reader of a list cannot tell what the file is, and nothing can be compared with the headline.
    """

    code = "META501"
    name = "missing-title"
    severity = Severity.ERROR
    authority = "schema.org headline; ninjs; the Journalism Trust Initiative's machine-readable standard"
    bad = (
        "The council voted on Monday to close the old bridge for two years, a spokeswoman said.",
        {"text": "---\ndate: 2024-05-01\n---\nThe council voted to close the old bridge.\n", "filename": "a.md"},
    )
    good = (
        "Council closes old bridge for two years\n\nThe council voted on Monday to close the bridge, it said.",
        {"text": "---\ntitle: Council closes bridge\n---\nThe council voted to close it.\n", "filename": "a.md"},
        "Council closes bridge.\n\nABSTRACT.\n\nThe council voted on Monday to close the old bridge for two years.",
        "COUNCIL SETS BRIDGE TOLL\n\nCars 42 cts\n\nPayable May 1",
        (
            "Home\n\nNews\n\nSport\n\nWeather\n\nLog in\n\nMy account\n\n"
            "Council closes the bridge over the harbour for two years\n\n"
            "The council voted on Monday to close the old bridge for two years, a spokeswoman said on the radio.\n\n"
            "Cars will go over the new one, which is to open on Friday, she said."
        ),
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        if article.derived(headline) is None and not _opens_with_title(article):
            yield self.finding(article, None, "No title: neither a field nor a headline at the top.")


class MissingDate(Rule):
    """Nothing says when the article was published.

    A date is looked for in the fields, in a line of its own near the top or the end, and in a dateline. It is an error
    where the format has fields, and a remark in plain text.
    """

    code = "META502"
    name = "missing-date"
    severity = Severity.ERROR
    authority = "schema.org datePublished; ninjs; The Trust Project's indicators"
    bad = (
        "Council closes bridge\n\nThe council voted to close the bridge, a spokeswoman said.",
        {"text": "---\ntitle: Council closes bridge\n---\nThe council voted.\n", "filename": "a.md"},
    )
    good = (
        "Council closes bridge\n\n3 May 2024\n\nThe council voted to close the bridge, a spokeswoman said.",
        {"text": "---\ntitle: Council closes bridge\ndate: 2024-05-03\n---\nIt voted.\n", "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        if not article.metadata.date and not article.derived(is_dated):
            yield self.finding(article, None, "No publication date.", severity=_by_format(article, Severity.ERROR))


class MissingByline(Rule):
    """Nobody signs the article: no author in the fields, no byline, no agency's credit.

    It is a warning where the format has fields, and a remark in plain text.
    """

    code = "META503"
    name = "missing-byline"
    authority = "NewsGuard's criterion on content creators; The Trust Project's author indicator"
    bad = (
        "Council closes bridge\n\nThe council voted to close the bridge, a spokeswoman said.",
        {"text": "---\ntitle: Council closes bridge\n---\nThe council voted.\n", "filename": "a.md"},
    )
    good = (
        "Council closes bridge\n\nBy Anna Marlow\n\nThe council voted to close the bridge, a spokeswoman said.",
        "Council closes bridge\n\nHARBOUR TOWN (Reuters) - The council voted to close the bridge.",
        {"text": "---\ntitle: Council closes bridge\nauthor: Anna Marlow\n---\nIt voted.\n", "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        if bool(article.metadata.authors) or article.derived(_is_signed) or article.derived(_agency):
            return
        yield self.finding(
            article, None, "No author and no agency's credit.", severity=_by_format(article, Severity.WARNING)
        )


class MissingSource(Rule):
    """Nothing says where the text comes from: no outlet, no address, no canonical link, no credit line.

    It is a warning where the format has fields, and a remark in plain text.
    """

    code = "META504"
    name = "missing-source"
    authority = "Agencies' rule to credit the organisation that reported; the Credibility Coalition's indicators"
    bad = (
        "Council closes bridge\n\nThe council voted to close the bridge, it said.\n\nSource: Read Full Article",
        {"text": "---\ntitle: Council closes bridge\n---\nThe council voted.\n", "filename": "a.md"},
    )
    good = (
        "Council closes bridge\n\nThe council voted to close the bridge.\n\nSource: Harbour Gazette",
        {"text": "---\ntitle: Bridge\nurl: https://example.org/bridge\n---\nIt voted.\n", "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        meta = article.metadata
        stated = meta.outlet or meta.url or meta.canonical
        if stated or article.derived(_agency) or _is_credited(article):
            return
        yield self.finding(
            article, None, "No outlet, address or credit line.", severity=_by_format(article, Severity.WARNING)
        )


class BadDate(Rule):
    """A date that programs cannot use: unreadable, with a time but no zone, in the future, or out of order.

    Out of order is a change more than a week before publication: a story that was finished waits for its time some
    hours or days. A date that can be read but is not in the form of ISO 8601 is rewritten by the fix.
    """

    code = "META505"
    name = "bad-date"
    authority = "ISO 8601; RFC 3339"
    fixable = "safe"
    bad = (
        {"text": "---\ntitle: Bridge\ndate: 2023-13-40\n---\nThe council voted.\n", "filename": "a.md"},
        {"text": "---\ntitle: Bridge\ndate: 3 May 2023\n---\nThe council voted.\n", "filename": "a.md"},
        {"text": "---\ntitle: Bridge\ndate: 2023-05-03T10:00:00\n---\nIt voted.\n", "filename": "a.md"},
        {"text": "---\ntitle: Bridge\ndate: 2023-05-03\nlastmod: 2023-03-01\n---\nIt voted.\n", "filename": "a.md"},
        {"text": "---\ntitle: Bridge\ndate: 2923-05-03\n---\nIt voted.\n", "filename": "a.md"},
    )
    good = (
        {"text": "---\ntitle: Bridge\ndate: 2023-05-03\n---\nThe council voted.\n", "filename": "a.md"},
        {"text": "---\ndate: 2023-05-03T10:00:00Z\nlastmod: 2023-05-03\n---\nIt voted.\n", "filename": "a.md"},
        {"text": "---\ndate: 2023-05-03T10:00Z\nlastmod: 2023-05-01T09:00Z\n---\nIt voted.\n", "filename": "a.md"},
        "Council closes bridge\n\n3 May 2023\n\nThe council voted to close the bridge.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """At most one finding a field."""
        published = moment(article.metadata.date)
        for field in ("date", "modified"):
            written = getattr(article.metadata, field)
            if not written:
                continue
            found = moment(written)
            message = _wrong(written, found)
            if message is None and field == "modified" and found and published and _long_before(found, published):
                message = f"modified ({written}) is before published ({article.metadata.date})"
            if message:
                span = article.metadata.spans.get(field)
                fix = _iso_fix(article, field, written, found)
                yield self.finding(article, span, f"Bad date: {message}.", fix=fix)


class UnparsedFrontMatter(Rule):
    """Front matter is opened but cannot be read, so that none of its fields count.

    Programs that do not understand it show it to readers as text. The usual causes are a missing closing line, TOML
    between the fences of YAML, and tabs.
    """

    code = "META508"
    name = "unparsed-front-matter"
    severity = Severity.ERROR
    authority = "The front matter formats of static site generators"
    bad = (
        {"text": "---\ntitle: [Bridge\n---\nThe council voted to close it.\n", "filename": "a.md"},
        {"text": "+++\ntitle = Bridge\n+++\nThe council voted to close it.\n", "filename": "a.md"},
    )
    good = (
        {"text": "---\ntitle: Bridge\n---\nThe council voted to close it.\n", "filename": "a.md"},
        {"text": '+++\ntitle = "Bridge"\n+++\nThe council voted to close it.\n', "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each problem that the reader met."""
        for problem in article.problems:
            if problem.code == self.code:
                message = problem.message[:1].upper() + problem.message[1:]
                yield self.finding(article, problem.span, f"{message.rstrip('.')}.")


def _by_format(article: Article, severity: Severity) -> Severity:
    """A bare text file has no place for the field: there it is only worth a remark."""
    return severity if article.metadata.has_fields else Severity.INFO


def _opens_with_title(article: Article) -> bool:
    """Whether a line above the lead can be the title though it does not stand or end like one.

    It was given a full stop, stands above a second title or a rubric, has capitals throughout, or follows a menu.
    """
    kept, counts = article.derived(story).paragraphs, article.derived(word_counts)
    if len(counts) > 1 and _LEAST_TITLE <= counts[0] <= MOST_TITLE and _is_capitalised(article.paragraphs[0].text):
        return True
    if not kept:
        return False
    first = kept[0].text
    longer = any(len(paragraph.text) > 1.5 * len(first) for paragraph in kept[1:_OPENING])
    if longer and _LEAST_TITLE <= counts[kept[0].index] <= _MOST_TITLE and len(sentences(first)) <= 2:
        return True
    running = article.derived(prose)
    lead = next((n for n, p in enumerate(kept) if running[p.index] and counts[p.index] > _MOST_TITLE), 0)
    likely = article.derived(headline_like)
    return any(p.index in likely and counts[p.index] > _LEAST_TITLE for p in kept[max(0, lead - _ABOVE_LEAD) : lead])


def _is_capitalised(line: str) -> bool:
    """Whether every word of five letters and more starts with a capital: "Council Votes to Close Old Bridge."."""
    long = [word for word in _LETTERS.findall(line) if len(word) > 4]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _is_signed(article: Article) -> bool:
    """Whether a line at the edges of the file is a byline."""
    return any(_BYLINE.search(line.text) for line in having(article, _SIGNING_WORDS, article.derived(short_lines)))


def _is_credited(article: Article) -> bool:
    """Whether a line at the edges of the file says where the text comes from."""
    lines = article.derived(short_lines)
    likely = [line.text for line in having(article, _CREDIT_WORDS, lines)]
    likely += [line.text for line in lines if "://" in line.text or "©" in line.text]
    return any(_CREDIT.search(line) for line in likely)


def _agency(article: Article) -> bool:
    """Whether an agency is credited in the first paragraphs of the story or in a line at its edges."""
    opening = having(article, _AGENCY_WORDS, article.derived(story).paragraphs[:2])
    lines = having(article, _AGENCY_WORDS, article.derived(short_lines))
    return any(_AGENCY.search(p.text[:120]) for p in opening) or any(_AGENCY.search(line.text) for line in lines)


def _wrong(written: str, found: "datetime | None") -> str | None:
    if found is None:
        return f"{written!r} cannot be read as a date"
    if is_future(found):
        return f"{written} is in the future"
    if not is_iso(written):
        return f"{written!r} is not in the form of ISO 8601"
    if found.tzinfo is None and has_time(written):
        return f"{written} has a time without a zone"
    return None


def _long_before(modified: "datetime", published: "datetime") -> bool:
    """Whether a story was changed for the last time before it can have been waiting to be published."""
    return (published.date() - modified.date()).days > _MOST_DAYS_WAITING


def _iso_fix(article: Article, field: str, written: str, found: "datetime | None") -> Fix | None:
    """The date in ISO 8601, where it can be read, has its zone, and stands in the source as it was read."""
    span = article.metadata.spans.get(field)
    if found is None or span is None or is_iso(written) or article.source[span.start : span.end].strip() != written:
        return None
    if has_time(written):
        if found.tzinfo is None:
            return None
        iso = found.isoformat()
    else:
        iso = found.date().isoformat()
    return Fix(Safety.SAFE, (Edit(span, escape(article.format, iso)),))
