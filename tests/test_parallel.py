"""How a run on several processes ends before its time: at once, without tracebacks, and leaving none behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
JOBS = 2


@pytest.fixture
def run(tmp_path):
    """A run in a session of its own whose processes have seconds of work to do."""
    for n in range(4):
        lines = (
            f"Experts say that lamp {n}-{k} was lit, and officials told the Tribune so.\n\n" for k in range(12_000)
        )
        (tmp_path / f"{n}.txt").write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "srclint", "check", ".", "--isolated", "--no-cache", "--jobs", str(JOBS)]
    started = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    yield started
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.communicate(timeout=60)


def workers(run):
    """The ids of the run's processes, once all are there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text(encoding="ascii").split()
        lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
        found = [child for child, line in lines.items() if b"spawn_main" in line]
        if len(found) == JOBS:
            return found
        time.sleep(0.02)
    raise TimeoutError


def ended(run):
    """What it said; the pipes are closed only when the last process is gone."""
    begun = time.monotonic()
    _, said = run.communicate(timeout=60)
    assert time.monotonic() - begun < 10
    return said


@pytest.mark.parametrize("wait", [0, 0.5])
def test_an_interrupt_ends_all_processes_without_tracebacks(run, wait):
    workers(run)
    time.sleep(wait)
    os.killpg(run.pid, signal.SIGINT)
    assert ended(run) == "\nsrclint: interrupted\n"
    assert run.returncode == 130


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_run(run, by):
    workers(run)
    time.sleep(0.5)
    os.kill(run.pid, by)
    ended(run)


def test_a_process_that_was_killed_is_told_of(run):
    os.kill(workers(run)[0], signal.SIGKILL)
    assert ended(run) == ("srclint: error: one of the processes was killed, perhaps for want of memory; try --jobs 1\n")
    assert run.returncode == 2
