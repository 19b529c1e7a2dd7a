"""Claims taken from elsewhere or from nowhere: SRC307–SRC309."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from srclint.article import Article, Cover, Paragraph, Span
from srclint.checks._places import by_paragraph, quoted, right_before
from srclint.language import fold
from srclint.language.whole import find_all, matches_near, whole
from srclint.lazy import lazy
from srclint.match import vocabulary
from srclint.match import whole as folded_whole
from srclint.patterns import compiled
from srclint.rule import Finding, Rule
from srclint.sourcing import Attribution, Hedge, sourcing
from srclint.sourcing.lexicon import words as listed
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
# Its own poll or pundit is no report of an outlet ("according to the Herald poll"), nor is it where it is spoken to
# ("those who spoke with the Herald said").
_NO_REPORT = (
    r"(?!(?:\s[a-z]+){0,2}\s(?:polls?|survey|analysis|analyst|contributor|commentator|host|anchor|columnist|editor|"
    r"average|index|review)\b)"
)
_SPOKEN_TO = lazy(r"\b(?:with|to|by|from|told)(?:\s[Tt]he)?\s$")
_BEFORE_OUTLET = 10
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
def _of_people() -> frozenset[str]:
    return lists().honorifics | lists().titles


@cache
def _second_hand() -> re.Pattern[str]:
    name = _outlet()
    return compiled(
        rf"(?P<by>\b{_FROM}\s(?P<a>{name})\b{_NO_REPORT})|(?P<says>\b(?P<b>{name}){_REPORTS})"
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
        "Housing Minister Keith Hill said the plant will close.",
        "Two builders who spoke with the Leeds Herald said the plant will close.",
        "The plant is loved by most, according to a Leeds Herald poll of 400 readers.",
        "“The Times reported on it,” Ann Roe said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a report."""
        own = fold(article.metadata.outlet or "").removeprefix("the ")
        claiming = Cover(claim.sentence for claim in article.derived(sourcing).unnamed)
        for paragraph, places in _with_credit(article):
            for match in _credits(paragraph.text, places):
                outlet = match["a"] or match["b"] or match["c"]
                span = paragraph.to_source(*match.span())
                if (own and own in fold(outlet)) or quoted(article, paragraph, match.start()):
                    continue
                if match["says"] and _SPOKEN_TO.search(
                    paragraph.text, max(0, match.start() - _BEFORE_OUTLET), match.start()
                ):
                    continue
                if not _of_people().isdisjoint(outlet.lower().split()):
                    continue  # "Mr Hill said"
                if match["told"] and not claiming.covers(*span):
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
    found = right_before(article, outlets, _REPORTING)
    for credit in [_CREDITS[word] for word in known.intersection(_CREDITS)]:
        found += [at for at in find_all(credit, text) if _credited().match(written, at + len(credit))]
    return by_paragraph(article, found)


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
        "The police arrested a man who allegedly took the wine.",
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


# Who alleges is plain where somebody is accused or charged.
_ACCUSED = lazy(
    r"\b(?:indict\w*|charge[sd]?|charging|arrest\w*|accus\w+|lawsuits?|sue[ds]?|suing|trial|prosecut\w+|convicted|"
    r"complaints?|affidavit|investigat\w+|court|plaintiffs?|warrant|police)\b"
)


def _by_sentence(article: Article) -> dict[Span, list[Hedge]]:
    """The hedges that nobody stands behind, by sentence; estimates are SRC315's, inferences the writer's own."""
    found: dict[Span, list[Hedge]] = defaultdict(list)
    for hedge in article.derived(sourcing).hedges:
        if hedge.kind == "estimate" or hedge.attributed or fold(hedge.phrase) in listed("hedges", "inference"):
            continue
        if "alleged" in hedge.phrase and _ACCUSED.search(fold(article.shown(hedge.sentence))):
            continue
        if not _signed(article, hedge):
            found[hedge.sentence].append(hedge)
    return found


def _signed(article: Article, hedge: Hedge) -> bool:
    """Whether a name closes the sentence of a hedge: "The safe was reportedly empty, Ann Roe said."."""
    last = hedge.sentence.end
    closing = [a for end in range(last - _FULL_STOP, last + 1) for a in article.derived(_by_end).get(end, ())]
    for a in closing:
        if a.paragraph == hedge.paragraph and a.cue[0].start > hedge.span.end:
            start = min(a.cue[0].start, a.source[0].start)
            if article.source[start - 2 : start].rstrip().endswith(","):
                return True
    return False


def _by_end(article: Article) -> dict[int, list[Attribution]]:
    """The attributions to names, by where source and cue have both ended."""
    found: dict[int, list[Attribution]] = {}
    for a in article.derived(sourcing).attributions:
        if a.named and a.cue and a.source:
            found.setdefault(max(a.cue[-1].end, a.source[-1].end), []).append(a)
    return found


_FULL_STOP = 2
