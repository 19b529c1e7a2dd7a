"""Claims taken from elsewhere or from nowhere: SRC307–SRC309, SRC315, SRC316."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate import story
from srclint.language import fold, sentences
from srclint.language.detect import language
from srclint.language.whole import find_all, matches_near, whole
from srclint.lazy import lazy
from srclint.match import folded, vocabulary
from srclint.match import whole as folded_whole
from srclint.patterns import compiled
from srclint.rule import Finding, Rule
from srclint.sourcing import Hedge, sourcing
from srclint.sourcing.streams import quoted_ranges
from srclint.sourcing.wordlists import lists

_WORD = r"[A-Z][\w&’'.-]*"
_STRONG = (
    "CNN|BBC|ABC|CBS|NBC|MSNBC|NPR|PBS|AFP|AP|Reuters|Bloomberg|Politico|POLITICO|BuzzFeed|Breitbart|Axios|Newsweek|"
    "Forbes|TMZ"
)
_REPORTS = (
    r"(?:\s(?:has|had|have|also|first|earlier|previously|today|yesterday))*\s(?:reported|reports|cited|cites|citing|quoted|"
    r"quotes|revealed|reveals|claimed|claims|disclosed|wrote|writes|said|says|found)\b"
)
_FROM = r"(?i:according to|as reported by|first reported by|reported by|citing|quoted by|cited by)"
# In folded text, what stands right before an outlet that is credited, by one of its words, and what follows one that
# reports.
_CREDITS = {
    "according": "according to",
    "reported": "reported by",
    "citing": "citing",
    "quoted": "quoted by",
    "cited": "cited by",
    "told": "told",
    "interview": "in an interview with",
}
_REPORTING = lazy(rf"(?:'s)?{_REPORTS}")
_MOST_BEFORE = 6  # blanks: "The", four words, and one more for "as reported by"


@cache
def _outlet() -> str:
    names = sorted({name for word in lists().outlets for name in (word.capitalize(), word.upper())})
    # By first letters: else each word of a text is compared with all of them.
    last = "|".join(rf"{a}(?:{'|'.join(name[1:] for name in same)})" for a, same in groupby(names, itemgetter(0)))
    return rf"(?:(?:[Tt]he\s)?(?:(?:{_WORD}\s){{1,4}}(?:{last})|(?:{_STRONG}))|[Tt]he\s(?:{last}))(?:[’']s)?"


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset((*lists().outlets, *_STRONG.lower().split("|")))


@cache
def _second_hand() -> re.Pattern[str]:
    name = _outlet()
    return compiled(
        rf"(?P<by>\b{_FROM}\s(?P<a>{name})\b)|(?P<says>\b(?P<b>{name}){_REPORTS})"
        rf"|(?P<told>\b(?:told|in an interview with)\s(?P<c>{name})\b)"
    )


@cache
def _credited() -> re.Pattern[str]:
    return compiled(rf"\s{_outlet()}\b")


class SecondHand(Rule):
    """A fact is taken from another outlet.

    Credit is given, which is right; the finding asks whether the fact was checked, lest one report become many.
    """

    code = "SRC307"
    name = "second-hand"
    authority = "AP's credit policy; Reuters: match a rival's report before leaning on it; BBC 3.3"
    bad = (
        "According to the Leeds Herald, the plant will close in May.",
        "The Moscow Times reported earlier this year that shells were sold.",
        "The date is open, although sources told the NY Times that it is near.",
    )
    good = (
        "The plant will close in May, its manager, Ann Roe, said.",
        "“The Times reported on it,” Ann Roe said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a report."""
        own = fold(article.metadata.outlet or "").removeprefix("the ")
        claims = article.derived(sourcing).unnamed
        for paragraph, places in _with_credit(article):
            for match in _credits(paragraph.text, places):
                outlet = match["a"] or match["b"] or match["c"]
                span = paragraph.to_source(*match.span())
                if (own and own in fold(outlet)) or _quoted(article, paragraph, match.start()):
                    continue
                if match["told"] and not any(c.sentence.covers(span) for c in claims):
                    continue
                yield self.finding(
                    article,
                    span,
                    f"'{match[0]}': taken from {outlet}; has it been checked, and can it be said first-hand?",
                )


