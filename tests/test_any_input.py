"""Whatever is read: no rule fails, findings lie on the text, and safe fixes end, keep line ends and are final."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.config import load_settings
from srclint.engine import lint
from srclint.fix import fix_data
from srclint.record import replace

SETTINGS = replace(load_settings(isolated=True), preview=True, compare="none")
PIECES = st.sampled_from(
    [
        "The ferry left at noon on Monday, and nobody was late.",
        "“It sank,” Kim Lee, the harbour master, said.",
        "By Anna Berg",
        "May 3, 2024",
        "Share this",
        "READ MORE: Minister quits over leak",
        "Most read",
        "Singer leaves band after nine years on the road",
        "Sign up for our free newsletter",
        "Copyright 2024 The Courier. All rights reserved.",
        "(Photo: Anna Berg)",
        "it's it's the the end.Then",
        "Experts say revealed that many fear the P resident",
        "<p>",
        "</div>",
        "<!-- srclint: ignore[BP102] -->",
        "<script>",
        "&amp;&#0;&nbsp;",
        "[a](b) ![c](d)",
        "```",
        "---",
        "# Title",
        "- item",
        "“",
        '"',
        "’",
        "\u2028",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "😀",
        "e\u0301",
        "今日は。",
        "مرحبا",
        "Ã¡",
        "\ufffd",
        "…",
        "[+12 chars]",
        "\t",
        " ",
    ]
)
ENDS = st.sampled_from(["\n", "\n\n", " ", "\r\n", "\r\n\r\n", "\r", ""])
TEXTS = st.lists(st.tuples(PIECES, ENDS), min_size=1, max_size=25).map(lambda parts: "".join(map("".join, parts)))


def results(data, name):
    return list(lint(["-"], SETTINGS, stdin=(data, name)).results)


def as_file(text, suffix):
    if suffix == ".jsonl":
        text = json.dumps({"title": text[:40], "text": text})
    return text.encode(), f"story{suffix}"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl"])
@given(text=TEXTS)
@settings(max_examples=25)
def test_findings_lie_on_the_text_and_scores_are_accounted_for(suffix, text):
    for result in results(*as_file(text, suffix)):
        assert "internal" not in (result.error or "")
        for finding in result.findings:
            edits = finding.fix.edits if finding.fix is not None else ()
            for span in (finding.span, *(edit.span for edit in edits)):
                assert span is None or 0 <= span.start <= span.end <= len(result.source)
        if result.score is not None and result.score.total is not None:
            assert sum(row.points for row in result.score.rows) == pytest.approx(100 - result.score.total)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl"])
@given(text=TEXTS)
@settings(max_examples=25)
def test_safe_fixes_are_final_and_keep_line_ends(suffix, text):
    data, name = as_file(text, suffix)
    fixed = fix_data(Path(name), data, lambda new: results(new, name))
    again = fix_data(Path(name), fixed.after.encode(), lambda new: results(new, name))
    assert again.after == fixed.after
    if "\n" not in text.replace("\r\n", ""):
        assert "\n" not in fixed.after.replace("\r\n", "")
