"""HTML pages: every visible text becomes a paragraph, navigation and footers too; what is story is not asked here."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape

from bs4.element import PageElement

from srclint.article import Article, Kind, Paragraph, Span
from srclint.lazy import lazy
from srclint.readers.htmlmeta import page_metadata
from srclint.readers.htmltree import BLOCK, MEDIA, Chunk, Element, Page, parse, parsed_attributes
from srclint.readers.weave import Segment, Weave, extent, plain, trim
from srclint.record import NamedTuple

_BLANKS = " \t\n\r\f"
_SPECIAL = lazy(r"[ \t\n\r\f]{2,}|[\t\n\r\f]|&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_MAYBE_HIDDEN = lazy(r"(?i)hidden|display\s?:\s?none")
_UNSEEN_STYLE = lazy(r"(?i)(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)")
_KINDS = {
    "blockquote": Kind.QUOTE,
    "caption": Kind.CAPTION,
    "dd": Kind.ITEM,
    "dt": Kind.ITEM,
    "figcaption": Kind.CAPTION,
    "li": Kind.ITEM,
} | dict.fromkeys(("article", "aside", "main", "section", "table"), Kind.TEXT)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ONE_LINE = _HEADINGS | {"button", "caption", "figcaption"}
_LEAVES = _HEADINGS | {"caption", "dd", "dt", "figcaption", "legend", "li", "p", "summary", "td", "th"}
# A wrapper that holds one paragraph and nothing else goes with it; other containers are left to the page's layout.
_SHELLS = frozenset({"a", "blockquote", "dd", "dt", "figcaption", "li"})
_PATH_MAX = 400
_STEP_MAX = 120
_TO_BLANK = str.maketrans("\t\n\r\f\0", "     ")


class _Frame(NamedTuple):
    """An open element of the walk, and what its strings inherit from it and from the elements above."""

    element: Element | Page
    children: Iterator[PageElement]
    block: Element | Page
    kind: Kind
    level: int
    link: Element | None


class _Piece(NamedTuple):
    """A string, or a line break, and the link that it stands in."""

    node: Chunk | Element
    link: Element | None


class _Run(NamedTuple):
    """What stands between two block tags; `floor` and `ceiling` bound the stretch of source it has to itself."""

    frame: _Frame
    pieces: list[_Piece]
    floor: int
    ceiling: int


class _Draft(NamedTuple):
    """A paragraph before it is known what else its element holds."""

    run: _Run
    text: str
    segments: tuple[Segment, ...]
    links: tuple[Span, ...]


def read_html(path: str, source: str) -> Article:
    """The article in an HTML page; spans are offsets into the raw markup."""
    with _no_collecting():
        return _article(path, source)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let the garbage collector rest: it would walk a growing tree again and again and find nothing to free."""
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


def _article(path: str, source: str) -> Article:
    page = parse(source)
    drafts = [draft for run in _runs(page) if run.pieces for part in _split(run) if (draft := _draft(part))]
    for draft in drafts:
        for element in _above(draft.run.frame.block):
            if element.units > 1:
                break
            element.units += 1
    paragraphs: list[Paragraph] = []
    block, holder = -1, None
    for draft in drafts:
        if (fresh := _holder(draft.run.frame.block)) is not holder:
            block, holder = block + 1, fresh
        paragraphs.append(_paragraph(source, draft, len(paragraphs), block))
    return Article(path, source, "html", tuple(paragraphs), page_metadata(page, _first_heading(paragraphs)))


def _first_heading(paragraphs: list[Paragraph]) -> Paragraph | None:
    return next((p for p in paragraphs if p.kind is Kind.HEADING and p.level == 1), None)


def _above(element: PageElement | None) -> Iterator[Element]:
    """The element and those around it, without the page itself."""
    while isinstance(element, Element):
        yield element
        element = element.parent


def _holder(block: Element | Page) -> PageElement | None:
    """The container that a paragraph shares with its neighbours."""
    return block.parent if block.name in _LEAVES else block


