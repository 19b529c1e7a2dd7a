"""Quotations and their speakers: SRC313 and SRC314."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from srclint.article import Article, Span
from srclint.boilerplate import story
from srclint.boilerplate.shape import headline_like
from srclint.language import fold, sentences
from srclint.lazy import lazy
from srclint.rule import Finding, Rule, Severity
from srclint.sourcing import Attribution, sourcing
from srclint.sourcing.wordlists import lists

_LABEL = lazy(r"[\"“„«]?[A-ZÀ-Þ][A-ZÀ-Þ.'’ \-]{2,30}(?: \([^()]{1,20}\))?: ")


class QuoteWithoutSpeaker(Rule):
    """A paragraph is a quotation, and nobody near it says it."""

    code = "SRC313"
    name = "quote-without-speaker"
    authority = "Reuters: say at once who is speaking; AP: attribute every quotation"
    bad = (
        "The bridge closed in May.\n\n“We were never asked about this, and we will not forget it.”\n\nFerries run.",
        "“There was water in every room of the house by noon.”\n\nThe river fell on Sunday.",
    )
    good = (
        "Ann Roe lives by the bridge and said it had closed.\n\n“We were never asked about any of this.”",
        "“The bridge closed in May,” she said.\n\n“We were never asked about any of this.”",
        "Lee Ward said that the river had never been so high. “There was water in every room of the house.”",
        "The Leeds Herald has this today:\n\n“We were never asked about any of this.”",
        "“There was water in every room of the house by noon,” Lee Ward said.",
        "“It rained all day,” Lee Ward said.\n\n“It rained all night.”\n\n“Then the river came.”",
        "“There was water in every room of the house by noon.”\n\n— Lee Ward",
        "Lee Ward went on. That year, he said, “the river rose.\n\n“There was water in every room by noon.”",
        "A neighbour said that the river had never been so high.\n\n“There was water in every room of the house.”",
        "Nobody slept that night,’’ one neighbour said.\n\n“There was water in every room of the house by noon.”",
        "“There was water in every room of the house.\n\nIt rained.\n\nThe roof is not to come down,” one man said.",
        "A neighbour added: “The river rose.\n\nNobody went to bed.\n\n“There was water in every room by noon.”",
        "“It rained,” a neighbour said.\n\nThe river by the mill at Leeds on Sunday\n\n“It rained all of the night.”",
        "The words of Lee Ward\n\n“There was water in every room of the house by noon.”\n\nThe river fell on Sunday.",
        "“There was water in every room,” a neighbour said.\n\nIt fell at noon.\n\n“There was water in every room.”",
        "The bridge closed in May.\n\n“WARD: Were you asked?”\n\n“ROE: We were never asked about any of this.”",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a run of quotations in neighbouring paragraphs, of which the first may have its speaker."""
        run = _NOWHERE  # the paragraph of a quotation with a source
        told: Attribution | None = None  # the last words with a source
        every = article.derived(sourcing).attributions
        if len(every) >= _COLLECTION and not any(a.cue for a in every):
            return  # a list of quotations, or words in a language that was taken for another
        for a, following in pairwise((*every, None)):
            if a is None or (a.speaker is not None and not a.cue):
                continue
            if a.cue:
                run = a.paragraph if a.source and a.form != "indirect" else _NOWHERE
                told = a if a.source and a.statement else None
            elif a.paragraph in article.derived(headline_like):
                continue
            elif _next_to(article, run, a.paragraph) or _told_of(article, told, a) or _left_open(article, a):
                run = a.paragraph
            elif not (_introduced(article, a) or _labelled(article, a) or _leads_on(article, a, following)):
                run = a.paragraph
                if not _pulled_out(article, a):
                    yield self.finding(article, a.content[0], "nobody is named as the speaker of this quotation")


_COLLECTION = 4
_NOWHERE = -2  # far from the first paragraph


def _next_to(article: Article, earlier: int, index: int) -> bool:
    """Whether a paragraph is an earlier one or the next of the story, with captions and the like between at most."""
    if index - earlier <= 1:
        return True
    paragraphs = article.derived(story).paragraphs
    between = bisect_left(paragraphs, index, key=_index) - bisect_right(paragraphs, earlier, key=_index)
    return earlier >= 0 and between == 0


