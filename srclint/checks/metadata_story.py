"""Where the text and what the file says of it do not go together: META506, META507, META509, META510."""

import re
from collections.abc import Iterator

from srclint.article import Article, Paragraph
from srclint.boilerplate import headline, story
from srclint.checks.dates import MONTH, aware, is_dated, moment
from srclint.checks.prose import in_quotes, prose
from srclint.language import fold
from srclint.language.detect import language
from srclint.language.whole import find_all, matches_near
from srclint.lazy import lazy
from srclint.match import folded, having, words
from srclint.rule import Finding, Rule, Severity

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# "Monday, July 16", "Monday night (Nov. 18)", "Montag (16. Juli)": the day is told by its date.
_DATE = rf"(?:{MONTH}\.? \d|\d{{1,2}}(?:st|nd|rd|th|\.)? {MONTH}|\d{{1,2}}[./]\d)"
_NO_DATE = rf"(?!(?: (?:morning|afternoon|evening|night))?,? \(?(?:de[mnr] )?{_DATE})"
_RELATIVE = {
    "en": lazy(
        rf"\b(?:today|tonight|yesterday|tomorrow|(?:last|next|this|earlier this|later this|early|late) {_DAY}"
        r"|(?:last|next|this|earlier this|later this|the past|the coming) (?:week|weekend|month)"
        r"|(?:earlier|later) today|this (?:morning|afternoon|evening)|last night"
        r"|(?:\d{1,2}|two|three|four|five|six|a few|several) (?:hours|days|weeks) ago"
        rf"|(?=[mtwfs])(?<!good )(?<!black )(?<!super )(?<!bloody )(?<!ash )(?<!cyber )(?<!shrove )(?<!every )"
        rf"(?<!bowl )(?<!mail on )(?<!independent on )(?<!edition ){_DAY}"
        r"(?! (?:times|herald|mirror|telegraph|express|post|people|mail|business|tribune|today|mornings|evenings|nights"
        rf"|night (?:live|football)|(?:morning |talk |news )?shows?|school)\b))\b{_NO_DATE}"
    ),
    "de": lazy(
        r"\b(?:heute (?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht)|gestern|vorgestern"
        r"|morgen (?:früh|abend|mittag)|am mittwoch|am (?:kommenden |vergangenen |letzten |nächsten )?"
        r"(?:mon|diens|donners|frei|sams|sonn)tag(?:abend|morgen|vormittag|nachmittag|mittag)?"
        rf"|(?:vergangene|letzte|kommende|nächste|diese) woche|vergangenen monat)\b{_NO_DATE}"
    ),
}
_RELATIVE_WORDS = frozenset(
    "today tonight yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday week weekend month "
    "morning afternoon evening night ago".split()
)
_REACH = 24  # the most characters that one of them has before the first of these words
# "Today" for our time, as a name, and in what a page says of itself.
_GENERIC_TODAY = lazy(
    r"(?:in|of) today[’']s (?:world|society|age)|(?:USA|Russia) T(?:oday|ODAY)|of today\b|\b[Ee]ven today\b"
    r"|Today (?i:program(?:me)?|show)\b|(?i:today[’']s (?:paper|reality)|most (?:read|viewed|popular) today)"
    r"|(?:Sign [Uu]p|Subscribe|Join(?: [Uu]s)?) [Tt]oday\b"
)
_BEFORE_TODAY, _AFTER_TODAY = 13, 12  # the most characters that one of them has before and after the word

_CACHES = lazy(r"(?:^|\.)(?:ampproject\.org|google\.[a-z.]{2,6}|archive\.org|archive\.(?:is|ph|today)|web\.app)$")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go"})

_KINDS = {
    "opinion": lazy(
        r"^(?:opinion|op-ed|editorial|column|commentary|viewpoint|letter to the editor|kommentar|leitartikel|meinung)"
        r"\s?[:|–—]"
        r"|\b(?:opinions|views) expressed (?:here|in this (?:article|column|piece|commentary)) (?:are|do)\b"
        r"|^this (?:is an opinion (?:column|piece)|opinion (?:column|piece))"
    ),
    "sponsored": lazy(
        r"^(?:sponsored|paid (?:post|content)|advertorial|partner content|brand(?:ed)? content|promoted|anzeige)"
        r"\s?[:|–—]"
        r"|^(?:sponsored (?:content|by \w.{0,60})|advertorial|paid post|paid partnership)\W*$"
        r"|\bthis (?:article|content|post|story) (?:is|was) (?:sponsored by|paid for by|produced in partnership with)\b"
    ),
    "ai-generated": lazy(
        r"\bthis (?:article|story|text|summary|report) (?:was|is|has been) (?:\w{2,12} )?"
        r"(?:generated|written|created|produced|translated) (?:\w{2,12} )?(?:by|with|using|with the help of)"
        r" (?:an? )?(?:ai|artificial intelligence|chatgpt|"
        r"(?:large )?language model|algorithm)\b"
    ),
}
_LABELS = {
    "opinion": lazy(r"opinion|op-ed|editorial|column|comment|viewpoint|letter|kommentar|meinung|perspective"),
    "sponsored": lazy(r"sponsor|advert|paid|partner|brand|promot|anzeige"),
    "ai-generated": lazy(r"\bai\b|generated|automat|artificial"),
}

