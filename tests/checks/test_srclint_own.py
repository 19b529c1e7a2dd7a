"""SL: the cases hold, and cross-file suppressions are judged fairly."""

import json

import pytest

from srclint.cases import check_cases
from srclint.checks.srclint_own import MalformedSuppression, StaleBaseline, UnusedSuppression


@pytest.mark.parametrize("rule", [MalformedSuppression(), UnusedSuppression(), StaleBaseline()], ids=lambda r: r.code)
def test_the_cases_hold(rule):
    assert list(check_cases([rule])) == []


def test_a_directive_for_a_cross_file_rule_is_not_unused_where_nothing_was_compared(srclint, tmp_path):
    story = tmp_path / "a.md"
    story.write_text("<!-- srclint: file-ignore[DUP202] -->\n\nThe council met on Monday.\n", encoding="utf-8")
    run = srclint("check", "a.md", "--fix", "--select", "SL", "--output-format", "json", cwd=tmp_path)
    assert json.loads(run.stdout)["files"][0]["findings"] == []
    assert "file-ignore" in story.read_text(encoding="utf-8")


def test_a_needless_directive_is_fixed_away(srclint, tmp_path):
    story = tmp_path / "a.md"
    story.write_text("The council met.\n\n<!-- srclint: ignore[BP102] -->\n\nIt rained.\n", encoding="utf-8")
    srclint("check", "a.md", "--fix", "--select", "SL", cwd=tmp_path)
    assert story.read_text(encoding="utf-8") == "The council met.\n\nIt rained.\n"
