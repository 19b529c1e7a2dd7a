"""What copying left out or brought along: HYG408, HYG413, HYG416, HYG417."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from srclint.article import Article, Kind, Paragraph, Span
from srclint.boilerplate import story
from srclint.checks.prose import edit, fix, rare, with_rare
from srclint.language import sentences
from srclint.language.detect import language
from srclint.language.whole import find_all
from srclint.lazy import lazy
from srclint.match import folded, having, vocabulary, whole
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

_CLOSERS = "\"'”’»)] "
_CUT = {
    "en": lazy(r"(?<![\w'’\-])(?:and|or|but|nor|because|the|an|a|than|whose)$"),
    "de": lazy(r"(?<![\w\-])(?:und|oder|aber|weil|dass|der|die|das|dem|des|eine|einen|einem|einer)$"),
}
_CUT_ENDS = tuple(
    ", and or but nor because the an a than whose "
    "und oder aber weil dass der die das dem des eine einen einem einer".split()
)
_SENTENCE_ENDS = (".", "”", '"', "?", "!")  # how most paragraphs end
_MOST_CUT = 0.2

_CALL = lazy(
    r"\b(?:follow|like|join|find|visit|email|e-mail|contact|call|click|see|read|subscribe|sign up|download|watch|listen"
    r"|available|tickets?|donate|register|tune)\b",
    re.IGNORECASE,
)
_CALLS = frozenset(
    "follow like join find visit email mail contact call click see read subscribe sign download watch listen available "
    "ticket tickets donate register tune".split()
)
_GAP = lazy(
    r"\b(?:here|online|us|page|account|channel|story|article|podcast|website|email)"
    r" (?:on|at|via|by|in|or) (?:and|or)(?! (?:off|on|on-line|so|large)\b)\b"
    r"|\b(?:on|at|via) and @"
    r"|\b(?:on|at|via|visit|by|to|of|from|with|clicking) [.,;](?=\s|$)(?!\.)"
    r"|\b(?:via|website at) (?:or|and)\b"
    r"|(?<=\w) \( ?\)",
    re.IGNORECASE,
)

# What must stand in a paragraph for that to match: one of the signs, or one of the words with one of the wider signs.
_GAP_REACH = 24  # more characters than it has before or after a sign
_GAP_SIGNS = (" and @", "()", "( )", " .", " ,", " ;")
_JOINED = frozenset("here online us page account channel story article podcast website email via".split())
_ALL_GAP_SIGNS = (
    *_GAP_SIGNS,
    *(f" {one} {two}" for one in ("on", "at", "via", "by", "in", "or") for two in ("and", "or")),
    *("via and", "via or", "at and", "at or"),
)

_COUNTED = lazy(r"\[\+ ?\d{1,7} (?:chars|characters|words)\]|\[(?:…|\.{3})\]$|\(more\)$", re.IGNORECASE)
_ELLIPSIS = lazy(r"(?:…|(?<!\.)\.{3})$")
_DOTS = ("…", "...")

_MARKUP = lazy(
    r"(?-i:</?[abipu](?:\s[^<>]{0,500})?/?>)"
    r"|</?(?:script|style|iframe|div|span|br|img|em|strong|ul|ol|li|h[1-6]|table|t[rdh]|figure|figcaption"
    r"|blockquote|embed|object|section|article|noscript|svg|video|audio|source|input|form|font|center|hr|sup|sub)"
    r"(?:\s[^<>]{0,500})?/?>"
    r"|<!--|-->|<!\[CDATA\[|<!DOCTYPE\b"
    r"|\{\{[<%][^{}]{0,200}[>%]\}\}|\{%[^{}]{0,200}%\}"
    r"|(?-i:\[/?(?:caption|gallery|embed|video|audio|playlist|vc_\w{1,30}|et_pb_\w{1,30}|youtube|tweet|instagram)"
    r"(?:[\s=][^\[\]]{0,300})?\])"
    r"|&(?:nbsp|amp|quot|lt|gt|apos|[lr][sd]quo|[mn]dash|hellip|eacute|uuml|ouml|auml|szlig|pound|euro|copy);"
    r"|&#x?[0-9a-f]{2,6};"
    r"|\b(?:document\.getElementById|googletag\.|window\.\w{1,30} ?=|addEventListener\(|function ?\(\w{0,20}\) ?\{)",
    re.IGNORECASE,
)
_MARKUP_SIGNS = frozenset("<>&[{")
_MARKUP_WORDS = frozenset("document googletag window addeventlistener function".split())


class CutParagraph(Rule):
    """A paragraph of the story ends in a comma, a conjunction or an article: the rest of its sentence is gone.

    Files of which more than a fifth of the paragraphs end so (verse, lists, lines broken by hand) are passed over, and
    so are lines with no running text beside them: titles in a list of other stories are often cut.
    """

    code = "HYG408"
    name = "cut-paragraph"
    authority = "Measured on news copy: what is left where an embed or a teaser block was cut into a sentence"
    bad = (
        "The chairman owns four houses by the lake and a yacht,\n\nHe bought a plane in 2018, the register shows.",
        "The company closed its plant in the north of the country because of the\n\nWorkers were told in May.",
    )
    good = (
        "The chairman owns four houses by the lake.\n\nHe bought a plane in 2018, the register shows.",
        "Dear reader,\n\nThe chairman owns four houses and a plane.",
        (
            "Council closes bridge\n\nThe council voted on Monday.\n\nPolice\n\nTown starts programme for the victims "
            "of the fire and\n\nSport\n\nObituaries\n\nWeather"
        ),
        "The council voted on Monday to close it. – Yours, etc, Dr Brian Marlow OBE,\n\nGlen Abbey,\n\nCounty Cork.",
        "What are the rules for, who are they aimed at? Nobody knows what they are for.\n\nNobody will say.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a paragraph, at its last word."""
        kept = article.derived(story).paragraphs
        spoken = article.derived(language)
        unended = [paragraph.text for paragraph in kept if not paragraph.text.endswith(_SENTENCE_ENDS)]
        if not any(text.rstrip().endswith(_CUT_ENDS) for text in unended):
            return
        body = [p for p in kept if p.kind is Kind.TEXT and p.text.count(" ") >= 7]
        cut = [p for p in body if _is_cut(p.text, spoken)]
        if len(cut) > max(1, _MOST_CUT * len(body)):
            return
        following = {p.index: after for p, after in pairwise(kept)}
        rows = {p.index: row for row, p in enumerate(kept)}
        for paragraph in cut:
            row = rows[paragraph.index]
            below = kept[row + 1 : row + 3]
            alone = below and not any(map(_is_sentence, (*kept[max(0, row - 1) : row], *below)))
            if alone or _goes_on(paragraph, following.get(paragraph.index)):
                continue
            text = paragraph.text.rstrip()
            start = text.rfind(" ") + 1
            yield self.finding(
                article,
                paragraph.to_source(start, len(text)),
                f"The paragraph breaks off: it ends in {text[start:]!r}.",
            )


