"""Lines that stand in the file twice: the headline again, or a paragraph again."""

from collections.abc import Iterator, Mapping, Sequence

from srclint.article import Article
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.title import headline
from srclint.lazy import lazy
from srclint.match import folded

_WORD = lazy(r"\w+")
_OPENING = lazy(r"[^\W_]+")
_GLANCE = 40  # characters in which the first letters to be compared must stand, marks and blanks aside
_SAME = 16
_LEAST_WORDS = 5


def repeats(article: Article) -> Mapping[int, Mark]:
    """By index, the paragraphs that repeat the headline (DUP205) or an earlier paragraph (DUP206).

    Compared are the words, without case and punctuation; a repeated paragraph counts from five words on, because
    short labels and names come again in honest text.
    """
    title = article.derived(headline)
    foreign = article.derived(phrases)
    at = title.index if title else None
    alike: dict[str, list[int]] = {}
    for index, text in enumerate(article.derived(folded)):
        if index not in foreign:
            alike.setdefault("".join(_OPENING.findall(text, 0, _GLANCE))[:_SAME], []).append(index)
    found: dict[int, Mark] = {}
    for indexes in alike.values():
        if len(indexes) > 1:
            found.update(_copies(article, indexes, at))
    return found


def _copies(article: Article, indexes: Sequence[int], title: int | None) -> Iterator[tuple[int, Mark]]:
    """The marks among paragraphs that open alike."""
    texts = article.derived(folded)
    wanted = _key(texts[title]) if title is not None else None
    seen: dict[str, int] = {}
    for index in indexes:
        key = _key(texts[index])
        if key and key == wanted:
            if index != title:
                yield index, Mark(index, "DUP205", "the headline again", safe=True)
        elif key in seen and key.count(" ") >= _LEAST_WORDS - 1:
            yield index, Mark(index, "DUP206", f"the same as paragraph {seen[key] + 1}", safe=True)
        seen.setdefault(key, index)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text))
