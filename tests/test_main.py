"""How the process ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
TOLD = """
import atexit, sys
from srclint.__main__ import main
atexit.register(print, "told of the end")
sys.argv = ["srclint", "check", "a.txt", "--isolated"]
main()
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("The council met on Monday.\n\nREAD MORE: The council met\n", encoding="utf-8")
    return tmp_path


def test_all_that_was_printed_comes_out_with_the_exit_code(folder, srclint):
    run = srclint("check", "a.txt", "--isolated", "--output-format", "concise", cwd=folder)
    assert run.returncode == 1
    assert "BP102" in run.stdout


def test_who_waits_for_the_end_is_told_of_it(folder):
    run = subprocess.run(
        [sys.executable, "-c", TOLD], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert run.returncode == 1
    assert run.stdout.endswith("told of the end\n")


@pytest.mark.skipif(os.name != "posix", reason="another system tells of a closed pipe in another way")
@pytest.mark.parametrize("arguments", [["check", "a.txt", "--isolated"], ["text", "a.txt"], ["--help"]])
def test_a_reader_that_goes_away_ends_the_run_without_a_word(folder, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "srclint", *arguments]
    run = subprocess.run(command, cwd=folder, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (141, b"")


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("line", "code"),
    [("a.txt >&-", 1), ("a.txt 2>&-", 1), ("--config x 2>&-", 2), ("- <&-", 2), ("a.txt >&- 2>&- <&-", 1)],
)
def test_a_stream_that_is_closed_is_no_mistake_of_ours(folder, line, code):
    command = ["sh", "-c", f'"{sys.executable}" -m srclint check --isolated {line}']
    run = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    assert (run.returncode, b"internal error" in run.stderr + run.stdout) == (code, False)


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_in_plain_words(folder):
    command = [sys.executable, "-m", "srclint", "check", "a.txt", "--isolated"]
    with FULL.open("wb") as full:
        run = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (2, b"srclint: error: writing the output: No space left on device\n")
