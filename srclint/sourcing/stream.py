"""A paragraph as the extractor reads it: word types in order, with every quotation folded into one token."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from srclint.sourcing.lexicon import Word, look

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|St|Jr|Sr|Profs?|Rev|Hon|Supt|Insp|Messrs|No)\."
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|\([A-Z][\w.’'-]{0,14}\)"
    r"|@?\w+(?:['’\-‑]\w+|[.,]\d+|\.(?:com|org|net|gov)\b)*"
    r"|[^\w\s]"
)
_ABBREVIATION = frozenset(
    "inc ltd co corp vs jan feb mar apr jun jul aug sep sept oct nov dec dept univ ark ariz calif colo conn "
    "del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash "
    "wis wyo ala".split()
)
_QUOTES = {(mark, size): Word(f"“{mark}{size}", "Q", None) for mark in (",", ".", "?", "") for size in ("", "short")}
SHORT = 24


class Stream:
    """Parallel lists over the tokens of one paragraph, and its sentences as token ranges.

    `words` are word types (shared by all their tokens), `low` and `tags` their forms and tags, `shape` the tags as one
    string, `starts` and `ends` offsets into the paragraph's text, `triggers` the tokens that may be cues.
    """

    __slots__ = ("ends", "low", "sentences", "shape", "starts", "tags", "text", "triggers", "words")

    def __init__(self, text: str, quoted: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        words: list[Word] = []
        at = 0
        for start, end in quoted:
            self._read(at, start, words)
            words.append(_quote_word(text[start:end]))
            self.starts.append(start)
            self.ends.append(end)
            at = end
        self._read(at, len(text), words)
        self.words = words
        self.low = [word[0] for word in words]
        self.tags = [word[1] for word in words]
        self.shape = "".join(self.tags)
        self.triggers = [k for k, word in enumerate(words) if word[2] is not None]
        self.sentences = self._sentences()

    def slice(self, start: int, end: int) -> str:
        """The text of the tokens [start, end)."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def sentence(self, token: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        return self.sentences[self.sentence_number(token)]

    def sentence_number(self, token: int) -> int:
        """The place in `sentences` of the one that holds a token."""
        return max(0, bisect_right(self.sentences, token, key=itemgetter(0)) - 1)

    def _read(self, start: int, end: int, words: list[Word]) -> None:
        matches = list(_TOKEN.finditer(self.text, start, end))
        words += [look(match[0]) for match in matches]
        self.starts += [match.start() for match in matches]
        self.ends += [match.end() for match in matches]

    def _sentences(self) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        begin = 0
        for match in _STOP.finditer(self.shape):
            i = match.start()
            if self._ends(i, match[0]):
                out.append((begin, i + 1))
                begin = i + 1
        if begin < len(self.tags):
            out.append((begin, len(self.tags)))
        return out

    def _ends(self, i: int, tag: str) -> bool:
        if i + 1 >= len(self.tags):
            return True
        following = self.tags[i + 1]
        upper = self.text[self.starts[i + 1]].isupper()
        if tag == "Q":
            mark = self.low[i][1:2]
            if mark not in (".", "?") or not (upper or following == "Q"):
                return False
            return mark == "." or following == "Q" or not self._tagline(i + 1)
        if not (upper or following in _OPENERS):
            return False
        if tag == "." and i and self.ends[i - 1] == self.starts[i]:
            before = self.text[self.starts[i - 1] : self.ends[i - 1]]
            return not (len(before) == 1 and before.isupper()) and before.lower() not in _ABBREVIATION
        return True

    def _tagline(self, i: int) -> bool:
        """Whether "Name said" follows within five tokens: then the quotation before belongs to the sentence."""
        return any(word.trigger is not None and word.tag == "V" for word in self.words[i : i + 5])


_STOP = re.compile(r"[.?!…Q]")
_OPENERS = frozenset("Q#\"'“‘[(@")


def _quote_word(text: str) -> Word:
    """The word type of a quotation: by the mark it ends in and whether it is a few words only."""
    last = text.rstrip("\"'”’»“ ")[-1:]
    mark = "," if last == "," else "." if last in ".…" else "?" if last in "?!" else ""
    return _QUOTES[mark, "short" if len(text) < SHORT else ""]
