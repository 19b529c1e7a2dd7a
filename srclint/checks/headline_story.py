"""Headline and story: HEAD603 and HEAD605."""

import re
from collections.abc import Iterator

from srclint.article import Article, Kind, Paragraph
from srclint.boilerplate import Headline, headline, marks, story
from srclint.boilerplate.shape import is_headline_like, is_prose
from srclint.checks.prose import words
from srclint.language import fold
from srclint.language.detect import vote
from srclint.lazy import lazy
from srclint.rule import Edit, Finding, Fix, Rule, Safety

_WORD = lazy(r"[^\W\d_][\w'’\-]*")
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
_SAMPLE = 3000
# Elsewhere a word may begin in another way each time, as it does in Welsh and in Zulu.
_SAME_BEGINNING = words("cs da de en es fi fr hu id is it nl no pl pt ro sv tr")

_HEADLINE_WORDS = range(4, 13)
_NO_HEADLINE = lazy(
    r"(?:by|von|published|updated|posted|photo|image|picture|video|watch|listen|source|share|follow|read|see|subscribe"
    r"|sign|advertisement|credit|copyright|\d|the associated press|associated press)\b|[^\w\"'“‘¿¡]",
    re.IGNORECASE,
)
_SENTENCE = lazy(r"\b(?:the|his|her|their|its|a|an|will|was|were|is|are|has|have|der|die|das|ist|wird)\b")
_TO_READERS = lazy(
    r"\b(?:you|your|please|click|here|comments?|commenting|subscribe|newsletters?)\b|[a-z]{3}\. |[|»·]", re.IGNORECASE
)
_DATELINE = lazy(r"[A-ZÀ-Þ][\w .,]{1,40} \([A-Za-z/ ]{2,20}\)\W*$")
_LEAD = "The council voted on Monday to close the bridge for two years, a spokeswoman said."


class NotInBody(Rule):
    """The main words of the headline do not come up in the story.

    Either the headline promises what the story does not hold, or it belongs to another story. Asked for are at least
    five telling words, of which four in five are missing, and a story that is long enough to hold them. In plain text a
    line counts as the headline where it names somebody or something and stands right above a byline or the lead.
    """

    code = "HEAD603"
    name = "not-in-body"
    authority = "The Credibility Coalition's indicator of how well a title represents its story"
    bad = (
        "Star singer Anna Marlow cancels her summer concerts over illness\n\nBy Tom Weir\n\n" + f"{_LEAD} " * 9,
        {
            "text": "# Volcano erupts near island airport, flights grounded\n\n" + f"{_LEAD} " * 9,
            "filename": "a.md",
        },
    )
    good = (
        *(
            f"{title}\n\n" + f"{_LEAD} " * 9
            for title in ("Council votes for closing of old bridge", "Two years without a bridge")
        ),
        "News, weather and community notices from all over Kestrel county\n\nBridge to close\n\n" + f"{_LEAD} " * 9,
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file."""
        title = article.derived(headline)
        if title is None or _NO_HEADLINE.match(title.text) or not _is_sure(article, title):
            return
        telling = {w.lower() for w in _WORD.findall(fold(title.text)) if len(w) > 3 and w.lower() not in _STOP}
        if len(telling) < _FEWEST_WORDS:
            return
        body = fold(article.derived(story).text)
        if body.count(" ") < _SHORT_BODY or vote(body[:_SAMPLE]) not in _SAME_BEGINNING:
            return
        found = sum(_comes_up(word, body) for word in telling)
        if found <= _LEAST_FOUND * len(telling):
            yield self.finding(
                article,
                title.span,
                f"{len(telling) - found} of the headline's {len(telling)} main words are not in the story.",
            )


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
        telling = telling_words(title.text)
        for paragraph in article.paragraphs[title.index + 1 : title.index + 5]:
            if paragraph.index in marked or _NO_HEADLINE.match(paragraph.text.strip()):
                continue
            if not _reads_like_headline(paragraph):
                return
            if len(telling & telling_words(paragraph.text)) >= 2:
                yield self.finding(
                    article,
                    paragraph.span,
                    "A second headline stands before the lead.",
                    fix=Fix(Safety.UNSAFE, (Edit(paragraph.outer),)),
                )
                return


def _is_sure(article: Article, title: Headline) -> bool:
    """Whether the headline is one: by its file, or a line with a name right above a byline or the lead.

    Slogans and menus of a page stand on top as well, but name nobody or are all in capitals.
    """
    if title.index is None or article.metadata.title or article.paragraphs[title.index].kind is Kind.HEADING:
        return True
    words = _WORD.findall(title.text)
    lower = [w for w in words if w.islower()]
    named = any(w[0].isupper() for w in words[1:])
    if not named or len(lower) < 2 or _TO_READERS.search(title.text):
        return False
    for paragraph in article.paragraphs[title.index + 1 : title.index + 3]:
        if is_prose(paragraph.text):
            return True
        if is_headline_like(paragraph.text) and not _DATELINE.match(paragraph.text):
            return False
    return False


def telling_words(text: str) -> set[str]:
    """The words of a headline that tell its subject, cut to five letters."""
    return {w[:5] for w in _WORD.findall(fold(text)) if len(w) > 3 and w not in _STOP}


def _comes_up(word: str, body: str) -> bool:
    """Whether a word, or one that starts like it, stands in a folded text; of a compound, any part."""
    parts = [part[:5] for part in word.removesuffix("'s").split("-") if len(part) > 2]
    return any(_begins_word(part, body) for part in parts)


def _begins_word(part: str, body: str) -> bool:
    """Whether a text stands in another one where no letter and no digit is before it."""
    at = body.find(part)
    while at > 0 and body[at - 1].isalnum():
        at = body.find(part, at + 1)
    return at >= 0


def _reads_like_headline(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if paragraph.kind not in (Kind.TEXT, Kind.HEADING) or len(text.split()) not in _HEADLINE_WORDS:
        return False
    if text[-1] in ".:;,…)" or text[0].islower():
        return False
    # A standfirst is a sentence, with articles and auxiliary verbs; headlines do without.
    return not _SENTENCE.search(text) or sum(w[0].isupper() for w in text.split()) > 0.6 * len(text.split())
