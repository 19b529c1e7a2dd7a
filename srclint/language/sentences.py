"""Sentence boundaries by rules: fast, and right on the abbreviations and initials that news copy is full of."""

import re

from srclint.article import Span
from srclint.lazy import lazy

_END = lazy(r"""[.!?…]+["'”’»)\]]*(?=\s|$)""")
_NEXT = lazy(r"""\s+["'“‘«(\[„]*([^\W_])""")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm maj rev hon st jr sr vs etc inc ltd co corp "
    "dept univ no nos vol fig jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m "
    "ph.d d.c bzw ca evtl usw z.b d.h nr str mme mlle m sr sra dña pres supt det insp cllr messrs".split()
)


def sentences(text: str) -> list[Span]:
    """The sentences of one paragraph, as spans without the blanks between them; none for a blank text.

    A full stop ends a sentence when what follows starts like one (a capital, a digit, a quote mark) and what stands
    before it is neither an abbreviation nor a single initial.
    """
    out: list[Span] = []
    start = len(text) - len(text.lstrip())
    for end in _END.finditer(text):
        following = _NEXT.match(text, end.end())
        if end.end() < len(text.rstrip()) and (following is None or following[1].islower() or _abbreviated(text, end)):
            continue
        if end.end() > start:
            out.append(Span(start, end.end()))
        start = following.start(1) if following else len(text)
        while following and start > end.end() and not text[start - 1].isspace():
            start -= 1
    if start < len(text.rstrip()):
        out.append(Span(start, len(text.rstrip())))
    return out


def _abbreviated(text: str, end: re.Match[str]) -> bool:
    if not text.startswith(".", end.start()) or end.end() - end.start() > 1:
        return False
    at = end.start()
    begin = max(text.rfind(" ", 0, at), text.rfind("\u00a0", 0, at), text.rfind("\n", 0, at)) + 1
    word = text[begin:at].strip("\"'“”‘’(").lower()
    return (len(word) == 1 and word.isalpha() and word != "i") or word in _ABBREVIATIONS
