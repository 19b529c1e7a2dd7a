import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Span
from srclint.readers.text import read_text
from srclint.results import LedgerRow
from srclint.rule import Finding, Severity
from srclint.score import SUBSCORES, Figures, figures, profile, score, scored_codes

WORTHS = ("named", "institution", "described", "nobody")


def numbers(words=500, boilerplate=(), statements=(), named=3, has_fields=True):
    return Figures(words, boilerplate, statements, named, has_fields)


def said(*worths):
    return tuple((worth, (Span(10 * n, 10 * n + 5),)) for n, worth in enumerate(worths))


def finding(code, start=None, end=None, name="a-name", preview=False):
    span = None if start is None else Span(start, end)
    return Finding(code, name, Severity.WARNING, "m", "a.txt", span, preview=preview)


findings_of_profile = st.lists(
    st.sampled_from(sorted(scored_codes() | {"SRC301", "DUP202"})).map(lambda code: finding(code, 0, 5)), max_size=60
)
figures_of_any_file = st.builds(
    numbers,
    words=st.integers(0, 3000),
    boilerplate=st.lists(
        st.tuples(st.sampled_from(["BP101", "BP103", "DUP205"]), st.integers(0, 400), st.just(Span(0, 9))), max_size=6
    ).map(tuple),
    statements=st.lists(st.sampled_from(WORTHS), max_size=12).map(lambda worths: said(*worths)),
    named=st.integers(0, 9),
    has_fields=st.booleans(),
)


@given(figures_of_any_file, findings_of_profile, st.none() | st.floats(0, 1))
def test_the_ledger_sums_exactly_and_the_score_stays_in_range(figures, findings, containment):
    result = score(figures, findings, containment=containment)
    assert 0 <= result.total <= 100
    assert round(math.fsum(row.points for row in result.rows), 1) == round(100 - result.total, 1)
    assert all(row.points >= 0 for row in result.rows)
    assert set(result.subscores) == set(SUBSCORES)
    assert all(value is None or 0 <= value <= 100 for value in result.subscores.values())


def test_a_clean_file_gets_100():
    result = score(numbers(statements=said("named", "named", "named")), [], containment=0.0)
    assert (result.total, result.rows) == (100, ())
    assert set(result.subscores.values()) == {100}


def test_clean_falls_with_the_share_of_boilerplate_words():
    result = score(numbers(boilerplate=(("BP101", 60, Span(0, 9)), ("DUP205", 40, Span(20, 29)))), [])
    assert result.subscores["clean"] == 50  # 100 of 500 words, and 40 % is nothing left
    assert {row.code for row in result.rows} == {"BP101", "DUP205"}
    half = score(numbers(boilerplate=(("BP101", 250, Span(0, 9)),)), [])
    assert half.subscores["clean"] == 0


def test_sourcing_weighs_who_stands_behind_a_statement():
    statements = said("named", "institution", "described", "nobody")
    result = score(numbers(statements=statements, named=1), [finding("SRC301", 30, 35)])
    assert result.subscores["sourcing"] == pytest.approx(70 * (1 + 0.6 + 0.3 + 0) / 4 + 30 / 3, abs=0.05)
    rows = {(row.code, row.what) for row in result.rows}
    assert ("SRC301", "statements that nobody stands behind") in rows
    assert (None, "1 of 3 named people or documents") in rows


def test_what_does_not_apply_drops_out_of_the_mean():
    result = score(numbers(boilerplate=(("BP101", 100, Span(0, 9)),), has_fields=False), [])
    assert result.subscores == {"clean": 50, "original": None, "sourcing": None, "text": 100, "metadata": None}
    assert result.total == round((25 * 50 + 15 * 100) / 40, 1)


def test_original_counts_a_small_overlap_as_none():
    assert score(numbers(), [], containment=0.09).subscores["original"] == 100
    result = score(numbers(), [finding("DUP202")], containment=0.75)
    assert result.subscores["original"] == 25
    assert [row.code for row in result.rows] == ["DUP202"]


def test_a_rule_costs_no_more_than_its_cap_and_less_in_a_long_file():
    cap = profile()["text"]["HYG403"]["cap"]
    assert score(numbers(), [finding("HYG403", 0, 1)] * 9).subscores["text"] == 100 - cap
    weight = profile()["text"]["HYG404"]["weight"]
    assert score(numbers(words=2000), [finding("HYG404", 0, 1)]).subscores["text"] == 100 - weight / 2


def test_preview_findings_cost_nothing():
    assert score(numbers(), [finding("HYG404", 0, 1, preview=True)]).total == 100


def test_suppressed_and_ignored_cost_nothing():
    marked = numbers(boilerplate=(("BP101", 100, Span(0, 9)),))
    assert score(marked, [], silenced=[finding("BP101", 0, 9)]).subscores["clean"] == 100
    assert score(marked, [], ignored=frozenset({"BP101"})).subscores["clean"] == 100
    statements = numbers(statements=said("named", "named", "nobody"))
    assert score(statements, [], silenced=[finding("SRC301", 20, 25)]).subscores["sourcing"] == 100


@given(
    st.lists(st.tuples(st.sampled_from(["SRC301", "SRC308", "HYG401"]), st.integers(0, 60), st.integers(0, 30))),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=2, max_size=5),
)
def test_a_statement_goes_under_the_first_code_of_what_is_found_at_it(found, places):
    findings = [finding(code, start, start + length) for code, start, length in found]
    spans = [Span(start, start + length) for start, length in places]
    result = score(numbers(statements=tuple(("nobody", (span,)) for span in spans)), findings)
    met = [{f.code for f in findings if f.code.startswith("SRC") and f.span.overlap(span)} for span in spans]
    expected = Counter(min(codes, default=None) for codes in met)
    assert {row.code: row.count for row in result.rows if "nobody" in row.what} == expected


def test_a_story_that_was_not_read_says_why():
    result = score(numbers()._replace(unread="no lexicon for the language 'sw'"), [])
    assert (result.total, result.subscores["sourcing"]) == (100.0, None)
    assert list(result.rows) == [LedgerRow("sourcing", None, "no lexicon for the language 'sw': not scored", 0, 0.0)]


def test_signs_are_words_to_the_score_where_none_are_parted():
    read = read_text("a.txt", "镇上的水坝于周五中午决堤，淹没了两个村庄。\n\nLeave a Reply\n")
    assert figures(read).words == 12 + 3
    assert [size for _, size, _ in figures(read).boilerplate] == [3]