def _with_credit(article: Article) -> Iterable[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story in which `_second_hand` may match, with the offsets of what shows that."""
    known = article.derived(vocabulary)
    outlets = known & _outlet_words()
    if not outlets:
        return ()
    written, text = article.derived(whole).text, article.derived(folded_whole)
    found = _before(article, outlets, _REPORTING)
    for credit in [_CREDITS[word] for word in known.intersection(_CREDITS)]:
        found += [at for at in find_all(credit, text) if _credited().match(written, at + len(credit))]
    return _at(article, found)


def _credits(text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches of `_second_hand`, each of which starts a few words before one of the places or at it."""
    return matches_near(_second_hand(), text, [(_words_before(text, place), place) for place in places])


def _words_before(text: str, place: int) -> int:
    """The offset at which the last words before a place start, as many as an outlet's name has before its last one."""
    for _ in range(_MOST_BEFORE):
        place = text.rfind(" ", 0, max(0, place))
    return max(0, place)


class NoAgentReport(Rule):
    """A claim is passed on by nobody: "reportedly", "it was revealed", "is thought to", "has been told".

    Somebody reported, revealed, or told: say who. A hedge inside what a named source says is that source's.
    """

    code = "SRC308"
    name = "no-agent-report"
    authority = "AP: attribute in the sentence; BBC 3.2.3: attribute claims that are not corroborated"
    bad = (
        "The train is reportedly packed with wine.",
        "The owner is thought to be living abroad.",
        "The harbour will close in May, the Herald has been told.",
    )
    good = (
        "The train is packed with wine, said the driver, Ann Roe.",
        "The owner is reportedly living abroad, according to Lee Ward, a neighbour.",
        "“It was revealed to me,” Ann Roe said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a hedge, but for sentences that stack them."""
        for found in _by_sentence(article).values():
            if len(found) == 1:
                yield self.finding(
                    article,
                    found[0].span,
                    f"'{found[0].phrase}' passes on a claim that nobody signs: who reported it?",
                )


class StackedHedges(Rule):
    """Two or more hedges without a source in one sentence.

    Piled-up hedges say that the writer knows little. Find out which part is known, and from whom.
    """

    code = "SRC309"
    name = "stacked-hedges"
    authority = "Credibility Coalition: calibration of confidence; BBC on accuracy"
    bad = (
        "The train that he is reportedly taking is allegedly packed with wine, it was revealed.",
        "The owner is said to have left and is reportedly living abroad.",
    )
    good = (
        "The owner is reportedly living abroad.",
        "The owner left in May, the police said. She is thought to be abroad.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a sentence, in the place of those of SRC308."""
        for sentence, found in _by_sentence(article).items():
            if len(found) > 1:
                words = "', '".join(hedge.phrase for hedge in found)
                yield self.finding(article, sentence, f"'{words}' in one sentence: what is known, and from whom?")


_INFERENCE = frozenset(("apparently", "presumably", "ostensibly"))


def _by_sentence(article: Article) -> dict[Span, list[Hedge]]:
    """The hedges that nobody stands behind, by sentence; estimates are SRC315's, inferences the writer's own."""
    found: dict[Span, list[Hedge]] = defaultdict(list)
    for hedge in article.derived(sourcing).hedges:
        if hedge.kind != "estimate" and not hedge.attributed and fold(hedge.phrase) not in _INFERENCE:
            found[hedge.sentence].append(hedge)
    return found


_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|tn|m|k)\b)"
_NUMBER = rf"(?:[£$€]\s?\d[\d,.]*\d?{_SCALE}?|\d{{1,3}}(?:,\d{{3}})+|\d[\d.]*{_SCALE})"
_FIGURE = lazy(
    r"\b(?:an? |at an )?estimated (?:net worth of |cost of |total of |value of )?(?:up (?:to )?|at least |about )?"
    r"[£$€]?\d[\d,.–-]*"
    rf"{_SCALE}?|\b(?:is|are|was|were|been) estimated (?:to \w+|at)(?: [\w’']+){{0,6}}? [£$€]?\d[\d,.]*{_SCALE}?"
    rf"|\b(?:nearly|almost|around|about|roughly|some|approximately|more than|over|up to|at least|close to|"
    rf"as many as) {_NUMBER}"
    rf"|[£$€]\s?\d[\d,.]*{_SCALE}"
)


# What one of these figures starts with, but for those that are called estimated, and what makes a number one of them.
_ASCII_DIGITS = bytes(1 if chr(n) in "0123456789" else 0 for n in range(256))
_AMOUNT = lazy(_NUMBER)
_SUM = lazy(rf"[£$€]\s?\d[\d,.]*{_SCALE}")
_ROUNDED = tuple(
    f"{word} " for word in "nearly almost around about roughly some approximately than over to least as".split()
)


class UnattributedFigure(Rule):
    """An estimate, a rounded count or a sum of money without a source in its sentence or the sentences beside it.

    Figures come from somewhere. Say whose count or estimate it is, and of when.
    """

    code = "SRC315"
    name = "unattributed-figure"
    authority = "BBC guidance on statistics: say where a figure comes from; AP; Credibility Coalition on citation"
    bad = (
        "The country has an estimated 6,500 tanks.",
        "The palace is worth more than £1 billion and has a cinema.",
    )
    good = (
        "The country has an estimated 6,500 tanks, according to the Institute for Strategic Studies.",
        "The palace has 40 rooms and a cinema.",
        "She paid the bill of £30 and left.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a sentence, from its first figure to its last."""
        if article.derived(language) not in ("en", None):
            return
        for paragraph, places in _with_figure(article):
            spans = sentences(paragraph.text)
            sourced = _sourced(article, paragraph, spans)
            for n, sentence in enumerate(spans):
                start, end = sentence
                if any(sourced[max(0, n - 1) : n + 2]) or not any(start <= place < end for place in places):
                    continue
                found = [
                    m
                    for m in _FIGURE.finditer(paragraph.text, start, end)
                    if not _quoted(article, paragraph, m.start())
                ]
                if found:
                    span = paragraph.to_source(found[0].start(), found[-1].end())
                    yield self.finding(article, span, f"'{found[0][0]}': whose figure is this, and of when?")


def _with_figure(article: Article) -> Iterator[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story in which `_FIGURE`, which is slow, may match, with the offsets of what shows that."""
    text = article.derived(whole).text
    signs = [at for sign in "£$€" for at in find_all(sign, text)]
    found = [at for at in (*signs, *_numbers(text)) if text.endswith(_ROUNDED, 0, at) and _AMOUNT.match(text, at)]
    found += [at for at in signs if _SUM.match(text, at)]
    if "estimated" in article.derived(vocabulary):
        found += find_all("estimated", article.derived(folded_whole))
    return _at(article, found)


def _numbers(text: str) -> list[int]:
    """Where a blank and then a digit stand: looked for among bytes, one a character, which is the fastest way."""
    digits = text.encode("ascii", "replace").translate(_ASCII_DIGITS)
    found = []
    at = digits.find(1)
    while at >= 0:
        if text[at - 1] == " ":
            found.append(at)
        at = digits.find(1, at + 1)
    return found


def _sourced(article: Article, paragraph: Paragraph, spans: Sequence[Span]) -> list[bool]:
    """For each sentence, whether somebody is made to say something in it."""
    said = [
        span.start
        for a in article.derived(sourcing).attributions
        if a.paragraph == paragraph.index and a.type != "none" and (a.statement or a.type != "pronoun")
        for span in (*a.cue, *a.content)
    ]
    inside = [paragraph.to_source(span.start, span.end) for span in spans]
    return [any(span.start <= place < span.end for place in said) for span in inside]


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
    r"survey|surveys|poll|polls|report|research|analysis|paper)\b(?!\s(?:by|from|in|of|for|conducted|published|commissioned|"
    r"released|carried|led))"
)
_REACH = len("a number of scientific scientific scientific ")  # the most that it has before the study
_STUDIES = frozenset("study studies survey surveys poll polls report research analysis paper".split())
_FINDING = lazy(rf"\s(?:has\s|have\s|had\s|also\s|recently\s){{0,2}}{_FINDS}\b")
_AUTHOR = lazy(r"\b(?:by|from|at|in|of|with|for|journal|published in|conducted by)\s(?:the\s)?[A-Z]\w")


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
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a study; a name in the same sentence or the next is enough."""
        for paragraph, places in _with_study(article):
            for match in _studies(article.derived(folded)[paragraph.index], places):
                if _quoted(article, paragraph, match.start()) or _links(paragraph, match.span()):
                    continue
                spans = sentences(paragraph.text)
                ahead = [s for s in spans if s.end > match.start()][:2]
                if ahead and _AUTHOR.search(paragraph.text, match.end() - 1, ahead[-1].end):
                    continue
                yield self.finding(
                    article,
                    paragraph.to_source(*match.span()),
                    f"'{paragraph.text[match.start() : match.end()]}': whose is it, and where can it be read?",
                )


def _with_study(article: Article) -> Iterator[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story in which `_STUDY`, which is slow, may match, with the offsets of what shows that."""
    known = article.derived(vocabulary)
    studies = known & _STUDIES
    found = _before(article, studies, _FINDING)
    if studies and "according" in known:
        found += find_all("according", article.derived(folded_whole))
    return _at(article, found)


def _studies(text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches of `_STUDY`, each of which starts a few words before one of the places or at it."""
    return matches_near(_STUDY, text, [(place - _REACH, place) for place in places])


def _links(paragraph: Paragraph, at: tuple[int, int]) -> bool:
    return any(link.start < at[1] and at[0] < link.end for link in paragraph.links)


def _quoted(article: Article, paragraph: Paragraph, at: int) -> bool:
    ranges = article.derived(quoted_ranges).get(paragraph.index, ())
    return any(start <= at < end for start, end in ranges)


def _before(article: Article, words: Iterable[str], what: re.Pattern[str]) -> list[int]:
    """Where in the folded text of the whole article one of some words stands right before what a pattern matches."""
    text = article.derived(folded_whole)
    return [at for word in words for at in find_all(word, text) if what.match(text, at + len(word))]


def _at(article: Article, found: Iterable[int]) -> Iterator[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story that places in the text of the whole article lie in, with their offsets there."""
    written = article.derived(whole)
    rows: dict[int, list[int]] = {}
    for place in sorted(found):
        row = written.row(place)
        rows.setdefault(row, []).append(place - written.starts[row])
    if rows:
        story_paragraphs = article.derived(story).paragraphs
        yield from [(paragraph, rows[paragraph.index]) for paragraph in story_paragraphs if paragraph.index in rows]
