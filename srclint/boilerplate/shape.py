"""What a paragraph looks like, without regard to what it says: prose, a headline, a short label."""

from srclint.article import Article
from srclint.lazy import lazy
from srclint.match import word_counts

_CLOSERS = "\"'”’»)]*"
_ENDS = ".!?…:"
_NO_TITLE_ENDS = ".:;,…"
_PROSE_WORDS = 8
_LEAST_TITLE, MOST_TITLE = 3, 30
OVER_LEAD = 15  # paragraphs between a headline and the lead at most
_LINE_COSTS = 10  # the words of running text that a line without any takes away from its stretch
_BYLINE = lazy(
    r"(?i:by|von|par|por|di|door|av|af|od)\s+[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+){0,3}$|\W*\d[\d\W]*$"
    r"|(?i:published|updated|posted)\b|(?:\w+\s)?\d{1,2}\.?\s\w+\s\d{4}$|\w+\s\d{1,2},\s\d{4}$"
)
_TAGGED = lazy(r"\[[A-Z]{3,14}\]$")
_QUOTE = lazy(r"[\"“”„«»]")
_SIGNATURE = lazy(r"[—–-] ?.{1,60}\(@\w{1,20}\)")
_BULLET = lazy(r"[-–—•*·▪●►>✓]\s|\d{1,2}[.)]\s")


def word_count(text: str) -> int:
    """Words as blanks tell them."""
    return len(text.split())


def last_character(text: str) -> str:
    """The last character before closing quotes and brackets, or "" for a text of nothing else."""
    return text.rstrip(_CLOSERS)[-1:]


def is_headline_like(text: str) -> bool:
    """Whether a line reads like a headline: three to thirty words and no full stop, colon or comma at its end."""
    return (
        _LEAST_TITLE <= word_count(text) <= MOST_TITLE
        and last_character(text) not in _NO_TITLE_ENDS
        and not _BYLINE.match(text)
    )


def is_prose(text: str) -> bool:
    """Whether a paragraph is running text: eight words and more, closed like a sentence or left open by a colon."""
    return word_count(text) >= _PROSE_WORDS and last_character(text) in _ENDS


def is_tagged(text: str) -> bool:
    """Whether a line ends in a tag such as [VIDEO]."""
    return bool(_TAGGED.search(text))


def is_attributed(text: str) -> bool:
    """Whether a line is a quotation in a sentence of its own: two quotation marks, twelve words and a colon or more.

    Titles quote too, but shorter.
    """
    return len(_QUOTE.findall(text)) >= 2 and word_count(text) >= 12 and ":" in text


def is_signature(text: str) -> bool:
    """Whether a line signs a post that is quoted: "— The Courier (@courier) May 3, 2024"."""
    return bool(_SIGNATURE.match(text))


def is_list_item(text: str) -> bool:
    """Whether a line starts like an item of a list."""
    return bool(_BULLET.match(text))


def last_characters(article: Article) -> tuple[str, ...]:
    """By paragraph index, its last character as `last_character` has it."""
    return tuple([paragraph.text.rstrip(_CLOSERS)[-1:] for paragraph in article.paragraphs])


def prose(article: Article) -> tuple[bool, ...]:
    """By paragraph index, whether it is running text."""
    looks = zip(article.derived(word_counts), article.derived(last_characters), strict=True)
    return tuple([count >= _PROSE_WORDS and end in _ENDS for count, end in looks])


def headline_like(article: Article) -> frozenset[int]:
    """The indexes of the paragraphs that read like headlines, as `is_headline_like` has it."""
    looks = zip(article.paragraphs, article.derived(word_counts), article.derived(last_characters), strict=True)
    return frozenset(
        [
            paragraph.index
            for paragraph, count, end in looks
            if end not in _NO_TITLE_ENDS and _LEAST_TITLE <= count <= MOST_TITLE and not _BYLINE.match(paragraph.text)
        ]
    )


def lead(article: Article) -> int:
    """The index at which the stretch with the most running text begins; other lines in it count against it."""
    begins = found = gathered = most = 0
    for index, (running, count) in enumerate(zip(article.derived(prose), article.derived(word_counts), strict=True)):
        if gathered <= 0:
            gathered, begins = 0, index
        gathered += count if running else -_LINE_COSTS
        if gathered > most:
            found, most = begins, gathered
    return found


def stands_over_lead(article: Article, index: int) -> bool:
    """Whether a line at the top is near the lead, as a headline is; above a page that was copied whole stand menus."""
    return article.derived(lead) - index <= OVER_LEAD
