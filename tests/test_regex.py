import re

import pytest

from srclint.regex import parse, walk


def masks(pattern):
    return [node.mask.bit_count() for node in walk(parse(pattern)) if node.kind == "set"]


def test_sets_ignore_case_and_know_their_size():
    assert masks("a") == masks("A") == masks("[aA]") == [2]
    assert masks(r"\d") == [10]
    assert masks(r"[^\W\d_]")[0] < masks(r"\w")[0] < masks(".")[0]


@pytest.mark.parametrize(
    ("pattern", "nullable"),
    [("a?", True), ("a", False), ("(?:a|b?)", True), ("(?:ab)*", True), ("(?=a)", True), (r"(a)\1", False), ("", True)],
)
def test_what_can_match_the_empty_text(pattern, nullable):
    assert all(node.nullable for node in parse(pattern)) is nullable


def test_repeats_keep_their_bounds():
    (loop,) = parse("a{2,9}")
    (fixed,) = parse("a{9}")
    (short,) = parse("a{0,3}")
    assert (loop.is_loop, fixed.is_loop, short.is_loop) == (True, False, False)
    assert [node.kind for node in short.rounds()] == ["repeat"] * 3


def test_every_construct_of_the_language_is_understood():
    everything = r"^(?:a|b)(?P<x>c)(?P=x)(?(x)d|e)(?=f)(?<!g)h*?i++(?>j)[^k-m]\b\Z"
    assert {node.kind for node in walk(parse(everything))} >= {"set", "seq", "repeat", "atomic", "look", "at", "alt"}


def test_a_pattern_that_does_not_compile_is_an_error():
    with pytest.raises(re.error):
        parse("[")