def _told_of(article: Article, told: Attribution | None, a: Attribution) -> bool:
    """Whether a source stands in the paragraph of a quotation, or closes the one above it."""
    if _SAID.search(article.source[max(0, a.content[0].start - _JUST_BEFORE) : a.content[0].start]):
        return True
    if told is None or a.paragraph - told.paragraph not in (0, 1):
        return False
    here, above = article.paragraphs[a.paragraph], article.paragraphs[told.paragraph]
    if here is above:
        return True
    end = max(span.end for span in (*told.source, *told.cue, *told.content) if span.end <= above.span.end)
    rest = article.source[end : above.span.end]
    return a.content[0].start - here.span.start < _BEFORE and _SENTENCE_END.search(rest) is None


def _leads_on(article: Article, a: Attribution, following: Attribution | None) -> bool:
    """Whether the next words have a speaker, and a quotation leads there: not closed, or closed and opened again."""
    if following is None or not (following.cue and following.source and following.content):
        return False
    if following.paragraph - a.paragraph <= _FAR and _ends_open(article.paragraphs[a.paragraph].text):
        return True
    between = article.source[a.content[-1].end : following.content[0].start]
    return following.form != "indirect" and len(between) <= _AT_ONCE and not between.strip(_QUOTES)


def _left_open(article: Article, a: Attribution) -> bool:
    """Whether what stands above ends inside a quotation, so that this one opens again what was not closed."""
    above = (article.paragraphs[n].text for n in range(a.paragraph - 1, max(-1, a.paragraph - 1 - _FAR), -1))
    return next((_ends_open(text) for text in above if text[:1] in _SINGLE or not _OPENING.isdisjoint(text)), False)


def _ends_open(text: str) -> bool:
    """Whether a paragraph ends inside a quotation that opens in it."""
    last = max(text.rfind(mark) for mark in _OPENING)
    if last >= 0 and text[last - 1 : last].strip() == "" and text[last + 1 : last + 2].strip() != "":
        return True
    match text[:1]:
        case '"':
            return text.count('"') % 2 == 1
        case "“":
            return text.count("“") > text.count("”")
        case "'" | "‘":
            return _CLOSED_SINGLE.search(text) is None
    return False


def _introduced(article: Article, a: Attribution) -> bool:
    """Whether a colon stands before a quotation, or a line above it: "The paper reported:", "Reaction: Lee Ward"."""
    start = a.content[0].start
    if article.source[max(0, start - _BEFORE) : start].rstrip().endswith(":"):
        return True
    here, above = article.paragraphs[a.paragraph], max(0, a.paragraph - 1)
    if start - here.span.start >= _BEFORE:
        return False
    return above in article.derived(headline_like) or article.paragraphs[above].text.rstrip().endswith(":")


def _pulled_out(article: Article, a: Attribution) -> bool:
    """Whether a quotation stands in the story once more, as one set in large type does, or is a line in capitals."""
    opening = _opening(article, a.content[0])
    return article.derived(_openings)[opening] > 1 or opening.isupper()


def _openings(article: Article) -> Counter[str]:
    """How often the story has each opening of a quotation."""
    return Counter(_opening(article, span) for a in article.derived(sourcing).attributions for span in a.content)


def _opening(article: Article, span: Span) -> str:
    return article.source[span.start : span.end].strip(_QUOTES)[:_OPENING_LENGTH]


def _labelled(article: Article, a: Attribution) -> bool:
    """Whether a label gives the speaker: a transcript's before the words (“WARD: May I ask?"), a dash after them."""
    label = _LABEL.match(article.source, a.content[0].start)
    return label is not None or _SIGNED.match(article.source, a.content[-1].end) is not None


_BEFORE = 12
_FAR = 4
_OPENING_LENGTH = 20
_SIGNED = lazy(r"[”\"’'.]*\s{0,4}[-—–―]+ ?[A-Z]\w+")
_AT_ONCE = 4
_OPENING = frozenset('"“”')
_SINGLE = ("'", "‘")
_SAID = lazy(r"\b(?:sa(?:id|ys)|told|tells|add(?:ed|s)|wrote|asked|explained|recalled|tweeted)\b[^.!?]*[.!?]?\s*$")
_SENTENCE_END = lazy(r"[.!?…][\"”’')]*\s+\S")
_CLOSED_SINGLE = lazy(r"[.,!?…]['’]")
_index = attrgetter("index")
_QUOTES = " \n\"“”„«»'‘’"


