"""Quotations and their speakers: SRC313 and SRC314."""

from collections.abc import Iterator

from srclint.article import Article
from srclint.lazy import lazy
from srclint.rule import Finding, Rule, Severity
from srclint.sourcing import Attribution, sourcing

_LABEL = lazy(r"[\"“„«]?[A-ZÀ-Þ][A-ZÀ-Þ.'’ \-]{2,30}(?: \([^()]{1,20}\))?: ")
_SENTENCE_END = lazy(r"[.!?…](?=[\s\"”’'»]|$)")


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
        "The Leeds Herald has this today:\n\n“We were never asked about any of this.”",
        "“There was water in every room of the house by noon,” Lee Ward said.",
        "The bridge closed in May.\n\n“WARD: Were you asked?”\n\n“ROE: We were never asked about any of this.”",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a quotation."""
        before: Attribution | None = None
        for a in article.derived(sourcing).attributions:
            if a.cue:
                before = a
            elif a.speaker is None and not (_goes_on(before, a) or _introduced(article, a) or _labelled(article, a)):
                yield self.finding(article, a.content[0], "nobody is named as the speaker of this quotation")


def _goes_on(before: Attribution | None, a: Attribution) -> bool:
    """Whether a quotation goes on from one just before it whose source is given."""
    return (
        before is not None
        and len(before.source) > 0
        and before.form != "indirect"
        and a.paragraph - before.paragraph <= 1
    )


def _introduced(article: Article, a: Attribution) -> bool:
    """Whether a colon stands before a quotation: "The paper reported:", and the words in the next paragraph."""
    start = a.content[0].start
    return article.source[max(0, start - _BEFORE) : start].rstrip().endswith(":")


def _labelled(article: Article, a: Attribution) -> bool:
    """Whether a quotation is a line of a transcript, which opens with its speaker in capitals: “WARD: May I ask?"."""
    return _LABEL.match(article.source, a.content[0].start) is not None


_BEFORE = 12


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
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a quotation whose speaker was not the last to speak either."""
        before: Attribution | None = None
        for a in article.derived(sourcing).attributions:
            known = before is not None and before.speaker is not None and before.speaker == a.speaker
            if a.cue and a.source and a.form == "direct" and not known and _sentences_before(article, a) >= 2:
                yield self.finding(
                    article, a.content[0], f"the speaker ({a.phrase}) is given only at the end of the quotation"
                )
            before = a


def _sentences_before(article: Article, a: Attribution) -> int:
    """How many quoted sentences end before the cue; none where they are a few words in all ("No. Never.")."""
    quoted = [article.source[span.start : span.end] for span in a.content if span.end <= a.cue[0].start]
    if sum(len(text.split()) for text in quoted) < _FEW_WORDS:
        return 0
    return sum(len(_SENTENCE_END.findall(text)) for text in quoted)


_FEW_WORDS = 10
