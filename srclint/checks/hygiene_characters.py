"""Characters that do not belong: HYG407, HYG411, HYG412."""

import re
from collections.abc import Iterator

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate import marks
from srclint.checks.prose import CONTINUED, LEADS, crosses_markup, edit, edits, fix, rare, with_rare
from srclint.language.detect import language
from srclint.language.whole import whole
from srclint.lazy import lazy
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

_SUSPECT = lazy("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BLANKS = "\u00a0\u2028\u2029"
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
_JOINERS = frozenset("\u200c\u200d")
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi"})
_NAMES = {"\u00a0": "No-break space", "\u00ad": "Soft hyphen", "\ufeff": "Byte-order mark"}
_KEEP_BEFORE = frozenset(";:!?%»€$£°§†*–—―-=×+©®")
_KEEP_AFTER = frozenset("«§№#*–—―-=×+&©®")
_PARTING = frozenset("/|•·")
"""Marks between the parts of a line, which blanks of every kind hold apart."""
_NESTED = frozenset({"’”", "”’", "“‘", "‘“", "'\"", "\"'"})
"""Two quotation marks of one direction: a no-break space may part them."""
_SPACED_DOTS = lazy(r"[ \u00a0]\.(?=[ \u00a0]\.)")
_ABBREVIATED = lazy(r"(?<![^\W_])(?:Mrs?|Ms|Mx|Dr|St|Prof|Rev|Capt|Col|Gen|Sgt|Lt|Adv)(?=\u00a0)")
_LONGEST_ABBREVIATED = 4

# Words after a figure that no typography binds to it: not a unit, a month, a power of ten.
_COUNTED = lazy(
    r"(?!(?:[mb]illions?|trillions?|thousands?|hundreds?|percent|dozens?|kilo|milli|centi|degrees?|metres?|meters?|miles?"
    r"|pounds?|euros?|dollars?|grams?|hours?|minutes?|seconds?|times|points?)\b)[a-z]{5}"
)

_MOJIBAKE = lazy(f"(?:[ÂÃ][{CONTINUED}]|[Ð-Ñ][{CONTINUED}]{{1}}(?=[Ð-Ñ])|[à-ï][{CONTINUED}]{{2}}|ð[{CONTINUED}]{{3}})")
_LOST = lazy("\ufffd")
_GARBLED = LEADS | {"\ufffd"}
_GLUED = lazy(r"[.!?](?<=[a-zß-ÿ]{2}.)[”’»]?(?=([A-ZÀ-Þ][a-zß-ÿ]{1,40})(?![\w@.]))")
# A stop before a capital, a search for each kind: `re` is fast where it looks for one character.
_UNPARTED = tuple(lazy(rf"{stop}(?=[”’»]?[A-ZÀ-Þ])") for stop in (r"\.", "!", r"\?"))
_LAST_WORD = lazy(r"(?<![\w@/.\-])[^\W\d_]{2,40}$")
_DOMAINS = lazy(
    r"com|org|net|co|uk|io|ai|de|fr|tv|me|info|biz|eu|us|ca|au|ie|int|gov|edu|ru|ua|php|html?|js", re.IGNORECASE
)


class OddWhitespace(Rule):
    """Blanks and invisible characters that nobody meant: no-break spaces, zero-width marks, soft hyphens.

    They come with text copied out of web pages, often from the edges of a former link. They break searching,
    word counts and line ends. No-break spaces where typography wants them (beside figures, before French
    punctuation, after abbreviations) are left alone, and so is what an HTML page sets around its story: menus and
    footers come from a template, where a no-break space parts the entries of a line.
    """

    code = "HYG407"
    name = "odd-whitespace"
    authority = "Unicode Standard, chapter 6 and annex 14: what no-break and zero-width characters are for"
    fixable = "safe"
    bad = (
        "The White House\u00a0has warned both sides.",
        "Each carriage is bullet\u00adproof, the maker\u200b says.",
        "The council met\x07 on Monday.",
    )
    good = (
        "It cost 5\u00a0million euros, said Dr.\u00a0Wren on page\u00a012.",
        "« Non », dit-elle\u00a0: c’est fini\u00a0!",
        "The family 👨\u200d👩\u200d👧 posed for a picture.",
        "“She said ‘no,’\u00a0” Mrs\u00a0Wren recalled, “and then\u00a0.\u00a0.\u00a0. she left.”",
        "Sport\u00a0|\u00a0Weather ―\u00a0a page of the county news.",
        {"text": "<p>The old Rat\u00adhaus was sold, the council said on Monday.</p>", "filename": "a.html"},
        {
            "text": "<nav>Girls&nbsp; Tennis</nav>"
            "<article><p>The council met on Monday to vote on the old bridge, a spokeswoman said.</p></article>",
            "filename": "a.html",
        },
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a paragraph, at the first such character, whose fix mends them all."""
        for paragraph in with_rare(article, frozenset(filter(_SUSPECT.match, article.derived(rare)))):
            if article.format == "html" and paragraph.index in article.derived(marks).by_index:
                continue
            odd = [m.start() for m in _SUSPECT.finditer(paragraph.text) if _is_odd(article, paragraph.text, m)]
            if odd:
                first = paragraph.text[odd[0]]
                what = _NAMES.get(first, f"Invisible character U+{ord(first):04X}")
                more = f", and {len(odd) - 1} more in this paragraph" if len(odd) > 1 else ""
                yield self.finding(
                    article,
                    paragraph.to_source(odd[0], odd[0] + 1),
                    f"{what} where nothing calls for one{more}.",
                    fix=Fix(Safety.SAFE, tuple(_plain(article, paragraph, at) for at in odd)),
                )


class WrongEncoding(Rule):
    """The file is not UTF-8, or its text was once decoded wrongly.

    Such text shows "CafÃ©" for "Café" and "itâ€™s" for "it’s", or U+FFFD where a character is lost for good. A
    file in another encoding is written anew as UTF-8; garbled letters are encoded and decoded back, as ftfy does.
    """

    code = "HYG411"
    name = "wrong-encoding"
    severity = Severity.ERROR
    authority = "Unicode Standard, chapter 3; RFC 3629: UTF-8"
    fixable = "safe"
    bad = (
        "The cafÃ© was full, and itâ€™s still popular, the owner said.",
        "The Z\ufffdrich office declined to comment.",
    )
    good = (
        "The café was full, and it’s still popular, the owner said.",
        "„Das macht Spaß“, sagte der Trainer in ‚Ö‘.",
        "À “SÃO PAULO” É…",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """The file's encoding once, and one finding for each paragraph with garbled or lost characters."""
        for problem in article.problems:
            if problem.code == self.code:
                yield self.finding(article, problem.span, problem.message, fix=Fix(Safety.SAFE, (), encoding="utf-8"))
        marked = article.derived(marks).by_index
        for paragraph in with_rare(article, _GARBLED):
            if paragraph.index in marked:
                continue
            repairs = tuple(_repairs(article, paragraph))
            if repairs:
                yield self.finding(
                    article,
                    repairs[0].span,
                    "UTF-8 was decoded as another encoding here: garbled characters.",
                    fix=Fix(Safety.UNSAFE, repairs),
                )
            lost = _LOST.search(paragraph.text)
            if lost:
                where = paragraph.to_source(lost.start(), lost.end())
                yield self.finding(article, where, "A character was lost in decoding (U+FFFD).")


class MissingSpace(Rule):
    """No blank after the stop that ends a sentence: "ended.The".

    Mostly the trace of a lost line end or of markup taken out without a blank in its place.
    """

    code = "HYG412"
    name = "missing-space"
    authority = "News style: one blank between sentences"
    fixable = "safe"
    bad = (
        "The strike ended.The union will vote on Friday.",
        "“Nobody asked us.”The mayor did not reply.",
    )
    good = (
        "The strike ended. The union will vote on Friday.",
        "Write to news@example.Org or see www.example.Com today, or use Node.JS and D.C.Area maps.",
        "The U.S.Department of Labor said so.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each pair of sentences."""
        for paragraph in _with_unparted(article):
            for match in _GLUED.finditer(paragraph.text):
                at = match.end()
                word = _LAST_WORD.search(paragraph.text, max(0, match.start() - 42), match.start())
                if word is None or _DOMAINS.fullmatch(match[1]):
                    continue
                span = Span(word.start(), at + len(match[1]))
                if crosses_markup(article, paragraph, span):
                    continue  # Markup stands between them, which may well part them on the page.
                yield self.finding(
                    article,
                    paragraph.to_source(*span),
                    f"No blank between two sentences: {word[0]}{match[0]}{match[1]}.",
                    fix=_insert(article, paragraph, at),
                )


def _with_unparted(article: Article) -> list[Paragraph]:
    """The paragraphs that are not boilerplate and in which `_GLUED` matches."""
    written = article.derived(whole)
    stops = [match.start() for pattern in _UNPARTED for match in pattern.finditer(written.text)]
    rows = {written.row(at) for at in stops if _GLUED.match(written.text, at)}
    marked = article.derived(marks).by_index if rows else {}
    return [article.paragraphs[row] for row in sorted(rows) if row not in marked]


def _insert(article: Article, paragraph: Paragraph, at: int) -> Fix | None:
    return fix(article, paragraph, Span(at - 1, at), paragraph.text[at - 1] + " ")


def _is_odd(article: Article, text: str, match: re.Match[str]) -> bool:
    character, at = match[0], match.start()
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before and before in "ÂÃâ€\u0303":
        return False
    if character == "\u00ad" and article.format == "html":
        return False  # There it is what it is for: a place where the browser may part the word.
    if character == "\u00a0":
        return not _is_set(text, at, before, after) and _odd_no_break(article, text, at, before, after)
    if character in _DIRECTIONS:
        return article.derived(language) not in _RIGHT_TO_LEFT and not _beyond_latin(before + after)
    if character in _JOINERS:
        return not _beyond_latin(before + after)
    return True


def _beyond_latin(characters: str) -> bool:
    """Whether scripts and emoji stand near that need joiners and direction marks."""
    return any(c > "\u02ff" and not "\u2010" <= c <= "\u203a" for c in characters)


def _is_set(text: str, at: int, before: str, after: str) -> bool:
    """Whether a no-break space parts the parts of a line, nested quotation marks or the dots of an ellipsis."""
    beside = before in _PARTING or after in _PARTING or before + after in _NESTED
    return beside or _SPACED_DOTS.match(text, at) is not None


def _odd_no_break(article: Article, text: str, at: int, before: str, after: str) -> bool:
    """Whether a no-break space stands between two words as an ordinary blank would, or beside one."""
    if before.isspace() or after.isspace():
        return not ((before.isspace() and after in _KEEP_BEFORE) or (after.isspace() and before in _KEEP_AFTER))
    spoken = article.derived(language)
    if before.isdigit() and spoken in ("en", None) and _COUNTED.match(text, at + 1):
        return True
    if not before or not after or before.isdigit() or after.isdigit():
        return False
    if before in _KEEP_AFTER or after in _KEEP_BEFORE or before in ".(" or after == ")":
        return False
    if spoken in ("en", None):
        return not _ABBREVIATED.search(text, max(0, at - _LONGEST_ABBREVIATED), at + 1)
    start = max(text.rfind(" ", max(0, at - 4), at), text.rfind("\u00a0", max(0, at - 4), at)) + 1
    return at - start > 3


def _plain(article: Article, paragraph: Paragraph, at: int) -> Edit:
    """A blank for what is a blank, unless one stands beside it; nothing for the rest."""
    text = paragraph.text
    beside = (at > 0 and text[at - 1].isspace()) or text[at + 1 : at + 2].isspace()
    return edit(article, paragraph, at, at + 1, " " if text[at] in _BLANKS and not beside else "")


def _repairs(article: Article, paragraph: Paragraph) -> Iterator[Edit]:
    text, done = paragraph.text, 0
    for match in _MOJIBAKE.finditer(text):
        if match.start() < done:
            continue
        done = match.end()
        repaired = _decoded(match[0])
        if repaired:
            yield from edits(article, paragraph, match.start(), match.end(), repaired)


def _decoded(garbled: str) -> str | None:
    try:
        raw = b"".join(c.encode("latin-1") if ord(c) < 256 else c.encode("cp1252") for c in garbled)
        return raw.decode("utf-8")
    except UnicodeError:
        return None
