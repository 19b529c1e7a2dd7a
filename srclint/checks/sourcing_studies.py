"""Studies, polls and reports that nobody can look up: SRC316."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from srclint.article import Article, Paragraph
from srclint.boilerplate import story
from srclint.boilerplate.shape import headline_like
from srclint.checks._places import by_paragraph, following, linked, quoted, right_before
from srclint.language import sentences
from srclint.language.whole import find_all, matches_near
from srclint.lazy import lazy
from srclint.match import folded, vocabulary
from srclint.match import whole as folded_whole
from srclint.rule import Finding, Rule
from srclint.sourcing import sourcing

_FINDS = (
    "(?:found|finds|find|shows|show|showed|shown|suggests|suggest|suggested|says|say|said|reveals|reveal|revealed|concluded|"
    "concludes|claims|claimed|indicates|indicated|warns|warned|estimates|estimated)"
)
_STUDY = lazy(
    r"\b(?:an?|one|another|some|several|new|recent|various|multiple|a number of)\s"
    r"(?:(?:new|recent|major|large|global|national|"
    r"scientific|academic|separate|landmark|leading|online|public|opinion|recent)\s){0,3}(?:study|studies|survey|surveys|poll|"
    r"polls|report|research|analysis|paper)\s"
    rf"(?:has\s|have\s|had\s|also\s|recently\s){{0,2}}{_FINDS}\b"
    r"|\baccording\sto\s(?:an?|one|new|recent|some)\s(?:(?:new|recent|major|large|global|national|online)\s){0,3}(?:study|studies|"
    r"survey|surveys|poll|polls|report|research|analysis|paper)\b(?!\s(?:by|from|in|of|for|conducted|published|"
    r"commissioned|released|carried|led|firm|group|company|institute))"
)
_REACH = len("a number of scientific scientific scientific ")  # the most that it has before the study
_STUDIES = frozenset("study studies survey surveys poll polls report research analysis paper".split())
_FINDING = lazy(rf"\s(?:has\s|have\s|had\s|also\s|recently\s){{0,2}}{_FINDS}\b")
_AUTHOR = lazy(
    r"\b(?:by|from|at|in|of|with|for|journal|published in|conducted by)\s(?:the\s)?[A-Z]\w"
    r"|\b[A-Z][\w&’'-]+\s(?:poll|survey|study|research|report)\b|\bauthors?\s[A-Z]\w"
)
_THE_STUDY = lazy(r"\b(?:study|survey|poll|report|research|analysis|paper|findings|tally)\b")
_NOTE = lazy(r"\s\(\d+(?:,\s?\d+)*\)|\[\d+\]")  # the number of a work in a list of them: "(34, 35)"
_SAME_STUDY = lazy(r"\b[Tt]h(?:e|is)\s(?:[\w-]+\s){0,2}(?:study|survey|poll|report|research|analysis|paper|findings)\b")
_KNOWN = lazy(r"\b(?:[Tt]he|its|their|his|her)\s(?:most\s|very\s)?$")
_BEFORE_STUDY = len("their most ")


class UnnamedStudy(Rule):
    """A study, poll or report without a name, an author or a link.

    Say who did it, for whom, and where it can be read: a reader cannot look up "a new study".
    """

    code = "SRC316"
    name = "unnamed-study"
    authority = "Credibility Coalition: citation of studies; The Trust Project: citations and references"
    bad = (
        "A new study found that cats sleep longer in winter.",
        "Cats sleep longer in winter, according to a recent survey.",
    )
    good = (
        "A new study by Leeds University found that cats sleep longer in winter.",
        "A new study found that cats sleep longer in winter. It was published in Nature.",
        "Cats sleep longer in winter, according to a survey of 400 owners by the Cat Trust.",
        "Cats sleep longer in winter, a new report says.\n\nThe survey, conducted by the Cat Trust, took a year.",
        "Cats sleep longer in winter, according to a recent survey. The Cat Trust poll covered 400 owners.",
        "Cats sleep longer in winter, a study says.\n\nSo do dogs.\n\nIt was cold. The study appeared in Nature.",
        "Most cats sleep too little, a report claims. Cat Guide author Ann Roe counted 400 of them.",
        "The Cat Trust asks its owners each year. The most recent poll shows that cats sleep longer.",
        "Cats sleep longer in winter, according to new poll",
        "Another study found that cats sleep longer in winter (34, 35).",
        "Cats sleep longer in winter, a new analysis shows.\n\nTen do, by a tally of the Cat Trust.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a study; a name in the same sentence or the next is enough."""
        for paragraph, places in _with_study(article):
            if paragraph.index in article.derived(headline_like):
                continue
            for match in _studies(article.derived(folded)[paragraph.index], places):
                if quoted(article, paragraph, match.start()) or _is_known(paragraph.text, match.start()):
                    continue
                if _authored(article, paragraph, match):
                    continue
                yield self.finding(
                    article,
                    paragraph.to_source(*match.span()),
                    f"'{paragraph.text[match.start() : match.end()]}': whose is it, and where can it be read?",
                )


