"""Comments that speak to srclint, in Markdown and HTML: `<!-- srclint: ignore[BP102] -- reason -->` and kin.

What a directive covers is decided here, from raw lines; whether it was needed is `srclint.suppress`'s
business.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from srclint.article import Article, Span
from srclint.lazy import lazy
from srclint.record import NamedTuple, record, replace

FORMATS = ("markdown", "html")

_OPENING = lazy(r"<!--[ \t]*srclint[ \t]*(?::|(?=(?:file-ignore|ignore|disable|enable)\b))", re.IGNORECASE)
_COMMENT = lazy(
    r"<!--[ \t]*srclint:[ \t]*(?P<verb>ignore|disable|enable|file-ignore)\[(?P<list>[^\[\]]*)\]"
    r"[ \t]*(?:--.*)?-->"
)
_SELECTOR = lazy(r"[A-Za-z][A-Za-z0-9-]*")
_FENCE = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_MATTER = lazy(r"^[\"']?srclint-ignore[\"']?[ \t]*[:=][ \t]*(?P<list>\[[^\[\]\r\n]*\])?[ \t]*\r?$\n?", re.MULTILINE)


@record
class Directive:
    """One well-formed directive.

    `verb` is ignore, disable, enable, file-ignore, or front-matter. `scope` is the block an ignore covers.
    `span` is the comment, `listing` the words between its brackets, `removal` what goes when it is deleted;
    the last two are None where deleting it is not a matter of one line.
    """

    verb: str
    selectors: tuple[str, ...]
    span: Span
    scope: Span | None = None
    listing: Span | None = None
    removal: Span | None = None


class Suppression(NamedTuple):
    """One rule, by code, name or prefix, silenced over a range of the source (None: the whole file)."""

    selector: str
    scope: Span | None
    directive: Directive


class Malformed(NamedTuple):
    """A comment that means to speak to srclint and cannot be understood: its place, and why."""

    span: Span
    message: str


class Directives(NamedTuple):
    """What the directives of an article silence, and those that could not be understood."""

    suppressions: tuple[Suppression, ...] = ()
    malformed: tuple[Malformed, ...] = ()


class _Line(NamedTuple):
    """A raw line: its text without the line end, where it starts and where the next one does."""

    text: str
    start: int
    next: int
    code: bool

    @property
    def blank(self) -> bool:
        return not self.text.strip()


class _Blocks(NamedTuple):
    """For each line the first and last line of its block, and the next line below that has text (or the count)."""

    first: list[int]
    last: list[int]
    following: list[int]


def directives(article: Article) -> Directives:
    """The directives of an article; none in a format that has no comments."""
    if article.format not in FORMATS or not _speaks(article):
        return Directives()
    found: list[Directive] = []
    wrong: list[Malformed] = []
    for item in (*_front_matter(article), *_comments(article)):
        if isinstance(item, Malformed):
            wrong.append(item)
        else:
            found.append(item)
    return Directives(tuple(_suppressions(found, len(article.source))), tuple(wrong))


def _speaks(article: Article) -> bool:
    """Whether a comment or a field may be for srclint: all other text of a page is passed over."""
    listed = article.format == "markdown" and "srclint-ignore" in article.metadata.extra
    return listed or _OPENING.search(article.source) is not None


def _comments(article: Article) -> Iterator[Directive | Malformed]:
    lines = list(_lines(article.source, fences=article.format == "markdown"))
    blocks = _blocks(lines)
    for number, line in enumerate(lines):
        if line.code or "srclint" not in line.text.lower():
            continue
        for item in _in_line(line, markdown=article.format == "markdown"):
            if isinstance(item, Malformed):
                yield item
                continue
            removal = _removal(lines, number, item.span)
            scope = _scope(article, lines, blocks, number, item.span) if item.verb == "ignore" else None
            yield replace(item, removal=removal, scope=scope)


def _in_line(line: _Line, *, markdown: bool) -> Iterator[Directive | Malformed]:
    """The directives of a line, without those that are shown as code."""
    hidden = _code_spans(line.text) if markdown else []
    opening = _OPENING.search(line.text)
    while opening is not None:
        row = bisect_right(hidden, opening.start(), key=lambda span: span.start) - 1
        if row >= 0 and opening.start() < hidden[row].end:
            at = hidden[row].end
        else:
            item = _comment(line, opening.start())
            yield item
            at = item.span.end - line.start
        opening = _OPENING.search(line.text, at)


def _comment(line: _Line, at: int) -> Directive | Malformed:
    end = line.text.find("-->", at)
    if end < 0:
        return Malformed(_place(line, at, len(line.text.rstrip())), "the comment does not end on its line")
    span = _place(line, at, end + 3)
    match = _COMMENT.fullmatch(line.text, at, end + 3)
    if match is None:
        return Malformed(span, "not understood: write <!-- srclint: ignore[CODE] -- reason -->")
    names = _selectors(match["list"])
    if isinstance(names, str):
        return Malformed(span, names)
    return Directive(match["verb"], names, span, listing=_place(line, *match.span("list")))


def _selectors(listed: str) -> tuple[str, ...] | str:
    """The rules named in a list, or what is wrong with it."""
    names = tuple(name.strip() for name in listed.split(","))
    if names == ("",) or any(name.upper() == "ALL" for name in names):
        return "it names no rule, and there is no form that silences all of them"
    for name in names:
        if not _SELECTOR.fullmatch(name):
            return f"{name!r} is not the code, name or prefix of a rule"
    return names


def _place(line: _Line, start: int, end: int) -> Span:
    return Span(line.start + start, line.start + end)


def _lines(source: str, *, fences: bool) -> Iterator[_Line]:
    """The raw lines; in Markdown those of fenced code, fences included, are marked as code."""
    fence, at = "", 0
    while at < len(source):
        end = source.find("\n", at)
        following = len(source) if end < 0 else end + 1
        text = source[at:following].rstrip("\r\n")
        mark = _FENCE.match(text) if fences else None
        code = bool(fence or mark)
        if mark and not fence:
            fence = mark["marks"]
        elif mark and mark["marks"].startswith(fence) and not text[mark.end() :].strip():
            fence = ""
        yield _Line(text, at, following, code)
        at = following


def _code_spans(text: str) -> list[Span]:
    """Where a line of Markdown is inline code: between runs of backticks of one length."""
    runs = [match.span() for match in re.finditer("`+", text)]
    left = Counter(end - start for start, end in runs)
    spans: list[Span] = []
    opened: tuple[int, int] | None = None
    for start, end in runs:
        left[end - start] -= 1
        if opened is None:
            opened = (start, end) if left[end - start] else None
        elif end - start == opened[1] - opened[0]:
            spans.append(Span(opened[0], end))
            opened = None
    return spans


def _scope(article: Article, lines: list[_Line], blocks: _Blocks, number: int, span: Span) -> Span:
    """What an `ignore` covers: the block that it ends, or the next one when it has a line of its own."""
    if article.format == "html":
        return _element(article, span)
    first = blocks.following[number] if _alone(lines[number]) else blocks.first[number]
    if first == len(lines):
        return Span(span.end, span.end)
    return Span(lines[first].start, lines[blocks.last[first]].next)


def _blocks(lines: list[_Line]) -> _Blocks:
    count = len(lines)
    first, last, following = list(range(count)), list(range(count)), [count] * count
    for n in range(1, count):
        if not lines[n].blank and not lines[n - 1].blank:
            first[n] = first[n - 1]
    for n in range(count - 2, -1, -1):
        below = lines[n + 1]
        if not lines[n].blank and not below.blank:
            last[n] = last[n + 1]
        following[n] = following[n + 1] if below.blank or _alone(below) else n + 1
    return _Blocks(first, last, following)


def _element(article: Article, span: Span) -> Span:
    """The HTML paragraph that holds the comment, or the next one."""
    row = bisect_left(article.paragraphs, span.end, key=lambda paragraph: paragraph.outer.end)
    if row == len(article.paragraphs):
        return Span(span.end, span.end)
    outer = article.paragraphs[row].outer
    return outer if outer.covers(span) else Span(span.end, outer.end)


def _alone(line: _Line) -> bool:
    text = line.text.strip()
    return bool(_OPENING.match(text)) and text.find("-->") == len(text) - 3


def _removal(lines: list[_Line], number: int, span: Span) -> Span:
    """What goes with a comment: blanks that part nothing now, or its line, with a blank line that parts nothing now.

    Between two lines of text the line's end stays: without it they would become one paragraph.
    """
    line = lines[number]
    if not _alone(line):
        before, after = line.text[: span.start - line.start], line.text[span.end - line.start :]
        if not before.strip():  # the line's indentation stays
            return Span(span.start, span.end + len(after) - len(after.lstrip(" \t")))
        parts = after[:1].strip() or span.end > line.start + len(line.text)
        return span if parts else Span(line.start + len(before.rstrip(" \t")), span.end)
    above = number == 0 or lines[number - 1].blank
    below = number + 1 == len(lines) or lines[number + 1].blank
    if not above and not below:
        return Span(line.start, line.start + len(line.text))
    if above and below and number + 1 < len(lines):
        return Span(line.start, lines[number + 1].next)
    return Span(line.start, line.next)


def _suppressions(found: list[Directive], end: int) -> Iterator[Suppression]:
    """What each directive silences, rule by rule; a `disable` reaches to its `enable`, or to the end.

    An `enable` that ends nothing comes out as one that covers nothing.
    """
    opened: dict[str, list[tuple[str, Directive]]] = {}
    for directive in found:
        for name in directive.selectors:
            if directive.verb == "disable":
                opened.setdefault(name.lower(), []).append((name, directive))
            elif directive.verb == "enable":
                held = opened.pop(name.lower(), [])
                for word, begun in held:
                    yield Suppression(word, Span(begun.span.end, directive.span.start), begun)
                if not held:
                    yield Suppression(name, Span(directive.span.end, directive.span.end), directive)
            else:
                yield Suppression(name, directive.scope, directive)
    for held in opened.values():
        yield from (Suppression(word, Span(begun.span.end, end + 1), begun) for word, begun in held)


def _front_matter(article: Article) -> Iterator[Directive | Malformed]:
    """The `srclint-ignore` of Markdown front matter: a list of rules."""
    listed = article.metadata.extra.get("srclint-ignore")
    if article.format != "markdown" or listed is None:
        return
    line = _MATTER.search(article.source)
    span = Span(*line.span()) if line else Span(0, 0)
    names = _selectors(", ".join(listed)) if _strings(listed) else "srclint-ignore wants a list of rules"
    if isinstance(names, str):
        yield Malformed(span, names)
    elif line and line["list"]:
        at = line.start("list")
        yield Directive("front-matter", names, span, listing=Span(at + 1, line.end("list") - 1), removal=span)
    else:
        yield Directive("front-matter", names, span)


def _strings(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
