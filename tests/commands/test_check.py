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


@posix
def test_a_diff_names_what_it_cannot_read_as_it_was_named(check, tmp_path):
    (tmp_path / "gone.txt").symlink_to("nowhere")
    run = check("gone.txt", "--diff")
    assert run.returncode == 2
    assert run.stderr == "gone.txt: error: No such file or directory\nNo file would change.\n"


def test_a_diff_of_nothing(check):
    run = check("a.txt", "--diff", "--select", "HYG")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "No file would change.\n")


@pytest.mark.parametrize("text", ["x\n", "Subscribe to our newsletter\n\nShare this\n\nLeave a reply\n"])
def test_fixing_leaves_no_file_empty(check, tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run = check("a.txt", "--fix", "--select", "BP")
    assert (run.returncode, "fixed" in run.stdout) == (1, False)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == text


def test_quotations_that_pair_anew_once_one_is_mended_are_mended_to_the_last(check, tmp_path):
    (tmp_path / "a.txt").write_text("Bridge shut\n\n" + '"a b, \n\n" \n\n“a b ”a b" ' * 30, encoding="utf-8")
    check("a.txt", "--fix", "--select", "HYG402")
    assert check("a.txt", "--diff", "--select", "HYG402").stderr == "No file would change.\n"


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


def test_a_baseline_takes_the_place_of_no_article(check, tmp_path):
    run = check("--write-baseline", "a.txt", ".")
    assert run.returncode == 2
    assert "a.txt: the file is there and is no baseline; name another" in run.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == ILL


@pytest.mark.parametrize("left", ["", '<<<<<<< ours\n{\n "files": {\n=======', '{"version": 0, "files": {}}'])
def test_a_baseline_that_cannot_be_used_is_written_anew(check, tmp_path, left):
    (tmp_path / "b.json").write_text(left, encoding="utf-8")
    assert check("a.txt", "--write-baseline", "b.json").returncode == 0
    assert check("a.txt", "--baseline", "b.json").returncode == 0


def test_quiet_is_what_was_found_and_why_that_fails(check):
    options = ("--quiet", "--select", "BP102", "--output-format")
    run = check(".", *options, "concise")
    finding, failed = run.stdout.splitlines()
    assert finding.startswith("a.txt:5:1: BP102 warning: ")
    assert failed == "Failed: 1 finding at or above 'warning' (--fail-on)."
    assert "score" not in check(".", *options, "text").stdout
    assert check(".", "-q", "--select", "DUP").stdout == ""
    assert check(".", "-q", "--select", "DUP", "--fail-under", "99").stdout.startswith("Failed: a.txt: score ")


def test_quiet_holds_for_stdin_that_is_mended(check):
    run = check("-", "--fix", "-q", "--select", "BP,SRC301", stdin=ILL)
    first, second = run.stderr.splitlines()
    assert first.startswith("stdin.txt:5:1: SRC301 warning: ")
    assert second == "Failed: 1 finding at or above 'warning' (--fail-on)."


@pytest.mark.parametrize("names", [["."], ["a.txt"]])
def test_a_report_takes_the_place_of_no_article(check, tmp_path, names):
    run = check(*names, "--output-format", "json=a.txt")
    assert run.returncode == 2
    assert "--output-format json=a.txt: that is one of the files to read; write to another" in run.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == ILL


def test_a_report_takes_the_place_of_no_article_by_another_name(check, tmp_path):
    (tmp_path / "a.txt").rename(tmp_path / "a.copy")
    assert check("./a.copy", "--output-format", "json=a.copy").returncode == 2
    assert (tmp_path / "a.copy").read_text(encoding="utf-8") == ILL


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (["sources", "."], "--output"),
        (["learn"], "--output"),
        (["dups", "--compare", "a.txt", "b.txt"], "--html"),
        (["dups", "--compare", "a.jsonl#1", "a.jsonl#2"], "--html"),
    ],
)
def test_no_command_writes_over_what_it_reads(srclint, tmp_path, command, option):
    for name in ("a.txt", "b.txt", "a.jsonl"):
        (tmp_path / name).write_text('{"text": "The council met."}\n' * 2, encoding="utf-8")
    target = "a.jsonl" if "a.jsonl#1" in command else "a.txt"
    run = srclint(*command, option, target, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert f"{option}={target}: that is one of the files to read; write to another" in run.stderr
    assert (tmp_path / target).read_text(encoding="utf-8") == '{"text": "The council met."}\n' * 2


def test_a_report_among_the_articles_is_not_checked_as_it_is_written(check, tmp_path):
    assert check(".", "--output-format", "text=report.txt").returncode == 1
    assert "1 file checked" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_stdin_is_mended_and_what_is_left_is_told_beside_it(check):
    run = check("-", "--fix", "--select", "BP,SRC301", stdin=ILL)
    assert run.returncode == 1
    assert run.stdout == ILL.replace("Read more: Ten bridges you must see\n\n", "")
    assert run.stderr.startswith("stdin.txt:5:1: SRC301 warning: 'Experts say' names nobody")
    assert "1 file checked, 1 finding (1 warning), 1 fixed.\n" in run.stderr


def test_stdin_keeps_its_line_ends_and_its_encoding(tmp_path):
    (tmp_path / "in").write_bytes("\ufeffAt the café.\r\n\r\nRead more: Ten bridges\r\n".encode("utf-16-le"))
    with (tmp_path / "in").open("rb") as text:
        command = [sys.executable, "-m", "srclint", "check", "-", "--fix", "--select", "BP102"]
        run = subprocess.run(command, stdin=text, capture_output=True, check=False)
    assert run.stdout.decode("utf-16-le") == "\ufeffAt the café.\r\n"


def test_stdin_is_clean_once_everything_is_mended(check):
    assert check("-", "--fix", "--select", "BP", stdin=ILL).returncode == 0
    assert check("-", "--fix", "--exit-zero", stdin=ILL).returncode == 0


def test_stdin_and_files_are_not_mended_in_one_run(check):
    run = check("-", "a.txt", "--fix", stdin=ILL)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "srclint: error: --fix mends files or stdin, not both in one run\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--language", "English"), "--language: 'English' is no language code, as en or pt-BR is"),
        (("--baseline", "gone.json"), "gone.json: No such file or directory"),
        (("--output-format", "json=gone/a.json"), "--output-format json=gone/a.json: No such file or directory"),
    ],
)
def test_mistakes_are_told_without_numbers(check, arguments, message):
    run = check("a.txt", *arguments)
    assert (run.returncode, run.stderr) == (2, f"srclint: error: {message}\n")


