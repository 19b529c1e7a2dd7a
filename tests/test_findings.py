"""The findings of a file in their three forms."""

import json

from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Lines, Position, Span
from srclint.entries import array, from_json
from srclint.findings import Findings, Later, Sort, sorts_of, to_json
from srclint.rule import Edit, Finding, Fix, Related, Safety, Severity

SOURCE = "One line.\nAnd another.\n\nA third: “quoted”.\n"
BASE = 100

spans = st.tuples(st.integers(0, len(SOURCE)), st.integers(0, len(SOURCE))).map(lambda ends: Span(*sorted(ends)))
places = st.none() | st.builds(Position, st.integers(1), st.integers(1), st.integers(0))
edits = st.lists(st.builds(Edit, spans, st.text()), max_size=2).map(lambda found: tuple(sorted(found)))
fixes = st.none() | st.builds(Fix, st.sampled_from(Safety), edits, st.none() | st.just("utf-8"))
findings = st.builds(
    Finding,
    st.sampled_from(("AA101", 'B"202')),
    st.text(),
    st.sampled_from(Severity),
    st.text(),
    st.just("a.txt"),
    st.none() | spans,
    st.none() | st.text(min_size=1),
    fixes,
    st.lists(st.builds(Related, st.text(), st.text(), places, places), max_size=2).map(tuple),
)


@given(st.lists(findings, max_size=3).map(tuple))
def test_json_and_back(found):
    lines = Lines(SOURCE, BASE, 7)
    text = array(found, lines)
    assert json.dumps(json.loads(text)) == text
    assert tuple(from_json(text, "a.txt", BASE)) == found


def test_nothing_is_decoded_before_it_is_looked_at():
    sort = Sort("AA101", "name", "info", "")
    asked = []
    found = Findings(lambda: asked.append(1) or (), text="[…]", sorts={sort: 2})
    assert (len(found), to_json(found, None), sorts_of(found), asked) == (2, "[…]", {sort: 2}, [])
    assert list(found) == []
    assert (asked, found[:]) == ([1], ())


def test_a_later_tuple_equals_what_it_makes():
    later = Later(lambda: iter("ab"))
    assert later == ("a", "b")
    assert ("a", "b") == later  # noqa: SIM300 - the other way round is another method
    assert later != ["a", "b"]
    assert (later[1], later[:1], len(later), hash(later)) == ("b", ("a",), 2, hash(("a", "b")))
