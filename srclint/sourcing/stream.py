"""A story as the extractor reads it: word types in order, with every quotation folded into one token.

Cutting with `str.replace` and `str.split` takes a third of the time of one regular expression for all tokens; offsets
are presumed afterwards, and looked up only in the paragraphs where they are not as presumed.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress
from operator import itemgetter

from srclint.article import Paragraph, Span
from srclint.language.sentences import abbreviations
from srclint.lazy import lazy
from srclint.sourcing.lexicon import Word, word_types

Range = tuple[int, int]
BREAK = "¶"
SHORT = 24
_QUOTATION = 15
_RARER = ":;?!"
_DASHES = "—–―…"
# "(R-Tex.)" and "(CDC)" are one token; other brackets stand alone.
_IN_BRACKETS = lazy(r"(\([A-Z][\w.’'-]{0,14}\))")


def cut(text: str) -> list[str]:
    """The tokens of a text: words with inner marks ("well-known", "U.S.", "1,000"), and stops on their own."""
    text = _replaced(text, ", ", " , ")
    for mark in _RARER:
        if mark in text:
            text = _replaced(text, f"{mark} ", f" {mark} ")
    for mark in _DASHES:
        if mark in text:
            text = _replaced(text, mark, f" {mark} ")
    if "--" in text:
        text = _replaced(text, "--", " - ")
    if "..." in text:
        text = _replaced(text, "...", " … ")
    if "(" in text or ")" in text or "[" in text:
        text = _brackets_apart(text)
    tokens: list[str] = []
    for piece in text.split(". "):
        tokens += piece.split()
        if tokens and _unended(piece, tokens[-1]):
            tokens[-1] += "."
        else:
            tokens.append(".")
    del tokens[-1]
    return tokens


def _replaced(text: str, old: str, new: str) -> str:
    """What `str.replace` gives, in a third of its time where the text has characters that `new` has not."""
    return new.join(text.split(old))


def _brackets_apart(text: str) -> str:
    """The text with blanks around its brackets, but around all of a word in brackets."""
    pieces = _IN_BRACKETS.split(text)
    for n in range(0, len(pieces), 2):
        for bracket in "()[]":
            pieces[n] = pieces[n].replace(bracket, f" {bracket} ")
    return " ".join(pieces)


def _unended(piece: str, word: str) -> bool:
    """Whether a full stop after a piece of text ends no sentence: that of a title, an initial, or "U.S.".

    `word` is its last; a full stop behind other white space than a blank stands alone.
    """
    if piece[-2:-1] == ".":
        return piece.endswith(word)
    return (word in abbreviations("titles") or (len(word) == 1 and word.isupper())) and f" {piece}".endswith(f" {word}")


def _folded(text: str, quoted: Sequence[Range]) -> str:
    """A paragraph with each quotation as one token, which tells the mark it ends in and whether it is short."""
    if BREAK in text:
        text = text.replace(BREAK, " ")
    if "\n" in text:
        text = text.replace("\n", " ")
    if not quoted:
        return text.replace("“", '"')
    pieces: list[str] = []
    at = 0
    for start, end in quoted:
        pieces += (text[at:start].replace("“", '"'), _placeholder(text, start, end))
        at = end
    pieces.append(text[at:].replace("“", '"'))
    return "".join(pieces)


def _placeholder(text: str, start: int, end: int) -> str:
    inner = text[start:end].rstrip("\"'”’»“ ")
    kind = _MARKS.get(inner[-1:], "n")
    return f" “{kind}s " if end - start < SHORT else f" “{kind} "


_MARKS = {",": "c", ".": "p", "…": "p", "?": "q", "!": "q"}


class Stream:
    """Parallel sequences over the tokens of a story, and its sentences as token ranges.

    `words` are word types (shared by all their tokens), `low` their lower-case forms, `shape` their tags as one
    string, `triggers` the tokens that may be cues. A token `BREAK` parts the paragraphs; `breaks` are these tokens.
    `text` has the texts of the paragraphs as their tokens are, each with a break behind it. There the paragraphs begin
    at `begins`, and the next one would; the quotations stand at `quotations`, by token; what stands before each token
    ends at `bounds`: token k ends at `bounds[k + 1]`.

    All of these are attributes: of an object with cached properties Python reads every attribute more slowly.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], quoted: Mapping[int, Sequence[Range]]) -> None:
        self.paragraphs = paragraphs
        self.quoted = quoted
        folded = [_folded(p.text, quoted.get(p.index, ())) for p in paragraphs]
        self.tokens = cut(f" {BREAK} ".join(folded) + f" {BREAK} ")
        self.words: list[Word] = list(map(word_types().__getitem__, self.tokens))
        low, tags, cues, widths = zip(*self.words, strict=True)  # half the time of four passes
        self.low: Sequence[str] = low
        self.shape = "".join(tags)
        self.triggers = list(compress(range(len(cues)), cues))
        self.breaks = [match.start() for match in _BREAK.finditer(self.shape)]
        self.sentences = self._sentences()
        self.text = "".join([paragraph.text + _BETWEEN for paragraph in paragraphs])
        sizes = [len(paragraph.text) + len(_BETWEEN) for paragraph in paragraphs]
        self.begins = list(accumulate(sizes, initial=0))
        # How much greater the offsets of a paragraph are in the source than in `text`; None where that varies.
        self._shifts = [None if p.segments else p.span[0] - at for p, at in zip(paragraphs, self.begins, strict=False)]
        self.quotations = self._quotations()
        self.bounds = self._bounds(list(widths))

    def _sentences(self) -> list[Range]:
        """The sentences of all paragraphs, in order; no sentence holds a break."""
        out: list[Range] = []
        shape = self.shape
        begin = 0
        for match in _ENDS.finditer(shape):
            i, end = match.span()
            if shape[end - 1] == BREAK:
                if end - 1 > begin:
                    out.append((begin, end - 1))
                begin = end
            elif self._stops(i, shape[i]):
                out.append((begin, end))
                begin = end
        return out

    def _stops(self, i: int, tag: str) -> bool:
        following = self.shape[i + 1]
        if tag == "Q":
            mark = self.low[i][1:2]
            if mark not in (".", "?") or not (following == "Q" or self.tokens[i + 1][0].isupper()):
                return False
            return mark == "." or following == "Q" or not self._tagline(i + 1)
        if not (following in _OPENERS or self.tokens[i + 1][0].isupper()):
            return False
        return tag != "." or not i or self.low[i - 1] not in abbreviations("english")

    def _tagline(self, i: int) -> bool:
        """Whether "Name said" follows within five tokens: then the quotation before belongs to the sentence."""
        return any(word.trigger is not None and word.tag == "V" for word in self.words[i : i + 5])

    def sentence_number(self, token: int) -> int:
        """The place in `sentences` of the one that holds a token."""
        return max(0, bisect_right(self.sentences, token, key=_first) - 1)

    def sentence(self, token: int) -> Range:
        """The sentence that holds a token."""
        return self.sentences[self.sentence_number(token)]

    def paragraph_number(self, token: int) -> int:
        """The place in `paragraphs` of the one that holds a token."""
        return bisect_right(self.breaks, token - 1)

    def tokens_of(self, number: int) -> Range:
        """The tokens of a paragraph."""
        return self.breaks[number - 1] + 1 if number else 0, self.breaks[number]

    def weight(self, start: int, end: int) -> int:
        """About how long the tokens [start, end) are, in words: a quotation stands for many."""
        return end - start + _QUOTATION * self.shape.count("Q", start, end)

    def _quotations(self) -> dict[int, Range]:
        """Where the quotations stand in `text`, by token."""
        ranges = [
            (begin + start, begin + end)
            for paragraph, begin in zip(self.paragraphs, self.begins, strict=False)
            for start, end in self.quoted.get(paragraph.index, ())
        ]
        return dict(zip([match.start() for match in _QUOTED.finditer(self.shape)], ranges, strict=True))

    def _bounds(self, widths: list[int]) -> list[int]:
        """Where in `text` what stands before each token ends; `widths` are those of the word types.

        Mostly one blank stands before a token that is no mark. All bounds are presumed by that at once; that the
        quotations and the paragraph end where they should shows that it is so, and the tokens are sought where not.
        """
        for token, (start, end) in self.quotations.items():
            widths[token] = end - start + 1
        bounds: list[int] = []
        first = 0
        for last, begin in zip(self.breaks, self.begins, strict=False):
            bounds += accumulate(widths[first:last], initial=begin - 1)
            first = last + 1
        finals = zip(self.breaks, self.begins[1:], strict=False)
        wrong = [last for last, following in finals if bounds[last] + len(_BETWEEN) != following]
        wrong += [token for token, (_, end) in self.quotations.items() if bounds[token + 1] != end]
        apart = [match.start() for match in _PARTED.finditer(self.shape)]
        wrong += [token for token in apart if not self.text.startswith(f" {self.tokens[token]} ", bounds[token])]
        for number in {self.paragraph_number(token) for token in wrong}:
            first, last = self.tokens_of(number)
            bounds[first : last + 1] = self._sought(number)
        return bounds

    def _sought(self, number: int) -> list[int]:
        """The bounds of a paragraph whose tokens have to be looked for, each behind the one before."""
        find, quoted = self.text.find, self.quotations
        at, final = self.begins[number], self.begins[number + 1] - len(_BETWEEN)
        first, last = self.tokens_of(number)
        bounds = [at - 1]
        for token, written in enumerate(self.tokens[first:last], first):
            if token in quoted:
                at = quoted[token][1]
            else:
                start = find(written, at, final)
                at = start + len(written) if start >= 0 else min(at + len(written), final)
            bounds.append(at)
        return bounds

    def start(self, token: int) -> int:
        """Where a token starts in `text`."""
        quoted = self.quotations
        return quoted[token][0] if token in quoted else self.bounds[token + 1] - len(self.tokens[token])

    def chars(self, start: int, end: int) -> Range:
        """Where the tokens [start, end) of one paragraph stand in `text`."""
        return self.start(start), self.bounds[end]

    def token(self, at: int) -> int:
        """The token that stands at an offset of `text`, or the one before it."""
        token = bisect_right(self.bounds, at) - 1
        return token if self.shape[token] != BREAK and self.start(token) <= at else token - 1

    def slice(self, start: int, end: int) -> str:
        """The text of the tokens [start, end) of one paragraph."""
        return self.text[self.start(start) : self.bounds[end]]

    def source(self, number: int, start: int, end: int) -> Span:
        """Where a stretch of `text` in a paragraph stands in the article's source."""
        shift = self._shifts[number]
        if shift is None:
            begin = self.begins[number]
            return self.paragraphs[number].to_source(start - begin, end - begin)
        return Span(start + shift, end + shift)

    def number(self, at: int) -> int:
        """The place in `paragraphs` of the one in which an offset of `text` lies."""
        return bisect_right(self.begins, at) - 1

    def shouted(self, number: int) -> bool:
        """Whether most words of a paragraph are capitalised, as in a headline."""
        first, last = self.tokens_of(number)
        return self.shape.count("U", first, last) > 0.5 * (last - first)

    def following(self, at: int, most: int) -> str:
        """What follows an offset of `text` in its paragraph, no more than so many characters of it."""
        final = self.begins[self.number(at) + 1] - len(_BETWEEN)
        return self.text[at : min(at + most, final)]

    def span(self, start: int, end: int) -> Span:
        """Where the tokens [start, end) of one paragraph stand in the article's source."""
        return self.source(self.paragraph_number(start), *self.chars(start, end))


# What may end a sentence, and the break behind it.
_ENDS = lazy(f"[.?!…Q{BREAK}](?:(?<!{BREAK}){BREAK})?")
_BREAK = lazy(BREAK)
_QUOTED = lazy("Q")
_BETWEEN = f" {BREAK} "
# What `cut` parts from words on both sides, or writes in another way.
_PARTED = lazy(r'[()\[\]—–―…\-"]')
_OPENERS = frozenset("Q#\"'“‘[(@")
_first = itemgetter(0)
