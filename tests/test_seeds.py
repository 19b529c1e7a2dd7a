"""The sample articles: the command finds in them exactly what a careful reader marked, and nothing else."""

import json
import tomllib
from pathlib import Path

import pytest

EXPECTED = tomllib.loads((Path(__file__).resolve().parents[1] / "seeds" / "expected.toml").read_text(encoding="utf-8"))
PAIRS = EXPECTED.pop("dups")["pairs"]


def lint(srclint, root, *options):
    run = srclint("check", "seeds", "--isolated", "--output-format", "json", *options, cwd=root)
    assert run.stderr == ""
    return {file["path"].removeprefix("seeds/"): file for file in json.loads(run.stdout)["files"]}


@pytest.fixture(scope="module")
def found(srclint, root):
    return lint(srclint, root)


@pytest.fixture(scope="module")
def found_with_preview(srclint, root):
    return lint(srclint, root, "--preview")


def marked(file):
    """The findings in the notation of expected.toml."""
    starts = ((finding["start"], finding["code"]) for finding in file["findings"])
    return sorted(f"{start['line'] if start else '-'} {code}" for start, code in starts)


def test_every_article_is_expected(found):
    assert set(found) == set(EXPECTED)


@pytest.mark.parametrize("path", EXPECTED)
def test_findings(path, found):
    assert found[path]["error"] is None
    assert marked(found[path]) == sorted(EXPECTED[path]["findings"])


@pytest.mark.parametrize("path", EXPECTED)
def test_preview_adds(path, found_with_preview):
    expected = EXPECTED[path]["findings"] + EXPECTED[path].get("preview", [])
    assert marked(found_with_preview[path]) == sorted(expected)


def test_scores_tell_the_clean_story_from_the_ill_ones(found):
    scores = {path: file["score"] for path, file in found.items()}
    assert scores["observatory.md"] == 100
    assert all(scores[path] < 80 for path in ("ferry.txt", "trams.txt", "reservoir-herald.html")), scores


def test_pairs(srclint, root):
    run = srclint("dups", "seeds", "--isolated", "--output-format", "json", cwd=root)
    names = (
        (sorted(Path(pair[side]).name for side in "ab"), pair["relation"]) for pair in json.loads(run.stdout)["pairs"]
    )
    assert sorted(" ".join((*both, relation)) for both, relation in names) == PAIRS
