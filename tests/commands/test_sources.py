"""`srclint sources`, word for word: stories, their summary, JSON and the two tables for spreadsheets."""

import csv
import io
import json
import os
from pathlib import Path

import jsonschema
import pytest

from srclint.reporters.sources_csv import SOURCES, STATEMENTS

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "sources"
FERRY = """\
The ferry to Skell will stop in May, said Ann Roe, a spokeswoman for the Harbour Board. “We have no boat and no crew,” \
Roe said.

Analysts say the island will lose a third of its guests. The pier has reportedly been sold.

“=1+1 is all they count,” said Lee Ward, the baker.
"""
PIER = """\
Ann Roe, a spokeswoman for the Harbour Board, said the pier was sold in March. “It was a fair price,” Roe said.
"""
LAMP = """\
Experts say the lamp will last. Officials said that nobody knows who paid.
"""
WIRE = (
    {"title": "Lamp", "site": "潮 Wire", "date": "2024-05-02", "text": "“The lamp is lit,” said Ann B. Roe."},
    {
        "title": "Tram",
        "site": "潮 Wire",
        "date": "2024-05-03",
        "text": "“The tram will stop here in June,” said Kei Tanaka, a director at Harbour Rail.",
    },
)


@pytest.fixture
def press(tmp_path):
    for name, text in {"courier/ferry.txt": FERRY, "courier/pier.txt": PIER, "beacon/lamp.txt": LAMP}.items():
        (tmp_path / "press" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "press" / name).write_text(text, encoding="utf-8")
    records = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in WIRE)
    (tmp_path / "press" / "wire.jsonl").write_text(records, encoding="utf-8")
    italian = "Il sindaco ha detto che il ponte resta chiuso per tutta la settimana e che la gente deve aspettare.\n"
    (tmp_path / "press" / "ponte.txt").write_text(italian, encoding="utf-8")
    return tmp_path


def held(name, output):
    path = GOLDEN / name
    if os.environ.get("SRCLINT_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(output, encoding="utf-8")
    assert output == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("text.txt", ()),
        ("summary.txt", ("--summary",)),
        ("folder.txt", ("--summary", "--by", "folder", "--top", "1")),
        ("sources.csv", ("--output-format", "csv")),
        ("statements.csv", ("--output-format", "csv", "--rows", "statements")),
    ],
)
def test_the_output_is_that_of_the_golden_file(name, options, press, srclint):
    run = srclint("sources", "press", *options, cwd=press)
    assert run.returncode == 0, run.stderr
    held(name, run.stdout)


def test_json_holds_the_stories_and_their_summary(press, srclint):
    answer = json.loads(srclint("sources", "press", "--output-format", "json", cwd=press).stdout)
    assert answer["schema_version"] == 1
    files = {entry["path"]: entry for entry in answer["files"]}
    assert {path: entry["outlet"] for path, entry in files.items()} == {
        "press/beacon/lamp.txt": "beacon",
        "press/courier/ferry.txt": "courier",
        "press/courier/pier.txt": "courier",
        "press/ponte.txt": None,
        "press/wire.jsonl#1": "潮 Wire",
        "press/wire.jsonl#2": "潮 Wire",
    }
    summary = answer["summary"]
    assert (summary["stories"], summary["analysed"]) == (6, 5)
    assert summary["statements"] == sum(entry["summary"]["statements"] for entry in files.values())
    roe = summary["most_quoted"][0]
    assert (roe["name"], roe["role"], roe["affiliation"]) == ("Ann Roe", "spokeswoman", "Harbour Board")
    assert (roe["stories"], roe["statements"]) == (3, 5)
    assert [(o["name"], o["stories"], o["one_source"], o["no_source"]) for o in summary["outlets"]] == [
        (None, 1, 0, 0),
        ("beacon", 1, 0, 1),
        ("courier", 2, 1, 0),
        ("潮 Wire", 2, 2, 0),
    ]
    assert summary["outlets"][2]["named_share"] == pytest.approx(5 / 7, abs=1e-4)
    assert summary["one_source"][0] == {"path": "press/courier/pier.txt", "source": "Ann Roe", "statements": 2}
    assert [lean["path"] for lean in summary["no_source"]] == ["press/beacon/lamp.txt"]


def test_json_fits_its_schema(press, root, srclint):
    schema = json.loads((root / "docs" / "schema" / "sources-1.json").read_text(encoding="utf-8"))
    (press / "press" / "broken.txt").write_bytes(b"\0" * 90)
    for folder in (press / "press", root / "seeds"):
        jsonschema.validate(json.loads(srclint("sources", folder, "--output-format", "json").stdout), schema)


def rows_of(run):
    return list(csv.DictReader(io.StringIO(run.stdout, newline="")))


def test_a_spreadsheet_reads_the_sources_and_computes_nothing(press, srclint):
    rows = rows_of(srclint("sources", "press", "--output-format", "csv", cwd=press))
    assert tuple(rows[0]) == SOURCES
    named = {(row["path"], row["name"]): row for row in rows}
    assert named["press/courier/ferry.txt", "Ann Roe"]["affiliation"] == "Harbour Board"
    assert named["press/courier/ferry.txt", "Analysts"]["kind"] == "nobody"
    assert named["press/wire.jsonl#1", "Ann B. Roe"]["date"] == "2024-05-02"


def test_a_row_a_statement(press, srclint):
    rows = rows_of(srclint("sources", "press", "--output-format", "csv", "--rows", "statements", cwd=press))
    assert tuple(rows[0]) == STATEMENTS
    [ward] = [row for row in rows if row["name"] == "Lee Ward"]
    assert (ward["content"], ward["cue"], ward["line"]) == ("“=1+1 is all they count,”", "said", "5")


