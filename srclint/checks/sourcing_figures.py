"""Figures that nobody stands behind: SRC315."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from srclint.article import Article, Cover, Paragraph, Span
from srclint.boilerplate.shape import headline_like
from srclint.checks._places import by_paragraph, following, last_before, linked, quoted
from srclint.language import sentences
from srclint.language.detect import language
from srclint.language.whole import find_all, whole
from srclint.lazy import lazy
from srclint.match import vocabulary
from srclint.match import whole as folded_whole
from srclint.rule import Finding, Rule
from srclint.sourcing import sourcing

_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|tn|m|k)\b)"
_DIGITS = r"\d(?:[\d,.]*\d)?"  # a full stop or comma behind is the sentence's
_NUMBER = rf"(?:[£$€]\s?{_DIGITS}{_SCALE}?|\d{{1,3}}(?:,\d{{3}})+|\d[\d.]*{_SCALE})"
_FIGURE = lazy(
    r"\b(?:an? |at an )?estimated (?:net worth of |cost of |total of |value of )?(?:up (?:to )?|at least |about )?"
    r"[£$€]?\d(?:[\d,.–-]*\d)?"
    rf"{_SCALE}?|\b(?:is|are|was|were|been) estimated (?:to \w+|at)(?: [\w’']+){{0,6}}? [£$€]?{_DIGITS}{_SCALE}?"
    rf"|\b(?:nearly|almost|around|about|roughly|some|approximately|more than|over|up to|at least|close to|"
    rf"as many as) (?P<rounded>{_NUMBER})"
    rf"|(?P<sum>[£$€]\s?{_DIGITS}{_SCALE})"
)

# What one of these figures starts with, but for those that are called estimated, and what makes a number one of them.
_ASCII_DIGITS = bytes(1 if chr(n) in "0123456789" else 0 for n in range(256))
_AMOUNT = lazy(_NUMBER)
_SUM = lazy(rf"[£$€]\s?{_DIGITS}{_SCALE}")
_ROUNDED = tuple(
    f"{word} " for word in "nearly almost around about roughly some approximately than over to least as".split()
)

# Nobody counts or estimates these: what is measured or priced, and what the books of a company, state or market show.
_MEASURED = lazy(
    r"[ -](?:(?:square|cubic|nautical|additional|more|extra|active|virtual) )?(?:met(?:er|re)s?|kilomet(?:er|re)s?|km|"
    r"miles?|feet|foot|ft|yards?|acres?|hectares?|inch(?:es)?|words?|pages?|degrees|mph|kph|rpm|pixels|megapixels|lines|"
    r"calories|light-years|shares|lots|votes|signatures|views|times|years|bpd|barrels)\b"
    r"|,? (?:an?|per) (?:share|barrel|ounce|tonne|ton|gallon|lit(?:er|re)|pound|night|month|head|ticket)\b"
)
_LIMIT = lazy(r"\b(?:below|under|above|exceed(?:s|ing)?) $")
_CONVERTED = lazy(r"\(A?$|\([^()]{1,20}; $")  # "7.5m euros (£5.1m)"
_EVERYDAY = lazy(r"(?:[12468]00|1500|3000|5000|10000)m$|[£$€]\s?(?:\d{1,3}(?:\.\d+)?|\d,\d{3})$")
_PRICED = lazy(
    r"\b(?:(?:sells?|sold|trad(?:es?|ed|ing)|go(?:es)?|retails?) (?:for|at|between)|costs?|costing|"
    r"priced(?: at| between)?|tickets?|weigh(?:s|ed|ing)?) (?:\w+ ){1,2}$|\bt(?:ook|akes|aking) (?:\w+ ){0,2}$"
)
_CURRENCY = lazy(
    r" (?:US |U\.S\. |Canadian )?(?:dlrs|dollars|euros?|pounds|yen|won|marks|francs|roubles|rubles|rupees|crowns|"
    r"kroner|kronor|yuan|pesos|rand|lira|shekels|riyals|dirhams|baht|ringgit|zlotys|forints)\b"
)
_BOOKED = lazy(
    r"\b(?:revenues?|turnover|takings|(?:net|annual|yearly|ticket) sales|income|loss(?:es)?|gross margin|profits?|"
    r"dividends?|earn(?:s|ed|ing|ings)|assets of|capitali[sz]ation|"
    r"gross(?:es|ed|ing)?|raked in|deficit|surplus|budgets?|foreign exchange reserves)\b",
    re.IGNORECASE,
)
_CHART = lazy(r"\b(?:box[- ]office|(?:opening|debut) weekend|took (?:in )?(?:an? \w+ )?[£$€])", re.IGNORECASE)
# A sum that somebody pays, gives, raises, asks for or sets is part of what happened.
_DEAL = lazy(
    r"\b(?:pa(?:y|ys|id|ying)|fin(?:e|es|ed)|bail|bond|bid|offer(?:s|ed|ing)?|award(?:s|ed|ing)?|damages|compensation|"
    r"settle(?:d|ment)?|sue[ds]?|suing|suit|lawsuit|seek(?:s|ing)|sought|claim|bill|fee|prize|priced?|pledge[sd]?|"
    r"donat\w+|contribut\w+|g(?:ave|ives?|iven|iving)|provid(?:es?|ed|ing)|rais(?:es?|ed|ing)|collect(?:s|ed|ing)|"
    r"bundled|amassed|stockpiled|pulled in|receiv\w+|commit(?:s|ted|ting)|grant(?:s|ed)?|fund(?:s|ed|ing)?|"
    r"financ(?:es?|ed|ing)|payouts?|advance|rent|loan|lent|lend|borrow\w*|bail-?out|bought|buy(?:s|ing)?|sold|"
    r"sell(?:s|ing)?|acquir\w+|takeover|purchase[sd]?|float(?:s|ed|ing)?|deal|contract|swap|transfer|signed|"
    r"invest(?:s|ed|ing)|(?:scooped|snapped) up|auctioned|(?:to|will) auction|ransom|reward|jackpot|salary|debts?|sale|"
    r"join(?:s|ed|ing)|tariffs?|impos(?:es?|ed|ing)|presented with|w(?:o|i)ns?|set aside|put up|penalt(?:y|ies)|"
    r"budgeted|earmarked|allocated)\b",
    re.IGNORECASE,
)
_REACH, _REACH_AFTER = 100, 30
_CLAUSE_END = lazy(r"[;:()—–]|, (?:and|but|while|which|who|with)\b|\b(?:while|whereas)\b")
# "a £2m donation", "its record $40 million fine": the sum names the thing.
_DETERMINED = lazy(r"(?:\b(?:an?|the|this|that|his|her|its|their|our|whose)|[’']s?)(?: [a-z-]+){0,2} $", re.IGNORECASE)
_NAMED_BY_IT = lazy(
    r"-?(?: \([^()]{1,25}\))?[ -](?!(?:in|of|for|from|to|on|by|and|or|an?|per|each|worth|at|last|this|that|which|since|"
    r"over|under|during|with|as|was|were|is|are|has|had|have|will|would|the|more|less|out|up|into|because|when|where|"
    r"if|but|it|he|she|they)\b)[A-Za-z]"
)

_HEDGED = lazy(r"\b(?:reportedly|allegedly)\b", re.IGNORECASE)  # SRC308 asks who says so

# What tells of a source though no attribution was read: the second, also in the sentences beside.
_TOLD = lazy(
    r"\b(?:(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?:said|expects?)|says?|told|informed|employ(?:s|ed|ing)|hopes?|"
    r"plans?|aims?|intends?|looking to|claims|believes?|predict(?:s|ed)?|projections?|reckons?|calculat\w+|announced|"
    r"unveiled|reported(?! to| dead| missing)|pledge[sd]?|promise[sd]?|vow(?:s|ed)?|represents|operates?|"
    r"detect(?:s|ed)|puts? (?:it|the|his|her|its|their)\b[^.;]{0,40}? at)\b",
    re.IGNORECASE,
)
_DATA = lazy(
    r"\b(?:according to|figures|statistics|statistical|data|records show|filings?|disclosures?|census|surveys?|polls?|"
    r"stud(?:y|ies)|analys[ei]s|estimates|predictions?|estimated? by|projected that|forecasts?|audit|"
    r"numbers (?:released|show)|reports? (?:show|say|suggest|that|filed)|"
    r"(?<!an )(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )estimated (?!to|at))\b",
    re.IGNORECASE,
)


class UnattributedFigure(Rule):
    """An estimate, a rounded count or a sum of money without a source in its sentence or the sentences beside it.

    Figures come from somewhere. Say whose count or estimate it is, and of when. What is paid, raised, fined or offered
    is an event, what a company or state books or a market shows has its source, and a length or price is nobody's
    estimate.
    """

    code = "SRC315"
    name = "unattributed-figure"
    authority = "BBC guidance on statistics: say where a figure comes from; AP; Credibility Coalition on citation"
    bad = (
        "The country has an estimated 6,500 tanks.",
        "The palace is worth more than £1 billion and has a cinema.",
        "Sales of lamps reached $24 billion last year.",
    )
    good = (
        "The country has an estimated 6,500 tanks, according to the Institute for Strategic Studies.",
        "The palace has 40 rooms and a cinema.",
        "She paid the bill of £30 and left.",
        "The owner made a £2m ($4m) donation to the museum and was fined $40 million in May.",
        "Lamp makers hope to save $2 billion, and revenue at the largest rose to $3 billion.",
        "The ferry sails almost 11,000 miles without a stop, weighs more than 90,000 pounds; a ticket costs about £90.",
        "The budget deficit hit a record £41bn. The cable retails for around £8.",
        "The campaign has raised more than $40 million. Jo Bell gave $3 million to it.",
        "The sale of a house by the sea to a retired dealer in wood and paper from abroad for $95 million is odd.",
        "The group is reportedly spending $3 million on airtime this week.",
        "The harbour is worth more than £3 billion.\n\nFigures from the port show how much it earned.",
        "The rule holds for firms with a value below $700m. The bank would provide $2bn a year.",
        "The film took $30.2m in a week. Its rival, which came second with $24m, was longer.",
        "Forbes put her fortune at $45 billion. One earlier prediction was lower: an estimated 5,000 tanks.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a sentence, from its first figure to its last."""
        if article.derived(language) not in ("en", None):
            return
        for paragraph, places in _with_figure(article):
            if paragraph.index in article.derived(headline_like):
                continue
            spans = sentences(paragraph.text)
            sourced: list[bool] | None = None
            for n, sentence in enumerate(spans):
                start, end = sentence
                first = bisect_left(places, start)
                if first == len(places) or places[first] >= end:
                    continue
                figures = _FIGURE.finditer(paragraph.text, start, end)
                found = [figure for figure in figures if _open(article, paragraph, figure, sentence)]
                if not found or _told(article, paragraph, spans, n):
                    continue
                sourced = sourced or _sourced(article, paragraph, spans)
                if any(sourced[max(0, n - 1) : n + 2]):
                    continue
                span = paragraph.to_source(found[0].start(), found[-1].end())
                yield self.finding(article, span, f"'{found[0][0]}': whose figure is this, and of when?")


