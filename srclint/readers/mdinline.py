"""Inline Markdown laid along its source.

markdown-it says what the inline tokens of a block are, not where. Each token spells out its own stretch of the
source, so one after the other they can be placed exactly.
"""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from srclint.article import OBJECT, Span
from srclint.lazy import lazy
from srclint.readers.weave import Segment, Weave

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

HOLE = "\ufdd0"
_BREAK = lazy(r"[ \t]*\\?\n[ \t]*")
_LABEL = lazy(r"\[(?:[^\[\]\\]|\\.)*+\]", re.DOTALL)
_BLANK_RUN = lazy(rf"[ \t\n{HOLE}]+")
_LINE_BREAK_TAG = lazy(r"<br\s*/?>", re.IGNORECASE)


class Content:
    """The inline source of one block, its lines joined by newlines; maps its offsets to those of the file."""

    def __init__(self, text: str, starts: tuple[int, ...]) -> None:
        self.text = text
        self._starts = starts
        rows = [0]
        at = text.find("\n")
        while at >= 0:
            rows.append(at + 1)
            at = text.find("\n", at + 1)
        self._rows = rows

    def source(self, offset: int) -> int:
        """The offset in the file of an offset into the content."""
        row = min(bisect_right(self._rows, offset), len(self._starts)) - 1
        return self._starts[row] + offset - self._rows[row]


def woven(
    tokens: "list[Token]", content: Content, parser: "MarkdownIt"
) -> tuple[str, tuple[Segment, ...], tuple[Span, ...]]:
    """The text that a reader sees of a block's tokens, its segments, and the spans of its links in it."""
    layer = _Layer(content, parser)
    for token in tokens:
        layer.lay(token)
    text, segments = layer.weave.finish()
    return text, segments, tuple(layer.links)


class _Layer:
    """Lays tokens along the content; `at` is the offset behind the last one."""

    def __init__(self, content: Content, parser: "MarkdownIt") -> None:
        self.content = content
        self.weave = Weave()
        self.links: list[Span] = []
        self.at = 0
        self._parser = parser
        self._link_starts: list[int] = []

    def lay(self, token: "Token") -> None:
        """Place one token: add what it shows, and step over what it is written with."""
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special" if token.content == token.markup:
                self._text(token.content)
            case "text_special":
                self._decoded(token.content, self.at + len(token.markup))
            case "softbreak" | "hardbreak":
                self._line_break()
            case "code_inline":
                self._code(token)
            case "html_inline":
                if _LINE_BREAK_TAG.fullmatch(token.content):
                    self._decoded(" ", self.at + len(token.content))
                else:
                    self.at += len(token.content)
            case "link_open":
                self._link_starts.append(self.weave.length)
                self.at += 1
            case "link_close":
                self._link_close(token)
            case "image":
                self.at = self._behind_label(self.at + 2 + len(token.content))
            case _:
                self.at += len(token.markup)

    def _text(self, text: str) -> None:
        if not text:
            return
        if not self.content.text.startswith(text, self.at):
            # The text of <https://…> is the address made readable, not what is written.
            end = self.content.text.find(">", self.at)
            self._decoded(text, end if end >= 0 else self.at)
            return
        self._copy(self.at, self.at + len(text))
        self.at += len(text)

    def _copy(self, start: int, end: int) -> None:
        """Copy a stretch of the content, blanks collapsed and the holes of shortcodes left out."""
        at = start
        for match in _BLANK_RUN.finditer(self.content.text, start, end):
            self._verbatim(at, match.start())
            at = match.end()
            blank = match[0].lstrip(HOLE)
            if blank and not self.weave.blank_end:
                self.weave.copy(" ", self.content.source(at - len(blank)))
        self._verbatim(at, end)

    def _verbatim(self, start: int, end: int) -> None:
        self.weave.copy(self.content.text[start:end], self.content.source(start))

    def _decoded(self, text: str, end: int) -> None:
        if text != " " or not self.weave.blank_end:
            self.weave.decode(text, self.content.source(self.at), self.content.source(end))
        self.at = end

    def _line_break(self) -> None:
        found = _BREAK.match(self.content.text, self.at)
        if found is None:
            return
        if not self.weave.blank_end:
            self.weave.copy(" ", self.content.source(self.content.text.index("\n", self.at)))
        self.at = found.end()

    def _code(self, token: "Token") -> None:
        ticks = token.markup
        start = self.at + len(ticks)
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.content.text, start)
        end = closing.start() if closing else start + len(token.content)
        self.at = start
        self._decoded(OBJECT, end)
        self.at = end + len(ticks)

    def _link_close(self, token: "Token") -> None:
        start = self._link_starts.pop() if self._link_starts else self.weave.length
        if self.weave.length > start:
            self.links.append(Span(start, self.weave.length))
        self.at = self.at + 1 if token.markup == "autolink" else self._behind_label(self.at)

    def _behind_label(self, at: int) -> int:
        """The end of a link or image whose label closes at `at`: behind (address "title"), [label] or the bracket."""
        text = self.content.text
        at += 1
        if text.startswith("(", at) and (end := self._behind_address(at + 1)):
            return end
        label = _LABEL.match(text, at)
        return label.end() if label else at

    def _behind_address(self, at: int) -> int | None:
        text, helpers = self.content.text, self._parser.helpers
        at = self._behind_blanks(at)
        address = helpers.parseLinkDestination(text, at, len(text))
        if address.ok:
            at = self._behind_blanks(address.pos)
            title = helpers.parseLinkTitle(text, at, len(text))
            if title.ok and at > address.pos:
                at = self._behind_blanks(title.pos)
        return at + 1 if text.startswith(")", at) else None

    def _behind_blanks(self, at: int) -> int:
        text = self.content.text
        while at < len(text) and text[at] in " \t\n":
            at += 1
        return at