def _is_known(text: str, at: int) -> bool:
    """Whether an article before a study says that the reader knows it: "the most recent poll shows"."""
    return _KNOWN.search(text, max(0, at - _BEFORE_STUDY), at) is not None


def _authored(article: Article, paragraph: Paragraph, study: re.Match[str]) -> bool:
    """Whether the author of a study is named, or the study linked, where it is told of or in the next sentence.

    That sentence may open the next paragraph, and it may name the study ("the Cat Trust survey") or let its body speak.
    Anywhere below, a sentence on "the study" may name the author.
    """
    end = study.end()
    own = sentences(paragraph.text)
    first = bisect_left(own, end, key=_end)
    ahead = own[first : first + 2]
    stop = ahead[-1].end if ahead else len(paragraph.text)
    here = ahead[0].end if ahead else stop
    if linked(paragraph, (study.start(), here)) or _NOTE.search(paragraph.text, end, here):
        return True
    if _AUTHOR.search(paragraph.text, end - 1, stop):
        return True
    since = paragraph.to_source(end - 1, end).start
    if article.derived(_last_authored) > since:
        return True
    until = paragraph.to_source(stop - 1, stop).end
    after = following(article, paragraph.index) if len(ahead) < 2 else None
    if after is not None:
        spans = sentences(after.text)
        if spans and _THE_STUDY.search(after.text, *spans[0]) and _AUTHOR.search(after.text, *spans[0]):
            return True
        until = after.to_source(0, spans[0].end).end if spans else until
    bodies = article.derived(_bodies)
    speaking = bisect_right(bodies, since)
    return speaking < len(bodies) and bodies[speaking] < until


_end = attrgetter("end")


def _bodies(article: Article) -> list[int]:
    """Where in the source organisations that say something stand, in order."""
    attributions = article.derived(sourcing).attributions
    return sorted([a.source[0].start for a in attributions if a.type == "organisation" and a.source])


def _last_authored(article: Article) -> int:
    """Where the last sentence of the story starts that speaks of "the study" and names its author; -1 without one."""
    for paragraph in reversed(article.derived(story).paragraphs):
        for span in reversed(sentences(paragraph.text)):
            if _SAME_STUDY.search(paragraph.text, *span) and _AUTHOR.search(paragraph.text, *span):
                return paragraph.to_source(*span).start
    return -1


def _with_study(article: Article) -> Iterator[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story in which `_STUDY`, which is slow, may match, with the offsets of what shows that."""
    known = article.derived(vocabulary)
    studies = known & _STUDIES
    found = right_before(article, studies, _FINDING)
    if studies and "according" in known:
        found += find_all("according", article.derived(folded_whole))
    return by_paragraph(article, found)


def _studies(text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches of `_STUDY`, each of which starts a few words before one of the places or at it."""
    return matches_near(_STUDY, text, [(place - _REACH, place) for place in places])
