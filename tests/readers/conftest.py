"""What every reader is held to: each character of a text stands where its segments say."""

import json
from html import unescape

import pytest

from srclint.article import OBJECT


def explained(piece, char, form):
    """Whether `piece` of a source is a way to write `char`."""
    if piece == char or (char == " " and (piece.isspace() or piece.lower().startswith(("<br", "</br")))):
        return True
    if form == "jsonl":
        decoded = json.loads(f'"{piece}"')
        return char in decoded or (char == " " and decoded.isspace()) or "\ud800" <= decoded <= "\udfff"
    if form == "markdown" and char == OBJECT:
        return piece != ""
    if form == "markdown" and piece.startswith("\\"):
        return piece[1:] == char
    return piece.startswith("&") and char in unescape(piece).translate(str.maketrans("\t\n\r\f\0", "     "))


@pytest.fixture(scope="session")
def exact():
    """`exact(article)` fails where a paragraph's text does not lie on the source that its spans name."""

    def check(article):
        source, last = article.source, 0
        for number, paragraph in enumerate(article.paragraphs):
            assert paragraph.index == number
            assert paragraph.text == paragraph.text.strip() != ""
            assert "\n" not in paragraph.text
            assert "\r" not in paragraph.text
            assert last <= paragraph.span.start < paragraph.span.end <= len(source)
            assert paragraph.outer.covers(paragraph.span)
            assert paragraph.to_source(0, len(paragraph.text)) == paragraph.span
            last = paragraph.span.end
            for at, char in enumerate(paragraph.text):
                span = paragraph.to_source(at, at + 1)
                piece = source[span.start : span.end]
                assert explained(piece, char, article.format), (paragraph.text, at, char, piece)
            for link in paragraph.links:
                assert 0 <= link.start < link.end <= len(paragraph.text)
        return article

    return check
