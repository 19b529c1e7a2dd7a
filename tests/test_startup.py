"""What a start imports: a hook that takes long is taken out."""

import subprocess
import sys

import pytest

PROBE = """
import sys
from srclint.cli import cli
try:
    code = cli(sys.argv[1:], standalone_mode=False)
finally:
    print(*sys.modules, file=sys.stderr)
"""
COMPILING = """
import builtins
compile_it = builtins.compile
def compile_module(source, filename, mode, *rest, **said):
    assert mode == "exec", source
    return compile_it(source, filename, mode, *rest, **said)
builtins.compile = compile_module
import srclint.commandline
"""
HEAVY = "bs4 numpy datasketch scipy rich yaml markdown_it pathspec re2 asyncio multiprocessing concurrent sqlite3 html"
USELESS = """
inspect dataclasses locale ipaddress uuid platform shutil difflib subprocess tempfile hashlib email
statistics json tomllib string
importlib.metadata pkgutil gettext urllib.parse
datetime threading unicodedata heapq encodings.cp1252
"""
INSTALLED = {"srclint", "click", "sitecustomize", "usercustomize"}
OWN = """
srclint.across srclint.boilerplate.layout srclint.neardup srclint.fix srclint.baseline srclint.redos
srclint.cache srclint.parallel srclint.timing srclint.readers.html
srclint.gitignore srclint.gated srclint.boilerplate.templates srclint.sourcing.report
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clean")
    (folder / "a.txt").write_text("The council met on Monday.\n", encoding="utf-8")
    command = [sys.executable, "-c", PROBE, "check", "a.txt", "--isolated"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)  # the first start compiles rules that changed
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    assert "1 file checked" in run.stdout
    return set(run.stderr.split())


def test_a_text_file_is_checked_by_srclint_click_and_python_alone(imported):
    roots = {name.partition(".")[0] for name in imported}
    assert {name for name in roots - sys.stdlib_module_names if not name.startswith("_")} <= INSTALLED


@pytest.mark.parametrize("module", [*HEAVY.split(), *USELESS.split(), *OWN.split()])
def test_a_text_file_is_checked_without(module, imported):
    assert module not in imported


def test_no_type_that_click_names_by_text_is_compiled():
    subprocess.run([sys.executable, "-c", COMPILING], check=True)
