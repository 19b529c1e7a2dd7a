import json
import shutil

import pytest

from srclint.article import Lines


@pytest.fixture
def archive(tmp_path, root, srclint):
    for path in (root / "seeds").iterdir():
        shutil.copy(path, tmp_path)
    run = srclint("index", "build", "reservoir.md", "observatory.md", "--index", "archive.idx", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "2 stories added to archive.idx.\n"), run.stderr
    return tmp_path


def test_a_copy_of_an_archived_story_is_found(archive, srclint):
    run = srclint("index", "query", "reservoir-herald.html", "--index", "archive.idx", cwd=archive)
    assert run.stdout.startswith("reservoir.md is a near copy of reservoir-herald.html")
    answer = srclint(
        "index", "query", "reservoir-herald.html", "--index", "archive.idx", "--output-format", "json", cwd=archive
    )
    (pair,) = json.loads(answer.stdout)["pairs"]
    assert (pair["a"], pair["b"], pair["relation"]) == ("reservoir-herald.html", "reservoir.md", "near")


def test_a_removed_story_is_found_no_more(archive, srclint):
    srclint("index", "remove", "reservoir.md", "--index", "archive.idx", cwd=archive)
    run = srclint("index", "query", "reservoir-herald.html", "--index", "archive.idx", cwd=archive)
    assert run.stdout == "No near-duplicates among 1 story.\n"
    again = srclint("index", "remove", "reservoir.md", "--index", "archive.idx", cwd=archive)
    assert (again.returncode, again.stderr) == (2, "reservoir.md: not in the index\n")


def test_the_index_can_be_configured(archive, srclint):
    (archive / "srclint.toml").write_text('index = "archive.idx"\n', encoding="utf-8")
    assert srclint("index", "add", "mines.txt", cwd=archive).stdout == "1 story added to archive.idx.\n"
    assert "stories                   3" in srclint("index", "stats", cwd=archive).stdout
    assert srclint("index", "compact", cwd=archive).returncode == 0
    assert srclint("index", "verify", cwd=archive).stdout == "The index is whole.\n"


def test_without_an_index_the_way_to_one_is_told(tmp_path, srclint):
    run = srclint("index", "stats", "--isolated", cwd=tmp_path)
    assert run.returncode == 2
    assert "--index FILE" in run.stderr


def test_what_is_no_index_is_refused(archive, srclint):
    run = srclint("index", "stats", "--index", "mines.txt", cwd=archive)
    assert run.returncode == 2
    assert "mines.txt" in run.stderr
    assert "Traceback" not in run.stderr


def test_two_stories_stand_side_by_side_in_the_order_named(archive, srclint):
    run = srclint("dups", "--compare", "reservoir.md", "reservoir-rewrite.md", cwd=archive)
    head = run.stdout.splitlines()[0]
    assert head.index("reservoir.md") < head.index("reservoir-rewrite.md")
    srclint("dups", "--compare", "reservoir.md", "reservoir-rewrite.md", "--html", "page.html", cwd=archive)
    assert "<table" in (archive / "page.html").read_text(encoding="utf-8")


def test_passages_are_told_with_lines(archive, srclint):
    run = srclint("dups", "reservoir.md", "reservoir-herald.html", cwd=archive)
    text = (archive / "reservoir.md").read_text(encoding="utf-8")
    line = Lines(text).position(text.index("Engineers will drain")).line
    assert f"line {line} = line" in run.stdout
    assert '"Engineers will drain the Kestrel Valley' in run.stdout
