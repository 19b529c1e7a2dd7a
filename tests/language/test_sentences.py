from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.language import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam broke. Two villages were flooded.", ["The dam broke.", "Two villages were flooded."]),
        ("“It broke.” He left!", ["“It broke.”", "He left!"]),
        ("It broke. “Help came late,” she said.", ["It broke.", "“Help came late,” she said."]),
        ("Why?! Nobody knows… No 12 does. 13 do", ["Why?!", "Nobody knows…", "No 12 does.", "13 do"]),
        ("  Dr. Wren met J. Orr at 5 p.m. on Friday.  ", ["Dr. Wren met J. Orr at 5 p.m. on Friday."]),
        ("He said no. then left. Él no. éste sí.", ["He said no. then left.", "Él no. éste sí."]),
        ("It was I. Nobody else… was there.", ["It was I.", "Nobody else… was there."]),
        ("Mr.. Wren left", ["Mr..", "Wren left"]),
        ("(See St. John.) “(Mr. Orr did.)”", ["(See St. John.)", "“(Mr. Orr did.)”"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_where_sentences_end(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet="aBé. !?…\n\u00a0\"“”')(1„«", max_size=60))
def test_sentences_hold_all_but_the_blanks_between_them(text):
    found = sentences(text)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    for one, other in pairwise(found):
        assert one.start < one.end < other.start
        assert text[one.end : other.start].isspace()


def test_a_long_text_without_blanks_takes_linear_time():
    assert len(sentences("A.\n" * 50_000)) == 1
    assert len(sentences("Aa.\n" * 50_000)) == 50_000
