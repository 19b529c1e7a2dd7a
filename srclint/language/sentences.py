"""Sentence boundaries by rules: fast, and right on the abbreviations and initials that news copy is full of."""

from functools import cache, lru_cache

from srclint.article import Span
from srclint.data import parsed
from srclint.lazy import lazy

# A stop with the marks that close after it, the blanks behind, and a look at what the next sentence would start with.
_STOPS = ".!?…"
_BOUNDARY = lazy(r"""[.!?…]["'”’»)\]]*+\s++(?=["'“‘«(\[„]*+[^\W_a-z])""")
_FIRST = lazy(r"""["'“‘«(\[„]*+(.)""")
_LONGEST = 64
_KEPT = 2048


@lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph, as spans without the blanks between them; none for a blank text.

    A full stop ends a sentence when what follows starts like one (a capital, a digit, a quote mark) and what stands
    before it is neither an abbreviation nor a single initial. Many rules ask for the same paragraph: the cuts of the
    last ones are kept.
    """
    out: list[Span] = []
    start = len(text) - len(text.lstrip())
    for found in _BOUNDARY.finditer(text):
        at, following = found.span()
        end = at + len(found[0].rstrip())
        if end == at + 1 and text[at] == "." and _abbreviated(text, at):
            continue
        if not text.isascii() and (first := _FIRST.match(text, following)) and first[1].islower():
            continue
        out.append(Span(start, end))
        start = following
    end = len(text.rstrip())
    if start < end:
        out.append(Span(start, end))
    return tuple(out)


@cache
def abbreviations(kind: str) -> frozenset[str]:
    """Words before a full stop that ends no sentence, by the kinds of rules/lexicon/abbreviations.toml."""
    return frozenset(parsed("lexicon/abbreviations.toml")[kind].split())


def _abbreviated(text: str, at: int) -> bool:
    """Whether the word before a full stop is an abbreviation or an initial; before several stops there is none."""
    if text[at - 1 : at] in _STOPS:
        return False
    begin = max(0, at - _LONGEST)
    word = text[max(begin, text.rfind(" ", begin, at) + 1) : at]
    for blank in "\u00a0\n":
        word = word.rpartition(blank)[2]
    word = word.strip("\"'“”‘’(").lower()
    return word in abbreviations("any") or (len(word) == 1 and word.isalpha() and word != "i")
