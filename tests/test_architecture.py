"""The house keeps its shape: imports run downwards only."""

import shutil
import subprocess
import sys
from pathlib import Path


def test_imports_run_downwards_only(root):
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or "lint-imports"
    run = subprocess.run([command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