def _runs(page: Page) -> Iterator[_Run]:
    """The page's visible strings in order, parted at block tags; a run may be empty."""
    frames = [_Frame(page, iter(page.contents), page, Kind.TEXT, 0, None)]
    pieces: list[_Piece] = []
    floor = 0
    while frames:
        frame = frames[-1]
        node = next(frame.children, None)
        if isinstance(node, Chunk) or (isinstance(node, Element) and node.name == "br"):
            if pieces or not _blank(node):
                pieces.append(_Piece(node, frame.link))
        elif isinstance(node, Element):
            boundary = node.name in BLOCK
            if boundary:
                yield _Run(frame, pieces, floor, node.start)
                pieces, floor = [], node.inner
            if _visible(node):
                frames.append(_enter(frame, node))
            elif boundary:
                floor = node.end
        else:
            frames.pop()
            if frame.element.name in BLOCK or not frames:
                yield _Run(frame, pieces, floor, frame.element.end)
                pieces, floor = [], frame.element.end


def _blank(node: Chunk | Element) -> bool:
    return isinstance(node, Chunk) and node.isspace()


def _visible(element: Element) -> bool:
    """Whether an element may hold text that is shown; pictures and players are counted on the way."""
    if element.name in MEDIA:
        for above in _above(element):
            if above.media:
                break
            above.media = True
        return False
    return bool(element.contents) and element.name != "title" and not _hidden(element)


def _enter(above: _Frame, element: Element) -> _Frame:
    name = element.name
    block = element if name in BLOCK else above.block
    kind, level = _KINDS.get(name, above.kind), above.level if name not in _KINDS else 0
    if name in _HEADINGS:
        kind, level = Kind.HEADING, int(name[1])
    link = element if name == "a" and "href" in element.raw.lower() else above.link
    return _Frame(element, iter(element.contents), block, kind, level, link)


def _hidden(element: Element) -> bool:
    if element.name == "dialog":
        return "open" not in element.attributes()
    if not element.raw or not _MAYBE_HIDDEN.search(element.raw):
        return False
    attributes = element.attributes()
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    return _UNSEEN_STYLE.search(attributes.get("style", "")) is not None


def _split(run: _Run) -> Iterator[_Run]:
    """The run parted at line breaks; one in a heading, or before a lower-case letter, only reads as a blank."""
    one_line = run.frame.block.name in _ONE_LINE
    pieces: list[_Piece] = []
    floor = run.floor
    for number, piece in enumerate(run.pieces):
        node = piece.node
        if isinstance(node, Element) and not one_line and not _goes_on(run.pieces, number + 1):
            yield _Run(run.frame, pieces, floor, node.start)
            pieces, floor = [], node.end
        else:
            pieces.append(piece)
    yield _Run(run.frame, pieces, floor, run.ceiling)


def _goes_on(pieces: list[_Piece], at: int) -> bool:
    """Whether the next text after a line break starts in lower case."""
    for number in range(at, len(pieces)):
        node = pieces[number].node
        if isinstance(node, Element):
            return False
        if body := node.lstrip():
            return body[0].islower()
    return False


def _draft(run: _Run) -> _Draft | None:
    """The text of a run, None where it has none."""
    if len(run.pieces) == 1 and (draft := _plain_draft(run)):
        return draft
    if all(isinstance(piece.node, Element) or piece.node.isspace() for piece in run.pieces):
        return None
    weave = Weave()
    links: list[tuple[int, int]] = []
    link = None
    for piece in run.pieces:
        start = weave.length
        if isinstance(piece.node, Element):
            if not weave.blank_end:
                weave.decode(" ", piece.node.start, piece.node.end)
        else:
            _collapse(weave, piece.node)
        if piece.link is not None and piece.link is link:
            links[-1] = (links[-1][0], weave.length)
        elif piece.link is not None:
            links.append((start, weave.length))
        link = piece.link
    whole, segments = weave.finish()
    text, segments = trim(whole, segments)
    if not text:
        return None
    lead = len(whole) - len(whole.lstrip())
    return _Draft(run, text, segments, tuple(_link_spans(text, lead, links)))


