"""Lines that stand in the file twice: the headline again, or a paragraph again."""

import re
from collections.abc import Mapping

from srclint.article import Article
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.title import headline
from srclint.language import fold

_WORD = re.compile(r"\w+")


def repeats(article: Article) -> Mapping[int, Mark]:
    """By index, the paragraphs that repeat the headline (DUP205) or an earlier paragraph (DUP206).

    Compared are the words, without case and punctuation; a repeated paragraph counts from five words on, because
    short labels and names come again in honest text.
    """
    title = article.derived(headline)
    foreign = article.derived(phrases)
    wanted = _key(title.text) if title else None
    seen: dict[str, int] = {}
    found: dict[int, Mark] = {}
    for paragraph in article.paragraphs:
        if paragraph.index in foreign:
            continue
        key = _key(paragraph.text)
        if not key:
            continue
        if key == wanted and title is not None and title.index is not None:
            if paragraph.index != title.index:
                found[paragraph.index] = Mark(paragraph.index, "DUP205", "the headline again", safe=True)
        elif key in seen and key.count(" ") >= 4:
            found[paragraph.index] = Mark(
                paragraph.index, "DUP206", f"the same as paragraph {seen[key] + 1}", safe=True
            )
        seen.setdefault(key, paragraph.index)
    return found


def _key(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))
