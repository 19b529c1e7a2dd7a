import marshal
import re

from hypothesis import given
from hypothesis import strategies as st

from srclint.prefilter import Index, candidates, prepare

KEYWORDS = st.lists(
    st.text(alphabet="ab cé'-", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=4
)
TEXTS = st.lists(st.text(alphabet="ab cé'-.", max_size=40), max_size=3)


def by_text(keywords, *texts, most=0):
    """The numbers of the entries (one a list of keywords) that are let through, for each text."""
    index = prepare((number, own, most) for number, own in enumerate(keywords))
    found = candidates(index, texts, [set(re.findall(r"\w+", text)) for text in texts], [len(t.split()) for t in texts])
    return [found.get(number, set()) for number in range(len(texts))]


def stands(keyword, text):
    """What the prefilter promises, said slowly."""
    words = re.findall(r"\w+", text)
    first = next(iter(re.findall(r"\w+", keyword)), None)
    return keyword in text and (first is None or first in words)


@given(st.lists(KEYWORDS, max_size=4), TEXTS)
def test_an_entry_is_let_through_where_one_of_its_keywords_stands(keywords, texts):
    expected = [{n for n, own in enumerate(keywords) if any(stands(k, text) for k in own)} for text in texts]
    assert by_text(keywords, *texts) == expected


def test_a_keyword_starts_as_a_word_and_may_end_inside_one():
    assert by_text([["fat cat"], ["cat"]], "two fat cats", "a flat catch") == [{0}, set()]


def test_entries_without_keywords_always_pass():
    assert by_text([[], ["else"]], "one", "something else") == [{0}, {0, 1}]


def test_a_symbol_is_looked_for_without_words():
    assert by_text([["©"], ["@", "unheard of"]], "all rights © here", "a@b") == [{0}, {1}]


def test_texts_that_are_longer_than_the_entry_allows_are_passed_over():
    assert by_text([["cat"], ["©"], []], "a © cat", "a © fat cat", most=3) == [{0, 1, 2}, set()]


def test_one_word_serves_entries_for_short_and_for_long_texts():
    index = prepare([(7, ["cat"], 1), (8, ["cat"], 0), (9, ["cat flap"], 4)])
    assert candidates(index, ["cat", "a cat flap"], [{"cat"}, {"a", "cat", "flap"}], [1, 3]) == {0: {7, 8}, 1: {8, 9}}


def test_the_index_can_be_stored():
    index = prepare([(0, ["cat", "©"], 9), (1, [], 0)])
    stored = marshal.dumps(tuple(index))
    assert Index(*marshal.loads(stored)) == index  # noqa: S302 - written just above
