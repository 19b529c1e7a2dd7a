"""Quotation marks paired up: straight, curly, guillemets, German; nested, and over several paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from srclint.article import Article

Piece = tuple[int, int, int]

# An apostrophe between letters never quotes: leaving it to the regular expression spares most of the work.
_MARK = re.compile(r"""''|``|["“”„‟«»‹›]|(?<![^\W_])[‘’‚‛'](?=\S)|(?<=\S)[’'‘](?![^\W_])""")
_LEADING_APOSTROPHE = re.compile(
    r"(?:\d\ds?|em|til|cause|twas|tis|n|round|bout|ello|ere|im|er)(?![^\W_])", re.IGNORECASE
)
_OPENERS_BEFORE = "([{-–—/\"“„«‹‘'"
_FAMILY = {
    '"': "double", "''": "double", "``": "double", "“": "double", "”": "double", "„": "double", "‟": "double",
    "'": "single", "‘": "single", "’": "single", "‚": "single", "‛": "single",
    "«": "guillemet", "»": "guillemet", "‹": "guillemet", "›": "guillemet",
}  # fmt: skip
_CLOSES = {
    '"': '"', "''": "''", "``": "''", "“": "”", "”": "”", "„": "“", "‟": "”", "'": "'", "‘": "’", "’": "’", "‚": "‘", "‛": "’",
    "«": "»", "»": "«", "‹": "›", "›": "‹",
}  # fmt: skip
_ALSO_CLOSES = {("„", "”")}


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    `pieces` are (paragraph index, start, end) in the paragraphs' texts, marks included; a quotation over
    several paragraphs has one piece in each. `close_mark` is None where nothing closes it. `level` is 0 for an
    outer quotation, 1 for one inside it. `reopened` tells that its later paragraphs all start with a mark again.
    """

    pieces: tuple[Piece, ...]
    open_mark: str
    close_mark: str | None
    level: int = 0
    reopened: bool = True

    @property
    def closed(self) -> bool:
        """Whether a closing mark was found."""
        return self.close_mark is not None

    @property
    def mismatched(self) -> bool:
        """Whether the closing mark is not the partner of the opening one, as in “this"."""
        return (
            self.close_mark is not None
            and self.close_mark != _CLOSES[self.open_mark]
            and (self.open_mark, self.close_mark) not in _ALSO_CLOSES
        )

    @property
    def kind(self) -> str:
        """double, single or guillemet."""
        return _FAMILY[self.open_mark]


@dataclass(slots=True)
class _Open:
    mark: str
    pieces: list[Piece]
    start: int
    level: int
    reopened: bool = True


def quotes(article: Article) -> tuple[Quote, ...]:
    """The quotations of all paragraphs, in the order in which they open."""
    return tuple(pair_marks((p.index, p.text) for p in article.paragraphs))


def pair_marks(paragraphs: Iterable[tuple[int, str]]) -> list[Quote]:
    """Pair the marks of (index, text) paragraphs that follow one another; linear in their length.

    A quotation left open at a paragraph's end goes on where the next paragraph opens with a mark of its kind,
    or closes before it opens. An open straight single mark that nothing closes is an apostrophe.
    """
    found: list[Quote] = []
    pending: _Open | None = None
    for index, text in paragraphs:
        pending = _paragraph(index, text, pending, found)
    if pending is not None:
        found.append(_quote(pending, None))
    found.sort(key=lambda quote: (quote.pieces[0][:2], quote.level))
    return found


def _paragraph(index: int, text: str, pending: _Open | None, found: list[Quote]) -> _Open | None:
    """Pair the marks of one paragraph; the outermost quotation that is still open at its end is handed on."""
    stack: list[_Open] = []
    marks = list(_MARK.finditer(text)) if text else []
    last_single = next((m.start() for m in reversed(marks) if _can_close(text, m) and m[0] in "’'‘"), -1)
    for match in marks:
        mark, at = match[0], match.start()
        if pending is not None:
            step = _resume(pending, text, match)
            if step == "wait":
                continue
            if step == "reopen":
                # French and Spanish copy reopens a quotation with the closing guillemet.
                stack.append(_Open(pending.mark, pending.pieces, at, 0, pending.reopened))
            elif step == "close":
                pending.pieces.append((index, len(text) - len(text.lstrip()), match.end()))
                pending.reopened = False
                found.append(_quote(pending, mark))
            else:
                found.append(_quote(pending, None))
            pending = None
            if step != "give up":
                continue
        depth = _closes_which(text, match, stack)
        if depth is not None:
            for inner in stack[depth + 1 :]:
                _give_up(inner, index, at, found)
            stack[depth].pieces.append((index, stack[depth].start, match.end()))
            found.append(_quote(stack[depth], mark))
            del stack[depth:]
        elif _can_open(text, match, last_single):
            while stack and stack[-1].mark == mark and mark not in ("‘", "„"):
                _give_up(stack.pop(), index, at, found)
            stack.append(_Open(mark, [], at, len(stack)))
    if pending is not None:
        found.append(_quote(pending, None))
    for inner in stack[1:]:
        _give_up(inner, index, len(text.rstrip()), found)
    if not stack:
        return None
    stack[0].pieces.append((index, stack[0].start, len(text.rstrip())))
    return stack[0]


