"""Markdown: front matter, and the prose that markdown-it finds in the body; code, tables and raw HTML are none."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from srclint.article import OBJECT, Article, Kind, Metadata, Paragraph, Span
from srclint.lazy import lazy
from srclint.readers import frontmatter
from srclint.readers.fields import metadata
from srclint.readers.mdinline import HOLE, Content, woven
from srclint.readers.weave import extent, plain, trim
from srclint.record import NamedTuple, replace

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Shortcodes of Hugo and Zola, tags of Liquid and Nunjucks: hidden from the parser by a character that is no character.
_SHORTCODE = lazy(r"\{\{(?:[^{}]|\}(?!\})){0,2000}+\}\}|\{%(?:[^%{}]|%(?!\})){0,2000}+%\}")
_NOT_A_LINE_END = lazy(r"[^\r\n]")
_LINE_END = lazy(r"\r\n?|\n")


class _Block(NamedTuple):
    """A block with inline content.

    `end` is the line behind it (and behind the rule under a heading), `group` numbers the list or quotation it
    stands in, `alone` is whether its list item holds nothing else.
    """

    token: "Token"
    end: int
    kind: Kind
    level: int
    group: int
    alone: bool


class _Line(NamedTuple):
    """A line of the source without its end."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_markdown(path: str, source: str) -> Article:
    """The article in a Markdown file; spans are offsets into the source, front matter included."""
    front = frontmatter.split(source)
    body = _SHORTCODE.sub(_hole, source[front.body :])
    references: dict[str, Any] = {}
    tokens = _parser().parse(body, references)
    lines = list(_lines(body, front.body))
    paragraphs: list[Paragraph] = []
    number, group = -1, None
    for block in _blocks(tokens):
        paragraph = _paragraph(source, lines, block)
        if paragraph is None:
            continue
        if block.group != group:
            number, group = number + 1, block.group
        paragraphs.append(paragraph._replace(index=len(paragraphs), block=number))
    meta = _titled(metadata(front.fields, front.spans), paragraphs, source)
    return Article(path, source, "markdown", tuple(paragraphs), meta, front.problems)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Without text_join an entity or escape stays a token of its own, with the markup it was written in.
    return MarkdownIt("commonmark").enable("table").disable("text_join")


def _hole(match: re.Match[str]) -> str:
    return _NOT_A_LINE_END.sub(HOLE, match[0])


def _lines(body: str, at: int) -> Iterator[_Line]:
    last = 0
    for match in _LINE_END.finditer(body):
        yield _Line(at + last, body[last : match.start()])
        last = match.end()
    yield _Line(at + last, body[last:])


def _titled(meta: Metadata, paragraphs: list[Paragraph], source: str) -> Metadata:
    """The metadata with the first heading of level 1 as a title, or as a rival of the title."""
    first = next((p for p in paragraphs if p.kind is Kind.HEADING and p.level == 1), None)
    if first is None:
        return meta
    spans, text = {"h1": first.span, **meta.spans}, first.shown(source)
    if meta.title is None:
        spans["title"] = first.span
    return replace(meta, title=meta.title or text, titles={**meta.titles, "h1": text}, spans=spans)


def _blocks(tokens: "list[Token]") -> Iterator[_Block]:
    """The blocks of prose in order, with what they stand in."""
    containers: list[tuple[int, Kind, bool]] = []
    level, end, in_table = 0, 0, False
    for number, token in enumerate(tokens):
        if token.type in {"table_open", "table_close"}:
            in_table = token.type == "table_open"
        elif token.type in {"bullet_list_open", "ordered_list_open", "blockquote_open"}:
            kind = Kind.QUOTE if token.type == "blockquote_open" else Kind.ITEM
            containers.append((containers[0][0] if containers else number, kind, True))
        elif token.type == "list_item_open":
            containers[-1] = (*containers[-1][:2], _alone(tokens, number))
        elif token.type in {"bullet_list_close", "ordered_list_close", "blockquote_close"}:
            containers.pop()
        elif token.type == "heading_open":
            level, end = int(token.tag[1]), (token.map or (0, 0))[1]
        elif token.type == "inline" and not in_table:
            group, kind, _ = containers[-1] if containers else (number, Kind.TEXT, True)
            alone = next((single for _, place, single in reversed(containers) if place is Kind.ITEM), True)
            last = max(end, (token.map or (0, 0))[1])
            yield _Block(token, last, Kind.HEADING if level else kind, level, group, alone)
            level, end = 0, 0


def _alone(tokens: "list[Token]", opening: int) -> bool:
    """Whether a list item holds one block with text and nothing else."""
    seen = 0
    for token in tokens[opening + 1 : opening + 12]:
        if token.type == "list_item_close" and token.level == tokens[opening].level:
            return seen == 1
        seen += token.type in {"inline", "fence", "code_block", "html_block", "hr"}
        if seen > 1:
            return False
    return False


def _paragraph(source: str, lines: list[_Line], block: _Block) -> Paragraph | None:
    first, last = block.token.map or (0, 0)
    own = lines[first:last]
    content = _content(block, own)
    if content is None:
        return None
    whole, segments, links = woven(block.token.children or [], content, _parser())
    text, segments = trim(whole, segments)
    if not text.strip(f"{OBJECT} "):
        return None  # Code alone is no more prose than a block of code.
    lead = len(whole) - len(whole.lstrip())
    span = extent(text, segments)
    outer = Span(own[0].start, lines[block.end - 1].end) if block.alone else span
    inside = tuple(link for at in links if len(link := Span(max(0, at.start - lead), min(len(text), at.end - lead))))
    return Paragraph(
        0, text, span, outer, block.kind, block.level, segments=plain(source, text, span, segments), links=inside
    )


def _content(block: _Block, own: list[_Line]) -> Content | None:
    """The inline source of a block, and where each of its lines starts in the file.

    A line of the content is the end of its line in the source: only what stands before it (indent, quote and list
    marks) is taken off. A heading with # is the exception, its closing marks go as well.
    """
    token = block.token
    starts: list[int] = []
    for line, body in zip(own, token.content.split("\n"), strict=False):
        if token.type == "inline" and block.kind is Kind.HEADING and "#" * block.level in line.text and len(own) == 1:
            at = line.text.find(body, line.text.find("#" * block.level) + block.level)
        else:
            at = len(line.text.rstrip()) - len(body.rstrip())
        if at < 0 or not line.text.startswith(body.strip(), at + len(body) - len(body.lstrip())):
            return None
        starts.append(line.start + at)
    return Content(token.content, tuple(starts)) if starts else None
