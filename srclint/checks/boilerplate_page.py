"""BP112, BP114 and BP115: pages that are no story, files with too much else, and the page around a story."""

from collections.abc import Iterator

from srclint.article import Article
from srclint.boilerplate import marks
from srclint.boilerplate.phrases import turned_away
from srclint.checks.marked import MarkRule
from srclint.match import lengths
from srclint.rule import Finding, Rule, Severity

_EMPIRICAL = "Counted in copies of news pages: these lines recur on page after page, whatever the story."
_LEFT_OF_A_STORY = 100
_SHARE = 0.15
_HALF = 0.5
_FIRST = "The dam above the town broke at noon on Friday and flooded two villages before night fell on the valley."
_SECOND = "Engineers of the Ministry of Water had warned of cracks since the spring of 2019, it said on Saturday."
_THIRD = "Mayor Anna Berg asked the government for tents, water and pumps for the three hundred families of the town."


class BlockPage(Rule):
    """The file is a captcha, cookie, script or paywall page, not a story.

    The crawler was turned away and stored what it was told. Fetch the story again.
    """

    code = "BP112"
    name = "block-page"
    severity = Severity.ERROR
    authority = "Collections of stored news pages hold such files by the hundred; nothing in them can be cited."
    bad = (
        "Please make sure your browser supports JavaScript and cookies and that you are not blocking them.",
        "Access denied\n\nPlease verify you are a human.",
    )
    good = (
        "A robot served 200 meals on Monday, and the guests say that they hardly noticed.",
        "The dam broke at noon.\n\nHe was denied access to a lawyer, his family said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for the file when it turns the reader away and holds no story beside."""
        signs = article.derived(turned_away)
        if not signs:
            return
        words, foreign = _word_shares(article, also=frozenset(signs))
        if words - foreign < _LEFT_OF_A_STORY or foreign > _HALF * words:
            said = " ".join(article.paragraphs[signs[0]].text.split())
            yield self.finding(article, None, f"Not a story but a page that turned the reader away: “{said[:80]}”.")


class BoilerplateShare(Rule):
    """More than 15 % of the words are boilerplate.

    Single findings say where. This one says that the file as a whole was taken over badly. In languages that part no
    words by blanks signs are counted for words: 1.6 in Chinese and Japanese, 4 in Thai, Lao, Khmer and Burmese.
    """

    code = "BP114"
    name = "boilerplate-share"
    severity = Severity.WARNING
    authority = _EMPIRICAL
    bad = (
        "The dam broke at noon.\n\nSign up for our free newsletter\n\nShare this article\n\nLeave a Reply",
        "Most read\n\nSinger leaves band after nine years\n\nThe dam broke at noon, and two villages were flooded.",
    )
    good = (
        (
            "The dam broke at noon, officials said, and two villages were flooded before night fell on the valley and "
            "help could come from the town.\n\nLeave a Reply"
        ),
        "The dam broke at noon.",
        (
            "镇上的水坝于周五中午决堤，在夜幕降临之前淹没了两个村庄。"
            "市长要求政府为三百户家庭提供帐篷、饮水和水泵。\n\nLeave a Reply"
        ),
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for the file."""
        words, foreign = _word_shares(article)
        if words and foreign > _SHARE * words:
            share = round(100 * foreign / words)
            most = ": more than half of the file is not the story" if foreign > _HALF * words else ""
            yield self.finding(article, None, f"{share} % of the words ({foreign} of {words}) are boilerplate{most}.")


_PAGE = (
    "<html><body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><main><article><h1>Dam breaks</h1>"
    "<p>{}</p><p>{}</p></article></main>{}</body></html>"
)


class PageFurniture(MarkRule):
    """Text of the page around the story: its navigation, its header, its footer.

    Only HTML files have it. The story's text is taken without it whether the rule is selected or not.
    """

    code = "BP115"
    name = "page-furniture"
    severity = Severity.INFO
    authority = _EMPIRICAL
    preview = True
    fixable = "unsafe"
    bad = (
        {"filename": "page.html", "text": _PAGE.format(_FIRST, _SECOND, "<footer><p>Imprint</p></footer>")},
        {"filename": "page.html", "text": _PAGE.format(_SECOND, _THIRD, "<footer><p>About us</p></footer>")},
    )
    good = (
        {"filename": "page.html", "text": f"<html><body><p>{_FIRST}</p><p>{_SECOND}</p></body></html>"},
        f"{_FIRST}\n\n{_SECOND}",
    )


def _word_shares(article: Article, also: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Words in all, and words of the paragraphs that are marked as boilerplate or named in `also`.

    The page around a story does not count: every whole page has it.
    """
    counts, marked = article.derived(lengths), article.derived(marks).by_index
    around = {index for index, mark in marked.items() if mark.code == PageFurniture.code}
    foreign = {index for index, mark in marked.items() if mark.code.startswith("BP")} | also
    return sum(counts) - sum(counts[index] for index in around), sum(counts[index] for index in foreign - around)
