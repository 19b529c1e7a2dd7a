"""Text written into a source."""

import json
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from srclint.readers import escape


def test_each_format_has_its_notation():
    assert escape("html", 'a < b & "c"') == 'a &lt; b &amp; "c"'
    assert escape("jsonl", 'é "c"\n') == 'é \\"c\\"\\n'
    assert escape("text", "a < b") == escape("markdown", "a < b") == "a < b"


@given(st.text())
def test_what_is_written_reads_back(text):
    assert json.loads(f'"{escape("jsonl", text)}"') == text
    assert unescape(escape("html", text)) == unescape(text) or "&" in text
