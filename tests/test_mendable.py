"""What is said of fixes is what `--fix` does."""

import json

import pytest

from srclint.engine import lint
from srclint.settings import Settings

ALL = "Subscribe to our newsletter\n\nShare this\n\nLeave a reply\n"
STORY = "The council met on Monday, said Ada Quill, the mayor.\n"


@pytest.fixture
def safeties(tmp_path, monkeypatch):
    """`safeties(name, text)` are the safeties of what can be fixed in the article of that text, in order of place."""
    monkeypatch.chdir(tmp_path)

    def run(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        results = lint([name], Settings(select=("BP",))).results
        return [str(f.fix.safety) for result in results for f in result.findings if f.fix is not None]

    return run


def record(text, **more):
    return json.dumps({"title": "Council meets", "text": text, **more}) + "\n"


@pytest.mark.parametrize("text", ["Share this", ALL, f"\n\n  {ALL}"])
@pytest.mark.parametrize(("name", "written"), [("a.txt", str), ("a.jsonl", record)])
def test_an_article_is_never_emptied(safeties, name, text, written):
    assert safeties(name, written(text)) == []


@pytest.mark.parametrize("story", [STORY + "\n" + ALL, ALL + "\n" + STORY, "Share this\n\n" + STORY])
@pytest.mark.parametrize(("name", "written"), [("a.txt", str), ("a.jsonl", record)])
def test_what_leaves_a_story_is_made(safeties, name, story, written):
    assert "safe" in safeties(name, written(story))


def test_a_quotation_mark_within_a_record_is_no_end_of_its_text(safeties):
    assert safeties("a.jsonl", record('"Yes."\n\nShare this\n\n"No."')) == ["safe"]


def test_a_page_that_keeps_its_title_can_be_mended(safeties):
    assert safeties("a.md", "---\ntitle: Council meets\n---\n\nShare this\n") == ["safe"]
    assert safeties("a.html", "<title>Council meets</title><p>Share this</p>") == ["safe"]


def test_the_summary_and_the_run_agree(srclint, tmp_path):
    (tmp_path / "a.txt").write_text(ALL, encoding="utf-8")
    for options in ((), ("--fix",), ("--fix", "--unsafe-fixes")):
        run = srclint("check", "a.txt", "--select", "BP", "--output-format", "json", *options, cwd=tmp_path)
        summary = json.loads(run.stdout)["summary"]
        assert (summary["fixable"], summary["fixed"]) == ({"safe": 0, "unsafe": 0}, 0)
