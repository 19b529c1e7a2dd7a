"""Which pattern entries can match a text at all: one look at its words, then a few literals."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from srclint.lazy import lazy
from srclint.record import NamedTuple

_WORD = lazy(r"\w+")
_NO_LIMIT = sys.maxsize
_MEMORY = 1 << 26
_END = r"\x00"
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
            found = _words(keyword)
            if not found:
                symbols.append((limit, keyword, "", number))
                continue
            key = found[0] if len(found) == 1 else _rarest(keyword, found)
            words.setdefault(key, []).append((limit, keyword, found[0], number))
    for rows in words.values():
        if len(rows) > 1:
            rows.sort(key=_by_limit)
    return Index(frozenset(words), words, symbols, always)


def _words(keyword: str) -> list[str]:
    return keyword.split() if keyword.replace(" ", "").isalnum() else _WORD.findall(keyword)


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
        counts: how many words, parted by blanks, each of them has.
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


class Automaton:
    """All keywords of an index as one automaton of google-re2, which reads a text once whatever their number."""

    def __init__(self, prepared: Index, re2: Any) -> None:  # noqa: ANN401 - the module
        """Build the automaton.

        Raises:
            re2.error: the keywords are too many for its memory.
        """
        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        self._whole = prepared
        self._places: list[tuple[str, list[Row]]] = []
        places: dict[tuple[str, str], list[Row]] = {}
        for word, rows in (*prepared.words.items(), ("", prepared.symbols)):
            for row in rows:
                places.setdefault((word, row[1]), []).append(row)
        for (word, keyword), rows in places.items():
            self._places.append((word, rows))
            self._set.Add(_literal(keyword, re2.escape(keyword), is_word=keyword == word))
        self._set.Add(_END)
        self._set.Compile()

    def narrowed(self, text: str) -> Index:
        """The index without the keywords that do not stand in a text; all of it where RE2 cannot say."""
        try:
            found = self._set.Match(f"{text}\0".encode())
        except UnicodeEncodeError:  # half a surrogate pair, which a record can hold
            return self._whole
        last = len(self._places)
        if not found or last not in found:  # the end is always there, unless the search failed
            return self._whole
        words: dict[str, list[Row]] = {}
        for number in found:
            if number != last:
                word, rows = self._places[number]
                words.setdefault(word, []).extend(rows)
        symbols = words.pop("", ())
        for rows in words.values():
            rows.sort(key=_by_limit)
        return Index(frozenset(words), words, symbols, self._whole.always)


def _literal(keyword: str, escaped: str, *, is_word: bool) -> str:
    """A pattern for a keyword; what is a word alone is bounded, as far as RE2 knows words, which is in ASCII."""
    if not is_word:
        return escaped
    return (r"\b" if keyword[0].isascii() else "") + escaped + (r"\b" if keyword[-1].isascii() else "")


def _by_limit(row: Row) -> int:
    return -row[0]
