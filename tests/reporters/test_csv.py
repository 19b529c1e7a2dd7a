"""The table of findings reads back as it was meant, and no cell is computed."""

import csv
import io

from srclint.reporters.csv import COLUMNS, report
from srclint.results import FileResult
from srclint.rule import Finding, Severity


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_a_finding_and_one_for_a_file_in_error(written, results):
    found = rows(written("csv"))
    assert len(found) == sum(len(r.findings) + (r.error is not None) for r in results)
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in found)
    [wrong] = [row for row in found if row["path"] == "stories/broken.txt"]
    assert (wrong["severity"], wrong["code"]) == ("error", "")
    assert {row["score"] for row in found if row["path"] == "stories/harbour.txt"} == {"71.5"}


def test_no_cell_is_a_formula(info):
    one = Finding("STY801", "x", Severity.WARNING, '=HYPERLINK("http://x")', "@a.txt")
    out = io.StringIO()
    report([FileResult("@a.txt", findings=(one,))], info, out)
    [row] = rows(out.getvalue())
    assert row["path"] == "'@a.txt"
    assert row["message"].startswith("'=")
