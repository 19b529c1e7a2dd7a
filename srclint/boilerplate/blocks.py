"""A known label and the teasers under it, up to where the story resumes."""

from collections.abc import Iterator, Mapping

from srclint.article import Article, Paragraph
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import is_attributed, is_headline_like, is_tagged, last_character, word_count

LABEL = "BP103"
_MOST_TEASERS = 40
_HEADING_WORDS = 4
_SERVICE_WORDS = 8


def blocks(article: Article) -> Mapping[int, Mark]:
    """By index, the labels that stand above teasers and all of their teasers; neighbours share a group."""
    known = article.derived(phrases)
    found: dict[int, Mark] = {}
    group = 0
    for index, mark in known.items():
        if mark.code != LABEL or index in found:
            continue
        group += 1
        teasers = list(_teasers(article, index, known))
        said = _reason(article.paragraphs[index].text, len(teasers))
        for member in (index, *teasers):
            found[member] = Mark(member, LABEL, said, safe=mark.safe, group=group)
    return found


def _teasers(article: Article, label: int, known: Mapping[int, Mark]) -> Iterator[int]:
    """The indexes below a label that belong to it.

    Lines of the label's own block of lines do; further on headline-like and tagged lines do. Short lines of another
    family in between are passed over. The last line before the story is left alone when it may be a section
    heading: four words or fewer, after longer ones or alone.
    """
    taken: list[Paragraph] = []
    for paragraph in article.paragraphs[label + 1 : label + 1 + _MOST_TEASERS]:
        if paragraph.index in known:
            if word_count(paragraph.text) > _SERVICE_WORDS:
                break
            continue
        same_block = paragraph.block == article.paragraphs[label].block
        if not _is_teaser(paragraph.text, same_block=same_block):
            break
        taken.append(paragraph)
    if taken and _may_be_heading(article, taken):
        taken.pop()
    yield from (paragraph.index for paragraph in taken)


def _is_teaser(text: str, *, same_block: bool) -> bool:
    if is_tagged(text):
        return True
    if is_attributed(text):
        return False
    if same_block and word_count(text) <= 30:
        return last_character(text) != ":"
    return is_headline_like(text) or (word_count(text) <= 2 and last_character(text) not in ".:;,")


def _may_be_heading(article: Article, taken: list[Paragraph]) -> bool:
    last = taken[-1]
    if word_count(last.text) > _HEADING_WORDS or is_tagged(last.text):
        return False
    if last.index + 1 >= len(article.paragraphs):
        return False
    others = [word_count(paragraph.text) for paragraph in taken[:-1]]
    return not others or sum(others) / len(others) >= 2 * word_count(last.text)


def _reason(label: str, teasers: int) -> str:
    if not teasers:
        return f"the label “{label.strip()}” of a box of other stories"
    titles = "the title" if teasers == 1 else f"{teasers} titles"
    return f"the label “{label.strip()}” and {titles} of other stories under it"
