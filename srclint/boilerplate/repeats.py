"""Lines that stand in the file twice: the headline again, or a paragraph again."""

from collections.abc import Iterator, Mapping, Sequence

from srclint.article import Article, Kind
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import is_signature
from srclint.boilerplate.title import headline
from srclint.language.detect import UNSPACED, language
from srclint.match import tokens

_LEAST_WORDS = 5
_LEAST_TITLE = 4


def repeats(article: Article) -> Mapping[int, Mark]:
    """By index, the paragraphs that repeat the headline (DUP205) or an earlier paragraph (DUP206).

    Compared are the words, without case and punctuation; a repeated paragraph counts from five words on, because
    short labels and names come again in honest text. So do the signatures of two posts of one account.
    """
    foreign = article.derived(phrases)
    at = _titled(article)
    alike: dict[tuple[int, str, str], list[int]] = {}
    for index, words in enumerate(article.derived(tokens)):
        if words and index not in foreign:
            alike.setdefault((len(words), words[0], words[-1]), []).append(index)
    found: dict[int, Mark] = {}
    for indexes in alike.values():
        if len(indexes) > 1:
            found.update(_copies(article, indexes, at))
    return found


def _titled(article: Article) -> int | None:
    """The index of the headline, unless it is a plain line so short that it may be an entry of the page's menu."""
    title = article.derived(headline)
    if title is None or title.index is None:
        return None
    stated = article.metadata.title or article.paragraphs[title.index].kind is Kind.HEADING
    if stated or article.derived(language) in UNSPACED or len(article.derived(tokens)[title.index]) >= _LEAST_TITLE:
        return title.index
    return None


def _copies(article: Article, indexes: Sequence[int], title: int | None) -> Iterator[tuple[int, Mark]]:
    """The marks among paragraphs that begin and end alike and are of one length."""
    words = article.derived(tokens)
    wanted = words[title] if title is not None else None
    seen: dict[str, int] = {}
    for index in indexes:
        found, key = words[index], " ".join(words[index])
        if found == wanted:
            if index != title:
                yield index, Mark(index, "DUP205", "the headline again", safe=True)
        elif key in seen and len(found) >= _LEAST_WORDS and not is_signature(article.paragraphs[index].text):
            yield index, Mark(index, "DUP206", f"the same as paragraph {seen[key] + 1}", safe=True)
        seen.setdefault(key, index)
