"""Which pattern entries can match a text at all: one look at its words, then a few literals."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from srclint.lazy import lazy

_WORD = lazy(r"\w+")
_NO_LIMIT = sys.maxsize
Row = tuple[int, str, str, int]
"""A keyword: up to how many words of a text it counts, its text, its first word, the number of its entry."""


class Index(NamedTuple):
    """The keywords of numbered entries, prepared for look-up: plain values all through, so that it can be stored.

    `words` has them by a word that stands whole wherever the keyword stands, those for the longest texts first; `keys`
    are these words.
    `symbols` are the keywords without a word; `always` are the entries without keywords, each with its limit.
    """

    keys: AbstractSet[str]
    words: Mapping[str, Sequence[Row]]
    symbols: Sequence[Row]
    always: Sequence[tuple[int, int]]


def prepare(entries: Iterable[tuple[int, Sequence[str], int]]) -> Index:
    """The index of entries: for each its number, its keywords, and the most words of a text it can match (0: any).

    A keyword stands in a text when its first word is a whole word of the text and, if it is more than that word, all
    of it occurs in the text.
    """
    words: dict[str, list[Row]] = {}
    symbols: list[Row] = []
    always = []
    for number, keywords, most in entries:
        limit = most or _NO_LIMIT
        if not keywords:
            always.append((limit, number))
        for keyword in keywords:
            found = _WORD.findall(keyword)
            row = (limit, keyword, found[0] if found else "", number)
            if found:
                words.setdefault(_rarest(keyword, found), []).append(row)
            else:
                symbols.append(row)
    for rows in words.values():
        rows.sort(key=lambda row: -row[0])
    return Index(frozenset(words), words, symbols, always)


def _rarest(keyword: str, found: Sequence[str]) -> str:
    """The longest word; the last one does not count where it may be the start of a longer word."""
    is_open = len(found) > 1 and keyword.endswith(found[-1])
    return max(found[:-1] if is_open else found, key=len)


def candidates(
    prepared: Index, texts: Sequence[str], words: Sequence[AbstractSet[str]], counts: Sequence[int]
) -> dict[int, set[int]]:
    """By the number of a text, the numbers of the entries that it lets through; texts without any are left out.

    Args:
        prepared: the index of the entries.
        texts: folded texts.
        words: the different words of each of them.
        counts: how many words, parted by blanks, each of them has at least.
    """
    keys, rows = prepared.keys, prepared.words
    found: dict[int, set[int]] = {}
    for number, own in enumerate(words):
        text, count = texts[number], counts[number]
        for word in keys & own:
            for limit, keyword, first, entry in rows[word]:
                if limit < count:
                    break
                if keyword in text and first in own:
                    found.setdefault(number, set()).add(entry)
    for limit, keyword, _, entry in prepared.symbols:
        for number, text in enumerate(texts):
            if keyword in text and counts[number] <= limit:
                found.setdefault(number, set()).add(entry)
    for limit, entry in prepared.always:
        for number, count in enumerate(counts):
            if count <= limit:
                found.setdefault(number, set()).add(entry)
    return found