def _open(article: Article, paragraph: Paragraph, figure: re.Match[str], sentence: Span) -> bool:
    """Whether a figure leaves open who counted, reckoned or reported it."""
    text, (start, end) = paragraph.text, figure.span()
    if quoted(article, paragraph, start) or linked(paragraph, (start, end)):
        return False
    amount = figure["rounded"] or figure["sum"]
    if amount is None:
        return True
    before, after = text[sentence.start : end - len(amount)], text[end : sentence.end]
    if _MEASURED.match(after) or _EVERYDAY.match(amount):
        return False
    if _CONVERTED.search(before) or _LIMIT.search(before) or _HEDGED.search(text, *sentence):
        return False
    if amount[0] not in "£$€" and not _CURRENCY.match(after):
        return True
    known = _PRICED.search(before) or _BOOKED.search(text, *sentence) or _CHART.search(text)
    return not known and not _of_a_deal(before, after)


def _of_a_deal(before: str, after: str) -> bool:
    """Whether a sum is what somebody pays, asks or sets, or names a thing ("the $100m film"), by its sentence."""
    clause = _CLAUSE_END.split(before[-_REACH:])[-1]
    return bool(
        _DEAL.search(clause)
        or _DEAL.search(after[:_REACH_AFTER])
        or (_DETERMINED.search(clause) and _NAMED_BY_IT.match(after))
    )


