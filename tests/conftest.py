"""Fixtures for tests that run the real command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import settings

# A busy machine is no fault of the code; and CI tests the same examples each time.
settings.register_profile("srclint", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("srclint")

ROOT = Path(__file__).resolve().parents[1]

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def srclint() -> Command:
    """`srclint(*arguments, cwd=ROOT)` runs the command in a process of its own; it must end within two minutes."""

    def run(*arguments: str | Path, cwd: Path = ROOT, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "srclint", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"},
        )

    return run


@pytest.fixture(scope="session")
def steps() -> Callable[[Callable[[], object]], int]:
    """`steps(function)` calls it and tells how many lines of Python that took: a cost that no other process changes."""

    def count(function: Callable[[], object]) -> int:
        lines = 0

        def trace(_frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            function()
        finally:
            sys.settrace(before)
        return lines

    return count
