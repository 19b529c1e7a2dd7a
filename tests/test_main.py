"""How the process ends."""

import os
import subprocess
import sys

import pytest

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
def test_a_reader_that_goes_away_ends_the_run_without_a_word(folder):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "srclint", "check", "a.txt", "--isolated"]
    run = subprocess.run(command, cwd=folder, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert run.returncode != 0
    assert run.stderr == b""
