"""Quotation marks and apostrophes: HYG401–HYG403."""

from collections.abc import Iterator

from srclint.article import Article
from srclint.boilerplate import marks
from srclint.checks.prose import edit, prose
from srclint.language.detect import language
from srclint.language.quotes import Quote, quotes
from srclint.language.whole import whole
from srclint.lazy import lazy
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

_STRAIGHT = {"double": '"', "single": "'"}
_CURLY = {"double": ("“", "”"), "single": ("‘", "’")}
_APOSTROPHE = lazy(r"['’](?<=[^\W\d_].)(?=[^\W\d_])")
_STRAIGHT_ONE = lazy(r"'(?<=[^\W\d_].)(?=[^\W\d_])")
_CURLY_ONE = lazy(r"’(?<=[^\W\d_].)(?=[^\W\d_])")
_WORDS = lazy(r"\S{1,60}(?:\s{1,4}\S{1,60}){1,3}")


class UnclosedQuote(Rule):
    """A quotation opens and never closes, and the next paragraph does not take it up again.

    The reader cannot tell where the speaker ends and the writer goes on, so that a claim changes hands. A
    quotation that runs over several paragraphs opens anew in each of them and closes in the last: that is how it
    is set, and nothing is found there. Where the marks were lost in copying, look the statement up before closing.
    """

    code = "HYG401"
    name = "unclosed-quote"
    severity = Severity.ERROR
    authority = "News agencies' rule that quoted words are exact and that it is plain where they begin and end"
    bad = (
        "The mayor told residents: “The bridge stays shut until spring.\n\nRepairs cost £2m.",
        'She said: "We were never asked. The council has not replied to the letter.\n\nThe plan goes ahead.',
    )
    good = (
        "“The bridge stays shut,” the mayor said.\n\nRepairs began in March.",
        "He said: “We were never asked.\n\n“Nobody came to see us.”\n\nThe council did not reply.",
        "The 6'2\" keeper joined in the '90s.\n\nHe left the players' union a year later.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a paragraph and kind of mark, where the first such quotation opens."""
        marked = article.derived(marks).by_index
        seen: set[tuple[int, str]] = set()
        for quote in article.derived(quotes):
            index, start, _ = quote.pieces[0]
            if quote.closed or quote.level or index in marked or (index, quote.open_mark) in seen:
                continue
            seen.add((index, quote.open_mark))
            paragraph = article.paragraphs[index]
            if quote.open_mark in "«»‹›" and article.derived(language) not in ("fr", "es", "it", "ru", "uk"):
                continue  # Elsewhere guillemets also are arrows ("« February").
            words = _WORDS.match(paragraph.text, start)
            if words and not _accounted_for(paragraph.text, quote):
                yield self.finding(
                    article,
                    paragraph.to_source(start, words.end()),
                    f"The quotation that opens at {words[0]} … is never closed.",
                )


class MismatchedQuote(Rule):
    """A quotation opens with one kind of mark and closes with another: curly here, straight there.

    Mostly the trace of words pasted from two programs. Curly marks win: they tell opening from closing.
    """

    code = "HYG402"
    name = "mismatched-quote"
    authority = "Unicode Standard, chapter 6: paired quotation marks"
    fixable = "safe"
    bad = (
        'The minister called the plan “a mistake" on Monday.',
        "‘Furious' voters turned out in the rain, officials said.",
    )
    good = (
        "The minister called the plan “a mistake” on Monday.",
        "The minister called the plan \"a mistake\" and the voters' mood 'sour'.",
        "Der Minister sprach von einem „Fehler“ im Plan.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a quotation, at the mark that is straight."""
        for quote in article.derived(quotes):
            edits = tuple(_curled(article, quote)) if quote.mismatched else ()
            if edits:
                yield self.finding(
                    article,
                    edits[0].span,
                    f"A quotation opens with {quote.open_mark} and closes with {quote.close_mark}.",
                    fix=Fix(Safety.SAFE, edits),
                )


class MixedApostrophes(Rule):
    """Straight and curly apostrophes stand in one file.

    Either is right; both at once tell of two sources or two programs. The rarer form is made like the other,
    and curly wins a draw.
    """

    code = "HYG403"
    name = "mixed-apostrophes"
    severity = Severity.INFO
    authority = "House styles: one form of apostrophe in one text"
    fixable = "safe"
    bad = (
        "It's late, the driver said.\n\nRussia’s trains don’t wait, the guard said.",
        "The team's coach left. The club’s owner stayed.",
    )
    good = (
        "It's late, the driver said.\n\nRussia's trains don't wait.",
        "It’s late, the driver said.\n\nThe '90s were over.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a file, at the first apostrophe of the rarer form."""
        text = article.derived(whole).text
        if not (_STRAIGHT_ONE.search(text) and _CURLY_ONE.search(text)):
            return
        places = [(p, m) for p in article.derived(prose) for m in _APOSTROPHE.finditer(p.text)]
        straight = [(p, m) for p, m in places if m[0] == "'"]
        curly = [(p, m) for p, m in places if m[0] == "’"]
        if not straight or not curly:
            return
        rarer, wanted = (straight, "’") if len(straight) <= len(curly) else (curly, "'")
        edits = tuple(edit(article, p, m.start(), m.end(), wanted) for p, m in rarer)
        yield self.finding(
            article,
            edits[0].span,
            f"Straight apostrophes ({len(straight)}) and curly ones ({len(curly)}) stand in one text.",
            fix=Fix(Safety.SAFE, edits),
        )


def _accounted_for(text: str, quote: Quote) -> bool:
    """Whether the marks of the paragraph add up although their pairing does not.

    So they do where marks of one form stand inside each other, where two single marks close a double one, and
    where an opening single mark stands for an apostrophe ("rock ‘n’ roll", "‘90s", a grade of "D‘").
    """
    opened = quote.open_mark
    if quote.kind == "single":
        at = quote.pieces[0][1]
        return opened in "'’" or text[at - 1 : at].isdigit() or text.count("‘") > 1 or text[at + 2 : at + 3] == " "
    if opened == '"':
        return text.count('"') % 2 == 0 or "''" in text
    if opened in "“„":
        return text.count(opened) <= text.count("”") + (text.count("“") if opened == "„" else 0) or "’’" in text
    return opened in "»›" or text.count("«") <= text.count("»")


def _curled(article: Article, quote: Quote) -> Iterator[Edit]:
    """Edits that make the straight mark of a pair curly; other mixtures may be right in another language."""
    curly = _CURLY.get(quote.kind)
    if curly is None:
        return
    straight = _STRAIGHT[quote.kind]
    index, start, _ = quote.pieces[0]
    last, _, end = quote.pieces[-1]
    if quote.open_mark == straight:
        yield edit(article, article.paragraphs[index], start, start + 1, curly[0])
    elif quote.close_mark == straight:
        closing = "“" if quote.open_mark == "„" else curly[1]
        yield edit(article, article.paragraphs[last], end - 1, end, closing)
