import json
import shutil
import subprocess
import sys

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
    assert run.stdout == ("No near-duplicates among 1 story.\nCompared with the index archive.idx (1 story).\n")
    again = srclint("index", "remove", "reservoir.md", "--index", "archive.idx", cwd=archive)
    assert (again.returncode, again.stderr) == (2, "reservoir.md: not in the index\n")


def test_all_records_of_a_file_are_removed_by_its_path(archive, srclint):
    texts = [(archive / name).read_text(encoding="utf-8") for name in ("ferry.txt", "mines.txt")]
    for name in ("wire.jsonl", "wire.jsonl.old.jsonl"):
        (archive / name).write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    srclint("index", "add", "wire.jsonl", "wire.jsonl.old.jsonl", "--index", "archive.idx", cwd=archive)
    run = srclint("index", "remove", "wire.jsonl", "mines.txt", "--index", "archive.idx", cwd=archive)
    assert (run.returncode, run.stdout, run.stderr) == (2, "2 stories removed.\n", "mines.txt: not in the index\n")
    assert "stories                   4" in srclint("index", "stats", "--index", "archive.idx", cwd=archive).stdout


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


def test_records_of_a_file_stand_side_by_side(archive, srclint):
    names = ("mines.txt", "reservoir.md", "reservoir-rewrite.md")
    texts = [(archive / name).read_text(encoding="utf-8") for name in names]
    (archive / "wire.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    run = srclint("dups", "--compare", "wire.jsonl#3", "wire.jsonl#2", cwd=archive)
    assert run.stdout.startswith("wire.jsonl#3 (")
    missing = srclint("dups", "--compare", "wire.jsonl#3", "wire.jsonl#4", cwd=archive)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "wire.jsonl#4" in missing.stderr


def test_a_digest_makes_pairs_but_no_group(tmp_path, root, srclint):
    for name in ("ferry.txt", "mines.txt", "trams.txt"):
        shutil.copy(root / "seeds" / name, tmp_path)
    parts = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir())]
    (tmp_path / "week.txt").write_text("\n\n".join(parts), encoding="utf-8")
    assert srclint("dups", ".", cwd=tmp_path).stdout.endswith("\n3 pairs among 4 stories.\n")


def test_passages_are_told_with_lines(archive, srclint):
    run = srclint("dups", "reservoir.md", "reservoir-herald.html", cwd=archive)
    text = (archive / "reservoir.md").read_text(encoding="utf-8")
    line = Lines(text).position(text.index("Engineers will drain")).line
    assert f"line {line} = line" in run.stdout
    assert '"Engineers will drain the Kestrel Valley' in run.stdout


def check(srclint, cwd, *arguments, index="archive.idx"):
    run = srclint("check", *arguments, "--config", f'index="{index}"', "--output-format", "json", cwd=cwd)
    assert run.stderr == ""
    answer = json.loads(run.stdout)
    found = {f["path"]: sorted(x["code"] for x in f["findings"] if x["code"][:3] == "DUP") for f in answer["files"]}
    return found, answer


def test_one_new_file_is_checked_against_the_whole_archive(archive, srclint):
    found, answer = check(srclint, archive, "reservoir-herald.html")
    assert "DUP202" in found["reservoir-herald.html"]
    assert answer["summary"]["compared_with"] == "the index archive.idx (2 stories)"
    (file,) = answer["files"]
    assert file["subscores"]["original"] < 50
    (finding,) = (finding for finding in file["findings"] if finding["code"] == "DUP202")
    assert finding["related"][0]["path"] == "reservoir.md"
    text = (archive / "reservoir.md").read_text(encoding="utf-8")
    assert "Engineers will drain" in text[finding["related"][0]["start"]["offset"] :][:60]


def test_what_one_file_brings_does_not_depend_on_what_else_was_named(archive, srclint):
    rewrite, herald = "reservoir-rewrite.md", "reservoir-herald.html"
    srclint("index", "remove", "reservoir.md", "--index", "archive.idx", cwd=archive)
    found, answer = check(srclint, archive, rewrite, herald)
    assert found == {rewrite: [], herald: []}
    assert {file["subscores"]["original"] for file in answer["files"]} == {100}


def test_files_of_a_folder_are_compared_with_each_other_and_with_the_archive(archive, srclint):
    (archive / "new").mkdir()
    for name in ("reservoir-rewrite.md", "reservoir-herald.html"):
        (archive / name).rename(archive / "new" / name)
    shutil.copy(archive / "observatory.md", archive / "new" / "stars.md")
    found, answer = check(srclint, archive, "new")
    assert answer["summary"]["compared_with"] == "each other and the index archive.idx (2 stories)"
    assert [code for code in found["new/stars.md"] if code == "DUP201"] == ["DUP201"]
    srclint("index", "remove", "reservoir.md", "observatory.md", "--index", "archive.idx", cwd=archive)
    found, _ = check(srclint, archive, "new")
    assert found["new/stars.md"] == []
    assert "DUP202" in found["new/reservoir-rewrite.md"]


def test_the_score_tells_what_it_was_compared_with(archive, srclint):
    (archive / "srclint.toml").write_text('index = "archive.idx"\n', encoding="utf-8")
    run = srclint("score", "reservoir-herald.html", cwd=archive)
    assert "compared with the index archive.idx (2 stories)" in run.stdout
    assert "earlier" in srclint("score", "reservoir-herald.html", "--explain", cwd=archive).stdout


def test_dups_are_looked_for_in_the_archive_too(archive, srclint):
    run = srclint("dups", "reservoir-herald.html", "--config", 'index="archive.idx"', cwd=archive)
    assert run.stdout.startswith("reservoir.md is a near copy of reservoir-herald.html")
    assert run.stdout.endswith("Compared with the index archive.idx (2 stories).\n")