class LateAttribution(Rule):
    """Who speaks is said only after two or more quoted sentences.

    The reader hears a voice without knowing whose. Name the speaker before or after the first sentence.
    """

    code = "SRC314"
    name = "late-attribution"
    severity = Severity.INFO
    authority = "Reuters: identify the speaker no later than after the first sentence"
    bad = (
        "“We were never asked. Nobody came to the house. It was all decided in town,” Ann Roe said.",
        "“We cannot stay silent. We will not.\n\n“We will work with all. That is a promise,” the statement read.",
    )
    good = (
        "“We were never asked,” Ann Roe said. “Nobody came to the house. It was all decided in town.”",
        "Ann Roe said: “We were never asked. Nobody came to the house.”",
        "“No. Never. Not once,” Ann Roe said.",
        "“We were never asked. Nobody came to the house. It was all decided in town.” — Ann Roe",
        "A man stood there. “We were never asked by anybody. Nobody came to us. It is a shame,” the man said.",
        "It was, in short, “a day to forget.\n\n“We were never asked. It is a shame,” Ann Roe said.",
        "Ann Roe came down to the bridge. “We were never asked. Nobody came to the house,” Roe said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a quotation whose speaker was not the last to speak either."""
        before: Attribution | None = None
        for a in article.derived(sourcing).attributions:
            if a.cue and a.source and a.form == "direct" and not _known(article, before, a):
                yield self.finding(
                    article, a.content[0], f"the speaker ({a.phrase}) is given only at the end of the quotation"
                )
            before = a


def _known(article: Article, before: Attribution | None, a: Attribution) -> bool:
    """Whether a reader knows the speaker by the second sentence of a quotation."""
    if a.type == "pronoun" or (before is not None and before.speaker is not None and before.speaker == a.speaker):
        return True
    if a.type == "unnamed" and _points_back(a.phrase):
        return True
    return _sentences_before(article, a) < _LATE or _runs_on(article, a) or _named_before(article, a)


def _points_back(phrase: str) -> bool:
    """Whether a source is somebody whom the story has told of before: "the woman", "the official"."""
    first, *others = fold(phrase).split()
    return first == "the" and (not others or not lists().people.isdisjoint(others[:_HEAD]))


def _runs_on(article: Article, a: Attribution) -> bool:
    """Whether a quotation that starts inside a paragraph seems to go on below: rather, its closing mark is lost."""
    start = a.content[0].start
    if start >= article.paragraphs[a.paragraph].span.start:
        return False
    return article.source[max(0, start - _AT_ONCE) : start].rstrip(" ")[-1:] not in ("", "\n", ">")


def _sentences_before(article: Article, a: Attribution) -> int:
    """How many quoted sentences end before the cue; none where they are a few words in all ("No. Never.")."""
    quoted = [article.shown(span) for span in a.content if span.end <= a.cue[0].start]
    if sum(len(text.split()) for text in quoted) < _FEW_WORDS or _is_credit(article, a):
        return 0
    return sum(len(sentences(text)) - 1 + bool(_CLOSED.search(text)) for text in quoted)


def _is_credit(article: Article, a: Attribution) -> bool:
    """Whether a dash credits a quotation that stands by itself: "“To the sea!” — Ann Roe"."""
    return article.source[max(0, a.source[0].start - 3) : a.source[0].start].rstrip()[-1:] in _DASHES


def _named_before(article: Article, a: Attribution) -> bool:
    """Whether the last word of a speaker's name stands just before the quotation, or in the paragraph above it."""
    last = a.name.split()[-1] if a.name else ""
    start = a.content[0].start
    above = article.paragraphs[max(0, a.paragraph - 1)].span.start
    since = max(0, min(start - _JUST_BEFORE, max(above, start - _ABOVE)))
    return len(last) > 1 and last in article.source[since:start]


_CLOSED = lazy(r"[.!?…][\"”’'»]*\s*$")
_DASHES = ("—", "–", "―", "-")
_JUST_BEFORE, _ABOVE = 200, 600
_LATE = 2
_HEAD = 3
_FEW_WORDS = 10
