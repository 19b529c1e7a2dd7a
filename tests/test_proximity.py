"""Words near each other: what a look at every pair of words finds, in time that grows with the text."""

from hypothesis import given
from hypothesis import strategies as st

from srclint.proximity import Proximity

WORDS = st.lists(st.sampled_from(["one", "other", "and", "both ways"]), max_size=12)


def spans(text, distance, ones=("one",), others=("other",)):
    return [found.span() for found in Proximity(ones, others, distance).finditer(text)]


def read(text, distance, **words):
    return [text[start:end] for start, end in spans(text, distance, **words)]


@given(WORDS, st.integers(0, 4))
def test_something_is_found_wherever_two_words_are_near_enough(words, distance):
    text = " ".join(words)
    tokens = text.split()
    near = any(
        {a, b} == {"one", "other"} and abs(m - n) - 1 <= distance
        for m, a in enumerate(tokens)
        for n, b in enumerate(tokens)
    )
    assert bool(spans(text, distance)) is near


@given(WORDS, st.integers(0, 4))
def test_what_is_found_runs_from_one_to_the_other_and_nothing_is_found_twice(words, distance):
    text = " ".join(words)
    done = 0
    for start, end in spans(text, distance):
        inside = text[start:end].split()
        assert {inside[0], inside[-1]} == {"one", "other"}
        assert len(inside) - 2 <= distance
        assert start >= done
        done = end


def test_the_words_between_are_counted():
    text = "sources who are said to be close to him"
    assert read(text, 5, ones=["sources"], others=["close to"]) == ["sources who are said to be close to"]
    assert read(text, 4, ones=["sources"], others=["close to"]) == []
    assert read("close to sources", 0, ones=["sources"], others=["close to"]) == ["close to sources"]


def test_the_nearest_counts():
    assert read("other and and one and other", 3) == ["one and other"]


def test_words_are_whole_and_do_not_stand_near_themselves():
    assert read("another one", 3) == []
    assert read("one", 3, others=["one"]) == []
    assert read("one one", 3, others=["one"]) == ["one one"]


def test_a_search_starts_at_a_place():
    near = Proximity(["one"], ["other"], 1)
    text = "one other, then one and other"
    assert text[near.search(text).start() :] == text
    assert near.search(text, 5).span() == (16, len(text))
    assert near.search(text, 20) is None


def test_a_long_text_is_read_once():
    many = "one " * 50_000
    assert spans(many, 3) == []
    assert len(spans(many + "other " * 50_000, 3)) == 1