def test_a_story_in_the_archive_is_no_copy_of_itself(archive, srclint):
    found, _ = check(srclint, archive, "reservoir.md")
    assert found == {"reservoir.md": []}


@pytest.mark.parametrize("command", ["check", "score", "dups"])
@pytest.mark.parametrize(("name", "told"), [("none.idx", "no such index"), ("mines.txt", "not a srclint index")])
def test_an_index_that_cannot_be_used_is_an_error(archive, srclint, command, name, told):
    run = srclint(command, "ferry.txt", "--config", f'index="{name}"', cwd=archive)
    assert run.returncode == 2
    assert name in run.stderr
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


PROBE = """
import sys
from srclint.cli import cli
try:
    cli(sys.argv[1:], standalone_mode=False)
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(("name", "is_copy"), [("ferry.txt", False), ("again.txt", True)])
def test_a_story_is_compared_with_the_archive_without_numpy(archive, name, is_copy):
    (archive / "again.txt").write_text((archive / "reservoir.md").read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-c", PROBE, "check", name, "--config", 'index="archive.idx"', "--exit-zero"]
    run = subprocess.run(command, cwd=archive, capture_output=True, encoding="utf-8", check=True)
    assert "the index archive.idx (2 stories)" in run.stdout
    assert ("again.txt: DUP20" in run.stdout) == is_copy
    modules = set(run.stderr.split())
    assert not modules & {"hashlib", "ipaddress", "tempfile", "pickle"}
    assert ("json" in modules) == is_copy, "texts are stored as JSON"
    roots = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert {name for name in roots if not name.startswith("_")} <= {
        "srclint",
        "click",
        "sitecustomize",
        "usercustomize",
    }


def test_texts_in_their_files_serve_as_well(archive, srclint):
    run = srclint("index", "build", "reservoir.md", "--index", "files.idx", "--text", "file", cwd=archive)
    assert run.returncode == 0
    found, _ = check(srclint, archive, "reservoir-herald.html", index="files.idx")
    assert "DUP202" in found["reservoir-herald.html"]


def test_without_texts_the_judgement_is_on_the_sketch_and_says_so(archive, srclint):
    srclint("index", "build", "reservoir.md", "--index", "bare.idx", "--text", "none", cwd=archive)
    found, answer = check(srclint, archive, "reservoir-herald.html", "ferry.txt", index="bare.idx")
    assert found == {"reservoir-herald.html": ["DUP203"], "ferry.txt": []}
    finding = next(x for file in answer["files"] for x in file["findings"] if x["code"] == "DUP203")
    assert "of this story stands in reservoir.md, judged on its sketch alone" in finding["message"]
    run = srclint("index", "query", "reservoir-herald.html", "--index", "bare.idx", cwd=archive)
    assert "reservoir-herald.html may be a copy of reservoir.md: 9" in run.stdout
    assert "sketch; the text is not at hand" in run.stdout
    query = ("index", "query", "reservoir-herald.html", "--index", "bare.idx", "--output-format", "json")
    (likely,) = json.loads(srclint(*query, cwd=archive).stdout)["sketched"]
    assert (likely["path"], likely["other"]) == ("reservoir-herald.html", "reservoir.md")


def test_a_directive_about_files_that_were_not_compared_is_not_called_unused(archive, srclint):
    (archive / "new").mkdir()
    text = (
        (archive / "observatory.md").read_text(encoding="utf-8").replace("---\n", "---\nsrclint-ignore: [DUP202]\n", 1)
    )
    (archive / "new" / "stars.md").write_text(text, encoding="utf-8")
    srclint("index", "remove", "observatory.md", "--index", "archive.idx", cwd=archive)

    def codes(*paths):
        _, answer = check(srclint, archive, *paths)
        return [finding["code"] for file in answer["files"] for finding in file["findings"]]

    assert "SL002" not in codes("new/stars.md")
    assert "SL002" in codes("new")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_tracked_files_and_the_archive_are_compared_with(archive, srclint):
    for command in (["init", "-q"], ["add", "briefing.md", "reservoir-rewrite.md"]):
        subprocess.run(["git", *command], cwd=archive, check=True)
    found, answer = check(srclint, archive, "reservoir-rewrite.md", "--config", 'compare="tracked"')
    assert answer["summary"]["compared_with"] == (
        "all article files that git tracks and the index archive.idx (2 stories)"
    )
    (finding,) = (x for file in answer["files"] for x in file["findings"] if x["code"] == "DUP202")
    assert {related["path"] for related in finding["related"]} == {"reservoir.md", "briefing.md"}
    assert set(found) == {"reservoir-rewrite.md"}


def test_an_index_of_nothing_is_not_made(tmp_path, srclint):
    (tmp_path / "none").mkdir()
    (tmp_path / "broken.txt").write_bytes(b"\0" * 90)
    for path, told in (("none", "srclint: warning: no files found"), ("broken.txt", "broken.txt: error: ")):
        run = srclint("index", "build", path, "--index", "archive.idx", cwd=tmp_path)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.startswith(told)
        assert run.stderr.endswith("srclint: error: there is no story to build an index of\n")
        assert not (tmp_path / "archive.idx").exists()


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_added(archive, srclint):
    (archive / "broken.txt").write_bytes(b"\0" * 90)
    run = srclint("index", "add", "broken.txt", "mines.txt", "--index", "archive.idx", cwd=archive)
    assert (run.returncode, run.stdout) == (2, "1 story added to archive.idx.\n")
    assert run.stderr.startswith("broken.txt: error: ")
