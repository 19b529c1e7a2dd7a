"""`srclint check` as a user meets it: what it writes, what it refuses, and the exit code."""

import json
import shutil
import subprocess
import sys

import pytest

ILL = """\
Town council votes to mend the bridge

The council will mend the bridge, said Ada Quill, the mayor of the town.

Read more: Ten bridges you must see

Experts say the bridge is old.
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")


@pytest.fixture
def check(srclint, tmp_path):
    """`check(*arguments)` runs `srclint check` in a folder with an article that has a safe fix, a.txt."""
    (tmp_path / "a.txt").write_text(ILL, encoding="utf-8")

    def run(*arguments, stdin=None):
        return srclint("check", *arguments, cwd=tmp_path, stdin=stdin)

    return run


def test_what_a_diff_cannot_read_is_an_error(check):
    run = check("nope.txt", "a.txt", "--diff", "--select", "BP")
    assert run.returncode == 2
    assert run.stderr == "nope.txt: error: no such file or folder\n1 file would change.\n"
    assert "-Read more: Ten bridges you must see\n" in run.stdout


def test_a_diff_of_nothing(check):
    run = check("a.txt", "--diff", "--select", "HYG")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "No file would change.\n")


@posix
def test_a_file_with_a_number_sign_in_its_name_is_mended_and_counted(check, tmp_path):
    (tmp_path / "a.txt").rename(tmp_path / "story #1.txt")
    run = check("story #1.txt", "--fix", "--select", "BP", "--output-format", "json")
    assert json.loads(run.stdout)["summary"]["fixed"] == 1


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_tracked_files_may_have_names_that_are_no_text(check, tmp_path):
    (tmp_path / "a.txt").rename(tmp_path / "t\udcffl.txt")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    run = check("--tracked", "--output-format", "json")
    files = json.loads(run.stdout)["files"]
    assert [(file["path"], file["error"]) for file in files] == [("t\\xffl.txt", None)]