def _resume(pending: _Open, text: str, match: re.Match[str]) -> str:
    """What a mark does to the quotation left open before: "reopen", "close", "give up", or "wait" for the next."""
    mark, at = match[0], match.start()
    if _FAMILY[mark] != _FAMILY[pending.mark]:
        return "wait" if _FAMILY[mark] == "single" else "give up"
    first = not text[:at].strip()
    if first and (_opens_here(text, match) or mark == _CLOSES[pending.mark]):
        return "reopen"
    return "close" if not first and mark != "'" and _can_close(text, match) else "give up"


def _closes_which(text: str, match: re.Match[str], stack: list[_Open]) -> int | None:
    """The place in the stack of the quotation that this mark closes, or None."""
    if not stack or not _can_close(text, match):
        return None
    mark = match[0]
    if mark == "'" or (mark == "’" and _FAMILY[stack[-1].mark] == "single"):
        if _FAMILY[stack[-1].mark] != "single":
            return None
        return None if _possessive(text, match, stack[-1]) else len(stack) - 1
    for depth in range(len(stack) - 1, -1, -1):
        if _FAMILY[stack[depth].mark] == _FAMILY[mark] and (
            mark == _CLOSES[stack[depth].mark] or _FAMILY[mark] == "double"
        ):
            return depth
    return None


def _possessive(text: str, match: re.Match[str], opened: _Open) -> bool:
    """Whether a mark after "s" is the owners' ("the boys’ school"): the real closing mark stands further on."""
    at = match.start()
    if text[at - 1] not in "sS" or not text.startswith(" ", at + 1):
        return False
    later = re.compile(r"(?<=[^\s])[’'](?![^\W_])").search(text, at + 1)
    reopened = re.compile(r"(?<!\S)[‘'](?=\S)").search(text, at + 1, later.start() if later else at + 1)
    return later is not None and reopened is None and opened.start < at


def _can_open(text: str, match: re.Match[str], last_single: int) -> bool:
    mark, at = match[0], match.start()
    if mark in ("“", "„", "‟", "‚", "‹", "«", "``"):
        return True
    if _FAMILY[mark] == "single":
        if _LEADING_APOSTROPHE.match(text, at + 1) or not _opens_here(text, match):
            return False
        if mark == "‘":
            return True
        return mark == "'" and (last_single > at + 1 or not text[:at].strip())
    if mark == '"' and text[at - 1 : at].isdigit():
        return False
    return _opens_here(text, match) or (mark in ('"', "''") and _blank(text, at - 1))


def _opens_here(text: str, match: re.Match[str]) -> bool:
    """Whether a mark stands where a quotation opens: after a blank or an opener, before something written."""
    at = match.start()
    before = text[at - 1] if at else " "
    return (before.isspace() or before in _OPENERS_BEFORE) and not _blank(text, match.end())


def _can_close(text: str, match: re.Match[str]) -> bool:
    mark, before, end = match[0], match.start() - 1, match.end()
    if mark in ("„", "‚", "‛", "‟", "``") or (mark in "«‹" and _blank(text, before)):
        return False
    if mark in "”»›":
        return mark == "”" or not _blank(text, before) or _blank(text, end)
    if _blank(text, before):
        return _FAMILY[mark] == "double" and _blank(text, end)
    if mark in "“‘" or (_FAMILY[mark] == "double" and text[before] in "([{-–—"):
        return _blank(text, end) or not (text[end].isalnum() or text[before] in _OPENERS_BEFORE)
    return True


def _blank(text: str, at: int) -> bool:
    return not 0 <= at < len(text) or text[at].isspace()


def _give_up(opened: _Open, index: int, end: int, found: list[Quote]) -> None:
    """An inner quotation that nothing closed: report it, unless its mark was an apostrophe after all."""
    if opened.mark not in ("'", "’"):
        opened.pieces.append((index, opened.start, end))
        found.append(_quote(opened, None))


def _quote(opened: _Open, close_mark: str | None) -> Quote:
    return Quote(tuple(opened.pieces), opened.mark, close_mark, opened.level, opened.reopened)


def pieces_by_paragraph(found: Iterable[Quote]) -> Iterator[tuple[int, int, int]]:
    """The pieces of the outer quotations, as (paragraph index, start, end)."""
    for quote in found:
        if quote.level == 0:
            yield from quote.pieces
