"""Every format, word for word."""

import pytest

from srclint.reporters import FORMATS

SUFFIXES = {
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "gitlab": "json",
    "junit": "xml",
    "checkstyle": "xml",
    "rdjson": "json",
    "csv": "csv",
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_output_is_that_of_the_golden_file(name, written, golden):
    golden(f"{name}.{SUFFIXES.get(name, 'txt')}", written(name))
