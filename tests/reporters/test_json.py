"""JSON for other programs: the schema that we publish, and offsets that fit the file."""

import io
import json

import pytest
from jsonschema import Draft202012Validator

from srclint.article import Lines, Span
from srclint.reporters.json import report
from srclint.results import FileResult
from srclint.rule import Edit, Finding, Fix, Safety, Severity


@pytest.fixture(scope="session")
def schema(root):
    return json.loads((root / "docs" / "schema" / "check-1.json").read_text(encoding="utf-8"))


def test_it_is_as_the_schema_says(written, schema):
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(written("json")))


def test_the_schema_says_no_more_than_is_there(written, schema):
    entry = json.loads(written("json"))["files"][0]
    assert set(entry) == set(schema["$defs"]["file"]["properties"])
    assert set(entry["findings"][0]) == set(schema["$defs"]["finding"]["properties"])


def test_a_line_of_jsonl_is_an_entry_of_json(written):
    files = json.loads(written("json"))["files"]
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    for line, file in zip(lines, files, strict=True):
        assert line.pop("compared_with") == "the other files named"
        assert (line.pop("schema_version"), line.pop("srclint_version"), line.pop("profile")) == (1, "0.1.0", "2026.1")
        assert line == file


def test_offsets_of_a_record_count_from_the_start_of_its_file(info):
    source = '{"text": "So so."}'
    found = Finding(
        "HYG410", "n", Severity.WARNING, "m", "w.jsonl#7", Span(10, 15), fix=Fix(Safety.SAFE, (Edit(Span(12, 15)),))
    )
    out = io.StringIO()
    report([FileResult("w.jsonl#7", findings=(found,), source=source, lines=Lines(source, 500, 7))], info, out)
    [entry] = json.loads(out.getvalue())["files"][0]["findings"]
    assert entry["start"] == {"line": 7, "column": 11, "offset": 510}
    assert entry["end"] == {"line": 7, "column": 16, "offset": 515}
    assert entry["fix"]["edits"] == [{"start": 512, "end": 515, "replacement": ""}]


def test_the_summary(written):
    assert json.loads(written("json"))["summary"] == {
        "files": 4,
        "errors": 1,
        "findings": 7,
        "by_severity": {"error": 1, "warning": 5, "info": 1},
        "fixable": {"safe": 3, "unsafe": 1},
        "fixed": 2,
        "suppressed": 1,
        "baselined": 1,
        "mean_score": 85.8,
        "compared_with": "the other files named",
    }
