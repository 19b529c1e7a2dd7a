import re

from hypothesis import given
from hypothesis import strategies as st

from srclint.language.whole import find_all, joined, matches_near, whole
from srclint.match import whole as folded_whole
from srclint.readers.text import read_text


@given(st.lists(st.text(alphabet="ab \n", max_size=5), max_size=6))
def test_each_offset_lies_in_the_row_of_its_text(texts):
    text, starts = found = joined(texts)
    for row, one in enumerate(texts):
        assert text[starts[row] : starts[row + 1]] == f"{one}\n"
        assert {found.row(at) for at in range(starts[row], starts[row + 1])} == {row}


def test_offsets_are_those_of_the_folded_text():
    article = read_text("a.txt", "The Mayor left.\n\nNobody asked.")
    assert article.derived(whole).text.lower().split("\n")[:2] == article.derived(folded_whole).split("\0")
    assert len(article.derived(whole).text) == len(article.derived(folded_whole)) + 1


@given(st.text(alphabet="ab, ", max_size=30), st.integers(0, 4))
def test_matches_near_what_each_of_them_holds_are_those_of_a_search(text, more):
    slow = re.compile(r"\b(?:a |b ){0,2}ab")
    windows = [(at - len("a b ") - more, at) for at in find_all("ab", text)]
    near = [match.span() for match in matches_near(slow, text, windows)]
    assert near == [match.span() for match in slow.finditer(text)]