def test_a_table_shows_what_a_reader_sees_not_escapes_or_markup(tmp_path, srclint):
    (tmp_path / "wire.jsonl").write_text(f"{json.dumps(WIRE[1])}\n{json.dumps(WIRE[0])}\n", encoding="ascii")
    page = "<p>“The <a href='/x'>lamp</a> is&nbsp;lit,” said Ann&#32;B. Roe.</p>"
    (tmp_path / "lamp.html").write_text(page, encoding="utf-8")
    rows = rows_of(srclint("sources", ".", "--output-format", "csv", "--rows", "statements", cwd=tmp_path))
    assert [(row["content"], row["source"]) for row in rows] == [
        ("“The lamp is lit,”", "Ann B. Roe"),
        ("“The tram will stop here in June,”", "Kei Tanaka, a director at Harbour Rail"),
        ("“The lamp is lit,”", "Ann B. Roe"),
    ]


def test_a_csv_file_is_marked_as_utf_8_and_its_lines_end_in_crlf(press, srclint):
    run = srclint("sources", "press", "--output-format", "csv", "-o", "people.csv", cwd=press)
    assert (run.returncode, run.stdout) == (0, "")
    data = (press / "people.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfpath,outlet,")
    assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_a_language_without_a_lexicon_is_said_beside_the_table(press, srclint):
    run = srclint("sources", "press/ponte.txt", "--output-format", "csv", cwd=press)
    assert run.stderr == "press/ponte.txt: no lexicon for the language 'it': not analysed, not scored\n"


@pytest.mark.parametrize(
    ("text", "code"), [("市長は「橋は閉鎖される」と述べた。", "ja"), ("قال العمدة إن الجسر مغلق", "ar")]
)
def test_a_language_that_its_letters_tell_is_not_analysed(text, code, tmp_path, srclint):
    (tmp_path / "story.txt").write_text(f"{text}\n", encoding="utf-8")
    run = srclint("sources", "story.txt", cwd=tmp_path)
    assert run.stdout.endswith(f"  no lexicon for the language '{code}': not analysed, not scored\n\n")


UNKNOWN = "“Yelvra mukra tondu,” vordin Grelda Masik penno saleth dillast grommet faskin mersik palloth grennu tilpa."


@pytest.mark.parametrize("text", ["Мэр сказал: «Мост закрыт до весны».", UNKNOWN])
def test_a_language_that_is_not_known_is_not_analysed(text, tmp_path, srclint):
    (tmp_path / "story.txt").write_text(f"{text}\n", encoding="utf-8")
    run = srclint("sources", "story.txt", cwd=tmp_path)
    assert run.stdout.endswith("  its language is not known: not analysed, not scored\n\n")
    [entry] = json.loads(srclint("sources", "story.txt", "--output-format", "json", cwd=tmp_path).stdout)["files"]
    assert (entry["summary"]["language"], entry["summary"]["analysed"], entry["attributions"]) == ("und", 0, [])


def test_the_ledger_says_why_sourcing_is_not_scored(tmp_path, srclint):
    (tmp_path / "story.txt").write_text(f"{UNKNOWN}\n", encoding="utf-8")
    run = srclint("score", "story.txt", "--explain", cwd=tmp_path)
    assert "sourcing           its language is not known: not scored" in run.stdout
    assert run.stdout == srclint("score", "story.txt", "--explain", cwd=tmp_path).stdout, "from the cache as well"


def test_a_file_that_cannot_be_read_is_told_in_every_format(press, srclint):
    (press / "press" / "broken.txt").write_bytes(b"\0" * 90)
    for form in ("text", "json", "csv"):
        run = srclint("sources", "press", "--output-format", form, cwd=press)
        assert run.returncode == 2
        assert "press/broken.txt: error:" in run.stderr
        if form == "json":
            assert [entry["path"] for entry in json.loads(run.stdout)["files"] if entry["error"]] == [
                "press/broken.txt"
            ]


@pytest.mark.parametrize("options", [("--rows", "statements"), ("--summary", "--output-format", "json")])
def test_options_that_say_nothing_here_are_refused(options, press, srclint):
    run = srclint("sources", "press", *options, cwd=press)
    assert run.returncode == 2
    assert "goes with --output-format" in run.stderr


def test_one_story_needs_no_summary(press, srclint):
    run = srclint("sources", "press/courier/pier.txt", cwd=press)
    assert "Most quoted" not in run.stdout


def test_files_named_singly_belong_to_the_outlet_of_their_folder(press, srclint):
    run = srclint("sources", "press/courier/pier.txt", "press/beacon/lamp.txt", "--output-format", "json", cwd=press)
    assert [entry["outlet"] for entry in json.loads(run.stdout)["files"]] == ["beacon", "courier"]


def test_a_file_that_cannot_be_written_is_one_line(press, srclint):
    run = srclint("sources", "press", "-o", "nowhere/people.txt", cwd=press)
    assert run.returncode == 2
    assert run.stderr.startswith("srclint: error: --output nowhere/people.txt:")


def test_colours_only_where_asked_for(press, srclint, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" not in srclint("sources", "press", cwd=press).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mpress/beacon/lamp.txt\x1b[0m" in srclint("sources", "press", cwd=press).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in srclint("sources", "press", cwd=press).stdout


def test_a_report_among_the_stories_is_none_of_them(srclint, tmp_path):
    (tmp_path / "a.txt").write_text("The council met on Monday.\n", encoding="utf-8")
    run = srclint("sources", ".", "-o", "report.txt", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "report.txt" not in (tmp_path / "report.txt").read_text(encoding="utf-8")
