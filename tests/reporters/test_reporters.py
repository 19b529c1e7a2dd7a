"""The list of formats, several in one run, and streaming."""

import io
import json
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from srclint.errors import ConfigError
from srclint.reporters import FORMATS, Output, parse_output, report_all, reporter
from srclint.results import FileResult


def test_a_format_and_its_file():
    assert parse_output("json") == Output("json")
    assert parse_output("sarif=out/a=b.sarif").path.as_posix() == "out/a=b.sarif"


def test_an_unknown_format_names_the_nearest():
    with pytest.raises(ConfigError, match="did you mean 'sarif'"):
        parse_output("sarff")
    with pytest.raises(ConfigError, match="there are text, concise"):
        parse_output("xyz")


def test_several_formats_in_one_run(tmp_path, results, info):
    out = io.StringIO()
    outputs = [Output("json", tmp_path / "a.json"), Output("github"), Output("sarif", tmp_path / "a.sarif")]
    report_all(iter(results), info, outputs, out)
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["files"]) == 4
    assert json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert out.getvalue().startswith("::warning ")


def test_a_file_that_cannot_be_written_is_an_error(tmp_path, info):
    with pytest.raises(ConfigError, match=r"json=.*gone"):
        report_all([], info, [Output("json", tmp_path / "gone" / "a.json")], io.StringIO())


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("sarif", "statistics")])
def test_what_can_stream_writes_a_file_before_the_next_one_comes(name, results, info):
    out = io.StringIO()
    sizes = []

    def coming():
        for result in results:
            sizes.append(len(out.getvalue()))
            yield result

    reporter(name)(coming(), info, out)
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("name", FORMATS)
def test_no_files_at_all(name, info):
    out = io.StringIO()
    reporter(name)([], info, out)
    if name in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(out.getvalue())
    if name in ("junit", "checkstyle"):
        ET.fromstring(out.getvalue())  # noqa: S314 - of our own making


@pytest.mark.parametrize("name", FORMATS)
def test_text_that_no_encoding_takes_does_not_stop_a_report(name, info):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    reporter(name)([FileResult("caf\udce9.txt", error="lone \ud800")], info, out)
    out.flush()


def test_only_the_module_that_is_asked_for_is_imported():
    code = "import sys, srclint.reporters; print([m for m in sys.modules if m.startswith('srclint.reporters.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
