"""The capitalised words of an article, found by one search: what rules about names look at before any paragraph."""

from srclint.article import Article
from srclint.language.whole import whole
from srclint.lazy import lazy
from srclint.record import NamedTuple

# What must not stand before a match is looked for behind its first letter: `re` skips fast to a letter, not to a look.
_RUN = lazy(r"[A-ZÀ-Þ](?<![\w\-'’.].)[\w'’\-]*+(?: [A-ZÀ-Þ][\w'’\-]*+)*+")


class Capitals(NamedTuple):
    """The different runs of words with a capital ("Anna Marlow’s", "Kim Min-jun", "NATO"), and the words in them.

    None starts right after a full stop, an apostrophe or a hyphen. A run goes on as long as a blank and another such
    word follow, so that nothing in it depends on what stands round it. The words are parted at apostrophes too.
    """

    runs: frozenset[str]
    words: frozenset[str]


def capitals(article: Article) -> Capitals:
    """The capitalised words of all paragraphs, boilerplate included."""
    runs = frozenset(_RUN.findall(article.derived(whole).text))
    return Capitals(runs, frozenset(" ".join(runs).replace("’", " ").replace("'", " ").split()))
