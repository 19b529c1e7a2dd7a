"""Two stories side by side, with what they share: for an editor who wants to see what was copied."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from html import escape
from itertools import zip_longest
from textwrap import wrap

from srclint.neardup.align import Match, align, places
from srclint.neardup.normalise import Words, words
from srclint.neardup.prints import StoryPrint
from srclint.record import record

_STYLE = (
    "body{font:16px/1.5 serif;margin:2em auto;max-width:80em}table{border-collapse:collapse;width:100%}"
    "td,th{padding:.4em 1em;text-align:left;vertical-align:top;white-space:pre-line;width:50%;overflow-wrap:anywhere}"
    "p{margin:0 1em 1em}.shared{background:#fff3c4}"
    "ins,del{background:#ffd0c0;text-decoration:none}mark{background:#d8e8ff}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}.shared{background:#443a10}"
    "ins,del{background:#6a2a18}mark{background:#1c3a5e;color:inherit}}"
)
_KEY = (
    "<p><span class=shared>In both</span> · <ins>changed in a passage that both have</ins> · "
    "<mark>in the other at another place</mark> · in this story only</p>\n"
)


class State(StrEnum):
    """What a piece of text is: in both stories, changed inside a shared passage, moved, or this story's own."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    OWN = "own"


@record
class Piece:
    """A stretch of one story's text, and what it is."""

    text: str
    state: State


@record
class Row:
    """What stands beside each other: a shared passage of both stories, or what lies between two of them."""

    shared: bool
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]


@record
class SideBySide:
    """Two stories in rows, and the share of each one's words that stand in the other."""

    a: StoryPrint
    b: StoryPrint
    rows: tuple[Row, ...]
    containment: tuple[float, float]


def side_by_side(a: StoryPrint, b: StoryPrint) -> SideBySide:
    """Set two stories beside each other.

    Passages in the same order in both make rows; a passage that stands elsewhere in the other story is marked as moved.
    """
    both = words(a.text), words(b.text)
    matches = align(places(both[0].normal), both[1].normal)
    rows_of = _in_order(matches)
    cells = (
        _Cells(both[0], _states(both[0], matches, rows_of, 0)),
        _Cells(both[1], _states(both[1], matches, rows_of, 1)),
    )
    rows = []
    for match in rows_of:
        rows.append(Row(False, *(cell.upto(match.ranges[side][0]) for side, cell in enumerate(cells))))
        rows.append(Row(True, *(cell.upto(match.ranges[side][1]) for side, cell in enumerate(cells))))
    rows.append(Row(False, *(cell.upto(None) for cell in cells)))
    shares = [
        len({word for match in matches for word in match.words[side]}) / max(1, len(both[side])) for side in (0, 1)
    ]
    return SideBySide(a, b, tuple(row for row in rows if row.a or row.b), (shares[0], shares[1]))


def as_lines(view: SideBySide, width: int = 120) -> Iterator[str]:
    """The view in two columns: "=" between the lines of a shared passage, [-…-] and {+…+} around what differs."""
    column = max(20, (width - 3) // 2)
    yield f"{_head(view.a, view.containment[0])[:column]:{column}}   {_head(view.b, view.containment[1])[:column]}"
    yield f"{'-' * column}   {'-' * column}"
    for row in view.rows:
        left, right = _wrapped(row.a, column, "[-", "-]"), _wrapped(row.b, column, "{+", "+}")
        for one, other in zip_longest(left, right, fillvalue=""):
            yield f"{one:{column}} {'=' if row.shared else ' '} {other}".rstrip()


def as_html(view: SideBySide) -> str:
    """The view as one page that needs nothing else."""
    rows = "\n".join(
        f"<tr{' class=shared' if row.shared else ''}>"
        f"<td>{_marked(row.a, 'del')}</td><td>{_marked(row.b, 'ins')}</td></tr>"
        for row in view.rows
    )
    heads = "".join(
        f"<th>{escape(_head(story, part))}</th>" for story, part in zip((view.a, view.b), view.containment, strict=True)
    )
    title = escape(f"{view.a.path} · {view.b.path}")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>{_KEY}<table><tr>{heads}</tr>\n{rows}\n</table></body></html>\n"
    )


class _Cells:
    """Hands out one story's text from where it was left, piece by piece.

    Blanks, and the signs before them, go with the word that they follow; an opening mark goes with the word after it.
    """

    def __init__(self, story: Words, states: Sequence[State]) -> None:
        self._story, self._states, self._at = story, states, 0

    def upto(self, word: int | None) -> tuple[Piece, ...]:
        """The text before a word; None for all that is left."""
        first, self._at = self._at, len(self._story) if word is None else word
        pieces: list[Piece] = []
        for at in range(first, self._at):
            text = self._story.text[self._from(at) : self._from(at + 1)]
            if pieces and pieces[-1].state is self._states[at]:
                text = pieces.pop().text + text
            pieces.append(Piece(text, self._states[at]))
        return tuple(pieces)

    def _from(self, word: int) -> int:
        if word == 0:
            return 0
        if word == len(self._story):
            return len(self._story.text)
        (_, end), start = self._story.span(word - 1, word), self._story.starts[word]
        blanks = [at for at in range(end, start) if self._story.text[at].isspace()]
        return blanks[-1] + 1 if blanks else start


def _in_order(matches: Sequence[Match]) -> list[Match]:
    """The passages with the most words in all that follow each other in both stories."""
    ordered = sorted(matches, key=lambda match: match.ranges)
    best: list[tuple[int, list[Match]]] = []
    for match in ordered:
        before = [
            (size, chain)
            for size, chain in best
            if all(chain[-1].ranges[side][1] <= match.ranges[side][0] for side in (0, 1))
        ]
        size, chain = max(before, key=lambda item: item[0], default=(0, []))
        best.append((size + match.size, [*chain, match]))
    return max(best, key=lambda item: item[0], default=(0, []))[1]


def _states(story: Words, matches: Sequence[Match], rows_of: Sequence[Match], side: int) -> list[State]:
    states = [State.OWN] * len(story)
    for match in matches:
        for word in match.words[side]:
            states[word] = State.MOVED
    for match in rows_of:
        states[slice(*match.ranges[side])] = [State.CHANGED] * (match.ranges[side][1] - match.ranges[side][0])
        for word in match.words[side]:
            states[word] = State.SAME
    return states


def _head(story: StoryPrint, part: float) -> str:
    return f"{story.path} ({part:.0%} in the other)"


def _wrapped(pieces: Sequence[Piece], width: int, before: str, after: str) -> list[str]:
    text = "".join(
        f"{before}{piece.text.rstrip()}{after}{piece.text[len(piece.text.rstrip()) :]}"
        if piece.state is State.CHANGED
        else piece.text
        for piece in pieces
    )
    return [line for paragraph in text.strip().split("\n") for line in wrap(paragraph, width) or [""]]


def _marked(pieces: Sequence[Piece], changed: str) -> str:
    tags = {State.CHANGED: changed, State.MOVED: "mark"}
    return "".join(_tagged(piece.text, tags.get(piece.state)) for piece in pieces)


def _tagged(text: str, tag: str | None) -> str:
    """The text in a tag, without the blanks behind it."""
    if tag is None:
        return escape(text)
    inside = text.rstrip()
    return f"<{tag}>{escape(inside)}</{tag}>{text[len(inside) :]}"
