import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.language import fold
from srclint.match import Prefilter, folded, having, spans
from srclint.pack import Entry
from srclint.readers.text import read_text


def entry(**keys):
    values = {"code": "X001", "name": "x", "keywords": ("unheard of",), "bad": (), "good": ()} | keys
    return Entry(**values)


def let_through(entries, text):
    """What the prefilter lets through for a text that stands between two others."""
    texts = ("before", text, "after")
    places = {}
    for index, each in enumerate(texts):
        for word in set(re.findall(r"\w+", each)):
            places.setdefault(word, []).append(index)
    return Prefilter(entries).candidates(texts, places)[1]


def found(e, text):
    article = read_text("a.txt", text)
    return [article.paragraphs[p.index].text[s.start : s.end] for p in article.paragraphs for s in spans(e, article, p)]


@given(
    st.lists(st.text(alphabet="ab cé'-", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=5),
    st.text(alphabet="ab cé'-.", max_size=40),
)
def test_the_prefilter_never_withholds_an_entry_whose_keyword_stands_as_words(keywords, text):
    e = entry(keywords=tuple(fold(k) for k in keywords))
    if e.regex.search(text):
        assert let_through([e], text) == (e,)


def test_the_prefilter_holds_back_what_cannot_match():
    one, two, symbol, always = (
        entry(),
        entry(keywords=("other",)),
        entry(keywords=("©",)),
        entry(keywords=(), pattern="x"),
    )
    assert let_through([one, two, symbol, always], "the other © day") == (two, symbol, always)


def test_a_match_is_given_in_the_text_as_written():
    assert found(entry(), "It is UNHEARD\u00a0of here.") == ["UNHEARD\u00a0of"]


def test_the_unit_can_be_marked_whole():
    assert found(entry(mark="unit"), "It is unheard of. Twice unheard of.") == ["It is unheard of. Twice unheard of."]
    assert found(entry(mark="unit", scope="sentence"), "Fine. It is unheard of.") == ["It is unheard of."]


def test_word_limits_count_the_unit():
    assert found(entry(max_words=4), "It is unheard of") == ["unheard of"]
    assert found(entry(max_words=3), "It is unheard of") == []
    assert found(entry(min_words=5), "It is unheard of") == []


def test_unless_vetoes_the_unit():
    assert found(entry(unless="never"), "It is never unheard of.") == []
    assert found(entry(unless="never", scope="sentence"), "Never. It is unheard of.") == ["unheard of"]


def test_case_can_be_heeded():
    us = entry(keywords=("us",), pattern=r"\bUS\b", case=True)
    assert found(us, "The US told us.") == ["US"]


@pytest.mark.parametrize(
    ("quotes", "expected"), [("skip", ["unheard of"]), ("only", ["Unheard of"]), ("both", ["Unheard of", "unheard of"])]
)
def test_quoted_speech_can_be_told_from_the_writer(quotes, expected):
    assert found(entry(quotes=quotes), '"Unheard of," he said. It was unheard of.') == expected


@pytest.mark.parametrize(("position", "hits"), [("top", [0, 1, 2]), ("body", [3, 4, 5, 6, 7]), ("end", [5, 6, 7])])
def test_positions_part_the_article(position, hits):
    article = read_text("a.txt", "\n\n".join(f"Unheard of {n}" for n in range(8)))
    e = entry(position=position)
    assert [p.index for p in article.paragraphs if any(True for _ in spans(e, article, p))] == hits


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


def test_the_folded_view_is_by_paragraph():
    assert read_text("a.txt", "One’s\n\nTWO").derived(folded) == ("one's", "two")


def test_paragraphs_are_found_by_their_words_in_order():
    article = read_text("a.txt", "One’s day\n\nTwo\n\nA DAY in two parts")
    assert [p.index for p in having(article, ("two", "day"))] == [0, 1, 2]
    assert [p.index for p in having(article, ("day",), article.paragraphs[1:])] == [2]
    assert having(article, ("da",)) == []
