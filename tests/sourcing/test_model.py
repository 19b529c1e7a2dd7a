"""The weights: read whole, and probabilities that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.data import parsed
from srclint.sourcing.extract import candidates
from srclint.sourcing.features import CUE, END, LEFT_END, START, cue_keys, end_keys, left_end_keys, start_keys
from srclint.sourcing.model import NAMES, Binary, model
from srclint.sourcing.stream import Stream

TEXT = "Ann Roe said that the bridge will close, and Lee Ward added it was late."


def test_every_feature_of_the_file_is_asked_for_and_no_other():
    table = parsed("model/sourcing-en.json")
    for name, features in NAMES.items():
        assert set(table[name]) <= {*features, "bias"}


def test_keys_are_as_many_as_their_names():
    c = next(iter(candidates(Stream(TEXT, ()))))
    assert len(cue_keys(c)) == len(CUE)
    assert len(start_keys(c, c.head + 1)) == len(START)
    assert len(end_keys(c, c.head + 1, c.head + 3, "U", 0, False)) == len(END)
    assert len(end_keys(c, c.head + 1, c.end, "U", 0, False)) == len(END)
    assert len(left_end_keys(c, c.head)) == len(LEFT_END)


def test_layouts_are_probabilities():
    for c in candidates(Stream(TEXT, ())):
        assert sum(model().layout.chances(cue_keys(c))) == pytest.approx(1)


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=20))
def test_stopping_takes_what_there_is(odds):
    weights = {str(n): value for n, value in enumerate(odds)}
    taken = Binary(0.0, (weights,)).stops([(key,) for key in weights], len(weights))
    assert all(0 <= p <= 1 for p in taken)
    assert 0.96 <= sum(taken) <= 1.000001


def test_a_quotation_is_one_token():
    s = Stream("“A b c d e f g h i j,” said Ann Roe.", ((0, 22),))
    assert s.shape[0] == "Q"
    assert s.low[0] == "“,short"
    assert [s.slice(a, b) for a, b in s.sentences] == ["“A b c d e f g h i j,” said Ann Roe."]


def test_titles_and_initials_end_no_sentence():
    s = Stream("Mr. John R. Bryson met Sen. Ann Roe (R-Tex.) in the U.S. in May. She left.", ())
    assert len(s.sentences) == 2
