import json
import tomllib

import pytest

SLOGAN = "The Lantern has kept the valley informed since 1911 and lives by the gifts of those who read it."
TOPICS = ("ferry", "tram", "mine", "school")


@pytest.fixture
def outlet(tmp_path):
    (tmp_path / "lantern").mkdir()
    for topic in TOPICS:
        story = (
            f"The {topic} of the town was the talk of the council on Monday night, and nobody left before eleven.\n\n"
            f"What the {topic} costs was not said, but three members of the council named a figure of two millions.\n\n"
            f"{SLOGAN}\n"
        )
        (tmp_path / "lantern" / f"{topic}.txt").write_text(story, encoding="utf-8")
    return tmp_path


def slogans(run):
    files = json.loads(run.stdout)["files"]
    return [(f["path"], x["code"]) for f in files for x in f["findings"]]


def test_a_pack_is_written_reviewed_and_used(outlet, srclint):
    run = srclint("learn", "lantern", "-o", "learned.toml", cwd=outlet)
    assert (run.returncode, run.stderr) == (0, "Wrote learned.toml: 1 paragraph to review.\n")
    (entry,) = tomllib.loads((outlet / "learned.toml").read_text(encoding="utf-8"))["learned"]
    assert (entry["files"], entry["of"]) == (4, 4)
    options = ("--select", "BP113", "--isolated", "--output-format", "json")
    assert slogans(srclint("check", "lantern", *options, cwd=outlet)) == []
    run = srclint("check", "lantern/tram.txt", "--config", 'packs=["learned.toml"]', *options, cwd=outlet)
    assert slogans(run) == [("lantern/tram.txt", "BP113")]


def test_check_learns_from_the_files_of_the_run_when_asked_to(outlet, srclint):
    run = srclint("check", "lantern", "--learn", "--select", "BP113", "--output-format", "json", cwd=outlet)
    assert slogans(run) == [(f"lantern/{topic}.txt", "BP113") for topic in sorted(TOPICS)]


def test_a_file_that_cannot_be_read_is_told(outlet, srclint):
    (outlet / "lantern" / "broken.txt").write_bytes(b"\0" * 90)
    run = srclint("learn", "lantern", cwd=outlet)
    assert run.returncode == 2
    assert "lantern/broken.txt: error:" in run.stderr
    assert len(tomllib.loads(run.stdout)["learned"]) == 1
