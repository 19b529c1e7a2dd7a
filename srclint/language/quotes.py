"""Quotation marks paired up: straight, curly, guillemets, German; nested, and over several paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from srclint.article import Article
from srclint.language.whole import Whole, find_all, joined, whole
from srclint.lazy import lazy
from srclint.patterns import compiled
from srclint.record import NamedTuple

Piece = tuple[int, int, int]
Pair = tuple[int, int, str, str]

# What stands round a mark is asked behind its character: `re` skips fast to a character, not to a look.
# An apostrophe between letters never quotes: leaving it to the regular expression spares most of the work.
_MARK = lazy(
    r"""["“”„‟«»‹›‘’‚‛'`](?:(?<=')'|(?<=`)`|(?<=["“”„‟«»‹›])"""
    r"""|(?<![^\W_].)(?<=[‘’‚‛'])(?=\S)|(?<=\S[’'‘])(?![^\W_]))"""
)
# The marks that decide how a paragraph is paired: not the single ones that can only close what a single one opened.
_DECIDING = '"“”„‟«»‹›‘‚‛`'
_OPENING = r"""(?<![^\s(\[{\-–—/"“„«‹‘'].)(?=\S)"""
_DECIDING_HERE = {"'": lazy(rf"'(?:'|{_OPENING})"), "’": lazy(rf"’{_OPENING}")}
_NOTHING_CLOSES_AFTER = frozenset("([{-–—")
_LEADING_APOSTROPHE = lazy(r"(?:\d\ds?|em|til|cause|twas|tis|n|round|bout|ello|ere|im|er)(?![^\W_])", re.IGNORECASE)
_OPENERS_BEFORE = "([{-–—/\"“„«‹‘'"
_FAMILY = {
    '"': "double", "''": "double", "``": "double", "“": "double", "”": "double", "„": "double", "‟": "double",
    "'": "single", "‘": "single", "’": "single", "‚": "single", "‛": "single",
    "«": "guillemet", "»": "guillemet", "‹": "guillemet", "›": "guillemet",
}  # fmt: skip
_CLOSES = {
    '"': '"', "''": "''", "``": "''", "“": "”", "”": "”", "„": "“", "‟": "”", "'": "'", "‘": "’", "’": "’",
    "‚": "‘", "‛": "’", "«": "»", "»": "«", "‹": "›", "›": "‹",
}  # fmt: skip
_ALSO_CLOSES = {("„", "”")}
# What each mark can close: a double mark any double one, another mark its partner.
_CLOSED_BY = {
    mark: tuple(
        opened
        for opened in _FAMILY
        if _FAMILY[opened] == _FAMILY[mark] and (mark == _CLOSES[opened] or _FAMILY[mark] == "double")
    )
    for mark in _FAMILY
}


class Quote(NamedTuple):
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


class _Open:
    """A quotation that was not closed yet."""

    __slots__ = ("level", "mark", "pieces", "reopened", "start")

    def __init__(self, mark: str, pieces: list[Piece], start: int, level: int, reopened: bool = True) -> None:
        self.mark = mark
        self.pieces = pieces
        self.start = start
        self.level = level
        self.reopened = reopened


class _Stack:
    """The quotations that are open, outermost first; finds the innermost one of a mark without a search."""

    def __init__(self) -> None:
        self.items: list[_Open] = []
        self._depths: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.items)

    def push(self, opened: _Open) -> None:
        self._depths.setdefault(opened.mark, []).append(len(self.items))
        self.items.append(opened)

    def pop(self) -> _Open:
        opened = self.items.pop()
        self._depths[opened.mark].pop()
        return opened

    def innermost(self, marks: Iterable[str]) -> int | None:
        """The greatest depth at which a quotation with one of these marks opened, or None."""
        return max((depths[-1] for mark in marks if (depths := self._depths.get(mark))), default=None)


def quotes(article: Article) -> tuple[Quote, ...]:
    """The quotations of all paragraphs, in the order in which they open."""
    return tuple(_paired([(p.index, p.text) for p in article.paragraphs], article.derived(whole)))


def pair_marks(paragraphs: Iterable[tuple[int, str]]) -> list[Quote]:
    """Pair the marks of (index, text) paragraphs that follow one another; linear in their length.

    A quotation left open at a paragraph's end goes on where the next paragraph opens with a mark of its kind,
    or closes before it opens. An open straight single mark that nothing closes is an apostrophe.
    """
    numbered = list(paragraphs)
    return _paired(numbered, joined(text for _, text in numbered))


def _paired(numbered: Sequence[tuple[int, str]], text: Whole) -> list[Quote]:
    """Pair without a stack what needs none: most paragraphs have no marks, or double ones that alternate."""
    found: list[Quote] = []
    pending: _Open | None = None
    following = 0
    for row, pairs in _rows(text):
        while pending is not None and following < row:
            pending = _paragraph(*numbered[following], pending, found)
            following += 1
        if pairs is None or pending is not None:
            pending = _paragraph(*numbered[row], pending, found)
        else:
            index = numbered[row][0]
            found += [Quote(((index, start, end),), opened, closed) for start, end, opened, closed in pairs]
        following = row + 1
    return _completed(numbered[following:], pending, found)


def _completed(rest: Iterable[tuple[int, str]], pending: _Open | None, found: list[Quote]) -> list[Quote]:
    """The quotations in order, when what is still open was looked for in the paragraphs that have no marks."""
    for index, text in rest:
        if pending is None:
            break
        pending = _paragraph(index, text, pending, found)
    if pending is not None:
        found.append(_quote(pending, None))
    found.sort(key=_place)
    return found


def _place(quote: Quote) -> tuple[int, int, int]:
    index, start, _ = quote.pieces[0]
    return index, start, quote.level


def _rows(whole: Whole) -> Iterator[tuple[int, list[Pair] | None]]:
    """The rows of the paragraphs with marks that decide, and their pairs; None for what the stack must pair."""
    text, starts = whole
    places = _deciding(text)
    done = 0
    while done < len(places):
        row = whole.row(places[done])
        following = bisect_left(places, starts[row + 1], done)
        yield row, _pairs(text, starts[row], places[done:following])
        done = following


def _deciding(text: str) -> list[int]:
    """Where marks stand that decide; each is looked for alone, since a text has few of them and is long."""
    places = [at for mark in _DECIDING if mark in text for at in find_all(mark, text)]
    for mark, deciding in _DECIDING_HERE.items():
        if mark in text:
            places += [match.start() for match in deciding.finditer(text)]
    places.sort()
    return places


def _pairs(whole: str, base: int, places: Sequence[int]) -> list[Pair] | None:
    """The pairs of a paragraph whose double marks alternate, as the stack would pair them; None for any other."""
    if len(places) % 2:
        return None
    pairs: list[Pair] = []
    for start, end in zip(places[::2], places[1::2], strict=True):
        opened, closed = whole[start], whole[end]
        if opened != "“" or closed != "”":
            if opened == closed == "'":
                opened, closed = whole[start : start + 2], whole[end : end + 2]
            if not opened == closed in ('"', "''"):
                return None
            before, last = whole[start - 1], whole[end - 1]
            if not (before.isspace() or (before in _OPENERS_BEFORE and not whole[start + len(opened)].isspace())):
                return None
            if last.isspace() or last in _NOTHING_CLOSES_AFTER:
                return None
        pairs.append((start - base, end + len(closed) - base, opened, closed))
    return pairs


def _paragraph(index: int, text: str, pending: _Open | None, found: list[Quote]) -> _Open | None:
    """Pair the marks of one paragraph; the outermost quotation that is still open at its end is handed on."""
    stack = _Stack()
    lead = len(text) - len(text.lstrip())
    marks = list(_MARK.finditer(text))
    last_single = next((m.start() for m in reversed(marks) if _can_close(text, m) and m[0] in "’'‘"), -1)
    for match in marks:
        if pending is not None:
            step = _resume(pending, text, match, lead)
            if step == "wait":
                continue
            _settle(pending, step, index, match, lead, stack, found)
            pending = None
            if step != "give up":
                continue
        depth = _closes_which(text, match, stack)
        if depth is not None:
            _close(depth, index, match, stack, found)
        elif _can_open(text, match, last_single, lead):
            _open(index, match, stack, found)
    if pending is not None:
        found.append(_quote(pending, None))
    return _left_open(index, len(text.rstrip()), stack, found)


def _settle(
    pending: _Open, step: str, index: int, match: re.Match[str], lead: int, stack: _Stack, found: list[Quote]
) -> None:
    """Reopen, close or give up the quotation left open before, as a mark says."""
    if step == "reopen":
        # French and Spanish copy reopens a quotation with the closing guillemet.
        stack.push(_Open(pending.mark, pending.pieces, match.start(), 0, pending.reopened))
    elif step == "close":
        pending.pieces.append((index, lead, match.end()))
        pending.reopened = False
        found.append(_quote(pending, match[0]))
    else:
        found.append(_quote(pending, None))


def _close(depth: int, index: int, match: re.Match[str], stack: _Stack, found: list[Quote]) -> None:
    while len(stack) > depth + 1:
        _give_up(stack.pop(), index, match.start(), found)
    closed = stack.pop()
    closed.pieces.append((index, closed.start, match.end()))
    found.append(_quote(closed, match[0]))


def _open(index: int, match: re.Match[str], stack: _Stack, found: list[Quote]) -> None:
    mark, at = match[0], match.start()
    while stack and stack.items[-1].mark == mark and mark not in ("‘", "„"):
        _give_up(stack.pop(), index, at, found)
    stack.push(_Open(mark, [], at, len(stack)))


def _left_open(index: int, end: int, stack: _Stack, found: list[Quote]) -> _Open | None:
    """Give up what is open inside a quotation at a paragraph's end; the outermost one, which may go on."""
    if not stack:
        return None
    for inner in stack.items[1:]:
        _give_up(inner, index, end, found)
    outermost = stack.items[0]
    outermost.pieces.append((index, outermost.start, end))
    return outermost


def _resume(pending: _Open, text: str, match: re.Match[str], lead: int) -> str:
    """What a mark does to the quotation left open before: "reopen", "close", "give up", or "wait" for the next."""
    mark, at = match[0], match.start()
    if _FAMILY[mark] != _FAMILY[pending.mark]:
        return "wait" if _FAMILY[mark] == "single" else "give up"
    first = at <= lead
    if first and (_opens_here(text, match) or mark == _CLOSES[pending.mark]):
        return "reopen"
    return "close" if not first and mark != "'" and _can_close(text, match) else "give up"


def _closes_which(text: str, match: re.Match[str], stack: _Stack) -> int | None:
    """The depth in the stack of the quotation that this mark closes, or None."""
    if not stack or not _can_close(text, match):
        return None
    mark, innermost = match[0], stack.items[-1]
    if mark == "'" or (mark == "’" and _FAMILY[innermost.mark] == "single"):
        if _FAMILY[innermost.mark] != "single":
            return None
        return None if _possessive(text, match, innermost) else len(stack) - 1
    return stack.innermost(_CLOSED_BY[mark])


def _possessive(text: str, match: re.Match[str], opened: _Open) -> bool:
    """Whether a mark after "s" is the owners' ("the boys’ school"): the real closing mark stands further on."""
    at = match.start()
    if text[at - 1] not in "sS" or not text.startswith(" ", at + 1):
        return False
    later = compiled(r"(?<=[^\s])[’'](?![^\W_])").search(text, at + 1)
    reopened = compiled(r"(?<!\S)[‘'](?=\S)").search(text, at + 1, later.start() if later else at + 1)
    return later is not None and reopened is None and opened.start < at


def _can_open(text: str, match: re.Match[str], last_single: int, lead: int) -> bool:
    mark, at = match[0], match.start()
    if mark in ("“", "„", "‟", "‚", "‹", "«", "``"):
        return True
    if _FAMILY[mark] == "single":
        if _LEADING_APOSTROPHE.match(text, at + 1) or not _opens_here(text, match):
            return False
        if mark == "‘":
            return True
        return mark == "'" and (last_single > at + 1 or at <= lead)
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
        return mark == "”" or not _blank(text, before) or _blank(text, end) or not text[end].isalnum()
    if _blank(text, before):
        return _FAMILY[mark] == "double" and _blank(text, end)
    if mark in "“‘" or (_FAMILY[mark] == "double" and text[before] in _NOTHING_CLOSES_AFTER):
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
