"""Cells for spreadsheets: no formula gets through, and what is read back is what was written."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.reporters.sources_csv import as_csv
from srclint.reporters.spreadsheet import safe


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5 degrees", "@sum", "\t=1", "  =1", "＝1", "\r1"])
def test_a_formula_is_text(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["", "Ann", "a=b", "“=1”", None, 0, 12])
def test_other_cells_stay(cell):
    assert safe(cell) == cell


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=2, max_size=4)
    )
)
def test_what_is_read_back_is_what_was_written(rows):
    text = as_csv(rows).decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == [[safe(cell) for cell in row] for row in rows]