def _plain_draft(run: _Run) -> _Draft | None:
    """The text of a run of one string that a browser shows as it stands, the most frequent kind."""
    node, link = run.pieces[0]
    if isinstance(node, Element) or not (text := node.strip()) or _SPECIAL.search(text):
        return None
    start = node.start + len(node) - len(node.lstrip())
    return _Draft(run, text, ((0, start, len(text)),), (Span(0, len(text)),) if link is not None else ())


def _link_spans(text: str, lead: int, links: list[tuple[int, int]]) -> Iterator[Span]:
    """The links as spans of the trimmed text, without blanks at their ends."""
    for start, end in links:
        inside = text[max(0, start - lead) : max(0, end - lead)]
        if body := inside.strip():
            first = max(0, start - lead) + len(inside) - len(inside.lstrip())
            yield Span(first, first + len(body))


def _collapse(weave: Weave, chunk: Chunk) -> None:
    """Add a string as a browser shows it: blanks collapsed, character references decoded."""
    base = chunk.start
    at = len(chunk) - len(chunk.lstrip(_BLANKS)) if weave.blank_end else 0
    for match in _SPECIAL.finditer(chunk, at):
        start, end = match.span()
        weave.copy(chunk[at:start], base + at)
        at = end
        raw = match[0]
        if raw[0] != "&":
            if not weave.blank_end:
                weave.copy(" ", base + start)
        elif (decoded := unescape(raw)) == raw:
            weave.copy(raw, base + start)
        else:
            weave.decode(decoded.translate(_TO_BLANK), base + start, base + end)
    weave.copy(chunk[at:], base + at)


def _paragraph(source: str, draft: _Draft, index: int, block: int) -> Paragraph:
    span = extent(draft.text, draft.segments)
    frame = draft.run.frame
    return Paragraph(
        index,
        draft.text,
        span,
        _outer(draft.run, span),
        frame.kind,
        frame.level,
        block,
        plain(source, draft.text, span, draft.segments),
        draft.links,
        _path(_innermost(draft.run)),
    )


def _outer(run: _Run, span: Span) -> Span:
    """What goes when the paragraph is deleted: its element, where it is all there is in it, else its inline markup."""
    block = run.frame.block
    if isinstance(block, Element) and block.name != "body" and block.units == 1 and not block.media:
        whole = block
        for shell in _above(block.parent):
            if shell.name not in _SHELLS or shell.units > 1 or shell.media:
                break
            whole = shell
        return Span(whole.start, whole.end)
    start, end = span
    strings = [piece.node for piece in run.pieces if isinstance(piece.node, Chunk) and not piece.node.isspace()]
    for string in (strings[0], strings[-1]):
        for element in _above(string.parent):
            if element is block or element.start < run.floor or element.end > run.ceiling or element.media:
                break
            start, end = min(start, element.start), max(end, element.end)
    return Span(start, end)


def _innermost(run: _Run) -> Element | Page:
    """The element that all of a paragraph's strings stand in directly, else its block."""
    parents = {
        id(p.node.parent): p.node.parent for p in run.pieces if isinstance(p.node, Chunk) and not p.node.isspace()
    }
    only = next(iter(parents.values())) if len(parents) == 1 else None
    return only if isinstance(only, Element) else run.frame.block


def _path(element: Element | Page) -> str:
    """The lower-case path of tags, ids and classes from the body down to the element, its last 400 characters."""
    chain: list[Element] = []
    path = ""
    for above in _above(element):
        if above.path is not None:
            path = above.path
            break
        chain.append(above)
    for below in reversed(chain):
        if below.name not in {"html", "body"}:
            step = _step(below.name, below.raw)
            path = f"{path}>{step}" if path else step
        if len(path) > _PATH_MAX:
            path = path[path.find(">", len(path) - _PATH_MAX) + 1 :]
        below.path = path
    return path


@lru_cache(maxsize=512)
def _step(name: str, raw: str) -> str:
    if not raw:
        return name
    attributes = parsed_attributes(raw)
    step = name
    if identifier := attributes.get("id"):
        step += f"#{identifier}"
    for word in attributes.get("class", "").split():
        step += f".{word}"
    return step[:_STEP_MAX].lower().replace(">", "")
