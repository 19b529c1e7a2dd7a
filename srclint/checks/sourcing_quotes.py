"""Quotations and their speakers: SRC313 and SRC314."""

from collections.abc import Iterator
from itertools import pairwise

from srclint.article import Article
from srclint.boilerplate.shape import headline_like
from srclint.language import sentences
from srclint.lazy import lazy
from srclint.rule import Finding, Rule, Severity
from srclint.sourcing import Attribution, sourcing

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
        "The bridge closed in May.\n\n“WARD: Were you asked?”\n\n“ROE: We were never asked about any of this.”",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a run of quotations in neighbouring paragraphs, of which the first may have its speaker."""
        run, told = _NOWHERE, _NOWHERE  # the paragraphs of a quotation and of reported words with a source
        for a, following in pairwise((*article.derived(sourcing).attributions, None)):
            if a is None or (a.speaker is not None and not a.cue):
                continue
            if a.cue:
                run = a.paragraph if a.source and a.form != "indirect" else _NOWHERE
                told = a.paragraph if a.source and a.statement else _NOWHERE
            elif a.paragraph in article.derived(headline_like):
                continue
            elif a.paragraph - run <= 1 or a.paragraph == told or _left_open(article, a):
                run = a.paragraph
            elif not (_introduced(article, a) or _labelled(article, a) or _leads_on(article, a, following)):
                run = a.paragraph
                yield self.finding(article, a.content[0], "nobody is named as the speaker of this quotation")


_NOWHERE = -2  # far from the first paragraph


def _leads_on(article: Article, a: Attribution, following: Attribution | None) -> bool:
    """Whether the next quotation follows at once and has its speaker: one that was closed and opened again."""
    if following is None or not (following.cue and following.source and following.content):
        return False
    between = article.source[a.content[-1].end : following.content[0].start]
    return following.form != "indirect" and len(between) <= _AT_ONCE and not between.strip(_QUOTES)


def _left_open(article: Article, a: Attribution) -> bool:
    """Whether the paragraph above ends inside a quotation, so that this one opens again what was not closed."""
    above = article.paragraphs[a.paragraph - 1].text if a.paragraph else ""
    last = max(above.rfind(mark) for mark in _OPENING)
    return last >= 0 and above[last - 1 : last].strip() == "" and above[last + 1 : last + 2].strip() != ""


def _introduced(article: Article, a: Attribution) -> bool:
    """Whether a colon stands before a quotation: "The paper reported:", and the words in the next paragraph."""
    start = a.content[0].start
    if article.source[max(0, start - _BEFORE) : start].rstrip().endswith(":"):
        return True
    here, above = article.paragraphs[a.paragraph], article.paragraphs[max(0, a.paragraph - 1)]
    return start - here.span.start < _BEFORE and above.text.rstrip().endswith(":")


def _labelled(article: Article, a: Attribution) -> bool:
    """Whether a label gives the speaker: a transcript's before the words (“WARD: May I ask?"), a dash after them."""
    label = _LABEL.match(article.source, a.content[0].start)
    return label is not None or _SIGNED.match(article.source, a.content[-1].end) is not None


_BEFORE = 12
_SIGNED = lazy(r"[”\"’'.]*\s{0,4}[-—–―]+ ?[A-Z]\w+")
_AT_ONCE = 4
_OPENING = '"“”'
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
    return _sentences_before(article, a) < _LATE or _named_before(article, a)


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
    """Whether the last word of a speaker's name stands in what comes just before the quotation."""
    last = a.name.split()[-1] if a.name else ""
    start = a.content[0].start
    return len(last) > 1 and last in article.source[max(0, start - _JUST_BEFORE) : start]


_CLOSED = lazy(r"[.!?…][\"”’'»]*\s*$")
_DASHES = ("—", "–", "―", "-")
_JUST_BEFORE = 200
_LATE = 2
_FEW_WORDS = 10