class StrippedLink(Rule):
    """Words left over round a link that is gone: "Follow us here on and @paper", "tickets are available at .".

    The address was taken out with the markup. Put the link back or delete the sentence, as the fix does.
    """

    code = "HYG413"
    name = "stripped-link"
    authority = "Measured on news copy: what scrapers leave of calls to follow, write or visit"
    fixable = "unsafe"
    bad = (
        "The trial goes on.\n\nFollow our social media accounts here on and @harbournews",
        "Tickets for the concert are available at . The doors open at seven.",
    )
    good = (
        "The trial goes on and off.\n\nFollow our accounts here on Facebook and on X @harbournews",
        "Tickets are available at the door. Visit or call us, and read on and on.",
        "The function f ( ) is empty; he looked on . . . and went.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a gap; in boilerplate too."""
        calls = having(article, _CALLS)
        joining = {paragraph.index for paragraph in having(article, _JOINED, calls)}
        for paragraph in calls:
            text = article.derived(folded)[paragraph.index]
            for match in _gaps(text, _ALL_GAP_SIGNS if paragraph.index in joining else _GAP_SIGNS):
                sentence = _sentence_at(paragraph, match.start())
                if sentence is None or not _CALL.search(text, sentence.start, sentence.end):
                    continue
                yield self.finding(
                    article,
                    paragraph.to_source(*match.span()),
                    f"A link seems to be missing: {' '.join(match[0].split())!r}.",
                    fix=_without(article, paragraph, sentence),
                )


class TruncatedFile(Rule):
    """The text ends in a mark of being cut off: "[+1683 chars]", "[…]", "(more)", or an ellipsis.

    Interfaces and feeds hand out the first lines of a story. Such a file is a teaser, whatever else it looks like.
    """

    code = "HYG416"
    name = "truncated-file"
    severity = Severity.ERROR
    authority = "Measured on news interfaces and feeds that hand out a story's first characters"
    bad = (
        "The council met on Monday.\n\nIt voted for the bridge after a long deb… [+1683 chars]",
        "The council met on Monday.\n\nIt voted for the bridge after a long debate about the...",
    )
    good = (
        "The council met on Monday.\n\nIt voted for the bridge after a long debate.",
        "The council met... and met again.\n\n“We will see…”",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file: a counted rest anywhere, or an ellipsis at the story's end."""
        kept = article.derived(story).paragraphs
        told_more = "more" in article.derived(vocabulary) and "(more)" in article.derived(whole)
        counted = told_more or "[" in article.derived(rare)
        for paragraph in kept if counted else kept[-1:]:
            text = paragraph.text.rstrip()
            match = _COUNTED.search(text) if counted else None
            if match is None and paragraph is kept[-1] and text.endswith(_DOTS) and text.count(" ") >= 7:
                match = _ELLIPSIS.search(text)
            if match:
                where = paragraph.to_source(*match.span())
                yield self.finding(article, where, f"The text is cut off: it ends in {match[0]!r}.")
                return


class MarkupInText(Rule):
    """Markup or program text stands where a reader sees it: tags, entities, shortcodes, scripts.

    In HTML and Markdown what the format itself understands is markup and is not looked at; what is left shows on the
    page. The fix decodes entities and deletes tags and shortcodes.
    """

    code = "HYG417"
    name = "markup-in-text"
    authority = "Measured on newsrooms' open data: embeds that a content system did not understand"
    fixable = "unsafe"
    bad = (
        'The judge ruled on Monday.\n\n<script src="https://example.org/embed.js"></script>\n\nAn appeal is likely.',
        "The judge said Smith &amp; Sons &#8211; a bakery &#8211; had won.",
        'The judge ruled. [caption id="a1"]The court[/caption] An appeal is likely.',
    )
    good = (
        "The judge ruled that 3 < 5 and 7 > 6, and that AT&T won.",
        "The judge [who asked not to be named] said: “<laughs>”. Judge dances at wedding [VIDEO]",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a paragraph, at the first mark, whose fix takes them all; in boilerplate too."""
        likely = {p.index for p in (*with_rare(article, _MARKUP_SIGNS), *having(article, _MARKUP_WORDS))}
        for paragraph in [article.paragraphs[index] for index in sorted(likely)]:
            found = list(_MARKUP.finditer(paragraph.text))
            if not found:
                continue
            mendable = all(match[0][-1] in ">];}" and match[0] != "-->" for match in found)
            edits = tuple(edit(article, paragraph, *m.span(), _decoded(m[0])) for m in found)
            yield self.finding(
                article,
                paragraph.to_source(*found[0].span()),
                f"Markup in the text: {found[0][0][:40]}.",
                fix=Fix(Safety.UNSAFE, edits) if mendable else None,
            )


def _gaps(text: str, signs: Sequence[str]) -> Iterator[re.Match[str]]:
    """The matches of `_GAP`, which is slow, looked for round its signs alone."""
    places = sorted([place for sign in signs if sign in text for place in find_all(sign, text)])
    done = 0
    for place in places:
        for likely in _GAP.finditer(text, max(done, place - _GAP_REACH), place + _GAP_REACH):
            match = _GAP.match(text, likely.start())
            if match:
                done = match.end()
                yield match


def _sentence_at(paragraph: Paragraph, at: int) -> Span | None:
    """The sentence that an offset of a paragraph's text lies in; between two there is none."""
    spans = sentences(paragraph.text)
    before = bisect_right(spans, at, key=itemgetter(0))
    return spans[before - 1] if before and at < spans[before - 1].end else None


def _goes_on(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """Whether what comes next is a list, or the rest of a line that was broken by hand."""
    if after is None:
        return False
    return after.kind is Kind.ITEM or (after.block == paragraph.block and after.text[:1].islower())


def _is_sentence(paragraph: Paragraph) -> bool:
    return paragraph.text.endswith(_SENTENCE_ENDS) and paragraph.text.count(" ") >= 2


def _is_cut(text: str, spoken: str | None) -> bool:
    if text.endswith(_SENTENCE_ENDS):
        return False
    end = text.rstrip()
    if end.endswith(","):
        return True
    words = _CUT.get(spoken or "en")
    return words is not None and words.search(end[-12:]) is not None


def _without(article: Article, paragraph: Paragraph, sentence: Span) -> Fix | None:
    """Delete a sentence with the blanks after it, or the whole paragraph when nothing else is in it."""
    text = paragraph.text
    if sentence.start == 0 and sentence.end >= len(text.rstrip()):
        return Fix(Safety.UNSAFE, (Edit(paragraph.outer),))
    end = sentence.end
    while end < len(text) and text[end] == " ":
        end += 1
    start = sentence.start
    if end == len(text):
        while start and text[start - 1] == " ":
            start -= 1
    return fix(article, paragraph, Span(start, end), "", Safety.UNSAFE)


def _decoded(markup: str) -> str:
    if markup.startswith("&"):
        import html

        return html.unescape(markup).replace("\xa0", " ")
    return ""
