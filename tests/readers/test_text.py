"""Plain text to paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.readers.text import read_text


def texts(source):
    return [paragraph.text for paragraph in read_text("a.txt", source).paragraphs]


def blocks(source):
    return [paragraph.block for paragraph in read_text("a.txt", source).paragraphs]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_is_a_unit_and_a_blank_line_ends_a_block(end):
    source = end.join(["The ferry left.", "Nobody was late.", "", " \t", "It rained."])
    assert texts(source) == ["The ferry left.", "Nobody was late.", "It rained."]
    assert blocks(source) == [0, 0, 1]


def test_form_feeds_and_unicode_separators_end_a_line():
    assert texts("Page one\fPage two\u2028Line\u2029Last") == ["Page one", "Page two", "Line", "Last"]


def test_a_form_feed_line_parts_blocks():
    assert blocks("Page one\n\f\nPage two") == [0, 1]


WRAPPED = """\
The council of the harbour town decided late on Monday that
the old ferry will go on sailing until the new bridge stands,
which the builders now expect to be the case in the autumn of
next year, according to a paper that the office has printed.

Nobody in the hall spoke against it, though the owner of the
boat had asked for more money than the town is ready to pay."""


@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n", "\n  ", "\t\r\n\t"])
def test_hard_wrapped_lines_join(end, exact):
    source = WRAPPED.replace("\n", end)
    exact(read_text("a.txt", source))
    found = read_text("a.txt", source).paragraphs
    assert [p.text.split()[0] for p in found] == ["The", "Nobody"]
    assert "Monday that the old ferry" in found[0].text
    assert [p.text for p in found] == texts(WRAPPED)
    assert source[found[1].span.start : found[1].span.end].startswith("Nobody in the hall")


def test_lines_of_different_length_stay_apart():
    assert len(texts("Ferry sails on\nThe town decided on Monday that it may.\nShare this\nMore soon\n")) == 4


def test_plain_text_has_no_metadata():
    assert not read_text("a.txt", "title: The ferry").metadata.has_fields


@given(st.text(alphabet=st.sampled_from("ab. \t\n\r\f\v\u2028\u00a0\ufeff“É😀"), max_size=200))
def test_spans_lie_on_the_text_they_name(exact, source):
    exact(read_text("a.txt", source))


@given(st.text(max_size=300))
def test_no_letter_is_lost(source):
    seen = "".join(texts(source))
    assert [c for c in seen if not c.isspace()] == [c for c in source if not c.isspace()]
