"""Fixes placed in the source: in copies as well, and never through markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Span
from srclint.checks.hygiene_characters import _MOJIBAKE, _SUSPECT, MissingSpace
from srclint.checks.hygiene_loss import StrippedLink
from srclint.checks.hygiene_words import DoubledWord
from srclint.checks.prose import CONTINUED, crosses_markup, is_english, rare
from srclint.edits import apply_edits, choose
from srclint.readers.text import read_text

from .texts import article, fixed

PARAGRAPH = "Officials said in the the end that the bridge was shut for a a year by the council."


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (PARAGRAPH, True),
        ("Bridge shut", True),
        ("Silta suljettiin maanantaina, ja työt kestävät kevääseen, sanoi kaupunginjohtaja.", False),
        ("Vordin saleth mukra penno dillast grommet faskin yelvra tondu mersik palloth grennu.", False),
    ],
)
def test_what_is_no_english_has_no_english_words_to_mend(text, english):
    assert is_english(article(text)) == english


def test_all_copies_are_mended_with_the_first():
    read = article("Bridge shut\n\n" + "\n\n".join([PARAGRAPH] * 30))
    found = list(DoubledWord().check(read))
    assert len(found) == 2, "the copies themselves are silent"
    after = apply_edits(read.source, choose([f.fix for f in found])[0])
    assert after.count("in the end") == after.count("for a year") == 30
    assert list(DoubledWord().check(article(after))) == []


@pytest.mark.parametrize(
    ("text", "filename", "crosses"),
    [
        ("We met the *the man*.", "a.md", True),
        ("We met the [the man](x).", "a.md", True),
        ("We met the the *man*.", "a.md", False),
        ("<p>We met the <b>the</b> man.</p>", "a.html", True),
        ("<p>We met the&#32;the <b>man</b>.</p>", "a.html", False),
        ("We met the the *man*.", "a.txt", False),
    ],
)
def test_a_fix_does_not_tear_markup_apart(text, filename, crosses):
    read = article(text, filename)
    (paragraph,) = read.paragraphs
    assert crosses_markup(read, paragraph, Span(7, 14)) is crosses
    (finding,) = DoubledWord().check(read)
    assert (finding.fix is None) is crosses


def test_links_and_emphasis_stay_whole_where_a_blank_or_a_sentence_is_mended():
    for text in ("It **ended.**The union won.", "[Follow us](x) here on and @paper. It rained."):
        assert fixed(MissingSpace(), text, "a.md") == fixed(StrippedLink(), text, "a.md") == text


@given(st.text(alphabet="aé’ \u00a0\u200b\u00ad\ufeffÃ©Â€â™Ðð\x07<&[", max_size=30))
def test_rare_characters_are_found(text):
    article = read_text("a.txt", text)
    known = {(character, p.index) for character, paragraphs in article.derived(rare).items() for p in paragraphs}
    for paragraph in article.paragraphs:
        for pattern in (_SUSPECT, _MOJIBAKE):
            assert all((match[0][0], paragraph.index) in known for match in pattern.finditer(paragraph.text))
        assert all((sign, paragraph.index) in known for sign in "<&[" if sign in paragraph.text)


def test_what_follows_a_garbled_letter_is_what_cp1252_makes_of_the_bytes():
    # The five bytes that cp1252 does not know stay what they are.
    read = {bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)}
    assert {chr(code) for code in range(0x3000) if re.match(f"[{CONTINUED}]", chr(code))} == read
