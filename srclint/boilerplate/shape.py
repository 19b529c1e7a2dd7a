"""What a paragraph looks like, without regard to what it says: prose, a headline, a short label."""

from srclint.article import Article
from srclint.lazy import lazy

_CLOSERS = "\"'”’»)]*"
_BYLINE = lazy(
    r"(?i:by|von|par|por|di|door|av|af|od)\s+[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+){0,3}$|\W*\d[\d\W]*$"
    r"|(?i:published|updated|posted)\b|(?:\w+\s)?\d{1,2}\.?\s\w+\s\d{4}$|\w+\s\d{1,2},\s\d{4}$"
)
_TAGGED = lazy(r"\[[A-Z]{3,14}\]$")
_QUOTE = lazy(r"[\"“”„«»]")
_BULLET = lazy(r"[-–—•*·▪●►>✓]\s|\d{1,2}[.)]\s")


def word_count(text: str) -> int:
    """Words as blanks tell them."""
    return len(text.split())


def last_character(text: str) -> str:
    """The last character before closing quotes and brackets, or "" for a text of nothing else."""
    return text.rstrip(_CLOSERS)[-1:]


def is_headline_like(text: str) -> bool:
    """Whether a line reads like a headline: three to thirty words and no full stop, colon or comma at its end."""
    return 3 <= word_count(text) <= 30 and last_character(text) not in ".:;,…" and not _BYLINE.match(text)


def is_prose(text: str) -> bool:
    """Whether a paragraph is running text: eight words and more, closed like a sentence or left open by a colon."""
    return word_count(text) >= 8 and last_character(text) in ".!?…:"


def is_tagged(text: str) -> bool:
    """Whether a line ends in a tag such as [VIDEO]."""
    return bool(_TAGGED.search(text))


def is_attributed(text: str) -> bool:
    """Whether a line is a quotation in a sentence of its own: two quotation marks, twelve words and a colon or more.

    Titles quote too, but shorter.
    """
    return len(_QUOTE.findall(text)) >= 2 and word_count(text) >= 12 and ":" in text


def is_list_item(text: str) -> bool:
    """Whether a line starts like an item of a list."""
    return bool(_BULLET.match(text))


def prose(article: Article) -> tuple[bool, ...]:
    """By paragraph index, whether it is running text."""
    return tuple(is_prose(paragraph.text) for paragraph in article.paragraphs)