def test_writing_a_baseline_says_what_it_could_not_read(check):
    run = check("a.txt", "gone.txt", "--write-baseline", "b.json", "--select", "BP102")
    assert (run.returncode, run.stdout) == (2, "Wrote b.json: 1 finding.\n")
    assert run.stderr == "gone.txt: error: no such file or folder\n"


def test_pruning_says_what_it_took_out_and_does_not_fail_for_it(check, tmp_path):
    check("a.txt", "--write-baseline", "b.json", "--select", "BP,SL")
    (tmp_path / "a.txt").write_text(ILL.replace("Read more: Ten bridges you must see\n\n", ""), encoding="utf-8")
    known = ("a.txt", "--baseline", "b.json", "--select", "BP,SL", "--config", 'severity.SL003="error"')
    assert check(*known).returncode == 1
    run = check(*known, "--prune-baseline")
    assert (run.returncode, run.stderr) == (0, "Took 2 findings out of b.json.\n")
    assert check(*known).returncode == 0


def test_pruning_wants_a_baseline(check):
    run = check("a.txt", "--prune-baseline")
    assert (run.returncode, run.stdout) == (2, "")
    assert "--prune-baseline needs a baseline" in run.stderr


@pytest.mark.parametrize("command", ["check", "score", "text", "sources", "dups", "learn"])
def test_a_folder_without_articles_is_told_of(srclint, tmp_path, command):
    run = srclint(command, ".", "--config", 'include=["*.adoc"]', cwd=tmp_path)
    assert run.returncode == 0
    assert run.stderr == ("srclint: warning: no files found: a folder stands for its *.adoc, less what is excluded\n")


def test_a_hook_of_which_all_files_are_left_out_has_nothing_to_say(check):
    assert check("a.txt", "--force-exclude", "--exclude", "a.txt").stderr == ""