def _told(article: Article, paragraph: Paragraph, spans: Sequence[Span], n: int) -> bool:
    """Whether words in a sentence tell of a source, or of data in those beside it, be it in other paragraphs."""
    text, beside = paragraph.text, spans[max(0, n - 1) : n + 2]
    if _TOLD.search(text, *spans[n]) or _DATA.search(text, beside[0].start, beside[-1].end):
        return True
    before = _sentence(last_before(article, paragraph.index), -1) if n == 0 else ""
    after = _sentence(following(article, paragraph.index), 0) if n == len(spans) - 1 else ""
    return bool(_TOLD.search(before) or _DATA.search(before) or _DATA.search(after))


def _sentence(paragraph: Paragraph | None, which: int) -> str:
    """The first (0) or the last (-1) sentence of a paragraph."""
    text = paragraph.text if paragraph is not None else ""
    spans = sentences(text)
    return text[slice(*spans[which])] if spans else ""


def _with_figure(article: Article) -> Iterator[tuple[Paragraph, list[int]]]:
    """The paragraphs of the story in which `_FIGURE`, which is slow, may match, with the offsets of what shows that."""
    text = article.derived(whole).text
    signs = [at for sign in "£$€" for at in find_all(sign, text)]
    found = [at for at in (*signs, *_numbers(text)) if text.endswith(_ROUNDED, 0, at) and _AMOUNT.match(text, at)]
    found += [at for at in signs if _SUM.match(text, at)]
    if "estimated" in article.derived(vocabulary):
        found += find_all("estimated", article.derived(folded_whole))
    return by_paragraph(article, found)


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
    said = Cover(article.derived(_said).get(paragraph.index, ()))
    return [said.overlaps(*paragraph.to_source(*span)) for span in spans]


def _said(article: Article) -> dict[int, list[Span]]:
    """By paragraph, the words of those who are made to say something, with what makes them."""
    found: dict[int, list[Span]] = {}
    for a in article.derived(sourcing).attributions:
        if a.type != "none" and (a.statement or a.type != "pronoun"):
            found.setdefault(a.paragraph, []).extend((*a.cue, *a.content))
    return found
