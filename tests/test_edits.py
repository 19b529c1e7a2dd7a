"""Choosing edits: what goes together, and that nothing else changes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Span
from srclint.edits import apply_edits, choose
from srclint.rule import Edit, Fix, Safety


def fix(*edits):
    return Fix(Safety.SAFE, tuple(Edit(Span(start, end), text) for start, end, text in edits))


def applied(source, *fixes):
    edits, mended = choose(fixes)
    return apply_edits(source, edits), mended


def test_fixes_apart_are_made_together():
    assert applied("abcdef", fix((0, 1, "X")), fix((5, 6, "Y"))) == ("XbcdeY", [0, 1])


def test_a_deletion_takes_the_edits_inside_it_along():
    assert applied("abcdef", fix((2, 3, "X")), fix((1, 5, ""))) == ("af", [0, 1])


def test_the_larger_of_two_that_overlap_is_made():
    assert applied("abcdef", fix((0, 2, "X")), fix((1, 5, "Y"))) == ("aYf", [1])


def test_of_two_on_the_same_words_the_deletion_is_made():
    assert applied("abcdef", fix((1, 4, "X")), fix((1, 4, ""))) == ("aef", [0, 1])


def test_a_fix_is_made_whole_or_not_at_all():
    assert applied("abcdef", fix((0, 3, "XX")), fix((2, 3, "Y"), (5, 6, "Z"))) == ("XXdef", [0])


def test_the_same_edit_twice_is_made_once():
    assert applied("abcdef", fix((1, 2, "X")), fix((1, 2, "X"))) == ("aXcdef", [0, 1])


def test_two_insertions_at_one_point_wait_for_each_other():
    assert applied("ab", fix((1, 1, "X")), fix((1, 1, "Y"))) == ("aXb", [0])


def test_neighbours_do_not_overlap():
    assert applied("abcd", fix((0, 2, "X")), fix((2, 4, "Y"))) == ("XY", [0, 1])


_EDIT = st.tuples(st.integers(0, 20), st.integers(0, 6), st.sampled_from(["", "x", "yz"])).map(
    lambda t: Edit(Span(t[0], t[0] + t[1]), t[2])
)
_FIXES = st.lists(st.lists(_EDIT, min_size=1, max_size=3).map(lambda e: Fix(Safety.SAFE, tuple(e))), max_size=12)
_SOURCE = "".join(chr(ord("A") + n) for n in range(26))


@given(_FIXES)
def test_nothing_outside_the_edits_changes(fixes):
    edits, _ = choose(fixes)
    after = apply_edits(_SOURCE, edits)
    touched = {at for edit in edits for at in range(*edit.span)}
    assert "".join(c for c in after if c.isupper()) == "".join(c for n, c in enumerate(_SOURCE) if n not in touched)
    assert all(one.span.end <= two.span.start for one, two in pairwise(edits))


@given(_FIXES, st.randoms())
def test_the_choice_does_not_depend_on_the_order(fixes, random):
    shuffled = list(fixes)
    random.shuffle(shuffled)
    assert choose(fixes)[0] == choose(shuffled)[0]


@given(_FIXES)
def test_every_mended_fix_is_made_or_lies_in_a_deletion(fixes):
    edits, mended = choose(fixes)
    for number in mended:
        for edit in fixes[number].edits:
            assert edit in edits or any(not e.replacement and e.span.covers(edit.span) for e in edits)
    assert mended or not fixes or all(_self_overlapping(fix) for fix in fixes)


def _self_overlapping(fix):
    return not choose([fix])[1]
