"""Text for people: excerpts that fit, colours only where they belong."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Lines, Span
from srclint.reporters.excerpt import excerpt
from srclint.reporters.style import Style, cell, cells, is_plain, style_for, visible
from srclint.reporters.text import report

PLAIN = Style(enabled=False)


def shown(source, words, width=60):
    start = source.index(words)
    return list(excerpt(source, Lines(source), Span(start, start + len(words)), width, PLAIN))


def test_the_mark_stands_under_the_words():
    assert shown("One.\nThe the sea.\n", "the sea") == ["  |", "2 | The the sea.", "  |     ^^^^^^^"]


def test_wide_characters_and_tabs_move_the_mark():
    assert shown("漢\té the sea", "the") == ["  |", "1 | 漢    é the sea", "  |         ^^^"]


def test_what_does_not_show_is_written_out():
    assert shown("a\u200bb", "\u200b") == ["  |", "1 | a<U+200B>b", "  |  ^^^^^^^^"]


def test_a_long_line_is_cut_on_both_sides():
    row = shown("x" * 500 + " here " + "y" * 500, "here")[1]
    assert row.startswith("1 | …xxx")
    assert row.endswith("yyy…")
    assert len(row) <= 60


def test_a_span_over_several_lines_says_so():
    assert shown("One\ntwo\nthree\n", "One\ntwo\nthree")[-1] == "  | … and 2 more lines"
    assert shown("One\ntwo\n", "One\n") == ["  |", "1 | One", "  | ^^^"]


def test_an_empty_span_gets_a_mark():
    source = "One two"
    assert list(excerpt(source, Lines(source), Span(7, 7), 60, PLAIN))[-1] == "  |        ^"


def test_windows_line_ends_do_not_show():
    assert shown("One\r\ntwo\r\n", "One")[1] == "1 | One"


def test_a_record_shows_the_line_of_its_file():
    assert next(iter(list(excerpt("abc", Lines("abc", 90, 12), Span(0, 1), 60, PLAIN))[1:])) == "12 | abc"


_TEXT = st.text(st.sampled_from("ab \t漢é\u0301\u200b\n\r😀"), max_size=150)


@given(_TEXT, st.data())
def test_any_excerpt_fits_and_marks_something(source, data):
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    rows = list(excerpt(source, Lines(source), Span(start, end), 40, PLAIN))
    assert all(cells(row) <= 41 for row in rows)
    assert "^" in rows[2]
    assert not any("\n" in row or "\r" in row for row in rows)


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_where_there_is_colour(monkeypatch, environment, terminal, coloured):
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: terminal, raising=False)
    assert style_for(out).enabled is coloured


def test_colours_change_nothing_but_colours(results, info, monkeypatch):
    import re

    plain, coloured = io.StringIO(), io.StringIO()
    report(results, info, plain)
    monkeypatch.setenv("FORCE_COLOR", "1")
    report(results, info, coloured)
    assert "\x1b[" in coloured.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured.getvalue()) == plain.getvalue()


def test_text_of_the_file_cannot_speak_to_the_terminal():
    assert visible("a\x1b[31mb\u202ec\nd") == "a<U+001B>[31mb<U+202E>c d"
    assert cell("\t") == "    "


def test_what_is_plain_is_drawn_as_it_is_in_one_column():
    plain = [char for char in map(chr, range(0x3000)) if is_plain(char)]
    assert {"a", "é", "“", "–", "…"} <= set(plain)
    assert all(cell(char) == char for char in plain)
    assert not any(unicodedata.combining(char) or unicodedata.east_asian_width(char) in "WF" for char in plain)