_EARLIER = lazy(
    r"\b(?:an? (?:earlier|previous) version of this (?:article|story|report|post|piece|headline)"
    r"|we have (?:since )?(?:changed|corrected|amended|removed|replaced|updated) (?:the|this|that|a|an|its|our)\b"
    r"(?! (?:\w+ ){0,2}(?:polic(?:y|ies)|terms)\b)"
    r"|this (?:article|story|report|post) (?:was|has been) (?:amended|corrected|changed|edited)"
    r"|in einer früheren version dieses (?:artikels|textes|beitrags))\b"
)
_EARLIER_WORDS = frozenset("version changed corrected amended removed replaced updated edited".split())
_NOTE = lazy(
    r"^\W{0,3}(?:correction|corrected|clarification|editor['s]{0,2} note|update|updated|amended|note|korrektur"
    r"|anmerkung der redaktion|hinweis)\b|\bcorrections? and clarifications?\b"
)
_LATE = 2  # days


class RelativeTimeUndated(Rule):
    """A day counted from today ("today", "on Tuesday", "last week") in a file that nowhere says when today is.

    Once the file is parted from its page, the reader cannot know which Tuesday is meant. Speech in quotation marks is
    left alone, and so is every file with a date in its fields, in a line of its own, in its dateline or with the hour.
    """

    code = "META506"
    name = "relative-time-undated"
    authority = "Agency style guides: the time element, and the day of the week only with a date at hand"
    bad = (
        "Council closes bridge\n\nThe council voted on Tuesday to close the bridge, a spokeswoman said.",
        "Council closes bridge\n\nThe bridge will close next week, the council said.",
    )
    good = (
        "Council closes bridge\n\n3 May 2024\n\nThe council voted on Tuesday to close the bridge.",
        "Council closes bridge\n\nThe council voted to close it. “We start today,” a spokeswoman said.",
        "Council closes bridge\n\nIt will be shut on Good Friday, the Sunday Times and USA Today reported.",
        "Council closes bridge\n\nIt was shut on Friday morning, July 9, 1976. Even today few people use it.",
        "Council closes bridge\n\nPosted: Friday, May 31, 2019 8:49 pm It was shut, the council said today.",
        "Council closes bridge\n\nMost read today\n\nIt is old, she told the Mail on Sunday and the Today show.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a paragraph, at the first such phrase."""
        spoken = article.derived(language) or "en"
        if spoken not in _RELATIVE or article.derived(is_dated):
            return
        for paragraph, matches in _counted_from_today(article, spoken):
            for match in matches:
                if in_quotes(article, paragraph, *match.span()) or _is_no_day(paragraph, match):
                    continue
                written = paragraph.text[match.start() : match.end()]
                where = paragraph.to_source(*match.span())
                yield self.finding(article, where, f"No date in the file tells which day {written!r} is.")
                break


class ForeignCanonical(Rule):
    """The canonical link leads to another site than the article's own address: it was first published elsewhere.

    That is right for a syndicated story, and worth knowing to whoever counts outlets or looks for the first report.
    """

    code = "META507"
    name = "foreign-canonical"
    severity = Severity.INFO
    authority = "RFC 6596: the canonical link relation"
    bad = (
        {
            "text": "---\nurl: https://a.example.org/bridge\ncanonical: https://b.example.com/b\n---\nIt voted.\n",
            "filename": "a.md",
        },
        {
            "text": "---\nurl: https://www.daily.co.uk/bridge\ncanonical: https://gazette.co.uk/b\n---\nIt voted.\n",
            "filename": "a.md",
        },
    )
    good = (
        {
            "text": "---\nurl: https://m.daily.co.uk/bridge\ncanonical: https://www.daily.co.uk/b\n---\nIt voted.\n",
            "filename": "a.md",
        },
        {"text": "---\nurl: https://daily.example.com/bridge\n---\nIt voted.\n", "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file, at the canonical link where its place is known."""
        meta = article.metadata
        if not meta.url or not meta.canonical:
            return
        own, canonical = _site(meta.url), _site(meta.canonical)
        if own and canonical and own != canonical and not _CACHES.search(own):
            yield self.finding(
                article,
                meta.spans.get("canonical"),
                f"The canonical link leads to {canonical}, the article is at {own}.",
            )


class UnlabelledKind(Rule):
    """The text says that it is opinion, paid for or made by a machine, and the fields do not.

    Lists, feeds and archives show what the fields say: there a column passes for news.
    """

    code = "META509"
    name = "unlabelled-kind"
    severity = Severity.INFO
    authority = "IPTC genre; The Trust Project's type of work; NewsGuard's criterion on news and opinion"
    bad = (
        {"text": "---\ntitle: 'Opinion: Mend the bridge'\ngenre: news\n---\nIt is time.\n", "filename": "a.md"},
        {
            "text": "---\ntitle: A day at the lake\n---\nThis article was sponsored by Lake Tours.\n\nIt is warm.\n",
            "filename": "a.md",
        },
    )
    good = (
        {"text": "---\ntitle: 'Opinion: Mend the bridge'\ngenre: opinion\n---\nIt is time.\n", "filename": "a.md"},
        {"text": "---\ntitle: Opinion is split over bridge\ngenre: news\n---\nIt is.\n", "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a kind, in formats that have fields."""
        meta = article.metadata
        if not meta.has_fields:
            return
        stated = fold(" ".join([meta.genre or "", *_strings(meta.extra), meta.url or ""]))
        title = article.derived(headline)
        lines = [(title.text, title.span)] if title else []
        lines += [(p.text, p.span) for p in (*article.paragraphs[:4], *article.paragraphs[-3:])]
        for kind, pattern in _KINDS.items():
            if _LABELS[kind].search(stated):
                continue
            found = next(((span,) for text, span in lines if pattern.search(fold(text))), None)
            if found:
                yield self.finding(article, *found, f"The text says that it is {kind}; no field does.")


class UnmarkedCorrection(Rule):
    """The text speaks of an earlier version, or was changed days after it was published, and no note says what changed.

    A note is a line that begins with "Correction", "Clarification", "Update" or "Editor's note", or a field of such a
    name.
    """

    code = "META510"
    name = "unmarked-correction"
    authority = "schema.org correction; The Trust Project and NewsGuard: corrections are shown"
    bad = (
        "Council closes bridge\n\nWe have changed the figure that the council gave for the repair.\n\nIt voted on it.",
        {"text": "---\ndate: 2024-05-03\nlastmod: 2024-05-20\n---\nThe council voted.\n", "filename": "a.md"},
    )
    good = (
        "Council closes bridge\n\nIt voted.\n\nCorrection: An earlier version of this article gave a wrong sum.",
        {"text": "---\ndate: 2024-05-03\nlastmod: 2024-05-03\n---\nThe council voted.\n", "filename": "a.md"},
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        spoken_of = having(article, _EARLIER_WORDS, article.derived(story).paragraphs)
        if not spoken_of and not article.metadata.modified:
            return
        if any("correct" in key.lower() or "clarif" in key.lower() for key in article.metadata.extra):
            return
        for paragraph in spoken_of:
            match = _EARLIER.search(article.derived(folded)[paragraph.index])
            if match and not in_quotes(article, paragraph, *match.span()) and not article.derived(_is_noted):
                where = paragraph.to_source(*match.span())
                yield self.finding(
                    article, where, "The text speaks of an earlier version, but no line is marked as a correction."
                )
                return
        published, modified = moment(article.metadata.date), moment(article.metadata.modified)
        days = (aware(modified) - aware(published)).days if published and modified else 0
        if days >= _LATE and not article.derived(_is_noted):
            span = article.metadata.spans.get("modified")
            yield self.finding(article, span, f"Changed {days} days after publication, and no note says what.")


def _counted_from_today(article: Article, spoken: str) -> Iterator[tuple[Paragraph, Iterator[re.Match[str]]]]:
    """The paragraphs that may count a day from today, each with the places where it does."""
    pattern, texts, told = _RELATIVE[spoken], article.derived(folded), article.derived(prose)
    if spoken != "en":
        yield from ((paragraph, pattern.finditer(texts[paragraph.index])) for paragraph in told)
        return
    by_index = article.derived(words)
    for paragraph in having(article, _RELATIVE_WORDS, told):
        text, here = texts[paragraph.index], _RELATIVE_WORDS & by_index[paragraph.index]
        places = sorted([at for word in here for at in find_all(word, text)])
        yield paragraph, matches_near(pattern, text, [(max(0, at - _REACH), at) for at in places])


def _is_no_day(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether the word names no day: "today" for our time or in a name, or the label of a card or of a column."""
    if match[0] == "today":
        near = paragraph.text[max(0, match.start() - _BEFORE_TODAY) : match.end() + _AFTER_TODAY]
        if _GENERIC_TODAY.search(near):
            return True
    return len(match[0]) == len(paragraph.text) and " " not in match[0]


def _is_noted(article: Article) -> bool:
    """Whether a line is marked as a correction."""
    return any(_NOTE.search(text) for text in article.derived(folded))


def _site(address: str | None) -> str | None:
    """The registered domain of an address, as far as it can be told without a list of public suffixes."""
    if not address:
        return None
    from urllib.parse import urlsplit

    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    parts = host.removeprefix("www.").split(".")
    if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2:
        return ".".join(parts[-3:])
    return ".".join(parts[-2:]) or None


def _strings(extra: object) -> Iterator[str]:
    """The short strings of the remaining fields, one level deep."""
    if isinstance(extra, dict):
        for key, value in extra.items():
            if str(key).lower() in ("title", "headline", "description", "summary"):
                continue
            for item in value if isinstance(value, list | tuple) else (value,):
                if isinstance(item, str) and len(item) <= 60:
                    yield item
